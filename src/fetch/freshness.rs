//! What a server says about time: how long an answer holds, when it wants to be asked again.
//!
//! Whatever it says is capped, so that no server can switch its own feed off.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::head::Head;

/// How long nothing will change, by `Cache-Control` or `Expires` (RFC 9111, section 5).
pub(super) fn fresh_for(head: &Head, now: Timestamp, most: Duration) -> Option<Duration> {
    let directives = head.list("cache-control");
    if directives.iter().any(|directive| directive == "no-cache" || directive == "no-store") {
        return None;
    }
    let max_age = directives.iter().find_map(|directive| directive.strip_prefix("max-age="));
    let fresh = match max_age {
        Some(seconds) => {
            let age = head.text("age").and_then(seconds_of).unwrap_or_default();
            seconds_of(seconds.trim_matches('"'))?.saturating_sub(age)
        }
        None => until(&date_of(head.text("expires")?)?, date(head).unwrap_or(now)),
    };
    (!fresh.is_zero()).then(|| fresh.min(most))
}

/// How long to leave the server alone, by `Retry-After` (RFC 9110, section 10.2.3).
pub(super) fn retry_after(head: &Head, now: Timestamp, most: Duration) -> Option<Duration> {
    let value = head.text("retry-after")?;
    let rest = match seconds_of(value) {
        Some(rest) => rest,
        None => until(&date_of(value)?, date(head).unwrap_or(now)),
    };
    (!rest.is_zero()).then(|| rest.min(most))
}

/// What the server's own clock says; the difference to it means more than that to ours, which may be wrong.
pub(super) fn date(head: &Head) -> Option<Timestamp> {
    date_of(head.text("date")?)
}

fn until(then: &Timestamp, now: Timestamp) -> Duration {
    then.duration_since(now).try_into().unwrap_or_default()
}

/// A whole number of seconds, however long.
fn seconds_of(text: &str) -> Option<Duration> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| Duration::from_secs(text.parse().unwrap_or(u64::MAX)))
}

/// A date in one of the three forms of RFC 9110, section 5.6.7.
fn date_of(text: &str) -> Option<Timestamp> {
    let forms = ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let read = |form| {
        let civil = DateTime::strptime(form, text).ok()?;
        Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
    };
    forms.into_iter().find_map(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 3_600);

    fn now() -> Timestamp {
        "2024-06-20T10:00:00Z".parse().unwrap()
    }

    fn head(headers: &str) -> Head {
        Head::of(&format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n"))
    }

    #[track_caller]
    fn check_fresh(headers: &str, expected: Option<u64>) {
        let fresh = fresh_for(&head(headers), now(), DAY).map(|fresh| fresh.as_secs());
        assert_eq!(fresh, expected, "{headers}");
    }

    #[track_caller]
    fn check_retry(value: &str, expected: Option<u64>) {
        let head = head(&format!("Retry-After: {value}"));
        let rest = retry_after(&head, now(), DAY).map(|rest| rest.as_secs());
        assert_eq!(rest, expected, "{value}");
    }

    #[test]
    fn an_answer_holds_as_long_as_its_server_says_and_a_day_at_most() {
        check_fresh("Cache-Control: public, Max-Age=600", Some(600));
        check_fresh("Cache-Control: max-age=600\r\nAge: 200", Some(400));
        check_fresh("Cache-Control: max-age=31536000", Some(86_400));
        check_fresh("Cache-Control: max-age=600, no-cache", None);
        check_fresh("Cache-Control: max-age=-1", None);
        check_fresh("Expires: Thu, 20 Jun 2024 10:10:00 GMT", Some(600));
        check_fresh("Expires: 0", None);
        check_fresh("Cache-Control: max-age=0\r\nExpires: Thu, 01 Jan 2099 00:00:00 GMT", None);
    }

    #[test]
    fn the_servers_clock_counts_not_ours() {
        let dates = "Date: Mon, 01 Jan 2001 00:00:00 GMT\r\nExpires: Mon, 01 Jan 2001 00:05:00 GMT";
        check_fresh(dates, Some(300));
    }

    #[test]
    fn a_server_is_left_alone_as_long_as_it_asks_and_a_day_at_most() {
        check_retry("120", Some(120));
        check_retry("Thu, 20 Jun 2024 11:00:00 GMT", Some(3600));
        check_retry("Thursday, 20-Jun-24 11:00:00 GMT", Some(3600));
        check_retry("Thu Jun 20 11:00:00 2024", Some(3600));
        check_retry("99999999999999999999", Some(86_400));
        for nothing in ["-5", "soon", "0", "Thu, 20 Jun 2024 09:00:00 GMT"] {
            check_retry(nothing, None);
        }
    }
}
