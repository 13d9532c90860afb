//! Subscriptions as an outline (OPML) and back, with nothing lost on the way.
//!
//! What other programs have put on an outline stays with its feed as it was; the head and the folders keep theirs, too. A feed that stands in several folders is one
//! feed; the further folders stay with it, too. An outline may come from anybody: what would read files of this machine
//! or start programs is taken over only from one the reader trusts.

mod kept;

use std::collections::HashMap;

use self::kept::{Gathered, Parts};
use super::secret;
use crate::feed::opml::{Element, Opml, Outline};
use crate::fetch::Reach;
use crate::fetch::address::classify_host;
use crate::news::{Choices, Problem, SecretHeader, Source, Subscription};
use crate::text::Prose;

/// A feed as an outline has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Where it is read from.
    pub source: Source,
    /// What is chosen for it.
    pub choices: Choices,
}

/// What may be taken over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trust {
    /// Local files, programs and secrets by reference.
    pub local: bool,
    /// Hosts that are plainly on a private network.
    pub private: bool,
}

/// Attributes that have a place of their own in a subscription.
const KNOWN: [&str; 5] = ["text", "title", "type", "xmlUrl", "url"];
/// A further folder of a feed, among what is kept for other programs.
const ALSO_IN: &str = "dateline:alsoIn";
const WHOLE: &str = "dateline:whole";
const EVERY: &str = "dateline:every";
/// A program with its arguments, as a list in JSON.
const FILTER: &str = "dateline:filter";
/// Headers as they are written for `add`, with where their values are found, as a list in JSON.
const HEADERS: &str = "dateline:header";
/// What our own attributes belong to.
const NAMESPACE: (&str, &str) = ("xmlns:dateline", "urn:dateline:outline");
/// Parts folders; in the name of one it gives way to a sign that looks like it.
const SLASH: (&str, &str) = ("/", "\u{2215}");

/// What an outline brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlined {
    /// Its feeds, each once.
    pub feeds: Vec<Listed>,
    /// What other programs have said beside the feeds, by the part of the list, for the store to keep.
    pub kept: Vec<(String, String)>,
    /// What could not be taken over.
    pub problems: Vec<Problem>,
    /// How often a feed is listed once more.
    pub doubled: usize,
}

/// The feeds of an outline, and what is said beside them.
pub fn read(opml: &Opml, trust: Trust) -> Outlined {
    let mut reading = Reading { trust, ..Reading::default() };
    let mut folders = Vec::new();
    reading.problems.clone_from(&opml.problems);
    reading.gathered.list(opml);
    for outline in &opml.outlines {
        reading.outline(outline, &mut folders);
    }
    let Reading { feeds, gathered, mut problems, doubled, .. } = reading;
    let kept = gathered.finish(&mut problems);
    Outlined { feeds, kept, problems, doubled }
}

#[derive(Default)]
struct Reading {
    trust: Trust,
    feeds: Vec<Listed>,
    places: HashMap<String, usize>,
    gathered: Gathered,
    problems: Vec<Problem>,
    doubled: usize,
}

impl Reading {
    /// Reads an outline in these folders. The reader of OPML has bounded how deep they are.
    fn outline(&mut self, outline: &Outline, folders: &mut Vec<String>) {
        match outline.raw_feed() {
            Some(raw) => self.feed(outline, raw, folders),
            None if outline.children.is_empty() => self.nothing(outline),
            None => {}
        }
        if outline.children.is_empty() {
            return;
        }
        let name = outline.title().unwrap_or_default();
        folders.push(name.replace(SLASH.0, SLASH.1));
        self.gathered.folder(&path(folders), outline);
        for child in &outline.children {
            self.outline(child, folders);
        }
        folders.pop();
    }

    fn feed(&mut self, outline: &Outline, raw: &str, folders: &[String]) {
        let Some(source) = self.source(outline, raw) else { return };
        let folder = path(folders);
        let key = source.to_string();
        self.gathered.feed(&key, outline);
        if let Some(known) = self.places.get(&key).and_then(|at| self.feeds.get_mut(*at)) {
            if known.choices.folder != folder {
                known.choices.extra.push((ALSO_IN.to_owned(), folder.to_string()));
            }
            self.doubled += 1;
            return;
        }
        self.places.insert(key, self.feeds.len());
        let choices = self.choices(outline, folder, &source);
        self.feeds.push(Listed { source, choices });
    }

