//! The tables, version by version.
//!
//! `article` holds what the list and its filters need, so that no list ever reads a body. Released steps are never
//! edited: a change is a new step at the end of [`STEPS`].

/// Marks the file as dateline's: "DTLN".
pub(super) const APPLICATION_ID: i32 = 0x4454_4c4e;

/// What leads from each version of the schema to the next; the version is kept in `user_version`.
pub(super) const STEPS: [&str; 1] = [FIRST];

/// Rows that a list shows: not hidden by the reader, not a sample that is put aside.
pub(super) const LISTED: &str = "hidden = 0 AND aside = 0";

/// The first version.
///
/// - `at` is what is sorted by: the moment of publication, else of arrival. Among equals `rank` decides (samples are
///   negative, in their order), then the order of arrival, which is that of `id`.
/// - `tally` has one row, kept right by triggers, so that counts cost the same at any size.
/// - `body.codec` says how its text is packed, see `codec::text`.
/// - `words` keeps no copy of the text (contentless); `marking` is the journal that `undo` walks back.
const FIRST: &str = "
CREATE TABLE article (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    feed      TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    rank      INTEGER NOT NULL DEFAULT 0,
    read      INTEGER NOT NULL DEFAULT 0,
    starred   INTEGER NOT NULL DEFAULT 0,
    later     INTEGER NOT NULL DEFAULT 0,
    hidden    INTEGER NOT NULL DEFAULT 0,
    aside     INTEGER NOT NULL DEFAULT 0,
    words     INTEGER NOT NULL,
    published INTEGER,
    updated   INTEGER,
    arrived   INTEGER NOT NULL,
    source    TEXT,
    is_outlet INTEGER NOT NULL,
    title     TEXT    NOT NULL,
    link      TEXT,
    authors   TEXT    NOT NULL,
    tags      TEXT    NOT NULL,
    language  TEXT,
    UNIQUE (feed, key)
) STRICT;
CREATE INDEX article_listed  ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0;
CREATE INDEX article_unread  ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0 AND read = 0;
CREATE INDEX article_starred ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0 AND starred = 1;
CREATE INDEX article_later   ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0 AND later = 1;

CREATE TABLE body (
    id    INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    codec INTEGER NOT NULL,
    text  ANY     NOT NULL,
    parts BLOB    NOT NULL
) STRICT;
CREATE TABLE facts (
    id     INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    engine INTEGER NOT NULL,
    facts  BLOB    NOT NULL
) STRICT;
CREATE TABLE place (
    id     INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    offset INTEGER NOT NULL,
    top    INTEGER NOT NULL
) STRICT;
CREATE TABLE session (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE meta    (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE marking (
    batch   INTEGER PRIMARY KEY AUTOINCREMENT,
    undone  INTEGER NOT NULL DEFAULT 0,
    changes BLOB    NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (
    source, title, text,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE tally (
    listed  INTEGER NOT NULL,
    unread  INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    later   INTEGER NOT NULL
) STRICT;
INSERT INTO tally VALUES (0, 0, 0, 0);
CREATE TRIGGER article_added AFTER INSERT ON article WHEN new.hidden = 0 AND new.aside = 0 BEGIN
    UPDATE tally SET listed = listed + 1, unread = unread + (new.read = 0),
        starred = starred + new.starred, later = later + new.later;
END;
CREATE TRIGGER article_gone AFTER DELETE ON article WHEN old.hidden = 0 AND old.aside = 0 BEGIN
    UPDATE tally SET listed = listed - 1, unread = unread - (old.read = 0),
        starred = starred - old.starred, later = later - old.later;
END;
CREATE TRIGGER article_marked AFTER UPDATE OF read, starred, later, hidden, aside ON article BEGIN
    UPDATE tally SET
        listed  = listed  + (new.hidden = 0 AND new.aside = 0) - (old.hidden = 0 AND old.aside = 0),
        unread  = unread  + (new.hidden = 0 AND new.aside = 0 AND new.read = 0)
                          - (old.hidden = 0 AND old.aside = 0 AND old.read = 0),
        starred = starred + (new.hidden = 0 AND new.aside = 0) * new.starred
                          - (old.hidden = 0 AND old.aside = 0) * old.starred,
        later   = later   + (new.hidden = 0 AND new.aside = 0) * new.later
                          - (old.hidden = 0 AND old.aside = 0) * old.later;
END;
";
