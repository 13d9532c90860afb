//! Reads what the program wrote as a strict terminal would, and says what does not belong there.
//!
//! Only the sequences listed here are the program's own. Anything else on the stream came from an article.

use std::collections::BTreeMap;
use std::fmt;

/// Final bytes of the plain CSI sequences that the program writes, with how many numbers each may have.
const CSI: [(char, std::ops::RangeInclusive<usize>); 12] = [
    ('m', 0..=16),
    ('H', 0..=2),
    ('A', 0..=1),
    ('B', 0..=1),
    ('C', 0..=1),
    ('D', 0..=1),
    ('K', 0..=0),
    ('X', 1..=1),
    ('J', 1..=1),
    ('r', 0..=2),
    ('S', 1..=1),
    ('T', 1..=1),
];

/// Modes that the program switches.
const MODES: [&str; 6] = ["25", "1049", "2004", "2026", "1000", "1006"];

/// Characters that change the order or the look of others and are never text.
const NEVER_TEXT: [std::ops::RangeInclusive<char>; 10] = [
    '\u{ad}'..='\u{ad}',
    '\u{61c}'..='\u{61c}',
    '\u{200b}'..='\u{200b}',
    '\u{200e}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{e000}'..='\u{f8ff}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
    '\u{e0000}'..='\u{10ffff}',
];

/// One piece of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Text(char),
    Control(char),
    /// What stands between `ESC [` and the last byte, and that byte.
    Csi(String, char),
    /// The kind (`]`, `P`, `_`, `^`, `X`) and the payload.
    Text8Bit(char, String),
    /// Any other character after an escape.
    Escape(char),
}

/// Cuts a stream into pieces. A piece that is not complete at the end is left out.
pub(crate) fn tokens(raw: &[u8]) -> Result<Vec<Token>, String> {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&raw[..error.valid_up_to()]).expect("valid up to there")
        }
        Err(error) => return Err(format!("byte {} is no UTF-8", error.valid_up_to())),
    };
    let mut tokens = Vec::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\x1b' => match rest.next() {
                Some('[') => tokens.extend(csi(&mut rest)),
                Some(kind @ (']' | 'P' | '_' | '^' | 'X')) => {
                    tokens.extend(string(kind, &mut rest));
                }
                Some(other) => tokens.push(Token::Escape(other)),
                None => {}
            },
            c if c.is_control() => tokens.push(Token::Control(c)),
            c => tokens.push(Token::Text(c)),
        }
    }
    Ok(tokens)
}

fn csi(rest: &mut std::str::Chars<'_>) -> Option<Token> {
    let mut parameters = String::new();
    loop {
        match rest.next()? {
            last @ '\u{40}'..='\u{7e}' => return Some(Token::Csi(parameters, last)),
            other => parameters.push(other),
        }
    }
}

/// Up to BEL or `ESC \`.
fn string(kind: char, rest: &mut std::str::Chars<'_>) -> Option<Token> {
    let mut payload = String::new();
    loop {
        match rest.next()? {
            '\x07' => return Some(Token::Text8Bit(kind, payload)),
            '\x1b' if rest.as_str().starts_with('\\') => {
                rest.next();
                return Some(Token::Text8Bit(kind, payload));
            }
            other => payload.push(other),
        }
    }
}

/// How often each kind of sequence was written.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    kinds: BTreeMap<String, usize>,
    /// Texts sent to the clipboard, in base64.
    pub(crate) copies: Vec<String>,
}

impl Counts {
    fn add(&mut self, kind: impl fmt::Display) {
        *self.kinds.entry(kind.to_string()).or_default() += 1;
    }

    pub(crate) fn of(&self, kind: &str) -> usize {
        self.kinds.get(kind).copied().unwrap_or_default()
    }

    /// All together.
    pub(crate) fn total(&self) -> usize {
        self.kinds.values().sum()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<String> =
            self.kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        out.write_str(&all.join(", "))
    }
}

/// Checks that nothing stands on the stream but text and the program's own sequences, and counts these.
pub(crate) fn check(raw: &[u8]) -> Result<Counts, String> {
    let mut counts = Counts::default();
    let tokens = tokens(raw)?;
    for (at, token) in tokens.iter().enumerate() {
        if let Err(why) = check_token(token, &mut counts) {
            let around = &tokens[at.saturating_sub(20)..(at + 20).min(tokens.len())];
            return Err(format!("{why}: {token:?} in {around:?}"));
        }
    }
    Ok(counts)
}

fn check_token(token: &Token, counts: &mut Counts) -> Result<(), &'static str> {
    match token {
        Token::Text(c) if NEVER_TEXT.iter().any(|range| range.contains(c)) => {
            return Err("an invisible character");
        }
        Token::Text(_) => counts.add("text"),
        Token::Control('\r' | '\n' | '\x08') => counts.add("control"),
        Token::Control(_) => return Err("a foreign control character"),
        Token::Csi(parameters, last) => {
            check_csi(parameters, *last)?;
            match parameters.strip_prefix('?') {
                Some(mode) => counts.add(format_args!("?{mode}{last}")),
                None => counts.add(last),
            }
        }
        Token::Text8Bit(']', payload) if payload.starts_with("8;") => {
            check_link(payload)?;
            counts.add("OSC 8");
        }
        Token::Text8Bit(']', payload) => {
            let copy = payload.strip_prefix("52;c;").ok_or("a foreign OSC")?;
            let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
            if copy.is_empty() || !copy.chars().all(is_base64) {
                return Err("a clipboard sequence that does not write");
            }
            counts.copies.push(copy.to_owned());
            counts.add("OSC 52");
        }
        Token::Text8Bit(..) => return Err("a foreign string"),
        Token::Escape(_) => return Err("a foreign escape"),
    }
    Ok(())
}

