//! What is no longer there holds nothing up: a feed that was given up elsewhere, an article that the server threw away.

use serde_json::{Value, json};

use crate::miniflux::Miniflux;
use crate::reader::Reader;

#[test]
fn changes_of_what_is_gone_there_hold_no_other_up() {
    for kind in ["miniflux", "greader"] {
        let Some(server) = Miniflux::start(2, 6) else { return };
        let reader = Reader::new(kind, server.port);
        assert_eq!(reader.sync()["new"], 12);
        reader.mark("star", |number| matches!(number, 1 | 2 | 7 | 9));
        assert_eq!(reader.sync()["sent"], 4);
        // Offline all kinds of changes, in both feeds; meanwhile one feed goes, and an article of the other.
        reader.mark("read", |number| matches!(number, 3 | 10));
        reader.mark("star", |number| matches!(number, 4 | 5 | 8 | 11));
        reader.mark("unstar", |number| matches!(number, 1 | 2 | 7));
        let entries = server.entries();
        let id = |wanted: u64| entries.iter().find(|entry| entry.1 == wanted).expect("there").0;
        let feeds = server.api("GET", "feeds", &Value::Null);
        let first = feeds.as_array().into_iter().flatten().find(|feed| feed["title"] == "Feed 0");
        let first = first.expect("the feed")["id"].as_u64().expect("a number");
        server.api("DELETE", &format!("feeds/{first}"), &Value::Null);
        let thrown = json!({"entry_ids": [id(8), id(12)], "status": "removed"});
        server.api("PUT", "entries", &thrown);
        let told = reader.sync();
        assert_eq!((&told["waiting"], &told["error"]), (&json!(0), &Value::Null), "{kind}: {told}");
        reader.sync();
        let starred = |states: &crate::expect::States| {
            let starred = states.iter().filter(|(_, state)| state.starred);
            starred.map(|(number, _)| *number).filter(|n| *n != 8).collect::<Vec<u64>>()
        };
        assert_eq!(starred(&server.states()), [9, 11], "{kind}");
        assert_eq!(starred(&reader.states()), [9, 11], "{kind}");
        // What the server has thrown away is still here, with its words.
        for number in [8, 12] {
            let articles = reader.articles();
            let (_, here, _) = articles.iter().find(|(n, ..)| *n == number).expect("it is kept");
            let shown = String::from_utf8_lossy(&reader.run(&["show", here]).stdout).into_owned();
            assert!(shown.contains(&format!("The words of report {number}")), "{kind}: {shown}");
        }
        reader.done(&["sync", "--history"]);
        assert_eq!(reader.states().len(), 6, "{kind}");
    }
}
