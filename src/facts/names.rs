//! Finds where names may stand: runs of capitalised words, cut at titles, nationalities and connectors.
//!
//! This stage proposes spans; [`super::kind`] weighs what each could be and [`super::entity`] decides for the whole
//! document. A trained model may take the place of this stage and the next: it need only yield [`Candidate`]s.

use std::ops::Range;

use super::cues::Cues;
use super::lexicon::{self, Known};
use super::page::Page;
use super::sentence::Sentence;
use super::token::{Shape, Token};

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

/// The longest run of name words that begins at `at`.
fn run(page: &Page<'_>, taken: &[bool], sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    let open = |i: usize| i < sentence.tokens.end && !taken.get(i).copied().unwrap_or(true);
    let capital = |i: usize| open(i) && page.token(i).is_some_and(Token::is_capital);
    let stop = page.has(at, Cues::STOP) && page.shape(at) != Some(Shape::Upper);
    let named_stop = stop && at > sentence.tokens.start && capital(at + 1) && is_name_too(page, at);
    let arabic = page.is_any(at, &["al", "el", "as", "ash", "an", "abu"])
        && page.is_hyphen(at + 1)
        && capital(at + 2);
    if !capital(at) && !(open(at) && arabic) || stop && !named_stop && !arabic {
        return None;
    }
    let mut end = at + 1;
    while open(end) {
        let step = step(page, &capital, end);
        if step == 0 {
            break;
        }
        end += step;
    }
    Some(at..end)
}

/// Whether a function word with a capital in mid-sentence is a name or begins one: "To" in Vietnam, "The Hague".
fn is_name_too(page: &Page<'_>, at: usize) -> bool {
    let article = page.is_any(
        at,
        &["the", "a", "and", "of", "in", "on", "at", "for", "by", "i", "this", "it", "that", "but"],
    );
    if article {
        return page.is(at, "the") && whole(page, &(at..at + 2)).any("CP");
    }
    let quoted =
        page.before(at, 1).is_some_and(|t| t.shape == Shape::Mark && !page.is(at - 1, ","));
    !quoted
}

/// How many tokens at `at` carry a run on: 0 if it ends there.
fn step(page: &Page<'_>, capital: &dyn Fn(usize) -> bool, at: usize) -> usize {
    if capital(at) {
        let stop = page.has(at, Cues::STOP)
            && page.shape(at) == Some(Shape::Title)
            && !is_name_too(page, at);
        let glued_code = page.glued(at) && page.shape(at) == Some(Shape::Code);
        return usize::from(!stop && (!page.glued(at) || glued_code));
    }
    if page.is_hyphen(at) {
        let tail = page.word(at + 1);
        // "Jong-un" and "Ki-moon" go on; "US-led" and "war-era" do not.
        let syllable = page.shape(at + 1) == Some(Shape::Lower)
            && tail.len() <= 5
            && !COMPOUND_TAILS.contains(&tail)
            && page.before(at, 1).is_some_and(|t| t.shape == Shape::Title && !t.has(Cues::NATION));
        let number = page.shape(at + 1) == Some(Shape::Number)
            && page.before(at, 1).is_some_and(Token::is_capital);
        return if capital(at + 1) || syllable || number { 2 } else { 0 };
    }
    let joins = match page.word(at) {
        "&" => usize::from(
            capital(at + 1)
                && !page
                    .before(at, 2)
                    .is_some_and(|t| t.is_capital() && t.spaced && word_at(page, at - 2).given()),
        ),
        "." if page.glued(at) && page.before(at, 1).is_some_and(|t| t.has(Cues::ABBREVIATION)) => {
            usize::from(capital(at + 1) && page.token(at + 1).is_some_and(|t| t.breaks == 0))
        }
        _ => 0,
    };
    if joins > 0 {
        return 2;
    }
    particles(page, capital, at)
}

/// `de la`, `bin`, `van der`, `al-` between two name words.
fn particles(page: &Page<'_>, capital: &dyn Fn(usize) -> bool, at: usize) -> usize {
    let mut end = at;
    while end < at + 2 && page.has(end, Cues::PARTICLE) && page.shape(end) == Some(Shape::Lower) {
        end += 1;
    }
    if end == at {
        return 0;
    }
    let hyphen = usize::from(
        page.is_hyphen(end) || matches!(page.word(end), "'" | "’") && page.glued(end + 1),
    );
    if capital(end + hyphen) { end - at + hyphen + 1 } else { 0 }
}

