//! The reader on a disk that fails for a while: it says so, reading goes on, and marks made afterwards are kept.

use std::fs;
use std::time::Duration;

use super::faulty::{BROKEN, FILES, NO_ROOM};
use super::strace;
use crate::rounds::rounds;
use crate::screen::Screen;
use crate::setup::Setup;
use crate::terminal::Terminal;
use crate::two_programs::{fill, marked};

/// Articles that are starred in each session.
const STARS: usize = 8;
/// Calls in a row that fail.
const FAILING: usize = 2;

/// A reader whose calls are written down, and fail as is said.
fn start(setup: &Setup, injected: &[String]) -> Option<Terminal> {
    let command = strace()?;
    let mut words = vec![command.get_program().to_owned()];
    words.extend(command.get_args().map(ToOwned::to_owned));
    let mut words: Vec<String> =
        words.into_iter().map(|word| word.to_string_lossy().into_owned()).collect();
    words.extend(["-D", "-qq", "-f", "-e", "trace=pwrite64", "-o"].map(str::to_owned));
    words.push(setup.folder().join("calls").to_string_lossy().into_owned());
    for file in FILES {
        words.extend(["-P".to_owned(), format!("{}{file}", setup.data().display())]);
    }
    words.extend_from_slice(injected);
    let terminal = setup.start_under(&words);
    terminal.wait_for("nr0499").settle(Duration::from_millis(300));
    Some(terminal)
}

fn calls(setup: &Setup) -> String {
    fs::read_to_string(setup.folder().join("calls")).expect("what was written down")
}

/// Whether the selected row has a star.
fn is_starred(screen: &vt100::Screen) -> bool {
    let row = screen.cursor_row().0;
    screen.row(row + 1).chars().take(33).any(|c| c == '★' || c == '*')
}

/// Whether a text is shown: of one of the many articles, or of the bundled ones.
fn is_read(screen: &vt100::Screen) -> bool {
    ["Words.", "Vietnam and Russia", "during a state visit"].iter().any(|words| screen.shows(words))
}

/// Stars articles one after the other; what cannot be kept is told, and tried again. Returns how often it was told.
fn star_all(terminal: &Terminal) -> usize {
    let mut told = 0;
    let is_told = |screen: &vt100::Screen| BROKEN.iter().any(|words| screen.shows(words));
    for _ in 0..STARS {
        let (mut tries, mut looks) = (0, 0);
        // What could not be kept may have been something else, so that there is a star all the same; and a key pressed
        // while it was on its way takes it off again a moment later.
        let stays = || {
            terminal.look(is_starred) && {
                terminal.settle(Duration::from_millis(300));
                terminal.look(is_starred)
            }
        };
        while !stays() {
            let pressed = terminal.press("*");
            pressed.wait("a star or words", |screen| is_starred(screen) || is_told(screen));
            if !terminal.look(is_told) {
                // A star that came late may have been taken off by this key: it is looked at once more.
                terminal.settle(Duration::from_millis(100));
                looks += 1;
                assert!(looks < 20, "it is turned on and off: {}", terminal.text());
                continue;
            }
            told += 1;
            tries += 1;
            assert!(tries < 10, "it never gets well: {}", terminal.text());
            // Reading goes on: what is said goes away, and there is an article.
            terminal.press("\x1b").wait("the words to go", |screen| !is_told(screen));
            terminal.wait("an article", is_read).settle(Duration::from_millis(200));
        }
        let line = terminal.look(Screen::cursor_line);
        terminal.press("j").wait("the next article", |screen| screen.cursor_line() != line);
    }
    told
}

#[test]
fn reading_goes_on_beside_a_disk_that_fails_for_a_while() {
    let (mut told, mut hit, mut sessions) = (0, 0, 0);
    for error in ["ENOSPC", "EIO"] {
        for round in 0..rounds(2, 30) {
            let setup = Setup::new();
            fill(&setup);
            // What is written at a first start alone is not counted.
            drop(start(&setup, &[]));
            let Some(quiet) = start(&setup, &[]) else { return };
            let before = calls(&setup).lines().filter(|line| line.contains("pwrite64")).count();
            drop(quiet);
            let first = before + 1 + round * 5 % 40;
            let when =
                format!("inject=pwrite64:error={error}:when={first}..{}", first + FAILING - 1);
            let Some(mut terminal) = start(&setup, &["-e".to_owned(), when]) else { return };
            told += star_all(&terminal);
            sessions += 1;
            terminal.kill();
            hit += usize::from(calls(&setup).contains("(INJECTED)"));
            let kept = marked(&setup, "is:starred").len();
            assert_eq!(kept, STARS, "{error} from {first}");
        }
    }
    println!(
        "{sessions} sessions on a failing disk: {hit} were hit, {told} times it was told ({NO_ROOM}, ..), every star kept"
    );
    assert!(hit > 0 && told > 0, "nothing failed");
}
