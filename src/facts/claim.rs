//! How the article stands to a sentence: said, denied, planned, from an unnamed source, hedged.
//!
//! Read from cue words alone, the strongest first; a sentence without one says nothing of itself.

use std::ops::Range;

use super::cues::Cues;
use super::page::Page;
use super::token::Shape;
use crate::news::Claim;

/// The claim a sentence makes.
pub(super) fn of(page: &Page<'_>, sentence: &Range<usize>) -> Option<Claim> {
    let has = |cues: Cues| {
        sentence.clone().find(|at| page.has(*at, cues) && page.shape(*at) == Some(Shape::Lower))
    };
    if sentence.clone().any(|at| is_denied(page, at)) {
        return Some(Claim::Denied);
    }
    let says = sentence.clone().find(|at| is_said(page, *at));
    if let Some(verb) = says {
        let near = verb.saturating_sub(3).max(sentence.start)..(verb + 4).min(sentence.end);
        // "Officials, who asked not to be named, said".
        let first = page.is(sentence.start + 1, ",") && is_unnamed(page, sentence.start);
        let mut near = near;
        let source = first || near.any(|at| is_unnamed(page, at));
        return Some(if source { Claim::Unnamed } else { Claim::Said });
    }
    if has(Cues::HEDGE).is_some() {
        return Some(Claim::Hedged);
    }
    sentence.clone().any(|at| is_planned(page, at)).then_some(Claim::Planned)
}

/// "denied that", but neither "denied entry" nor "dismissed 300 workers", which are done to somebody.
fn is_denied(page: &Page<'_>, at: usize) -> bool {
    const REFUSED: &[&str] = &[
        "entry",
        "access",
        "bail",
        "visa",
        "visas",
        "permission",
        "parole",
        "boarding",
        "asylum",
        "care",
        "treatment",
        "food",
        "water",
        "them",
        "him",
        "her",
        "service",
        "services",
    ];
    let counted = page.has(at + 1, Cues::NUMBER) || page.shape(at + 1) == Some(Shape::Number);
    page.has(at, Cues::DENY)
        && page.shape(at) == Some(Shape::Lower)
        && !counted
        && !page.is_any(at + 1, REFUSED)
}

/// "expected to open", but not "expected to rise": what is to rise has happened already.
fn is_planned(page: &Page<'_>, at: usize) -> bool {
    let grows = page.is(at + 1, "to")
        && page.is_any(at + 2, &["rise", "climb", "grow", "increase", "worsen", "fall", "drop"]);
    // "Analysts had expected a cut" tells of no plan.
    let wished = page.is(at, "expected") && !page.is(at + 1, "to");
    page.has(at, Cues::PLAN) && page.shape(at) == Some(Shape::Lower) && !grows && !wished
}

/// A source without a name; the police and the like are bodies that can be asked again.
fn is_unnamed(page: &Page<'_>, at: usize) -> bool {
    let body = page.is_any(
        at,
        &[
            "police",
            "government",
            "ministry",
            "company",
            "army",
            "military",
            "court",
            "agency",
            "bank",
        ],
    );
    page.has(at, Cues::SOURCE) && !body
}

fn is_said(page: &Page<'_>, at: usize) -> bool {
    const PLAIN: &[&str] = &[
        "said",
        "says",
        "told",
        "according",
        "added",
        "claimed",
        "claims",
        "stated",
        "announced",
        "insisted",
        "warned",
        "argued",
        "tells",
        "wrote",
    ];
    // "the prosecutors' claims" are things.
    let thing = page.is(at, "claims")
        && page.is_any(
            at.wrapping_sub(1),
            &["'", "’", "'s", "’s", "the", "these", "their", "his", "her", "of"],
        );
    page.has(at, Cues::SAY)
        && page.shape(at) == Some(Shape::Lower)
        && page.is_any(at, PLAIN)
        && !thing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Claim>) {
        let page = Page::new(text);
        assert_eq!(of(&page, &(0..page.tokens.len())), expected, "in {text:?}");
    }

    #[test]
    fn cue_words_tell_the_claim() {
        check("The palace denies the reports.", Some(Claim::Denied));
        check("Officials said 12 had died.", Some(Claim::Unnamed));
        check("Maria Berg said 12 had died.", Some(Claim::Said));
        check("It may cost $5.", Some(Claim::Hedged));
        check("They will build 12 ships.", Some(Claim::Planned));
        check("They built 12 ships.", None);
    }

    #[test]
    fn what_is_refused_or_grows_is_neither_denied_nor_planned() {
        check("The guards denied entry to 40 fans.", None);
        check("The ministry dismissed 300 teachers.", None);
        check("The toll of 41 is expected to rise.", None);
        check("The bridge is expected to open.", Some(Claim::Planned));
        check("He dismissed the report.", Some(Claim::Denied));
        check("Analysts had expected a cut of 50 points.", None);
    }

    #[test]
    fn bodies_are_no_unnamed_sources_and_claims_may_be_things() {
        check("Police said 12 had died.", Some(Claim::Said));
        check(
            "Officials, who asked not to be named, said it weighed 250 tonnes.",
            Some(Claim::Unnamed),
        );
        check("He freed 23 people, ignoring the prosecutors' claims.", None);
    }
}
