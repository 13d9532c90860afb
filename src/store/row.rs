//! Rows of the file as values of `news`, without trust: every text is cleaned again, a row that makes no sense is
//! left out and named in the log.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::codec::parts;
use super::texts::Texts;
use crate::news::{Article, ArticleId, Body, Headline, Marks, Moment, reading_minutes};
use crate::text::{Link, Prose};

/// What [`headline`] reads, from the first column on.
pub(super) const HEADLINE: &str =
    "id, source, title, published, words, read, starred, later, hidden,
     EXISTS (SELECT 1 FROM sighting WHERE sighting.article = id),
     (SELECT count(*) FROM storied WHERE copy_of = id), arrived";

/// What [`article`] reads.
pub(super) const ARTICLE: &str = "article.id, article.source, article.title, published, article.words, is_outlet, \
     feed.source, link, authors, tags, article.language, updated, codec, text, parts";

/// Where [`ARTICLE`] is read from.
pub(super) const WHOLE: &str =
    "article JOIN body ON body.id = article.id JOIN feed ON feed.id = article.feed";

/// A row of the list; `None` where it has no title that can be shown.
pub(super) fn headline(row: &Row<'_>) -> rusqlite::Result<Option<Headline>> {
    let id = ArticleId(row.get(0)?);
    let Some(title) = line(row, 2)? else { return Ok(skipped(id, "has no title")) };
    let words = whole(row, 4)?.unwrap_or_default();
    Ok(Some(Headline {
        id,
        source: line(row, 1)?.filter(|source| !source.is_empty()),
        title,
        published: moment(row, 3)?,
        came: came(moment(row, 3)?, moment(row, 11)?),
        minutes: reading_minutes(usize::try_from(words).unwrap_or_default()),
        marks: marks(row, 5)?,
        watched: whole(row, 9)?.unwrap_or_default() != 0,
        copies: whole(row, 10)?.and_then(|count| u32::try_from(count).ok()).unwrap_or_default(),
    }))
}

/// A day that is said to be so much later than the one on which an article came in is no day of publication (seconds).
const AHEAD: i64 = 86_400;

/// When an article came in, where it says no day of publication that can be true.
pub(super) fn came(published: Option<Moment>, arrived: Option<Moment>) -> Option<Moment> {
    // Of what is bundled nobody knows when it came.
    arrived.filter(|arrived| arrived.second() > 0).filter(|arrived| {
        published
            .is_none_or(|published| published.second() > arrived.second().saturating_add(AHEAD))
    })
}

/// Four marks in columns side by side.
pub(super) fn marks(row: &Row<'_>, first: usize) -> rusqlite::Result<Marks> {
    let is_set = |at| Ok::<_, rusqlite::Error>(whole(row, at)?.unwrap_or_default() != 0);
    Ok(Marks {
        read: is_set(first)?,
        starred: is_set(first + 1)?,
        later: is_set(first + 2)?,
        hidden: is_set(first + 3)?,
    })
}

/// A whole article; `None` where its title or its text cannot be read.
pub(super) fn article(
    connection: &Connection,
    texts: &Texts,
    row: &Row<'_>,
) -> rusqlite::Result<Option<Article>> {
    let id = ArticleId(row.get(0)?);
    let Some(title) = line(row, 2)? else { return Ok(skipped(id, "has no title")) };
    let Some((text, parts)) = body(connection, texts, row, 12)? else {
        return Ok(skipped(id, "has no text that can be read"));
    };
    let source = line(row, 1)?;
    let is_outlet = whole(row, 5)? == Some(1);
    Ok(Some(Article {
        id: Some(id),
        called: None,
        outlet: source.filter(|source| is_outlet && !source.is_empty()),
        title,
        link: raw(row, 7)?.and_then(|link| Link::parse(&link).ok()),
        authors: lines(row, 8)?,
        published: moment(row, 3)?,
        updated: moment(row, 11)?,
        language: line(row, 10)?,
        feed: line(row, 6)?.filter(|feed| !feed.is_empty()),
        tags: lines(row, 9)?,
        body: Body::from_parts(text, parts.blocks, parts.links),
        credits: parts.credits,
        debris: parts.debris,
    }))
}

/// Text and parts of a body. Text without its parts is still worth reading: paragraphs are taken at blank lines.
fn body(
    connection: &Connection,
    texts: &Texts,
    row: &Row<'_>,
    first: usize,
) -> rusqlite::Result<Option<(Prose, parts::Parts)>> {
    let stored = (row.get_ref(first + 1)?, row.get_ref(first + 2)?);
    let Some((text, parts)) = texts.unpack(connection, whole(row, first)?, stored.0, stored.1)?
    else {
        return Ok(None);
    };
    // Cleaned without moving a byte: the spans in the parts must hold.
    let text = Prose::again(&text);
    let parts = parts.unwrap_or_else(|| parts::Parts {
        blocks: Body::verbatim(&text).blocks().to_vec(),
        ..parts::Parts::default()
    });
    Ok(Some((text, parts)))
}

/// The text of a column as it stands; bytes that are no UTF-8 become U+FFFD. `None` for what is no text.
pub(super) fn raw(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    })
}

/// One clean line.
pub(super) fn line(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Prose>> {
    Ok(raw(row, at)?.map(|text| Prose::line(&text)))
}

/// A whole number.
pub(super) fn whole(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<i64>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Integer(number) => Some(number),
        _ => None,
    })
}

fn lines(row: &Row<'_>, at: usize) -> rusqlite::Result<Vec<Prose>> {
    let text = raw(row, at)?.unwrap_or_default();
    Ok(text.split('\n').map(Prose::line).filter(|line| !line.is_empty()).collect())
}

pub(super) fn moment(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Moment>> {
    Ok(whole(row, at)?.and_then(Moment::from_second))
}

fn skipped<T>(id: ArticleId, why: &str) -> Option<T> {
    log::warn!("article {id} in the store {why}; it is passed over");
    None
}
