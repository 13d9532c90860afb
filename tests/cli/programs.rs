//! Programs of the reader's: feeds they make, what they filter, what they are told.

use std::fs;

use serde_json::Value;

use crate::Reader;
use crate::subscriptions::{harbour, subscribed, titles};
use crate::web::{Web, item, rss};

#[test]
fn programs_make_feeds_and_filter_them_once_they_are_allowed() {
    let (web, reader) = (Web::start(), Reader::new());
    web.put("/feed", harbour(&[1]));
    let made = reader.file("made.xml", rss("Made", &[item(1, "One", "Words.")]));
    let source = format!("exec:[\"cat\", \"{made}\"]");
    reader.run(&["add", &source]).failed(1, &["allow_programs"]);
    let filter = r#"["sed", "s/Title/Headline/"]"#;
    reader.run(&["add", &web.url("/feed"), "--filter", filter]).failed(1, &["allow_programs"]);
    let config = reader.file("config.toml", "allow_programs = true\n");
    let allowed = |arguments: &[&str]| reader.run(&[&["--config", &config], arguments].concat());
    assert!(allowed(&["add", &source]).done().contains("Made"));
    allowed(&["add", &web.url("/feed"), "--filter", filter]).done();
    assert_eq!(titles(&reader, "title:headline"), ["Headline 1"]);
    allowed(&["--restricted", "refresh", "--all"]).failed(1, &["--restricted"]);
    // Which says nothing of the feeds.
    for feed in reader.run(&["feeds", "--json"]).json().as_array().expect("feeds") {
        assert_eq!((feed["failures"].as_u64(), &feed["error"]), (Some(0), &Value::Null), "{feed}");
    }
}

#[test]
fn a_hook_is_told_of_new_articles() {
    let (web, reader) = subscribed();
    let told = reader.path("told.jsonl");
    let config = format!("allow_programs = true\nhook_new = ['tee', '{told}']\n");
    let config = reader.file("config.toml", config);
    reader.run(&["--config", &config, "refresh", "--all"]).done();
    assert!(fs::metadata(&told).is_err(), "there was nothing new");
    web.put("/feed", harbour(&[3, 2, 1]));
    reader.run(&["--config", &config, "refresh", "--all"]).done();
    let lines = fs::read_to_string(&told).expect("it was told");
    let article: Value = serde_json::from_str(&lines).expect("one article");
    assert_eq!(article["title"], "Title 3");
    // One that fails is named; the articles are there all the same.
    let config = reader.file("config.toml", "allow_programs = true\nhook_new = ['false']\n");
    web.put("/feed", harbour(&[4, 3, 2, 1]));
    let refreshed = reader.run(&["--config", &config, "refresh", "--all"]);
    refreshed.failed(3, &["hook_new", "false", "kept"]);
    assert!(titles(&reader, "").contains(&"Title 4".to_owned()));
}
