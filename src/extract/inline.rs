//! The words of one block, gathered from runs of text with links in them.
//!
//! Collapses white space as a browser does and keeps the places of links right while it does so. Used by the readers of
//! Markdown and HTML alike.

use std::ops::Range;

use super::draft::Piece;
use crate::news::BlockKind;
use crate::text::{Link, Prose};

/// Where one tab leads in text whose spaces matter.
const TAB: &str = "    ";

/// Raised figures of a number: in line with the words before it, the 1 of a note would be read as part of theirs.
/// `None` for other words.
pub(super) fn raised(words: &str) -> Option<String> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| Some(RAISED[c.to_digit(10)? as usize]);
    let raised: Option<String> = words.chars().map(raise).collect();
    raised.filter(|raised| !raised.is_empty())
}

/// Gathers the words of a block.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    space_due: bool,
    open: Option<(usize, Link)>,
    links: Vec<(Range<usize>, Link)>,
}

impl Inline {
    /// Adds running text: white space becomes one space, and none at the beginning of a line.
    pub(super) fn push(&mut self, raw: &str) {
        if raw.contains('\r') {
            // Which kind of blank it is makes no difference here, but it would be cleaned at some cost.
            return self.push_clean(&Prose::borrowed(&raw.replace('\r', "\n")));
        }
        self.push_clean(&Prose::borrowed(raw));
    }

    /// Words with one blank between them are taken at once.
    fn push_clean(&mut self, clean: &str) {
        let mut rest = clean;
        while !rest.is_empty() {
            let words = rest.trim_ascii_start();
            self.space_due |= words.len() < rest.len();
            let len = regular_len(words.as_bytes());
            let Some((taken, after)) = words.split_at_checked(len).filter(|(t, _)| !t.is_empty())
            else {
                return;
            };
            self.start_word();
            self.text.push_str(taken);
            rest = after;
        }
    }

    /// Adds text whose line breaks and spaces matter.
    pub(super) fn push_verbatim(&mut self, raw: &str) {
        self.text.push_str(&Prose::text(raw).replace('\t', TAB));
    }

    /// Ends the line.
    pub(super) fn push_break(&mut self) {
        self.space_due = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Ends a cell of a table: the next begins behind a tab.
    pub(super) fn push_cell_end(&mut self) {
        self.space_due = false;
        self.text.push('\t');
    }

    /// Begins a link; one that is still open ends here.
    pub(super) fn open_link(&mut self, link: Link) {
        self.close_link();
        if std::mem::take(&mut self.space_due) {
            self.space();
        }
        self.open = Some((self.text.len(), link));
    }

    /// Ends the open link, if there is one.
    pub(super) fn close_link(&mut self) {
        if let Some((start, link)) = self.open.take()
            && start < self.text.len()
        {
            self.links.push((start..self.text.len(), link));
        }
    }

    /// Adds a finished block, with its links.
    pub(super) fn push_piece(&mut self, piece: &Piece) {
        let base = self.text.len();
        self.text.push_str(&piece.text);
        let moved =
            piece.links.iter().map(|(r, link)| (base + r.start..base + r.end, link.clone()));
        self.links.extend(moved);
    }

    /// Whether the last thing was a line break.
    pub(super) fn ends_line(&self) -> bool {
        self.text.ends_with('\n')
    }

    /// The block, and an empty gatherer that goes on with a link that is open; `None` where there are no words.
    pub(super) fn finish(&mut self, kind: BlockKind) -> Option<Piece> {
        let going_on = self.open.as_ref().map(|(_, link)| link.clone());
        self.close_link();
        let whole = std::mem::take(self);
        self.open = going_on.map(|link| (0, link));
        // The indentation of the first line of code is part of it, and so is an empty first cell.
        let lead = match kind {
            BlockKind::Code | BlockKind::Table => whole.text.trim_start_matches('\n'),
            _ => whole.text.trim_start(),
        };
        let cut = whole.text.len() - lead.len();
        let kept = lead.trim_end().len();
        let text = if kept == whole.text.len() {
            Prose::owned(whole.text)
        } else {
            Prose::text(lead.trim_end())
        };
        let moved = text.len() != kept;
        let links = whole.links.into_iter().filter(|_| !moved).filter_map(|(range, link)| {
            let range =
                range.start.saturating_sub(cut)..range.end.saturating_sub(cut).min(text.len());
            (!range.is_empty()).then_some((range, link))
        });
        let links = links.collect();
        (!text.is_empty()).then(|| Piece { links, ..Piece::new(kind, text) })
    }

    fn start_word(&mut self) {
        if std::mem::take(&mut self.space_due) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'\n' | b'\t' | b' ')) {
            self.text.push(' ');
        }
    }
}

/// How far a text goes with one blank between two words, without a blank at the end.
fn regular_len(bytes: &[u8]) -> usize {
    let mut blank = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b' ' if !blank => blank = true,
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => return at - usize::from(blank),
            _ => blank = false,
        }
    }
    bytes.len() - usize::from(blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_across_runs() {
        let mut inline = Inline::default();
        for run in ["  one ", " two", "\n", "three", "", " ", "four  "] {
            inline.push(run);
        }
        inline.push_break();
        inline.push(" five");
        let piece = inline.finish(BlockKind::Paragraph).expect("words");
        assert_eq!(piece.text.as_str(), "one two three four\nfive");
        assert_eq!(inline.finish(BlockKind::Paragraph), None);
    }

    #[test]
    fn links_keep_their_place() {
        let link = Link::parse("https://example.org/").expect("an address");
        let mut inline = Inline::default();
        inline.push(" see ");
        inline.open_link(link.clone());
        inline.push("this page ");
        inline.close_link();
        inline.push("now");
        let piece = inline.finish(BlockKind::Paragraph).expect("words");
        assert_eq!(piece.text.as_str(), "see this page now");
        assert_eq!(piece.links, [(4..13, link)]);
    }
}
