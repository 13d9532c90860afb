//! Names of outlets: which words read as one, and which line of a head names it.
//!
//! An outlet is never guessed from a place alone: a line names it that the page gives twice, that stands in capitals
//! beside a title that does not, or that is known as a name.

use super::debris_lines::SECTIONS;
use super::{byline, caption, debris, when};

/// A name of an outlet has no more words.
const OUTLET_WORDS: usize = 5;

/// Outlets that are known by names which tell nothing by themselves: in lower case, in order.
const KNOWN: &[&str] = &[
    "abc news",
    "al jazeera",
    "ap news",
    "axios",
    "bbc",
    "bbc news",
    "bbc sport",
    "cbc news",
    "cbs news",
    "clarín",
    "cnbc",
    "cnn",
    "corriere della sera",
    "der spiegel",
    "deutsche welle",
    "dw",
    "el mundo",
    "el país",
    "euronews",
    "folha de s.paulo",
    "forbes",
    "fox news",
    "france 24",
    "itv news",
    "la nación",
    "la repubblica",
    "le figaro",
    "le monde",
    "nbc news",
    "new york times",
    "nhk",
    "npr",
    "nzz",
    "pbs",
    "politico",
    "rfi",
    "rte",
    "rté",
    "sky news",
    "the economist",
    "the guardian",
    "the independent",
    "the new yorker",
    "vox",
    "wall street journal",
    "washington post",
];

/// Words that names of outlets end in: in order.
const NOUNS: &[&str] = &[
    "advertiser",
    "broadcasting",
    "chronicle",
    "courant",
    "courier",
    "daily",
    "dispatch",
    "echo",
    "enquirer",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "mail",
    "mercury",
    "mirror",
    "monitor",
    "news",
    "newspaper",
    "newswire",
    "observer",
    "post",
    "press",
    "radio",
    "review",
    "sentinel",
    "standard",
    "star",
    "sun",
    "telegraph",
    "times",
    "today",
    "tribune",
    "weekly",
];

/// Words before them that make something else of it: "Fake News", "Hard Times".
const OTHERS: &[&str] = &[
    "bad", "big", "blog", "breaking", "fake", "first", "free", "good", "guard", "hard", "joint",
    "latest", "local", "modern", "more", "old", "only", "our", "sad", "top", "your",
];

/// Words that end names, and other things as often: "Book Review", "Rising Star", "Film News".
const WEAK: &[&str] = &["monitor", "news", "review", "star", "today"];

/// Words that stand small within a name.
const SMALL: &[&str] = &["&", "and", "da", "de", "del", "della", "di", "for", "of", "the"];

/// Signs between a title and the name of its page.
const BARS: &[&str] = &[" | ", " · ", " • ", " :: "];
const DASHES: &[&str] = &[" - ", " – ", " — "];

/// Whether words are the name of an outlet that is known.
fn is_known(words: &str) -> bool {
    let lower = words.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    [lower.as_str(), bare].iter().any(|name| KNOWN.binary_search(name).is_ok())
}

/// Whether words name an outlet: one that is known, "The Morning Post", "Times of Example".
pub(super) fn is_named(words: &str) -> bool {
    if !is_name(words) || is_agency(words) {
        return false;
    }
    let lower = words.to_lowercase();
    let parts: Vec<&str> = lower.split(' ').collect();
    let first = parts.iter().find(|word| **word != "the").copied().unwrap_or_default();
    let noun = |word: &str| {
        let last = word.rsplit('-').next().unwrap_or(word);
        NOUNS.binary_search(&last).is_ok()
    };
    let ends = parts.len() > 1 && parts.last().is_some_and(|word| noun(word));
    let of = parts.windows(2).any(|pair| matches!(pair, [word, "of"] if noun(word)));
    is_known(words) || (ends || of) && !OTHERS.contains(&first)
}

/// Whether words read as the name of an outlet where such a name is awaited: also an agency, and "The Example".
pub(super) fn is_likely(words: &str) -> bool {
    is_named(words) || is_agency(words) || is_name(words) && has_article(words)
}

