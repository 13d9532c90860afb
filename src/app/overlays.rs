//! Hands keys to what lies over the panes, and does what was entered or chosen there.

use super::command::Command;
use super::line::LineInput;
use super::message::Effect;
use super::overlay::{Asked, ChooserKind, Field, Outcome, Overlay};
use super::{App, Pane, words};
use crate::config::Key;
use crate::fault;
use crate::news::query::Query;

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
            Some(Overlay::Prompt(Asked::Fuzzy, _)) if text.is_empty() => self.give_up_narrowing(),
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
        self.give_up_narrowing()
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
}
