//! Files and folders that are not as they should be: each is answered in words, and what is not understood stays as
//! it is, byte for byte.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::{TODAY, add, article, noise, query, shelf, store};
use crate::news::{ArticleId, Body, Mark};
use crate::store::{FILE_NAME, Library, MarkChange, Shelf, StoreError};

/// A closed store of 200 articles, and its file.
fn filled() -> (TempDir, PathBuf) {
    let (dir, mut library) = store();
    let articles = (0..200).map(|number| {
        let mut article = article(&format!("Title {number}"), "Post", "2024-06-20");
        article.body = Body::verbatim(&format!("Paragraph {number}. {}", noise(number, 60)));
        article
    });
    add(&mut library, articles.collect());
    let path = library.path().to_owned();
    (dir, path)
}

fn folder_with(content: &[u8]) -> (TempDir, PathBuf) {
    let dir = TempDir::new().expect("a folder");
    let path = dir.path().join(FILE_NAME);
    fs::write(&path, content).expect("written");
    (dir, path)
}

/// Opening for writing is refused in words that name the file, and the file stays as it is.
#[track_caller]
fn check_refused(path: &Path, expected: &str) {
    let before = fs::read(path).expect("readable");
    let dir = path.parent().expect("a folder");
    let error = Library::open_within(dir, Duration::from_millis(10), &mut |_| ())
        .expect_err("it is refused");
    let words = error.to_string();
    assert!(words.contains(expected), "{words}");
    assert!(words.contains(&*dir.to_string_lossy()), "{words}");
    assert!(fs::read(path).expect("readable") == before, "the file has changed");
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("the mode is set");
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it exists").permissions().mode() & 0o777
}

#[test]
fn a_missing_folder_is_made_for_its_owner_alone() {
    let dir = TempDir::new().expect("a folder");
    let inner = dir.path().join("a").join("b");
    assert!(matches!(Shelf::open(&inner), Err(StoreError::Missing { .. })));
    let mut library = Library::open(&inner).expect("made");
    add(&mut library, vec![article("One", "", "2024-06-20")]);
    assert_eq!((mode(&inner), mode(library.path())), (0o700, 0o600));
    let log = inner.join(format!("{FILE_NAME}-wal"));
    assert_eq!(mode(&log), 0o600);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let (_dir, path) = folder_with(b"a file");
    let error = Library::open(&path.join("inner")).expect_err("a file is no folder");
    assert!(matches!(error, StoreError::Create { .. }));
    assert!(error.to_string().contains("--data-dir"));
}

#[test]
fn an_empty_file_is_a_new_store() {
    let (dir, _path) = folder_with(b"");
    assert!(matches!(Shelf::open(dir.path()), Err(StoreError::Missing { .. })));
    let mut library = Library::open(dir.path()).expect("made");
    assert_eq!(add(&mut library, vec![article("One", "", "2024-06-20")]).len(), 1);
}

#[test]
fn an_empty_file_with_a_log_has_lost_something() {
    let (_dir, path) = folder_with(b"");
    let log = path.with_file_name(format!("{FILE_NAME}-wal"));
    fs::write(&log, b"changes").expect("written");
    check_refused(&path, "is damaged");
    assert_eq!(fs::read(&log).expect("readable"), b"changes");
}

#[test]
fn what_is_no_database_is_left_alone() {
    check_refused(&folder_with(b"short").1, "is not a store of dateline");
    check_refused(&folder_with(&[b'x'; 10_000]).1, "is not a store of dateline");
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let (_dir, path) = folder_with(b"");
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("CREATE TABLE theirs (x)").expect("made");
    check_refused(&path, "is not a store of dateline");
    other.execute_batch("PRAGMA user_version = 1").expect("set");
    drop(other);
    check_refused(&path, "is not a store of dateline");
}

#[test]
fn a_newer_store_is_left_alone() {
    let (dir, path) = filled();
    Connection::open(&path).expect("opened").pragma_update(None, "user_version", 9).expect("set");
    check_refused(&path, "written by a newer dateline (version 9, this one knows 3)");
    assert!(matches!(Shelf::open(dir.path()), Err(StoreError::Newer { .. })));
}

#[test]
fn a_cut_file_is_left_alone_and_read_as_far_as_it_goes() {
    let (dir, path) = filled();
    let whole = fs::read(&path).expect("readable");
    fs::write(&path, &whole[..whole.len() * 2 / 3]).expect("cut");
    check_refused(&path, "is damaged");
    let shelf = shelf(&dir);
    let rows = shelf.headlines(&[ArticleId(1), ArticleId(2)]).expect("the first pages are there");
    assert_eq!(rows.len(), 2);
    assert!(!shelf.check().map_or(true, |problems| problems.is_empty()));
}

