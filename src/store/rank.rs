//! Which of the articles found come first: BM25 of outlet, title and text, with a bonus for what is recent.
//!
//! First hits come of the newest matches, and of some with all the words in outlet and title; the whole answer weighs all
//! matches, of very many the newest ten thousand; see [`looked_for`](super::looked_for).
//!
//! BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the fields
//! weighed before the saturation (BM25F).

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Params, params};

use super::gather::Candidate;
use super::looked_for::{Depth, FREQUENT, LookedFor, Wanted};
use super::row;
use super::texts::Texts;
use crate::news::query::Query;
use crate::news::{ArticleId, Headline, Moment};

/// The usual constants: how soon more of a word says no more, and how much a long text is held against it.
const K1: f64 = 1.2;
const B: f64 = 0.75;
/// An article of today is worth so much more than a very old one; half of that is left after so many days.
const RECENT: f64 = 0.5;
const HALF_LIFE_DAYS: f64 = 30.0;
const DAY_SECONDS: f64 = 86_400.0;

/// The best so many articles for a query that looks for words, the best first, as far as `goes_on` lets it look; and
/// whether that was to the end.
pub(super) fn best(
    connection: &Connection,
    texts: &Texts,
    (query, today): (&Query, Date),
    (limit, depth): (usize, Depth),
    goes_on: &dyn Fn() -> bool,
) -> rusqlite::Result<(Vec<Headline>, bool)> {
    let looked_for = LookedFor::new(connection, texts, query, today, goes_on);
    let gathered = looked_for.candidates(limit, depth)?;
    let weights = weights(connection, &looked_for.wanted, depth)?;
    let is_whole = !gathered.broken_off && (depth == Depth::Whole || !gathered.is_cut);
    let found: Vec<(ArticleId, Candidate)> = gathered.found.into_iter().collect();
    let lengths = found.iter().map(|(_, found)| found.length);
    let length = lengths.sum::<f64>() / found.len().max(1) as f64;
    let now = Moment::of_day(today).map_or(0, Moment::second);
    let score = |(id, candidate): (ArticleId, Candidate)| {
        let score = bm25(&candidate.counts, &weights, candidate.length / length.max(1.0));
        (score * recency(now, candidate.at), candidate.at, id)
    };
    let mut scored: Vec<(f64, i64, ArticleId)> = found.into_iter().map(score).collect();
    scored.sort_by(|(a, one, this), (b, other, that)| {
        b.total_cmp(a).then(other.cmp(one)).then(this.cmp(that))
    });
    Ok((headlines(connection, scored.into_iter().map(|(_, _, id)| id), limit)?, is_whole))
}

/// The rows of the first so many of these articles that have one.
fn headlines(
    connection: &Connection,
    ids: impl Iterator<Item = ArticleId>,
    limit: usize,
) -> rusqlite::Result<Vec<Headline>> {
    let select = format!("SELECT {} FROM article WHERE id = ?1", row::HEADLINE);
    let mut statement = connection.prepare_cached(&select)?;
    let rows = ids.map(|id| statement.query_row([id.0], row::headline).optional());
    rows.filter_map(|row| row.map(Option::flatten).transpose()).take(limit).collect()
}

/// How much each word tells: the fewer articles have it, the more (inverse document frequency).
fn weights(connection: &Connection, wanted: &[Wanted], depth: Depth) -> rusqlite::Result<Vec<f64>> {
    let all = number(connection, "SELECT listed FROM tally", [])?;
    // Words are held against beginnings of words by the same measure.
    let is_exact = depth == Depth::Whole && !wanted.iter().any(|wanted| wanted.any_ending);
    let most = if is_exact { i64::MAX } else { FREQUENT as i64 };
    let select = "SELECT count(*) FROM (SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2)";
    wanted
        .iter()
        .map(|wanted| {
            // One word alone weighs nothing against others; counting one with any ending means going through them all.
            let with = if wanted.any_ending {
                (FREQUENT as f64).min(all / 2.0)
            } else {
                number(connection, select, params![wanted.asked(), most])?
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

/// How well an article answers that has each word so often; `length` is that of its text, of all weighed ones.
fn bm25(counts: &[f64], weights: &[f64], length: f64) -> f64 {
    let saturated = counts.iter().map(|n| n * (K1 + 1.0) / (n + K1 * (1.0 - B + B * length)));
    saturated.zip(weights).map(|(share, weight)| share * weight).sum()
}

fn recency(now: i64, at: i64) -> f64 {
    let days = (now.saturating_sub(at) as f64 / DAY_SECONDS).max(0.0);
    1.0 + RECENT * (-days / HALF_LIFE_DAYS).exp2()
}
