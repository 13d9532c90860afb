//! New versions of the tables, and moments of any year.

use std::fs;

use rusqlite::Connection;
use tempfile::TempDir;

use super::{TODAY, add, article, query, shelf, store};
use crate::store::migrate::{backup_path, bring_up_to_date, version};
use crate::store::schema::{STEPS, Step};
use crate::store::{Library, Renewal, StoreError};

/// The version of this program, and the one after it.
const NOW: i32 = STEPS.len() as i32;
const THEN: i32 = NOW + 1;

/// The steps of a later program.
fn with(sql: &'static [&'static str]) -> Vec<Step> {
    STEPS.into_iter().chain([Step { sql, then: None }]).collect()
}

fn count(connection: &Connection) -> i64 {
    connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).expect("a number")
}

#[test]
fn a_step_leaves_a_copy_of_what_was_before() {
    let (dir, mut library) = store();
    add(&mut library, vec![article("One", "Post", "2024-06-20")]);
    let path = library.path().to_owned();
    drop(library);
    // A copy that an earlier attempt did not finish is no obstacle.
    fs::write(backup_path(&path, NOW).with_extension("part"), b"half").expect("written");
    let mut connection = Connection::open(&path).expect("opened");
    let mut told = Vec::new();
    bring_up_to_date(
        &mut connection,
        &path,
        &with(&["ALTER TABLE article ADD COLUMN note TEXT"]),
        &mut |renewal| told.push(renewal),
    )
    .expect("brought up to date");
    assert_eq!(told, [Renewal::Copying(100), Renewal::Making]);
    assert_eq!((version(&connection).expect("a version"), count(&connection)), (THEN, 1));
    let backup = Connection::open(backup_path(&path, NOW)).expect("opened");
    assert_eq!((version(&backup).expect("a version"), count(&backup)), (NOW, 1));
    drop((connection, backup));
    assert!(matches!(Library::open(dir.path()), Err(StoreError::Newer { found: THEN, .. })));
}

#[test]
fn a_step_that_fails_changes_nothing() {
    let (dir, mut library) = store();
    add(&mut library, vec![article("One", "Post", "2024-06-20")]);
    let path = library.path().to_owned();
    let mut connection = Connection::open(&path).expect("opened");
    bring_up_to_date(
        &mut connection,
        &path,
        &with(&["DELETE FROM article; CREATE nonsense"]),
        &mut |_| (),
    )
    .expect_err("it cannot be done");
    assert_eq!((version(&connection).expect("a version"), count(&connection)), (NOW, 1));
    assert_eq!(shelf(&dir).ids(&query(""), TODAY).expect("ids").len(), 1);
}

#[test]
fn several_programs_may_make_the_store_at_once() {
    for _ in 0..10 {
        let dir = TempDir::new().expect("a folder");
        std::thread::scope(|scope| {
            let open = || Library::open(dir.path()).map(|library| version(library.connection()));
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
            for thread in threads {
                let found = thread.join().expect("no panic").expect("it opens");
                assert_eq!(found.expect("a version"), STEPS.len() as i32);
            }
        });
    }
}

#[test]
fn no_article_vanishes_whatever_its_year() {
    let (dir, mut library) = store();
    let days =
        ["-009999-01-03", "1901-02-03", "1969-12-31", "2024-02-29", "2038-01-20", "9999-12-30"];
    add(&mut library, days.iter().map(|day| article(day, "Post", day)).collect());
    let shelf = shelf(&dir);
    let listed = shelf.first(&query("sort:age"), TODAY, 10).expect("a list");
    let titles: Vec<&str> = listed.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles[..4], days[..4]);
    // What is dated to come stands where it came.
    assert!(days[4..].iter().all(|day| titles[4..].contains(day)), "{titles:?}");
    assert_eq!(shelf.ids(&query("before:1970-01-01"), TODAY).expect("ids").len(), 3);
    assert_eq!(shelf.ids(&query("after:2024-02-29"), TODAY).expect("ids").len(), 3);
}

#[test]
fn a_journal_that_has_grown_is_given_back() {
    let (dir, library) = store();
    let journal = dir.path().join("dateline.db-wal");
    let bytes = || fs::metadata(&journal).map_or(0, |file| file.len());
    let many = "CREATE TABLE big (bytes BLOB);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
        INSERT INTO big SELECT zeroblob(100000) FROM n";
    library.connection().execute_batch(many).expect("written");
    assert!(bytes() > 5_000_000, "{}", bytes());
    library.settle().expect("settled");
    assert_eq!(bytes(), 0);
    let blobs = "SELECT count(*) FROM big WHERE length(bytes) = 100000";
    let kept: i64 = library.connection().query_row(blobs, [], |row| row.get(0)).expect("a number");
    assert_eq!(kept, 60);
}
