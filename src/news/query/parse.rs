//! Reads the search language. Its grammar stands at the head of [`super`].

use jiff::civil::{Date, Weekday};

use super::{Query, Sort, Term, days_before};
use crate::news::Mark;
use crate::text::Prose;

/// Why a query cannot be understood. Each names the term at fault and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// There is no such field.
    #[error("there is no field \"{field}:\"; fields are {}; put the words in quotes to look for them", FIELDS.join(", "))]
    UnknownField {
        /// What stood before the colon.
        field: Prose,
    },
    /// There is more in it than anybody would type.
    #[error("a query can have {MOST_TERMS} terms at most")]
    TooLong,
    /// The value of a field is not one of those it can have.
    #[error("\"{term}\" is not understood; {expected} was expected")]
    Value {
        /// The term as it was written.
        term: Prose,
        /// What can stand there.
        expected: &'static str,
    },
}

/// Every field, as it is written before the colon.
const FIELDS: [&str; 12] = [
    "outlet", "title", "author", "tag", "feed", "folder", "lang", "is", "watch", "after", "before",
    "sort",
];

/// More terms than this are no query, but something pasted by mistake.
const MOST_TERMS: usize = 100;

const STATES: &str = "read, unread, starred, later, hidden, watched or copy";
const DAYS: &str = "a day as 2024-06-20, today, yesterday, 7d, 2w or mon";
const NUMBER: &str = "the number of a watch";
const ORDERS: &str = "date, age, outlet, title or length";
const SOMETHING: &str = "something after the colon";

pub(super) fn parse(text: &str, today: Date) -> Result<Query, QueryError> {
    let mut query = Query::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (token, after) = next_token(rest);
        rest = after.trim_start();
        token.read_into(&mut query, today)?;
        if query.terms.len() > MOST_TERMS {
            return Err(QueryError::TooLong);
        }
    }
    Ok(query)
}

/// One term as it was written.
#[derive(Debug)]
struct Token<'a> {
    negated: bool,
    field: Option<&'a str>,
    value: String,
    source: &'a str,
}

impl Token<'_> {
    fn read_into(self, query: &mut Query, today: Date) -> Result<(), QueryError> {
        if self.field == Some("sort") {
            (query.sort, query.reversed) = self.order()?;
            return Ok(());
        }
        let Some(term) = self.term(today)? else { return Ok(()) };
        query.terms.push(if self.negated { term.negated() } else { term });
        Ok(())
    }

    /// The term without its sign; none for an empty phrase.
    fn term(&self, today: Date) -> Result<Option<Term>, QueryError> {
        let Some(field) = self.field else {
            return Ok((!self.value.is_empty()).then(|| Term::Words(self.value.clone())));
        };
        if self.value.is_empty() {
            return Err(self.unexpected(SOMETHING));
        }
        let value = self.value.clone();
        Ok(Some(match field {
            "outlet" => Term::Outlet(value),
            "title" => Term::Title(value),
            "author" => Term::Author(value),
            "tag" => Term::Tag(value),
            "feed" => Term::Feed(value),
            "folder" => Term::Folder(value),
            "lang" => Term::Language(value),
            "is" => state(&value).ok_or_else(|| self.unexpected(STATES))?,
            "watch" => {
                let number = value.parse().ok();
                Term::Watch(number.ok_or_else(|| self.unexpected(NUMBER))?)
            }
            "after" => since(&value, today).ok_or_else(|| self.unexpected(DAYS))?,
            "before" => before(&value, today).ok_or_else(|| self.unexpected(DAYS))?,
            _ => return Err(QueryError::UnknownField { field: Prose::line(field) }),
        }))
    }

    fn order(&self) -> Result<(Sort, bool), QueryError> {
        let (name, turned) = match self.value.strip_prefix('-') {
            Some(name) => (name, true),
            None => (self.value.as_str(), false),
        };
        let (sort, reversed) = match name {
            "date" => (Sort::Date, false),
            "age" => (Sort::Date, true),
            "outlet" => (Sort::Outlet, false),
            "title" => (Sort::Title, false),
            "length" => (Sort::Length, false),
            _ => return Err(self.unexpected(ORDERS)),
        };
        Ok((sort, reversed ^ turned ^ self.negated))
    }

    fn unexpected(&self, expected: &'static str) -> QueryError {
        QueryError::Value { term: Prose::line(self.source), expected }
    }
}

/// Takes one term off the beginning of a text that does not begin with a space.
fn next_token(text: &str) -> (Token<'_>, &str) {
    let (negated, unsigned) = match text.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| !c.is_whitespace()) => (true, rest),
        _ => (false, text),
    };
    let (field, valued) = field(unsigned).map_or((None, unsigned), |(f, rest)| (Some(f), rest));
    let (value, rest) = match valued.strip_prefix('"') {
        Some(quoted) => phrase(quoted),
        None => word(valued),
    };
    let source = text.get(..text.len() - rest.len()).unwrap_or(text);
    (Token { negated, field, value, source }, rest)
}

/// A field's name and what follows its colon, where `text` begins with one.
///
/// A known field is one whatever follows; an unknown one only where it can hardly be anything else.
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    if FIELDS.contains(&name) {
        return Some((name, rest));
    }
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
    let has_value = rest.starts_with(|c: char| c.is_alphanumeric() || c == '"');
    (is_name && has_value).then_some((name, rest))
}

fn word(text: &str) -> (String, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word.to_owned(), rest)
}

/// The words up to the closing quote, which may be missing while somebody is still typing.
fn phrase(text: &str) -> (String, &str) {
    let mut words = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => words.extend(chars.next()),
            c => words.push(c),
        }
    }
    (words, chars.as_str())
}

fn state(name: &str) -> Option<Term> {
    Some(match name {
        "read" => Term::Is(Mark::Read),
        "unread" => Term::Is(Mark::Read).negated(),
        "starred" => Term::Is(Mark::Starred),
        "later" => Term::Is(Mark::Later),
        "hidden" => Term::Is(Mark::Hidden),
        "watched" => Term::Watched,
        "copy" => Term::Copy,
        _ => return None,
    })
}

fn since(value: &str, today: Date) -> Option<Term> {
    days_ago(value).map(Term::Within).or_else(|| day(value, today).map(Term::After))
}

fn before(value: &str, today: Date) -> Option<Term> {
    let days = days_ago(value).map(|days| Term::Within(days).negated());
    days.or_else(|| day(value, today).map(Term::Before))
}

/// Days that move on with the calendar: `today`, `yesterday`, `7d`, `2w`.
fn days_ago(value: &str) -> Option<u16> {
    match value {
        "today" => return Some(0),
        "yesterday" => return Some(1),
        _ => {}
    }
    let (number, days) = match value.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (value.strip_suffix('d')?, 1),
    };
    let is_number = number.bytes().all(|b| b.is_ascii_digit());
    number.parse::<u16>().ok().filter(|_| is_number)?.checked_mul(days)
}

/// A day of the calendar: a date, or the last day of that name, today included.
fn day(value: &str, today: Date) -> Option<Date> {
    let Some(weekday) = weekday(value) else { return value.parse().ok() };
    Some(days_before(today, today.weekday().since(weekday).unsigned_abs().into()))
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tuesday" => Weekday::Tuesday,
        "wed" | "wednesday" => Weekday::Wednesday,
        "thu" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}
