//! Programs that end in the middle, and programs that write at the same time.
//!
//! The test binary starts itself again as the other program: the tests that are ignored are those children.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{TODAY, add, article, feeds, noise, query, shelf, store, whole};
use crate::news::{ArticleId, Mark};
use crate::store::migrate::{backup_path, version};
use crate::store::schema::STEPS;
use crate::store::{Library, MarkChange, NewArticle, Shelf};

const FOLDER: &str = "DATELINE_TEST_STORE";
const NAME: &str = "DATELINE_TEST_NAME";
const ARTICLES: i64 = 50;
const KILLS: u32 = 20;
/// So many idle turns take longer than a commit, so that a kill can fall anywhere in one.
const MOST_TURNS: u32 = 400_000;

/// Starts one of the ignored tests as a program of its own.
fn start(test: &str, dir: &Path, name: &str) -> Child {
    let mut command = Command::new(env::current_exe().expect("the test binary"));
    command.args(["--exact", &format!("store::tests::crash::{test}"), "--ignored", "--nocapture"]);
    command.env(FOLDER, dir).env(NAME, name);
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the child starts")
}

/// Where a child is to work; `None` where the test was not started as a child.
fn folder() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}

#[test]
#[ignore = "a child of the test that kills it"]
fn child_that_marks() {
    let Some(dir) = folder() else { return };
    let mut library = Library::open(&dir).expect("opened");
    let shelf = Shelf::open(&dir).expect("opened");
    for step in 0.. {
        let id = ArticleId(step % ARTICLES + 1);
        let on = !shelf.marks(id).expect("marks").expect("the article").starred;
        library.mark(&[MarkChange { id, mark: Mark::Starred, on }]).expect("marked");
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nkept {id} {on} .").and_then(|()| out.flush()).expect("told");
    }
}

/// What a child has told of itself in whole lines: the article and whether it was starred.
fn told(line: &str) -> Option<(ArticleId, bool)> {
    let mut words = line.strip_prefix("kept ")?.strip_suffix(" .")?.split(' ');
    Some((ArticleId(words.next()?.parse().ok()?), words.next()?.parse().ok()?))
}

#[test]
fn no_mark_is_lost_when_the_program_is_killed() {
    let (dir, mut library) = store();
    let titles = (0..ARTICLES).map(|n| article(&format!("Title {n}"), "Post", "2024-06-20"));
    add(&mut library, titles.collect());
    drop(library);
    let (mut seed, mut marks) = (7_u32, 0);
    for _ in 0..KILLS {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let kept = kill_after((seed >> 24) as usize % 80 + 1, seed % MOST_TURNS, dir.path());
        marks += kept.len();
        check_kept(dir.path(), &kept);
    }
    println!("{KILLS} kills, {marks} marks told, none lost");
}

/// Kills a child once it has told of so many marks and so many idle turns have passed. Returns all it has told.
fn kill_after(marks: usize, turns: u32, dir: &Path) -> Vec<(ArticleId, bool)> {
    let mut child = start("child_that_marks", dir, "");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut kept = Vec::new();
    while kept.len() < marks {
        let line = lines.next().expect("the child goes on").expect("text");
        kept.extend(told(&line));
    }
    (0..turns).for_each(|_| std::hint::spin_loop());
    child.kill().expect("killed");
    child.wait().expect("ended");
    kept.extend(lines.map_while(Result::ok).filter_map(|line| told(&line)));
    kept
}

fn check_kept(dir: &Path, kept: &[(ArticleId, bool)]) {
    drop(Library::open(dir).expect("it opens after a kill"));
    let shelf = Shelf::open(dir).expect("it opens after a kill");
    assert!(shelf.check().expect("checked").is_empty());
    let (last, _) = kept.last().expect("at least one");
    // The change after the last one that was told of may have been made or not.
    let next = ArticleId(last.0 % ARTICLES + 1);
    let expected: HashMap<ArticleId, bool> = kept.iter().copied().collect();
    for (id, on) in expected.into_iter().filter(|(id, _)| *id != next) {
        assert_eq!(shelf.marks(id).expect("marks").expect("there").starred, on, "article {id}");
    }
}

