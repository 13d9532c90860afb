//! What other programs have said in a list of feeds, beside the feeds: the head, namespaces, attributes of folders, notes.
//!
//! It has no meaning here. It is kept by the part of the list it stands in, and goes out again with it.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::feed::opml::{Element, Opml, Outline};
use crate::news::Problem;

/// More than this of one part (bytes) is no note but a burden.
const MOST_BYTES: usize = 64 << 10;
/// The part that is the list itself.
const LIST: &str = "";

/// What was said in one part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    /// Attributes of the root, or of a folder.
    pub(super) attributes: Vec<(String, String)>,
    /// What stands in the head.
    pub(super) head: Vec<Element>,
    /// Elements that are no outlines.
    pub(super) other: Vec<Element>,
}

/// Parts with what was said in them, by their names.
#[derive(Debug, Default)]
pub(super) struct Parts(HashMap<String, Said>);

impl Parts {
    /// Reads what the store has kept; what cannot be read was never ours.
    pub(super) fn read(kept: &[(String, String)]) -> Self {
        let said = |(place, said): &(String, String)| {
            Some((place.clone(), serde_json::from_str(said).ok()?))
        };
        Self(kept.iter().filter_map(said).collect())
    }

    /// What was said of the list itself.
    pub(super) fn list(&self) -> Said {
        self.0.get(LIST).cloned().unwrap_or_default()
    }

    /// What was said of a folder, by its path.
    pub(super) fn folder(&self, path: &str) -> Option<&Said> {
        self.0.get(&folder(path))
    }

    /// What was said of a feed, by its source.
    pub(super) fn feed(&self, source: &str) -> Option<&Said> {
        self.0.get(&feed(source))
    }
}

fn folder(path: &str) -> String {
    format!("folder {path}")
}

fn feed(source: &str) -> String {
    format!("feed {source}")
}

/// What is kept once another list has come in: of a part in both the newer words, but no namespace and no element of the
/// head goes that the newer list does not name.
pub(super) fn joined(
    known: &[(String, String)],
    new: &[(String, String)],
) -> Vec<(String, String)> {
    let (old, mut list) = (Parts::read(known).list(), Parts::read(new).list());
    let is_new = |name: &str| !list.attributes.iter().any(|(known, _)| known == name);
    let attributes: Vec<_> = old.attributes.into_iter().filter(|it| is_new(&it.0)).collect();
    let is_new = |name: &str| !list.head.iter().any(|known| known.name.eq_ignore_ascii_case(name));
    let head: Vec<_> = old.head.into_iter().filter(|it| is_new(&it.name)).collect();
    list.attributes.extend(attributes);
    list.head.extend(head);
    let mut joined: Vec<_> = new.iter().filter(|(place, _)| place != LIST).cloned().collect();
    if let Some(text) = serde_json::to_string(&list).ok().filter(|text| text.len() <= MOST_BYTES) {
        joined.push((LIST.to_owned(), text));
    }
    joined
}

/// Gathers what is said while a list is read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    said: Vec<(String, Said)>,
    places: HashSet<String>,
}

impl Gathered {
    /// Notes what is said in the head of a list and beside its feeds.
    pub(super) fn list(&mut self, opml: &Opml) {
        let Opml { attributes, head, other, .. } = opml.clone();
        self.put(LIST.to_owned(), Said { attributes, head, other });
    }

    /// Notes what is said of a folder, besides its name.
    pub(super) fn folder(&mut self, path: &str, outline: &Outline) {
        let usual = outline.title().map(|name| Outline::folder(&name)).unwrap_or_default();
        let is_usual = |attribute: &&(String, String)| usual.attributes.contains(attribute);
        let attributes = outline.attributes.iter().filter(|it| !is_usual(it)).cloned().collect();
        self.put(folder(path), Said { attributes, other: outline.other.clone(), head: Vec::new() });
    }

    /// Notes what stands in the outline of a feed; its attributes are kept with the feed.
    pub(super) fn feed(&mut self, source: &str, outline: &Outline) {
        self.put(feed(source), Said { other: outline.other.clone(), ..Said::default() });
    }

    /// What is said first of a part holds.
    fn put(&mut self, place: String, said: Said) {
        if said != Said::default() && self.places.insert(place.clone()) {
            self.said.push((place, said));
        }
    }

    /// All of it as it is stored. What is too long is named and left out.
    pub(super) fn finish(self, problems: &mut Vec<Problem>) -> Vec<(String, String)> {
        let mut kept = Vec::with_capacity(self.said.len());
        for (place, said) in self.said {
            match serde_json::to_string(&said) {
                Ok(text) if text.len() <= MOST_BYTES => kept.push((place, text)),
                _ => problems
                    .push(Problem::new("notes of other programs longer than 64 KiB were left out")),
            }
        }
        kept
    }
}
