//! stub
use super::draft::Draft;
use crate::text::Link;
/// stub
pub struct HtmlBlocks;
/// stub
pub fn blocks(_html: &str, _base: Option<&Link>) -> HtmlBlocks {
    HtmlBlocks
}
pub(super) fn read(_html: &str) -> Draft {
    Draft::default()
}
