//! Names that everybody knows and that neither the runs of capitals nor the model can be sure of: organisations with small words in
//! the middle ("Doctors Without Borders"), and leaders who are called by a surname that is a word as well ("Trump").

use std::ops::Range;

use super::cues::Cues;
use super::mended::of_kind;
use super::model::Found;
use super::names::longest_known;
use super::overlay::overlay;
use super::page::Page;
use super::tidy::{ORG, PERSON};
use super::token::{Shape, Token};
use super::words::{Words, words};

/// The names with those that are familiar among them.
pub(super) fn add(page: &Page<'_>, names: Vec<Found>) -> Vec<Found> {
    let mut bodies = Vec::new();
    let mut leaders = Vec::new();
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(body) = body(page, at, sentence.tokens.end) {
                at = body.end;
                bodies.push(body);
                continue;
            }
            if at > sentence.tokens.start && !sentence.title_case && is_leader(page, at) {
                leaders.push(at..at + 1);
            }
            at += 1;
        }
    }
    let tokens = |name: &Found| name.tokens.clone();
    let names = overlay(names, bodies, &tokens, &|tokens| of_kind(tokens, ORG, 0.9));
    let free = free(&names, leaders);
    let mut names = overlay(names, free, &tokens, &|tokens| of_kind(tokens, PERSON, 0.8));
    let wrong = |name: &&mut Found| {
        name.kind != PERSON && name.tokens.len() == 1 && is_leader(page, name.tokens.start)
    };
    for name in names.iter_mut().filter(wrong) {
        *name = of_kind(name.tokens.clone(), PERSON, name.certainty);
    }
    names
}

/// The spans that no name touches.
fn free(names: &[Found], spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let touched = |span: &Range<usize>| {
        let at = names.partition_point(|name| name.tokens.end <= span.start);
        names.get(at).is_some_and(|name| name.tokens.start < span.end)
    };
    spans.into_iter().filter(|span| !touched(span)).collect()
}

/// How many words such an organisation has at most.
const LONGEST: usize = 9;

/// An organisation of the lists whose second or third word is a small one.
fn body(page: &Page<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let small = |at: usize| page.has(at, Cues::STOP);
    let capital = |at: usize| page.token(at).is_some_and(Token::is_capital);
    if !capital(at) || !(small(at + 1) || capital(at + 1) && small(at + 2)) {
        return None;
    }
    longest_known(page, at..end.min(at + LONGEST), "O", |end| end >= at + 3 && capital(end - 1))
}

/// Whether a capitalised word in mid-sentence is one of [`LEADERS`], and goes on with no other capital.
fn is_leader(page: &Page<'_>, at: usize) -> bool {
    let capital = |at: usize| page.token(at).is_some_and(|t| t.is_capital() && t.spaced);
    let opened =
        page.before(at, 1).is_some_and(|t| t.shape == Shape::Mark) && !page.is(at - 1, ",");
    page.shape(at) == Some(Shape::Title)
        && page.is_in(at, LEADERS)
        && !opened
        && !page.is_hyphen(at + 1)
        && !capital(at + 1)
        && !page.before(at, 1).is_some_and(Token::is_capital)
}

/// Surnames of leaders that news leaves without a given name.
const LEADERS: Words = words!(
    "assad biden erdogan lula macron merkel modi netanyahu obama putin starmer trump zelensky \
     zelenskyy"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize)]) {
        let page = Page::new(text);
        let found = add(&page, Vec::new());
        let found: Vec<(&str, usize)> =
            found.iter().map(|f| (page.read(&f.tokens), f.kind)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn organisations_keep_their_small_words() {
        check(
            "Doctors Without Borders left, as Save the Children did.",
            &[("Doctors Without Borders", ORG), ("Save the Children", ORG)],
        );
        check("Doctors without pay left with the children.", &[]);
    }

    #[test]
    fn leaders_are_known_by_their_surnames() {
        check("The judge fined Trump there.", &[("Trump", PERSON)]);
        check("They went to Trump Tower in a Trump-like mood. Trump cards were played.", &[]);
    }
}
