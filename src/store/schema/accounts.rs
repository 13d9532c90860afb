//! Accounts on servers and what is still to be told them, new in the third version.

/// - `account.server` says whose ids are kept: kind, address and user. Where it changes, the ids are forgotten and the
///   articles are known again by their links. No secret and no token is kept. `epoch` grows whenever something was told
///   to the server: a list that was asked for before is not applied after. `due` says when the server is asked again by
///   itself; its feeds are never due.
/// - `remote_feed` and `remote_article` have what the server calls them, in its own words; ids repeat between accounts. An
///   article that was dropped here leaves its id behind, so that it is not fetched again. `hash` is of what the server
///   last said, `checked` when it did.
/// - `remote_label` has the labels of articles that the server had when it was last asked.
/// - `outbox` has a row for each change of the reader's that the server does not know of yet; a later one of the same
///   article (or feed) and kind takes the place of an earlier one, under a new number.
pub(super) const TABLES: &str = "
CREATE TABLE account (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT    NOT NULL UNIQUE,
    server   TEXT    NOT NULL,
    labels   INTEGER NOT NULL DEFAULT 0,
    position TEXT,
    epoch    INTEGER NOT NULL DEFAULT 0,
    tried    INTEGER,
    synced   INTEGER,
    due      INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    trouble  TEXT
) STRICT;
CREATE TABLE remote_feed (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id      TEXT    NOT NULL,
    feed    INTEGER NOT NULL UNIQUE REFERENCES feed (id) ON DELETE CASCADE,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE remote_article (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    id      TEXT    NOT NULL,
    article INTEGER UNIQUE REFERENCES article (id) ON DELETE SET NULL,
    hash    INTEGER NOT NULL,
    checked INTEGER NOT NULL,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE remote_label (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name    TEXT    NOT NULL,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    article INTEGER REFERENCES article (id) ON DELETE CASCADE,
    feed    INTEGER REFERENCES feed (id) ON DELETE CASCADE,
    kind    TEXT    NOT NULL,
    name    TEXT    NOT NULL DEFAULT '',
    value   TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX outbox_article ON outbox (article, kind, name) WHERE article IS NOT NULL;
CREATE UNIQUE INDEX outbox_feed    ON outbox (feed, kind) WHERE feed IS NOT NULL;
";
