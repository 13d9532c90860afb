//! What in a feed is not as the standards have it, and how it was read all the same: for whoever asks what a feed contains.
//!
//! A refresh does without: it takes another pass over the document, and says nothing that a reader could mend.

use std::collections::{BTreeSet, HashSet};

use jiff::fmt::rfc2822;

use super::token::{Token, Tokens};
use super::{Feed, Format, Hint, charset_of, date};
use crate::news::Problem;
use crate::text::charset;
use crate::text::{Prose, entity};

/// Elements that hold a date.
const DATES: [&str; 10] = [
    "pubdate",
    "published",
    "updated",
    "issued",
    "modified",
    "created",
    "date",
    "lastbuilddate",
    "expirationdate",
    "dcterms:date",
];

/// Adds to the problems of a feed what else was repaired in it.
pub fn add_repairs(feed: &mut Feed, bytes: &[u8], hint: &Hint<'_>) {
    let decoded = charset::decode(bytes, hint.content_type.and_then(charset_of));
    let mut told = Vec::new();
    let said = charset::said(bytes, hint.content_type.and_then(charset_of));
    if let Some(said) = said.filter(|said| *said != decoded.encoding && !bytes.is_ascii()) {
        told.push(format!("it says that it is {said}, and was read as {}", decoded.encoding));
    }
    if feed.format != Format::Json {
        told.extend(Found::read(&decoded.text).told());
    }
    told.extend(missing_ids(feed));
    feed.problems.extend(told.into_iter().map(Problem::new));
}

/// Items that are told apart by something else than an identifier.
fn missing_ids(feed: &Feed) -> Option<String> {
    let missing = feed.items.iter().filter(|item| item.id.is_none());
    let (with, without): (Vec<_>, Vec<_>) = missing.partition(|item| item.link.is_some());
    let (count, instead) = match (with.len(), without.len()) {
        (0, 0) => return None,
        (count, 0) => (count, "their addresses stand for it"),
        (0, count) => (count, "title, date and text stand for it"),
        (some, others) => (some + others, "their addresses, or title, date and text, stand for it"),
    };
    Some(format!("{} without an identifier; {instead}", counted(count, "item")))
}

/// What a strict reader would have stumbled over.
#[derive(Debug, Default)]
struct Found {
    /// Whether something stands before the first tag, or before the declaration.
    has_junk: bool,
    /// References that XML does not know and the document does not declare.
    references: BTreeSet<String>,
    bare: usize,
    unclosed: usize,
    stray: usize,
    unquoted: usize,
    controls: usize,
    prefixes: BTreeSet<String>,
    odd_dates: Vec<String>,
    unread_dates: Vec<String>,
}

/// An end tag is looked for among so many open elements: no feed is deeper, and a hostile one must not cost more.
const DEEPEST: usize = 200;

impl Found {
    fn read(text: &str) -> Self {
        let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
        let is_control =
            |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r') || *c == '\u{fffe}';
        // Blanks are nothing, but for those before a declaration.
        let is_sound = unmarked.starts_with('<')
            || unmarked.trim_start().starts_with('<')
                && !unmarked.trim_start().starts_with("<?xml ");
        let mut found = Self {
            has_junk: !is_sound,
            controls: unmarked.chars().filter(is_control).count(),
            ..Self::default()
        };
        let mut open: Vec<&str> = Vec::new();
        let mut declared = BTreeSet::from(["xml", "xmlns"]);
        let (mut used, mut entities) = (BTreeSet::new(), HashSet::new());
        for token in Tokens::new(unmarked) {
            match token {
                Token::Doctype(inside) => {
                    let declarations = inside.split("<!ENTITY").skip(1);
                    entities.extend(declarations.filter_map(|it| it.split_whitespace().next()));
                }
                Token::Open(tag) => {
                    found.hear_attributes(tag.attributes);
                    declared.extend(
                        tag.attributes().filter_map(|(name, _)| name.strip_prefix("xmlns:")),
                    );
                    used.extend(tag.name.split_once(':').map(|(prefix, _)| prefix));
                    if !tag.is_empty {
                        open.push(tag.name);
                    }
                }
                Token::Close(name) => found.close(&mut open, name),
                Token::Text(words) => {
                    found.hear_references(words, &entities);
                    found.hear_date(open.last().copied().unwrap_or_default(), words);
                }
                Token::Verbatim(words) => {
                    found.hear_date(open.last().copied().unwrap_or_default(), words);
                }
            }
        }
        found.prefixes = used.difference(&declared).map(|&prefix| prefix.to_owned()).collect();
        found
    }

