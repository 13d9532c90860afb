//! The same server for programs that are no tests: `benches/sync.py` measures against it.

use std::io::{Read, Write};

use serde_json::json;

use crate::miniflux::{GREADER_PASSWORD, GREADER_USER, Miniflux, TOKEN};

/// Starts one with as many feeds and articles in each as `DATELINE_SERVE` says (`20,500`), tells how it is reached, and
/// ends it with the standard input.
#[test]
#[ignore = "serves until its standard input ends; benches/sync.py runs it"]
fn serve() {
    let wanted = std::env::var("DATELINE_SERVE").unwrap_or_else(|_| "2,50".to_owned());
    let (feeds, each) = wanted.split_once(',').expect("feeds,articles");
    let (feeds, each) = (feeds.parse().expect("a number"), each.parse().expect("a number"));
    let Some(server) = Miniflux::start(feeds, each) else { return };
    // As of articles that have been there for a while.
    server.age();
    let told = json!({"port": server.port, "key": TOKEN, "user": GREADER_USER,
        "password": GREADER_PASSWORD, "feeds": server.feeds.url(feeds)});
    println!("served: {told}");
    std::io::stdout().flush().expect("written");
    let mut all = Vec::new();
    std::io::stdin().read_to_end(&mut all).expect("read");
}
