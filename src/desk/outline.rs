//! Subscriptions as an outline (OPML) and back, with nothing lost on the way.
//!
//! What other programs have put on an outline stays with its feed as it was. A feed that stands in several folders is one
//! feed; the further folders stay with it, too. An outline may come from anybody: what would read files of this machine
//! or start programs is taken over only from one the reader trusts.

use std::collections::HashMap;

use crate::feed::opml::{Element, Opml, Outline};
use crate::fetch::Reach;
use crate::fetch::address::classify_host;
use crate::news::{Choices, Problem, Source, Subscription};
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
/// What our own attributes belong to.
const NAMESPACE: (&str, &str) = ("xmlns:dateline", "urn:dateline:outline");
/// Parts folders; in the name of one it gives way to a sign that looks like it.
const SLASH: (&str, &str) = ("/", "\u{2215}");

/// The feeds of an outline, each once, and what could not be taken over.
pub fn read(opml: &Opml, trust: Trust) -> (Vec<Listed>, Vec<Problem>) {
    let mut reading = Reading { trust, ..Reading::default() };
    let mut folders = Vec::new();
    reading.problems.clone_from(&opml.problems);
    for outline in &opml.outlines {
        reading.outline(outline, &mut folders);
    }
    (reading.feeds, reading.problems)
}

#[derive(Default)]
struct Reading {
    trust: Trust,
    feeds: Vec<Listed>,
    places: HashMap<String, usize>,
    problems: Vec<Problem>,
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
        for child in &outline.children {
            self.outline(child, folders);
        }
        folders.pop();
    }

    fn feed(&mut self, outline: &Outline, raw: &str, folders: &[String]) {
        let Some(source) = self.source(outline, raw) else { return };
        let folder = folders.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>();
        let folder = Prose::line(&folder.join("/"));
        let key = source.to_string();
        if let Some(known) = self.places.get(&key).and_then(|at| self.feeds.get_mut(*at)) {
            if known.choices.folder != folder {
                known.choices.extra.push((ALSO_IN.to_owned(), folder.to_string()));
            }
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

    fn nothing(&mut self, outline: &Outline) {
        let name = outline.title().unwrap_or_default();
        self.problems.push(Problem::new(format!("“{name}” has no feed in it and was left out")));
    }

    fn choices(&self, outline: &Outline, folder: Prose, source: &Source) -> Choices {
        // What has no name of its own is called by its host: that is none the reader has chosen.
        let is_host = |name: &Prose| source.link().is_some_and(|link| link.host() == name.as_str());
        let name = outline.title().filter(|name| !is_host(name));
        let mut choices = Choices { name, folder, ..Choices::default() };
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
                // An attribute that stands twice is an accident; the first one counts, as in XML elsewhere.
                _ if choices.extra.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) => {}
                _ => choices.extra.push((name.clone(), value.clone())),
            }
        }
        choices
    }
}

/// The outline of subscriptions, in their folders.
pub fn write(feeds: &[Subscription]) -> Opml {
    let mut opml = Opml { attributes: Vec::new(), ..Opml::default() };
    let text = "Subscriptions of dateline".to_owned();
    opml.head.push(Element { name: "title".to_owned(), text, ..Element::default() });
    for feed in
        feeds.iter().filter(|feed| feed.source != Source::Pages && !feed.source.place().is_empty())
    {
        let outline = outline(feed);
        let also = feed.choices.extra.iter().filter(|(name, _)| name == ALSO_IN);
        let folders = std::iter::once(feed.choices.folder.as_str());
        for folder in folders.chain(also.map(|(_, folder)| folder.as_str())) {
            in_folder(&mut opml.outlines, folder).push(outline.clone());
        }
    }
    let is_ours = feeds.iter().any(|feed| feed.choices.whole || feed.choices.every.is_some());
    if is_ours {
        opml.attributes.push((NAMESPACE.0.to_owned(), NAMESPACE.1.to_owned()));
    }
    opml
}

/// The outlines of a folder, which is made where it is missing.
fn in_folder<'o>(mut outlines: &'o mut Vec<Outline>, folder: &str) -> &'o mut Vec<Outline> {
    for name in folder.split('/').filter(|name| !name.is_empty()) {
        let name = Prose::line(&name.replace(SLASH.1, SLASH.0));
        let is_it = |outline: &Outline| {
            outline.raw_feed().is_none() && outline.title().as_ref() == Some(&name)
        };
        let at = outlines.iter().position(is_it).unwrap_or_else(|| {
            outlines.push(Outline::folder(&name));
            outlines.len() - 1
        });
        outlines = &mut outlines[at].children;
    }
    outlines
}

fn outline(feed: &Subscription) -> Outline {
    let mut outline = Outline::folder(&feed.name());
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
    outline
}
