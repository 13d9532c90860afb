//! The feeds that a page names, and where feeds usually are.

use super::markup;
use super::token::{Tag, Token, Tokens};
use crate::text::{Link, Prose};

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its address.
    pub link: Link,
    /// What the page calls it.
    pub title: Option<Prose>,
    /// Its media type, as given: `application/rss+xml`. `None` for what only looks like a feed's address.
    pub kind: Option<Prose>,
}

/// So many are enough to choose from.
const MOST: usize = 100;
/// So many links that look like feeds are looked into, the same one again included.
const MOST_TRIED: usize = 1_000;
/// So many tags and texts are looked at for the words of a link.
const MOST_INSIDE: usize = 16;
/// Media types of feeds.
const KINDS: [&str; 7] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
];

/// The feeds of a page in its order: those it declares first, then links that look like feeds.
pub fn discover(html: &str, base: &Link) -> Vec<Found> {
    let (mut declared, mut likely) = (Vec::new(), Vec::new());
    let mut base = base.clone();
    let mut tried = 0;
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        let Token::Open(tag) = token else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            // Without script, what stands in <noscript> is part of the page.
            name @ ("script" | "style" | "template" | "textarea") if !tag.is_empty => {
                tokens.skip_raw(name);
            }
            "base" => {
                let said = attribute(&tag, "href").and_then(|href| base.join(&href).ok());
                base = said.unwrap_or(base);
            }
            "link" => push(&mut declared, declared_feed(&tag, &base)),
            "a" if tried < MOST_TRIED => {
                let found = likely_feed(&tag, &base, &tokens);
                tried += usize::from(found.is_some());
                push(&mut likely, found);
            }
            _ => {}
        }
    }
    for found in likely {
        push(&mut declared, Some(found));
    }
    declared
}

fn push(list: &mut Vec<Found>, found: Option<Found>) {
    if let Some(found) = found
        && list.len() < MOST
        && !list.iter().any(|known| known.link == found.link)
    {
        list.push(found);
    }
}

fn attribute(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn line(text: &str) -> Option<Prose> {
    Some(Prose::line(text).cut(500)).filter(|line| !line.is_empty())
}

/// `<link rel="alternate" type="application/rss+xml" ...>`.
fn declared_feed(tag: &Tag<'_>, base: &Link) -> Option<Found> {
    let rel = attribute(tag, "rel")?.to_ascii_lowercase();
    let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let has = |word: &str| rel.split_ascii_whitespace().any(|part| part == word);
    if !(has("feed") || (has("alternate") && KINDS.contains(&kind))) {
        return None;
    }
    let link = base.join(&attribute(tag, "href")?).ok()?;
    // WordPress offers its interface and its embeds under types that feeds have, too.
    let is_generic = matches!(kind, "application/json" | "application/xml" | "text/xml");
    if is_generic && !looks_like_feed(&link) {
        return None;
    }
    let title = attribute(tag, "title").and_then(|title| line(&title));
    Some(Found { link, title, kind: line(kind) })
}

/// `<a href="/feed">RSS</a>`.
fn likely_feed(tag: &Tag<'_>, base: &Link, tokens: &Tokens<'_>) -> Option<Found> {
    let link = base.join(&attribute(tag, "href")?).ok()?;
    if !looks_like_feed(&link) {
        return None;
    }
    let (start, mut ahead) = (tokens.at(), tokens.clone());
    let is_end =
        |token: Token<'_>| matches!(token, Token::Close(name) if name.eq_ignore_ascii_case("a"));
    ahead.by_ref().take(MOST_INSIDE).find(|token| is_end(*token));
    let words = markup::words(tokens.slice(start, ahead.at()));
    let title = attribute(tag, "title").and_then(|title| line(&title)).or_else(|| line(&words));
    Some(Found { link, title, kind: None })
}

/// Whether an address looks like that of a feed, by its last parts.
fn looks_like_feed(link: &Link) -> bool {
    let address = link.as_str().to_ascii_lowercase();
    let path = address.split_once("://").map_or("", |(_, rest)| rest);
    let path = path.split('#').next().unwrap_or_default();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let Some((_, path)) = path.split_once('/') else { return link.host().starts_with("feeds.") };
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let stem = last.split('.').next().unwrap_or_default();
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "rss" | "atom" | "rdf")
        || matches!(last, "feed" | "feeds" | "rss" | "atom" | "rdf" | "rss2")
        || (matches!(ending, "xml" | "json" | "php")
            && ["feed", "rss", "atom", "index.xml", "news"]
                .iter()
                .any(|cue| if cue.contains('.') { last == *cue } else { stem.contains(cue) })
            && !last.contains("sitemap"))
        || ["feed=", "format=feed", "type=rss", "rss=", "alt=rss", "format=rss", "format=atom"]
            .iter()
            .any(|cue| query.contains(cue))
        || link.host().starts_with("feeds.")
}

