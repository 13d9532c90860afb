//! What is still to come and what is not sure: "is set to", "hopes to", "will"; "may", "feared dead", "it is unclear whether".

use super::super::cues::Cues;
use super::super::page::Page;
use super::super::token::Shape;
use super::super::words::{Words, words};

/// Words that open a sentence so; "May" is a month there.
const OPENERS: Words =
    words!("allegedly apparently maybe perhaps possibly probably reportedly seemingly");

/// Whether a word makes what stands around it uncertain.
pub(super) fn is_hedged(page: &Page<'_>, at: usize) -> bool {
    if !page.has(at, Cues::HEDGE) && !page.is_in(at, UNSURE) {
        return false;
    }
    match page.shape(at) {
        Some(Shape::Lower) => {}
        Some(Shape::Title) => return page.is_in(at, OPENERS),
        _ => return false,
    }
    let next = at + 1;
    match page.word(at) {
        // Who cannot do a thing has not done it.
        "could" => !page.is(next, "not"),
        "appear" | "appeared" | "appears" => page.is_in(next, words!("to that")),
        "assumed" | "said" | "thought" | "understood" => {
            page.is(next, "to") && page.is_in(at.wrapping_sub(1), words!("is are was were be been"))
        }
        "believe" | "believes" | "fear" | "suspect" | "suspects" | "think" | "thinks" => {
            is_verb(page, at) && !page.is(next, "of") && !page.is(next, "in")
        }
        "clear" | "known" | "sure" => {
            page.is(at.wrapping_sub(1), "not")
                && page.is_in(next, words!("if whether how that what who why ."))
        }
        "confirm" | "know" | "verify" => is_unable(page, at),
        _ => page.has(at, Cues::HEDGE) || page.is_in(at, DOUBTS),
    }
}

/// All words besides those that the cues know which may make uncertain.
const UNSURE: Words = words!(
    "allegedly apparently maybe perhaps possibly probably reportedly seemingly feared \
     presumably presumed seem seemed seems unclear uncertain unlikely unverified appear \
     appeared appears assumed believe believes clear confirm fear know known said suspect \
     suspects sure think thinks thought understood verify"
);

/// Words of doubt that no other module knows.
const DOUBTS: Words = words!(
    "feared maybe presumably presumed seem seemed seemingly seems unclear uncertain \
     unlikely unverified"
);

fn is_verb(page: &Page<'_>, at: usize) -> bool {
    !page.is_in(at.wrapping_sub(1), words!("the a an no of in prime chief main not to"))
}

/// "could not confirm", "did not know", "unable to verify".
fn is_unable(page: &Page<'_>, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    page.is(before, "not") && !page.is(before.wrapping_sub(1), "is")
        || page.is(before, "to") && page.is_in(before.wrapping_sub(1), words!("unable impossible"))
        || page.word_before(at, 1).ends_with("n't")
        || page.word_before(at, 1).ends_with("n’t")
        || page.is(before, "cannot")
}

/// "expected to open", but not "expected to rise": what is to rise has happened already.
pub(super) fn is_planned(page: &Page<'_>, at: usize) -> bool {
    let short = || page.word(at).ends_with("'ll") || page.word(at).ends_with("’ll");
    let may = page.has(at, Cues::PLAN)
        || page.is_in(at, TOWARDS)
        || page.is_in(at, words!("announces are due is want wants would"));
    if !may && !short() {
        return false;
    }
    let to = page.is(at + 1, "to");
    let grows = to && page.is_in(at + 2, GROWS);
    if grows {
        return false;
    }
    if short() {
        return true;
    }
    if page.shape(at) != Some(Shape::Lower) {
        return false;
    }
    let verb = to && page.shape(at + 2) == Some(Shape::Lower) && !page.has(at + 2, Cues::NUMBER);
    match page.word(at) {
        "announced" | "announces" => announces(page, at),
        // "Analysts had expected a cut" tells of no plan, nor does "voted for the plan".
        "expected" => to,
        "plan" | "plans" => to || !is_owned(page, at),
        // "made a will", "of free will"
        "will" => {
            !is_owned(page, at) && !page.is_in(at.wrapping_sub(1), words!("free good own living"))
        }
        // What would have been was not.
        "would" => !page.is(at + 1, "have"),
        "want" | "wants" => true,
        // "is due to open", but not "is due to errors".
        "due" => verb && page.is_in(at + 2, DEEDS),
        // "is to cut 300 jobs", but not "is to blame".
        "is" | "are" => {
            verb && !page.has(at + 2, Cues::STOP.or(Cues::WHERE))
                && !page.is_in(at + 2, words!("blame date say"))
                || verb && page.is(at + 2, "be")
        }
        _ if page.is_in(at, TOWARDS) => {
            verb && (!page.has(at + 2, Cues::STOP)
                || page.is_in(at + 2, words!("be have make get let")))
        }
        _ => page.has(at, Cues::PLAN),
    }
}

const GROWS: Words = words!("rise climb grow increase worsen fall drop");

/// Words behind which "to" and a verb tell what is still to come.
const TOWARDS: Words = words!(
    "about agree agreed agrees aiming committed going hope hoped hopes hoping intending \
     plan planning pledging poised prepare prepares preparing promising scheduled seeking \
     seeks set slated vowing"
);

/// What is due to happen.
const DEEDS: Words = words!(
    "announce appear arrive be become begin build close come complete cost cut decide \
     deliver end expire face finish get give go hold host join land last launch leave \
     make meet move open pay play publish reach receive release reopen replace report \
     resume retire return rule run sell sign speak stand start take travel vote visit"
);

/// "announced 300 job cuts" is to come; "announced that it had sold 40 shops" and "announced a profit" are said.
fn announces(page: &Page<'_>, at: usize) -> bool {
    const FAR: usize = 7;
    const TOLD: Words = words!(
        "arrest arrests death deaths discovery earnings figures loss losses profit \
         profits result results revenue sales"
    );
    let next = at + 1;
    let clause = page.is(next, "that")
        || page.has(next, Cues::PRONOUN)
        || page.is_in(next, words!("there on")) && (next..next + FAR).any(|i| page.is(i, "that"));
    let done = (next..next + FAR).any(|i| page.is_in(i, words!("had has have was were been")));
    let told = (next..next + FAR).any(|i| page.is_in(i, TOLD));
    !clause && !done && !told
}

/// Whether a word is a noun: somebody's, or with an article.
fn is_owned(page: &Page<'_>, at: usize) -> bool {
    const OWNERS: Words = words!("the a an his her its my our their this that of for 's ’s");
    page.is_in(at.wrapping_sub(1), OWNERS)
}
