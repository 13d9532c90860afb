//! Reads back what [`export`](super::export) has written, into an empty store or into one that has things already.
//!
//! Feeds are known by their source, articles by feed and key. What is there already gets the marks, tags and place of the
//! export; its text stays. What a line says is cleaned like anything else that comes from outside.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::codec::parts;
use super::insert::{Inserter, Known, NO_PARTS, lines as joined};
use super::key::Key;
use super::library::Care;
use super::texts::Texts;
use super::{
    Library, SameChange, StoreError, corrections, feed_row, feeds, refused, samples, tags, watches,
};
use crate::news::watch::Watch;
use crate::news::{
    Article, ArticleId, Block, BlockKind, Body, Choices, FactKind, FeedId, Moment, NotSame,
    SecretHeader, Source, Span, TextLink,
};
use crate::text::{Link, Prose};

/// What came of lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Subscriptions that were not there before.
    pub feeds: usize,
    /// Articles that were not there before.
    pub articles: usize,
    /// Articles that were there, and got the marks of the export.
    pub known: usize,
    /// The places of lines that make no sense, among those given, from 0.
    pub refused: Vec<usize>,
}

impl Library {
    /// Reads lines of an export, in one commit: all of them or none. Lines that make no sense are passed over and counted.
    pub fn import(&mut self, lines: &[impl AsRef<str>]) -> Result<Imported, StoreError> {
        self.write_texts(Care::ReadersOwn, |connection, texts| {
            let parsed: Vec<Option<Value>> =
                lines.iter().map(|line| serde_json::from_str(line.as_ref()).ok()).collect();
            let articles: Vec<Article> = parsed
                .iter()
                .flatten()
                .filter(|line| kind(line) == "article")
                .map(article)
                .collect();
            texts.provide(connection, articles.iter())?;
            let mut imported = Imported::default();
            for (place, line) in parsed.iter().enumerate() {
                let is_read = match line {
                    Some(line) => import_line(connection, texts, line, &mut imported)?,
                    None => false,
                };
                if !is_read {
                    imported.refused.push(place);
                }
            }
            Ok(imported)
        })
    }
}

fn kind(line: &Value) -> &str {
    line["type"].as_str().unwrap_or_default()
}

/// Whether the line made sense.
fn import_line(
    connection: &Connection,
    texts: &Texts,
    line: &Value,
    imported: &mut Imported,
) -> rusqlite::Result<bool> {
    match kind(line) {
        "outline" => import_outline(connection, line),
        "feed" => import_feed(connection, line, imported),
        "article" => import_article(connection, texts, line, imported),
        "pair" => import_pair(connection, line),
        "not_same" => import_not_same(connection, line),
        "watch" => import_watch(connection, line),
        "forgotten" => import_forgotten(connection, line),
        _ => Ok(false),
    }
}

fn import_feed(
    connection: &Connection,
    line: &Value,
    imported: &mut Imported,
) -> rusqlite::Result<bool> {
    let Some(source) = line["source"].as_str().and_then(Source::parse) else { return Ok(false) };
    let feed = feeds::id_of(connection, &source.to_string())?;
    let state: i64 =
        connection.query_row("SELECT state FROM feed WHERE id = ?1", [feed.0], |row| row.get(0))?;
    if state != 0 {
        return Ok(true);
    }
    let to = if line["subscribed"] == false { 2 } else { 1 };
    connection.execute(
        "UPDATE feed SET state = ?2, title = ?3, site = ?4, due = 0,
             position = (SELECT coalesce(max(position), 0) + 1 FROM feed) WHERE id = ?1",
        params![
            feed.0,
            to,
            prose(&line["title"]).as_deref(),
            link(&line["site"]).as_ref().map(Link::as_str)
        ],
    )?;
    feed_row::write_choices(connection, feed, &choices(line))?;
    if to == 1 {
        samples::make_room(connection)?;
        imported.feeds += 1;
    }
    Ok(true)
}

fn choices(line: &Value) -> Choices {
    let pairs = |name: &str| -> Vec<(String, String)> {
        serde_json::from_value(line[name].clone()).unwrap_or_default()
    };
    let header = |(name, reference)| SecretHeader { name, reference };
    Choices {
        name: prose(&line["name"]),
        folder: prose(&line["folder"]).unwrap_or_default(),
        whole: line["whole"] == true,
        every: line["every"].as_u64().map(std::time::Duration::from_secs),
        private: line["private"] == true,
        filter: serde_json::from_value(line["filter"].clone()).ok(),
        headers: pairs("headers").into_iter().map(header).collect(),
        extra: pairs("extra"),
    }
}

