//! When a feed is looked at next. Pure: the time is handed in.
//!
//! A feed is looked at as often as suits what it brings: four times in the usual time between two articles, within
//! [`SHORTEST`] and [`LONGEST`], so that an article waits for an eighth of that time in the mean. What the reader
//! chose goes before that. What the feed and its server ask for is heard, and capped: no feed can switch itself off.

use std::time::Duration;

use crate::news::Moment;

/// No feed is looked at more often by itself.
pub const SHORTEST: Duration = Duration::from_secs(15 * 60);
/// Every feed is looked at this often, unless the reader chose otherwise.
pub const LONGEST: Duration = Duration::from_secs(24 * 3_600);

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;
const WEEK: f32 = 7.0 * 86_400.0;
/// Looks in the usual time between two articles.
const LOOKS: f32 = 4.0;
/// A feed of which nothing is known yet.
const FIRST: Duration = Duration::from_secs(3_600);

/// What decides when a feed is looked at next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pace {
    /// What the reader chose.
    pub every: Option<Duration>,
    /// New articles a week; `None` for a new feed.
    pub weekly: Option<f32>,
    /// What the feed says (`ttl`, `sy:updatePeriod`).
    pub ttl: Option<Duration>,
    /// When the feed says that nothing will come.
    pub quiet: Quiet,
    /// What the last answer says (`Cache-Control`, `Expires`).
    pub fresh_for: Option<Duration>,
    /// What the server asks for (`Retry-After`).
    pub retry_after: Option<Duration>,
    /// Failures since it last went well.
    pub failures: u32,
    /// Spreads feeds that would all be due at once; the number of the feed will do.
    pub seed: u64,
}

/// Hours and days at which a feed brings nothing (`skipHours`, `skipDays` of RSS, in UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// Bit 0 is the hour that begins at midnight.
    pub hours: u32,
    /// Bit 0 is Monday.
    pub days: u8,
}

/// When a feed that was just looked at is due again.
pub fn next_due(now: Moment, pace: &Pace) -> Moment {
    let wait = match pace.failures {
        0 => usual(pace),
        failures => back_off(failures),
    };
    let wait = spread(wait, pace.seed ^ u64::from(pace.failures));
    let wait = wait.max(pace.retry_after.unwrap_or_default().min(LONGEST));
    let due = later(now, wait);
    if pace.every.is_some() || pace.failures > 0 {
        return due;
    }
    pace.quiet.end_after(due).min(later(now, LONGEST)).max(due)
}

/// How often a feed is looked at when all goes well.
pub fn usual(pace: &Pace) -> Duration {
    if let Some(every) = pace.every {
        return every.max(Duration::from_secs(60));
    }
    let asked = pace.ttl.max(pace.fresh_for).unwrap_or_default();
    pace.weekly.map_or(FIRST, by_rate).max(asked).min(LONGEST)
}

/// A feed's own rhythm.
fn by_rate(weekly: f32) -> Duration {
    let gap = WEEK / weekly.max(f32::MIN_POSITIVE);
    Duration::try_from_secs_f32(gap / LOOKS).unwrap_or(LONGEST).clamp(SHORTEST, LONGEST)
}

/// New articles a week, from the times at which the newest came: over four weeks, or since the first of them.
///
/// `None` where there are too few to tell a rhythm from. A flood that came at once, as with a new feed, counts as what
/// its dates say; give the dates of publication where there are any.
pub fn weekly(came: &[Moment], now: Moment) -> Option<f32> {
    let start = now.second() - 28 * DAY;
    let times = came.iter().map(|moment| moment.second()).filter(|second| *second <= now.second());
    let oldest = times.clone().min()?;
    let count = times.filter(|second| *second >= start).count();
    let span = (now.second() - oldest.max(start)).max(DAY) as f32;
    (came.len() > 1).then_some(count as f32 * WEEK / span)
}

/// Twice as long after each failure.
fn back_off(failures: u32) -> Duration {
    let doublings = failures.saturating_sub(1).min(16);
    SHORTEST.saturating_mul(1 << doublings).min(LONGEST)
}

/// Up to a tenth less or more, the same for the same seed.
fn spread(wait: Duration, seed: u64) -> Duration {
    // The finisher of SplitMix64: neighbouring seeds give numbers that have nothing to do with each other.
    let mixed = (seed.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ (seed >> 30))
        .wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let part = (mixed >> 40) as f32 / (1_u64 << 24) as f32;
    wait.mul_f32(0.9 + 0.2 * part)
}

fn later(now: Moment, wait: Duration) -> Moment {
    let seconds = i64::try_from(wait.as_secs()).unwrap_or(i64::MAX);
    Moment::from_second(now.second().saturating_add(seconds)).unwrap_or(now)
}

