//! See `fuzz/targets/date.rs`, which `cargo test --test fuzz` runs, too.
#![no_main]

#[path = "../targets/date.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| target::check(bytes));
