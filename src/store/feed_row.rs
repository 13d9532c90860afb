//! Rows of feeds as [`Subscription`]s, and the reader's choices as columns.

use std::time::Duration;

use rusqlite::{Connection, Row, params};

use super::row;
use crate::news::{
    Choices, FeedId, Health, Moment, SecretHeader, Source, Subscription, Validators,
};
use crate::text::{Link, Prose};

/// What a feed is to the reader, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Subscribed to.
    Subscribed = 1,
    /// Given up; its articles are put aside.
    GivenUp = 2,
}

/// What [`subscription`] reads.
pub(super) const SUBSCRIPTION: &str = "id, source, title, site, name, folder, whole, every, private, filter, headers, \
     extra, etag, last_modified, tried, succeeded, failures, trouble, due, retired, weekly, articles, unread";

/// A subscription; `None` where its source cannot be read.
pub(super) fn subscription(row: &Row<'_>) -> rusqlite::Result<Option<Subscription>> {
    let id = FeedId(row.get(0)?);
    let Some(source) = row::raw(row, 1)?.and_then(|text| Source::parse(&text)) else {
        log::warn!("feed {id} in the store has no source; it is passed over");
        return Ok(None);
    };
    Ok(Some(Subscription {
        id,
        source,
        title: row::line(row, 2)?,
        site: row::raw(row, 3)?.and_then(|link| Link::parse(&link).ok()),
        choices: choices(row, 4)?,
        validators: Validators { etag: row::raw(row, 12)?, last_modified: row::raw(row, 13)? },
        health: health(row, 14)?,
        articles: small(row, 21)?,
        unread: small(row, 22)?,
    }))
}

fn choices(row: &Row<'_>, first: usize) -> rusqlite::Result<Choices> {
    let every = row::whole(row, first + 3)?.and_then(|seconds| u64::try_from(seconds).ok());
    let headers: Vec<(String, String)> = json(row, first + 6)?;
    let filter: Vec<String> = json(row, first + 5)?;
    Ok(Choices {
        name: row::line(row, first)?,
        folder: row::line(row, first + 1)?.unwrap_or_default(),
        whole: row::whole(row, first + 2)? == Some(1),
        every: every.map(Duration::from_secs),
        private: row::whole(row, first + 4)? == Some(1),
        filter: (!filter.is_empty()).then_some(filter),
        headers: headers
            .into_iter()
            .map(|(name, reference)| SecretHeader { name, reference })
            .collect(),
        extra: json(row, first + 7)?,
    })
}

fn health(row: &Row<'_>, first: usize) -> rusqlite::Result<Health> {
    let weekly = row.get_ref(first + 6)?.as_f64().unwrap_or_default();
    Ok(Health {
        held: None,
        tried: row::moment(row, first)?,
        succeeded: row::moment(row, first + 1)?,
        failures: small(row, first + 2)?,
        trouble: row::line(row, first + 3)?,
        due: row::moment(row, first + 4)?,
        retired: row::line(row, first + 5)?,
        weekly: weekly as f32,
    })
}

fn small(row: &Row<'_>, at: usize) -> rusqlite::Result<u32> {
    Ok(row::whole(row, at)?.and_then(|number| u32::try_from(number).ok()).unwrap_or_default())
}

/// A list kept as JSON; empty where it is none.
fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<T>> {
    let text = row::raw(row, at)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps the choices of a feed. Whether there is such a feed.
pub(super) fn write_choices(
    connection: &Connection,
    feed: FeedId,
    choices: &Choices,
) -> rusqlite::Result<bool> {
    let headers: Vec<(&str, &str)> =
        choices.headers.iter().map(|h| (h.name.as_str(), h.reference.as_str())).collect();
    let mut update = connection.prepare_cached(
        "UPDATE feed SET name = ?2, folder = ?3, whole = ?4, every = ?5, private = ?6, filter = ?7, headers = ?8,
             extra = ?9 WHERE id = ?1",
    )?;
    let rows = update.execute(params![
        feed.0,
        choices.name.as_ref().map(Prose::as_str),
        choices.folder.as_str(),
        choices.whole,
        choices.every.map(|every| every.as_secs() as i64),
        choices.private,
        choices.filter.as_ref().map(as_json),
        (!headers.is_empty()).then(|| as_json(&headers)),
        (!choices.extra.is_empty()).then(|| as_json(&choices.extra)),
    ])?;
    Ok(rows > 0)
}

fn as_json<T: serde::Serialize>(list: &T) -> String {
    serde_json::to_string(list).expect("lists of texts can be written")
}

/// A moment as a column.
pub(super) fn second(moment: Option<Moment>) -> Option<i64> {
    moment.map(Moment::second)
}
