//! Two readers of one account change different and the same articles, offline, and end in one state: the server's.

use std::time::Instant;

use crate::expect::{State, States, differences};
use crate::miniflux::Miniflux;
use crate::reader::Reader;

const FEEDS: usize = 10;
const EACH: usize = 200;

/// What somebody does offline to the articles whose numbers end in a digit.
type Change = (&'static str, &'static [u64]);

/// The first reader, who comes to the server first.
const ONE: [Change; 4] =
    [("read", &[0, 2, 5, 6, 9]), ("star", &[3, 5, 7]), ("unread", &[6]), ("unstar", &[7])];
/// The second, who comes after: what both have changed is as this one wants it.
const TWO: [Change; 4] =
    [("read", &[1, 2, 9]), ("star", &[4, 5]), ("unread", &[9]), ("unstar", &[4])];

/// What comes of that, and of what the server was told itself meanwhile: `8` read, `7` starred.
fn expected(digit: u64) -> State {
    State { read: matches!(digit, 0 | 1 | 2 | 5 | 8), starred: matches!(digit, 3 | 5) }
}

#[test]
fn two_readers_offline_come_to_one_state() {
    let Some(server) = Miniflux::start(FEEDS, EACH) else { return };
    let pairs = [("miniflux", "miniflux"), ("greader", "greader"), ("miniflux", "greader")];
    for (first, second) in pairs {
        let began = Instant::now();
        server.reset();
        let (one, two) = (Reader::new(first, server.port), Reader::new(second, server.port));
        for reader in [&one, &two] {
            assert_eq!(reader.sync()["new"], FEEDS * EACH);
        }
        check(&server, &[&one, &two], &(1..=2_000).map(|n| (n, State::default())).collect());
        offline(&one, &ONE);
        offline(&two, &TWO);
        elsewhere(&server);
        for reader in [&one, &two, &one, &two] {
            reader.sync();
        }
        check(&server, &[&one, &two], &(1..=2_000).map(|n| (n, expected(n % 10))).collect());
        again(&server, &one, &two);
        println!("{first} and {second}: 2,000 articles, one state, {:?}", began.elapsed());
    }
}

/// The other way round: what was done is undone, and the second comes first.
fn again(server: &Miniflux, one: &Reader, two: &Reader) {
    one.mark("unread", |n| n % 10 == 1);
    one.mark("unstar", |n| n % 10 == 5);
    two.mark("read", |n| n % 10 == 3);
    two.mark("star", |n| n % 10 == 8);
    for reader in [two, one, two, one] {
        reader.sync();
    }
    let state = |digit: u64| State {
        read: matches!(digit, 0 | 2 | 3 | 5 | 8),
        starred: matches!(digit, 3 | 8),
    };
    check(server, &[one, two], &(1..=2_000).map(|n| (n, state(n % 10))).collect());
    let quiet = one.sync();
    assert_eq!(
        (&quiet["sent"], &quiet["marked"], &quiet["waiting"]),
        (&0.into(), &0.into(), &0.into())
    );
}

#[test]
fn what_was_read_before_comes_where_it_is_asked_for() {
    let Some(server) = Miniflux::start(2, 60) else { return };
    let read = |n: u64| n % 3 > 0;
    let entries = server.entries();
    let ids = entries.iter().filter(|entry| read(entry.1)).map(|entry| entry.0);
    server.mark_read(&ids.collect::<Vec<u64>>(), true);
    server.turn_star(entries[1].0);
    let there = server.states();
    for kind in ["miniflux", "greader"] {
        let reader = Reader::new(kind, server.port);
        assert_eq!(reader.sync()["new"], 41, "{kind}: what is unread, and what is starred");
        reader.done(&["sync", "--history"]);
        assert_eq!(differences(&reader.states(), &there), Vec::<String>::new(), "{kind}");
        let other = Reader::new(kind, server.port);
        other.set("history = true");
        assert_eq!(other.sync()["new"], 120, "{kind}");
        assert_eq!(differences(&other.states(), &there), Vec::<String>::new(), "{kind}");
        assert_eq!(other.sync()["new"], 0, "{kind}");
    }
}

fn offline(reader: &Reader, changes: &[Change]) {
    for (action, digits) in changes {
        reader.mark(action, |number| digits.contains(&(number % 10)));
    }
}

/// Another program of the same person: one mark is its own, the other is one that the first reader takes off again.
fn elsewhere(server: &Miniflux) {
    let entries = server.entries();
    let of = |digit: u64| entries.iter().filter(move |entry| entry.1 % 10 == digit).map(|e| e.0);
    server.mark_read(&of(8).collect::<Vec<u64>>(), true);
    of(7).for_each(|id| server.turn_star(id));
}

/// Article by article: the server's own list, what is expected, and both stores.
#[track_caller]
fn check(server: &Miniflux, readers: &[&Reader], expected: &States) {
    let told = server.states();
    assert_eq!(differences(&told, expected), Vec::<String>::new(), "the server, expected");
    for reader in readers {
        assert_eq!(differences(&reader.states(), &told), Vec::<String>::new(), "here, the server");
    }
}
