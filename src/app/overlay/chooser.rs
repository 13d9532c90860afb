//! A list to choose from, narrowed by typing.
//!
//! One component for the palette, the help, outlets, kinds, links and search: they differ in their rows alone.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Outcome;
use crate::app::line::{Edit, LineInput};
use crate::config::{Key, KeyCode};
use crate::news::Span;

/// What is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChooserKind {
    /// All commands.
    Palette,
    /// The keys of a pane.
    Help,
    /// Feeds, folders, searches, tags and outlets to list alone.
    Filters,
    /// Tags to set and to take away.
    Tags,
    /// Feeds of a site.
    Found,
    /// Who fetches a new feed: this machine or the server of an account.
    Servers,
    /// Programs an article can be sent through.
    Pipes,
    /// Kinds of facts, shown or hidden.
    Kinds,
    /// Groups of a table, shown or hidden.
    Groups,
    /// Links of the article.
    Links,
    /// What is watched for; a key gives one up.
    Watches,
    /// Everything stored. Typing asks the store and does not narrow the rows.
    Search,
}

impl ChooserKind {
    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Palette => "Commands",
            Self::Help => "Keys",
            Self::Filters => "List only",
            Self::Tags => "Tags; Enter sets one, Esc closes;",
            Self::Found => "More feeds of this site",
            Self::Servers => "Who fetches it?",
            Self::Pipes => "Send to",
            Self::Kinds => "Kinds of facts",
            Self::Groups => "Groups",
            Self::Links => "Links",
            Self::Watches => "Watches; C-x gives one up;",
            Self::Search => "Search",
        }
    }
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// At the left edge.
    pub label: String,
    /// At the right edge: a key, a number.
    pub note: String,
    /// In a muted row below, where there is one.
    pub below: String,
    /// What is lit in the label.
    pub lit: Vec<Span>,
    /// What is lit in the row below.
    pub lit_below: Vec<Span>,
}

/// A list to choose from.
#[derive(Clone, Debug)]
pub struct Chooser {
    /// What is chosen from.
    pub kind: ChooserKind,
    /// What is typed.
    pub input: LineInput,
    choices: Vec<Choice>,
    shown: Vec<usize>,
    selected: usize,
    /// Whether the rows for what is typed are still to come.
    waits: bool,
}

impl Chooser {
    /// A chooser of these rows.
    pub fn new(kind: ChooserKind, choices: Vec<Choice>) -> Self {
        let shown = (0..choices.len()).collect();
        Self { kind, input: LineInput::default(), choices, shown, selected: 0, waits: false }
    }

    /// Notes that rows for what is typed were asked for.
    pub fn wait(&mut self) {
        self.waits = true;
    }

    /// Whether the rows for what is typed are still to come.
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Replaces the rows; the selection stays if it can.
    pub fn replace(&mut self, choices: Vec<Choice>) {
        self.waits = false;
        self.choices = choices;
        self.narrow();
    }

    /// The rows that match what is typed, best first.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Choice> {
        self.shown.iter().map(|&index| &self.choices[index])
    }

    /// Which of the shown rows is selected.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Applies a key.
    pub fn press(&mut self, key: Key) -> Outcome {
        match (key.code, key.ctrl) {
            (KeyCode::Enter, _) => {
                self.shown.get(self.selected).map_or(Outcome::Stay, |i| Outcome::Chosen(*i))
            }
            (KeyCode::Char('x'), true) | (KeyCode::Delete, _)
                if self.kind == ChooserKind::Watches =>
            {
                self.shown.get(self.selected).map_or(Outcome::Stay, |i| Outcome::Dropped(*i))
            }
            (KeyCode::Down, _) | (KeyCode::Char('n'), true) => self.step(1),
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => self.step(-1),
            (KeyCode::PageDown, _) => self.step(10),
            (KeyCode::PageUp, _) => self.step(-10),
            (KeyCode::Tab, _) => self.complete(),
            _ => match self.input.press(key) {
                Edit::Changed => self.edited(),
                Edit::Kept | Edit::Foreign => Outcome::Stay,
            },
        }
    }

    /// Moves the selection, as the wheel does.
    pub fn turn(&mut self, by: isize) {
        self.step(by);
    }

    /// Takes pasted text.
    pub fn paste(&mut self, raw: &str) -> Outcome {
        self.input.paste(raw);
        self.edited()
    }

    fn step(&mut self, by: isize) -> Outcome {
        self.selected =
            self.selected.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
        Outcome::Stay
    }

    fn complete(&mut self) -> Outcome {
        if let Some(index) =
            self.shown.get(self.selected).filter(|_| self.kind == ChooserKind::Palette)
        {
            self.input = LineInput::new(&self.choices[*index].label);
            self.narrow();
        }
        Outcome::Stay
    }

    fn edited(&mut self) -> Outcome {
        self.selected = 0;
        if self.kind != ChooserKind::Search {
            self.narrow();
        }
        Outcome::Edited(self.input.text().to_owned())
    }

    fn narrow(&mut self) {
        self.shown = if self.kind == ChooserKind::Search || self.input.text().is_empty() {
            (0..self.choices.len()).collect()
        } else {
            ranked(self.kind, &self.choices, self.input.text())
        };
        self.selected = self.selected.min(self.shown.len().saturating_sub(1));
    }
}

