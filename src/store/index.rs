//! The full-text index: which articles have a word.
//!
//! `words` knows each word of outlet, title and text once for each article, and nothing of where it stands: of 10,000
//! articles of 680 words that is 0.35 kB each, where places would make it 2.2 kB. `heads` has outlets and titles, word
//! by word, for `title:` and to rank by, and names, each as one word. Both keep no copy of the text and are given plain words (see [`plain`]).

use rusqlite::{CachedStatement, Connection, Row, params};

use super::migrate::{Renewal, Told, percent};
use super::texts::Texts;
use super::{names, row};
use crate::news::ArticleId;
use crate::text::plain::{self, Vocabulary};

/// What is indexed of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heads {
    source: String,
    title: String,
    /// Outlet, authors, tags and language, see [`names`].
    names: String,
}

impl Heads {
    /// Those of an article as its row has them: authors and tags one a line.
    pub(super) fn new(
        (source, title): (&str, &str),
        authors: &str,
        tags: &str,
        language: &str,
    ) -> Self {
        Self {
            source: plain::list(source).join(" "),
            title: plain::list(title).join(" "),
            names: names::all(source, authors, tags, language),
        }
    }
}

/// The statements that index an article, prepared once for a batch.
pub(super) struct Index<'c> {
    connection: &'c Connection,
    words: CachedStatement<'c>,
    heads: CachedStatement<'c>,
    vocabulary: Vocabulary,
}

impl<'c> Index<'c> {
    pub(super) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            connection,
            words: connection.prepare_cached(WORDS)?,
            heads: connection.prepare_cached(HEADS)?,
            vocabulary: Vocabulary::default(),
        })
    }

    /// Writes the words of an article that has none in the index.
    pub(super) fn write_new(
        &mut self,
        id: ArticleId,
        text: &str,
        (source, title): (&str, &str),
        heads: &Heads,
    ) -> rusqlite::Result<()> {
        gather(&mut self.vocabulary, [source, title, text]);
        self.words.execute(params![id.0, self.vocabulary.as_str()])?;
        self.write_heads(id, heads)
    }

    /// The same with words that were gathered already.
    pub(super) fn write_words(
        &mut self,
        id: ArticleId,
        vocabulary: &str,
        heads: &Heads,
    ) -> rusqlite::Result<()> {
        self.words.execute(params![id.0, vocabulary])?;
        self.write_heads(id, heads)
    }

    fn write_heads(&mut self, id: ArticleId, heads: &Heads) -> rusqlite::Result<()> {
        self.heads.execute(params![id.0, heads.source, heads.title, heads.names]).map(drop)
    }

    /// Writes the words of an article, whatever was there before; its row is written already.
    pub(super) fn write(&mut self, id: ArticleId, text: &str) -> rusqlite::Result<()> {
        remove(self.connection, id)?;
        let row = OfRow::of(self.connection, id)?;
        self.write_new(id, text, (&row.source, &row.title), &row.heads)
    }
}

const WORDS: &str = "INSERT INTO words (rowid, text) VALUES (?1, ?2)";
const HEADS: &str = "INSERT INTO heads (rowid, source, title, names) VALUES (?1, ?2, ?3, ?4)";

/// What the row of an article says besides its text.
struct OfRow {
    source: String,
    title: String,
    heads: Heads,
}

impl OfRow {
    const COLUMNS: &str = "source, title, authors, tags, language";

    fn of(connection: &Connection, id: ArticleId) -> rusqlite::Result<Self> {
        let select = format!("SELECT {} FROM article WHERE id = ?1", Self::COLUMNS);
        connection.prepare_cached(&select)?.query_row([id.0], |row| Self::read(row, 0))
    }

    /// Out of a row that has these columns from some place on.
    fn read(row: &Row<'_>, from: usize) -> rusqlite::Result<Self> {
        let text = |at: usize| row::raw(row, from + at).map(Option::unwrap_or_default);
        let (source, title) = (text(0)?, text(1)?);
        let heads = Heads::new((&source, &title), &text(2)?, &text(3)?, &text(4)?);
        Ok(Self { source, title, heads })
    }
}

/// Writes anew what is indexed of an article besides its text, out of its row.
pub(super) fn renew_heads(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    let Heads { source, title, names } = OfRow::of(connection, id)?.heads;
    connection.prepare_cached("DELETE FROM heads WHERE rowid = ?1")?.execute([id.0])?;
    connection.prepare_cached(HEADS)?.execute(params![id.0, source, title, names]).map(drop)
}

/// Takes an article out of the index.
pub(super) fn remove(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id.0])?;
    connection.prepare_cached("DELETE FROM heads WHERE rowid = ?1")?.execute([id.0])?;
    Ok(())
}

/// Gathers each word of some texts once.
pub(super) fn gather(vocabulary: &mut Vocabulary, texts: [&str; 3]) {
    vocabulary.clear();
    for text in texts {
        vocabulary.add(text);
    }
}

/// Articles that are indexed between two words about it.
const SOME: i64 = 500;

/// Indexes every article anew, into tables that are empty.
pub(super) fn rebuild(connection: &Connection, told: Told<'_>) -> rusqlite::Result<()> {
    rebuild_words(connection, told)?;
    rebuild_heads(connection, told)
}

/// Indexes the words of every article.
pub(super) fn rebuild_words(connection: &Connection, told: Told<'_>) -> rusqlite::Result<()> {
    let all: i64 = connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
    let mut done = 0;
    let (texts, mut vocabulary) = (Texts::default(), Vocabulary::default());
    let mut write = connection.prepare(WORDS)?;
    let mut select = connection.prepare(
        "SELECT article.id, source, title, codec, text FROM article LEFT JOIN body ON body.id = article.id
         ORDER BY article.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let text = texts.text(connection, row::whole(row, 3)?, row.get_ref(4)?)?;
        let (source, title) = (row::raw(row, 1)?, row::raw(row, 2)?);
        let [source, title, text] = [source, title, text].map(Option::unwrap_or_default);
        gather(&mut vocabulary, [&source, &title, &text]);
        write.execute(params![row.get::<_, i64>(0)?, vocabulary.as_str()])?;
        done += 1;
        if done % SOME == 0 {
            told(Renewal::Indexing(percent(done, all)));
        }
    }
    Ok(())
}

/// Indexes outlets, titles and names of every article.
pub(super) fn rebuild_heads(connection: &Connection, _: Told<'_>) -> rusqlite::Result<()> {
    let mut write = connection.prepare(HEADS)?;
    let mut select =
        connection.prepare(&format!("SELECT {}, id FROM article ORDER BY id", OfRow::COLUMNS))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let Heads { source, title, names } = OfRow::read(row, 0)?.heads;
        write.execute(params![row.get::<_, i64>(5)?, source, title, names])?;
    }
    Ok(())
}
