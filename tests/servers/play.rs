//! One random run: two readers and somebody else at one account, over a line that fails, and what must be so in the end.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use dateline::config::AccountKind;
use dateline::fetch::{Client, Limits, Policy};
use dateline::news::Mark;

use crate::expect::{State, States, differences, number};
use crate::fake::{Fake, Item};
use crate::miniflux::{GREADER_USER, Miniflux};
use crate::person::{Key, MARKS, Person, Wishes, key};
use crate::proxy::{Fault, Proxy, WAITS};
use crate::random::Random;

/// How many articles there are.
pub(crate) const ARTICLES: u64 = 40;

/// Who may mark an article: by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Reader(usize),
    Elsewhere,
    Both,
}

fn owner(number: u64) -> Owner {
    match number % 5 {
        0 | 1 => Owner::Reader(0),
        2 => Owner::Reader(1),
        3 => Owner::Elsewhere,
        _ => Owner::Both,
    }
}

/// The server of a run.
pub(crate) enum Server<'m> {
    Fake(Fake),
    Real(&'m Miniflux),
}

impl Server<'_> {
    fn port(&self) -> u16 {
        match self {
            Self::Fake(fake) => {
                let url = fake.url("");
                url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port")
            }
            Self::Real(server) => server.port,
        }
    }

    /// Who somebody logs in as, and the file of the password; without a user it is a key.
    fn login(&self, kind: AccountKind) -> (Option<&'static str>, &'static str) {
        match (self, kind) {
            (Self::Fake(_), _) => (Some("anna"), "fake"),
            (Self::Real(_), AccountKind::GReader) => (Some(GREADER_USER), "greader"),
            (Self::Real(_), AccountKind::Miniflux) => (None, "miniflux"),
        }
    }

    fn states(&self) -> States {
        match self {
            Self::Fake(fake) => {
                let one = |item: &Item| {
                    let state = State { read: item.read, starred: item.starred };
                    (number(&item.title).expect("a number"), state)
                };
                fake.state().items.values().map(one).collect()
            }
            Self::Real(server) => server.states(),
        }
    }

    /// Marks an article as another program of the same person does.
    fn mark(&self, wanted: u64, mark: Mark, on: bool) {
        match (self, mark) {
            (Self::Fake(fake), Mark::Starred) => fake.with(wanted, |item| item.starred = on),
            (Self::Fake(fake), _) => fake.with(wanted, |item| item.read = on),
            (Self::Real(server), _) => {
                let entries = server.entries();
                let entry = entries.iter().find(|entry| entry.1 == wanted).expect("the article");
                match mark {
                    Mark::Starred if entry.2.starred != on => server.turn_star(entry.0),
                    Mark::Starred => {}
                    _ => server.mark_read(&[entry.0], on),
                }
            }
        }
    }
}

/// A run, and what has become of it so far.
pub(crate) struct Play<'s> {
    server: &'s Server<'s>,
    random: Random,
    proxy: Proxy,
    people: Vec<Person>,
    elsewhere: Wishes,
    /// Marks that somebody has changed, whoever it was.
    touched: BTreeSet<Key>,
    wrong: Vec<String>,
    notes: Vec<String>,
}

impl<'s> Play<'s> {
    pub(crate) fn new(seed: u64, server: &'s Server<'s>, secrets: &Path) -> Self {
        let mut random = Random::new(seed);
        let proxy = Proxy::start(server.port(), seed ^ 0x5eed);
        let mut person = |who: &str| {
            let kind = random.of(&[AccountKind::Miniflux, AccountKind::GReader]);
            let (user, file) = server.login(kind);
            let name = format!("{who}-{seed}-{}", proxy.port);
            Person::new(&name, kind, proxy.port, user, &secrets.join(file))
        };
        let mut people = vec![person("one"), person("two")];
        // After a day whole lists are compared, and nothing else is asked for.
        for one in &mut people {
            one.rest = random.of(&[0, 0, 90_000]);
        }
        let (elsewhere, touched) = (Wishes::new(), BTreeSet::new());
        let (wrong, notes) = (Vec::new(), Vec::new());
        Self { server, random, proxy, people, elsewhere, touched, wrong, notes }
    }

