//! Hands an article to other programs: pipes and the bookmark command, where the settings allow it.

use super::App;
use super::message::{Effect, Program};
use super::overlay::{Choice, Chooser, ChooserKind, Overlay};
use crate::text::Link;

impl App {
    /// Sends the article through a program; where there are several, one is chosen.
    pub(super) fn choose_pipe(&mut self) -> Vec<Effect> {
        if let Some(why) = self.no_programs() {
            return self.warn(why);
        }
        match &self.options.pipes[..] {
            [] => {
                self.say("No program is set to send articles to; see [pipe] in the settings.");
                vec![]
            }
            [only] => self.send(Program::Pipe(only.clone())),
            several => {
                let choice = |name: &String| Choice { label: name.clone(), ..Choice::default() };
                let choices = several.iter().map(choice).collect();
                self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Pipes, choices)));
                vec![]
            }
        }
    }

    pub(super) fn pipe_chosen(&mut self, index: usize) -> Vec<Effect> {
        let name = self.options.pipes.get(index).cloned();
        name.map(|name| self.send(Program::Pipe(name))).unwrap_or_default()
    }

    /// Keeps a bookmark by the program that is set for it.
    pub(super) fn bookmark(&mut self) -> Vec<Effect> {
        if let Some(why) = self.no_programs() {
            return self.warn(why);
        }
        if !self.options.bookmark {
            self.say("No program is set to keep bookmarks; see `bookmark` in the settings.");
            return vec![];
        }
        self.send(Program::Bookmark)
    }

    /// Whether a program is set for addresses like this, and may be started.
    pub(super) fn has_opener(&self, link: &Link) -> bool {
        let address = link.as_str().split_once("://").map_or(link.as_str(), |(_, rest)| rest);
        self.options.programs && self.options.openers.iter().any(|opener| opener.fits(address))
    }

    fn send(&mut self, program: Program) -> Vec<Effect> {
        self.current().map(|id| Effect::Send(program, id)).into_iter().collect()
    }

    /// Why no other program may be started, if none may.
    fn no_programs(&self) -> Option<&'static str> {
        if self.options.restricted {
            return Some("No program is started here: dateline runs restricted.");
        }
        (!self.options.programs)
            .then_some("No program is started: `allow_programs` in the settings is false.")
    }
}
