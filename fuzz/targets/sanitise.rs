//! Whatever comes in, no character that a terminal may take for a command comes out, and cleaning twice is cleaning once.

use dateline::text::{Prose, is_unsafe};

pub(crate) fn check(bytes: &[u8]) {
    let raw = String::from_utf8_lossy(bytes);
    let (line, text, in_place) = (Prose::line(&raw), Prose::text(&raw), Prose::in_place(&raw));
    assert!(!line.chars().any(is_unsafe));
    let is_kept = |c: char| matches!(c, '\n' | '\t') || !is_unsafe(c);
    assert!(text.chars().all(is_kept) && in_place.chars().all(is_kept));
    assert_eq!(in_place.len(), raw.len());
    assert_eq!(Prose::line(&line), line);
    assert_eq!(Prose::text(&text), text);
}
