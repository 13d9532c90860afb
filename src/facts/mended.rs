//! Mends names that were found in pieces or with too much, by what English news writes around them.
//!
//! Nicknames in marks stay inside a name, bodies that are named for two things keep both, a commander is no part of
//! his army, two states with a hyphen between them are two. What else is mended stands in the modules that [`mend`] calls.

use std::ops::Range;

use super::cues::Cues;
use super::model::Found;
use super::names::{whole, word_at};
use super::page::Page;
use super::tidy::{ORG, PERSON, PLACE};
use super::token::Shape;
use super::words::{Words, words};
use super::{again, agency, called, ends, familiar, firm, listed, named, ship, signs, sport};

/// The names as they are to be, in order.
pub(super) fn mend(page: &Page<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut names: Vec<Found> = Vec::with_capacity(found.len());
    for name in found {
        if names.last().is_some_and(|last| last.tokens.end > name.tokens.start) {
            continue;
        }
        if named::is_none(page, &name.tokens) {
            continue;
        }
        let name = with_nickname(page, with_first_half(page, name, &names));
        let name = headed(page, located(page, without_paper(page, name)));
        if let Some(hyphen) = between_states(page, &name.tokens) {
            names.extend(parted(&name, hyphen, [PLACE, PLACE]));
        } else if let Some(of) = led(page, &name) {
            names.extend(parted(&name, of, [ORG, PERSON]));
        } else {
            names.push(name);
        }
    }
    let names = agency::add(page, ends::set(page, names));
    let names = signs::add(page, sport::add(page, names));
    let names = called::add(page, familiar::add(page, names));
    let names = firm::settle(page, named::settle(page, names));
    let names = again::add(page, listed::agree(page, names));
    ship::mark(page, names)
}

/// Whether a word is written with a capital and goes on in the same line.
pub(super) fn is_capital(page: &Page<'_>, at: usize) -> bool {
    page.token(at).is_some_and(|t| t.is_capital() && t.breaks == 0)
}

/// A name that is surely of this kind.
pub(super) fn of_kind(tokens: Range<usize>, kind: usize, certainty: f32) -> Found {
    let mut shares = [0.0; 3];
    shares[kind] = 1.0;
    Found { tokens, kind, certainty, shares }
}

/// `William "Billy" Berg`: the nickname and the surname behind it.
fn with_nickname(page: &Page<'_>, name: Found) -> Found {
    let open = name.tokens.end;
    let given = word_at(page, name.tokens.start);
    let person = name.kind == PERSON || given.given() && !given.everyday();
    if !person || !page.is_in(open, words!("\" “ ' ‘")) || page.glued(open) {
        return name;
    }
    let close = (open + 2..open + 4).find(|at| page.is_in(*at, words!("\" ” ' ’")));
    let Some(close) = close.filter(|close| (open + 1..*close).all(|at| is_capital(page, at)))
    else {
        return name;
    };
    let mut end = close + 1;
    while end < close + 4 && is_capital(page, end) && !page.glued(end) {
        end += 1;
    }
    if end == close + 1 || page.has(close + 1, Cues::STOP) {
        return name;
    }
    of_kind(name.tokens.start..end, PERSON, name.certainty)
}

/// "Justice and Progress Party" where "Progress Party" was found.
fn with_first_half(page: &Page<'_>, mut name: Found, before: &[Found]) -> Found {
    let start = name.tokens.start;
    let plain = |at: usize| {
        page.shape(at) == Some(Shape::Title)
            && word_at(page, at).everyday()
            && (page.is(at, "justice") || !page.has(at, Cues::TITLE))
            && !page.has_any(at, Cues::NATION.or(Cues::STOP).or(Cues::ORG))
    };
    let last = name.tokens.end - 1;
    let head = page.has(last, Cues::ORG) && !page.has(last, Cues::TITLE);
    let listed = name.kind == ORG && name.tokens.len() > 1 && head && plain(start);
    let (Some(and), Some(first)) = (start.checked_sub(1), start.checked_sub(2)) else {
        return name;
    };
    let free = before.last().is_none_or(|last| last.tokens.end <= first);
    if listed && free && page.is(and, "and") && plain(first) && follows_article(page, first) {
        name.tokens.start = first;
    }
    name
}

