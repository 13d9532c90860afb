//! The lines of articles. Where the file is damaged they are asked for one by one.

use rusqlite::Row;
use serde_json::{Value, json};

use super::{Export, hex, json_of};
use crate::news::json::article_json;
use crate::news::{Article, ArticleId, Moment};
use crate::store::repair::MOST_ROWS;
use crate::store::{Shelf, StoreError, row};
use crate::text::Prose;

/// What is asked of every article besides [`row::ARTICLE`].
const BESIDES: &str =
    "key, arrived, at, rank, article.whole, changed, aside, read, starred, later, hidden";
const FIRST_BESIDES: usize = 15;

impl Export<'_> {
    pub(super) fn tell_articles(&mut self) -> Result<(), StoreError> {
        let (columns, tables) = (row::ARTICLE, row::WHOLE);
        let select = format!("SELECT {columns}, {BESIDES}, feed.source FROM {tables}");
        let mut last = 0;
        let all = format!("{select} ORDER BY article.id");
        if self.tell_rows(&all, &mut last)? {
            return Ok(());
        }
        // Numbers that no article has cost nothing; those of articles that cannot be read are errors.
        for id in last + 1..=self.shelf.last_article() {
            let one = format!("{select} WHERE article.id = {id}");
            if self.goes_on && !self.tell_rows(&one, &mut last)? {
                self.unread.articles.push(ArticleId(id));
            }
        }
        Ok(())
    }

    /// Tells what these rows give, as far as they can be read: whether they were. `last` is the last one that was.
    fn tell_rows(&mut self, select: &str, last: &mut i64) -> Result<bool, StoreError> {
        let Self { shelf, each, goes_on, unread } = self;
        let rows = shelf.readable(select, |row| {
            // The rest is read and left: breaking off in the middle would look like damage.
            if !*goes_on {
                return Ok(None::<()>);
            }
            let id = row.get(0)?;
            match shelf.article_line(row)? {
                Some(line) => *goes_on = each(&line),
                None => unread.articles.push(ArticleId(id)),
            }
            *last = id;
            Ok(None)
        });
        match rows {
            Ok((_, are_all)) => Ok(are_all),
            Err(StoreError::Damaged { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

impl Shelf {
    fn article_line(&self, row: &Row<'_>) -> rusqlite::Result<Option<String>> {
        let Some(article) = self.read_article(row)? else { return Ok(None) };
        let id = ArticleId(row.get(0)?);
        let at = |n: usize| FIRST_BESIDES + n;
        let moment = |n: usize| row::moment(row, at(n));
        let mut line = json_of(&article_json(&article, row::marks(row, at(7))?, true));
        line.insert("type".into(), "article".into());
        line.insert("feed".into(), row::raw(row, at(11))?.into());
        line.insert("key".into(), row.get_ref(at(0))?.as_blob().map(hex).ok().into());
        line.insert("arrived".into(), json!(moment(1)?));
        line.insert("at".into(), json!(moment(2)?));
        line.insert("rank".into(), row::whole(row, at(3))?.into());
        line.insert("whole".into(), (row::whole(row, at(4))? == Some(1)).into());
        line.insert("changed".into(), json!(moment(5)?));
        line.insert("aside".into(), (row::whole(row, at(6))? == Some(1)).into());
        let own = told(self.tags_of(id))?;
        line.insert("own_tags".into(), own.iter().map(Prose::as_str).collect());
        let place = told(self.place(id))?;
        let place = place.map(|place| json!({"offset": place.offset, "top": place.top}));
        line.insert("place".into(), place.into());
        let wrong = told(self.dismissed(id))?;
        let wrong = wrong.iter().map(|fact| json!({"kind": fact.kind.name(), "words": fact.words}));
        line.insert("wrong_facts".into(), wrong.collect());
        let versions = told(self.versions(id))?;
        let versions = versions.iter().map(|v| version(v.number, v.seen, &v.article));
        line.insert("versions".into(), versions.collect());
        Ok(Some(Value::Object(line).to_string()))
    }

    /// The number of the last article that is known of.
    fn last_article(&self) -> i64 {
        let number = |select: &str| {
            self.connection()
                .query_row(select, [], |row| row.get::<_, Option<i64>>(0))
                .ok()
                .flatten()
        };
        let counted = number("SELECT seq FROM sqlite_sequence WHERE name = 'article'");
        counted.max(number("SELECT max(id) FROM article")).unwrap_or_default().clamp(0, MOST_ROWS)
    }
}

fn version(number: u32, seen: Moment, article: &Article) -> Value {
    let mut line = json_of(&article_json(article, crate::news::Marks::default(), true));
    line.retain(|name, _| !["read", "starred", "later", "hidden", "feed"].contains(&name.as_str()));
    line.insert("number".into(), number.into());
    line.insert("seen".into(), json!(seen));
    Value::Object(line)
}

/// What went wrong in the store, as SQLite's own errors are told.
fn told<T>(answer: Result<T, StoreError>) -> rusqlite::Result<T> {
    answer.map_err(|cause| match cause {
        StoreError::Damaged { .. } => {
            let corrupt = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
            rusqlite::Error::SqliteFailure(corrupt, None)
        }
        cause => rusqlite::Error::ToSqlConversionFailure(Box::new(cause)),
    })
}
