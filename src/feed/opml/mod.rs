//! Lists of feeds in OPML, read however broken and written whole.
//!
//! Other programs keep things of their own in such lists, so nothing is thrown away: attributes stay as they are and in
//! their order, elements that are not known stay with what is in them. What is read and written comes out the same.

mod read;
mod write;

pub use read::parse;
pub use write::write;

use serde::{Deserialize, Serialize};

use crate::news::Problem;
use crate::text::{Link, Prose};

/// A list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opml {
    /// Attributes of the root besides `version`, namespaces among them.
    pub attributes: Vec<(String, String)>,
    /// The head: title, dates, owner, and whatever else stands there.
    pub head: Vec<Element>,
    /// Feeds and folders.
    pub outlines: Vec<Outline>,
    /// What stands in the body or beside it and is no outline.
    pub other: Vec<Element>,
    /// What was repaired or left out while reading.
    pub problems: Vec<Problem>,
}

/// A feed or a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Names as they stand and values decoded, in the order given.
    pub attributes: Vec<(String, String)>,
    /// What is in the folder.
    pub children: Vec<Outline>,
    /// Elements in it that are no outlines.
    pub other: Vec<Element>,
}

/// An element that has no meaning here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// With its prefix.
    pub name: String,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// Its own text; what surrounds the elements in it is gathered here.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Element>,
}

impl Opml {
    /// The title in the head.
    pub fn title(&self) -> Option<Prose> {
        let title = self.head.iter().find(|element| element.name.eq_ignore_ascii_case("title"))?;
        Some(Prose::line(&title.text)).filter(|title| !title.is_empty())
    }
}

impl Outline {
    /// An outline of a feed.
    pub fn feed(title: &Prose, feed: &Link, site: Option<&Link>) -> Self {
        let mut outline = Self::folder(title);
        outline.set("type", "rss");
        outline.set("xmlUrl", feed.as_str());
        if let Some(site) = site {
            outline.set("htmlUrl", site.as_str());
        }
        outline
    }

    /// An outline of a folder.
    pub fn folder(title: &Prose) -> Self {
        let mut outline = Self::default();
        outline.set("text", title);
        outline.set("title", title);
        outline
    }

    /// An attribute as it was written, by its name in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Sets an attribute, where it stands if it is there.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(n, _)| n.eq_ignore_ascii_case(name)) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// What it is called: its title, else its text.
    pub fn title(&self) -> Option<Prose> {
        let words = ["title", "text"].into_iter().filter_map(|name| self.get(name));
        words.map(Prose::line).find(|words| !words.is_empty())
    }

    /// The address of the feed. `None` for folders, and for what is no address of the web: a command, a file.
    pub fn feed_link(&self) -> Option<Link> {
        let read = |raw| super::draft::link(raw, None).or_else(|| Link::of_feed(raw).ok());
        self.raw_feed().and_then(read).map(|link| link.without_fragment())
    }

    /// The feed as it is written, whatever it is.
    pub fn raw_feed(&self) -> Option<&str> {
        let named = ["xmlUrl", "url"].into_iter().filter_map(|name| self.get(name));
        let mut named = named.map(str::trim).filter(|raw| !raw.is_empty());
        // "url" alone may be the address of a page.
        let is_link = |kind: &str| ["link", "include"].iter().any(|k| kind.eq_ignore_ascii_case(k));
        named
            .next()
            .filter(|_| self.get("xmlUrl").is_some() || !self.get("type").is_some_and(is_link))
    }

    /// The site the feed belongs to.
    pub fn site(&self) -> Option<Link> {
        super::draft::link(self.get("htmlUrl")?, None)
    }

    /// The categories: paths such as `/news/local`, or words.
    pub fn categories(&self) -> Vec<Prose> {
        let all = self.get("category").unwrap_or_default().split(',');
        all.map(Prose::line).filter(|category| !category.is_empty()).collect()
    }
}

/// A name if XML can hold it.
fn written_name(name: &str) -> Option<&str> {
    let begins = |c: char| c.is_alphabetic() || c == '_';
    let legal = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    (name.starts_with(begins) && name.chars().all(legal) && !name.ends_with(':')).then_some(name)
}

