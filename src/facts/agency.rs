//! Who reports: `NAIROBI, May 3 (Savanna Press) -`. What stands in brackets before the dash of a dateline is an organisation.

use std::ops::Range;

use super::mended::{is_capital, of_kind};
use super::model::Found;
use super::names::whole;
use super::overlay::overlay;
use super::page::Page;
use super::tidy::ORG;
use super::token::{Shape, Token};
use super::words::words;

/// Adds the agencies of all datelines.
pub(super) fn add(page: &Page<'_>, names: Vec<Found>) -> Vec<Found> {
    let sentences = page.sentences.iter().filter(|s| !s.debris);
    let agencies = sentences.filter_map(|sentence| agency(page, &sentence.tokens)).collect();
    overlay(names, agencies, &|name| name.tokens.clone(), &|tokens| of_kind(tokens, ORG, 0.9))
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
    let dash = page.is_in(close + 1, words!("- – — --")) && !page.glued(close + 1);
    (named && dash).then_some(open + 1..close)
}

/// Whether a dateline may begin with the word: it is written in capitals, or a place.
fn is_place_like(page: &Page<'_>, at: usize) -> bool {
    let upper = page.shape(at) == Some(Shape::Upper);
    upper || page.token(at).is_some_and(Token::is_capital) && whole(page, &(at..at + 1)).any("CPp")
}

#[cfg(test)]
mod tests {
    use super::super::mended::tests::check;
    use super::super::tidy::{ORG, PERSON, PLACE};

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
}
