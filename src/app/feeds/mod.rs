//! The feeds view: what news come from, how it is doing, and which row is selected.
//!
//! Holds plain rows; what the commands do with them stands in [`act`].

mod act;
mod tree;

use std::collections::BTreeSet;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

pub use self::tree::{Group, Node, Row, folder_of, is_failing};
use super::list::Listed;
use super::message::Sources;
use crate::news::{FeedId, Subscription};
use crate::text::Prose;

/// Rows below the table that say more of the selected feed.
pub const FOOT: u16 = 3;
/// A lower view has the table alone.
const LOWEST_WITH_FOOT: u16 = 10;

/// How many rows of a view are the table's: one is its head, and some tell more of what is selected.
pub fn rows_of(height: u16) -> u16 {
    let foot = if height >= LOWEST_WITH_FOOT { FOOT } else { 0 };
    height.saturating_sub(1 + foot).max(1)
}

/// A search that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// What it is called.
    pub name: Prose,
    /// The query, as it was written.
    pub query: String,
}

/// The feeds view.
#[derive(Debug, Default)]
pub struct Feeds {
    sources: Sources,
    searches: Vec<SavedSearch>,
    rows: Vec<Row>,
    closed: BTreeSet<Group>,
    selected: usize,
    top: usize,
    height: usize,
    /// Letters that a row must contain in this order.
    fuzzy: String,
    /// Whether the store has told what there is.
    loaded: bool,
    /// What a question or a prompt is about.
    subject: Option<FeedId>,
    /// Which way to the next feed, once it is known where that is.
    going: Option<bool>,
}

impl Feeds {
    /// A view of these saved searches, and of nothing else yet.
    pub fn new(searches: Vec<SavedSearch>) -> Self {
        Self { searches, ..Self::default() }
    }

    /// All that news come from.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The searches that have a name.
    pub fn searches(&self) -> &[SavedSearch] {
        &self.searches
    }

    /// All rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Which of them is selected.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The letters that rows are narrowed by.
    pub fn fuzzy(&self) -> &str {
        &self.fuzzy
    }

    /// Whether the store has told what there is.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// The row that is selected.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// The feed that is selected.
    pub fn feed(&self) -> Option<&Subscription> {
        match self.row()?.node {
            Node::Feed(at) => self.sources.feeds.get(at),
            _ => None,
        }
    }

    /// A feed by its number.
    pub fn find(&self, id: FeedId) -> Option<&Subscription> {
        self.sources.feeds.iter().find(|feed| feed.id == id)
    }

    /// What a row is called.
    pub fn name(&self, node: &Node) -> Prose {
        let at = |at: &usize| self.sources.feeds.get(*at).map(Subscription::name);
        match node {
            Node::Group(Group::Searches) => Prose::line("Saved searches"),
            Node::Group(Group::Tags) => Prose::line("Tags"),
            Node::Group(Group::Folder(path)) => {
                Prose::line(path.rsplit('/').next().unwrap_or_default())
            }
            Node::Feed(index) => at(index).unwrap_or_default(),
            Node::Search(index) => {
                self.searches.get(*index).map(|search| search.name.clone()).unwrap_or_default()
            }
            Node::Tag(index) => {
                self.sources.tags.get(*index).map(|(name, _)| name.clone()).unwrap_or_default()
            }
        }
    }

    /// Takes what there is. The selection stays on what it was on.
    pub fn show(&mut self, sources: Sources) {
        let kept = self.key();
        (self.sources, self.loaded) = (sources, true);
        self.arrange(kept.as_ref());
    }

    /// Tells the view how many rows of the screen it has.
    pub fn resize(&mut self, height: u16) {
        self.height = usize::from(height);
        self.follow();
    }

    /// Selects a row, or the last one.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.rows.len().saturating_sub(1));
        self.follow();
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Moves by halves of the screen.
    pub fn page(&mut self, halves: isize) {
        let rows = (self.height / 2).max(1) as isize;
        self.step(rows * halves);
    }

    /// Narrows the rows to those with these letters.
    pub fn narrow(&mut self, letters: String) {
        let kept = self.key();
        self.fuzzy = letters;
        self.arrange(kept.as_ref());
        if !self.fuzzy.is_empty() {
            self.select(0);
        }
    }