/// Indices of the rows that match, best first; equal ones in their order.
fn ranked(kind: ChooserKind, choices: &[Choice], typed: &str) -> Vec<usize> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let mut characters = Vec::new();
    let mut scored: Vec<(bool, u32, usize)> = Vec::new();
    let typed = typed.trim().to_lowercase();
    let commands = matches!(kind, ChooserKind::Palette | ChooserKind::Help);
    for (index, choice) in choices.iter().enumerate() {
        let all = format!("{} {} {}", choice.label, choice.below, choice.note);
        let text = if commands { &choice.label } else { &all };
        let by_letters = pattern.score(Utf32Str::new(text, &mut characters), &mut matcher);
        // Letters that lie scattered in an explanation would run a command that nobody meant.
        let by_words = || (commands && has_words(&all, &typed)).then_some(0);
        if let Some(score) = by_letters.or_else(by_words) {
            // A name that is typed out stands before one that is explained with the same word.
            scored.push((choice.label.to_lowercase() == typed, score, index));
        }
    }
    scored.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
    scored.into_iter().map(|(_, _, index)| index).collect()
}

/// Whether each word that is typed begins a word of a text.
fn has_words(text: &str, typed: &str) -> bool {
    let text = text.to_lowercase();
    let words = || text.split(|c: char| !c.is_alphanumeric());
    typed.split_whitespace().all(|typed| words().any(|word| word.starts_with(typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chooser() -> Chooser {
        let choice = |label: &str| Choice { label: label.into(), ..Choice::default() };
        Chooser::new(
            ChooserKind::Palette,
            vec![choice("page-down"), choice("toggle-star"), choice("star-list")],
        )
    }

    #[test]
    fn typing_narrows_and_enter_chooses() {
        let mut chooser = chooser();
        for c in "star".chars() {
            chooser.press(Key::char(c));
        }
        assert_eq!(chooser.shown().len(), 2);
        let chosen = chooser.press(KeyCode::Enter.into());
        assert!(matches!(chosen, Outcome::Chosen(1 | 2)));
    }

    #[test]
    fn what_a_command_does_is_found_by_its_words_and_not_by_scattered_letters() {
        let choice = |label: &str, does: &str| Choice {
            label: label.into(),
            note: does.into(),
            ..Choice::default()
        };
        let choices = vec![
            choice("compare", "the other reports of this story"),
            choice("doctor", "show errors"),
        ];
        let found = |typed| ranked(ChooserKind::Palette, &choices, typed);
        assert_eq!(found("errors"), [1]);
        assert_eq!(found("rep stor"), [0]);
        assert_eq!(found("cmp"), [0]);
        assert!(found("account").is_empty());
    }

    #[test]
    fn a_name_that_is_typed_out_comes_first() {
        let choice = |label: &str, below: &str| Choice {
            label: label.to_owned(),
            below: below.to_owned(),
            ..Choice::default()
        };
        let choices = vec![
            choice("browse", "the article's address; in the browser where one is set"),
            choice("address", "show it alone on the screen, address and all"),
        ];
        let mut chooser = Chooser::new(ChooserKind::Palette, choices);
        chooser.paste("address");
        assert_eq!(chooser.press(KeyCode::Enter.into()), Outcome::Chosen(1));
    }

    #[test]
    fn the_selection_stays_in_the_rows() {
        let mut chooser = chooser();
        chooser.press(KeyCode::PageDown.into());
        assert_eq!(chooser.selected(), 2);
        chooser.press(Key::char('x'));
        chooser.press(Key::char('y'));
        assert_eq!(chooser.press(KeyCode::Enter.into()), Outcome::Stay);
    }
}
