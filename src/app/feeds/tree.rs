//! The rows of the feeds view: saved searches, folders with their feeds, tags.
//!
//! Derived from what there is and which groups are closed; nothing is remembered here.

use std::collections::BTreeSet;

use crate::app::message::Sources;
use crate::news::{FeedId, Subscription};

/// What can be closed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The saved searches.
    Searches,
    /// A folder, with the names of those it lies in: `Science/Space`.
    Folder(String),
    /// The tags.
    Tags,
}

/// What a row is about. Feeds, searches and tags by their place in their lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A group.
    Group(Group),
    /// A saved search.
    Search(usize),
    /// A feed.
    Feed(usize),
    /// A tag.
    Tag(usize),
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub node: Node,
    /// How many groups it lies in.
    pub depth: u16,
    /// Whether what lies in it is shown.
    pub open: bool,
    /// Unread articles.
    pub unread: u32,
    /// Articles.
    pub articles: u32,
    /// New articles a week.
    pub weekly: f32,
    /// Feeds in it that fail.
    pub failing: u32,
}

impl Row {
    fn new(node: Node, depth: u16) -> Self {
        Self { node, depth, open: true, unread: 0, articles: 0, weekly: 0.0, failing: 0 }
    }

    fn add(&mut self, feed: &Subscription) {
        self.unread += feed.unread;
        self.articles += feed.articles;
        self.weekly += feed.health.weekly;
        self.failing += u32::from(is_failing(feed));
    }
}

/// Whether a feed gives nothing any more: its last answers were no good, or it is gone.
pub fn is_failing(feed: &Subscription) -> bool {
    feed.health.failures > 0 || feed.health.retired.is_some()
}

/// The folder a feed lies in, without empty names.
pub fn folder_of(feed: &Subscription) -> String {
    let names = feed.choices.folder.split('/').map(str::trim).filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join("/")
}

