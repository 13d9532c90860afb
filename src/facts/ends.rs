//! Where a name ends: without the office of somebody behind it ("House of Representatives Speaker"), with the body that belongs to it
//! ("County Sheriff's Office"), and before somebody who is sent there ("ambassador to Denmark Maria Berg").

use std::ops::Range;

use super::cues::Cues;
use super::mended::of_kind;
use super::model::Found;
use super::names::{whole, word_at};
use super::page::Page;
use super::tidy::{ORG, PERSON, PLACE};
use super::token::Shape;
use super::words::{Words, words};

/// The names with their ends where they are to be, in order.
pub(super) fn set(page: &Page<'_>, names: Vec<Found>) -> Vec<Found> {
    let mut set: Vec<Found> = Vec::with_capacity(names.len());
    for mut name in names {
        if set.last().is_some_and(|last| last.tokens.end > name.tokens.start) {
            continue;
        }
        if let Some(person) = envoy(page, &name.tokens) {
            let host = name.tokens.start..person;
            let kind = if whole(page, &host).any("CP") { PLACE } else { ORG };
            set.push(of_kind(host, kind, name.certainty));
            set.push(of_kind(person..name.tokens.end, PERSON, name.certainty));
            continue;
        }
        without_office(page, &mut name);
        with_dot(page, &mut name);
        with_owned(page, &mut name);
        with_house(page, &mut name);
        set.push(name);
    }
    set
}

fn is_title_case(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Title)
}

/// Where the person begins in "(ambassador to) Denmark Maria Berg".
fn envoy(page: &Page<'_>, tokens: &Range<usize>) -> Option<usize> {
    let sent = page.is_in(tokens.start.wrapping_sub(1), words!("to of for in"))
        || page.is(tokens.start.wrapping_sub(1), "the")
            && page.is_in(tokens.start.wrapping_sub(2), words!("to of"));
    let office =
        (2..=4).any(|back| page.before(tokens.start, back).is_some_and(|t| t.has(Cues::TITLE)));
    if !sent || !office {
        return None;
    }
    let starts = (tokens.start + 1..tokens.end.saturating_sub(1)).rev();
    let mut people = starts.filter(|at| {
        let person = *at..tokens.end;
        let host = whole(page, &(tokens.start..*at)).any("CPO");
        let first = word_at(page, *at);
        host && (2..=3).contains(&person.len())
            && !first.everyday()
            && !whole(page, tokens).any("CPO")
            && person.clone().all(|at| is_title_case(page, at))
            && !person.clone().any(|at| page.has_any(at, HEADS))
    });
    people.next()
}

const HEADS: Cues =
    Cues::ORG.or(Cues::PLACE).or(Cues::EVENT).or(Cues::TITLE).or(Cues::NATION).or(Cues::STOP);

/// "House of Representatives Speaker" is the house; "Office of the Speaker" keeps its end.
fn without_office(page: &Page<'_>, name: &mut Found) {
    while name.kind == ORG && name.tokens.len() > 2 {
        let last = name.tokens.end - 1;
        // "Herald-Leader" is no leader.
        let office =
            page.is_in(last, OFFICES) && is_title_case(page, last) && !page.is_hyphen(last - 1);
        let kept =
            page.has(last - 1, Cues::STOP) || page.is_in(last - 1, words!("& general vice prime"));
        let listed = whole(page, &name.tokens).any("O");
        if !office || kept || listed {
            return;
        }
        name.tokens.end = last;
    }
}

/// What people are called behind the name of a body, and what their names begin with.
const OFFICES: Words = words!(
    "chairman chairwoman chairperson chair chief commissioner deputy director hon leader minister \
     president representative rt secretary senator speaker spokesman spokesperson spokeswoman"
);

/// "Paul Berg Jr.": the dot is part of the name.
fn with_dot(page: &Page<'_>, name: &mut Found) {
    let end = name.tokens.end;
    let junior =
        name.kind == PERSON && name.tokens.len() > 1 && page.is_in(end - 1, words!("jr sr"));
    if junior && page.is(end, ".") && page.glued(end) {
        name.tokens.end += 1;
    }
}

