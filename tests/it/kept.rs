//! What the reader has called wrong, and what the engine has found, stay where they are kept: through kills and restarts.

use std::time::{Duration, Instant};

use dateline::facts::ENGINE_VERSION;
use dateline::news::query::Query;
use dateline::news::{Article, Body, Facts, Moment};
use dateline::store::{Library, NewArticle, Shelf};
use dateline::text::Prose;
use jiff::civil::date;

use crate::setup::Setup;

/// What a command prints.
fn printed(setup: &Setup, arguments: &[&str]) -> String {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_dateline"));
    let done = setup.surround(command.args(arguments)).output().expect("the program starts");
    // The doctor finds fault with the rights of these folders, which is no matter here.
    assert!(
        done.status.success() || arguments == ["doctor"],
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8_lossy(&done.stdout).into_owned()
}

#[test]
fn what_is_called_wrong_outlives_a_kill_and_holds_for_commands_until_it_is_undone() {
    let setup = Setup::new();
    let named = |setup: &Setup| {
        printed(setup, &["facts", "1", "--json"]).contains("\"name\":\"Vladimir Putin\"")
    };
    let contradicts = |setup: &Setup| {
        printed(setup, &["compare", "1", "2", "--json"]).contains("\"status\":\"contradict\"")
    };
    let mut terminal = setup.start();
    terminal.wait_for("IN BRIEF").press("\r").wait_for("fact here");
    terminal.press("l}x").wait_for("Wrong for good: person Vladimir Putin");
    // The reports are put to their stories a moment after the start.
    terminal
        .wait_for("!1")
        .press("c")
        .wait_for("contradicts")
        .press("x")
        .wait_for("Not the same thing");
    // What is said is on disk: the next answer comes after it.
    terminal.press("*").settle(Duration::from_millis(500));
    terminal.kill();
    assert!(!named(&setup) && !contradicts(&setup));
    let doctor = printed(&setup, &["doctor"]);
    assert!(doctor.contains("1 fact called wrong, 1 thing called not the same"), "{doctor}");
    let mut terminal = setup.start();
    terminal.wait_for("IN BRIEF").settle(Duration::from_millis(500));
    assert!(
        terminal.text().contains("Kim Jong Un") && !terminal.text().contains("Vladimir Putin  ")
    );
    terminal.press("u").wait_for("1 row of a comparison changed.");
    terminal.press("u").wait_for("1 fact changed.").wait_for("Vladimir Putin  ");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    assert!(named(&setup) && contradicts(&setup));
}

#[test]
fn a_newer_engine_finds_all_facts_anew_and_is_idle_then() {
    const ARTICLES: usize = 60;
    let setup = Setup::new();
    let mut library = Library::open(&setup.data()).expect("a store");
    let articles: Vec<NewArticle> = (0..ARTICLES)
        .map(|n| NewArticle {
            key: n.to_string(),
            arrived: Moment::from_second(1_800_000_000 - n as i64).expect("a moment"),
            article: Article {
                title: Prose::line(&format!("Report {n}")),
                published: Moment::from_second(1_800_000_000 - n as i64),
                body: Body::verbatim(
                    "Anna Berg of Norway paid $3 million on Thursday, the police said.",
                ),
                ..Article::default()
            },
        })
        .collect();
    let ids = library.add(&articles).expect("a batch");
    for id in &ids {
        library.keep_facts(*id, ENGINE_VERSION - 1, &Facts::default()).expect("kept");
    }
    drop(library);
    let mut terminal = setup.start();
    terminal.wait_for("Report 0");
    let shelf = Shelf::open(&setup.data()).expect("a store");
    let begun = Instant::now();
    while !shelf.outdated(ENGINE_VERSION).expect("a store").is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "facts are still missing");
        std::thread::sleep(Duration::from_millis(100));
    }
    let all = shelf.ids(&Query::default(), date(2027, 1, 1)).expect("a store");
    assert!(all.len() >= ARTICLES);
    for id in ids {
        let facts = shelf.facts(id, ENGINE_VERSION).expect("a store").expect("facts");
        assert!(!facts.facts.is_empty());
    }
    terminal.settle(Duration::from_secs(3));
    let written = terminal.written();
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(terminal.written(), written, "bytes were written while nothing happened");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
}