#[test]
#[ignore = "a child of the test of several writers"]
fn child_that_adds() {
    if let Some(dir) = folder() {
        write_on(&dir, &env::var(NAME).expect("a name"));
    }
}

/// Adds articles and marks each, one commit at a time.
fn write_on(dir: &Path, name: &str) {
    let mut library = Library::open(dir).expect("opened");
    for number in 0..ARTICLES {
        let new = article(&format!("{name} {number}"), name, "2024-06-20");
        let id = add(&mut library, vec![new])[0];
        library.mark(&[MarkChange { id, mark: Mark::Read, on: true }]).expect("marked");
    }
}

#[test]
fn several_programs_write_without_losing_anything() {
    let (dir, _library) = store();
    let children =
        ["first", "second", "third"].map(|name| start("child_that_adds", dir.path(), name));
    write_on(dir.path(), "parent");
    for child in children {
        let output = child.wait_with_output().expect("ended");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let shelf = shelf(&dir);
    assert_eq!(shelf.ids(&query("is:read"), TODAY).expect("ids").len() as i64, 4 * ARTICLES);
    assert!(shelf.check().expect("checked").is_empty());
}

/// How many locks this process holds on a file; `None` where the system does not tell.
fn locks(path: &Path) -> Option<usize> {
    let all = fs::read_to_string("/proc/locks").ok()?;
    let (process, file) = (std::process::id().to_string(), fs::metadata(path).ok()?.ino());
    let is_ours = |line: &&str| {
        line.split(' ').any(|word| word == process) && line.contains(&format!(":{file} "))
    };
    Some(all.lines().filter(is_ours).count())
}

#[test]
fn a_shelf_that_opens_leaves_the_locks_of_its_process_alone() {
    let (dir, mut library) = store();
    add(&mut library, vec![article("One", "Post", "2024-06-20")]);
    let Some(before @ 1..) = locks(library.path()) else {
        let _shown = std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("skipped: the system does not tell which locks are held\n"),
        );
        return;
    };
    drop(shelf(&dir));
    drop(Library::open(dir.path()).expect("opened"));
    assert_eq!(locks(library.path()), Some(before));
    // This is what must not be done, here to see that the test would notice.
    drop(fs::File::open(library.path()));
    assert_eq!(locks(library.path()), Some(0));
}

/// Feeds of the test that is killed while it takes them in, and the articles of each.
const FEEDS: usize = 10;
const OF_EACH: usize = 8;

/// The answer of a feed at a round: every other article says something new each time.
fn answer(feed: usize, round: usize) -> Vec<NewArticle> {
    (0..OF_EACH)
        .map(|n| {
            let told = if n % 2 == 0 { "for ever" } else { ROUNDS[round % ROUNDS.len()] };
            feeds::new(&format!("f{feed}-{n}"), &format!("Told {told}. {}", noise(n as u64, 30)))
        })
        .collect()
}

const ROUNDS: [&str; 4] = ["once", "twice", "thrice", "again"];

#[test]
#[ignore = "a child of the test that kills it"]
fn child_that_takes_in() {
    let Some(dir) = folder() else { return };
    let mut library = Library::open(&dir).expect("opened");
    for round in 0.. {
        for feed in 0..FEEDS {
            let id = feeds::subscribed(&mut library, &format!("f{feed}"));
            feeds::take(&mut library, id, &answer(feed, round));
            let mut out = std::io::stdout().lock();
            writeln!(out, "\nkept {feed} true .").and_then(|()| out.flush()).expect("told");
        }
    }
}

