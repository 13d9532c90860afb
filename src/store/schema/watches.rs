//! What the reader watches for and where it was seen, new in the third version.
//!
//! `line` is a watch as it is written; `looked` the last article it was looked for in.

pub(super) const TABLES: &str = "
CREATE TABLE watch (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    line   TEXT    NOT NULL UNIQUE,
    looked INTEGER NOT NULL
) STRICT;
CREATE TABLE sighting (
    watch   INTEGER NOT NULL REFERENCES watch (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (watch, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_article ON sighting (article);
";
