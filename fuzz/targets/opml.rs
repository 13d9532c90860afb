//! A list of feeds that is read and written is read again as the same.

use dateline::feed::opml;

pub(crate) fn check(bytes: &[u8]) {
    if let Ok(list) = opml::parse(bytes) {
        let again = opml::parse(opml::write(&list).as_bytes()).expect("what was written is a list");
        assert_eq!(opml::write(&again), opml::write(&list));
    }
}
