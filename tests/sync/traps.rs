//! What servers are known to do, by number.

use serde_json::json;

use crate::Reader;
use crate::fake::{Asked, Fake};

const EDIT: &str = "/edit-tag";
const IDS: &str = "/stream/items/ids";
const CONTENTS: &str = "/stream/items/contents";

fn synced(articles: u64) -> (Fake, Reader) {
    let fake = Fake::start();
    fake.articles(articles);
    let reader = Reader::new(&fake);
    let came = reader.sync();
    assert_eq!(came["new"], articles, "{came}");
    fake.forget();
    (fake, reader)
}

#[test]
fn what_a_server_has_comes_and_marks_go_both_ways() {
    let (fake, reader) = synced(5);
    let feeds: serde_json::Value =
        serde_json::from_str(&reader.run(&["feeds", "--json"]).out).expect("JSON");
    assert_eq!(feeds[0]["account"], "home");
    assert_eq!(
        (&feeds[0]["folder"], &feeds[0]["url"]),
        (&json!("Local"), &json!("https://news.example/1"))
    );
    reader.mark("read", &[1, 2]);
    reader.mark("star", &[3]);
    fake.with(4, |item| item.read = true);
    fake.with(5, |item| item.starred = true);
    let told = reader.sync();
    assert_eq!(
        (&told["sent"], &told["marked"], &told["waiting"]),
        (&json!(3), &json!(2), &json!(0))
    );
    assert!(fake.read(1) && fake.read(2) && fake.starred(3) && !fake.read(3));
    assert_eq!(reader.numbers("is:unread"), [3, 5]);
    assert_eq!(reader.numbers("is:starred"), [3, 5]);
    assert_eq!(reader.sync()["marked"], 0);
}

#[test]
fn trap_1_ids_are_sent_in_the_long_form() {
    let (fake, reader) = synced(2);
    reader.mark("read", &[2]);
    reader.sync();
    let sent = fake.asked(EDIT);
    assert_eq!(sent[0].all("i"), ["tag:google.com,2005:reader/item/0000000000000002"]);
    assert!(fake.read(2));
}

#[test]
fn trap_2_ids_of_24_digits_stay_as_they_are() {
    let fake = Fake::start();
    fake.item("507f1f77bcf86cd799439011", "Title 1", "<p>Words.</p>");
    fake.item("123456789012345678901234", "Title 2", "<p>More words.</p>");
    let reader = Reader::new(&fake);
    assert_eq!(reader.sync()["new"], 2);
    reader.mark("star", &[1, 2]);
    reader.sync();
    assert!(fake.state().items.values().all(|item| item.starred));
    assert_eq!(reader.sync()["new"], 0);
}

#[test]
fn trap_3_an_unknown_label_is_never_asked_for() {
    let (fake, reader) = synced(3);
    fake.state().labels.insert("keep".to_owned());
    fake.with(2, |item| item.labels.extend(["keep".to_owned()]));
    reader.sync();
    assert_eq!(reader.numbers("tag:keep"), [2]);
    // The label goes; whoever asked for it now would be told that everything has it.
    fake.state().labels.clear();
    fake.forget();
    reader.sync();
    assert!(fake.asked(IDS).iter().all(|asked| !asked.field("s").contains("label")));
    assert_eq!(reader.numbers("tag:keep"), Vec::<u64>::new());
    assert!(fake.asked(IDS).iter().all(|asked| asked.field("s").starts_with("user/-/")));
}

#[test]
fn trap_4_every_page_is_read_before_anything_is_written() {
    let (fake, reader) = synced(10);
    fake.state().page = 3;
    reader.mark("read", &[1, 2, 3]);
    reader.sync();
    assert_eq!(reader.numbers("is:unread"), [4, 5, 6, 7, 8, 9, 10]);
    let order: Vec<String> = fake.state().asked.iter().map(|asked| asked.path.clone()).collect();
    let last_write = order.iter().rposition(|path| path.ends_with(EDIT)).expect("a write");
    let first_page = order.iter().position(|path| path.ends_with(IDS)).expect("a page");
    assert!(last_write < first_page, "{order:?}");
}

