//! Dates in the words of other languages: `4 mars 2024`, `Mittwoch, den 20. März`, `5 de mayo de 2024`, `juin 2023`.
//!
//! French, German, Spanish, Italian, Portuguese and Dutch. Only forms that need no grammar: a day and a month, a month and a
//! year. A date without a year is the nearest one not after the next month, since tenses are not read here.

use jiff::civil::Date;

use super::calendar::{self, Tense};
use super::page::Page;
use super::token::Shape;
use super::when::{Anchor, When, year_number};

/// Reads the date that begins at `at` in a text that is not English.
pub(super) fn read(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    if is_weekday(page, at) {
        let next = at + 1 + usize::from(page.is(at + 1, ","));
        let next =
            next + usize::from(page.is_any(next, &["den", "le", "el", "il", "dem", "de", "dia"]));
        return day(page, next, at, anchor);
    }
    day(page, at, at, anchor).or_else(|| month_and_year(page, at))
}

/// `20. März 2024`, `5 de mayo de 2024`, `1er avril`.
fn day(page: &Page<'_>, at: usize, start: usize, anchor: &Anchor) -> Option<When> {
    let word = page.word(at);
    let number: i8 = word.parse().ok().filter(|day| word.len() <= 2 && (1..=31).contains(day))?;
    let mut next =
        at + 1 + usize::from(page.glued(at + 1) && page.is_any(at + 1, &[".", "er", "º", "°"]));
    next += usize::from(page.is(next, "de"));
    let month = month(page, next)?;
    let joined = next + 1 + usize::from(page.is_any(next + 1, &["de", "del"]));
    let year = year_number(page, joined);
    let end = if year.is_some() { joined + 1 } else { next + 1 };
    let known = year
        .or_else(|| anchor.published.map(|told| calendar::year_of_month(told, month, Tense::Past)));
    let date = known.and_then(|year| Date::new(year, month, number).ok());
    Some(When::of_day(start..end, date, year.is_none()))
}

/// `juin 2023`, `mayo de 2024`.
fn month_and_year(page: &Page<'_>, at: usize) -> Option<When> {
    let month = month(page, at)?;
    let next = at + 1 + usize::from(page.is_any(at + 1, &["de", "del"]));
    let year = year_number(page, next)?;
    Some(When::new(at..next + 1, format!("{year:04}-{month:02}")))
}

fn month(page: &Page<'_>, at: usize) -> Option<i8> {
    page.token(at).filter(|t| t.is_word() && t.shape != Shape::Upper)?;
    month_of(page.word(at))
}

/// The number of the month that a word names in one of the languages.
pub(super) fn month_of(word: &str) -> Option<i8> {
    let small = word.to_lowercase();
    let place = MONTHS.iter().position(|names| names.split(' ').any(|name| name == small))?;
    Some(place as i8 + 1)
}

fn is_weekday(page: &Page<'_>, at: usize) -> bool {
    page.token(at).is_some_and(super::token::Token::is_word)
        && WEEKDAYS.iter().any(|name| page.word(at).to_lowercase() == *name)
}

/// The names of each month.
const MONTHS: [&str; 12] = [
    "janvier januar jänner enero gennaio janeiro januari",
    "février februar feber febrero febbraio fevereiro februari",
    "mars märz marzo março maart",
    "avril april abril aprile",
    "mai mayo maggio maio mei",
    "juin juni junio giugno junho",
    "juillet juli julio luglio julho",
    "août august agosto augustus",
    "septembre september septiembre setiembre settembre setembro",
    "octobre oktober octubre ottobre outubro",
    "novembre november noviembre novembro",
    "décembre dezember diciembre dicembre dezembro december",
];

/// Names of weekdays that may stand before a date.
const WEEKDAYS: &[&str] = &[
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let anchor = Anchor { published: Some(date(2024, 6, 20)), last: None };
        let (mut at, mut found) = (0, Vec::new());
        while at < page.tokens.len() {
            let Some(when) = read(&page, at, &anchor) else {
                at += 1;
                continue;
            };
            let value = when.value.as_deref().unwrap_or("?");
            found.push(format!("{} = {value}", page.read(&when.tokens)));
            at = when.tokens.end;
        }
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn days_and_months_are_read_in_six_languages() {
        check("a annoncé lundi 4 mars 2024 à Paris", &["lundi 4 mars 2024 = 2024-03-04"]);
        check("am Mittwoch, den 20. März in Berlin", &["Mittwoch, den 20. März = 2024-03-20"]);
        check("el 5 de mayo de 2024 en Madrid", &["5 de mayo de 2024 = 2024-05-05"]);
        check(
            "a junho de 2023, il 1 maggio",
            &["junho de 2023 = 2023-06", "1 maggio = 2024-05-01"],
        );
        check("op 3 januari 2020", &["3 januari 2020 = 2020-01-03"]);
    }

    #[test]
    fn months_and_numbers_alone_are_no_dates() {
        check("en mars, 20 Mark und 2024 Mann", &[]);
    }
}
