//! An article as a server gives it, in the form of an item of a feed.

use crate::feed::Item;
use crate::text::Prose;

/// One article of an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What the server calls it, in one spelling.
    pub id: String,
    /// What the server calls its feed.
    pub feed: String,
    /// What its feed is called.
    pub outlet: Option<Prose>,
    /// Whether it is read there.
    pub read: bool,
    /// Whether it is starred there.
    pub starred: bool,
    /// Whether the server has thrown it away, text and all, and still lists it.
    pub removed: bool,
    /// Labels it has there, folders among them.
    pub labels: Vec<Prose>,
    /// Title, text, link, authors, dates, files.
    pub item: Item,
}

impl Entry {
    /// A hash of what it says, alike for titles that the server has written with other signs.
    ///
    /// Servers replace a corrected text under the same id and tell nobody (measured with `FreshRSS` 1.25 and Miniflux
    /// 2.2.6): this is how it is noticed. FNV-1a of 64 bits; stored, so it must stay the same.
    pub fn hash(&self) -> i64 {
        let title = self.item.title.as_deref().unwrap_or_default();
        let html = self.item.content_html.as_deref().or(self.item.summary_html.as_deref());
        let bytes = folded(title).chain(['\n']).chain(folded(html.unwrap_or_default()));
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
            (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
        });
        hash.cast_signed()
    }
}

/// A text with the full-width forms of ASCII signs as ASCII: `FreshRSS` writes `&` as `＆`.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    })
}

/// A title of `FreshRSS` as its feed had it: the three signs that it never leaves as they are.
pub(super) fn unescaped(title: &str) -> String {
    title
        .chars()
        .map(|c| match c {
            '＆' => '&',
            '＜' => '<',
            '＞' => '>',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, html: &str) -> Entry {
        let item = Item {
            title: Some(Prose::line(title)),
            content_html: Some(html.to_owned()),
            ..Item::default()
        };
        Entry { item, ..Entry::default() }
    }

    #[test]
    fn trap_9_titles_with_other_signs_are_the_same_and_other_words_are_not() {
        let hash = entry("Q & A: why?", "<p>x</p>").hash();
        assert_eq!(entry("Q ＆ A： why？", "<p>x</p>").hash(), hash);
        assert_ne!(entry("Q & A: why", "<p>x</p>").hash(), hash);
        assert_ne!(entry("Q & A: why?", "<p>y</p>").hash(), hash);
        assert_eq!(unescaped("A ＆ B ＜c＞，"), "A & B <c>，");
    }
}
