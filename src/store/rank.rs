//! Which of the articles found come first: BM25 of outlet, title and text, with a bonus for what is recent.
//!
//! As somebody types, an answer is due in milliseconds whatever the size of the store. So not all matches are weighed but
//! the newest ones, and those with all the words in outlet and title, however old. A rare word has few matches: then these
//! are all. A frequent one tells articles apart so little that their age decides anyway.
//!
//! BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the fields
//! weighed before the saturation (BM25F).

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::{Connection, Params, Row, params, params_from_iter};

use super::filter::{Filter, Phrase};
use super::find::Said;
use super::texts::Texts;
use super::{find, row};
use crate::news::query::{Query, Term};
use crate::news::{ArticleId, Headline, Moment};
use crate::text::plain;

/// Newest matches that are weighed.
const NEWEST: usize = 200;
/// Newest matches in outlet and title that are weighed besides.
const IN_HEADS: usize = 60;
/// More articles with a word than this are not counted: it is frequent then.
const FREQUENT: usize = 2000;

/// A word in the title counts so many times as much as one in the text, one in the outlet's name so many times.
const TITLE: f64 = 10.0;
const SOURCE: f64 = 4.0;
/// The usual constants: how soon more of a word says no more, and how much a long text is held against it.
const K1: f64 = 1.2;
const B: f64 = 0.75;
/// An article of today is worth so much more than a very old one; half of that is left after so many days.
const RECENT: f64 = 0.5;
const HALF_LIFE_DAYS: f64 = 30.0;
const DAY_SECONDS: f64 = 86_400.0;

/// The best so many articles for a query that looks for words, the best first.
pub(super) fn best(
    connection: &Connection,
    texts: &Texts,
    query: &Query,
    today: Date,
    limit: usize,
) -> rusqlite::Result<Vec<Headline>> {
    let filter = Filter::new(query, today);
    let wanted = wanted(query);
    let found = candidates(connection, texts, &filter, &wanted, limit)?;
    let weights = weights(connection, &wanted)?;
    let length = found.iter().map(|found| found.words).sum::<f64>() / found.len().max(1) as f64;
    let now = Moment::of_day(today).map_or(0, Moment::second);
    let mut scored = Vec::with_capacity(found.len());
    for candidate in found {
        let Some(said) = Said::of(connection, texts, candidate.headline.id)? else { continue };
        let score = bm25(&said, &wanted, &weights, candidate.words / length.max(1.0));
        scored.push((score * recency(now, candidate.at), candidate));
    }
    scored.sort_by(|(a, one), (b, other)| {
        b.total_cmp(a).then(other.at.cmp(&one.at)).then(one.headline.id.cmp(&other.headline.id))
    });
    Ok(scored.into_iter().take(limit).map(|(_, candidate)| candidate.headline).collect())
}

/// A word that is looked for, in its plain form.
struct Wanted {
    word: String,
    any_ending: bool,
}

impl Wanted {
    fn matches(&self, word: &str) -> bool {
        if self.any_ending { word.starts_with(&self.word) } else { word == self.word }
    }

    fn asked(&self) -> String {
        format!("\"{}\"{}", self.word, if self.any_ending { "*" } else { "" })
    }
}

/// The words of a query that articles must have, each once.
fn wanted(query: &Query) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for term in &query.terms {
        let (Term::Words(text) | Term::Title(text)) = term else { continue };
        let Some(Phrase { words, any_ending }) = Phrase::of(text) else { continue };
        let last = words.len() - 1;
        for (at, word) in words.into_iter().enumerate() {
            if !wanted.iter().any(|known| known.word == word) {
                wanted.push(Wanted { word, any_ending: any_ending && at == last });
            }
        }
    }
    wanted
}

/// An article that is weighed.
struct Candidate {
    headline: Headline,
    at: i64,
    words: f64,
}

fn candidates(
    connection: &Connection,
    texts: &Texts,
    filter: &Filter,
    wanted: &[Wanted],
    limit: usize,
) -> rusqlite::Result<Vec<Candidate>> {
    let mut found = HashMap::new();
    let mut gather = |index: &str, asked: &str, most: usize| {
        let mut values = filter.conditions_params();
        values.push(asked.to_owned().into());
        let select = format!(
            "SELECT {}, at, words FROM article JOIN
                 (SELECT rowid AS found FROM {index} WHERE {index} MATCH ?{}) ON found = id
             WHERE {} ORDER BY found DESC",
            row::HEADLINE,
            values.len(),
            filter.conditions()
        );
        let each = &mut |row: &Row<'_>| gather_row(row, &mut found);
        find::each_row_of(
            connection,
            texts,
            filter,
            (&select, params_from_iter(values)),
            most,
            each,
        )
    };
    gather("words", filter.words.as_deref().unwrap_or_default(), NEWEST.max(limit))?;
    let all: Vec<String> = wanted.iter().take(32).map(Wanted::asked).collect();
    gather("heads", &all.join(" AND "), IN_HEADS)?;
    Ok(found.into_values().collect())
}

fn gather_row(row: &Row<'_>, found: &mut HashMap<ArticleId, Candidate>) -> rusqlite::Result<()> {
    if let Some(headline) = row::headline(row)? {
        let (at, words) = (row::whole(row, 11)?, row::whole(row, 12)?);
        let candidate = Candidate {
            at: at.unwrap_or_default(),
            words: words.unwrap_or_default() as f64,
            headline,
        };
        found.insert(candidate.headline.id, candidate);
    }
    Ok(())
}

/// How much each word tells: the fewer articles have it, the more (inverse document frequency).
fn weights(connection: &Connection, wanted: &[Wanted]) -> rusqlite::Result<Vec<f64>> {
    let all = number(connection, "SELECT listed FROM tally", [])?;
    let select = "SELECT count(*) FROM (SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2)";
    wanted
        .iter()
        .map(|wanted| {
            // One word alone weighs nothing against others; counting one with any ending means going through them all.
            let with = if wanted.any_ending {
                (FREQUENT as f64).min(all / 2.0)
            } else {
                number(connection, select, params![wanted.asked(), FREQUENT as i64])?
            };
            Ok((1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln())
        })
        .collect()
}

fn number(connection: &Connection, select: &str, values: impl Params) -> rusqlite::Result<f64> {
    connection
        .prepare_cached(select)?
        .query_row(values, |row| Ok(row::whole(row, 0)?.unwrap_or_default() as f64))
}

/// How well an article answers; `length` is that of its text, of all weighed ones.
fn bm25(said: &Said, wanted: &[Wanted], weights: &[f64], length: f64) -> f64 {
    let mut counts = vec![0.0; wanted.len()];
    for (text, worth) in [(&said.title, TITLE), (&said.source, SOURCE), (&said.text, 1.0)] {
        plain::words(text, |word| {
            for (wanted, count) in wanted.iter().zip(&mut counts) {
                *count += if wanted.matches(word) { worth } else { 0.0 };
            }
        });
    }
    let saturated = counts.iter().map(|n| n * (K1 + 1.0) / (n + K1 * (1.0 - B + B * length)));
    saturated.zip(weights).map(|(share, weight)| share * weight).sum()
}

fn recency(now: i64, at: i64) -> f64 {
    let days = (now.saturating_sub(at) as f64 / DAY_SECONDS).max(0.0);
    1.0 + RECENT * (-days / HALF_LIFE_DAYS).exp2()
}
