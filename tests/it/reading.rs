//! Reading, from the first frame to the next start.

use std::time::Duration;

use rustix::process::Signal;

use crate::screen::Screen;
use crate::setup::Setup;
use crate::terminal::Terminal;

const FIRST: &str = "Putin signed dozens";
const SECOND: &str = "After his unusual visit";

fn start(setup: &Setup) -> Terminal {
    let terminal = setup.start();
    terminal.wait_for("IN BRIEF");
    terminal
}

fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
}

#[test]
fn it_opens_on_the_bundled_articles_in_three_panes() {
    let terminal = start(&Setup::new());
    let (row, shown) = terminal.look(Screen::cursor_row);
    assert!(shown, "the cursor is hidden");
    assert!(terminal.look(|screen| screen.row(row)).contains(FIRST));
    for text in
        [SECOND, "2 articles", "2 unread", "Russian President Vladimir Putin", "WHO", "WHERE"]
    {
        terminal.wait_for(text);
    }
    quit(terminal);
}

#[test]
fn moving_shows_the_article_and_opening_marks_it_read() {
    let terminal = start(&Setup::new());
    terminal.press("j").wait("the preview", |screen| {
        screen.cursor_line().contains(SECOND) && screen.shows("Vietnam and Russia signed")
    });
    terminal.wait_for("2 unread").press("\r").wait_for("1 unread").wait_for("fact here");
    // The text has the keys: the cursor walks through it, and a page at a time.
    let top = terminal.look(|screen| screen.cursor_row().0);
    terminal.press("j").wait("a line down", |screen| screen.cursor_row().0 > top);
    terminal.press(" ").wait_gone("in matters of energy");
    terminal.press("b").wait_for("in matters of energy");
    terminal.press("h").wait("the list", |screen| screen.cursor_line().contains(SECOND));
    quit(terminal);
}

#[test]
fn space_reads_an_article_to_its_end_and_goes_on_to_the_next() {
    let terminal = start(&Setup::new());
    // From the list, too.
    terminal.press(" ").wait_gone("Russian President Vladimir Putin signed").press("\r");
    terminal.wait_for("fact here");
    for _ in 0..20 {
        terminal.press(" ").settle(Duration::from_millis(20));
    }
    terminal.wait_for("0 unread").wait_for("Nothing unread below");
    quit(terminal);
}

#[test]
fn a_fact_leads_to_its_sentence_and_a_sentence_to_its_fact() {
    let terminal = start(&Setup::new());
    // Into the facts, to the second sentence in brief, back into the text at its line.
    terminal.press("\t\t").wait_for("to the text").press("j\r").wait_for("fact here");
    let line = terminal.look(Screen::cursor_line);
    terminal.press("i").wait_for("to the text");
    let fact = terminal.look(Screen::cursor_line);
    assert_ne!(line, fact);
    terminal.press("gd").wait_for("Details").wait_for("% sure").press("\x1b").wait_gone("Details");
    terminal
        .press("q")
        .wait_for("fact here")
        .press("q")
        .wait("the list", |screen| screen.cursor_line().contains(FIRST));
    quit(terminal);
}

#[test]
fn words_are_found_in_the_article() {
    let terminal = start(&Setup::new());
    terminal.press("\r").wait_for("fact here").press("/").press("vietnam\r").wait_for("match");
    terminal.wait("a line that matches", |screen| screen.cursor_line().contains("Vietnam"));
    let first = terminal.look(Screen::cursor_row);
    terminal.press("n").wait("the next match", |screen| screen.cursor_row() != first);
    terminal.press("N").wait("the match before", |screen| screen.cursor_row() == first);
    terminal.press("/").press("zebra\r").wait_for("Nothing found: zebra");
    quit(terminal);
}

#[test]
fn everything_stored_is_searched() {
    let terminal = start(&Setup::new());
    terminal.press("g/").wait_for("Search").press("rosatom").wait_for("Search 1");
    terminal.press("\r").wait("the hit", |screen| {
        screen.shows("fact here") && screen.shows("Vietnam and Russia signed")
    });
    quit(terminal);
}

