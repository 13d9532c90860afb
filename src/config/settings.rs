//! The reader's settings: `config.toml` read into plain values.
//!
//! Which settings there are, with their defaults and checks, is one table, in `table.rs`. Keys are read by
//! `keymap_file.rs`. A missing file is no problem: the defaults hold.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::document::{Document, Entry, expected};
use super::keymap_file::{BindingReader, PRESETS};
use super::lists::{LISTS, Lists};
use super::problem::unknown;
use super::table::{SETTINGS, apply_defaults};
use super::theme_file::THEMES;
use super::{
    Binding, ColourChoice, ConfigProblem, Keymap, background, depth::Env, paths, read_keymap,
    resolve,
};

/// What a reader has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The longest line of an article, in columns.
    pub measure: u16,
    /// Whether words are broken at the end of a line.
    pub hyphenate: bool,
    /// Whether lines are stretched to the same length.
    pub justify: bool,
    /// `auto`, or the name of a theme.
    pub theme: String,
    /// How many colours are used.
    pub colour: ColourChoice,
    /// Whether emoji sequences are sent whole.
    pub emoji_full: bool,
    /// Whether the terminal draws characters of ambiguous width two columns wide.
    pub ambiguous_wide: bool,
    /// Whether the terminal is told the addresses of links; `None` where that is concluded from the environment.
    pub hyperlinks: Option<bool>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// The keymap that is laid below `key_overrides`.
    pub keys_preset: String,
    /// The program that opens an address, and its arguments; the address is added as the last.
    pub browser: Option<Vec<String>>,
    /// How long the selection rests before the article is shown, in milliseconds.
    pub preview_delay_ms: u64,
    /// Bytes a second that the line to the terminal carries; 0 where that is not known.
    pub line_rate: u32,
    /// Whether opening an article marks it read.
    pub mark_read_on_open: bool,
    /// Whether marking everything read is asked about first.
    pub ask_before_mark_all: bool,
    /// Names of the kinds of fact that are not shown: `PERSON`.
    pub hidden_kinds: Vec<String>,
    /// Whether facts that are not sure are left out.
    pub unsure_hidden: bool,
    /// The tables `[bind.…]`.
    pub key_overrides: Vec<Binding>,
    /// The table `[macro]`: bindings that begin with `,` and hold in every pane.
    pub chains: Vec<Binding>,
    /// Where articles are saved.
    pub save_dir: Option<PathBuf>,
    /// Whether feeds are looked at by themselves while the reader is open.
    pub auto_refresh: bool,
    /// How often a feed is looked at that has no interval of its own; `None` is what suits it.
    pub refresh_every: Option<Duration>,
    /// Whether the page of each new article is fetched, whatever its feed says.
    pub whole_articles: bool,
    /// Whether copies of an article are read with it.
    pub fold_duplicates: bool,
    /// Articles are dropped after so many days; 0 keeps them.
    pub retention_days: u32,
    /// So many articles of a feed are kept; 0 keeps all.
    pub retention_per_feed: u32,
    /// Whether any program but the browser may be started.
    pub allow_programs: bool,
    /// The program that keeps a bookmark, and its arguments.
    pub bookmark: Option<Vec<String>>,
    /// The program that is told of new articles, and its arguments.
    pub hook_new: Option<Vec<String>>,
    /// Rules, saved searches, openers and pipes.
    pub lists: Lists,
    /// An address for those who run the servers that are asked.
    pub contact: Option<String>,
    /// What the program calls itself to servers, instead of its name and version.
    pub user_agent: Option<String>,
    /// A file of certificates (PEM) that are trusted besides those of the web.
    pub certificates: Option<PathBuf>,
    /// Fetches under way at once.
    pub jobs: usize,
    /// How long a line may take to open, in seconds.
    pub connect_timeout_s: u64,
    /// How long a server may think before it answers, in seconds.
    pub first_byte_timeout_s: u64,
    /// How long a fetch may take in all, in seconds.
    pub fetch_timeout_s: u64,
    /// The longest feed that is read, in MiB.
    pub feed_limit_mib: u64,
    /// The longest page that is read, in MiB.
    pub page_limit_mib: u64,
    /// Redirects that are followed one after the other.
    pub redirects: usize,
}

impl Default for Settings {
    /// What the table of settings says.
    fn default() -> Self {
        let mut settings = Self {
            measure: 0,
            hyphenate: false,
            justify: false,
            theme: String::new(),
            colour: ColourChoice::Auto,
            emoji_full: false,
            ambiguous_wide: false,
            hyperlinks: None,
            mouse: false,
            keys_preset: String::new(),
            browser: None,
            preview_delay_ms: 0,
            line_rate: 0,
            mark_read_on_open: false,
            ask_before_mark_all: false,
            hidden_kinds: Vec::new(),
            unsure_hidden: false,
            key_overrides: Vec::new(),
            chains: Vec::new(),
            save_dir: None,
            auto_refresh: false,
            refresh_every: None,
            whole_articles: false,
            fold_duplicates: false,
            retention_days: 0,
            retention_per_feed: 0,
            allow_programs: false,
            bookmark: None,
            hook_new: None,
            lists: Lists::default(),
            contact: None,
            user_agent: None,
            certificates: None,
            jobs: 0,
            connect_timeout_s: 0,
            first_byte_timeout_s: 0,
            fetch_timeout_s: 0,
            feed_limit_mib: 0,
            page_limit_mib: 0,
            redirects: 0,
        };
        apply_defaults(&mut settings);
        settings
    }
}

impl Settings {
    /// Whether the terminal is to be asked for its background.
    pub fn asks_background(&self, env: Env<'_>) -> bool {
        self.theme == "ask" && background::may_be_asked(env)
    }