/// A link has a number and an http address of printable ASCII; its end has neither.
fn check_link(payload: &str) -> Result<(), &'static str> {
    if payload == "8;;" {
        return Ok(());
    }
    let (number, address) = payload
        .strip_prefix("8;id=")
        .and_then(|rest| rest.split_once(';'))
        .ok_or("a link in a form the program does not write")?;
    let http = address.starts_with("https://") || address.starts_with("http://");
    let printable = address.len() <= 2_000 && address.bytes().all(|byte| byte.is_ascii_graphic());
    let numbered = number.parse::<u16>().is_ok_and(|number| number > 0);
    if http && printable && numbered { Ok(()) } else { Err("a link that is not the program's") }
}

fn check_csi(parameters: &str, last: char) -> Result<(), &'static str> {
    if let Some(mode) = parameters.strip_prefix('?') {
        let known = MODES.contains(&mode) && matches!(last, 'h' | 'l');
        return if known { Ok(()) } else { Err("a mode that is not the program's") };
    }
    let numbers: Vec<&str> =
        if parameters.is_empty() { Vec::new() } else { parameters.split(';').collect() };
    let are_numbers = numbers.iter().all(|number| number.parse::<u16>().is_ok());
    let (_, allowed) =
        CSI.iter().find(|(known, _)| *known == last).ok_or("a foreign CSI sequence")?;
    let fits = are_numbers && allowed.contains(&numbers.len());
    let erases = last != 'J' || parameters == "2";
    if fits && erases { Ok(()) } else { Err("a CSI sequence in a form the program does not write") }
}

/// The frames on a stream: each is bracketed, none is open inside another, and no text stands outside of them.
pub(crate) fn frames(raw: &[u8]) -> Result<Vec<Vec<Token>>, String> {
    let mut frames = Vec::new();
    let mut open: Option<Vec<Token>> = None;
    for token in tokens(raw)? {
        let is_mark = |last: char| token == Token::Csi("?2026".to_owned(), last);
        if is_mark('h') {
            if open.replace(Vec::new()).is_some() {
                return Err(format!("frame {} is not ended", frames.len()));
            }
        } else if is_mark('l') {
            // Leaving the terminal ends a frame whether one is open or not.
            if open.as_deref().is_some_and(leaves_a_link_open) {
                return Err(format!("frame {} leaves a link open", frames.len()));
            }
            frames.extend(open.take());
        } else if let Some(frame) = &mut open {
            frame.push(token);
        } else if matches!(token, Token::Text(_)) {
            return Err(format!("{token:?} stands outside of any frame"));
        }
    }
    match open {
        Some(_) => Err("the last frame is not ended".to_owned()),
        None => Ok(frames),
    }
}

fn leaves_a_link_open(frame: &[Token]) -> bool {
    let link =
        |token: &&Token| matches!(token, Token::Text8Bit(']', text) if text.starts_with("8;"));
    frame.iter().rfind(link).is_some_and(|last| *last != Token::Text8Bit(']', "8;;".to_owned()))
}

/// Frames that were painted whole.
pub(crate) fn repaints(raw: &[u8]) -> usize {
    let erases = |frame: &Vec<Token>| frame.contains(&Token::Csi("2".to_owned(), 'J'));
    frames(raw).expect("balanced frames").iter().filter(|frame| erases(frame)).count()
}

const LINK: &str = "\x1b]8;id=1;https://example.org/a?b=c;d\x1b\\a\x1b]8;;\x1b\\";

#[test]
fn the_programs_own_sequences_pass_and_foreign_ones_do_not() {
    for own in
        ["\x1b[2J\x1b[1;4;38;5;81mé漢\r\n\x08\x1b[3;4H", "\x1b[?2026h\x1b[K\x1b[?2026l", LINK]
    {
        assert!(check(own.as_bytes()).is_ok(), "{own:?}");
    }
    let foreign = [
        "\x1b[c",
        "\x1b[6n",
        "\x1b]11;?\x07",
        "\x1b[3J",
        "\x1b[?1003h",
        "\x1b]52;c;?\x07",
        "\x1b]0;t\x07",
        "\x1b]8;;https://example.org/\x1b\\",
        "\x1b]8;id=1;file:///etc/passwd\x1b\\",
        "\x1b]8;id=1;https://example.org/\u{202e}\x1b\\",
        "\x1b]8;id=x;https://example.org/\x1b\\",
        "\x1bP$q\x1b\\",
        "\x07",
        "\t",
        "\u{9b}1m",
        "\u{202e}",
        "\x1bc",
        "\x1b[>1u",
    ];
    for foreign in foreign {
        assert!(check(foreign.as_bytes()).is_err(), "{foreign:?}");
    }
}
