//! Whether two values can both be true.
//!
//! A stated number is a range of numbers it may stand for: "at least a dozen" is 12 and more, "about 80 percent" is 72 to 88,
//! "$3.6 billion" everything that is rounded to it. Values agree where one could be said for the other, exclude each
//! other where their ranges have nothing in common, and otherwise are only different.

use crate::news::{Comparison, Value};

/// How far a number that is said to be "about" may be off.
const ABOUT: f64 = 0.1;
/// From here on an open range is no longer said for a number: "more than 200" is said of 212, hardly of 300.
const NEAR: f64 = 0.25;
/// From here on two numbers are of two things.
const FAR: f64 = 4.0;

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same, or one said more exactly.
    Same,
    /// Not the same, but both may be true.
    Apart,
    /// If one is true the other is not.
    Excluded,
}

/// A number as it was stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stated {
    low: f64,
    high: f64,
    /// The number that was said.
    pub(super) number: f64,
    /// Whether it is said without "about" or "at least", and is no range.
    pub(super) exact: bool,
}

impl Stated {
    /// The number in a value; `None` for days, times and what has none. Money in another currency is another thing.
    pub(super) fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Money(amount) => Some(Self::new(amount.amount, amount.max, amount.comparison)),
            Value::Quantity(quantity) => {
                Some(Self::new(quantity.value, quantity.max, quantity.comparison))
            }
            Value::Percent(share, comparison) => Some(Self::new(*share, None, *comparison)),
            Value::Date(_) | Value::Time(_) => None,
        }
    }

    fn new(number: f64, max: Option<f64>, comparison: Comparison) -> Self {
        let rounding = rounding(number);
        let (low, high) = match comparison {
            Comparison::Equal => (number - rounding, max.unwrap_or(number) + rounding),
            Comparison::About => {
                let top = max.unwrap_or(number);
                (number - number.abs() * ABOUT, top + top.abs() * ABOUT)
            }
            Comparison::AtLeast | Comparison::More => (number, f64::INFINITY),
            Comparison::AtMost | Comparison::Less => (f64::NEG_INFINITY, number),
        };
        Self { low, high, number, exact: comparison == Comparison::Equal && max.is_none() }
    }

    /// Whether the same number was said.
    pub(super) fn is_same_number(self, other: Self) -> bool {
        self.number.total_cmp(&other.number).is_eq()
    }

    /// How far a whole number may be off where the other one has a fraction: what rounding takes away.
    fn slack(self, other: Self) -> f64 {
        let is_whole = |number: f64| number.fract() == 0.0;
        if is_whole(self.number) == is_whole(other.number) { 0.0 } else { 0.5 }
    }

    /// Whether one is several times the other, as no two counts of one thing are.
    pub(super) fn is_far_from(self, other: Self) -> bool {
        let (small, large) =
            (self.number.abs().min(other.number.abs()), self.number.abs().max(other.number.abs()));
        large > small * FAR
    }

    fn is_open(self) -> bool {
        self.low.is_infinite() || self.high.is_infinite()
    }

    /// How it stands to another.
    pub(super) fn relation(self, other: Self) -> Relation {
        // "47 percent" is said for 46.8, too.
        let (slack, low, high) =
            (self.slack(other), self.low.max(other.low), self.high.min(other.high));
        if low > high + slack {
            return Relation::Excluded;
        }
        let larger = self.number.abs().max(other.number.abs());
        let is_near = (self.number - other.number).abs() <= larger * NEAR;
        if is_near || !(self.is_open() || other.is_open()) {
            Relation::Same
        } else {
            Relation::Apart
        }
    }
}

/// How far the true number may lie from one that is written with so many digits: of 3,600,000,000 (said as "3.6 billion") half
/// of the last digit that is not nought; of a number below a hundred, and of one without noughts at its end, nothing.
fn rounding(number: f64) -> f64 {
    let size = number.abs();
    if size.fract() != 0.0 {
        let mut unit = 1.0;
        while unit > 1e-6 && (size / unit).fract().abs() > 1e-9 {
            unit /= 10.0;
        }
        return unit / 2.0;
    }
    if size < 100.0 {
        return 0.0;
    }
    let mut unit = 1.0;
    while (size / (unit * 10.0)).fract() == 0.0 {
        unit *= 10.0;
    }
    // A single round ten ("210") is as often meant exactly, and "10,000" is not said for 6,000.
    if unit < 100.0 { 0.0 } else { (unit / 2.0).min(size * ABOUT) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Stated {
        let (sign, number) = text.split_once(' ').expect("a sign and a number");
        Stated::new(
            number.parse().expect("a number"),
            None,
            Comparison::from_sign(sign).expect("a sign"),
        )
    }

    #[track_caller]
    fn check(a: &str, b: &str, expected: Relation) {
        assert_eq!(stated(a).relation(stated(b)), expected, "{a} and {b}");
        assert_eq!(stated(b).relation(stated(a)), expected, "{b} and {a}");
    }

    #[test]
    fn a_number_and_its_rounding_are_the_same() {
        check("= 3600000000", "= 3580000000", Relation::Same);
        check("= 3.6", "= 3.58", Relation::Same);
        check("= 8500", "= 8483", Relation::Same);
        check("~ 80", "= 80", Relation::Same);
        check(">= 12", "= 12", Relation::Same);
        check("> 200", "= 212", Relation::Same);
        check("= 47", "= 46.8", Relation::Same);
    }

    #[test]
    fn other_numbers_exclude_each_other() {
        check("= 12", "= 11", Relation::Excluded);
        check(">= 12", "= 11", Relation::Excluded);
        check(">= 24", "= 11", Relation::Excluded);
        check("= 212", "= 214", Relation::Excluded);
        check("= 5000", "= 10000", Relation::Excluded);
        check("= 3600000000", "= 171000000000", Relation::Excluded);
        check("< 10", "= 12", Relation::Excluded);
        check("= 47", "= 46.2", Relation::Excluded);
    }

    #[test]
    fn an_open_range_does_not_exclude_what_lies_in_it() {
        check(">= 12", "= 40", Relation::Apart);
        check("<= 100", "= 10", Relation::Apart);
    }
}
