//! A moment as news gives it: a day, or a day and a time.
//!
//! The current time is never asked for here; whoever needs it is handed it.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// When something was published or changed.
///
/// A date without a time is kept as midnight UTC and is never shifted into another zone: an article of 20 June stays
/// one of 20 June wherever it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Moment(Timestamp);

impl Moment {
    /// From seconds since 1970; `None` outside the years -9999 to 9999.
    pub fn from_second(second: i64) -> Option<Self> {
        Timestamp::from_second(second).ok().map(Self)
    }

    /// Reads RFC 3339 (`2024-06-20T09:41:00+02:00`) or a date alone (`2024-06-20`).
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        if let Ok(at) = raw.parse::<Timestamp>() {
            return Some(Self(at));
        }
        raw.parse::<Date>().ok().and_then(Self::of_day)
    }

    /// A day without a time.
    pub fn of_day(day: Date) -> Option<Self> {
        day.to_zoned(TimeZone::UTC).ok().map(|zoned| Self(zoned.timestamp()))
    }

    /// Seconds since 1970.
    pub fn second(self) -> i64 {
        self.0.as_second()
    }

    /// The moment itself.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// Whether only the day is known.
    pub fn is_day(self) -> bool {
        self.0.as_second() % 86_400 == 0 && self.0.subsec_nanosecond() == 0
    }

    /// Day and time in the reader's zone; a day alone stays that day.
    pub fn local(self, zone: &TimeZone) -> Zoned {
        let zone = if self.is_day() { TimeZone::UTC } else { zone.clone() };
        self.0.to_zoned(zone)
    }

    /// The day in the reader's zone; a day alone stays that day.
    pub fn day(self, zone: &TimeZone) -> Date {
        self.local(zone).date()
    }
}

impl fmt::Display for Moment {
    /// RFC 3339 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw)
            .ok_or_else(|| serde::de::Error::custom("a time as 2024-06-20T09:41:00Z was expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stays_that_day_in_every_zone() {
        let west = TimeZone::fixed(jiff::tz::offset(-10));
        let day = Moment::parse("2024-06-20").expect("a date");
        assert!(day.is_day());
        assert_eq!(day.day(&west).to_string(), "2024-06-20");
        let time = Moment::parse("2024-06-20T05:00:00Z").expect("a time");
        assert_eq!(time.day(&west).to_string(), "2024-06-19");
    }
}