/// Whether words are the name of an agency.
pub(super) fn is_agency(words: &str) -> bool {
    caption::is_agency(if has_article(words) { words.get(4..).unwrap_or_default() } else { words })
}

fn has_article(words: &str) -> bool {
    words.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "))
}

/// A few words with capitals that are no section.
fn is_name(words: &str) -> bool {
    let is_word = |word: &str| {
        SMALL.contains(&word) || word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    };
    words.split(' ').count() <= OUTLET_WORDS
        && words.starts_with(char::is_alphanumeric)
        && !words.ends_with(['.', '?', '!', ':', ',', ';'])
        && words.split(' ').all(is_word)
        && SECTIONS.binary_search(&words.to_lowercase().as_str()).is_err()
}

/// The line of a head that names the outlet, as it stands.
///
/// Above a text that is `short` throughout, a line given twice may be a refrain: there it has to read as a name.
pub(super) fn find<'a>(lines: &[&'a str], short: bool) -> Option<&'a str> {
    let candidates = || lines.iter().copied().enumerate().filter(|(_, line)| may_name(line));
    let twice = |at: usize, line: &str| {
        lines.iter().enumerate().any(|(other, text)| other != at && names(text, line))
    };
    let doubled = candidates().find(|(at, line)| twice(*at, line) && (!short || is_likely(line)));
    let others = lines.iter().any(|line| !is_capitals(line) && may_head(line));
    let has_details =
        lines.iter().any(|line| byline::read(line).is_some() || when::stated(line).is_some());
    let in_capitals =
        |line: &str| others && is_capitals(line) && (is_likely(line) || (!short && has_details));
    let above = |at: usize| lines.iter().skip(at + 1).any(|line| may_head(line));
    doubled
        .or_else(|| candidates().find(|(_, line)| in_capitals(line)))
        .or_else(|| candidates().find(|(at, line)| is_known(line) && above(*at)))
        .map(|(_, line)| line)
}

fn may_name(line: &str) -> bool {
    line.split_whitespace().count() <= OUTLET_WORDS
        && line.starts_with(char::is_alphanumeric)
        && !line.ends_with(['.', '?', '!', ':', ','])
        && may_head(line)
}

/// Whether a line is neither furniture nor a detail.
fn may_head(line: &str) -> bool {
    !debris::is_debris(line)
        && when::stated(line).is_none()
        && byline::read(line).is_none()
        && SECTIONS.binary_search(&line.to_lowercase().as_str()).is_err()
}

/// Whether a line is the outlet's name, alone or with a reading time behind it.
pub(super) fn names(line: &str, outlet: &str) -> bool {
    line.strip_prefix(outlet).is_some_and(|rest| {
        rest.trim().is_empty() || (rest.starts_with(' ') && debris::is_reading_time(rest))
    }) || line.to_lowercase() == outlet.to_lowercase()
}

/// Parts the name of an outlet from the end of a title, and the section before it: "A deal | World news | The Herald".
///
/// Behind a dash stand other things, too: an agency there is the source of what is told, and "The Example" counts where
/// the words before it are not all in capitals. `repeated` tells what stands elsewhere in the head.
pub(super) fn split_title(title: &str, repeated: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let (mut left, mut tail, mut is_bar) = last_part(title)?;
    if is_section(tail) {
        (left, tail, is_bar) = last_part(left)?;
    }
    let is_own =
        is_named(tail) || is_likely(tail) && (is_bar || !is_agency(tail) && has_small_words(left));
    let last = tail.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let is_weak = WEAK.contains(&last.as_str()) && !is_known(tail);
    if !(is_own && !is_weak || is_name(tail) && repeated(tail)) {
        return None;
    }
    if let Some((title, _, _)) = last_part(left).filter(|(_, section, _)| is_section(section)) {
        left = title;
    }
    (!is_section(left)).then_some((left, tail))
}

