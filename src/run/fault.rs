//! Panics on demand, so that tests can see what a panic leaves behind.
//!
//! Debug builds alone look at the variable; a release build has no such place.

/// Names the place that panics: `loop`, `keyboard`, `writer` or `worker`.
const VARIABLE: &str = "DATELINE_TEST_PANIC";

/// Panics here if a test has asked for it.
pub(super) fn point(place: &str) {
    if cfg!(debug_assertions) && std::env::var(VARIABLE).is_ok_and(|named| named == place) {
        panic!("asked to panic: {place}");
    }
}
