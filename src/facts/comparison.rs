//! What stands beside a number and compares it: "at least", "no more than", "about"; "or more".

use super::page::Page;
use super::words::words;
use crate::news::Comparison;

/// The comparison that stands before a number: `at least`, `more than`, `about`.
pub(super) fn before(page: &Page<'_>, at: usize) -> Comparison {
    // Most words before a number compare nothing: one look at the last word of each row tells.
    let last = page.word_before(at, 1);
    COMPARATORS
        .iter()
        .find(|(words, _)| {
            let mut words = words.iter().rev();
            words.next().is_some_and(|word| word.eq_ignore_ascii_case(last))
                && words
                    .zip(2..)
                    .all(|(word, back)| word.eq_ignore_ascii_case(page.word_before(at, back)))
        })
        .map_or(Comparison::Equal, |(_, comparison)| *comparison)
}

/// The comparison that stands behind a number or its noun, and how many tokens it has: `or more`, `or fewer`, `or so`, `+`.
pub(super) fn behind(page: &Page<'_>, at: usize) -> Option<(Comparison, usize)> {
    if page.is(at, "+") && page.glued(at) {
        return Some((Comparison::AtLeast, 1));
    }
    in_words(page, at).map(|comparison| (comparison, 2))
}

fn in_words(page: &Page<'_>, at: usize) -> Option<Comparison> {
    if page.is(at, "and") && page.is_in(at + 1, words!("over older above upwards")) {
        return Some(Comparison::AtLeast);
    }
    let next = page.word(at + 1).to_ascii_lowercase();
    if page.is(at, "at") && matches!(next.as_str(), "least" | "most") {
        let least = next == "least";
        return Some(if least { Comparison::AtLeast } else { Comparison::AtMost });
    }
    let or = page.is(at, "or");
    match next.as_str() {
        "more" | "higher" | "longer" | "over" | "older" | "above" if or => {
            Some(Comparison::AtLeast)
        }
        "fewer" | "less" | "lower" | "under" | "younger" | "below" if or => {
            Some(Comparison::AtMost)
        }
        "so" if or => Some(Comparison::About),
        _ => None,
    }
}

/// The words and what they mean; where one row ends like another, the longer comes first.
const COMPARATORS: &[(&[&str], Comparison)] = &[
    (&["at", "least"], Comparison::AtLeast),
    (&["many", "as"], Comparison::AtLeast),
    (&["much", "as"], Comparison::AtLeast),
    (&["no", "fewer", "than"], Comparison::AtLeast),
    (&["no", "less", "than"], Comparison::AtLeast),
    (&["not", "fewer", "than"], Comparison::AtLeast),
    (&["not", "less", "than"], Comparison::AtLeast),
    (&["no", "more", "than"], Comparison::AtMost),
    (&["not", "more", "than"], Comparison::AtMost),
    (&["no", "greater", "than"], Comparison::AtMost),
    (&["no", "higher", "than"], Comparison::AtMost),
    (&["no", "longer", "than"], Comparison::AtMost),
    (&["more", "than"], Comparison::More),
    (&["greater", "than"], Comparison::More),
    (&["higher", "than"], Comparison::More),
    (&["longer", "than"], Comparison::More),
    (&["larger", "than"], Comparison::More),
    (&["less", "than"], Comparison::Less),
    (&["fewer", "than"], Comparison::Less),
    (&["lower", "than"], Comparison::Less),
    (&["smaller", "than"], Comparison::Less),
    (&["shorter", "than"], Comparison::Less),
    (&["at", "most"], Comparison::AtMost),
    (&["up", "to"], Comparison::AtMost),
    (&["close", "to"], Comparison::About),
    (&["upwards", "of"], Comparison::AtLeast),
    (&["upward", "of"], Comparison::AtLeast),
    (&["in", "excess", "of"], Comparison::More),
    (&["a", "minimum", "of"], Comparison::AtLeast),
    (&["a", "maximum", "of"], Comparison::AtMost),
    (&["the", "maximum", "of"], Comparison::AtMost),
    (&["in", "the", "region", "of"], Comparison::About),
    (&["over"], Comparison::More),
    (&["exceeding"], Comparison::More),
    (&["above"], Comparison::More),
    (&["nearly"], Comparison::Less),
    (&["almost"], Comparison::Less),
    (&["under"], Comparison::Less),
    (&["below"], Comparison::Less),
    (&["about"], Comparison::About),
    (&["around"], Comparison::About),
    (&["approximately"], Comparison::About),
    (&["roughly"], Comparison::About),
    (&["some"], Comparison::About),
    (&["estimated"], Comparison::About),
    (&["circa"], Comparison::About),
    (&["maximum"], Comparison::AtMost),
    (&["minimum"], Comparison::AtLeast),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::token::Shape;

    #[track_caller]
    fn check(text: &str, expected: Comparison) {
        let page = Page::new(text);
        let at = (0..page.tokens.len()).find(|at| page.shape(*at) == Some(Shape::Number));
        assert_eq!(before(&page, at.expect("a number")), expected, "in {text:?}");
    }

    #[test]
    fn what_is_denied_turns_round() {
        check("No fewer than 60 villages", Comparison::AtLeast);
        check("no less than 60 villages", Comparison::AtLeast);
        check("Not more than 60 villages", Comparison::AtMost);
        check("no longer than 60 minutes", Comparison::AtMost);
        check("more than 60 villages", Comparison::More);
        check("fewer than 60 villages", Comparison::Less);
    }

    #[test]
    fn phrases_compare_as_their_words_say() {
        check("upwards of 60 villages", Comparison::AtLeast);
        check("a minimum of 60 villages", Comparison::AtLeast);
        check("in excess of 60 villages", Comparison::More);
        check("the mayor of 60 villages", Comparison::Equal);
    }

    #[test]
    fn what_stands_behind_compares_too() {
        let page = Page::new("60 or more, 60 or so, 60 or fewer, 60 at least, 60 or seventy");
        let found: Vec<_> = (0..page.tokens.len())
            .filter_map(|at| behind(&page, at))
            .map(|found| found.0)
            .collect();
        let wanted =
            [Comparison::AtLeast, Comparison::About, Comparison::AtMost, Comparison::AtLeast];
        assert_eq!(found, wanted);
    }
}
