//! What waits to be told: nothing is lost where a server fails or refuses, and a server that fails is asked less often.

use serde_json::json;

use crate::Reader;
use crate::fake::{Fake, Faults};

const KINDS: [&str; 2] = ["greader", "miniflux"];
const EDITS: [&str; 2] = ["/edit-tag", "/v1/entries"];

fn synced(kind: &str, articles: u64) -> (Fake, Reader) {
    let fake = Fake::start();
    fake.articles(articles);
    let reader = Reader::with(kind, &fake.url(""));
    assert_eq!(reader.sync()["new"], articles);
    fake.forget();
    (fake, reader)
}

#[test]
fn an_article_that_is_refused_costs_no_other_its_mark() {
    for kind in KINDS {
        let (fake, reader) = synced(kind, 12);
        fake.state().faults.refused = vec![(5, 400)];
        reader.mark("read", &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let told = reader.sync();
        assert_eq!((&told["sent"], &told["waiting"]), (&json!(8), &json!(0)), "{kind}: {told}");
        assert!(told["notes"][0].as_str().is_some_and(|note| note.contains("400")), "{told}");
        let read: Vec<u64> = (1..=12).filter(|id| fake.read(*id)).collect();
        assert_eq!(read, [1, 2, 3, 4, 6, 7, 8, 9], "{kind}");
        // What was refused is as the server has it.
        assert_eq!(reader.numbers("is:unread"), [5, 10, 11, 12], "{kind}");
    }
}

#[test]
fn a_server_that_is_put_up_wrongly_loses_no_mark() {
    for (kind, edit) in KINDS.into_iter().zip(EDITS) {
        for status in [404, 405, 501, 500, 502, 503, 429, 403] {
            let (fake, reader) = synced(kind, 3);
            reader.mark("read", &[1, 2]);
            fake.state().faults.status = vec![(edit, status, 1)];
            reader.fails();
            let told = reader.sync();
            assert_eq!(
                (&told["sent"], &told["waiting"]),
                (&json!(2), &json!(0)),
                "{kind} {status}"
            );
            assert!(fake.read(1) && fake.read(2), "{kind} {status}");
        }
    }
}

#[test]
fn a_feed_that_the_server_cannot_take_holds_no_mark_up() {
    let (fake, reader) = synced("greader", 3);
    reader.mark("read", &[2]);
    reader.run(&["remove", "Harbour News"]);
    fake.state().faults.status = vec![("/subscription/edit", 500, 1)];
    assert!(reader.fails().contains("answered 500 to a change of subscriptions"));
    assert!(fake.read(2), "marks are told before");
    assert_eq!(reader.sync()["waiting"], 0);
    assert!(fake.state().feeds.is_empty());
}

#[test]
fn a_feed_that_is_given_up_and_added_again_stays_on_the_server() {
    let (fake, reader) = synced("greader", 3);
    let address = "https://news.example/1";
    reader.run(&["remove", "Harbour News"]);
    let added = reader.run(&["add", "--account", "home", address]);
    assert_eq!(added.code, Some(0), "{added:?}");
    reader.sync();
    let there: Vec<_> = fake.state().feeds.values().map(|(title, _)| title.clone()).collect();
    assert_eq!(there, [address], "it was added anew, and stays");
    assert!(reader.run(&["feeds"]).out.contains(address));
}

#[test]
fn one_row_waits_for_each_thing_however_often_it_is_changed() {
    let (fake, reader) = synced("greader", 2);
    for action in ["read", "unread", "read", "star", "unstar", "star", "unread", "read"] {
        reader.mark(action, &[1]);
    }
    let doctor = reader.run(&["doctor"]);
    assert!(doctor.out.contains("2 changes still to be told"), "{doctor:?}");
    fake.forget();
    assert_eq!(reader.sync()["sent"], 2);
    assert_eq!(fake.asked("/edit-tag").len(), 2);
    assert!(fake.read(1) && fake.starred(1));
}

#[test]
fn a_week_offline_loses_nothing_on_either_side() {
    for kind in KINDS {
        let (fake, reader) = synced(kind, 60);
        if kind == "miniflux" {
            reader.position_ages(7 * 86_400);
        }
        reader.hours_pass(7 * 24);
        reader.mark("read", &(1..=20).collect::<Vec<u64>>());
        reader.mark("star", &[3, 4]);
        for id in 30..=40 {
            fake.with(id, |item| item.read = true);
        }
        fake.with(41, |item| item.starred = true);
        fake.articles(70);
        for id in 1..=70 {
            // `articles` writes them anew; what was read there stays read.
            fake.with(id, |item| item.read = (30..=40).contains(&id));
        }
        fake.with(41, |item| item.starred = true);
        reader.sync();
        let unread: Vec<u64> =
            (1..=70).filter(|id| !(1..=20).contains(id) && !(30..=40).contains(id)).collect();
        assert_eq!(reader.numbers("is:unread"), unread, "{kind}");
        assert_eq!(reader.numbers("is:starred"), [3, 4, 41], "{kind}");
        assert!((1..=20).all(|id| fake.read(id)) && fake.starred(3) && fake.starred(4), "{kind}");
    }
}

#[test]
fn a_server_that_fails_is_asked_less_and_less_often_and_one_that_says_when_then() {
    let (fake, reader) = synced("greader", 1);
    assert_eq!(reader.rest(), (900, 0));
    fake.state().faults.status = vec![("/stream/items/ids", 500, 9)];
    for (failures, rest) in
        [(1, 900), (2, 1_800), (3, 3_600), (4, 7_200), (5, 14_400), (6, 21_600), (7, 21_600)]
    {
        reader.fails();
        assert_eq!(reader.rest(), (rest, failures));
    }
    fake.state().faults.status = vec![("/stream/items/ids", 429, 1)];
    reader.fails();
    assert_eq!(reader.rest(), (7_200, 8), "as it has asked");
    fake.state().faults.retry_after = Some(1);
    fake.state().faults.status = vec![("/stream/items/ids", 429, 1)];
    reader.fails();
    assert_eq!(reader.rest(), (900, 9), "no sooner than one that names no moment");
    fake.state().faults = Faults::default();
    reader.sync();
    assert_eq!(reader.rest(), (900, 0));
}

#[test]
fn fifty_stars_cost_about_fifty_questions_and_none_is_turned_that_need_not_be() {
    let (fake, reader) = synced("miniflux", 120);
    // Somebody else has starred some of them meanwhile, and some between them.
    for id in [10, 11, 12, 13, 14, 60, 61, 62] {
        fake.with(id, |item| item.starred = true);
    }
    reader.mark("star", &(1..=50).collect::<Vec<u64>>());
    fake.forget();
    let told = reader.sync();
    assert_eq!((&told["sent"], &told["waiting"]), (&json!(50), &json!(0)));
    assert_eq!(fake.asked("/bookmark").len(), 45);
    let requests = told["requests"].as_u64().expect("a number");
    assert!(requests <= 45 + 2 + 5, "{requests}");
    let starred: Vec<u64> = (1..=120).filter(|id| fake.starred(*id)).collect();
    assert_eq!(starred, (1..=50).chain([60, 61, 62]).collect::<Vec<u64>>());
    reader.mark("unstar", &(5..=40).collect::<Vec<u64>>());
    reader.sync();
    let starred: Vec<u64> = (1..=120).filter(|id| fake.starred(*id)).collect();
    assert_eq!(starred, (1..=4).chain(41..=50).chain([60, 61, 62]).collect::<Vec<u64>>());
}

#[test]
fn stars_between_many_others_are_found_page_by_page() {
    let (fake, reader) = synced("miniflux", 330);
    for id in 2..330 {
        fake.with(id, |item| item.starred = true);
    }
    reader.mark("star", &[1, 150, 329, 330]);
    reader.sync();
    assert_eq!(fake.asked("/bookmark").len(), 2);
    assert!((1..=330).all(|id| fake.starred(id)));
}

#[test]
fn a_page_that_is_shorter_than_was_asked_for_is_not_taken_for_the_last() {
    let (fake, reader) = synced("miniflux", 60);
    fake.state().page = 7;
    reader.mark("star", &(1..=20).collect::<Vec<u64>>());
    reader.sync();
    let starred: Vec<u64> = (1..=60).filter(|id| fake.starred(*id)).collect();
    assert_eq!(starred, (1..=20).collect::<Vec<u64>>());
}

#[test]
fn a_star_of_an_article_that_is_gone_there_is_no_trouble() {
    let (fake, reader) = synced("miniflux", 4);
    reader.mark("star", &[1, 2, 3]);
    fake.state().items.remove("0000000000000002");
    let told = reader.sync();
    assert_eq!(told["waiting"], 0, "{told}");
    assert!(fake.starred(1) && fake.starred(3));
}
