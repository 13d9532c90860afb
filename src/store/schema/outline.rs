//! What other programs have said in a list of feeds that was imported, new in the third version.

/// - `place` names the part of the list: itself (empty), a folder, or a feed, see `desk::outline`.
/// - `kept` is what was said there, as JSON.
pub(super) const TABLES: &str = "
CREATE TABLE outline (
    place TEXT PRIMARY KEY,
    kept  TEXT NOT NULL
) STRICT;
";
