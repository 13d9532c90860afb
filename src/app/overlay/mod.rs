//! What lies over the panes for a while: a chooser, a prompt, letters on links, an address, a question.
//!
//! An overlay takes keys and says what came of them; what is then done is decided in `update`.

mod chooser;
pub mod details;
mod hints;

pub use chooser::{Choice, Chooser, ChooserKind};
pub use details::Details;
pub use hints::Hints;

use super::line::{Edit, LineInput};
use super::message::Effect;
use crate::config::{Key, KeyCode};
use crate::text::Link;

/// What a prompt asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Words to find in the article.
    Find,
    /// Letters to filter the list by, as they are typed.
    Fuzzy,
    /// A filter in the search language.
    Filter,
    /// The number of a link.
    LinkNumber,
    /// An address to subscribe to.
    Add,
    /// Another name for a feed.
    Rename,
    /// A folder for a feed.
    Move,
    /// What to watch for.
    Watch,
}

impl Asked {
    /// What stands before the input.
    pub fn label(self) -> &'static str {
        match self {
            Self::Find => "/",
            Self::Fuzzy => "Filter: ",
            Self::Filter => "Query: ",
            Self::LinkNumber => "Link number: ",
            Self::Add => "Add a feed or site: ",
            Self::Rename => "Name: ",
            Self::Move => "Folder: ",
            Self::Watch => "Watch for: ",
        }
    }
}

/// A field that text is typed into, to remember what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A prompt.
    Prompt(Asked),
    /// The search.
    Search,
}

/// A question that is answered with `y` or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What is to be done on `y`.
    pub on_yes: Vec<Effect>,
}

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A list to choose from, filtered by typing.
    Chooser(Chooser),
    /// A line to type into.
    Prompt(Asked, LineInput),
    /// Letters on the links of the text.
    Hints(Hints),
    /// An address alone on the screen.
    Address {
        /// The address.
        link: Link,
        /// Whether it was sent to the clipboard, too.
        sent: bool,
    },
    /// Lines to read.
    Details(Details),
    /// A question.
    Confirm(Question),
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The overlay stays as it is, or shows the change by itself.
    Stay,
    /// The input is another text.
    Edited(String),
    /// The overlay is left, nothing is done.
    Close,
    /// The input was accepted.
    Entered(String),
    /// The row of that index was chosen.
    Chosen(usize),
    /// The row of that index is to go.
    Dropped(usize),
    /// The link of that index was named by its letters.
    Linked(usize),
    /// The question was answered with yes.
    Confirmed,
}

impl Overlay {
    /// Applies a key, on a screen of so many columns and rows.
    pub fn press(&mut self, key: Key, screen: (u16, u16)) -> Outcome {
        if key.code == KeyCode::Esc || key == Key::ctrl('c') || key == Key::ctrl('g') {
            return Outcome::Close;
        }
        match self {
            Self::Chooser(chooser) => chooser.press(key),
            Self::Prompt(_, line) => press_prompt(line, key),
            Self::Hints(hints) => hints.press(key),
            Self::Confirm(_) if key == Key::char('y') => Outcome::Confirmed,
            Self::Details(details) => details.press(key, screen),
            Self::Address { .. } | Self::Confirm(_) => Outcome::Close,
        }
    }

    /// Takes pasted text; where nothing is typed it is ignored.
    pub fn paste(&mut self, raw: &str) -> Outcome {
        let line = match self {
            Self::Chooser(chooser) => return chooser.paste(raw),
            Self::Prompt(_, line) => line,
            _ => return Outcome::Stay,
        };
        line.paste(raw);
        Outcome::Edited(line.text().to_owned())
    }
}

fn press_prompt(line: &mut LineInput, key: Key) -> Outcome {
    match key.code {
        KeyCode::Enter => Outcome::Entered(line.text().to_owned()),
        KeyCode::Backspace if line.text().is_empty() => Outcome::Close,
        _ => match line.press(key) {
            Edit::Changed => Outcome::Edited(line.text().to_owned()),
            Edit::Kept | Edit::Foreign => Outcome::Stay,
        },
    }
}
