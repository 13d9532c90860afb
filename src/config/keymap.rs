//! Which keys run which commands in which pane, from bindings that lie over each other.
//!
//! Within a file a pane's own table stands over the one for all panes; a later file stands over an earlier one. What a
//! command does is not known here. Files are read by [`super::read_keymap`].

use super::{ConfigProblem, Key, Keys};

/// The place on the screen that has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    /// The list of articles.
    List,
    /// The text.
    Reader,
    /// The facts.
    Facts,
    /// The feeds, over everything else.
    Feeds,
    /// The reports of a story side by side, over everything else.
    Compare,
    /// What is new, story by story, over everything else.
    Brief,
}

impl Pane {
    /// All panes.
    pub const ALL: [Self; 6] =
        [Self::List, Self::Reader, Self::Facts, Self::Feeds, Self::Compare, Self::Brief];
    /// Those that stand side by side, from left to right.
    pub const BESIDE: [Self; 3] = [Self::List, Self::Reader, Self::Facts];

    /// The name of its table in a keymap file.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Reader => "reader",
            Self::Facts => "facts",
            Self::Feeds => "feeds",
            Self::Compare => "compare",
            Self::Brief => "brief",
        }
    }
}

/// One line of a keymap file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds; `None` is every pane.
    pub pane: Option<Pane>,
    /// What is pressed.
    pub keys: Keys,
    /// What is run, in this order. Empty takes the keys out of use.
    pub commands: Vec<String>,
    /// The file it stands in.
    pub file: String,
    /// The line it stands in, from 1.
    pub line: usize,
}

impl Binding {
    /// `star`, or `star, next-article` for a chain.
    pub fn summary(&self) -> String {
        self.commands.join(", ")
    }

    fn problem(&self, message: &str) -> ConfigProblem {
        ConfigProblem::new(&self.file, Some(self.line), &self.keys.to_string(), message)
    }
}

/// What a sequence of keys means so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<'k> {
    /// These commands, in this order.
    Run(&'k [String]),
    /// More keys are awaited: each key that leads on, and what it leads to.
    Prefix(Vec<(Key, String)>),
    /// Nothing.
    Unbound,
}

/// All keys of all panes, without clashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    panes: [Vec<Binding>; Pane::ALL.len()],
}

impl Keymap {
    /// What `pressed` means in `pane`.
    pub fn lookup(&self, pane: Pane, pressed: &[Key]) -> Lookup<'_> {
        let mut onward: Vec<(Key, String)> = Vec::new();
        for binding in self.bindings(pane) {
            match binding.keys.0.strip_prefix(pressed) {
                Some([]) => return Lookup::Run(&binding.commands),
                Some([next]) => onward.push((*next, binding.summary())),
                Some([next, ..]) if onward.iter().all(|(key, _)| key != next) => {
                    onward.push((*next, "...".to_owned()));
                }
                _ => {}
            }
        }
        if onward.is_empty() { Lookup::Unbound } else { Lookup::Prefix(onward) }
    }

    /// The bindings of a pane, in the order of their files and lines. None has an empty list of commands.
    pub fn bindings(&self, pane: Pane) -> &[Binding] {
        &self.panes[pane as usize]
    }

    /// The first keys that run this command alone in a pane.
    pub fn key_in(&self, pane: Pane, command: &str) -> Option<&Keys> {
        let runs_it =
            |binding: &&Binding| matches!(binding.commands.as_slice(), [only] if only == command);
        self.bindings(pane).iter().find(runs_it).map(|binding| &binding.keys)
    }

    /// The keys that run this command alone, in any pane; each once.
    pub fn keys_for(&self, command: &str) -> Vec<&Keys> {
        let mut found: Vec<&Keys> = Vec::new();
        for binding in self.panes.iter().flatten() {
            let runs_it = matches!(binding.commands.as_slice(), [only] if only == command);
            if runs_it && !found.contains(&&binding.keys) {
                found.push(&binding.keys);
            }
        }
        found
    }
}

/// Lays files over each other: what comes later wins.
///
/// Reported: the same keys twice in one table, and keys that are both an action and the beginning of a sequence in one
/// pane. A file that hides keys of an earlier one in that way is told which; `"none"` for them says that it is meant.
pub fn resolve(layers: &[Vec<Binding>]) -> (Keymap, Vec<ConfigProblem>) {
    let mut keymap = Keymap::default();
    let mut problems = Vec::new();
    for layer in layers {
        problems.extend(repeats(layer));
        for pane in Pane::ALL {
            lay_over(&mut keymap.panes[pane as usize], &of_pane(layer, pane), &mut problems);
        }
    }
    for bindings in &mut keymap.panes {
        bindings.retain(|binding| !binding.commands.is_empty());
    }
    (keymap, problems)
}

