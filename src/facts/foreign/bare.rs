//! Years, months and days that stand alone in texts that are not English: `Im Jahr 2024`, `en febrero`, `в 2023 году`, `gestern`.
//!
//! A month or a year without more is a date only where a word beside it says so.

use super::super::page::Page;
use super::super::when::{Anchor, When};
use super::super::words::{Words, words};
use super::super::year::year_number;
use super::{month, year_and_month};

/// Reads the year, month or day that stands alone at `at`.
pub(super) fn read(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    year(page, at).or_else(|| month_alone(page, at, anchor)).or_else(|| day(page, at, anchor))
}

/// Words before a year or a month that say when.
const WHEN: Words = words!(
    "anfang ao bis dal depuis desde début em en ende fin från i im in med mi mitte nel od \
     roce roku sedan seit siden since sinds under v ve vuonna w в до з к с у"
);

/// Words for a year, before or behind it.
const YEARS: Words = words!(
    "anno année an ano año aastal jaar jahr jahre jahres r rok roce roku tahun yılında år \
     året év г год года году році року рік"
);

/// `Im Jahr 2024`, `en 2023`, `w 2023 roku`, `(2019)`.
fn year(page: &Page<'_>, at: usize) -> Option<When> {
    let number = year_number(page, at).filter(|year| (1900..=2100).contains(year))?;
    let before = at.wrapping_sub(1);
    let apart = !page.glued(at + 1) || page.is_in(at + 1, words!(". , ) ; :"));
    let bracket = page.is(before, "(") && page.is(at + 1, ")");
    let told = page.is_in(before, WHEN)
        || page.is_in(before, YEARS)
        || page.is_in(at + 1, YEARS) && !page.glued(at + 1);
    (apart && (told && !page.glued(at) || bracket))
        .then(|| When::new(at..at + 1, format!("{number:04}")))
}

/// `en febrero`, `im März`, `à fin mars`, `el mes de mayo`.
fn month_alone(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    const PARTS: Words = words!(
        "anfang fin final finais finales fine inicio inicios início inizio mediados mes \
         mese mois mês meados partir principios"
    );
    let number = month(page, at)?;
    let before = at.wrapping_sub(1);
    let of = page.is_in(before, words!("de di")) && page.is_in(before.wrapping_sub(1), PARTS);
    // In Italian months stand behind "a".
    let italian = page.is(before, "a") && page.word(at).ends_with(['o', 'e']);
    if !page.is_in(before, WHEN) && !of && !italian {
        return None;
    }
    let told = anchor.published?;
    // No tense is known here: the nearest year, sooner one that has begun.
    let ahead = number - told.month();
    let year = told.year() + i16::from(ahead < -7) - i16::from(ahead > 5);
    let mut when = When::new(at..at + 1, year_and_month(year, number));
    when.relative = true;
    Some(when)
}

/// `gestern`, `ayer`, `вчера`: the day before, this day, the next.
fn day(page: &Page<'_>, at: usize, anchor: &Anchor) -> Option<When> {
    const BEFORE: Words = words!("ayer gestern gisteren ieri igår ontem wczoraj včera вчера вчора");
    const TODAY: Words = words!(
        "aujourd'hui aujourd’hui dnes dziś dzisiaj heute hoje hoy idag oggi vandaag \
         сегодня сьогодні"
    );
    page.token(at).filter(|t| t.is_word())?;
    let published = anchor.published;
    let date = if page.is_in(at, BEFORE) {
        published.map(|day| day.yesterday().unwrap_or(day))
    } else if page.is_in(at, TODAY) {
        published
    } else {
        return None;
    };
    Some(When::of_day(at..at + 1, date, true))
}
