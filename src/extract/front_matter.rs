//! The `---` block at the beginning of a Markdown file, with one `key: value` a line.
//!
//! Read line by line and not as YAML: the few fields that matter are flat in practice.

use super::draft::Draft;
use super::when;
use crate::text::{Link, Prose};

/// Parts the `---` block at the beginning from the text.
pub(super) fn split(text: &str) -> (&str, &str) {
    let inner = text.trim_start_matches('\u{feff}').strip_prefix("---");
    let Some(inner) = inner.filter(|r| r.starts_with(['\n', '\r'])) else { return ("", text) };
    let mut at = 0;
    for line in inner.split_inclusive('\n') {
        let end = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (inner.get(..at).unwrap_or_default(), inner.get(end..).unwrap_or_default());
        }
        at = end;
    }
    ("", text)
}

/// Takes up one `key: value` of the front matter.
pub(super) fn read_field(line: &str, draft: &mut Draft) {
    let Some((key, value)) = line.split_once(':') else { return };
    let value = value.trim().trim_matches(['"', '\'']);
    let list = || {
        let items = value.trim_matches(['[', ']']).split(',');
        let items = items.map(|item| Prose::line(item.trim().trim_matches(['"', '\''])));
        items.filter(|item| !item.is_empty()).collect()
    };
    let text = || Some(Prose::line(value)).filter(|text| !text.is_empty());
    match key.trim().to_ascii_lowercase().as_str() {
        "title" => draft.title = Prose::line(value),
        "date" | "published" => draft.published = when::stamp(value),
        "updated" | "modified" | "lastmod" => draft.updated = when::stamp(value),
        "author" | "authors" => draft.authors = list(),
        "tags" => draft.tags = list(),
        "url" | "link" | "canonical" => draft.link = Link::parse(value).ok(),
        "outlet" | "site" | "publisher" => draft.outlet = text(),
        "lang" | "language" => draft.language = text(),
        _ => {}
    }
}