#[test]
fn answers_are_taken_in_whole_or_not_at_all_when_the_program_is_killed() {
    let kills = if env::var_os("DATELINE_LONG").is_some() { 200 } else { 12 };
    let (dir, library) = store();
    drop(library);
    let mut seed = 11_u32;
    for _ in 0..kills {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        kill("child_that_takes_in", (seed >> 24) as usize % 25 + 1, seed % MOST_TURNS, dir.path());
        check_whole(dir.path());
    }
    let mut library = Library::open(dir.path()).expect("opened");
    for feed in 0..FEEDS {
        let id = feeds::subscribed(&mut library, &format!("f{feed}"));
        feeds::take(&mut library, id, &answer(feed, 3));
    }
    let shelf = shelf(&dir);
    assert_eq!(shelf.counts().expect("counts").all as usize, FEEDS * OF_EACH);
    assert_eq!(shelf.ids(&query("again"), TODAY).expect("ids").len(), FEEDS * OF_EACH / 2);
    println!("{kills} kills while feeds were taken in, no half answer, no double");
}

/// No feed has some articles of an answer and not the others, or one without its text and words.
fn check_whole(dir: &Path) {
    drop(Library::open(dir).expect("it opens after a kill"));
    let shelf = Shelf::open(dir).expect("it opens after a kill");
    assert!(shelf.check().expect("checked").is_empty());
    for feed in shelf.feeds().expect("feeds") {
        let listed = |text: &str| {
            shelf.ids(&query(&format!("feed:{} {text}", feed.id)), TODAY).expect("ids")
        };
        let count = listed("told").len();
        assert!(count == 0 || count == OF_EACH, "{count} articles of feed {}", feed.id);
        assert_eq!(feed.articles as usize, count);
        let told: Vec<usize> = ROUNDS.iter().map(|round| listed(round).len()).collect();
        assert_eq!(told.iter().filter(|n| **n > 0).count(), usize::from(count > 0), "{told:?}");
        assert!(listed("").iter().all(|id| shelf.article(*id).expect("reads").is_some()));
    }
}

/// Kills a child once it has told so often and so many idle turns have passed.
fn kill(test: &str, times: usize, turns: u32, dir: &Path) {
    let mut child = start(test, dir, "");
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let told = lines.map_while(Result::ok).filter(|line| told(line).is_some()).take(times).count();
    assert_eq!(told, times, "the child goes on");
    (0..turns).for_each(|_| std::hint::spin_loop());
    child.kill().expect("killed");
    child.wait().expect("ended");
}

#[test]
#[ignore = "a child of the test that kills it"]
fn child_that_migrates() {
    let Some(dir) = folder() else { return };
    println!("\nbegun");
    drop(Library::open(&dir).expect("brought up to date"));
    println!("\ndone");
}

#[test]
fn a_migration_that_is_killed_leaves_the_store_old_or_new() {
    const STORED: i64 = 400;
    let kills = if env::var_os("DATELINE_LONG").is_some() { 50 } else { 10 };
    let (mut old, mut new) = (0, 0);
    for kill in 0..kills {
        let dir = tempfile::TempDir::new().expect("a folder");
        let path = whole::first_version(dir.path(), STORED);
        let mut child = start("child_that_migrates", dir.path(), "");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        while lines.next().is_some_and(|line| line.expect("text") != "begun") {}
        // Every time a little later, from the first moment to beyond the end.
        std::thread::sleep(std::time::Duration::from_millis(kill * 600 / kills));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let at = rusqlite::Connection::open(&path).and_then(|file| version(&file));
        match at.expect("it can be read") {
            1 => old += 1,
            found => {
                assert_eq!(found, STEPS.len() as i32);
                assert!(backup_path(&path, 1).exists(), "no copy beside");
                new += 1;
            }
        }
        drop(Library::open(dir.path()).expect("it is brought up to date in the end"));
        let shelf = shelf(&dir);
        assert_eq!(i64::from(shelf.counts().expect("counts").all), STORED);
        assert_eq!(shelf.ids(&query("council"), TODAY).expect("ids").len() as i64, STORED);
        assert!(shelf.check().expect("checked").is_empty());
    }
    println!("{kills} kills in a migration: {old} times the old store, {new} times the new one");
}
