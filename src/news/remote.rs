//! What a server tells of an account: feeds that it fetches, and lists of what is unread and starred there.
//!
//! Plain data. How a server is asked is decided in `sync`, how this is kept in `store`.

use std::collections::HashSet;

use crate::text::{Link, Prose};

/// A feed of an account, as its server has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoteFeed {
    /// What the server calls it.
    pub id: String,
    /// Where the server reads it from.
    pub address: String,
    /// Its title there.
    pub title: Option<Prose>,
    /// The site it belongs to.
    pub site: Option<Link>,
    /// Where it is filed there; empty at the top.
    pub folder: Prose,
}

/// What a server says of all articles of an account: whole lists, of which what is missing tells something, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoteLists {
    /// What is unread; everything else is read.
    pub unread: HashSet<String>,
    /// What is starred; nothing else is.
    pub starred: HashSet<String>,
    /// Labels of articles, and what has each. `None` where the server knows none.
    pub labels: Option<Vec<(Prose, HashSet<String>)>>,
}

/// What a server says of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteState {
    /// What the server calls the article.
    pub id: String,
    /// Whether it is read there.
    pub read: bool,
    /// Whether it is starred there.
    pub starred: bool,
}