/// Whether "the", an owner or a nation stands before a word, so that its capital is its own.
fn follows_article(page: &Page<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    page.is_in(before, words!("the 's ’s whose his her their")) || page.has(before, Cues::NATION)
}

/// "Security Council Resolution": a paper is no part of the body it is of.
fn without_paper(page: &Page<'_>, mut name: Found) -> Found {
    let last = name.tokens.end - 1;
    if name.kind == ORG
        && name.tokens.len() > 2
        && page.is_in(last, words!("resolution resolutions"))
    {
        name.tokens.end = last;
    }
    name
}

/// "They met in Mae Sot", "took Wad Madani, capital of": such a name is no person's, unless something there is somebody's.
fn located(page: &Page<'_>, name: Found) -> Found {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let before = start.wrapping_sub(1);
    let inside = page.is_in(before, words!("in near inside outside"))
        || page.is(before, "at") && name.tokens.len() > 1;
    let owner = page.is_in(end, words!("'s ’s ' ’"));
    let (first, last) = (word_at(page, start), word_at(page, end - 1));
    let full = first.given() && !first.everyday() && (last.surname() || last.given());
    let trusted =
        page.is_in(before.wrapping_sub(1), FELT) || page.shape(end - 1) == Some(Shape::Initial);
    let there = inside && !owner && !trusted || is_described(page, end);
    if name.kind != PERSON || !there || full {
        return name;
    }
    of_kind(name.tokens, PLACE, name.certainty)
}

/// ", capital of", ", a town in": what a place is said to be.
fn is_described(page: &Page<'_>, comma: usize) -> bool {
    let article = usize::from(page.is_in(comma + 1, words!("a the")));
    let noun = comma + 1 + article;
    page.is(comma, ",")
        && page.is_in(noun, words!("capital city suburb town village"))
        && page.is_in(noun + 1, words!("of in near on"))
}

/// What one has in a person.
const FELT: Words = words!(
    "believe believed belief confidence confident disappointed disappointment faith found hope \
     hopes interest interested saw see starred trust"
);

/// Where "of" stands in "Libyan National Army of Khalifa Haftar".
fn led(page: &Page<'_>, name: &Found) -> Option<usize> {
    let of = name.tokens.clone().find(|at| page.is(*at, "of"))?;
    let tail = of + 1..name.tokens.end;
    let (first, last) = (word_at(page, tail.start), word_at(page, tail.end - 1));
    let person = (2..=3).contains(&tail.len())
        && tail.clone().all(|at| page.shape(at) == Some(Shape::Title));
    let described = tail.clone().any(|at| {
        page.has_any(at, Cues::NATION.or(Cues::PLACE_START).or(Cues::PLACE).or(Cues::ORG))
    });
    let unknown = !described
        && !first.everyday()
        && !last.everyday()
        && !whole(page, &tail).any("CPOp")
        && !whole(page, &(tail.start..tail.start + 1)).any("CP");
    let heads = of > name.tokens.start && page.is_in(of - 1, LED);
    (name.kind == ORG && heads && person && unknown).then_some(of)
}

/// Bodies that people lead; those of others are named for people.
const LED: Words = words!(
    "administration alliance army coalition front government group militia movement party union"
);

/// Where the hyphen stands in "U.S.-Mexico": two states, not one body.
fn between_states(page: &Page<'_>, tokens: &Range<usize>) -> Option<usize> {
    let hyphen = tokens.clone().find(|at| page.is_hyphen(*at))?;
    let state = |part: Range<usize>| !part.is_empty() && whole(page, &part).any("C");
    (state(tokens.start..hyphen) && state(hyphen + 1..tokens.end)).then_some(hyphen)
}

