//! Puts one article into its tables: its row, its body, its words.

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::codec::parts;
use super::index::{Heads, Index};
use super::key::Key;
use super::prepared::Prepared;
use super::print;
use super::texts::Texts;
use crate::news::{Article, ArticleId, FeedId, Moment};
use crate::text::{Link, Prose};

/// What becomes of an article that the store has already, by feed and key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It stays as it is.
    Stays,
    /// It is brought up to date; its marks stay.
    IsRenewed,
}

impl Known {
    fn clause(self) -> &'static str {
        match self {
            Self::Stays => "NOTHING",
            Self::IsRenewed => {
                "UPDATE SET at = excluded.at, words = excluded.words, published = excluded.published,
                     updated = excluded.updated, source = excluded.source, is_outlet = excluded.is_outlet,
                     title = excluded.title, link = excluded.link, authors = excluded.authors,
                     tags = excluded.tags, language = excluded.language, print = excluded.print"
            }
        }
    }
}

/// The statements that store an article, prepared once for a batch.
pub(super) struct Inserter<'c> {
    known: Known,
    article: CachedStatement<'c>,
    content: Content<'c>,
    /// When the last article came in that is stored already (second).
    newest: i64,
}

impl<'c> Inserter<'c> {
    pub(super) fn new(
        connection: &'c Connection,
        texts: &'c Texts,
        known: Known,
    ) -> rusqlite::Result<Self> {
        let article = connection.prepare_cached(&format!(
            "INSERT INTO article (feed, key, at, words, published, updated, arrived, source, is_outlet, title, link,
                 authors, tags, language, print)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (feed, key) DO {} RETURNING id",
            known.clause()
        ))?;
        let newest = connection
            .prepare_cached("SELECT arrived FROM article ORDER BY id DESC LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        let content = Content::new(connection, texts)?;
        Ok(Self { known, article, content, newest: newest.unwrap_or(i64::MIN) })
    }

    /// Stores an article that came in at that second. `None` where it is known and stays as it is.
    ///
    /// Where known ones stay, the words of new ones are left to [`index`](Self::index), which is for the end of a batch:
    /// the row of an article is written under a savepoint, at which the index would write what it has gathered, once for
    /// every article (three quarters of the time of a refresh).
    pub(super) fn insert(
        &mut self,
        feed: FeedId,
        key: Key,
        arrived: i64,
        article: &Article,
        ready: Option<&Prepared>,
    ) -> rusqlite::Result<Option<ArticleId>> {
        let stored = self.insert_row(feed, key, arrived, article, ready)?;
        if let Some(id) = stored {
            match self.known {
                Known::Stays => self.content.write_body(id, article, ready)?,
                Known::IsRenewed => self.content.write(id, article)?,
            }
        }
        Ok(stored)
    }

    /// Indexes an article that is new.
    pub(super) fn index(
        &mut self,
        id: ArticleId,
        article: &Article,
        ready: Option<&Prepared>,
    ) -> rusqlite::Result<()> {
        if let Some(Prepared { vocabulary, heads, .. }) = ready {
            return self.content.index.write_words(id, vocabulary, heads);
        }
        let source = article.source().unwrap_or_default();
        let heads = heads(article, &source);
        self.content.index.write_new(id, article.body.text(), (&source, &article.title), &heads)
    }

    /// Where an article stands in lists: nothing stands above what came after it because of a day that has not come yet.
    ///
    /// A clock that was set back must not put all that is new behind what is old: it is held to what came in last.
    fn place(&self, published: Option<i64>, arrived: i64) -> i64 {
        match published {
            // Of what is bundled nobody knows when it came.
            Some(published) if arrived > 0 => published.min(arrived.max(self.newest)),
            published => published.unwrap_or(arrived),
        }
    }

    fn insert_row(
        &mut self,
        feed: FeedId,
        key: Key,
        arrived: i64,
        article: &Article,
        ready: Option<&Prepared>,
    ) -> rusqlite::Result<Option<ArticleId>> {
        let published = article.published.map(Moment::second);
        let values = params![
            feed.0,
            key,
            self.place(published, arrived),
            ready.map_or_else(|| article.body.words() as i64, |ready| ready.words),
            published,
            article.updated.map(Moment::second),
            arrived,
            article.source(),
            article.outlet.is_some(),
            article.title.as_str(),
            article.link.as_ref().map(Link::as_str),
            lines(&article.authors),
            lines(&article.tags),
            article.language.as_deref(),
            ready.map_or_else(|| print::of(article), |ready| ready.print),
        ];
        self.article.query_row(values, |row| row.get(0).map(ArticleId)).optional()
    }
}

/// Parts are packed with the text; the column is for bodies of the first version.
pub(super) const NO_PARTS: &[u8] = &[];

/// The statements that store what an article says: its body and its words.
pub(super) struct Content<'c> {
    connection: &'c Connection,
    texts: &'c Texts,
    body: CachedStatement<'c>,
    index: Index<'c>,
}

impl<'c> Content<'c> {
    pub(super) fn new(connection: &'c Connection, texts: &'c Texts) -> rusqlite::Result<Self> {
        let body =
            connection.prepare_cached("INSERT OR REPLACE INTO body VALUES (?1, ?2, ?3, ?4)")?;
        Ok(Self { connection, texts, body, index: Index::new(connection)? })
    }

    /// Writes body and words, whatever was there before; under the title and names that the row has.
    pub(super) fn write(&mut self, id: ArticleId, article: &Article) -> rusqlite::Result<()> {
        self.write_body(id, article, None)?;
        self.index.write(id, article.body.text())
    }

    fn write_body(
        &mut self,
        id: ArticleId,
        article: &Article,
        ready: Option<&Prepared>,
    ) -> rusqlite::Result<()> {
        let (codec, packed) = match ready {
            Some(ready) => self.texts.pack_body(self.connection, article, &ready.body)?,
            None => self.texts.pack(self.connection, article, &parts::write(article))?,
        };
        self.body.execute(params![id.0, codec, packed, NO_PARTS])?;
        Ok(())
    }
}

/// What is indexed of an article besides its text.
pub(super) fn heads(article: &Article, source: &str) -> Heads {
    let language = article.language.as_deref().unwrap_or_default();
    let names = (lines(&article.authors), lines(&article.tags));
    Heads::new((source, &article.title), &names.0, &names.1, language)
}

/// Several one-line values in one column.
pub(super) fn lines(values: &[Prose]) -> String {
    values.iter().map(Prose::as_str).collect::<Vec<_>>().join("\n")
}
