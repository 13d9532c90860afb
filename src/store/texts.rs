//! What an article says, as it is kept: parts and text in one piece, compressed against texts of the same language.
//!
//! News is short, and a compressor that starts with each article anew learns little. So the first texts of a language
//! that come in are kept in `pool`, and later ones are compressed against them (zstd with a dictionary of raw content, RFC
//! 8878, section 5). A pool is never changed once it is there, and any article can still be read without another.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params};
use zstd::bulk::{Compressor, Decompressor};

use super::codec::parts::{self, Parts};
use super::codec::{body, text};
use crate::news::Article;

/// Codec of a body that is compressed by itself.
const ALONE: i64 = 2;
/// Codec of a body that is compressed against the pool of number 0; higher ones follow.
const FIRST_POOL: i64 = 16;
const LEVEL: i32 = 3;
/// A pool is made once.
const POOL_LEVEL: i32 = 9;
/// No article is longer: a body that says so was tampered with.
const LIMIT_BYTES: usize = 16 << 20;
/// A pool has at most so much; more would have to be read before the first article is shown.
const POOL_BYTES: usize = 110 << 10;
/// Less is no pool worth having.
const LEAST_BYTES: usize = 12 << 10;
/// A pool of this size is good enough for ever.
const ENOUGH_BYTES: usize = 64 << 10;
/// A store has at most so many pools.
const MOST_POOLS: i64 = 24;

/// Packs and unpacks bodies; keeps what that takes. One for each connection.
#[derive(Default)]
pub(super) struct Texts {
    packers: RefCell<HashMap<String, Packer>>,
    alone: RefCell<Option<Compressor<'static>>>,
    unpackers: RefCell<HashMap<i64, Decompressor<'static>>>,
}

/// What packs the texts of one language.
struct Packer {
    codec: i64,
    /// Bytes of its pool.
    size: usize,
    compressor: Compressor<'static>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}

impl Texts {
    /// Forgets the pools it knows: the transaction that made the last one did not come to its end.
    pub(super) fn forget(&self) {
        self.packers.borrow_mut().clear();
        self.unpackers.borrow_mut().clear();
    }

    /// Makes pools for articles that are about to be stored, where their languages have none (or small ones).
    pub(super) fn provide<'a>(
        &self,
        connection: &Connection,
        articles: impl Iterator<Item = &'a Article>,
    ) -> rusqlite::Result<()> {
        let mut by_language: HashMap<String, Vec<&Article>> = HashMap::new();
        for article in articles {
            by_language.entry(language(article)).or_default().push(article);
        }
        for (language, articles) in by_language {
            self.know(connection, &language)?;
            let has = self.packers.borrow().get(&language).map_or(0, |packer| packer.size);
            let bytes = articles.iter().map(|article| article.body.text().len()).sum::<usize>();
            if has < ENOUGH_BYTES && bytes >= LEAST_BYTES.max(2 * has) {
                self.make_pool(connection, language, &sample(&articles, bytes))?;
            }
        }
        Ok(())
    }

    /// Number of the codec, and the parts and the text of an article in it.
    pub(super) fn pack(
        &self,
        connection: &Connection,
        article: &Article,
        parts: &[u8],
    ) -> rusqlite::Result<(i64, Value)> {
        self.pack_body(connection, article, &body::write(parts, article.body.text()))
    }

    /// The same where parts and text are in one piece already.
    pub(super) fn pack_body(
        &self,
        connection: &Connection,
        article: &Article,
        body: &[u8],
    ) -> rusqlite::Result<(i64, Value)> {
        let language = language(article);
        self.know(connection, &language)?;
        let mut packers = self.packers.borrow_mut();
        let mut alone = self.alone.borrow_mut();
        let (codec, packed) = if let Some(packer) = packers.get_mut(&language) {
            (packer.codec, packer.compressor.compress(body))
        } else {
            let compressor = match &mut *alone {
                Some(compressor) => compressor,
                empty => empty.insert(Compressor::new(LEVEL).map_err(trouble)?),
            };
            (ALONE, compressor.compress(body))
        };
        Ok((codec, Value::Blob(packed.map_err(trouble)?)))
    }

    /// Text and parts of a body. `None` where they cannot be unpacked.
    pub(super) fn unpack(
        &self,
        connection: &Connection,
        codec: Option<i64>,
        stored: ValueRef<'_>,
        beside: ValueRef<'_>,
    ) -> rusqlite::Result<Option<(String, Option<Parts>)>> {
        let Some(codec) = codec.filter(|codec| *codec >= ALONE) else {
            let parts = beside.as_blob().ok().and_then(parts::read);
            return Ok(text::read(codec, stored).map(|text| (text, parts)));
        };
        let body = self.inflate(connection, codec, stored)?;
        Ok(body.as_deref().and_then(body::read).map(|(parts, text)| (text, parts::read(parts))))
    }

