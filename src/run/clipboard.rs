//! The terminal's clipboard, by OSC 52: written, never read.

use crate::desk::program;
use crate::text::base64;

/// Terminals take this much at least.
const LIMIT_BYTES: usize = 8 * 1024;

/// The sequence that sends text to the terminal's clipboard; `None` where it is longer than terminals take.
pub(super) fn sequence(text: &str) -> Option<String> {
    (text.len() <= LIMIT_BYTES).then(|| format!("\x1b]52;c;{}\x1b\\", base64(text.as_bytes())))
}

/// tmux drops the sequence unless it is told otherwise, but takes text as a buffer of its own and passes it on.
pub(super) fn tell_tmux(text: &str) {
    let text = text.to_owned();
    std::thread::spawn(move || {
        let words = ["tmux", "load-buffer", "-w", "-"].map(str::to_owned);
        let Ok(mut child) = program::start(&words, text.as_bytes()) else { return };
        let _status = child.wait();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_sent_in_base64() {
        assert_eq!(sequence("Hello!").as_deref(), Some("\x1b]52;c;SGVsbG8h\x1b\\"));
    }

    #[test]
    fn text_that_is_too_long_is_not_sent() {
        assert_eq!(sequence(&"x".repeat(LIMIT_BYTES + 1)), None);
    }
}
