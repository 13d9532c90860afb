//! Which numbers are read, and what they are worth.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[f64]) {
    let page = Page::new(text);
    let (mut at, mut found) = (0, Vec::new());
    while at < page.tokens.len() {
        match read_range(&page, at) {
            Some((number, high)) => {
                found.push(number.value);
                found.extend(high);
                at = number.tokens.end.max(at + 1);
            }
            None => at += 1,
        }
    }
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn digits_take_their_scale() {
    check("3.5 bilhões, 12 млрд, 4 triliun", &[3.5e9, 12e9, 4e12]);
    check("3.6bn and 1,200 and 5m and 12 million", &[3.6e9, 1200.0, 5e6, 12e6]);
    check("the 30th of 1.200.000", &[1_200_000.0]);
    check("10⁶ and 17 people", &[17.0]);
}

#[test]
fn words_make_numbers() {
    check("a dozen, twenty-five, two and a half million", &[12.0, 25.0, 2_500_000.0]);
    check(
        "one hundred and five; half a million; three thousand two hundred",
        &[105.0, 5e5, 3200.0],
    );
    check("dozens, tens of thousands, hundreds of thousands", &[24.0, 20_000.0, 200_000.0]);
}

#[test]
fn ranges_have_two_ends() {
    check("between 10 and 15, 5 to 6 million, 3-4", &[10.0, 15.0, 5e6, 6e6, 3.0, 4.0]);
}
