//! The items of a feed as articles.
//!
//! The HTML of each item becomes blocks in `extract`; what the feed says of itself fills in what an item leaves out. How
//! long all of it may take is watched by the caller's clock: what is over the budget is left out, in words.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use crate::extract;
use crate::feed::{Enclosure, Feed, Item};
use crate::news::{Article, Block, BlockKind, Body, Moment, Problem, Span, TextLink};
use crate::store::NewArticle;
use crate::text::{Link, Prose};

/// Processor time one feed may take.
const BUDGET: Duration = Duration::from_secs(2);

/// The articles of a feed, in its order, and what was repaired or left out.
///
/// `address` is where the feed was found; `spent` tells the processor time that this feed has taken so far.
pub(super) fn articles(
    feed: &Feed,
    address: Option<&Link>,
    now: Moment,
    spent: &dyn Fn() -> Duration,
) -> (Vec<NewArticle>, Vec<Problem>) {
    let (read, problems) = read(feed, address, spent);
    let new = |(key, article)| NewArticle { key, arrived: now, article };
    (read.into_iter().map(new).collect(), problems)
}

/// The articles of a feed that is read and not stored.
pub fn of_feed(feed: &Feed, address: Option<&Link>) -> (Vec<Article>, Vec<Problem>) {
    let (read, problems) = read(feed, address, &|| Duration::ZERO);
    (read.into_iter().map(|(_, article)| article).collect(), problems)
}

/// Articles with their keys.
fn read(
    feed: &Feed,
    address: Option<&Link>,
    spent: &dyn Fn() -> Duration,
) -> (Vec<(String, Article)>, Vec<Problem>) {
    let mut problems = feed.problems.clone();
    let mut articles = Vec::with_capacity(feed.items.len());
    let items = keyed(&feed.items);
    for (key, item) in &items {
        if spent() > BUDGET {
            let left = items.len() - articles.len();
            problems.push(Problem::loss(format!(
                "the feed took too long to read; {left} of its items were left out"
            )));
            break;
        }
        let article = article(feed, item, address, &mut problems);
        articles.push((key.clone(), article));
    }
    say_once(&mut problems);
    (articles, problems)
}

/// What is said of several articles, or by the feed and of an article in it, is said once.
fn say_once(problems: &mut Vec<Problem>) {
    let mut said = HashSet::new();
    let gist = |problem: &Problem| {
        let words = problem.as_str();
        let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("a "));
        bare.unwrap_or(words).to_owned()
    };
    problems.retain(|problem| said.insert(gist(problem)));
}

/// The article in one item that a server gives.
pub(super) fn of_item(feed: &Feed, item: &Item) -> Article {
    article(feed, item, None, &mut Vec::new())
}

/// Items with keys that are each there once.
///
/// An item that is there twice counts once. Where several share a key, as with feeds that give all the same id or the
/// same address, what tells them apart is part of it: the address, or the title where they have no id.
fn keyed(items: &[Item]) -> Vec<(String, &Item)> {
    let mut sharing: HashMap<&str, HashSet<&str>> = HashMap::with_capacity(items.len());
    for item in items {
        sharing.entry(&item.key).or_default().insert(tells_apart(item));
    }
    let mut seen = HashSet::with_capacity(items.len());
    let keyed = items.iter().map(|item| {
        let is_shared = sharing.get(item.key.as_str()).is_some_and(|others| others.len() > 1);
        let key = if is_shared {
            format!("{} {}", item.key, tells_apart(item))
        } else {
            item.key.clone()
        };
        (key, item)
    });
    keyed.filter(|(key, _)| seen.insert(key.clone())).collect()
}

fn tells_apart(item: &Item) -> &str {
    match &item.id {
        Some(_) => item.link.as_ref().map_or("", Link::as_str),
        None => item.title.as_deref().unwrap_or_default(),
    }
}

fn article(
    feed: &Feed,
    item: &Item,
    address: Option<&Link>,
    problems: &mut Vec<Problem>,
) -> Article {
    let base = item.base.as_ref().or(item.link.as_ref()).or(feed.site.as_ref()).or(address);
    let mut found = blocks(item.content_html.as_deref(), base, problems);
    if found.body.text().is_empty() {
        found = blocks(item.summary_html.as_deref(), base, problems);
    }
    let body = with_ends(found.body, item);
    let link = item.link.as_ref().map(Link::without_trackers);
    let mut article = Article {
        id: None,
        called: None,
        outlet: item.source.clone().or_else(|| feed.title.clone()),
        title: item.title.clone().unwrap_or_default(),
        link: link.or_else(|| item.enclosures.first().map(|first| first.url.clone())),
        authors: item.authors.clone(),
        published: item.published.or(item.updated),
        updated: item.updated.filter(|updated| item.published.is_some_and(|at| at < *updated)),
        language: item.language.clone().or_else(|| feed.language.clone()),
        feed: None,
        tags: item.tags.clone(),
        body,
        credits: found.credits,
        debris: found.debris,
    };
    extract::name_untitled(&mut article);
    if article.title.is_empty() {
        article.title = Prose::line(article.link.as_ref().map_or("Untitled", Link::as_str));
    }
    article
}

fn blocks(html: Option<&str>, base: Option<&Link>, problems: &mut Vec<Problem>) -> Article {
    let Some(html) = html.filter(|html| !html.trim_ascii().is_empty()) else {
        return Article::default();
    };
    let mut read = extract::blocks(html, base);
    problems.append(&mut read.problems);
    read.article
}

