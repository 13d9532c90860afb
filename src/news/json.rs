//! Articles and headlines as JSON, in the field order that others rely on.
//!
//! Unknown values are `null`. Offsets are bytes of `text`. Reading the same JSON is the business of `extract`.

use serde::Serialize;

use super::{Article, Block, BlockKind, Body, Headline, Marks, Moment, TextLink};
use crate::text::{Link, Prose};

impl BlockKind {
    /// The name used in JSON. A footnote is written as a paragraph with `"footnote": true`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph | Self::Footnote => "paragraph",
            Self::Heading => "heading",
            Self::Caption => "caption",
            Self::Quote => "quote",
            Self::ListItem => "list_item",
            Self::Code => "code",
            Self::Table => "table",
            Self::Image => "image",
        }
    }

    /// The kind with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        let kinds = [
            Self::Paragraph,
            Self::Heading,
            Self::Caption,
            Self::Quote,
            Self::ListItem,
            Self::Code,
            Self::Table,
            Self::Image,
        ];
        kinds.into_iter().find(|kind| kind.name() == name)
    }
}

/// What an article is called in JSON: its number in the store, or what it came with.
pub fn article_id(article: &Article) -> Option<String> {
    let called = || article.called.as_ref().map(ToString::to_string);
    article.id.map(|id| id.to_string()).or_else(called)
}

/// An article as JSON, to be handed to a serializer.
///
/// `with_text` decides whether `blocks` and `text` are written; lists leave them out.
pub fn article_json(article: &Article, marks: Marks, with_text: bool) -> ArticleJson<'_> {
    let body = &article.body;
    ArticleJson {
        id: article_id(article),
        outlet: article.outlet.as_ref(),
        title: Some(&article.title).filter(|title| !title.is_empty()),
        url: article.link.as_ref(),
        authors: &article.authors,
        published: article.published,
        updated: article.updated,
        language: article.language.as_ref(),
        words: body.words(),
        minutes: article.minutes(),
        feed: article.feed.as_ref(),
        tags: &article.tags,
        marks: MarksJson::from(marks),
        blocks: with_text.then(|| body.blocks().iter().map(|b| block_json(body, b)).collect()),
        links: body.links().iter().map(|link| link_json(body, link)).collect(),
        credits: &article.credits,
        debris: &article.debris,
        text: with_text.then(|| body.text()),
    }
}

/// One row of the list as JSON, with the field names of an article.
pub fn headline_json(headline: &Headline) -> HeadlineJson<'_> {
    HeadlineJson {
        id: headline.id.to_string(),
        outlet: headline.source.as_ref(),
        title: &headline.title,
        published: headline.published,
        minutes: headline.minutes,
        marks: MarksJson::from(headline.marks),
    }
}

/// What [`article_json`] writes.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'a> {
    id: Option<String>,
    outlet: Option<&'a Prose>,
    title: Option<&'a Prose>,
    url: Option<&'a Link>,
    authors: &'a [Prose],
    published: Option<Moment>,
    updated: Option<Moment>,
    language: Option<&'a Prose>,
    words: usize,
    minutes: u32,
    feed: Option<&'a Prose>,
    tags: &'a [Prose],
    #[serde(flatten)]
    marks: MarksJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Vec<BlockJson<'a>>>,
    links: Vec<LinkJson<'a>>,
    credits: &'a [Prose],
    debris: &'a [Prose],
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// What [`headline_json`] writes.
#[derive(Debug, Serialize)]
pub struct HeadlineJson<'a> {
    id: String,
    outlet: Option<&'a Prose>,
    title: &'a Prose,
    published: Option<Moment>,
    minutes: u32,
    #[serde(flatten)]
    marks: MarksJson,
}

#[derive(Debug, Serialize)]
struct MarksJson {
    read: bool,
    starred: bool,
    later: bool,
    hidden: bool,
}

impl From<Marks> for MarksJson {
    fn from(marks: Marks) -> Self {
        let Marks { read, starred, later, hidden } = marks;
        Self { read, starred, later, hidden }
    }
}

#[derive(Debug, Serialize)]
struct BlockJson<'a> {
    kind: &'static str,
    text: &'a str,
    level: Option<u8>,
    credit: Option<&'a Prose>,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    ordinal: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    footnote: bool,
}

#[derive(Debug, Serialize)]
struct LinkJson<'a> {
    text: &'a str,
    url: &'a Link,
    start: u32,
    end: u32,
}

fn block_json<'a>(body: &'a Body, block: &'a Block) -> BlockJson<'a> {
    BlockJson {
        kind: block.kind.name(),
        text: body.slice(block.span),
        level: (block.level > 0).then_some(block.level),
        credit: block.credit.as_ref(),
        start: block.span.start,
        end: block.span.end,
        ordinal: block.ordinal,
        footnote: block.kind == BlockKind::Footnote,
    }
}

fn link_json<'a>(body: &'a Body, link: &'a TextLink) -> LinkJson<'a> {
    LinkJson {
        text: body.slice(link.span),
        url: &link.link,
        start: link.span.start,
        end: link.span.end,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::news::BodyBuilder;

    #[test]
    fn an_article_has_the_fields_of_the_contract() {
        let mut builder = BodyBuilder::new();
        builder.push(BlockKind::Heading, &Prose::line("Why"), Vec::new()).expect("text").level = 2;
        builder.push(BlockKind::Footnote, &Prose::line("A note"), Vec::new());
        let article = Article {
            title: Prose::line("Title"),
            published: Moment::parse("2024-06-20"),
            body: builder.finish(),
            ..Article::default()
        };
        let written = serde_json::to_string(&article_json(&article, Marks::default(), true));
        let written = written.expect("JSON");
        let order = [
            "id",
            "outlet",
            "title",
            "url",
            "authors",
            "published",
            "updated",
            "language",
            "words",
            "minutes",
            "feed",
            "tags",
            "read",
            "starred",
            "blocks",
            "links",
            "credits",
            "debris",
            "text",
        ];
        let places: Vec<_> =
            order.iter().map(|name| written.rfind(&format!("\"{name}\":"))).collect();
        assert!(places.iter().all(Option::is_some), "{places:?} in {written}");
        let json: Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(json["published"], "2024-06-20T00:00:00Z");
        assert_eq!(json["text"], "Why\n\nA note");
        assert_eq!(json["blocks"][0]["level"], 2);
        assert_eq!(json["blocks"][1]["kind"], "paragraph");
        assert_eq!(json["blocks"][1]["start"], 5);
        assert_eq!(json["outlet"], Value::Null);
        let short = serde_json::to_value(article_json(&article, Marks::default(), false));
        let short = short.expect("JSON");
        assert!(short.get("text").is_none() && short.get("blocks").is_none());
    }
}
