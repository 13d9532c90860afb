//! Articles gathered for a search: read one by one, the newest first, and kept with what their rank needs.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::find::Said;
use super::looked_for::LookedFor;
use super::phrase::Phrase;
use super::row;
use crate::news::ArticleId;
use crate::text::plain;

/// A word in the title counts so many times as much as one in the text, one in the outlet's name so many times.
const TITLE: f64 = 10.0;
const SOURCE: f64 = 4.0;

/// So many articles are read, whatever the time: a third of a millisecond.
const LEAST: usize = 12;

/// Articles by their numbers.
pub(super) const FROM_ARTICLES: &str = "FROM article NOT INDEXED";
/// Articles by their days.
pub(super) const FROM_TIME: &str = "FROM article INDEXED BY article_listed";

/// Articles that an index tells, with one more condition on it.
pub(super) fn from_index(index: &str, narrowed: &str) -> String {
    format!(
        "FROM (SELECT rowid AS found FROM {index} WHERE {index} MATCH ?{narrowed}) CROSS JOIN article ON id = found"
    )
}

/// An article that is weighed.
pub(super) struct Candidate {
    pub(super) at: i64,
    /// Words of its text.
    pub(super) length: f64,
    /// How often it has each of the words that count, those in title and outlet several times.
    pub(super) counts: Vec<f64>,
}

/// Articles gathered so far.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) found: HashMap<ArticleId, Candidate>,
    /// Whether there may be more than were looked at.
    pub(super) is_cut: bool,
    /// Whether the search was broken off.
    pub(super) broken_off: bool,
    /// Articles that were read in the last way that was gone.
    pub(super) read: usize,
}

/// How far to go one way.
#[derive(Clone, Copy)]
pub(super) struct Most {
    /// Articles found, by all ways.
    pub(super) found: usize,
    /// Articles read.
    pub(super) read: usize,
}

impl Most {
    pub(super) fn found(found: usize) -> Self {
        Self { found, read: usize::MAX }
    }
}

impl LookedFor<'_> {
    /// Gathers articles, the newest first, until there are enough.
    pub(super) fn gather(
        &self,
        gathered: &mut Gathered,
        from: &str,
        asked: Option<(&str, Value)>,
        most: Most,
    ) -> rusqlite::Result<()> {
        let (select, values) = self.select(from, asked);
        let mut statement = self.connection.prepare(&select)?;
        let mut rows = statement.query(params_from_iter(values))?;
        (gathered.read, gathered.is_cut) = (0, true);
        while gathered.found.len() < most.found && gathered.read < most.read {
            let Some(row) = rows.next()? else {
                gathered.is_cut = false;
                break;
            };
            // On a busy machine the time may be over before it begins: some are looked at all the same.
            if !(self.goes_on)() && gathered.read >= LEAST {
                gathered.broken_off = true;
                break;
            }
            let id = ArticleId(row.get(0)?);
            if !gathered.found.contains_key(&id) {
                gathered.read += 1;
                self.weigh(id, row, gathered)?;
            }
        }
        Ok(())
    }

    /// The statement that tells them, in order, and its values.
    fn select(&self, from: &str, asked: Option<(&str, Value)>) -> (String, Vec<Value>) {
        let mut values = self.filter.conditions_params();
        let mut conditions = self.filter.conditions();
        let mut from = from.to_owned();
        if let Some((condition, value)) = asked {
            values.push(value);
            let number = format!("?{}", values.len());
            from = from.replace('?', &number);
            if !condition.is_empty() {
                conditions = format!("{} AND {conditions}", condition.replace('?', &number));
            }
        }
        let order = match from.as_str() {
            FROM_TIME => "at DESC, rank",
            FROM_ARTICLES => "id DESC",
            _ => "found DESC",
        };
        let columns = "id, at, words, source, title";
        (format!("SELECT {columns} {from} WHERE {conditions} ORDER BY {order}"), values)
    }

    /// Reads an article, and keeps it where it has all that is needed.
    fn weigh(&self, id: ArticleId, row: &Row<'_>, gathered: &mut Gathered) -> rusqlite::Result<()> {
        let head = |at| row::raw(row, at).map(Option::unwrap_or_default);
        let (source, title) = (head(3)?, head(4)?);
        let said = Said::below(self.connection, self.texts, id, (source, title))?;
        let Some(said) = said else { return Ok(()) };
        // Whether words stand side by side is seen sooner than how often each stands there.
        if !self.has_phrases(&said) {
            return Ok(());
        }
        let counts = self.counts(&said);
        if counts.iter().all(|count| *count > 0.0) {
            let at = row::whole(row, 1)?.unwrap_or_default();
            let length = row::whole(row, 2)?.unwrap_or_default() as f64;
            gathered.found.insert(id, Candidate { at, length, counts });
        }
        Ok(())
    }

    fn counts(&self, said: &Said) -> Vec<f64> {
        let mut counts = vec![0.0; self.wanted.len()];
        for (text, worth) in [(&said.title, TITLE), (&said.source, SOURCE), (&said.text, 1.0)] {
            plain::words(text, |word| {
                for (wanted, count) in self.wanted.iter().zip(&mut counts) {
                    *count += if wanted.matches(word) { worth } else { 0.0 };
                }
            });
        }
        counts
    }

    /// Whether all that the counts do not tell holds: words side by side, in titles, and not there.
    fn has_phrases(&self, said: &Said) -> bool {
        self.needs.iter().all(|need| {
            let Phrase { words, any_ending } = &need.phrase;
            let is_counted = words.len() == 1 && !need.negated && !need.in_title;
            is_counted || said.has(words, *any_ending, need.in_title) != need.negated
        })
    }
}
