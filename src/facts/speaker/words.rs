//! Small words around subjects and verbs.

/// Words that lead a sentence up to its subject: "With half of the people still abroad, the mayor".
#[rustfmt::skip]
pub(super) const LEADING: &[&str] = &[
    "with", "in", "for", "by", "after", "among", "at", "on", "of", "from", "without", "despite", "unlike", "like",
    "since", "until", "when", "while", "if", "as", "although", "though", "because", "before", "during", "following",
    "given", "under", "according", "amid", "besides", "beyond", "instead", "along",
];

/// Words that say what somebody is called.
#[rustfmt::skip]
pub(super) const CALLED: &[&str] = &[
    "name", "identified", "named", "pseudonym", "alias", "nicknamed", "nickname", "called", "known",
];

/// Nouns that speak without an article.
#[rustfmt::skip]
pub(super) const BARE: &[&str] = &[
    "police", "prosecutors", "neighbors", "neighbours", "relatives", "residents", "investigators",
];

/// Words between a subject and its verb.
#[rustfmt::skip]
pub(super) const BESIDE_VERBS: &[&str] = &[
    "also", "later", "has", "had", "have", "then", "still", "once", "was", "is", "were", "are", "did", "does", "do",
    "will", "would", "could", "might", "must", "now", "just", "even", "never", "further", "again", "ever", "yet",
    "thus", "himself", "herself", "themselves", "too", "both", "all",
];

/// Nouns that end like adverbs.
#[rustfmt::skip]
pub(super) const LY_NOUNS: &[&str] = &[
    "family", "assembly", "ally", "monopoly", "weekly", "monthly", "daily", "anomaly", "italy", "rally",
];
