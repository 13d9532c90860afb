//! What is read: subscriptions, labels, articles.

use std::collections::HashSet;

use serde::Deserialize;

use super::super::entry::unescaped;
use super::super::json::{self, list_or_none};
use super::super::{Entry, ItemId, RemoteError};
use super::{GReader, LABEL, Profile};
use crate::feed::{Enclosure, Item};
use crate::fetch::Secret;
use crate::news::{Moment, RemoteFeed};
use crate::text::{Link, Prose, entity};

/// A label that articles have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it is called.
    pub name: Prose,
    /// Its stream.
    pub(super) stream: String,
}

#[derive(Deserialize)]
struct Subscriptions {
    subscriptions: Vec<Subscription>,
}

#[derive(Deserialize)]
struct Subscription {
    #[serde(default, deserialize_with = "json::text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    url: Option<String>,
    #[serde(default, rename = "htmlUrl", deserialize_with = "json::text")]
    site: Option<String>,
    #[serde(default, deserialize_with = "list_or_none")]
    categories: Vec<Category>,
}

#[derive(Deserialize)]
struct Category {
    #[serde(default, deserialize_with = "json::text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    label: Option<String>,
}

#[derive(Deserialize)]
struct Tags {
    tags: Vec<Tag>,
}

#[derive(Deserialize)]
struct Tag {
    #[serde(default, deserialize_with = "json::text")]
    id: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "json::text")]
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Contents {
    items: Vec<Content>,
}

#[derive(Deserialize)]
struct Content {
    #[serde(default, deserialize_with = "json::text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    author: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    published: Option<String>,
    #[serde(default, deserialize_with = "list_or_none")]
    categories: Vec<String>,
    #[serde(default, deserialize_with = "list_or_none")]
    canonical: Vec<Target>,
    #[serde(default, deserialize_with = "list_or_none")]
    alternate: Vec<Target>,
    #[serde(default, deserialize_with = "list_or_none")]
    enclosure: Vec<Target>,
    summary: Option<Html>,
    #[serde(rename = "content")]
    text: Option<Html>,
    origin: Option<Origin>,
}

#[derive(Deserialize)]
struct Target {
    #[serde(default, deserialize_with = "json::text")]
    href: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "json::text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    length: Option<String>,
}

#[derive(Deserialize)]
struct Html {
    #[serde(default, deserialize_with = "json::text")]
    content: Option<String>,
}

#[derive(Deserialize)]
struct Origin {
    #[serde(default, rename = "streamId", deserialize_with = "json::text")]
    stream: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
}

