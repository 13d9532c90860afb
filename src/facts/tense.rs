//! Whether a sentence speaks of what was or of what is to come: it decides on which side of the day of publication a weekday lies.

use super::calendar::Tense;
use super::cues::Cues;
use super::page::Page;
use super::token::Shape;
use super::words::{Words, words};

/// Whether the sentence speaks of what is to come, judged by the nearest cue before the date, else by the ones behind it.
pub(super) fn tense(page: &Page<'_>, at: usize) -> Tense {
    if page.is_in(at.wrapping_sub(1), words!("since")) {
        return Tense::Past;
    }
    if page.is_in(at.wrapping_sub(1), words!("until till")) && went_on(page, at) {
        return Tense::Past;
    }
    if page.is_in(at.wrapping_sub(1), words!("until till through")) {
        return Tense::Future;
    }
    before(page, at).unwrap_or_else(|| behind(page, at))
}

/// The nearest cue on the left, in the same line and sentence.
fn before(page: &Page<'_>, at: usize) -> Option<Tense> {
    /// Words farther off belong to another thought.
    const REACH: usize = 24;
    for here in (at.saturating_sub(REACH)..at).rev() {
        let ends = page.token(here + 1).is_none_or(|next| next.breaks > 0);
        if ends || page.is(here, ".") && page.shape(here) == Some(Shape::Mark) {
            break;
        }
        match tense_of(page, here) {
            // "games scheduled for Wednesday were still held".
            Some(Tense::Future) if page.is_in(here, AWAITED) && is_over(page, at) => {
                return Some(Tense::Past);
            }
            None => {}
            tense => return tense,
        }
    }
    None
}

/// What the words behind the date say: "On Monday the court will rule".
fn behind(page: &Page<'_>, at: usize) -> Tense {
    let ahead = (at + 1..at + 8)
        .take_while(|i| !page.is(*i, ".") && page.token(*i).is_some_and(|t| t.breaks == 0))
        .find(|i| page.is(*i, "will") || tense_of(page, *i) == Some(Tense::Past));
    if ahead.is_some_and(|i| page.is(i, "will")) { Tense::Future } else { Tense::Past }
}

/// Whether what was to be on that day has been.
fn is_over(page: &Page<'_>, at: usize) -> bool {
    (at + 1..at + 3).any(|i| page.is_in(i, words!("was were had")))
}

/// What one word says of the tense: "will", "is to" and "resumes" look ahead, "was" and "signed" back.
fn tense_of(page: &Page<'_>, at: usize) -> Option<Tense> {
    let Some(Shape::Lower) = page.shape(at) else { return None };
    if looks_ahead(page, at) {
        return Some(Tense::Future);
    }
    // "is on Sunday" and "are to meet" look ahead, "are looking into the attack on Sunday" does not.
    if page.is_in(at, words!("is are")) {
        const NEXT: Words = words!("on to in at this next for not");
        return page.is_in(at + 1, NEXT).then_some(Tense::Future);
    }
    // "will be held" looks ahead.
    if page.is(at.wrapping_sub(1), "be") {
        return None;
    }
    if page.is_in(at.wrapping_sub(1), words!("is are")) && page.word(at).ends_with("ed") {
        return is_awaited(page, at).then_some(Tense::Future);
    }
    looks_back(page, at).then_some(Tense::Past)
}

/// Words of plans, and the present tense of what has its day: "the court sits on Monday".
fn looks_ahead(page: &Page<'_>, at: usize) -> bool {
    // "the plan", "a deadline": things, which may be past.
    let before = at.wrapping_sub(1);
    let pointed = page.is_in(before, POINTING) || page.has(before, Cues::NUMBER);
    let thing = pointed && page.is_in(at, THINGS);
    if page.is_in(at, AHEAD) || page.is_in(at, AWAITED) {
        return !thing;
    }
    // "subsidies run out" looks ahead, "have run" back.
    page.is(at, "run") && page.is_in(at + 1, words!("out until from"))
        || page.is(at, "set") && page.is_in(at + 1, words!("to for"))
        || page.is_in(at, words!("may might can")) && !page.is_in(at + 1, words!("have not"))
        // "could see" was so, "could begin" is to come.
        || page.is(at, "could") && page.is_in(at + 1, BEGUN)
        || page.is_in(at, PLAYED)
            && !pointed
            && !page.is_in(before, words!("to did not show chat tv"))
}

