//! Inputs to begin with: fixtures and assets, and what has no file of its own.

use std::fs;
use std::path::{Path, PathBuf};

const DATES: [&str; 14] = [
    "2024-06-20",
    "2024-06-20T10:02:03Z",
    "2024-06-20T10:02:03.123+05:30",
    "Thu, 20 Jun 2024 10:02:03 GMT",
    "Thursday, 20-Jun-24 10:02:03 EST",
    "20 juin 2024 à 10h02",
    "2024-W25-4",
    "2024-172",
    "20240620T100203Z",
    "1718877723",
    "June 20th, 2024 at 10:02 p.m. (UTC)",
    "2024年6月20日 10:02",
    "20.06.2024, 10:02 Uhr",
    "٢٠٢٤-٠٦-٢٠",
];

const QUERIES: [&str; 8] = [
    "is:unread -is:starred feed:\"The Post\" (tag:sea or title:harbour)",
    "after:7d before:2024-06-20 Putin \"North Korea\"",
    "not (a or b) and -c",
    "outlet:post author:ruiz lang:de words:>300",
    "is:read is:later is:hidden is:edited",
    "\"an open quotation",
    "((((a))))",
    "link:example.org text:*",
];

const LISTS: [&str; 3] = [
    "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Feeds</title></head><body><outline text=\"Sea\">\
     <outline type=\"rss\" text=\"Tide\" title=\"Tide\" xmlUrl=\"https://tide.example/feed\" htmlUrl=\"https://tide.example/\" x:own=\"1\"/>\
     </outline></body></opml>",
    "<opml><body><outline text='a &amp; b' xmlurl='exec:ls'/><outline url='http://x.example/' category='/a/b,c'/></body></opml>",
    "<opml version=1.1><body><outline><outline><outline text=deep></outline></outline></outline></body></opml>",
];

const TEXTS: [&str; 6] = [
    "Jane Doe of Vietnam said on Thursday that the talks in Hanoi had cost $3 million, up 4.5% from 2023.",
    "\u{1b}]52;c;aGk=\u{7}red \u{1b}[31mred\u{9b}0m \u{202e}right to left\u{202c} zero\u{200b}width a\u{301}\u{301}\u{301}",
    "שלום עולם — می‌خواهم — नमस्ते — 👩‍👩‍👧‍👦 🇩🇪 — ﷽ — ß İ ½ ²",
    "\"We will,\" said Mr. O'Neill (55), \"not go.\" He left at 9 a.m. on 3 March. £1.2bn; 1,000 km²; No. 10.",
    "line one\r\nline\ttwo\n\n\n  - item\n> quoted\n",
    "https://user:pass@example.org:8080/a/../b?q=%00#f mailto:a@b.example javascript:alert(1)",
];

/// The inputs of a target.
pub(crate) fn of(target: &str) -> Vec<Vec<u8>> {
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    match target {
        "date" => texts(&DATES),
        "query" => texts(&QUERIES),
        "opml" => texts(&LISTS),
        "sanitise" => texts(&TEXTS),
        "feed" => read(&["tests/fixtures/feeds", "tests/fixtures"]),
        "html" => read(&["tests/fixtures", "tests/fixtures/feeds"]),
        "facts" => [texts(&TEXTS), read(&["tests/fixtures", "data/articles"])].concat(),
        "config" => {
            let mut all = read(&["assets/themes", "assets/keys"]);
            all.push(dateline::config::default_config().into_bytes());
            all
        }
        _ => Vec::new(),
    }
}

/// What once went wrong.
pub(crate) fn found(target: &str) -> Vec<Vec<u8>> {
    read(&[&format!("fuzz/found/{target}")])
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder, in the order of their names; none where there is no such folder.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn read(folders: &[&str]) -> Vec<Vec<u8>> {
    let files = folders.iter().flat_map(|folder| files(folder));
    files.map(|file| fs::read(file).expect("a file")).collect()
}
