//! Finds where names may stand: runs of capitalised words, cut at titles, nationalities and connectors.
//!
//! This stage proposes spans; [`super::kind`] weighs what each could be and [`super::entity`] decides for the whole
//! document. A trained model may take the place of this stage and the next: it need only yield [`Candidate`]s.

use std::ops::Range;

use super::compound;
use super::cues::Cues;
use super::lexicon::{self, Folded, Key, Known};
use super::page::Page;
use super::run::run;
use super::sentence::Sentence;
use super::titled::{all_nations, around_title, behind_office, last_title, without_title};
use super::token::Shape;
use super::words::{Words, words};

/// A span that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its folded text: what it is compared and looked up by.
    pub(super) key: String,
    /// What the lists know of the whole name.
    pub(super) known: Known,
    /// Title and nation before it, for people: `Russian President`.
    pub(super) title: Option<Range<usize>>,
    /// Points for each kind, in the order of [`super::kind::KINDS`].
    pub(super) points: [i16; 4],
    /// Its capital says nothing: it begins a sentence or stands in a headline.
    pub(super) weak: bool,
}

/// All candidates of a text, in order and without overlaps.
///
/// `taken` says which tokens dates and money have used already.
pub(super) fn candidates(page: &Page<'_>, taken: &[bool]) -> Vec<Candidate> {
    let mut found = Vec::with_capacity(page.tokens.len() / 12);
    for sentence in page.sentences.iter().filter(|s| !s.debris) {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some(run) = run(page, taken, sentence, at) else {
                at += 1;
                continue;
            };
            at = if sentence.title_case {
                in_headline(page, run, &mut found)
            } else {
                cut(page, sentence, run, &mut found)
            };
        }
    }
    found
}

/// Cuts a run in running text into candidates; says where what it used ends.
fn cut(
    page: &Page<'_>,
    sentence: &Sentence,
    run: Range<usize>,
    found: &mut Vec<Candidate>,
) -> usize {
    let opening = is_opening(page, sentence, run.start);
    let run = if opening { drop_opener(page, run) } else { run };
    let run = compound::join(page, sentence, run);
    let end = run.end;
    let sea = run.len() == 1 && is_region(page, run.start);
    if run.is_empty() || all_nations(page, &run) && !sea {
        return end;
    }
    if let Some(name) = behind_office(page, &run) {
        let title = sentence.tokens.start.max(run.start.saturating_sub(3));
        push(page, name..run.end, Some(title..name), false, found);
        return end;
    }
    let of = run
        .clone()
        .any(|at| page.is_in(at, words!("of for")) && page.shape(at) == Some(Shape::Lower));
    let office = run.len() > 1
        && page.has(run.end - 1, Cues::TITLE)
        && page.shape(run.end - 1) == Some(Shape::Title);
    if of || is_headed(page, &run) || !office && whole(page, &run).any("CPOE") {
        push(page, run, None, opening, found);
    } else if let Some(title) = last_title(page, &run) {
        around_title(page, run, title, opening, found);
    } else {
        without_title(page, run, opening, found);
    }
    end
}

/// "the Caribbean" is a place, "the Caribbean islands" are described by it.
fn is_region(page: &Page<'_>, at: usize) -> bool {
    let noun = page.token(at + 1).is_some_and(|t| t.is_word() && !t.has(Cues::STOP));
    !noun && whole(page, &(at..at + 1)).any("CP")
}

/// Whether a capital at `at` is due to the beginning of a sentence or a quotation.
fn is_opening(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    at == sentence.tokens.start
        || page.before(at, 1).is_some_and(|t| t.shape == Shape::Mark)
            && matches!(
                page.word_before(at, 1),
                "“" | "\"" | "‘" | "'" | ":" | "(" | "•" | "-" | "–" | "—" | "«" | "*" | "["
            )
}

