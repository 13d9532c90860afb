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
    if has(Cues::DENY).is_some() {
        return Some(Claim::Denied);
    }
    let says = sentence.clone().find(|at| is_said(page, *at));
    if let Some(verb) = says {
        let source = (verb.saturating_sub(3).max(sentence.start)..(verb + 4).min(sentence.end))
            .any(|at| page.has(at, Cues::SOURCE));
        return Some(if source { Claim::Unnamed } else { Claim::Said });
    }
    if has(Cues::HEDGE).is_some() {
        return Some(Claim::Hedged);
    }
    has(Cues::PLAN).map(|_| Claim::Planned)
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
    page.has(at, Cues::SAY) && page.shape(at) == Some(Shape::Lower) && page.is_any(at, PLAIN)
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
}