fn import_article(
    connection: &Connection,
    texts: &Texts,
    line: &Value,
    imported: &mut Imported,
) -> rusqlite::Result<bool> {
    let (Some(key), Some(feed)) = (key(&line["key"]), line["feed"].as_str()) else {
        return Ok(false);
    };
    let feed = feeds::id_of(connection, feed)?;
    let article = article(line);
    let arrived = second(&line["arrived"]).or(article.published.map(Moment::second));
    let mut inserter = Inserter::new(connection, texts, Known::Stays)?;
    let new = inserter.insert(feed, key, arrived.unwrap_or_default(), &article, None)?;
    let id = if let Some(id) = new {
        imported.articles += 1;
        inserter.index(id, &article, None)?;
        complete(connection, texts, id, line)?;
        id
    } else {
        imported.known += 1;
        let select = "SELECT id FROM article WHERE feed = ?1 AND key = ?2";
        connection.query_row(select, params![feed.0, key], |row| row.get(0).map(ArticleId))?
    };
    write_own(connection, id, line)?;
    Ok(true)
}

/// What a new article has besides what a feed says of it.
fn complete(
    connection: &Connection,
    texts: &Texts,
    id: ArticleId,
    line: &Value,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE article SET at = coalesce(?2, at), rank = coalesce(?3, rank), whole = ?4, changed = ?5,
                 aside = iif((SELECT state FROM feed WHERE feed.id = article.feed) = 1, 0, ?6)
             WHERE id = ?1",
        )?
        .execute(params![
            id.0,
            second(&line["at"]),
            line["rank"].as_i64(),
            line["whole"] == true,
            second(&line["changed"]),
            line["aside"] == true,
        ])?;
    for version in line["versions"].as_array().into_iter().flatten() {
        write_version(connection, texts, id, version)?;
    }
    Ok(())
}

fn write_version(
    connection: &Connection,
    texts: &Texts,
    id: ArticleId,
    line: &Value,
) -> rusqlite::Result<()> {
    let (Some(number), Some(seen)) = (line["number"].as_u64(), second(&line["seen"])) else {
        return Ok(());
    };
    let article = article(line);
    let (codec, packed) = texts.pack(connection, &article, &parts::write(&article))?;
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO version VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)",
        )?
        .execute(params![
            id.0,
            number as i64,
            seen,
            article.title.as_str(),
            article.published.map(Moment::second),
            article.updated.map(Moment::second),
            joined(&article.authors),
            codec,
            packed,
            NO_PARTS,
        ])?;
    Ok(())
}

/// Marks, tags, place and wrong facts: what the reader did. A mark that was set since the export stays set.
fn write_own(connection: &Connection, id: ArticleId, line: &Value) -> rusqlite::Result<()> {
    let is = |name: &str| line[name] == true;
    connection
        .prepare_cached(
            "UPDATE article SET read = max(read, ?2), starred = max(starred, ?3), later = max(later, ?4),
                 hidden = max(hidden, ?5) WHERE id = ?1",
        )?
        .execute(params![id.0, is("read"), is("starred"), is("later"), is("hidden")])?;
    for tag in line["own_tags"].as_array().into_iter().flatten().filter_map(prose) {
        connection
            .prepare_cached("INSERT OR IGNORE INTO tag VALUES (?1, ?2)")?
            .execute(params![id.0, tags::name(&tag).as_str()])?;
    }
    refused::apply_facts(connection, &refused::read_back(id, &line["wrong_facts"]))?;
    let at = |name: &str| line["place"][name].as_u64().and_then(|at| u32::try_from(at).ok());
    if let (Some(offset), Some(top)) = (at("offset"), at("top")) {
        connection
            .prepare_cached("INSERT OR REPLACE INTO place VALUES (?1, ?2, ?3)")?
            .execute(params![id.0, offset, top])?;
    }
    Ok(())
}

/// The reader's word on two articles. Where one of them is not there, it is about nothing.
fn import_pair(connection: &Connection, line: &Value) -> rusqlite::Result<bool> {
    let (Some(a), Some(b)) = (Named::of(&line["a"]), Named::of(&line["b"])) else {
        return Ok(false);
    };
    if let (Some(a), Some(b)) = (a.find(connection)?, b.find(connection)?) {
        corrections::take_in(connection, a, b, line["together"] == true)?;
    }
    Ok(true)
}

/// What articles say that is not the same. Where one of them is not there, it is about nothing.
fn import_not_same(connection: &Connection, line: &Value) -> rusqlite::Result<bool> {
    let kind = line["kind"].as_str().and_then(FactKind::from_name);
    let (Some(kind), Some(articles)) = (kind, line["articles"].as_array()) else {
        return Ok(false);
    };
    let mut said = Vec::with_capacity(articles.len());
    for article in articles {
        let (Some(named), Some(words)) = (Named::of(article), prose(&article["words"])) else {
            return Ok(false);
        };
        let Some(id) = named.find(connection)? else { return Ok(true) };
        said.push((id, words.to_string()));
    }
    let thing = NotSame::new(kind, said);
    if let Some((id, _)) = thing.said.first() {
        let change = SameChange { key: thing.key(), id: *id, on: true };
        refused::apply_same(connection, &[change])?;
    }
    Ok(true)
}

