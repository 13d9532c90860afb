//! Finds a full date in a line or an address: "Hanoi, 20. Juni 2024, 9 Uhr", `/2024/06/20/`.
//!
//! Reads the orders of day, month and year that pages use, with the names of months in the languages of Europe and the
//! signs of East Asia. What is a date and nothing else is read by `when`; dates in running text are another matter.

use jiff::civil::Date;

/// Beginnings of the names of months, by month.
const MONTHS: [&str; 12] = [
    "jan ene gen janv styc sty led янв січ tammi ian ιαν oca siječ يناير",
    "feb fev fév févr fevr lut úno февр фев лют helmi φεβ şub veljač فبراير",
    "mar mär mrt març márc břez берез maalis μαρ ožuj مارس",
    "apr abr avr kwi dub апр квіт huhti απρ nis trav أبريل",
    "may mai mei maj mag maio květ мая май трав touko μαΐ svib máj مايو",
    "jun juin giu czerw cze červn июн черв kesä ιουν haz lipanj lipnj يونيو",
    "jul juil lug lipie lipc červen июл лип heinä ιουλ tem srp يوليو",
    "aug ago aoû aou sie srpn авг серп elo αυγ ağu kolov أغسطس",
    "sep set wrz zář сент вер syys σεπ eyl ruj سبتمبر",
    "oct okt ott out paź říj окт жовт loka οκτ eki أكتوبر",
    "nov lis listo ноя лист marras νοε kas stud نوفمبر",
    "dec dez dic déc gru pros дек груд joulu δεκ ara pros ديسمبر",
];

/// Words that may stand between the parts of a date.
const FILLERS: [&str; 17] = [
    "de", "del", "di", "do", "da", "of", "the", "den", "le", "st", "nd", "rd", "th", "er", "º",
    "г", "ta",
];

/// More of a text than this is not looked at.
const LINE_BYTES: usize = 300;
/// The web is not older.
const FIRST_YEAR: i16 = 1990;
const LAST_YEAR: i16 = 2100;

/// A number or a word, and the signs before it.
#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    before: &'a str,
    text: &'a str,
}

impl Part<'_> {
    fn number(self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        if !digits.contains(&self.text.len()) {
            return None;
        }
        self.text.parse().ok()
    }

    fn year(self) -> Option<i16> {
        self.number(4..=4).filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year))
    }

    fn month(self) -> Option<i16> {
        month(self.text)
    }
}

/// The first full date in a line. `month_first` says how `6/7/2024` is meant.
pub(super) fn find(line: &str, month_first: bool) -> Option<Date> {
    let end = (0..=LINE_BYTES.min(line.len())).rev().find(|at| line.is_char_boundary(*at))?;
    let lower = line.get(..end)?.to_lowercase();
    let parts = parts(&lower);
    (0..parts.len()).find_map(|at| date_at(parts.get(at..)?, month_first))
}

/// The date in an address: `/2024/06/20/`, `/2024-06-20-`, `/20240620`.
pub(super) fn in_address(address: &str) -> Option<Date> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts = parts(path);
    (0..parts.len()).find_map(|at| {
        let parts = parts.get(at..)?;
        by_numbers(parts, false).or_else(|| packed(parts.first()?.text))
    })
}

