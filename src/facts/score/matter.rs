//! Scores what comes first, what is told in brief and how it is claimed, against texts labelled for that.
//!
//! In such a text some facts are labelled `key`: what an editor would put first among those of its kind. `carrying` has
//! the sentences an editor would keep, and `claim` of a fact says how it is told; where several readings hold, all of
//! them.

use std::fmt;

use serde_json::Value as Json;

use super::{Document, Label};
use crate::news::{Claim, FactKind, Facts, Span};

/// Rows of the panel that are looked at without scrolling.
const FIRST_ROWS: usize = 3;

/// How often something was right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// In percent; 100 where nothing was judged.
    pub fn percent(self) -> f64 {
        if self.of == 0 { 100.0 } else { 100.0 * self.right as f64 / self.of as f64 }
    }
}

/// What was right over some texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Matter {
    /// Kinds whose first row is one that an editor would put first.
    pub first: Share,
    /// Facts an editor would put first that are among the first three rows of their kind.
    pub among_three: Share,
    /// Sentences in brief that carry the article.
    pub picked: Share,
    /// Sentences that carry the article that are told in brief.
    pub carrying: Share,
    /// Claims of facts that were found.
    pub claims: Share,
}

impl Matter {
    /// Scores all documents with what `find` finds in each.
    pub fn of(documents: &[Document], find: &dyn Fn(&Document) -> Facts) -> Self {
        let mut sum = Self::default();
        for document in documents.iter().filter(|d| !d.carrying.is_empty()) {
            sum.add(document, &find(document));
        }
        sum
    }

    /// Whether anything was labelled for it.
    pub fn is_known(&self) -> bool {
        self.picked.of + self.carrying.of > 0
    }

    /// F1 of the sentences in brief, in percent.
    pub fn brief(&self) -> f64 {
        let (p, r) = (self.picked.percent(), self.carrying.percent());
        2.0 * p * r / (p + r).max(f64::MIN_POSITIVE)
    }

    fn add(&mut self, document: &Document, facts: &Facts) {
        for kind in FactKind::ALL {
            let key = |label: &&Label| label.kind == kind && label.key;
            let keys: Vec<Span> = document.labels.iter().filter(key).map(|l| l.span).collect();
            if keys.is_empty() {
                continue;
            }
            let rows = rows(facts, kind);
            let holds = |row: &[Span], key: Span| row.iter().any(|span| span.overlaps(key));
            self.first.count(rows.first().is_some_and(|row| keys.iter().any(|k| holds(row, *k))));
            for key in keys {
                self.among_three.count(rows.iter().take(FIRST_ROWS).any(|row| holds(row, key)));
            }
        }
        for span in &facts.brief {
            self.picked.count(document.carrying.iter().any(|own| are_same(*own, *span)));
        }
        for span in &document.carrying {
            self.carrying.count(facts.brief.iter().any(|own| are_same(*own, *span)));
        }
        for label in document.labels.iter().filter(|label| !label.claims.is_empty()) {
            let found = facts.facts.iter().find(|f| f.kind == label.kind && f.span == label.span);
            if let Some(fact) = found {
                self.claims.count(label.claims.contains(&fact.claim));
            }
        }
    }
}

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "first rows of their kind that an editor would choose: {}", self.first)?;
        writeln!(f, "what an editor would choose, among the first three: {}", self.among_three)?;
        writeln!(
            f,
            "in brief: precision {}, recall {}, F1 {:.1}",
            self.picked,
            self.carrying,
            self.brief()
        )?;
        writeln!(f, "claims: {}", self.claims)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} ({} of {})", self.percent(), self.right, self.of)
    }
}

/// A line for each first row that an editor would not choose, and each sentence that is told in brief, or not, against the
/// labels.
pub fn misplaced(document: &Document, facts: &Facts) -> Vec<String> {
    let cut = |span: Span| document.text.get(span.range()).unwrap_or_default();
    let mut lines = Vec::new();
    for kind in FactKind::ALL {
        let key = |label: &&Label| label.kind == kind && label.key;
        let keys: Vec<Span> = document.labels.iter().filter(key).map(|l| l.span).collect();
        let rows = rows(facts, kind);
        let Some(first) = rows.first().filter(|_| !keys.is_empty()) else { continue };
        if !first.iter().any(|span| keys.iter().any(|key| span.overlaps(*key))) {
            let wanted: Vec<&str> = keys.iter().map(|key| cut(*key)).collect();
            let found = first.first().map_or("", |span| cut(*span));
            lines.push(format!("{} first {}: {found:?} for {wanted:?}", document.id, kind.name()));
        }
    }
    let carrying = &document.carrying;
    let left_out = carrying.iter().filter(|own| !facts.brief.iter().any(|b| are_same(**own, *b)));
    let needless = facts.brief.iter().filter(|b| !carrying.iter().any(|own| are_same(*own, **b)));
    lines.extend(left_out.map(|span| format!("{} not in brief: {:?}", document.id, cut(*span))));
    let needless = needless.filter(|_| !carrying.is_empty());
    lines.extend(needless.map(|span| format!("{} in brief: {:?}", document.id, cut(*span))));
    lines
}

/// The rows a panel has for a kind, each with its places.
fn rows(facts: &Facts, kind: FactKind) -> Vec<Vec<Span>> {
    if kind.is_name() {
        let entities = facts.entities.iter().filter(|entity| entity.kind == kind);
        return entities.map(|entity| entity.mentions.clone()).collect();
    }
    let mut found: Vec<_> = facts.facts.iter().filter(|fact| fact.kind == kind).collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.span.start.cmp(&b.span.start)));
    found.into_iter().map(|fact| vec![fact.span]).collect()
}

/// Whether two spans are one sentence, cut a little differently.
fn are_same(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared * 2 > (a.end - a.start).max(b.end - b.start)
}

/// The sentences that carry a labelled text.
pub(super) fn carrying(line: &Json) -> Vec<Span> {
    let pairs = line["carrying"].as_array().map(Vec::as_slice).unwrap_or_default();
    let ends = |pair: &Json| Some((pair[0].as_u64()? as usize, pair[1].as_u64()? as usize));
    pairs.iter().filter_map(ends).map(|(start, end)| Span::new(start, end)).collect()
}

/// The claims that hold for a labelled fact.
pub(super) fn claims(entity: &Json) -> Vec<Option<Claim>> {
    let names = entity["claim"].as_array().map(Vec::as_slice).unwrap_or_default();
    names.iter().map(|name| name.as_str().and_then(Claim::from_name)).collect()
}