/// What makes a compound of a name, not a name.
const COMPOUND_TAILS: &[&str] = &[
    "era", "led", "area", "like", "style", "born", "wide", "based", "run", "held", "made", "owned",
    "bound", "only", "free", "type", "size", "day", "old", "rule", "ish", "aged", "bred", "time",
    "and", "to", "up", "in", "on",
];

/// Cuts a run in running text into candidates; says where what it used ends.
fn cut(
    page: &Page<'_>,
    sentence: &Sentence,
    run: Range<usize>,
    found: &mut Vec<Candidate>,
) -> usize {
    let opening = is_opening(page, sentence, run.start);
    let run = if opening { drop_opener(page, run) } else { run };
    let run = join(page, sentence, run);
    let end = run.end;
    if run.is_empty() || all_nations(page, &run) {
        return end;
    }
    let of = run
        .clone()
        .any(|at| page.is_any(at, &["of", "for"]) && page.shape(at) == Some(Shape::Lower));
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
    let useful =
        token.cues.any(Cues::TITLE.or(Cues::HONORIFIC).or(Cues::NATION).or(Cues::PLACE_START));
    // "Immunologist Maria Berg": what stands before a given name and is none itself is no name.
    let second = if run.len() >= 3 { word_at(page, run.start + 1) } else { Known::default() };
    let before_given = second.given()
        && !second.everyday()
        && !word.any("fs")
        && word_at(page, run.end - 1).surname();
    let everyday = (word.everyday() || before_given) && !useful;
    if !everyday || run.len() == 1 || whole(page, &run).any("CPOE") {
        return run;
    }
    // "State Department" keeps its first word, "Police Officer" and "Yesterday Obama" lose it.
    if is_headed(page, &run) && !page.has(run.start, Cues::STOP) {
        return run;
    }
    let next = word_at(page, run.start + 1);
    if word.given() && (next.surname() || !next.word()) {
        return run;
    }
    let mut start = run.start + 1;
    start += usize::from(page.is_hyphen(start));
    start..run.end
}

fn word_at(page: &Page<'_>, at: usize) -> Known {
    let mut key = String::with_capacity(24);
    lexicon::fold_into(&mut key, page.word(at));
    lexicon::word(&key)
}

fn key_of(page: &Page<'_>, run: &Range<usize>) -> String {
    let mut key = String::with_capacity(32);
    for at in run.clone() {
        let glued = page.glued(at) && at > run.start;
        let hyphen = page.is_hyphen(at);
        if !glued && at > run.start && !key.ends_with(' ') {
            key.push(' ');
        }
        if hyphen {
            key.push(' ');
        } else {
            lexicon::fold_into(&mut key, page.word(at));
        }
    }
    key.truncate(key.trim_end().len());
    key
}

fn whole(page: &Page<'_>, run: &Range<usize>) -> Known {
    if run.is_empty() || run.len() > 12 {
        Known::default()
    } else {
        lexicon::phrase(&key_of(page, run))
    }
}

/// Whether the run ends with a word that heads names: `Party`, `River`, `Cup`.
fn is_headed(page: &Page<'_>, run: &Range<usize>) -> bool {
    let last = run.end - 1;
    let honorific =
        page.token(run.start).is_some_and(|t| t.has(Cues::HONORIFIC) && t.shape != Shape::Upper);
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
    run.len() == 2
        && first.given()
        && !first.everyday()
        && last.surname()
        && !is_corporate(page, run.end - 1)
}

/// Whether a token is a legal form: `Inc`, `GmbH`.
pub(super) fn is_corporate(page: &Page<'_>, at: usize) -> bool {
    page.is_any(
        at,
        &[
            "inc",
            "ltd",
            "limited",
            "llc",
            "plc",
            "gmbh",
            "corp",
            "corporation",
            "co",
            "company",
            "ag",
            "sa",
            "nv",
            "pty",
            "group",
            "holdings",
            "university",
            "records",
            "airlines",
            "airways",
            "party",
        ],
    )
}

/// Joins `of X`, `for X`, `and X` to names whose head takes them: `University of Helsinki`.
fn join(page: &Page<'_>, sentence: &Sentence, run: Range<usize>) -> Range<usize> {
    let mut end = run.end;
    if run.is_empty() {
        return run;
    }
    // "CBS, Inc." keeps its legal form.
    if page.is(end, ",") && page.is_any(end + 1, &["inc", "ltd", "llc", "corp", "plc"]) {
        return run.start..end + 2;
    }
    for _ in 0..3 {
        let Some(next) = joined_end(page, sentence, run.start, run.end, end) else { break };
        end = next;
    }
    run.start..end
}