/// The same keys twice in one table of one file. (TOML itself finds them where they are written alike.)
fn repeats(layer: &[Binding]) -> impl Iterator<Item = ConfigProblem> {
    layer.iter().enumerate().filter_map(|(at, binding)| {
        let first = layer
            .iter()
            .take(at)
            .find(|other| other.pane == binding.pane && other.keys == binding.keys)?;
        Some(binding.problem(&format!("bound twice; line {} binds it too", first.line)))
    })
}

/// What a layer says about one pane: its own table over `[all]`, one binding for each sequence.
fn of_pane(layer: &[Binding], pane: Pane) -> Vec<Binding> {
    let mut found: Vec<Binding> = Vec::new();
    for table in [None, Some(pane)] {
        for binding in layer.iter().filter(|binding| binding.pane == table) {
            found.retain(|other| other.keys != binding.keys);
            found.push(binding.clone());
        }
    }
    found
}

/// Lays the bindings of one file over those of earlier files, in one pane.
fn lay_over(lower: &mut Vec<Binding>, upper: &[Binding], problems: &mut Vec<ConfigProblem>) {
    let mut fresh: Vec<Binding> = Vec::new();
    for binding in upper {
        match fresh.iter().find(|other| clash(other, binding)) {
            Some(other) => report(both(binding, other), problems),
            None => fresh.push(binding.clone()),
        }
    }
    lower.retain(|binding| fresh.iter().all(|other| other.keys != binding.keys));
    for binding in &fresh {
        if let Some(hidden) = lower.iter().find(|other| clash(other, binding)) {
            report(hides(binding, hidden), problems);
            lower.retain(|other| !clash(other, binding));
        }
    }
    lower.extend(fresh);
}

/// A line of `[all]` may clash in every pane; once is enough.
fn report(problem: ConfigProblem, problems: &mut Vec<ConfigProblem>) {
    if !problems.contains(&problem) {
        problems.push(problem);
    }
}

/// Whether one is an action and the other a sequence that begins with it.
fn clash(a: &Binding, b: &Binding) -> bool {
    let (x, y) = (&a.keys.0, &b.keys.0);
    let both_act = !a.commands.is_empty() && !b.commands.is_empty();
    both_act && x != y && (x.starts_with(y) || y.starts_with(x))
}

fn both(binding: &Binding, other: &Binding) -> ConfigProblem {
    let message = format!(
        "clashes with {} of line {}: a key cannot both act and begin a sequence; left out",
        other.keys, other.line
    );
    binding.problem(&message)
}

