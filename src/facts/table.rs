//! A table from hashes to rows of a few bytes, read as it lies in the program's file.
//!
//! Nothing is parsed when the program starts and nothing is copied. Sixteen bits of a hash, its tag, stand apart from the rows and
//! close together, eight to a bucket: what the table does not have is mostly told by one look at one bucket, and the
//! rows are few. Where a bucket of a word list is full, the next one goes on (`assets/facts/build.py` writes those); of the
//! model's features ([`write`]) those that are worth least are left out instead.

/// Places of a bucket.
const PLACES: usize = 8;

/// The tags of a bucket; those of free places, which come last, are 0.
type Tags = [[u8; 8]; 2];

/// A table of rows of `ROW` bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a, const ROW: usize> {
    tags: &'a [Tags],
    rows: &'a [[u8; ROW]],
}

impl<'a, const ROW: usize> Table<'a, ROW> {
    /// The table that `bytes` hold: all tags, then all rows. `None` if the bytes are none.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let buckets = bytes.len() / (PLACES * (2 + ROW));
        if buckets == 0 || bytes.len() != buckets * PLACES * (2 + ROW) {
            return None;
        }
        let (tags, rows) = bytes.split_at(buckets * PLACES * 2);
        Some(Self { tags: tags.as_chunks().0.as_chunks().0, rows: rows.as_chunks().0 })
    }

    /// The first row with the tag of `hash` that `is_it` takes, in its bucket or, where that is full, in those behind it.
    pub(super) fn find(
        self,
        hash: u64,
        is_it: impl Fn(&[u8; ROW]) -> bool,
    ) -> Option<&'a [u8; ROW]> {
        let mut bucket = bucket_of(hash, self.tags.len());
        for _ in 0..self.tags.len() {
            let tags = self.tags.get(bucket)?;
            if hits(tags, tag_of(hash)) != 0 {
                let own = tags.as_flattened().as_chunks().0.iter().enumerate();
                let own = own.filter(|(_, own)| u16::from_le_bytes(**own) == tag_of(hash));
                let mut rows = own.filter_map(|(place, _)| self.rows.get(bucket * PLACES + place));
                if let Some(row) = rows.find(|row| is_it(row)) {
                    return Some(row);
                }
            }
            if matches!(tags, [_, [.., 0, 0]]) {
                return None;
            }
            bucket = (bucket + 1) % self.tags.len();
        }
        None
    }

    /// Folds `each` over the row of each hash that its own bucket has, in their order. Which those are is found out for all of
    /// them first, without a branch, since that cannot be foreseen. `found` is room to work in.
    pub(super) fn find_all<T>(
        self,
        hashes: &[u32],
        found: &mut Vec<u32>,
        start: T,
        each: impl Fn(T, &[u8; ROW]) -> T,
    ) -> T {
        found.clear();
        found.resize(hashes.len(), 0);
        let mut count = 0;
        for hash in hashes.iter().map(|hash| spread(*hash)) {
            let bucket = bucket_of(hash, self.tags.len());
            let Some(tags) = self.tags.get(bucket) else { return start };
            let hits = hits(tags, tag_of(hash));
            if let Some(place) = found.get_mut(count) {
                *place = (bucket * PLACES) as u32 + hits.trailing_zeros() / 16;
            }
            count += usize::from(hits != 0);
        }
        let rows = found.iter().take(count).filter_map(|place| self.rows.get(*place as usize));
        rows.fold(start, each)
    }
}

/// A hash of 32 bits as a table looks it up.
pub(super) fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

/// The low sixteen bits of a hash, never 0.
fn tag_of(hash: u64) -> u16 {
    (hash as u16).max(1)
}

/// Where the high half of a hash points.
fn bucket_of(hash: u64, buckets: usize) -> usize {
    (((hash >> 32) * buckets as u64) >> 32) as usize
}

/// The highest bit of each sixteen whose tag is `tag`, and by chance of some above the first of them.
fn hits(tags: &Tags, tag: u16) -> u128 {
    let [low, high] = tags.map(|four| equal(u64::from_le_bytes(four), tag));
    u128::from(high) << 64 | u128::from(low)
}

/// The same for four tags: only where nothing is left of a tag does taking one from it reach its highest bit.
fn equal(four: u64, tag: u16) -> u64 {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let rest = four ^ (u64::from(tag) * ONES);
    rest.wrapping_sub(ONES) & !rest & (ONES << 15)
}

