//! `fold(text)` for SQL: lower case by Unicode, which SQLite knows for ASCII alone.
//!
//! It stands in no index and no trigger, so that the file stays readable and writable without dateline.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

/// Text without its case; what is not text is empty.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// Teaches a connection the function.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("fold", 1, flags, |context: &mut Context<'_>| {
        Ok(match context.get_raw(0) {
            ValueRef::Text(raw) => folded(&String::from_utf8_lossy(raw)),
            _ => String::new(),
        })
    })
}
