//! Teams in results and tables: "Rovers 3, Albion 1", "Harlow 26 18 5 3".
//!
//! A side that plays is an organisation though it is called by its town, unless it is a country's. What a page lists so is known
//! in its sentences, too: "the Albion".

use std::ops::Range;

use super::cues::Cues;
use super::hash::Set;
use super::mended::of_kind;
use super::model::Found;
use super::names::{key_of, whole, word_at};
use super::overlay::{among, overlay};
use super::page::Page;
use super::tidy::{ORG, PLACE};
use super::token::{Shape, Token};
use super::words::{Words, words};

/// The names with the sides of all results and tables among them.
pub(super) fn add(page: &Page<'_>, mut names: Vec<Found>) -> Vec<Found> {
    beaten(page, &mut names);
    let mut sides = sides(page);
    if !sides.is_empty() && !is_sport(page) {
        // Votes and rainfall are told in lines of the same kind.
        sides.retain(|side| !may_be_other(page, side));
    }
    if sides.is_empty() {
        return names;
    }
    let teams: Set<String> = sides
        .iter()
        .filter(|side| !is_country(page, side))
        .map(|side| key_of(page, side))
        .collect();
    let tokens = |name: &Found| name.tokens.clone();
    let mut names = overlay(names, sides, &tokens, &|side| {
        of_kind(side.clone(), if is_country(page, &side) { PLACE } else { ORG }, 0.85)
    });
    let is_side = |page: &Page<'_>, tokens: &Range<usize>| teams.contains(&key_of(page, tokens));
    for name in &mut names {
        let town = name.kind == PLACE && whole(page, &name.tokens).any("CPp");
        if name.kind != ORG && !town && is_side(page, &name.tokens) {
            *name = of_kind(name.tokens.clone(), ORG, name.certainty);
        }
    }
    let capital = |at: &usize| {
        page.token(*at).is_some_and(Token::is_capital)
            && !is_opening(page, *at)
            && !page.token(at + 1).is_some_and(|t| t.is_capital() && t.spaced && t.breaks == 0)
    };
    let again = (0..page.tokens.len()).filter(capital).map(|at| at..at + 1);
    let again = again.filter(|at| is_side(page, at) && !whole(page, at).any("CPp"));
    among(names, again.map(|at| of_kind(at, ORG, 0.7)).collect())
}

/// Whether a side may be a place, somebody or an ordinary word as well.
fn may_be_other(page: &Page<'_>, side: &Range<usize>) -> bool {
    let word = word_at(page, side.end - 1);
    let single = side.len() == 1 && (word.surname() || word.everyday());
    !is_country(page, side) && (whole(page, side).any("Pp") || single)
}

/// Whether the text speaks of games.
fn is_sport(page: &Page<'_>) -> bool {
    (0..page.tokens.len()).any(|at| page.is_in(at, GAMES))
}

/// Words of games.
const GAMES: Words = words!(
    "championship coach cup division fixtures game games goal goals halftime inning innings \
     league match matches overtime played playoff playoffs results scored scores season stadium \
     standings striker team teams tournament wicket wickets"
);

/// "routed Harlow 12-1": a town that plays is its team, and so is the one that won.
fn beaten(page: &Page<'_>, names: &mut [Found]) {
    let town = |name: &Found| name.kind == PLACE && !is_country(page, &name.tokens);
    for at in 0..names.len() {
        let tokens = names[at].tokens.clone();
        let verb = tokens.start.wrapping_sub(1);
        let won = page.is_in(verb, words!("over against"))
            && page.is_in(verb.wrapping_sub(1), words!("loss rout shutout triumph victory win"))
            && (2..=4)
                .any(|back| page.before(verb, back).is_some_and(|t| t.shape == Shape::Number));
        let lost = page.is_in(verb, BEATEN) && scored(page, tokens.end);
        let played = page.is_in(tokens.end, PLAYERS)
            && page.token(tokens.end + 1).is_some_and(Token::is_capital);
        if !town(&names[at]) || !(won || lost || played) {
            continue;
        }
        names[at] = of_kind(tokens, ORG, 0.7);
        let winner = at.checked_sub(1).filter(|w| names[*w].tokens.end == verb && town(&names[*w]));
        if let Some(winner) = winner {
            names[winner] = of_kind(names[winner].tokens.clone(), ORG, 0.7);
        }
    }
}

