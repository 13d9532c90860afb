//! Panics on demand, so that tests can see what a panic leaves behind, wherever it happens.
//!
//! Debug builds alone look at the variable; a release build has no such place. A test reads the names of all points from
//! the source and panics at each.

use std::sync::LazyLock;

/// Names the point that panics.
const VARIABLE: &str = "DATELINE_TEST_PANIC";

static ASKED_FOR: LazyLock<Option<String>> = LazyLock::new(|| std::env::var(VARIABLE).ok());

/// Panics here if a test has asked for it.
pub(crate) fn point(place: &str) {
    assert!(!is_asked_for(place), "asked to panic: {place}");
}

fn is_asked_for(place: &str) -> bool {
    cfg!(debug_assertions) && ASKED_FOR.as_deref() == Some(place)
}
