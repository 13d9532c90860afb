//! Who wins, and what is never lost.

use serde_json::json;

use crate::Reader;
use crate::fake::{Asked, Fake};

fn synced(articles: u64) -> (Fake, Reader) {
    let fake = Fake::start();
    fake.articles(articles);
    let reader = Reader::new(&fake);
    reader.sync();
    (fake, reader)
}

#[test]
fn what_was_changed_here_offline_goes_out_and_what_was_changed_there_comes_in() {
    let (fake, reader) = synced(4);
    reader.mark("read", &[1]);
    reader.mark("star", &[1]);
    reader.mark("unread", &[1]);
    fake.with(1, |item| item.read = true);
    fake.with(2, |item| item.read = true);
    reader.sync();
    // The last change here wins over the one there; what was not changed here is as it is there.
    assert!(!fake.read(1) && fake.starred(1));
    assert_eq!(reader.numbers("is:unread"), [1, 3, 4]);
}

#[test]
fn a_write_that_was_done_without_an_answer_is_sent_again_and_does_no_harm() {
    let (fake, reader) = synced(3);
    reader.mark("read", &[1, 2]);
    fake.state().faults.cut = vec![("/edit-tag", 1)];
    reader.fails();
    assert!(fake.read(1) && fake.read(2));
    // Meanwhile somebody else marks it unread there: the change from here still comes after it.
    let told = reader.sync();
    assert_eq!((&told["sent"], &told["waiting"]), (&json!(2), &json!(0)));
    assert_eq!(reader.numbers("is:unread"), [3]);
}

#[test]
fn a_list_that_breaks_off_changes_nothing() {
    for fault in ["status", "cut"] {
        let (fake, reader) = synced(6);
        fake.with(1, |item| item.read = true);
        {
            let mut state = fake.state();
            state.page = 2;
            match fault {
                "status" => state.faults.status = vec![("/stream/items/ids", 500, 9)],
                _ => state.faults.cut = vec![("/stream/items/ids", 9)],
            }
        }
        reader.fails();
        assert_eq!(reader.numbers("is:unread"), [1, 2, 3, 4, 5, 6]);
        fake.state().faults = crate::fake::Faults::default();
        reader.sync();
        assert_eq!(reader.numbers("is:unread"), [2, 3, 4, 5, 6]);
    }
}

#[test]
fn a_feed_that_is_gone_there_is_hidden_here_and_comes_back_with_its_marks() {
    let (fake, reader) = synced(3);
    reader.mark("star", &[2]);
    reader.sync();
    let feed = fake.state().feeds.remove(&1).expect("the feed");
    assert_eq!(reader.sync()["hidden"], 1);
    assert_eq!(reader.numbers(""), Vec::<u64>::new());
    fake.state().feeds.insert(1, feed);
    assert_eq!(reader.sync()["subscribed"], 1);
    assert_eq!(reader.numbers("is:starred"), [2]);
    assert_eq!(reader.numbers("is:unread"), [1, 2, 3]);
}

#[test]
fn feeds_are_given_up_renamed_and_taken_back_from_here() {
    let (fake, reader) = synced(1);
    fake.feed(2, "Second", "Local");
    reader.sync();
    assert_eq!(reader.run(&["remove", "Second"]).code, Some(0));
    reader.sync();
    assert_eq!(fake.state().feeds.keys().copied().collect::<Vec<_>>(), [1]);
    assert_eq!(reader.run(&["undo"]).code, Some(0));
    reader.sync();
    assert_eq!(fake.state().feeds.len(), 2, "it is subscribed to again");
}

#[test]
fn both_apis_end_in_the_same_state_and_nothing_is_asked_twice() {
    let fake = Fake::start();
    fake.articles(40);
    let (one, two) = (Reader::new(&fake), Reader::with("miniflux", &fake.url("")));
    one.sync();
    two.sync();
    one.mark("read", &[1, 2, 3]);
    two.mark("star", &[3, 4]);
    two.mark("read", &[5]);
    for reader in [&one, &two, &one, &two] {
        reader.sync();
    }
    assert_eq!(one.numbers("is:unread"), two.numbers("is:unread"));
    assert_eq!(one.numbers("is:starred"), [3, 4]);
    assert_eq!(two.numbers("is:starred"), [3, 4]);
    assert_eq!(one.numbers("is:unread").len(), 36);
    // What it costs does not grow with what is stored.
    let nothing = one.sync();
    assert!(nothing["requests"].as_u64().is_some_and(|requests| requests <= 6), "{nothing}");
    let nothing = two.sync();
    assert!(nothing["requests"].as_u64().is_some_and(|requests| requests <= 6), "{nothing}");
}

