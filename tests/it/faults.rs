//! A panic anywhere gives the terminal back and can be read; one of a worker is a sentence, and reading goes on.
//!
//! Points are read from the source, so that a new one is covered without another word. A tour leads through all of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use rustix::process::Signal;
use serde_json::json;

use crate::screen::Screen;
use crate::setup::Setup;
use crate::terminal::Terminal;

/// Fewer points than this mean that they are no longer found.
const LEAST_POINTS: usize = 30;

/// What a panic of a worker is told as.
const WORKERS_SENTENCE: &str = "Something went wrong inside dateline";

/// One stop of the tour.
enum Step {
    Keys(&'static str),
    /// Waits for this to be on the screen, as long as a worker may take.
    Shows(&'static str),
    Size(u16, u16),
    StopAndGoOn,
    End,
}

/// Through every part of the reader: panes, overlays, marks, what leaves the program, the mouse, sizes, a stop, the end.
const TOUR: [Step; 47] = [
    Step::Keys("j"),
    Step::Keys("\r"),
    Step::Keys(" "),
    Step::Keys("]"),
    Step::Keys("gd"),
    Step::Keys("\x1b"),
    Step::Keys("l}"),
    Step::Keys("w"),
    Step::Keys("\r"),
    Step::Keys("W"),
    Step::Keys("\x1b"),
    Step::Keys("x"),
    Step::Keys("h"),
    Step::Keys("/\x1b[200~viet\x1b[201~nam\r"),
    Step::Keys(":address\r"),
    Step::Keys("k"),
    Step::Keys("g/Hanoi"),
    Step::Keys("\x1b"),
    Step::Keys("h"),
    Step::Keys("0"),
    Step::Keys("q"),
    Step::Keys("S"),
    // Articles are put to their stories by a thread of its own. A `q` before there is a table would end the tour.
    Step::Shows("1 story"),
    Step::Keys("c"),
    Step::Shows("2 reports"),
    Step::Keys("q"),
    Step::Keys("B"),
    Step::Shows("Briefing"),
    Step::Keys("q"),
    Step::Keys("S"),
    Step::Keys("f"),
    Step::Keys("\x1b"),
    Step::Keys("A"),
    Step::Keys("y"),
    Step::Keys("/t"),
    Step::Keys("\x1b"),
    Step::Keys("*"),
    Step::Keys("y"),
    Step::Keys("o"),
    Step::Keys("s"),
    Step::Keys("\x1b[<65;50;12M"),
    Step::Keys("\x1b[<0;50;12M\x1b[<0;50;12m"),
    Step::Size(20, 4),
    Step::Size(90, 30),
    Step::StopAndGoOn,
    Step::Keys("j"),
    Step::End,
];

/// The names of all points, from the source.
fn points() -> BTreeSet<String> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut points = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(path).expect("source");
            for call in text.split("fault::point(").skip(1) {
                let names = call.split(')').next().unwrap_or_default().split('"');
                // Every second piece stands between quotation marks.
                points.extend(names.skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
    points
}

fn start(point: &str) -> Terminal {
    let setup = Setup::new();
    let settings = setup.folder().join("settings.toml");
    let text =
        format!("mouse = true\nbrowser = \"true\"\nsave_dir = '{}'\n", setup.folder().display());
    fs::write(&settings, text).expect("a file");
    let articles = setup.folder().join("articles.json");
    let article = |n: u32| {
        json!({
            "title": format!("Talks in Hanoi, day {n}"),
            "text": "Jane Doe of Vietnam said on Thursday that the talks in Hanoi had cost $3 million.",
            "published": "2024-06-20",
            "url": format!("https://example.org/{n}"),
        })
    };
    fs::write(&articles, json!([article(1), article(2)]).to_string()).expect("a file");
    let setup = setup.env("DATELINE_CONFIG", &settings.to_string_lossy());
    setup.env("DATELINE_TEST_PANIC", point).arg("open").arg(articles).start()
}

/// Takes the tour until the program ends.
fn tour(terminal: &mut Terminal) {
    terminal.settle_or_end(Duration::from_millis(200));
    for step in &TOUR {
        if terminal.has_ended() {
            return;
        }
        match step {
            Step::Keys(keys) => {
                let written = terminal.written();
                terminal.press(keys);
                // Not every key shows something; what one does is not to be cut short by the next.
                terminal.wait_written_or_end(written, Duration::from_millis(250));
            }
            Step::Shows(text) => terminal.wait_for_or_end(&[text, WORKERS_SENTENCE]),
            Step::Size(columns, rows) => {
                terminal.resize(*columns, *rows);
            }
            Step::StopAndGoOn => {
                terminal.signal(Signal::TSTP);
                terminal.wait_stopped_or_ended();
                if !terminal.has_ended() {
                    terminal.signal(Signal::CONT);
                }
            }
            Step::End => {
                terminal.signal(Signal::TERM);
            }
        }
        terminal.settle_or_end(Duration::from_millis(30));
    }
}

/// Repaints on a line that takes nothing, until more has gone out than it holds: what is left is for the writer's thread.
fn overfill(terminal: &mut Terminal) {
    terminal.settle_or_end(Duration::from_millis(200));
    terminal.stick(true);
    for _ in 0..200 {
        if terminal.has_ended() {
            break;
        }
        terminal.press("\x0c");
        std::thread::sleep(Duration::from_millis(10));
    }
    terminal.stick(false);
}

/// What is wrong with how the program took a panic at that point, if anything.
fn wrong(point: &str) -> Option<String> {
    let mut terminal = start(point);
    if point == "writer: write" {
        overfill(&mut terminal);
    }
    tour(&mut terminal);
    let ended = terminal.wait_exit();
    let text = terminal.text();
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    if !ended.as_before || !terminal.look(Screen::is_given_back) {
        return Some(format!("{point}: the terminal is not given back: {text:?}"));
    }
    let told = if point.starts_with("worker") {
        // What was to be kept may not have been; then the end says so.
        matches!(ended.code(), Some(0 | 1)) && raw.contains(WORKERS_SENTENCE)
    } else {
        ended.code() == Some(101) && raw.contains(&format!("asked to panic: {point}"))
    };
    (!told).then(|| format!("{point}: ended with {:?} and {text:?}", ended.code()))
}

#[test]
fn a_panic_anywhere_gives_the_terminal_back_and_can_be_read() {
    let points = points();
    assert!(points.len() >= LEAST_POINTS, "only {} points: {points:?}", points.len());
    let workers = points.iter().filter(|point| point.starts_with("worker")).count();
    let waiting = Mutex::new(points.iter());
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("no panic").next();
                    let Some(point) = next else { return };
                    failed.lock().expect("no panic").extend(wrong(point));
                }
            });
        }
    });
    let failed = failed.into_inner().expect("no panic");
    println!(
        "panics at {} points, {workers} of them in workers: {} wrong",
        points.len(),
        failed.len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Without a panic the tour passes every stop and ends well.
#[test]
fn the_tour_itself_ends_well() {
    let mut terminal = start("nowhere");
    tour(&mut terminal);
    let ended = terminal.wait_exit();
    assert_eq!((ended.code(), ended.as_before), (Some(0), true), "{}", terminal.text());
}

#[test]
fn a_panic_of_a_worker_is_a_sentence_and_reading_goes_on() {
    let mut terminal = Setup::new().env("DATELINE_TEST_PANIC", "worker: search").start();
    terminal.wait_for("IN BRIEF").press("g/").wait_for("Search");
    terminal.press("Hanoi").wait_for(WORKERS_SENTENCE);
    terminal.press("\x1b").wait_gone("Search 0");
    terminal.press("j").wait("the second article", |screen| {
        screen.cursor_line().contains("After his unusual visit")
    });
    terminal.press("q");
    let ended = terminal.wait_exit();
    assert_eq!((ended.code(), ended.as_before), (Some(0), true));
}