/// Whether XML can hold a character.
fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::super::FeedError;
    use super::super::limits::{OPML_DEPTH, OPML_PARTS};
    use super::*;

    const LIST: &str = "<?xml version='1.0'?><!-- mine --><OPML version='1.1' xmlns:x='urn:x'>\
        <head><title>Feeds &amp; more</title><x:window x:top='1'>a<x:b/></x:window></head>\
        <body><outline text='News' x:open='yes'>\
        <outline title='Örtlich' TYPE=rss xmlurl='https://example.org/feed?a=1&b=2' htmlUrl='https://example.org/'\
         category='/news/local, weather'/>\
        <outline text='Command' xmlUrl='exec:rm -rf /'><x:note>keep</x:note></outline>\
        </outline><outline text=\"two\nlines\"></body>";

    #[test]
    fn folders_and_feeds_are_read() {
        let opml = parse(LIST.as_bytes()).expect("a list");
        assert_eq!(opml.title().as_deref(), Some("Feeds & more"));
        let news = &opml.outlines[0];
        assert_eq!((news.title().as_deref(), news.feed_link()), (Some("News"), None));
        let local = &news.children[0];
        assert_eq!(local.title().as_deref(), Some("Örtlich"));
        let feed = local.feed_link().expect("an address");
        assert_eq!(feed.as_str(), "https://example.org/feed?a=1&b=2");
        let categories: Vec<_> = local.categories().iter().map(ToString::to_string).collect();
        assert_eq!(categories, ["/news/local", "weather"]);
        let command = &news.children[1];
        assert_eq!((command.feed_link(), command.raw_feed()), (None, Some("exec:rm -rf /")));
        assert_eq!(opml.outlines.len(), 2);
    }

    #[test]
    fn nothing_is_lost_on_the_way_out_and_in() {
        let opml = parse(LIST.as_bytes()).expect("a list");
        let written = write(&opml);
        assert_eq!(parse(written.as_bytes()).as_ref(), Ok(&opml), "{written}");
        for kept in
            ["x:open=\"yes\"", "xmlns:x=\"urn:x\"", "<x:note>keep</x:note>", "two&#10;lines"]
        {
            assert!(written.contains(kept), "{kept} in {written}");
        }
    }

    #[test]
    fn a_list_without_end_is_cut() {
        let many = "<outline text='a'/>".repeat(300_000);
        let opml = parse(format!("<opml><body>{many}").as_bytes()).expect("a list");
        assert!(opml.outlines.len() <= OPML_PARTS);
        assert_eq!(opml.problems.len(), 1);
    }

    #[test]
    fn deep_folders_are_moved_up() {
        let deep = "<outline text='a'>".repeat(10_000);
        let ends = "</outline>".repeat(10_000);
        let opml =
            parse(format!("<opml><body>{deep}{ends}</body></opml>").as_bytes()).expect("a list");
        let count = |outline: &Outline| {
            let (mut open, mut count, mut depth) = (vec![(outline.clone(), 1)], 0, 0);
            while let Some((next, level)) = open.pop() {
                count += 1;
                depth = depth.max(level);
                open.extend(next.children.into_iter().map(|child| (child, level + 1)));
            }
            (count, depth)
        };
        let counts: Vec<_> = opml.outlines.iter().map(count).collect();
        assert_eq!(counts.iter().map(|(count, _)| count).sum::<usize>(), 10_000);
        assert!(counts.iter().all(|(_, depth)| *depth <= OPML_DEPTH + 1), "{counts:?}");
        assert_eq!(opml.problems.len(), 1);
    }

    #[test]
    fn a_list_that_breaks_off_says_so() {
        let problems = |text: &str| parse(text.as_bytes()).expect("a list").problems.len();
        assert_eq!(problems("<opml><body><outline text='a'/><outline tex"), 1);
        assert_eq!(problems("<opml><body><outline text='a'><outline text='b'/>"), 1);
        assert_eq!(problems("<opml><body><outline text='a'/></body>"), 0);
        assert_eq!(problems("<opml><body><outline text='a'></opml>"), 0);
        assert_eq!(problems("<opml><head><title>T</ti"), 1);
        assert_eq!(problems("<opml><body><outline text='a'/></body></opml><outline text='b'>"), 0);
    }

    #[test]
    fn a_broken_declaration_does_not_hide_the_feeds() {
        let list =
            "<\u{ff}?xml version='1.0'?><opml><body><outline xmlUrl='https://example.org/'/>";
        let opml = parse(list.as_bytes()).expect("a list");
        assert_eq!(opml.outlines.len(), 1, "{opml:?}");
    }

    #[test]
    fn what_is_no_list_is_refused() {
        assert_eq!(parse(b""), Err(FeedError::Empty));
        assert_eq!(parse(b"<rss><channel/></rss>"), Err(FeedError::NoOpml));
        assert_eq!(parse(b"words"), Err(FeedError::NoOpml));
    }
}
