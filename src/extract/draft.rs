//! An article in the making: what a reader of one form hands to the rules that are the same for all forms.
//!
//! The limits of what is kept of one article are applied here, when the draft is finished.

use std::ops::Range;

use super::{TEXT_LIMIT_BYTES, addresses, tidy};
use crate::news::{Article, BlockKind, BodyBuilder, Moment, Problem};
use crate::text::{Link, Prose, language};

const TITLE_BYTES: usize = 1_000;
const NAME_BYTES: usize = 500;
const TAG_BYTES: usize = 200;
const TAGS: usize = 100;

/// One block of a draft. The links stand by their place in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub kind: BlockKind,
    pub text: Prose,
    pub level: u8,
    pub ordinal: Option<u32>,
    pub credit: Option<Prose>,
    pub links: Vec<(Range<usize>, Link)>,
    /// Where the picture is that the text describes. No link yet: what is the article of a page is told by its links.
    pub picture: Option<Link>,
    /// The reader of the form knows that this is no part of the article.
    pub is_debris: bool,
    /// The reader of the form knows that this is a part of it, whatever it looks like.
    pub is_own: bool,
}

impl Piece {
    pub(super) fn new(kind: BlockKind, text: Prose) -> Self {
        Self {
            kind,
            text,
            level: 0,
            ordinal: None,
            credit: None,
            links: Vec::new(),
            picture: None,
            is_debris: false,
            is_own: false,
        }
    }

    pub(super) fn paragraph(text: Prose) -> Self {
        Self::new(BlockKind::Paragraph, text)
    }

    pub(super) fn heading(text: Prose, level: u8) -> Self {
        Self { level: level.clamp(1, 6), ..Self::new(BlockKind::Heading, text) }
    }

    pub(super) fn item(text: Prose, level: u8, ordinal: Option<u32>) -> Self {
        Self { level: level.max(1), ordinal, ..Self::new(BlockKind::ListItem, text) }
    }
}

/// What a reader found in a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub outlet: Option<Prose>,
    pub title: Prose,
    pub link: Option<Link>,
    pub authors: Vec<Prose>,
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    pub language: Option<Prose>,
    pub tags: Vec<Prose>,
    pub pieces: Vec<Piece>,
    pub credits: Vec<Prose>,
    pub debris: Vec<Prose>,
    /// The reader of the form stopped before the end.
    pub is_cut: bool,
    /// The page shows the beginning alone.
    pub is_teaser: bool,
    /// What it is about, as it says to machines.
    pub summary: Option<Prose>,
    /// It says that it is an article.
    pub is_article: bool,
}

impl Draft {
    /// Tidies the pieces and makes an article of them; `None` where there is neither a title nor a text.
    pub(super) fn finish(mut self, problems: &mut Vec<Problem>) -> Option<Article> {
        tidy::tidy(&mut self);
        if self.is_cut {
            problems.push(text_was_cut());
        }
        if self.is_teaser {
            problems.push(Problem::loss(
                "the page shows only its beginning; the rest is for subscribers",
            ));
        }
        let body = build(std::mem::take(&mut self.pieces), problems).finish();
        if self.title.is_empty() && body.text().is_empty() {
            return None;
        }
        Some(Article {
            id: None,
            called: None,
            outlet: self.outlet.map(|outlet| outlet.cut(NAME_BYTES)).filter(|o| !o.is_empty()),
            title: self.title.cut(TITLE_BYTES),
            link: self.link,
            authors: names(&self.authors),
            published: self.published,
            updated: self.updated,
            language: self
                .language
                .and_then(|raw| language::tag(&raw))
                .map(|tag| Prose::line(&tag)),
            feed: None,
            tags: self.tags.iter().take(TAGS).map(|tag| tag.cut(TAG_BYTES)).collect(),
            body,
            credits: names(&self.credits),
            debris: self.debris,
        })
    }
}

fn names(found: &[Prose]) -> Vec<Prose> {
    let mut names: Vec<Prose> = Vec::new();
    for name in found.iter().take(TAGS).map(|name| name.cut(NAME_BYTES)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Gives an article without a title the beginning of its text, which also stays in the text.
pub fn name_untitled(article: &mut Article) {
    if !article.title.is_empty() {
        return;
    }
    let first = article.body.blocks().first().map(|b| article.body.slice(b.span));
    let line = Prose::line(&Prose::text(first.unwrap_or_default()).cut(400));
    let cut = line.cut(80);
    let end = cut.rfind(' ').unwrap_or(cut.len());
    article.title = match cut.get(..end) {
        Some(words) if cut.len() < line.len() => Prose::line(&format!("{words}…")),
        _ => line,
    };
}

/// Says that the end of a text is missing.
pub(super) fn text_was_cut() -> Problem {
    Problem::loss(format!("the text was cut after {} MiB", TEXT_LIMIT_BYTES >> 20))
}

fn build(pieces: Vec<Piece>, problems: &mut Vec<Problem>) -> BodyBuilder {
    let mut builder = BodyBuilder::new();
    for mut piece in pieces {
        let room = TEXT_LIMIT_BYTES.saturating_sub(builder.len() + 2);
        let too_long = piece.text.len() > room;
        if too_long {
            problems.push(text_was_cut());
            piece.text = piece.text.cut(room);
        }
        addresses::link(&mut piece);
        if let Some(block) = builder.push(piece.kind, &piece.text, piece.links) {
            block.level = piece.level;
            block.ordinal = piece.ordinal;
            block.credit = piece.credit;
        }
        if too_long {
            break;
        }
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_with_a_note() {
        let long = Prose::text(&"word ".repeat(1 << 20));
        let pieces = vec![Piece::paragraph(long), Piece::paragraph(Prose::line("never seen"))];
        let mut problems = Vec::new();
        let draft = Draft { pieces, ..Draft::default() };
        let article = draft.finish(&mut problems).expect("an article");
        assert!(article.body.text().len() <= TEXT_LIMIT_BYTES);
        assert_eq!(problems, [Problem::loss("the text was cut after 4 MiB")]);
    }

    #[test]
    fn a_text_without_title_lends_its_first_words() {
        let text =
            "One two three four five six seven eight nine ten eleven twelve thirteen fourteen.";
        let pieces = vec![Piece::paragraph(Prose::line(text))];
        let draft = Draft { pieces, ..Draft::default() };
        let mut article = draft.finish(&mut Vec::new()).expect("an article");
        name_untitled(&mut article);
        let title = "One two three four five six seven eight nine ten eleven twelve thirteen…";
        assert_eq!(article.title.as_str(), title);
        assert_eq!(article.body.text(), text);
    }
}
