//! Any text is a query or an error; what is one means the same when it is written down and read again.
#![no_main]

use dateline::news::query::Query;
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let today = date(2024, 6, 20);
    if let Ok(query) = Query::parse(text, today) {
        assert_eq!(Query::parse(&query.to_string(), today).ok(), Some(query));
    }
});
