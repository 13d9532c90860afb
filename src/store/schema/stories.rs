//! Stories and what the reader has corrected in them, new in the third version.

pub(super) const TABLES: &str = "";
