//! A TOML file read with its line numbers: entries in the order of the file, problems gathered on the way.
//!
//! What the entries mean is decided by those who read them: settings, keymaps, themes.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ConfigProblem;

/// More of a file than this is not repeated in a problem.
const LONGEST_SHOWN: usize = 40;

/// One `name = value` of a table.
pub(crate) struct Entry<'d> {
    /// The name without its table.
    pub(crate) name: &'d str,
    /// What it is set to.
    pub(crate) value: &'d DeValue<'d>,
    /// The line the name stands in, from 1.
    pub(crate) line: usize,
}

/// A TOML file of which every readable part is kept.
pub(crate) struct Document<'t> {
    name: &'t str,
    /// Byte offsets of the line feeds.
    line_feeds: Vec<usize>,
    root: DeTable<'t>,
    /// What is no TOML; to be taken by the reader of the entries.
    pub(crate) problems: Vec<ConfigProblem>,
}

impl<'t> Document<'t> {
    /// Reads a file; what is no TOML becomes a problem and is left out.
    pub(crate) fn parse(text: &'t str, name: &'t str) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let line_feeds = text.match_indices('\n').map(|(at, _)| at).collect();
        let mut document = Self { name, line_feeds, root: root.into_inner(), problems: Vec::new() };
        for error in &errors {
            let line = error.span().map(|span| document.line_at(span.start));
            let key = line.map_or("", |line| key_in(document.text_of(text, line)));
            document.problems.push(ConfigProblem::new(name, line, key, error.message()));
        }
        document
    }

    /// The entries of the whole file, in the order of its lines.
    pub(crate) fn entries(&self) -> Vec<Entry<'_>> {
        self.entries_of(&self.root)
    }

    /// The entries of one table, in the order of its lines.
    pub(crate) fn entries_of<'d>(&self, table: &'d DeTable<'_>) -> Vec<Entry<'d>> {
        let mut found: Vec<_> = table.iter().collect();
        found.sort_by_key(|(name, _)| name.span().start);
        found.into_iter().map(|(name, value)| self.entry(name, value)).collect()
    }

    fn entry<'d>(
        &self,
        name: &'d Spanned<std::borrow::Cow<'_, str>>,
        value: &'d Spanned<DeValue<'_>>,
    ) -> Entry<'d> {
        let line = self.line_at(name.span().start);
        Entry { name: name.get_ref().as_ref(), value: value.get_ref(), line }
    }

    /// A problem with the entry `key` in `line`.
    pub(crate) fn problem(
        &self,
        line: usize,
        key: &str,
        message: impl AsRef<str>,
    ) -> ConfigProblem {
        ConfigProblem::new(self.name, Some(line), key, message.as_ref())
    }

    /// A line of the text, by its number from 1.
    fn text_of<'a>(&self, text: &'a str, line: usize) -> &'a str {
        let after = |number: usize| self.line_feeds.get(number.checked_sub(1)?).map(|at| at + 1);
        let start = after(line - 1).unwrap_or_default();
        let end = self.line_feeds.get(line - 1).copied().unwrap_or(text.len());
        text.get(start..end).unwrap_or_default()
    }

    /// The line of a byte, from 1.
    pub(crate) fn line_at(&self, byte: usize) -> usize {
        self.line_feeds.partition_point(|at| *at < byte) + 1
    }
}

/// What stands before the `=` of a line that could not be read.
fn key_in(line: &str) -> &str {
    let key = line.split('=').next().unwrap_or_default().trim();
    key.get(..LONGEST_SHOWN).unwrap_or(key)
}

/// `expected a whole number, found "wide"`
pub(crate) fn expected(what: &str, found: &DeValue<'_>) -> String {
    let found = match found {
        DeValue::String(text) => {
            format!("{:?}", text.chars().take(LONGEST_SHOWN).collect::<String>())
        }
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(list) if list.is_empty() => "an empty list".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    };
    format!("expected {what}, found {found}")
}

/// A string, or a list of strings; `None` for anything else, the empty list too.
pub(crate) fn words(value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::String(word) => Some(vec![word.to_string()]),
        DeValue::Array(items) if !items.is_empty() => {
            items.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = Document::parse(text, "a.toml");
        let entries = document.entries();
        let found: Vec<String> = entries.iter().map(|e| format!("{} {}", e.line, e.name)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn entries_keep_the_order_and_lines_of_the_file() {
        check("z = 1\n\n# words\na = 2\n[m]\nb = 3\n", &["1 z", "4 a", "5 m"]);
        check("z = 1\r\na = '''\r\n\r\n'''\r\nb = 3", &["1 z", "2 a", "5 b"]);
        check("\u{feff}a = 1", &["1 a"]);
        check("b.x = 1\nb.y = 2", &["1 b"]);
        check("", &[]);
    }

    #[test]
    fn what_cannot_be_read_names_line_and_key() {
        let document = Document::parse("a = 1\nb = = 2\na = 3\nc = 4", "a.toml");
        let told: Vec<_> = document.problems.iter().map(|p| (p.line, p.key.as_str())).collect();
        assert!(told.contains(&(Some(2), "b")) && told.contains(&(Some(3), "a")), "{told:?}");
        assert!(document.entries().iter().any(|entry| entry.name == "c"));
    }

    #[test]
    fn deep_nesting_is_refused_and_not_followed() {
        for open in ["[", "{a="] {
            let text = format!("a = {}", open.repeat(50_000));
            assert!(!Document::parse(&text, "a.toml").problems.is_empty());
        }
    }
}
