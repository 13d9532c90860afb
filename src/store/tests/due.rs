//! When feeds are looked at.

use super::feeds::{NOW, answered, web};
use super::{TODAY, moment, shelf, store};
use crate::news::{Choices, Moment};

#[test]
fn a_feed_is_due_once_whichever_way_the_clock_is_set() {
    let (dir, mut library) = store();
    let feed = library.subscribe(&web("post"), None, &Choices::default(), moment(NOW));
    let feed = feed.expect("subscribed").0;
    let shelf = shelf(&dir);
    let is_due = |second: i64| {
        let at = Moment::from_second(second).expect("a moment");
        shelf.due(at).expect("due") == [feed]
    };
    let years = 365 * 86_400;
    let right = moment(NOW).second();
    // Set back, on, and right again: each time it is looked at, and then not again before its hour is over.
    for now in [right, right - 10 * years, right, right + 50 * years, right] {
        assert!(is_due(now), "at {now}");
        let at = Moment::from_second(now).expect("a moment");
        library.take_in(feed, &[], &answered(at), &[], TODAY).expect("taken in");
        for soon in [now, now + 1, now + 3_599] {
            assert!(!is_due(soon), "again at {soon}, {} s later", soon - now);
        }
        assert!(is_due(now + 3_600));
    }
}
