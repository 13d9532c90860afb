//! A line with a bar on standard error, while something takes its time and a person looks on.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::screen::env;
use crate::config::depth;
use crate::run::fleet::Progress;
use crate::text::width;

/// The line is drawn anew this often at most.
const REST: Duration = Duration::from_millis(50);
/// Cells of the bar.
const CELLS: usize = 20;
/// Columns that every terminal has; a longer line would be broken and stay.
const COLUMNS: usize = 79;

/// The line, where there is a terminal for it.
pub(super) struct Bar {
    drawn: Option<Instant>,
    is_shown: bool,
    new: usize,
}

impl Bar {
    /// A line for so many things; none where there is nothing to wait for, or nobody who could see it.
    pub(super) fn start(all: usize, quiet: bool) -> Self {
        let is_shown = all > 1 && !quiet && is_seen();
        Self { drawn: None, is_shown, new: 0 }
    }

    /// Shows how far it is: `37/200 [####......] example.org, 12 new`.
    pub(super) fn show(&mut self, progress: &Progress<'_>) {
        self.new += progress.report.new.len();
        let is_soon = self.drawn.is_some_and(|drawn| drawn.elapsed() < REST);
        if !self.is_shown || (is_soon && progress.done < progress.all) {
            return;
        }
        self.drawn = Some(Instant::now());
        let line = line(progress.done, progress.all, &progress.report.name, self.new);
        put(&format!("\r{line}\x1b[K"));
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        if self.is_shown && self.drawn.is_some() {
            put(CLEAR);
        }
    }
}

/// A line that says what is waited for.
#[derive(Default)]
pub(super) struct Wait {
    last: String,
}

impl Wait {
    /// Says it in the place of what was said before.
    pub(super) fn show(&mut self, words: &str) {
        if words != self.last && is_seen() {
            put(&format!("\r{words}\x1b[K"));
            words.clone_into(&mut self.last);
        }
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        if !self.last.is_empty() {
            put(CLEAR);
        }
    }
}

/// Takes the line of the cursor away.
const CLEAR: &str = "\r\x1b[K";

/// Whether a person looks on, on a terminal that can draw over a line.
fn is_seen() -> bool {
    io::stderr().is_terminal() && !depth::is_dumb(&env)
}

fn line(done: usize, all: usize, name: &str, new: usize) -> String {
    let full = done * CELLS / all.max(1);
    let bar = format!("{}{}", "#".repeat(full), ".".repeat(CELLS - full));
    let (head, tail) = (format!("{done}/{all} [{bar}] "), format!(", {new} new"));
    let (name, _) = width::cut(name, COLUMNS.saturating_sub(head.len() + tail.len()));
    format!("{head}{name}{tail}")
}

fn put(line: &str) {
    let mut stderr = io::stderr().lock();
    // Where standard error is closed there is nobody to see it.
    let _unseen = stderr.write_all(line.as_bytes()).and_then(|()| stderr.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_whatever_the_name() {
        assert_eq!(line(1, 4, "Harbour News", 3), "1/4 [#####...............] Harbour News, 3 new");
        let long = line(200, 200, &"漢字".repeat(60), 12_345);
        assert!(width::width(&long) <= COLUMNS && long.ends_with(", 12345 new"), "{long}");
    }
}
