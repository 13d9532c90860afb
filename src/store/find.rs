//! Runs a [`Filter`]: what SQL can say is asked of SQLite, phrases are looked up in the texts themselves.
//!
//! The index knows which words an article has, not where: that would be three quarters of it. So a phrase is first
//! looked for as its words, and those articles that have them all are read.

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::filter::Filter;
use super::phrase::Check;
use super::row;
use super::texts::Texts;
use crate::news::ArticleId;
use crate::text::plain;

/// Calls `each` with every row of a statement made from a filter, whose first column is the id, in order.
///
/// Stops after `limit` rows that hold.
pub(super) fn each_row(
    connection: &Connection,
    texts: &Texts,
    (filter, select): (&Filter, &str),
    limit: usize,
    each: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(select)?;
    let mut rows = statement.query(params_from_iter(filter.params()))?;
    let mut found = 0;
    while found < limit
        && let Some(row) = rows.next()?
    {
        if holds(connection, texts, filter, ArticleId(row.get(0)?))? {
            each(row)?;
            found += 1;
        }
    }
    Ok(())
}

/// The ids of the articles that a filter picks, in its order.
pub(super) fn ids(
    connection: &Connection,
    texts: &Texts,
    filter: &Filter,
) -> rusqlite::Result<Vec<ArticleId>> {
    let mut ids = Vec::new();
    each_row(connection, texts, (filter, &filter.select("id")), usize::MAX, &mut |row| {
        ids.push(ArticleId(row.get(0)?));
        Ok(())
    })?;
    Ok(ids)
}

/// Whether an article has all the phrases of a filter, and none of those it must not have.
fn holds(
    connection: &Connection,
    texts: &Texts,
    filter: &Filter,
    id: ArticleId,
) -> rusqlite::Result<bool> {
    if filter.checks.is_empty() {
        return Ok(true);
    }
    let Some(article) = Said::of(connection, texts, id)? else { return Ok(false) };
    let has = |check: &Check| article.has(&check.words, check.any_ending, false);
    Ok(filter.checks.iter().all(|check| has(check) != check.negated))
}

/// What of an article is searched.
pub(super) struct Said {
    pub(super) source: String,
    pub(super) title: String,
    pub(super) text: String,
}

impl Said {
    pub(super) fn of(
        connection: &Connection,
        texts: &Texts,
        id: ArticleId,
    ) -> rusqlite::Result<Option<Self>> {
        let select =
            "SELECT source, title, codec, text FROM article JOIN body ON body.id = article.id
             WHERE article.id = ?1";
        let said = |row: &Row<'_>| {
            let text = texts.text(connection, row::whole(row, 2)?, row.get_ref(3)?)?;
            Ok(Self {
                source: row::raw(row, 0)?.unwrap_or_default(),
                title: row::raw(row, 1)?.unwrap_or_default(),
                text: text.unwrap_or_default(),
            })
        };
        connection.prepare_cached(select)?.query_row([id.0], said).optional()
    }

    /// The same where outlet and title are read already.
    pub(super) fn below(
        connection: &Connection,
        texts: &Texts,
        id: ArticleId,
        (source, title): (String, String),
    ) -> rusqlite::Result<Option<Self>> {
        let text = |row: &Row<'_>| texts.text(connection, row::whole(row, 0)?, row.get_ref(1)?);
        let text = connection
            .prepare_cached("SELECT codec, text FROM body WHERE id = ?1")?
            .query_row([id.0], text)
            .optional()?;
        Ok(text.map(|text| Self { source, title, text: text.unwrap_or_default() }))
    }

    /// Whether it has these words side by side.
    pub(super) fn has(&self, words: &[String], any_ending: bool, in_title: bool) -> bool {
        let places = [&self.title, &self.source, &self.text];
        let places = if in_title { &places[..1] } else { &places[..] };
        places.iter().any(|text| plain::has_phrase(text, words, any_ending))
    }
}
