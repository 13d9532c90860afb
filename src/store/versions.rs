//! The texts an article had before: what a feed said first, and what was put in place of it.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::codec::parts;
use super::insert::{Content, NO_PARTS};
use super::library::Care;
use super::texts::Texts;
use super::{Library, Shelf, StoreError, grouping, insert, row};
use crate::news::{Article, ArticleId, Moment};

/// Versions kept of one article: the first, and the newest of the others.
const MOST: i64 = 20;

/// A text that an article had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1, oldest first; the numbers of dropped ones are missing.
    pub number: u32,
    /// When this text came in.
    pub seen: Moment,
    /// The article with this text.
    pub article: Article,
}

impl Shelf {
    /// The texts an article had before the one it has, oldest first.
    pub fn versions(&self, id: ArticleId) -> Result<Vec<Version>, StoreError> {
        let select = "SELECT article.id, article.source, version.title, version.published, 0, is_outlet, feed.source, link,
                 version.authors, tags, article.language, version.updated, version.codec, version.text, version.parts,
                 number, seen
             FROM version JOIN article ON article.id = version.article JOIN feed ON feed.id = article.feed
             WHERE version.article = ?1 ORDER BY number";
        self.rows(select, [id.0], |row| self.read_version(row))
    }

    /// All texts of an article, oldest first; the one it has is the last. Empty where it has had no other.
    pub fn texts_of(&self, id: ArticleId) -> Result<Vec<Version>, StoreError> {
        let mut texts = self.versions(id)?;
        let Some(last) = texts.last() else { return Ok(texts) };
        let Some(article) = self.article(id)? else { return Ok(vec![]) };
        let seen = self.past(id)?.edited.unwrap_or(last.seen);
        let number = last.number.saturating_add(1);
        texts.push(Version { number, seen, article });
        Ok(texts)
    }

    /// The newest text before the one an article has that somebody has opened.
    ///
    /// Nothing where the article's text was taken out of its page: what its feed said is another text, not an older one.
    pub fn opened_before(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        let select = "SELECT article.id, article.source, version.title, version.published, 0, is_outlet, feed.source, link,
                 version.authors, tags, article.language, version.updated, version.codec, version.text, version.parts
             FROM version JOIN article ON article.id = version.article JOIN feed ON feed.id = article.feed
             WHERE version.article = ?1 AND opened = 1 AND article.whole = 0 ORDER BY number DESC LIMIT 1";
        Ok(self.rows(select, [id.0], |row| self.read_article(row))?.pop())
    }

    fn read_version(&self, row: &Row<'_>) -> rusqlite::Result<Option<Version>> {
        let number = row::whole(row, 15)?.and_then(|number| u32::try_from(number).ok());
        let (Some(article), Some(number), Some(seen)) =
            (self.read_article(row)?, number, row::moment(row, 16)?)
        else {
            return Ok(None);
        };
        Ok(Some(Version { number, seen, article }))
    }
}

impl Library {
    /// Puts the whole article, fetched from its page, in the place of what its feed gave; that is kept as a version.
    ///
    /// What a feed says later no longer replaces the text, see [`Library::take_in`]. Marks stay; facts are found anew.
    /// Whether the article is there.
    pub fn replace_body(
        &mut self,
        id: ArticleId,
        article: &Article,
        now: Moment,
    ) -> Result<bool, StoreError> {
        self.write_texts(Care::Fetched, |connection, texts| {
            if !keep_current(connection, id)? {
                return Ok(false);
            }
            connection.execute(
                "UPDATE article SET whole = 1, changed = ?2, words = ?3, authors = iif(authors = '', ?4, authors),
                     language = coalesce(language, ?5) WHERE id = ?1",
                params![
                    id.0,
                    now.second(),
                    article.body.words() as i64,
                    insert::lines(&article.authors),
                    article.language.as_deref(),
                ],
            )?;
            renew_content(connection, texts, id, article)?;
            Ok(true)
        })
    }
}

/// Writes what an article says now, under the title its row has, forgets the facts that were found in what it said before
/// and has it grouped again.
pub(super) fn renew_content(
    connection: &Connection,
    texts: &Texts,
    id: ArticleId,
    article: &Article,
) -> rusqlite::Result<()> {
    Content::new(connection, texts)?.write(id, article)?;
    connection.prepare_cached("DELETE FROM facts WHERE id = ?1")?.execute([id.0])?;
    grouping::group_anew(connection, id)
}

/// Keeps what an article says now as a version. Whether there is such an article.
pub(super) fn keep_current(connection: &Connection, id: ArticleId) -> rusqlite::Result<bool> {
    let number: Option<i64> = connection
        .prepare_cached(
            "INSERT INTO version
             SELECT article.id, (SELECT coalesce(max(number), 0) + 1 FROM version WHERE article = ?1),
                 coalesce(changed, arrived), title, published, updated, authors, codec, text, parts,
                 EXISTS (SELECT 1 FROM facts WHERE facts.id = article.id)
             FROM article JOIN body ON body.id = article.id WHERE article.id = ?1 RETURNING number",
        )?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    drop_oldest(connection, id)?;
    Ok(number.is_some())
}

/// Whether somebody has opened the text that an article has.
pub(super) fn was_opened(connection: &Connection, id: ArticleId) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM facts WHERE id = ?1")?.exists([id.0])
}

/// Adds what a feed says of an article that was fetched whole.
pub(super) fn add(
    connection: &Connection,
    texts: &Texts,
    id: ArticleId,
    article: &Article,
    now: Moment,
) -> rusqlite::Result<()> {
    let (codec, packed) = texts.pack(connection, article, &parts::write(article))?;
    connection
        .prepare_cached(
            "INSERT INTO version VALUES
             (?1, (SELECT coalesce(max(number), 0) + 1 FROM version WHERE article = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)",
        )?
        .execute(params![
            id.0,
            now.second(),
            article.title.as_str(),
            article.published.map(Moment::second),
            article.updated.map(Moment::second),
            insert::lines(&article.authors),
            codec,
            packed,
            NO_PARTS,
        ])?;
    drop_oldest(connection, id)
}

fn drop_oldest(connection: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM version WHERE article = ?1 AND number > 1 AND number NOT IN
                 (SELECT number FROM version WHERE article = ?1 ORDER BY number DESC LIMIT ?2)",
        )?
        .execute(params![id.0, MOST - 1])?;
    Ok(())
}
