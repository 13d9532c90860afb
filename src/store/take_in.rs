//! Takes in what a feed answered: all of it in one transaction, or nothing.
//!
//! An article is known by its key. One that comes under a new key with the link of an article that has gone from the
//! feed is that article (some feeds give new ids at every look). What was dropped is not new again. A changed date
//! alone makes nothing unread and moves nothing in the list.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Params, params};

use super::edit::{self, Change};
use super::insert::{Inserter, Known, lines};
use super::key::Key;
use super::library::Care;
use super::prepared::Prepared;
use super::texts::Texts;
use super::{
    Library, NewArticle, StoreError, Visit, index, open, print, row, rules, versions, visit,
};
use crate::news::{Article, ArticleId, FeedId, Moment, Rule};
use crate::text::Link;

/// What a feed answered with.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which feed.
    pub feed: FeedId,
    /// Its articles, in its order; the `feed` and `id` in them are not looked at.
    pub articles: Vec<NewArticle>,
    /// The same made ready, one by one; or nothing.
    pub prepared: Vec<Prepared>,
    /// When and how it answered.
    pub visit: Visit,
}

/// What became of the articles of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Those that are new, in the feed's order.
    pub new: Vec<ArticleId>,
    /// Those whose title or text has changed; what they said before is kept as a version.
    pub updated: Vec<ArticleId>,
    /// How many were known and say the same, or were dropped before.
    pub known: usize,
    /// How many new articles each rule has picked, in the order of the rules.
    pub ruled: Vec<u32>,
}

impl Library {
    /// Takes in what one feed answered. See [`take_in_all`](Self::take_in_all).
    pub fn take_in(
        &mut self,
        feed: FeedId,
        articles: &[NewArticle],
        visit: &Visit,
        rules: &[Rule],
        today: Date,
    ) -> Result<TakenIn, StoreError> {
        let taken = self.write_texts(Care::Fetched, |connection, texts| {
            take_in(connection, texts, feed, (articles, &[]), visit, rules, today)
        })?;
        self.expect_feed(feed, taken.is_some())?;
        Ok(taken.unwrap_or_default())
    }

    /// Takes in what several feeds answered, in one transaction: cheaper than one by one. `None` for a feed that is
    /// not there (any more).
    ///
    /// What a reader has marked stays marked. An article that was fetched whole keeps its text: what its feed says
    /// anew becomes a version. Outlives a crash, but not surely a power cut: then it is fetched again.
    pub fn take_in_all(
        &mut self,
        answers: &[Answer],
        rules: &[Rule],
        today: Date,
    ) -> Result<Vec<Option<TakenIn>>, StoreError> {
        self.set_cache(open::TAKING_IN_KIB)?;
        let taken = self.write_texts(Care::Fetched, |connection, texts| {
            let articles = answers.iter().flat_map(|answer| &answer.articles);
            texts.provide(connection, articles.map(|new| &new.article))?;
            answers
                .iter()
                .map(|answer| {
                    let Answer { feed, articles, prepared, visit } = answer;
                    take_in(connection, texts, *feed, (articles, prepared), visit, rules, today)
                })
                .collect()
        });
        self.set_cache(open::CACHE_KIB)?;
        taken
    }
}

fn take_in(
    connection: &Connection,
    texts: &Texts,
    feed: FeedId,
    articles: (&[NewArticle], &[Prepared]),
    visit: &Visit,
    rules: &[Rule],
    today: Date,
) -> rusqlite::Result<Option<TakenIn>> {
    let filed = file(connection, texts, feed, articles, visit.at, Gone::FromAnswer)?;
    let Some((mut taken, _)) = filed else { return Ok(None) };
    taken.ruled = rules::apply(connection, texts, &taken.new, rules, today)?;
    visit::note(connection, feed, visit)?;
    Ok(Some(taken))
}

