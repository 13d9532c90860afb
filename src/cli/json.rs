//! JSON that can be shown on a terminal: what would steer or deceive it is written as `\u` escapes.
//!
//! The value stays the same for whoever reads the JSON. What is unsafe is decided in [`crate::text`].

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::is_unsafe;

/// Escapes the unsafe characters of a JSON document; with `ascii` every one that is not ASCII.
///
/// Outside its strings JSON holds none of them, apart from line breaks, which stay.
pub(super) fn harmless(document: &str, ascii: bool) -> Cow<'_, str> {
    let is_bad = |c: char| c != '\n' && (is_unsafe(c) || (ascii && !c.is_ascii()));
    let Some(first) = document.find(is_bad) else { return Cow::Borrowed(document) };
    let (clean, rest) = document.split_at(first);
    let mut out = String::with_capacity(document.len() + 64);
    out.push_str(clean);
    for c in rest.chars() {
        if is_bad(c) { escape(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// `\u001b`; beyond the first 65,536 characters as two surrogates (RFC 8259, section 7).
fn escape(c: char, out: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        write!(out, "\\u{unit:04x}").expect("a string takes all that is written");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let written = serde_json::to_string(text).expect("JSON");
        assert_eq!(harmless(&written, false), expected, "for {text:?}");
    }

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        check("plain “words” é 漢", "\"plain “words” é 漢\"");
        check("\u{1b}[31m", "\"\\u001b[31m\"");
        check("\u{9b}31m\u{7f}", "\"\\u009b31m\\u007f\"");
        check("\u{202e}evil\u{2066}\u{200b}\u{feff}", "\"\\u202eevil\\u2066\\u200b\\ufeff\"");
        check("\u{e0041}", "\"\\udb40\\udc41\"");
        assert_eq!(harmless("\"é👍\"", true), "\"\\u00e9\\ud83d\\udc4d\"");
    }

    proptest! {
        #[test]
        fn the_value_stays_the_same(text in any::<String>(), ascii in any::<bool>()) {
            let value = Value::from(text);
            let written = serde_json::to_string_pretty(&value).expect("JSON");
            let escaped = harmless(&written, ascii);
            prop_assert!(!escaped.chars().any(|c| c != '\n' && is_unsafe(c)));
            prop_assert!(!ascii || escaped.is_ascii());
            prop_assert_eq!(serde_json::from_str::<Value>(&escaped).expect("JSON"), value);
        }
    }
}
