//! What a person is said to be: "president of the council", as the article words it.
//!
//! Three forms: a title right before the name, a title and a comma before it ("the country's president, NAME"), and an
//! apposition behind it ("NAME, the president of X,").

use std::ops::Range;

use super::cues::{self, Cues};
use super::names::Candidate;
use super::page::Page;
use super::token::Shape;

/// A longer role is a sentence of its own.
const LONGEST: usize = 14;

/// The role that stands beside this mention.
pub(super) fn of(page: &Page<'_>, candidate: &Candidate) -> Option<String> {
    let role = titled(page, candidate)
        .or_else(|| before_comma(page, candidate.tokens.start))
        .or_else(|| after_comma(page, candidate.tokens.end))
        .or_else(|| right_before(page, candidate.tokens.start))?;
    let text = page.read(&role).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// How much a role says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// Only what stands around it explains it: "Danish counterpart", "leader of this country".
    Relative,
    /// An office and not of what: "president".
    Office,
    /// Of what: "President of Denmark", "Danish President".
    Specific,
}

fn worth(role: &str) -> Worth {
    let office = Cues::TITLE.or(Cues::HONORIFIC).or(Cues::PORTFOLIO);
    let mut words = role.split(' ');
    if role.split(' ').any(|word| matches!(word, COUNTERPART | "this" | "that")) {
        Worth::Relative
    } else if words.any(|word| word.starts_with(char::is_uppercase) && !cues::of(word).any(office))
    {
        Worth::Specific
    } else {
        Worth::Office
    }
}

const COUNTERPART: &str = "counterpart";

/// Whether a role says of what, so that no other is looked for.
pub(super) fn is_specific(role: &str) -> bool {
    worth(role) == Worth::Specific
}

/// The better of two roles of one person; of two alike the first.
///
/// A counterpart of a president is a president: whose, and of what office, is said in two places.
pub(super) fn better(old: String, new: String) -> String {
    let (less, more) = if worth(&new) > worth(&old) { (old, new) } else { (new, old) };
    let of_whom = less
        .strip_suffix(COUNTERPART)
        .filter(|whose| worth(&more) == Worth::Office && worth(whose.trim()) == Worth::Specific);
    match of_whom {
        Some(whose) => format!("{whose}{more}"),
        None => more,
    }
}

/// `Russian President` before the name; an honorific alone is no role.
fn titled(page: &Page<'_>, candidate: &Candidate) -> Option<Range<usize>> {
    let title = candidate.title.clone()?;
    title.clone().any(|at| page.has(at, Cues::TITLE)).then_some(title)
}

/// `the foreign minister, NAME`: from the article to the comma.
fn before_comma(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let end = at.checked_sub(1).filter(|comma| page.is(*comma, ","))?;
    let start = phrase_start(page, end)?;
    holds_title(page, start..end)
}

/// `foreign minister NAME`.
fn right_before(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let last = page.before(at, 1).filter(|t| t.has(Cues::TITLE) && t.shape == Shape::Lower)?;
    debug_assert!(last.is_word());
    holds_title(page, phrase_start(page, at)?..at)
}

/// `, the president of X,` behind the name.
fn after_comma(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    if !page.is(at, ",") {
        return None;
    }
    let start = at + 1 + usize::from(page.is_any(at + 1, &["the", "a", "an"]));
    let end = (start..start + LONGEST).find(|i| {
        matches!(page.word(*i), "," | "." | ";" | "(" | "—" | "")
            || page.is_any(*i, &["who", "said", "told", "has", "was", "is", "and"])
    })?;
    // "NAME, whose brother worked there," says nothing of what NAME is.
    if page.is_any(start, &["whose", "which", "where", "when"]) {
        return None;
    }
    let title = (start..end.min(start + 5))
        .any(|i| page.has(i, Cues::TITLE) && page.shape(i) == Some(Shape::Lower));
    (title && !page.has(start, Cues::WHERE)).then_some(start..end)
}

/// Where the noun phrase that ends before `end` begins: behind its article or possessive.
fn phrase_start(page: &Page<'_>, end: usize) -> Option<usize> {
    for back in 1..LONGEST {
        let at = end.checked_sub(back)?;
        let word = page.word(at);
        if page.is_any(
            at,
            &[
                "the", "a", "an", "his", "her", "its", "their", "s", "’s", "'s", "with", "by",
                "and", "to", "that",
            ],
        ) && !(page.is(at, "the") && page.is(at.wrapping_sub(1), "of"))
        {
            return Some(at + 1);
        }
        if matches!(word, "," | "." | ";" | ":" | "(" | "“" | "\"")
            || page.token(at).is_some_and(|t| t.breaks > 0)
        {
            return Some(if page.token(at).is_some_and(super::token::Token::is_word) {
                at
            } else {
                at + 1
            });
        }
    }
    None
}

fn holds_title(page: &Page<'_>, role: Range<usize>) -> Option<Range<usize>> {
    let title = role.clone().any(|at| page.has(at, Cues::TITLE));
    let verb = role.clone().any(|at| {
        page.has_any(at, Cues::SAY.or(Cues::PRONOUN)) && page.shape(at) == Some(Shape::Lower)
    });
    (title && !verb && !role.is_empty()).then_some(role)
}

#[cfg(test)]
mod tests {
    use super::super::{kind, names};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let page = Page::new(text);
        let taken = vec![false; page.tokens.len()];
        let mut all = names::candidates(&page, &taken);
        for candidate in &mut all {
            kind::weigh(&page, candidate);
        }
        let person = all.iter().find(|c| page.read(&c.tokens).ends_with("Berg")).expect("a person");
        assert_eq!(of(&page, person).as_deref(), expected, "in {text:?}");
    }

    #[test]
    fn roles_stand_before_and_behind_names() {
        check("Then Danish President Maria Berg left.", Some("Danish President"));
        check("with the country’s president, Maria Berg, and", Some("president"));
        check("Today Maria Berg, the director of the zoo, left.", Some("director of the zoo"));
        check(
            "met the general secretary of the Green Party, Maria Berg.",
            Some("general secretary of the Green Party"),
        );
        check("We saw Maria Berg.", None);
        check("We saw Maria Berg, whose brother worked there, and left.", None);
        assert!(is_specific("President of Denmark") && !is_specific("Prime Minister"));
    }

    #[test]
    fn of_several_roles_the_one_that_says_most_is_kept() {
        let better = |old: &str, new: &str| better(old.to_owned(), new.to_owned());
        assert_eq!(better("president", "President of Denmark"), "President of Denmark");
        assert_eq!(better("Danish minister", "president"), "Danish minister");
        assert_eq!(better("minister", "president"), "minister");
        assert_eq!(better("Danish counterpart", "President"), "Danish President");
        assert_eq!(better("President", "Danish counterpart"), "Danish President");
        assert_eq!(better("leader of this country", "Marshal"), "Marshal");
        assert_eq!(better("counterpart", "President"), "President");
    }
}
