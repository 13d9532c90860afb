//! Names that come back where nothing beside them says that they are names: in headlines, whose words all have capitals; surnames
//! of people who have a full name elsewhere, which begin a sentence only where they act ("Strange said"); and members that are
//! called by a word of their body's name ("the Tigers").

use std::ops::Range;

use super::cues::Cues;
use super::hash::{Map, Set};
use super::mended::of_kind;
use super::model::Found;
use super::names::{hash_of, word_at};
use super::overlay::among;
use super::page::Page;
use super::sentence::Sentence;
use super::tidy::{ORG, PERSON};
use super::token::{Shape, Token};
use super::words::{Words, words};

/// The names with those that come back among them.
pub(super) fn add(page: &Page<'_>, names: Vec<Found>) -> Vec<Found> {
    let known = Known::of(page, &names);
    let mut more = Vec::new();
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        if sentence.title_case {
            in_headline(page, sentence, &known, &mut more);
        } else {
            surnames(page, sentence, &known, &mut more);
        }
    }
    among(names, more)
}

/// What the running text calls by name.
struct Known<'t> {
    /// The hashes of names as they are looked up, and their kinds.
    kinds: Map<u64, usize>,
    /// The last words of people with full names, or the first where that is the family's.
    surnames: Set<&'t str>,
    /// Words in the plural that the names of bodies have: "Liberation Tigers".
    plurals: Set<&'t str>,
    /// Surnames that are words and that the text writes small.
    small: Set<&'t str>,
}

impl<'t> Known<'t> {
    fn of(page: &Page<'t>, names: &[Found]) -> Self {
        let told = |name: &&Found| {
            page.sentences.get(page.sentence_of(name.tokens.start)).is_some_and(|s| !s.title_case)
        };
        let (mut kinds, mut surnames, mut plurals) =
            (Map::default(), Set::default(), Set::default());
        let mut words = Set::default();
        for name in names.iter().filter(told) {
            kinds.entry(hash_of(page, &name.tokens)).or_insert(name.kind);
            let last = name.tokens.end - 1;
            if name.kind == ORG && name.tokens.len() > 1 {
                plurals.extend(
                    name.tokens.clone().filter(|at| is_plural(page, *at)).map(|at| page.word(at)),
                );
            }
            if name.kind == PERSON && name.tokens.len() > 1 && is_surname(page, last) {
                surnames.insert(page.word(last));
                if word_at(page, last).word() {
                    words.insert(page.word(last));
                }
                kinds.entry(hash_of(page, &(last..last + 1))).or_insert(PERSON);
            }
            if name.kind == PERSON && name.tokens.len() > 1 && is_family(page, name.tokens.start) {
                surnames.insert(page.word(name.tokens.start));
            }
        }
        // What is no word is never written small: most texts need not be looked through.
        let words: Set<String> = words.into_iter().map(str::to_lowercase).collect();
        let small = |at: &usize| page.shape(*at) == Some(Shape::Lower);
        let tokens = if words.is_empty() { 0..0 } else { 0..page.tokens.len() };
        let small =
            tokens.filter(small).map(|at| page.word(at)).filter(|word| words.contains(*word));
        let small = small.collect();
        Self { kinds, surnames, plurals, small }
    }
}

/// Whether a full name begins with that of the family, as in China: "Xu Wenlong".
fn is_family(page: &Page<'_>, at: usize) -> bool {
    let word = word_at(page, at);
    page.shape(at) == Some(Shape::Title) && word.surname() && !word.given() && !word.word()
}

fn is_surname(page: &Page<'_>, at: usize) -> bool {
    let word = word_at(page, at);
    page.word(at).len() > 2
        && matches!(page.shape(at), Some(Shape::Title | Shape::Mixed))
        && (word.surname() || !word.word())
        && !page.has(at, Cues::NATION)
}

/// Whether a word may be what members of a body are called.
fn is_plural(page: &Page<'_>, at: usize) -> bool {
    let no = Cues::ORG
        .or(Cues::TITLE)
        .or(Cues::NATION)
        .or(Cues::PORTFOLIO)
        .or(Cues::EVENT)
        .or(Cues::PLACE);
    let word = page.word(at);
    page.shape(at) == Some(Shape::Title)
        && word.len() > 4
        && word.ends_with('s')
        && !page.has_any(at, no)
}

/// How many words of a headline are one name at most.
const LONGEST: usize = 6;

fn in_headline(page: &Page<'_>, sentence: &Sentence, known: &Known<'_>, more: &mut Vec<Found>) {
    let capital = |at: usize| page.token(at).is_some_and(Token::is_capital);
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let ends = (at + 1..=sentence.tokens.end.min(at + LONGEST)).rev();
        let kind = |run: &Range<usize>| {
            let word = run.len() == 1
                && (page.word(at).len() < 3 || word_at(page, at).everyday())
                && !page.is_in(run.end, words!("'s ’s"));
            let whole = capital(run.start) && capital(run.end - 1) && !word;
            whole.then(|| known.kinds.get(&hash_of(page, run)).copied()).flatten()
        };
        let found = ends.map(|end| at..end).find_map(|run| Some((kind(&run)?, run)));
        let next = found.as_ref().map_or(at + 1, |(_, run)| run.end);
        more.extend(found.map(|(kind, run)| of_kind(run, kind, 0.7)));
        at = next;
    }
}

