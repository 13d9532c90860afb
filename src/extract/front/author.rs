//! Who wrote an article.
//!
//! People told to machines hold; then an element that is named as the author's, and not in a comment; then a line near
//! the title that begins as bylines do; then whatever else machines are told, companies too. A line becomes names only
//! if each part of it could be one.

use super::Page;
use super::byline_words::{BEGINNINGS, ENDS, HOUSES, JOINTS, NO_NAMES, OTHERS, PROFILES, WORDS};
use crate::extract::html::{Meta, Name, Tag, What};
use crate::text::Prose;

/// No name is longer.
const NAME_BYTES: usize = 80;
const NAME_WORDS: usize = 5;
/// So many names are kept.
const NAMES: usize = 8;
/// A box of an author holds the name at its beginning.
const BOX_BYTES: usize = 160;
/// So many texts behind the title are looked at for a byline.
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
    let all =
        |names: &[Prose]| -> Vec<Prose> { names.iter().flat_map(|name| names_in(name)).collect() };
    let people = |names: &[Prose]| -> Vec<Prose> {
        all(names).into_iter().filter(|name| is_person(name)).collect()
    };
    let linked = || people(&meta.linked.authors);
    let sources: [&dyn Fn() -> Vec<Prose>; 7] = [
        &|| if meta.linked.has_people { linked() } else { Vec::new() },
        &|| people(&meta.authors),
        &|| named(page).into_iter().filter(|name| is_person(name)).collect(),
        &|| near(page, title),
        &linked,
        &|| all(&meta.linked.authors),
        &|| all(&meta.authors),
    ];
    sources.iter().map(|source| source()).find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether a name is that of a company, a club or a site.
fn is_house(name: &str) -> bool {
    let lower = name.to_lowercase();
    HOUSES.iter().any(|sign| lower.contains(sign))
}

/// The names in the element that says best that it holds the author; the first of its like.
fn named(page: &Page<'_>) -> Vec<Prose> {
    let mut best: Option<(u8, Vec<Prose>)> = None;
    let mut node = 1;
    while let Some(tag) = page.tree.nodes.get(node).map(|_| page.tree.tag(node)) {
        if tag.is_some_and(holds_others) {
            node = page.tree.end(node);
            continue;
        }
        let least = best.as_ref().map_or(u8::MAX, |(rank, _)| *rank);
        if let Some(rank) = tag.and_then(rank).filter(|rank| *rank < least) {
            let names = names_in(&page.tree.words(node, BOX_BYTES));
            best = if names.is_empty() { best } else { Some((rank, names)) };
        }
        node += 1;
    }
    best.map(|(_, names)| names).unwrap_or_default()
}

/// How well an element says that it holds the author; 0 is best.
fn rank(tag: &Tag<'_>) -> Option<u8> {
    use Name::{A, Article, Body, Html, Img, Link, Meta};
    if !tag.has_attributes() || matches!(tag.name, Meta | Link | Body | Html | Article | Img) {
        return None;
    }
    let rank = |(name, value): (&str, &str)| {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match name.len() {
            3 if is("rel") => value.eq_ignore_ascii_case("author").then_some(0),
            8 if is("itemprop") => value.eq_ignore_ascii_case("author").then_some(0),
            5 if is("class") => is_named(value).then_some(1),
            2 if is("id") => is_named(value).then_some(1),
            4 if tag.name == A && is("href") => {
                PROFILES.iter().any(|part| value.contains(part)).then_some(2)
            }
            _ => None,
        }
    };
    tag.attributes().filter_map(rank).min()
}

fn is_named(value: &str) -> bool {
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
    value.len() < 200 && words.any(|word| WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)))
}

/// Whether an element holds comments or other articles, which have authors of their own.
fn holds_others(tag: &Tag<'_>) -> bool {
    let is_name =
        |name: &str| name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("id");
    let says = |value: &str| {
        let lower = value.to_ascii_lowercase();
        OTHERS.iter().any(|word| lower.contains(word))
            && !lower.contains("has-")
            && !lower.contains("with-")
    };
    !matches!(tag.name, Name::Body | Name::Html)
        && tag.attributes().any(|(name, value)| is_name(name) && says(value))
}

