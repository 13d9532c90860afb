//! What the commands do in the feeds view.

use super::{Group, Node, folder_of};
use crate::app::line::LineInput;
use crate::app::list::Scope;
use crate::app::message::{Added, Effect, Sources};
use crate::app::overlay::{Asked, Choice, Chooser, ChooserKind, Field, Overlay, Question};
use crate::app::{App, Pane, words};
use crate::news::{Choices, FeedId};
use crate::text::{Link, Prose};

impl App {
    /// Shows the feeds, or goes back to the list.
    pub(in crate::app) fn show_feeds(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Feeds {
            return self.leave_feeds();
        }
        let mut effects = self.focus_on(Pane::Feeds);
        effects.push(Effect::Sources);
        effects
    }

    pub(in crate::app) fn leave_feeds(&mut self) -> Vec<Effect> {
        if !self.feeds.fuzzy().is_empty() {
            self.feeds.narrow(String::new());
            return vec![];
        }
        let mut effects = self.focus_on(Pane::List);
        effects.extend(self.preview_soon());
        effects
    }

    pub(in crate::app) fn take_sources(&mut self, sources: Sources) -> Vec<Effect> {
        self.feeds.show(sources);
        match self.feeds.going.take() {
            Some(forward) => self.list_next_feed(forward),
            None => vec![],
        }
    }

    /// Lists the next feed that has unread articles, after the one that is listed; first the numbers are asked for.
    pub(in crate::app) fn list_next_feed(&mut self, forward: bool) -> Vec<Effect> {
        if !self.feeds.is_loaded() {
            self.feeds.going = Some(forward);
            return vec![Effect::Sources];
        }
        let listed = self.list.request.within.as_ref();
        let from = listed.filter(|listed| listed.feeds.len() == 1);
        let Some(next) = self.feeds.next_unread(from.map(|listed| listed.feeds[0]), forward) else {
            self.say("No other feed has unread articles.");
            return vec![];
        };
        self.list.request.within = self.feeds.listed(&next);
        let mut effects = self.focus_on(Pane::List);
        effects.extend(self.reload_from_top());
        effects.push(Effect::Sources);
        effects
    }

    /// Lists the articles of the selected row; a group of searches or tags opens or closes.
    pub(in crate::app) fn list_selected_feed(&mut self) -> Vec<Effect> {
        let Some(row) = self.feeds.row().cloned() else { return vec![] };
        let Some(listed) = self.feeds.listed(&row.node) else {
            self.feeds.set_open(!row.open);
            return vec![];
        };
        self.list.request.within = Some(listed);
        self.list.request.filter.clear();
        self.list.request.fuzzy.clear();
        self.list.request.scope = Scope::All;
        let mut effects = self.focus_on(Pane::List);
        effects.extend(self.reload_from_top());
        effects
    }

    /// `l`: opens a closed group, else lists what is selected.
    pub(in crate::app) fn go_into_feed(&mut self) -> Vec<Effect> {
        if self.feeds.set_open(true) { vec![] } else { self.list_selected_feed() }
    }

    /// `h`: closes the group, or goes out of it.
    pub(in crate::app) fn go_out_of_feed(&mut self) -> Vec<Effect> {
        if !self.feeds.set_open(false) {
            self.feeds.go_out();
        }
        vec![]
    }

    pub(in crate::app) fn ask_for_feed(&mut self) -> Vec<Effect> {
        if self.options.offline {
            return self.warn("dateline runs offline: nothing can be added now.");
        }
        if self.options.passing {
            return self.warn("These articles are not stored: nothing can be added to them.");
        }
        self.ask(Asked::Add)
    }

    /// Subscribes to what was typed, here or by a server.
    pub(in crate::app) fn subscribe(&mut self, text: &str) -> Vec<Effect> {
        let text = text.trim();
        if text.is_empty() {
            vec![]
        } else if self.options.accounts.is_empty() {
            self.subscribe_here(text)
        } else {
            self.choose_server(text)
        }
    }

    /// Subscribes to a feed that is fetched by this machine.
    pub(in crate::app) fn subscribe_here(&mut self, text: &str) -> Vec<Effect> {
        self.say(format!("Looking at {text}"));
        vec![Effect::Subscribe(text.to_owned())]
    }

    /// A feed was added; where its site has more of them, they are shown.
    pub(in crate::app) fn take_added(&mut self, added: Added) -> Vec<Effect> {
        let Added { name, is_new, articles, others, .. } = added;
        self.say(match (is_new, articles) {
            (false, _) => format!("{name} was subscribed to already."),
            (true, 0) => format!("{name} is subscribed to."),
            (true, count) => {
                format!("{name} is subscribed to: {}.", words::count(count, "article"))
            }
        });
        let mut effects = vec![Effect::Sources, Effect::NextDue];
        effects.extend(self.reload());
        // Another field may have been opened since.
        if self.overlay.is_none() && is_new && !others.is_empty() {
            self.choose_found(others);
        }
        effects
    }