/// The tags of a table that is being filled.
pub(super) struct Room(Vec<u16>);

impl Room {
    /// Nothing in so many buckets.
    pub(super) fn new(buckets: usize) -> Self {
        Self(vec![0; buckets.max(1) * PLACES])
    }

    /// The place for a hash; none if its bucket is full or has its tag.
    fn place(&mut self, hash: u64) -> Option<usize> {
        let start = bucket_of(hash, self.0.len() / PLACES) * PLACES;
        let bucket = self.0.get_mut(start..start + PLACES)?;
        let free = bucket.iter().position(|tag| *tag == 0 || *tag == tag_of(hash))?;
        (bucket[free] == 0).then(|| {
            bucket[free] = tag_of(hash);
            start + free
        })
    }

    /// Whether there was room for a hash, which has it now.
    pub(super) fn takes(&mut self, hash: u64) -> bool {
        self.place(hash).is_some()
    }
}

/// Writes a table of `buckets`; an entry that has no room among the earlier ones is left out.
pub(super) fn write<const ROW: usize>(entries: &[(u64, [u8; ROW])], buckets: usize) -> Vec<u8> {
    let mut room = Room::new(buckets);
    let mut rows = vec![[0; ROW]; room.0.len()];
    for (hash, row) in entries {
        if let Some(place) = room.place(*hash) {
            rows[place] = *row;
        }
    }
    let tags = room.0.into_iter().flat_map(u16::to_le_bytes);
    tags.chain(rows.into_iter().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(number: u32) -> u32 {
        number.wrapping_mul(0x9e37_79b9).rotate_left(13).wrapping_mul(0x85eb_ca6b)
    }

    fn row(number: u32) -> [u8; 3] {
        [number as u8, (number >> 8) as u8, 7]
    }

    #[test]
    fn what_was_written_is_found_and_little_else() {
        let entries: Vec<(u64, [u8; 3])> = (0..5_000).map(|n| (spread(hash(n)), row(n))).collect();
        let bytes = write(&entries, 2_000);
        let table = Table::<3>::read(&bytes).expect("a table");
        for (hash, row) in &entries {
            assert_eq!(table.find(*hash, |_| true), Some(row));
        }
        let strangers =
            (10_000..20_000).filter(|n| table.find(spread(hash(*n)), |_| true).is_some());
        assert!(strangers.count() < 20);
    }

    #[test]
    fn many_are_found_as_one_is() {
        let entries: Vec<(u64, [u8; 3])> = (0..900).map(|n| (spread(hash(n)), row(n))).collect();
        let bytes = write(&entries, 200);
        let table = Table::<3>::read(&bytes).expect("a table");
        let asked: Vec<u32> = (0..2_000).map(hash).collect();
        let one_by_one = asked.iter().filter_map(|hash| table.find(spread(*hash), |_| true));
        let together = table.find_all(&asked, &mut Vec::new(), Vec::new(), |mut all, row| {
            all.push(*row);
            all
        });
        assert_eq!(together, one_by_one.copied().collect::<Vec<_>>());
        assert!((850..905).contains(&together.len()), "{}", together.len());
    }

    #[test]
    fn what_a_full_bucket_has_no_room_for_stands_in_the_next() {
        let mut bytes = vec![0; 2 * 8 * 3];
        // The first bucket is full of strangers; the second has the tag 5, with the row 9.
        bytes[..16].fill(1);
        bytes[16] = 5;
        bytes[32 + 8] = 9;
        let table = Table::<1>::read(&bytes).expect("a table of two buckets");
        assert_eq!(table.find(5, |_| true), Some(&[9]));
        assert_eq!(table.find(5, |row| row[0] == 8), None);
    }

    #[test]
    fn a_full_table_is_left_in_the_end() {
        let bytes = [1; 8 * 3];
        let table = Table::<1>::read(&bytes).expect("a table of one bucket");
        assert_eq!(table.find(5, |_| true), None);
    }

    #[test]
    fn bytes_that_are_no_table_are_refused() {
        for size in [0, 1, 23, 25] {
            assert!(Table::<1>::read(&vec![0; size]).is_none(), "{size}");
        }
    }
}