/// The names in a line behind the title that begins like a byline.
fn near(page: &Page<'_>, title: Option<usize>) -> Vec<Prose> {
    let from = title.map_or(page.start, |title| page.tree.end(title)).min(page.start);
    let says = |node: &usize| matches!(page.tree.nodes[*node].what, What::Text(text) if !text.trim().is_empty());
    let lines = (from..page.tree.nodes.len())
        .filter(says)
        .take(TEXTS)
        .map(|node| Prose::line(&page.tree.words(page.tree.parent(node), BOX_BYTES)));
    let mut bylines = lines.filter(|line| without_beginning(line).len() < line.len());
    bylines
        .find_map(|line| Some(names_in(&line)).filter(|names| !names.is_empty()))
        .unwrap_or_default()
}

/// The words behind the beginning of a byline.
fn without_beginning(line: &str) -> &str {
    let rest = |start: &&str| {
        let head = line.get(..start.len())?;
        let rest = line.get(start.len()..)?;
        let ends = start.ends_with(':') || rest.starts_with([' ', ':', '\u{a0}']);
        (ends && head.to_lowercase() == **start).then_some(rest)
    };
    let shortest = BEGINNINGS.iter().filter_map(rest).min_by_key(|rest| rest.len());
    shortest.unwrap_or(line).trim_start_matches([':', ' ', '\u{a0}'])
}

/// The names in a byline, or in what is told to machines; nothing where these are no names.
fn names_in(line: &str) -> Vec<Prose> {
    let line = Prose::line(line);
    let bare = until_end(without_beginning(without_beginning(&line)));
    let mut parts = vec![bare];
    for joint in JOINTS {
        parts = parts.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    let mut names: Vec<Prose> = Vec::new();
    for name in parts.take_while(|part| is_name(part)).map(without_beginning).take(NAMES) {
        let name = Prose::line(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A byline without what follows the names.
fn until_end(line: &str) -> &str {
    let lower = line.to_ascii_lowercase();
    let end = ENDS.iter().filter_map(|end| lower.find(end)).filter(|at| *at > 2).min();
    end.and_then(|end| line.get(..end)).unwrap_or(line)
}

fn is_name(text: &str) -> bool {
    let is_no_name = |word: &str| NO_NAMES.iter().any(|no| no.eq_ignore_ascii_case(word));
    (1..=NAME_WORDS).contains(&text.split_whitespace().count())
        && (2..=NAME_BYTES).contains(&text.len())
        && text.chars().any(char::is_alphabetic)
        && text.chars().filter(char::is_ascii_digit).count() <= 3
        && !text.contains("://")
        && !text.ends_with([':', '?', '!'])
        && !text.split_whitespace().any(is_no_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let found = names_in(line);
        assert_eq!(found.iter().map(Prose::as_str).collect::<Vec<_>>(), expected, "in {line:?}");
    }

    #[test]
    fn bylines_give_their_names() {
        check("By Jane Doe and John Roe | June 20, 2024", &["Jane Doe", "John Roe"]);
        check("Von Jana Doe und Jan Roe", &["Jana Doe", "Jan Roe"]);
        check("Par Jeanne Doe, le 20 juin", &["Jeanne Doe"]);
        check("Por Juana Doe y Juan Roe", &["Juana Doe", "Juan Roe"]);
        check("Written by: Jane Doe, staff writer", &["Jane Doe"]);
        check("Jane Doe (Hanoi)", &["Jane Doe"]);
        check("田中宏昌", &["田中宏昌"]);
    }

    #[test]
    fn other_lines_give_none() {
        check("By clicking you accept our terms of use and much more", &[]);
        check("Share this article", &[]);
        check("https://example.org/jane", &[]);
        check("20.06.2024 09:41", &[]);
        check("", &[]);
    }
}
