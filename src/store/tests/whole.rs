//! Everything out and back in, stores of the first version, damaged stores mended.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use serde_json::Value;
use tempfile::TempDir;

use super::feeds::{NOW, new, subscribed, take, web};
use super::{TODAY, add, exported, full_article, moment, noise, query, shelf, store};
use crate::news::{Article, ArticleId, Body, Choices, FeedId, Mark, Place, SecretHeader};
use crate::store::codec::parts;
use crate::store::migrate::backup_path;
use crate::store::schema::{APPLICATION_ID, STEPS};
use crate::store::{FILE_NAME, Library, Limits, MarkChange, Retention, Shelf, StoreError};
use crate::text::Prose;

fn set(id: ArticleId, mark: Mark) -> MarkChange {
    MarkChange { id, mark, on: true }
}

/// The lines without the numbers of articles, which a store gives itself.
fn equal_parts(shelf: &Shelf) -> BTreeSet<String> {
    let without_id = |line: &String| {
        let mut json: Value = serde_json::from_str(line).expect("JSON");
        json.as_object_mut().expect("an object").remove("id");
        for version in json["versions"].as_array_mut().into_iter().flatten() {
            version.as_object_mut().expect("an object").remove("id");
        }
        json.to_string()
    };
    exported(shelf).iter().map(without_id).collect()
}