/// What stands before and behind the last sign in a title, and whether that is a bar.
fn last_part(title: &str) -> Option<(&str, &str, bool)> {
    let last = |signs: &[&str]| {
        signs.iter().filter_map(|sign| Some((title.rfind(sign)?, sign.len()))).max()
    };
    let (bar, dash) = (last(BARS), last(DASHES));
    let (at, len) = bar.max(dash)?;
    let (left, tail) = (title.get(..at)?.trim(), title.get(at + len..)?.trim());
    (!left.is_empty() && !tail.is_empty()).then_some((left, tail, bar > dash))
}

fn is_section(words: &str) -> bool {
    debris::is_section(words)
}

/// Whether longer words stand in small letters: "After a visit, leaders sign".
fn has_small_words(words: &str) -> bool {
    words.split(' ').any(|word| word.chars().count() > 4 && word.starts_with(char::is_lowercase))
}

fn is_capitals(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase)
}

/// A name that stands in capitals as it is commonly written: "RKS NEWS" is "RKS News".
///
/// The first word stays where it reads like an acronym; other words keep their first capital alone.
pub(super) fn display_name(name: &str) -> String {
    if !is_capitals(name) {
        return name.to_owned();
    }
    let words = name.split_whitespace().enumerate().map(|(at, word)| match at {
        0 if is_acronym(word) => word.to_owned(),
        1.. if ["OF", "THE", "AND", "FOR", "IN", "ON"].contains(&word) => word.to_lowercase(),
        _ => title_case(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// At most four letters that cannot be spoken as a word: no vowel, or a vowel that does not stand between two others.
fn is_acronym(word: &str) -> bool {
    let vowel = |c: &char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    let letters: Vec<char> = word.chars().collect();
    let spoken = matches!(letters.as_slice(), [a, b, c] if !vowel(a) && (vowel(b) || vowel(c)));
    let common = ["ALL", "ONE", "OUR"].contains(&word);
    letters.len() <= 5 && !letters.iter().any(vowel) || (letters.len() <= 3 && !spoken && !common)
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter();
    first.chain(chars.as_str().to_lowercase().chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        assert!(KNOWN.is_sorted() && NOUNS.is_sorted());
    }

    #[track_caller]
    fn check_title(title: &str, expected: Option<(&str, &str)>) {
        assert_eq!(split_title(title, |tail| tail == "Example Wire"), expected, "of {title:?}");
    }

    #[test]
    fn the_page_is_parted_from_its_title() {
        for (title, outlet) in [
            ("Ferry sinks | The Herald", "The Herald"),
            ("Ferry sinks - The New York Times", "The New York Times"),
            ("Ferry sinks – Ely Evening Post", "Ely Evening Post"),
            ("Ferry sinks | Reuters", "Reuters"),
            ("Ferry sinks | World news | The Guardian", "The Guardian"),
            ("Ferry sinks - Times of Ely", "Times of Ely"),
            ("Ferry sinks | Example Wire", "Example Wire"),
            ("Ferry sinks | The Kerfuffle", "The Kerfuffle"),
        ] {
            check_title(title, Some(("Ferry sinks", outlet)));
        }
    }

    #[test]
    fn other_tails_stay_in_the_title() {
        for title in [
            "Ferry sinks - what we know",
            "Ferry sinks | Jane Doe",
            "Ferry Sinks - The Long Story",
            "Ferry sinks - Reuters",
            "A Good Day - Good News",
            "Ferry sinks | Politics",
            "Twenty-one saved - two still missing in the news",
            "A year of hope | Opinion",
        ] {
            check_title(title, None);
        }
    }

    #[test]
    fn names_in_capitals_are_written_as_usual() {
        for (name, expected) in [
            ("RKS NEWS", "RKS News"),
            ("NEW YORK TIMES", "New York Times"),
            ("THE SUN", "The Sun"),
            ("EFE", "EFE"),
            ("ABC NEWS", "ABC News"),
            ("VOICE OF AMERICA", "Voice of America"),
            ("Le Monde", "Le Monde"),
        ] {
            assert_eq!(display_name(name), expected);
        }
    }
}
