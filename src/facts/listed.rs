//! Names that stand in one list are of one kind: "in Athens, Clanton, Madison and Prattville".

use std::ops::Range;

use super::hash::Set;
use super::mended::of_kind;
use super::model::Found;
use super::names::{whole, word_at};
use super::page::Page;
use super::tidy::{PERSON, PLACE};
use super::token::Shape;
use super::words::words;

/// How many names make a list.
const LIST: usize = 4;

/// Makes the names of each list places where more than half of them are.
pub(super) fn agree(page: &Page<'_>, mut names: Vec<Found>) -> Vec<Found> {
    let full = names.iter().filter(|name| name.kind == PERSON && name.tokens.len() > 1);
    let surnames: Set<&str> = full.map(|name| page.word(name.tokens.end - 1)).collect();
    let mut start = 0;
    for end in 1..=names.len() {
        let goes_on = names
            .get(end)
            .is_some_and(|next| is_joined(page, names[end - 1].tokens.end..next.tokens.start));
        if goes_on {
            continue;
        }
        if end - start >= LIST {
            settle(page, &mut names[start..end], &surnames);
        }
        start = end;
    }
    names
}

/// Whether nothing but a comma or an "and" stands between two names.
fn is_joined(page: &Page<'_>, between: Range<usize>) -> bool {
    let and = |at: usize| page.is_in(at, words!("and or &"));
    let comma = |at: usize| page.is(at, ",");
    match between.len() {
        1 => comma(between.start) || and(between.start),
        2 => comma(between.start) && and(between.start + 1),
        _ => false,
    }
}

fn settle(page: &Page<'_>, list: &mut [Found], surnames: &Set<&str>) {
    let places = list.iter().filter(|name| name.kind == PLACE).count();
    if places * 2 <= list.len() {
        return;
    }
    let surname = |name: &Found| surnames.contains(page.word(name.tokens.end - 1));
    let person = |name: &Found| name.tokens.len() > 1 && word_at(page, name.tokens.start).given();
    // Somebody whom everybody knows stands among capitals, too.
    let known = |name: &Found| {
        name.kind == PERSON
            && word_at(page, name.tokens.end - 1).surname()
            && !whole(page, &name.tokens).any("Pp")
    };
    let sign = |name: &Found| page.shape(name.tokens.start) == Some(Shape::Upper);
    let other = |name: &Found| {
        name.kind != PLACE
            && name.tokens.len() <= 2
            && !(surname(name)
                || known(name)
                || person(name)
                || sign(name)
                || whole(page, &name.tokens).any("O"))
    };
    for name in list.iter_mut().filter(|name| other(name)) {
        *name = of_kind(name.tokens.clone(), PLACE, name.certainty);
    }
}

#[cfg(test)]
mod tests {
    use super::super::mended::tests::check;
    use super::super::tidy::ORG;
    use super::*;

    #[test]
    fn lists_are_of_one_kind() {
        let text = "in Denmark, Zork, Quelm, Norway and Sweden, with Maria Quoll";
        let found = [
            ("Denmark", PLACE),
            ("Zork", PERSON),
            ("Quelm", ORG),
            ("Norway", PLACE),
            ("Sweden", PLACE),
        ];
        check(text, &found, &found.map(|(name, _)| (name, PLACE)));
        let two = [("Denmark", PLACE), ("Zork", PERSON)];
        check("in Denmark, Zork and others", &two, &two);
    }
}
