//! Reckons with days: turns "last Thursday" and "two weeks ago" into ISO 8601 with the granularity of TIMEX3.
//!
//! Pure arithmetic on civil dates. The day of publication is handed in; nothing here knows what day it is.

use jiff::ToSpan;
use jiff::civil::Date;

/// A stretch of time that dates are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// `2024-06-20`
    Day,
    /// `2024-W25`
    Week,
    /// `2024-W25-WE`
    Weekend,
    /// `2024-06`
    Month,
    /// `2024-Q2`
    Quarter,
    /// `2024-SU`
    Season(Season),
    /// `2024`
    Year,
    /// `202X`
    Decade,
    /// `20XX`
    Century,
}

/// The four seasons, of the northern half of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The code of TIMEX3.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// The month it begins in.
    pub(super) fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }

    fn of(word: &str) -> Option<Self> {
        match word {
            "spring" => Some(Self::Spring),
            "summer" => Some(Self::Summer),
            "autumn" | "fall" => Some(Self::Autumn),
            "winter" => Some(Self::Winter),
            _ => None,
        }
    }
}

impl Period {
    /// The period a word names, singular or plural.
    pub(super) fn of(word: &str) -> Option<Self> {
        let small = word.to_ascii_lowercase();
        let period = match small.as_str() {
            "day" | "days" => Self::Day,
            "week" | "weeks" => Self::Week,
            "weekend" | "weekends" => Self::Weekend,
            "month" | "months" => Self::Month,
            "quarter" | "quarters" => Self::Quarter,
            "year" | "years" => Self::Year,
            "decade" | "decades" => Self::Decade,
            "century" | "centuries" => Self::Century,
            word => Self::Season(Season::of(word)?),
        };
        Some(period)
    }

    /// The period that lies `steps` periods after the one that holds `day`.
    pub(super) fn at(self, day: Date, steps: i32) -> Option<String> {
        let day = self.shift(day, steps)?;
        let year = day.year();
        let value = match self {
            Self::Day => day.to_string(),
            Self::Week => week(day),
            Self::Weekend => format!("{}-WE", week(day)),
            Self::Month => format!("{year:04}-{:02}", day.month()),
            Self::Quarter => format!("{year:04}-Q{}", (day.month() + 2) / 3),
            Self::Season(season) => format!("{year:04}-{}", season.code()),
            Self::Year => format!("{year:04}"),
            Self::Decade => format!("{:03}X", year / 10),
            Self::Century => format!("{:02}XX", year / 100),
        };
        Some(value)
    }

    /// The day `steps` periods after `day`; `None` past the end of the calendar.
    fn shift(self, day: Date, steps: i32) -> Option<Date> {
        let steps = steps.clamp(-9_999, 9_999);
        let span = match self {
            Self::Day => steps.days(),
            Self::Week | Self::Weekend => steps.weeks(),
            Self::Month => steps.months(),
            Self::Quarter => (steps * 3).months(),
            Self::Year | Self::Season(_) => steps.years(),
            Self::Decade => (steps.clamp(-900, 900) * 10).years(),
            Self::Century => (steps.clamp(-90, 90) * 100).years(),
        };
        day.checked_add(span).ok().filter(|day| day.year() > 0)
    }
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// Where a date lies in relation to the day it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// That day or before.
    Past,
    /// That day or after.
    Future,
}

/// The nearest day of the week that the tense allows; `day` itself counts in both tenses.
pub(super) fn weekday(day: Date, weekday: i8, tense: Tense) -> Option<Date> {
    let here = day.weekday().to_monday_zero_offset();
    let back = (here - weekday).rem_euclid(7);
    match tense {
        Tense::Past => day.checked_sub(i32::from(back).days()).ok(),
        Tense::Future => day.checked_add(i32::from((7 - back) % 7).days()).ok(),
    }
}

