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
        let mut split = EscapeSplit::default();
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
            if let Some(message) = message(event, &mut split, Instant::now())
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

fn message(event: Event, split: &mut EscapeSplit, now: Instant) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            split.pass(translate(key)?, now).map(Message::Key)
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

/// Swallows the rest of a key that came in pieces: Esc, then `[` or `O`, then parameters and a letter.
///
/// Over a slow line the pieces can come so far apart that each is read as a key of its own, and `[`, `B` would do
/// something. The Esc has been passed on already and never does harm.
#[derive(Debug, Default)]
struct EscapeSplit {
    escaped: Option<Instant>,
    bracket: bool,
}

impl EscapeSplit {
    fn pass(&mut self, key: Key, now: Instant) -> Option<Key> {
        let in_time = self.escaped.is_some_and(|at| now.duration_since(at) < LATE);
        if in_time && self.bracket {
            // Parameters and intermediates (ECMA-48, 5.4: `[5~`, `[<0;12;5M`) go on, a final sign ends it.
            if !matches!(key.code, KeyCode::Char(' '..='?')) {
                *self = Self::default();
            }
            return None;
        }
        if in_time && matches!(key, Key { code: KeyCode::Char('[' | 'O'), ctrl: false }) {
            self.bracket = true;
            self.escaped = Some(now);
            return None;
        }
        *self = Self { escaped: (key.code == KeyCode::Esc).then_some(now), bracket: false };
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &[(u64, char)], expected: &str) {
        let start = Instant::now();
        let mut split = EscapeSplit::default();
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
    fn keys_typed_later_are_keys() {
        check(&[(0, '^'), (150, '['), (160, 'B')], "^[B");
        check(&[(0, '['), (1, ']')], "[]");
        check(&[(0, '^'), (50, '['), (400, 'B')], "^B");
    }
}
