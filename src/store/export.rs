//! Everything out, a line of JSON for each thing: what lists of feeds said beside the feeds, feeds, then articles with all
//! that belongs to them, then what the reader has said about two of them being one story or not (`pair`) and about what they
//! say not being the same (`not_same`), what is watched for (`watch`), then the keys of what was dropped. [`import`](super::import) reads it back.
//!
//! An article's line has the fields of `show --json`, and besides: `key`, `arrived`, `at` (what it is sorted by), `own_tags` (the
//! reader's; `tags` are the outlet's), `place`, `wrong_facts` (what the reader has called so), `whole`, `changed`, `versions`. Secrets are not in the store, so they are in no export;
//! what a server calls its answers is not exported: it is asked anew.

//!
//! Of a damaged file all is told that can be read, and what could not be is named.

mod articles;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::error::About;
use super::feed_row::{self, SUBSCRIPTION};
use super::{Shelf, StoreError, row};
use crate::news::watch::Watch;
use crate::news::{ArticleId, Choices, NotSame, Subscription};

/// What is in the store and could not be read: nothing, where the file is whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Articles that are known of.
    pub articles: Vec<ArticleId>,
    /// Kinds of other things of which some are missing.
    pub others: Vec<&'static str>,
}

/// Lines of one kind, and whether those are all.
type Lines = Result<(Vec<String>, bool), StoreError>;

/// An export under way.
struct Export<'a> {
    shelf: &'a Shelf,
    each: &'a mut dyn FnMut(&str) -> bool,
    goes_on: bool,
    unread: Unread,
}

impl Export<'_> {
    fn tell(&mut self, kind: &'static str, lines: fn(&Shelf) -> Lines) -> Result<(), StoreError> {
        if !self.goes_on {
            return Ok(());
        }
        let (lines, are_all) = match lines(self.shelf) {
            Err(StoreError::Damaged { .. }) => (Vec::new(), false),
            lines => lines?,
        };
        self.unread.others.extend((!are_all).then_some(kind));
        self.goes_on = lines.iter().all(|line| (self.each)(line));
        Ok(())
    }
}

impl Shelf {
    /// Calls `each` with every line until it answers `false`. All lines are of one moment, whoever writes meanwhile; one
    /// article at a time is in memory. What could not be read comes back.
    pub fn export(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<Unread, StoreError> {
        let snapshot = self.connection().unchecked_transaction().about(self.path())?;
        let mut export = Export { shelf: self, each, goes_on: true, unread: Unread::default() };
        export.tell("notes of lists of feeds", Self::outline_lines)?;
        export.tell("feeds", Self::feed_lines)?;
        export.tell_articles()?;
        export.tell("words on stories", Self::pair_lines)?;
        export.tell("words on facts", Self::not_same_lines)?;
        export.tell("watches", Self::watch_lines)?;
        export.tell("keys of what was dropped", Self::forgotten_lines)?;
        let unread = export.unread;
        // Nothing was written. A damaged file does not even let that be ended well.
        drop(snapshot);
        Ok(unread)
    }

    fn outline_lines(&self) -> Lines {
        self.readable("SELECT place, kept FROM outline ORDER BY rowid", |row| {
            let kept = row::raw(row, 0)?.zip(row::raw(row, 1)?);
            Ok(kept.map(|(place, kept)| {
                json!({"type": "outline", "place": place, "kept": kept}).to_string()
            }))
        })
    }

    fn feed_lines(&self) -> Lines {
        let select = format!(
            "SELECT {SUBSCRIPTION}, state FROM feed JOIN tally_of_feed ON feed = id WHERE state > 0
             ORDER BY position, id"
        );
        self.readable(&select, |row| {
            let is_subscribed = row::whole(row, 23)? == Some(1);
            Ok(feed_row::subscription(row)?.map(|feed| feed_line(&feed, is_subscribed)))
        })
    }

    fn pair_lines(&self) -> Lines {
        let select = "SELECT one_feed.source, one.key, other_feed.source, other.key, together FROM story_pair
             JOIN article AS one ON one.id = a JOIN feed AS one_feed ON one_feed.id = one.feed
             JOIN article AS other ON other.id = b JOIN feed AS other_feed ON other_feed.id = other.feed
             ORDER BY a, b";
        self.readable(select, |row| {
            let article = |at: usize| -> rusqlite::Result<Value> {
                let key = row.get_ref(at + 1)?.as_blob().map(hex).ok();
                Ok(json!({"feed": row::raw(row, at)?, "key": key}))
            };
            let together = row::whole(row, 4)? == Some(1);
            let line =
                json!({"type": "pair", "a": article(0)?, "b": article(2)?, "together": together});
            Ok(Some(line.to_string()))
        })
    }

    fn watch_lines(&self) -> Lines {
        self.readable("SELECT line FROM watch ORDER BY id", |row| {
            let watch = row::raw(row, 0)?.and_then(|line| Watch::parse(&line).ok());
            Ok(watch.map(|it| json!({"type": "watch", "watch": it.to_string()}).to_string()))
        })
    }

    fn not_same_lines(&self) -> Lines {
        let (things, mut are_all) = self
            .readable("SELECT key FROM not_same ORDER BY article, key", |row| {
                Ok(row::raw(row, 0)?.and_then(|key| NotSame::parse(&key)))
            })?;
        let mut lines = Vec::with_capacity(things.len());
        for thing in things {
            match self.said_of(&thing) {
                Ok(said) => lines.extend(said.map(|said| {
                    json!({"type": "not_same", "kind": thing.kind.name(), "articles": said})
                        .to_string()
                })),
                Err(StoreError::Damaged { .. }) => are_all = false,
                Err(error) => return Err(error),
            }
        }
        Ok((lines, are_all))
    }

    /// The articles of a thing with their words; `None` where one of them is gone: then it means nothing.
    fn said_of(&self, thing: &NotSame) -> Result<Option<Vec<Value>>, StoreError> {
        let select = "SELECT feed.source, key FROM article JOIN feed ON feed.id = article.feed WHERE article.id = ?1";
        let mut said = Vec::with_capacity(thing.said.len());
        for (id, words) in &thing.said {
            let article = self.one(select, *id, |row| {
                let key = row.get_ref(1)?.as_blob().map(hex).ok();
                Ok(json!({"feed": row::raw(row, 0)?, "key": key, "words": words}))
            })?;
            let Some(article) = article else { return Ok(None) };
            said.push(article);
        }
        Ok(Some(said))
    }

    fn forgotten_lines(&self) -> Lines {
        let select =
            "SELECT source, key FROM forgotten JOIN feed ON feed.id = feed ORDER BY feed.id, key";
        self.readable(select, |row| {
            let key = row.get_ref(1)?.as_blob().map(hex).ok();
            Ok(row::raw(row, 0)?.zip(key).map(|(feed, key)| {
                json!({"type": "forgotten", "feed": feed, "key": key}).to_string()
            }))
        })
    }
}

fn feed_line(feed: &Subscription, is_subscribed: bool) -> String {
    let Choices { name, folder, whole, every, private, filter, headers, extra } = &feed.choices;
    let headers: Vec<_> = headers.iter().map(|h| (&h.name, &h.reference)).collect();
    json!({
        "type": "feed",
        "source": feed.source.to_string(),
        "subscribed": is_subscribed,
        "title": feed.title,
        "site": feed.site,
        "name": name,
        "folder": folder,
        "whole": whole,
        "every": every.map(|every| every.as_secs()),
        "private": private,
        "filter": filter,
        "headers": headers,
        "extra": extra,
    })
    .to_string()
}

fn json_of(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// Sixteen bytes as text.
fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
