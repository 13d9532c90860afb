//! The text of a body as the first version of the store wrote it: alone, compressed where that made it shorter.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rusqlite::types::ValueRef;

/// Codec of a text that is stored as it is.
const PLAIN: i64 = 0;
/// Codec of a text that is stored as a DEFLATE stream (RFC 1951).
const DEFLATE: i64 = 1;

/// A longer text is not unpacked: no article has one, so the file was tampered with.
const LIMIT_BYTES: usize = 16 << 20;

/// The text; bytes that are no UTF-8 become U+FFFD. `None` where it cannot be unpacked or the codec is unknown.
pub(crate) fn read(codec: Option<i64>, stored: ValueRef<'_>) -> Option<String> {
    match (codec?, stored) {
        (PLAIN, ValueRef::Text(bytes)) => Some(String::from_utf8_lossy(bytes).into_owned()),
        (DEFLATE, ValueRef::Blob(bytes)) => {
            let bytes = decompress_to_vec_with_limit(bytes, LIMIT_BYTES).ok()?;
            Some(String::from_utf8_lossy(&bytes).into_owned())
        }
        _ => None,
    }
}
