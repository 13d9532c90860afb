//! A subscription: where news comes from, how the reader has filed it, and how it is doing.
//!
//! Plain data. How a source is fetched is decided in `desk`, when it is due in `fetch`, how all this is kept in `store`.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use super::Moment;
use crate::text::{Link, Prose};

/// The number a feed has in the store. It is never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct FeedId(pub i64);

impl fmt::Display for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a feed is read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// An address.
    Web(Link),
    /// A file of this machine, by its whole path.
    File(String),
    /// A folder whose files are articles, by its whole path.
    Folder(String),
    /// A program whose output is a feed, with its arguments; never a shell.
    Exec(Vec<String>),
    /// Pages the reader has kept one by one. There is one such feed.
    Pages,
    /// A feed of an account on a server, which alone fetches it.
    Account {
        /// The name of the account in the settings.
        account: String,
        /// Where the server reads the feed from; empty for articles of feeds that the account no longer has.
        address: String,
    },
}

/// How a [`Source`] of the reader's own pages is written.
const PAGES: &str = "pages:";
/// How a [`Source`] of an account begins; its name and the address follow, parted by a colon.
const ACCOUNT: &str = "account:";

impl Source {
    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text == PAGES {
            return Some(Self::Pages);
        }
        if let Some(path) = text.strip_prefix("file:") {
            return Some(Self::File(path.to_owned()));
        }
        if let Some(path) = text.strip_prefix("folder:") {
            return Some(Self::Folder(path.to_owned()));
        }
        if let Some(words) = text.strip_prefix("exec:") {
            let words: Vec<String> = serde_json::from_str(words).ok()?;
            return (!words.is_empty()).then_some(Self::Exec(words));
        }
        if let Some(rest) = text.strip_prefix(ACCOUNT) {
            let (account, address) = rest.split_once(':').filter(|(name, _)| !name.is_empty())?;
            return Some(Self::Account {
                account: account.to_owned(),
                address: address.to_owned(),
            });
        }
        Link::parse(text).ok().map(Self::Web)
    }

    /// The address, where it is one.
    pub fn link(&self) -> Option<&Link> {
        match self {
            Self::Web(link) => Some(link),
            _ => None,
        }
    }

    /// The account it belongs to, where it is not this program that fetches it.
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Account { account, .. } => Some(account),
            _ => None,
        }
    }

    /// Where it is read from, by whomever: as [`fmt::Display`] writes it, but for the name of an account.
    pub fn place(&self) -> String {
        match self {
            Self::Account { address, .. } => address.clone(),
            other => other.to_string(),
        }
    }
}

/// As it is stored, exported and named on the command line: `https://..`, `file:/..`, `folder:/..`,
/// `exec:["program","argument"]`, `pages:`, `account:NAME:https://..`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Web(link) => f.write_str(link.as_str()),
            Self::File(path) => write!(f, "file:{path}"),
            Self::Folder(path) => write!(f, "folder:{path}"),
            Self::Exec(words) => {
                write!(f, "exec:{}", serde_json::Value::from(words.clone()))
            }
            Self::Pages => f.write_str(PAGES),
            Self::Account { account, address } => write!(f, "{ACCOUNT}{account}:{address}"),
        }
    }
}

/// What the reader has chosen for a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The name it goes by, instead of its own.
    pub name: Option<Prose>,
    /// Where it is filed: names from the outermost folder on, parted by `/`; empty at the top.
    pub folder: Prose,
    /// The page of each new article is fetched and the article taken out of it.
    pub whole: bool,
    /// How often it is looked at, instead of what suits it.
    pub every: Option<Duration>,
    /// Its address may be a private one, since the reader has named it.
    pub private: bool,
    /// A program that the answer passes through before it is read, with its arguments.
    pub filter: Option<Vec<String>>,
    /// Headers whose values are secrets.
    pub headers: Vec<SecretHeader>,
    /// Attributes of other programs that came with an outline, to be given back.
    pub extra: Vec<(String, String)>,
}

/// A header of a request whose value is a secret, by where the secret is found. The secret itself is never stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretHeader {
    /// `Authorization`, `Cookie`, ..
    pub name: String,
    /// `env:NAME`, `file:/path` (of mode 0600) or `exec:["program","argument"]`.
    pub reference: String,
}

/// How a feed is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// When it was last looked at.
    pub tried: Option<Moment>,
    /// When it last answered well.
    pub succeeded: Option<Moment>,
    /// Failures since then.
    pub failures: u32,
    /// What went wrong the last time, in words.
    pub trouble: Option<Prose>,
    /// When it is to be looked at next.
    pub due: Option<Moment>,
    /// Until when its server, by what another feed of it was told, is not asked.
    pub held: Option<Moment>,
    /// Why it is looked at no more: its server says that it is gone for good.
    pub retired: Option<Prose>,
    /// New articles a week, over the last weeks.
    pub weekly: f32,
}

/// What tells a server what we have of a feed already (RFC 9110, section 8.8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`, as it came.
    pub etag: Option<String>,
    /// `Last-Modified`, as it came.
    pub last_modified: Option<String>,
}

/// A feed the reader has subscribed to.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// Its number.
    pub id: FeedId,
    /// Where it is read from.
    pub source: Source,
    /// Its own title.
    pub title: Option<Prose>,
    /// The site it belongs to.
    pub site: Option<Link>,
    /// What the reader has chosen.
    pub choices: Choices,
    /// How it is doing.
    pub health: Health,
    /// What it last answered with.
    pub validators: Validators,
    /// Articles stored, and unread among them.
    pub articles: u32,
    /// Unread articles.
    pub unread: u32,
}

impl Subscription {
    /// What it is called: the reader's name for it, its own title, its host, else where it is read from.
    pub fn name(&self) -> Prose {
        let own = self.choices.name.as_ref().or(self.title.as_ref());
        own.filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| match &self.source {
            Source::Web(link) => Prose::line(link.host()),
            Source::Pages => Prose::line("Kept pages"),
            Source::Account { account, address } if address.is_empty() => {
                Prose::line(&format!("Other articles of {account}"))
            }
            Source::Account { address, .. } => Link::parse(address)
                .map_or_else(|_| Prose::line(address), |link| Prose::line(link.host())),
            other => Prose::line(&other.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_read_as_it_is_written() {
        let exec = r#"exec:["feed maker","--all"]"#;
        let account = "account:home:https://example.org/feed";
        let web = "https://example.org/feed";
        for text in [web, "file:/home/a/b.xml", "folder:/news", exec, PAGES, account] {
            assert_eq!(Source::parse(text).expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_source_is_refused() {
        for text in ["", "gopher://example.org", "exec:ls", "exec:[]", "news", "account:x"] {
            assert_eq!(Source::parse(text), None, "{text}");
        }
    }
}
