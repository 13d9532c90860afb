//! The reader's tags: chosen in a list that new ones are typed into, for one article or for those selected together.

use std::sync::Arc;

use super::App;
use super::message::Effect;
use super::overlay::{Choice, Chooser, ChooserKind, Overlay};
use crate::news::ArticleId;
use crate::text::Prose;

/// Tags that are being edited.
#[derive(Debug, Default)]
pub(super) struct Tagging {
    ids: Arc<[ArticleId]>,
    /// All tags, by name, and whether every article has it.
    known: Vec<(Prose, bool)>,
    /// One that is typed and does not exist yet.
    typed: Option<Prose>,
}

impl App {
    /// Asks for the tags of what is selected, to edit them.
    pub(super) fn edit_tags(&mut self) -> Vec<Effect> {
        let ids = self.selection();
        if ids.is_empty() {
            return vec![];
        }
        // At once, so that the keys that follow mean what they mean here.
        self.tagging = Tagging { ids: Arc::clone(&ids), ..Tagging::default() };
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Tags, vec![])));
        vec![Effect::Tags(ids)]
    }

    /// Takes the tags there are, unless others are edited by now.
    pub(super) fn show_tags(
        &mut self,
        ids: &[ArticleId],
        on: &[Prose],
        known: Vec<Prose>,
    ) -> Vec<Effect> {
        let Some(Overlay::Chooser(chooser)) = &self.overlay else { return vec![] };
        if chooser.kind != ChooserKind::Tags || *ids != *self.tagging.ids {
            return vec![];
        }
        let typed = chooser.input.text().to_owned();
        let known = known.into_iter().map(|tag| (tag.clone(), on.contains(&tag)));
        self.tagging.known = known.collect();
        self.type_tag(&typed)
    }

    fn tag_choices(&self) -> Vec<Choice> {
        let known = self.tagging.known.iter().map(|(tag, on)| Choice {
            label: tag.to_string(),
            note: if *on { "set".to_owned() } else { String::new() },
            below: String::new(),
            ..Choice::default()
        });
        let typed = self.tagging.typed.iter().map(|tag| Choice {
            label: tag.to_string(),
            note: "a new tag".to_owned(),
            below: String::new(),
            ..Choice::default()
        });
        known.chain(typed).collect()
    }

    /// What is typed can become a tag.
    pub(super) fn type_tag(&mut self, text: &str) -> Vec<Effect> {
        let tag = Prose::line(text.trim());
        let exists = self.tagging.known.iter().any(|(known, _)| *known == tag);
        self.tagging.typed = (!exists && !tag.is_empty()).then_some(tag);
        self.renew_tag_choices();
        vec![]
    }

    fn renew_tag_choices(&mut self) {
        let choices = self.tag_choices();
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay
            && chooser.kind == ChooserKind::Tags
        {
            chooser.replace(choices);
        }
    }

    /// Sets the tag of that row, or takes it away.
    pub(super) fn toggle_tag(&mut self, index: usize) -> Vec<Effect> {
        let typed = || self.tagging.typed.clone().map(|tag| (tag, false));
        let Some((tag, on)) = self.tagging.known.get(index).cloned().or_else(typed) else {
            return vec![];
        };
        vec![Effect::Tag(Arc::clone(&self.tagging.ids), tag, !on)]
    }

    /// A tag is on disk.
    pub(super) fn take_tagged(&mut self, ids: &[ArticleId], tag: &Prose, on: bool) -> Vec<Effect> {
        self.reader.apply_tag(ids, tag, on);
        if *ids == *self.tagging.ids {
            match self.tagging.known.iter_mut().find(|(known, _)| known == tag) {
                Some((_, is_on)) => *is_on = on,
                None => self.tagging.known.push((tag.clone(), on)),
            }
            if self.tagging.typed.as_ref() == Some(tag) {
                self.tagging.typed = None;
            }
            self.renew_tag_choices();
        }
        let verb = if on { "set" } else { "taken away" };
        self.say(format!("Tag {tag} {verb}."));
        vec![]
    }
}
