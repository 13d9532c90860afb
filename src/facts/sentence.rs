//! Groups tokens into sentences, and tells debris and headlines from running text.
//!
//! A sentence never crosses a blank line. A single line break ends one too, unless the text is wrapped at a width.
//! Abbreviations and initials do not end sentences; the list is short on purpose, since a wrong join costs less than a
//! wrong cut.

use std::ops::Range;

use super::cues::Cues;
use super::foreign;
use super::token::{Shape, Token};

/// One sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Number of its paragraph.
    pub(super) paragraph: u32,
    /// Words of the page, not of the article: no fact stands here.
    pub(super) debris: bool,
    /// Most of its words are capitalised, so that capitals say little.
    pub(super) title_case: bool,
}

/// Splits the tokens into sentences; together they hold every token.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let wrapped = is_wrapped(tokens);
    let mut sentences = Vec::new();
    let (mut start, mut paragraph, mut paragraph_start) = (0, 0, 0);
    for at in 1..=tokens.len() {
        let end = tokens.get(at).is_none_or(|next| {
            next.breaks >= 2 || (next.breaks == 1 && !wrapped) || ends_at(text, tokens, at)
        });
        if !end {
            continue;
        }
        let mut sentence =
            Sentence { tokens: start..at, paragraph, debris: false, title_case: false };
        sentence.title_case = is_title_case(text, tokens, &sentence.tokens);
        sentence.debris = is_debris(text, tokens, &sentence.tokens);
        sentences.push(sentence);
        start = at;
        if tokens.get(at).is_some_and(|t| t.breaks > u8::from(wrapped)) && at > paragraph_start {
            paragraph += 1;
            paragraph_start = at;
        }
    }
    sentences
}

/// Whether lines are broken at a width: some line goes on with a small word.
fn is_wrapped(tokens: &[Token]) -> bool {
    let breaks = tokens.iter().skip(1).filter(|t| t.breaks == 1).count();
    let small = tokens
        .iter()
        .zip(tokens.iter().skip(1))
        .filter(|(before, t)| t.breaks == 1 && t.shape == Shape::Lower && before.is_word())
        .count();
    breaks >= 3 && small * 3 >= breaks
}

/// Whether a sentence ends before token `at`.
fn ends_at(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at) else { return true };
    if !next.spaced || next.shape == Shape::Lower {
        return false;
    }
    // Closing quotes and brackets belong to the sentence they follow, if they are glued to it.
    let mut last = at - 1;
    for _ in 0..3 {
        let closes =
            matches!(mark(text, tokens, last), Some('"' | '”' | '’' | '\'' | ')' | ']' | '»'));
        if !closes || last == 0 || tokens.get(last).is_some_and(|t| t.spaced) {
            break;
        }
        last -= 1;
    }
    match mark(text, tokens, last) {
        Some('!' | '?' | '…') => true,
        Some('.') => {
            let ordinal = || {
                tokens.get(last - 1).is_some_and(|t| t.shape == Shape::Number)
                    && foreign::month_of(slice(text, next)).is_some()
            };
            last == 0 || !is_abbreviation(text, tokens, last - 1) && !ordinal()
        }
        Some(_) => false,
        None => last == at - 1 && acronym_ends(text, tokens, last, next),
    }
}

/// `U.S.` ends a sentence only before a word that begins one.
fn acronym_ends(text: &str, tokens: &[Token], last: usize, next: &Token) -> bool {
    let Some(token) = tokens.get(last) else { return false };
    token.shape == Shape::Upper
        && slice(text, token).ends_with('.')
        && next.shape == Shape::Title
        && next.has(Cues::STOP)
}

/// Whether the word before a dot is one that is written with a dot.
fn is_abbreviation(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    token.has(Cues::ABBREVIATION) && slice(text, token).len() <= 5
}

fn slice<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

fn mark(text: &str, tokens: &[Token], at: usize) -> Option<char> {
    let token = tokens.get(at).filter(|t| t.shape == Shape::Mark)?;
    slice(text, token).chars().next()
}

/// Whether nearly all longer words are capitalised, everyday words among them.
fn is_title_case(text: &str, tokens: &[Token], range: &Range<usize>) -> bool {
    let words = || tokens.get(range.clone()).unwrap_or_default().iter().filter(|t| t.is_word());
    if is_shouted(words()) {
        return true;
    }
    // A full stop tells nearly every sentence from a headline.
    if range.end.checked_sub(1).and_then(|last| mark(text, tokens, last)) == Some('.') {
        return false;
    }
    let long = words().filter(|t| t.end - t.start >= 4).count();
    let tall = || words().skip(1).filter(|t| t.end - t.start >= 4 && t.is_capital());
    let first = usize::from(words().next().is_some_and(|t| t.end - t.start >= 4));
    if words().count() < 4 || long < 3 || (tall().count() + first) * 5 < long * 4 {
        return false;
    }
    let everyday = tall().take(40).filter(|t| {
        let part_of_name = Cues::TITLE
            .or(Cues::PORTFOLIO)
            .or(Cues::NATION)
            .or(Cues::ORG)
            .or(Cues::PLACE_START)
            .or(Cues::MONTH);
        t.known.everyday() && !t.cues.any(part_of_name)
    });
    everyday.count() >= 2
}

