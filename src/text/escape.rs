//! Where a terminal's control sequences end.
//!
//! Follows the state machine of ECMA-48 terminals (Williams, "A parser for DEC's ANSI-compatible video terminals",
//! vt100.net): what a terminal would swallow is one sequence here, so that no piece of it stays behind as words. What
//! becomes of a sequence is up to [`super::Prose`].

const ESC: char = '\u{1b}';
const BEL: char = '\u{7}';
const STRING_TERMINATOR: char = '\u{9c}';

/// Bytes that the control sequence at the beginning of `text` takes, its payload included; 0 where none begins.
///
/// A string sequence (OSC, DCS, APC, PM, SOS) that is never ended takes the rest of its line and no more, so that a
/// stray introducer cannot hide an article. `after_control` says that the character before was a C1 control: an 8-bit
/// introducer is then a byte of text in the wrong encoding (`”` read as three characters ends in U+009D).
pub(super) fn sequence_len(text: &str, after_control: bool) -> usize {
    let mut chars = text.chars();
    match chars.next() {
        Some(ESC) => ESC.len_utf8() + after_escape(chars.as_str()),
        Some('\u{9b}') if !after_control => 2 + control_len(chars.as_str()),
        Some(c) if !after_control && opens_string(c) => {
            2 + string_len(chars.as_str(), c == '\u{9d}')
        }
        _ => 0,
    }
}

/// Whether `c` is a control character that may begin a sequence.
pub(super) fn introduces(c: char) -> bool {
    c == ESC || c == '\u{9b}' || opens_string(c)
}

/// The 8-bit DCS, SOS, OSC, PM and APC.
fn opens_string(c: char) -> bool {
    matches!(c, '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}')
}

fn after_escape(rest: &str) -> usize {
    let mut chars = rest.chars();
    match chars.next() {
        Some('[') => 1 + control_len(chars.as_str()),
        Some(']') => 1 + string_len(chars.as_str(), true),
        Some('P' | 'X' | '^' | '_') => 1 + string_len(chars.as_str(), false),
        Some(' '..='/') => intermediate_len(rest),
        Some('0'..='~') => 1,
        _ => 0,
    }
}

/// The rest of `ESC ( B` and its like: intermediate characters and a final one.
fn intermediate_len(rest: &str) -> usize {
    let intermediate = run(rest, |c| matches!(c, ' '..='/'));
    let last = rest.get(intermediate..).and_then(|r| r.chars().next());
    intermediate + usize::from(last.is_some_and(|c| matches!(c, '0'..='~')))
}

/// The rest of a CSI sequence: parameters, intermediate characters and a final one.
fn control_len(rest: &str) -> usize {
    let parameters = run(rest, |c| matches!(c, '0'..='?'));
    let tail = rest.get(parameters..).unwrap_or_default();
    let intermediate = run(tail, |c| matches!(c, ' '..='/'));
    let last = tail.get(intermediate..).and_then(|r| r.chars().next());
    parameters + intermediate + usize::from(last.is_some_and(|c| matches!(c, '@'..='~')))
}

/// The payload of a string sequence and its end.
///
/// Any other control sequence breaks a string off, which also keeps the scan linear: no byte is looked at for two
/// introducers.
fn string_len(rest: &str, ends_at_bell: bool) -> usize {
    let stop = rest.char_indices().find(|&(_, c)| {
        matches!(c, ESC | '\u{18}' | '\u{1a}' | '\u{80}'..='\u{9f}') || (c == BEL && ends_at_bell)
    });
    let line = |end: usize| {
        let piece = rest.get(..end).unwrap_or(rest);
        piece.find(['\n', '\r']).unwrap_or(piece.len())
    };
    match stop {
        Some((at, BEL)) => at + 1,
        Some((at, STRING_TERMINATOR)) => at + STRING_TERMINATOR.len_utf8(),
        Some((at, ESC)) if rest.get(at + 1..).is_some_and(|r| r.starts_with('\\')) => at + 2,
        Some((at, _)) => line(at),
        None => line(rest.len()),
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rest: &str) {
        let len = sequence_len(text, false);
        assert_eq!(text.get(len..), Some(rest), "in {text:?}");
    }

    #[test]
    fn sequences_are_taken_whole() {
        check("plain", "plain");
        check("\u{1b}[31mred", "red");
        check("\u{9b}31mred", "red");
        check("\u{1b}[?1049l", "");
        check("\u{1b}(Bx", "x");
        check("\u{1b}cx", "x");
        check("\u{1b}]0;title\u{7}x", "x");
        check("\u{1b}]0;title\u{1b}\\x", "x");
        check("\u{9d}0;title\u{9c}x", "x");
        check("\u{1b}P payload\u{7} more\u{1b}\\x", "x");
        check("\u{1b}_app\u{9c}x", "x");
    }

    #[test]
    fn an_unended_string_takes_its_line_alone() {
        check("\u{1b}]0;title\nnext line", "\nnext line");
        check("\u{1b}]52;c;AAAA", "");
        check("\u{1b}]0;one\nkept \u{1b}[31m", "\nkept \u{1b}[31m");
    }

    #[test]
    fn unended_sequences_take_what_belongs_to_them() {
        check("\u{1b}", "");
        check("\u{1b}[", "");
        check("\u{1b}[12;é", "é");
        check("\u{1b}é", "é");
    }
}
