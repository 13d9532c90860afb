//! How often something is tried: a few times as a rule, as often as was promised where that is asked for.
//!
//! `DATELINE_LONG=1 cargo test --test it -- --nocapture` takes the long forms.

/// A number of rounds: the first, or the second where `DATELINE_LONG` is set.
pub(crate) fn rounds(short: usize, long: usize) -> usize {
    let asked = std::env::var_os("DATELINE_LONG").is_some_and(|value| !value.is_empty());
    if asked { long } else { short }
}
