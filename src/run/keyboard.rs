//! Reads keys on a thread of its own: it may block for ever, as after half a sequence, and nothing waits for it.
//!
//! Each key is sent at once: what came before half a sequence must not wait for its rest. A burst still becomes one frame,
//! since the loop takes all that waits before it draws.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};

use crate::app::message::Message;
use crate::config::{Key, KeyCode};
use crate::fault;

/// Starts the thread. It ends when nobody listens, or when the terminal can no longer be read: then the program ends.
pub(super) fn start(inbox: Sender<Message>) {
    let work = move || {
        let mut swallowing = Swallowing::default();
        loop {
            let event = match event::read() {
                Ok(event) => event,
                Err(cause) => {
                    log::error!("keys can no longer be read: {cause}");
                    // The loop may have ended before.
                    let _ended = inbox.send(Message::Terminate);
                    return;
                }
            };
            fault::point("keyboard: event");
            if let Some(message) = message(event, &mut swallowing, Instant::now())
                && inbox.send(message).is_err()
            {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("keyboard".to_owned())
        .spawn(work)
        .expect("a thread can be started");
}

fn message(event: Event, swallowing: &mut Swallowing, now: Instant) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            if let Some(begins) = answer(&key) {
                swallowing.answer(begins, now);
            }
            swallowing.pass(translate(key)?, now).map(Message::Key)
        }
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollDown => Some(Message::Wheel(3, mouse.column, mouse.row)),
            MouseEventKind::ScrollUp => Some(Message::Wheel(-3, mouse.column, mouse.row)),
            MouseEventKind::Down(_) => Some(Message::Click(mouse.column, mouse.row)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether it begins an answer of the terminal (`ESC ]`), or ends one (`ESC \`): both are read as keys with Alt.
fn answer(key: &KeyEvent) -> Option<bool> {
    use crossterm::event::KeyCode as C;
    match key.code {
        _ if !key.modifiers.contains(KeyModifiers::ALT) => None,
        C::Char(']') => Some(true),
        C::Char('\\') => Some(false),
        _ => None,
    }
}

/// A key in our own terms; `None` for those that not every terminal sends.
fn translate(event: KeyEvent) -> Option<Key> {
    use crossterm::event::KeyCode as C;
    let code = match event.code {
        C::Char(c) => KeyCode::Char(c),
        C::Enter => KeyCode::Enter,
        C::Esc => KeyCode::Esc,
        C::Tab => KeyCode::Tab,
        C::BackTab => KeyCode::BackTab,
        C::Backspace => KeyCode::Backspace,
        C::Delete => KeyCode::Delete,
        C::Up => KeyCode::Up,
        C::Down => KeyCode::Down,
        C::Left => KeyCode::Left,
        C::Right => KeyCode::Right,
        C::PageUp => KeyCode::PageUp,
        C::PageDown => KeyCode::PageDown,
        C::Home => KeyCode::Home,
        C::End => KeyCode::End,
        _ => return None,
    };
    if event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    match code {
        KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => Some(Key::ctrl(c)),
        code => Some(Key::plain(code)),
    }
}

/// How long after an Esc the rest of an arrow key may come.
const LATE: Duration = Duration::from_millis(100);

/// Swallows what is not meant as keys: the rest of a key that came in pieces, and answers of the terminal that nobody
/// waits for any more.
///
/// Over a slow line the pieces of Esc, `[`, `B` can come so far apart that each is read as a key of its own, and `[` and
/// `B` would do something; the Esc has been passed on already and never does harm. An answer such as
/// `ESC ] 11 ; rgb:…` is read as the key Alt-`]` and letters, of which `r` would fetch and `:` open a field.
#[derive(Debug, Default)]
struct Swallowing {
    what: What,
    since: Option<Instant>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum What {
    #[default]
    Nothing,
    /// An Esc came: what follows it may belong to it.
    AfterEscape,
    /// Parameters, and the sign that ends them.
    Sequence,
    /// Letters up to a bell or Alt-`\`.
    Answer,
}

impl Swallowing {
    /// An answer of the terminal begins, or ends.
    fn answer(&mut self, begins: bool, now: Instant) {
        let what = if begins { What::Answer } else { What::Nothing };
        *self = Self { what, since: Some(now) };
    }

    fn pass(&mut self, key: Key, now: Instant) -> Option<Key> {
        let in_time = self.since.is_some_and(|at| now.duration_since(at) < LATE);
        let begins = matches!(key, Key { code: KeyCode::Char('[' | 'O'), ctrl: false });
        let (what, passed) = match self.what {
            What::Sequence if in_time => {
                // Parameters and intermediates (ECMA-48, 5.4: `[5~`, `[<0;12;5M`) go on, a final sign ends it.
                let goes_on = matches!(key.code, KeyCode::Char(' '..='?'));
                (if goes_on { What::Sequence } else { What::Nothing }, None)
            }
            What::Answer if in_time => {
                (if key == Key::ctrl('g') { What::Nothing } else { What::Answer }, None)
            }
            What::AfterEscape if in_time && begins => (What::Sequence, None),
            _ if key.code == KeyCode::Esc => (What::AfterEscape, Some(key)),
            _ => (What::Nothing, Some(key)),
        };
        // Parameters must come in the time of the bracket; letters of an answer each in the time of the one before.
        if what != self.what || what == What::Answer || what == What::AfterEscape {
            self.since = Some(now);
        }
        self.what = what;
        passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &[(u64, char)], expected: &str) {
        let start = Instant::now();
        let mut split = Swallowing::default();
        let mut passed = String::new();
        for (millis, c) in typed {
            let key = if *c == '^' { Key::plain(KeyCode::Esc) } else { Key::char(*c) };
            let key = split.pass(key, start + Duration::from_millis(*millis));
            passed.extend(key.map(|key| if key.code == KeyCode::Esc { '^' } else { *c }));
        }
        assert_eq!(passed, expected);
    }

    #[test]
    fn a_late_arrow_key_does_nothing_but_escape() {
        check(&[(0, '^'), (50, '['), (100, 'B'), (300, 'j')], "^j");
        check(&[(0, '^'), (50, 'O'), (60, 'A'), (70, 'q')], "^q");
        check(&[(0, '^'), (10, '['), (20, '5'), (30, '~'), (40, 'k')], "^k");
        check(&[(0, '^'), (10, '['), (20, '<'), (30, '0'), (40, ';'), (50, 'M'), (60, '1')], "^1");
    }

    #[test]
    fn a_late_answer_of_the_terminal_does_nothing() {
        let start = Instant::now();
        let press = |swallowing: &mut Swallowing, millis: u64, event: KeyEvent| {
            message(Event::Key(event), swallowing, start + Duration::from_millis(millis)).is_some()
        };
        let key = |c| KeyEvent::new(crossterm::event::KeyCode::Char(c), KeyModifiers::NONE);
        let alt = |c| KeyEvent::new(crossterm::event::KeyCode::Char(c), KeyModifiers::ALT);
        let bell = KeyEvent::new(crossterm::event::KeyCode::Char('g'), KeyModifiers::CONTROL);
        for end in [alt('\\'), bell] {
            let mut swallowing = Swallowing::default();
            assert!(!press(&mut swallowing, 0, alt(']')));
            for (nth, c) in "11;rgb:ffff/ffff/ffff".chars().enumerate() {
                assert!(!press(&mut swallowing, 20 * nth as u64, key(c)), "{c}");
            }
            assert!(!press(&mut swallowing, 420, end));
            assert!(press(&mut swallowing, 421, key('j')));
        }
        // One that never ends is over when nothing follows.
        let mut swallowing = Swallowing::default();
        press(&mut swallowing, 0, alt(']'));
        assert!(!press(&mut swallowing, 10, key('1')) && press(&mut swallowing, 300, key('j')));
    }

    #[test]
    fn keys_typed_later_are_keys() {
        check(&[(0, '^'), (150, '['), (160, 'B')], "^[B");
        check(&[(0, '['), (1, ']')], "[]");
        check(&[(0, '^'), (50, '['), (400, 'B')], "^B");
    }
}
