//! A disk of 8 MiB that fills up: refreshing and marking end in a sentence, and once there is room again all goes on.
//!
//! The disk is one in memory, seen by one shell alone. Where the system gives no such thing the test is skipped, visibly.

use std::fs;
use std::process::Command;
use std::time::Duration;

use dateline::news::query::Query;
use dateline::store::Shelf;

use crate::packages::skipped;
use crate::rounds::rounds;
use crate::server::Server;
use crate::setup::Setup;

const FEEDS: usize = 8;
const BEFORE: usize = 10;
const AFTER: usize = 40;

/// Fills the disk up to `$LEFT` KiB, tries, makes room, goes on; what is told goes to files beside.
const SCRIPT: &str = r#"
set -u
mount -t tmpfs -o size=8m none "$DATELINE_DATA_DIR" || exit 77
cp "$HOME/../whole/dateline.db" "$DATELINE_DATA_DIR/" || exit 76
free=$(df -k --output=avail "$DATELINE_DATA_DIR" | tail -1)
head -c "$((free - LEFT))k" /dev/zero > "$DATELINE_DATA_DIR/filler" || exit 75
try() { name=$1; shift; "$PROGRAM" "$@" > "$name.out" 2> "$name.err"; echo $? > "$name.code"; }
try refresh refresh --all
for n in 1 2 3 4 5 6; do try "mark$n" mark star "$((n + 3))"; done
try list list
rm "$DATELINE_DATA_DIR/filler"
try after mark star 10
try again refresh --all
cp "$DATELINE_DATA_DIR"/dateline.db* "$HOME/../end/"
"#;

/// What one command said, and how it ended.
struct Told {
    name: &'static str,
    code: String,
    err: String,
}

struct Ground {
    setup: Setup,
    _server: Server,
}

impl Ground {
    fn new() -> Self {
        let (server, setup) = (Server::start(), Setup::new());
        let feed = |n: usize, articles| {
            server.feed(&format!("/{n}"), &format!("Feed {n}"), articles, Duration::ZERO);
        };
        for n in 0..FEEDS {
            feed(n, BEFORE);
            setup.run(&["add", &server.url(&format!("/{n}"))]);
        }
        setup.run(&["mark", "star", "3"]);
        (0..FEEDS).for_each(|n| feed(n, AFTER));
        fs::rename(setup.data(), setup.folder().join("whole")).expect("put aside");
        Self { setup, _server: server }
    }

    /// Tries with so many KiB left. `None` where there can be no such disk.
    fn with_left(&self, left: usize) -> Option<Vec<Told>> {
        let folder = self.setup.folder();
        let _none = fs::remove_dir_all(folder.join("end"));
        fs::create_dir_all(folder.join("end")).expect("a folder");
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", SCRIPT]);
        let command = self.setup.surround(&mut command);
        command.env("LEFT", left.to_string()).env("PROGRAM", env!("CARGO_BIN_EXE_dateline"));
        let done = command.output().ok()?;
        if !done.status.success() {
            skipped(&format!(
                "no small disk can be had: {}, {}",
                done.status,
                String::from_utf8_lossy(&done.stderr).trim()
            ));
            return None;
        }
        let read = |name: &str, what: &str| {
            fs::read_to_string(folder.join(format!("{name}.{what}"))).expect("what was told")
        };
        let names = [
            "refresh", "mark1", "mark2", "mark3", "mark4", "mark5", "mark6", "list", "after",
            "again",
        ];
        let told = |name| Told {
            name,
            code: read(name, "code").trim().to_owned(),
            err: read(name, "err"),
        };
        Some(names.into_iter().map(told).collect())
    }

    /// What is wrong with the store at the end. The stars of marks that were told to be done must be there.
    fn wrong(&self, told: &[Told]) -> Option<String> {
        let shelf = Shelf::open(&self.setup.folder().join("end")).expect("the store opens");
        let today = "2024-06-20".parse().expect("a day");
        let ids = |query: &str| {
            let query = Query::parse(query, today).expect("a query");
            shelf.ids(&query, today).expect("readable")
        };
        let starred: Vec<i64> = ids("is:starred").iter().map(|id| id.0).collect();
        let done = told.iter().filter(|told| told.code == "0");
        let done = done.filter_map(|told| told.name.strip_prefix("mark")?.parse::<i64>().ok());
        let lost: Vec<i64> =
            done.map(|n| n + 3).chain([3, 10]).filter(|id| !starred.contains(id)).collect();
        if !lost.is_empty() {
            return Some(format!("the stars of {lost:?} are lost"));
        }
        let (articles, problems) = (ids("").len(), shelf.check().expect("readable"));
        let is_whole = problems.is_empty() && articles == FEEDS * AFTER;
        (!is_whole).then(|| format!("{articles} articles, {problems:?}"))
    }
}

/// Whether a command did all, or said in one line that there is no room.
fn is_clear(told: &Told) -> bool {
    let lines: Vec<&str> = told.err.lines().collect();
    match (told.name, told.code.as_str(), lines.as_slice()) {
        (_, "0", []) => true,
        // Reading goes on, and afterwards all does.
        ("list" | "after" | "again", ..) => false,
        (_, "1" | "3", [line]) => line.contains("there is no room left"),
        _ => false,
    }
}

#[test]
fn a_disk_that_fills_up_is_a_sentence_and_loses_nothing() {
    let ground = Ground::new();
    let levels = rounds(5, 20);
    let (mut wrong, mut refused, mut done) = (Vec::new(), 0, 0);
    for level in 0..levels {
        let left = level * level * 1500 / (levels * levels);
        let Some(told) = ground.with_left(left) else { return };
        refused += told.iter().filter(|told| told.code != "0").count();
        done += told.iter().filter(|told| told.code == "0").count();
        let unclear = told.iter().filter(|told| !is_clear(told));
        wrong.extend(unclear.map(|told| {
            format!(
                "{left} KiB left, {}: ended with {} and said {:?}",
                told.name, told.code, told.err
            )
        }));
        wrong.extend(ground.wrong(&told).map(|why| format!("{left} KiB left: {why}")));
    }
    println!(
        "{levels} fill levels: {done} commands done, {refused} refused, {} wrong",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused > 0, "the disk was never full");
}
