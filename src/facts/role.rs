//! What a person is said to be: "president of the council", as the article words it.
//!
//! Three forms: a title right before the name, a title and a comma before it ("the country's president, NAME"), and an
//! apposition behind it ("NAME, the president of X,").

use std::ops::Range;

use super::cues::{self, Cues};
use super::names::Candidate;
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

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
    let mut title = candidate.title.clone()?;
    // "the former ministers Sir NAME" are several people.
    if title.clone().any(|at| page.is_in(at, SEVERAL)) {
        return None;
    }
    let before = title.start.wrapping_sub(1);
    let small = page.shape(before) == Some(Shape::Lower);
    // "and then Senator NAME" tells what came next.
    let whose = words!("a the of his her its their 's ’s");
    let then = page.is(before, "then") && page.is_in(before.wrapping_sub(1), whose);
    if small && (then || page.is_in(before, words!("acting former"))) {
        title.start -= 1;
    }
    title.clone().any(|at| page.has(at, Cues::TITLE)).then_some(title)
}

/// Offices of several people.
const SEVERAL: Words = words!("governors leaders ministers presidents secretaries senators");

/// `the foreign minister, NAME`: from the article to the comma.
fn before_comma(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let end = at.checked_sub(1).filter(|comma| page.is(*comma, ","))?;
    let start = phrase_start(page, end)?;
    // "the deaths of former speaker, NAME": the office begins behind "of".
    let late =
        (start..end).find(|at| page.is(*at, "of") && page.is_in(at + 1, words!("former then")));
    let start = late.map_or(start, |of| of + 1);
    // "As a general rule, NAME": the office is the noun or what it is of.
    let last = (start..end).rev().find(|at| page.has(*at, Cues::TITLE))?;
    let small = page.shape(last + 1) == Some(Shape::Lower);
    let ends = last + 1 == end || !small || page.has_any(last + 1, NO_PART.or(Cues::TITLE));
    ends.then(|| holds_title(page, start..end)).flatten()
}

/// `foreign minister NAME`, `London police chief NAME`: the office, at most one noun before it, and whose it is.
///
/// No further: what stands before them may be anything.
fn right_before(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    const OFFICE: Cues = Cues::TITLE.or(Cues::PORTFOLIO).or(Cues::NATION);
    page.before(at, 1).filter(|t| t.has(Cues::TITLE) && t.shape == Shape::Lower)?;
    let back_while = |from: usize, most: usize, holds: &dyn Fn(usize) -> bool| {
        let many = (1..=most.min(from)).take_while(|back| holds(from - back)).count();
        from - many
    };
    let office = back_while(at, LONGEST, &|i| page.has_any(i, OFFICE));
    // "co-founder"
    let office = back_while(office, 2, &|i| page.is(i, "-") || page.is(i + 1, "-"));
    let noun = back_while(office, 1, &|i| is_noun(page, i));
    // Before a noun a capital may only begin the sentence: "Fans love coach NAME".
    let is_open = noun < office && is_first(page, noun) && !page.is_in(noun, BODIES);
    let noun = if is_open { office } else { noun };
    let whose = back_while(noun, 3, &|i| is_of_name(page, i));
    // "Bank of England governor"
    let of = whose.checked_sub(1).filter(|of| whose < noun && page.is(*of, "of"));
    let start = of.map(|of| back_while(of, 3, &|i| is_of_name(page, i)));
    Some(start.filter(|start| Some(*start) < of).unwrap_or(whose)..at)
}

fn is_of_name(page: &Page<'_>, at: usize) -> bool {
    match page.shape(at) {
        // "US" is no pronoun.
        Some(Shape::Upper) => page.word(at).len() > 1,
        Some(Shape::Title | Shape::Mixed) => !page.has_any(at, NO_PART),
        _ => false,
    }
}

/// What has chiefs, leaders and spokesmen.
const BODIES: Words = words!(
    "army bank city club company county court football government health hospital navy opposition \
     party police rebel school state team union"
);

/// Whether a sentence begins at the word before this one, or at that.
fn is_first(page: &Page<'_>, at: usize) -> bool {
    let start = page.sentences.get(page.sentence_of(at)).map_or(0, |s| s.tokens.start);
    at == start + 1 && page.shape(start) == Some(Shape::Title)
}

/// What is no part of an office: words that stand between things, tell when, or tell what happened.
const NO_PART: Cues = Cues::STOP
    .or(Cues::SAY)
    .or(Cues::VERB)
    .or(Cues::PRONOUN)
    .or(Cues::WHERE)
    .or(Cues::DEICTIC)
    .or(Cues::PERIOD)
    .or(Cues::WEEKDAY)
    .or(Cues::MONTH)
    .or(Cues::OPENER)
    .or(Cues::HONORIFIC);

/// Whether a small word may be a noun, as far as its end tells.
fn is_noun(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    page.shape(at) == Some(Shape::Lower)
        && word.len() > 2
        && !page.has_any(at, NO_PART)
        && !["ly", "ed", "ing"].iter().any(|end| word.ends_with(end))
}

/// `, the president of X,` behind the name.
fn after_comma(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    if !page.is(at, ",") {
        return None;
    }
    let start = at + 1 + usize::from(page.is_in(at + 1, words!("the a an")));
    let end = (start..start + LONGEST).find(|i| {
        matches!(page.word(*i), "," | "." | ";" | "(" | "—" | "")
            || page.is_in(*i, words!("who said told has was is and"))
    })?;
    // "NAME, whose brother worked there," says nothing of what NAME is.
    if page.is_in(start, words!("whose which where when")) {
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
        if page.is_in(
            at,
            words!(
                "the a an his her its their s ’s 's with by and to that but or as while when \
                 after before because if from"
            ),
        ) && !(page.is(at, "the") && page.is(at.wrapping_sub(1), "of"))
            || page.has(at, Cues::SAY) && page.shape(at) == Some(Shape::Lower)
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
        check("They won, but manager Maria Berg was angry.", Some("manager"));
        check("They met after mayor Maria Berg had called.", Some("mayor"));
        check("“It works,” said spokeswoman Maria Berg.", Some("spokeswoman"));
        check("Then police chief Maria Berg arrived.", Some("police chief"));
        check("Elbonia police chief Maria Berg arrived.", Some("Elbonia police chief"));
        check("Fans love coach Maria Berg.", Some("coach"));
        check("On Monday president Maria Berg quit.", Some("president"));
        check("She asked US defence secretary Maria Berg.", Some("US defence secretary"));
        check("Only Bank of Elbonia governor Maria Berg knew.", Some("Bank of Elbonia governor"));
        check("Also co-founder Maria Berg left.", Some("co-founder"));
        check("Then former President Berg left.", Some("former President"));
        check(
            "The deaths of former council president, Maria Berg, shocked.",
            Some("former council president"),
        );
        check("It is a general rule, Maria Berg said.", None);
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
