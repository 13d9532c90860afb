//! What a disk may hold after the power went: everything that was synced, and of the rest anything.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::trace::Event;
use crate::random::Random;

/// What a disk writes whole or not at all.
const SECTOR_BYTES: usize = 512;

/// What becomes of writes that were not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// None is there.
    All,
    /// All are there, the last one perhaps in part.
    Torn,
    /// Any of them are there, whatever their order was.
    Some,
    /// Any sectors of them are there.
    Sectors,
}

impl Loss {
    pub(super) const ALL: [Self; 4] = [Self::All, Self::Torn, Self::Some, Self::Sectors];
}

/// One change of a file.
enum Change<'a> {
    Bytes(u64, &'a [u8]),
    Length(u64),
}

/// The changes of a file, and how many of them are safe.
#[derive(Default)]
struct File<'a> {
    changes: Vec<Change<'a>>,
    safe: usize,
}

/// A change of the names in the folder. They reach the disk in their order.
enum Naming<'a> {
    Made(&'a str, usize),
    Renamed(&'a str, &'a str),
    Removed(&'a str),
}

#[derive(Default)]
struct Disk<'a> {
    files: HashMap<usize, File<'a>>,
    namings: Vec<Naming<'a>>,
    safe_names: usize,
}

/// Writes what is left into an empty folder.
pub(super) fn cut_power(events: &[Event], loss: Loss, random: &mut Random, folder: &Path) {
    let disk = Disk::after(events);
    let unsafe_names = (disk.namings.len() - disk.safe_names) as u64;
    let more = match loss {
        Loss::All => 0,
        Loss::Torn => unsafe_names,
        Loss::Some | Loss::Sectors => random.below(unsafe_names + 1),
    };
    let mut names: HashMap<&str, usize> = HashMap::new();
    for naming in &disk.namings[..disk.safe_names + more as usize] {
        match naming {
            Naming::Made(name, file) => drop(names.insert(name, *file)),
            Naming::Removed(name) => drop(names.remove(name)),
            Naming::Renamed(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to, file);
                }
            }
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    for (name, file) in names {
        let content = disk.files.get(&file).map(|file| file.left(loss, random));
        fs::write(folder.join(name), content.unwrap_or_default()).expect("a file");
    }
}

impl<'a> Disk<'a> {
    fn after(events: &'a [Event]) -> Self {
        let mut disk = Self::default();
        for event in events {
            match event {
                Event::Made(name, file) => disk.namings.push(Naming::Made(name, *file)),
                Event::Renamed(from, to) => disk.namings.push(Naming::Renamed(from, to)),
                Event::Removed(name) => disk.namings.push(Naming::Removed(name)),
                Event::SyncedFolder => disk.safe_names = disk.namings.len(),
                Event::Wrote { file, at, bytes } => disk.change(*file, Change::Bytes(*at, bytes)),
                Event::Cut { file, to } => disk.change(*file, Change::Length(*to)),
                Event::Synced(file) => {
                    let file = disk.files.entry(*file).or_default();
                    file.safe = file.changes.len();
                }
                Event::Said(_) => {}
            }
        }
        disk
    }

    fn change(&mut self, file: usize, change: Change<'a>) {
        self.files.entry(file).or_default().changes.push(change);
    }
}

impl File<'_> {
    fn left(&self, loss: Loss, random: &mut Random) -> Vec<u8> {
        let mut content = Vec::new();
        let (safe, unsure) = self.changes.split_at(self.safe);
        for change in safe {
            apply(&mut content, change, |_| true);
        }
        for (at, change) in unsure.iter().enumerate() {
            let is_last = at + 1 == unsure.len();
            match loss {
                Loss::Torn if is_last => apply(&mut content, change, |_| random.below(2) == 0),
                Loss::Torn => apply(&mut content, change, |_| true),
                Loss::Some if random.below(2) == 0 => apply(&mut content, change, |_| true),
                Loss::All | Loss::Some => {}
                Loss::Sectors => apply(&mut content, change, |_| random.below(2) == 0),
            }
        }
        content
    }
}

/// Makes those parts of a change that the disk took: it is asked for each sector.
fn apply(content: &mut Vec<u8>, change: &Change<'_>, mut takes: impl FnMut(usize) -> bool) {
    match change {
        Change::Length(length) => {
            if takes(0) {
                content.resize(*length as usize, 0);
            }
        }
        Change::Bytes(at, bytes) => {
            let mut at = *at as usize;
            let mut rest = *bytes;
            while !rest.is_empty() {
                let (sector, later) =
                    rest.split_at(rest.len().min(SECTOR_BYTES - at % SECTOR_BYTES));
                if takes(at / SECTOR_BYTES) {
                    content.resize(content.len().max(at + sector.len()), 0);
                    content[at..at + sector.len()].copy_from_slice(sector);
                }
                at += sector.len();
                rest = later;
            }
        }
    }
}

#[test]
fn what_was_synced_is_there_and_of_the_rest_anything() {
    let wrote = |at, byte| Event::Wrote { file: 1, at, bytes: vec![byte; 1024] };
    let events = [
        Event::Made("a".to_owned(), 1),
        wrote(0, 1),
        Event::Synced(1),
        Event::SyncedFolder,
        wrote(1024, 2),
        Event::Made("b".to_owned(), 2),
    ];
    let mut seen = std::collections::BTreeSet::new();
    let mut random = Random::new(1);
    for round in 0..100 {
        let folder = tempfile::tempdir().expect("a folder");
        cut_power(&events, Loss::ALL[round % 4], &mut random, folder.path());
        let content = fs::read(folder.path().join("a")).expect("what was synced");
        assert_eq!(content[..1024], [1; 1024]);
        seen.insert((content.len(), content.get(1024).copied(), folder.path().join("b").exists()));
    }
    // Nothing more, the first sector, the second, or both, each with the other file and without.
    assert_eq!(seen.len(), 8, "{seen:?}");
}
