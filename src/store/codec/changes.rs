//! One batch of the journal of marks.

use super::{Reader, Writer, code, coded};
use crate::news::{ArticleId, Mark};
use crate::store::MarkChange;

const VERSION: u8 = 1;
/// Append only: the place in this list is what is stored.
const MARKS: [Mark; 4] = [Mark::Read, Mark::Starred, Mark::Later, Mark::Hidden];

/// Writes changes; neighbouring articles cost two bytes each.
pub(crate) fn write(changes: &[MarkChange]) -> Vec<u8> {
    let mut writer = Writer::new(VERSION);
    let mut before = 0;
    writer.list(changes, |writer, change| {
        writer.byte(code(&MARKS, &change.mark) << 1 | u8::from(change.on));
        writer.signed(change.id.0.wrapping_sub(before));
        before = change.id.0;
    });
    writer.finish()
}

/// Reads changes.
pub(crate) fn read(bytes: &[u8]) -> Option<Vec<MarkChange>> {
    let mut reader = Reader::new(VERSION, bytes)?;
    let mut changes = reader.list(|reader| {
        let kind = reader.byte()?;
        let step = reader.signed()?;
        Some(MarkChange { id: ArticleId(step), mark: coded(&MARKS, kind >> 1)?, on: kind & 1 == 1 })
    })?;
    let mut at: i64 = 0;
    for change in &mut changes {
        at = at.wrapping_add(change.id.0);
        change.id = ArticleId(at);
    }
    Some(changes)
}
