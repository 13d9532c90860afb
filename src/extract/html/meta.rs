//! What a page says of itself: `<title>`, `<meta>`, `<time>`, JSON-LD.
//!
//! Where sources disagree, JSON-LD wins over the names of Open Graph, these over the older ones, and all of them over
//! what stands in the text. Nothing is concluded from addresses or the look of a page.

use super::element::is_json_ld;
use super::linked::Linked;
use super::name::Name;
use super::token::Tag;
use crate::extract::when;
use crate::news::Moment;
use crate::text::entity;
use crate::text::{Link, Prose};

/// What is known of a page besides its text.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Meta {
    pub(in crate::extract) title: Option<Prose>,
    pub(in crate::extract) site: Option<Prose>,
    pub(in crate::extract) authors: Vec<Prose>,
    pub(in crate::extract) published: Option<Moment>,
    pub(in crate::extract) updated: Option<Moment>,
    pub(in crate::extract) link: Option<Link>,
    pub(in crate::extract) language: Option<Prose>,
    pub(in crate::extract) tags: Vec<Prose>,
    pub(in crate::extract) window_title: Option<Prose>,
    /// What it is about, as it says to machines.
    pub(in crate::extract) summary: Option<Prose>,
    /// Whether it says that it is an article.
    pub(in crate::extract) is_article: bool,
    pub(in crate::extract) linked: Linked,
    /// The first `<time datetime>`.
    pub(in crate::extract) time: Option<Moment>,
    /// What a script gives to whoever counts the readers.
    pub(in crate::extract) script_published: Option<Moment>,
}

/// What a `<meta>` tells, by its name or property.
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "dcterms.title"];
const SUMMARIES: [&str; 3] = ["og:description", "description", "twitter:description"];
const SITES: [&str; 2] = ["og:site_name", "application-name"];
const AUTHORS: [&str; 12] = [
    "author",
    "article:author",
    "article:author_name",
    "authors",
    "byl",
    "citation_author",
    "creator",
    "dc.creator",
    "dcterms.creator",
    "dcterms.author",
    "parsely-author",
    "sailthru.author",
];
const PUBLISHED: [&str; 30] = [
    "article.published",
    "article:published",
    "article:published_date",
    "article:published_time",
    "article_date_original",
    "citation_date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "date",
    "date_published",
    "datepublished",
    "dc.date",
    "dc.date.created",
    "dc.date.issued",
    "dc.date.published",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "displaydate",
    "og:article:published_time",
    "og:published_time",
    "originalpublicationdate",
    "parsely-pub-date",
    "pdate",
    "pubdate",
    "publication_date",
    "publishdate",
    "published_time",
    "rnews:datepublished",
    "sailthru.date",
];
const UPDATED: [&str; 7] = [
    "article:modified_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "og:updated_time",
    "revised",
];
/// So many names in one script are looked at that could be that of the day of publication.
const SCRIPT_NAMES: usize = 20;

/// What the text of a raw element is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raw {
    Title,
    JsonLd,
    /// A program, a style: nothing.
    Other,
}

impl Raw {
    /// What the content of a raw element will be.
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        match tag.name {
            Name::Title => Self::Title,
            Name::Script if is_json_ld(tag) => Self::JsonLd,
            _ => Self::Other,
        }
    }
}

impl Meta {
    /// What JSON-LD tells put over what the other sources tell, and the times in the text below them.
    pub(super) fn settled(mut self) -> Self {
        let linked = std::mem::take(&mut self.linked);
        self.title = linked.title.or(self.title);
        self.published = linked.published.or(self.published).or(self.time);
        self.updated = linked.updated.or(self.updated);
        self.language = self.language.or(linked.language);
        self.site = self.site.or(linked.site);
        self.authors = if linked.authors.is_empty() { self.authors } else { linked.authors };
        self
    }

    /// The window's title without the name of the site.
    pub(in crate::extract) fn page_title(&self) -> Option<Prose> {
        let title = self.window_title.as_ref()?;
        let cut = [" | ", " – ", " — ", " - ", " :: "].iter().find_map(|sign| {
            let (head, site) = title.rsplit_once(sign)?;
            let known = self.site.as_ref().is_some_and(|s| s.eq_ignore_ascii_case(site.trim()));
            (known || (site.split(' ').count() <= 4 && head.split(' ').count() >= 4))
                .then_some(head)
        });
        Some(Prose::line(cut.unwrap_or(title)))
    }

