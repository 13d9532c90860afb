//! The full-text index: which articles have a word.
//!
//! `words` knows each word of outlet, title and text once for each article, and nothing of where it stands: of 10,000
//! articles of 680 words that is 0.35 kB each, where places would make it 2.2 kB. `heads` has outlets and titles, word
//! by word, for `title:` and to rank by. Both keep no copy of the text and are given plain words (see [`plain`]).

use rusqlite::{CachedStatement, Connection, params};

use super::migrate::{Renewal, Told, percent};
use super::row;
use super::texts::Texts;
use crate::news::ArticleId;
use crate::text::plain::{self, Vocabulary};

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
            words: connection.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?,
            heads: connection
                .prepare_cached("INSERT INTO heads (rowid, source, title) VALUES (?1, ?2, ?3)")?,
            vocabulary: Vocabulary::default(),
        })
    }

    /// Writes the words of an article that has none in the index.
    pub(super) fn write_new(
        &mut self,
        id: ArticleId,
        source: &str,
        title: &str,
        text: &str,
    ) -> rusqlite::Result<()> {
        let (source, title) = gather(&mut self.vocabulary, source, title, text);
        self.words.execute(params![id.0, self.vocabulary.as_str()])?;
        self.heads.execute(params![id.0, source, title])?;
        Ok(())
    }

    /// The same with words that were gathered already: all of them, and those of outlet and title.
    pub(super) fn write_words(
        &mut self,
        id: ArticleId,
        vocabulary: &str,
        (source, title): &(String, String),
    ) -> rusqlite::Result<()> {
        self.words.execute(params![id.0, vocabulary])?;
        self.heads.execute(params![id.0, source, title])?;
        Ok(())
    }

    /// Writes the words of an article, whatever was there before.
    pub(super) fn write(
        &mut self,
        id: ArticleId,
        source: &str,
        title: &str,
        text: &str,
    ) -> rusqlite::Result<()> {
        remove(self.connection, id)?;
        self.write_new(id, source, title, text)
    }
}

/// Takes an article out of the index.
pub(super) fn remove(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([id.0])?;
    connection.prepare_cached("DELETE FROM heads WHERE rowid = ?1")?.execute([id.0])?;
    Ok(())
}

/// Gathers what is indexed of an article: each of its words once in `vocabulary`, and those of outlet and title.
pub(super) fn gather(
    vocabulary: &mut Vocabulary,
    source: &str,
    title: &str,
    text: &str,
) -> (String, String) {
    vocabulary.clear();
    for text in [source, title, text] {
        vocabulary.add(text);
    }
    (plain::list(source).join(" "), plain::list(title).join(" "))
}

/// Articles that are indexed between two words about it.
const SOME: i64 = 500;

/// Indexes every article anew, into tables that are empty.
pub(super) fn rebuild(connection: &Connection, told: Told<'_>) -> rusqlite::Result<()> {
    let all: i64 = connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
    let mut done = 0;
    let texts = Texts::default();
    let mut index = Index::new(connection)?;
    let mut select = connection.prepare(
        "SELECT article.id, source, title, codec, text FROM article LEFT JOIN body ON body.id = article.id
         ORDER BY article.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let text = texts.text(connection, row::whole(row, 3)?, row.get_ref(4)?)?;
        let (source, title) = (row::raw(row, 1)?, row::raw(row, 2)?);
        index.write_new(
            ArticleId(row.get(0)?),
            &source.unwrap_or_default(),
            &title.unwrap_or_default(),
            &text.unwrap_or_default(),
        )?;
        done += 1;
        if done % SOME == 0 {
            told(Renewal::Indexing(percent(done, all)));
        }
    }
    Ok(())
}
