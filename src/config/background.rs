//! Whether the terminal's background is light: what the environment tells, and whether the terminal may be asked.

use super::depth::{Env, is_plain_console, set, term};

/// Whether the background is light, where `COLORFGBG` (rxvt, Konsole and others: `0;15`) tells.
///
/// As in vim, colours 0 to 6 and 8 of the sixteen are dark.
pub fn is_light(env: Env<'_>) -> Option<bool> {
    let value = set(env, "COLORFGBG")?;
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(false),
        7 | 9..=15 => Some(true),
        _ => None,
    }
}

/// Whether the terminal may be asked for its background.
///
/// Multiplexers drop the question or answer for a terminal that is no longer there; consoles have no such answer.
pub fn may_be_asked(env: Env<'_>) -> bool {
    let is_between = ["TMUX", "STY"].iter().any(|name| set(env, name).is_some());
    let knows =
        |term: String| !["screen", "tmux", "dumb"].iter().any(|other| term.starts_with(other));
    !is_between && !is_plain_console(env) && term(env).is_some_and(knows)
}

#[cfg(test)]
mod tests {
    use super::super::depth::tests::env;
    use super::*;

    #[test]
    fn colorfgbg_tells_of_the_background() {
        for (value, expected) in [
            ("0;15", Some(true)),
            ("15;0", Some(false)),
            ("0;7", Some(true)),
            ("15;default;8", Some(false)),
            ("15;default", None),
            ("0;99", None),
            ("", None),
        ] {
            assert_eq!(is_light(&env(&format!("COLORFGBG={value}"))), expected);
        }
    }

    #[test]
    fn only_terminals_that_answer_for_themselves_are_asked() {
        assert!(may_be_asked(&env("TERM=xterm-256color")));
        assert!(may_be_asked(&env("TERM=foot SSH_CONNECTION=1")));
        for other in [
            "",
            "TERM=dumb",
            "TERM=linux",
            "TERM=vt220",
            "TERM=screen-256color",
            "TERM=tmux-256color",
            "TERM=xterm-256color TMUX=a",
            "TERM=xterm-256color STY=1.pts",
        ] {
            assert!(!may_be_asked(&env(other)), "{other}");
        }
    }
}
