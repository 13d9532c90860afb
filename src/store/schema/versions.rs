//! Which of the texts an article had somebody has looked at, new in the third version.

/// - `version.opened` says that facts were kept of the text while it was the article's, which are kept of what was opened.
pub(super) const TABLES: &str = "
ALTER TABLE version ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
";