#[test]
fn trap_4_a_list_of_more_than_a_page_that_shifts_while_it_is_read_loses_nothing() {
    let fake = Fake::start();
    fake.articles(20);
    fake.state().turns = true;
    let reader = Reader::new(&fake);
    reader.sync();
    // 10,000 come with a page. One of the first page is read elsewhere before the second is asked for: by place, the
    // second page then leaves an article out.
    (fake.state().page, fake.state().ghosts) = (10_000, 9_990);
    fake.state().faults.shifts = 1;
    fake.forget();
    assert_eq!(reader.sync()["marked"], 1);
    assert_eq!(reader.numbers("is:unread"), (2..=20).collect::<Vec<u64>>());
    let unread = |asked: &&Asked| asked.path.ends_with(IDS) && !asked.field("xt").is_empty();
    assert_eq!(fake.state().asked.iter().filter(unread).count(), 4, "it was read anew");
    // One that goes on shifting tells nothing.
    fake.state().faults.shifts = 100;
    assert!(reader.fails().contains("has changed what is unread while it was read"));
    assert_eq!(reader.numbers("is:unread"), (2..=20).collect::<Vec<u64>>());
}

#[test]
fn trap_5_an_article_that_comes_late_with_an_old_date_is_not_lost() {
    let (fake, reader) = synced(2);
    fake.item("0000000000000000", "Title 0", "<p>Older than all.</p>");
    assert_eq!(reader.sync()["new"], 1);
    let times = ["ot", "nt"];
    assert!(
        fake.asked(IDS).iter().all(|asked| times.iter().all(|time| asked.all(time).is_empty()))
    );
}

#[test]
fn trap_6_a_corrected_text_is_noticed() {
    let (fake, reader) = synced(2);
    fake.with(1, |item| "<p>Twelve were hurt, not ten.</p>".clone_into(&mut item.html));
    // It is looked at again after an hour.
    assert_eq!(reader.sync()["updated"], 0);
    reader.hours_pass(2);
    assert_eq!(reader.sync()["updated"], 1);
    let shown = reader.run(&["show", &reader.id(1)]).out;
    assert!(shown.contains("Twelve were hurt"), "{shown}");
    assert!(reader.run(&["show", "--versions", &reader.id(1)]).out.contains("Words of 1"));
}

#[test]
fn what_the_server_throws_away_keeps_its_text_here_and_is_not_fetched() {
    let fake = Fake::start();
    fake.articles(3);
    let mini = Reader::with("miniflux", &fake.url(""));
    mini.sync();
    fake.articles(5);
    for id in [1, 5] {
        fake.with(id, |item| (item.read, item.removed) = (true, true));
    }
    assert_eq!(mini.sync()["updated"], 0);
    assert!(mini.run(&["show", &mini.id(1)]).out.contains("Words of 1"));
    assert_eq!(mini.run(&["sync", "--history"]).code, Some(0));
    assert_eq!(mini.numbers(""), [1, 2, 3, 4]);
    assert_eq!(mini.numbers("is:unread"), [2, 3, 4]);
}

#[test]
fn a_server_whose_clock_is_behind_is_asked_by_its_own_clock() {
    let fake = Fake::start();
    fake.articles(3);
    fake.state().faults.behind = 1_200;
    let mini = Reader::with("miniflux", &fake.url(""));
    mini.sync();
    fake.with(2, |item| item.read = true);
    assert_eq!(mini.sync()["marked"], 1);
    assert_eq!(mini.numbers("is:unread"), [1, 3]);
}

#[test]
fn what_has_just_come_is_not_looked_at_again_at_once() {
    let fake = Fake::start();
    fake.articles(4);
    let mini = Reader::with("miniflux", &fake.url(""));
    assert_eq!(mini.sync()["new"], 4);
    let again = |asked: &Asked| !asked.field("published_after").is_empty();
    assert!(!fake.asked("/entries").iter().any(again));
    fake.with(1, |item| "<p>Twelve were hurt, not ten.</p>".clone_into(&mut item.html));
    fake.with(1, |item| item.changed = 0);
    mini.position_ages(3_600);
    assert_eq!(mini.sync()["updated"], 1);
    assert!(fake.asked("/entries").iter().any(again));
}

