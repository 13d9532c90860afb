//! What was wrong in one labelled text, in words.

use super::{Document, Label, Speaker, is_right};
use crate::news::{Fact, Facts, Span};

/// A line for each mistake: what was missed, what no label has, what has a wrong value, speaker or claim.
pub fn errors(document: &Document, facts: &Facts) -> Vec<String> {
    let cut = |span: Span| document.text.get(span.range()).unwrap_or_default();
    let judged = |fact: &&Fact| document.kinds.contains(&fact.kind);
    let mut lines = Vec::new();
    for label in &document.labels {
        let is_it = |fact: &&Fact| fact.kind == label.kind && fact.span == label.span;
        let line = match facts.facts.iter().find(is_it) {
            None => Some("missed".to_owned()),
            Some(fact) => wrong(label, fact),
        };
        lines.extend(line.map(|line| {
            format!("{} {} {:?}: {line}", document.id, label.kind.name(), cut(label.span))
        }));
    }
    for fact in facts.facts.iter().filter(judged) {
        if !document.labels.iter().any(|l| l.kind == fact.kind && l.span == fact.span) {
            let name = fact.kind.name();
            lines.push(format!("{} {name} {:?}: no label", document.id, cut(fact.span)));
        }
    }
    lines
}

fn wrong(label: &Label, fact: &Fact) -> Option<String> {
    if is_right(label, fact) == Some(false) {
        return Some(match &label.speaker {
            Speaker::Named(name) => {
                format!("said by {name}, found {}", fact.speaker.as_deref().unwrap_or("nobody"))
            }
            _ => format!("is {:?}, found {:?}", label.value, fact.value),
        });
    }
    let claim = |claim: &Option<crate::news::Claim>| claim.map_or("none", crate::news::Claim::name);
    let claims: Vec<&str> = label.claims.iter().map(claim).collect();
    let is_wrong = !claims.is_empty() && !label.claims.contains(&fact.claim);
    is_wrong.then(|| format!("claim {}, found {}", claims.join(" or "), claim(&fact.claim)))
}
