//! A number that changes whenever a feed says something else of an article: what comes in unchanged costs no more than
//! reckoning it.

use super::codec::parts;
use super::insert::lines;
use crate::news::{Article, Moment};
use crate::text::Link;

/// FNV-1a, 64 bits, over eight bytes at a time: it is kept, so it must stay the same for ever.
struct Fnv(u64);

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

impl Fnv {
    fn part(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.mix(chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
        for byte in chunks.remainder() {
            self.mix(u64::from(*byte));
        }
        // Where one part ends and the next begins matters too.
        self.mix(bytes.len() as u64);
    }

    fn mix(&mut self, word: u64) {
        // The multiplication carries upwards alone; the turn brings the upper bits down again.
        self.0 = (self.0 ^ word).wrapping_mul(PRIME).rotate_left(29);
    }
}

/// The number of an article as it came.
pub(super) fn of(article: &Article) -> i64 {
    with_parts(article, &parts::write(article))
}

/// The same where its parts are written already.
pub(super) fn with_parts(article: &Article, parts: &[u8]) -> i64 {
    let mut hash = Fnv(OFFSET);
    hash.part(article.title.as_bytes());
    hash.part(article.body.text().as_bytes());
    hash.part(parts);
    hash.part(lines(&article.authors).as_bytes());
    hash.part(lines(&article.tags).as_bytes());
    hash.part(article.source().unwrap_or_default().as_bytes());
    hash.part(article.link.as_ref().map_or("", Link::as_str).as_bytes());
    hash.part(article.language.as_deref().unwrap_or_default().as_bytes());
    for moment in [article.published, article.updated] {
        let second = moment.map_or(i64::MIN, Moment::second);
        hash.part(&second.to_le_bytes());
    }
    hash.0 as i64
}
