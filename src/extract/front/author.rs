//! Who wrote an article.
//!
//! People told to machines hold; then an element that is named as the author's, near the article and not in a comment;
//! then a line that begins as bylines do; then whatever else machines are told, organisations too.

use super::Page;
use crate::extract::html::{Meta, Name, Tag, What};
use crate::text::Prose;

/// Words in names of elements that hold a name.
const WORDS: [&str; 22] = [
    "author",
    "authors",
    "autor",
    "autore",
    "autoren",
    "autores",
    "auteur",
    "byline",
    "bylines",
    "contributor",
    "creator",
    "fn",
    "redakteur",
    "redaktion",
    "reporter",
    "skribent",
    "submitted",
    "username",
    "verfasser",
    "writer",
    "journalist",
    "vcard",
];
/// Beginnings of a byline, in the languages of Europe.
const BEGINNINGS: [&str; 40] = [
    "written by",
    "posted by",
    "published by",
    "reported by",
    "story by",
    "article by",
    "words by",
    "text by",
    "author:",
    "authors:",
    "by:",
    "by",
    "geschrieben von",
    "verfasst von",
    "veröffentlicht von",
    "ein beitrag von",
    "ein kommentar von",
    "text von",
    "text:",
    "autor:",
    "autorin:",
    "von:",
    "von",
    "publié par",
    "rédigé par",
    "écrit par",
    "par",
    "escrito por",
    "publicado por",
    "redacción:",
    "por:",
    "por",
    "scritto da",
    "pubblicato da",
    "di",
    "da",
    "door",
    "af",
    "av",
    "przez",
];
/// What follows a name, not what is part of it.
const ENDS: [&str; 30] = [
    " | ",
    " – ",
    " — ",
    " - ",
    " • ",
    " · ",
    " / ",
    "(",
    "[",
    " on ",
    " am ",
    " am:",
    " in ",
    " at ",
    " updated",
    " published",
    " posted",
    " le ",
    " il ",
    " el ",
    " sagt",
    " says",
    ", editor",
    ", staff",
    ", ap ",
    " für ",
    " for ",
    " veröffentlicht",
    "@",
    "•",
];
/// Words that no name has.
const NO_NAMES: [&str; 82] = [
    "about",
    "admin",
    "advertisement",
    "ago",
    "aktualisiert",
    "all",
    "am",
    "anzeigen",
    "archiv",
    "article",
    "articles",
    "author",
    "authors",
    "autor",
    "autoren",
    "by",
    "click",
    "close",
    "comment",
    "comments",
    "contact",
    "contributor",
    "contributors",
    "cookie",
    "copyright",
    "datenschutz",
    "datum",
    "dezember",
    "editor",
    "erstellt",
    "follow",
    "foto",
    "foto:",
    "geschrieben",
    "guest",
    "home",
    "impressum",
    "januar",
    "kommentar",
    "kommentare",
    "login",
    "mehr",
    "menu",
    "menü",
    "minuten",
    "minutes",
    "more",
    "name",
    "news",
    "newsletter",
    "photo",
    "posted",
    "posts",
    "pressemitteilung",
    "profile",
    "publicado",
    "published",
    "publiziert",
    "publié",
    "quelle",
    "read",
    "redaktionell",
    "register",
    "search",
    "share",
    "sign",
    "subscribe",
    "suche",
    "tags",
    "the",
    "theme:",
    "uhr",
    "um",
    "updated",
    "veröffentlicht",
    "view",
    "von",
    "website",
    "wordpressadmin",
    "written",
    "you",
    "your",
];

const NAME_BYTES: usize = 80;
const NAME_WORDS: usize = 5;
/// A box of an author holds the name at its beginning.
const BOX_BYTES: usize = 160;
/// So many texts on both sides of the title are looked at for a byline.
const TEXTS: usize = 40;

