//! Reads numbers: words, digits ([`super::digits`]), and both with a scale.
//!
//! A number is read from a place in the tokens; whether it counts, costs or dates something is decided elsewhere.

use std::ops::Range;

use super::abroad;
use super::cues::Cues;
use super::digits;
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

/// A number and the tokens it is written with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    /// Its tokens, a comparator not among them.
    pub(super) tokens: Range<usize>,
    /// Its value.
    pub(super) value: f64,
    /// Plural words that name no exact number: `dozens`, `hundreds`.
    pub(super) vague: bool,
    /// Written with digits alone.
    pub(super) digits: bool,
}

/// Reads the number that begins at `at`.
pub(super) fn read(page: &Page<'_>, at: usize) -> Option<Number> {
    let token = page.token(at)?;
    if token.shape == Shape::Number {
        return digits::read(page, at);
    }
    if !token.has(Cues::NUMBER) && !page.is_in(at, words!("a an")) {
        return None;
    }
    words(page, at)
}

/// The factor of a scale word: `bn`, `million`, `dozen`.
pub(super) fn scale(page: &Page<'_>, at: usize) -> Option<f64> {
    let glued = page.glued(at);
    let factor = match page.word(at) {
        "m" | "M" | "mn" | "mln" if glued => 1e6,
        "k" | "K" if glued => 1e3,
        "b" | "B" | "bn" | "BN" | "Bn" if glued => 1e9,
        "tn" | "trn" if glued => 1e12,
        word => return scale_word(word),
    };
    Some(factor)
}

fn scale_word(word: &str) -> Option<f64> {
    let factor = match word.to_ascii_lowercase().as_str() {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" | "mln" | "millón" | "millones" | "millionen" | "milioni" | "milhão"
        | "milhões" | "miljoen" | "miljoner" | "millioner" | "juta" | "milyon" | "milion"
        | "milionu" | "milionów" | "miliony" | "milionů" | "milijun" | "milijuna" | "mio"
        | "млн" => 1e6,
        "billion" | "bn" | "milliard" | "milliards" | "milliarde" | "milliarden" | "miliardo"
        | "miliardi" | "miljard" | "miljarder" | "milliarder" | "bilhão" | "bilhões" | "miliar"
        | "milyar" | "miliard" | "miliarda" | "miliardy" | "miliardów" | "milijarda"
        | "milijardi" | "mrd" | "млрд" => 1e9,
        "trillion" | "tn" | "trilhão" | "trilhões" | "triliun" | "trilyon" | "billones"
        | "billionen" | "трлн" => 1e12,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        "dozen" => 12.0,
        _ => return abroad::scale(word),
    };
    Some(factor)
}

/// What a number word is worth alone.
fn unit_word(word: &str) -> Option<f64> {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().position(|w| w.eq_ignore_ascii_case(word));
    place(&WORDS).or_else(|| place(&TENS).map(|tens| 20 + 10 * tens)).map(|value| value as f64)
}

fn vague_word(word: &str) -> Option<f64> {
    let value = match word.to_ascii_lowercase().as_str() {
        "tens" => 20.0,
        "dozens" => 24.0,
        "scores" => 40.0,
        "hundreds" => 200.0,
        "thousands" => 2e3,
        "millions" => 2e6,
        "billions" => 2e9,
        _ => return None,
    };
    Some(value)
}

/// `twenty-five`, `two and a half million`, `a dozen`, `half a million`, `dozens`, `tens of thousands`.
fn words(page: &Page<'_>, at: usize) -> Option<Number> {
    if let Some(number) = vague(page, at).or_else(|| part_of_scale(page, at)) {
        return Some(number);
    }
    let mut sum = Sum::default();
    let mut end = at;
    // A number in words longer than this does not exist; the bound keeps the walk linear.
    for _ in 0..16 {
        let hyphen = usize::from(end > at && page.is_hyphen(end));
        let next = end + hyphen;
        let length = sum.take(page, next, at);
        if length == 0 {
            break;
        }
        end = next + length;
    }
    let value = sum.value()?;
    Some(Number { tokens: at..end, value, vague: false, digits: false })
}

fn vague(page: &Page<'_>, at: usize) -> Option<Number> {
    let mut value = vague_word(page.word(at))?;
    let mut end = at + 1;
    if let (true, Some(more)) = (page.is(end, "of"), vague_word(page.word(end + 1))) {
        // "tens of thousands" is 20 000, "hundreds of thousands" 200 000.
        value *= more / 2.0;
        end += 2;
    }
    Some(Number { tokens: at..end, value, vague: true, digits: false })
}

