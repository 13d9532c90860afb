//! When two readers say the same thing.
//!
//! The others keep HTML in titles, clean it in their own ways and leave white space as it was; so texts are compared by
//! their words: without tags, scripts and references, white space being one space.

use dateline::feed::date;
use dateline::news::Moment;
use dateline::text::{Link, Prose, entity};

/// The words of a text that may be HTML.
pub(super) fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let lower = tag.get(..10.min(tag.len())).unwrap_or(tag).to_ascii_lowercase();
        let skipped =
            ["script", "style"].iter().find(|name| lower.starts_with(&format!("<{name}")));
        let begins_tag =
            tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let end = match skipped {
            Some(name) => {
                tag.to_ascii_lowercase().find(&format!("</{name}>")).map(|at| at + name.len() + 3)
            }
            None if tag.starts_with("<!--") => tag.find("-->").map(|at| at + 3),
            None if begins_tag => tag.find('>').map(|at| at + 1),
            None => Some(1),
        };
        if !begins_tag {
            out.push('<');
        }
        rest = &tag[end.unwrap_or(tag.len())..];
        out.push(' ');
    }
    out.push_str(rest);
    entity::decode(&out).into_owned()
}

/// Without white space: whether tags part words is a matter of taste.
fn bare(text: &str) -> String {
    Prose::line(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn forms(text: &str) -> [String; 3] {
    let once = plain(text);
    [bare(text), bare(&plain(&once)), bare(&once)]
}

/// Whether two texts have the same words.
pub(super) fn words(ours: &str, theirs: &str) -> bool {
    let theirs = forms(theirs);
    forms(ours).iter().any(|form| theirs.contains(form))
}

/// Whether two texts have the same letters.
pub(super) fn letters(ours: &str, theirs: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = bare(&plain(text)).chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(ours) == sorted(theirs) || words(ours, theirs)
}

/// Whether two addresses are one.
pub(super) fn link(ours: &str, theirs: &str) -> bool {
    let normal = |raw: &str| {
        let raw = raw.trim().replace(' ', "%20").replace("&amp;", "&");
        let link = Link::parse(&raw).map_or(raw, |link| link.to_string());
        link.strip_suffix('/').map_or_else(|| link.clone(), str::to_owned)
    };
    normal(ours) == normal(theirs)
}

/// Whether two dates are the same second.
pub(super) fn date(ours: &str, theirs: &str) -> bool {
    let second = |raw: &str| date::parse(raw).map(Moment::second);
    second(ours).is_some() && second(ours) == second(theirs)
}

/// Addresses in a piece of HTML.
pub(super) fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["href=", "src="] {
        for (at, _) in html.match_indices(name) {
            let value = &html[at + name.len()..];
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let value = quote.and_then(|quote| value[1..].split(quote).next());
            found.extend(value.map(|value| entity::decode(value).into_owned()));
        }
    }
    found
}
