//! What the classes and ids of elements say about what is in them.
//!
//! Pages name their boxes for those who style them, and most by the same few words, which the readers of pages agree on
//! (Readability's lists and what came after them). A name is cut into words where letters change or signs stand
//! (`relatedArticles-2` is `related`, `articles`), so that `advert` does not fall for `advertiser`.

use crate::extract::html::Tag;

/// What a name makes of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// It holds something that is no part of an article.
    pub(super) is_junk: bool,
    /// It may hold an article: such a box is never thrown away for its other names.
    pub(super) is_pardoned: bool,
    /// It is named as the text itself: `article-body`, `entry-content`.
    pub(super) is_body: bool,
    /// For and against: each telling word counts one.
    pub(super) weight: i8,
}

/// Names longer than this are made by machines.
const NAME_BYTES: usize = 400;

/// Reads the class, the id and the role of an element.
pub(super) fn read(tag: &Tag<'_>) -> Named {
    let mut named = Named::default();
    if !tag.has_attributes() {
        return named;
    }
    for (name, value) in tag.attributes() {
        match name.len() {
            5 if name.eq_ignore_ascii_case("class") => read_name(value, &mut named),
            2 if name.eq_ignore_ascii_case("id") => read_name(value, &mut named),
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

fn read_name(value: &str, named: &mut Named) {
    if value.len() > NAME_BYTES {
        return;
    }
    for name in value.split_ascii_whitespace() {
        if ["category-", "tag-", "cat-"].iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let (mut junk, mut plain, mut setting) = (false, false, false);
        let mut pardon = false;
        let mut text = false;
        let mut holder = false;
        let mut lower = [0_u8; 48];
        for word in words(name) {
            let Some(lower) = lower.get_mut(..word.len()) else { continue };
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            let word = std::str::from_utf8(lower).unwrap_or_default();
            junk |= JUNK.binary_search(&word).is_ok();
            plain |= PLAIN_JUNK.binary_search(&word).is_ok()
                || JUNK_STEMS.iter().any(|stem| word.starts_with(stem));
            setting |= SETTINGS.binary_search(&word).is_ok();
            pardon |= PARDONS.binary_search(&word).is_ok();
            text |= TEXTS.binary_search(&word).is_ok();
            holder |= HOLDERS.binary_search(&word).is_ok();
            named.weight += i8::from(GOOD.binary_search(&word).is_ok())
                - i8::from(BAD.binary_search(&word).is_ok());
            named.weight = named.weight.clamp(-3, 3);
        }
        named.is_junk |= (junk && !pardon) || (plain && !setting);
        named.is_pardoned |= pardon && !junk;
        named.is_body |= text && holder && !junk && !plain;
    }
}

/// The words in a name: parted by signs, and where a small letter is followed by a capital.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let bytes = part.as_bytes();
        let mut start = 0;
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < bytes.len() {
                at += 1;
                let ends = match (bytes.get(at - 1), bytes.get(at)) {
                    (Some(a), Some(b)) => a.is_ascii_lowercase() && b.is_ascii_uppercase(),
                    _ => true,
                };
                if ends {
                    let word = part.get(start..at);
                    start = at;
                    return word;
                }
            }
            None
        })
    })
}

/// Words in names of boxes that are no part of an article.
const JUNK: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "combx",
    "community",
    "cookie",
    "cookies",
    "cover",
    "credits",
    "disqus",
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
    "navi",
    "navigation",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "popular",
    "popup",
    "print",
    "recirc",
    "remark",
    "replies",
    "respond",
    "rss",
    "sharedaddy",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "supplemental",
    "tags",
    "toolbar",
    "yom",
];

/// Words that leave no doubt, whatever stands beside them.
const PLAIN_JUNK: &[&str] = &[
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

/// Words that make a name a setting of the box and not what is in it.
const SETTINGS: &[&str] =
    &["disabled", "enabled", "has", "hidden", "hide", "in", "is", "no", "show", "with", "without"];

/// Beginnings of such words.
const JUNK_STEMS: &[&str] = &[
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

/// Words that say the opposite: the box holds the article, or the name is a setting of it.
const PARDONS: &[&str] = &[
    "article", "body", "column", "content", "has", "main", "mathjax", "no", "post", "shadow",
    "story", "text", "with", "without",
];

/// Two words that together name the text itself.
const HOLDERS: &[&str] = &["article", "blog", "entry", "main", "news", "page", "post", "story"];
const TEXTS: &[&str] = &["body", "bodytext", "content", "copy", "text"];

/// Words that speak for an element, and against it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_order() {
        for table in [JUNK, PLAIN_JUNK, SETTINGS, PARDONS, HOLDERS, GOOD, BAD] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