    /// Takes up what a tag tells. A `<base>` changes what relative addresses mean.
    pub(super) fn read_tag(&mut self, tag: &Tag<'_>, base: &mut Option<Link>) {
        match tag.name {
            Name::Meta => self.read_meta(tag),
            Name::Html => self.language = self.language.take().or_else(|| line(&tag.get("lang")?)),
            Name::Time => {
                let stamp = || when::stamp(&tag.get("datetime")?);
                self.time = self.time.or_else(stamp);
            }
            Name::Link
                if tag.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                self.link = self.link.take().or_else(|| address(base.as_ref(), &tag.get("href")?));
                *base = base.take().or_else(|| self.link.clone());
            }
            Name::Base => {
                let new = tag.get("href").and_then(|href| address(base.as_ref(), &href));
                *base = new.or_else(|| base.take());
            }
            _ => {}
        }
    }

    fn read_meta(&mut self, tag: &Tag<'_>) {
        let name = ["property", "name", "itemprop"].iter().find_map(|key| tag.get(key));
        let content = tag.get("content").or_else(|| tag.get("value"));
        let (Some(name), Some(content)) = (name, content) else { return };
        let name = name.trim().to_ascii_lowercase();
        let is = |names: &[&str]| names.contains(&name.as_str());
        match () {
            () if is(&TITLES) => self.title = self.title.take().or_else(|| line(&content)),
            () if is(&SUMMARIES) => self.summary = self.summary.take().or_else(|| line(&content)),
            () if is(&["og:type"]) => self.is_article |= content.eq_ignore_ascii_case("article"),
            () if is(&SITES) => self.site = self.site.take().or_else(|| line(&content)),
            () if is(&AUTHORS) => self.add_authors(&content),
            () if is(&PUBLISHED) => {
                self.published = self.published.or_else(|| when::stamp(&content));
            }
            () if is(&UPDATED) => self.updated = self.updated.or_else(|| when::stamp(&content)),
            () if is(&["og:url"]) => {
                self.link = self.link.take().or_else(|| Link::parse(&content).ok());
            }
            () if is(&["article:tag"]) => self.tags.extend(line(&content)),
            () => {}
        }
    }

    /// Takes up the text of a raw element.
    pub(super) fn read_raw(&mut self, raw: Raw, text: &str) {
        match raw {
            Raw::Title if self.window_title.is_none() => {
                self.window_title = line(&entity::decode(text));
            }
            Raw::JsonLd => self.linked.read(text),
            Raw::Other => self.script_published = self.script_published.or_else(|| in_script(text)),
            Raw::Title => {}
        }
    }

    /// An address in place of a name tells nobody who wrote.
    fn add_authors(&mut self, names: &str) {
        let names = names.trim().trim_start_matches("By ").trim_start_matches("by ");
        if names.contains("://") {
            return;
        }
        for name in names.split([',', ';']).flat_map(|part| part.split(" and ")) {
            if let Some(name) = line(name).filter(|name| !self.authors.contains(name)) {
                self.authors.push(name);
            }
        }
    }
}

fn line(text: &str) -> Option<Prose> {
    let line = Prose::line(text);
    (!line.is_empty()).then_some(line)
}

fn address(base: Option<&Link>, href: &str) -> Option<Link> {
    match base {
        Some(base) => base.join(href).ok(),
        None => Link::parse(href).ok(),
    }
}

/// The day of publication in a program or its data: `"publishDate": "2024-06-20"`, `"datePublished": ...`.
fn in_script(text: &str) -> Option<Moment> {
    text.match_indices("ublish").take(SCRIPT_NAMES).find_map(|(at, _)| {
        let name_end = at + text.get(at..)?.find('"')?;
        let name = text.get(text.get(..at)?.rfind('"')? + 1..name_end)?;
        let value = text.get(name_end..)?.trim_start_matches([' ', ':', '"']);
        let value = value.get(..value.find(['"', ',', '}'])?)?;
        (name.len() <= 24 && value.len() <= 40).then(|| when::stamp(value))?
    })
}
