//! Whose office is whose: which of the roles that stand beside the mentions of a person are taken.

use super::lexicon;
use super::names::Candidate;
use super::page::Page;
use super::role;
use super::words::words;
use crate::news::{Entity, FactKind};

/// Takes the first role that says of what; until then the best there is.
pub(super) fn take(
    page: &Page<'_>,
    candidates: &[Candidate],
    candidate: &Candidate,
    entity: &mut Entity,
) {
    if entity.kind != FactKind::Person || entity.role.as_deref().is_some_and(role::is_specific) {
        return;
    }
    let Some(new) = role::of(page, candidate) else { return };
    let alone = candidate.tokens.len() == 1;
    if alone && may_be_husbands(&entity.name, &new) && is_married(page, candidate) {
        return;
    }
    let new = told_of(page, candidates, candidate, new);
    entity.role = Some(match entity.role.take() {
        Some(old) => role::better(old, new),
        None => new,
    });
}

/// "President Berg" in a text about Maria Berg may speak of her husband: a wrong office is worse than none.
fn may_be_husbands(name: &str, role: &str) -> bool {
    let Some((first, _)) = name.split_once(' ') else { return false };
    lexicon::word_of(first).any("w")
        && ["president", "prime minister"]
            .iter()
            .any(|office| role.to_lowercase().ends_with(office))
        && !role.to_lowercase().contains("vice")
}

/// Whether the words around a name speak of a marriage.
fn is_married(page: &Page<'_>, candidate: &Candidate) -> bool {
    const NEAR: usize = 200;
    let (start, end) = (candidate.tokens.start, candidate.tokens.end);
    (start.saturating_sub(NEAR)..end + NEAR).any(|at| {
        page.is_in(at, words!("husband wife widow widower spouse"))
            || page.is(at, "first") && page.is(at + 1, "lady")
    })
}

/// "leader of this country" is leader of the country that was named last.
fn told_of(page: &Page<'_>, all: &[Candidate], person: &Candidate, role: String) -> String {
    const NEAR: usize = 40;
    const THIS: &str = "this country";
    if !role.contains(THIS) {
        return role;
    }
    let end = all.partition_point(|other| other.tokens.end <= person.tokens.start);
    let before = all.get(..end).unwrap_or_default().iter().rev().take(NEAR);
    match before.into_iter().find(|other| other.known.any("C")) {
        Some(country) => role.replace(THIS, page.read(&country.tokens)),
        None => role,
    }
}
