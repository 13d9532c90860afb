//! What the terminal can show, concluded from the environment: colours, characters, background.
//!
//! Pure: the environment is asked through a function, so that a test or an SSH session may bring its own. The terminal
//! itself is never asked, since its answers arrive among the keys.

use std::str::FromStr;

/// How the environment is asked for a variable.
pub type Env<'e> = &'e dyn Fn(&str) -> Option<String>;

/// How many colours can be told apart. In the order of their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// None: bold, underline and reverse only.
    Mono,
    /// The terminal's own sixteen, whose look is not known.
    Sixteen,
    /// xterm's 256, of which those from 16 up are known.
    Indexed,
    /// 24 bits.
    True,
}

/// What the reader wants of colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColourChoice {
    /// What the environment says.
    #[default]
    Auto,
    /// What the environment says, but colour in any case.
    Always,
    /// No colour.
    Never,
    /// This depth whatever the environment says.
    Exactly(Depth),
}

impl FromStr for ColourChoice {
    type Err = String;

    /// Reads `auto`, `always`, `never`, `16`, `256`, `truecolor` as they stand on the command line and in settings.
    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "auto" => Self::Auto,
            "always" => Self::Always,
            "never" => Self::Never,
            "16" => Self::Exactly(Depth::Sixteen),
            "256" => Self::Exactly(Depth::Indexed),
            "truecolor" => Self::Exactly(Depth::True),
            _ => return Err("expected auto, always, never, 16, 256 or truecolor".to_owned()),
        })
    }
}

/// Terminals that show 24 bits without saying so in `COLORTERM`, as `ssh` drops it.
const TRUE_COLOUR: [&str; 5] = ["kitty", "ghostty", "foot", "alacritty", "wezterm"];

/// How many colours to use.
pub fn depth(choice: ColourChoice, env: Env<'_>) -> Depth {
    match choice {
        ColourChoice::Never => Depth::Mono,
        ColourChoice::Exactly(depth) => depth,
        ColourChoice::Always => of_terminal(env).max(Depth::Sixteen),
        ColourChoice::Auto if set(env, "NO_COLOR").is_some() => Depth::Mono,
        ColourChoice::Auto => of_terminal(env),
    }
}

/// The first rule that matches. GNU screen comes before `COLORTERM`, which it inherits but turns to black on black.
fn of_terminal(env: Env<'_>) -> Depth {
    let Some(term) = term(env) else { return Depth::Mono };
    let says_256 = term.contains("256");
    let colorterm = set(env, "COLORTERM").unwrap_or_default().to_ascii_lowercase();
    if set(env, "STY").is_some() || term.starts_with("screen") {
        return if says_256 { Depth::Indexed } else { Depth::Sixteen };
    }
    if matches!(colorterm.as_str(), "truecolor" | "24bit")
        || term.ends_with("-direct")
        || term.split('-').any(|part| TRUE_COLOUR.contains(&part))
    {
        return Depth::True;
    }
    match term.as_str() {
        _ if says_256 => Depth::Indexed,
        old if old.starts_with("vt100") || old.starts_with("vt220") => Depth::Mono,
        _ => Depth::Sixteen,
    }
}

/// Whether the terminal can do nothing but print lines: `TERM` is `dumb` or not set.
pub fn is_dumb(env: Env<'_>) -> bool {
    term(env).is_none()
}

/// Terminals that take links (OSC 8), by parts of `TERM` or by `TERM_PROGRAM`.
const LINKING: [&str; 11] = [
    "kitty",
    "ghostty",
    "foot",
    "alacritty",
    "wezterm",
    "contour",
    "rio",
    "iterm.app",
    "vscode",
    "mintty",
    "tabby",
];

/// Whether the terminal is one that is known to take links.
///
/// Multiplexers come first: they inherit what the terminal around them says. tmux passes links on from 3.4.
pub fn takes_links(env: Env<'_>) -> bool {
    let Some(term) = term(env) else { return false };
    let program = set(env, "TERM_PROGRAM").unwrap_or_default().to_ascii_lowercase();
    if set(env, "STY").is_some() || term.starts_with("screen.") {
        return false;
    }
    if set(env, "TMUX").is_some() || program == "tmux" || term.starts_with("tmux") {
        let version = set(env, "TERM_PROGRAM_VERSION").filter(|_| program == "tmux");
        return version.is_some_and(|version| is_at_least(&version, (3, 4)));
    }
    if is_old(&term) || term.starts_with("screen") {
        return false;
    }
    let number = |name: &str| set(env, name).and_then(|value| value.parse::<u32>().ok());
    LINKING.contains(&program.as_str())
        || term.split('-').any(|part| LINKING.contains(&part))
        || number("VTE_VERSION").is_some_and(|version| version >= 5_000)
        || number("KONSOLE_VERSION").is_some_and(|version| version >= 201_200)
        || set(env, "WT_SESSION").is_some()
}

