//! What the classes and ids of elements say about what is in them.
//!
//! A name is cut into words where letters change or signs stand (`relatedArticles-2` is `related`, `articles`), so that
//! `advert` does not fall for `advertiser`. Which words are telling stands in [`super::names`].

use super::names::{self, Says};
use crate::extract::html::Tag;

/// What a name makes of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// It holds something that is no part of an article.
    pub(super) is_junk: bool,
    /// What it holds was written by readers.
    pub(super) is_comments: bool,
    /// It is named as the text itself: `article-body`, `entry-content`.
    pub(super) is_body: bool,
    /// For and against: each telling word counts one.
    pub(super) weight: i8,
}

/// Names longer than this are made by machines.
const NAME_BYTES: usize = 400;
/// No telling word is longer.
const WORD_BYTES: usize = 24;
/// Beginnings of names that file an article under something.
const FILINGS: [&str; 3] = ["category-", "tag-", "cat-"];
/// Roles of boxes that are no part of an article.
const JUNK_ROLES: [&str; 10] = [
    "alert",
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
];

/// Reads the class, the id and the role of an element.
pub(super) fn read(tag: &Tag<'_>) -> Named {
    let mut named = Named::default();
    if !tag.has_attributes() {
        return named;
    }
    for (name, value) in tag.attributes() {
        match name.len() {
            5 if name.eq_ignore_ascii_case("class") => named.read(value),
            2 if name.eq_ignore_ascii_case("id") => named.read(value),
            4 if name.eq_ignore_ascii_case("role") => {
                named.is_junk |= JUNK_ROLES.iter().any(|role| value.eq_ignore_ascii_case(role));
            }
            8 if name.eq_ignore_ascii_case("itemprop") => {
                named.is_body |= value.eq_ignore_ascii_case("articleBody");
            }
            _ => {}
        }
    }
    named
}

impl Named {
    /// Takes up the names in a class or an id.
    fn read(&mut self, value: &str) {
        if value.len() > NAME_BYTES {
            return;
        }
        let files = |name: &&str| FILINGS.iter().any(|start| name.starts_with(start));
        for name in value.split_ascii_whitespace().filter(|name| !files(name)) {
            let mut said = Says::default();
            for says in words(name).map(look_up) {
                said = said.and(says);
                self.weight += i8::from(says.any(Says::GOOD)) - i8::from(says.any(Says::BAD));
                self.weight = self.weight.clamp(-3, 3);
            }
            let doubtless = said.any(Says::DOUBTLESS);
            self.is_junk |= (said.any(Says::JUNK) && !said.any(Says::PARDON))
                || (doubtless && !said.any(Says::SETTING));
            self.is_comments |= doubtless && said.any(Says::COMMENTS) && !said.any(Says::SETTING);
            self.is_body |= said.any(Says::TEXT)
                && said.any(Says::HOLDER)
                && !doubtless
                && !said.any(Says::JUNK);
        }
    }
}

fn look_up(word: &str) -> Says {
    let mut lower = [0_u8; WORD_BYTES];
    let Some(lower) = lower.get_mut(..word.len()) else { return Says::default() };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    names::look_up(lower)
}

/// The words in a name: parted by signs, and where a small letter is followed by a capital.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let turn = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
        let mut start = 0;
        std::iter::from_fn(move || {
            let rest = part.get(start..).filter(|rest| !rest.is_empty())?;
            let len = rest.as_bytes().windows(2).position(turn).map_or(rest.len(), |at| at + 1);
            start += len;
            rest.get(..len)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, is_junk: bool, is_body: bool) {
        let named = read(&Tag::new(tag));
        assert_eq!((named.is_junk, named.is_body), (is_junk, is_body), "of {tag:?}");
    }

    #[test]
    fn names_tell_what_is_in_a_box() {
        check("div class='related-articles'", true, false);
        check("div class=relatedArticles", true, false);
        check("div id=page-header", true, false);
        check("div class=article-header", false, false);
        check("div class='layout has-sidebar'", false, false);
        check("div class='post category-advertisement'", false, false);
        check("div class=advertiser", false, false);
        check("div class=entryContent", false, true);
        check("div class=entry-content-comments", true, false);
        check("div itemprop=articleBody", false, true);
        check("div role=navigation", true, false);
        check("div", false, false);
    }

    #[test]
    fn names_are_cut_into_words() {
        let cut = |name| words(name).collect::<Vec<_>>();
        assert_eq!(cut("relatedArticles-2__x"), ["related", "Articles", "2", "x"]);
        assert_eq!(cut("ABTest"), ["ABTest"]);
    }
}