/// `20240620`, and nothing longer.
fn packed(text: &str) -> Option<Date> {
    if text.len() != 8 {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
    date(number(0..4)?, number(4..6)?, number(6..8)?)
}

fn date_at(parts: &[Part<'_>], month_first: bool) -> Option<Date> {
    by_numbers(parts, month_first).or_else(|| by_signs(parts)).or_else(|| by_name(parts))
}

/// `2024-06-20`, `20.06.2024`, `20/6/2024`, `20.06.24`.
fn by_numbers(parts: &[Part<'_>], month_first: bool) -> Option<Date> {
    let [a, b, c, ..] = parts else { return None };
    let sign = b.before.trim();
    if !matches!(sign, "-" | "/" | "." | "–") || c.before.trim() != sign {
        return None;
    }
    let second = b.number(1..=2)?;
    if let Some(year) = a.year() {
        return date(year, second, c.number(1..=2)?);
    }
    let first = a.number(1..=2)?;
    let short = || c.number(2..=2).filter(|_| sign == ".").map(|year| 2_000 + year);
    let year = c.year().or_else(short)?;
    let (day, month) = if second > 12 || (sign == "/" && month_first && first <= 12) {
        (second, first)
    } else {
        (first, second)
    };
    date(year, month, day)
}

/// `2024年6月20日`, `2024년 6월 20일`.
fn by_signs(parts: &[Part<'_>]) -> Option<Date> {
    let [year, y, month, m, day, ..] = parts else { return None };
    let fits = matches!((y.text, m.text), ("年", "月") | ("년", "월"));
    if fits { date(year.year()?, month.number(1..=2)?, day.number(1..=2)?) } else { None }
}

/// `20 June 2024`, `June 20, 2024`, `20 de junio de 2024`, `2024 June 20`.
fn by_name(parts: &[Part<'_>]) -> Option<Date> {
    let mut telling = parts
        .iter()
        .copied()
        .enumerate()
        .filter(|(at, part)| *at == 0 || !FILLERS.contains(&part.text));
    let (_, a) = telling.next()?;
    let (_, b) = telling.next()?;
    let (at, c) = telling.next()?;
    let is_near = parts.get(1..=at)?.iter().all(|part| part.before.len() <= 3);
    let day = |part: Part<'_>| part.number(1..=2);
    let named = b.month().and_then(|month| Some((c.year()?, month, day(a)?)));
    let named = named.or_else(|| Some((c.year()?, a.month()?, day(b)?)));
    let named = named.or_else(|| Some((a.year()?, b.month()?, day(c)?)));
    let (year, month, day) = named.filter(|_| is_near)?;
    date(year, month, day)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let year = Some(year).filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The month that a word names, whole or cut short.
fn month(word: &str) -> Option<i16> {
    let fits = |stem: &str| word.strip_prefix(stem).is_some_and(|rest| rest.chars().count() <= 7);
    let longest = |stems: &str| stems.split(' ').filter(|stem| fits(stem)).map(str::len).max();
    let months = MONTHS.iter().enumerate().filter_map(|(at, stems)| Some((longest(stems)?, at)));
    months.max_by_key(|(len, at)| (*len, std::cmp::Reverse(*at))).map(|(_, at)| at as i16 + 1)
}

/// Cuts a line into numbers and words.
fn parts(line: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut rest = line;
    while let Some(at) = rest.find(char::is_alphanumeric) {
        let before = rest.get(..at).unwrap_or_default();
        let word = rest.get(at..).unwrap_or_default();
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        let ends = |c: char| c.is_ascii_digit() != is_number || !c.is_alphanumeric();
        let len = word.find(ends).unwrap_or(word.len());
        parts.push(Part { before, text: word.get(..len).unwrap_or_default() });
        start += at + len;
        rest = line.get(start..).unwrap_or_default();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let found = find(line, false).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "in {line:?}");
    }

    #[test]
    fn dates_are_found_in_many_forms() {
        check("Published 2024-06-20T09:41", "2024-06-20");
        check("Hanoi, 20. Juni 2024, 9:41 Uhr", "2024-06-20");
        check("Stand: 20.06.2024 | 9:41", "2024-06-20");
        check("20.6.24", "2024-06-20");
        check("Posted on June 20th, 2024 by Jane", "2024-06-20");
        check("jueves 20 de junio de 2024", "2024-06-20");
        check("le 20 août 2024 à 9 h", "2024-08-20");
        check("Publié le 1er mars 2024", "2024-03-01");
        check("20 czerwca 2024", "2024-06-20");
        check("20 июня 2024 г.", "2024-06-20");
        check("2024年6月20日 9:41", "2024-06-20");
        check("2024년 6월 20일", "2024-06-20");
        check("20/06/2024", "2024-06-20");
        check("06/20/2024", "2024-06-20");
        check("Thu, 20 Jun 2024", "2024-06-20");
        check("12 listopada 2024", "2024-11-12");
        check("3 lipca 2024", "2024-07-03");
        assert_eq!(find("6/7/2024", true).map(|d| d.to_string()).as_deref(), Some("2024-06-07"));
    }

    #[test]
    fn other_numbers_are_no_dates() {
        check("In June 2024 they met", "");
        check("Version 1.2.3, 45 users", "");
        check("Call 030 2024 1234", "");
        check("31.02.2024", "");
        check("May 2024 be better", "");
        check("", "");
    }

    #[test]
    fn addresses_hold_dates() {
        let found = |address| in_address(address).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(found("https://a.b/news/2024/06/20/deal"), "2024-06-20");
        assert_eq!(found("https://a.b/2024-06-20-deal.html"), "2024-06-20");
        assert_eq!(found("https://a.b/20240620/deal?d=2023-01-01"), "2024-06-20");
        assert_eq!(found("https://a.b/news/id/45292"), "");
        assert_eq!(found("https://a.b/2024/06/deal"), "");
    }
}
