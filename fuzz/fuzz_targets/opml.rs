//! A list of feeds that is read and written is read again as the same.
#![no_main]

use dateline::feed::opml;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(list) = opml::parse(bytes) {
        let again = opml::parse(opml::write(&list).as_bytes()).expect("what was written is a list");
        assert_eq!(opml::write(&again), opml::write(&list));
    }
});
