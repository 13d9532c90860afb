//! Finds the corpus that is shared between checkouts and is no part of this repository.

use std::path::PathBuf;

/// A file of the corpus; `None`, with a visible line, where it is missing.
pub(crate) fn file(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("DATELINE_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join(name);
    if path.exists() {
        return Some(path);
    }
    let _shown = std::io::Write::write_fmt(
        &mut std::io::stderr(),
        format_args!("skipped: {} is missing (see DATELINE_SHARED)\n", path.display()),
    );
    None
}
