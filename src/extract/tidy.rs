//! The rules that hold for every form: debris out, captions told from paragraphs, credits taken up.
//!
//! Works on the pieces of a [`Draft`] in one pass, in the order of the page. Whatever is taken out of the text goes to
//! the draft's debris as it stood.

use super::draft::{Draft, Piece};
use super::{byline, caption, credit, debris};
use crate::news::BlockKind;
use crate::text::Prose;

/// Applies the rules.
pub(super) fn tidy(draft: &mut Draft) {
    let mut kept: Vec<Piece> = Vec::with_capacity(draft.pieces.len());
    for piece in std::mem::take(&mut draft.pieces) {
        match piece.kind {
            _ if piece.is_debris => draft.debris.push(piece.text),
            _ if piece.is_own => kept.push(piece),
            BlockKind::Code | BlockKind::Table | BlockKind::Quote | BlockKind::Footnote => {
                kept.push(piece);
            }
            _ => sort(piece, &mut kept, draft),
        }
    }
    drop_title_again(&mut kept, draft);
    drop_empty_sections(&mut kept, draft);
    draft.pieces = kept;
}

/// Finds out what a piece is and puts it where it belongs.
fn sort(piece: Piece, kept: &mut Vec<Piece>, draft: &mut Draft) {
    if debris::is_debris(&piece.text) {
        draft.debris.push(piece.text);
        return;
    }
    // Where somebody sits stands above the text; within it the same words may be a heading.
    if byline::is_post(&piece.text) && kept.iter().all(|p| p.kind != BlockKind::Paragraph) {
        draft.debris.push(piece.text);
        return;
    }
    let names = credit::names(&piece.text);
    if piece.kind == BlockKind::Paragraph && !names.is_empty() {
        draft.credits.extend(names);
        draft.debris.push(piece.text);
        return;
    }
    match piece.kind {
        BlockKind::Paragraph | BlockKind::Caption => sort_caption(piece, kept, draft),
        _ => kept.push(piece),
    }
}

/// Parts a caption from its credit and from its repeats; other paragraphs stay as they are.
fn sort_caption(mut piece: Piece, kept: &mut Vec<Piece>, draft: &mut Draft) {
    let text = piece.text.clone();
    if piece.credit.is_some() && piece.kind == BlockKind::Caption {
        if piece.credit.as_ref().is_some_and(|credit| *credit == text) {
            return credit_last(piece, kept, draft);
        }
        return push_caption(piece, text, kept, draft);
    }
    let once = match caption::unrepeat(&text) {
        Some((once, again))
            if piece.kind == BlockKind::Caption || caption::split(once).is_some() =>
        {
            draft.debris.push(Prose::line(again));
            once
        }
        _ => &text,
    };
    if let Some(found) = caption::split(once) {
        piece.kind = BlockKind::Caption;
        piece.credit = Some(Prose::line(found.credit));
        if found.words.is_empty() {
            return credit_last(piece, kept, draft);
        }
        piece.text = Prose::text(found.words);
    } else if once.len() < text.len() {
        piece.text = Prose::text(once);
    }
    push_caption(piece, text, kept, draft);
}

/// Keeps a piece, but for a caption that has been told before; `text` is what stood on the page.
fn push_caption(piece: Piece, text: Prose, kept: &mut Vec<Piece>, draft: &mut Draft) {
    if piece.kind == BlockKind::Caption && is_told(&piece, kept) {
        draft.debris.push(text);
    } else {
        kept.push(piece);
    }
}

/// A credit that stands alone belongs to the picture before it.
fn credit_last(piece: Piece, kept: &mut [Piece], draft: &mut Draft) {
    let last = kept.last_mut().filter(|last| {
        matches!(last.kind, BlockKind::Caption | BlockKind::Image) && last.credit.is_none()
    });
    match last {
        Some(last) => last.credit = piece.credit,
        None => draft.debris.push(piece.text),
    }
}

fn is_told(caption: &Piece, kept: &[Piece]) -> bool {
    kept.iter().rev().take(40).any(|p| p.kind == BlockKind::Caption && p.text == caption.text)
}

/// Pages repeat the headline above the text.
fn drop_title_again(kept: &mut Vec<Piece>, draft: &mut Draft) {
    let again = kept.first().is_some_and(|first| {
        matches!(first.kind, BlockKind::Heading | BlockKind::Paragraph)
            && !draft.title.is_empty()
            && first.text == draft.title
    });
    if again {
        draft.debris.push(kept.remove(0).text);
    }
}

/// A heading with nothing under it headed what was taken out.
fn drop_empty_sections(kept: &mut Vec<Piece>, draft: &mut Draft) {
    if draft.debris.is_empty() {
        return;
    }
    while kept.len() > 1 && kept.last().is_some_and(|p| p.kind == BlockKind::Heading) {
        draft.debris.extend(kept.pop().map(|piece| piece.text));
    }
}
