//! The index of headlines with the names of outlets, authors, tags and languages, new in the third version.

/// - `heads` is made anew, with a column more; it is filled afterwards, see `index.rs` and `names.rs`.
pub(super) const TABLES: &str = "
DROP TABLE heads;
CREATE VIRTUAL TABLE heads USING fts5 (
    source, title, names, content = '', contentless_delete = 1, tokenize = 'ascii'
);
INSERT INTO heads (heads, rank) VALUES ('crisismerge', 64), ('automerge', 16);
";