/// Whether `folder` is `outer` or lies in it.
pub(super) fn lies_in(folder: &str, outer: &str) -> bool {
    folder.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The feeds in a group, by number; none for a group of something else.
pub(super) fn feeds_in(sources: &Sources, group: &Group) -> Vec<FeedId> {
    let Group::Folder(outer) = group else { return vec![] };
    let inside = sources.feeds.iter().filter(|feed| lies_in(&folder_of(feed), outer));
    inside.map(|feed| feed.id).collect()
}

/// All rows: searches, then folders in their order with feeds in theirs, then tags.
pub(super) fn rows(sources: &Sources, searches: usize, closed: &BTreeSet<Group>) -> Vec<Row> {
    let mut rows = Vec::new();
    let plain = |group: Group, nodes: Vec<Row>, rows: &mut Vec<Row>| {
        if nodes.is_empty() {
            return;
        }
        let open = !closed.contains(&group);
        rows.push(Row { open, ..Row::new(Node::Group(group), 0) });
        rows.extend(nodes.into_iter().filter(|_| open));
    };
    let found = (0..searches).map(|at| Row::new(Node::Search(at), 1)).collect();
    plain(Group::Searches, found, &mut rows);
    folders(sources, closed, &mut rows);
    let tags = sources.tags.iter().enumerate();
    let tags = tags.map(|(at, (_, count))| Row { articles: *count, ..Row::new(Node::Tag(at), 1) });
    plain(Group::Tags, tags.collect(), &mut rows);
    rows
}

/// A feed's place in the tree: its folder and its name, both as they are sorted.
type Filed = (Vec<String>, String, usize);

/// Feeds by folder; those in none come last.
fn folders(sources: &Sources, closed: &BTreeSet<Group>, rows: &mut Vec<Row>) {
    let mut filed: Vec<(String, Filed)> = Vec::with_capacity(sources.feeds.len());
    for (at, feed) in sources.feeds.iter().enumerate() {
        let folder = folder_of(feed);
        let names = folder.split('/').filter(|name| !name.is_empty());
        let order = names.map(str::to_lowercase).collect();
        filed.push((folder, (order, feed.name().to_lowercase(), at)));
    }
    filed.sort_by(|(_, a), (_, b)| (a.0.is_empty(), a).cmp(&(b.0.is_empty(), b)));
    let mut above: Vec<(String, usize)> = Vec::new();
    for (folder, (.., at)) in &filed {
        let feed = &sources.feeds[*at];
        above.retain(|(outer, _)| lies_in(folder, outer));
        enter(folder, closed, &mut above, rows);
        for (_, index) in &above {
            rows[*index].add(feed);
        }
        let mut row = Row::new(Node::Feed(*at), above.len() as u16);
        row.add(feed);
        rows.push(row);
    }
    hide_closed(rows);
}

/// Adds the rows of the folders that lead to `folder` and are not there yet.
fn enter(
    folder: &str,
    closed: &BTreeSet<Group>,
    above: &mut Vec<(String, usize)>,
    rows: &mut Vec<Row>,
) {
    let names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for count in above.len()..names.len() {
        let path = names.get(..=count).unwrap_or_default().join("/");
        let group = Group::Folder(path.clone());
        let open = !closed.contains(&group);
        above.push((path, rows.len()));
        rows.push(Row { open, ..Row::new(Node::Group(group), count as u16) });
    }
}

/// Takes out what lies in a closed folder, once it has been counted.
fn hide_closed(rows: &mut Vec<Row>) {
    let mut closed_at: Option<u16> = None;
    rows.retain(|row| {
        if closed_at.is_some_and(|depth| row.depth > depth) {
            return false;
        }
        let is_closed = matches!(row.node, Node::Group(Group::Folder(_))) && !row.open;
        closed_at = is_closed.then_some(row.depth);
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::feeds::tests::feed;
    use crate::text::Prose;

    fn shown(sources: &Sources, closed: &[Group]) -> Vec<String> {
        let closed = closed.iter().cloned().collect();
        let name = |row: &Row| match &row.node {
            Node::Group(Group::Folder(path)) => format!("{path}/ {}", row.unread),
            Node::Group(group) => format!("{group:?}"),
            Node::Search(at) => format!("search {at}"),
            Node::Feed(at) => format!("{} {}", sources.feeds[*at].name(), row.unread),
            Node::Tag(at) => sources.tags[*at].0.to_string(),
        };
        let indent = |row: &Row| "  ".repeat(usize::from(row.depth));
        rows(sources, 1, &closed).iter().map(|row| indent(row) + &name(row)).collect()
    }

    fn sources() -> Sources {
        Sources {
            feeds: vec![
                feed(1, "Wire", "", 5),
                feed(2, "Stars", "Science/Space", 2),
                feed(3, "Cells", "Science", 1),
                feed(4, "atoms", " Science / ", 0),
                feed(5, "Sea", "Sciences", 7),
            ],
            tags: vec![(Prose::line("budget"), 3)],
        }
    }

    #[test]
    fn folders_hold_their_feeds_and_count_them() {
        let expected = [
            "Searches",
            "  search 0",
            "Science/ 3",
            "  atoms 0",
            "  Cells 1",
            "  Science/Space/ 2",
            "    Stars 2",
            "Sciences/ 7",
            "  Sea 7",
            "Wire 5",
            "Tags",
            "  budget",
        ];
        assert_eq!(shown(&sources(), &[]), expected);
    }

    #[test]
    fn what_lies_in_a_closed_group_is_counted_and_not_shown() {
        let closed = [Group::Searches, Group::Folder("Science".into()), Group::Tags];
        let expected = ["Searches", "Science/ 3", "Sciences/ 7", "  Sea 7", "Wire 5", "Tags"];
        assert_eq!(shown(&sources(), &closed), expected);
        let closed = [Group::Folder("Science/Space".into())];
        assert_eq!(shown(&sources(), &closed)[5..7], ["  Science/Space/ 2", "Sciences/ 7"]);
    }

    #[test]
    fn a_folder_holds_what_lies_in_its_folders() {
        let ids = feeds_in(&sources(), &Group::Folder("Science".into()));
        assert_eq!(ids, [FeedId(2), FeedId(3), FeedId(4)]);
    }
}