#[test]
fn tags_are_labels_of_the_server_and_two_readers_end_with_the_same() {
    let fake = Fake::start();
    fake.articles(6);
    let (one, two) = (Reader::new(&fake), Reader::new(&fake));
    for reader in [&one, &two] {
        reader.sync();
        reader.run(&["tag", "keep", &reader.id(1)]);
    }
    one.run(&["tag", "keep", &one.id(2)]);
    one.run(&["tag", "to cite", &one.id(3)]);
    two.run(&["tag", "keep", &two.id(4)]);
    two.run(&["tag", "to cite", &two.id(3)]);
    for reader in [&one, &two, &one] {
        reader.sync();
    }
    let of = |reader: &Reader, name: &str| {
        let ids = (1..=6).filter(|id| {
            let shown = reader.run(&["show", "--json", &reader.id(*id)]).out;
            let json: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
            json["tags"].as_array().is_some_and(|tags| tags.iter().any(|tag| tag == name))
        });
        ids.collect::<Vec<u64>>()
    };
    let both = |reader: &Reader| [of(reader, "keep"), of(reader, "to cite")];
    assert_eq!(both(&one), [vec![1, 2, 4], vec![3]]);
    assert_eq!(both(&two), both(&one));
    // Taken off by one, it is off at the server and at the other.
    one.run(&["tag", "--remove", "keep", &one.id(1)]);
    two.run(&["tag", "--remove", "to cite", &two.id(3)]);
    for reader in [&one, &two, &one] {
        reader.sync();
    }
    assert_eq!(both(&one), [vec![2, 4], vec![]]);
    assert_eq!(both(&two), both(&one));
    let state = fake.state();
    let has = |id: u64, label: &str| state.items[&format!("{id:016x}")].labels.contains(label);
    assert!(has(2, "keep") && has(4, "keep") && !has(1, "keep") && !has(3, "to cite"));
}

#[test]
fn what_is_read_and_old_comes_when_it_is_asked_for() {
    let fake = Fake::start();
    fake.articles(5);
    for id in 1..=3 {
        fake.with(id, |item| item.read = true);
    }
    for kind in ["greader", "miniflux"] {
        let reader = Reader::with(kind, &fake.url(""));
        assert_eq!(reader.sync()["new"], 2, "{kind}");
        assert_eq!(reader.run(&["sync", "--history"]).code, Some(0));
        assert_eq!(reader.numbers(""), [1, 2, 3, 4, 5], "{kind}");
        assert_eq!(reader.numbers("is:unread"), [4, 5], "{kind}");
    }
}

#[test]
fn an_account_may_want_all_there_ever_was_and_does_not_ask_for_it_each_time() {
    let fake = Fake::start();
    fake.articles(5);
    for id in 1..=3 {
        fake.with(id, |item| item.read = true);
    }
    let everything = |asked: &Asked| match asked.path.rsplit('/').next() {
        Some("ids") => asked.field("xt").is_empty() && asked.field("s").ends_with("reading-list"),
        Some("entries") => {
            let filters = ["status", "starred", "changed_after", "published_after"];
            asked.field("limit") != "1" && filters.iter().all(|name| asked.all(name).is_empty())
        }
        _ => false,
    };
    for kind in ["greader", "miniflux"] {
        let reader = Reader::with(kind, &fake.url(""));
        reader.sync();
        reader.set("history = true");
        fake.forget();
        assert_eq!(reader.sync()["new"], 3, "{kind}");
        assert_eq!(reader.numbers(""), [1, 2, 3, 4, 5], "{kind}");
        assert_eq!(reader.numbers("is:unread"), [4, 5], "{kind}");
        assert!(fake.state().asked.iter().any(everything), "{kind}");
        fake.forget();
        reader.sync();
        let from_the_start =
            |asked: &&Asked| everything(asked) && matches!(asked.field("after_entry_id"), "" | "0");
        assert_eq!(fake.state().asked.iter().filter(from_the_start).count(), 0, "{kind}");
    }
}

#[test]
fn what_is_new_and_was_read_elsewhere_comes_on_the_day_of_the_whole_lists_too() {
    let fake = Fake::start();
    fake.articles(2);
    let reader = Reader::with("miniflux", &fake.url(""));
    reader.sync();
    reader.position_ages(2 * 86_400);
    fake.articles(3);
    fake.with(3, |item| item.read = true);
    assert_eq!(reader.sync()["new"], 1);
    assert_eq!(reader.numbers("is:unread"), [1, 2]);
}

#[test]
fn a_rule_that_marks_what_comes_is_told_to_the_server() {
    let fake = Fake::start();
    fake.articles(2);
    let reader = Reader::new(&fake);
    let config = reader.home.path().join("config.toml");
    let text = std::fs::read_to_string(&config).expect("the settings");
    std::fs::write(&config, format!("{text}[[rule]]\nwhen = 'title:1'\ndo = ['read', 'star']\n"))
        .expect("a file");
    reader.sync();
    assert_eq!(reader.sync()["sent"], 2);
    assert!(fake.read(1) && fake.starred(1) && !fake.read(2));
}

#[test]
fn refresh_asks_the_accounts_too() {
    let (fake, reader) = synced(1);
    fake.articles(2);
    let ended = reader.run(&["refresh", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(
        (&json["new"], &json["accounts"][0]["status"]),
        (&json!(1), &json!("done")),
        "{ended:?}"
    );
    assert!(reader.run(&["refresh", "--offline"]).code == Some(0));
}