/// Drops an everyday word that is capitalised only because it comes first.
fn drop_opener(page: &Page<'_>, run: Range<usize>) -> Range<usize> {
    let Some(token) = page.token(run.start).filter(|t| t.shape == Shape::Title) else { return run };
    let word = word_at(page, run.start);
    let useful = token.cues.any(Cues::TITLE.or(Cues::HONORIFIC).or(Cues::NATION).or(Cues::PLACE_START))
            || page.is_in(run.start, OPENERS)
            // "Prime Minister Maria Berg"
            || token.has(Cues::PORTFOLIO) && run.len() > 2 && page.has(run.start + 1, Cues::TITLE);
    // "Immunologist Maria Berg": what stands before a given name and is none itself is no name.
    let second = if run.len() >= 3 { word_at(page, run.start + 1) } else { Known::default() };
    let before_given = second.given()
        && !second.everyday()
        && !word.any("fs")
        && word_at(page, run.end - 1).surname();
    // "La France": an article is no part of a name that is known without it.
    let article = token.has(Cues::NO_NAME) && whole(page, &(run.start + 1..run.end)).any("CPO");
    if article {
        return run.start + 1..run.end;
    }
    let everyday = (word.everyday() || before_given) && !useful;
    if !everyday || run.len() == 1 || whole(page, &run).any("CPOE") {
        return run;
    }
    // "State Department" keeps its first word, "Police Officer" and "Yesterday Obama" lose it.
    if is_headed(page, &run) && !page.has(run.start, Cues::STOP) {
        return run;
    }
    let next = word_at(page, run.start + 1);
    if word.any("fs") && !next.word() || word.given() && next.surname() {
        return run;
    }
    let mut start = run.start + 1;
    start += usize::from(page.is_hyphen(start));
    start..run.end
}

/// Everyday words that begin names of storms, hills and waters.
const OPENERS: Words = words!(
    "hurricane typhoon cyclone storm tropical operation mount lake cape fort port \
         camp battle"
);

/// What the lists know of a capitalised word.
pub(super) fn word_at(page: &Page<'_>, at: usize) -> Known {
    page.token(at).map_or(Known::default(), |token| token.known)
}

/// What a run of words is compared and looked up by.
pub(super) fn key_of(page: &Page<'_>, run: &Range<usize>) -> String {
    let mut key = String::with_capacity(32);
    fold_run(page, run, &mut key);
    key.truncate(key.trim_end().len());
    key
}

/// The longest run from the start of `most` that the lists know by one of the letters; of those that end where `fits` says.
pub(super) fn longest_known(
    page: &Page<'_>,
    most: Range<usize>,
    letters: &str,
    fits: impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let (mut key, mut longest) = (Key::default(), None);
    for at in most.clone() {
        fold_next(page, most.start, at, &mut key);
        if fits(at + 1) && lexicon::phrase_of(key).any(letters) {
            longest = Some(most.start..at + 1);
        }
    }
    longest
}

/// Folds the words of a run, with a space between two where the text has one or a hyphen; one may stand at the end.
fn fold_run(page: &Page<'_>, run: &Range<usize>, key: &mut impl Folded) {
    for at in run.clone() {
        fold_next(page, run.start, at, key);
    }
}

/// Folds the word at `at` behind those from `start`.
fn fold_next(page: &Page<'_>, start: usize, at: usize, key: &mut impl Folded) {
    if at > start && !page.glued(at) && !key.ends_with_space() {
        key.push_folded(' ');
    }
    if page.is_hyphen(at) {
        key.push_folded(' ');
    } else {
        lexicon::fold_into(key, page.word(at));
    }
}

/// The same as a hash.
pub(super) fn hash_of(page: &Page<'_>, run: &Range<usize>) -> u64 {
    let mut key = Key::default();
    fold_run(page, run, &mut key);
    key.hash()
}

/// What the lists know of a whole run.
pub(super) fn whole(page: &Page<'_>, run: &Range<usize>) -> Known {
    if run.is_empty() || run.len() > 12 {
        return Known::default();
    }
    let mut key = Key::default();
    fold_run(page, run, &mut key);
    lexicon::phrase_of(key)
}

/// Whether the run ends with a word that heads names: `Party`, `River`, `Cup`.
fn is_headed(page: &Page<'_>, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    let honorific =
        page.token(run.start).is_some_and(|t| t.has(Cues::HONORIFIC) && t.shape != Shape::Upper)
            || page.has(run.start, Cues::TITLE) && page.is(run.start + 1, ".");
    let person = is_person_like(page, run);
    run.len() >= 2
        && page.has_any(last, Cues::ORG.or(Cues::PLACE).or(Cues::EVENT))
        && !page.has(last, Cues::HONORIFIC)
        && !page.has(last, Cues::TITLE)
        && !honorific
        && !person
}

