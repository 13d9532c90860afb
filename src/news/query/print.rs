//! Writes a query so that it reads back as the same query.

use std::fmt;

use jiff::civil::date;

use super::{Query, Sort, Term, parse};
use crate::news::Mark;

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.terms.iter().map(ToString::to_string).collect();
        parts.extend(order(self.sort, self.reversed));
        f.write_str(&parts.join(" "))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (term, negated) = self.peeled();
        match (term, negated) {
            (Self::Is(Mark::Read), true) => return f.write_str("is:unread"),
            (Self::Within(days), true) => return write!(f, "before:{}", Ago(*days)),
            (_, true) => f.write_str("-")?,
            (_, false) => {}
        }
        write_term(f, term)
    }
}

fn write_term(f: &mut fmt::Formatter<'_>, term: &Term) -> fmt::Result {
    match term {
        Term::Words(words) => f.write_str(&words_or_quoted(words)),
        Term::Outlet(name) => write!(f, "outlet:{}", value_or_quoted(name)),
        Term::Title(words) => write!(f, "title:{}", value_or_quoted(words)),
        Term::Author(name) => write!(f, "author:{}", value_or_quoted(name)),
        Term::Tag(tag) => write!(f, "tag:{}", value_or_quoted(tag)),
        Term::Feed(feed) => write!(f, "feed:{}", value_or_quoted(feed)),
        Term::Folder(folder) => write!(f, "folder:{}", value_or_quoted(folder)),
        Term::Language(language) => write!(f, "lang:{}", value_or_quoted(language)),
        Term::Watch(number) => write!(f, "watch:{number}"),
        Term::Is(mark) => write!(f, "is:{}", state(*mark)),
        Term::Watched => f.write_str("is:watched"),
        Term::Copy => f.write_str("is:copy"),
        Term::After(day) => write!(f, "after:{day}"),
        Term::Before(day) => write!(f, "before:{day}"),
        Term::Within(days) => write!(f, "after:{}", Ago(*days)),
        // `peeled` has taken every negation off.
        Term::Not(_) => Ok(()),
    }
}

struct Ago(u16);

impl fmt::Display for Ago {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("today"),
            1 => f.write_str("yesterday"),
            days => write!(f, "{days}d"),
        }
    }
}

fn state(mark: Mark) -> &'static str {
    match mark {
        Mark::Read => "read",
        Mark::Starred => "starred",
        Mark::Later => "later",
        Mark::Hidden => "hidden",
    }
}

fn order(sort: Sort, reversed: bool) -> Option<String> {
    let name = match sort {
        Sort::Date if !reversed => return None,
        Sort::Date => "date",
        Sort::Outlet => "outlet",
        Sort::Title => "title",
        Sort::Length => "length",
    };
    Some(format!("sort:{}{name}", if reversed { "-" } else { "" }))
}

/// Words without quotes where they read back as themselves.
///
/// Asking the parser instead of listing its special cases keeps both in step.
fn words_or_quoted(words: &str) -> String {
    let alone = parse::parse(words, date(1970, 1, 1));
    match alone.as_ref().map(|query| (query.terms.as_slice(), query.has_default_order())) {
        Ok(([Term::Words(same)], true)) if same == words && !words.starts_with('"') => words.into(),
        _ => quoted(words),
    }
}

fn value_or_quoted(value: &str) -> String {
    let is_plain = !value.starts_with('"') && !value.contains(char::is_whitespace);
    if is_plain { value.into() } else { quoted(value) }
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}
