//! Several accounts at once, beside feeds of this machine.

use std::fs;

use serde_json::{Value, json};

use crate::Reader;
use crate::fake::Fake;

/// One reader with an account on each of two servers of different kinds, whose numbers for articles are the same.
fn two() -> (Fake, Fake, Reader) {
    let (home, work) = (Fake::start(), Fake::start());
    home.articles(4);
    for id in 1..=4 {
        work.item(&format!("{id:016x}"), &format!("Title {}", id + 10), "<p>Words of work.</p>");
    }
    let reader = Reader::new(&home);
    reader.set(&format!(
        "[[account]]\nname = \"work\"\nkind = \"miniflux\"\naddress = \"{}\"\nuser = \"ben\"\nenv = \"WORDS\"",
        work.url("")
    ));
    (home, work, reader)
}

/// A feed of this machine, in a file.
fn local(reader: &Reader, title: &str, text: &str) -> String {
    let path = reader.home.path().join("local.xml");
    let item = format!(
        "<item><guid>{title}</guid><title>{title}</title><description>{text}</description></item>"
    );
    let feed = format!("<rss version='2.0'><channel><title>Paper</title>{item}</channel></rss>");
    fs::write(&path, feed).expect("a file");
    path.to_string_lossy().into_owned()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn two_accounts_and_a_local_feed_stay_apart_though_their_numbers_are_the_same() {
    let (home, work, reader) = two();
    let feed = local(&reader, "Title 99", "Words of paper.");
    assert_eq!(reader.run(&["add", &feed]).code, Some(0));
    let ended = reader.run(&["refresh", "--json"]);
    let told = parsed(&ended.out);
    let new = |at: usize| &told["accounts"][at]["new"];
    assert_eq!((new(0), new(1)), (&json!(4), &json!(4)), "{ended:?}");
    assert_eq!(reader.numbers(""), [1, 2, 3, 4, 11, 12, 13, 14, 99]);
    assert!(reader.list("").iter().all(|row| row["outlet"].is_string()), "{:?}", reader.list(""));
    reader.mark("read", &[1, 12, 99]);
    reader.mark("star", &[2, 13, 99]);
    let told = parsed(&reader.run(&["sync", "--json"]).out);
    assert_eq!(
        (&told["accounts"][0]["sent"], &told["accounts"][1]["sent"]),
        (&json!(2), &json!(2))
    );
    let read = |fake: &Fake| (1..=4).filter(|id| fake.read(*id)).collect::<Vec<u64>>();
    let starred = |fake: &Fake| (1..=4).filter(|id| fake.starred(*id)).collect::<Vec<u64>>();
    assert_eq!((read(&home), starred(&home)), (vec![1], vec![2]));
    assert_eq!((read(&work), starred(&work)), (vec![2], vec![3]));
    // One is changed there, and its number means another article at the other.
    work.with(4, |item| item.read = true);
    reader.run(&["sync"]);
    assert_eq!(reader.numbers("is:unread"), [2, 3, 4, 11, 13]);
    // One alone can be asked, and one that fails does not hold up the other.
    home.forget();
    assert_eq!(reader.run(&["sync", "work"]).code, Some(0));
    assert_eq!(home.state().asked.len(), 0);
    "other".clone_into(&mut home.state().password);
    reader.mark("read", &[3, 11]);
    let ended = reader.run(&["sync", "--json"]);
    assert_eq!(ended.code, Some(3), "{ended:?}");
    assert!(work.read(1) && !home.read(3));
    assert!(ended.err.contains("home: ") && ended.err.contains("password"), "{ended:?}");
}

#[test]
fn one_story_compares_articles_of_an_account_and_of_a_feed_of_this_machine() {
    let fake = Fake::start();
    fake.item(
        "0000000000000001",
        "Ferry Aurora runs aground off Port Vale, 12 hurt",
        "<p>The ferry Aurora ran aground on a reef off Port Vale on Tuesday night with 240 passengers on board.</p>\
         <p>Twelve people were hurt, the harbour master Ruth Calder said. Lifeboats took all passengers to Port Vale.</p>",
    );
    let reader = Reader::new(&fake);
    let feed = local(
        &reader,
        "Aurora ferry aground near Port Vale: 15 injured",
        "&lt;p&gt;Lifeboats rescued the passengers of the ferry Aurora after it ran aground on a reef off Port Vale late on Tuesday.&lt;/p&gt;\
         &lt;p&gt;Fifteen people were injured, said Ruth Calder, the harbour master. The Aurora had 240 passengers on board.&lt;/p&gt;",
    );
    reader.run(&["add", &feed]);
    reader.sync();
    let stories = parsed(&reader.run(&["stories", "--since", "2000-01-01", "--json"]).out);
    let story = stories.as_array().and_then(|all| {
        all.iter().find(|story| story["articles"].as_array().is_some_and(|all| all.len() == 2))
    });
    let story = story.unwrap_or_else(|| panic!("no story of both: {stories}"));
    let compared = reader.run(&["compare", story["id"].as_str().expect("an id"), "--json"]);
    let compared = parsed(&compared.out);
    let outlets: Vec<&Value> =
        compared["articles"].as_array().expect("both").iter().map(|one| &one["outlet"]).collect();
    assert!(outlets.contains(&&json!("Harbour News")) && outlets.contains(&&json!("Paper")));
    let facts = compared["facts"].as_array().expect("facts");
    let is_of_both = |fact: &Value| {
        let claims = fact["claims"].to_string();
        fact["status"] == "agree" && claims.contains("Harbour News") && claims.contains("Paper")
    };
    assert!(facts.iter().any(is_of_both), "{compared:#}");
}

#[test]
fn an_account_on_another_server_is_read_anew_and_its_marks_stay() {
    let (old, new) = (Fake::start(), Fake::start());
    old.articles(3);
    // The same articles under other numbers.
    for id in 1..=3 {
        new.item(
            &format!("{:016x}", id + 500),
            &format!("Title {id}"),
            &format!("<p>Words of {id}.</p>"),
        );
        let link = format!("https://news.example/a/{id:016x}");
        new.with(id + 500, |item| item.link = Some(link));
    }
    let reader = Reader::new(&old);
    reader.sync();
    reader.mark("read", &[2]);
    reader.sync();
    old.forget();
    let config = reader.home.path().join("config.toml");
    let text = fs::read_to_string(&config).expect("the settings");
    let moved =
        text.replace("user = \"anna\"", "user = \"anne\"").replace(&old.url(""), &new.url(""));
    fs::write(config, moved).expect("a file");
    new.with(502, |item| item.read = true);
    new.with(503, |item| item.starred = true);
    reader.sync();
    assert_eq!(new.asked("/edit-tag").len(), 0, "what the old server was told is not told again");
    assert_eq!(old.state().asked.len(), 0, "the old server is asked no more");
    // They are known again by their links: none is there twice, and the new server says how they stand.
    assert_eq!(reader.numbers(""), [1, 2, 3]);
    assert_eq!(reader.numbers("is:unread"), [1, 3]);
    assert_eq!(reader.numbers("is:starred"), [3]);
}

#[test]
fn an_account_that_is_taken_out_of_the_settings_is_named_and_can_be_given_up() {
    let (_home, _work, reader) = two();
    reader.run(&["sync"]);
    let config = reader.home.path().join("config.toml");
    let text = fs::read_to_string(&config).expect("the settings");
    let (first, _) = text.split_once("[[account]]\nname = \"work\"").expect("two accounts");
    // Of settings that are wrong nobody knows what was meant.
    fs::write(&config, text.replace("name = \"work\"", "nam = \"work\"")).expect("a file");
    let doctor = reader.run(&["doctor"]);
    assert!(!doctor.err.contains("nobody fetches"), "{doctor:?}");
    fs::write(&config, first).expect("a file");
    let doctor = reader.run(&["doctor"]);
    assert_eq!(doctor.code, Some(1));
    let said = "account work is not in the settings, and nobody fetches its 1 feed";
    assert!(doctor.err.contains(said), "{doctor:?}");
    // What came stays until it is given up.
    assert_eq!(reader.numbers("").len(), 8);
    let feeds = reader.run(&["feeds"]).out;
    let line = feeds.lines().find(|line| line.contains("fetched by work")).expect("its feed");
    let id = line.split_whitespace().next().expect("a number");
    assert_eq!(reader.run(&["remove", id]).code, Some(0));
    assert_eq!(reader.numbers(""), [1, 2, 3, 4]);
    let doctor = reader.run(&["doctor"]);
    assert_eq!(doctor.code, Some(0), "{doctor:?}");
}
