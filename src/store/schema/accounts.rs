//! Accounts on servers and what is still to be told them, new in the third version.

pub(super) const TABLES: &str = "";
