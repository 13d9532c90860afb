//! Reads numbers: digits, words, and both with a scale.
//!
//! A number is read from a place in the tokens; whether it counts, costs or dates something is decided elsewhere.

use std::ops::Range;

use super::abroad;
use super::cues::Cues;
use super::page::Page;
use super::token::Shape;
use super::words::words;

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
        return digits(page, at);
    }
    if !token.has(Cues::NUMBER) && !page.is_in(at, words!("a an")) {
        return None;
    }
    words(page, at)
}

/// `3.6`, `1,200`, `3.6bn`, `12 million`, `2 dozen`.
fn digits(page: &Page<'_>, at: usize) -> Option<Number> {
    if page.foreign
        && let Some(number) = abroad::grouped(page, at)
    {
        return Some(number);
    }
    let mut value = parse(page.word(at), page.foreign)?;
    let mut end = at + 1;
    if page.is_in(end, words!("st nd rd th")) && page.glued(end) {
        return None;
    }
    // "10⁶" is not ten.
    if page.glued(end) && page.word(end).starts_with(is_raised) {
        return None;
    }
    let hyphen = usize::from(page.is_hyphen(end));
    // "5 millions d'euros" is no vague number.
    if page.is(end, "millions") && !page.is(end + 1, "of") {
        return Some(Number {
            tokens: at..end + 1,
            value: value * 1e6,
            vague: false,
            digits: false,
        });
    }
    if let Some((part, behind)) = fraction(page, end) {
        value += part;
        end = behind;
    }
    let plain = end;
    if let Some(scale) = scale(page, end + hyphen) {
        value *= scale;
        end += hyphen + 1;
        if page.foreign {
            (value, end) = abroad::joined(page, value, end);
        }
    }
    let digits = end == plain;
    Some(Number { tokens: at..end, value, vague: false, digits })
}

/// The `1/2` of "1-1/2" and "1 1/2", and where it ends.
fn fraction(page: &Page<'_>, at: usize) -> Option<(f64, usize)> {
    let upper = at + usize::from(page.is_hyphen(at));
    let glued = page.is(upper + 1, "/") && page.glued(upper + 1) && page.glued(upper + 2);
    let digit = |at: usize| {
        let word = page.word(at);
        word.parse::<u8>().ok().filter(|_| word.len() == 1)
    };
    let (part, whole) = (digit(upper)?, digit(upper + 2)?);
    let fits = glued && part < whole && matches!(whole, 2..=5 | 8) && !page.is(upper + 3, "/");
    fits.then(|| (f64::from(part) / f64::from(whole), upper + 3))
}

fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// The value of digits with separators: in English commas group thousands and a dot parts decimals, elsewhere a dot groups.
fn parse(word: &str, foreign: bool) -> Option<f64> {
    if word.len() > 24 {
        return None;
    }
    let dots = word.bytes().filter(|b| *b == b'.').count();
    let grouped = |mark: char| word.split(mark).skip(1).all(|part| part.len() == 3);
    let plain: String = match (word.contains(','), dots) {
        // "1.200.000" groups with dots, "3,5" has a decimal comma.
        (false, 1) if foreign && grouped('.') => word.replace('.', ""),
        (true, 1..) if foreign => word.replace('.', "").replace(',', "."),
        (false, 2..) => word.replace('.', ""),
        (true, 0) if !grouped(',') => word.replace(',', "."),
        _ => word.replace(',', ""),
    };
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

/// The factor of a scale word: `bn`, `million`, `dozen`.
fn scale(page: &Page<'_>, at: usize) -> Option<f64> {
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
    if let Some(number) = vague(page, at) {
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
    // "5 to 6 million" counts in millions at both ends.
    if low.digits && !high.digits && low.value < 1000.0 && high.value / low.value >= 1000.0 {
        low.value *= magnitude(high.value);
    }
    low.tokens.end = high.tokens.end;
    Some((low, Some(high.value)))
}

/// The largest scale word a value can be counted in.
pub(super) fn magnitude(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

#[cfg(test)]
mod tests;