    fn close(&mut self, open: &mut Vec<&str>, name: &str) {
        match open.iter().rev().take(DEEPEST).position(|other| *other == name) {
            Some(above) => {
                self.unclosed += above;
                open.truncate(open.len() - above - 1);
            }
            None => self.stray += 1,
        }
    }

    /// References outside of CDATA: the five of XML, numbers and those declared are as they should be.
    fn hear_references(&mut self, words: &str, entities: &HashSet<&str>) {
        for (at, _) in words.match_indices('&') {
            let behind = words.get(at + 1..).unwrap_or_default();
            let end = behind.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
            let name = behind.get(..end.unwrap_or(behind.len())).unwrap_or_default();
            let is_ended =
                end.and_then(|end| behind.get(end..)).is_some_and(|it| it.starts_with(';'));
            if name.is_empty() || !is_ended {
                self.bare += 1;
            } else if !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
                && !name.starts_with('#')
                && !entities.contains(name)
            {
                self.references.insert(format!("&{name};"));
            }
        }
    }

    fn hear_attributes(&mut self, attributes: &str) {
        let mut rest = attributes;
        while let Some((_, behind)) = rest.split_once('=') {
            let behind = behind.trim_start();
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
            let Some(quote) = quote else {
                self.unquoted += 1;
                rest = behind
                    .find(char::is_whitespace)
                    .and_then(|at| behind.get(at..))
                    .unwrap_or_default();
                continue;
            };
            rest = behind.get(1..).and_then(|it| it.split_once(quote)).map_or("", |(_, rest)| rest);
        }
    }

    /// A date that is neither as RFC 822 has it nor as RFC 3339 does.
    fn hear_date(&mut self, element: &str, words: &str) {
        let local = element.rsplit(':').next().unwrap_or_default();
        let (words, is_date) =
            (words.trim(), DATES.iter().any(|it| local.eq_ignore_ascii_case(it)));
        if !is_date || words.is_empty() {
            return;
        }
        let words = entity::decode(words);
        let is_standard = words.parse::<jiff::Timestamp>().is_ok()
            || words.parse::<jiff::civil::Date>().is_ok()
            || rfc2822::parse(&words).is_ok();
        match date::parse(&words) {
            None => self.unread_dates.push(words.into_owned()),
            Some(_) if !is_standard => self.odd_dates.push(words.into_owned()),
            Some(_) => {}
        }
    }

    fn told(self) -> impl Iterator<Item = String> {
        let some = |count: usize, words: String| (count > 0).then_some(words);
        let first = |all: &[String]| {
            Prose::line(all.first().map(String::as_str).unwrap_or_default()).cut(SHOWN).to_string()
        };
        let listed = |all: BTreeSet<String>| {
            let shown: Vec<String> =
                all.iter().take(NAMED).map(|one| Prose::line(one).cut(SHOWN).to_string()).collect();
            let more = if all.len() > NAMED { ", ..." } else { "" };
            format!("{}{more}", shown.join(", "))
        };
        let (odd, unread) = (self.odd_dates.len(), self.unread_dates.len());
        [
            self.has_junk.then(|| "what stands before its first tag was left out".to_owned()),
            some(
                self.controls,
                format!("{} left out", counted(self.controls, "control character")),
            ),
            some(
                self.bare,
                format!("{} taken for a sign of its own", counted(self.bare, "bare &")),
            ),
            some(
                self.references.len(),
                format!("undeclared references were read as in HTML: {}", listed(self.references)),
            ),
            some(self.unquoted, format!("{} without quotes", counted(self.unquoted, "attribute"))),
            some(self.unclosed, format!("{} not closed", counted(self.unclosed, "element"))),
            some(self.stray, format!("{} without a beginning", counted(self.stray, "end tag"))),
            some(
                self.prefixes.len(),
                format!("undeclared prefixes mean what they mostly do: {}", listed(self.prefixes)),
            ),
            some(
                odd,
                format!(
                    "{} in no standard form, such as “{}”",
                    counted(odd, "date"),
                    first(&self.odd_dates)
                ),
            ),
            some(
                unread,
                format!(
                    "{} could not be read, such as “{}”",
                    counted(unread, "date"),
                    first(&self.unread_dates)
                ),
            ),
        ]
        .into_iter()
        .flatten()
    }
}

