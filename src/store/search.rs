//! Ranked search, with the words around the first match.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::codec::text;
use super::error::About;
use super::filter::Filter;
use super::{Shelf, StoreError, row, snippet};
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
    /// The rank is BM25, with the title counting ten times and the outlet four times as much as the text. A query that
    /// looks for no words, or that asks for another order than by date, answers in its order.
    pub fn search(&self, query: &Query, today: Date, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let filter = Filter::new(query, today);
        let select = if filter.words.is_some() && query.has_default_order() {
            filter.select_ranked(row::HEADLINE, limit)
        } else {
            filter.select_first(row::HEADLINE, limit)
        };
        let found = headlines(self.connection(), &select, &filter).about(self.path())?;
        let words: Vec<&str> = query.words().collect();
        let hits = found.into_iter().map(|headline| {
            let text = text_of(self.connection(), headline.id)?;
            Ok(Hit { snippet: snippet::around(&text, &words), headline })
        });
        hits.collect::<rusqlite::Result<_>>().about(self.path())
    }
}

fn headlines(
    connection: &Connection,
    select: &str,
    filter: &Filter,
) -> rusqlite::Result<Vec<Headline>> {
    let mut statement = connection.prepare(select)?;
    let rows = statement.query_map(params_from_iter(filter.params()), row::headline)?;
    rows.filter_map(Result::transpose).collect()
}

/// The text of an article; empty where it cannot be read.
fn text_of(connection: &Connection, id: ArticleId) -> rusqlite::Result<String> {
    let query = "SELECT codec, text FROM body WHERE id = ?1";
    let text = |row: &Row<'_>| Ok(text::read(row::whole(row, 0)?, row.get_ref(1)?));
    Ok(connection.query_row(query, [id.0], text).optional()?.flatten().unwrap_or_default())
}
