//! The tables of the settings file that hold any number of things: rules, saved searches, openers, pipes.
//!
//! Each is read for itself: a mistake takes out the one it stands in, and every other holds. What a query picks and what
//! a program does is not known here; that a query can be read is.

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::ConfigProblem;
use super::account::AccountLine;
use super::document::{Document, Entry, expected};
use super::problem::unknown;
use super::table::program;
use crate::news::query::Query;
use crate::news::{Action, Mark};
use crate::text::Prose;

/// What is done with new articles by itself: an entry `[[rule]]`.
///
/// The query is kept as it was written, since `mon` means another day every week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// What it is called in messages.
    pub name: String,
    /// The query that picks articles.
    pub when: String,
    /// What becomes of them.
    pub actions: Vec<Action>,
}

/// A query that has a name: an entry `[[search]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// What it is called in lists.
    pub name: String,
    /// The query as it was written.
    pub query: String,
}

/// A program for some addresses: an entry `[[opener]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opener {
    /// Which addresses: a host and all below it, or a pattern with `*`.
    pub pattern: String,
    /// The program and its arguments.
    pub run: Vec<String>,
}

impl Opener {
    /// Whether it is for this address, given without its scheme: `www.example.org/a.pdf?q=1`.
    ///
    /// A pattern without `*` and `/` is a host and all hosts below it; another one must fit the whole address, with or
    /// without what follows its `?`.
    pub fn fits(&self, address: &str) -> bool {
        let bare = address.split(['?', '#']).next().unwrap_or_default();
        if self.pattern.contains(['*', '/']) {
            return fits(&self.pattern, bare) || fits(&self.pattern, address);
        }
        let authority = bare.split('/').next().unwrap_or_default();
        let host = authority.split(':').next().unwrap_or_default();
        let above = host.strip_suffix(self.pattern.as_str());
        above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
    }
}

/// Whether a text fits a pattern in which `*` stands for any letters. Upper and lower case are one in ASCII.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// A program an article can be sent through: an entry of `[pipe]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipe {
    /// What it is called in lists.
    pub name: String,
    /// The program and its arguments.
    pub run: Vec<String>,
}

/// The names of these tables at the top of the file.
pub(crate) const LISTS: [&str; 5] = ["rule", "search", "opener", "pipe", "account"];

/// What stands in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// What is done with new articles, in this order.
    pub rules: Vec<RuleLine>,
    /// Queries with a name.
    pub searches: Vec<SavedSearch>,
    /// Programs for some addresses; the first that fits is taken.
    pub openers: Vec<Opener>,
    /// Programs an article can be sent through.
    pub pipes: Vec<Pipe>,
    /// Servers that fetch feeds for the reader.
    pub accounts: Vec<AccountLine>,
}

impl Lists {
    /// Reads one of the tables. Whether it was one of them.
    pub(crate) fn read(
        &mut self,
        document: &Document<'_>,
        entry: &Entry<'_>,
        problems: &mut Vec<ConfigProblem>,
    ) -> bool {
        if entry.name == "pipe" {
            self.read_pipes(document, entry, problems);
        } else if LISTS.contains(&entry.name) {
            self.read_array(document, entry, problems);
        } else {
            return false;
        }
        true
    }

    fn read_pipes(
        &mut self,
        document: &Document<'_>,
        entry: &Entry<'_>,
        problems: &mut Vec<ConfigProblem>,
    ) {
        let Some(table) = entry.value.as_table() else {
            let message = expected("a table of programs by name", entry.value);
            problems.push(document.problem(entry.line, entry.name, message));
            return;
        };
        for pipe in document.entries_of(table) {
            if let Some(run) = program(pipe.value) {
                self.pipes.push(Pipe { name: clean(pipe.name), run });
            } else {
                let key = format!("pipe.{}", pipe.name);
                problems.push(document.problem(pipe.line, &key, expected(PROGRAM, pipe.value)));
            }
        }
    }

    fn read_array(
        &mut self,
        document: &Document<'_>,
        entry: &Entry<'_>,
        problems: &mut Vec<ConfigProblem>,
    ) {
        let key = entry.name;
        let Some(items) = entry.value.as_array() else {
            let message = expected(&format!("tables such as [[{key}]]"), entry.value);
            problems.push(document.problem(entry.line, key, message));
            return;
        };
        for item in items {
            let line = document.line_at(item.span().start);
            let Some(table) = item.get_ref().as_table() else {
                let message = expected(&format!("a table [[{key}]]"), item.get_ref());
                problems.push(document.problem(line, key, message));
                continue;
            };
            let mut fields = Fields { document, table, key, line, problems: Vec::new() };
            self.read_item(&mut fields);
            problems.append(&mut fields.problems);
        }
    }

