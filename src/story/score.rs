//! Scores the grouping on the labelled sets of the shared folder and on our own: B-cubed F1 (Bagga and Baldwin, 1998).

use std::collections::HashMap;

use serde::Deserialize;

use super::{Grouper, Signature};
use crate::news::Moment;

#[derive(Clone, Deserialize)]
struct Line {
    title: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    published: Option<String>,
    story: String,
}

fn group(lines: &[Line]) -> Vec<u32> {
    let mut grouper = Grouper::new();
    for line in lines {
        let published = line.published.as_deref().and_then(Moment::parse);
        let text = line.text.as_deref().unwrap_or_default();
        grouper.add(Signature::new(&line.title, text, published));
    }
    (0..lines.len() as u32).map(|article| grouper.story(article).0).collect()
}

/// Precision, recall and F1, in hundredths.
fn b_cubed(lines: &[Line], found: &[u32]) -> (f64, f64, f64) {
    let mut gold: HashMap<&str, f64> = HashMap::new();
    let mut predicted: HashMap<u32, f64> = HashMap::new();
    let mut both: HashMap<(&str, u32), f64> = HashMap::new();
    for (line, story) in lines.iter().zip(found) {
        *gold.entry(&line.story).or_default() += 1.0;
        *predicted.entry(*story).or_default() += 1.0;
        *both.entry((&line.story, *story)).or_default() += 1.0;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (line, story) in lines.iter().zip(found) {
        let shared = both[&(line.story.as_str(), *story)];
        precision += shared / predicted[story];
        recall += shared / gold[line.story.as_str()];
    }
    let count = lines.len() as f64 / 100.0;
    let (precision, recall) = (precision / count, recall / count);
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

fn lines(text: &str) -> Vec<Line> {
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

fn check(name: &str, lines: &[Line], least: f64) {
    let (precision, recall, f1) = b_cubed(lines, &group(lines));
    println!("{name:<14} B3 F1 {f1:.1}  precision {precision:.1}  recall {recall:.1}");
    assert!(f1 >= least, "{name}: {f1:.1} is below {least}");
}

/// Our own reports, full of look-alikes: `data/labelled/README.md` says what they scored when they were new.
#[test]
fn our_own_reports_are_told_apart() {
    let own = lines(include_str!("../../data/labelled/own-events.jsonl"));
    check("own-events", &own, 96.0);
    check("their headlines", &headlines(&own), 82.0);
    let week = lines(include_str!("../../data/labelled/own-week.jsonl"));
    check("own-week", &week, 95.0);
    check("their headlines", &headlines(&week), 85.0);
    for (name, seed) in [("shuffled", 3), ("shuffled", 4), ("shuffled", 5)] {
        check(name, &shuffled(&week, seed), 91.0);
    }
    let half = |odd: usize| -> Vec<Line> { week.iter().skip(odd).step_by(2).cloned().collect() };
    check("every other one", &half(0), 92.0);
    check("and the others", &half(1), 90.0);
    let undated: Vec<Line> =
        week.iter().map(|line| Line { published: None, ..line.clone() }).collect();
    check("without days", &undated, 88.0);
}

fn headlines(lines: &[Line]) -> Vec<Line> {
    lines.iter().map(|line| Line { text: None, ..line.clone() }).collect()
}

/// The same lines in another order, the same one each time.
fn shuffled(lines: &[Line], seed: u64) -> Vec<Line> {
    let mut all: Vec<(u64, &Line)> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let mixed = (at as u64 ^ (seed << 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9), line)
        })
        .collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, line)| line.clone()).collect()
}

#[test]
fn stories_are_found_as_readers_found_them() {
    let shared = std::env::var("DATELINE_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let mut scored = 0;
    for (name, least) in
        [("dev", 95.0), ("dev-written", 97.0), ("dev-text", 98.0), ("dev-languages", 93.0)]
    {
        let path = format!("{shared}/stories/{name}.jsonl");
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: {path} is not there");
            continue;
        };
        check(name, &lines(&text), least);
        scored += 1;
    }
    println!("{scored} of 4 sets scored");
}
