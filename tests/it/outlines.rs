//! Lists of feeds that other programs wrote: in, out, and in again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::desk::outline::{self, Trust};
use dateline::feed::opml;
use dateline::news::{Choices, Moment, Source};
use dateline::store::{Library, Shelf};

use crate::shared;

fn lists(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            lists(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "opml" || kind == "xml") {
            found.push(path);
        }
    }
}

/// What a store says of its feeds, and the list it writes.
struct Kept {
    feeds: BTreeSet<String>,
    written: String,
}

/// Takes a list into a new store. Returns what the store then has, and how many things it named as left out.
fn taken_in(list: &[u8]) -> (Kept, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut library = Library::open(folder.path()).expect("a store");
    let read = outline::read(&opml::parse(list).expect("a list"), Trust::default());
    let feeds: Vec<(Source, Choices)> =
        read.feeds.into_iter().map(|feed| (feed.source, feed.choices)).collect();
    let now = Moment::from_second(1_718_884_800).expect("a moment");
    library.subscribe_all(&feeds, now).expect("subscribed");
    library.keep_outline(&outline::joined(&[], &read.kept)).expect("kept");
    let shelf = Shelf::open(folder.path()).expect("a store");
    let stored = shelf.feeds().expect("feeds");
    let line = |feed: &dateline::news::Subscription| format!("{} {:?}", feed.source, feed.choices);
    let written = opml::write(&outline::write(&stored, &shelf.outline().expect("kept")));
    (Kept { feeds: stored.iter().map(line).collect(), written }, read.problems.len())
}

#[test]
fn lists_of_other_programs_go_out_as_they_came_in() {
    let Some(root) = shared::file("corpus/opml") else { return };
    let mut paths = Vec::new();
    lists(&root, &mut paths);
    paths.sort();
    let (mut feeds, mut named) = (0, 0);
    for path in &paths {
        let list = fs::read(path).expect("a file");
        if opml::parse(&list).is_err() {
            // What is no list is refused in words; other tests are about that.
            named += 1;
            continue;
        }
        let (once, left_out) = taken_in(&list);
        let (twice, again) = taken_in(once.written.as_bytes());
        assert_eq!(once.feeds, twice.feeds, "{}", path.display());
        assert_eq!(once.written, twice.written, "{}", path.display());
        assert_eq!(again, 0, "{}: what was written is not all read", path.display());
        feeds += once.feeds.len();
        named += left_out;
    }
    println!(
        "{} lists with {feeds} feeds: the same out and in again, {named} things named",
        paths.len()
    );
    assert!(paths.len() > 50 && feeds > 1_000);
}
