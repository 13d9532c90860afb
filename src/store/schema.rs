//! The tables, version by version.
//!
//! `article` holds what the list and its filters need, so that no list ever reads a body. Released steps are never
//! edited: a change is a new step at the end of [`STEPS`].

mod accounts;
mod names;
mod outline;
mod refused;
mod stories;
mod versions;
mod watches;

use rusqlite::Connection;

use super::index;
use super::migrate::Told;

/// Marks the file as dateline's: "DTLN".
pub(super) const APPLICATION_ID: i32 = 0x4454_4c4e;

/// What leads from each version of the schema to the next; the version is kept in `user_version`.
pub(super) const STEPS: [Step; 3] = [
    Step { sql: &[FIRST], then: None },
    Step { sql: &[SECOND], then: Some(index::rebuild_words) },
    Step {
        sql: &[
            stories::TABLES,
            accounts::TABLES,
            refused::TABLES,
            watches::TABLES,
            outline::TABLES,
            versions::TABLES,
            names::TABLES,
        ],
        then: Some(index::rebuild_heads),
    },
];

/// What leads from one version to the next.
#[derive(Clone, Copy)]
pub(super) struct Step {
    /// Is done first, one after the other.
    pub(super) sql: &'static [&'static str],
    /// What SQL cannot do.
    pub(super) then: Option<fn(&Connection, Told<'_>) -> rusqlite::Result<()>>,
}

impl Step {
    /// Does what SQL can do.
    pub(super) fn make(&self, connection: &Connection) -> rusqlite::Result<()> {
        self.sql.iter().try_for_each(|sql| connection.execute_batch(sql))
    }
}

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

/// The second version: feeds.
///
/// - `feed` has a row for every feed an article came by: `state` 0 is a name alone (samples, files), 1 a subscription, 2
///   one that was given up. `tally_of_feed` is kept by triggers, beside it, so that the wide row is not written for
///   every article.
/// - `article.key` is a hash of 16 bytes (`key16`, see `key.rs`); `print` tells whether the feed has changed what it says,
///   `changed` when it last did, `whole` that the text was fetched from the article's page and is not the feed's.
/// - `version` has the texts an article had before, `forgotten` the keys of those that were dropped.
/// - `tag` has the reader's tags; the outlet's stay in `article.tags`.
/// - `pool` has what texts are compressed against, see `texts.rs`; `words` and `heads` are the index, see `index.rs`.
const SECOND: &str = "
CREATE TABLE feed (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    source        TEXT    NOT NULL UNIQUE,
    state         INTEGER NOT NULL DEFAULT 0,
    position      INTEGER NOT NULL DEFAULT 0,
    title         TEXT,
    site          TEXT,
    language      TEXT,
    name          TEXT,
    folder        TEXT    NOT NULL DEFAULT '',
    whole         INTEGER NOT NULL DEFAULT 0,
    every         INTEGER,
    private       INTEGER NOT NULL DEFAULT 0,
    filter        TEXT,
    headers       TEXT,
    extra         TEXT,
    etag          TEXT,
    last_modified TEXT,
    tried         INTEGER,
    succeeded     INTEGER,
    failures      INTEGER NOT NULL DEFAULT 0,
    trouble       TEXT,
    due           INTEGER,
    retired       TEXT,
    weekly        REAL    NOT NULL DEFAULT 0
) STRICT;
INSERT INTO feed (source) SELECT DISTINCT feed FROM article ORDER BY feed;

DROP TRIGGER article_added;
DROP TRIGGER article_gone;
DROP TRIGGER article_marked;
CREATE TABLE article_2 (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    feed      INTEGER NOT NULL REFERENCES feed (id),
    key       BLOB    NOT NULL,
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
    print     INTEGER,
    changed   INTEGER,
    whole     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (feed, key)
) STRICT;
INSERT INTO article_2
    SELECT article.id, feed.id, key16(key), at, rank, read, starred, later, hidden, aside, words, published, updated,
        arrived, article.source, is_outlet, article.title, link, authors, tags, article.language,
        NULL, NULL, 0
    FROM article JOIN feed ON feed.source = article.feed ORDER BY article.id;
DELETE FROM sqlite_sequence WHERE name = 'article_2';
INSERT INTO sqlite_sequence (name, seq) SELECT 'article_2', seq FROM sqlite_sequence WHERE name = 'article';
DROP TABLE article;
ALTER TABLE article_2 RENAME TO article;
CREATE INDEX article_listed  ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0;
CREATE INDEX article_unread  ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0 AND read = 0;
CREATE INDEX article_starred ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0 AND starred = 1;
CREATE INDEX article_later   ON article (at DESC, rank) WHERE hidden = 0 AND aside = 0 AND later = 1;

CREATE TABLE version (
    article   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    seen      INTEGER NOT NULL,
    title     TEXT    NOT NULL,
    published INTEGER,
    updated   INTEGER,
    authors   TEXT    NOT NULL,
    codec     INTEGER NOT NULL,
    text      ANY     NOT NULL,
    parts     BLOB    NOT NULL,
    UNIQUE (article, number)
) STRICT;
CREATE TABLE forgotten (
    feed INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    key  BLOB    NOT NULL,
    PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE tag (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    name    TEXT    NOT NULL,
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name);
CREATE TABLE pool (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    language TEXT    NOT NULL,
    bytes    BLOB    NOT NULL
) STRICT;

DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE heads USING fts5 (
    source, title, content = '', contentless_delete = 1, tokenize = 'ascii'
);
INSERT INTO words (words, rank) VALUES ('crisismerge', 64), ('automerge', 16);
INSERT INTO heads (heads, rank) VALUES ('crisismerge', 64), ('automerge', 16);

CREATE TABLE tally_of_feed (
    feed     INTEGER PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
    articles INTEGER NOT NULL,
    unread   INTEGER NOT NULL
) STRICT;
INSERT INTO tally_of_feed
    SELECT id, (SELECT count(*) FROM article WHERE feed = feed.id AND hidden = 0 AND aside = 0),
        (SELECT count(*) FROM article WHERE feed = feed.id AND hidden = 0 AND aside = 0 AND read = 0)
    FROM feed;
CREATE TRIGGER feed_added AFTER INSERT ON feed BEGIN
    INSERT INTO tally_of_feed VALUES (new.id, 0, 0);
END;
CREATE TRIGGER article_added AFTER INSERT ON article WHEN new.hidden = 0 AND new.aside = 0 BEGIN
    UPDATE tally SET listed = listed + 1, unread = unread + (new.read = 0),
        starred = starred + new.starred, later = later + new.later;
    UPDATE tally_of_feed SET articles = articles + 1, unread = unread + (new.read = 0) WHERE feed = new.feed;
END;
CREATE TRIGGER article_gone AFTER DELETE ON article WHEN old.hidden = 0 AND old.aside = 0 BEGIN
    UPDATE tally SET listed = listed - 1, unread = unread - (old.read = 0),
        starred = starred - old.starred, later = later - old.later;
    UPDATE tally_of_feed SET articles = articles - 1, unread = unread - (old.read = 0) WHERE feed = old.feed;
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
    UPDATE tally_of_feed SET
        articles = articles + (new.hidden = 0 AND new.aside = 0) - (old.hidden = 0 AND old.aside = 0),
        unread   = unread   + (new.hidden = 0 AND new.aside = 0 AND new.read = 0)
                            - (old.hidden = 0 AND old.aside = 0 AND old.read = 0)
        WHERE feed = new.feed;
END;
";