/// "last Tuesday": the nearest before `day`; one or two days back in the same week it would be "Tuesday" alone, so that
/// the week before is meant.
pub(super) fn last_weekday(day: Date, number: i8) -> Option<Date> {
    let nearest = weekday(day.yesterday().ok()?, number, Tense::Past)?;
    let here = day.weekday().to_monday_zero_offset();
    let is_near = (1..=2).contains(&(here - number));
    if is_near { nearest.checked_sub(7.days()).ok() } else { Some(nearest) }
}

/// The year of a month that is named without one: the nearest that the tense allows.
pub(super) fn year_of_month(told: Date, month: i8, tense: Tense) -> i16 {
    let ahead = month - told.month();
    match tense {
        Tense::Past if ahead > 1 => told.year() - 1,
        Tense::Future if ahead < 0 => told.year() + 1,
        _ => told.year(),
    }
}

/// The first day of a month, a quarter or a year as values name them: `2024-06`, `2024-Q2`, `2024`.
pub(super) fn first_day(value: &str) -> Option<Date> {
    let (year, rest) = value.split_at_checked(4)?;
    let month = match rest.strip_prefix('-') {
        None => 1,
        Some(part) => match part.strip_prefix('Q') {
            Some(quarter) => quarter.parse::<i8>().ok()?.checked_mul(3)?.checked_sub(2)?,
            None => part.parse().ok()?,
        },
    };
    let whole = rest.is_empty() || rest.len() == 3;
    Date::new(year.parse().ok()?, month, 1).ok().filter(|_| whole)
}

/// The number of a month, 1 to 12, by its name or its first three letters.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    place(&MONTHS, word).map(|at| at + 1)
}

/// The number of a weekday, Monday being 0.
pub(super) fn weekday_number(word: &str) -> Option<i8> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    place(&DAYS, word)
}

fn place(names: &[&str], word: &str) -> Option<i8> {
    let start = word.get(..3)?;
    names.iter().position(|name| name.eq_ignore_ascii_case(start)).map(|at| at as i8)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_are_counted_from_the_day_of_publication() {
        let day = date(2024, 6, 20);
        for (period, steps, value) in [
            (Period::Week, 0, "2024-W25"),
            (Period::Day, -1, "2024-06-19"),
            (Period::Month, 1, "2024-07"),
            (Period::Year, -1, "2023"),
            (Period::Decade, 0, "202X"),
            (Period::Quarter, 0, "2024-Q2"),
            (Period::Season(Season::Summer), 0, "2024-SU"),
            (Period::Weekend, 0, "2024-W25-WE"),
        ] {
            assert_eq!(period.at(day, steps).as_deref(), Some(value));
        }
        assert_eq!(Period::Year.at(day, -9_999), None);
    }

    #[test]
    fn months_quarters_and_years_have_a_first_day() {
        let days = ["2024-06", "2024-Q2", "2024", "2024-W25", "202X", "PAST_REF", "2024-Q9"]
            .map(first_day);
        let found = [Some(date(2024, 6, 1)), Some(date(2024, 4, 1)), Some(date(2024, 1, 1))];
        assert_eq!(days[..3], found);
        assert!(days[3..].iter().all(Option::is_none));
    }

    #[test]
    fn weekdays_are_the_nearest_the_tense_allows() {
        let thursday = date(2024, 6, 20);
        assert_eq!(weekday(thursday, 3, Tense::Past), Some(thursday));
        assert_eq!(weekday(thursday, 2, Tense::Past), Some(date(2024, 6, 19)));
        assert_eq!(weekday(thursday, 2, Tense::Future), Some(date(2024, 6, 26)));
    }

    #[test]
    fn months_without_a_year_lie_near_the_day() {
        assert_eq!(year_of_month(date(2024, 2, 1), 11, Tense::Past), 2023);
        assert_eq!(year_of_month(date(2024, 11, 1), 2, Tense::Future), 2025);
    }
}
