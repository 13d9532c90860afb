//! The comparison of a story as a table: contradictions first, then what differs, what is agreed, what one alone says.

use std::ops::Range;

use jiff::Zoned;

use super::{Cell, Group, Row, Sheet, Told, Tone, order};
use crate::app::message::Sides;
use crate::app::side::beside;
use crate::app::words;
use crate::news::{Article, FactKind, Facts, Span};
use crate::story::compare::{Place, Status, Topic};
use crate::text::{Prose, diff};

/// Words of a quotation before the first that differs, where it is too long to be shown whole (bytes).
const LEAD_IN: usize = 60;
/// A longer quotation begins where it differs.
const WHOLE: usize = 150;
/// Sentences of one report that are told of one thing.
const SENTENCES: usize = 2;

const GROUPS: [(Status, Tone, &str); 4] = [
    (Status::Contradict, Tone::Contradict, "CONTRADICTS"),
    (Status::Differ, Tone::Differ, "DIFFERS"),
    (Status::Agree, Tone::Agree, "AGREE"),
    (Status::Only, Tone::Only, "ONLY IN ONE"),
];

/// The table of a comparison.
pub fn sheet(sides: &Sides, now: &Zoned) -> Sheet {
    let mut groups = Vec::new();
    let mut rows = Vec::new();
    for (status, tone, name) in GROUPS {
        let topics = sides.comparison.topics.iter().enumerate();
        let topics: Vec<(usize, &Topic)> =
            topics.filter(|(_, topic)| topic.status == status).collect();
        if topics.is_empty() {
            continue;
        }
        let group = groups.len();
        groups.push(Group { name: name.to_owned(), tone, ..Group::default() });
        let (plain, telling): (Vec<_>, Vec<_>) =
            topics.into_iter().partition(|(_, topic)| topic.kind.is_name() && !topic.is_telling());
        rows.extend(
            telling.into_iter().map(|(at, topic)| Row { group, ..row(sides, at, topic, tone) }),
        );
        rows.extend(also_named(sides, &plain).map(|row| Row { group, tone, ..row }));
    }
    let title = sides.title.to_string();
    let empty = "No facts were found in these reports that can be laid side by side.";
    let sums = sums(sides, now);
    let mut sheet = Sheet { title, sums, columns: columns(sides), groups, rows, empty };
    order::silent_last(&mut sheet);
    sheet
}

/// The outlets, each with its reading time; one that prints the text of another says whose.
pub(super) fn columns(sides: &Sides) -> Vec<(String, String)> {
    let column = |(at, (article, _)): (usize, &(Article, Facts))| {
        let note = original(sides, at).map_or_else(
            || format!("{} min", article.minutes()),
            |original| format!("copy of {original}"),
        );
        (who(article), note)
    };
    sides.accounts.iter().enumerate().map(column).collect()
}

/// The outlet whose text an article has.
fn original(sides: &Sides, at: usize) -> Option<String> {
    let first = *sides.comparison.witnesses.get(at)?;
    let name = who(&sides.accounts.get(first)?.0);
    (first != at && name != who(&sides.accounts.get(at)?.0)).then_some(name)
}

/// Who reports, else what it is called.
pub(super) fn who(article: &Article) -> String {
    article.source().unwrap_or_else(|| article.title.to_string())
}

fn sums(sides: &Sides, now: &Zoned) -> Vec<(Tone, String)> {
    let count = |status: Status| {
        let topics = sides.comparison.topics.iter().enumerate();
        topics.filter(|(at, topic)| topic.status == status && !is_refused(sides, *at)).count()
    };
    let shown = sides.accounts.len();
    let reports = match sides.of {
        of if of > shown => format!("{shown} of {}", words::count(of, "report")),
        _ => words::count(shown, "report"),
    };
    let mut sums = vec![(Tone::Plain, reports)];
    let days = sides.accounts.iter().filter_map(|(article, _)| article.published);
    let day = |at| words::full_date(at, now).split(',').next().unwrap_or_default().to_owned();
    let (first, last) = (days.clone().min().map(day), days.max().map(day));
    sums.extend(match (first, last) {
        (Some(first), Some(last)) if first != last => {
            Some((Tone::Plain, format!("{first} to {last}")))
        }
        (first, _) => first.map(|first| (Tone::Plain, first)),
    });
    let told = [
        (Tone::Contradict, count(Status::Contradict), "contradicts"),
        (Tone::Differ, count(Status::Differ), "differs"),
        (Tone::Agree, count(Status::Agree), "agree"),
        (Tone::Only, count(Status::Only), "only in one"),
    ];
    let told = told.into_iter().filter(|(_, count, _)| *count > 0);
    sums.extend(told.map(|(tone, count, word)| (tone, format!("{count} {word}"))));
    sums
}