fn joined_end(
    page: &Page<'_>,
    sentence: &Sentence,
    start: usize,
    head_end: usize,
    end: usize,
) -> Option<usize> {
    let head = head_end - 1;
    let of = page.is_any(end, &["of", "for"]);
    let and = page.is_any(end, &["and", ","]) && end > head_end && page.is_any(head, BROAD);
    let for_what = !page.is(end, "for") || page.is_any(head, BROAD) || page.is_any(head, FOR_HEADS);
    let of_place =
        page.is(end, "of") && page.has(head, Cues::PLACE) && page.is_any(head, OF_PLACES);
    let heads = page.has_any(head, Cues::ORG.or(Cues::EVENT))
        && !(page.has(head, Cues::TITLE) && head > start)
        || of_place;
    if !(of && heads && for_what || and) {
        return None;
    }
    let the = usize::from(page.is(end + 1, "the"));
    let first = end + 1 + the;
    let fits = |i: usize| {
        i < sentence.tokens.end
            && page
                .token(i)
                .is_some_and(|t| t.is_capital() && t.breaks == 0 && !t.has(Cues::WEEKDAY))
    };
    if !fits(first)
        || and
            && (the > 0
                || page.has_any(first, Cues::TITLE.or(Cues::NATION))
                    && !page.is_any(
                        first,
                        &[
                            "trade",
                            "defence",
                            "defense",
                            "health",
                            "education",
                            "energy",
                            "justice",
                        ],
                    ))
    {
        return None;
    }
    // A comma goes on only to "X, Y and Z".
    if page.is(end, ",")
        && !(page.is(first + 1, "and") && fits(first + 2)
            || page.is_any(first + 1, &[","]) && page.is(first + 2, "and"))
    {
        return None;
    }
    let mut last = first + 1;
    while fits(last) && !page.glued(last) && !page.has(last, Cues::STOP)
        || page.is_hyphen(last) && fits(last + 1)
    {
        last += 1;
    }
    Some(last)
}

/// Heads whose names list what they are for: `Department of Health and Human Services`.
const BROAD: &[&str] = &[
    "department",
    "ministry",
    "office",
    "committee",
    "commission",
    "institute",
    "center",
    "centre",
    "centers",
    "bureau",
    "agency",
    "council",
    "faculty",
    "secretariat",
    "academy",
    "organization",
    "organisation",
    "association",
    "college",
    "school",
    "board",
];
/// Heads that are named for what they do: `Campaign for Real Ale`.
const FOR_HEADS: &[&str] = &[
    "fund",
    "foundation",
    "society",
    "coalition",
    "movement",
    "alliance",
    "front",
    "campaign",
    "court",
    "network",
    "union",
    "party",
];
const OF_PLACES: &[&str] = &[
    "gulf",
    "bay",
    "sea",
    "strait",
    "isle",
    "city",
    "republic",
    "kingdom",
    "cape",
    "port",
    "district",
    "province",
    "cathedral",
    "forest",
    "emirate",
];

/// The last title in the run that a name may follow, or that is all there is.
fn last_title(page: &Page<'_>, run: &Range<usize>) -> Option<usize> {
    let title = |at: usize| {
        page.has_any(at, Cues::TITLE.or(Cues::HONORIFIC))
            && page.shape(at) != Some(Shape::Upper)
            && !page.is_hyphen(at + 1)
            || page.is_any(at, &["ceo", "cfo", "mp", "mep"])
    };
    // "Bishop", "King" and "Judge" are surnames too where a given name stands before them.
    let surname = |at: usize| {
        at + 1 == run.end
            && at > run.start
            && word_at(page, at - 1).given()
            && !page.has_any(at - 1, Cues::TITLE.or(Cues::PORTFOLIO))
    };
    run.clone().rev().find(|at| title(*at) && !surname(*at))
}

