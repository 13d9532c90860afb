//! What stands before a number and compares it: "at least", "more than", "about".

use super::page::Page;
use crate::news::Comparison;

/// The comparison that stands before a number: `at least`, `more than`, `about`.
pub(super) fn before(page: &Page<'_>, at: usize) -> Comparison {
    let one = page.word_before(at, 1);
    let two = page.word_before(at, 2);
    for (first, second, comparison) in COMPARATORS {
        let fits = one.eq_ignore_ascii_case(second)
            && (first.is_empty() || two.eq_ignore_ascii_case(first));
        if fits {
            return *comparison;
        }
    }
    Comparison::Equal
}

/// Word before last, last word (any word where the first is empty), meaning. The longer ones come first.
const COMPARATORS: &[(&str, &str, Comparison)] = &[
    ("at", "least", Comparison::AtLeast),
    ("many", "as", Comparison::AtLeast),
    ("much", "as", Comparison::AtLeast),
    ("no", "than", Comparison::AtMost),
    ("more", "than", Comparison::More),
    ("greater", "than", Comparison::More),
    ("higher", "than", Comparison::More),
    ("longer", "than", Comparison::More),
    ("less", "than", Comparison::Less),
    ("fewer", "than", Comparison::Less),
    ("lower", "than", Comparison::Less),
    ("at", "most", Comparison::AtMost),
    ("up", "to", Comparison::AtMost),
    ("close", "to", Comparison::About),
    ("an", "estimated", Comparison::About),
    ("", "over", Comparison::More),
    ("", "exceeding", Comparison::More),
    ("", "above", Comparison::More),
    ("", "nearly", Comparison::Less),
    ("", "almost", Comparison::Less),
    ("", "under", Comparison::Less),
    ("", "below", Comparison::Less),
    ("", "about", Comparison::About),
    ("", "around", Comparison::About),
    ("", "approximately", Comparison::About),
    ("", "roughly", Comparison::About),
    ("", "some", Comparison::About),
    ("", "estimated", Comparison::About),
    ("", "circa", Comparison::About),
    ("", "maximum", Comparison::AtMost),
    ("", "minimum", Comparison::AtLeast),
];
