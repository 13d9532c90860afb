//! One batch of the journal: marks, tags and subscriptions that changed together.

use super::{Reader, Writer, code, coded};
use crate::news::{ArticleId, FeedId, Mark};
use crate::store::{FeedChange, MarkChange, Step, TagChange};
use crate::text::Prose;

/// The first version has marks alone.
const MARKS_ALONE: u8 = 1;
const VERSION: u8 = 2;
/// Append only: the place in this list is what is stored.
const MARKS: [Mark; 4] = [Mark::Read, Mark::Starred, Mark::Later, Mark::Hidden];

/// Writes a batch; marks of neighbouring articles cost two bytes each.
pub(crate) fn write(step: &Step) -> Vec<u8> {
    let mut writer = Writer::new(VERSION);
    let mut before = 0;
    writer.list(&step.marks, |writer, change| {
        writer.byte(code(&MARKS, &change.mark) << 1 | u8::from(change.on));
        writer.signed(change.id.0.wrapping_sub(before));
        before = change.id.0;
    });
    writer.list(&step.tags, |writer, change| {
        writer.byte(change.on.into());
        writer.signed(change.id.0);
        writer.string(&change.tag);
    });
    writer.list(&step.feeds, |writer, change| {
        writer.byte(change.on.into());
        writer.signed(change.feed.0);
    });
    writer.finish()
}

/// Reads a batch.
pub(crate) fn read(bytes: &[u8]) -> Option<Step> {
    if bytes.first() == Some(&MARKS_ALONE) {
        let marks = read_marks(&mut Reader::new(MARKS_ALONE, bytes)?)?;
        return Some(Step { marks, ..Step::default() });
    }
    let mut reader = Reader::new(VERSION, bytes)?;
    Some(Step {
        marks: read_marks(&mut reader)?,
        tags: reader.list(read_tag)?,
        feeds: reader.list(read_feed)?,
    })
}

fn read_marks(reader: &mut Reader<'_>) -> Option<Vec<MarkChange>> {
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

fn read_tag(reader: &mut Reader<'_>) -> Option<TagChange> {
    let on = reader.byte()? == 1;
    let id = ArticleId(reader.signed()?);
    Some(TagChange { id, tag: Prose::line(reader.string()?), on })
}

fn read_feed(reader: &mut Reader<'_>) -> Option<FeedChange> {
    let on = reader.byte()? == 1;
    Some(FeedChange { feed: FeedId(reader.signed()?), on })
}