/// A store with everything a store can have.
fn rich() -> (TempDir, Library) {
    let (dir, mut library) = store();
    let choices = Choices {
        name: Some(Prose::line("Tide")),
        folder: Prose::line("Sea/North"),
        headers: vec![SecretHeader { name: "Cookie".into(), reference: "env:TIDE".into() }],
        extra: vec![("colour".into(), "blue".into())],
        ..Choices::default()
    };
    library.subscribe(&web("tide"), None, &choices, moment(NOW)).expect("subscribed");
    let said = (String::new(), r#"{"attributes":[["xmlns:x","urn:x"]]}"#.to_owned());
    library.keep_outline(&[said]).expect("kept");
    let feed = subscribed(&mut library, "post");
    let given_up = subscribed(&mut library, "gone");
    add(&mut library, vec![full_article()]);
    let ids =
        take(&mut library, feed, &[new("a", "One."), new("b", "Two."), new("c", "Three.")]).new;
    take(&mut library, feed, &[new("a", "One, edited.")]);
    take(&mut library, given_up, &[new("d", "Four.")]);
    library.unsubscribe(given_up).expect("given up");
    library.mark(&[set(ids[0], Mark::Starred), set(ids[1], Mark::Read)]).expect("marked");
    library.tag(&ids[..1], &Prose::line("mine"), true).expect("tagged");
    library.keep_place(ids[0], Place { offset: 3, top: 1 }).expect("kept");
    let whole = Article { body: Body::verbatim("All of three."), ..Article::default() };
    library.replace_body(ids[2], &whole, moment(NOW)).expect("replaced");
    let few = Retention { all: Limits { days: None, per_feed: Some(1) }, of_feed: Vec::new() };
    assert_eq!(library.prune(&few, moment(NOW)).expect("pruned").articles, 1);
    (dir, library)
}

#[test]
fn everything_goes_out_and_comes_back() {
    let (dir, _library) = rich();
    let exported = exported(&shelf(&dir));
    let (other, mut library) = store();
    let imported = library.import(&exported).expect("imported");
    assert_eq!((imported.feeds, imported.articles, imported.refused.len()), (2, 4, 0));
    assert_eq!(equal_parts(&shelf(&other)), equal_parts(&shelf(&dir)));
    let counts = |dir| shelf(dir).counts().expect("counts");
    assert_eq!(counts(&other), counts(&dir));
    // A second time changes nothing, and what was dropped does not come back.
    let again = library.import(&exported).expect("imported");
    assert_eq!((again.feeds, again.articles, again.known), (0, 0, 4));
    assert_eq!(equal_parts(&shelf(&other)), equal_parts(&shelf(&dir)));
    let feed = shelf(&other).find_feed("https://post.example/feed").expect("looked for");
    let taken = take(&mut library, feed.expect("there").id, &[new("b", "Two.")]);
    assert_eq!((taken.new.len(), taken.known), (0, 1));
    assert_eq!(shelf(&other).ids(&query("edited is:starred"), TODAY).expect("ids").len(), 1);
}

#[test]
fn lines_that_make_no_sense_are_counted() {
    let (_dir, mut library) = store();
    let lines =
        ["", "{}", "[1]", r#"{"type":"article","key":"12"}"#, r#"{"type":"feed","source":"x"}"#];
    let imported = library.import(&lines).expect("imported");
    assert_eq!(imported.refused, [0, 1, 2, 3, 4]);
}

#[test]
fn an_export_that_is_broken_off_leaves_the_store_usable() {
    let (dir, _library) = rich();
    let shelf = shelf(&dir);
    let mut seen = 0;
    shelf
        .export(&mut |_| {
            seen += 1;
            seen < 4
        })
        .expect("broken off");
    assert_eq!(seen, 4);
    assert_eq!(exported(&shelf).len(), exported(&shelf).len());
}

/// A file as the first version of the store wrote it, with what that version could keep.
pub(super) fn first_version(dir: &Path, articles: i64) -> PathBuf {
    let path = dir.join(FILE_NAME);
    let file = Connection::open(&path).expect("made");
    STEPS[0].make(&file).expect("the first tables");
    file.execute_batch("PRAGMA journal_mode = WAL; BEGIN").expect("begun");
    for number in 1..=articles {
        let text = format!("The council met on day {number}. {}", noise(number as u64, 20));
        let feed = if number % 7 == 0 { "sample" } else { "https://post.example/feed" };
        let packed = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6);
        let article = Article { body: Body::verbatim(&text), ..full_article() };
        let title = format!("Élection {number}");
        file.execute(
            "INSERT INTO article (feed, key, at, rank, words, arrived, source, is_outlet, title, authors, tags, read)
             VALUES (?1, ?2, ?3, ?4, 9, ?3, 'Post', 1, ?5, 'Ana Ruiz', 'sea', ?6)",
            params![
                feed,
                format!("https://post.example/{number}"),
                moment(NOW).second() + number,
                if feed == "sample" { number - 1000 } else { 0 },
                title,
                number % 2
            ],
        )
        .expect("an article");
        file.execute(
            "INSERT INTO body VALUES (?1, 1, ?2, ?3)",
            params![number, packed, parts::write(&article)],
        )
        .expect("a body");
        file.execute(
            "INSERT INTO words (rowid, source, title, text) VALUES (?1, 'Post', ?2, ?3)",
            params![number, title, text],
        )
        .expect("words");
    }
    // A batch of the journal: article 2 was starred, article 3 kept for later.
    let batch: &[u8] = &[1, 2, 0b011, 4, 0b101, 2];
    file.execute("UPDATE article SET starred = 1 WHERE id = 2", []).expect("starred");
    file.execute("UPDATE article SET later = 1 WHERE id = 3", []).expect("kept");
    file.execute("INSERT INTO marking (changes) VALUES (?1)", [batch]).expect("journal");
    file.execute("INSERT INTO place VALUES (2, 7, 3)", []).expect("a place");
    file.execute("INSERT INTO session VALUES ('screen', '2')", []).expect("a session");
    file.execute_batch("COMMIT").expect("stored");
    file.pragma_update(None, "application_id", APPLICATION_ID).expect("named");
    file.pragma_update(None, "user_version", 1).expect("numbered");
    path
}

#[test]
fn a_store_of_the_first_version_keeps_everything() {
    let dir = TempDir::new().expect("a folder");
    let path = first_version(dir.path(), 30);
    assert!(matches!(Shelf::open(dir.path()), Err(StoreError::Older { found: 1, .. })));
    let mut library = Library::open(dir.path()).expect("brought up to date");
    assert!(backup_path(&path, 1).exists());
    let shelf = shelf(&dir);
    assert_eq!(shelf.counts().expect("counts").all, 30);
    assert_eq!(shelf.counts().expect("counts").unread, 15);
    assert_eq!(shelf.ids(&query("election is:starred"), TODAY).expect("ids"), [ArticleId(2)]);
    assert_eq!(shelf.ids(&query("\"council met\" title:10"), TODAY).expect("ids"), [ArticleId(10)]);
    assert_eq!(shelf.place(ArticleId(2)).expect("a place"), Some(Place { offset: 7, top: 3 }));
    assert_eq!(shelf.session("screen").expect("a session").as_deref(), Some("2"));
    let article = shelf.article(ArticleId(2)).expect("reads").expect("there");
    assert!(article.body.text().starts_with("The council met on day 2."));
    assert_eq!(article.feed.as_deref(), Some("https://post.example/feed"));
    assert_eq!(library.undo().expect("undone").expect("a step").marks.len(), 2);
    assert_eq!(shelf.counts().expect("counts").starred, 0);
    // The feed that is subscribed to afterwards knows its articles, and bodies are still there.
    let feed = library
        .subscribe(&web("post"), None, &Choices::default(), moment(NOW))
        .expect("subscribed")
        .0;
    let mut known = new("x", "The council met, again.");
    known.key = "https://post.example/2".into();
    assert_eq!(take(&mut library, feed, &[known]).updated, [ArticleId(2)]);
    assert_eq!(shelf.versions(ArticleId(2)).expect("versions").len(), 1);
    assert!(!shelf.shows_samples().expect("known"));
    assert!(shelf.check().expect("checked").is_empty());
}

/// How many articles can be read whole.
fn readable(dir: &Path) -> usize {
    let shelf = Shelf::open(dir).expect("it opens");
    let ids = shelf.ids(&query(""), TODAY).expect("ids");
    ids.iter().filter(|id| shelf.article(**id).expect("reads").is_some()).count()
}

#[test]
fn a_damaged_store_is_mended_and_the_damaged_file_kept() {
    let (mut mended, mut readable_all) = (0, 0);
    for page in (3..60).step_by(4) {
        let (dir, mut library) = store();
        let feed = subscribed(&mut library, "post");
        let articles: Vec<_> = (0..80).map(|n| new(&format!("n{n}"), &noise(n, 60))).collect();
        let ids = take(&mut library, feed, &articles).new;
        library
            .mark(&ids.iter().map(|id| set(*id, Mark::Starred)).collect::<Vec<_>>())
            .expect("marked");
        let path = library.path().to_owned();
        drop(library);
        let mut broken = fs::read(&path).expect("readable");
        broken[page * 4096..(page + 1) * 4096].fill(0xa5);
        fs::write(&path, &broken).expect("written");
        let repaired = Library::repair(dir.path()).expect("mended");
        readable_all += readable(dir.path());
        let shelf = shelf(&dir);
        assert!(shelf.check().expect("checked").is_empty(), "page {page}");
        assert_eq!(shelf.ids(&query("is:starred"), TODAY).expect("ids").len(), repaired.articles);
        assert_eq!(shelf.counts().expect("counts").all as usize, repaired.articles);
        if let Some(damaged) = repaired.damaged {
            assert!(fs::read(damaged).expect("kept") == broken, "the damaged file was changed");
            mended += 1;
        }
    }
    println!(
        "15 pages damaged in turn, {mended} times salvaged, {readable_all} of 1200 articles read"
    );
    // In a store as small as this, every third page is the root of a table: with it, all that hangs on it is gone.
    assert!(mended > 5 && readable_all > 700, "{mended} times, {readable_all} articles");
}

#[test]
fn a_store_cut_in_half_gives_what_is_left() {
    let (dir, mut library) = store();
    let articles = (0..200).map(|n| Article {
        title: Prose::line(&format!("Title {n}")),
        body: Body::verbatim(&noise(n, 60)),
        ..Article::default()
    });
    add(&mut library, articles.collect());
    let path = library.path().to_owned();
    drop(library);
    let whole = fs::read(&path).expect("readable");
    fs::write(&path, &whole[..whole.len() * 2 / 3]).expect("cut");
    let repaired = Library::repair(dir.path()).expect("mended");
    assert!(repaired.damaged.is_some() && repaired.articles > 60, "{repaired:?}");
    assert!(shelf(&dir).check().expect("checked").is_empty());
    Library::open(dir.path()).expect("it opens again");
}

#[test]
fn a_whole_store_is_counted_and_indexed_anew() {
    let (dir, mut library) = rich();
    let before = equal_parts(&shelf(&dir));
    library
        .connection()
        .execute_batch("UPDATE tally SET listed = 99; DELETE FROM words")
        .expect("edited");
    drop(library);
    let repaired = Library::repair(dir.path()).expect("mended");
    assert_eq!(repaired.damaged, None);
    let shelf = shelf(&dir);
    assert_eq!(equal_parts(&shelf), before);
    assert_eq!(shelf.counts().expect("counts").all, 3);
    assert_eq!(shelf.ids(&query("edited"), TODAY).expect("ids").len(), 1);
    library = Library::open(dir.path()).expect("opened");
    assert!(matches!(
        library.choose(FeedId(77), &Choices::default()),
        Err(StoreError::NoFeed { .. })
    ));
}