    /// The text of a body alone.
    pub(super) fn text(
        &self,
        connection: &Connection,
        codec: Option<i64>,
        stored: ValueRef<'_>,
    ) -> rusqlite::Result<Option<String>> {
        let Some(codec) = codec.filter(|codec| *codec >= ALONE) else {
            return Ok(text::read(codec, stored));
        };
        let body = self.inflate(connection, codec, stored)?;
        Ok(body.as_deref().and_then(body::read).map(|(_, text)| text))
    }

    fn inflate(
        &self,
        connection: &Connection,
        codec: i64,
        stored: ValueRef<'_>,
    ) -> rusqlite::Result<Option<Vec<u8>>> {
        let Ok(packed) = stored.as_blob() else { return Ok(None) };
        let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
        let Some(size) = size.and_then(|size| usize::try_from(size).ok()) else { return Ok(None) };
        if size > LIMIT_BYTES {
            return Ok(None);
        }
        let mut unpackers = self.unpackers.borrow_mut();
        if let std::collections::hash_map::Entry::Vacant(entry) = unpackers.entry(codec) {
            let Some(unpacker) = unpacker(connection, codec)? else { return Ok(None) };
            entry.insert(unpacker);
        }
        Ok(unpackers.get_mut(&codec).and_then(|unpacker| unpacker.decompress(packed, size).ok()))
    }

    /// Gets the newest pool of a language ready, where there is one.
    fn know(&self, connection: &Connection, language: &str) -> rusqlite::Result<()> {
        if self.packers.borrow().contains_key(language) {
            return Ok(());
        }
        let select = "SELECT id, bytes FROM pool WHERE language = ?1 ORDER BY id DESC LIMIT 1";
        let found: Option<(i64, Vec<u8>)> = connection
            .prepare_cached(select)?
            .query_row([language], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((id, bytes)) = found
            && let Some(pool) = inflate_pool(&bytes)
        {
            self.use_pool(language.to_owned(), id, &pool)?;
        }
        Ok(())
    }

    fn make_pool(
        &self,
        connection: &Connection,
        language: String,
        pool: &[u8],
    ) -> rusqlite::Result<()> {
        let packed = zstd::bulk::compress(pool, POOL_LEVEL).map_err(trouble)?;
        let made = connection.execute(
            "INSERT INTO pool (language, bytes) SELECT ?1, ?2 WHERE (SELECT count(*) FROM pool) < ?3",
            params![language, packed, MOST_POOLS],
        )?;
        if made > 0 {
            self.use_pool(language, connection.last_insert_rowid(), pool)?;
        }
        Ok(())
    }

    fn use_pool(&self, language: String, id: i64, pool: &[u8]) -> rusqlite::Result<()> {
        let compressor = Compressor::with_dictionary(LEVEL, pool).map_err(trouble)?;
        let packer = Packer { codec: FIRST_POOL + id, size: pool.len(), compressor };
        self.packers.borrow_mut().insert(language, packer);
        Ok(())
    }
}

/// What unpacks bodies of that codec; `None` where its pool is not there.
fn unpacker(
    connection: &Connection,
    codec: i64,
) -> rusqlite::Result<Option<Decompressor<'static>>> {
    if codec == ALONE {
        return Decompressor::new().map(Some).map_err(trouble);
    }
    let stored = connection
        .prepare_cached("SELECT bytes FROM pool WHERE id = ?1")?
        .query_row([codec.saturating_sub(FIRST_POOL)], |row| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(inflate_pool))
        })
        .optional()?;
    let pool = stored.flatten();
    pool.map(|pool| Decompressor::with_dictionary(&pool).map_err(trouble)).transpose()
}

fn inflate_pool(packed: &[u8]) -> Option<Vec<u8>> {
    zstd::bulk::decompress(packed, POOL_BYTES).ok()
}

/// Bodies from the whole of a batch, as many as a pool holds.
fn sample(articles: &[&Article], bytes: usize) -> Vec<u8> {
    let apart = bytes.div_ceil(POOL_BYTES).max(1);
    let mut pool = Vec::with_capacity(POOL_BYTES);
    for article in articles.iter().step_by(apart) {
        pool.extend(body::write(&parts::write(article), article.body.text()));
        if pool.len() >= POOL_BYTES {
            break;
        }
    }
    pool.truncate(POOL_BYTES);
    pool
}

/// The language as pools know it: without its region, empty where it is not known.
fn language(article: &Article) -> String {
    let tag = article.language.as_deref().unwrap_or_default();
    tag.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

/// What the compressor says, as SQLite's errors are said.
fn trouble(cause: std::io::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(cause))
}
