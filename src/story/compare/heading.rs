//! What a matter of figures is called, and why its figures stand to each other as they do: in words of the articles.

use std::collections::BTreeSet;

use super::figure::Figure;
use super::{Status, shown};
use crate::news::FactKind;
use crate::story::background::Background;
use crate::story::signature::Term;
use crate::story::stem::stem_into;
use crate::story::words::words;
use crate::text::plural;

/// Words of a complement at most: "of Vietnam’s arms imports".
const COMPLEMENT: usize = 4;
/// Words that begin what an amount or a share is of.
const OF: [&str; 8] = ["of", "in", "for", "with", "to", "from", "on", "by"];
const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Words that tell of a deed without the ending of one.
const DEEDS: [&str; 12] = [
    "sold", "built", "won", "lost", "held", "sent", "bought", "made", "given", "taken", "found",
    "shot",
];
/// Words with the ending of a deed that are none.
const NO_DEEDS: [&str; 8] =
    ["hundred", "indeed", "need", "speed", "united", "based", "related", "called"];
/// Words before an amount that do not name it.
const NO_NAMES: [&str; 50] = [
    "worth", "total", "rose", "fell", "grew", "cost", "costs", "spend", "spent", "pay", "paid",
    "raise", "million", "billion", "trillion", "dollars", "euros", "pounds", "least", "almost",
    "nearly", "about", "around", "over", "under", "roughly", "some", "between", "among", "during",
    "against", "through", "since", "until", "within", "without", "than", "that", "which", "while",
    "into", "per", "from", "after", "before", "compared", "another", "says", "more", "less",
];
/// What makes a number one that is not exact, in the words before it.
const BOUNDS: [&str; 22] = [
    "no more than",
    "no fewer than",
    "no less than",
    "as many as",
    "as much as",
    "more than",
    "less than",
    "fewer than",
    "at least",
    "at most",
    "close to",
    "up to",
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "approximately",
    "over",
    "under",
    "below",
    "some",
];

/// What some figures of one matter are of: "agreements signed", "people killed", "trade with China".
pub(super) fn of(members: &[&Figure<'_>]) -> String {
    // The most exact figure names it best.
    let named = members.iter().find(|figure| figure.stated.exact).or(members.first());
    let Some(named) = named else { return String::new() };
    match named.kind {
        FactKind::Money => format!("{}{}", head(named.before), complement(named.behind)),
        FactKind::Percent => format!("share{}", complement(named.behind)),
        _ => counted(named, members),
    }
}

/// "agreements signed": what is counted, and what became of it.
fn counted(named: &Figure<'_>, members: &[&Figure<'_>]) -> String {
    let things = things(named);
    if named.frame.is_part {
        return format!("some of the {things}");
    }
    let deed = named.fate.or_else(|| deed(members).filter(|_| !named.is_measure()));
    match deed {
        Some(deed) => format!("{things} {deed}"),
        None => things,
    }
}

/// The things counted in the words of the article, "agreements" of "12 agreements"; else by their unit.
fn things(figure: &Figure<'_>) -> String {
    let last = figure.words.split_whitespace().skip(1).last();
    match (last.filter(|word| word.chars().all(char::is_lowercase)), figure.unit.as_deref()) {
        (Some(word), _) => word.to_owned(),
        (None, Some(unit)) => plural(unit),
        (None, None) => "number".to_owned(),
    }
}

/// What was done, where figures of two articles have it in common.
fn deed<'a>(members: &[&Figure<'a>]) -> Option<&'a str> {
    let (first, others) = members.split_first()?;
    let elsewhere = others.iter().filter(|other| other.place.article != first.place.article);
    let known: Vec<&str> =
        elsewhere.flat_map(|other| deeds(other.before).chain(deeds(other.behind))).collect();
    let mut own: Vec<&str> = deeds(first.before).collect();
    own.reverse();
    own.into_iter().chain(deeds(first.behind)).find(|deed| known.contains(deed))
}

fn deeds(text: &str) -> impl Iterator<Item = &str> {
    words(text).map(|word| word.text).filter(|word| {
        let is_deed = word.len() > 4 && word.ends_with("ed") && !NO_DEEDS.contains(word);
        word.starts_with(char::is_lowercase) && (is_deed || DEEDS.contains(word))
    })
}

/// What an amount is of, where it is named and more is said of it, with the word it stands behind: a "loss for the last quarter" is no
/// "operating loss for the last quarter".
pub(super) fn subject(figure: &Figure<'_>) -> Option<String> {
    let all: Vec<&str> = words(figure.before).map(|word| word.text).collect();
    let at = all.iter().rposition(|word| is_name(word))?;
    let kind = at.checked_sub(1).and_then(|at| all.get(at)).filter(|word| weight(word) > 0.0);
    let more = complement(figure.behind);
    let named = kind.into_iter().chain(all.get(at)).copied().collect::<Vec<_>>().join(" ");
    (!more.is_empty()).then(|| format!("{named}{more}").to_lowercase())
}