#[test]
fn trap_7_a_limit_is_always_sent_and_never_0() {
    let (fake, reader) = synced(2);
    reader.sync();
    let is_positive =
        |asked: &Asked| asked.field("n").parse::<u32>().is_ok_and(|n| (1..=10_000).contains(&n));
    assert!(fake.asked(IDS).iter().all(is_positive));
    let mini = Reader::with("miniflux", &fake.url(""));
    mini.sync();
    let is_positive = |asked: &Asked| asked.field("limit").parse::<u32>().is_ok_and(|n| n > 0);
    assert!(fake.asked("/entries").iter().all(is_positive));
}

#[test]
fn trap_8_one_thing_is_changed_in_a_request() {
    let (fake, reader) = synced(3);
    reader.mark("read", &[1]);
    reader.mark("star", &[1]);
    reader.run(&["tag", "keep", &reader.id(1)]);
    reader.run(&["tag", "later", &reader.id(1)]);
    reader.sync();
    for asked in fake.asked(EDIT) {
        assert_eq!(asked.all("a").len() + asked.all("r").len(), 1, "{asked:?}");
    }
    let state = fake.state();
    let item = &state.items["0000000000000001"];
    assert!(item.read && item.starred && item.labels.len() == 2, "{item:?}");
}

#[test]
fn trap_9_a_title_with_other_signs_is_shown_as_its_feed_had_it() {
    let fake = Fake::start();
    fake.item("0000000000000001", "Salt ＆ Smoke 1", "<p>Words.</p>");
    let reader = Reader::new(&fake);
    reader.sync();
    assert_eq!(reader.list("")[0]["title"], "Salt & Smoke 1");
}

