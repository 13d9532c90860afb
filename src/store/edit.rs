//! What of a change of a text is news.
//!
//! A text that differs in words always is. One that differs in numbers alone may be: a toll that rises is what a reader wants
//! to see, a count of views or the minute of the last look is not, and there are more of these. So numbers are compared
//! where they stand: clock times, numbers beside words such as "views" or "ago", and lines that hold hardly anything else
//! tell nothing.

use std::collections::VecDeque;

/// What has changed, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// Nothing, or numbers that tell nothing.
    Counters,
    /// Numbers, of something that is told.
    Numbers,
    /// Words.
    Words,
}

/// A line with so few words besides its number is no sentence.
const FEW_WORDS: usize = 3;
/// So many words before and behind a number may say what it counts.
const BESIDE: usize = 2;
/// And they are looked for so many parts away, blanks and signs among them: a line may be as long as the text.
const REACH: usize = 12;

/// What counters count and news has, too: only as a word of its own right behind the number.
const BEHIND: [&str; 13] = [
    "hits",
    "shares",
    "likes",
    "votes",
    "points",
    "reads",
    "visits",
    "boosts",
    "ratings",
    "answers",
    "replies",
    "reactions",
    "followers",
];

/// What counters count, as words begin: what looks at a page, says something of it, or goes by.
const COUNTED: [&str; 31] = [
    "view",
    "visitor",
    "click",
    "download",
    "comment",
    "upvote",
    "subscriber",
    "retweet",
    "bookmark",
    "updated",
    "ago",
    "aufruf",
    "kommentar",
    "gelesen",
    "vor",
    "leser",
    "vue",
    "commentaire",
    "partage",
    "lecture",
    "vista",
    "visita",
    "visto",
    "comentario",
    "compartir",
    "commenti",
    "letture",
    "reacties",
    "просмотр",
    "комментар",
    "назад",
];

/// What differs between a headline and text and later ones.
pub(super) fn between(before: (&str, &str), now: (&str, &str)) -> Change {
    let title = of_lines(before.0, now.0, true);
    if title == Change::Words { title } else { title.max(of_lines(before.1, now.1, false)) }
}

/// What differs between two texts, line by line.
fn of_lines(before: &str, now: &str, is_title: bool) -> Change {
    if before == now {
        return Change::Counters;
    }
    if before.lines().count() != now.lines().count() {
        return Change::Words;
    }
    let pairs = before.lines().zip(now.lines()).filter(|(before, now)| before != now);
    pairs.map(|(before, now)| of_line(before, now, is_title)).max().unwrap_or(Change::Counters)
}

fn of_line(before: &str, now: &str, is_title: bool) -> Change {
    if !differ_in_numbers_alone(before, now) {
        return Change::Words;
    }
    let words = Parts(now).filter(|part| matches!(part, Part::Word(_))).count();
    // Rows of a table are of few words, and are what it tells.
    if words <= FEW_WORDS && !is_title && !now.contains('\t') {
        return Change::Counters;
    }
    let is_told = has_telling_number(before, now);
    if is_told { Change::Numbers } else { Change::Counters }
}

fn differ_in_numbers_alone(before: &str, now: &str) -> bool {
    let (mut before, mut now) = (Parts(before), Parts(now));
    loop {
        match (before.next(), now.next()) {
            (None, None) => return true,
            (Some(Part::Number(_)), Some(Part::Number(_))) => {}
            (one, other) if one == other => {}
            _ => return false,
        }
    }
}

/// Whether a number that is another now tells something. The lines are walked through piece by piece, since one may be as
/// long as the text.
fn has_telling_number(before: &str, now: &str) -> bool {
    let (mut pieces, mut last) = (Parts(now), VecDeque::with_capacity(REACH));
    for old in Parts(before) {
        let Some(new) = pieces.next() else { return false };
        if old != new && !counts(&last, new, pieces.clone().take(REACH)) {
            return true;
        }
        if last.len() == REACH {
            last.pop_front();
        }
        last.push_back(new);
    }
    false
}

/// Whether a number tells the time, or counts what nobody reads about.
fn counts<'a>(
    before: &VecDeque<Part<'a>>,
    part: Part<'a>,
    behind: impl Iterator<Item = Part<'a>> + Clone,
) -> bool {
    if matches!(part, Part::Number(number) if is_clock(number)) {
        return true;
    }
    let word = |part: Part<'a>| match part {
        Part::Word(word) => Some(word.to_lowercase()),
        _ => None,
    };
    let is_counter = |word: String| BEHIND.contains(&word.as_str());
    if behind.clone().find_map(word).is_some_and(is_counter) {
        return true;
    }
    let before = before.iter().rev().copied().filter_map(word).take(BESIDE);
    let behind = behind.filter_map(word).take(BESIDE);
    before.chain(behind).any(|word| COUNTED.iter().any(|counted| is_form(&word, counted)))
}

/// "12:31", and not the "3:1" of a match.
fn is_clock(number: &str) -> bool {
    let mut parts = number.split(':');
    let (hour, rest) = (parts.next().unwrap_or_default(), parts);
    let mut rest = rest.peekable();
    hour.len() <= 2 && rest.peek().is_some() && rest.all(|part| part.len() == 2)
}

