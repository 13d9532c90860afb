//! Lists of feeds go through the program and come out with nothing lost: every list of the shared corpus.

use std::collections::BTreeSet;
use std::fs;

use dateline::desk::outline::{self, Listed, Trust};
use dateline::feed::opml;
use dateline::news::{FeedId, Subscription};

use super::shared;

/// A feed as the store gives it back.
fn subscription(number: i64, listed: &Listed) -> Subscription {
    Subscription {
        id: FeedId(number),
        source: listed.source.clone(),
        title: None,
        site: None,
        choices: listed.choices.clone(),
        health: dateline::news::Health::default(),
        validators: dateline::news::Validators::default(),
        articles: 0,
        unread: 0,
    }
}

/// Every feed with its folders and what other programs have said of it, in an order of its own.
fn set(feeds: &[Listed]) -> BTreeSet<String> {
    let shown = |feed: &Listed| {
        let mut choices = feed.choices.clone();
        choices.extra.sort();
        format!("{} {choices:?}", feed.source)
    };
    feeds.iter().map(shown).collect()
}

/// The addresses a list names, however it writes them.
fn named(outlines: &[opml::Outline], all: &mut BTreeSet<String>) {
    for outline in outlines {
        all.extend(outline.feed_link().map(|link| link.to_string()));
        named(&outline.children, all);
    }
}

#[test]
fn lists_come_out_as_they_came_in() {
    let Some(folder) = shared::file("corpus/opml") else { return };
    let (mut files, mut feeds, mut refused) = (0, 0, 0);
    let mut folders = vec![folder];
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(path).expect("a folder");
            folders.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        let Ok(list) = opml::parse(&bytes) else {
            refused += 1;
            continue;
        };
        let (first, _) = outline::read(&list, Trust::default());
        let mut all = BTreeSet::new();
        named(&list.outlines, &mut all);
        let sources: BTreeSet<String> = first.iter().map(|feed| feed.source.to_string()).collect();
        assert_eq!(sources, all, "in {}", path.display());
        let stored: Vec<Subscription> =
            (1..).zip(&first).map(|(number, feed)| subscription(number, feed)).collect();
        let written = opml::write(&outline::write(&stored));
        let again = opml::parse(written.as_bytes()).expect("what was written can be read");
        let (second, problems) = outline::read(&again, Trust::default());
        let (left, right) = (set(&second), set(&first));
        let differing: Vec<&String> = left.symmetric_difference(&right).collect();
        assert!(differing.is_empty(), "in {}: {differing:?}", path.display());
        assert_eq!(problems, [], "in {}", path.display());
        files += 1;
        feeds += first.len();
    }
    let _shown = std::io::Write::write_fmt(
        &mut std::io::stderr(),
        format_args!(
            "lists: {files} files with {feeds} feeds come out as they came in; {refused} are no lists\n"
        ),
    );
    assert!(files > 40);
}
