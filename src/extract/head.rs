//! How far the head of a plain text reaches, and what it leaves to the body.
//!
//! What stands above the first running text is the head. A text that is short throughout has a title, and below it
//! only groups of lines that are details of a head each and every one.

use std::ops::Range;

use super::draft::Draft;
use super::lines::{Group, GroupKind};
use super::masthead::{self, Below};
use super::{byline, debris, when};
use crate::text::Prose;

/// Running text: a line so long, or half as long and ended like a sentence.
const RUNNING_BYTES: usize = 200;
/// No head has more groups of lines, and no more lines.
const HEAD_GROUPS: usize = 10;
const HEAD_LINES: usize = 40;
/// So many lines without a single detail among them are text: a stanza, an address.
const STANZA_LINES: usize = 3;

/// A line of the head as it reads, and the lines of its group that it is made of.
struct Row {
    words: String,
    group: usize,
    source: Range<usize>,
}

/// Reads the head of a text into a draft and hands back what is left of it, with all that follows.
pub(super) fn take<'a>(groups: &[Group<'a>], draft: &mut Draft) -> Vec<Group<'a>> {
    if let Some(first) = groups.first().filter(|first| masthead::is_letter(&first.lines)) {
        let subject = |line: &&str| {
            line.split_once(':')
                .filter(|(key, _)| key.eq_ignore_ascii_case("subject"))
                .map(|(_, words)| words.trim().to_owned())
        };
        draft.title = first
            .lines
            .iter()
            .find_map(subject)
            .map(|words| Prose::line(&words))
            .unwrap_or_default();
        draft.published =
            first.lines.iter().find_map(|line| when::stated(line)).map(|said| said.at);
        return groups.to_vec();
    }
    let above = groups.iter().take(HEAD_GROUPS);
    let reach = above.enumerate().take_while(|(at, group)| is_head(*at, group)).count();
    let below = Below { is_short: reach == groups.len(), has_dates: has_dates(groups) };
    let reach = if below.is_short { reach_of_short(groups, below) } else { reach };
    let rows = rows(groups, reach);
    let lines: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    let mut head = Draft::default();
    let left = masthead::read(&lines, below, &mut head);
    if below.is_short && head.title.is_empty() {
        return groups.to_vec();
    }
    *draft = head;
    let kept = groups
        .iter()
        .take(reach)
        .enumerate()
        .flat_map(|(at, group)| what_is_left(at, group, &rows, &left));
    kept.chain(groups.iter().skip(reach).cloned()).collect()
}

/// What the head leaves of a group: all of it as it stood, or its lines one by one.
fn what_is_left<'a>(at: usize, group: &Group<'a>, rows: &[Row], left: &[usize]) -> Vec<Group<'a>> {
    let own = || rows.iter().enumerate().filter(|(_, row)| row.group == at);
    if own().all(|(row, _)| left.contains(&row)) {
        return vec![group.clone()];
    }
    let lines = |source: Range<usize>| group.lines.get(source).unwrap_or_default().to_vec();
    let part = |lines| Group { kind: GroupKind::Text, lines };
    let seen = own().map(|(_, row)| row.source.end).max().unwrap_or(0);
    let rest = Some(lines(seen..group.lines.len())).filter(|rest| !rest.is_empty());
    own()
        .filter(|(row, _)| left.contains(row))
        .map(|(_, row)| part(lines(row.source.clone())))
        .chain(rest.map(part))
        .collect()
}

/// How many groups belong to the head of a text that is short throughout.
fn reach_of_short(groups: &[Group<'_>], below: Below) -> usize {
    let rows = rows(groups, HEAD_GROUPS.min(groups.len()));
    let lines: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    let Some(title) = rows.get(masthead::above_title(&lines, below)) else {
        return groups.len().min(1);
    };
    let mut reach = title.group + 1;
    loop {
        let start = rows.partition_point(|row| row.group < reach);
        let end = rows.partition_point(|row| row.group <= reach);
        if start == end || !masthead::are_details(&lines, start..end, below) {
            return reach;
        }
        reach += 1;
    }
}

/// The lines of the first groups, those that were broken at a width joined.
fn rows(groups: &[Group<'_>], reach: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, group) in groups.iter().take(reach).enumerate() {
        if is_one_line(group) {
            rows.push(Row { words: group.words(), group: at, source: 0..group.lines.len() });
            continue;
        }
        let lines = group.lines.iter().enumerate().take(HEAD_LINES.saturating_sub(rows.len()));
        rows.extend(lines.map(|(line, words)| Row {
            words: (*words).to_owned(),
            group: at,
            source: line..line + 1,
        }));
    }
    rows
}

/// Whether the lines of a group are one that was broken at a width: none of them says something of its own.
pub(super) fn is_one_line(group: &Group<'_>) -> bool {
    group.lines.len() == 1
        || group.is_wrapped()
            && !group.lines.iter().any(|line| !line.ends_with('.') && is_detail(line))
}

fn is_detail(line: &str) -> bool {
    byline::read(line).is_some() || when::stated(line).is_some() || debris::is_button(line)
}

fn is_head(at: usize, group: &Group<'_>) -> bool {
    let is_stanza = at > 0
        && group.lines.len() >= STANZA_LINES
        && !is_one_line(group)
        && !group.lines.iter().any(|line| is_detail(line) || debris::is_section(line));
    group.kind == GroupKind::Text && !is_running(group) && !is_stanza
}

/// Whether a group is running text and no part of a head.
fn is_running(group: &Group<'_>) -> bool {
    let running = |words: &str| {
        let sentence = words.ends_with(['.', '!', '”', '"', '’']);
        words.len() > RUNNING_BYTES || (sentence && words.len() * 2 > RUNNING_BYTES)
    };
    if is_one_line(group) {
        running(&group.words())
    } else {
        group.lines.iter().any(|line| running(line))
    }
}

/// Whether different dates stand alone in a text.
fn has_dates(groups: &[Group<'_>]) -> bool {
    let alone = groups.iter().filter_map(|group| match group.lines.as_slice() {
        [line] if group.kind == GroupKind::Text => when::stated(line),
        _ => None,
    });
    let mut bare = alone.filter(|stated| stated.is_bare).map(|stated| stated.at);
    let first = bare.next();
    bare.any(|other| Some(other) != first)
}
