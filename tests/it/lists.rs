//! Lists of feeds go through the program and come out with nothing lost: every list of the shared corpus.

use std::collections::BTreeSet;
use std::fs;

use dateline::desk::outline::{self, Listed, Outlined, Trust};
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

/// Whether a part goes out: the head does, and folders that have a feed somewhere below them.
fn goes_out((place, said): &(String, String), feeds: &[Listed]) -> bool {
    let Some(folder) = place.strip_prefix("folder ") else {
        // A list without a title is given one.
        return !place.is_empty() || said.contains("\"title\"");
    };
    let is_in = |path: &str| path == folder || path.starts_with(&format!("{folder}/"));
    feeds.iter().any(|feed| {
        let also = feed.choices.extra.iter().filter(|(name, _)| name == "dateline:alsoIn");
        is_in(&feed.choices.folder) || also.into_iter().any(|(_, path)| is_in(path))
    })
}

#[test]
fn lists_come_out_as_they_came_in() {
    let Some(folder) = shared::file("corpus/opml") else { return };
    let (mut files, mut feeds, mut said, mut refused) = (0, 0, 0, 0);
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
        let Outlined { feeds: first, kept, .. } = outline::read(&list, Trust::default());
        let mut all = BTreeSet::new();
        named(&list.outlines, &mut all);
        let sources: BTreeSet<String> = first.iter().map(|feed| feed.source.to_string()).collect();
        assert_eq!(sources, all, "in {}", path.display());
        let stored: Vec<Subscription> =
            (1..).zip(&first).map(|(number, feed)| subscription(number, feed)).collect();
        let written = opml::write(&outline::write(&stored, &kept));
        let again = opml::parse(written.as_bytes()).expect("what was written can be read");
        let Outlined { feeds: second, kept: again, problems, .. } =
            outline::read(&again, Trust::default());
        let lost: Vec<_> = kept.iter().filter(|part| !again.contains(part)).collect();
        let lost: Vec<_> = lost.into_iter().filter(|part| goes_out(part, &first)).collect();
        assert!(lost.is_empty(), "in {}: {lost:?}", path.display());
        said += kept.len();
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
            "lists: {files} files with {feeds} feeds come out as they came in, with {said} parts that other programs wrote; {refused} are no lists\n"
        ),
    );
    assert!(files > 40);
}
