//! Keys and sequences of keys, and how they are written: `j`, `C-d`, `Space`, `gg`, `Shift-Tab`, `PgDn`.
//!
//! Only keys that every terminal sends can be written. What a key does is in [`super::keymap`]; how a terminal
//! library names keys is not known here.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A letter, digit or sign of any script; `' '` is the space bar.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

/// How keys that are no sign are written: the first name of a code is the one shown.
const NAMES: [(&str, KeyCode); 21] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Return", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Escape", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("BackTab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Delete", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PageUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("PageDown", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
];

/// Letters whose control code is the byte of another key.
const SAME_BYTE: [(char, &str); 5] =
    [('i', "Tab"), ('m', "Enter"), ('j', "Enter"), ('h', "Backspace"), ('[', "Esc")];

/// The longest sequence that may be written without spaces. A longer word is a mistyped name.
const LONGEST_RUN: usize = 3;

/// Why a key cannot be bound.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// No key is written so.
    #[error(
        "expected a key such as j, C-d, Space, PgDn or a sequence such as gg, g/ or \"g Space\", found {0:?}"
    )]
    Unknown(String),
    /// The key has no code of its own on a terminal.
    #[error("{0} is {1} to a terminal; bind {1}")]
    SameByte(String, &'static str),
    /// The key is lost or changed by some terminals.
    #[error(
        "{0} is not sent by every terminal; use letters, signs, C- with a letter, or named keys"
    )]
    Unportable(String),
}

/// One press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Control is held. Letters are lower case then.
    pub ctrl: bool,
}

impl Key {
    /// The key that types `c`.
    pub const fn char(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: false }
    }

    /// `c` with Control held, alike for both cases.
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c.to_ascii_lowercase()), ctrl: true }
    }

    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false }
    }
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Self {
        Self::plain(code)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("C-")?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, other) => write!(f, "{other:?}"),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        if let Some(c) = only_char(text) {
            return sign(c).ok_or_else(|| KeyError::Unknown(text.escape_debug().collect()));
        }
        if let Some((_, code)) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(Self::plain(*code));
        }
        match text.strip_prefix("C-") {
            Some(rest) => with_control(text, rest),
            None if is_unportable(text) => Err(KeyError::Unportable(text.to_owned())),
            None => Err(KeyError::Unknown(text.to_owned())),
        }
    }
}

fn with_control(text: &str, rest: &str) -> Result<Key, KeyError> {
    let c = match rest.parse() {
        Ok(Key { code: KeyCode::Char(c), ctrl: false }) => c,
        Ok(_) => return Err(KeyError::Unportable(text.to_owned())),
        Err(_) => return Err(KeyError::Unknown(text.to_owned())),
    };
    let key = Key::ctrl(c);
    match SAME_BYTE.iter().find(|(letter, _)| KeyCode::Char(*letter) == key.code) {
        Some((_, name)) => Err(KeyError::SameByte(text.to_owned(), name)),
        None if c.is_ascii_alphabetic() || matches!(c, ' ' | '\\' | ']' | '^' | '_') => Ok(key),
        None => Err(KeyError::Unportable(text.to_owned())),
    }
}

/// Whether this names a function key or a modifier that terminals do not agree on.
fn is_unportable(text: &str) -> bool {
    let function = text.strip_prefix(['F', 'f']).is_some_and(|n| n.parse::<u8>().is_ok());
    let modified = ["M-", "A-", "S-", "Alt-", "Meta-", "Shift-", "C-S-", "Super-"]
        .iter()
        .any(|prefix| text.len() > prefix.len() && text.starts_with(prefix));
    function || modified
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn sign(c: char) -> Option<Key> {
    let typed = c == ' ' || !(c.is_whitespace() || c.is_control());
    typed.then_some(Key::char(c))
}

/// One or more keys pressed one after the other: `gg`, `g/`, `,s`. Never empty when parsed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keys(pub Vec<Key>);

impl FromStr for Keys {
    type Err = KeyError;

    /// Reads a key, keys with spaces between, or up to three signs in a row.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        if text == " " {
            return Ok(Self(vec![Key::char(' ')]));
        }
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Err(KeyError::Unknown(text.to_owned())),
            [word] => run(word),
            several => several.iter().map(|word| word.parse()).collect::<Result<_, _>>().map(Self),
        }
    }
}

/// A key, or a run of signs where the word is no key.
fn run(word: &str) -> Result<Keys, KeyError> {
    match word.parse::<Key>() {
        Ok(key) => Ok(Keys(vec![key])),
        Err(KeyError::Unknown(_)) if is_run(word) => {
            word.chars().map(|c| c.to_string().parse()).collect::<Result<_, _>>().map(Keys)
        }
        Err(error) => Err(error),
    }
}

fn is_run(word: &str) -> bool {
    word.chars().count() <= LONGEST_RUN && !word.starts_with("C-")
}

impl fmt::Display for Keys {
    /// Written without spaces where that can be read back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        let run = keys.concat();
        if run.parse().as_ref() == Ok(self) {
            return f.pad(&run);
        }
        f.pad(&keys.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[Key]) {
        let keys: Keys = text.parse().unwrap();
        assert_eq!(keys.0, expected, "in {text:?}");
    }

    #[track_caller]
    fn refused(text: &str, why: &str) {
        let error = text.parse::<Keys>().unwrap_err().to_string();
        assert!(error.contains(why), "{text:?} gives {error:?}");
    }

    #[test]
    fn signs_names_and_control_are_read() {
        check("j", &[Key::char('j')]);
        check("Space", &[Key::char(' ')]);
        check("space", &[Key::char(' ')]);
        check(" ", &[Key::char(' ')]);
        check("C-d", &[Key::ctrl('d')]);
        check("C-D", &[Key::ctrl('d')]);
        check("C-Space", &[Key::ctrl(' ')]);
        check("Shift-Tab", &[KeyCode::BackTab.into()]);
        check("PgDn", &[KeyCode::PageDown.into()]);
        check("ж", &[Key::char('ж')]);
        check("-", &[Key::char('-')]);
    }

    #[test]
    fn sequences_are_read_with_and_without_spaces() {
        check("gg", &[Key::char('g'), Key::char('g')]);
        check("g/", &[Key::char('g'), Key::char('/')]);
        check("g Space", &[Key::char('g'), Key::char(' ')]);
        check("C-x C-c", &[Key::ctrl('x'), Key::ctrl('c')]);
    }

    #[test]
    fn mistakes_are_explained() {
        refused("", "expected a key");
        refused("Entr", "expected a key");
        refused("C-dd", "expected a key");
        refused("\t", "expected a key");
        refused("C-i", "bind Tab");
        refused("C-Left", "not sent by every terminal");
        refused("F1", "not sent by every terminal");
        refused("M-x", "not sent by every terminal");
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let named = proptest::sample::select(NAMES.to_vec()).prop_map(|(_, code)| code.into());
        let typed = any::<char>().prop_filter_map("no sign", sign);
        let control = proptest::sample::select(vec!['a', 'd', 'x', ' ', ']']).prop_map(Key::ctrl);
        prop_oneof![
            named,
            "[ -~]".prop_map(|s| Key::char(s.chars().next().unwrap())),
            typed,
            control
        ]
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_written(keys in proptest::collection::vec(any_key(), 1..5)) {
            let keys = Keys(keys);
            prop_assert_eq!(keys.to_string().parse::<Keys>(), Ok(keys));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = text.parse::<Keys>();
        }
    }
}
