//! Stories and what the reader has corrected in them, new in the third version.
//!
//! - `story` has the article whose headline it has, and when it was first and last told (`article.at`).
//! - `telling` puts an article to its story: `turn` is the order they were put in, `signature` what the article was
//!   recognised by, empty once it is too old to matter.
//! - `correction` has two articles that are of one story (`together`), or of two, whatever grouping thinks. They are
//!   found again by their numbers, which are never given twice.

pub(super) const TABLES: &str = "
CREATE TABLE story (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    lead  INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL
) STRICT;
CREATE INDEX story_last ON story (last);
CREATE TABLE telling (
    article   INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    story     INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    turn      INTEGER NOT NULL,
    signature BLOB    NOT NULL
) STRICT;
CREATE INDEX telling_story ON telling (story);
CREATE TABLE correction (
    one      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    other    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    together INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
";
