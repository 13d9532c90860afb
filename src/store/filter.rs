//! A query as SQL: a condition, an order and the values in between.
//!
//! Nothing of a query's text ever becomes SQL: it goes in as a parameter, and into the full-text index as quoted
//! strings (see [`words`]).

use jiff::civil::Date;
use rusqlite::types::Value;

use super::fold::folded;
use super::marks::column;
use super::schema::LISTED;
use crate::news::query::{Query, Sort, Term, days_before};
use crate::news::{ArticleId, Mark, Moment};

/// A query that can be asked.
#[derive(Debug)]
pub(super) struct Filter {
    conditions: Vec<String>,
    params: Vec<Value>,
    order: &'static str,
    /// What the full-text index is asked for, unless no words are looked for.
    pub(super) words: Option<String>,
}

impl Filter {
    pub(super) fn new(query: &Query, today: Date) -> Self {
        let asks_for_hidden =
            query.terms.iter().any(|t| t.peeled() == (&Term::Is(Mark::Hidden), false));
        let listed = if asks_for_hidden { "aside = 0" } else { LISTED };
        let mut filter = Self {
            conditions: vec![listed.to_owned()],
            params: Vec::new(),
            order: order(query.sort, query.reversed),
            words: None,
        };
        for term in &query.terms {
            let (term, negated) = term.peeled();
            filter.narrow(term, negated, today);
        }
        filter
    }

    /// Looks at articles of these numbers alone.
    pub(super) fn only_from(&mut self, first: ArticleId, last: ArticleId) {
        self.conditions.push(format!("id BETWEEN {first} AND {last}"));
    }

    /// The values of the condition, in order.
    pub(super) fn params(&self) -> Vec<Value> {
        let mut params = self.params.clone();
        params.extend(self.words.clone().map(Value::Text));
        params
    }

    /// A statement for these columns of every article that matches, in order.
    pub(super) fn select(&self, columns: &str) -> String {
        let mut conditions = self.conditions.join(" AND ");
        if self.words.is_some() {
            conditions.push_str(" AND id IN (SELECT rowid FROM words WHERE words MATCH ?)");
        }
        format!("SELECT {columns} FROM article WHERE {conditions} ORDER BY {}", self.order)
    }

    /// The same for the first so many articles.
    pub(super) fn select_first(&self, columns: &str, limit: usize) -> String {
        format!("{} LIMIT {}", self.select(columns), rows(limit))
    }

    /// A statement that ranks: the best match first, among about equals the newest. The last column is the rank.
    ///
    /// A match in the title counts most. The rank is rounded, so that a hair's breadth does not beat a day.
    pub(super) fn select_ranked(&self, columns: &str, limit: usize) -> String {
        let conditions = self.conditions.join(" AND ");
        format!(
            "SELECT {columns} FROM article JOIN (SELECT rowid AS found, bm25(words, 4.0, 10.0, 1.0) AS score
                 FROM words WHERE words MATCH ?{}) ON found = id
             WHERE {conditions} ORDER BY round(score, 1), at DESC, rank, id LIMIT {}",
            self.params.len() + 1,
            rows(limit)
        )
    }

    fn narrow(&mut self, term: &Term, negated: bool, today: Date) {
        match term {
            Term::Words(text) => self.look_for(words(text), negated),
            Term::Title(text) => {
                self.look_for(words(text).map(|words| format!("title : {words}")), negated);
            }
            Term::Outlet(name) => self.hold("instr(fold(source), ?) > 0", folded(name), negated),
            Term::Author(name) => self.hold("instr(fold(authors), ?) > 0", folded(name), negated),
            Term::Tag(tag) => {
                let line = format!("\n{}\n", folded(tag));
                let tagged = "(instr(char(10) || fold(tags) || char(10), ?) > 0
                     OR id IN (SELECT article FROM tag WHERE char(10) || fold(name) || char(10) = ?))";
                self.hold(tagged, line, negated);
            }
            Term::Feed(feed) => self.in_feed(feed, negated),
            Term::Folder(folder) => {
                let inside =
                    "feed IN (SELECT id FROM feed WHERE instr(fold(folder) || '/', ?) = 1)";
                self.hold(inside, format!("{}/", folded(folder)), negated);
            }
            Term::Language(language) => {
                let start = format!("{}-", folded(language));
                self.hold("instr(fold(language) || '-', ?) = 1", start, negated);
            }
            // Written out, so that SQLite sees that the index of that mark will do.
            Term::Is(mark) => {
                self.conditions.push(format!("{} = {}", column(*mark), u8::from(!negated)));
            }
            Term::After(day) => self.hold("at >= ?", second(*day), negated),
            Term::Before(day) => self.hold("at < ?", second(*day), negated),
            Term::Within(days) => self.hold("at >= ?", second(days_before(today, *days)), negated),
            // `peeled` has taken every negation off.
            Term::Not(_) => {}
        }
    }

    /// A number is that of a feed; anything else is part of its name, or the whole of its source.
    fn in_feed(&mut self, feed: &str, negated: bool) {
        if let Ok(number) = feed.parse::<i64>() {
            return self.hold("feed = ?", number, negated);
        }
        let named = "feed IN (SELECT id FROM feed WHERE fold(source) = ?
             OR instr(fold(coalesce(nullif(name, ''), nullif(title, ''), source)), ?) > 0)";
        self.hold(named, folded(feed), negated);
    }

    fn hold(&mut self, condition: &str, value: impl Into<Value>, negated: bool) {
        self.params.push(value.into());
        let condition = condition.replace('?', &format!("?{}", self.params.len()));
        self.conditions.push(if negated { format!("NOT ({condition})") } else { condition });
    }

    fn look_for(&mut self, words: Option<String>, negated: bool) {
        match (words, negated) {
            (None, _) => {}
            (Some(words), true) => {
                self.hold("id IN (SELECT rowid FROM words WHERE words MATCH ?)", words, true);
            }
            (Some(words), false) => {
                self.words = Some(match self.words.take() {
                    Some(others) => format!("{others} AND {words}"),
                    None => words,
                });
            }
        }
    }
}

/// A word or phrase as the full-text index understands it: a quoted string, with `*` behind it for any ending.
///
/// `None` where there is nothing in it that could be looked up, such as a dash alone.
fn words(text: &str) -> Option<String> {
    let (text, ending) = text.strip_suffix('*').map_or((text, ""), |stem| (stem, " *"));
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let quoted: String = text.chars().filter(|c| !c.is_control()).collect();
    Some(format!("\"{}\"{ending}", quoted.replace('"', "\"\"")))
}

/// A number of rows as SQLite counts them: with a sign.
fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn second(day: Date) -> i64 {
    let is_past = day.year() < 1970;
    let never = if is_past { i64::MIN } else { i64::MAX };
    Moment::of_day(day).map_or(never, Moment::second)
}

/// The order of a list. Ends in what no two articles share, so that it is the same each time.
fn order(sort: Sort, reversed: bool) -> &'static str {
    match (sort, reversed) {
        (Sort::Date, false) => "at DESC, rank, id",
        (Sort::Date, true) => "at, rank DESC, id DESC",
        (Sort::Outlet, false) => "fold(source), at DESC, rank, id",
        (Sort::Outlet, true) => "fold(source) DESC, at DESC, rank, id",
        (Sort::Title, false) => "fold(title), at DESC, rank, id",
        (Sort::Title, true) => "fold(title) DESC, at DESC, rank, id",
        (Sort::Length, false) => "words, at DESC, rank, id",
        (Sort::Length, true) => "words DESC, at DESC, rank, id",
    }
}
