//! How the reading line moves, and how the text follows it.

use super::Reader;
use crate::app::page::LineKind;
use crate::news::BlockKind;

impl Reader {
    /// Moves the reading line; the text follows by half a page when it leaves the pane.
    pub fn step(&mut self, by: isize) {
        let mut line = self.line.saturating_add_signed(by).min(self.last_line());
        if self.is_blank(line) {
            line = line.saturating_add_signed(by.signum()).min(self.last_line());
        }
        self.go_to_line(line.max(if by < 0 { 0 } else { self.first_line() }));
    }

    fn is_blank(&self, at: usize) -> bool {
        self.page.lines().get(at).is_some_and(|line| line.kind == LineKind::Blank)
    }

    /// The first line from there on that has something, else that one.
    fn past_blanks(&self, at: usize) -> usize {
        (at..=self.last_line()).find(|line| !self.is_blank(*line)).unwrap_or(at)
    }

    /// The last line up to there that has something, else that one.
    fn before_blanks(&self, at: usize) -> usize {
        (0..=at).rev().find(|line| !self.is_blank(*line)).unwrap_or(at)
    }

    /// Puts the reading line somewhere and shows it.
    pub fn go_to_line(&mut self, line: usize) {
        self.line = line.min(self.last_line());
        let half = (self.height / 2).max(1);
        if self.line < self.top {
            self.top = self.line.saturating_sub(half);
            if self.line <= self.first_line() {
                self.top = 0;
            }
        } else if self.line >= self.top + self.height {
            self.top = self.line.saturating_sub(half);
        }
        self.keep_in_page();
    }

    /// Puts a byte of the text on the reading line, with some of what stands before it.
    pub fn go_to_offset(&mut self, offset: u32) {
        let line = self.page.line_showing(offset);
        let visible = self.top..self.top + self.height;
        self.line = line;
        if !visible.contains(&line) {
            self.top = line.saturating_sub(self.height / 3);
        }
        self.keep_in_page();
    }

    /// Scrolls by lines; the reading line stays on the screen.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.last_top());
        let last = (self.top + self.height.max(1) - 1).min(self.last_line());
        if self.line < self.top {
            self.line = self.past_blanks(self.top).min(last);
        } else if self.line > last {
            self.line = self.before_blanks(last).max(self.top);
        }
    }

    /// Pages by a part of the height: `halves` of 2 is a page less one line, 1 half a page.
    pub fn page_by(&mut self, halves: isize) {
        let lines = match halves.abs() {
            1 => self.height / 2,
            _ => self.height.saturating_sub(1),
        };
        let lines = (lines.max(1) as isize) * halves.signum();
        let before = self.top;
        self.top = self.top.saturating_add_signed(lines);
        if lines > 0 {
            // What was between two paragraphs needs no row of the next page.
            self.top = self.past_blanks(self.top.min(self.last_line()));
        }
        self.top = self.top.min(self.last_top());
        if self.top == before {
            self.line = if lines > 0 { self.last_line() } else { self.first_line() };
        } else if lines > 0 {
            self.line = self.past_blanks(self.top.max(self.first_line()));
        } else {
            let last = (self.top + self.height.saturating_sub(1)).min(self.line);
            self.line = self.before_blanks(last).max(self.top);
        }
    }

    /// To the first line, or the last.
    pub fn go_to_end(&mut self, last: bool) {
        if last {
            (self.top, self.line) = (self.last_top(), self.last_line());
        } else {
            (self.top, self.line) = (0, self.first_line());
        }
    }

    /// Whether the end of the text is on the screen.
    pub fn is_at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// To the next or previous paragraph or heading.
    pub fn go_to_block(&mut self, forward: bool, headings_only: bool) {
        let accepts = |kind: BlockKind| !headings_only || kind == BlockKind::Heading;
        let line = if forward {
            self.page.next_block(self.line, accepts)
        } else {
            self.page.previous_block(self.line, accepts)
        };
        let end = if forward { self.last_line() } else { self.first_line() };
        self.go_to_line(line.unwrap_or(end));
    }
}