/// Whether "3-1" stands at `at`.
fn scored(page: &Page<'_>, at: usize) -> bool {
    is_score(page, at)
        || is_number(page, at) && page.is_in(at + 1, words!("- –")) && is_number(page, at + 2)
}

/// Who plays for a team.
const PLAYERS: Words = words!(
    "defenceman defender defenseman forward fullback goalie goalkeeper linebacker midfielder \
     outfielder pitcher quarterback striker winger"
);

/// What stands before who lost.
const BEATEN: Words = words!(
    "beat beating blanked crushed defeated downed edged hammered past routed stunned thrashed \
     topped trounced whipped"
);

fn is_country(page: &Page<'_>, side: &Range<usize>) -> bool {
    whole(page, side).any("C")
}

/// Whether a capital may be due to the beginning of a sentence.
fn is_opening(page: &Page<'_>, at: usize) -> bool {
    page.sentences.get(page.sentence_of(at)).is_none_or(|s| s.tokens.start == at)
}

/// The sides of all results and tables, in order.
fn sides(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rows: Vec<Range<usize>> = Vec::new();
    let lines = lines(page);
    for line in &lines {
        if let Some(row) = row(page, line) {
            rows.push(row);
            continue;
        }
        keep_table(&mut rows, &mut found);
        if let Some((first, second)) = result(page, line) {
            found.extend([first, second]);
        }
    }
    keep_table(&mut rows, &mut found);
    found
}

/// How many rows make a table.
const ROWS: usize = 3;

fn keep_table(rows: &mut Vec<Range<usize>>, found: &mut Vec<Range<usize>>) {
    if rows.len() >= ROWS {
        found.append(rows);
    }
    rows.clear();
}