/// Whether a version such as `3.4a` is that one or a later one.
fn is_at_least(version: &str, least: (u32, u32)) -> bool {
    let mut numbers = version.split('.').map(|part| {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    });
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= least
}

/// Whether the terminal is a console without emoji: Linux's own, or one of DEC's.
pub fn is_plain_console(env: Env<'_>) -> bool {
    term(env).is_some_and(|term| is_old(&term))
}

fn is_old(term: &str) -> bool {
    let dec =
        term.strip_prefix("vt").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    dec || term == "linux" || term.starts_with("linux-")
}

/// Whether the reader sits at the far end of an SSH connection.
pub fn over_ssh(env: Env<'_>) -> bool {
    ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].iter().any(|name| set(env, name).is_some())
}

/// Which characters the locale allows for marks and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// All of Unicode, as UTF-8.
    Unicode,
    /// ASCII alone.
    Ascii,
}

/// Which characters to use: what the reader asked for, else what the locale says.
///
/// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set and not empty decides. All unset is UTF-8, since `ssh`
/// often drops them.
pub fn charset(forced: Option<Charset>, env: Env<'_>) -> Charset {
    let locale = || ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| set(env, name));
    forced.unwrap_or_else(|| locale().map_or(Charset::Unicode, |locale| charset_of(&locale)))
}

/// Of `de_DE.UTF-8@euro` the part between `.` and `@`; macOS sends a bare `UTF-8`.
fn charset_of(locale: &str) -> Charset {
    let locale = locale.split('@').next().unwrap_or_default();
    let charset = locale.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if matches!(charset.as_str(), "utf-8" | "utf8") { Charset::Unicode } else { Charset::Ascii }
}

/// The terminal's name, unless it is as good as none.
pub(super) fn term(env: Env<'_>) -> Option<String> {
    set(env, "TERM").filter(|term| term != "dumb")
}

