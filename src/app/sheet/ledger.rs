//! Two more tables of a story: who said what, and its reports by day.

use std::collections::HashSet;

use jiff::Zoned;

use super::compare::{columns, sentence, told, who};
use super::{Cell, Group, Row, Sheet, Tone};
use crate::app::message::Sides;
use crate::app::side::beside;
use crate::app::words;
use crate::news::{Article, Facts, Span};
use crate::text::Prose;

/// New things that are named of one report.
const NEW: usize = 6;

/// Every quotation of a story, by speaker.
pub fn quotes(sides: &Sides) -> Sheet {
    let mut rows = Vec::new();
    for quoted in &sides.comparison.quotes {
        let mut cells: Vec<Option<Cell>> = vec![None; sides.accounts.len()];
        let mut sentences = Vec::new();
        for place in &quoted.versions {
            let Some((article, _)) = sides.accounts.get(place.article) else { continue };
            let text = format!("“{}”", Prose::line(article.body.slice(place.span)));
            let place_of = article.id.map(|id| (id, place.span));
            if let Some(cell @ None) = cells.get_mut(place.article) {
                *cell = Some(Cell { text, marked: Vec::new(), place: place_of });
            }
            sentences.push(sentence(article, place));
        }
        let label = quoted.speaker.clone().unwrap_or_else(|| "not named".to_owned());
        rows.push(Row { label, cells, told: sentences, ..Row::default() });
    }
    let name = "WHO SAID WHAT".to_owned();
    let said = words::count(rows.len(), "quotation");
    Sheet {
        title: sides.title.to_string(),
        sums: vec![(Tone::Plain, said)],
        columns: columns(sides),
        groups: vec![Group { name, ..Group::default() }],
        rows,
        empty: "Nobody is quoted in these reports.",
    }
}

/// The reports of a story in the order they came, with what was new in each.
pub fn timeline(sides: &Sides, now: &Zoned) -> Sheet {
    let mut accounts: Vec<&(Article, Facts)> = sides.accounts.iter().collect();
    accounts.sort_by_key(|(article, _)| (article.published.is_none(), article.published));
    let mut groups: Vec<Group> = Vec::new();
    let mut rows = Vec::new();
    let mut known = HashSet::new();
    for (article, facts) in accounts {
        let date = article.published.map(|at| words::full_date(at, now));
        let date = date.unwrap_or_else(|| "no date".to_owned());
        let (day, time) = date.split_once(", ").unwrap_or((&date, ""));
        if groups.last().is_none_or(|group| group.name != day) {
            groups.push(Group { name: day.to_owned(), ..Group::default() });
        }
        let place = article.id.map(|id| (id, Span::new(0, 0)));
        let text = format!("{}  {}", who(article), article.title);
        let new = new_in(article, facts, &mut known);
        rows.push(Row {
            group: groups.len() - 1,
            label: time.to_owned(),
            cells: vec![Some(Cell { text, marked: Vec::new(), place })],
            told: facts.brief.first().map(|span| told(article, *span, None)).into_iter().collect(),
            why: if new.is_empty() {
                String::new()
            } else {
                format!("new here: {}", new.join(", "))
            },
            ..Row::default()
        });
    }
    let reports = words::count(rows.len(), "report");
    Sheet {
        title: sides.title.to_string(),
        sums: vec![(Tone::Plain, reports)],
        columns: vec![(String::new(), String::new())],
        groups,
        rows,
        ..Sheet::default()
    }
}

/// What no report before has named, the most telling first.
fn new_in(article: &Article, facts: &Facts, known: &mut HashSet<String>) -> Vec<String> {
    let mut found: Vec<(f32, String)> = Vec::new();
    for fact in &facts.facts {
        let entity = fact.entity.and_then(|id| facts.entities.get(id as usize));
        let name = match (entity, &fact.value) {
            (Some(entity), _) => entity.name.clone(),
            (None, Some(value)) => beside(article.body.text(), fact, value).0,
            _ => continue,
        };
        if known.insert(name.to_lowercase()) {
            found.push((fact.weight, name));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(NEW).map(|(_, name)| name).collect()
}
