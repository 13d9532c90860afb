//! A query as SQL: a condition, an order and the values in between.
//!
//! Nothing of a query's text ever becomes SQL: it goes in as a parameter, and into the full-text index as quoted
//! words (see [`Phrase`]).

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::fold::folded;
use super::marks::column;
use super::names::{self, Kind};
use super::phrase::{Check, Phrase};
use super::schema::LISTED;
use crate::news::query::{Query, Sort, Term, days_before};
use crate::news::{ArticleId, Mark, Moment};

/// So many articles are put in order rather than found one by one.
const MANY: usize = 500;

/// A query that can be asked.
#[derive(Debug)]
pub(super) struct Filter {
    conditions: Vec<String>,
    params: Vec<Value>,
    /// The numbers of the articles that are looked at, where not all are.
    within: Option<(ArticleId, ArticleId)>,
    order: &'static str,
    /// What the full-text index is asked for, unless no words are looked for.
    pub(super) words: Option<String>,
    /// What SQLite cannot see: phrases.
    pub(super) checks: Vec<Check>,
    /// Conditions that an index answers.
    indexed: Vec<Indexed>,
    /// Names that are asked for, which another index answers.
    named: Vec<(Kind, String)>,
    /// Whether days before some day are asked for.
    pub(super) is_before: bool,
}

/// What an index says of a condition.
#[derive(Debug)]
pub(super) enum Few {
    /// These articles alone hold it.
    These(Vec<i64>),
    /// There may be many; or the index does not tell.
    Many,
    /// It took longer than whoever asks would wait.
    BrokenOff,
}

/// A condition that an index answers.
#[derive(Debug)]
struct Indexed {
    condition: String,
    value: Option<Value>,
    /// Whether it asks for a feed, a folder or a watch, which may have very many articles.
    is_part: bool,
}

impl Filter {
    pub(super) fn new(query: &Query, today: Date) -> Self {
        let asks_for_hidden =
            query.terms.iter().any(|t| t.peeled() == (&Term::Is(Mark::Hidden), false));
        let listed = if asks_for_hidden { "aside = 0" } else { LISTED };
        let mut filter = Self {
            conditions: vec![listed.to_owned()],
            params: Vec::new(),
            within: None,
            order: order(query.sort, query.reversed),
            words: None,
            checks: Vec::new(),
            indexed: Vec::new(),
            named: Vec::new(),
            is_before: false,
        };
        for term in &query.terms {
            let (term, negated) = term.peeled();
            filter.narrow(term, negated, today);
        }
        if asks_for_hidden {
            // The indexes are of what is listed.
            filter.indexed.clear();
            filter.is_before = false;
        }
        filter
    }

    /// Looks at articles of these numbers alone.
    pub(super) fn only_from(&mut self, first: ArticleId, last: ArticleId) {
        self.conditions.push(format!("id BETWEEN {first} AND {last}"));
        self.within = Some((first, last));
    }

    /// Looks at articles that came in after that one alone.
    pub(super) fn only_after(&mut self, last: ArticleId) {
        self.conditions.push(format!("id > {last}"));
        self.within = Some((ArticleId(last.0.saturating_add(1)), ArticleId(i64::MAX)));
    }

    /// The values of the conditions, in order; what the index is asked for is the last.
    pub(super) fn params(&self) -> Vec<Value> {
        let mut params = self.params.clone();
        params.extend(self.words.clone().map(Value::Text));
        params
    }

    /// Whether a feed, a folder or a watch is asked for, and whatever an index answers has very many articles.
    pub(super) fn has_many(&self, connection: &Connection) -> rusqlite::Result<bool> {
        let is_parted = self.indexed.iter().any(|indexed| indexed.is_part);
        Ok(is_parted && self.few_indexed(connection, MANY)?.is_none())
    }

    /// The articles that one of the conditions leaves, where an index tells them and they are fewer than so many.
    pub(super) fn few(
        &self,
        connection: &Connection,
        most: usize,
        goes_on: &dyn Fn() -> bool,
    ) -> rusqlite::Result<Few> {
        match self.few_indexed(connection, most)? {
            None => self.few_named(connection, most, goes_on),
            Some(ids) => Ok(Few::These(ids)),
        }
    }

