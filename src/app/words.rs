//! Values, dates and numbers in the words the screen uses.
//!
//! Pure; what a value means was found out in `facts`.

use jiff::Zoned;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::news::{Claim, Comparison, Moment, Quantity, Value};
use crate::text::plural;

/// A value as the facts panel shows it: `Thu 20 Jun 2024`, `USD 3.6 bn`, `80 %`, `at least 12 deals`.
pub fn value(value: &Value) -> String {
    match value {
        Value::Date(date) => date_value(date),
        Value::Time(time) => time.trim_start_matches('T').to_owned(),
        Value::Money(amount) => {
            let number = range(amount.amount, amount.max);
            format!("{}{} {number}", comparison(amount.comparison), amount.currency)
        }
        Value::Percent(share, how) => format!("{}{} %", comparison(*how), number(*share)),
        Value::Quantity(quantity) => quantity_value(quantity),
    }
}

/// How an article claims something, in full.
pub fn claim(claim: Claim) -> &'static str {
    match claim {
        Claim::Said => "somebody said so",
        Claim::Denied => "denied",
        Claim::Planned => "planned or announced",
        Claim::Unnamed => "from a source that is not named",
        Claim::Hedged => "told as uncertain",
    }
}

/// The same in a word, as it stands beside a fact; nothing where it is simply said.
pub fn claim_beside(claim: Claim) -> Option<&'static str> {
    match claim {
        Claim::Said => None,
        Claim::Denied => Some("denied"),
        Claim::Planned => Some("planned"),
        Claim::Unnamed => Some("unnamed"),
        Claim::Hedged => Some("may be"),
    }
}

fn quantity_value(quantity: &Quantity) -> String {
    let number = range(quantity.value, quantity.max);
    let many = quantity.max.is_some() || (quantity.value - 1.0).abs() > f64::EPSILON;
    let unit =
        quantity.unit.as_deref().map(|unit| if many { plural(unit) } else { unit.to_owned() });
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{}{number}{unit}", comparison(quantity.comparison))
}

fn comparison(how: Comparison) -> &'static str {
    match how {
        Comparison::Equal => "",
        Comparison::AtLeast => "at least ",
        Comparison::More => "more than ",
        Comparison::AtMost => "up to ",
        Comparison::Less => "under ",
        Comparison::About => "about ",
    }
}

fn range(low: f64, high: Option<f64>) -> String {
    match high {
        Some(high) => format!("{} to {}", number(low), number(high)),
        None => number(low),
    }
}

/// A number with its scale: `3.6 bn`, `171 bn`, `12`, `4,500`.
pub fn number(value: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, " tn"), (1e9, " bn"), (1e6, " m")];
    for (scale, name) in SCALES {
        if value.abs() >= scale {
            return format!("{}{name}", plain(value / scale));
        }
    }
    plain(value)
}

/// At most two decimals, thousands parted by commas.
fn plain(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let trimmed = rounded.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = trimmed.split_once('.').map_or((trimmed, ""), |(w, d)| (w, d));
    let whole = whole.parse::<i64>().map_or_else(|_| whole.to_owned(), thousands);
    if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") }
}

/// A count with its thousands parted: `12,345`.
pub fn thousands(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('-');
    }
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `3 articles`, `1 article`.
pub fn count(number: usize, noun: &str) -> String {
    let noun = if number == 1 { noun.to_owned() } else { plural(noun) };
    format!("{} {noun}", thousands(number as i64))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// An ISO 8601 or TIMEX3 date in words: `Thu 20 Jun 2024`, `June 2024`, `week 25 of 2024`, `1990s`.
fn date_value(iso: &str) -> String {
    if let Some((from, to)) = iso.split_once('/') {
        return format!("{} to {}", date_value(from), date_value(to));
    }
    if let Ok(date) = iso.parse::<Date>() {
        return format!("{} {}", weekday(date), day(date));
    }
    match iso {
        "PAST_REF" => return "in the past".to_owned(),
        "PRESENT_REF" => return "now".to_owned(),
        "FUTURE_REF" => return "in the future".to_owned(),
        _ => {}
    }
    if let Some(decade) = iso.strip_suffix('X') {
        return format!("{decade}0s");
    }
    part_of_year(iso).unwrap_or_else(|| iso.to_owned())
}

fn part_of_year(iso: &str) -> Option<String> {
    let (year, part) = iso.split_once('-')?;
    if let Some(week) = part.strip_prefix('W') {
        if let Some(week) = week.strip_suffix("-WE") {
            let saturday =
                ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Saturday);
            let saturday = saturday.ok()?.date();
            return Some(format!("weekend of {} {}", weekday(saturday), day(saturday)));
        }
        return Some(format!("week {week} of {year}"));
    }
    if let Ok(month) = part.parse::<usize>() {
        return MONTHS.get(month.checked_sub(1)?).map(|name| format!("{name} {year}"));
    }
    let season = match part {
        "SP" => "spring",
        "SU" => "summer",
        "FA" => "autumn",
        "WI" => "winter",
        quarter => return quarter.strip_prefix('Q').map(|n| format!("quarter {n} of {year}")),
    };
    Some(format!("{season} {year}"))
}