/// Whether a word is another, with an ending.
fn is_form(word: &str, begin: &str) -> bool {
    /// Letters that an ending has at most: "like" is no part of "likewise".
    const ENDING: usize = 3;
    word.strip_prefix(begin).is_some_and(|ending| ending.chars().count() <= ENDING)
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Word(&'a str),
    /// Digits with what stands between them: "1,204", "12:31", "3.5".
    Number(&'a str),
    Other(&'a str),
}

/// The pieces of what is left of a line.
#[derive(Clone)]
struct Parts<'a>(&'a str);

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        let first = self.0.chars().next()?;
        let (end, part): (usize, fn(&'a str) -> Part<'a>) = if first.is_numeric() {
            (end_of_number(self.0), |text| Part::Number(text))
        } else if first.is_alphabetic() {
            let end = self.0.find(|c: char| !c.is_alphabetic()).unwrap_or(self.0.len());
            (end, |text| Part::Word(text))
        } else {
            (first.len_utf8(), |text| Part::Other(text))
        };
        let (piece, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(part(piece))
    }
}

/// Where the number ends that a text begins with.
fn end_of_number(text: &str) -> usize {
    /// Signs between the digits of one number: a space of the kind that does not break is one.
    const WITHIN: [char; 7] = ['.', ',', ':', '\'', '’', '\u{a0}', '\u{202f}'];
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = chars.peek().is_some_and(|(_, next)| next.is_numeric());
        if c.is_numeric() {
            end = at + c.len_utf8();
        } else if !WITHIN.contains(&c) || !goes_on {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_toll_is_told_from_a_counter() {
        for (before, now, change) in [
            (
                "At least 11 people died in the fire.",
                "At least 12 people died in the fire.",
                Change::Numbers,
            ),
            (
                "The loss is put at €999 by the bank.",
                "The loss is put at €1,000 by the bank.",
                Change::Numbers,
            ),
            (
                "It was read by 1,204 people: 1,204 views.",
                "It was read by 1,204 people: 980 views.",
                Change::Counters,
            ),
            (
                "Last updated on Thursday at 12:31 by our desk",
                "Last updated on Thursday at 12:45 by our desk",
                Change::Counters,
            ),
            (
                "The council met again. Comments (9)",
                "The council met again. Comments (10)",
                Change::Counters,
            ),
            (
                "Posted 59 minutes ago by the news desk",
                "Posted 3 minutes ago by the news desk",
                Change::Counters,
            ),
            ("Read 10 times.", "Read 2000 times.", Change::Counters),
            (
                "12 points by someone in the list",
                "14 points by someone in the list",
                Change::Counters,
            ),
            (
                "The quake hit, and 12 people are dead.",
                "The quake hit, and 15 people are dead.",
                Change::Numbers,
            ),
            (
                "On Friday its shares fell 5 percent.",
                "On Friday its shares fell 7 percent.",
                Change::Numbers,
            ),
            (
                "In the council the vote was 5 to 40.",
                "In the council the vote was 7 to 40.",
                Change::Numbers,
            ),
            (
                "The home side won the match 3:1.",
                "The home side won the match 4:1.",
                Change::Numbers,
            ),
            ("Dead\t12", "Dead\t14", Change::Numbers),
            (
                "What the town wrote has 40 likes today",
                "What the town wrote has 52 likes today",
                Change::Counters,
            ),
            ("Likewise 11 died on the road.", "Likewise 12 died on the road.", Change::Numbers),
            ("Eleven people died.", "Twelve people died.", Change::Words),
            ("Eleven people died.", "11 people died.", Change::Words),
            ("One line", "One line\nand 2", Change::Words),
            ("The same 5.", "The same 5.", Change::Counters),
        ] {
            assert_eq!(between(("", before), ("", now)), change, "{before} -> {now}");
        }
        // Each of them is looked around, and not to the ends of the line.
        let counters = |number: &str| format!("views views views views {}", number.repeat(200_000));
        assert_eq!(between(("", &counters("1 ")), ("", &counters("2 "))), Change::Numbers);
        assert_eq!(between(("11 dead", "x"), ("12 dead", "x")), Change::Numbers);
        assert_eq!(between(("Live at 12:31", "x"), ("Live at 12:40", "x")), Change::Counters);
        assert_eq!(
            between(("Live", "Ship 5 of the line sank."), ("Live", "Ship 6 of the line sank.")),
            Change::Numbers
        );
    }

    proptest! {
        #[test]
        fn a_line_is_its_parts_and_differs_from_another_in_words_or_not(
            text in "([a-zé]{1,4}|[0-9٣]{1,3}|[ .,:’\n])*", other in any::<String>(),
        ) {
            for text in [&text, &other] {
                let all: String = Parts(text)
                    .map(|part| match part { Part::Word(t) | Part::Number(t) | Part::Other(t) => t })
                    .collect();
                prop_assert_eq!(&all, text);
                prop_assert_eq!(between((text, text), (text, text)), Change::Counters);
            }
            // No number becomes another word.
            let one_more: String = text.chars().map(|c| if c == '1' { '2' } else { c }).collect();
            prop_assert!(between(("", &text), ("", &one_more)) < Change::Words);
        }
    }
}
