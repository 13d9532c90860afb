//! What the reader wants to be told of: begun from a fact, listed with what it has brought, given up.

use super::line::LineInput;
use super::list::Listed;
use super::message::Effect;
use super::overlay::{Asked, Choice, Chooser, ChooserKind, Field, Overlay};
use super::side::{Item, NOT_NAMED};
use super::{App, Pane, words};
use crate::fault;
use crate::news::query::{Query, Term};
use crate::news::watch::Watch;
use crate::news::{FactKind, Span};
use crate::store::Watched;
use crate::text::Prose;

impl App {
    /// Asks what is to be watched for; the chosen fact is a beginning.
    pub(super) fn ask_watch(&mut self) -> Vec<Effect> {
        let draft = self.take_draft(Field::Prompt(Asked::Watch));
        let line = self.watch_line().unwrap_or(draft);
        self.overlay = Some(Overlay::Prompt(Asked::Watch, LineInput::new(&line)));
        vec![]
    }

    /// The chosen fact as a watch is written: in the panel the selected one, in the text the one that is lit.
    fn watch_line(&self) -> Option<String> {
        let lit = self.reader.lit();
        let is_lit = |item: &&Item| lit.is_some_and(|lit| item.spans.contains(&lit));
        let item = self.side.item().filter(|item| self.focus == Pane::Facts || is_lit(item))?;
        let kind = item.kind?;
        let words = match kind {
            // Who said it may say more.
            FactKind::Quote => return speaker(item).map(|name| format!("person: {name}")),
            _ if kind.is_name() => item.label.clone(),
            _ => self.words_of(lit.filter(|_| is_lit(&item)).or(item.spans.first().copied())?)?,
        };
        // What means something in a watch does not stand for itself in it.
        let words = words.replace(['+', '<', '>'], " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        Some(format!("{}: {}", kind.name().to_lowercase(), words.join(" ")))
    }

    fn words_of(&self, span: Span) -> Option<String> {
        let body = &self.reader.opened()?.article.body;
        Some(Prose::line(body.slice(span)).to_string())
    }

    /// Takes a line that was written; one that is not understood stays in its field.
    pub(super) fn watch(&mut self, line: &str) -> Vec<Effect> {
        match Watch::parse(line) {
            Ok(watch) => {
                self.say(format!("Looking for {watch} in what came in last."));
                vec![Effect::Watch(watch)]
            }
            Err(problem) => {
                self.overlay = Some(Overlay::Prompt(Asked::Watch, LineInput::new(line)));
                self.warn(problem.to_string())
            }
        }
    }

    /// Shows what is watched for, at once as far as it is known: what is typed meanwhile goes where it is meant to.
    pub(super) fn show_watches(&mut self) -> Vec<Effect> {
        let choices = self.watches.iter().map(choice).collect();
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Watches, choices)));
        vec![Effect::Watches]
    }

    /// Takes what is watched for.
    pub(super) fn take_watches(&mut self, watches: Vec<Watched>) -> Vec<Effect> {
        fault::point("app: watches");
        self.watches = watches;
        let Some(Overlay::Chooser(chooser)) = &mut self.overlay else { return vec![] };
        if chooser.kind != ChooserKind::Watches {
            return vec![];
        }
        chooser.replace(self.watches.iter().map(choice).collect());
        if self.watches.is_empty() {
            self.overlay = None;
            let key = self.keymap.key_in(Pane::Facts, super::Command::Watch.name());
            let begins = key.map(|key| format!("; {key} on a fact begins it"));
            self.say(format!("Nothing is watched for{}.", begins.unwrap_or_default()));
        }
        vec![]
    }

    /// Lists what a watch was seen in.
    pub(super) fn list_watch(&mut self, index: usize) -> Vec<Effect> {
        let Some(watched) = self.watches.get(index) else { return vec![] };
        let query = Query { terms: vec![Term::Watch(watched.id.0)], ..Query::default() };
        let name = Prose::line(&watched.watch.to_string());
        self.list.request.within = Some(Listed { name, query: query.to_string(), feeds: vec![] });
        let mut effects = self.focus_on(Pane::List);
        effects.extend(self.reload_from_top());
        effects
    }

    /// Gives a watch up. Written again it looks back once more, so nothing is asked.
    pub(super) fn unwatch(&mut self, index: usize) -> Vec<Effect> {
        if index >= self.watches.len() {
            return vec![];
        }
        let watched = self.watches.remove(index);
        let choices: Vec<Choice> = self.watches.iter().map(choice).collect();
        match &mut self.overlay {
            _ if choices.is_empty() => self.overlay = None,
            Some(Overlay::Chooser(chooser)) => chooser.replace(choices),
            _ => {}
        }
        self.say(format!("No longer watched for: {}", watched.watch));
        vec![Effect::Unwatch(watched.id)]
    }
}

/// The name of who is quoted.
fn speaker(item: &Item) -> Option<&str> {
    Some(item.label.as_str()).filter(|name| *name != NOT_NAMED)
}

fn choice(watched: &Watched) -> Choice {
    let of = words::thousands(i64::from(watched.articles));
    let note = format!("{} of {of} unread", words::thousands(i64::from(watched.unread)));
    Choice { label: watched.watch.to_string(), note, ..Choice::default() }
}