/// `a quarter of a million`, `three quarters of a million`.
fn part_of_scale(page: &Page<'_>, at: usize) -> Option<Number> {
    let count = match page.word(at).to_ascii_lowercase().as_str() {
        "a" | "one" => 1.0,
        "three" => 3.0,
        _ => return None,
    };
    let next = at + 1 + usize::from(page.is_hyphen(at + 1));
    let quarters = page.is_in(next, words!("quarter quarters")) && page.is(next + 1, "of");
    let scale = scale_word(page.word(next + 3)).filter(|scale| *scale >= 1e6)?;
    let value = count / 4.0 * scale;
    (quarters && page.is_in(next + 2, words!("a one"))).then_some(Number {
        tokens: at..next + 4,
        value,
        vague: false,
        digits: false,
    })
}

/// A number in words while it is read.
#[derive(Default)]
struct Sum {
    done: f64,
    part: Option<f64>,
    scaled: bool,
}

impl Sum {
    /// Takes the words at `at` if they carry the number on; says how many.
    fn take(&mut self, page: &Page<'_>, at: usize, start: usize) -> usize {
        let word = page.word(at);
        if let Some(unit) = unit_word(word) {
            return self.add(unit);
        }
        if let Some(factor) = scale_word(word).filter(|_| self.part.is_some()) {
            let part = self.part.unwrap_or(1.0) * factor;
            if (99.0..101.0).contains(&factor) || self.done > 0.0 && self.part.is_none() {
                self.part = Some(part);
            } else {
                self.done += part;
                self.part = None;
            }
            self.scaled = true;
            return 1;
        }
        if word.eq_ignore_ascii_case("and") && page.is(at + 1, "a") && page.is(at + 2, "half") {
            self.part = self.part.map(|part| part + 0.5);
            return if self.part.is_some() { 3 } else { 0 };
        }
        if word.eq_ignore_ascii_case("and") && self.scaled && unit_word(page.word(at + 1)).is_some()
        {
            return 1;
        }
        self.begin(page, at, start)
    }

    /// `a dozen`, `a hundred`, `half a million`, `half a dozen`.
    fn begin(&mut self, page: &Page<'_>, at: usize, start: usize) -> usize {
        if at != start {
            return 0;
        }
        let article = page.is_in(at, words!("a an"));
        if article && scale_word(page.word(at + 1)).is_some() {
            self.part = Some(1.0);
            return 1;
        }
        if page.is(at, "half") && page.is(at + 1, "a") && scale_word(page.word(at + 2)).is_some() {
            self.part = Some(0.5);
            return 2;
        }
        0
    }

    fn add(&mut self, unit: f64) -> usize {
        match self.part {
            None => self.part = Some(unit),
            // "twenty" takes "five", "hundred" takes "twenty"; "five" takes nothing.
            Some(part) if part >= 100.0 || (part >= 20.0 && part % 10.0 == 0.0 && unit < 10.0) => {
                self.part = Some(part + unit);
            }
            Some(_) => return 0,
        }
        1
    }

    fn value(&self) -> Option<f64> {
        (self.part.is_some() || self.done > 0.0).then(|| self.done + self.part.unwrap_or(0.0))
    }
}

/// A range: `10 to 15`, `between 10 and 15`, `10-15`; also a lone number, with no upper end.
pub(super) fn read_range(page: &Page<'_>, at: usize) -> Option<(Number, Option<f64>)> {
    let mut low = read(page, at)?;
    let join = low.tokens.end;
    let between = page.word_before(at, 1).eq_ignore_ascii_case("between");
    let joined = page.is_in(join, words!("to or"))
        || page.is_hyphen(join)
        || between && page.is(join, "and");
    if !joined || low.vague {
        return Some((low, None));
    }
    let Some(high) = read(page, join + 1).filter(|high| high.value > low.value && !high.vague)
    else {
        return Some((low, None));
    };
    // "rose 12 to 3,401": by so much, to so much.
    if page.is(join, "to") && high.value > 10.0 * low.value && is_moved(page, at) {
        return Some((low, None));
    }
    // "5 to 6 million" counts in millions at both ends.
    if low.digits && !high.digits && low.value < 1000.0 && high.value / low.value >= 1000.0 {
        low.value *= magnitude(high.value);
    }
    low.tokens.end = high.tokens.end;
    Some((low, Some(high.value)))
}

/// Whether what stands before a number says that something moved by it: "rose", "fell by", "up".
pub(super) fn is_moved(page: &Page<'_>, at: usize) -> bool {
    const MOVED: Words = words!(
        "rose rise rises risen rising fell fall falls fallen falling up down gained gains gain gaining added \
         adds lost loses losing jumped jumps dropped drops slipped slips climbed climbs increased decreased \
         declined surged slid tumbled edged off lower higher"
    );
    let by = page.is_in(at.wrapping_sub(1), words!("by about around nearly over another"));
    page.is_in(at.wrapping_sub(1 + usize::from(by)), MOVED)
}

/// The largest scale word a value can be counted in.
pub(super) fn magnitude(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

#[cfg(test)]
mod tests;
