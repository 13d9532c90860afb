//! What there is to choose from: commands, keys, kinds of facts, links.

use super::App;
use super::command::Command;
use super::message::Effect;
use super::overlay::{Choice, Chooser, ChooserKind, Hints, Overlay};
use super::page::LineKind;
use crate::news::FactKind;
use crate::text::Prose;

impl App {
    pub(super) fn choose_command(&mut self) -> Vec<Effect> {
        let choices = Command::ALL
            .iter()
            .map(|command| {
                let keys = self.keymap.keys_for(command.name());
                let note =
                    keys.iter().take(2).map(ToString::to_string).collect::<Vec<_>>().join(" ");
                Choice {
                    label: command.name().to_owned(),
                    note,
                    below: command.says().to_owned(),
                    ..Choice::default()
                }
            })
            .collect();
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Palette, choices)));
        vec![]
    }

    /// The keys of the focused pane, one row for each command.
    pub(super) fn choose_key(&mut self) -> Vec<Effect> {
        let mut rows: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for binding in self.keymap.bindings(self.focus).iter().filter(|b| !b.commands.is_empty()) {
            let keys = binding.keys.to_string();
            match rows.iter_mut().find(|(commands, _)| *commands == binding.commands) {
                Some((_, all)) => all.push(keys),
                None => rows.push((binding.commands.clone(), vec![keys])),
            }
        }
        let order = |commands: &[String]| {
            let first = commands.first().and_then(|name| Command::from_name(name));
            Command::ALL.iter().position(|command| Some(*command) == first).unwrap_or(usize::MAX)
        };
        rows.sort_by_key(|(commands, _)| (commands.len(), order(commands)));
        let choices = rows.iter().map(|(commands, keys)| Choice {
            label: keys.join(" "),
            note: says(commands),
            below: String::new(),
            ..Choice::default()
        });
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Help, choices.collect())));
        self.help_commands = rows.into_iter().map(|(commands, _)| commands).collect();
        vec![]
    }

    pub(super) fn choose_kinds(&mut self) -> Vec<Effect> {
        self.overlay =
            Some(Overlay::Chooser(Chooser::new(ChooserKind::Kinds, self.kind_choices())));
        vec![]
    }

    fn kind_choices(&self) -> Vec<Choice> {
        let facts = self.reader.facts();
        let choice = |kind: FactKind| {
            let count = facts
                .map_or(0, |facts| facts.facts.iter().filter(|fact| fact.kind == kind).count());
            let state = if self.reader.hidden_kinds.contains(&kind) { "hidden" } else { "shown" };
            Choice {
                label: kind.name().to_lowercase(),
                note: format!("{count} {state}"),
                below: String::new(),
                ..Choice::default()
            }
        };
        FactKind::ALL.into_iter().map(choice).collect()
    }

    pub(super) fn toggle_kind(&mut self, index: usize) -> Vec<Effect> {
        let Some(kind) = FactKind::ALL.get(index).copied() else { return vec![] };
        let hidden = &mut self.reader.hidden_kinds;
        match hidden.iter().position(|other| *other == kind) {
            Some(at) => {
                hidden.remove(at);
            }
            None => hidden.push(kind),
        }
        let choices = self.kind_choices();
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.replace(choices);
        }
        self.show_facts()
    }

    pub(super) fn choose_link(&mut self) -> Vec<Effect> {
        let Some(shown) = self.reader.shown() else { return vec![] };
        let body = &shown.article.body;
        let choices: Vec<Choice> = body
            .links()
            .iter()
            .enumerate()
            .map(|(n, link)| Choice {
                label: format!("{} {}", n + 1, Prose::line(body.slice(link.span))),
                note: String::new(),
                below: link.link.to_string(),
                ..Choice::default()
            })
            .collect();
        if choices.is_empty() {
            self.say("This article has no links.");
            return vec![];
        }
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Links, choices)));
        vec![]
    }

    /// Puts letters on the links on the screen.
    pub(super) fn hint_links(&mut self, copy: bool) -> Vec<Effect> {
        let shown = self.shown_links();
        if shown.is_empty() {
            self.say("No link stands on this screen.");
            return vec![];
        }
        self.overlay = Some(Overlay::Hints(Hints::new(&shown, copy)));
        vec![]
    }

    fn shown_links(&self) -> Vec<usize> {
        let (Some(opened), Some(area)) = (self.reader.shown(), self.layout().text) else {
            return vec![];
        };
        let lines = self
            .reader
            .page()
            .lines()
            .iter()
            .skip(self.reader.top())
            .take(usize::from(area.height));
        let runs =
            lines.filter(|line| matches!(line.kind, LineKind::Text(_))).flat_map(|line| &line.runs);
        let spans: Vec<_> = runs.map(|run| run.span).collect();
        let links = opened.article.body.links().iter().enumerate();
        links
            .filter(|(_, link)| spans.iter().any(|span| span.overlaps(link.span)))
            .map(|(n, _)| n)
            .collect()
    }
}

/// What a chain of commands does, in words.
fn says(names: &[String]) -> String {
    let says = |name: &String| {
        Command::from_name(name).map_or_else(|| name.clone(), |c| c.says().to_owned())
    };
    names.iter().map(says).collect::<Vec<_>>().join(", then ")
}
