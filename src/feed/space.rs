//! Namespaces of feeds: which family a prefix belongs to.
//!
//! Many feeds use prefixes that they do not declare, or declare with an address that is nearly right. So the address
//! decides where it is known, else the prefix, by what it usually means.

use super::token::Tag;

/// A family of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS in all its versions, CDF, and whatever has no prefix.
    Plain,
    /// Atom 0.3 and 1.0.
    Atom,
    /// RDF itself.
    Rdf,
    /// Dublin Core, both sets.
    Dublin,
    /// `content:encoded`.
    Content,
    /// Media RSS.
    Media,
    /// Podcasts: iTunes, Google Play.
    Podcast,
    /// XHTML.
    Xhtml,
    /// How often a feed changes.
    Syndication,
    /// Anything else.
    Other,
}

/// Addresses in lower case and how they begin; the first that fits counts.
const ADDRESSES: [(&str, Space); 27] = [
    ("http://www.w3.org/2005/atom", Space::Atom),
    ("http://purl.org/atom", Space::Atom),
    ("http://purl.org/echo", Space::Atom),
    ("http://purl.org/pie", Space::Atom),
    ("http://example.com/newformat#", Space::Atom),
    ("http://example.com/necho", Space::Atom),
    ("uri/of/echo/namespace#", Space::Atom),
    ("http://purl.org/rss/1.0/modules/content", Space::Content),
    ("http://purl.org/rss/1.0/modules/syndication", Space::Syndication),
    ("http://purl.org/rss/1.0/modules", Space::Other),
    ("http://purl.org/rss/1.0", Space::Plain),
    ("http://purl.org/net/rss", Space::Plain),
    ("http://my.netscape.com/rdf/simple", Space::Plain),
    ("http://channel.netscape.com/rdf/simple", Space::Plain),
    ("http://backend.userland.com", Space::Plain),
    ("http://blogs.law.harvard.edu/tech/rss", Space::Plain),
    ("http://cyber.law.harvard.edu/rss", Space::Plain),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("http://purl.org/dc/elements", Space::Dublin),
    ("http://purl.org/dc/terms", Space::Dublin),
    ("http://search.yahoo.com/mrss", Space::Media),
    ("http://www.rssboard.org/media-rss", Space::Media),
    ("http://video.search.yahoo.com/mrss", Space::Media),
    ("http://www.itunes.com/dtds/podcast", Space::Podcast),
    ("http://example.com/dtds/podcast", Space::Podcast),
    ("http://www.google.com/schemas/play-podcasts", Space::Podcast),
    ("http://www.w3.org/1999/xhtml", Space::Xhtml),
];

/// What prefixes mean where nobody says otherwise.
const PREFIXES: [(&str, Space); 20] = [
    ("", Space::Plain),
    ("rss", Space::Plain),
    ("rss1", Space::Plain),
    ("rss10", Space::Plain),
    ("atom", Space::Atom),
    ("atom10", Space::Atom),
    ("atom03", Space::Atom),
    ("a10", Space::Atom),
    ("rdf", Space::Rdf),
    ("dc", Space::Dublin),
    ("dcterms", Space::Dublin),
    ("dct", Space::Dublin),
    ("content", Space::Content),
    ("media", Space::Media),
    ("itunes", Space::Podcast),
    ("googleplay", Space::Podcast),
    ("xhtml", Space::Xhtml),
    ("xh", Space::Xhtml),
    ("body", Space::Xhtml),
    ("sy", Space::Syndication),
];

fn of_address(address: &str) -> Option<Space> {
    let address = address.trim();
    let known = ADDRESSES.iter().find(|(known, _)| {
        let begins = |head: &str| head.eq_ignore_ascii_case(known);
        let secure = |rest: &str| {
            known
                .strip_prefix("http")
                .is_some_and(|k| rest.get(..k.len()).is_some_and(|r| r.eq_ignore_ascii_case(k)))
        };
        address.get(..known.len()).is_some_and(begins)
            || address.strip_prefix("https").is_some_and(secure)
    });
    known.map(|(_, space)| *space)
}

fn of_prefix(prefix: &str) -> Option<Space> {
    PREFIXES.iter().find(|(known, _)| prefix.eq_ignore_ascii_case(known)).map(|(_, space)| *space)
}

/// A prefix that was declared, and how deep.
#[derive(Clone, Copy, Debug)]
struct Binding<'a> {
    prefix: &'a str,
    space: Space,
    depth: usize,
}

/// The prefixes in force.
#[derive(Clone, Debug, Default)]
pub(super) struct Spaces<'a> {
    bindings: Vec<Binding<'a>>,
}

/// More declarations than this at once are not heeded.
const BINDINGS: usize = 64;

impl<'a> Spaces<'a> {
    /// Takes up what a tag declares for itself and what is in it.
    pub(super) fn declare(&mut self, tag: &Tag<'a>, depth: usize) {
        if memchr::memmem::find(tag.attributes.as_bytes(), b"xmlns").is_none() {
            return;
        }
        for (name, address) in tag.attributes() {
            let Some(rest) = name.strip_prefix("xmlns") else { continue };
            let prefix = rest.strip_prefix(':').unwrap_or(rest);
            let space = of_address(address).or_else(|| of_prefix(prefix)).unwrap_or(Space::Other);
            if self.bindings.len() < BINDINGS {
                self.bindings.push(Binding { prefix, space, depth });
            }
        }
    }

    /// Forgets what was declared deeper than this.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|binding| binding.depth > depth) {
            self.bindings.pop();
        }
    }

    /// The family and the bare name of an element.
    pub(super) fn split(&self, name: &'a str) -> (Space, &'a str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let bound = self.bindings.iter().rev().find(|binding| binding.prefix == prefix);
        let space = bound.map(|binding| binding.space).or_else(|| of_prefix(prefix));
        (space.unwrap_or(Space::Other), local)
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::{Token, Tokens};
    use super::*;

    #[track_caller]
    fn check(declaration: &str, name: &str, expected: Space) {
        let source = format!("<x {declaration}>");
        let Some(Token::Open(tag)) = Tokens::new(&source).next() else { panic!("a tag") };
        let mut spaces = Spaces::default();
        spaces.declare(&tag, 1);
        assert_eq!(spaces.split(name).0, expected, "{name} with {declaration}");
        spaces.leave(0);
        assert!(spaces.bindings.is_empty());
    }

    #[test]
    fn addresses_go_before_prefixes() {
        check("", "title", Space::Plain);
        check("", "dc:date", Space::Dublin);
        check("xmlns='http://www.w3.org/2005/Atom'", "title", Space::Atom);
        check("xmlns:a='https://www.w3.org/2005/Atom'", "a:title", Space::Atom);
        check("xmlns:dc='http://www.w3.org/2005/Atom'", "dc:title", Space::Atom);
        check("xmlns='urn:unheard-of'", "title", Space::Plain);
        check("xmlns:dc='urn:wrong'", "dc:title", Space::Dublin);
        check("xmlns:s='urn:shop'", "s:title", Space::Other);
        check("xmlns:s='http://purl.org/rss/1.0/modules/slash/'", "s:title", Space::Other);
    }
}
