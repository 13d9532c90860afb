//! Lines at the edges of an article, and between its paragraphs, that belong to the page.
//!
//! Works on blocks, after the part of the page is chosen: what stands above the first paragraph and below the last,
//! lines that lead to other articles, pictures that only repeat what is said beside them. Whole lines that are debris
//! wherever they stand are known to `debris`.

use std::collections::HashSet;

use crate::extract::debris;
use crate::extract::draft::{Draft, Piece};
use crate::news::BlockKind;

/// A line with such a share of links, in percent, is a link to another article. Tuned on the pages of the corpus:
/// 85 costs no sentence that ends in a link.
const LINK_PERCENT: usize = 85;
/// A paragraph has so many bytes; a longer one need not end like a sentence.
const PARAGRAPH_BYTES: usize = 40;
const LONG_BYTES: usize = 200;
/// Lines of the page's own above the text are shorter than this, below it than that.
const HEAD_LINE_BYTES: usize = 60;
const TAIL_LINE_BYTES: usize = 120;
/// A short sentence has so many words.
const BRIEF_WORDS: usize = 4;
/// Words of a picture say something if there are so many of them.
const PICTURE_WORDS: usize = 5;

/// Marks what is no part of the article as debris.
pub(in crate::extract) fn trim(draft: &mut Draft) {
    for piece in &mut draft.pieces {
        piece.is_debris |= leads_elsewhere(piece);
    }
    cut_below(&mut draft.pieces);
    cut_at_announcement(&mut draft.pieces);
    cut_above(&mut draft.pieces);
    drop_mute_pictures(draft);
}

/// A line that is one link from end to end.
fn leads_elsewhere(piece: &Piece) -> bool {
    let linked: usize = piece.links.iter().map(|(range, _)| range.len()).sum();
    piece.kind == BlockKind::Paragraph && linked * 100 >= piece.text.len() * LINK_PERCENT
}

/// Whether a block reads like a paragraph.
fn is_prose(piece: &Piece) -> bool {
    let bytes = piece.text.len();
    match piece.kind {
        _ if piece.is_debris => false,
        BlockKind::Heading | BlockKind::Caption | BlockKind::Image => false,
        BlockKind::Code | BlockKind::Table | BlockKind::Quote => true,
        _ => bytes >= LONG_BYTES || (bytes >= PARAGRAPH_BYTES && is_closed(&piece.text)),
    }
}

/// Whether a block is a sentence too short to be told from a line of the page by its length: by its words it is.
fn is_brief(piece: &Piece) -> bool {
    piece.kind == BlockKind::Paragraph
        && !piece.is_debris
        && piece.links.is_empty()
        && piece.text.ends_with(['.', '!', '?', '”', '"'])
        && is_closed(&piece.text)
        && piece.text.split(' ').count() >= BRIEF_WORDS
}

/// Whether a text ends like a sentence.
fn is_closed(text: &str) -> bool {
    let closes = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」')
    };
    let ends = ['.', '!', '?', '…', ':', '。', '！', '？', '؟', '۔', '।', '။'];
    text.trim_end_matches(closes).ends_with(ends)
}

fn bytes(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|p| !p.is_debris).map(|p| p.text.len()).sum()
}

/// Short lines below the last paragraph, unless they are a good part of the text: then they are a list.
fn cut_below(pieces: &mut [Piece]) {
    let Some(last) = pieces.iter().rposition(is_prose) else { return };
    let ends = pieces.iter().skip(last + 1).take_while(|piece| is_brief(piece)).count();
    let (text, below) = pieces.split_at_mut(last + 1 + ends);
    if bytes(below) * 8 > bytes(text) {
        return;
    }
    for piece in below {
        piece.is_debris |= matches!(piece.kind, BlockKind::Paragraph | BlockKind::Heading)
            && piece.text.len() < TAIL_LINE_BYTES;
    }
}

/// Lines above the first paragraph that are no sentences: sections, counters, names, days.
fn cut_above(pieces: &mut [Piece]) {
    let Some(first) = pieces.iter().position(is_prose) else { return };
    for piece in pieces.iter_mut().take(first) {
        piece.is_debris |= matches!(piece.kind, BlockKind::Paragraph | BlockKind::ListItem)
            && piece.text.len() < HEAD_LINE_BYTES
            && !is_closed(&piece.text);
    }
}

/// What follows a line that announces other articles or comments, if it is the smaller part.
fn cut_at_announcement(pieces: &mut [Piece]) {
    let prose = |pieces: &[Piece]| {
        pieces.iter().filter(|p| is_prose(p)).map(|p| p.text.len()).sum::<usize>()
    };
    let announces = |p: &Piece| p.text.len() < TAIL_LINE_BYTES && debris::ends_article(&p.text);
    let Some(at) = pieces.iter().position(announces) else { return };
    let (text, rest) = pieces.split_at_mut(at);
    if prose(rest) * 3 < prose(text) {
        for piece in rest {
            piece.is_debris = true;
        }
    }
}

/// Pictures say something only where their words are several and stand nowhere else: alternative texts mostly repeat the
/// title or the caption.
fn drop_mute_pictures(draft: &mut Draft) {
    let lower = |piece: &Piece| piece.text.to_lowercase();
    let is_picture = |piece: &&Piece| piece.kind == BlockKind::Image;
    if !draft.pieces.iter().any(|p| is_picture(&p)) {
        return;
    }
    let title = draft.title.to_lowercase();
    let mut said: HashSet<String> =
        draft.pieces.iter().filter(|p| !is_picture(p)).map(lower).collect();
    let kinds: Vec<BlockKind> = draft.pieces.iter().map(|p| p.kind).collect();
    for (at, piece) in draft.pieces.iter_mut().enumerate() {
        if piece.kind != BlockKind::Image {
            continue;
        }
        let words = lower(piece);
        let has_caption =
            kinds.iter().skip(at.saturating_sub(2)).take(5).any(|k| *k == BlockKind::Caption);
        piece.is_debris |= has_caption
            || words.split_whitespace().count() < PICTURE_WORDS
            || title.contains(&words)
            || (!title.is_empty() && words.contains(&title))
            || !said.insert(words);
    }
}