/// Which stored articles may come again under another key, known by their links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gone {
    /// Those that are not in the answer, which is all that the feed has.
    FromAnswer,
    /// Those of which no server has said what it calls them: the answer is a part of what there is.
    Unmapped,
}

/// Files articles of a feed, without rules; gives their keys, too. `None` where there is no such feed.
pub(super) fn file(
    connection: &Connection,
    texts: &Texts,
    feed: FeedId,
    (articles, prepared): (&[NewArticle], &[Prepared]),
    now: Moment,
    gone: Gone,
) -> rusqlite::Result<Option<(TakenIn, Vec<Key>)>> {
    let state: Option<i64> = connection
        .prepare_cached("SELECT state FROM feed WHERE id = ?1")?
        .query_row([feed.0], |row| row.get(0))
        .optional()?;
    let Some(state) = state else { return Ok(None) };
    texts.provide(connection, articles.iter().map(|new| &new.article))?;
    let mut taken = TakenIn::default();
    let mut intake = Intake::new(connection, texts, feed, now, articles)?;
    intake.may_be_gone = gone;
    let mut new_ones = Vec::new();
    for (at, (new, key)) in articles.iter().zip(intake.keys.clone()).enumerate() {
        let ready = prepared.get(at);
        match intake.take(new, key, ready)? {
            Became::New(id) => new_ones.push((id, &new.article, ready)),
            Became::Updated(id) => taken.updated.push(id),
            Became::Known => taken.known += 1,
        }
    }
    for (id, article, ready) in new_ones {
        intake.inserter.index(id, article, ready)?;
        taken.new.push(id);
    }
    if state != 1 {
        put_aside(connection, &taken.new)?;
    }
    Ok(Some((taken, intake.keys)))
}

/// Articles of a feed that is not subscribed to are not listed.
fn put_aside(connection: &Connection, ids: &[ArticleId]) -> rusqlite::Result<()> {
    let mut aside = connection.prepare_cached("UPDATE article SET aside = 1 WHERE id = ?1")?;
    ids.iter().try_for_each(|id| aside.execute([id.0]).map(drop))
}

/// What became of one article.
enum Became {
    New(ArticleId),
    Updated(ArticleId),
    Known,
}

/// One answer on its way in.
struct Intake<'c> {
    connection: &'c Connection,
    texts: &'c Texts,
    feed: FeedId,
    now: Moment,
    inserter: Inserter<'c>,
    /// The keys of the answer, in its order.
    keys: Vec<Key>,
    /// Articles that have gone from the feed, by their links; found out when first needed.
    gone: Option<HashMap<String, ArticleId>>,
    may_be_gone: Gone,
    /// Links that several articles of the answer share: they tell nothing.
    shared: HashSet<String>,
}

/// What the store has of an article that came again.
struct Stored {
    id: ArticleId,
    print: Option<i64>,
    whole: bool,
}

impl<'c> Intake<'c> {
    fn new(
        connection: &'c Connection,
        texts: &'c Texts,
        feed: FeedId,
        now: Moment,
        articles: &[NewArticle],
    ) -> rusqlite::Result<Self> {
        let (mut seen, mut shared) = (HashSet::new(), HashSet::new());
        for link in articles.iter().filter_map(|new| new.article.link.as_ref()) {
            if !seen.insert(link.as_str()) {
                shared.insert(link.as_str().to_owned());
            }
        }
        Ok(Self {
            connection,
            texts,
            feed,
            now,
            inserter: Inserter::new(connection, texts, Known::Stays)?,
            keys: articles.iter().map(NewArticle::stored_key).collect(),
            gone: None,
            may_be_gone: Gone::FromAnswer,
            shared,
        })
    }