/// The lines, as tokens.
fn lines(page: &Page<'_>) -> Vec<Range<usize>> {
    let starts = (0..page.tokens.len()).filter(|at| page.tokens[*at].breaks > 0 || *at == 0);
    let starts: Vec<usize> = starts.collect();
    let ends = starts.iter().skip(1).copied().chain([page.tokens.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The first words of a line as the name of a side: one to four with capitals, none of them a month, a title or a small word.
fn side(page: &Page<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 4;
    let fits = |at: usize| {
        page.token(at).is_some_and(|t| {
            t.is_capital() && t.shape != Shape::Initial && (t.spaced || page.is_hyphen(at - 1))
        }) && !page.has_any(
            at,
            Cues::STOP.or(Cues::MONTH).or(Cues::WEEKDAY).or(Cues::NO_NAME).or(Cues::NUMBER),
        )
    };
    let joins = |at: usize| page.is_hyphen(at) && fits(at + 1);
    let mut last = start;
    while last < end && last < start + LONGEST && (fits(last) || last > start && joins(last)) {
        last += 1;
    }
    let word = page.shape(start) == Some(Shape::Title);
    let label = last == start + 1 && page.is_in(start, LABELS);
    (last > start && word && !label && !is_person(page, &(start..last))).then_some(start..last)
}

/// What stands before a number and is no side.
const LABELS: Words = words!(
    "article attendance chapter class covid figure game group half halftime highway interstate \
     level match matchday page part phase quarter race route round season section set stage table \
     top total type under version week"
);

/// Whether players are listed: "Maria Berg 68 70 71".
fn is_person(page: &Page<'_>, run: &Range<usize>) -> bool {
    let first = word_at(page, run.start);
    run.len() > 1 && first.given() && !whole(page, run).any("CPO")
}

fn is_number(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Number) && page.word(at).len() <= 3 || is_score(page, at)
}

/// "3-1" in one token.
fn is_score(page: &Page<'_>, at: usize) -> bool {
    let parts = page.word(at).split_once(['-', '–']);
    let digits =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.is_some_and(|(a, b)| digits(a) && digits(b))
}

/// "Harlow 26 18 5 3": a side and nothing but three numbers or more.
fn row(page: &Page<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    // "1. Harlow 26 18 5 3"
    let rank = usize::from(page.shape(line.start) == Some(Shape::Number));
    let dot = usize::from(rank > 0 && page.is(line.start + 1, "."));
    let side = side(page, line.start + rank + dot, line.end)?;
    let rest = side.end..line.end;
    let numbers = rest.clone().filter(|at| page.shape(*at) == Some(Shape::Number)).count();
    let plain = rest.clone().all(|at| {
        matches!(page.shape(at), Some(Shape::Number)) || page.is_in(at, words!("- – + . : /"))
    });
    (numbers >= 3 && plain && rest.len() <= 30).then_some(side)
}

/// "Rovers 3, Albion 1: ...", "Rovers 3 Albion 1", "Rovers 3-1 Albion".
fn result(page: &Page<'_>, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let first = side(page, line.start, line.end)?;
    let mut at = first.end;
    if !is_number(page, at) {
        return None;
    }
    let dash = page.is_in(at + 1, words!("- –")) && is_number(page, at + 2);
    let whole_score = is_score(page, at) || dash;
    at += if dash { 3 } else { 1 };
    at += usize::from(page.is(at, ",") && !whole_score);
    let second = side(page, at, line.end)?;
    let end = second.end;
    let behind = end + usize::from(!whole_score);
    let scored = whole_score || is_number(page, end);
    let ends = behind >= line.end || page.is_in(behind, words!(": ( . , ; - –"));
    (scored && ends).then_some((first, second))
}

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
    fn results_name_two_sides() {
        let sides = [("Zorvik", ORG), ("Quelm", ORG)];
        check("Zorvik 3, Quelm 1: It rained.", &sides);
        check("Zorvik 3-1 Quelm", &sides);
        check("Zorvik 3 Quelm 1", &sides);
        check("Denmark 3 Norway 1", &[("Denmark", PLACE), ("Norway", PLACE)]);
        check("May 3, June 1: It rained.", &[]);
        check("Round 3, Group 1: It rained.", &[]);
    }

    #[test]
    fn tables_name_a_side_in_each_row() {
        check(
            "Zorvik 26 18 5\nQuelm 26 13 7\nHarlem Zebras 26 12 7",
            &[("Zorvik", ORG), ("Quelm", ORG), ("Harlem Zebras", ORG)],
        );
        check("Zorvik 26 18 5\nQuelm 26 13 7", &[]);
        check("Maria Berg 70 68 71\nAnna Berg 70 68 71\nPaul Berg 70 68 71", &[]);
    }

    #[test]
    fn towns_that_play_are_their_teams() {
        let text = "Then Boston edged Chicago by five after a 2-0 win over Denver in Boston.";
        let text = text.replace("by five", "4-3");
        let page = Page::new(&text);
        let towns = words!("boston chicago denver");
        let places = (0..page.tokens.len()).filter(|at| page.is_in(*at, towns));
        let mut names: Vec<Found> = places.map(|at| of_kind(at..at + 1, PLACE, 0.9)).collect();
        beaten(&page, &mut names);
        assert_eq!(names.iter().map(|n| n.kind).collect::<Vec<_>>(), [ORG, ORG, ORG, PLACE]);
    }

    #[test]
    fn sides_are_known_in_sentences_too() {
        check(
            "Zorvik 3, Quelm 1: Fans cheered as the Quelm fell.",
            &[("Zorvik", ORG), ("Quelm", ORG), ("Quelm", ORG)],
        );
    }
}