#[test]
fn bytes_that_are_wrong_anywhere_never_end_the_program() {
    let (dir, path) = filled();
    let whole = fs::read(&path).expect("readable");
    for page in 1..whole.len() / 4096 {
        let mut broken = whole.clone();
        broken[page * 4096..(page + 1) * 4096].fill(0xa5);
        fs::write(&path, &broken).expect("written");
        read_everything(dir.path());
        assert!(fs::read(&path).expect("readable") == broken, "reading has changed the file");
    }
}

#[test]
fn an_export_of_a_damaged_store_tells_all_that_can_be_read_and_names_the_rest() {
    let (dir, path) = filled();
    let whole = fs::read(&path).expect("readable");
    let mut partly = 0;
    for page in 1..whole.len() / 4096 {
        let mut broken = whole.clone();
        broken[page * 4096..(page + 1) * 4096].fill(0xa5);
        fs::write(&path, &broken).expect("written");
        let Ok(shelf) = Shelf::open(dir.path()) else { continue };
        let mut told = Vec::new();
        let exported = shelf.export(&mut |line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let id = line["id"].as_str().filter(|_| line["type"] == "article");
            told.extend(id.and_then(|id| id.parse().ok()).map(ArticleId));
            true
        });
        let unread = exported.expect("what can be read");
        assert_eq!(told.len() + unread.articles.len(), 200, "page {page}: {unread:?}");
        let last = unread.articles.last();
        partly += usize::from(last.is_some() && told.last() > last);
    }
    assert!(partly > 5, "only {partly} pages were passed over");
}

/// Asks for everything, whatever the answer.
fn read_everything(dir: &Path) {
    let Ok(shelf) = Shelf::open(dir) else { return };
    let _ = shelf.counts();
    let _ = shelf.first(&query("is:unread"), TODAY, 10);
    let _ = shelf.search(&query("paragraph"), TODAY, 10);
    for id in shelf.ids(&query(""), TODAY).unwrap_or_default() {
        let _ = shelf.article(id);
    }
}

#[test]
fn a_file_that_cannot_be_written_can_be_read() {
    let (dir, path) = filled();
    set_mode(&path, 0o400);
    check_refused(&path, "is read-only");
    assert_eq!(shelf(&dir).counts().expect("counts").all, 200);
    set_mode(&path, 0o600);
}

#[test]
fn a_folder_that_cannot_be_written_can_be_read() {
    let (dir, path) = filled();
    set_mode(dir.path(), 0o500);
    check_refused(&path, "is read-only");
    let names = || fs::read_dir(dir.path()).expect("readable").count();
    let before = names();
    assert_eq!(shelf(&dir).first(&query(""), TODAY, 5).expect("a list").len(), 5);
    assert_eq!(names(), before, "reading has made files");
    set_mode(dir.path(), 0o700);
}

#[test]
fn a_store_that_another_program_holds_is_named() {
    let (dir, path) = filled();
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE").expect("locked");
    check_refused(&path, "is in use by another program");
    drop(other);
    Library::open(dir.path()).expect("it is free again");
}

#[test]
fn a_writer_that_never_ends_is_waited_for_only_so_long() {
    let (dir, path) = filled();
    let mut library =
        Library::open_within(dir.path(), Duration::from_millis(10), &mut |_| ()).expect("opened");
    let other = Connection::open(&path).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("it writes");
    let change = MarkChange { id: ArticleId(1), mark: Mark::Read, on: true };
    assert!(matches!(library.mark(&[change]), Err(StoreError::Locked { .. })));
    assert_eq!(shelf(&dir).counts().expect("reading goes on").unread, 200);
    other.execute_batch("ROLLBACK").expect("it ends");
    library.mark(&[change]).expect("now it is written");
}

#[test]
fn a_full_disk_loses_nothing_and_later_writes_work() {
    let (dir, _path) = filled();
    let mut library = Library::open(dir.path()).expect("opened");
    let change = MarkChange { id: ArticleId(1), mark: Mark::Starred, on: true };
    library.mark(&[change]).expect("marked");
    let limit = |pages: i64| {
        library.connection().pragma_update(None, "max_page_count", pages).expect("a limit");
    };
    limit(1);
    let big = || {
        let mut big = article("Too big", "Post", "2024-06-20");
        big.body = Body::verbatim(&noise(1, 10_000));
        vec![super::NewArticle {
            key: "big".into(),
            arrived: super::moment("2024-06-20"),
            article: big,
        }]
    };
    let error = library.add(&big()).expect_err("the disk is full");
    assert!(error.to_string().starts_with("there is no room left on the disk of"), "{error}");
    assert_eq!(shelf(&dir).counts().expect("counts").all, 200);
    assert!(shelf(&dir).marks(ArticleId(1)).expect("marks").is_some_and(|marks| marks.starred));
    library.connection().pragma_update(None, "max_page_count", 1_000_000).expect("a limit");
    assert_eq!(library.add(&big()).expect("there is room again").len(), 1);
    assert!(shelf(&dir).check().expect("checked").is_empty());
}
