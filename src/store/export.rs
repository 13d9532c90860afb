//! Everything out, a line of JSON for each thing: what lists of feeds said beside the feeds, feeds, then articles with all
//! that belongs to them, then what the reader has said about two of them being one story or not (`pair`) and about what they
//! say not being the same (`not_same`), what is watched for (`watch`), then the keys of what was dropped. [`import`](super::import) reads it back.
//!
//! An article's line has the fields of `show --json`, and besides: `key`, `arrived`, `at` (what it is sorted by), `own_tags` (the
//! reader's; `tags` are the outlet's), `place`, `wrong_facts` (what the reader has called so), `whole`, `changed`, `versions`. Secrets are not in the store, so they are in no export;
//! what a server calls its answers is not exported: it is asked anew.

use rusqlite::Row;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::error::About;
use super::feed_row::{self, SUBSCRIPTION};
use super::{Shelf, StoreError, Watched, row};
use crate::news::json::article_json;
use crate::news::{Article, ArticleId, Choices, Moment, NotSame, Subscription};
use crate::text::Prose;

/// What is asked of every article besides [`row::ARTICLE`].
const BESIDES: &str =
    "key, arrived, at, rank, article.whole, changed, aside, read, starred, later, hidden";
const FIRST_BESIDES: usize = 15;

