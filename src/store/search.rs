//! Search, with the words around the first match.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::About;
use super::filter::Filter;
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

impl Shelf {
    /// Finds articles, the best match first; about equal ones by date. `limit` is the most that come back.
    ///
    /// The rank is BM25, with the title counting ten times and the outlet four times as much as the text, and up to half
    /// as much again for what is recent. A query that looks for no words, or that asks for another order than by date,
    /// answers in its order.
    pub fn search(&self, query: &Query, today: Date, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let (connection, texts) = (self.connection(), self.texts());
        let filter = Filter::new(query, today);
        let found = if filter.words.is_some() && query.has_default_order() {
            rank::best(connection, texts, query, today, limit).about(self.path())?
        } else {
            self.first(query, today, limit)?
        };
        let words: Vec<&str> = query.words().collect();
        let hits = found.into_iter().map(|headline| {
            let text = text_of(connection, texts, headline.id)?;
            Ok(Hit { snippet: snippet::around(&text, &words), headline })
        });
        hits.collect::<rusqlite::Result<_>>().about(self.path())
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