/// The value of a variable that is set and not empty.
pub(super) fn set(env: Env<'_>, name: &str) -> Option<String> {
    env(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Answers from a line such as `TERM=xterm STY=1.pts`.
    pub(in crate::config) fn env(line: &str) -> impl Fn(&str) -> Option<String> {
        let pairs: Vec<(String, String)> = line
            .split(' ')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        move |name| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    #[track_caller]
    fn check(line: &str, expected: Depth) {
        assert_eq!(depth(ColourChoice::Auto, &env(line)), expected, "with {line:?}");
    }

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        check("", Depth::Mono);
        check("TERM=", Depth::Mono);
        check("TERM=dumb", Depth::Mono);
        check("TERM=dumb COLORTERM=truecolor", Depth::Mono);
        check("TERM=xterm-256color", Depth::Indexed);
        check("TERM=xterm-256color COLORTERM=truecolor", Depth::True);
        check("TERM=xterm-256color COLORTERM=24bit", Depth::True);
        check("TERM=xterm-256color COLORTERM=yes", Depth::Indexed);
        check("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", Depth::Mono);
        check("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=", Depth::True);
        check("TERM=xterm", Depth::Sixteen);
        check("TERM=xterm COLORTERM=truecolor", Depth::True);
        check("TERM=xterm-kitty", Depth::True);
        check("TERM=xterm-ghostty", Depth::True);
        check("TERM=foot", Depth::True);
        check("TERM=foot-extra", Depth::True);
        check("TERM=alacritty", Depth::True);
        check("TERM=wezterm", Depth::True);
        check("TERM=xterm-direct", Depth::True);
        check("TERM=football", Depth::Sixteen);
    }

    #[test]
    fn multiplexers_and_consoles_get_what_they_pass_on() {
        check("TERM=screen", Depth::Sixteen);
        check("TERM=screen COLORTERM=truecolor", Depth::Sixteen);
        check("TERM=screen-256color COLORTERM=truecolor", Depth::Indexed);
        check("TERM=screen.xterm-256color", Depth::Indexed);
        check("TERM=xterm-256color STY=1.pts COLORTERM=truecolor", Depth::Indexed);
        check("TERM=xterm-kitty STY=1.pts", Depth::Sixteen);
        check("TERM=tmux-256color TMUX=/tmp/t", Depth::Indexed);
        check("TERM=tmux-256color COLORTERM=truecolor TMUX=/tmp/t", Depth::True);
        check("TERM=linux", Depth::Sixteen);
        check("TERM=vt100", Depth::Mono);
        check("TERM=vt220", Depth::Mono);
        check("TERM=rxvt-unicode-256color", Depth::Indexed);
    }

    #[test]
    fn the_reader_has_the_first_word() {
        let dumb = env("TERM=dumb NO_COLOR=1");
        let rich = env("TERM=xterm-kitty");
        assert_eq!(depth(ColourChoice::Never, &rich), Depth::Mono);
        assert_eq!(depth(ColourChoice::Always, &rich), Depth::True);
        assert_eq!(depth(ColourChoice::Always, &dumb), Depth::Sixteen);
        assert_eq!(depth("256".parse().unwrap(), &dumb), Depth::Indexed);
        assert_eq!(depth("16".parse().unwrap(), &rich), Depth::Sixteen);
        assert!("blue".parse::<ColourChoice>().is_err());
    }

    #[test]
    fn the_locale_tells_which_characters_there_are() {
        for (line, expected) in [
            ("", Charset::Unicode),
            ("LANG=", Charset::Unicode),
            ("LANG=C", Charset::Ascii),
            ("LANG=POSIX", Charset::Ascii),
            ("LANG=C.UTF-8", Charset::Unicode),
            ("LANG=en_GB.utf8", Charset::Unicode),
            ("LANG=de_DE.UTF-8@euro", Charset::Unicode),
            ("LANG=de_DE@euro", Charset::Ascii),
            ("LANG=en_US", Charset::Ascii),
            ("LANG=ru_RU.KOI8-R", Charset::Ascii),
            ("LC_CTYPE=UTF-8", Charset::Unicode),
            ("LC_ALL=C LANG=en_GB.UTF-8", Charset::Ascii),
            ("LC_ALL= LC_CTYPE=en_GB.UTF-8 LANG=C", Charset::Unicode),
        ] {
            assert_eq!(charset(None, &env(line)), expected, "with {line:?}");
        }
        assert_eq!(charset(Some(Charset::Ascii), &env("LANG=C.UTF-8")), Charset::Ascii);
    }

    #[test]
    fn links_go_to_terminals_that_are_known_to_take_them() {
        for known in [
            "TERM=xterm-kitty",
            "TERM=xterm-ghostty",
            "TERM=foot",
            "TERM=alacritty",
            "TERM=xterm-256color VTE_VERSION=6800",
            "TERM=xterm-256color KONSOLE_VERSION=220401",
            "TERM=xterm-256color WT_SESSION=a",
            "TERM=xterm-256color TERM_PROGRAM=WezTerm",
            "TERM=xterm-256color TERM_PROGRAM=iTerm.app",
            "TERM=tmux-256color TMUX=a TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.4",
            "TERM=screen-256color TMUX=a TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.5a",
        ] {
            assert!(takes_links(&env(known)), "with {known:?}");
        }
        for unknown in [
            "",
            "TERM=dumb VTE_VERSION=6800",
            "TERM=xterm",
            "TERM=xterm-256color",
            "TERM=xterm-256color VTE_VERSION=4600",
            "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal",
            "TERM=linux",
            "TERM=vt220 VTE_VERSION=6800",
            "TERM=screen VTE_VERSION=6800",
            "TERM=xterm-kitty STY=1.pts",
            "TERM=screen-256color TMUX=a VTE_VERSION=6800",
            "TERM=tmux-256color TMUX=a TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.3a",
        ] {
            assert!(!takes_links(&env(unknown)), "with {unknown:?}");
        }
    }

    #[test]
    fn consoles_without_emoji_are_known() {
        let old = |line: &str| is_plain_console(&env(line));
        assert!(old("TERM=linux") && old("TERM=linux-16color") && old("TERM=vt220"));
        assert!(!old("TERM=xterm") && !old("TERM=vte-256color") && !old(""));
    }

    #[test]
    fn the_rest_of_the_environment_is_read_too() {
        assert!(is_dumb(&env("")));
        assert!(!is_dumb(&env("TERM=vt100")));
        assert!(over_ssh(&env("SSH_CONNECTION=1")));
        assert!(!over_ssh(&env("SSH_CONNECTION=")));
    }
}