#[test]
fn the_list_is_narrowed_by_letters_and_by_a_query() {
    let terminal = start(&Setup::new());
    terminal.press("/unus").wait("one row", |screen| screen.count(FIRST) <= 1);
    terminal.wait("the match", |screen| screen.shows(SECOND)).press("\r").wait_for("~unus");
    terminal.press("\x18").wait_gone("~unus").wait_for(FIRST);
    terminal.press("/unus").wait_for("~unus").press("\x1b").wait_gone("~unus").wait_for(FIRST);
    terminal.press("F").press("outlet:RKS\r").wait_for("outlet:RKS").wait_for("1 article ");
    terminal.press("\x18").wait_for("2 articles");
    quit(terminal);
}

#[test]
fn help_and_palette_run_commands() {
    let terminal = start(&Setup::new());
    terminal.press("?").wait_for("Keys").press("\x1b").wait_gone("Keys");
    terminal.press(":").wait_for("Commands").press("toggle-star").wait_for("> toggle-star");
    terminal
        .press("\r")
        .wait_gone("Commands")
        .wait("a star", |screen| screen.row(3).contains('★') || screen.row(3).contains('*'));
    quit(terminal);
}

#[test]
fn the_smallest_screen_says_so_and_a_larger_one_is_fresh() {
    let terminal = start(&Setup::new());
    let before = terminal.cells();
    terminal.resize(1, 1).wait("one cell", |screen| screen.row(0).starts_with('d'));
    terminal.resize(23, 5).wait_for("dateline needs 24x6");
    terminal.resize(120, 40).wait_for("IN BRIEF").check_repaint();
    assert_eq!(before, terminal.cells());
    quit(terminal);
}

#[test]
fn the_next_start_is_at_the_same_article_and_line() {
    let setup = Setup::new();
    let terminal = start(&setup);
    // What others report comes a little later, and is a part of the row.
    terminal.press("j\r").wait_for("fact here").wait_for("1 unread").wait_for("=1");
    terminal.press("}}}}").settle(Duration::from_millis(200));
    let place = terminal.look(|screen| (screen.cursor_row(), screen.cursor_line()));
    quit(terminal);
    let terminal = start(&setup);
    terminal.wait("the same article", |screen| screen.cursor_line().contains(SECOND));
    terminal.press("\r").wait_for("fact here").wait_for("=1");
    assert_eq!(place, terminal.look(|screen| (screen.cursor_row(), screen.cursor_line())));
    quit(terminal);
}

#[test]
fn after_a_kill_the_next_start_is_at_the_same_article_and_line() {
    let setup = Setup::new();
    let mut terminal = start(&setup);
    terminal.press("\r").wait_for("fact here").wait_for("1 unread");
    terminal.press("J").wait_for("Vietnam and Russia signed").press("}}}");
    // A place is kept a second after the last key.
    terminal.settle(Duration::from_secs(2));
    let place = terminal.look(|screen| (screen.cursor_row(), screen.cursor_line()));
    terminal.kill();
    let terminal = start(&setup);
    terminal.wait("the same article", |screen| screen.cursor_line().contains(SECOND));
    // What others report comes a little later, and is a part of the row.
    terminal.press("\r").wait_for("fact here").wait_for("=1");
    assert_eq!(place, terminal.look(|screen| (screen.cursor_row(), screen.cursor_line())));
    quit(terminal);
}

#[test]
fn marks_survive_however_the_program_ends() {
    let setup = Setup::new();
    for (round, signal) in
        [None, Some(Signal::HUP), Some(Signal::TERM), None].into_iter().enumerate()
    {
        let mut terminal = start(&setup);
        let unread = if round == 0 { 2 } else { 1 };
        terminal.wait_for(&format!("{unread} unread"));
        if round == 0 {
            // The last key and the end at once: the mark must not be lost between them.
            terminal.press("mQ");
        } else if let Some(signal) = signal {
            terminal.signal(signal);
        } else {
            terminal.press("Q");
        }
        terminal.wait_exit();
    }
}

#[test]
fn an_address_goes_to_the_clipboard_only_when_asked() {
    let setup = Setup::new();
    let file = setup.folder().join("one.json");
    let article = r#"{"title": "One", "text": "Words.", "url": "https://example.org/one"}"#;
    std::fs::write(&file, article).expect("a file");
    let mut terminal = setup.arg("open").arg(&file).start();
    terminal.wait_for("Words.").press("y");
    terminal.wait_for("Sent to your terminal's clipboard: https://example.org/one");
    terminal.press("Q");
    terminal.wait_exit();
    let counts = crate::stream::check(&terminal.raw()).expect("the program's own sequences alone");
    assert_eq!(counts.copies, ["aHR0cHM6Ly9leGFtcGxlLm9yZy9vbmU="]);
}