impl Shelf {
    /// Calls `each` with every line until it answers `false`. All lines are of one moment, whoever writes meanwhile; one
    /// article at a time is in memory.
    pub fn export(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<(), StoreError> {
        let snapshot = self.connection().unchecked_transaction().about(self.path())?;
        let begun = self.export_outline(each)? && self.export_feeds(each)?;
        let told = begun && self.export_articles(each)? && self.export_pairs(each)?;
        if told && self.export_not_same(each)? && self.export_watches(each)? {
            self.export_forgotten(each)?;
        }
        snapshot.commit().about(self.path())
    }

    fn export_outline(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<bool, StoreError> {
        let line = |(place, kept): &(String, String)| {
            json!({"type": "outline", "place": place, "kept": kept}).to_string()
        };
        Ok(self.outline()?.iter().map(line).all(|line| each(&line)))
    }

    fn export_feeds(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<bool, StoreError> {
        let select = format!(
            "SELECT {SUBSCRIPTION}, state FROM feed JOIN tally_of_feed ON feed = id WHERE state > 0
             ORDER BY position, id"
        );
        let lines = self.rows(&select, [], |row| {
            let is_subscribed = row::whole(row, 23)? == Some(1);
            Ok(feed_row::subscription(row)?.map(|feed| feed_line(&feed, is_subscribed)))
        })?;
        Ok(lines.iter().all(|line| each(line)))
    }

    fn export_articles(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<bool, StoreError> {
        let (columns, tables) = (row::ARTICLE, row::WHOLE);
        let select =
            format!("SELECT {columns}, {BESIDES}, feed.source FROM {tables} ORDER BY article.id");
        let mut goes_on = true;
        let lines: Vec<()> = self.rows(&select, [], |row| {
            // The rest is read and left: breaking off in the middle would look like damage.
            if goes_on && let Some(line) = self.article_line(row)? {
                goes_on = each(&line);
            }
            Ok(None)
        })?;
        drop(lines);
        Ok(goes_on)
    }

    fn article_line(&self, row: &Row<'_>) -> rusqlite::Result<Option<String>> {
        let Some(article) = self.read_article(row)? else { return Ok(None) };
        let id = ArticleId(row.get(0)?);
        let at = |n: usize| FIRST_BESIDES + n;
        let moment = |n: usize| row::moment(row, at(n));
        let mut line = json_of(&article_json(&article, row::marks(row, at(7))?, true));
        line.insert("type".into(), "article".into());
        line.insert("feed".into(), row::raw(row, at(11))?.into());
        line.insert("key".into(), row.get_ref(at(0))?.as_blob().map(hex).ok().into());
        line.insert("arrived".into(), json!(moment(1)?));
        line.insert("at".into(), json!(moment(2)?));
        line.insert("rank".into(), row::whole(row, at(3))?.into());
        line.insert("whole".into(), (row::whole(row, at(4))? == Some(1)).into());
        line.insert("changed".into(), json!(moment(5)?));
        line.insert("aside".into(), (row::whole(row, at(6))? == Some(1)).into());
        let own = told(self.tags_of(id))?;
        line.insert("own_tags".into(), own.iter().map(Prose::as_str).collect());
        let place = told(self.place(id))?;
        let place = place.map(|place| json!({"offset": place.offset, "top": place.top}));
        line.insert("place".into(), place.into());
        let wrong = told(self.dismissed(id))?;
        let wrong = wrong.iter().map(|fact| json!({"kind": fact.kind.name(), "words": fact.words}));
        line.insert("wrong_facts".into(), wrong.collect());
        let versions = told(self.versions(id))?;
        let versions = versions.iter().map(|v| version(v.number, v.seen, &v.article));
        line.insert("versions".into(), versions.collect());
        Ok(Some(Value::Object(line).to_string()))
    }

    fn export_pairs(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<bool, StoreError> {
        let select = "SELECT one_feed.source, one.key, other_feed.source, other.key, together FROM story_pair
             JOIN article AS one ON one.id = a JOIN feed AS one_feed ON one_feed.id = one.feed
             JOIN article AS other ON other.id = b JOIN feed AS other_feed ON other_feed.id = other.feed
             ORDER BY a, b";
        let lines = self.rows(select, [], |row| {
            let article = |at: usize| -> rusqlite::Result<Value> {
                let key = row.get_ref(at + 1)?.as_blob().map(hex).ok();
                Ok(json!({"feed": row::raw(row, at)?, "key": key}))
            };
            let together = row::whole(row, 4)? == Some(1);
            let line =
                json!({"type": "pair", "a": article(0)?, "b": article(2)?, "together": together});
            Ok(Some(line.to_string()))
        })?;
        Ok(lines.iter().all(|line| each(line)))
    }

    fn export_watches(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<bool, StoreError> {
        let line = |watched: &Watched| {
            json!({"type": "watch", "watch": watched.watch.to_string()}).to_string()
        };
        Ok(self.watches()?.iter().map(line).all(|line| each(&line)))
    }

    fn export_not_same(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<bool, StoreError> {
        let things = self.rows("SELECT key FROM not_same ORDER BY article, key", [], |row| {
            Ok(row::raw(row, 0)?.and_then(|key| NotSame::parse(&key)))
        })?;
        for thing in things {
            let Some(said) = self.said_of(&thing)? else { continue };
            let line = json!({"type": "not_same", "kind": thing.kind.name(), "articles": said});
            if !each(&line.to_string()) {
                return Ok(false);
            }
        }
        Ok(true)
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

    fn export_forgotten(&self, each: &mut dyn FnMut(&str) -> bool) -> Result<(), StoreError> {
        let select =
            "SELECT source, key FROM forgotten JOIN feed ON feed.id = feed ORDER BY feed.id, key";
        let lines = self.rows(select, [], |row| {
            let key = row.get_ref(1)?.as_blob().map(hex).ok();
            Ok(row::raw(row, 0)?.zip(key).map(|(feed, key)| {
                json!({"type": "forgotten", "feed": feed, "key": key}).to_string()
            }))
        })?;
        let _all = lines.iter().all(|line| each(line));
        Ok(())
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

fn version(number: u32, seen: Moment, article: &Article) -> Value {
    let mut line = json_of(&article_json(article, crate::news::Marks::default(), true));
    line.retain(|name, _| !["read", "starred", "later", "hidden", "feed"].contains(&name.as_str()));
    line.insert("number".into(), number.into());
    line.insert("seen".into(), json!(seen));
    Value::Object(line)
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

/// What went wrong in the store, as SQLite's own errors are told.
fn told<T>(answer: Result<T, StoreError>) -> rusqlite::Result<T> {
    answer.map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))
}