/// Addresses at which the feed of a site may be, the likeliest first.
pub fn common_paths(site: &Link) -> Vec<Link> {
    const NAMES: [&str; 12] = [
        "feed",
        "rss",
        "atom.xml",
        "feed.xml",
        "index.xml",
        "rss.xml",
        "feed.json",
        "feed/",
        "feeds/posts/default",
        "rss/",
        "index.rdf",
        "?feed=rss2",
    ];
    let mut paths = Vec::new();
    // A blog in a folder has its feed there; the site as a whole at its root.
    let folder = site.join(".").ok();
    let root = site.join("/").ok();
    let below =
        folder.into_iter().chain(site.join(&format!("{}/", last_part(site))).ok()).chain(root);
    for place in below {
        for link in NAMES.iter().filter_map(|name| place.join(name).ok()) {
            super::draft::add(&mut paths, MOST, Some(link));
        }
    }
    paths
}

/// The last part of the path, which may be a folder written without its slash.
fn last_part(site: &Link) -> &str {
    let path = site.as_str().split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.contains('.') || path.matches('/').count() < 3 { "." } else { last }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(raw: &str) -> Link {
        Link::parse(raw).expect("an address")
    }

    #[test]
    fn declared_feeds_stand_before_likely_ones() {
        let html = "<head><base href='/blog/'><script>'<link rel=alternate type=text/xml href=/x>'</script>\
            <LINK rel='alternate' type='application/rss+xml; charset=x' title='All &amp; sundry' href='feed?a=1&amp;b=2'>\
            <link rel=stylesheet href=a.css><link rel='alternate' hreflang='de' href='/de'>\
            <link rel=alternate type=application/json href=/wp-json/posts/1>\
            <body><a href=/about>About</a><a href=../rss.xml><b>RSS</b></a><a href=feed?a=1&amp;b=2>again</a>";
        let found = discover(html, &link("https://example.org/x/y"));
        let found: Vec<_> = found
            .iter()
            .map(|f| (f.link.as_str(), f.title.as_deref(), f.kind.as_deref()))
            .collect();
        let expected = [
            (
                "https://example.org/blog/feed?a=1&b=2",
                Some("All & sundry"),
                Some("application/rss+xml"),
            ),
            ("https://example.org/rss.xml", Some("RSS"), None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn feeds_are_told_by_their_addresses() {
        for yes in [
            "/feed/",
            "/rss",
            "/news/atom.xml",
            "/index.xml",
            "/x.rss",
            "/?feed=rss2",
            "/feed.json",
        ] {
            assert!(looks_like_feed(&link(&format!("https://a.b{yes}"))), "{yes}");
        }
        for no in ["/", "", "/feedback", "/sitemap.xml", "/news", "/a.json", "/rss-guide.html"] {
            assert!(!looks_like_feed(&link(&format!("https://a.b{no}"))), "{no}");
        }
    }

    #[test]
    fn usual_places_are_below_the_page_and_at_the_root() {
        let paths = common_paths(&link("https://example.org/blog"));
        let paths: Vec<&str> = paths.iter().map(Link::as_str).collect();
        assert_eq!(paths[0], "https://example.org/feed");
        assert!(paths.contains(&"https://example.org/blog/feed"));
        assert!(paths.contains(&"https://example.org/index.xml"));
    }
}
