//! Search, with the words around the first match.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::About;
use super::filter::{Few, Filter};
use super::looked_for::{Depth, FREQUENT};
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
    /// as much again for what is recent; where more than ten thousand articles match, the newest of them are weighed. A
    /// query that looks for no words, or that asks for another order than by date, answers in its order.
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
        self.look_for(query, today, (limit, Depth::Whole), goes_on)
    }

    /// First hits: the best of the newest matches, and of those with all the words in title and outlet.
    pub fn search_soon(
        &self,
        query: &Query,
        today: Date,
        limit: usize,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Found, StoreError> {
        self.look_for(query, today, (limit, Depth::First), goes_on)
    }

    fn look_for(
        &self,
        query: &Query,
        today: Date,
        (limit, depth): (usize, Depth),
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Found, StoreError> {
        let (connection, texts) = (self.connection(), self.texts());
        let filter = Filter::new(query, today);
        let (found, is_whole) = if filter.words.is_some() && query.has_default_order() {
            rank::best(connection, texts, (query, today), (limit, depth), goes_on)
                .about(self.path())?
        } else {
            match self.newest_of(query, filter, limit, goes_on)? {
                Some(headlines) => (headlines, true),
                None => (Vec::new(), false),
            }
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
    /// hardly any article has one to look at all. `None` where it was given up.
    fn newest_of(
        &self,
        query: &Query,
        mut filter: Filter,
        limit: usize,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Headline>>, StoreError> {
        let connection = self.connection();
        let by_time =
            query.has_default_order() && filter.has_many(connection).about(self.path())?;
        let select = match filter.few_named(connection, FREQUENT, goes_on).about(self.path())? {
            Few::BrokenOff => return Ok(None),
            Few::These(ids) => {
                filter.only(&ids);
                filter.select(row::HEADLINE)
            }
            Few::Many if by_time => {
                filter.select_from("article INDEXED BY article_listed", row::HEADLINE)
            }
            Few::Many => filter.select(row::HEADLINE),
        };
        self.filtered((&filter, &select), limit, row::headline).map(Some)
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