/// What tells in what a share is of, by stem: of " of the votes counted" votes and counting.
pub(super) fn whole(behind: &str) -> BTreeSet<Term> {
    let of = complement(behind);
    let mut stem = String::new();
    let terms = words(&of).map(|word| {
        stem_into(word.text, &mut stem);
        Term::of(&stem)
    });
    terms.filter(|term| Background::get().weight(*term).0 > 0.0).collect()
}

fn weight(word: &str) -> f32 {
    let mut stem = String::new();
    stem_into(word, &mut stem);
    Background::get().weight(Term::of(&stem)).0
}

/// The name of an amount: the nearest word before it that says something, with the one it leans on. "trade relations".
fn head(before: &str) -> String {
    let all: Vec<&str> = words(before).map(|word| word.text).collect();
    let Some(at) = all.iter().rposition(|word| is_name(word)) else { return "amount".to_owned() };
    let leans_on = at.checked_sub(1).and_then(|at| all.get(at)).filter(|word| is_name(word));
    leans_on.into_iter().chain(all.get(at)).copied().collect::<Vec<_>>().join(" ")
}

fn is_name(word: &str) -> bool {
    let ends = ["ed", "ing", "ly"];
    let is_word =
        word.chars().all(char::is_lowercase) && !ends.iter().any(|end| word.ends_with(end));
    is_word && !NO_NAMES.contains(&word) && weight(word) > 0.0
}

/// What an amount or a share is of, with a blank before it: " of Vietnam’s arms imports". Nothing where that is not said.
fn complement(behind: &str) -> String {
    let phrase = behind.split([',', '.', ';', ':', '(', '”', '"']).next().unwrap_or_default();
    let phrase = phrase.split(" and ").next().unwrap_or_default();
    let mut told: Vec<&str> = phrase.split_whitespace().take(COMPLEMENT).collect();
    if !told.first().is_some_and(|first| OF.contains(first)) {
        return String::new();
    }
    // Nor is it of the day it is told on. Another figure is of its own: "from 40 to 42". A year is not.
    let figure = told.iter().position(|word| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.len() != "2024".len()
    });
    told.truncate(figure.unwrap_or(told.len()));
    let day = told.iter().position(|word| WEEKDAYS.contains(word));
    told.truncate(day.unwrap_or(told.len()));
    while told.last().is_some_and(|last| OF.contains(last) || matches!(*last, "the" | "a" | "an")) {
        told.pop();
    }
    told.iter().flat_map(|word| [" ", word]).collect()
}

/// The words of a figure with what bounds it: "at least a dozen deals".
pub(super) fn bounded(figure: &Figure<'_>) -> String {
    let before = figure.before.trim_end();
    let is_bound = |bound: &&&str| {
        let start = before.len().checked_sub(bound.len());
        let tail = start.and_then(|start| before.get(start..));
        let ends_word = start.is_none_or(|start| before[..start].ends_with([' ', '\n', '“', '(']));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(bound)) && (ends_word || start == Some(0))
    };
    match BOUNDS.iter().find(is_bound).filter(|_| !figure.stated.exact) {
        Some(bound) => format!("{bound} {}", figure.words),
        None => figure.words.to_owned(),
    }
}

/// Why figures of a matter stand as they do, shown by two of them and by what speaks against a contradiction.
pub(super) fn why(
    status: Status,
    what: &str,
    shown_by: Option<(&Figure<'_>, &Figure<'_>, &str)>,
) -> String {
    let Some((left, right, doubt)) = shown_by else { return String::new() };
    let counts = if left.kind == FactKind::Quantity { "count" } else { "give" };
    let (a, b) = (bounded(left), bounded(right));
    let what = if left.frame.is_part { what.to_owned() } else { format!("the {what}") };
    match status {
        Status::Contradict => {
            format!("both {counts} {what}: “{a}” and “{b}” cannot both be true")
        }
        Status::Differ if !doubt.is_empty() => {
            format!("both may {counts} {what}, but “{a}” is not “{b}”; {doubt}")
        }
        Status::Differ => format!("both may {counts} {what}, but “{a}” is not “{b}”"),
        Status::Agree if left.stated.is_same_number(right.stated) => {
            format!("both {counts} {what} as {}", shown(left.stated.number))
        }
        _ => format!("“{a}” and “{b}” are compatible for {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn amount(sentence: &str, expected: &str) {
        let (before, behind) = sentence.split_once('|').expect("an amount");
        assert_eq!(format!("{}{}", head(before), complement(behind)), expected, "in {sentence}");
    }

    #[test]
    fn an_amount_is_called_by_what_it_is_of() {
        amount(
            "Meanwhile, trade relations between A and B were worth | in 2023, and",
            "trade relations in 2023",
        );
        amount("Nordbank posted a loss of | for the year", "loss for the year");
        amount("The ministry said on Monday profits rose to |.", "profits");
        amount("|.", "amount");
    }

    #[test]
    fn a_complement_ends_with_its_phrase() {
        assert_eq!(complement(" of the votes, the court said"), " of the votes");
        assert_eq!(complement(" with China and more"), " with China");
        assert_eq!(complement(" of the total on the day"), " of the total");
        assert_eq!(complement(" on Thursday, its third cut"), "");
        assert_eq!(complement(" in Ostrava on Monday"), " in Ostrava");
        assert_eq!(complement(" rose"), "");
    }
}
