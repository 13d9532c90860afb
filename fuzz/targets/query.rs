//! Any text is a query or an error; what is one means the same when it is written down and read again.

use dateline::news::query::Query;
use jiff::civil::date;

pub(crate) fn check(bytes: &[u8]) {
    let today = date(2024, 6, 20);
    if let Ok(query) = Query::parse(&String::from_utf8_lossy(bytes), today) {
        assert_eq!(Query::parse(&query.to_string(), today).ok(), Some(query));
    }
}
