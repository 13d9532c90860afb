//! Percentages: "80 percent", "-4.5%", "half a percentage point".

use super::comparison;
use super::figure::Figure;
use super::number::Number;
use super::page::Page;
use super::words::{Words, words};
use crate::news::{Comparison, FactKind, Value};

/// `80 percent`, `4.5%`, `three percentage points`.
pub(super) fn read(page: &Page<'_>, number: &Number, comparison: Comparison) -> Option<Figure> {
    let at = number.tokens.end;
    let hyphen = usize::from(page.is_hyphen(at));
    let end = sign_end(page, at + hyphen)?;
    let start = number.tokens.start;
    // "fell by minus 2 percent"; a glued minus is a sign, a spaced dash is not: "fell by -0.5%".
    let word = page.is(start.wrapping_sub(1), "minus");
    let minus = word
        || start > 0
            && matches!(page.word_before(start, 1), "-" | "−")
            && page.glued(start)
            && !page.glued(start - 1);
    let value = if minus { -number.value } else { number.value };
    let value = Value::Percent(value, comparison);
    Some((FactKind::Percent, start - usize::from(minus)..end, value))
}

/// Where the sign or the words for "percent" end that begin at `at`.
fn sign_end(page: &Page<'_>, at: usize) -> Option<usize> {
    if page.is_in(at, SIGNS) {
        return Some(at + 1);
    }
    let two = page.is(at, "per") && page.is(at + 1, "cent")
        || page.foreign
            && page.is_in(at, words!("pour por per"))
            && page.is_in(at + 1, words!("cent ciento cento"))
        || page.is(at, "percentage") && page.is_in(at + 1, words!("points point"));
    two.then_some(at + 2)
}

/// `half a percent`, `a quarter of a percentage point`, `three quarters of one percent`.
pub(super) fn part(page: &Page<'_>, at: usize) -> Option<Figure> {
    let (part, of) = if page.is(at, "half") {
        (0.5, at + 1)
    } else {
        let count = match page.word(at).to_ascii_lowercase().as_str() {
            "a" | "one" => 1.0,
            "two" => 2.0,
            "three" => 3.0,
            _ => return None,
        };
        let next = at + 1 + usize::from(page.is_hyphen(at + 1));
        let whole = match page.word(next).to_ascii_lowercase().as_str() {
            "half" => 2.0,
            "third" | "thirds" => 3.0,
            "quarter" | "quarters" => 4.0,
            "fifth" | "fifths" => 5.0,
            "tenth" | "tenths" => 10.0,
            _ => return None,
        };
        (count / whole, next + 1)
    };
    let one = of + usize::from(page.is(of, "of"));
    let end = sign_end(page, one + 1).filter(|_| page.is_in(one, words!("a one 1")))?;
    let value = Value::Percent(part, comparison::before(page, at));
    Some((FactKind::Percent, at..end, value))
}
/// Signs and words for percent.
const SIGNS: Words = words!(
    "% ％ percent pct prozent procent procenta percento процент процента процентов відсотків \
     prosent prosenttia パーセント"
);
