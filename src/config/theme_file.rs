//! Theme files: `themes/NAME.toml`, those of the program and the reader's own.
//!
//! A file gives each role one line; what it leaves out is taken from its `base`. A theme that cannot be read on its own
//! background is refused with the pair named, and its base is used.

use std::io::ErrorKind;
use std::path::Path;

use toml::de::DeValue;

use super::contrast::{Rgb, nearest_index};
use super::document::{Document, Entry, expected};
use super::paths::is_plain_name;
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
    let own = if is_plain_name(name) {
        std::fs::read(&path)
    } else {
        Err(ErrorKind::InvalidInput.into())
    };
    match (own, built_in(name)) {
        (Ok(bytes), _) => read_theme(name, &String::from_utf8_lossy(&bytes), &file),
        (Err(_), Some(theme)) => (theme, Vec::new()),
        (Err(error), None) => {
            let message = match error.kind() {
                ErrorKind::NotFound => {
                    let known = THEMES.map(|(name, ..)| name).join(", ");
                    format!("there is no such theme; expected {known}, or this file; dark is used")
                }
                _ => format!("the theme cannot be read ({error}); dark is used"),
            };
            (dark(), vec![ConfigProblem::new(&file, None, name, &message)])
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
    let refusals = refusals(&theme, &document);
    let theme = if refusals.is_empty() { theme } else { base };
    problems.extend(mistakes.into_iter().chain(refusals));
    problems.sort_by_key(|problem| problem.line);
    (theme, problems)
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
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
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

/// Why a theme must not be used: a problem for each weak pair, and one where a colour is missing.
fn refusals(theme: &Theme, document: &Document<'_>) -> Vec<ConfigProblem> {
    let lines = document.entries();
    let line = |role: Role| lines.iter().find(|entry| entry.name == role.name()).map(|e| e.line);
    let refuse = |role: Role, ground: Role, message: String| ConfigProblem {
        line: line(role).or_else(|| line(ground)),
        ..document.problem(0, role.name(), message)
    };
    let half_known = theme.half_known().map(|role| {
        let message = "either every role has a color or none; the theme is not used".to_owned();
        refuse(role, Role::Background, message)
    });
    let weak = theme.weak_pairs();
    let weak = weak.iter().map(|pair| refuse(pair.role, pair.ground, describe(pair)));
    half_known.into_iter().chain(weak).collect()
}

fn describe(pair: &WeakPair) -> String {
    let colours = if pair.depth == Depth::True { "24 bits" } else { "256 colours (index)" };
    format!(
        "contrast on {} is {:.1} in {colours}, at least {:.1} is needed; the theme is not used",
        pair.ground.name(),
        pair.contrast,
        pair.least
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (_, problems) = read_theme("mine", text, "mine.toml");
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, expected, "in {text:?}");
    }

    #[test]
    fn themes_of_the_program_have_no_mistake_and_may_be_copied() {
        for (name, file, text) in THEMES {
            let (theme, problems) = read_theme(name, text, file);
            assert_eq!(problems, [], "in {name}");
            let same = built_in(name).unwrap();
            for depth in [Depth::Mono, Depth::Sixteen, Depth::Indexed, Depth::True] {
                assert!(theme.palette(depth) == same.palette(depth), "{name} needs its base");
            }
        }
    }

    #[test]
    fn a_theme_may_give_a_part_and_take_the_rest_from_its_base() {
        let text =
            "base = 'light'\nperson = { color = '#003050' }\nlink = { mono = 'bold reverse' }";
        let (theme, problems) = read_theme("mine", text, "mine.toml");
        assert_eq!(problems, []);
        let light = built_in("light").unwrap();
        let person = Role::Fact(crate::news::FactKind::Person);
        assert_eq!(theme.name, "mine");
        assert_eq!(theme.style(person, Depth::True, false).fg, Colour::Rgb(0, 0x30, 0x50));
        assert_eq!(theme.style(person, Depth::Indexed, false).fg, Colour::Indexed(23));
        assert!(theme.style(Role::Link, Depth::Mono, false).reverse);
        assert_eq!(
            theme.style(Role::Text, Depth::True, true),
            light.style(Role::Text, Depth::True, true)
        );
    }

    #[test]
    fn a_weak_pair_is_named_and_the_base_is_used() {
        let text = "text = { color = '#808080', index = 253 }";
        check(
            text,
            &[
                "mine.toml:1: text: contrast on row is 3.1 in 24 bits, at least 4.5 is needed; the theme is not used",
            ],
        );
        assert_eq!(read_theme("mine", text, "mine.toml").0, dark());
        let (_, problems) = read_theme("mine", "background = { color = '#ffffff' }", "mine.toml");
        assert!(problems.iter().any(|p| p.key == "text" && p.line == Some(1)), "{problems:?}");
    }

    #[test]
    fn colours_need_a_background_that_is_known() {
        let all = "either every role has a color or none; the theme is not used";
        check(
            "base = 'terminal'\ntext = { color = '#ffffff' }",
            &[&format!("mine.toml:2: text: {all}")],
        );
        check("muted = { color = 'default' }", &[&format!("mine.toml:1: muted: {all}")]);
    }

    #[test]
    fn mistakes_name_line_and_key_and_the_rest_holds() {
        check(
            "base = 'drak'\npeople = {}\nperson = { colour = '#ffffff', index = 3 }\ntitle = 'bold'\n\
             link = { color = 'blue', mono = 'italic' }",
            &[
                "mine.toml:1: base: expected \"dark\", \"light\" or \"terminal\", found \"drak\"",
                "mine.toml:2: people: unknown role",
                "mine.toml:3: person.colour: unknown part; did you mean \"color\"?",
                "mine.toml:3: person.index: expected a whole number from 16 to 255, found 3",
                "mine.toml:4: title: expected parts such as { color = \"#dde3ec\" }, found \"bold\"",
                "mine.toml:5: link.color: expected a colour such as \"#dde3ec\", or \"default\", found \"blue\"",
                "mine.toml:5: link.mono: expected words such as \"plain\", \"bold\", \"underline\", \"reverse\" \
                 or \"green\", found \"italic\"",
            ],
        );
    }

    #[test]
    fn a_reader_has_themes_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("mine.toml"), "base = 'light'").unwrap();
        let (theme, problems) = load_theme("mine", folder.path());
        assert_eq!((theme.name.as_str(), problems.as_slice()), ("mine", &[][..]));
        assert_eq!(theme.styles, built_in("light").unwrap().styles);
        assert_eq!(load_theme("terminal", folder.path()).0, built_in("terminal").unwrap());
        for name in ["other", "../mine"] {
            let (theme, problems) = load_theme(name, folder.path());
            assert_eq!((theme, problems.len()), (dark(), 1), "{name}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_theme_is_readable_or_refused(
            lines in proptest::collection::vec(
                (proptest::sample::select(Role::ALL.to_vec()), "#[0-9a-f]{6}"), 0..4),
        ) {
            let lines = lines.iter().map(|(r, c)| format!("{} = {{ color = '{c}' }}\n", r.name()));
            let (theme, _) = read_theme("mine", &lines.collect::<String>(), "mine.toml");
            prop_assert_eq!(theme.weak_pairs(), []);
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = read_theme("mine", &text, "mine.toml");
        }
    }
}
