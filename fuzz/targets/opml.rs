//! A list of feeds that is read and written is read again as the same.

use dateline::feed::{FeedError, opml};

pub(crate) fn check(bytes: &[u8]) {
    let Ok(list) = opml::parse(bytes) else { return };
    match opml::parse(opml::write(&list).as_bytes()) {
        Ok(again) => assert_eq!(opml::write(&again), opml::write(&list)),
        // Between words enough, what is no text was let pass; alone it is refused.
        Err(FeedError::Binary) => {}
        Err(error) => panic!("what was written is no list: {error}"),
    }
}
