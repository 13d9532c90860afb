//! Miniflux's own API of the fake server, as much of it as is asked.

use serde_json::{Value, json};

use super::http::Asked;
use super::{Item, State, now};

impl State {
    pub(super) fn miniflux(&mut self, asked: &Asked, body: &str) -> (u16, String) {
        let path = asked.path.split("/v1/").nth(1).unwrap_or_default().to_owned();
        if !asked.authorization.starts_with("Basic ") && asked.authorization != self.password {
            return (401, json!({"error_message": "access unauthorized"}).to_string());
        }
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        match (asked.method.as_str(), path.as_str()) {
            ("GET", "feeds") => {
                let one = |(id, (title, folder)): (&u32, &(String, String))| {
                    json!({"id": id, "title": title, "feed_url": format!("https://news.example/{id}"),
                        "category": {"id": 1, "title": folder}})
                };
                (200, Value::from(self.feeds.iter().map(one).collect::<Vec<_>>()).to_string())
            }
            ("GET", "entries") => (200, self.entries(asked).to_string()),
            ("PUT", "entries") => {
                let numbers = body["entry_ids"].as_array().into_iter().flatten();
                if let Some(status) = self.refusal(numbers.filter_map(Value::as_u64)) {
                    return (status, json!({"error_message": "not this one"}).to_string());
                }
                let read = body["status"] == "read";
                for id in body["entry_ids"].as_array().into_iter().flatten() {
                    let id = format!("{:016x}", id.as_u64().unwrap_or_default());
                    if let Some(item) = self.items.get_mut(&id) {
                        item.read = read;
                        item.changed = now();
                    }
                }
                (204, String::new())
            }
            ("GET", path) if path.starts_with("entries/") => match self.one(path) {
                Some((id, item)) => (200, entry(id, item).to_string()),
                None => (404, json!({"error_message": "not found"}).to_string()),
            },
            ("PUT", path) if path.ends_with("/bookmark") => {
                let id = self.one(path.trim_end_matches("/bookmark")).map(|(id, _)| id.clone());
                let Some(item) = id.and_then(|id| self.items.get_mut(&id)) else {
                    // So it answers for what it no longer has.
                    let why = "store: nothing has been updated";
                    return (500, json!({"error_message": why}).to_string());
                };
                item.starred = !item.starred;
                item.changed = now();
                (204, String::new())
            }
            _ => (404, "404 page not found".to_owned()),
        }
    }

    fn one(&self, path: &str) -> Option<(&String, &Item)> {
        let id: u64 = path.strip_prefix("entries/")?.parse().ok()?;
        self.items.get_key_value(&format!("{id:016x}")).filter(|(_, item)| !item.removed)
    }

    fn entries(&self, asked: &Asked) -> Value {
        let number = |name: &str| asked.field(name).parse::<i64>().unwrap_or(0);
        let after = if self.faults.repeats { 0 } else { number("after_entry_id") };
        let is_listed = |id: &String, item: &Item| {
            let id = i64::from_str_radix(id, 16).unwrap_or(0);
            let before = number("before_entry_id");
            id > after
                && (before == 0 || id < before)
                && item.changed - self.faults.behind >= number("changed_after")
                && (asked.field("status") != "unread" || !item.read)
                && (asked.field("starred") != "true" || item.starred)
        };
        let mut all: Vec<Value> = self
            .items
            .iter()
            .filter(|(id, item)| is_listed(id, item))
            .map(|(id, item)| entry(id, item))
            .collect();
        if asked.field("direction") == "desc" {
            all.reverse();
        }
        let total = all.len();
        // No limit at all is what 0 means here.
        let limit = usize::try_from(number("limit")).unwrap_or(0).min(self.page);
        all.truncate(if limit == 0 { usize::MAX } else { limit });
        json!({"total": total, "entries": all})
    }
}

fn entry(id: &str, item: &Item) -> Value {
    let status = match item {
        Item { removed: true, .. } => "removed",
        Item { read: true, .. } => "read",
        _ => "unread",
    };
    let html = if item.removed { "" } else { &item.html };
    let published = jiff::Timestamp::from_second(now() - 3_600).expect("a time").to_string();
    json!({"id": u64::from_str_radix(id, 16).unwrap_or(0), "feed_id": item.feed, "status": status,
        "starred": item.starred, "title": item.title, "content": html, "tags": null, "feed": {"title": "Harbour News"},
        "url": format!("https://news.example/a/{id}"), "published_at": published, "enclosures": []})
}