/// The names, in order.
pub(super) fn find(
    page: &Page<'_>,
    meta: &Meta,
    title: Option<usize>,
    site: Option<&Prose>,
) -> Vec<Prose> {
    let is_person =
        |name: &Prose| !site.is_some_and(|site| site.eq_ignore_ascii_case(name)) && !is_house(name);
    let split_all =
        |names: &[Prose]| -> Vec<Prose> { names.iter().flat_map(|name| split(name)).collect() };
    let people = |names: &[Prose]| -> Vec<Prose> {
        split_all(names).into_iter().filter(is_person).collect()
    };
    let linked = || people(&meta.linked.authors);
    let sources: [&dyn Fn() -> Vec<Prose>; 7] = [
        &|| if meta.linked.has_people { linked() } else { Vec::new() },
        &|| people(&meta.authors),
        &|| named(page).into_iter().filter(is_person).collect(),
        &|| near(page, title),
        &linked,
        &|| split_all(&meta.linked.authors),
        &|| split_all(&meta.authors),
    ];
    sources.iter().map(|source| source()).find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether a name is that of a company, a club or a site.
fn is_house(name: &str) -> bool {
    let lower = name.to_lowercase();
    [
        "gmbh", " e.v", " ag", " inc", " ltd", "www.", ".com", ".de", ".at", ".ch", ".org",
        "verlag", "stiftung",
    ]
    .iter()
    .any(|sign| lower.contains(sign))
}

/// The names in the first element that is named as the author's.
fn named(page: &Page<'_>) -> Vec<Prose> {
    let mut best: Option<(usize, Vec<Prose>)> = None;
    let mut node = 1;
    while node < page.tree.nodes.len() {
        let Some(tag) = page.tree.tag(node) else {
            node += 1;
            continue;
        };
        if holds_comments(tag) {
            node = page.tree.end(node);
            continue;
        }
        if let Some(rank) = rank(tag)
            && best.as_ref().is_none_or(|(least, _)| rank < *least)
        {
            let names = split(&page.tree.words(node, BOX_BYTES));
            if !names.is_empty() {
                best = Some((rank, names));
            }
        }
        node += 1;
    }
    best.map(|(_, names)| names).unwrap_or_default()
}

/// How well an element says that it holds the author; less is better.
fn rank(tag: &Tag<'_>) -> Option<usize> {
    if !tag.has_attributes()
        || matches!(
            tag.name,
            Name::Meta | Name::Link | Name::Body | Name::Html | Name::Article | Name::Img
        )
    {
        return None;
    }
    let mut best = None;
    for (name, value) in tag.attributes() {
        let says = match name.len() {
            3 if name.eq_ignore_ascii_case("rel") => {
                value.eq_ignore_ascii_case("author").then_some(0)
            }
            8 if name.eq_ignore_ascii_case("itemprop") => {
                value.eq_ignore_ascii_case("author").then_some(0)
            }
            5 if name.eq_ignore_ascii_case("class") => is_named(value).then_some(1),
            2 if name.eq_ignore_ascii_case("id") => is_named(value).then_some(1),
            4 if name.eq_ignore_ascii_case("href") => (tag.name == Name::A
                && [
                    "/author/",
                    "/autor/",
                    "/authors/",
                    "/autoren/",
                    "/profile/",
                    "/auteur/",
                    "/redakteur",
                ]
                .iter()
                .any(|part| value.contains(part)))
            .then_some(2),
            _ => None,
        };
        best = match (best, says) {
            (Some(a), Some(b)) => Some(std::cmp::min::<usize>(a, b)),
            (a, b) => a.or(b),
        };
    }
    best
}

fn is_named(value: &str) -> bool {
    value.len() < 200
        && value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)))
}

/// Comments have authors of their own.
fn holds_comments(tag: &Tag<'_>) -> bool {
    tag.has_attributes()
        && !matches!(tag.name, Name::Body | Name::Html)
        && tag.attributes().any(|(name, value)| {
            (name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("id")) && {
                let lower = value.to_ascii_lowercase();
                ["comment", "kommentar", "related", "sidebar", "teaser", "recommend"]
                    .iter()
                    .any(|word| lower.contains(word))
                    && !lower.contains("has-")
                    && !lower.contains("with-")
            }
        })
}

/// The names in a line near the title that begins like a byline.
fn near(page: &Page<'_>, title: Option<usize>) -> Vec<Prose> {
    let title = title.map_or(page.start, |title| page.tree.end(title)).min(page.start);
    let lines = (title..page.tree.nodes.len()).filter(
        |node| matches!(page.tree.nodes[*node].what, What::Text(text) if !text.trim().is_empty()),
    );
    for node in lines.take(TEXTS) {
        let line = page.tree.words(page.tree.parent(node), BOX_BYTES);
        let line = Prose::line(&line);
        if without_beginning(&line).len() < line.len() {
            let names = split(&line);
            if !names.is_empty() {
                return names;
            }
        }
    }
    Vec::new()
}

/// The words behind the beginning of a byline.
fn without_beginning(line: &str) -> &str {
    let fits = |start: &&&str| {
        line.get(..start.len()).is_some_and(|l| l.to_lowercase() == **start)
            && line
                .get(start.len()..)
                .is_some_and(|r| r.starts_with([' ', ':', '\u{a0}']) || start.ends_with(':'))
    };
    let start = BEGINNINGS.iter().filter(fits).max_by_key(|start| start.len());
    start
        .and_then(|start| line.get(start.len()..))
        .unwrap_or(line)
        .trim_start_matches([':', ' ', '\u{a0}'])
}

/// The names in a byline, or in what is told to machines; nothing where these are no names.
fn split(line: &str) -> Vec<Prose> {
    let line = Prose::line(line);
    let mut bare = without_beginning(&line);
    bare = without_beginning(bare);
    let lower = bare.to_lowercase();
    let end = if lower.len() == bare.len() {
        ENDS.iter().filter_map(|end| lower.find(end)).filter(|at| *at > 2).min()
    } else {
        None
    };
    let bare = end.and_then(|end| bare.get(..end)).unwrap_or(bare);
    let parts = bare
        .split([',', ';', '\u{ff0c}', '、'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" y "))
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" & "));
    let mut names: Vec<Prose> = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        if !is_name(part) {
            break;
        }
        let name = Prose::line(without_beginning(part));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(8);
    names
}

fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=NAME_WORDS).contains(&words)
        && (2..=NAME_BYTES).contains(&text.len())
        && text.chars().any(char::is_alphabetic)
        && text.chars().filter(char::is_ascii_digit).count() <= 3
        && !text.contains("://")
        && !text.ends_with([':', '?', '!'])
        && !text
            .split_whitespace()
            .any(|word| NO_NAMES.iter().any(|no| no.eq_ignore_ascii_case(word)))
}
