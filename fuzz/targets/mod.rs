//! What is asked of each parser of foreign bytes. libFuzzer drives these functions (`fuzz_targets`), and so does `cargo test`.

pub(crate) mod config;
pub(crate) mod date;
pub(crate) mod facts;
pub(crate) mod feed;
pub(crate) mod html;
pub(crate) mod opml;
pub(crate) mod query;
pub(crate) mod sanitise;
