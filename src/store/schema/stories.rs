//! Stories and what the reader has corrected in them, new in the third version.
//!
//! - `story` has a row for every number a story ever had: `joined` names the one it became part of. `engine` is the version
//!   of the grouping that made it; `first` and `last` are the moments of its reports.
//! - `storied` says which story an article is in; `turn` is the order they were put in, `copy_of` the article whose text it has.
//! - `signature` has what an article is recognised by, as long as one that is like it may come.
//! - `story_pair` is the reader's word on two articles, the lower number first.
//! - `ungrouped` has the articles that wait to be grouped. A trigger puts them there, whoever brings them in.

pub(super) const TABLES: &str = "
CREATE TABLE story (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    joined INTEGER,
    engine INTEGER NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    lead   INTEGER
) STRICT;
CREATE INDEX story_last ON story (last) WHERE joined IS NULL;
CREATE TABLE storied (
    turn    INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL UNIQUE REFERENCES article (id) ON DELETE CASCADE,
    story   INTEGER NOT NULL,
    engine  INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    copy_of INTEGER REFERENCES article (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX storied_story ON storied (story);
CREATE INDEX storied_copy  ON storied (copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE signature (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    words   BLOB    NOT NULL,
    runs    BLOB    NOT NULL
) STRICT;
CREATE TABLE story_pair (
    a        INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    b        INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    together INTEGER NOT NULL,
    UNIQUE (a, b)
) STRICT;
CREATE INDEX story_pair_b ON story_pair (b);
CREATE TABLE ungrouped (
    at      INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (at, article)
) STRICT, WITHOUT ROWID;
INSERT INTO ungrouped SELECT at, id FROM article;
CREATE TRIGGER article_to_group AFTER INSERT ON article BEGIN
    INSERT OR IGNORE INTO ungrouped VALUES (new.at, new.id);
END;
";
