//! Text without its case in SQL: `fold(text)` is lower case by Unicode, which SQLite knows for ASCII alone; `has(text,
//! part)`, `has_line(text, line)` and `is_language(tag, wanted)` compare without making it, for every row of a long list.
//!
//! None stands in an index or a trigger, so that the file stays readable and writable without dateline.

use std::borrow::Cow;

use memchr::memchr2_iter;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

/// Text without its case; what is not text is empty.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// Teaches a connection the functions.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("fold", 1, flags, |context: &mut Context<'_>| {
        Ok(folded(&text(context, 0)))
    })?;
    let functions: [(&str, fn(&str, &str) -> bool); 3] =
        [("has", has), ("has_line", has_line), ("is_language", is_language)];
    for (name, holds) in functions {
        connection.create_scalar_function(name, 2, flags, move |context: &mut Context<'_>| {
            Ok(holds(&text(context, 0), &text(context, 1)))
        })?;
    }
    Ok(())
}

fn text<'c>(context: &'c Context<'_>, at: usize) -> Cow<'c, str> {
    match context.get_raw(at) {
        ValueRef::Text(raw) => String::from_utf8_lossy(raw),
        _ => Cow::Borrowed(""),
    }
}

/// Whether a text has a part, which is folded already, in any case.
fn has(text: &str, part: &str) -> bool {
    if !text.is_ascii() {
        return folded(text).contains(part);
    }
    let Some(first) = part.bytes().next() else { return true };
    let begins = memchr2_iter(first, first.to_ascii_uppercase(), text.as_bytes());
    let mut rest = begins.map(|at| text.get(at..at + part.len()));
    rest.any(|found| found.is_some_and(|found| found.eq_ignore_ascii_case(part)))
}

/// Whether one of its lines is this, which is folded already.
fn has_line(text: &str, line: &str) -> bool {
    has(text, line) && text.split('\n').any(|own| same(own, line))
}

/// Whether a tag of a language is this or begins with it: `en-GB` is `en`.
fn is_language(tag: &str, wanted: &str) -> bool {
    let end = wanted.len();
    tag.get(..end).is_some_and(|begin| same(begin, wanted))
        && matches!(tag.as_bytes().get(end), None | Some(b'-'))
}

/// Whether a text is another, which is folded already.
fn same(text: &str, other: &str) -> bool {
    if text.is_ascii() { text.eq_ignore_ascii_case(other) } else { folded(text) == other }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn languages_are_known_by_their_beginnings() {
        for (tag, wanted, is) in [
            ("en-GB", "en", true),
            ("EN", "en", true),
            ("en", "en-gb", false),
            ("eng", "en", false),
        ] {
            assert_eq!(is_language(tag, wanted), is, "{tag} {wanted}");
        }
    }

    proptest! {
        #[test]
        fn what_is_compared_is_as_if_it_were_folded(
            text in "[aBé\n ]{0,12}", part in "[aBé ]{0,3}", any in any::<String>(),
        ) {
            for text in [text, any] {
                let part = folded(&part);
                prop_assert_eq!(has(&text, &part), folded(&text).contains(&part));
                let lines = format!("\n{}\n", folded(&text));
                prop_assert_eq!(has_line(&text, &part), lines.contains(&format!("\n{part}\n")));
            }
        }
    }
}
