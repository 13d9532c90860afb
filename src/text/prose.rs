//! Foreign text made harmless, once, by type.
//!
//! Whatever a feed, a page, a file or a server sends becomes a [`Prose`] before anything else may look at it. It holds
//! no control characters, no escape sequences, no bidirectional overrides and no invisible formatting, so that it can
//! be written to a terminal. Apart from that an outlet's words are never altered. What they mean is no business of
//! this module.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};
use unicode_segmentation::GraphemeCursor;

use super::clean::{self, Shape};

/// Text that is safe to write to a terminal.
///
/// Cleaning is idempotent: cleaning a `Prose` again changes nothing. The only control characters in it are `\n` and,
/// between the cells of a table, `\t`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Prose(Box<str>);

impl Prose {
    /// Cleans one line: a title, a name, an address. Line breaks and runs of white space become one space.
    pub fn line(raw: &str) -> Self {
        if clean::is_clean_line(raw) {
            return Self(raw.into());
        }
        Self(clean::clean(raw, Shape::Line))
    }

    /// Cleans running text. Line breaks stay, as `\n` alone; so do tabs, which part the cells of a table.
    pub fn text(raw: &str) -> Self {
        if clean::is_clean_text(raw) {
            return Self(raw.into());
        }
        Self(clean::clean(raw, Shape::Text))
    }

    /// Cleans running text that is nobody else's: where there is nothing to clean, it is not copied.
    pub fn owned(raw: String) -> Self {
        if clean::is_clean_text(&raw) { Self(raw.into()) } else { Self::text(&raw) }
    }

    /// The same for text that is only looked at.
    pub fn borrowed(raw: &str) -> Cow<'_, str> {
        if clean::is_clean_text(raw) {
            return Cow::Borrowed(raw);
        }
        Cow::Owned(clean::clean(raw, Shape::Text).into())
    }

    /// Makes text harmless without moving a byte: each unsafe character gives way to as many spaces as it had bytes.
    ///
    /// For text whose offsets belong to somebody else, as with `dateline facts` on a file. Tabs become spaces too.
    pub fn in_place(raw: &str) -> Self {
        if clean::is_clean_text(raw) && !raw.contains('\t') {
            return Self(raw.into());
        }
        Self(clean::clean(raw, Shape::InPlace))
    }

    /// Makes text harmless that was a `Prose` before and stood outside the program: no byte moves, and tabs stay, since
    /// they part the cells of its tables.
    pub fn again(raw: &str) -> Self {
        if clean::is_clean_text(raw) {
            return Self(raw.into());
        }
        Self(clean::clean(raw, Shape::Again))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The beginning, at most `max_bytes` of it, cut between two graphemes and without space at the end.
    #[must_use]
    pub fn cut(&self, max_bytes: usize) -> Self {
        if self.0.len() <= max_bytes {
            return self.clone();
        }
        let boundary = (0..=max_bytes).rev().find(|at| self.0.is_char_boundary(*at)).unwrap_or(0);
        let mut cursor = GraphemeCursor::new(boundary, self.0.len(), true);
        let at = match cursor.is_boundary(&self.0, 0) {
            Ok(true) => cursor.cur_cursor(),
            _ => cursor.prev_boundary(&self.0, 0).ok().flatten().unwrap_or(0),
        };
        Self(self.0.get(..at).unwrap_or_default().trim_end().into())
    }
}

impl Deref for Prose {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Prose {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self::text(&raw))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::character::is_unsafe;
    use super::super::clean::{INVISIBLE_RUN, MARKS_PER_LETTER};
    use super::*;

    #[track_caller]
    fn check(raw: &str, line: &str, text: &str) {
        assert_eq!(Prose::line(raw).as_str(), line, "line of {raw:?}");
        assert_eq!(Prose::text(raw).as_str(), text, "text of {raw:?}");
        assert_eq!(Prose::in_place(raw).len(), raw.len(), "in place of {raw:?}");
        assert_eq!(Prose::again(raw).len(), raw.len(), "again of {raw:?}");
    }

    #[track_caller]
    fn unchanged(raw: &str) {
        check(raw, raw, raw);
        assert_eq!(Prose::in_place(raw).as_str(), raw);
    }

    #[test]
    fn words_of_any_script_stay_as_they_are() {
        unchanged("Putin “and that” byto countryand Mijéev");
        unchanged("שָׁלוֹם עולם");
        unchanged("السلام عليكم ٢٠٢٤");
        unchanged("می‌خواهم کتاب‌ها را");
        unchanged("क्‍ष नमस्ते");
        unchanged("👩‍👩‍👧 👍🏽 ❤\u{fe0f} 🇻🇳 1\u{fe0f}\u{20e3}");
        unchanged("漢字かなカナ한국어");
    }

    #[test]
    fn line_breaks_become_one_kind() {
        check("a\r\nb\rc\n", "a b c", "a\nb\nc\n");
        check("a\u{2028}b\u{2029}c\u{85}d\u{b}e", "a b c d e", "a\nb\nc\nd\ne");
        check("  a \t b\u{a0} c ", "a b c", "  a \t b\u{a0} c ");
    }

