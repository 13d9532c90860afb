//! Theme files: `themes/NAME.toml`, those of the program and the reader's own.
//!
//! A file gives each role one line; what it leaves out is taken from its `base`. A theme that cannot be read on its own
//! background is refused with the pair named, and its base is used.

use std::path::Path;

use toml::de::DeValue;

use super::contrast::{Rgb, nearest_index};
use super::document::{Document, Entry, expected};
use super::problem::unknown;
use super::theme::{Ink, Style, Theme, WeakPair};
use super::{Colour, ConfigProblem, Depth, Look, Role};

/// The themes that come with the program: name, file name, text.
pub const THEMES: [(&str, &str, &str); 3] = [
    ("dark", "themes/dark.toml", include_str!("../../assets/themes/dark.toml")),
    ("light", "themes/light.toml", include_str!("../../assets/themes/light.toml")),
    ("terminal", "themes/terminal.toml", include_str!("../../assets/themes/terminal.toml")),
];

/// The parts of a role's line.
const PARTS: [&str; 6] = ["color", "index", "style", "sixteen", "mark", "mono"];

/// Names of the terminal's own colours, by their index.
const SIXTEEN: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/// Reads the theme of that name: the reader's own in `themes`, else one that comes with the program, else `dark`.
pub fn load_theme(name: &str, themes: &Path) -> (Theme, Vec<ConfigProblem>) {
    let path = themes.join(format!("{name}.toml"));
    let file = path.display().to_string();
    match (super::paths::is_plain_name(name).then(|| std::fs::read(&path)), built_in(name)) {
        (Some(Ok(bytes)), _) => read_theme(name, &String::from_utf8_lossy(&bytes), &file),
        (_, Some(theme)) => (theme, Vec::new()),
        (found, None) => {
            let why = match found {
                Some(Err(error)) => format!("the theme cannot be read ({error}); dark is used"),
                _ => "no theme is called so; dark is used".to_owned(),
            };
            let problem = ConfigProblem { file, line: None, key: "theme".to_owned(), message: why };
            (dark(), vec![problem])
        }
    }
}

/// A theme that comes with the program.
pub fn built_in(name: &str) -> Option<Theme> {
    let (name, file, text) = THEMES.iter().find(|(known, _, _)| *known == name)?;
    let empty = Theme { name: (*name).to_owned(), styles: [Style::default(); Role::ALL.len()] };
    Some(fill(empty, &Document::parse(text, file)).0)
}

fn dark() -> Theme {
    built_in(THEMES[0].0).expect("the first theme is found by its own name")
}

/// Reads a theme from text. Pure; `file` is the name used in problems.
///
/// A theme with weak pairs, or with colours on a background it does not know, is refused: its base is returned.
pub fn read_theme(name: &str, text: &str, file: &str) -> (Theme, Vec<ConfigProblem>) {
    let mut document = Document::parse(text, file);
    let mut problems = std::mem::take(&mut document.problems);
    let base = base(&document, &mut problems);
    let (theme, mistakes) = fill(Theme { name: name.to_owned(), ..base.clone() }, &document);
    problems.extend(mistakes);
    let refusals = refusals(&theme, &document);
    if refusals.is_empty() {
        return (theme, problems);
    }
    problems.extend(refusals);
    (base, problems)
}

fn base(document: &Document<'_>, problems: &mut Vec<ConfigProblem>) -> Theme {
    let entries = document.entries();
    let Some(entry) = entries.iter().find(|entry| entry.name == "base") else { return dark() };
    let named = entry.value.as_str().and_then(built_in);
    named.unwrap_or_else(|| {
        let what = expected("\"dark\", \"light\" or \"terminal\"", entry.value);
        problems.push(document.problem(entry.line, "base", what));
        dark()
    })
}

