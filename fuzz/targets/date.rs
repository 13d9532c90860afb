//! Any text is a date or none; what is one is read again as it is written.

use dateline::feed::date;

pub(crate) fn check(bytes: &[u8]) {
    if let Some(moment) = date::parse(&String::from_utf8_lossy(bytes)) {
        assert_eq!(date::parse(&moment.to_string()), Some(moment));
    }
}
