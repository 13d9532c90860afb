//! Lines to read in a box, which scroll where the screen is too low for them.
//!
//! Knows the size of its box, so that scrolling and drawing agree; the looks are decided in `ui`.

use super::Outcome;
use crate::config::{Key, KeyCode};
use crate::text::wrap::{Breaking, wrap};

/// Columns of the box at most.
pub const WIDEST: u16 = 72;
/// Columns and rows of the box that hold no text: its frame, and a blank on either side.
const FRAME: (u16, u16) = (4, 2);

/// Lines to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    lines: Vec<String>,
    top: usize,
    /// Whether Enter leads on to more.
    leads_on: bool,
}

impl Details {
    /// Shows these lines from the first one on.
    pub fn new(lines: Vec<String>) -> Self {
        Self { lines, top: 0, leads_on: false }
    }

    /// The same, with more behind Enter.
    #[must_use]
    pub fn leading_on(self) -> Self {
        Self { leads_on: true, ..self }
    }

    /// The lines, broken for a screen of that size.
    pub fn rows(&self, screen: (u16, u16)) -> Vec<&str> {
        let columns = usize::from(screen.0.min(WIDEST).saturating_sub(FRAME.0)).max(2);
        let breaking = Breaking { columns, hyphenate: false, insertions: &[] };
        let mut rows = Vec::new();
        for line in &self.lines {
            if line.is_empty() {
                rows.push("");
            }
            let broken = wrap(line, &breaking).into_iter();
            rows.extend(broken.map(|row| line.get(row.range).unwrap_or_default()));
        }
        rows
    }

    /// The first row that is shown; a screen that has grown since may hold more than it did.
    pub fn top(&self, screen: (u16, u16)) -> usize {
        self.top.min(last_top(self.rows(screen).len(), screen))
    }

    /// Scrolls by rows, as the wheel does.
    pub fn scroll(&mut self, by: isize, screen: (u16, u16)) {
        let last = last_top(self.rows(screen).len(), screen);
        self.top = self.top.min(last).saturating_add_signed(by).min(last);
    }

    /// Scrolls; any other key closes.
    pub fn press(&mut self, key: Key, screen: (u16, u16)) -> Outcome {
        let last = last_top(self.rows(screen).len(), screen);
        let top = self.top.min(last);
        let page = room(screen).saturating_sub(1).max(1);
        self.top = match (key.code, key.ctrl) {
            (KeyCode::Enter, false) if self.leads_on => return Outcome::Chosen(0),
            (KeyCode::Char('j'), false) | (KeyCode::Down, _) => top + 1,
            (KeyCode::Char('k'), false) | (KeyCode::Up, _) => top.saturating_sub(1),
            (KeyCode::Char(' '), false) | (KeyCode::PageDown, _) => top + page,
            (KeyCode::PageUp, _) => top.saturating_sub(page),
            (KeyCode::Char('g'), false) | (KeyCode::Home, _) => 0,
            (KeyCode::Char('G'), false) | (KeyCode::End, _) => last,
            _ => return Outcome::Close,
        }
        .min(last);
        Outcome::Stay
    }
}

/// Rows of text the box has on a screen of that size.
fn room(screen: (u16, u16)) -> usize {
    usize::from(screen.1.saturating_sub(FRAME.1))
}

fn last_top(rows: usize, screen: (u16, u16)) -> usize {
    rows.saturating_sub(room(screen).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: (u16, u16) = (40, 12);

    #[track_caller]
    fn check(keys: &[Key], expected: usize) {
        let mut details = Details::new((0..25).map(|n| n.to_string()).collect());
        for key in keys {
            assert_eq!(details.press(*key, SCREEN), Outcome::Stay, "{key}");
        }
        assert_eq!(details.top(SCREEN), expected, "after {keys:?}");
    }

    #[test]
    fn keys_scroll_as_far_as_there_are_lines() {
        let char = Key::char;
        check(&[char('j'), char('j'), char('k')], 1);
        check(&[char('k')], 0);
        check(&[char(' ')], 9);
        check(&[KeyCode::PageDown.into(), KeyCode::PageDown.into(), KeyCode::Down.into()], 15);
        check(&[char('G'), KeyCode::PageUp.into()], 6);
        check(&[char('G'), char('g')], 0);
    }

    #[test]
    fn the_wheel_scrolls_it_and_closes_nothing() {
        let mut details = Details::new((0..25).map(|n| n.to_string()).collect());
        details.scroll(3, SCREEN);
        assert_eq!(details.top(SCREEN), 3);
        details.scroll(-9, SCREEN);
        assert_eq!(details.top(SCREEN), 0);
        details.scroll(99, SCREEN);
        assert_eq!(details.top(SCREEN), 15);
    }

    #[test]
    fn enter_leads_on_where_there_is_more() {
        let mut details = Details::new(vec!["one".to_owned()]).leading_on();
        assert_eq!(details.press(KeyCode::Enter.into(), SCREEN), Outcome::Chosen(0));
        assert_eq!(details.press(Key::char('q'), SCREEN), Outcome::Close);
    }

    #[test]
    fn other_keys_close_it() {
        let mut details = Details::new(vec!["one".to_owned()]);
        assert_eq!(details.press(Key::char('q'), SCREEN), Outcome::Close);
        assert_eq!(details.press(KeyCode::Enter.into(), SCREEN), Outcome::Close);
    }

    #[test]
    fn a_screen_that_grows_shows_what_it_can() {
        let mut details = Details::new((0..25).map(|n| n.to_string()).collect());
        details.press(Key::char('G'), SCREEN);
        assert_eq!(details.top((40, 24)), 3);
        assert_eq!(details.top((40, 40)), 0);
    }
}
