//! Mends names that were found in pieces or with too much, by what English news writes around them.
//!
//! Nicknames in marks stay inside a name, bodies that are named for two things keep both, a commander is no part of
//! his army, the agency in a dateline is one, and ships are none of the kinds.

use std::collections::HashSet;
use std::ops::Range;

use super::cues::Cues;
use super::model::Found;
use super::names::{key_of, whole, word_at};
use super::page::Page;
use super::tidy::{ORG, PERSON, PLACE};
use super::token::{Shape, Token};

/// The names as they are to be, in order.
pub(super) fn mend(page: &Page<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut names: Vec<Found> = Vec::with_capacity(found.len());
    for name in found {
        if names.last().is_some_and(|last| last.tokens.end > name.tokens.start) {
            continue;
        }
        let name = with_nickname(page, with_first_half(page, name, &names));
        let name = located(page, without_paper(page, name));
        match led(page, &name) {
            Some(of) => names.extend(split_at(&name, of)),
            None => names.push(name),
        }
    }
    add_agencies(page, &mut names);
    drop_ships(page, names)
}

fn is_capital(page: &Page<'_>, at: usize) -> bool {
    page.token(at).is_some_and(|t| t.is_capital() && t.breaks == 0)
}

fn of_kind(tokens: Range<usize>, kind: usize, certainty: f32) -> Found {
    let mut shares = [0.0; 3];
    shares[kind] = 1.0;
    Found { tokens, kind, certainty, shares }
}

/// `William "Billy" Berg`: the nickname and the surname behind it.
fn with_nickname(page: &Page<'_>, name: Found) -> Found {
    let open = name.tokens.end;
    let given = word_at(page, name.tokens.start);
    let person = name.kind == PERSON || given.given() && !given.everyday();
    if !person || !page.is_any(open, &["\"", "“", "'", "‘"]) || page.glued(open) {
        return name;
    }
    let close = (open + 2..open + 4).find(|at| page.is_any(*at, &["\"", "”", "'", "’"]));
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
            && !page.has_any(at, Cues::TITLE.or(Cues::NATION).or(Cues::STOP).or(Cues::ORG))
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
    page.is_any(before, &["the", "'s", "’s", "whose", "his", "her", "their"])
        || page.has(before, Cues::NATION)
}

/// "Security Council Resolution": a paper is no part of the body it is of.
fn without_paper(page: &Page<'_>, mut name: Found) -> Found {
    let last = name.tokens.end - 1;
    if name.kind == ORG
        && name.tokens.len() > 2
        && page.is_any(last, &["resolution", "resolutions"])
    {
        name.tokens.end = last;
    }
    name
}

/// "They met in Mae Sot": what somebody is in is no person, unless it is somebody's.
fn located(page: &Page<'_>, name: Found) -> Found {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let inside = page.is_any(start.wrapping_sub(1), &["in", "near", "inside", "outside"]);
    let owner = page.is_any(end, &["'s", "’s", "'", "’"]);
    let (first, last) = (word_at(page, start), word_at(page, end - 1));
    let full = first.given() && !first.everyday() && (last.surname() || last.given());
    let trusted =
        page.is_any(start.wrapping_sub(2), FELT) || page.shape(end - 1) == Some(Shape::Initial);
    if name.kind != PERSON || !inside || owner || full || trusted {
        return name;
    }
    of_kind(name.tokens, PLACE, name.certainty)
}

/// What one has in a person.
const FELT: &[&str] = &[
    "believe",
    "believed",
    "belief",
    "confidence",
    "faith",
    "found",
    "interest",
    "interested",
    "saw",
    "see",
    "trust",
];

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
    let heads = of > name.tokens.start && page.is_any(of - 1, LED);
    (name.kind == ORG && heads && person && unknown).then_some(of)
}

/// Bodies that people lead; those of others are named for people.
const LED: &[&str] = &[
    "administration",
    "alliance",
    "army",
    "coalition",
    "front",
    "government",
    "group",
    "militia",
    "movement",
    "party",
    "union",
];

fn split_at(name: &Found, of: usize) -> [Found; 2] {
    let body = of_kind(name.tokens.start..of, ORG, name.certainty);
    [body, of_kind(of + 1..name.tokens.end, PERSON, name.certainty)]
}

/// `NAIROBI, May 3 (Savanna Press) -`: what stands in brackets before the dash is who reports.
fn add_agencies(page: &Page<'_>, names: &mut Vec<Found>) {
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        let Some(inside) = agency(page, &sentence.tokens) else { continue };
        let first = names.partition_point(|name| name.tokens.end <= inside.start);
        let count = names[first..].iter().take_while(|name| name.tokens.start < inside.end).count();
        let whole = names[first..first + count].iter().all(|name| name.tokens.end <= inside.end);
        if whole {
            names.splice(first..first + count, [of_kind(inside, ORG, 0.9)]);
        }
    }
}