    #[test]
    fn sequences_and_their_payload_are_gone() {
        check("\u{1b}[31mred\u{1b}[0m", "red", "red");
        check("a\u{1b}]52;c;Zm9v\u{7}b", "ab", "ab");
        check("a\u{9d}0;title\u{9c}b", "ab", "ab");
        check("a\u{1b}]0;never ended\nnext", "a next", "a\nnext");
    }

    #[test]
    fn words_in_a_wrong_encoding_hide_nothing_after_them() {
        check("â\u{80}\u{9d} he said", "â he said", "â he said");
    }

    #[test]
    fn what_is_invisible_is_gone() {
        check(
            "co\u{ad}op\u{200b} \u{202e}evil\u{2069}\u{feff}\u{e0041}\u{e000}",
            "coop evil",
            "coop evil",
        );
        check("a\u{200d}b\u{200c}c", "abc", "abc");
    }

    #[test]
    fn marks_and_joiners_are_counted() {
        let zalgo = format!("Z{}", "\u{301}".repeat(20));
        assert_eq!(Prose::text(&zalgo).chars().count(), 1 + MARKS_PER_LETTER);
        let joined = format!("ب{}", "\u{200c}".repeat(20));
        assert_eq!(Prose::text(&joined).chars().count(), 1 + INVISIBLE_RUN);
    }

    #[test]
    fn cutting_keeps_graphemes_whole() {
        let text = Prose::line("cafe\u{301} noir");
        assert_eq!(text.cut(100), text);
        assert_eq!(text.cut(5).as_str(), "caf");
        assert_eq!(text.cut(7).as_str(), "cafe\u{301}");
        assert_eq!(text.cut(0).as_str(), "");
    }

    fn is_forbidden(c: char) -> bool {
        !matches!(c, '\n' | '\t') && is_unsafe(c)
    }

    /// Names and texts of the shared hostile strings, and the naughty strings beside them.
    fn shared_strings() -> Vec<(String, String)> {
        let root = std::env::var("DATELINE_SHARED").unwrap_or_else(|_| "../shared".into());
        let read = |path: &str| std::fs::read_to_string(format!("{root}/corpus/terminal/{path}"));
        let own = read("strings.jsonl").unwrap_or_default();
        let naughty = read("blns/blns.json").unwrap_or_else(|_| "[]".into());
        let naughty: Vec<String> = serde_json::from_str(&naughty).expect("a list of strings");
        let case = |line: &str| {
            let case: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
            let field = |name: &str| case[name].as_str().expect("a text").to_owned();
            (field("name"), field("text"))
        };
        let naughty = naughty.into_iter().map(|text| ("naughty".to_owned(), text));
        own.lines().map(case).chain(naughty).collect()
    }

    #[test]
    fn hostile_strings_lose_everything_forbidden() {
        let strings = shared_strings();
        if strings.is_empty() {
            let _shown = std::io::Write::write_fmt(
                &mut std::io::stderr(),
                format_args!("skipped: DATELINE_SHARED names no folder with corpus/terminal\n"),
            );
        }
        for (name, raw) in strings {
            for clean in
                [Prose::line(&raw), Prose::text(&raw), Prose::in_place(&raw), Prose::again(&raw)]
            {
                let bad = clean.chars().find(|c| is_forbidden(*c));
                assert_eq!(bad, None, "in {name}: {clean:?}");
                let must_stay = name.starts_with("real-") || name == "zwnj-real";
                assert!(!must_stay || clean.as_str() == raw, "{name} became {clean:?}");
            }
        }
    }

    /// Strings in which what is unsafe is as common as what is not.
    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<String>(),
            "[ -~]{0,8}",
            "[\u{1b}\u{9b}\u{9d}\u{90}\\[\\]\\\\;m\u{7}\u{9c}\r\n]{0,6}",
            "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{ad}\u{feff}\u{e0020}]{0,4}",
            "[\u{300}-\u{30f}\u{fe0f}\u{34f}]{0,12}",
            "[بcक👩🏽 \t\u{2028}]{0,6}",
        ];
        proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent_and_leaves_nothing_unsafe(raw in nasty()) {
            for make in [Prose::line, Prose::text, Prose::in_place] {
                let once = make(&raw);
                prop_assert!(!once.chars().any(is_forbidden));
                prop_assert_eq!(&make(&once), &once);
                prop_assert_eq!(&Prose::text(&once), &once);
            }
            prop_assert_eq!(Prose::in_place(&raw).len(), raw.len());
            prop_assert!(!Prose::line(&raw).contains(['\n', '\t']));
        }

        #[test]
        fn clean_pieces_make_clean_text(a in nasty(), b in nasty()) {
            let both = format!("{}\n\n{}", Prose::text(&a), Prose::text(&b));
            let again = Prose::text(&both);
            prop_assert_eq!(again.as_str(), both.as_str());
        }

        #[test]
        fn a_cut_is_a_beginning(raw in nasty(), max in 0_usize..80) {
            let text = Prose::text(&raw);
            let cut = text.cut(max);
            prop_assert!(cut.len() <= max && text.starts_with(cut.as_str()));
        }
    }
}
