//! Two versions of an article in one text: what was taken out and what came in, each marked.
//!
//! The marks are those of `wdiff`, `[-out-]` and `{+in+}`, since they hold without colour and when copied. Which words
//! differ is found in [`crate::text::diff`]; how the marked words look is decided in `ui`.

use super::{Article, Block, BlockKind, Body, BodyBuilder, Span};
use crate::text::Prose;
use crate::text::diff::{Passage, words};

/// An article in which two versions stand side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// The newer version, with the words of the older one between its own.
    pub article: Article,
    /// Where its body shows words that came in, in order.
    pub added: Vec<Span>,
    /// Where it shows words that were taken out, in order.
    pub removed: Vec<Span>,
}

impl Revision {
    /// Puts two versions side by side.
    pub fn between(old: &Article, new: &Article) -> Self {
        let mut merge = Merge::default();
        for passage in words(old.body.text(), new.body.text()) {
            merge.passage(&passage, &old.body, &new.body);
        }
        merge.end_block();
        let article = Article {
            title: title(&old.title, &new.title),
            body: merge.body.finish(),
            debris: Vec::new(),
            ..new.clone()
        };
        Self { article, added: merge.added, removed: merge.removed }
    }

    /// How many places differ. Words that others stand for now are one place with them.
    pub fn changes(&self) -> usize {
        let mut spans: Vec<Span> = self.removed.iter().chain(&self.added).copied().collect();
        spans.sort_unstable_by_key(|span| span.start);
        let text = self.article.body.text();
        let is_apart = |from: u32, to: u32| {
            text.get(from as usize..to as usize).is_none_or(|gap| !gap.trim().is_empty())
        };
        let apart = spans.windows(2).filter(|pair| is_apart(pair[0].end, pair[1].start)).count();
        apart + usize::from(!spans.is_empty())
    }
}

fn title(old: &str, new: &str) -> Prose {
    let mut title = String::new();
    for passage in words(old, new) {
        let (out, now) = (old.get(passage.old), new.get(passage.new));
        let (out, now) = (out.unwrap_or_default(), now.unwrap_or_default());
        if passage.same {
            title.push_str(now);
        } else {
            push_marked(&mut title, out, Side::Old);
            push_marked(&mut title, now, Side::New);
        }
    }
    Prose::line(&title)
}

/// Which version words are of; `Both` where they do not differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Both,
    Old,
    New,
}

impl Side {
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Both => ("", ""),
            Self::Old => ("[-", "-]"),
            Self::New => ("{+", "+}"),
        }
    }
}

/// Adds words between their marks; blanks at their end stand outside. Returns where the marked words stand.
fn push_marked(text: &mut String, words: &str, side: Side) -> Option<(usize, usize)> {
    let bare = words.trim_end();
    let (open, close) = side.marks();
    if bare.is_empty() {
        text.push_str(words);
        return None;
    }
    let start = text.len();
    text.extend([open, bare, close]);
    let end = text.len();
    text.push_str(words.get(bare.len()..).filter(|gap| !gap.is_empty()).unwrap_or_default());
    Some((start, end))
}

/// The text that is being put together, block by block.
#[derive(Default)]
struct Merge {
    body: BodyBuilder,
    added: Vec<Span>,
    removed: Vec<Span>,
    /// The block that is not finished.
    text: String,
    like: Option<Block>,
    marked: Vec<(Side, usize, usize)>,
}

impl Merge {
    fn passage(&mut self, passage: &Passage, old: &Body, new: &Body) {
        if passage.same {
            self.words(new, passage.new.start, passage.new.end, Side::Both);
            let out = old.text().get(passage.old.clone()).unwrap_or_default();
            if out.ends_with(' ') && !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            return;
        }
        // What comes in ends the paragraph where what went out did.
        self.words(old, passage.old.start, passage.old.end, Side::Old);
        self.words(new, passage.new.start, passage.new.end, Side::New);
    }

    fn words(&mut self, body: &Body, start: usize, end: usize, side: Side) {
        let text = body.text().get(start..end).unwrap_or_default();
        let mut at = start;
        for (n, part) in text.split("\n\n").enumerate() {
            if n > 0 {
                self.end_block();
                at += "\n\n".len();
            }
            self.part(body, part, at, side);
            at += part.len();
        }
    }