/// One row for the names that go without saying.
fn also_named(sides: &Sides, topics: &[(usize, &Topic)]) -> Option<Row> {
    let mut cells: Vec<Option<Cell>> = vec![None; sides.accounts.len()];
    for (_, topic) in topics {
        for place in &topic.claims {
            let Some((article, facts)) = sides.accounts.get(place.article) else { continue };
            let Some(cell) = cells.get_mut(place.article) else { continue };
            let one = cell_of(article, facts, place, topic);
            match cell {
                Some(cell) => cell.text = format!("{}, {}", cell.text, one.text),
                None => *cell = Some(one),
            }
        }
    }
    let label = "also named".to_owned();
    (!topics.is_empty()).then(|| Row { label, cells, ..Row::default() })
}

/// Whether the reader has said that a topic is not one thing.
fn is_refused(sides: &Sides, topic: usize) -> bool {
    sides.refusals.get(topic).is_some_and(|refusal| refusal.on)
}

fn row(sides: &Sides, at: usize, topic: &Topic, tone: Tone) -> Row {
    let mut cells: Vec<Option<Cell>> = vec![None; sides.accounts.len()];
    let mut told: Vec<Told> = Vec::new();
    for place in &topic.claims {
        let Some((article, facts)) = sides.accounts.get(place.article) else { continue };
        if let Some(cell @ None) = cells.get_mut(place.article) {
            *cell = Some(cell_of(article, facts, place, topic));
        }
        let of_article = told.iter().filter(|told| told.column == place.article).count();
        let sentence = sentence(article, place);
        if of_article < SENTENCES && told.iter().all(|other| other.sentence != sentence.sentence) {
            told.push(sentence);
        }
    }
    if topic.kind == FactKind::Quote {
        mark_differences(&mut cells);
    }
    let can_be_refused = sides.refusals.get(at).is_some_and(|refusal| refusal.key.is_some());
    let row = Row {
        tone,
        label: label(topic),
        cells,
        told,
        why: topic.why.clone(),
        topic: can_be_refused.then_some(at),
        ..Row::default()
    };
    if is_refused(sides, at) { refused(row) } else { row }
}

/// A row that is not one thing: it says so, and nothing is marked in it.
fn refused(row: Row) -> Row {
    let mut row = Row {
        tone: Tone::Plain,
        refused: true,
        label: format!("{} (not the same)", row.label).trim_start().to_owned(),
        why: format!("You have said that this is not the same thing. {}", row.why),
        ..row
    };
    for cell in row.cells.iter_mut().flatten() {
        cell.marked.clear();
    }
    row
}

/// What a row is about. Names and values that all agree on are told apart by what they are.
fn label(topic: &Topic) -> String {
    let is_plain = matches!(topic.status, Status::Agree | Status::Only);
    if !is_plain || topic.title.is_empty() {
        return topic.title.clone();
    }
    let kind = kind(topic.kind);
    if topic.kind.is_name() {
        let role = topic.title.split_once(", ").map(|(_, role)| role.to_owned());
        return role.unwrap_or_else(|| kind.to_owned());
    }
    match (topic.kind, topic.status) {
        // "trade with China" tells more than "amount"; one that is not named is called "amount" anyway.
        (FactKind::Quote | FactKind::Money | FactKind::Percent, _)
        | (FactKind::Quantity, Status::Agree) => topic.title.clone(),
        _ => kind.to_owned(),
    }
}

