//! Names of people as feeds give them: mixed with addresses for mail, in every order.

use super::limits::NAME_BYTES;
use crate::text::Prose;

/// The name in `me@example.org (Name)`, `Name <me@example.org>` or `Name`; the address where there is no more.
pub(super) fn name(raw: &str) -> Option<Prose> {
    let raw = raw.trim();
    let found = bracketed(raw, '(', ')').or_else(|| bracketed(raw, '<', '>')).unwrap_or(raw);
    let found = found.trim().trim_start_matches("mailto:").trim_matches('"');
    let name = Prose::line(found).cut(NAME_BYTES);
    (!name.is_empty()).then_some(name)
}

/// The name of the two parts of `one (two)`: the part that is no address.
fn bracketed(raw: &str, open: char, close: char) -> Option<&str> {
    let (before, inside) = raw.strip_suffix(close)?.rsplit_once(open)?;
    let (before, inside) = (before.trim(), inside.trim());
    match (is_address(before), is_address(inside)) {
        (true, _) if !inside.is_empty() => Some(inside),
        (_, true) if !before.is_empty() => Some(before),
        (_, true) => Some(inside),
        (true, _) => Some(before),
        _ => None,
    }
}

/// Whether a name is an address and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    text.contains('@') && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_beside_addresses() {
        for (raw, expected) in [
            ("me@example.org (Ada Lovelace)", "Ada Lovelace"),
            ("Ada Lovelace <me@example.org>", "Ada Lovelace"),
            ("Ada Lovelace (me@example.org)", "Ada Lovelace"),
            (" me@example.org ", "me@example.org"),
            ("<me@example.org>", "me@example.org"),
            ("me@example.org ()", "me@example.org"),
            ("Ada (the Countess) Lovelace", "Ada (the Countess) Lovelace"),
            ("News desk (Berlin)", "News desk (Berlin)"),
        ] {
            assert_eq!(name(raw).as_deref(), Some(expected), "of {raw:?}");
        }
        assert_eq!(name("  "), None);
    }
}