/// Whether the words are written in capitals throughout, but for one or two.
fn is_shouted<'a>(words: impl Iterator<Item = &'a Token>) -> bool {
    let (mut tall, mut small, mut stops) = (0, 0, 0);
    for word in words {
        match word.shape {
            Shape::Upper => tall += 1,
            Shape::Initial | Shape::Code => {}
            _ => small += 1,
        }
        stops += usize::from(word.has(Cues::STOP) || word.end - word.start > 6);
    }
    tall >= 4 && small * 6 <= tall && stops > 0
}

/// Whether a sentence is furniture of a web page.
fn is_debris(text: &str, tokens: &[Token], range: &Range<usize>) -> bool {
    const LONGEST: usize = 9;
    let tokens = tokens.get(range.clone()).unwrap_or_default();
    let words = || tokens.iter().filter(|t| t.shape != Shape::Mark);
    let Some(first) = words().next() else { return true };
    let count = words().take(LONGEST + 1).count();
    if count > LONGEST {
        return false;
    }
    let end = words().next_back().map_or(first.end, |last| last.end);
    let line = text.get(first.start as usize..end as usize).unwrap_or_default();
    let shouted = (2..=4).contains(&count)
        && words().all(|t| t.shape == Shape::Upper)
        && first.breaks > 0
        && tokens.len() == count;
    shouted || holds_debris(line.as_bytes())
}

/// Whether one of the phrases of [`DEBRIS`] stands in a line, in any case.
fn holds_debris(line: &[u8]) -> bool {
    let starts = |at: usize, phrase: &str| {
        let here = line.get(at..at + phrase.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
    };
    let pairs = line.windows(2).enumerate().filter(|(_, pair)| may_begin(pair[0], pair[1]));
    pairs.map(|(at, _)| at).any(|at| DEBRIS.iter().any(|phrase| starts(at, phrase)))
}

/// Whether one of the phrases begins with two letters: most pairs begin none, so that few places are compared.
fn may_begin(first: u8, second: u8) -> bool {
    const SECONDS: [u32; 32] = {
        let (mut seconds, mut at) = ([0; 32], 0);
        while at < DEBRIS.len() {
            let phrase = DEBRIS[at].as_bytes();
            seconds[(phrase[0] & 31) as usize] |= 1 << (phrase[1] & 31);
            at += 1;
        }
        seconds
    };
    SECONDS[usize::from(first & 31)] >> (second & 31) & 1 == 1
}

/// What stands around articles on pages, in small letters.
const DEBRIS: &[&str] = &[
    "min read",
    "minute read",
    "minutes read",
    "mins read",
    "share this",
    "leave a comment",
    "read more",
    "read also",
    "also read",
    "sign up",
    "subscribe",
    "click here",
    "follow us",
    "all rights reserved",
    "advertisement",
    "related articles",
    "related stories",
    "skip to",
    "cookie",
    "privacy policy",
    "terms of use",
    "newsletter",
    "log in",
    "view comments",
    "post a comment",
    "print this",
    "share on",
    "recommended for you",
    "most read",
    "listen to this",
    "watch live",
    "continue reading",
    "last updated",
    "getty images",
    "copyright",
];

#[cfg(test)]
mod tests {
    use super::super::token::tokenize;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenize(text);
        let found: Vec<&str> = split(text, &tokens)
            .iter()
            .map(|s| {
                &text[tokens[s.tokens.start].start as usize..tokens[s.tokens.end - 1].end as usize]
            })
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn sentences_end_at_full_stops_but_not_at_abbreviations() {
        check("He left. She stayed.", &["He left.", "She stayed."]);
        check("Mr. Smith met Gen. Lee at 3.5 km.", &["Mr. Smith met Gen. Lee at 3.5 km."]);
        check(
            "George W. Bush spoke in the U.S. The end.",
            &["George W. Bush spoke in the U.S.", "The end."],
        );
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        check("“Go.” He went.", &["“Go.”", "He went."]);
    }

    #[test]
    fn lines_end_sentences_unless_the_text_is_wrapped() {
        check("A Headline\nAnd more", &["A Headline", "And more"]);
        check("one\ntwo three\nfour five\nsix", &["one\ntwo three\nfour five\nsix"]);
    }

    #[test]
    fn page_furniture_is_debris() {
        let text = "RKS 4 Min Read\n\nHe left on Monday.\n\nShare this Post";
        let debris: Vec<bool> = split(text, &tokenize(text)).iter().map(|s| s.debris).collect();
        assert_eq!(debris, [true, false, true]);
    }
}
