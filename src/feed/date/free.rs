//! Dates in no particular form: each word and number is taken for what it can be.
//!
//! The time is found first, by its colon; what stands behind it may be a zone. Of the rest a name is the month, four
//! digits are the year, and the other number is the day. Without a name the sign between three numbers decides, and the
//! language where it is a slash.

use super::iso::{count, without_fraction};
use super::{Clock, When, day, names, whole_year};

/// Reads a whole text; `day_first` says what stands first between slashes.
pub(super) fn read(raw: &str, day_first: bool) -> Option<When> {
    let lower = raw.to_lowercase();
    let (date_text, time) = split_time(&lower);
    let Some((mut clock, after)) = time else {
        return date(&date_text, day_first).map(When::Day);
    };
    if let Some(is_late) = half(&lower, after) {
        clock.hour = clock.hour % 12 + if is_late { 12 } else { 0 };
    }
    let (offset, rest) = zone(after);
    clock.offset = offset;
    let text = format!("{date_text} {rest}");
    date(&text, day_first).map(|date| When::Time(date, clock))
}

/// What stands before the time, and the time with what stands behind it.
fn split_time(text: &str) -> (String, Option<(Clock, &str)>) {
    for (at, _) in text.match_indices(':') {
        let head = text.get(..at).unwrap_or_default();
        // Minutes and seconds alone are no time.
        if head.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(':') {
            continue;
        }
        let start = at - head.bytes().rev().take_while(u8::is_ascii_digit).count().min(2);
        if let Some(found) = text.get(start..).and_then(colon_clock) {
            let before = text.get(..start).unwrap_or_default();
            return (before.trim_end_matches('t').to_owned(), Some(found));
        }
    }
    (text.to_owned(), None)
}

/// A time with colons at the beginning of a text, and what follows it.
pub(super) fn colon_clock(raw: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = raw.split_once(':')?;
    let hour: i64 = hour.parse().ok().filter(|_| count(hour) == hour.len() && hour.len() <= 2)?;
    let (minute, rest) = two_digits(rest)?;
    let second = rest.strip_prefix([':', '.']).and_then(two_digits);
    let (second, rest) = second.unwrap_or((0, rest));
    Some((Clock::new(hour, minute, second)?, without_fraction(rest)))
}

fn two_digits(text: &str) -> Option<(i64, &str)> {
    let len = count(text).min(2);
    Some((text.get(..len)?.parse().ok()?, text.get(len..)?))
}

/// Whether a time is said to lie in the second half of the day, or in the first: in Latin letters behind the time ("am" is
/// German for "on the"), in others anywhere.
fn half(text: &str, after: &str) -> Option<bool> {
    let has = |text: &str, words: &[&str]| {
        text.split(|c: char| !c.is_alphanumeric() && c != '.').any(|word| {
            words.iter().any(|w| word.trim_start_matches(|c: char| c.is_ascii_digit()) == *w)
        })
    };
    if has(after, &["pm", "p.m.", "p.m"]) || has(text, &["오후", "下午", "午後"]) {
        return Some(true);
    }
    (has(after, &["am", "a.m.", "a.m"]) || has(text, &["오전", "上午", "午前"])).then_some(false)
}

/// The zone behind a time, and what is left of the text.
fn zone(after: &str) -> (i64, String) {
    let mut offset = 0;
    let mut rest = String::new();
    for word in after.split_whitespace() {
        let bare = word.trim_matches(['(', ')', '[', ']', ',']);
        let bare = bare.strip_prefix("etc/").unwrap_or(bare);
        match names::offset(bare).filter(|_| !bare.is_empty()) {
            // "PST (-0800)" says the same twice.
            Some(found) if offset == 0 => offset = found,
            Some(_) => {}
            None => {
                rest.push(' ');
                rest.push_str(word);
            }
        }
    }
    (offset, rest)
}

/// A piece of a date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'a> {
    Number(&'a str),
    Month(i64),
}

fn date(text: &str, day_first: bool) -> Option<jiff::civil::Date> {
    let pieces: Vec<Piece<'_>> = pieces(text).take(6).collect();
    match pieces.as_slice() {
        [Piece::Number(a), Piece::Month(month), Piece::Number(b), ..]
        | [Piece::Month(month), Piece::Number(a), Piece::Number(b), ..]
        | [Piece::Number(a), Piece::Number(b), Piece::Month(month), ..] => by_name(a, b, *month),
        [Piece::Number(a), Piece::Number(b), Piece::Number(c), ..] => {
            let day_first = day_first || !text.contains('/');
            by_numbers(text, [a, b, c], day_first)
        }
        _ => None,
    }
}

/// Numbers and names of months; other words, days of the week among them, are passed over.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut has_month = false;
    std::iter::from_fn(move || {
        loop {
            rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
            let first = rest.chars().next()?;
            let is_number = first.is_ascii_digit();
            let ends = |c: char| c.is_ascii_digit() != is_number || !c.is_alphanumeric();
            let len = rest.find(ends).unwrap_or(rest.len());
            let (word, after) = rest.split_at(len);
            // A day of the week has a comma or stands alone: "mar., 14 févr."
            let is_weekday = after.starts_with(',') || after.starts_with(".,");
            rest = after;
            if is_number {
                return Some(Piece::Number(word));
            }
            if let Some(month) = names::month(word).filter(|_| !has_month && !is_weekday) {
                has_month = true;
                return Some(Piece::Month(month));
            }
        }
    })
}

/// Two numbers beside a named month: the one of more digits, or too great for a day, is the year.
fn by_name(a: &str, b: &str, month: i64) -> Option<jiff::civil::Date> {
    let is_year = |text: &str| text.len() > 2 || text.parse::<i64>().is_ok_and(|n| n > 31);
    let (number, year) = if is_year(a) && !is_year(b) { (b, a) } else { (a, b) };
    day(whole_year(year)?, month, number.parse().ok()?)
}

/// Three numbers: year first where it has four digits, else the day or the month, whichever makes a date.
fn by_numbers(text: &str, [a, b, c]: [&str; 3], is_day_first: bool) -> Option<jiff::civil::Date> {
    let number = |text: &str| text.parse::<i64>().ok();
    if a.len() == 4 {
        return day(number(a)?, number(b)?, number(c)?);
    }
    if c.len() != 4 && !(c.len() == 2 && text.contains(['/', '.'])) {
        return None;
    }
    let (first, second, year) = (number(a)?, number(b)?, whole_year(c)?);
    let day_first = day(year, second, first);
    let month_first = day(year, first, second);
    if is_day_first { day_first.or(month_first) } else { month_first.or(day_first) }
}