/// Two names where one was found, without what stands at `between`.
fn parted(name: &Found, between: usize, kinds: [usize; 2]) -> [Found; 2] {
    let before = of_kind(name.tokens.start..between, kinds[0], name.certainty);
    [before, of_kind(between + 1..name.tokens.end, kinds[1], name.certainty)]
}

/// "Dow Jones Industrial Average": nobody is called by two everyday words.
fn headed(page: &Page<'_>, name: Found) -> Found {
    let tail = name.tokens.end.saturating_sub(2)..name.tokens.end;
    let plain = |at: usize| {
        let word = word_at(page, at);
        page.shape(at) == Some(Shape::Title) && word.everyday() && !word.given() && !word.surname()
    };
    if name.kind != PERSON || name.tokens.len() < 3 || !tail.clone().all(plain) {
        return name;
    }
    of_kind(name.tokens, ORG, name.certainty)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Mends what is found of `names` in `text`, each with its kind.
    #[track_caller]
    pub(in crate::facts) fn check(text: &str, names: &[(&str, usize)], expected: &[(&str, usize)]) {
        let page = Page::new(text);
        let found = |(name, kind): &(&str, usize)| {
            let start = text.find(name).expect("the name is in the text");
            let end = page.token_at((start + name.len()) as u32);
            of_kind(page.token_at(start as u32)..end, *kind, 0.9)
        };
        let mended = mend(&page, names.iter().map(found).collect());
        let mended: Vec<(&str, usize)> =
            mended.iter().map(|f| (page.read(&f.tokens), f.kind)).collect();
        assert_eq!(mended, expected, "in {text:?}");
    }

    #[test]
    fn nicknames_stay_inside_names() {
        let text = "Then Anna \"Red\" Berg and Paul said \"No\" Olsen.";
        check(
            text,
            &[("Anna", PERSON), ("Berg", PERSON), ("Paul", PERSON)],
            &[("Anna \"Red\" Berg", PERSON), ("Paul", PERSON)],
        );
    }

    #[test]
    fn bodies_keep_both_halves_of_their_names() {
        let text = "the Justice and Progress Party won in Law and Progress Party";
        check(text, &[("Progress Party", ORG)], &[("Justice and Progress Party", ORG)]);
        check(
            "in Denmark and Progress Party",
            &[("Progress Party", ORG)],
            &[("Progress Party", ORG)],
        );
    }

    #[test]
    fn commanders_are_no_part_of_their_armies() {
        let army = "National Army of Maria Olsen";
        check(
            &format!("the {army} won"),
            &[(army, ORG)],
            &[("National Army", ORG), ("Maria Olsen", PERSON)],
        );
        let text = "at the U.S.-Mexico border with Dow Jones Industrial Average";
        let names = [("U.S.-Mexico", ORG), ("Dow Jones Industrial Average", PERSON)];
        check(
            text,
            &names,
            &[("U.S.", PLACE), ("Mexico", PLACE), ("Dow Jones Industrial Average", ORG)],
        );
        let denmark = "National Party of Denmark";
        check(&format!("the {denmark} won"), &[(denmark, ORG)], &[(denmark, ORG)]);
    }

    #[test]
    fn what_somebody_is_in_is_a_place() {
        check("They met in Mae Xyz on", &[("Mae Xyz", PERSON)], &[("Mae Xyz", PLACE)]);
        let text = "They met at Kiryat Xyz, took Wad Xyzq, capital of Denmark, and laughed at Xyz.";
        let names = [("Kiryat Xyz", PERSON), ("Wad Xyzq", PERSON)];
        check(text, &names, &[("Kiryat Xyz", PLACE), ("Wad Xyzq", PLACE), ("Denmark", PLACE)]);
        check("They met in Xyz's house", &[("Xyz", PERSON)], &[("Xyz", PERSON)]);
        check("Her trust in Xyz grew", &[("Xyz", PERSON)], &[("Xyz", PERSON)]);
        check(
            "the Security Council Resolution",
            &[("Security Council Resolution", ORG)],
            &[("Security Council", ORG)],
        );
    }
}