    /// Shows all rows again, with what was found selected and the folders round it open.
    pub fn settle(&mut self) {
        let kept = self.key();
        let folder = match self.row().map(|row| &row.node) {
            Some(Node::Feed(at)) => self.sources.feeds.get(*at).map(folder_of),
            Some(Node::Group(Group::Folder(path))) => Some(path.clone()),
            _ => None,
        };
        if let Some(folder) = folder {
            let around = |group: &Group| matches!(group, Group::Folder(outer) if tree::lies_in(&folder, outer));
            self.closed.retain(|group| !around(group));
        }
        self.fuzzy.clear();
        self.arrange(kept.as_ref());
    }

    /// Opens the selected group, or closes it. Whether there was one to.
    pub fn set_open(&mut self, open: bool) -> bool {
        let Some(Row { node: Node::Group(group), open: is_open, .. }) = self.row() else {
            return false;
        };
        let (group, is_open) = (group.clone(), *is_open);
        if is_open == open {
            return false;
        }
        if open {
            self.closed.remove(&group)
        } else {
            self.closed.insert(group)
        };
        let kept = self.key();
        self.arrange(kept.as_ref());
        true
    }

    /// Selects the group that the selected row lies in. Whether it lies in one.
    pub fn go_out(&mut self) -> bool {
        let Some(depth) = self.row().map(|row| row.depth).filter(|depth| *depth > 0) else {
            return false;
        };
        let outer = self.rows.iter().take(self.selected).rposition(|row| row.depth < depth);
        outer.inspect(|row| self.select(*row)).is_some()
    }

    /// All rows there are, those in closed groups among them.
    pub fn nodes(&self) -> Vec<Node> {
        let rows = tree::rows(&self.sources, self.searches.len(), &BTreeSet::new());
        rows.into_iter().map(|row| row.node).collect()
    }

    /// The next feed with unread articles, in the order of the rows and round from the end to the beginning.
    fn next_unread(&self, from: Option<FeedId>, forward: bool) -> Option<Node> {
        let nodes = self.nodes();
        let mut feeds: Vec<(usize, &Subscription)> = nodes
            .iter()
            .enumerate()
            .filter_map(|(row, node)| match node {
                Node::Feed(at) => self.sources.feeds.get(*at).map(|feed| (row, feed)),
                _ => None,
            })
            .collect();
        if !forward {
            feeds.reverse();
        }
        let start = feeds.iter().position(|(_, feed)| Some(feed.id) == from).map_or(0, |at| at + 1);
        let count = feeds.len();
        feeds.rotate_left(start.min(count));
        let next = feeds.iter().find(|(_, feed)| feed.unread > 0 && Some(feed.id) != from);
        next.and_then(|(row, _)| nodes.get(*row).cloned())
    }

    /// What the list shows of a row, with the feeds it is about.
    pub fn listed(&self, node: &Node) -> Option<Listed> {
        let query = match node {
            Node::Group(Group::Folder(path)) => field("folder", path),
            Node::Group(_) => return None,
            Node::Feed(at) => format!("feed:{}", self.sources.feeds.get(*at)?.id),
            Node::Tag(at) => field("tag", &self.sources.tags.get(*at)?.0),
            Node::Search(at) => self.searches.get(*at)?.query.clone(),
        };
        Some(Listed { name: self.name(node), query, feeds: self.feeds_of(node) })
    }

    /// The feeds a row is about.
    pub fn feeds_of(&self, node: &Node) -> Vec<FeedId> {
        match node {
            Node::Group(group) => tree::feeds_in(&self.sources, group),
            Node::Feed(at) => self.sources.feeds.get(*at).map(|feed| feed.id).into_iter().collect(),
            Node::Search(_) | Node::Tag(_) => vec![],
        }
    }

    fn arrange(&mut self, kept: Option<&Key>) {
        // What is looked for is found in closed folders, too.
        let none = BTreeSet::new();
        let closed = if self.fuzzy.is_empty() { &self.closed } else { &none };
        self.rows = tree::rows(&self.sources, self.searches.len(), closed);
        if !self.fuzzy.is_empty() {
            self.rows = self.ranked();
        }
        let at = self.rows.iter().position(|row| Some(&self.key_of(&row.node)) == kept);
        self.select(at.unwrap_or(self.selected));
    }