fn hides(binding: &Binding, hidden: &Binding) -> ConfigProblem {
    let keys = &hidden.keys;
    let message =
        format!("hides {keys} ({}); bind {keys} to \"none\" if that is meant", hidden.summary());
    binding.problem(&message)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::read_keymap;

    fn layer(text: &str, file: &str) -> Vec<Binding> {
        let (bindings, problems) = read_keymap(text, file, &|_| true);
        assert_eq!(problems, [], "in {text:?}");
        bindings
    }

    #[track_caller]
    fn check(files: &[&str], pane: Pane, pressed: &str, expected: &str) {
        let layers: Vec<_> = files.iter().map(|text| layer(text, "keys.toml")).collect();
        let keymap = resolve(&layers).0;
        let found = match keymap.lookup(pane, &pressed.parse::<Keys>().unwrap().0) {
            Lookup::Run(commands) => commands.join(", "),
            Lookup::Prefix(onward) => {
                let onward: Vec<_> = onward.iter().map(|(key, to)| format!("{key} {to}")).collect();
                format!("? {}", onward.join("; "))
            }
            Lookup::Unbound => "-".to_owned(),
        };
        assert_eq!(found, expected, "{pressed} in {files:?}");
    }

    #[track_caller]
    fn clashes(files: &[&str], expected: &[&str]) {
        let names = ["base.toml", "mine.toml"];
        let layers: Vec<_> =
            files.iter().zip(names).map(|(text, name)| layer(text, name)).collect();
        let found: Vec<String> = resolve(&layers).1.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "in {files:?}");
    }

    #[test]
    fn a_pane_stands_over_all_and_a_later_file_over_both() {
        let base = "[all]\nx = 'a'\n[list]\nx = 'b'";
        check(&[base], Pane::List, "x", "b");
        check(&[base], Pane::Facts, "x", "a");
        check(&[base, "[all]\nx = 'c'"], Pane::List, "x", "c");
        check(&[base, "[list]\nx = ['c', 'd']"], Pane::List, "x", "c, d");
        check(&[base, "[list]\nx = 'none'"], Pane::List, "x", "-");
        check(&[base, "[list]\nx = 'none'"], Pane::Reader, "x", "a");
    }

    #[test]
    fn a_prefix_tells_what_it_leads_to() {
        let base = "[all]\ngg = 'top'\n'g/' = 'search'\n',ab' = 'x'\n',ac' = 'y'";
        check(&[base], Pane::List, "g", "? g top; / search");
        check(&[base], Pane::List, "g/", "search");
        check(&[base], Pane::List, ",", "? a ...");
        check(&[base], Pane::List, "gx", "-");
        check(&[base, "[list]\ngg = 'none'\n'g/' = 'none'"], Pane::List, "g", "-");
    }

    #[test]
    fn the_same_keys_twice_are_reported() {
        let twice = "[list]\n'Space' = 'a'\n' ' = 'b'";
        clashes(&[twice], &["base.toml:3: Space: bound twice; line 2 binds it too"]);
        check(&[twice], Pane::List, "Space", "b");
        clashes(&["[all]\nx = 'a'\n[list]\nx = 'b'"], &[]);
    }

    #[test]
    fn a_key_that_acts_and_begins_a_sequence_is_reported_once() {
        clashes(
            &["[all]\ng = 'a'\ngg = 'b'"],
            &[
                "base.toml:3: gg: clashes with g of line 2: a key cannot both act and begin a sequence; left out",
            ],
        );
        check(&["[all]\ng = 'a'\ngg = 'b'"], Pane::List, "g", "a");
    }

    #[test]
    fn a_later_file_wins_and_is_told_what_it_hides() {
        let base = "[list]\ngg = 'top'\nd = 'down'";
        clashes(
            &[base, "[list]\ng = 'a'"],
            &["mine.toml:2: g: hides gg (top); bind gg to \"none\" if that is meant"],
        );
        clashes(
            &[base, "[list]\ndd = 'a'"],
            &["mine.toml:2: dd: hides d (down); bind d to \"none\" if that is meant"],
        );
        clashes(&[base, "[list]\ng = 'a'\ngg = 'none'"], &[]);
        check(&[base, "[list]\ng = 'a'"], Pane::List, "g", "a");
        check(&[base, "[list]\ndd = 'a'"], Pane::List, "d", "? d a");
    }

    #[test]
    fn keys_of_a_command_are_found_over_all_panes() {
        let base = "[all]\nx = 'a'\n[list]\nxx = 'b'\ny = 'a'\nz = ['a', 'b']";
        let (keymap, _) = resolve(&[layer(base, "keys.toml")]);
        let keys: Vec<String> = keymap.keys_for("a").iter().map(ToString::to_string).collect();
        assert_eq!(keys, ["x", "y"]);
        let key = |pane, command| keymap.key_in(pane, command).map(ToString::to_string);
        assert_eq!(key(Pane::Facts, "a").as_deref(), Some("x"));
        assert_eq!(key(Pane::Facts, "b"), None);
    }

    proptest! {
        #[test]
        fn no_key_both_acts_and_leads_on(
            files in proptest::collection::vec(
                proptest::collection::btree_map("[ab]{1,3}", "(none|x|y)", 0..6), 1..4),
        ) {
            let layers: Vec<_> = files
                .iter()
                .map(|file| {
                    let lines = file.iter().map(|(keys, to)| format!("{keys} = '{to}'\n"));
                    layer(&format!("[all]\n{}", lines.collect::<String>()), "keys.toml")
                })
                .collect();
            let (keymap, _) = resolve(&layers);
            let bindings = keymap.bindings(Pane::List);
            for one in bindings {
                prop_assert_eq!(keymap.lookup(Pane::List, &one.keys.0), Lookup::Run(&one.commands));
                prop_assert!(bindings.iter().all(|other| !clash(one, other)));
            }
        }
    }
}
