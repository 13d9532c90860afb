//! What an article is known by within its feed: a hash of 16 bytes of what the feed calls it.
//!
//! FNV-1a, 128 bits (Fowler, Noll and Vo; draft-eastlake-fnv). It need not withstand an attack: an author can only mix
//! up articles of his own feed. It must stay the same for ever, which rules out the hasher of the standard library.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// A key as it is stored.
pub(super) type Key = [u8; 16];

/// The key of what a feed calls an article.
pub(super) fn of(name: &str) -> Key {
    let hash =
        name.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    hash.to_be_bytes()
}

/// Teaches a connection `key16(text)`, which the step from the first version needs.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("key16", 1, flags, |context: &mut Context<'_>| {
        Ok(match context.get_raw(0) {
            ValueRef::Text(raw) => of(&String::from_utf8_lossy(raw)).to_vec(),
            _ => Vec::new(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_draft_and_never_change() {
        // Test vectors of draft-eastlake-fnv, appendix C.
        assert_eq!(of(""), OFFSET.to_be_bytes());
        assert_eq!(of("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964_u128.to_be_bytes());
        assert_eq!(of("foobar"), 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18_u128.to_be_bytes());
    }
}
