//! Search, with the words around the first match.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::About;
use super::filter::Filter;
use super::looked_for::FREQUENT;
use super::texts::Texts;
use super::{Shelf, StoreError, rank, row, snippet};
use crate::news::query::Query;
use crate::news::{ArticleId, Headline};
use crate::text::Prose;

/// An article that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its row of the list.
    pub headline: Headline,
    /// The words around the first match in its text, else its first words; one line.
    pub snippet: Prose,
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best matches of what was looked at.
    pub hits: Vec<Hit>,
    /// Whether that was all there is to look at.
    pub is_whole: bool,
}

impl Shelf {
    /// Finds articles, the best match first; about equal ones by date. `limit` is the most that come back.
    ///
    /// The rank is BM25, with the title counting ten times and the outlet four times as much as the text, and up to half
    /// as much again for what is recent. A query that looks for no words, or that asks for another order than by date,
    /// answers in its order.
    pub fn search(&self, query: &Query, today: Date, limit: usize) -> Result<Vec<Hit>, StoreError> {
        self.search_while(query, today, limit, &|| true).map(|found| found.hits)
    }

    /// The same, given up when `goes_on` says so: then what was found by then comes back. It is asked between articles.
    pub fn search_while(
        &self,
        query: &Query,
        today: Date,
        limit: usize,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Found, StoreError> {
        let (connection, texts) = (self.connection(), self.texts());
        let filter = Filter::new(query, today);
        let (found, is_whole) = if filter.words.is_some() && query.has_default_order() {
            rank::best(connection, texts, (query, today), limit, goes_on).about(self.path())?
        } else {
            (self.newest_of(query, filter, limit)?, true)
        };
        let words: Vec<&str> = query.words().collect();
        let hits = found.into_iter().map(|headline| {
            let text = text_of(connection, texts, headline.id)?;
            Ok(Hit { snippet: snippet::around(&text, &words), headline })
        });
        let hits = hits.collect::<rusqlite::Result<_>>().about(self.path())?;
        Ok(Found { hits, is_whole })
    }

    /// The first rows of a list, for whom a feed that has very many is no reason to put them all in order, nor a name that
    /// hardly any article has one to look at all.
    fn newest_of(
        &self,
        query: &Query,
        mut filter: Filter,
        limit: usize,
    ) -> Result<Vec<Headline>, StoreError> {
        let connection = self.connection();
        let by_time =
            query.has_default_order() && filter.has_many(connection).about(self.path())?;
        let named = filter.few_named(connection, FREQUENT).about(self.path())?;
        let select = if let Some(ids) = named {
            filter.only(&ids);
            filter.select(row::HEADLINE)
        } else if by_time {
            filter.select_from("article INDEXED BY article_listed", row::HEADLINE)
        } else {
            filter.select(row::HEADLINE)
        };
        self.filtered((&filter, &select), limit, row::headline)
    }
}

/// The text of an article; empty where it cannot be read.
fn text_of(connection: &Connection, texts: &Texts, id: ArticleId) -> rusqlite::Result<String> {
    let text = |row: &Row<'_>| texts.text(connection, row::whole(row, 0)?, row.get_ref(1)?);
    let found = connection
        .prepare_cached("SELECT codec, text FROM body WHERE id = ?1")?
        .query_row([id.0], text)
        .optional()?;
    Ok(found.flatten().unwrap_or_default())
}