    /// Words of one block.
    fn part(&mut self, body: &Body, part: &str, at: usize, side: Side) {
        if part.trim().is_empty() {
            self.text.push_str(part);
            return;
        }
        if side != Side::Old || self.like.is_none() {
            self.like = body.blocks().iter().find(|block| block.span.holds(at)).cloned();
        }
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) && side == Side::New {
            let after_old = self.marked.last().is_some_and(|(_, _, end)| *end == self.text.len());
            self.text.push_str(if after_old { " " } else { "" });
        }
        let marked = push_marked(&mut self.text, part, side);
        if let Some((start, end)) = marked.filter(|_| side != Side::Both) {
            self.marked.push((side, start, end));
        }
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (like, marked) = (self.like.take(), std::mem::take(&mut self.marked));
        let lead = text.len() - text.trim_start().len();
        // What is pushed is clean: both texts are, and so are the marks.
        let words = Prose::text(text.trim());
        let base = if self.body.is_empty() { 0 } else { self.body.len() + "\n\n".len() };
        let kind = like.as_ref().map_or(BlockKind::Paragraph, |block| block.kind);
        let Some(block) = self.body.push(kind, &words, vec![]) else { return };
        if let Some(like) = like {
            (block.level, block.ordinal, block.credit) = (like.level, like.ordinal, like.credit);
        }
        for (side, start, end) in marked {
            let span = Span::new(base + start - lead, base + end - lead);
            if side == Side::Old { &mut self.removed } else { &mut self.added }.push(span);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn article(title: &str, paragraphs: &[&str]) -> Article {
        let mut body = BodyBuilder::new();
        for text in paragraphs {
            body.push(BlockKind::Paragraph, &Prose::line(text), vec![]);
        }
        Article { title: Prose::line(title), body: body.finish(), ..Article::default() }
    }

    #[track_caller]
    fn check(old: &[&str], new: &[&str], expected: &str) {
        let revision = Revision::between(&article("T", old), &article("T", new));
        assert_eq!(revision.article.body.text(), expected);
        for (spans, open) in [(&revision.added, "{+"), (&revision.removed, "[-")] {
            for span in spans {
                assert!(revision.article.body.slice(*span).starts_with(open), "{span:?}");
            }
        }
    }

    #[test]
    fn what_went_and_what_came_stand_between_marks() {
        check(&["He signed 11 deals."], &["He signed 12 deals."], "He signed [-11-] {+12+} deals.");
        check(&["One."], &["One.", "Two."], "One.\n\n{+Two.+}");
        check(&["One.", "Two.", "Three."], &["One.", "Three."], "One.\n\n[-Two.-]\n\nThree.");
        check(&["One two"], &["One"], "One [-two-]");
        check(&["Same."], &["Same."], "Same.");
        check(&[], &["New."], "{+New.+}");
    }

    #[test]
    fn words_that_others_stand_for_now_are_one_place_with_them() {
        let places = |old: &[&str], new: &[&str]| {
            Revision::between(&article("T", old), &article("T", new)).changes()
        };
        assert_eq!(places(&["He signed 11 deals."], &["He signed 12 deals."]), 1);
        assert_eq!(places(&["Two of 11 deals."], &["Three of 12 deals."]), 2);
        assert_eq!(places(&["Same."], &["Same."]), 0);
    }

    #[test]
    fn a_title_is_marked_too() {
        let revision =
            Revision::between(&article("Eleven deals", &[]), &article("Twelve deals", &[]));
        assert_eq!(&*revision.article.title, "[-Eleven-] {+Twelve+} deals");
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text_and_hold_whole_marks(
            old in prop::collection::vec("[ab漢., ]{1,12}", 0..5), new in prop::collection::vec("[ab漢., ]{1,12}", 0..5),
        ) {
            let texts = |texts: &[String]| article("T", &texts.iter().map(String::as_str).collect::<Vec<_>>());
            let revision = Revision::between(&texts(&old), &texts(&new));
            let body = &revision.article.body;
            for span in &revision.added {
                let words = body.slice(*span);
                prop_assert!(words.starts_with("{+") && words.ends_with("+}"), "{words:?} in {:?}", body.text());
            }
            for span in &revision.removed {
                let words = body.slice(*span);
                prop_assert!(words.starts_with("[-") && words.ends_with("-]"), "{words:?} in {:?}", body.text());
            }
        }
    }
}
