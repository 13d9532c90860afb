//! The Google Reader API of the fake server: strict where real ones are.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::http::Asked;
use super::{Item, State, now};

const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";
const LIST: &str = "user/-/state/com.google/reading-list";
/// The first number of articles that are listed and not there.
const GHOSTS: usize = 1 << 40;
const LONG: &str = "tag:google.com,2005:reader/item/";

impl State {
    pub(super) fn greader(&mut self, asked: &Asked) -> (u16, String) {
        let place = if self.turns { "/" } else { "/api/greader.php/" };
        let Some(path) = asked.path.strip_prefix(place) else {
            return (404, "<html>not here</html>".to_owned());
        };
        if path == "accounts/ClientLogin" {
            let right = asked.field("Passwd") == self.password;
            return if right {
                (200, format!("SID=x\nLSID=null\nAuth=anna/{}\n", self.password.len()))
            } else {
                (401, "Unauthorized!".to_owned())
            };
        }
        if asked.authorization != format!("GoogleLogin auth=anna/{}", self.password.len()) {
            return (401, "Unauthorized!".to_owned());
        }
        let token = format!("token{}", self.token);
        if asked.method == "POST" && asked.field("T") != token {
            return (401, "Unauthorized!".to_owned());
        }
        match path.strip_prefix("reader/api/0/").unwrap_or_default() {
            "token" => (200, format!("{token}\n")),
            "subscription/list" => (200, self.subscriptions().to_string()),
            "tag/list" => (200, self.tags().to_string()),
            "stream/items/ids" => (200, self.ids(asked).to_string()),
            "stream/items/contents" => (200, self.contents(&asked.all("i")).to_string()),
            "edit-tag" => self.edit(asked),
            "subscription/edit" => self.edit_feed(asked),
            "subscription/quickadd" => {
                let id = self.feeds.keys().max().copied().unwrap_or_default() + 1;
                self.feeds.insert(id, (asked.field("quickadd").to_owned(), String::new()));
                (200, json!({"numResults": 1, "streamId": format!("feed/{id}")}).to_string())
            }
            _ => (200, "[]".to_owned()),
        }
    }

    fn subscriptions(&self) -> Value {
        let one = |(id, (title, folder)): (&u32, &(String, String))| {
            let folder = json!([{"id": format!("user/-/label/{folder}"), "label": folder, "type": "folder"}]);
            let address = if title.starts_with("http") {
                title.clone()
            } else {
                format!("https://news.example/{id}")
            };
            json!({"id": format!("feed/{id}"), "title": title, "url": address,
                "htmlUrl": "https://news.example/", "categories": folder})
        };
        json!({"subscriptions": self.feeds.iter().map(one).collect::<Vec<_>>()})
    }

    fn tags(&self) -> Value {
        let starred = if self.turns { STARRED.replace('-', "1") } else { STARRED.to_owned() };
        let mut tags = vec![json!({"id": starred})];
        let folders: BTreeSet<&String> = self.feeds.values().map(|(_, folder)| folder).collect();
        tags.extend(
            folders.iter().map(|f| json!({"id": format!("user/-/label/{f}"), "type": "folder"})),
        );
        tags.extend(
            self.labels.iter().map(|l| json!({"id": format!("user/-/label/{l}"), "type": "tag"})),
        );
        json!({"tags": tags})
    }

    fn ids(&mut self, asked: &Asked) -> Value {
        let answer = self.ids_now(asked);
        if self.faults.shifts > 0 {
            self.faults.shifts -= 1;
            if let Some(item) = self.items.values_mut().find(|item| !item.read) {
                item.read = true;
            }
        }
        answer
    }