impl GReader<'_> {
    /// All subscriptions.
    pub fn subscriptions(&mut self) -> Result<Vec<RemoteFeed>, RemoteError> {
        let what = "its subscriptions";
        let answer = self.get("subscription/list", &[("output", "json")], what)?;
        let listed: Subscriptions = json::object(&answer.body, &self.session.base, what)?;
        Ok(listed.subscriptions.into_iter().filter_map(|one| self.feed(one)).collect())
    }

    fn feed(&self, listed: Subscription) -> Option<RemoteFeed> {
        let id = listed.id.filter(|id| !id.is_empty() && id.len() < 2_000)?;
        let address = listed.url.or_else(|| id.strip_prefix("feed/").map(str::to_owned));
        let address = address
            .map(|address| Link::parse(&address).map_or(address, |link| link.as_str().to_owned()));
        let folder = listed.categories.first().and_then(Category::name);
        Some(RemoteFeed {
            address: address.unwrap_or_else(|| id.clone()),
            id,
            title: listed.title.map(|title| self.words(&title)).filter(|title| !title.is_empty()),
            site: listed.site.and_then(|site| Link::parse(&site).ok()),
            folder: folder.unwrap_or_default(),
        })
    }

    /// What is called a tag there. Miniflux is known by how it writes them.
    fn tags(&mut self) -> Result<Vec<Tag>, RemoteError> {
        let what = "its labels";
        let answer = self.get("tag/list", &[("output", "json")], what)?;
        let listed: Tags = json::object(&answer.body, &self.session.base, what)?;
        if self.session.profile == Profile::Unknown {
            let is_miniflux = listed.tags.iter().any(Tag::is_numbered);
            self.session.profile = if is_miniflux { Profile::Miniflux } else { Profile::Other };
        }
        Ok(listed.tags)
    }

    /// Whether a mark that is set again is taken off there.
    pub(super) fn turns_marks(&mut self) -> Result<bool, RemoteError> {
        if self.session.profile == Profile::Unknown {
            self.tags()?;
        }
        Ok(self.session.profile == Profile::Miniflux)
    }

    /// The labels of articles: what is called so and is no folder. Miniflux has none.
    pub fn labels(&mut self, feeds: &[RemoteFeed]) -> Result<Vec<Label>, RemoteError> {
        let tags = self.tags()?;
        if !self.knows_labels() {
            return Ok(Vec::new());
        }
        let is_folder = |name: &Prose| feeds.iter().any(|feed| feed.folder == *name);
        let label = |tag: &Tag| {
            let name = label_of(tag.id.as_deref()?)?;
            let is_item = tag.kind.as_deref() != Some("folder");
            let name_shown = Prose::line(name);
            (is_item && !is_folder(&name_shown) && !name_shown.is_empty())
                .then(|| Label { stream: format!("{LABEL}{name}"), name: name_shown })
        };
        Ok(tags.iter().filter_map(label).collect())
    }

    /// The articles of these ids that the server has; what was not asked for is left out.
    pub fn contents(&mut self, ids: &[String]) -> Result<Vec<Entry>, RemoteError> {
        match self.contents_at_once(ids) {
            Err(error) if error.is_too_large() && ids.len() > 1 => {
                let (first, rest) = ids.split_at(ids.len() / 2);
                let mut entries = self.contents(first)?;
                entries.extend(self.contents(rest)?);
                Ok(entries)
            }
            answer => answer,
        }
    }

    fn contents_at_once(&mut self, ids: &[String]) -> Result<Vec<Entry>, RemoteError> {
        let what = "articles";
        let fields: Vec<(&str, Secret)> =
            ids.iter().map(|id| ("i", ItemId::stored(id).sent().into())).collect();
        let answer = self.post("stream/items/contents", &fields, what)?;
        let read: Contents = json::object(&answer.body, &self.session.base, what)?;
        let asked: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let entries = read.items.into_iter().filter_map(|content| self.entry(content));
        Ok(entries.filter(|entry| asked.contains(entry.id.as_str())).collect())
    }

    fn entry(&self, content: Content) -> Option<Entry> {
        let id = ItemId::read(content.id.as_deref()?)?.as_str().to_owned();
        let origin = content.origin;
        let stream = origin.as_ref().and_then(|origin| origin.stream.clone());
        let outlet = origin.and_then(|origin| origin.title).map(|title| self.words(&title));
        let has = |state: &str| content.categories.iter().any(|one| one.ends_with(state));
        let labels = content.categories.iter().filter_map(|one| label_of(one)).map(Prose::line);
        let mut targets = content.canonical.iter().chain(&content.alternate);
        let html = content.text.or(content.summary).and_then(|html| html.content);
        let published = content.published.as_deref().and_then(|text| text.parse().ok());
        let author = content.author.map(|author| Prose::line(&author));
        let item = Item {
            id: Some(id.clone()),
            key: id.clone(),
            link: targets.find_map(Target::link),
            title: content.title.map(|title| self.words(&title)).filter(|title| !title.is_empty()),
            authors: author.filter(|author| !author.is_empty()).into_iter().collect(),
            published: published.and_then(Moment::from_second),
            content_html: html,
            enclosures: content.enclosure.iter().filter_map(Target::enclosure).collect(),
            ..Item::default()
        };
        Some(Entry {
            id,
            feed: stream.unwrap_or_default(),
            outlet: outlet.filter(|outlet| !outlet.is_empty()),
            read: has("/state/com.google/read"),
            starred: has("/state/com.google/starred"),
            removed: false,
            labels: labels.filter(|label| !label.is_empty()).collect(),
            item,
        })
    }

    /// A title in plain words.
    fn words(&self, title: &str) -> Prose {
        let title = entity::decode(title);
        match self.session.profile {
            Profile::FreshRss => Prose::line(&unescaped(&title)),
            _ => Prose::line(&title),
        }
    }
}

impl Tag {
    /// Whether its user has a number: `user/1/state/com.google/starred`.
    fn is_numbered(&self) -> bool {
        let user = self.id.as_deref().and_then(|id| id.strip_prefix("user/"));
        user.and_then(|rest| rest.split('/').next()).is_some_and(|user| user.parse::<u64>().is_ok())
    }
}

impl Category {
    fn name(&self) -> Option<Prose> {
        let name = self.label.as_deref().or_else(|| label_of(self.id.as_deref()?))?;
        Some(Prose::line(name)).filter(|name| !name.is_empty())
    }
}

impl Target {
    fn link(&self) -> Option<Link> {
        Link::parse(self.href.as_deref()?).ok()
    }

    fn enclosure(&self) -> Option<Enclosure> {
        Some(Enclosure {
            url: self.link()?,
            kind: self.kind.as_deref().map(Prose::line),
            length: self.length.as_deref().and_then(|length| length.parse().ok()),
        })
    }
}

/// `user/1/label/News` is `News`, whoever the user is.
fn label_of(stream: &str) -> Option<&str> {
    let (user, label) = stream.strip_prefix("user/")?.split_once("/label/")?;
    (!user.contains('/') && !label.is_empty()).then_some(label)
}