    fn take(
        &mut self,
        new: &NewArticle,
        key: Key,
        ready: Option<&Prepared>,
    ) -> rusqlite::Result<Became> {
        if let Some(stored) = self.stored(key)? {
            return self.renew(&stored, &new.article);
        }
        if self.is_forgotten(key)? {
            return Ok(Became::Known);
        }
        if let Some(id) = self.gone_with_link(&new.article)? {
            let rename = "UPDATE article SET key = ?2 WHERE id = ?1";
            self.connection.prepare_cached(rename)?.execute(params![id.0, key])?;
            let stored = self.stored(key)?;
            return stored.map_or(Ok(Became::Known), |stored| self.renew(&stored, &new.article));
        }
        let inserted =
            self.inserter.insert(self.feed, key, new.arrived.second(), &new.article, ready)?;
        Ok(inserted.map_or(Became::Known, Became::New))
    }

    fn stored(&self, key: Key) -> rusqlite::Result<Option<Stored>> {
        let select = "SELECT id, print, whole FROM article WHERE feed = ?1 AND key = ?2";
        let stored = |row: &rusqlite::Row<'_>| {
            let (id, print) = (ArticleId(row.get(0)?), row::whole(row, 1)?);
            Ok(Stored { id, print, whole: row::whole(row, 2)? == Some(1) })
        };
        self.connection
            .prepare_cached(select)?
            .query_row(params![self.feed.0, key], stored)
            .optional()
    }

    fn is_forgotten(&self, key: Key) -> rusqlite::Result<bool> {
        let select = "SELECT 1 FROM forgotten WHERE feed = ?1 AND key = ?2";
        self.connection.prepare_cached(select)?.exists(params![self.feed.0, key])
    }

    /// The article with this one's link that the feed no longer has under its key.
    fn gone_with_link(&mut self, article: &Article) -> rusqlite::Result<Option<ArticleId>> {
        let Some(link) = &article.link else { return Ok(None) };
        if self.shared.contains(link.as_str()) {
            return Ok(None);
        }
        let gone = match &mut self.gone {
            Some(gone) => gone,
            gone => {
                let unmapped = self.may_be_gone == Gone::Unmapped;
                gone.insert(gone_from(self.connection, self.feed, &self.keys, unmapped)?)
            }
        };
        Ok(gone.remove(link.as_str()))
    }

    /// Brings an article that is known up to date.
    fn renew(&mut self, stored: &Stored, article: &Article) -> rusqlite::Result<Became> {
        let print = print::of(article);
        if stored.print == Some(print) {
            return Ok(Became::Known);
        }
        let before = self.said(stored)?;
        let is_same = before.0 == article.title.as_str() && before.1 == article.body.text();
        if is_same {
            self.write_head(stored.id, article, print)?;
            index::renew_heads(self.connection, stored.id)?;
            return Ok(Became::Known);
        }
        let now = (article.title.as_str(), article.body.text());
        let change = edit::between((&before.0, &before.1), now);
        let is_news = match change {
            Change::Words => true,
            Change::Numbers => !self.folds(stored, now)?,
            Change::Counters => false,
        };
        if is_news && !stored.whole {
            versions::keep_current(self.connection, stored.id)?;
        }
        self.write_head(stored.id, article, print)?;
        if stored.whole {
            index::renew_heads(self.connection, stored.id)?;
            // What differs in counters alone would push the real versions out in the end.
            if is_news {
                versions::add(self.connection, self.texts, stored.id, article, self.now)?;
            }
        } else {
            versions::renew_content(self.connection, self.texts, stored.id, article)?;
        }
        if change > Change::Counters {
            self.note_change(stored.id)?;
        }
        Ok(if is_news { Became::Updated(stored.id) } else { Became::Known })
    }

    /// Whether the text an article has need not be kept: nobody has opened it, and the version before says the same but for
    /// numbers. So of a number that changes at every look the first one is kept, and what the reader has seen.
    fn folds(&self, stored: &Stored, now: (&str, &str)) -> rusqlite::Result<bool> {
        if !stored.whole && versions::was_opened(self.connection, stored.id)? {
            return Ok(false);
        }
        let select = "SELECT title, codec, text FROM version WHERE article = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2";
        // Of one that was fetched whole the newest version is what the feed said last.
        let before = self.texts_of(select, params![stored.id.0, i64::from(stored.whole)])?;
        Ok(before.is_some_and(|(title, text)| edit::between((&title, &text), now) < Change::Words))
    }

    /// Title and text as the feed gave them last.
    fn said(&self, stored: &Stored) -> rusqlite::Result<(String, String)> {
        let select = if stored.whole {
            "SELECT title, codec, text FROM version WHERE article = ?1 ORDER BY number DESC LIMIT 1"
        } else {
            "SELECT title, codec, text FROM article JOIN body ON body.id = article.id WHERE article.id = ?1"
        };
        Ok(self.texts_of(select, params![stored.id.0])?.unwrap_or_default())
    }

    /// Title and text that a statement gives.
    fn texts_of(
        &self,
        select: &str,
        values: impl Params,
    ) -> rusqlite::Result<Option<(String, String)>> {
        let said = |row: &rusqlite::Row<'_>| {
            let text = self.texts.text(self.connection, row::whole(row, 1)?, row.get_ref(2)?)?;
            Ok((row::raw(row, 0)?.unwrap_or_default(), text.unwrap_or_default()))
        };
        self.connection.prepare_cached(select)?.query_row(values, said).optional()
    }

    /// What an article is filed under. Its date stays, and with it its place in the list; a later one is an update.
    fn write_head(&self, id: ArticleId, article: &Article, print: i64) -> rusqlite::Result<()> {
        let published = article.published.map(Moment::second);
        let updated = article.updated.map(Moment::second).max(published);
        self.connection
            .prepare_cached(
                "UPDATE article SET words = iif(whole, words, ?2), published = coalesce(published, ?3),
                     updated = nullif(max(coalesce(updated, ?4), coalesce(?4, updated)), coalesce(published, ?3)),
                     source = ?5, is_outlet = ?6, title = ?7, link = ?8, authors = iif(whole AND ?9 = '', authors, ?9),
                     tags = ?10, language = iif(whole, coalesce(?11, language), ?11),
                     print = ?12
                 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                article.body.words() as i64,
                published,
                updated,
                article.source(),
                article.outlet.is_some(),
                article.title.as_str(),
                article.link.as_ref().map(Link::as_str),
                lines(&article.authors),
                lines(&article.tags),
                article.language.as_deref(),
                print,
            ])?;
        Ok(())
    }

    fn note_change(&self, id: ArticleId) -> rusqlite::Result<()> {
        let update = "UPDATE article SET changed = ?2 WHERE id = ?1";
        self.connection.prepare_cached(update)?.execute(params![id.0, self.now.second()])?;
        Ok(())
    }
}

