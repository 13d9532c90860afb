//! What a reader wants to be told of: a line that says what must be found among the facts of an article.
//!
//! ```text
//! watch     = condition { "+" condition }            all must hold in one article
//! condition = [ kind ":" ] words [ bound ]           words may be left out where there is a bound
//! bound     = ( ">" | ">=" | "<" | "<=" ) number     a fact with such a value, in a sentence with those words
//! kind      = person | org | place | event | date | time | money | percent | quantity | quote
//! number    = 1200 | 1,200 | 3.6bn | 2 million
//! ```
//!
//! `Novatek + place: Vietnam`, `quantity: dead > 100`, `money: gas >= 1bn`. Whether an article has it is found out in
//! `desk`.

use std::fmt;

use super::FactKind;
use super::query::{Query, Term};
use crate::text::Prose;

/// The number a watch has in the store. It is never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WatchId(pub i64);

impl fmt::Display for WatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is watched for: all conditions must hold in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    /// At least one.
    pub conditions: Vec<Condition>,
}

/// One thing that must be among the facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Facts of this kind alone.
    pub kind: Option<FactKind>,
    /// What the fact must say, or its sentence where there is a bound. Empty only where there is a bound.
    pub words: String,
    /// What its value must be.
    pub bound: Option<Bound>,
}

/// A limit for a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// Above it, else below.
    pub above: bool,
    /// Whether the limit itself will do.
    pub or_equal: bool,
    /// The limit.
    pub than: f64,
}

/// Why a line is no watch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{line}\" is not understood: {expected}")]
pub struct WatchError {
    /// The part at fault.
    pub line: Prose,
    /// What was expected.
    pub expected: &'static str,
}

/// More conditions than these are not meant.
const MOST: usize = 8;
/// Bytes of a line.
const LONGEST: usize = 500;

const SOMETHING: &str = "name what to watch for, such as: Novatek + place: Vietnam";
const A_NUMBER: &str = "a number is expected after the sign, such as 100, 1,200 or 3.6bn";
const SHORTER: &str = "it is too long";

impl Watch {
    /// Reads a line.
    pub fn parse(line: &str) -> Result<Self, WatchError> {
        let fault = |part: &str, expected| WatchError { line: Prose::line(part), expected };
        if line.len() > LONGEST || line.split('+').count() > MOST {
            return Err(fault("", SHORTER));
        }
        let read = |part: &str| Condition::parse(part).map_err(|expected| fault(part, expected));
        let conditions: Result<Vec<_>, _> = line.split('+').map(|part| read(part.trim())).collect();
        Ok(Self { conditions: conditions? })
    }

    /// The articles that may have it: those with its words.
    pub fn query(&self) -> Query {
        let words = self.conditions.iter().flat_map(|condition| condition.words.split_whitespace());
        let terms = words.map(|word| Term::Words(word.to_owned())).collect();
        Query { terms, ..Query::default() }
    }
}

impl fmt::Display for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.conditions.iter().map(ToString::to_string).collect();
        f.write_str(&parts.join(" + "))
    }
}

impl Condition {
    fn parse(part: &str) -> Result<Self, &'static str> {
        let (kind, rest) = kind(part);
        let (words, bound) = match rest.find(['<', '>']) {
            Some(at) => {
                let (words, sign) = rest.split_at(at);
                (words, Some(Bound::parse(sign).ok_or(A_NUMBER)?))
            }
            None => (rest, None),
        };
        let words = Prose::line(words.trim()).to_string();
        if words.is_empty() && bound.is_none() {
            return Err(SOMETHING);
        }
        Ok(Self { kind, words, bound })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.map(|kind| format!("{}:", kind.name().to_lowercase()));
        let words = Some(self.words.clone()).filter(|words| !words.is_empty());
        let bound = self.bound.map(|bound| bound.to_string());
        let parts: Vec<String> = [kind, words, bound].into_iter().flatten().collect();
        f.write_str(&parts.join(" "))
    }
}

impl Bound {
    fn parse(text: &str) -> Option<Self> {
        let above = text.starts_with('>');
        let rest = text.get(1..)?;
        let (or_equal, rest) = rest.strip_prefix('=').map_or((false, rest), |rest| (true, rest));
        Some(Self { above, or_equal, than: number(rest.trim())? })
    }

    /// Whether a value is within it.
    pub fn holds(self, value: f64) -> bool {
        match (self.above, self.or_equal) {
            (true, true) => value >= self.than,
            (true, false) => value > self.than,
            (false, true) => value <= self.than,
            (false, false) => value < self.than,
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.above { ">" } else { "<" };
        let equal = if self.or_equal { "=" } else { "" };
        write!(f, "{sign}{equal} {}", self.than)
    }
}

/// The kind that a condition begins with, and the rest; a colon after anything else is part of the words.
fn kind(part: &str) -> (Option<FactKind>, &str) {
    let named = part.split_once(':').and_then(|(name, rest)| {
        Some((FactKind::from_name(&name.trim().to_uppercase())?, rest.trim()))
    });
    named.map_or((None, part), |(kind, rest)| (Some(kind), rest))
}

/// Finite and not negative.
fn number(text: &str) -> Option<f64> {
    let digits = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let (digits, unit) = text.split_at(digits.unwrap_or(text.len()));
    let factor = match unit.trim().to_lowercase().as_str() {
        "" | "%" | "percent" => 1.0,
        "k" | "thousand" => 1e3,
        "m" | "mn" | "million" => 1e6,
        "b" | "bn" | "billion" => 1e9,
        "tn" | "trillion" => 1e12,
        _ => return None,
    };
    let value: f64 = digits.replace(',', "").parse().ok()?;
    Some(value * factor).filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(line: &str, written: &str) {
        let watch = Watch::parse(line).expect("a watch");
        assert_eq!(watch.to_string(), written);
        assert_eq!(Watch::parse(written), Ok(watch), "it reads back");
    }

    #[test]
    fn lines_are_watches() {
        check("Acme Gas", "Acme Gas");
        check("org:Acme+ place: Norway ", "org: Acme + place: Norway");
        check("quantity:dead>=100", "quantity: dead >= 100");
        check("money: gas > 3.6bn", "money: gas > 3600000000");
        check("> 1,200", "> 1200");
        check("title: something", "title: something");
    }

    #[test]
    fn what_is_no_watch_is_refused_in_words() {
        for line in ["", " + ", "org:", "dead > many", "a >"] {
            let refused = Watch::parse(line).expect_err(line).to_string();
            assert!(refused.contains("is not understood"), "{refused}");
        }
        Watch::parse(&"a".repeat(LONGEST + 1)).expect_err("too long");
    }

    #[test]
    fn bounds_hold_or_not() {
        let bound = |text| Bound::parse(text).expect("a bound");
        assert!(bound("> 10").holds(10.5) && !bound("> 10").holds(10.0));
        assert!(bound(">=10").holds(10.0) && bound("< 1 million").holds(999_999.0));
        assert!(!bound("<= 2k").holds(2_000.1));
    }

    proptest! {
        #[test]
        fn any_line_that_is_a_watch_reads_back(line in "([a-z]{1,8}:)?[ -~é]{0,30}([<>]=? ?[0-9,.]{1,6})?") {
            if let Ok(watch) = Watch::parse(&line) {
                prop_assert_eq!(Watch::parse(&watch.to_string()), Ok(watch));
            }
        }
    }
}
