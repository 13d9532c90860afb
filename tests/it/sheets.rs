//! Stories in the reader, from the keys to the screen: the program itself in a pseudo-terminal.

use dateline::news::{Article, Body, Moment};
use dateline::store::{Library, NewArticle};
use dateline::text::Prose;

use crate::screen::Screen;
use crate::setup::Setup;
use crate::terminal::Terminal;

fn at(columns: u16, rows: u16) -> Terminal {
    let terminal = Setup::new().size(columns, rows).start();
    terminal.wait_for("Putin signed");
    terminal
}

fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
}

const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

#[test]
fn a_story_is_laid_side_by_side_and_leads_to_the_place_in_its_report() {
    for (columns, rows) in SIZES {
        let terminal = at(columns, rows);
        terminal.press("S").wait_for("2 outlets").press("c").wait_for("CONTRADICTS");
        for text in ["agreements", "at least 12 deals", "RKS News", "why"] {
            terminal.wait_for(text);
        }
        terminal.wait("the contradiction selected", |screen| {
            screen.cursor_line().contains("agreements")
        });
        terminal.check_repaint();
        // The sentence that is looked at, in the other report: Enter goes there.
        terminal.press("l\r").wait_gone("CONTRADICTS").wait_for("eleven");
        terminal.wait("the place", |screen| {
            let (row, _) = screen.cursor_row();
            (row.saturating_sub(1)..row + 3).any(|row| screen.row(row).contains("eleven"))
        });
        terminal.press("q").wait_for("CONTRADICTS");
        terminal
            .press("j")
            .wait("the quotation", |screen| screen.cursor_line().contains("US Embassy"));
        terminal.press("gd").wait_for("Details").press("\x1b").wait_gone("Details");
        terminal.press("q").wait_gone("CONTRADICTS").wait_for("2 outlets");
        quit(terminal);
    }
}

#[test]
fn who_said_what_and_the_days_of_a_story_are_a_key_away() {
    for (columns, rows) in SIZES {
        let terminal = at(columns, rows);
        terminal.press("c").wait_for("CONTRADICTS").press("gq").wait_for("WHO SAID WHAT");
        terminal.wait_for("security").check_repaint();
        terminal.press("gt").wait_for("new here").wait_gone("WHO SAID WHAT").check_repaint();
        terminal.press("q").wait_gone("new here");
        quit(terminal);
    }
}

#[test]
fn the_briefing_leads_to_the_comparison_and_back() {
    for (columns, rows) in SIZES {
        let terminal = at(columns, rows);
        terminal.press("B").wait_for("Briefing").wait_for("agreements signed").wait_for("agreed:");
        terminal.check_repaint();
        terminal.press("c").wait_for("CONTRADICTS").press("q").wait_for("Briefing");
        terminal.press("j\r").wait_gone("Briefing").wait_for("dozen deals");
        terminal.press("q").wait_for("Briefing").press("q").wait_gone("Briefing");
        quit(terminal);
    }
}

#[test]
fn what_is_not_the_same_is_remembered() {
    let setup = Setup::new();
    let terminal = setup.start();
    terminal.wait_for("IN BRIEF").press("c").wait_for("! 1 contradicts");
    terminal.press("x").wait_for("not the same").wait_gone("! 1 contradicts").press("q");
    quit(terminal);
    let terminal = setup.start();
    terminal.wait_for("IN BRIEF").press("c").wait_for("agreements signed (not");
    quit(terminal);
}

#[test]
fn an_old_report_finds_the_others_of_its_days_when_they_are_asked_for() {
    let setup = Setup::new();
    // Opened once, so that the store has its samples: they are newer than these by months.
    let first = setup.start();
    first.wait_for("Putin signed");
    quit(first);
    let report = |n: i64, title: &str, text: &str| NewArticle {
        key: n.to_string(),
        arrived: Moment::from_second(1_700_000_000 + n * 3_600).expect("a moment"),
        article: Article {
            outlet: Some(Prose::line(&format!("Outlet {n}"))),
            title: Prose::line(title),
            published: Moment::from_second(1_700_000_000 + n * 3_600),
            body: Body::verbatim(text),
            ..Article::default()
        },
    };
    let mut library = Library::open(&setup.data()).expect("a store");
    let old = [
        report(
            1,
            "Ferry Linnea aground off Skarholm",
            "The ferry Linnea ran aground with 212 people aboard.",
        ),
        report(
            2,
            "Ferry Linnea hits reef off Skarholm",
            "All 214 people aboard the ferry Linnea were saved.",
        ),
    ];
    library.add(&old).expect("stored");
    drop(library);
    let terminal = setup.start();
    terminal.wait_for("Putin signed").press("G").wait_for("Linnea").press("c");
    terminal.wait_for("2 reports").wait_for("212").wait_for("214");
    quit(terminal);
}