/// `Russian President Vladimir Putin`: the name behind the title, and what stands before it if that is a name.
fn around_title(
    page: &Page<'_>,
    run: Range<usize>,
    title: usize,
    opening: bool,
    found: &mut Vec<Candidate>,
) {
    let first_title =
        run.clone().find(|at| page.has_any(*at, Cues::TITLE.or(Cues::HONORIFIC))).unwrap_or(title);
    let mut name = title + 1;
    name += usize::from(page.is(name, ".") && page.glued(name));
    let before = run.start..first_title;
    if !before.is_empty() && !all_nations(page, &before) {
        let nations = nations(page, &before);
        let named = before.start + nations..before.end;
        if whole(page, &named).any("CPOp")
            || named.clone().all(|at| page.shape(at) == Some(Shape::Upper))
            || name >= run.end
            || named.len() > 1
        {
            push(page, named, None, opening, found);
        }
    }
    if name < run.end {
        let split = known_tail(page, name..run.end);
        push(page, split, Some(run.start..title + 1), false, found);
    }
}

/// The name alone; a nation before it goes into nothing.
fn without_title(page: &Page<'_>, run: Range<usize>, opening: bool, found: &mut Vec<Candidate>) {
    if all_nations(page, &run) {
        return;
    }
    let nations = nations(page, &run);
    let mut run = run;
    let next = run.start + nations;
    if nations > 0
        && next < run.end
        && (word_at(page, next).given() || run.len() - nations == 1)
        && !page.is_hyphen(next)
    {
        run.start = next;
    }
    if page.is_hyphen(run.start) {
        run.start += 1;
    }
    let after_title_of = page.is_any(run.start.wrapping_sub(1), &["of", "the"])
        && (1..=3).any(|back| page.before(run.start, back).is_some_and(|t| t.has(Cues::TITLE)));
    if after_title_of && run.len() >= 3 && word_at(page, run.start + 1).given() {
        let title = page
            .sentences
            .get(page.sentence_of(run.start))
            .map_or(run.start, |s| s.tokens.start.max(run.start.saturating_sub(3)));
        return push(page, run.start + 1..run.end, Some(title..run.start + 1), false, found);
    }
    match person_behind(page, &run) {
        Some(name) => {
            push(page, run.start..name, None, opening, found);
            push(page, name..run.end, None, false, found);
        }
        None => push(page, run, None, opening, found),
    }
}

/// Where a person begins behind a name that the lists know: "(Minister for the) Middle East Tobias Berg".
fn person_behind(page: &Page<'_>, run: &Range<usize>) -> Option<usize> {
    let starts = (run.start + 1..run.end.saturating_sub(1)).take(3);
    starts.rev().find(|at| {
        let first = word_at(page, *at);
        let last = word_at(page, run.end - 1);
        let person = first.given() && !first.everyday() && last.surname() && run.end - at <= 3;
        person && whole(page, &(run.start..*at)).any("CPO") && !word_at(page, run.start).given()
    })
}

/// "Minister-designate, Haider" aside, a name after a title loses what is no name at its end.
fn known_tail(page: &Page<'_>, name: Range<usize>) -> Range<usize> {
    let cut = name.clone().skip(1).find(|at| {
        page.has_any(*at, Cues::TITLE.or(Cues::NATION))
            && page.before(*at, 1).is_some_and(|t| t.is_capital())
            && !word_at(page, *at).surname()
    });
    name.start..cut.unwrap_or(name.end)
}

/// Whether a run is made of nationalities alone: "Danish", "North Korean", "Sino-American".
fn all_nations(page: &Page<'_>, run: &Range<usize>) -> bool {
    let compass = |at: usize| {
        at + 1 < run.end && page.has(at, Cues::PLACE_START) && page.has(at + 1, Cues::NATION)
    };
    run.clone().all(|at| {
        page.has(at, Cues::NATION) || page.is_hyphen(at) || page.is(at, "-") || compass(at)
    })
}

/// How many tokens at the beginning of a run are nationalities.
fn nations(page: &Page<'_>, run: &Range<usize>) -> usize {
    (0..run.len())
        .rev()
        .map(|n| n + 1)
        .find(|n| all_nations(page, &(run.start..run.start + n)))
        .unwrap_or(0)
}

/// In a headline with capitals throughout only what the lists know is a name.
fn in_headline(page: &Page<'_>, run: Range<usize>, found: &mut Vec<Candidate>) -> usize {
    let mut at = run.start;
    while at < run.end {
        let longest = (at + 1..=run.end.min(at + 5)).rev().find(|end| {
            let part = at..*end;
            let known = whole(page, &part);
            known.any("CPOE")
                && (part.len() > 1
                    || !word_at(page, at).everyday()
                    || page.shape(at) == Some(Shape::Upper))
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

fn push(
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
    let key = key_of(page, &tokens);
    let known = lexicon::phrase(&key);
    if key.is_empty() {
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
