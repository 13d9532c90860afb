//! A reader with an account, in this process: a store in memory, and what was wanted last of each article.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::config::{AccountKind, AccountLine, SecretPlace};
use dateline::desk::program::Permit;
use dateline::desk::sync::{Sessions, Syncing, sync};
use dateline::fetch::Client;
use dateline::news::query::Query;
use dateline::news::{ArticleId, Headline, Mark, Moment};
use dateline::store::{Library, MarkChange, Shelf};
use dateline::text::Link;
use jiff::civil::Date;

use crate::expect::{State, States, number};

/// The marks that servers know.
pub(crate) const MARKS: [Mark; 2] = [Mark::Read, Mark::Starred];

/// A mark of an article: its number, and whether it is a star.
pub(crate) type Key = (u64, bool);
/// What was wanted last.
pub(crate) type Wishes = BTreeMap<Key, bool>;

pub(crate) fn key(number: u64, mark: Mark) -> Key {
    (number, mark == Mark::Starred)
}

pub(crate) struct Person {
    library: Library,
    shelf: Shelf,
    pub(crate) account: AccountLine,
    sessions: Sessions,
    /// How long it is between two syncs (seconds), and how long it has been so far.
    pub(crate) rest: i64,
    passed: i64,
    pub(crate) wishes: Wishes,
}

impl Person {
    /// One with a store of that name, who finds the password in a file; without a user it is a key.
    pub(crate) fn new(
        name: &str,
        kind: AccountKind,
        port: u16,
        user: Option<&str>,
        secret: &Path,
    ) -> Self {
        let account = AccountLine {
            name: "home".to_owned(),
            kind,
            server: None,
            address: Link::parse(&format!("http://127.0.0.1:{port}")).expect("an address"),
            user: user.map(str::to_owned),
            secret: SecretPlace::File(secret.to_string_lossy().into_owned()),
            allow_http: false,
            history: false,
        };
        Self {
            library: Library::in_memory(name).expect("a store"),
            shelf: Shelf::in_memory(name).expect("a store"),
            account,
            sessions: Sessions::default(),
            rest: 0,
            passed: 0,
            wishes: Wishes::new(),
        }
    }

    fn articles(&self) -> Vec<(u64, ArticleId, State)> {
        let query = Query::parse("", today()).expect("a query");
        let ids = self.shelf.ids(&query, today()).expect("readable");
        let rows = self.shelf.headlines(&ids).expect("readable");
        let one = |row: &Headline| {
            let state = State { read: row.marks.read, starred: row.marks.starred };
            (number(&row.title).expect("a number"), row.id, state)
        };
        rows.iter().map(one).collect()
    }

    pub(crate) fn states(&self) -> States {
        self.articles().into_iter().map(|(number, _, state)| (number, state)).collect()
    }

    /// Marks an article that is there, and remembers what was wanted, where it changes anything.
    pub(crate) fn mark(&mut self, wanted: u64, mark: Mark, on: bool) {
        let found = self.articles().into_iter().find(|(number, ..)| *number == wanted);
        let Some((_, id, _)) = found.filter(|(.., state)| state.get(mark) != on) else { return };
        self.library.mark(&[MarkChange { id, mark, on }]).expect("marked");
        self.wishes.insert(key(wanted, mark), on);
    }

    /// Marks that cannot be so: own ones that are not as they were wanted last, others that nobody has touched.
    pub(crate) fn strange(
        &self,
        is_own: impl Fn(u64) -> bool,
        touched: &BTreeSet<Key>,
    ) -> Vec<String> {
        let mut strange = Vec::new();
        for (number, _, state) in self.articles() {
            for mark in MARKS {
                let (key, is) = (key(number, mark), state.get(mark));
                let wish = self.wishes.get(&key).copied().unwrap_or_default();
                if (is_own(number) && is != wish) || (is && !touched.contains(&key)) {
                    strange.push(format!("{number} {mark:?} is {is}"));
                }
            }
        }
        strange
    }

    /// Syncs. Whether all went well, and nothing waits.
    pub(crate) fn sync(&mut self, client: &Client) -> Result<(), String> {
        self.passed += self.rest;
        let now = jiff::Timestamp::now().as_second() + self.passed;
        let now = Moment::from_second(now).expect("a moment");
        let permit = Permit { allowed: false, restricted: false };
        let syncing = Syncing { client, permit, rules: &[], now, today: today(), history: false };
        let (library, shelf, sessions) = (&mut self.library, &self.shelf, &mut self.sessions);
        let report = sync(library, shelf, &self.account, syncing, sessions).expect("a store");
        match report.error {
            Some(error) => Err(error.to_string()),
            None if report.waiting > 0 => Err(format!("{} changes wait", report.waiting)),
            None => Ok(()),
        }
    }
}

fn today() -> Date {
    "2026-11-23".parse().expect("a date")
}