    /// The name of the theme; `auto` and `ask` are decided by the background: `told` by the terminal, else by the
    /// environment.
    pub fn theme_name(&self, env: Env<'_>, told: Option<bool>) -> &str {
        match self.theme.as_str() {
            "auto" | "ask" if told.or_else(|| background::is_light(env)) == Some(true) => "light",
            "auto" | "ask" => "dark",
            name => name,
        }
    }

    /// The keymap of these settings: the preset, over it the reader's own keys and chains.
    pub fn keymap(&self, is_command: &dyn Fn(&str) -> bool) -> (Keymap, Vec<ConfigProblem>) {
        let preset = PRESETS.iter().find(|(name, _, _)| *name == self.keys_preset);
        let (_, file, text) = preset.unwrap_or(&PRESETS[0]);
        let (preset, mut problems) = read_keymap(text, file, is_command);
        let own = self.key_overrides.iter().chain(&self.chains).cloned().collect();
        let (keymap, clashes) = resolve(&[preset, own]);
        problems.extend(clashes);
        (keymap, problems)
    }
}

/// Settings, and what was wrong in their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// What holds: from the file where it is right, else the default.
    pub settings: Settings,
    /// What was wrong, in the order of the file.
    pub problems: Vec<ConfigProblem>,
}

/// Reads the settings file. A missing file gives the defaults.
pub fn load(path: &Path, is_command: &dyn Fn(&str) -> bool) -> Loaded {
    let file = path.display().to_string();
    let text = match std::fs::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Loaded::default(),
        Err(error) => {
            let message = format!("cannot be read ({error}); the defaults hold");
            let problem = ConfigProblem::new(&file, None, "", &message);
            return Loaded { problems: vec![problem], ..Loaded::default() };
        }
    };
    let mut loaded = read(&text, &file, is_command);
    check_theme(path, &text, &mut loaded);
    let settings = &mut loaded.settings;
    for path in [&mut settings.save_dir, &mut settings.certificates] {
        *path = path.take().map(paths::expand_home);
    }
    loaded
}

/// Whether there is the theme that is named, so that the line that names it can be told.
fn check_theme(path: &Path, text: &str, loaded: &mut Loaded) {
    let name = loaded.settings.theme.clone();
    let own = path.with_file_name("themes").join(format!("{name}.toml"));
    if matches!(&*name, "auto" | "ask")
        || THEMES.iter().any(|(known, ..)| *known == name)
        || own.exists()
    {
        return;
    }
    let file = path.display().to_string();
    let document = Document::parse(text, &file);
    let line = document.entries().into_iter().find(|entry| entry.name == "theme");
    let known = THEMES.map(|(name, ..)| name).join(", ");
    let message = format!(
        "there is no theme \"{name}\"; expected auto, ask, {known}, or a file themes/{name}.toml beside this one; dark is used"
    );
    let line = line.map(|entry| entry.line);
    loaded.problems.push(ConfigProblem::new(&file, line, "theme", &message));
    loaded.problems.sort_by_key(|problem| problem.line);
    THEMES[0].0.clone_into(&mut loaded.settings.theme);
}

/// Reads settings from text. Pure; `file` is the name used in problems.
pub fn read(text: &str, file: &str, is_command: &dyn Fn(&str) -> bool) -> Loaded {
    let mut document = Document::parse(text, file);
    let problems = std::mem::take(&mut document.problems);
    let mut loaded = Loaded { problems, ..Loaded::default() };
    let reader = BindingReader { document: &document, file, is_command };
    for entry in document.entries() {
        match entry.name {
            "bind" => read_overrides(&reader, &entry, &mut loaded),
            "macro" => read_chains(&reader, &entry, &mut loaded),
            _ if loaded.settings.lists.read(&document, &entry, &mut loaded.problems) => {}
            _ => read_setting(&document, &entry, &mut loaded),
        }
    }
    loaded.problems.sort_by_key(|problem| problem.line);
    loaded
}

fn read_setting(document: &Document<'_>, entry: &Entry<'_>, loaded: &mut Loaded) {
    let known = SETTINGS.iter().find(|setting| setting.name == entry.name);
    let message = match known {
        Some(setting) => match (setting.set)(&mut loaded.settings, entry.value) {
            Some(()) => return,
            None => expected(setting.expected, entry.value),
        },
        None => unknown("setting", entry.name, names()),
    };
    loaded.problems.push(document.problem(entry.line, entry.name, message));
}

/// All names that may stand at the top of the file.
fn names() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|setting| setting.name).chain(["bind", "macro"]).chain(LISTS)
}

/// The tables `[bind.…]`.
fn read_overrides(reader: &BindingReader<'_>, entry: &Entry<'_>, loaded: &mut Loaded) {
    let Some(tables) = entry.value.as_table() else {
        let message = expected("tables such as [bind.list]", entry.value);
        loaded.problems.push(reader.document.problem(entry.line, entry.name, message));
        return;
    };
    for table in reader.document.entries_of(tables) {
        let (bindings, problems) = reader.read_table("bind.", &table);
        loaded.settings.key_overrides.extend(bindings);
        loaded.problems.extend(problems);
    }
}

/// The table `[macro]`: what stands there is run by `,` and then the key.
fn read_chains(reader: &BindingReader<'_>, entry: &Entry<'_>, loaded: &mut Loaded) {
    let (chains, problems) = reader.read_bindings(entry.name, None, ", ", entry);
    loaded.settings.chains.extend(chains);
    loaded.problems.extend(problems);
}

#[cfg(test)]
mod tests;