    fn read_item(&mut self, fields: &mut Fields<'_>) {
        match fields.key {
            "rule" => self.rules.extend(fields.rule()),
            "search" => self.searches.extend(fields.search()),
            "account" => self.take_account(fields),
            _ => self.openers.extend(fields.opener()),
        }
    }
}

impl Lists {
    /// The first account of a name holds.
    fn take_account(&mut self, fields: &mut Fields<'_>) {
        let Some(account) = fields.account() else { return };
        if self.accounts.iter().any(|known| known.name == account.name) {
            fields.complain("name", "another account has this name; give it one of its own");
        } else {
            self.accounts.push(account);
        }
    }
}

const PROGRAM: &str = "the name of a program or a list of it and its arguments";
const ACTIONS: &str = "a list of \"read\", \"star\", \"later\", \"hide\" and \"tag:NAME\"";
const WORDS: &str = "words in quotes";

/// One table of an array, and what was wrong in it.
pub(super) struct Fields<'d> {
    document: &'d Document<'d>,
    table: &'d DeTable<'d>,
    key: &'d str,
    line: usize,
    problems: Vec<ConfigProblem>,
}

impl Fields<'_> {
    fn rule(&mut self) -> Option<RuleLine> {
        self.refuse_others(&["name", "when", "do"]);
        let when = self.need("when", "a query in quotes", query);
        let actions = self.need("do", ACTIONS, |value| Ok(actions(value)));
        let (when, actions) = (when?, actions?);
        let name = self.name().unwrap_or_else(|| when.clone());
        Some(RuleLine { name, when, actions })
    }

    fn search(&mut self) -> Option<SavedSearch> {
        self.refuse_others(&["name", "query"]);
        let query = self.need("query", "a query in quotes", query)?;
        let name = self.name().unwrap_or_else(|| query.clone());
        Some(SavedSearch { name, query })
    }

    fn opener(&mut self) -> Option<Opener> {
        self.refuse_others(&["match", "run"]);
        let pattern = self.need(
            "match",
            "a host such as \"example.org\" or a pattern such as \"*.pdf\"",
            |v| Ok(v.as_str().filter(|text| !text.is_empty()).map(str::to_owned)),
        );
        let run = self.need("run", PROGRAM, |value| Ok(program(value)));
        Some(Opener { pattern: pattern?, run: run? })
    }

    fn name(&mut self) -> Option<String> {
        self.table.get("name")?;
        self.need("name", WORDS, |value| {
            Ok(value.as_str().map(clean).filter(|name| !name.is_empty()))
        })
    }

    /// Reads a field that must be there; `read` answers `Ok(None)` where it is no such thing at all.
    pub(super) fn need<T>(
        &mut self,
        field: &str,
        what: &str,
        read: impl FnOnce(&DeValue<'_>) -> Result<Option<T>, String>,
    ) -> Option<T> {
        let key = format!("{}.{field}", self.key);
        let Some((name, value)) = self.table.get_key_value(field) else {
            self.problems.push(self.document.problem(
                self.line,
                &key,
                format!("expected {what}, found nothing"),
            ));
            return None;
        };
        let line = self.document.line_at(name.span().start);
        let message = match read(value.get_ref()) {
            Ok(Some(read)) => return Some(read),
            Ok(None) => expected(what, value.get_ref()),
            Err(message) => message,
        };
        self.problems.push(self.document.problem(line, &key, message));
        None
    }

    /// Reads a field that may be there.
    pub(super) fn may<T>(
        &mut self,
        field: &str,
        what: &str,
        read: impl FnOnce(&DeValue<'_>) -> Option<T>,
    ) -> Option<T> {
        self.table.get(field)?;
        self.need(field, what, |value| Ok(read(value)))
    }

    /// Says what is wrong with the table as a whole.
    pub(super) fn complain(&mut self, field: &str, message: &str) {
        let key = format!("{}.{field}", self.key);
        self.problems.push(self.document.problem(self.line, &key, message));
    }

    pub(super) fn refuse_others(&mut self, known: &[&str]) {
        for entry in self.document.entries_of(self.table) {
            if !known.contains(&entry.name) {
                let key = format!("{}.{}", self.key, entry.name);
                let message = unknown("field", entry.name, known.iter().copied());
                self.problems.push(self.document.problem(entry.line, &key, message));
            }
        }
    }
}

fn clean(words: &str) -> String {
    Prose::line(words).to_string()
}

/// A query that can be read on any day.
fn query(value: &DeValue<'_>) -> Result<Option<String>, String> {
    let Some(text) = value.as_str() else { return Ok(None) };
    let parsed =
        Query::parse(text, Date::constant(2000, 1, 1)).map_err(|error| error.to_string())?;
    if parsed.is_empty() {
        return Err("the query picks everything; say which articles are meant".to_owned());
    }
    Ok(Some(text.to_owned()))
}

fn actions(value: &DeValue<'_>) -> Option<Vec<Action>> {
    super::document::words(value)?.iter().map(|name| action(name)).collect()
}

fn action(name: &str) -> Option<Action> {
    Some(match name {
        "read" => Action::Mark(Mark::Read),
        "star" => Action::Mark(Mark::Starred),
        "later" => Action::Mark(Mark::Later),
        "hide" => Action::Mark(Mark::Hidden),
        _ => {
            let tag = Prose::line(name.strip_prefix("tag:")?);
            return (!tag.is_empty()).then_some(Action::Tag(tag));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::read;

    fn lists(text: &str) -> (Lists, Vec<String>) {
        let loaded = read(text, "config.toml", &|_| true);
        (loaded.settings.lists, loaded.problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_table_is_read() {
        let (lists, problems) = lists(
            "[[rule]]\nname = 'Sport'\nwhen = 'title:football'\ndo = ['read', 'tag:sport']\n\
             [[rule]]\nwhen = 'outlet:efe'\ndo = 'hide'\n\
             [[search]]\nname = 'Today'\nquery = 'after:today is:unread'\n\
             [[opener]]\nmatch = '*.pdf'\nrun = ['zathura', '--fork']\n\
             [pipe]\ncards = 'anki-add --deck news'\n",
        );
        assert_eq!(problems, Vec::<String>::new());
        let rules: Vec<_> =
            lists.rules.iter().map(|r| (r.name.as_str(), r.actions.len())).collect();
        assert_eq!(rules, [("Sport", 2), ("outlet:efe", 1)]);
        assert_eq!(lists.searches[0].query, "after:today is:unread");
        assert_eq!(lists.openers[0].run, ["zathura", "--fork"]);
        assert_eq!(lists.pipes[0].run, ["anki-add", "--deck", "news"]);
    }

    #[test]
    fn a_mistake_takes_out_the_one_it_stands_in() {
        let (lists, problems) = lists(
            "[[rule]]\nwhen = 'foo:bar'\ndo = ['read']\n[[rule]]\nwhen = 'is:unread'\ndo = ['fly']\n\
             [[rule]]\ndo = ['read']\n[[rule]]\nwhen = ''\ndo = ['read']\n[[search]]\nquerry = 'x'\nquery = 'x'\n\
             [[opener]]\nmatch = ''\nrun = []\n[pipe]\nx = 1\n",
        );
        let heads: Vec<&str> =
            problems.iter().map(|p| p.split(": ").nth(1).expect("a key")).collect();
        assert_eq!(
            heads,
            [
                "rule.when",
                "rule.do",
                "rule.when",
                "rule.when",
                "search.querry",
                "opener.match",
                "opener.run",
                "pipe.x"
            ]
        );
        assert!(
            problems[0].starts_with("config.toml:2: rule.when: there is no field"),
            "{}",
            problems[0]
        );
        assert!(problems[4].ends_with("did you mean \"query\"?"), "{}", problems[4]);
        assert_eq!((lists.rules.len(), lists.searches.len(), lists.openers.len()), (0, 1, 0));
    }

    #[test]
    fn what_is_no_table_is_told() {
        let (_, problems) = lists("rule = 1\nopener = [1]\npipe = 2");
        assert_eq!(
            problems,
            [
                "config.toml:1: rule: expected tables such as [[rule]], found 1",
                "config.toml:2: opener: expected a table [[opener]], found 1",
                "config.toml:3: pipe: expected a table of programs by name, found 2",
            ]
        );
    }

    #[track_caller]
    fn check(pattern: &str, yes: &[&str], no: &[&str]) {
        let opener = Opener { pattern: pattern.to_owned(), run: vec![] };
        for (addresses, expected) in [(yes, true), (no, false)] {
            for address in addresses {
                assert_eq!(opener.fits(address), expected, "{pattern} and {address}");
            }
        }
    }

    #[test]
    fn an_opener_is_for_a_host_or_a_pattern() {
        check(
            "example.org",
            &["example.org", "www.example.org/a", "example.org:8080/x?y"],
            &["notexample.org", "example.org.evil.example/", "evil.example/example.org"],
        );
        check("*.pdf", &["a.b/c.pdf", "a.b/C.PDF?x=1", "a.b/c?file=d.pdf"], &["a.b/c.pdfx", "a.b"]);
        check("a.b/watch*", &["a.b/watch?v=1", "a.b/watch"], &["a.b/w", "x.a.b/watch"]);
        check("*/gallery/*", &["a.b/gallery/1"], &["a.b/gallery"]);
    }
}