/// So much of what stands in a feed is quoted.
const SHOWN: usize = 40;
const NAMED: usize = 5;

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        let mut feed = crate::feed::parse(bytes, &Hint::default()).expect("a feed");
        add_repairs(&mut feed, bytes, &Hint::default());
        feed.problems.iter().map(Problem::as_str).collect::<Vec<_>>().join("; ")
    }

    /// A sound feed with something in its item, and something before it all.
    fn feed(before: &str, inside: &str) -> String {
        format!(
            "{before}<rss version=\"2.0\"><channel><title>News</title><item><guid>1</guid>\
             <title>One</title>{inside}</item></channel></rss>"
        )
    }

    #[test]
    fn what_is_sound_has_no_problems() {
        let sound = "<pubDate>Thu, 20 Jun 2024 10:00:00 GMT</pubDate><a:updated xmlns:a='a'>2024-06-20T10:00:00Z\
            </a:updated><description>&lt;p&gt;a &amp;amp; b&#8217;<![CDATA[ & &nbsp; <br> ]]></description>";
        assert_eq!(told(feed("<?xml version=\"1.0\"?>", sound).as_bytes()), "");
        assert_eq!(
            told(feed("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY nl \"x\">]>", "&nl;").as_bytes()),
            ""
        );
        let whole = include_bytes!("../../tests/fixtures/feeds/atom.xml");
        assert_eq!(told(whole), "1 date in no standard form, such as “20 June 2024”");
    }

    #[test]
    fn each_repair_says_a_word() {
        for (before, inside, expected) in [
            ("\n<?xml version='1.0'?>", "", "before its first tag"),
            ("Warning: php<br>", "", "before its first tag"),
            ("", "<description>a\u{b}</description>", "1 control character"),
            ("", "<description>AT&T &copy; &nbsp;</description>", "1 bare &"),
            ("", "<description>AT&T &copy; &nbsp;</description>", "&copy;, &nbsp;"),
            (
                "",
                "<enclosure url=https://a.example/1.mp3 length='1'/>",
                "1 attribute without quotes",
            ),
            ("", "<description>a<br></description>", "1 element not closed"),
            ("", "</p>", "1 end tag without a beginning"),
            ("", "<dc:date>2024-06-20</dc:date>", "prefixes mean what they mostly do: dc"),
            (
                "",
                "<pubDate>20.06.2024 10:00</pubDate>",
                "no standard form, such as “20.06.2024 10:00”",
            ),
            ("", "<pubDate>yesterday</pubDate>", "1 date could not be read, such as “yesterday”"),
        ] {
            let told = told(feed(before, inside).as_bytes());
            assert!(told.contains(expected), "{inside}: {told:?}");
        }
        let nameless = "<rss><channel><item><title>a</title><link>https://a.example/1</link></item></channel></rss>";
        assert!(told(nameless.as_bytes()).contains("1 item without an identifier"));
        let mut odd = b"<?xml version='1.0' encoding='iso-8859-1'?>".to_vec();
        odd.extend(feed("", "<description>caf\u{e9}</description>").bytes());
        assert!(
            told(&odd).contains("says that it is windows-1252, and was read as UTF-8"),
            "{}",
            told(&odd)
        );
    }
}