/// A kind of fact in a word.
fn kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Person => "person",
        FactKind::Org => "organisation",
        FactKind::Place => "place",
        FactKind::Event => "event",
        FactKind::Date => "day",
        FactKind::Time => "time",
        FactKind::Money => "amount",
        FactKind::Percent => "share",
        FactKind::Quantity => "number",
        FactKind::Quote => "statement",
    }
}

fn cell_of(article: &Article, facts: &Facts, place: &Place, topic: &Topic) -> Cell {
    let said = Prose::line(article.body.slice(place.span)).to_string();
    let fact = facts.facts.get(place.fact);
    let entity = fact.and_then(|fact| facts.entities.get(fact.entity? as usize));
    let value = fact.and_then(|fact| Some((fact, fact.value.as_ref()?)));
    let text = match (topic.kind, entity, value) {
        (FactKind::Quote, ..) => format!("“{said}”"),
        (_, Some(entity), _) => entity.name.clone(),
        (_, _, Some((fact, value))) => {
            let (label, note) = beside(article.body.text(), fact, value);
            [label, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
        }
        _ => said,
    };
    let place = article.id.map(|id| (id, place.span));
    Cell { text, marked: Vec::new(), place }
}

/// The sentence of a place, with the words marked.
pub(super) fn sentence(article: &Article, place: &Place) -> Told {
    let mut told = told(article, place.sentence, Some(place.span));
    told.column = place.article;
    told
}

/// A stretch of an article, with some of its words marked.
pub(super) fn told(article: &Article, stretch: Span, said: Option<Span>) -> Told {
    let sentence = Prose::line(article.body.slice(stretch)).to_string();
    let marked = said.and_then(|said| {
        let words = Prose::line(article.body.slice(said)).to_string();
        let about = said.start.saturating_sub(stretch.start) as usize;
        // Cleaning may have moved it by a little: the nearest of those that read so is meant.
        let found = sentence.match_indices(words.as_str()).min_by_key(|(at, _)| at.abs_diff(about));
        found.map(|(at, words)| at..at + words.len())
    });
    Told { who: who(article), sentence, marked: marked.into_iter().collect(), column: 0 }
}

/// Marks in each wording what the first other one has not, and begins long ones where they differ.
fn mark_differences(cells: &mut [Option<Cell>]) {
    let texts: Vec<Option<String>> =
        cells.iter().map(|cell| cell.as_ref().map(|cell| cell.text.clone())).collect();
    for (at, cell) in cells.iter_mut().enumerate() {
        let Some(cell) = cell else { continue };
        let mut others = texts.iter().enumerate().filter(|(other, _)| *other != at);
        let Some(other) = others.find_map(|(_, text)| text.as_ref()) else { continue };
        let passages = diff::words(other, &cell.text);
        // Capitals and full stops are no other words.
        let letters = |text: &str, range: &Range<usize>| -> String {
            let part = text.get(range.clone()).unwrap_or_default();
            part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let is_other = |old: &Range<usize>, new: &Range<usize>| {
            letters(other, old) != letters(&cell.text, new)
        };
        let new = passages.iter().filter(|passage| {
            !passage.same && !passage.new.is_empty() && is_other(&passage.old, &passage.new)
        });
        cell.marked = new.map(|passage| trimmed(&cell.text, passage.new.clone())).collect();
        let first = passages.iter().find(|passage| !passage.same).map(|passage| passage.new.start);
        if let Some(first) = first.filter(|_| cell.text.len() > WHOLE) {
            begin_at(cell, first.saturating_sub(LEAD_IN));
        }
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range };
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Leaves out what stands before a byte, up to the next word.
fn begin_at(cell: &mut Cell, at: usize) {
    let Some(space) = cell.text.bytes().skip(at).position(|byte| byte == b' ') else { return };
    let from = at + space + 1;
    if at == 0 {
        return;
    }
    let lead = "“… ";
    let Some(rest) = cell.text.get(from..) else { return };
    cell.text = format!("{lead}{rest}");
    let moved = |at: usize| (at + lead.len()).saturating_sub(from).max(lead.len());
    cell.marked = cell.marked.iter().map(|marked| moved(marked.start)..moved(marked.end)).collect();
}