/// Articles of a feed whose keys are not in its answer, and that no server has named, by link. Links that several of them share tell nothing.
fn gone_from(
    connection: &Connection,
    feed: FeedId,
    keys: &[Key],
    unmapped: bool,
) -> rusqlite::Result<HashMap<String, ArticleId>> {
    let present: HashSet<&Key> = keys.iter().collect();
    let mut select = connection
        .prepare_cached("SELECT id, key, link FROM article WHERE feed = ?1 AND link IS NOT NULL
             AND (NOT ?2 OR id NOT IN (SELECT article FROM remote_article WHERE article IS NOT NULL))")?;
    let mut rows = select.query(params![feed.0, unmapped])?;
    let (mut gone, mut shared) = (HashMap::new(), HashSet::new());
    while let Some(row) = rows.next()? {
        let key: Option<Key> = row.get_ref(1)?.as_blob().ok().and_then(|key| key.try_into().ok());
        let (Some(link), id) = (row::raw(row, 2)?, ArticleId(row.get(0)?)) else { continue };
        if key.is_some_and(|key| present.contains(&key)) || gone.contains_key(&link) {
            shared.insert(link);
        } else {
            gone.insert(link, id);
        }
    }
    gone.retain(|link, _| !shared.contains(link));
    Ok(gone)
}
