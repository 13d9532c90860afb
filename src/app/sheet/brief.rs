//! The briefing as a table: one group a story, its sentences, what is agreed, where the reports contradict each other.

use jiff::Zoned;

use super::{Cell, Group, Row, Sheet, Told, Tone};
use crate::app::message::{Briefed, BriefedContradiction, BriefedStory};
use crate::app::words;

/// What stands below a headline that no sentence adds anything to.
const HEADLINE_ALONE: &str = "(no sentence says more)";

/// The table of a briefing.
pub fn sheet(briefed: &Briefed, now: &Zoned) -> Sheet {
    let mut groups = Vec::new();
    let mut rows = Vec::new();
    for story in &briefed.stories {
        rows.extend(story_rows(story, groups.len()));
        groups.push(head(story, briefed.before.before().is_some(), now));
    }
    let stories = match briefed.stories.len() {
        1 => "1 story".to_owned(),
        count => format!("{count} stories"),
    };
    let mut sums = vec![(Tone::Plain, stories)];
    let new: usize = briefed.stories.iter().map(|story| story.new).sum();
    sums.extend(briefed.before.before().map(|at| {
        (Tone::Plain, format!("{new} new since the last briefing, {}", words::ago(at, now)))
    }));
    sums.push((Tone::Plain, format!("{} min", briefed.minutes)));
    Sheet {
        title: "Briefing".to_owned(),
        sums,
        columns: vec![(String::new(), String::new())],
        groups,
        rows,
        ..Sheet::default()
    }
}

fn head(story: &BriefedStory, is_later: bool, now: &Zoned) -> Group {
    let outlets = match story.outlets.as_slice() {
        [one] => one.to_string(),
        several => words::count(several.len(), "outlet"),
    };
    let new = (is_later && story.new > 0).then(|| format!("{} new", story.new));
    let unread = (story.unread > 0).then(|| format!("{} unread", story.unread));
    let age = story.last.map(|at| words::age(at, now));
    let note: Vec<String> = [Some(outlets), new, unread, age]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    Group {
        name: story.title.to_string(),
        note: note.join(" · "),
        tone: Tone::Plain,
        story: story.articles.clone(),
    }
}

/// In what they contradict each other, and the words of each.
fn contradiction(title: &str, told: &[Told]) -> String {
    let mut said: Vec<(&str, &str)> = Vec::new();
    for told in told {
        let words = told.marked.first().and_then(|marked| told.sentence.get(marked.clone()));
        if said.iter().all(|(who, _)| *who != told.who) {
            said.extend(words.map(|words| (told.who.as_str(), words)));
        }
    }
    let said: Vec<String> = said.iter().map(|(who, words)| format!("“{words}” ({who})")).collect();
    if said.len() < 2 { title.to_owned() } else { format!("{title}: {}", said.join(" against ")) }
}

fn story_rows(story: &BriefedStory, group: usize) -> Vec<Row> {
    let lead = story.articles.first().copied();
    let row = |tone, text: String, place, told: Vec<Told>, why| Row {
        group,
        tone,
        label: String::new(),
        cells: vec![Some(Cell { text, marked: Vec::new(), place })],
        told,
        why,
        ..Row::default()
    };
    let mut rows = Vec::new();
    for BriefedContradiction { title, why, told } in &story.contradictions {
        let place = told.first().map(|(place, _)| *place);
        let told: Vec<Told> = told.iter().map(|(_, told)| told.clone()).collect();
        rows.push(row(Tone::Contradict, contradiction(title, &told), place, told, why.clone()));
    }
    for (id, span, text) in &story.sentences {
        rows.push(row(Tone::Plain, text.to_string(), Some((*id, *span)), vec![], String::new()));
    }
    if !story.agreed.is_empty() {
        let place = lead.map(|id| (id, crate::news::Span::new(0, 0)));
        let text = format!("agreed: {}", story.agreed.join("; "));
        rows.push(row(Tone::Agree, text, place, vec![], String::new()));
    }
    if rows.is_empty() {
        // A story without a sentence that carries it still stands here, and can be opened.
        let place = lead.map(|id| (id, crate::news::Span::new(0, 0)));
        rows.push(row(Tone::Plain, HEADLINE_ALONE.to_owned(), place, vec![], String::new()));
    }
    rows
}
