//! The words that pages name their boxes by, as data.
//!
//! Pages name their boxes for those who style them, and most by the same few words, which the readers of pages agree on
//! (Readability's lists and what came after them). No name of an outlet is among them.

use std::sync::LazyLock;

/// No part of an article, unless one of [`PARDONS`] stands beside it: `page-header`, but not `article-header`.
const JUNK: &[&str] = &[
    "ad",
    "advert",
    "banner",
    "combx",
    "community",
    "cover",
    "extra",
    "flyout",
    "footer",
    "gdpr",
    "gplus",
    "header",
    "legends",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "overlay",
    "pager",
    "popular",
    "popup",
    "print",
    "recirc",
    "remark",
    "replies",
    "respond",
    "rss",
    "shoutbox",
    "skyscraper",
    "supplemental",
    "yom",
];

/// No part of an article whatever stands beside it, unless that makes it a setting of the box: `has-sidebar`.
const DOUBTLESS: &[&str] = &[
    "ads",
    "advertisement",
    "author",
    "authors",
    "autor",
    "autoren",
    "autores",
    "bio",
    "biography",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "carousel",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "date",
    "dateline",
    "datum",
    "disqus",
    "fecha",
    "galeria",
    "galerie",
    "gallery",
    "kommentar",
    "kommentare",
    "legal",
    "navi",
    "navigation",
    "outbrain",
    "pagination",
    "published",
    "sidebar",
    "slider",
    "slideshow",
    "tags",
    "time",
    "timestamp",
    "toolbar",
    "verwandt",
];

/// Beginnings of such words.
const DOUBTLESS_STEMS: &[&str] = &[
    "comment",
    "newsletter",
    "promo",
    "recommend",
    "related",
    "share",
    "sharing",
    "social",
    "sponsor",
    "subscri",
    "taboola",
    "teaser",
    "trending",
    "widget",
];

/// Beginnings of words for what readers wrote below an article.
const COMMENT_STEMS: &[&str] = &["comentario", "comment", "discussion", "disqus", "kommentar"];

/// Say that a name is a setting of the box, not what is in it.
const SETTINGS: &[&str] =
    &["disabled", "enabled", "has", "hidden", "hide", "in", "is", "no", "show", "with", "without"];

/// Say that the box may hold the article.
const PARDONS: &[&str] = &[
    "article", "body", "column", "content", "has", "main", "mathjax", "no", "post", "shadow",
    "story", "text", "with", "without",
];

/// One of these and one of [`TEXTS`] name the text itself: `article-body`, `entryContent`.
const HOLDERS: &[&str] = &["article", "blog", "entry", "main", "news", "page", "post", "story"];
const TEXTS: &[&str] = &["body", "bodytext", "content", "copy", "text"];

/// Speak for an element, and against it.
const GOOD: &[&str] = &[
    "article",
    "blog",
    "body",
    "content",
    "entry",
    "hentry",
    "main",
    "page",
    "pagination",
    "post",
    "story",
    "text",
];
const BAD: &[&str] = &[
    "banner",
    "com",
    "combx",
    "comment",
    "contact",
    "foot",
    "footer",
    "footnote",
    "gdpr",
    "hidden",
    "masthead",
    "media",
    "meta",
    "outbrain",
    "promo",
    "related",
    "scroll",
    "share",
    "shopping",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "sponsor",
    "tags",
    "tool",
    "widget",
];

/// What a word says, one bit for each table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Says(u16);

impl Says {
    pub(super) const JUNK: Self = Self(1);
    pub(super) const DOUBTLESS: Self = Self(1 << 1);
    pub(super) const SETTING: Self = Self(1 << 2);
    pub(super) const PARDON: Self = Self(1 << 3);
    pub(super) const HOLDER: Self = Self(1 << 4);
    pub(super) const TEXT: Self = Self(1 << 5);
    pub(super) const GOOD: Self = Self(1 << 6);
    pub(super) const BAD: Self = Self(1 << 7);
    pub(super) const COMMENTS: Self = Self(1 << 8);

    /// Whether it says any of these.
    pub(super) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What either says.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const TABLES: [(&[&str], Says); 8] = [
    (JUNK, Says::JUNK),
    (DOUBTLESS, Says::DOUBTLESS),
    (SETTINGS, Says::SETTING),
    (PARDONS, Says::PARDON),
    (HOLDERS, Says::HOLDER),
    (TEXTS, Says::TEXT),
    (GOOD, Says::GOOD),
    (BAD, Says::BAD),
];

/// A word and what it says.
type Word = (&'static [u8], Says);

/// The words of all tables by their first letter: a page asks for some ten thousand.
static BY_LETTER: LazyLock<[Vec<Word>; 26]> = LazyLock::new(|| {
    let mut index: [Vec<Word>; 26] = std::array::from_fn(|_| Vec::new());
    for (table, says) in TABLES {
        for word in table.iter().map(|word| word.as_bytes()) {
            let Some(list) = word.first().and_then(|c| index.get_mut(usize::from(c - b'a'))) else {
                continue;
            };
            match list.iter_mut().find(|(known, _)| *known == word) {
                Some((_, known)) => *known = known.and(says),
                None => list.push((word, says)),
            }
        }
    }
    index
});

/// What a word in lower case says.
pub(super) fn look_up(word: &[u8]) -> Says {
    let Some(first) = word.first().filter(|c| c.is_ascii_lowercase()) else {
        return Says::default();
    };
    let list = BY_LETTER.get(usize::from(first - b'a')).map_or(&[][..], Vec::as_slice);
    let said =
        list.iter().find(|(known, _)| *known == word).map_or(Says::default(), |(_, says)| *says);
    let begins = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem.as_bytes()));
    let doubtless = if begins(DOUBTLESS_STEMS) { Says::DOUBTLESS } else { Says::default() };
    let comments = if begins(COMMENT_STEMS) { Says::COMMENTS } else { Says::default() };
    said.and(doubtless).and(comments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_in_all_tables_at_once() {
        assert!(look_up(b"footer").any(Says::JUNK) && look_up(b"footer").any(Says::BAD));
        assert!(look_up(b"content").any(Says::PARDON) && look_up(b"content").any(Says::TEXT));
        assert!(look_up(b"comments").any(Says::DOUBTLESS));
        assert_eq!(look_up(b"advertiser"), Says::default());
        assert_eq!(look_up(b""), Says::default());
    }

    #[test]
    fn every_word_begins_with_a_small_letter() {
        let words = TABLES.iter().flat_map(|(table, _)| table.iter()).chain(DOUBTLESS_STEMS);
        assert!(words.into_iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
