//! Asks the terminal for the colour of its background, where the reader wishes that: once, before anything is drawn.
//!
//! Later no answer could be read: it would be taken for keys. Right behind the question goes one that every terminal
//! answers (DA1), so that a terminal that tells no colours costs a round trip and not the whole wait. What is typed
//! meanwhile is lost; an answer that comes too late is swallowed by [`keyboard`](super::keyboard).

use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::stdio::{stdin, stdout};

/// OSC 11 with a question mark, then DA1 ("primary device attributes").
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
/// An answer is awaited so long at most.
const PATIENCE: Duration = Duration::from_millis(300);
/// More than this is no answer.
const LONGEST: usize = 1_024;

/// Whether the background is light; `None` where the terminal does not tell.
pub fn is_light() -> Option<bool> {
    let is_terminal = rustix::termios::isatty(stdin()) && rustix::termios::isatty(stdout());
    if !is_terminal || enable_raw_mode().is_err() {
        return None;
    }
    let answer = rustix::io::write(stdout(), QUESTION).ok().map(|_| answer(stdin(), PATIENCE));
    // One that cannot be set back is gone, which is noticed when it is entered.
    let _gone = disable_raw_mode();
    Some(luminance(&answer?)? > 0.5)
}

/// What comes until the second question is answered, or the time is up.
fn answer(terminal: BorrowedFd<'_>, patience: Duration) -> Vec<u8> {
    let until = Instant::now() + patience;
    let mut answer = Vec::new();
    while !is_whole(&answer) && answer.len() < LONGEST && is_ready(terminal, until) {
        let mut piece = [0; 256];
        match rustix::io::read(terminal, &mut piece) {
            Ok(count) if count > 0 => answer.extend_from_slice(&piece[..count]),
            _ => break,
        }
    }
    answer
}

fn is_ready(terminal: BorrowedFd<'_>, until: Instant) -> bool {
    let left = until.saturating_duration_since(Instant::now());
    let Ok(left) = Timespec::try_from(left) else { return false };
    let mut polled = [PollFd::from_borrowed_fd(terminal, PollFlags::IN)];
    poll(&mut polled, Some(&left)).is_ok_and(|ready| ready > 0)
}

/// Whether the answer to DA1 is in it, which comes last: `ESC [ ? 6 2 ; 4 c`.
fn is_whole(answer: &[u8]) -> bool {
    let start = answer.windows(3).position(|bytes| bytes == b"\x1b[?");
    let rest = start.map_or(&[][..], |start| &answer[start + 3..]);
    let end = rest.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';'));
    end.is_some_and(|end| rest[end] == b'c')
}

/// How light the colour in an answer is, from 0 to 1: `ESC ] 11 ; rgb:1e1e/1e1e/1e1e`, one to four digits each.
fn luminance(answer: &[u8]) -> Option<f32> {
    let text = String::from_utf8_lossy(answer);
    let (_, told) = text.split_once("\u{1b}]11;rgb:")?;
    let told = told.split(['\u{7}', '\u{1b}']).next()?;
    let parts: Vec<f32> = told.split('/').map(part).collect::<Option<_>>()?;
    let [red, green, blue] = parts[..] else { return None };
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

fn part(digits: &str) -> Option<f32> {
    let most = 16_u32.checked_pow(digits.len().try_into().ok()?)? - 1;
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| (1..=4).contains(&digits.len()))?;
    Some(value as f32 / most as f32)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn colours_are_read_with_any_number_of_digits() {
        let is_light = |told: &str| luminance(told.as_bytes()).map(|light| light > 0.5);
        assert_eq!(is_light("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"), Some(true));
        assert_eq!(is_light("\x1b]11;rgb:1e1e/1e1e/1e1e\x07"), Some(false));
        assert_eq!(is_light("\x1b]11;rgb:f/f/d\x07"), Some(true));
        assert_eq!(is_light("\x1b]11;rgb:00/2b/36\x07"), Some(false));
        for other in
            ["", "\x1b[?62c", "\x1b]11;rgb:ff/ff\x07", "\x1b]11;rgb:fffff/0/0\x07", "\x1b]11;?\x07"]
        {
            assert_eq!(is_light(other), None, "{other:?}");
        }
    }

    #[test]
    fn an_answer_ends_with_that_to_the_second_question() {
        assert!(is_whole(b"\x1b]11;rgb:0/0/0\x1b\\\x1b[?62;4c"));
        assert!(is_whole(b"\x1b[?6c"));
        assert!(!is_whole(b"\x1b]11;rgb:0/0/0\x1b\\"));
        assert!(!is_whole(b"\x1b[?62;"));
    }

    #[test]
    fn an_answer_in_pieces_is_read_and_silence_ends() {
        let (mut far, near) = UnixStream::pair().expect("a line");
        far.write_all(b"\x1b]11;rgb:ffff/").expect("written");
        let late = std::thread::spawn(move || {
            far.write_all(b"ffff/ffff\x07\x1b[?1;2c").expect("written");
            far
        });
        let whole = answer(near.as_fd(), Duration::from_secs(30));
        assert_eq!(luminance(&whole), Some(1.0));
        let _far = late.join().expect("written");
        assert_eq!(answer(near.as_fd(), Duration::from_millis(10)), b"");
    }
}