    fn source(&mut self, outline: &Outline, raw: &str) -> Option<Source> {
        if let Some(link) = outline.feed_link() {
            return Some(Source::Web(link));
        }
        let is_ours = |source: &Source| *source != Source::Pages && source.account().is_none();
        let local = Source::parse(raw).filter(is_ours);
        let shown = Prose::line(raw).cut(200);
        match local {
            Some(source) if self.trust.local => return Some(source),
            Some(_) => self.problems.push(Problem::new(format!(
                "{shown} was left out: files and programs of this machine come from a trusted list alone"
            ))),
            None => self.problems.push(Problem::new(format!("{shown} is no address of a feed"))),
        }
        None
    }

    /// Whether what starts programs or finds secrets is taken over; where it is not, that is said.
    fn may(&mut self, source: &Source, what: &str) -> bool {
        if !self.trust.local {
            let shown = Prose::line(&source.to_string()).cut(200);
            self.problems.push(Problem::new(format!(
                "{shown} came without its {what}: these come from a trusted list alone (--trust)"
            )));
        }
        self.trust.local
    }

    fn nothing(&mut self, outline: &Outline) {
        let name = outline.title().unwrap_or_default();
        self.problems.push(Problem::new(format!("“{name}” has no feed in it and was left out")));
    }

    fn choices(&mut self, outline: &Outline, folder: Prose, source: &Source) -> Choices {
        // What has no name of its own is called by its host: that is none the reader has chosen.
        let is_host = |name: &Prose| source.link().is_some_and(|link| link.host() == name.as_str());
        let (name, title) = names(outline);
        let name = name.filter(|name| !is_host(name));
        let mut choices = Choices { name, folder, ..Choices::default() };
        choices.extra.extend(title.map(|title| ("title".to_owned(), title)));
        let host = source.link().and_then(|link| classify_host(link.host()));
        choices.private = self.trust.private && host == Some(Reach::Private);
        for (name, value) in &outline.attributes {
            match name.as_str() {
                name if KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name)) => {}
                WHOLE => choices.whole = value == "true",
                EVERY => {
                    let seconds = value.parse().ok().filter(|seconds| *seconds >= 60);
                    choices.every = seconds.map(std::time::Duration::from_secs);
                }
                FILTER if self.may(source, "filter") => choices.filter = filter(value),
                HEADERS if self.may(source, "secrets") => choices.headers = headers(value),
                FILTER | HEADERS => {}
                // An attribute that stands twice is an accident; the first one counts, as in XML elsewhere.
                _ if choices.extra.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) => {}
                _ => choices.extra.push((name.clone(), value.clone())),
            }
        }
        choices
    }
}

/// What a feed is called in a list, and its title where that is another: `text` is what its reader reads.
fn names(outline: &Outline) -> (Option<Prose>, Option<String>) {
    let named = |name: &str| outline.get(name).map(Prose::line).filter(|words| !words.is_empty());
    match (named("text"), named("title")) {
        (Some(text), Some(title)) if text != title => (Some(text), Some(title.to_string())),
        (text, title) => (text.or(title), None),
    }
}

/// A program with its arguments, where one is named.
fn filter(value: &str) -> Option<Vec<String>> {
    serde_json::from_str(value).ok().filter(|words: &Vec<String>| !words.is_empty())
}

/// Headers by where their values are found; what is no such place is no header of ours.
fn headers(value: &str) -> Vec<SecretHeader> {
    let written: Vec<String> = serde_json::from_str(value).unwrap_or_default();
    written.iter().filter_map(|header| secret::header(header).ok()).collect()
}

/// What the store is to keep of an outline that came in, beside what it has `known` of others.
pub fn joined(known: &[(String, String)], new: &[(String, String)]) -> Vec<(String, String)> {
    kept::joined(known, new)
}