/// Writes the lines of a file over a theme.
fn fill(mut theme: Theme, document: &Document<'_>) -> (Theme, Vec<ConfigProblem>) {
    let mut problems = Vec::new();
    for entry in document.entries().iter().filter(|entry| entry.name != "base") {
        let role = Role::ALL.into_iter().find(|role| role.name() == entry.name);
        let (Some(role), Some(parts)) = (role, entry.value.as_table()) else {
            let names = Role::ALL.iter().map(|role| role.name()).chain(["base"]);
            let message = match role {
                Some(_) => expected("parts such as { color = \"#dde3ec\" }", entry.value),
                None => unknown("role", entry.name, names),
            };
            problems.push(document.problem(entry.line, entry.name, message));
            continue;
        };
        let style = &mut theme.styles[role.index()];
        for part in in_order(document.entries_of(parts)) {
            if let Err(message) = set_part(style, &part) {
                let key = format!("{}.{}", entry.name, part.name);
                problems.push(document.problem(part.line, &key, message));
            }
        }
    }
    (theme, problems)
}

/// `color` before `index`, since it sets the index too.
fn in_order(mut parts: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    parts.sort_by_key(|part| PARTS.iter().position(|name| *name == part.name));
    parts
}

fn set_part(style: &mut Style, part: &Entry<'_>) -> Result<(), String> {
    let look = || {
        part.value.as_str().and_then(look_of).ok_or_else(|| {
            expected(
                "words such as \"plain\", \"bold\", \"underline\", \"reverse\" or \"green\"",
                part.value,
            )
        })
    };
    match part.name {
        "color" => style.ink = ink(part.value)?,
        "index" => match &mut style.ink {
            Some(ink) => ink.index = index(part.value)?,
            None => return Err("an index needs a color beside it".to_owned()),
        },
        "style" => style.coloured = look()?,
        "sixteen" => style.sixteen = look()?,
        "mark" => style.mark = look()?,
        "mono" => style.mono = look()?,
        stranger => return Err(unknown("part", stranger, PARTS)),
    }
    Ok(())
}

/// `"#rrggbb"`, or `"default"` for the terminal's own colour.
fn ink(value: &DeValue<'_>) -> Result<Option<Ink>, String> {
    let wrong = || expected("a colour such as \"#dde3ec\", or \"default\"", value);
    let text = value.as_str().ok_or_else(wrong)?;
    if text == "default" {
        return Ok(None);
    }
    let rgb = rgb(text).ok_or_else(wrong)?;
    Ok(Some(Ink { rgb, index: nearest_index(rgb) }))
}

fn rgb(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// An index of the 256 whose colour is known.
fn index(value: &DeValue<'_>) -> Result<u8, String> {
    let number = value.as_integer().and_then(|n| n.as_str().parse().ok());
    number.filter(|n| *n >= 16).ok_or_else(|| expected("a whole number from 16 to 255", value))
}

/// `"bold green"`; `"plain"` is none of all.
fn look_of(words: &str) -> Option<Look> {
    let mut look = Look::default();
    for word in words.split_whitespace() {
        match word {
            "plain" => {}
            "bold" => look.bold = true,
            "underline" => look.underline = true,
            "reverse" => look.reverse = true,
            colour => {
                let index = SIXTEEN.iter().position(|name| *name == colour)?;
                look.fg = Colour::Indexed(index as u8);
            }
        }
    }
    Some(look)
}

/// Why a theme must not be used: one problem for each pair.
fn refusals(theme: &Theme, document: &Document<'_>) -> Vec<ConfigProblem> {
    let lines = document.entries();
    let line = |role: Role| lines.iter().find(|entry| entry.name == role.name()).map(|e| e.line);
    let refuse = |role: Role, ground: Role, message: String| ConfigProblem {
        line: line(role).or_else(|| line(ground)),
        ..document.problem(0, role.name(), message)
    };
    let weak = theme.weak_pairs();
    let weak = weak.iter().map(|pair| refuse(pair.role, pair.ground, describe(pair)));
    let groundless = theme.groundless().map(|(role, ground)| {
        let name = ground.name();
        refuse(role, ground, format!("has a color where {name} has none; the theme is not used"))
    });
    weak.chain(groundless).collect()
}

fn describe(pair: &WeakPair) -> String {
    let colours = if pair.depth == Depth::True { "24 bits" } else { "256 colours" };
    format!(
        "contrast on {} is {:.1} in {colours}, at least {:.1} is needed; the theme is not used",
        pair.ground.name(),
        pair.contrast,
        pair.least
    )
}
