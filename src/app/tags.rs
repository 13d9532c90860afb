//! The reader's tags: chosen in a list that new ones are typed into, for one article or for those selected together.

use std::sync::Arc;

use super::App;
use super::line::LineInput;
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
    /// What is typed, where it is one that does not exist yet, or several.
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
            note: if names(tag).count() > 1 { "these tags" } else { "a new tag" }.to_owned(),
            below: String::new(),
            ..Choice::default()
        });
        known.chain(typed).collect()
    }

    /// What is typed can become a tag, or several with commas between them.
    pub(super) fn type_tag(&mut self, text: &str) -> Vec<Effect> {
        let tag = Prose::line(text.trim_matches([' ', ',']));
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
        let set = |tag, on| Effect::Tag(Arc::clone(&self.tagging.ids), tag, on);
        if let Some((tag, on)) = self.tagging.known.get(index).cloned() {
            return vec![set(tag, !on)];
        }
        self.tagging.typed.iter().flat_map(|typed| names(typed)).map(|tag| set(tag, true)).collect()
    }

    /// A tag is on disk.
    pub(super) fn take_tagged(&mut self, ids: &[ArticleId], tag: &Prose, on: bool) -> Vec<Effect> {
        self.reader.apply_tag(ids, tag, on);
        if *ids == *self.tagging.ids {
            match self.tagging.known.iter_mut().find(|(known, _)| known == tag) {
                Some((_, is_on)) => *is_on = on,
                None => self.tagging.known.push((tag.clone(), on)),
            }
            // All tags are seen again, what is set among them.
            if self
                .tagging
                .typed
                .as_ref()
                .is_some_and(|typed| names(typed).any(|name| name == *tag))
            {
                self.tagging.typed = None;
                if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
                    chooser.input = LineInput::default();
                }
            }
            self.renew_tag_choices();
        }
        let verb = if on { "set" } else { "taken away" };
        self.say(format!("Tag {tag} {verb}."));
        vec![]
    }
}

/// The names in what was typed.
fn names(typed: &str) -> impl Iterator<Item = Prose> {
    typed.split(',').map(|name| Prose::line(name.trim())).filter(|name| !name.is_empty())
}