/// A text with what belongs to the item at its end: sounds, films, files, where it is discussed.
fn with_ends(body: Body, item: &Item) -> Body {
    let comments = item.comments.as_ref().filter(|link| Some(*link) != item.link.as_ref());
    if item.enclosures.is_empty() && comments.is_none() {
        return body;
    }
    let known: HashSet<&Link> = body.links().iter().map(|link| &link.link).collect();
    let files = item.enclosures.iter().filter(|file| !known.contains(&file.url));
    let mut ends: Vec<(String, Link)> =
        files.take(MOST_FILES).map(|file| (described(file), file.url.clone())).collect();
    ends.extend(comments.map(|link| ("Comments".to_owned(), link.clone())));
    appended(&body, &ends)
}

/// Files of one item that are named at its end.
const MOST_FILES: usize = 20;

/// `Audio: episode.mp3 (12 MB)`
fn described(file: &Enclosure) -> String {
    let kind = file.kind.as_deref().unwrap_or_default();
    let what = match kind.split('/').next() {
        Some("audio") => "Audio",
        Some("video") => "Video",
        Some("image") => "Picture",
        _ => "File",
    };
    let path = file.url.as_str().split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    match file.length.filter(|bytes| *bytes > 0) {
        Some(bytes) if bytes < 1_000_000 => {
            format!("{what}: {name} ({} kB)", bytes.div_ceil(1_000))
        }
        Some(bytes) => format!("{what}: {name} ({} MB)", bytes / 1_000_000),
        None => format!("{what}: {name}"),
    }
}

/// A body with further paragraphs, each of which is a link.
fn appended(body: &Body, ends: &[(String, Link)]) -> Body {
    let mut text = body.text().to_owned();
    let (mut blocks, mut links) = (body.blocks().to_vec(), body.links().to_vec());
    for (words, link) in ends {
        let words = Prose::line(words);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(&words);
        let kind = BlockKind::Paragraph;
        blocks.push(Block { kind, span, level: 0, ordinal: None, credit: None });
        links.push(TextLink { span, link: link.clone() });
    }
    Body::from_parts(Prose::text(&text), blocks, links)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(key: &str, link: Option<&str>) -> Item {
        Item {
            id: Some(key.to_owned()),
            key: key.to_owned(),
            link: link.map(|link| Link::parse(link).expect("an address")),
            ..Item::default()
        }
    }

    fn feed(items: Vec<Item>) -> Feed {
        Feed { title: Some(Prose::line("Harbour News")), items, ..Feed::default() }
    }

    fn read(feed: &Feed) -> Vec<NewArticle> {
        let now = Moment::from_second(0).expect("a moment");
        articles(feed, None, now, &|| Duration::ZERO).0
    }

    #[test]
    fn an_item_becomes_an_article() {
        let item = Item {
            summary_html: Some("short".to_owned()),
            content_html: Some("<p>One <a href='/r'>report</a>.</p><p>Two.</p>".to_owned()),
            updated: Moment::parse("2024-06-20T10:00:00Z"),
            ..item("a", Some("https://example.org/n/1?utm_source=x&id=2"))
        };
        let found = read(&feed(vec![item]));
        let article = &found[0].article;
        assert_eq!(article.body.text(), "One report.\n\nTwo.");
        assert_eq!(article.body.links()[0].link.as_str(), "https://example.org/r");
        assert_eq!(article.link.as_ref().map(Link::as_str), Some("https://example.org/n/1?id=2"));
        assert_eq!(
            (article.outlet.as_deref(), article.title.as_str()),
            (Some("Harbour News"), "One report.")
        );
        assert_eq!(article.published, Moment::parse("2024-06-20T10:00:00Z"));
        assert_eq!(article.updated, None);
    }

    #[test]
    fn files_and_comments_stand_at_the_end() {
        let url = Link::parse("https://example.org/e/12.mp3?x=1").expect("an address");
        let kind = Some(Prose::line("audio/mpeg"));
        let item = Item {
            summary_html: Some("Words.".to_owned()),
            enclosures: vec![Enclosure { url, kind, length: Some(12_345_678) }],
            comments: Link::parse("https://example.org/c").ok(),
            ..item("a", None)
        };
        let article = read(&feed(vec![item])).remove(0).article;
        assert_eq!(article.body.text(), "Words.\n\nAudio: 12.mp3 (12 MB)\n\nComments");
        let links: Vec<&str> = article.body.links().iter().map(|link| link.link.as_str()).collect();
        assert_eq!(links, ["https://example.org/e/12.mp3?x=1", "https://example.org/c"]);
        assert_eq!(
            article.link.as_ref().map(Link::as_str),
            Some("https://example.org/e/12.mp3?x=1")
        );
    }

    #[test]
    fn keys_that_are_not_one_items_own_are_told_apart() {
        let keys = |items: Vec<Item>| -> Vec<String> {
            read(&feed(items)).into_iter().map(|article| article.key).collect()
        };
        let (one, two) = (Some("https://a.b/1"), Some("https://a.b/2"));
        assert_eq!(keys(vec![item("x", one), item("x", one), item("y", two)]), ["x", "y"]);
        assert_eq!(
            keys(vec![item("x", one), item("x", two), item("x", one)]),
            ["x https://a.b/1", "x https://a.b/2"]
        );
        let untitled = |title: &str| Item {
            id: None,
            title: Some(Prose::line(title)),
            ..item("https://a.b/1", one)
        };
        assert_eq!(
            keys(vec![untitled("A"), untitled("B"), untitled("A")]),
            ["https://a.b/1 A", "https://a.b/1 B"]
        );
    }

    #[test]
    fn a_feed_over_its_budget_is_left_with_a_note() {
        let feed = feed(vec![item("a", None), item("b", None)]);
        let now = Moment::from_second(0).expect("a moment");
        let (found, problems) = articles(&feed, None, now, &|| Duration::from_secs(3));
        assert!(found.is_empty());
        assert!(problems[0].as_str().contains("2 of its items"), "{problems:?}");
    }
}