    /// The rows that match the letters, best first, none inside another.
    fn ranked(&self) -> Vec<Row> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern =
            Pattern::new(&self.fuzzy, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        let mut characters = Vec::new();
        let mut scored: Vec<(u32, Row)> = Vec::new();
        for row in &self.rows {
            if matches!(row.node, Node::Group(Group::Searches | Group::Tags)) {
                continue;
            }
            let name = self.name(&row.node);
            let score = pattern.score(Utf32Str::new(&name, &mut characters), &mut matcher);
            scored.extend(score.map(|score| (score, Row { depth: 0, ..row.clone() })));
        }
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, row)| row).collect()
    }

    fn key(&self) -> Option<Key> {
        self.row().map(|row| self.key_of(&row.node))
    }

    fn key_of(&self, node: &Node) -> Key {
        match node {
            Node::Group(group) => Key::Group(group.clone()),
            Node::Feed(at) => Key::Feed(self.sources.feeds.get(*at).map(|feed| feed.id)),
            node => Key::Name(self.name(node)),
        }
    }

    /// Keeps the selection on the screen, by half a screen.
    fn follow(&mut self) {
        let page = self.height.max(1);
        if self.selected < self.top {
            self.top = self.selected.saturating_sub(page / 2);
        } else if self.selected >= self.top + page {
            self.top = self.selected + 1 - page.div_ceil(2);
        }
        self.top = self.top.min(self.rows.len().saturating_sub(page));
    }
}

/// A term of the search language.
fn field(name: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{name}:\"{value}\"")
}

/// What a row is about, whatever stands around it.
#[derive(Debug, PartialEq)]
enum Key {
    Group(Group),
    Feed(Option<FeedId>),
    Name(Prose),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Choices, Health, Source, Validators};
    use crate::text::Link;

    /// A feed in a folder, with so much unread.
    pub(super) fn feed(id: i64, name: &str, folder: &str, unread: u32) -> Subscription {
        let link = Link::parse(&format!("https://example.org/{id}")).expect("an address");
        Subscription {
            id: FeedId(id),
            source: Source::Web(link),
            title: Some(Prose::line(name)),
            site: None,
            choices: Choices { folder: Prose::line(folder), ..Choices::default() },
            health: Health::default(),
            validators: Validators::default(),
            articles: unread + 1,
            unread,
        }
    }

    fn feeds(height: u16) -> Feeds {
        let mut feeds = Feeds::default();
        feeds.resize(height);
        let all =
            (0..40).map(|n| feed(n, &format!("Feed {n:02}"), if n < 20 { "A" } else { "" }, 1));
        feeds.show(Sources { feeds: all.collect(), tags: vec![] });
        feeds
    }

    #[test]
    fn the_selection_stays_on_its_feed_when_others_come() {
        let mut feeds = feeds(10);
        feeds.select(30);
        let name = feeds.feed().expect("a feed").name();
        let mut sources = feeds.sources().clone();
        sources.feeds.insert(0, feed(99, "AAA", "", 0));
        feeds.show(sources);
        assert_eq!(feeds.feed().expect("a feed").name(), name);
        assert!((feeds.top()..feeds.top() + 10).contains(&feeds.selected()));
    }

    #[test]
    fn a_folder_closes_round_its_feeds_and_opens_again() {
        let mut feeds = feeds(10);
        feeds.select(5);
        assert!(!feeds.set_open(false), "a feed cannot be closed");
        assert!(feeds.go_out());
        assert_eq!(feeds.selected(), 0);
        assert!(feeds.set_open(false));
        assert_eq!(feeds.rows().len(), 21);
        assert!(feeds.set_open(true));
        assert_eq!(feeds.rows().len(), 41);
        assert!(!feeds.go_out());
    }

    #[test]
    fn letters_find_feeds_in_closed_folders_too() {
        let mut feeds = feeds(10);
        feeds.set_open(false);
        feeds.narrow("feed07".to_owned());
        assert_eq!(feeds.feed().expect("a feed").name(), Prose::line("Feed 07"));
        feeds.narrow(String::new());
        assert_eq!(feeds.rows().len(), 21);
        feeds.narrow("feed07".to_owned());
        feeds.settle();
        assert_eq!(feeds.feed().expect("a feed").name(), Prose::line("Feed 07"));
        assert_eq!(feeds.rows().len(), 41, "its folder is open");
    }
}
