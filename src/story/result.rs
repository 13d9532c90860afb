//! Results of matches and votes in a text: "2-1", "5–4".
//!
//! The same two clubs, courts or parties meet again, and their names are all that a short report has: what tells two matches apart
//! is how they ended. A result is a word of its own, and two reports with none in common are of two matches.

use super::signature::Term;

/// Terms from here on are results: no word is numbered so.
const FIRST: u32 = 0xffff_0000;
/// Results stand at the head of a report; further down stand those of other matches (bytes).
const HEAD: usize = 400;

/// Whether a term is a result.
pub(super) fn is_result(term: Term) -> bool {
    term.0 >= FIRST
}

/// The number of a word, kept out of those of results.
pub(super) const fn of_word(number: u32) -> u32 {
    if number >= FIRST { number ^ FIRST } else { number }
}

/// The results at the head of a text. The higher number comes first: "20-30" is a range, "2024-25" a season.
pub(super) fn results(text: &str) -> impl Iterator<Item = Term> {
    let end = (0..=text.len().min(HEAD)).rev().find(|end| text.is_char_boundary(*end));
    let head = text.get(..end.unwrap_or_default()).unwrap_or_default();
    let dashes = head.match_indices(['-', '–']);
    dashes.filter_map(move |(at, dash)| {
        let (before, behind) = (head.get(..at)?, head.get(at + dash.len()..)?);
        let (left, right) = (last_number(before)?, first_number(behind)?);
        (left >= right).then_some(Term(FIRST | u32::from(left) << 8 | u32::from(right)))
    })
}

/// The number that a text ends with, up to 255, if nothing belongs to it on the other side.
fn last_number(text: &str) -> Option<u8> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, number) = text.split_at_checked(text.len() - digits)?;
    is_free(before.chars().next_back()).then(|| number.parse().ok()).flatten()
}

fn first_number(text: &str) -> Option<u8> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = text.split_at_checked(digits)?;
    let mut next = behind.chars();
    // A full stop ends the sentence, but not before another digit.
    let is_fraction =
        behind.starts_with(['.', ',']) && behind[1..].starts_with(|c: char| c.is_ascii_digit());
    (is_free(next.next()) && !is_fraction).then(|| number.parse().ok()).flatten()
}

/// Whether a sign beside a number is no part of it, as in "9-11-2001", "1.2-1" and "3-1st".
fn is_free(beside: Option<char>) -> bool {
    beside.is_none_or(|c| {
        !c.is_alphanumeric() && !matches!(c, '-' | '–' | '/' | '$' | '€' | '£' | '%')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(u8, u8)]) {
        let found: Vec<(u8, u8)> =
            results(text).map(|term| ((term.0 >> 8 & 255) as u8, (term.0 & 255) as u8)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn results_are_told_from_ranges_and_dates() {
        check("Rovers 2-1 Albion, 5–4 on penalties", &[(2, 1), (5, 4)]);
        check("A 3-0 win.", &[(3, 0)]);
        check("between 20-30 people in 2024-25", &[]);
        check("on 2024-06-20, a 10-year-old, at 5-4.5", &[]);
        check("–", &[]);
        check("7-", &[]);
    }

    #[test]
    fn no_word_is_a_result() {
        assert!(!is_result(Term(of_word(u32::MAX))));
        assert!(is_result(results("2-1").next().expect("a result")));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text: String) {
            proptest::prop_assert!(results(&text).all(is_result));
        }
    }
}
