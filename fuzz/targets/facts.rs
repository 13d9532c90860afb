//! Any text has facts whose spans lie in it, on character boundaries, in order, and the same ones each time.

use dateline::facts::{Context, find};

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let context = Context { published: "2024-06-20".parse().ok(), ..Context::default() };
    let facts = find(&text, &context);
    for fact in &facts.facts {
        assert!(text.get(fact.span.range()).is_some_and(|t| !t.is_empty()));
        assert!((0.0..=1.0).contains(&fact.certainty));
        assert!(fact.entity.is_none_or(|id| (id as usize) < facts.entities.len()));
    }
    assert!(facts.facts.is_sorted_by_key(|fact| fact.span.start));
    assert_eq!(facts, find(&text, &context));
}