/// Folders in each other, as the store knows them.
fn path(folders: &[String]) -> Prose {
    let named = folders.iter().filter(|name| !name.is_empty()).map(String::as_str);
    Prose::line(&named.collect::<Vec<_>>().join("/"))
}

/// The outline of subscriptions, in their folders, with what was kept of outlines that came in.
pub fn write(feeds: &[Subscription], kept: &[(String, String)]) -> Opml {
    let parts = Parts::read(kept);
    let said = parts.list();
    let mut opml = Opml { attributes: said.attributes, head: said.head, ..Opml::default() };
    opml.other = said.other;
    if opml.title().is_none() {
        let text = "Subscriptions of dateline".to_owned();
        opml.head.insert(0, Element { name: "title".to_owned(), text, ..Element::default() });
    }
    let has_place =
        |feed: &&Subscription| feed.source != Source::Pages && !feed.source.place().is_empty();
    for feed in feeds.iter().filter(has_place) {
        let outline = outline(feed, &parts);
        let also = feed.choices.extra.iter().filter(|(name, _)| name == ALSO_IN);
        let folders = std::iter::once(feed.choices.folder.as_str());
        for folder in folders.chain(also.map(|(_, folder)| folder.as_str())) {
            in_folder(&mut opml.outlines, folder, &parts).push(outline.clone());
        }
    }
    let is_ours = |choices: &Choices| {
        let programs = choices.filter.is_some() || !choices.headers.is_empty();
        choices.whole || choices.every.is_some() || programs
    };
    let is_ours = feeds.iter().any(|feed| is_ours(&feed.choices));
    let is_named = opml.attributes.iter().any(|(name, _)| name == NAMESPACE.0);
    if is_ours && !is_named {
        opml.attributes.push((NAMESPACE.0.to_owned(), NAMESPACE.1.to_owned()));
    }
    opml
}

/// The outlines of a folder, which is made where it is missing.
fn in_folder<'o>(
    mut outlines: &'o mut Vec<Outline>,
    folder: &str,
    parts: &Parts,
) -> &'o mut Vec<Outline> {
    let mut above = Vec::new();
    for name in folder.split('/').filter(|name| !name.is_empty()) {
        above.push(name.to_owned());
        let name = Prose::line(&name.replace(SLASH.1, SLASH.0));
        let is_it = |outline: &Outline| {
            outline.raw_feed().is_none() && outline.title().as_ref() == Some(&name)
        };
        let at = outlines.iter().position(is_it).unwrap_or_else(|| {
            outlines.push(folder_of(&name, &path(&above), parts));
            outlines.len() - 1
        });
        outlines = &mut outlines[at].children;
    }
    outlines
}

/// A folder with what was said of it.
fn folder_of(name: &Prose, path: &str, parts: &Parts) -> Outline {
    let mut outline = Outline::folder(name);
    if let Some(said) = parts.folder(path) {
        for (name, value) in &said.attributes {
            outline.set(name, value);
        }
        outline.other.clone_from(&said.other);
    }
    outline
}

fn outline(feed: &Subscription, parts: &Parts) -> Outline {
    let mut outline = Outline::folder(&feed.name());
    if let Some(said) = parts.feed(&feed.source.to_string()) {
        outline.other.clone_from(&said.other);
    }
    outline.set("type", "rss");
    outline.set("xmlUrl", &feed.source.place());
    for (name, value) in feed.choices.extra.iter().filter(|(name, _)| name != ALSO_IN) {
        outline.set(name, value);
    }
    if let Some(site) = &feed.site {
        outline.set("htmlUrl", site.as_str());
    }
    if feed.choices.whole {
        outline.set(WHOLE, "true");
    }
    if let Some(every) = feed.choices.every {
        outline.set(EVERY, &every.as_secs().to_string());
    }
    if let Some(words) = &feed.choices.filter {
        outline.set(FILTER, &serde_json::Value::from(words.clone()).to_string());
    }
    if !feed.choices.headers.is_empty() {
        let headers = feed.choices.headers.iter();
        let written: Vec<String> =
            headers.map(|one| format!("{}: {}", one.name, one.reference)).collect();
        outline.set(HEADERS, &serde_json::Value::from(written).to_string());
    }
    outline
}
