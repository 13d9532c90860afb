//! The chooser of what is listed alone: saved searches, folders, feeds, tags and outlets.

use super::command::Command;
use super::feeds::{Group, Node};
use super::list::Listed;
use super::message::Effect;
use super::overlay::{Choice, Chooser, ChooserKind, Overlay};
use super::{App, words};
use crate::config::Pane;
use crate::news::query::{Query, Term};
use crate::text::Prose;

/// What can be chosen, in the order of its rows.
#[derive(Debug, Default)]
pub(super) struct Picks {
    tags_alone: bool,
    all: Vec<Pick>,
}

#[derive(Debug)]
enum Pick {
    Source(Listed),
    Outlet(Prose),
}

impl App {
    /// Asks what there is to choose from.
    pub(super) fn pick_filter(&mut self, tags_alone: bool) -> Vec<Effect> {
        self.picks = Picks { tags_alone, ..Picks::default() };
        vec![Effect::Filters]
    }

    pub(super) fn show_filters(
        &mut self,
        outlets: &[(Prose, u32)],
        tags: &[(Prose, u32)],
    ) -> Vec<Effect> {
        // Another field may have been opened since.
        if self.overlay.is_some() {
            return vec![];
        }
        let mut rows: Vec<(Pick, Choice)> = Vec::new();
        if !self.picks.tags_alone {
            rows.extend(self.source_picks());
        }
        rows.extend(tags.iter().map(tag_pick));
        if !self.picks.tags_alone {
            rows.extend(outlets.iter().map(outlet_pick));
        }
        if rows.is_empty() {
            self.say(self.why_nothing_to_pick());
            return vec![];
        }
        let choices;
        (self.picks.all, choices) = rows.into_iter().unzip();
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Filters, choices)));
        vec![]
    }

    fn why_nothing_to_pick(&self) -> String {
        let sets = self.keymap.key_in(Pane::List, Command::EditTags.name());
        match sets {
            _ if !self.picks.tags_alone => "There is nothing to choose from.".to_owned(),
            Some(key) => format!("There are no tags yet; {key} sets them."),
            None => "There are no tags yet.".to_owned(),
        }
    }

    /// Saved searches, folders and feeds.
    fn source_picks(&self) -> Vec<(Pick, Choice)> {
        let nodes = self.feeds.nodes();
        let pick = |node: Node| {
            let listed = self.feeds.listed(&node)?;
            let (label, note) = match &node {
                Node::Group(Group::Folder(path)) => (path.clone(), "folder".to_owned()),
                Node::Search(_) => (listed.name.to_string(), "search".to_owned()),
                Node::Feed(at) => {
                    let unread = self.feeds.sources().feeds.get(*at).map_or(0, |feed| feed.unread);
                    let unread = words::thousands(i64::from(unread));
                    (listed.name.to_string(), format!("feed {unread:>6}"))
                }
                _ => return None,
            };
            let choice = Choice { label, note, below: String::new(), ..Choice::default() };
            Some((Pick::Source(listed), choice))
        };
        nodes.into_iter().filter_map(pick).collect()
    }

    pub(super) fn list_picked(&mut self, index: usize) -> Vec<Effect> {
        match self.picks.all.get(index) {
            Some(Pick::Source(listed)) => self.list.request.within = Some(listed.clone()),
            Some(Pick::Outlet(name)) => {
                let terms = vec![Term::Outlet(name.to_string())];
                self.list.request.filter = Query { terms, ..Query::default() }.to_string();
            }
            None => return vec![],
        }
        self.reload()
    }
}

fn tag_pick((name, count): &(Prose, u32)) -> (Pick, Choice) {
    let terms = vec![Term::Tag(name.to_string())];
    let query = Query { terms, ..Query::default() }.to_string();
    let listed = Listed { name: name.clone(), query, feeds: vec![] };
    let note = format!("tag {:>6}", words::thousands(i64::from(*count)));
    (
        Pick::Source(listed),
        Choice { label: name.to_string(), note, below: String::new(), ..Choice::default() },
    )
}

fn outlet_pick((name, count): &(Prose, u32)) -> (Pick, Choice) {
    let note = words::thousands(i64::from(*count));
    let choice =
        Choice { label: name.to_string(), note, below: String::new(), ..Choice::default() };
    (Pick::Outlet(name.clone()), choice)
}
