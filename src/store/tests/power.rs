//! What a power cut may leave: a log that ends anywhere, or has a sector that was never written.
//!
//! Whole commits up to that place must be there, none after it, and nothing in between. That each commit is synced is
//! another test's (`marks`).

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{TODAY, add, article, query, store};
use crate::news::{ArticleId, Mark};
use crate::store::{FILE_NAME, Library, MarkChange, Shelf};

const MARKS: i64 = 24;
const SECTOR_BYTES: usize = 512;

/// The file and its log after so many marks, and how long the log was after each.
struct Recording {
    file: Vec<u8>,
    log: Vec<u8>,
    ends: Vec<usize>,
}

fn record() -> Recording {
    let (dir, mut library) = store();
    let articles = (0..MARKS).map(|number| article(&number.to_string(), "Post", "2024-06-20"));
    add(&mut library, articles.collect());
    let log = dir.path().join(format!("{FILE_NAME}-wal"));
    let ends = (1..=MARKS).map(|id| {
        library
            .mark(&[MarkChange { id: ArticleId(id), mark: Mark::Starred, on: true }])
            .expect("marked");
        fs::metadata(&log).expect("the log").len() as usize
    });
    let ends = ends.collect();
    let file = fs::read(library.path()).expect("readable");
    Recording { file, log: fs::read(&log).expect("readable"), ends }
}

/// Starts after a power cut. Returns how many marks are left; they must be the first ones.
fn recover(file: &[u8], log: &[u8]) -> usize {
    let dir = TempDir::new().expect("a folder");
    let write =
        |name: &str, content: &[u8]| fs::write(dir.path().join(name), content).expect("written");
    write(FILE_NAME, file);
    write(&format!("{FILE_NAME}-wal"), log);
    starred(dir.path())
}

fn starred(dir: &Path) -> usize {
    drop(Library::open(dir).expect("it opens after a power cut"));
    let shelf = Shelf::open(dir).expect("it opens after a power cut");
    assert!(shelf.check().expect("checked").is_empty());
    let mut ids = shelf.ids(&query("is:starred"), TODAY).expect("ids");
    ids.sort();
    assert!(ids.iter().map(|id| id.0).eq(1..=ids.len() as i64), "the marks left are {ids:?}");
    ids.len()
}

#[test]
fn a_log_that_ends_anywhere_keeps_every_whole_commit() {
    let Recording { file, log, ends } = record();
    let first = ends[0];
    for step in 0..60 {
        let cut = first + (log.len() - first) * step / 60 + step * 7 % 100;
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(recover(&file, &log[..cut]), whole, "cut at byte {cut}");
    }
}

#[test]
fn a_sector_that_was_not_written_loses_nothing_before_it() {
    let Recording { file, log, ends } = record();
    let first = ends[0].next_multiple_of(SECTOR_BYTES);
    for sector in (first..log.len() - SECTOR_BYTES).step_by(SECTOR_BYTES * 9) {
        let mut torn = log.clone();
        torn[sector..sector + SECTOR_BYTES].fill(0);
        let whole = ends.iter().filter(|end| **end <= sector).count();
        assert!(recover(&file, &torn) >= whole, "torn at byte {sector}");
    }
}

/// The first pages of a journal as SQLite writes it before it changes a file of so many pages.
fn journal(pages: u8) -> Vec<u8> {
    let mut head = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 0, 1, 2, 3, 4];
    head.extend([0, 0, 0, pages, 0, 0, 2, 0, 0, 0, 0x10, 0]);
    head.resize(SECTOR_BYTES, 0);
    head
}

/// A power cut may leave some pages of the first tables and not the one that says whose they are.
#[test]
fn a_store_that_was_never_finished_is_made_anew() {
    for (pages, is_made) in [(0, true), (1, false)] {
        let dir = TempDir::new().expect("a folder");
        let path = dir.path().join(FILE_NAME);
        let file = rusqlite::Connection::open(&path).expect("made");
        file.execute_batch("CREATE TABLE half (a); PRAGMA user_version = 7").expect("stored");
        drop(file);
        fs::write(dir.path().join(format!("{FILE_NAME}-journal")), journal(pages))
            .expect("written");
        let before = fs::read(&path).expect("readable");
        assert_eq!(Library::open(dir.path()).is_ok(), is_made);
        assert_eq!(fs::read(&path).expect("readable") == before, !is_made);
        if is_made {
            assert_eq!(starred(dir.path()), 0);
        }
    }
}
