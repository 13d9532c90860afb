//! The words of lines that are no part of an article, as data.

mod beginnings;
mod endings;
mod sections;
mod whole;

pub(super) use beginnings::BEGINNINGS;
pub(super) use endings::{ENDINGS, OWN_HEADINGS};
pub(super) use sections::{ROW, SECTIONS};
pub(super) use whole::WHOLE;
