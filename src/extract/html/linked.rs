//! What a page says of itself in JSON-LD, with the words of schema.org.
//!
//! An article may stand in a graph, in a list, as the main entity of a page, or be wrapped in anything. Pages that are
//! described as a page alone give at least a date. What is not quite JSON is mended where only line breaks and
//! comments are wrong.

use serde_json::{Map, Value};

use crate::extract::when;
use crate::news::Moment;
use crate::text::Prose;
use crate::text::entity;

/// What JSON-LD tells of an article.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Linked {
    pub(in crate::extract) title: Option<Prose>,
    /// People before organisations.
    pub(in crate::extract) authors: Vec<Prose>,
    /// The authors are people.
    pub(in crate::extract) has_people: bool,
    pub(in crate::extract) published: Option<Moment>,
    pub(in crate::extract) updated: Option<Moment>,
    pub(in crate::extract) language: Option<Prose>,
    pub(in crate::extract) site: Option<Prose>,
    /// The whole text, as text or HTML.
    pub(in crate::extract) body: Option<String>,
    /// A day that belongs to the page and perhaps not to the article.
    pub(in crate::extract) page_published: Option<Moment>,
    has_article: bool,
}

/// Objects are looked into no deeper and no more of them than this.
const OBJECTS: usize = 10_000;

impl Linked {
    /// Reads the content of a script.
    pub(super) fn read(&mut self, text: &str) {
        let Some(value) = parse(text) else { return };
        let mut waiting = vec![value];
        for _ in 0..OBJECTS {
            match waiting.pop() {
                Some(Value::Array(values)) => waiting.extend(values.into_iter().rev()),
                Some(Value::Object(mut fields)) => {
                    self.read_object(&fields);
                    for name in
                        ["mainEntityOfPage", "mainEntity", "@graph", "itemListElement", "item"]
                    {
                        waiting.extend(fields.remove(name));
                    }
                }
                Some(_) => {}
                None => return,
            }
        }
    }

    fn read_object(&mut self, fields: &Map<String, Value>) {
        let Some(kind) = fields.get("@type") else { return };
        let published = moment(fields, &["datePublished", "uploadDate", "dateCreated"]);
        if is_of_kind(kind, is_article) && !self.has_article {
            self.has_article = true;
            self.read_article(fields, published);
        } else if is_of_kind(kind, is_page) {
            self.page_published = self.page_published.or(published);
        }
    }

    fn read_article(&mut self, fields: &Map<String, Value>, published: Option<Moment>) {
        let decoded = |name: &str| line(&entity::decode(fields.get(name)?.as_str()?));
        self.title = decoded("headline").or_else(|| decoded("name"));
        self.published = published;
        self.updated = moment(fields, &["dateModified"]);
        self.language = decoded("inLanguage");
        self.site = fields.get("publisher").and_then(name_of);
        self.body = fields.get("articleBody").and_then(Value::as_str).map(str::to_owned);
        let (people, others) = authors(fields.get("author").or_else(|| fields.get("creator")));
        self.has_people = !people.is_empty();
        self.authors = if people.is_empty() { others } else { people };
    }
}

/// Names of people, and names of others.
fn authors(field: Option<&Value>) -> (Vec<Prose>, Vec<Prose>) {
    let one;
    let list = match field {
        Some(Value::Array(list)) => list.as_slice(),
        Some(value) => {
            one = [value.clone()];
            &one
        }
        None => &[],
    };
    let is_other = |value: &&Value| {
        value.get("@type").is_some_and(|kind| is_of_kind(kind, |k| k.ends_with("Organization")))
    };
    let (others, people): (Vec<_>, Vec<_>) = list.iter().partition(is_other);
    let names = |values: Vec<&Value>| values.into_iter().filter_map(name_of).collect();
    (names(people), names(others))
}

/// JSON, mended where it must be: line breaks in texts, comments around the whole, a semicolon at the end.
fn parse(text: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let text = text.split_once("CDATA[").map_or(text, |(_, inner)| inner);
    let start = text.find(['{', '['])?;
    let close = if text.get(start..)?.starts_with('{') { '}' } else { ']' };
    let end = text.rfind(close)?;
    let mended: String =
        text.get(start..=end)?.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&mended).ok()
}

fn moment(fields: &Map<String, Value>, names: &[&str]) -> Option<Moment> {
    names.iter().find_map(|name| when::stamp(fields.get(*name)?.as_str()?))
}

fn is_of_kind(kind: &Value, fits: impl Fn(&str) -> bool) -> bool {
    let fits =
        |kind: &Value| kind.as_str().is_some_and(|k| fits(k.rsplit('/').next().unwrap_or(k)));
    kind.as_array().map_or_else(|| fits(kind), |kinds| kinds.iter().any(fits))
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind.ends_with("Posting")
        || matches!(kind, "Report" | "Recipe" | "Review" | "HowTo")
}

fn is_page(kind: &str) -> bool {
    kind.ends_with("Page") || kind.ends_with("Object") || kind == "CreativeWork"
}

/// The name of a person or organisation, which may be given as text or as an object.
fn name_of(value: &Value) -> Option<Prose> {
    let name = value.as_str().or_else(|| value.get("name")?.as_str())?;
    line(&decode_twice(name)).filter(|name| !name.contains("://"))
}

/// Names are often escaped once for HTML and once more by habit.
fn decode_twice(text: &str) -> String {
    entity::decode(&entity::decode(text)).into_owned()
}

fn line(text: &str) -> Option<Prose> {
    let line = Prose::line(text);
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_found_wherever_they_stand() {
        for json in [
            r#"{"@type":"NewsArticle","headline":"A","author":{"@type":"Person","name":"Jane Doe"}}"#,
            r#"{"@graph":[{"@type":"WebSite"},{"@type":["x","BlogPosting"],"headline":"A","author":["Jane Doe"]}]}"#,
            r#"[{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"A","author":[{"@type":"Organization","name":"X"},{"name":"Jane Doe"}]}}]"#,
            "/*<![CDATA[*/ {\"@type\":\"http://schema.org/Report\",\"headline\":\"A\",\"x\":\"two\nlines\",\"author\":\"Jane Doe\"} /*]]>*/;",
        ] {
            let mut linked = Linked::default();
            linked.read(json);
            assert_eq!(linked.title.as_deref(), Some("A"), "{json}");
            assert_eq!(linked.authors, [Prose::line("Jane Doe")], "{json}");
        }
    }

    #[test]
    fn the_day_of_a_page_is_kept_apart() {
        let mut linked = Linked::default();
        linked.read(r#"{"@type":"WebPage","datePublished":"2024-06-20"}"#);
        assert_eq!((linked.published, linked.page_published.is_some()), (None, true));
    }
}