#[test]
fn trap_10_a_subscription_without_an_answer_is_looked_up_and_not_repeated() {
    let (fake, reader) = synced(1);
    fake.state().faults.cut = vec![("/subscription/quickadd", 1)];
    let added = reader.run(&["add", "--account", "home", "https://other.example/feed"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert_eq!(fake.asked("/subscription/quickadd").len(), 1);
    assert_eq!(fake.state().feeds.len(), 2);
    assert!(reader.run(&["feeds"]).out.lines().count() == 2);
    // dateline itself has asked nobody but the server.
    assert!(added.out.contains("fetched by home"), "{added:?}");
}

#[test]
fn trap_11_a_page_that_is_exactly_full_is_followed_by_an_empty_one() {
    let fake = Fake::start();
    fake.articles(6);
    fake.state().page = 3;
    let reader = Reader::new(&fake);
    assert_eq!(reader.sync()["new"], 6);
}

#[test]
fn trap_11_a_page_that_leads_back_is_asked_for_once_more_and_is_no_end() {
    let fake = Fake::start();
    fake.articles(6);
    fake.state().page = 3;
    for (kind, end) in [("greader", IDS), ("miniflux", "/v1/entries")] {
        let reader = Reader::with(kind, &fake.url(""));
        assert_eq!(reader.sync()["new"], 6, "{kind}");
        reader.hours_pass(48);
        fake.state().faults.repeats = true;
        fake.forget();
        assert!(reader.fails().contains("has no end of"), "{kind}");
        assert!((2..=4).contains(&fake.asked(end).len()), "{}", fake.asked(end).len());
        // What was not on the pages that came is not taken for read.
        assert_eq!(reader.numbers("is:unread"), [1, 2, 3, 4, 5, 6], "{kind}");
        fake.state().faults.repeats = false;
    }
}

#[test]
fn trap_14_a_server_that_takes_off_what_is_set_twice_is_not_told_twice() {
    let fake = Fake::start();
    fake.articles(4);
    fake.state().turns = true;
    let (one, two) = (Reader::new(&fake), Reader::new(&fake));
    for reader in [&one, &two] {
        reader.sync();
        reader.mark("read", &[1, 2]);
        reader.mark("star", &[2, 3]);
    }
    one.sync();
    two.sync();
    assert!(fake.read(1) && fake.read(2) && fake.starred(2) && fake.starred(3));
    // Nor is one whose answer was lost.
    one.mark("read", &[4]);
    one.mark("star", &[4]);
    fake.state().faults.cut = vec![(EDIT, 1)];
    one.fails();
    one.sync();
    assert!(fake.read(4) && fake.starred(4));
    assert_eq!(one.numbers("is:unread"), [3]);
    one.mark("unread", &[4]);
    one.mark("unstar", &[2]);
    one.sync();
    assert!(!fake.read(4) && !fake.starred(2));
}

#[test]
fn trap_11_a_list_without_end_is_given_up_and_changes_nothing() {
    let (fake, reader) = synced(3);
    fake.state().faults.endless = true;
    assert!(reader.fails().contains("has no end of"));
    assert_eq!(fake.asked(IDS).len(), 1_000);
    assert_eq!(reader.numbers("is:unread"), [1, 2, 3]);
}

#[test]
fn trap_14_a_star_is_not_turned_over_twice() {
    let fake = Fake::start();
    fake.articles(2);
    let reader = Reader::with("miniflux", &fake.url(""));
    assert_eq!(reader.sync()["new"], 2);
    reader.mark("star", &[1]);
    fake.state().faults.cut = vec![("/bookmark", 1)];
    reader.fails();
    assert!(fake.starred(1), "it was done, though nobody was told");
    assert_eq!(reader.sync()["sent"], 1);
    assert!(fake.starred(1));
    assert_eq!(fake.asked("/bookmark").len(), 1);
    reader.mark("unstar", &[1]);
    reader.sync();
    assert!(!fake.starred(1));
}

#[test]
fn trap_15_an_empty_list_in_the_place_of_an_object_is_no_news() {
    for path in ["/subscription/list", "/tag/list", IDS] {
        let (fake, reader) = synced(2);
        fake.state().faults.instead = vec![(path, "[]".to_owned())];
        assert!(reader.fails().contains("does not support"), "{path}");
        assert_eq!(reader.numbers("is:unread"), [1, 2], "{path}");
    }
    let fake = Fake::start();
    fake.articles(2);
    let mini = Reader::with("miniflux", &fake.url(""));
    mini.sync();
    fake.state().faults.instead = vec![("/v1/entries", "[]".to_owned())];
    assert!(mini.fails().contains("does not support"));
    assert_eq!(mini.numbers("is:unread"), [1, 2]);
    let (fake, reader) = synced(2);
    fake.item("0000000000000009", "Title 9", "<p>x</p>");
    fake.state().faults.instead = vec![(CONTENTS, "<html>Log in</html>".to_owned())];
    assert!(reader.fails().contains("something else"));
    fake.state().faults.instead.clear();
    assert_eq!(reader.sync()["new"], 1);
}

#[test]
fn trap_16_an_article_of_a_server_is_cleaned_like_any_other() {
    let fake = Fake::start();
    let html = "<p>Safe \u{1b}[31mwords\u{7}.</p><script>alert(1)</script><p><a href=\"javascript:x\">go</a></p>";
    fake.item("0000000000000001", "Title\u{1b}]0;x\u{7} 1", html);
    let reader = Reader::new(&fake);
    reader.sync();
    let shown =
        reader.run(&["show", "--json", reader.list("")[0]["id"].as_str().expect("an id")]).out;
    assert!(
        shown.contains("Safe") && !shown.contains("alert") && !shown.contains("javascript"),
        "{shown}"
    );
    assert!(!shown.contains('\u{1b}') && !shown.contains("\\u001b"), "{shown}");
}

#[test]
fn trap_15_a_page_in_the_place_of_an_answer_is_no_news_and_takes_no_change() {
    for (kind, edit) in [("greader", EDIT), ("miniflux", "/v1/entries")] {
        let fake = Fake::start();
        fake.articles(2);
        let reader = Reader::with(kind, &fake.url(""));
        reader.sync();
        reader.mark("read", &[1]);
        fake.state().faults.instead = vec![(edit, "<html>Log in</html>".to_owned())];
        assert!(reader.fails().contains("something else"), "{kind}");
        fake.state().faults.instead.clear();
        assert_eq!(reader.sync()["sent"], 1, "{kind}");
        assert!(fake.read(1), "{kind}: what was marked is not lost");
        assert_eq!(reader.numbers("is:unread"), [2], "{kind}");
    }
}