impl Quiet {
    /// The first moment from `due` on at which something may come; `due` where nothing ever does.
    fn end_after(self, due: Moment) -> Moment {
        let mut second = due.second();
        for _ in 0..=24 * 8 {
            if !self.covers(second) {
                return Moment::from_second(second).unwrap_or(due);
            }
            second = (second.div_euclid(HOUR) + 1) * HOUR;
        }
        due
    }

    fn covers(self, second: i64) -> bool {
        let hour = second.rem_euclid(DAY) / HOUR;
        // 1 January 1970 was a Thursday.
        let day = (second.div_euclid(DAY) + 3).rem_euclid(7);
        self.hours >> hour & 1 == 1 || self.days >> day & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn now() -> Moment {
        // A Thursday.
        moment("2024-06-20T10:00:00Z")
    }

    fn minutes(pace: &Pace) -> i64 {
        (next_due(now(), pace).second() - now().second()) / 60
    }

    #[track_caller]
    fn check(pace: &Pace, expected: std::ops::RangeInclusive<i64>) {
        let found = minutes(pace);
        assert!(expected.contains(&found), "{found} minutes, expected {expected:?}: {pace:?}");
    }

    fn of_rate(weekly: f32) -> Pace {
        Pace { weekly: Some(weekly), ..Pace::default() }
    }

    #[test]
    fn a_feed_is_looked_at_as_often_as_it_brings_something() {
        check(&Pace::default(), 54..=66);
        check(&of_rate(700.0), 13..=17);
        check(&of_rate(28.0), 81..=99);
        check(&of_rate(7.0), 324..=396);
        check(&of_rate(0.0), 1296..=1584);
        check(&of_rate(f32::NAN), 1296..=1584);
    }

    #[test]
    fn the_readers_choice_goes_first_and_what_is_asked_for_is_capped() {
        let hour = Some(Duration::from_secs(3_600));
        let year = Some(Duration::from_secs(365 * 24 * 3_600));
        let fast = of_rate(700.0);
        check(&Pace { ttl: hour, ..fast.clone() }, 54..=66);
        check(&Pace { fresh_for: year, ..fast.clone() }, 1296..=1584);
        check(&Pace { ttl: year, every: hour, ..fast.clone() }, 54..=66);
        check(&Pace { retry_after: year, every: hour, ..fast }, 1440..=1440);
    }

    #[test]
    fn a_failing_feed_is_left_alone_longer_and_longer() {
        let failed = |failures| Pace { failures, ..of_rate(1.0) };
        check(&failed(1), 13..=17);
        check(&failed(2), 27..=33);
        check(&failed(3), 54..=66);
        check(&failed(u32::MAX), 1296..=1584);
        let retry_after = Some(Duration::from_secs(3 * 3_600));
        check(&Pace { retry_after, ..failed(1) }, 180..=180);
    }

    #[test]
    fn quiet_hours_and_days_are_kept_unless_they_are_all() {
        let every_hour = Quiet { hours: 0xff_ffff, days: 0 };
        check(&Pace { quiet: every_hour, ..Pace::default() }, 54..=66);
        let afternoon = Quiet { hours: 0b1111 << 10, days: 0 };
        check(&Pace { quiet: afternoon, ..Pace::default() }, 240..=240);
        // Thursday alone: Friday begins 14 hours from now.
        let thursday = Quiet { hours: 0, days: 1 << 3 };
        check(&Pace { quiet: thursday, ..Pace::default() }, 14 * 60..=14 * 60);
        let most_days = Quiet { hours: 0, days: 0b101_1111 };
        check(&Pace { quiet: most_days, ..Pace::default() }, 1440..=1440);
    }

    #[test]
    fn a_rhythm_is_told_from_the_dates_of_articles() {
        let day = |day: u32| moment(&format!("2024-06-{day:02}T10:00:00Z"));
        assert_eq!(weekly(&[], now()), None);
        assert_eq!(weekly(&[day(20)], now()), None);
        let daily: Vec<Moment> = (6..20).map(day).collect();
        assert_eq!(weekly(&daily, now()), Some(7.0));
        assert_eq!(weekly(&[moment("2020-01-01"), moment("2021-01-01")], now()), Some(0.0));
        assert_eq!(weekly(&[day(30), day(30)], now()), None);
    }

    proptest! {
        #[test]
        fn every_feed_is_due_again_within_a_day_or_so_and_never_at_once(
            weekly in proptest::option::of(any::<f32>()),
            ttl in proptest::option::of(any::<u64>()),
            rest in proptest::option::of(any::<u64>()),
            (hours, days) in (any::<u32>(), any::<u8>()),
            (failures, seed) in (any::<u32>(), any::<u64>()),
        ) {
            let pace = Pace {
                weekly, failures, seed,
                ttl: ttl.map(Duration::from_secs),
                retry_after: rest.map(Duration::from_secs),
                quiet: Quiet { hours, days },
                ..Pace::default()
            };
            prop_assert!((13..=1584).contains(&minutes(&pace)));
        }
    }
}
