//! One batch of the journal: marks, tags, subscriptions, stories and what was called wrong, changed together.

use super::{Reader, Writer, code, coded};
use crate::news::{ArticleId, Dismissal, FactKind, FeedId, Mark};
use crate::store::{
    FactChange, FeedChange, MarkChange, PairChange, SameChange, Step, StoryMove, TagChange,
};
use crate::text::Prose;

/// The first version has marks alone.
const MARKS_ALONE: u8 = 1;
/// The second one ends after the subscriptions.
const WITHOUT_STORIES: u8 = 2;
const VERSION: u8 = 3;
/// Append only: the place in this list is what is stored.
const SAID: [Option<bool>; 3] = [None, Some(false), Some(true)];
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
    writer.list(&step.moves, |writer, change| {
        writer.signed(change.id.0);
        writer.number(change.from.into());
        writer.number(change.to.into());
    });
    writer.list(&step.pairs, |writer, change| {
        writer.signed(change.a.0);
        writer.signed(change.b.0);
        writer.byte(code(&SAID, &change.before) << 4 | code(&SAID, &change.after));
    });
    writer.list(&step.dismissed, |writer, change| {
        writer.byte(change.on.into());
        writer.signed(change.id.0);
        writer.string(change.fact.kind.name());
        writer.list(&change.fact.words, |writer, words| writer.string(words));
    });
    writer.list(&step.not_same, |writer, change| {
        writer.byte(change.on.into());
        writer.signed(change.id.0);
        writer.string(&change.key);
    });
    writer.finish()
}

/// Reads a batch.
pub(crate) fn read(bytes: &[u8]) -> Option<Step> {
    if bytes.first() == Some(&MARKS_ALONE) {
        let marks = read_marks(&mut Reader::new(MARKS_ALONE, bytes)?)?;
        return Some(Step { marks, ..Step::default() });
    }
    let has_stories = bytes.first() != Some(&WITHOUT_STORIES);
    let version = if has_stories { VERSION } else { WITHOUT_STORIES };
    let mut reader = Reader::new(version, bytes)?;
    Some(Step {
        marks: read_marks(&mut reader)?,
        tags: reader.list(read_tag)?,
        feeds: reader.list(read_feed)?,
        moves: if has_stories { reader.list(read_move)? } else { Vec::new() },
        pairs: if has_stories { reader.list(read_pair)? } else { Vec::new() },
        dismissed: if has_stories { reader.list(read_fact)? } else { Vec::new() },
        not_same: if has_stories { reader.list(read_same)? } else { Vec::new() },
    })
}

fn read_fact(reader: &mut Reader<'_>) -> Option<FactChange> {
    let on = reader.byte()? == 1;
    let id = ArticleId(reader.signed()?);
    let kind = FactKind::from_name(reader.string()?)?;
    let words = reader.list(|reader| Some(Prose::line(reader.string()?).to_string()))?;
    Some(FactChange { id, fact: Dismissal { kind, words }, on })
}

fn read_same(reader: &mut Reader<'_>) -> Option<SameChange> {
    let on = reader.byte()? == 1;
    let id = ArticleId(reader.signed()?);
    Some(SameChange { key: reader.string()?.to_owned(), id, on })
}

fn read_move(reader: &mut Reader<'_>) -> Option<StoryMove> {
    let id = ArticleId(reader.signed()?);
    Some(StoryMove { id, from: reader.small()?, to: reader.small()? })
}

fn read_pair(reader: &mut Reader<'_>) -> Option<PairChange> {
    let (a, b) = (ArticleId(reader.signed()?), ArticleId(reader.signed()?));
    let said = reader.byte()?;
    Some(PairChange { a, b, before: coded(&SAID, said >> 4)?, after: coded(&SAID, said & 15)? })
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
