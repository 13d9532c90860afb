//! See `fuzz/targets/html.rs`, which `cargo test --test fuzz` runs, too.
#![no_main]

#[path = "../targets/html.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| target::check(bytes));