/// Whether two words are a given name and a surname, though the surname may head other names: "Doris Day".
pub(super) fn is_person_like(page: &Page<'_>, run: &Range<usize>) -> bool {
    let (first, last) = (word_at(page, run.start), word_at(page, run.end - 1));
    let middle = run.len() == 2
        || run.len() == 3
            && (word_at(page, run.start + 1).given()
                || page.shape(run.start + 1) == Some(Shape::Initial));
    middle
        && first.given()
        && !first.everyday()
        && last.surname()
        && !is_corporate(page, run.end - 1)
}

/// Whether a token is a legal form: `Inc`, `GmbH`.
pub(super) fn is_corporate(page: &Page<'_>, at: usize) -> bool {
    page.is_in(
        at,
        words!(
            "inc ltd limited llc plc gmbh corp corporation co company ag sa nv pty group \
                 holdings university records airlines airways party"
        ),
    )
}

/// In a headline with capitals throughout only what the lists know is a name.
fn in_headline(page: &Page<'_>, run: Range<usize>, found: &mut Vec<Candidate>) -> usize {
    // Where all shout, capitals are no sign of an acronym.
    let tall = run.clone().filter(|at| page.shape(*at) == Some(Shape::Upper)).count();
    let shouted = tall >= 3 && tall + 1 >= run.len();
    let mut at = run.start;
    while at < run.end {
        let longest = (at + 1..=run.end.min(at + 5)).rev().find(|end| {
            let part = at..*end;
            let known = whole(page, &part);
            known.any("CPOE")
                && (part.len() > 1
                    || !word_at(page, at).everyday()
                    || page.shape(at) == Some(Shape::Upper) && !shouted)
                || part.len() == 2
                    && word_at(page, at).given()
                    && !word_at(page, at).everyday()
                    && word_at(page, at + 1).surname()
                    && !word_at(page, at + 1).everyday()
        });
        match longest {
            Some(end) => {
                push(page, at..end, None, true, found);
                at = end;
            }
            None => at += 1,
        }
    }
    run.end
}

pub(super) fn push(
    page: &Page<'_>,
    tokens: Range<usize>,
    title: Option<Range<usize>>,
    weak: bool,
    found: &mut Vec<Candidate>,
) {
    let mut tokens = tokens;
    while tokens.end > tokens.start
        && page.token(tokens.end - 1).is_some_and(|t| t.shape == Shape::Mark)
    {
        tokens.end -= 1;
    }
    if tokens.is_empty() || tokens.len() > 14 {
        return;
    }
    let no_name = tokens.len() == 1
        && title.is_none()
        && page.has_any(tokens.start, Cues::NO_NAME.or(Cues::MONTH));
    let key = key_of(page, &tokens);
    let known = lexicon::phrase(&key);
    if key.is_empty() || no_name {
        return;
    }
    found.push(Candidate { tokens, key, known, title, points: [0; 4], weak });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let taken = vec![false; page.tokens.len()];
        let found: Vec<&str> =
            candidates(&page, &taken).iter().map(|c| page.read(&c.tokens)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn titles_and_nationalities_are_no_part_of_names() {
        check(
            "Then Russian President Anna Maria Berg met Mr. Olsen.",
            &["Anna Maria Berg", "Olsen"],
        );
        check("the Danish people", &[]);
        check("They saw US Secretary Jane Doe.", &["US", "Jane Doe"]);
    }

    #[test]
    fn organisations_keep_their_tails() {
        check(
            "at the University of Copenhagen and the Ministry of Foreign Affairs",
            &["University of Copenhagen", "Ministry of Foreign Affairs"],
        );
        check(
            "the Department of Health and Human Services said",
            &["Department of Health and Human Services"],
        );
    }

    #[test]
    fn particles_and_hyphens_stay_inside_names() {
        check(
            "with Ursula von der Leyen, Ban Ki-moon and Bashar al-Assad",
            &["Ursula von der Leyen", "Ban Ki-moon", "Bashar al-Assad"],
        );
        check("a US-led group in Asia-Pacific", &["US", "Asia-Pacific"]);
    }

    #[test]
    fn words_that_open_sentences_are_dropped_before_names() {
        check("Yesterday Maria Berg left. After that, Berg ate.", &["Maria Berg", "Berg"]);
    }
}
