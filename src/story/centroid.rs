//! The middle of a story: the sum of its articles' signatures.

use super::signature::{Signature, Term, dot};

/// More terms than these are not kept: the rarest in the story go first.
const MOST: usize = 400;

/// The sum of some signatures.
#[derive(Clone, Debug, Default)]
pub(super) struct Centroid {
    /// Sorted by term.
    terms: Vec<(Term, f32)>,
    length: f32,
}

impl Centroid {
    /// The cosine of the angle to a signature.
    pub(super) fn resemblance(&self, signature: &Signature) -> f32 {
        if self.length == 0.0 { 0.0 } else { probe(&signature.terms, &self.terms) / self.length }
    }

    /// The cosine of the angle between two.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let length = self.length * other.length;
        if length == 0.0 { 0.0 } else { dot(&self.terms, &other.terms) / length }
    }

    /// Adds the terms of an article, or of a whole story.
    pub(super) fn add(&mut self, terms: &[(Term, f32)]) {
        if self.terms.is_empty() {
            self.terms = terms.to_vec();
        } else {
            self.merge(terms);
        }
        if self.terms.len() > MOST {
            self.terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            self.terms.truncate(MOST);
            self.terms.sort_by_key(|(term, _)| *term);
        }
        self.length = self.terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    }

    /// Takes the terms of an article out again.
    pub(super) fn take(&mut self, terms: &[(Term, f32)]) {
        let negative: Vec<(Term, f32)> =
            terms.iter().map(|(term, weight)| (*term, -weight)).collect();
        self.add(&negative);
        self.terms.retain(|(_, weight)| *weight > 1e-4);
    }

    /// The middle that is left without an article.
    pub(super) fn without(&self, terms: &[(Term, f32)]) -> Self {
        let mut rest = self.clone();
        rest.take(terms);
        rest
    }

    /// Whether a term is in it.
    pub(super) fn has(&self, term: Term) -> bool {
        self.terms.binary_search_by_key(&term, |(known, _)| *known).is_ok()
    }

    /// What it consists of.
    pub(super) fn terms(&self) -> &[(Term, f32)] {
        &self.terms
    }

    fn merge(&mut self, terms: &[(Term, f32)]) {
        let mut new = Vec::new();
        for (term, weight) in terms {
            match self.terms.binary_search_by_key(term, |(known, _)| *known) {
                Ok(at) => self.terms[at].1 += weight,
                Err(_) => new.push((*term, *weight)),
            }
        }
        self.terms.extend(new);
        self.terms.sort_by_key(|(term, _)| *term);
    }
}

/// The product of a short list and a long one.
fn probe(short: &[(Term, f32)], long: &[(Term, f32)]) -> f32 {
    if long.len() < short.len() * 8 {
        return dot(short, long);
    }
    let found = short.iter().filter_map(|(term, weight)| {
        let at = long.binary_search_by_key(term, |(known, _)| *known).ok()?;
        Some(weight * long.get(at)?.1)
    });
    found.sum()
}
