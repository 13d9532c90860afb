//! Elements that say by their class or id that they are no part of the article.
//!
//! The words are those on which the readers of pages agree (Readability's "unlikely candidates" and what came after
//! it), matched as whole words of a name, so that `advert` does not fall for `advertiser-content`.

use super::name::Name;
use super::token::Tag;

/// Elements that are asked: those that pages use for boxes.
fn is_box(name: Name) -> bool {
    matches!(name, Name::Div | Name::Dl | Name::Ol | Name::Section | Name::Table | Name::Ul)
}

/// Words in names of boxes around an article.
const WORDS: [&str; 56] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "combx",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "disqus",
    "flyout",
    "footer",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "print",
    "promo",
    "promos",
    "recirc",
    "recommended",
    "related",
    "remark",
    "replies",
    "respond",
    "rss",
    "share",
    "sharedaddy",
    "shares",
    "sharing",
    "shoutbox",
    "sidebar",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toolbar",
    "trending",
];

/// Words that say the opposite: the box holds the article, or the name is a setting of it.
const PARDONS: [&str; 10] =
    ["article", "body", "content", "has", "main", "no", "story", "text", "with", "without"];

/// Whether a box is named after what it holds, and that is no article.
pub(super) fn is_junk(tag: &Tag<'_>) -> bool {
    if !is_box(tag.name) || !tag.has_attributes() {
        return false;
    }
    let names = |name: &str| name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("id");
    let mut values = tag.attributes().filter(|(name, _)| names(name)).map(|(_, value)| value);
    values.any(|names| names.split_whitespace().take(20).any(names_junk))
}

fn names_junk(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    words.clone().any(|word| WORDS.contains(&word)) && !words.any(|word| PARDONS.contains(&word))
}
