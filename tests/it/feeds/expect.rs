//! Single expectations, and how they are held against a feed.

use dateline::feed::{Feed, Item};
use dateline::news::Moment;
use dateline::text::{Link, Prose};
use serde_json::Value as Json;

use super::{has_misses_shown, same};

/// The expectations of one file.
pub(super) struct Checks<'a> {
    name: &'a str,
    pub(super) made: usize,
    pub(super) held: usize,
    /// What was not compared.
    pub(super) left_out: Vec<String>,
}

impl<'a> Checks<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self { name, made: 0, held: 0, left_out: Vec::new() }
    }

    pub(super) fn note(&mut self, what: &str, is_held: bool, details: &dyn Fn() -> String) {
        self.made += 1;
        self.held += usize::from(is_held);
        if !is_held && has_misses_shown() {
            println!("missed {} {what}: {}", self.name, details());
        }
    }

    pub(super) fn leave_out(&mut self, what: &str) {
        self.left_out.push(what.chars().filter(|c| !c.is_ascii_digit()).collect());
    }

    fn compare(
        &mut self,
        what: &str,
        ours: &[String],
        theirs: &Json,
        is_same: fn(&str, &str) -> bool,
    ) {
        let theirs = match theirs {
            Json::String(text) => text.clone(),
            Json::Number(number) => number.to_string(),
            _ => return self.leave_out(what),
        };
        // A picture alone has no words.
        if theirs.trim().is_empty() || same::plain(&theirs).trim().is_empty() {
            return self.leave_out(what);
        }
        let is_held = ours.iter().any(|ours| is_same(ours, &theirs));
        self.note(what, is_held, &|| format!("{ours:?} for {theirs:?}"));
    }

    /// One of ours has the same words.
    pub(super) fn words<T: ToString>(&mut self, what: &str, ours: &[T], theirs: &Json) {
        let ours: Vec<String> = ours.iter().map(ToString::to_string).collect();
        self.compare(what, &ours, theirs, same::words);
    }

    pub(super) fn link(&mut self, what: &str, ours: &[Option<&Link>], theirs: &Json) {
        let ours: Vec<String> = ours.iter().flatten().map(ToString::to_string).collect();
        // What is no address of the web is none to us.
        if theirs.as_str().is_some_and(|raw| !raw.contains("://") || raw.starts_with("ftp:")) {
            return self.leave_out(what);
        }
        self.compare(what, &ours, theirs, same::link);
    }

    pub(super) fn date(&mut self, what: &str, ours: &[Option<Moment>], theirs: &Json) {
        let ours: Vec<String> = ours.iter().flatten().map(Moment::to_string).collect();
        self.compare(what, &ours, theirs, same::date);
    }

    /// The same words, and the same addresses in them.
    pub(super) fn html(
        &mut self,
        what: &str,
        ours: &[Option<&String>],
        item: &Item,
        theirs: &Json,
    ) {
        let ours: Vec<&String> = ours.iter().flatten().copied().collect();
        self.words(what, &ours, theirs);
        let expected = same::addresses(theirs.as_str().unwrap_or_default());
        if expected.iter().all(String::is_empty) {
            return;
        }
        let whole = |raw: String| match &item.base {
            Some(base) => base.join(&raw).map_or(raw, |link| link.to_string()),
            None => raw,
        };
        let found: Vec<String> =
            ours.iter().flat_map(|html| same::addresses(html)).map(whole).collect();
        let missing =
            expected.iter().find(|theirs| !found.iter().any(|ours| same::link(ours, theirs)));
        self.note(&format!("{what} (addresses)"), missing.is_none(), &|| {
            format!("{missing:?} is not in {found:?}")
        });
    }

    /// The same language: `en_US` is `en-us`.
    pub(super) fn language(&mut self, what: &str, ours: &[Prose], theirs: &Json) {
        let same =
            |a: &str, b: &str| a.replace('_', "-").eq_ignore_ascii_case(&b.replace('_', "-"));
        let ours: Vec<String> = ours.iter().map(ToString::to_string).collect();
        self.compare(what, &ours, theirs, same);
    }

    /// The same letters in any order: a reader that gathers texts by element mixes them up.
    pub(super) fn letters(&mut self, what: &str, ours: &[Option<&String>], theirs: &Json) {
        let ours: Vec<String> = ours.iter().flatten().map(ToString::to_string).collect();
        self.compare(what, &ours, theirs, same::letters);
    }

    /// The name, or the address where there is no name, in what others give as a whole or in parts.
    pub(super) fn authors(&mut self, what: &str, ours: &[Prose], theirs: &Json) {
        let Some(whole) = theirs.as_str() else { return self.leave_out(what) };
        let is_held =
            ours.iter().any(|ours| same::words(ours, whole) || whole.contains(ours.as_str()));
        self.note(what, is_held, &|| format!("{ours:?} for {whole:?}"));
    }

    pub(super) fn count(&mut self, what: &str, feed: &Feed, theirs: &Json) {
        if let Some(theirs) = theirs.as_array() {
            let (ours, theirs) = (feed.items.len(), theirs.len());
            self.note(what, ours == theirs, &|| format!("{ours} for {theirs}"));
        }
    }
}

/// The texts of an item that may be its content.
pub(super) fn texts(item: &Item) -> [Option<&String>; 2] {
    [item.content_html.as_ref(), item.summary_html.as_ref()]
}