    fn ids_now(&self, asked: &Asked) -> Value {
        let stream = asked.field("s");
        let without = asked.field("xt");
        let label = stream.strip_prefix("user/-/label/").filter(|l| self.labels.contains(*l));
        let is_in = |item: &Item| match stream {
            STARRED => item.starred,
            _ if label.is_some() => label.is_some_and(|label| item.labels.contains(label)),
            // What it does not know is everything.
            _ => true,
        };
        let is_listed = |item: &Item| is_in(item) && !(without == READ && item.read);
        let ghosts = if without == READ { self.ghosts } else { 0 };
        let ghosts = (0..ghosts).map(|ghost| (GHOSTS + ghost).to_string());
        let items =
            self.items.iter().filter(|(_, item)| is_listed(item)).map(|(id, _)| decimal(id));
        let all: Vec<String> = ghosts.chain(items).collect();
        let from: usize =
            asked.field("c").split('.').next().and_then(|c| c.parse().ok()).unwrap_or(0);
        let from = if self.faults.repeats || self.faults.endless { 0 } else { from };
        let most = asked.field("n").parse().unwrap_or(0).min(self.page);
        let most = if most == 0 { usize::MAX } else { most };
        let page: Vec<Value> =
            all.iter().skip(from).take(most).map(|id| json!({"id": id})).collect();
        let is_full = page.len() == most;
        let mut answer = json!({"itemRefs": page});
        if self.faults.endless {
            answer["continuation"] = format!("0.{}", self.asked.len()).into();
        } else if is_full || self.faults.repeats {
            answer["continuation"] = (from + most).to_string().into();
        }
        answer
    }

    fn contents(&self, ids: &[&str]) -> Value {
        let found = ids.iter().filter_map(|id| {
            let key = id.strip_prefix(LONG)?;
            self.items.get(key).map(|item| Self::content(key, item))
        });
        json!({"items": found.collect::<Vec<_>>()})
    }

    fn content(id: &str, item: &Item) -> Value {
        let mut categories = vec![LIST.to_owned()];
        categories.extend(item.read.then(|| READ.to_owned()));
        categories.extend(item.starred.then(|| STARRED.to_owned()));
        categories.extend(item.labels.iter().map(|label| format!("user/-/label/{label}")));
        let link = item.link.clone().unwrap_or_else(|| format!("https://news.example/a/{id}"));
        json!({"id": format!("{LONG}{id}"), "title": item.title, "published": now() - 3_600,
            "categories": categories, "canonical": [{"href": link}],
            "summary": {"content": item.html},
            "origin": {"streamId": format!("feed/{}", item.feed), "title": "Harbour News"}})
    }

    /// Only the last `a` is seen, and ids in the long form alone.
    fn edit(&mut self, asked: &Asked) -> (u16, String) {
        let numbers = asked.all("i").into_iter().filter_map(|id| id.strip_prefix(LONG));
        if let Some(status) =
            self.refusal(numbers.filter_map(|id| u64::from_str_radix(id, 16).ok()))
        {
            return (status, "not this one".to_owned());
        }
        for id in asked.all("i") {
            let Some(item) = id.strip_prefix(LONG).and_then(|id| self.items.get_mut(id)) else {
                continue;
            };
            for (stream, on) in [(asked.field("a"), true), (asked.field("r"), false)] {
                match stream {
                    READ => item.read = on && !(self.turns && item.read),
                    STARRED => item.starred = on && !(self.turns && item.starred),
                    other => {
                        let Some(label) = other.strip_prefix("user/-/label/") else { continue };
                        if on {
                            item.labels.insert(label.to_owned());
                            self.labels.insert(label.to_owned());
                        } else {
                            item.labels.remove(label);
                        }
                    }
                }
            }
        }
        (200, "OK".to_owned())
    }

    fn edit_feed(&mut self, asked: &Asked) -> (u16, String) {
        let id = asked.field("s").trim_start_matches("feed/").parse().unwrap_or(0);
        if asked.field("ac") == "unsubscribe" {
            self.feeds.remove(&id);
        } else if let Some((title, folder)) = self.feeds.get_mut(&id) {
            if let Some(label) = asked.field("a").strip_prefix("user/-/label/") {
                label.clone_into(folder);
            }
            if !asked.field("t").is_empty() {
                asked.field("t").clone_into(title);
            }
        }
        (200, "OK".to_owned())
    }
}

/// As `stream/items/ids` gives them: 64-bit ones as decimal numbers, others as they are.
fn decimal(id: &str) -> String {
    match u64::from_str_radix(id, 16) {
        Ok(number) if id.len() == 16 => number.to_string(),
        _ => id.to_owned(),
    }
}
