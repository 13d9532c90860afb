//! Lines of an export that come back in: what they may not bring with them is taken out.
//!
//! An export of one's own may hold programs, local files and secrets by reference. One that somebody else made could use
//! these to start programs or to send files away; they are taken over only where the reader says so.

use serde_json::Value;

use crate::fetch::Reach;
use crate::fetch::address::classify_host;
use crate::news::{Problem, Source};
use crate::text::{Link, Prose};

/// The fields of a feed that only a trusted export may set.
const TRUSTED: [&str; 3] = ["filter", "headers", "private"];

/// The line without what is not trusted; `None` where nothing of it is left. What was taken out is told.
pub fn checked(line: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let Ok(mut value) = serde_json::from_str::<Value>(line) else { return Some(line.to_owned()) };
    if value["type"] != "feed" {
        return Some(line.to_owned());
    }
    let source = value["source"].as_str().unwrap_or_default().to_owned();
    let shown = Prose::line(&source).cut(200);
    if !matches!(Source::parse(&source), Some(Source::Web(_) | Source::Pages) | None) {
        problems.push(Problem::new(format!(
            "{shown} was left out: files and programs of this machine come from a trusted export alone"
        )));
        return None;
    }
    let feed = value.as_object_mut()?;
    let is_set = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    for name in TRUSTED {
        // A host that is plainly on a private network is one that the reader sees.
        if name == "private" && is_plainly_private(&source) {
            continue;
        }
        if feed.get(name).is_some_and(is_set) {
            feed.insert(name.to_owned(), Value::Null);
            problems.push(Problem::new(format!(
                "{shown}: its {name} was left out; --trust takes it over"
            )));
        }
    }
    Some(value.to_string())
}

fn is_plainly_private(source: &str) -> bool {
    let link = Link::parse(source);
    link.is_ok_and(|link| classify_host(link.host()) == Some(Reach::Private))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&str>, told: usize) {
        let mut problems = Vec::new();
        let checked = checked(line, &mut problems);
        let read = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        assert_eq!(checked.as_deref().map(read), expected.map(read), "{line}");
        assert_eq!(problems.len(), told, "{problems:?}");
    }

    #[test]
    fn what_is_not_trusted_is_taken_out_and_told() {
        let plain = r#"{"type":"feed","source":"https://a.b/","headers":[],"private":false}"#;
        check(plain, Some(plain), 0);
        check(
            r#"{"type":"feed","source":"https://a.b/","headers":[["X","env:A"]],"filter":["sh"],"private":true}"#,
            Some(
                r#"{"type":"feed","source":"https://a.b/","headers":null,"filter":null,"private":null}"#,
            ),
            3,
        );
        let home = r#"{"type":"feed","source":"http://127.0.0.1/","private":true}"#;
        check(home, Some(home), 0);
        check(r#"{"type":"feed","source":"exec:[\"rm\"]"}"#, None, 1);
        check(r#"{"type":"feed","source":"file:/etc/passwd"}"#, None, 1);
        check(
            r#"{"type":"article","source":"file:/x"}"#,
            Some(r#"{"type":"article","source":"file:/x"}"#),
            0,
        );
    }
}
