//! Any text is a date or none; what is one is read again as it is written.
#![no_main]

use dateline::feed::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(moment) = date::parse(text) {
        assert_eq!(date::parse(&moment.to_string()), Some(moment));
    }
});
