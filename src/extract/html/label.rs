//! Elements that say by their class or markup that they name the author or the day of publication.
//!
//! Heeded only where the page says neither in its head, since the words beside a name are not always telling.

use super::name::Name;
use super::token::Tag;
use crate::extract::{byline, when};
use crate::news::Moment;
use crate::text::Prose;

/// Words in the class of an element that holds a name, and of one that holds a date.
const AUTHOR_WORDS: [&str; 6] = ["author", "authors", "byline", "writer", "contributor", "creator"];
const DATE_WORDS: [&str; 8] =
    ["date", "dateline", "datetime", "entrydate", "posted", "published", "pubdate", "timestamp"];

/// Labels are short: what is longer holds more than a name.
const LABEL_BYTES: usize = 120;
const NAME_WORDS: usize = 5;

/// The labels of a page.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub authors: Vec<Prose>,
    pub published: Option<Moment>,
    open: Option<Label>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Author,
    Date,
}

#[derive(Debug)]
struct Label {
    kind: Kind,
    element: Name,
    depth: u32,
    words: String,
}

impl Labels {
    /// Begins a label, or goes on with the one that is open.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        if let Some(label) = &mut self.open {
            label.depth += u32::from(label.element == tag.name && !tag.closes_itself);
        } else if let Some(kind) = kind(tag) {
            self.open = Some(Label { kind, element: tag.name, depth: 1, words: String::new() });
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(label) = &mut self.open
            && label.words.len() <= LABEL_BYTES
        {
            label.words.push_str(text);
        }
    }

    /// Ends a label and takes up what it says.
    pub(super) fn close(&mut self, element: Name) {
        if let Some(label) = &mut self.open {
            label.depth -= u32::from(label.element == element);
        }
        if let Some(label) = self.open.take_if(|label| label.depth == 0) {
            let words = Prose::line(&label.words);
            match label.kind {
                Kind::Author if self.authors.is_empty() => self.authors = names(&words),
                Kind::Date => self.published = self.published.or_else(|| when::line(&words)),
                Kind::Author => {}
            }
        }
    }
}

fn kind(tag: &Tag<'_>) -> Option<Kind> {
    let may_label = matches!(
        tag.name,
        Name::A
            | Name::Address
            | Name::Div
            | Name::Li
            | Name::P
            | Name::Span
            | Name::Strong
            | Name::Time
    );
    if !may_label || !(tag.has_attributes() || tag.name == Name::Time) {
        return None;
    }
    let mut kind = (tag.name == Name::Time).then_some(Kind::Date);
    for (name, value) in tag.attributes() {
        let has = |words: &[&str]| {
            let mut parts = value.split(|c: char| !c.is_ascii_alphanumeric());
            parts.any(|part| words.iter().any(|word| word.eq_ignore_ascii_case(part)))
        };
        match name.len() {
            3 if name.eq_ignore_ascii_case("rel") && value.eq_ignore_ascii_case("author") => {
                return Some(Kind::Author);
            }
            8 if name.eq_ignore_ascii_case("itemprop") && value.eq_ignore_ascii_case("author") => {
                return Some(Kind::Author);
            }
            5 if name.eq_ignore_ascii_case("class") => match () {
                () if has(&AUTHOR_WORDS) => return Some(Kind::Author),
                () if has(&DATE_WORDS) => kind = Some(Kind::Date),
                () => {}
            },
            _ => {}
        }
    }
    kind
}

/// The names in a label: "By Jane Doe", "Jane Doe".
fn names(words: &str) -> Vec<Prose> {
    let bare = ["By ", "by ", "BY ", "Written by ", "By: "]
        .iter()
        .find_map(|start| words.strip_prefix(start))
        .unwrap_or(words);
    let is_name = |name: &Prose| {
        let count = name.split(' ').count();
        (1..=NAME_WORDS).contains(&count) && name.chars().all(|c| !c.is_ascii_digit())
    };
    let names = byline::names(&format!("By {bare}"));
    if words.len() <= LABEL_BYTES && names.iter().all(is_name) { names } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_authors() {
        let found = |words| names(words).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(found("By Jane Doe"), ["Jane Doe"]);
        assert_eq!(found("Jane Doe and John Roe"), ["Jane Doe", "John Roe"]);
        assert_eq!(found("Follow 3 authors of this page"), Vec::<String>::new());
    }
}