/// "County Sheriff's Office", "Hart's Island": what a name owns and is called by.
fn with_owned(page: &Page<'_>, name: &mut Found) {
    // "Baldwin County" of "Baldwin County Sheriff's Office".
    let sheriff = usize::from(page.is(name.tokens.end, "sheriff"));
    let owner = name.tokens.end + sheriff;
    if !page.is_in(owner, words!("'s ’s")) || !is_title_case(page, owner - 1) {
        return;
    }
    let office = page.is(owner - 1, "sheriff")
        && owner > name.tokens.start + 1
        && page.is_in(owner + 1, words!("office department"));
    let single = name.tokens.len() == 1 && sheriff == 0 && name.kind != ORG;
    let land = single
        && is_title_case(page, owner + 1)
        && page.is_in(owner + 1, LANDS)
        && !word_at(page, owner - 1).any("C")
        && !whole(page, &name.tokens).any("CP")
        && page.shape(owner + 2) != Some(Shape::Title);
    if office || land {
        *name =
            of_kind(name.tokens.start..owner + 2, if office { ORG } else { PLACE }, name.certainty);
    }
}

/// "St Mary's Hospital", "St Thomas' Hospital", "Guy's Hospital": houses that are called by who founded them or is honoured there.
fn with_house(page: &Page<'_>, name: &mut Found) {
    const HOUSES: Words = words!(
        "academy cathedral chapel church clinic college hospice hospital infirmary school \
         university"
    );
    let owner = name.tokens.end;
    let mark = page.is_in(owner, words!("'s ’s"))
        || page.is_in(owner, words!("' ’"))
            && page.glued(owner)
            && page.word(owner - 1).ends_with('s');
    let saint = page.is_in(name.tokens.start, words!("st saint"));
    let house = (owner + 1..owner + 4)
        .take_while(|at| is_title_case(page, *at))
        .find(|at| page.is_in(*at, HOUSES));
    let Some(house) = house.filter(|_| mark && name.kind != ORG) else { return };
    if saint || name.tokens.len() == 1 && !whole(page, &name.tokens).any("CPp") {
        let kind = if page.has(house, Cues::ORG) { ORG } else { PLACE };
        *name = of_kind(name.tokens.start..house + 1, kind, name.certainty);
    }
}

/// Places that are called by who owned them.
const LANDS: Words = words!("bay corner creek cross hill island landing park point square");

#[cfg(test)]
mod tests {
    use super::super::mended::tests::check;
    use super::*;

    #[test]
    fn envoys_are_no_part_of_where_they_are_sent() {
        let text = "China's ambassador to Denmark Zhu Quelm laughed";
        check(text, &[("Denmark Zhu Quelm", ORG)], &[("Denmark", PLACE), ("Zhu Quelm", PERSON)]);
        let text = "its envoy to the United Nations Lauro Zhu left";
        check(
            text,
            &[("United Nations Lauro Zhu", ORG)],
            &[("United Nations", ORG), ("Lauro Zhu", PERSON)],
        );
        let text = "president of Denmark Technical University";
        let university = [("Denmark Technical University", ORG)];
        check(text, &university, &university);
    }

    #[test]
    fn offices_are_no_part_of_bodies() {
        let text = "former House of Representatives Speaker Zhu";
        check(
            text,
            &[("House of Representatives Speaker", ORG)],
            &[("House of Representatives", ORG)],
        );
        let office = [("Office of the Speaker", ORG)];
        check("the Office of the Speaker said", &office, &office);
        let paper = [("Zork Herald-Leader", ORG)];
        check("the Zork Herald-Leader said", &paper, &paper);
    }

    #[test]
    fn houses_are_called_by_their_saints() {
        let text = "at St Mary's Hospital, near St Thomas’ Cathedral and in Denmark's Hospital";
        check(
            text,
            &[("St Mary", PLACE), ("St Thomas", PERSON), ("Denmark", PLACE)],
            &[("St Mary's Hospital", ORG), ("St Thomas’ Cathedral", PLACE), ("Denmark", PLACE)],
        );
    }

    #[test]
    fn what_is_owned_belongs_to_some_names() {
        let text =
            "the Zork County Sheriff's Office on Hart's Island with Paul Berg Jr. and Hart's son";
        check(
            text,
            &[("Zork County", PLACE), ("Hart", PERSON), ("Paul Berg Jr", PERSON)],
            &[
                ("Zork County Sheriff's Office", ORG),
                ("Hart's Island", PLACE),
                ("Paul Berg Jr.", PERSON),
            ],
        );
    }
}
