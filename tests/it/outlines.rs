//! Lists of feeds that other programs wrote: in, out, and in again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use dateline::desk::outline::{self, Trust};
use dateline::feed::opml::{self, Opml, Outline};
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

/// Takes a list into a new store. Returns what the store then has, and what it named as left out.
fn taken_in(list: &[u8]) -> (Kept, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut library = Library::open(folder.path()).expect("a store");
    let read = outline::read(&opml::parse(list).expect("a list"), Trust::default());
    let named = read.problems.iter().map(ToString::to_string).collect();
    let feeds: Vec<(Source, Choices)> =
        read.feeds.into_iter().map(|feed| (feed.source, feed.choices)).collect();
    let now = Moment::from_second(1_718_884_800).expect("a moment");
    library.subscribe_all(&feeds, now).expect("subscribed");
    library.keep_outline(&outline::joined(&[], &read.kept)).expect("kept");
    let shelf = Shelf::open(folder.path()).expect("a store");
    let stored = shelf.feeds().expect("feeds");
    let line = |feed: &dateline::news::Subscription| format!("{} {:?}", feed.source, feed.choices);
    let written = opml::write(&outline::write(&stored, &shelf.outline().expect("kept")));
    (Kept { feeds: stored.iter().map(line).collect(), written }, named)
}

/// What a list says of each feed: the folders it stands in, and what other programs have written beside it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    folders: BTreeSet<String>,
    attributes: BTreeSet<(String, String)>,
}

/// What a list says, by feed; the folders it has, and what is written beside those.
fn said(list: &Opml) -> (BTreeMap<String, Said>, BTreeMap<String, BTreeSet<(String, String)>>) {
    let (mut feeds, mut folders) = (BTreeMap::new(), BTreeMap::new());
    list.outlines.iter().for_each(|outline| read(outline, "", &mut feeds, &mut folders));
    (feeds, folders)
}

fn read(
    outline: &Outline,
    above: &str,
    feeds: &mut BTreeMap<String, Said>,
    folders: &mut BTreeMap<String, BTreeSet<(String, String)>>,
) {
    let own = |known: &[&str]| -> BTreeSet<(String, String)> {
        let is_own = |name: &str| !known.iter().any(|known| known.eq_ignore_ascii_case(name));
        let mut seen = BTreeSet::new();
        // What stands twice on one element is an accident; the first one counts.
        let mut first = |name: &str| seen.insert(name.to_lowercase());
        let kept = outline.attributes.iter().filter(|(name, _)| is_own(name) && first(name));
        kept.cloned().collect()
    };
    if let Some(link) = outline.feed_link() {
        let said: &mut Said = feeds.entry(link.to_string()).or_default();
        said.folders.insert(above.to_owned());
        // Of a feed that is listed twice the first line counts.
        if said.attributes.is_empty() {
            said.attributes = own(&["text", "title", "type", "xmlUrl", "url"]);
        }
    }
    if outline.children.is_empty() {
        return;
    }
    let name = outline.title().unwrap_or_default();
    let below = if name.is_empty() { above.to_owned() } else { format!("{above}/{name}") };
    if outline.feed_link().is_none() && !name.is_empty() {
        folders.entry(below.clone()).or_insert_with(|| own(&["text", "title"]));
    }
    outline.children.iter().for_each(|child| read(child, &below, feeds, folders));
}

/// What a list said that is not in what was written, and was not named either.
fn lost(list: &Opml, written: &str, named: &[String]) -> Vec<String> {
    let (before, folders) = said(list);
    let (after, kept) = said(&opml::parse(written.as_bytes()).expect("our own list"));
    let is_named = |what: &str| named.iter().any(|problem| problem.contains(what));
    let mut lost = Vec::new();
    for (feed, said) in &before {
        match after.get(feed) {
            Some(now) => {
                let gone = said.attributes.difference(&now.attributes);
                lost.extend(gone.map(|(name, value)| format!("{feed}: {name}={value}")));
                let gone = said.folders.difference(&now.folders);
                lost.extend(gone.map(|folder| format!("{feed}: the folder {folder}")));
            }
            None if !is_named(feed) => lost.push(format!("{feed} itself")),
            None => {}
        }
    }
    // A folder without a feed in it is none here.
    let holds = |folder: &str| {
        let inside = |at: &String| at == folder || at.starts_with(&format!("{folder}/"));
        before.values().any(|said| said.folders.iter().any(inside))
    };
    for (folder, attributes) in folders.iter().filter(|(folder, _)| holds(folder)) {
        let now = kept.get(folder).cloned().unwrap_or_default();
        let gone = attributes.difference(&now);
        lost.extend(gone.map(|(name, value)| format!("folder {folder}: {name}={value}")));
    }
    lost
}

#[test]
fn lists_of_other_programs_go_out_as_they_came_in() {
    let Some(root) = shared::file("corpus/opml") else { return };
    let mut paths = Vec::new();
    lists(&root, &mut paths);
    paths.sort();
    let (mut feeds, mut attributes, mut named) = (0, 0, 0);
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
        assert!(again.is_empty(), "{}: what was written is not all read", path.display());
        let list = opml::parse(&list).expect("a list");
        let lost = lost(&list, &once.written, &left_out);
        assert_eq!(lost, Vec::<String>::new(), "{}", path.display());
        attributes += said(&list).0.values().map(|said| said.attributes.len()).sum::<usize>();
        feeds += once.feeds.len();
        named += left_out.len();
    }
    println!(
        "{} lists with {feeds} feeds and {attributes} things said beside them: all there again, {named} things named",
        paths.len()
    );
    assert!(paths.len() > 50 && feeds > 1_000);
}