fn looks_back(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let done = word.len() > 4
        && word.ends_with("ed")
        && !page.is_in(at.wrapping_sub(1), words!("be the a an of get"))
        && !page.is_in(at, words!("united need indeed speed exceed proceed hundred"));
    done || page.is_in(at, BEHIND)
}

/// "when he is sentenced": what is done then is still to come.
fn is_awaited(page: &Page<'_>, participle: usize) -> bool {
    (2..6).any(|back| {
        participle
            .checked_sub(back)
            .is_some_and(|at| page.is_in(at, words!("when before once until if after")))
    })
}

/// "kept smiling until January": what went on until then is over; what was put off until then is not.
fn went_on(page: &Page<'_>, at: usize) -> bool {
    const LASTED: Words =
        words!("kept served led ran worked lived stayed lasted remained played taught held owned");
    (2..8).filter_map(|back| at.checked_sub(back)).take_while(|i| !page.is(*i, ".")).any(|i| {
        let was = page.is_in(i, words!("was were"))
            && (i + 1..at).all(|next| !page.word(next).ends_with("ed") && !page.is(next, "shut"));
        page.is_in(i, LASTED) || was
    })
}

/// What looks ahead.
const AHEAD: Words = words!(
    "will would should must plans plan upcoming shall ll 'll ’ll begins begin starts opens \
     resumes resume meets takes deadline hopes wants expects intends faces expires becomes ahead \
     runs ends expire lapses lapse closes returns kicks likely plays hosts visits travels \
     launches reopens concludes sits arrives leaves departs"
);

/// What was awaited, and may have come since.
const AWAITED: Words = words!("scheduled planned expected due slated forecast");

/// What looks ahead, and is a thing where something points at it: "the hosts", "two visits".
const THINGS: Words =
    words!("plan plans hopes deadline starts hosts visits runs returns plays launches leaves ends");

/// What could be, later.
const BEGUN: Words = words!("be begin start come return open vote face last take");

/// Verbs of what has its day, as many do it: "they play on Saturday".
const PLAYED: Words = words!("play host travel meet face");

/// What looks back.
const BEHIND: Words = words!(
    "said told was were had has have did died came went left took began met won lost fell rose \
     made gave held hit found shot struck wrote spoke saw became fled broke been kept grew sold \
     bought paid led drew knew sank stood brought beat caught"
);

/// What stands before a thing.
const POINTING: Words = words!("the a an his her its their this that of new peace");

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Tense) {
        let page = Page::new(text);
        let at = (0..page.tokens.len()).find(|at| page.is(*at, "Monday")).expect("a Monday");
        assert_eq!(tense(&page, at), expected, "in {text:?}");
    }

    #[test]
    fn the_nearest_verb_decides() {
        check("They will meet on Monday.", Tense::Future);
        check("The talks resume on Monday.", Tense::Future);
        check("They would be freed on Monday, he said.", Tense::Future);
        check("The court will rule after he was shot Monday.", Tense::Past);
        check("He arrived on Monday.", Tense::Past);
        check("The council agreed to a plan on Monday.", Tense::Past);
        check("He may be freed when he is sentenced on Monday.", Tense::Future);
        check("The licence runs out on Monday.", Tense::Future);
        check("They kept smiling until Monday.", Tense::Past);
        check("The trial was adjourned until Monday.", Tense::Future);
        check("A man is accused of shooting her on Monday.", Tense::Past);
        check("Police are looking into the attack on Monday.", Tense::Past);
        check("The vote is on Monday.", Tense::Future);
        check("On Monday the court will rule.", Tense::Future);
        check("On Monday, police said, he will be freed.", Tense::Past);
        check("League ends the season\n\nOn Monday, the clubs met.", Tense::Past);
        check("Games scheduled for Monday were still held.", Tense::Past);
        check("They play their first match on Monday.", Tense::Future);
        check("It could begin as early as Monday.", Tense::Future);
        check("It may have been lost on Monday.", Tense::Past);
        check("The storm was forecast to reach the coast on Monday.", Tense::Future);
    }
}