fn weekday(date: Date) -> &'static str {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    DAYS.get(date.weekday().to_monday_zero_offset() as usize).copied().unwrap_or_default()
}

fn day(date: Date) -> String {
    let month = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// The date of an article at its head: `Thu 20 Jun 2024`, with the time where it is known.
pub fn full_date(moment: Moment, now: &Zoned) -> String {
    let local = moment.local(now.time_zone());
    let date = format!("{} {}", weekday(local.date()), day(local.date()));
    if moment.is_day() {
        date
    } else {
        format!("{date}, {:02}:{:02}", local.hour(), local.minute())
    }
}

/// The same without the day of the week and the time of day.
pub fn date(moment: Moment, now: &Zoned) -> String {
    day(moment.local(now.time_zone()).date())
}

/// How old an article is, as short as the list wants it: `5 min`, `3 h`, `20 Jun`, `Jun 2023`.
pub fn age(moment: Moment, now: &Zoned) -> String {
    let local = moment.local(now.time_zone());
    let (date, today) = (local.date(), now.date());
    if date == today {
        if moment.is_day() {
            return "today".to_owned();
        }
        let minutes = (now.timestamp().as_second() - moment.second()) / 60;
        return match minutes {
            ..0 => format!("{:02}:{:02}", local.hour(), local.minute()),
            0 => "now".to_owned(),
            1..60 => format!("{minutes} min"),
            _ => format!("{} h", minutes / 60),
        };
    }
    let month = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
    // In the list the day of another year is worth less than its columns.
    if date.year() == today.year() {
        format!("{} {month}", date.day())
    } else {
        format!("{month} {}", date.year())
    }
}

/// A time to come, or one that is past: `10:40` today, else its day.
pub fn clock(moment: Moment, now: &Zoned) -> String {
    let local = moment.local(now.time_zone());
    if local.date() == now.date() {
        return format!("{:02}:{:02}", local.hour(), local.minute());
    }
    let month = MONTHS.get(local.month() as usize - 1).copied().unwrap_or_default();
    format!("{} {month} {:02}:{:02}", local.day(), local.hour(), local.minute())
}

/// How long ago something happened: `just now`, `5 min ago`, `3 h ago`, `4 days ago`; later its day.
pub fn ago(moment: Moment, now: &Zoned) -> String {
    let minutes = (now.timestamp().as_second() - moment.second()) / 60;
    match minutes {
        ..1 => "just now".to_owned(),
        1..60 => format!("{minutes} min ago"),
        60..2_880 => format!("{} h ago", minutes / 60),
        2_880..20_160 => format!("{} days ago", minutes / 1_440),
        _ => format!("on {}", day(moment.local(now.time_zone()).date())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Amount;

    #[test]
    fn values_read_as_a_person_would_say_them() {
        let money = |amount, comparison| {
            value(&Value::Money(Amount { currency: "USD".into(), amount, max: None, comparison }))
        };
        assert_eq!(money(3.6e9, Comparison::Equal), "USD 3.6 bn");
        assert_eq!(money(4_500.0, Comparison::About), "about USD 4,500");
        assert_eq!(value(&Value::Percent(80.0, Comparison::About)), "about 80 %");
        let quantity = |value_, max, unit: &str, comparison| {
            value(&Value::Quantity(Quantity {
                value: value_,
                max,
                unit: Some(unit.into()),
                comparison,
            }))
        };
        assert_eq!(quantity(12.0, None, "deal", Comparison::AtLeast), "at least 12 deals");
        assert_eq!(quantity(10.0, Some(15.0), "person", Comparison::Equal), "10 to 15 people");
        assert_eq!(quantity(1.0, None, "country", Comparison::Equal), "1 country");
    }

    #[test]
    fn dates_keep_their_granularity() {
        let check =
            |iso: &str, expected: &str| assert_eq!(value(&Value::Date(iso.into())), expected);
        check("2024-06-20", "Thu 20 Jun 2024");
        check("2024-06", "Jun 2024");
        check("2024", "2024");
        check("2024-W25", "week 25 of 2024");
        check("2024-W25-WE", "weekend of Sat 22 Jun 2024");
        check("2024-W99-WE", "2024-W99-WE");
        check("2024-SU", "summer 2024");
        check("199X", "1990s");
        check("2000/2003", "2000 to 2003");
        check("PAST_REF", "in the past");
    }

    #[test]
    fn ages_are_short() {
        let now: Zoned = "2024-06-21T12:00:00+00:00[UTC]".parse().expect("a time");
        let check = |at: &str, expected: &str| {
            assert_eq!(age(Moment::parse(at).expect("a time"), &now), expected);
        };
        check("2024-06-21T11:55:00Z", "5 min");
        check("2024-06-21T02:00:00Z", "10 h");
        check("2024-06-21", "today");
        check("2024-06-20", "20 Jun");
        check("2023-06-20", "Jun 2023");
        check("2024-06-21T13:00:00Z", "13:00");
    }
}