    fn choose_found(&mut self, found: Vec<(Prose, Link)>) {
        let choice = |(title, link): &(Prose, Link)| Choice {
            label: if title.is_empty() { link.to_string() } else { title.to_string() },
            note: String::new(),
            below: link.to_string(),
            ..Choice::default()
        };
        let choices = found.iter().map(choice).collect();
        self.found_feeds = found.into_iter().map(|(_, link)| link).collect();
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Found, choices)));
    }

    pub(in crate::app) fn subscribe_found(&mut self, index: usize) -> Vec<Effect> {
        let link = self.found_feeds.get(index).cloned();
        link.map(|link| self.subscribe_here(link.as_str())).unwrap_or_default()
    }

    /// Asks whether the selected feed is to go.
    pub(in crate::app) fn ask_to_unsubscribe(&mut self) -> Vec<Effect> {
        let Some(feed) = self.feeds.feed() else { return self.no_feed() };
        let name = feed.name();
        let text = format!(
            "y / n: unsubscribe from {name}? What is starred, kept or tagged stays; u undoes it."
        );
        let on_yes = vec![Effect::Unsubscribe(feed.id)];
        self.overlay = Some(Overlay::Confirm(Question { text, on_yes }));
        vec![]
    }

    pub(in crate::app) fn ask_for_name(&mut self) -> Vec<Effect> {
        let Some(feed) = self.feeds.feed() else { return self.no_feed() };
        let (id, name) = (feed.id, feed.name().to_string());
        self.ask_about(id, Asked::Rename, &name)
    }

    pub(in crate::app) fn ask_for_folder(&mut self) -> Vec<Effect> {
        let Some(feed) = self.feeds.feed() else { return self.no_feed() };
        let (id, folder) = (feed.id, folder_of(feed));
        self.ask_about(id, Asked::Move, &folder)
    }

    fn ask_about(&mut self, feed: FeedId, asked: Asked, text: &str) -> Vec<Effect> {
        self.feeds.subject = Some(feed);
        let draft = self.take_draft(Field::Prompt(asked));
        // What was typed for another feed is not meant for this one.
        drop(draft);
        self.overlay = Some(Overlay::Prompt(asked, LineInput::new(text)));
        vec![]
    }

    /// Gives the feed that was asked about another name; none is its own.
    pub(in crate::app) fn rename(&mut self, name: &str) -> Vec<Effect> {
        let name = Prose::line(name);
        self.choose_for(|choices| choices.name = (!name.is_empty()).then_some(name))
    }

    /// Puts the feed that was asked about into a folder; none is the top.
    pub(in crate::app) fn move_to(&mut self, folder: &str) -> Vec<Effect> {
        let folder = Prose::line(folder);
        self.choose_for(|choices| choices.folder = folder)
    }

    fn choose_for(&mut self, change: impl FnOnce(&mut Choices)) -> Vec<Effect> {
        let Some(feed) = self.feeds.subject.take().and_then(|id| self.feeds.find(id)) else {
            return vec![];
        };
        let (id, mut choices) = (feed.id, feed.choices.clone());
        change(&mut choices);
        vec![Effect::Choose(id, Box::new(choices), None)]
    }

    pub(in crate::app) fn toggle_whole(&mut self) -> Vec<Effect> {
        let Some(feed) = self.feeds.feed() else { return self.no_feed() };
        let (id, mut choices) = (feed.id, feed.choices.clone());
        choices.whole = !choices.whole;
        // Said once it is kept.
        let says = if choices.whole {
            "New articles of this feed are fetched whole."
        } else {
            "Articles of this feed stay as it gives them."
        };
        vec![Effect::Choose(id, Box::new(choices), Some(says))]
    }

    fn no_feed(&mut self) -> Vec<Effect> {
        self.say("This is about one feed; none is selected.");
        vec![]
    }

    /// Marks everything read that the selected row lists.
    pub(in crate::app) fn mark_feed_read(&mut self) -> Vec<Effect> {
        let Some(row) = self.feeds.row() else { return vec![] };
        if matches!(row.node, Node::Group(Group::Searches | Group::Tags)) {
            return vec![];
        }
        let Some(listed) = self.feeds.listed(&row.node) else { return vec![] };
        vec![Effect::MarkMatching(listed.query)]
    }

    /// The address of the selected feed's site, else of the feed itself.
    pub(in crate::app) fn link_of_feed(&self) -> Option<Link> {
        let feed = self.feeds.feed()?;
        feed.site.clone().or_else(|| feed.source.link().cloned())
    }
}
