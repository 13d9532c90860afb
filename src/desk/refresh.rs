//! A refresh in its parts: which feeds are looked at, the look, the filing, the pages of new articles.
//!
//! The parts are put together by `run::fleet`, which has the threads.

use std::collections::HashSet;

pub use super::keep::{Report, Status, keep};
pub use super::look::{Brought, Came, Looked, Looking};
use crate::fetch::polite::Holds;
use crate::news::{FeedId, Moment, Source, Subscription};
use crate::store::{Library, Shelf, StoreError};
use crate::text::Link;

/// Which feeds are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those whose time has come, and files and folders of this machine.
    Due,
    /// All that are not retired.
    All,
    /// These, whatever they are.
    These(Vec<FeedId>),
}

/// The feeds to look at: those that do well first, so that nobody waits for the others.
pub fn wanted(shelf: &Shelf, which: &Which, now: Moment) -> Result<Vec<Subscription>, StoreError> {
    let mut feeds = shelf.feeds()?;
    // Kept pages stay as they are; an account's feeds are fetched by its server.
    feeds.retain(|feed| feed.source != Source::Pages && feed.source.account().is_none());
    match which {
        Which::Due => {
            let due: HashSet<FeedId> = shelf.due(now)?.into_iter().collect();
            // To look at a file costs nothing, and nobody is bothered by it.
            let is_here = |feed: &Subscription| {
                matches!(feed.source, Source::File(_) | Source::Folder(_))
                    && feed.health.retired.is_none()
                    && feed.health.failures == 0
                    && feed.choices.every.is_none()
            };
            feeds.retain(|feed| due.contains(&feed.id) || is_here(feed));
        }
        Which::All => feeds.retain(|feed| feed.health.retired.is_none()),
        Which::These(ids) => feeds.retain(|feed| ids.contains(&feed.id)),
    }
    feeds.sort_by_key(|feed| feed.health.failures);
    Ok(feeds)
}

/// All subscriptions, with what is known of servers that asked to be left alone.
pub fn feeds(shelf: &Shelf, now: Moment) -> Result<Vec<Subscription>, StoreError> {
    let (mut feeds, holds) = (shelf.feeds()?, holds(shelf, now)?);
    for feed in &mut feeds {
        feed.health.held = holds.until(&server(feed.source.link()), now);
    }
    Ok(feeds)
}

/// Host and port, by which a server is known; empty for this machine.
pub fn server(link: Option<&Link>) -> String {
    link.map(|link| format!("{}:{}", link.host(), link.port())).unwrap_or_default()
}

/// Where the servers that asked to be left alone are kept between two runs.
const HOLDS: &str = "holds";
/// More servers are forgotten: then they are asked once more, and say it again.
const MOST_HOLDS: usize = 1_000;

/// No server is left alone for longer (seconds): what is later was reckoned by a clock that was wrong.
const LONGEST_HOLD: i64 = 25 * 3_600;

/// The servers that asked to be left alone.
pub fn holds(shelf: &Shelf, now: Moment) -> Result<Holds, StoreError> {
    let holds = Holds::default();
    let kept = shelf.session(HOLDS)?.unwrap_or_default();
    let kept: Vec<(String, i64)> = serde_json::from_str(&kept).unwrap_or_default();
    for (server, second) in kept.into_iter().take(MOST_HOLDS) {
        let is_sound = second <= now.second().saturating_add(LONGEST_HOLD);
        if let Some(until) = Moment::from_second(second).filter(|_| is_sound) {
            holds.hold(&server, until);
        }
    }
    Ok(holds)
}

/// Keeps the servers that still want to be left alone.
pub fn keep_holds(
    library: &mut Library,
    shelf: &Shelf,
    holds: &Holds,
    now: Moment,
) -> Result<(), StoreError> {
    let all = holds.all(now).into_iter().map(|(server, until)| (server, until.second()));
    let all: Vec<(String, i64)> = all.take(MOST_HOLDS).collect();
    let text = serde_json::to_string(&all).unwrap_or_default();
    if shelf.session(HOLDS)?.as_deref().unwrap_or("[]") == text {
        return Ok(());
    }
    library.keep_session(HOLDS, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_left_alone_no_longer_than_a_day_whatever_the_clock_said() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        let shelf = Shelf::open(dir.path()).expect("opens");
        let at = |text: &str| Moment::parse(text).expect("a moment");
        let now = at("2024-06-20T10:00:00Z");
        let kept = Holds::default();
        kept.hold("today.example:80", at("2024-06-20T12:00:00Z"));
        // Was told when the clock stood fifty years on.
        kept.hold("wrong.example:80", at("2074-06-20T12:00:00Z"));
        kept.hold("over.example:80", at("2024-06-20T09:00:00Z"));
        keep_holds(&mut library, &shelf, &kept, now).expect("kept");
        let found = holds(&shelf, now).expect("readable").all(now);
        let servers: Vec<&str> = found.iter().map(|(server, _)| server.as_str()).collect();
        assert_eq!(servers, ["today.example:80"]);
    }
}
