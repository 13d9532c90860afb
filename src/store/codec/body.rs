//! Parts and text of an article in one piece, so that they are compressed together.

use super::{Reader, Writer};

const VERSION: u8 = 1;

/// Writes the parts, with their length before them, and the text.
pub(crate) fn write(parts: &[u8], text: &str) -> Vec<u8> {
    let mut writer = Writer::new(VERSION);
    writer.bytes(parts);
    let mut body = writer.finish();
    body.extend_from_slice(text.as_bytes());
    body
}

/// Reads the parts and the text; bytes that are no UTF-8 become U+FFFD.
pub(crate) fn read(bytes: &[u8]) -> Option<(&[u8], String)> {
    let mut reader = Reader::new(VERSION, bytes)?;
    let parts = reader.bytes()?;
    Some((parts, String::from_utf8_lossy(reader.rest()).into_owned()))
}
