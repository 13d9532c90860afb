//! What a page says of itself: `<title>`, `<meta>`, `<time>`, JSON-LD.
//!
//! Where sources disagree, JSON-LD wins over the names of Open Graph, these over the older ones, and all of them over
//! what stands in the text. Nothing is concluded from addresses or the look of a page.

use serde_json::Value;

use super::element::is_json_ld;
use super::entity;
use super::name::Name;
use super::token::Tag;
use crate::extract::when;
use crate::news::Moment;
use crate::text::{Link, Prose};

/// What is known of a page besides its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Meta {
    pub title: Option<Prose>,
    pub site: Option<Prose>,
    pub authors: Vec<Prose>,
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    pub link: Option<Link>,
    pub language: Option<Prose>,
    pub tags: Vec<Prose>,
    window_title: Option<Prose>,
}

/// What a `<meta>` tells, by its name or property.
const TITLES: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const SITES: [&str; 2] = ["og:site_name", "application-name"];
const AUTHORS: [&str; 6] =
    ["author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"];
const PUBLISHED: [&str; 8] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
];
const UPDATED: [&str; 4] =
    ["article:modified_time", "datemodified", "og:updated_time", "last-modified"];

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
    /// The window's title without the name of the site.
    pub(super) fn page_title(&self) -> Option<Prose> {
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
                self.published = self.published.or_else(stamp);
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
        let (Some(name), Some(content)) = (name, tag.get("content")) else { return };
        let name = name.trim().to_ascii_lowercase();
        let is = |names: &[&str]| names.contains(&name.as_str());
        match () {
            () if is(&TITLES) => self.title = self.title.take().or_else(|| line(&content)),
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
            Raw::JsonLd => {
                if let Ok(value) = serde_json::from_str(text) {
                    self.read_json(value);
                }
            }
            _ => {}
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

    /// Looks for an article in JSON-LD (schema.org), which may stand in a graph or a list.
    fn read_json(&mut self, value: Value) {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values.into_iter().rev()),
                Value::Object(mut fields) => {
                    let is_article = fields.get("@type").is_some_and(is_article_type);
                    waiting.extend(fields.remove("@graph"));
                    waiting.extend(fields.remove("mainEntity"));
                    if is_article {
                        return self.read_article(&Value::Object(fields));
                    }
                }
                _ => {}
            }
        }
    }

    fn read_article(&mut self, article: &Value) {
        let text = |name: &str| article.get(name).and_then(Value::as_str);
        let decoded = |name: &str| line(&entity::decode(text(name)?));
        self.title = decoded("headline").or_else(|| self.title.take());
        self.published = text("datePublished").and_then(when::stamp).or(self.published);
        self.updated = text("dateModified").and_then(when::stamp).or(self.updated);
        self.language = self.language.take().or_else(|| decoded("inLanguage"));
        let publisher = article.get("publisher").and_then(name_of);
        self.site = self.site.take().or(publisher);
        let authors = match article.get("author") {
            Some(Value::Array(authors)) => authors.iter().filter_map(name_of).collect(),
            Some(author) => name_of(author).into_iter().collect(),
            None => Vec::new(),
        };
        if !authors.is_empty() {
            self.authors = authors;
        }
    }
}

fn is_article_type(kind: &Value) -> bool {
    let fits = |kind: &Value| {
        kind.as_str()
            .is_some_and(|k| k.ends_with("Article") || k.ends_with("Posting") || k == "Report")
    };
    kind.as_array().map_or_else(|| fits(kind), |kinds| kinds.iter().any(fits))
}

/// The name of a person or organisation, which may be given as text or as an object.
fn name_of(value: &Value) -> Option<Prose> {
    let name = value.as_str().or_else(|| value.get("name")?.as_str())?;
    line(&entity::decode(name)).filter(|name| !name.contains("://"))
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
