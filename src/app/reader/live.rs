//! What `n` and `N` walk through: unread articles, matches of a search, or mentions of a fact.

use super::Reader;
use crate::news::Span;

/// A search within the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindState {
    /// Where it occurs.
    pub matches: Vec<Span>,
    /// The match the reader is at.
    pub current: usize,
}

/// What `n` and `N` walk through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LiveSet {
    /// Unread articles.
    #[default]
    Unread,
    /// Matches of a search in the article.
    Matches(FindState),
    /// Mentions of the chosen fact.
    Mentions {
        /// All places, in order.
        spans: Vec<Span>,
        /// The one that is lit.
        current: usize,
    },
}

impl Reader {
    /// Searches the text, ignoring case; the first match from the reading line on becomes current. How many there are.
    pub fn find(&mut self, needle: &str) -> usize {
        let Some(shown) = self.shown() else { return 0 };
        let matches = matches(shown.article.body.text(), needle);
        let from = self.line_span().map_or(0, |span| span.start);
        let current = matches.iter().position(|span| span.start >= from).unwrap_or_default();
        let count = matches.len();
        self.live = LiveSet::Matches(FindState { matches, current });
        self.go_to_live();
        count
    }

    /// Lights all mentions of something, `current` first.
    pub fn light(&mut self, spans: Vec<Span>, current: usize) {
        self.live = LiveSet::Mentions { spans, current };
        self.go_to_live();
    }

    /// Moves to the next or previous match or mention. Whether there is any to walk through.
    pub fn walk(&mut self, forward: bool) -> bool {
        let (current, count) = match &mut self.live {
            LiveSet::Unread => return false,
            LiveSet::Matches(find) => (&mut find.current, find.matches.len()),
            LiveSet::Mentions { spans, current } => (current, spans.len()),
        };
        if count == 0 {
            return false;
        }
        *current = if forward { (*current + 1) % count } else { (*current + count - 1) % count };
        self.go_to_live();
        true
    }

    /// The match or mention that is lit.
    pub fn lit(&self) -> Option<Span> {
        match &self.live {
            LiveSet::Unread => None,
            LiveSet::Matches(find) => find.matches.get(find.current).copied(),
            LiveSet::Mentions { spans, current } => spans.get(*current).copied(),
        }
    }

    fn go_to_live(&mut self) {
        if let Some(span) = self.lit() {
            self.go_to_offset(span.start);
        }
    }
}

/// All places of `needle` in `text`, ignoring case where that does not change lengths.
fn matches(text: &str, needle: &str) -> Vec<Span> {
    if needle.is_empty() {
        return Vec::new();
    }
    let fold = |s: &str| -> String {
        s.chars()
            .map(|c| {
                let mut lower = c.to_lowercase();
                let first = lower.next().unwrap_or(c);
                if lower.next().is_none() && first.len_utf8() == c.len_utf8() { first } else { c }
            })
            .collect()
    };
    let (folded, needle) = (fold(text), fold(needle));
    folded.match_indices(&needle).map(|(at, found)| Span::new(at, at + found.len())).collect()
}