/// An article as other lines name it.
struct Named<'a> {
    feed: &'a str,
    key: Key,
}

impl<'a> Named<'a> {
    fn of(line: &'a Value) -> Option<Self> {
        Some(Self { feed: line["feed"].as_str()?, key: key(&line["key"])? })
    }

    fn find(&self, connection: &Connection) -> rusqlite::Result<Option<ArticleId>> {
        let select = "SELECT article.id FROM article JOIN feed ON feed.id = article.feed
             WHERE feed.source = ?1 AND key = ?2";
        connection
            .query_row(select, params![self.feed, self.key], |row| row.get(0).map(ArticleId))
            .optional()
    }
}

/// What a list of feeds said beside the feeds. What is there already stays.
fn import_outline(connection: &Connection, line: &Value) -> rusqlite::Result<bool> {
    /// More is no note of another program.
    const MOST_BYTES: usize = 64 << 10;
    let (Some(place), Some(kept)) = (line["place"].as_str(), line["kept"].as_str()) else {
        return Ok(false);
    };
    if place.len() + kept.len() > MOST_BYTES {
        return Ok(false);
    }
    connection
        .prepare_cached("INSERT OR IGNORE INTO outline VALUES (?1, ?2)")?
        .execute(params![place, kept])?;
    Ok(true)
}

fn import_watch(connection: &Connection, line: &Value) -> rusqlite::Result<bool> {
    let Some(Ok(watch)) = line["watch"].as_str().map(Watch::parse) else { return Ok(false) };
    watches::begin(connection, &watch)?;
    Ok(true)
}

fn import_forgotten(connection: &Connection, line: &Value) -> rusqlite::Result<bool> {
    let (Some(key), Some(feed)) = (key(&line["key"]), line["feed"].as_str()) else {
        return Ok(false);
    };
    let FeedId(feed) = feeds::id_of(connection, feed)?;
    let known = "SELECT 1 FROM article WHERE feed = ?1 AND key = ?2";
    let is_there = connection.query_row(known, params![feed, key], |_| Ok(())).optional()?;
    if is_there.is_none() {
        connection
            .prepare_cached("INSERT OR IGNORE INTO forgotten VALUES (?1, ?2)")?
            .execute(params![feed, key])?;
    }
    Ok(true)
}

/// The article of a line.
fn article(line: &Value) -> Article {
    let text = Prose::again(line["text"].as_str().unwrap_or_default());
    let blocks = line["blocks"].as_array().into_iter().flatten().filter_map(block).collect();
    let links = line["links"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|json| Some(TextLink { span: span(json)?, link: link(&json["url"])? }));
    let links = links.collect();
    Article {
        id: None,
        called: None,
        outlet: prose(&line["outlet"]),
        title: prose(&line["title"]).unwrap_or_default(),
        link: link(&line["url"]),
        authors: proses(&line["authors"]),
        published: line["published"].as_str().and_then(Moment::parse),
        updated: line["updated"].as_str().and_then(Moment::parse),
        language: prose(&line["language"]),
        feed: None,
        tags: proses(&line["tags"]),
        body: Body::from_parts(text, blocks, links),
        credits: proses(&line["credits"]),
        debris: line["debris"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|line| line.as_str().map(Prose::text))
            .collect(),
    }
}

fn block(json: &Value) -> Option<Block> {
    let kind = if json["footnote"] == true {
        BlockKind::Footnote
    } else {
        BlockKind::from_name(json["kind"].as_str()?)?
    };
    Some(Block {
        kind,
        span: span(json)?,
        level: json["level"]
            .as_u64()
            .and_then(|level| u8::try_from(level).ok())
            .unwrap_or_default(),
        ordinal: json["ordinal"].as_u64().and_then(|ordinal| u32::try_from(ordinal).ok()),
        credit: prose(&json["credit"]),
    })
}

fn span(json: &Value) -> Option<Span> {
    let at = |name: &str| json[name].as_u64().and_then(|at| u32::try_from(at).ok());
    let (start, end) = (at("start")?, at("end")?);
    (start <= end).then_some(Span { start, end })
}

fn prose(json: &Value) -> Option<Prose> {
    json.as_str().map(Prose::line)
}

fn proses(json: &Value) -> Vec<Prose> {
    json.as_array().into_iter().flatten().filter_map(prose).collect()
}

fn link(json: &Value) -> Option<Link> {
    json.as_str().and_then(|link| Link::parse(link).ok())
}

fn second(json: &Value) -> Option<i64> {
    json.as_str().and_then(Moment::parse).map(Moment::second)
}

fn key(json: &Value) -> Option<Key> {
    let text = json.as_str().filter(|text| text.len() == 32)?;
    let byte = |at: usize| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..16).map(byte).collect::<Option<_>>()?;
    bytes.try_into().ok()
}