    /// Plays it to its end. What is wrong then, in words, with all that led there; and the faults there were.
    pub(crate) fn run(mut self) -> (Vec<String>, Vec<Fault>) {
        let (patient, hasty) = (client(Duration::from_secs(20)), client(WAITS));
        if self.random.below(2) == 0 {
            self.people.iter_mut().for_each(|one| one.sync(&patient).expect("a first sync"));
        }
        self.proxy.fail(true);
        for _ in 0..8 + self.random.below(8) {
            let who = self.random.below(2) as usize;
            match self.random.below(4) {
                0 => self.mark_elsewhere(),
                1 => self.mark_here(who),
                _ => self.sync(who, &hasty),
            }
        }
        self.proxy.fail(false);
        // Twice each: what the second tells, the first hears afterwards.
        for who in [0, 1, 0, 1] {
            if let Err(why) = self.people[who].sync(&patient) {
                self.wrong.push(format!("{who} cannot sync on a good line: {why}"));
            }
        }
        self.compare();
        self.end()
    }

    fn mark_elsewhere(&mut self) {
        let number = 5 * self.random.below(ARTICLES / 5) + 3;
        let (mark, on) = (self.random.of(&MARKS), self.random.below(2) == 0);
        self.server.mark(number, mark, on);
        self.elsewhere.insert(key(number, mark), on);
        self.touched.insert(key(number, mark));
        self.notes.push(format!("elsewhere: {number} {mark:?} {on}"));
    }

    fn mark_here(&mut self, who: usize) {
        for _ in 0..=self.random.below(9) {
            let number = 1 + self.random.below(ARTICLES);
            let (mark, on) = (self.random.of(&MARKS), self.random.below(3) > 0);
            if [Owner::Reader(who), Owner::Both].contains(&owner(number)) {
                self.people[who].mark(number, mark, on);
                self.touched.insert(key(number, mark));
                self.notes.push(format!("{who}: {number} {mark:?} {on}"));
            }
        }
    }

    /// Syncs, and looks at once whether something was invented.
    fn sync(&mut self, who: usize, client: &Client) {
        let ended = self.people[who].sync(client);
        let is_own = |number| owner(number) == Owner::Reader(who);
        let strange = self.people[who].strange(is_own, &self.touched);
        self.wrong.extend(strange.iter().map(|what| format!("{who}, after {ended:?}: {what}")));
        self.notes.push(format!("{who}: {ended:?}"));
    }

    /// The server against what was wanted, and both stores against the server.
    fn compare(&mut self) {
        let server = self.server.states();
        for (&number, state) in &server {
            for mark in MARKS {
                let wanted = self.wanted(number, mark);
                if !wanted.contains(&state.get(mark)) {
                    let has = state.get(mark);
                    self.wrong
                        .push(format!("{number} {mark:?}: wanted {wanted:?}, the server: {has}"));
                }
            }
        }
        for (who, person) in self.people.iter().enumerate() {
            let mut here = person.states();
            // What was read elsewhere before it came is not fetched.
            for (number, state) in &server {
                if (State { read: true, starred: false }) == *state {
                    here.entry(*number).or_insert(*state);
                }
            }
            let differ = differences(&here, &server).into_iter();
            self.wrong.extend(differ.map(|line| format!("{who}, the server: {line}")));
        }
    }

    /// What the owners of an article wanted last; where nobody wanted anything, the mark is not set.
    fn wanted(&self, number: u64, mark: Mark) -> Vec<bool> {
        let key = key(number, mark);
        let of = |who: usize| self.people[who].wishes.get(&key);
        let wishes = match owner(number) {
            Owner::Reader(who) => vec![of(who)],
            Owner::Elsewhere => vec![self.elsewhere.get(&key)],
            Owner::Both => vec![of(0), of(1)],
        };
        let wanted: Vec<bool> = wishes.into_iter().flatten().copied().collect();
        if wanted.is_empty() { vec![false] } else { wanted }
    }

    fn end(self) -> (Vec<String>, Vec<Fault>) {
        let log = self.proxy.log();
        let faults = log.iter().map(|(_, fault)| *fault).collect();
        if self.wrong.is_empty() {
            return (self.wrong, faults);
        }
        let kinds: Vec<AccountKind> = self.people.iter().map(|one| one.account.kind).collect();
        let mut told = vec![format!("{kinds:?}")];
        told.extend(self.wrong);
        told.extend(self.notes);
        let failed = log.into_iter().filter(|(_, fault)| *fault != Fault::None);
        told.extend(failed.map(|(asked, fault)| format!("{fault:?}: {asked}")));
        (told, faults)
    }
}

fn client(first_byte: Duration) -> Client {
    let limits = Limits { first_byte, ..Limits::default() };
    Client::new(Policy { limits, ..Policy::default() })
}