    /// The same by names alone: outlets, authors, tags, languages.
    pub(super) fn few_named(
        &self,
        connection: &Connection,
        most: usize,
        goes_on: &dyn Fn() -> bool,
    ) -> rusqlite::Result<Few> {
        for (kind, part) in &self.named {
            match names::few(connection, *kind, part, (most, goes_on))? {
                Few::Many => {}
                few => return Ok(few),
            }
        }
        Ok(Few::Many)
    }

    fn few_indexed(
        &self,
        connection: &Connection,
        most: usize,
    ) -> rusqlite::Result<Option<Vec<i64>>> {
        for Indexed { condition, value, .. } in &self.indexed {
            let select =
                format!("SELECT id FROM article WHERE {LISTED} AND {condition} LIMIT {most}");
            let mut statement = connection.prepare(&select)?;
            let ids: Vec<i64> = statement
                .query_map(params_from_iter(value), |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            if ids.len() < most {
                return Ok(Some(ids));
            }
        }
        Ok(None)
    }

    /// Looks at these articles alone.
    pub(super) fn only(&mut self, ids: &[i64]) {
        self.hold("id IN (SELECT value FROM json_each(?))", json_list(ids), false);
    }

    /// A statement for these columns of every article that matches, in order.
    pub(super) fn select(&self, columns: &str) -> String {
        self.select_from("article", columns)
    }

    /// The same with a word on the index that leads.
    pub(super) fn select_from(&self, from: &str, columns: &str) -> String {
        let mut conditions = self.conditions.join(" AND ");
        if self.words.is_some() {
            // The index would else be read for all articles, to be held against a few.
            let within = self.within.map_or_else(String::new, |(first, last)| {
                format!(" AND rowid BETWEEN {first} AND {last}")
            });
            conditions.push_str(" AND id IN (SELECT rowid FROM words WHERE words MATCH ?");
            conditions.push_str(&within);
            conditions.push(')');
        }
        format!("SELECT {columns} FROM {from} WHERE {conditions} ORDER BY {}", self.order)
    }

    /// The values of the conditions without the words, in order.
    pub(super) fn conditions_params(&self) -> Vec<Value> {
        self.params.clone()
    }

    /// The conditions without the words.
    pub(super) fn conditions(&self) -> String {
        self.conditions.join(" AND ")
    }

    fn narrow(&mut self, term: &Term, negated: bool, today: Date) {
        match term {
            Term::Words(text) => self.look_for(text, negated),
            Term::Title(text) => self.look_in_title(text, negated),
            Term::Outlet(name) => self.hold_name(Kind::Outlet, "has(source, ?)", name, negated),
            Term::Author(name) => self.hold_name(Kind::Author, "has(authors, ?)", name, negated),
            Term::Tag(tag) => {
                let tagged =
                    "(has_line(tags, ?) OR id IN (SELECT article FROM tag WHERE fold(name) = ?))";
                self.hold_name(Kind::Tag, tagged, tag, negated);
            }
            Term::Feed(feed) => self.in_feed(feed, negated),
            Term::Folder(folder) => {
                let inside =
                    "feed IN (SELECT id FROM feed WHERE instr(fold(folder) || '/', ?) = 1)";
                self.hold_part(inside, format!("{}/", folded(folder)), negated);
            }
            Term::Language(language) => {
                self.hold_name(Kind::Language, "is_language(language, ?)", language, negated);
            }
            Term::Watch(number) => {
                let seen = "id IN (SELECT article FROM sighting WHERE watch = ?)";
                self.hold_part(seen, *number, negated);
            }
            // Written out, so that SQLite sees that the index of that mark will do.
            Term::Is(mark) => {
                let condition = format!("{} = {}", column(*mark), u8::from(!negated));
                let has_index = negated == (*mark == Mark::Read) && *mark != Mark::Hidden;
                if has_index {
                    self.indexed.push(Indexed {
                        condition: condition.clone(),
                        value: None,
                        is_part: false,
                    });
                }
                self.conditions.push(condition);
            }
            Term::Watched => self.be("id IN (SELECT article FROM sighting)", negated),
            // One whose original is not listed stands for it.
            Term::Copy => self.be(
                "id IN (SELECT storied.article FROM storied JOIN article AS original
                     ON original.id = storied.copy_of
                 WHERE storied.copy_of IS NOT NULL AND original.hidden = 0 AND original.aside = 0)",
                negated,
            ),
            Term::After(day) => self.since(second(*day), negated),
            Term::Before(day) => self.since(second(*day), !negated),
            Term::Within(days) => self.since(second(days_before(today, *days)), negated),
            // `peeled` has taken every negation off.
            Term::Not(_) => {}
        }
    }

