//! What one fetch may cost: every bound in one place.

use std::time::Duration;

use crate::config::Settings;

const MIB: u64 = 1024 * 1024;

/// The bounds of one fetch. The defaults suit feeds and pages as they are; see each field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the look-up of the name to an open, encrypted line.
    pub connect: Duration,
    /// From the last byte of the question to the first of the answer.
    pub first_byte: Duration,
    /// Everything, redirects included.
    pub whole: Duration,
    /// The slowest line: this many bytes in each [`Limits::rate_window`].
    pub rate_bytes: u64,
    /// How long a line may be slower than that.
    pub rate_window: Duration,
    /// What comes over the line for one address, in bytes: framing, headers and encryption included.
    pub wire_bytes: u64,
    /// A body that grows longer, in bytes, waits for its turn: two such are read at a time, whatever their number.
    pub heavy_bytes: u64,
    /// The longest feed, unpacked, in bytes.
    pub feed_bytes: u64,
    /// The longest page, unpacked, in bytes.
    pub page_bytes: u64,
    /// How many times longer than what was sent the unpacked text may be, once it is longer than [`Limits::ratio_from`].
    pub ratio: u64,
    /// Unpacked bytes from which the ratio is looked at.
    pub ratio_from: u64,
    /// How often an answer may be packed, one time into the other.
    pub layers: usize,
    /// All headers of an answer, in bytes.
    pub head_bytes: usize,
    /// One header, in bytes; a longer one is left out.
    pub header_bytes: usize,
    /// Headers of one answer.
    pub headers: usize,
    /// How long a kept line is watched after an answer before it is used again: what a broken server sends on top of the
    /// answer comes at once, and must not be taken for the next one. Less than a new line would take.
    pub watch: Duration,
    /// Preliminary answers (1xx) before the real one.
    pub preliminary: u32,
    /// Redirects followed.
    pub redirects: usize,
    /// The longest `ETag` or `Last-Modified` that is remembered, in bytes.
    pub validator_bytes: usize,
    /// The longest time a server can ask to be left alone.
    pub longest_rest: Duration,
}

impl Limits {
    /// The bounds as the reader has set them.
    pub fn of(settings: &Settings) -> Self {
        Self {
            connect: Duration::from_secs(settings.connect_timeout_s),
            first_byte: Duration::from_secs(settings.first_byte_timeout_s),
            whole: Duration::from_secs(settings.fetch_timeout_s),
            wire_bytes: (settings.feed_limit_mib.max(settings.page_limit_mib) + 8) * MIB,
            feed_bytes: settings.feed_limit_mib * MIB,
            page_bytes: settings.page_limit_mib * MIB,
            redirects: settings.redirects,
            ..Self::default()
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(15),
            whole: Duration::from_secs(60),
            rate_bytes: 2_000,
            rate_window: Duration::from_secs(20),
            wire_bytes: 40 * MIB,
            heavy_bytes: 4 * MIB,
            feed_bytes: 32 * MIB,
            page_bytes: 15 * MIB,
            ratio: 200,
            ratio_from: MIB,
            layers: 2,
            head_bytes: 256 * 1024,
            header_bytes: 64 * 1024,
            headers: 1_000,
            watch: Duration::from_millis(40),
            preliminary: 8,
            redirects: 8,
            validator_bytes: 4 * 1024,
            longest_rest: Duration::from_secs(24 * 3_600),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_have_the_same_defaults() {
        assert_eq!(Limits::of(&Settings::default()), Limits::default());
    }
}
