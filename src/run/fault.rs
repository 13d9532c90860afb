//! Panics on demand, so that tests can see what a panic leaves behind.
//!
//! Debug builds alone look at the variable; a release build has no such place.

use crate::config::Key;

/// Names the place that panics: `loop`, `keyboard`, `writer` or `worker`.
const VARIABLE: &str = "DATELINE_TEST_PANIC";

/// The key that the loop panics at. Nothing is bound to it.
pub(super) const KEY: Key = Key::char('~');

/// Panics here if a test has asked for it.
pub(super) fn point(place: &str) {
    assert!(!is_asked_for(place), "asked to panic: {place}");
}

fn is_asked_for(place: &str) -> bool {
    cfg!(debug_assertions) && std::env::var(VARIABLE).is_ok_and(|named| named == place)
}
