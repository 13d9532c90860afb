//! Standard output: text in a few tones, JSON, and nothing that could drive a terminal.
//!
//! Whatever is printed passes [`Output::put`] or one of the JSON functions, so that cleaning, colour and ASCII are
//! decided once. What is printed, and in which order, is known to the commands.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::args::Global;
use super::json;
use super::screen::env;
use crate::config::{Charset, ColourChoice, Depth, Glyphs, depth, glyphs};
use crate::text::Prose;
use crate::ui::fold;

/// Columns where no terminal says how many it has.
const COLUMNS: usize = 80;
/// A terminal narrower than this is treated as if it were not.
const FEWEST_COLUMNS: usize = 20;

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// As the rest.
    Plain,
    /// Titles and headings: bold.
    Strong,
    /// What stands back, such as dates: faint.
    Muted,
}

impl Tone {
    fn sequence(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("\x1b[1m"),
            Self::Muted => Some("\x1b[2m"),
        }
    }
}

/// How results look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Words instead of marks, no tones.
    pub(super) plain: bool,
    /// Whether the output is a terminal.
    pub(super) terminal: bool,
    /// Columns to wrap text to.
    pub(super) columns: usize,
    /// The marks of the terminal's charset.
    pub(super) glyphs: &'static Glyphs,
    tones: bool,
    ascii: bool,
}

impl Style {
    /// What arguments, settings, environment and terminal say together.
    pub(super) fn new(global: &Global, settings: ColourChoice) -> Self {
        let terminal = io::stdout().is_terminal();
        let forced = forced_charset(global);
        // What is no terminal gets UTF-8 whatever the locale says, unless ASCII was asked for.
        let charset = if terminal {
            depth::charset(forced, &env)
        } else {
            forced.unwrap_or(Charset::Unicode)
        };
        // A pipe needs no terminal; but who says that theirs is a dumb one hears words there, too.
        let says_dumb = env("TERM").is_some_and(|term| term == "dumb");
        let plain = global.plain || says_dumb || (terminal && depth::is_dumb(&env));
        let choice = global.color.unwrap_or(settings);
        let wanted = terminal || global.color == Some(ColourChoice::Always);
        Self {
            plain,
            terminal,
            columns: if terminal { columns() } else { COLUMNS },
            glyphs: if charset == Charset::Ascii { &glyphs::ASCII } else { &glyphs::UNICODE },
            tones: wanted && !plain && depth::depth(choice, &env) > Depth::Mono,
            ascii: charset == Charset::Ascii,
        }
    }
}

/// The charset that the arguments ask for.
pub(super) fn forced_charset(global: &Global) -> Option<Charset> {
    match (global.ascii, global.unicode) {
        (true, _) => Some(Charset::Ascii),
        (_, true) => Some(Charset::Unicode),
        _ => None,
    }
}

/// Columns of the terminal that standard output is.
fn columns() -> usize {
    let size = rustix::termios::tcgetwinsize(io::stdout());
    size.map_or(COLUMNS, |size| match usize::from(size.ws_col) {
        0 => COLUMNS,
        columns => columns.max(FEWEST_COLUMNS),
    })
}

/// Standard output, written in pieces that are large unless a line must be seen at once.
pub(super) struct Output {
    to: BufWriter<StdoutLock<'static>>,
    /// How it looks.
    pub(super) style: Style,
}

impl Output {
    /// Takes standard output until it is dropped.
    pub(super) fn new(style: Style) -> Self {
        Self { to: BufWriter::new(io::stdout().lock()), style }
    }

    /// Writes text in a tone. It is cleaned; line breaks stay.
    pub(super) fn put(&mut self, tone: Tone, text: &str) -> io::Result<()> {
        let clean = Prose::text(text);
        let tone = tone.sequence().filter(|_| self.style.tones && !clean.is_empty());
        if let Some(sequence) = tone {
            self.to.write_all(sequence.as_bytes())?;
        }
        if self.style.ascii && !clean.is_ascii() {
            clean.graphemes(true).try_for_each(|sign| self.put_ascii(sign))?;
        } else {
            self.to.write_all(clean.as_bytes())?;
        }
        if tone.is_some() { self.to.write_all(b"\x1b[m") } else { Ok(()) }
    }

    fn put_ascii(&mut self, sign: &str) -> io::Result<()> {
        let folded = if matches!(sign, "\n" | "\t") { sign } else { fold::ascii(sign) };
        self.to.write_all(folded.as_bytes())
    }

    /// Ends the line.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.to.write_all(b"\n")
    }

    /// Writes a line in one tone.
    pub(super) fn line(&mut self, tone: Tone, text: &str) -> io::Result<()> {
        self.put(tone, text)?;
        self.end()
    }

    /// Writes bytes that the program itself has made: completions, the manual.
    pub(super) fn own(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)
    }

    /// Writes one JSON document and a line break: indented for a person at a terminal, on one line for a program.
    pub(super) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        let written = if self.style.terminal {
            serde_json::to_string_pretty(value)?
        } else {
            serde_json::to_string(value)?
        };
        self.put_json(&written)?;
        self.end()
    }

    /// Writes a line of JSON Lines at once, so that whoever waits for it need not wait for the next.
    pub(super) fn json_line(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.put_json(&serde_json::to_string(value)?)?;
        self.end()?;
        self.to.flush()
    }

    /// Writes a line of JSON that is written already.
    pub(super) fn json_written(&mut self, line: &str) -> io::Result<()> {
        self.put_json(line)?;
        self.end()
    }

    /// Begins an array whose elements come one by one.
    pub(super) fn array(&mut self) -> JsonArray<'_> {
        JsonArray { output: self, elements: 0 }
    }

    /// Brings what was written to where it goes. Must be called at the end, since dropping hides errors.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn put_json(&mut self, written: &str) -> io::Result<()> {
        self.to.write_all(json::harmless(written, self.style.ascii).as_bytes())
    }
}

/// A JSON array that is written element by element, one a line, so that none must be kept.
pub(super) struct JsonArray<'o> {
    output: &'o mut Output,
    elements: usize,
}

impl JsonArray<'_> {
    /// Writes the next element.
    pub(super) fn push(&mut self, value: &impl Serialize) -> io::Result<()> {
        let before = if self.elements == 0 { "[\n" } else { ",\n" };
        self.elements += 1;
        self.output.own(before.as_bytes())?;
        self.output.put_json(&serde_json::to_string(value)?)
    }

    /// Ends the array.
    pub(super) fn end(self) -> io::Result<()> {
        self.output.own(if self.elements == 0 { b"[]\n" } else { b"\n]\n" })
    }
}
