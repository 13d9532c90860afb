//! The words of the index that begin with some letters.
//!
//! Asked for `co*`, the index first puts the articles of all such words into one list, however few are wanted of them:
//! with 100,000 articles that takes longer than a reader waits between two keys. Asked for the words themselves it gives
//! the newest articles at once. So where they are few they are looked up, one step from each to the next.

use rusqlite::{Connection, OptionalExtension};

/// More words than these are not looked up: then nearly every article has one of them, and the newest are read instead.
const MOST: usize = 24;

/// The table of all words; it is made for a connection when it is first needed, and is nowhere in the file.
const TABLE: &str = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab ('main', 'words', 'instance')";
/// The first word from here on; of a word that is there no article is read but the first.
const NEXT: &str = "SELECT term FROM temp.vocabulary WHERE term >= ?1 AND term <= ?2 LIMIT 1";

/// The words with this beginning, in order; `None` where they are many.
pub(super) fn of(connection: &Connection, letters: &str) -> rusqlite::Result<Option<Vec<String>>> {
    make_table(connection, "vocabulary", TABLE)?;
    let mut next = connection.prepare_cached(NEXT)?;
    let last = format!("{letters}\u{10ffff}");
    let (mut found, mut from) = (Vec::new(), letters.to_owned());
    loop {
        let word: Option<String> = next.query_row([&from, &last], |row| row.get(0)).optional()?;
        let Some(word) = word.filter(|word| word.starts_with(letters)) else {
            return Ok(Some(found));
        };
        if found.len() >= MOST {
            return Ok(None);
        }
        from = format!("{word}\u{1}");
        found.push(word);
    }
}

/// Makes a table that stays in memory: a connection that reads alone may not make anything, not even that.
pub(super) fn make_table(connection: &Connection, name: &str, table: &str) -> rusqlite::Result<()> {
    let known = "SELECT 1 FROM temp.sqlite_schema WHERE name = ?1";
    if connection.prepare_cached(known)?.exists([name])? {
        return Ok(());
    }
    let reads_alone: bool = connection.query_row("PRAGMA query_only", [], |row| row.get(0))?;
    connection.pragma_update(None, "query_only", false)?;
    let made = connection.execute_batch(table);
    connection.pragma_update(None, "query_only", reads_alone)?;
    made
}