/// How far from its beginning a dateline may name its agency.
const DATELINE: usize = 12;

fn agency(page: &Page<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let start = sentence.start;
    let paragraph = start == 0 || page.token(start).is_some_and(|t| t.breaks > 0);
    let open = (start + 1..sentence.end.min(start + DATELINE)).find(|at| page.is(*at, "("))?;
    let small = |at: usize| page.shape(at) == Some(Shape::Lower);
    if !paragraph || !is_place_like(page, start) || (start..open).any(small) {
        return None;
    }
    let close = (open + 2..sentence.end.min(open + 6)).find(|at| page.is(*at, ")"))?;
    let named = (open + 1..close).all(|at| is_capital(page, at));
    let dash = page.is_any(close + 1, &["-", "–", "—", "--"]) && !page.glued(close + 1);
    (named && dash).then_some(open + 1..close)
}

/// Whether a dateline may begin with the word: it is written in capitals, or a place.
fn is_place_like(page: &Page<'_>, at: usize) -> bool {
    let upper = page.shape(at) == Some(Shape::Upper);
    upper || page.token(at).is_some_and(Token::is_capital) && whole(page, &(at..at + 1)).any("CPp")
}

/// Leaves out ships, wherever the text names them.
fn drop_ships(page: &Page<'_>, mut names: Vec<Found>) -> Vec<Found> {
    let ships: HashSet<String> = names
        .iter()
        .filter(|name| is_ship(page, &name.tokens))
        .map(|name| key_of(page, &name.tokens))
        .collect();
    if !ships.is_empty() {
        names.retain(|name| {
            let known = whole(page, &name.tokens).any("CPO");
            !is_ship(page, &name.tokens) && (known || !ships.contains(&key_of(page, &name.tokens)))
        });
    }
    names
}

/// Whether a name is a ship's by what stands before it: "the ferry Linnea", "MV Nyota".
fn is_ship(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let sign = |at: usize| page.is_any(at, SIGNS) && page.shape(at) == Some(Shape::Upper);
    let before = tokens.start.wrapping_sub(1);
    let vessel = page.is_any(before, VESSELS) && page.shape(before) == Some(Shape::Lower);
    tokens.len() > 1 && sign(tokens.start)
        || sign(before)
        || vessel && !page.has(tokens.start, Cues::TITLE)
}

/// What stands before the names of ships.
const SIGNS: &[&str] =
    &["mv", "m/v", "hms", "hmas", "hmcs", "uss", "rms", "ss", "ms", "mt", "ins", "usns"];

/// Things that have names of their own.
const VESSELS: &[&str] = &[
    "boat",
    "cutter",
    "destroyer",
    "ferry",
    "freighter",
    "frigate",
    "icebreaker",
    "liner",
    "probe",
    "sailboat",
    "schooner",
    "ship",
    "spacecraft",
    "steamer",
    "submarine",
    "tanker",
    "trawler",
    "tugboat",
    "vessel",
    "warship",
    "yacht",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Mends what is found of `names` in `text`, each with its kind.
    #[track_caller]
    fn check(text: &str, names: &[(&str, usize)], expected: &[(&str, usize)]) {
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
        let denmark = "National Party of Denmark";
        check(&format!("the {denmark} won"), &[(denmark, ORG)], &[(denmark, ORG)]);
    }

    #[test]
    fn what_somebody_is_in_is_a_place() {
        check("They met in Mae Xyz on", &[("Mae Xyz", PERSON)], &[("Mae Xyz", PLACE)]);
        check("They met in Xyz's house", &[("Xyz", PERSON)], &[("Xyz", PERSON)]);
        check("Her trust in Xyz grew", &[("Xyz", PERSON)], &[("Xyz", PERSON)]);
        check(
            "the Security Council Resolution",
            &[("Security Council Resolution", ORG)],
            &[("Security Council", ORG)],
        );
    }

    #[test]
    fn agencies_of_datelines_are_found() {
        let text = "NAIROBI, May 3 (Savanna Press) - It rained.";
        check(
            text,
            &[("NAIROBI", PLACE), ("Press", PERSON)],
            &[("NAIROBI", PLACE), ("Savanna Press", ORG)],
        );
        check("NAIROBI (Savanna Press) is", &[("NAIROBI", PLACE)], &[("NAIROBI", PLACE)]);
    }

    #[test]
    fn ships_are_no_names_of_these_kinds() {
        let text = "When the ferry Linnea sank, Linnea had aground before. MV Nyota left Denmark.";
        let found = [("Linnea", PERSON), ("Nyota", ORG), ("Denmark", PLACE)];
        check(text, &found, &[("Denmark", PLACE)]);
        check("the ship Captain Berg", &[("Berg", PERSON)], &[("Berg", PERSON)]);
    }
}
