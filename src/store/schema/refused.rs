//! What the reader has called wrong, new in the third version.

/// - `dismissed` has the facts that are wrong, by article: their kind, and their words, a line for each form; see
///   `news::Dismissal`. They hold for every text the article will have, and for every engine.
/// - `not_same` has what is not the same thing in several articles, by a key that `desk::refusal` makes; `article` is the one
///   with the lowest number, without which the key means nothing.
/// - `facts_engine` answers which articles an engine has not looked at yet without reading any facts.
pub(super) const TABLES: &str = "
CREATE TABLE dismissed (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind    TEXT    NOT NULL,
    words   TEXT    NOT NULL,
    PRIMARY KEY (article, kind, words)
) STRICT, WITHOUT ROWID;
CREATE TABLE not_same (
    key     TEXT    PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX not_same_article ON not_same (article);
CREATE INDEX facts_engine ON facts (engine, id);
";
