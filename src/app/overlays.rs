//! Opens overlays, and does what was chosen in them.

use super::command::Command;
use super::line::LineInput;
use super::message::Effect;
use super::overlay::{Asked, Choice, Chooser, ChooserKind, Field, Hints, Outcome, Overlay};
use super::page::LineKind;
use super::{App, Pane, words};
use crate::config::Key;
use crate::fault;
use crate::news::FactKind;
use crate::news::query::Query;
use crate::text::Prose;

impl App {
    pub(super) fn press_overlay(&mut self, key: Key) -> Vec<Effect> {
        fault::point("app: overlay");
        let Some(overlay) = &mut self.overlay else { return vec![] };
        let outcome = overlay.press(key, self.size);
        self.settle(outcome)
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        fault::point("app: paste");
        let Some(overlay) = &mut self.overlay else { return vec![] };
        let outcome = overlay.paste(text);
        self.settle(outcome)
    }

    fn settle(&mut self, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Stay => vec![],
            Outcome::Edited(text) => self.edited(text),
            Outcome::Close => self.close(),
            Outcome::Entered(text) => self.entered(text),
            Outcome::Chosen(index) => self.chosen(index),
            Outcome::Dropped(index) => self.unwatch(index),
            Outcome::Linked(index) => self.linked(index),
            Outcome::Confirmed => match self.overlay.take() {
                Some(Overlay::Confirm(question)) => question.on_yes,
                _ => vec![],
            },
        }
    }

    fn edited(&mut self, text: String) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Prompt(Asked::Fuzzy, _)) if self.focus == Pane::Feeds => {
                self.feeds.narrow(text);
                vec![]
            }
            Some(Overlay::Prompt(Asked::Fuzzy, _)) => self.narrow_to(text),
            Some(Overlay::Chooser(chooser)) if chooser.kind == ChooserKind::Search => {
                chooser.wait();
                self.searching = self.ticket();
                vec![Effect::Search(self.searching, text)]
            }
            Some(Overlay::Chooser(chooser)) if chooser.kind == ChooserKind::Tags => {
                self.type_tag(&text)
            }
            _ => vec![],
        }
    }

    fn close(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Prompt(asked, line)) => {
                self.draft(Field::Prompt(asked), line.text());
                if asked == Asked::Fuzzy {
                    return self.give_up_letters();
                }
            }
            Some(Overlay::Chooser(chooser)) if chooser.kind == ChooserKind::Search => {
                self.draft(Field::Search, chooser.input.text());
                // What is still being searched has nowhere to go.
                self.searching = self.ticket();
            }
            _ => {}
        }
        vec![]
    }

    /// Whoever leaves the letters by Esc wants to see everything again; Enter keeps what they found.
    fn give_up_letters(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Feeds {
            self.feeds.narrow(String::new());
            return vec![];
        }
        self.narrow_to(String::new())
    }

    /// Remembers what was typed into a field that is left: Esc discards nothing.
    fn draft(&mut self, field: Field, text: &str) {
        self.drafts.retain(|(other, _)| *other != field);
        self.drafts.push((field, text.to_owned()));
    }

    /// What was typed into a field before it was left.
    pub(super) fn take_draft(&mut self, field: Field) -> String {
        let at = self.drafts.iter().position(|(other, _)| *other == field);
        at.map(|at| self.drafts.swap_remove(at).1).unwrap_or_default()
    }

    fn entered(&mut self, text: String) -> Vec<Effect> {
        let Some(Overlay::Prompt(asked, _)) = self.overlay.take() else { return vec![] };
        match asked {
            Asked::Find => {
                let count = match self.focus {
                    Pane::Compare => self.compare.find(&text),
                    Pane::Brief => self.brief.find(&text),
                    _ => self.reader.find(&text),
                };
                let what = if count == 0 {
                    "Nothing found".to_owned()
                } else {
                    words::count(count, "match")
                };
                self.say(format!("{what}: {text}"));
                vec![]
            }
            Asked::Fuzzy if self.focus == Pane::Feeds => {
                // What was offered and is taken as it stands narrows nothing yet.
                if self.feeds.fuzzy() != text {
                    self.feeds.narrow(text);
                }
                self.feeds.settle();
                vec![]
            }
            Asked::Fuzzy => self.narrow_to(text),
            Asked::Add => self.subscribe(&text),
            Asked::Rename => self.rename(&text),
            Asked::Move => self.move_to(&text),
            Asked::Watch => self.watch(&text),
            Asked::Filter => match Query::parse(&text, self.now.date()) {
                Ok(_) => {
                    self.list.request.filter = text;
                    self.reload()
                }
                Err(problem) => {
                    self.overlay = Some(Overlay::Prompt(asked, LineInput::new(&text)));
                    self.warn(problem.to_string())
                }
            },
            Asked::LinkNumber => match text.trim().parse::<usize>() {
                Ok(number) if number > 0 => self.follow_link(number - 1),
                _ => self.warn(format!("“{text}” is not the number of a link.")),
            },
        }
    }

    fn chosen(&mut self, index: usize) -> Vec<Effect> {
        if let Some(Overlay::Details(_)) = &self.overlay {
            return self.find_elsewhere();
        }
        let Some(Overlay::Chooser(chooser)) = &self.overlay else { return vec![] };
        let kind = chooser.kind;
        match kind {
            ChooserKind::Kinds => return self.toggle_kind(index),
            ChooserKind::Groups => return self.toggle_group(index),
            ChooserKind::Tags => return self.toggle_tag(index),
            _ => self.overlay = None,
        }
        match kind {
            ChooserKind::Palette => {
                Command::ALL.get(index).map(|c| self.run(*c)).unwrap_or_default()
            }
            ChooserKind::Help => self.run_chain(index),
            ChooserKind::Watches => self.list_watch(index),
            ChooserKind::Links => self.follow_link(index),
            ChooserKind::Search => self.open_hit(index),
            ChooserKind::Filters => self.list_picked(index),
            ChooserKind::Found => self.subscribe_found(index),
            ChooserKind::Servers => self.server_chosen(index),
            ChooserKind::Pipes => self.pipe_chosen(index),
            ChooserKind::Kinds | ChooserKind::Groups | ChooserKind::Tags => vec![],
        }
    }

    fn linked(&mut self, index: usize) -> Vec<Effect> {
        let Some(Overlay::Hints(hints)) = self.overlay.take() else { return vec![] };
        if !hints.copy {
            return self.follow_link(index);
        }
        let shown = self.reader.shown();
        let link = shown
            .and_then(|o| o.article.body.links().get(index))
            .map(|l| l.link.as_str().to_owned());
        link.map(|link| self.send_copy(link)).unwrap_or_default()
    }

    fn run_chain(&mut self, index: usize) -> Vec<Effect> {
        let names = self.help_commands.get(index).cloned().unwrap_or_default();
        names.iter().filter_map(|name| Command::from_name(name)).flat_map(|c| self.run(c)).collect()
    }

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

    fn toggle_kind(&mut self, index: usize) -> Vec<Effect> {
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

    pub(super) fn send_copy(&mut self, text: String) -> Vec<Effect> {
        self.say("Sent to your terminal's clipboard.");
        vec![Effect::Copy(text)]
    }

    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let text = match self.focus {
            Pane::Facts => self.fact_with_source(),
            Pane::Compare | Pane::Brief => self.row_with_sources(),
            _ => self.address_or_title(),
        };
        text.map(|text| self.send_copy(text)).unwrap_or_default()
    }

    pub(super) fn copy_markdown(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reader.opened() else { return vec![] };
        let title = opened.article.title.replace(['[', ']'], "");
        let text = match &opened.article.link {
            Some(link) => format!("[{title}]({link})"),
            None => title,
        };
        self.send_copy(text)
    }

    fn address_or_title(&self) -> Option<String> {
        let article = &self.reader.opened()?.article;
        Some(match (&article.link, article.source()) {
            (Some(link), _) => link.to_string(),
            (None, Some(source)) => format!("{} ({source})", article.title),
            (None, None) => article.title.to_string(),
        })
    }
}

/// What a chain of commands does, in words.
fn says(names: &[String]) -> String {
    let says = |name: &String| {
        Command::from_name(name).map_or_else(|| name.clone(), |c| c.says().to_owned())
    };
    names.iter().map(says).collect::<Vec<_>>().join(", then ")
}