    /// Holds a condition without a value.
    fn be(&mut self, condition: &str, negated: bool) {
        self.conditions.push(format!("{}{condition}", if negated { "NOT " } else { "" }));
    }

    /// A number is that of a feed; anything else is part of its name, or the whole of its source.
    fn in_feed(&mut self, feed: &str, negated: bool) {
        if let Ok(number) = feed.parse::<i64>() {
            return self.hold_part("feed = ?", number, negated);
        }
        let named = "feed IN (SELECT id FROM feed WHERE fold(source) = ?
             OR instr(fold(coalesce(nullif(name, ''), nullif(title, ''), source)), ?) > 0)";
        self.hold_part(named, folded(feed), negated);
    }

    /// From a moment on, or before it.
    fn since(&mut self, second: i64, before: bool) {
        self.is_before |= before;
        let condition = if before { "at < ?" } else { "at >= ?" };
        self.hold_by_index(condition, second.into(), (false, false));
    }

    /// Holds a condition that leaves a part of what there is: a feed, a folder, what was seen by a watch.
    fn hold_part(&mut self, condition: &str, value: impl Into<Value>, negated: bool) {
        self.hold_by_index(condition, value.into(), (true, negated));
    }

    /// Holds a condition on a name.
    fn hold_name(&mut self, kind: Kind, condition: &str, name: &str, negated: bool) {
        let name = folded(name);
        if !negated {
            self.named.push((kind, name.clone()));
        }
        self.hold(condition, name, negated);
    }

    /// Holds a condition that an index answers, unless it is turned round.
    fn hold_by_index(&mut self, condition: &str, value: Value, (is_part, negated): (bool, bool)) {
        if !negated {
            let condition = condition.replace('?', "?1");
            self.indexed.push(Indexed { condition, value: Some(value.clone()), is_part });
        }
        self.hold(condition, value, negated);
    }

    fn hold(&mut self, condition: &str, value: impl Into<Value>, negated: bool) {
        self.params.push(value.into());
        let condition = condition.replace('?', &format!("?{}", self.params.len()));
        self.conditions.push(if negated { format!("NOT ({condition})") } else { condition });
    }

    /// Words anywhere: the index is asked for each of them, the text whether they stand side by side.
    fn look_for(&mut self, text: &str, negated: bool) {
        let Some(phrase) = Phrase::of(text) else { return };
        if phrase.words.len() > 1 {
            let Phrase { words, any_ending } = phrase.clone();
            self.checks.push(Check { words, any_ending, negated });
        }
        match (negated, phrase.words.len()) {
            (true, 1) => self.hold(
                "id IN (SELECT rowid FROM words WHERE words MATCH ?)",
                phrase.all_words(),
                true,
            ),
            (true, _) => {}
            (false, _) => self.add_words(&phrase.all_words()),
        }
    }

    /// A word or phrase in the title, which has an index of its own.
    fn look_in_title(&mut self, text: &str, negated: bool) {
        let Some(phrase) = Phrase::of(text) else { return };
        let asked = format!("title : {}", phrase.quoted());
        self.hold("id IN (SELECT rowid FROM heads WHERE heads MATCH ?)", asked, negated);
        if !negated {
            self.add_words(&phrase.all_words());
        }
    }

    fn add_words(&mut self, words: &str) {
        self.words = Some(match self.words.take() {
            Some(others) => format!("{others} AND {words}"),
            None => words.to_owned(),
        });
    }
}

/// Numbers as one value.
pub(super) fn json_list(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    format!("[{}]", ids.join(","))
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