/// "Strange said", "with Strange", "the Tigers": somebody, or members of a body, that the text names in full elsewhere.
fn surnames(page: &Page<'_>, sentence: &Sentence, known: &Known<'_>, more: &mut Vec<Found>) {
    for at in sentence.tokens.clone().filter(|at| page.shape(*at) == Some(Shape::Title)) {
        let word = page.word(at);
        let members = known.plurals.contains(word) && page.is(at.wrapping_sub(1), "the");
        if members && !page.token(at + 1).is_some_and(Token::is_capital) {
            more.push(of_kind(at..at + 1, ORG, 0.7));
            continue;
        }
        if !known.surnames.contains(word) || known.small.contains(word.to_lowercase().as_str()) {
            continue;
        }
        // "the King" is another one.
        if page.is(at.wrapping_sub(1), "the") {
            continue;
        }
        let before = page.before(at, 1);
        let first = at == sentence.tokens.start || before.is_some_and(|t| t.shape == Shape::Mark);
        let inside = before.is_some_and(|t| t.is_capital() && t.breaks == 0 && !first);
        let follows = page.token(at + 1);
        let goes_on = follows.is_some_and(|t| t.is_capital() && t.spaced) || page.is_hyphen(at + 1);
        if inside || goes_on || first && !acts(page, at + 1) {
            continue;
        }
        more.push(of_kind(at..at + 1, PERSON, 0.8));
    }
}

/// Whether the word goes with somebody: a verb, or a mark of possession.
fn acts(page: &Page<'_>, at: usize) -> bool {
    let small = page.shape(at) == Some(Shape::Lower);
    page.is_in(at, words!("'s ’s"))
        || small && (page.has_any(at, Cues::SAY.or(Cues::PLAN)) || page.is_in(at, VERBS))
}

/// What people do at the beginning of sentences in news.
const VERBS: Words = words!(
    "also became began called came did does had has is joined made replied took urged was went \
     who won would"
);

#[cfg(test)]
mod tests {
    use super::super::tidy::PLACE;
    use super::*;

    #[track_caller]
    fn check(text: &str, names: &[(&str, usize)], expected: &[(&str, usize)]) {
        let page = Page::new(text);
        let found = |(name, kind): &(&str, usize)| {
            let start = text.rfind(name).expect("the name is in the text");
            let end = page.token_at((start + name.len()) as u32);
            of_kind(page.token_at(start as u32)..end, *kind, 0.9)
        };
        let all = add(&page, names.iter().map(found).collect());
        let all: Vec<(&str, usize)> = all.iter().map(|f| (page.read(&f.tokens), f.kind)).collect();
        assert_eq!(all, expected, "in {text:?}");
    }

    #[test]
    fn headlines_repeat_the_names_of_the_text() {
        let text =
            "Cargo Ship Held Under Watch, Zwq Says After Berg Call\n\nThen the Zwq met Maria Berg.";
        check(
            text,
            &[("Zwq", ORG), ("Maria Berg", PERSON)],
            &[("Zwq", ORG), ("Berg", PERSON), ("Zwq", ORG), ("Maria Berg", PERSON)],
        );
        let text = "SOCCER - ZORVIK HELD BY QUELM IN CUP.\n\nThen Zorvik met Quelm.";
        check(
            text,
            &[("Zorvik", ORG), ("Quelm", PLACE)],
            &[("ZORVIK", ORG), ("QUELM", PLACE), ("Zorvik", ORG), ("Quelm", PLACE)],
        );
    }

    #[test]
    fn members_are_called_by_their_body() {
        let text = "Today the Tigers met the Liberation Tigers";
        check(text, &[("Liberation Tigers", ORG)], &[("Tigers", ORG), ("Liberation Tigers", ORG)]);
    }

    #[test]
    fn families_that_come_first_call_somebody() {
        let text = "Xu Wenlong left the board. Xu has not been seen since then.";
        let found = crate::facts::find(text, &crate::facts::Context::default());
        let starts: Vec<u32> = found.facts.iter().map(|fact| fact.span.start).collect();
        assert_eq!(starts, [0, 27]);
    }

    #[test]
    fn surnames_that_are_words_begin_sentences() {
        let text = "Strange said no. Strange as it was, nobody laughed. So said Luther Strange.";
        check(
            text,
            &[("Luther Strange", PERSON)],
            &[("Strange", PERSON), ("Luther Strange", PERSON)],
        );
    }
}
