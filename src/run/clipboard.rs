//! The terminal's clipboard, by OSC 52: written, never read.

use std::io::Write;
use std::process::{Command, Stdio};

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
        let started = Command::new("tmux")
            .args(["load-buffer", "-w", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = started else { return };
        if let Some(mut input) = child.stdin.take() {
            let _closed = input.write_all(text.as_bytes());
        }
        let _status = child.wait();
    });
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > chunk.len() { '=' } else { char::from(sign) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_sent_in_base64() {
        assert_eq!(sequence("Hello!").as_deref(), Some("\x1b]52;c;SGVsbG8h\x1b\\"));
        assert_eq!(base64(b"a"), "YQ==");
        assert_eq!(base64(b"ab"), "YWI=");
        assert_eq!(base64("ü".as_bytes()), "w7w=");
    }

    #[test]
    fn text_that_is_too_long_is_not_sent() {
        assert_eq!(sequence(&"x".repeat(LIMIT_BYTES + 1)), None);
    }
}
