//! What comes back from the store: articles as they went in, lists in order, what was searched for.

use super::{TODAY, add, article, full_article, query, shelf, store};
use crate::news::ArticleId;
use crate::store::{Counts, Library, Shelf};
use crate::text::Prose;
use tempfile::TempDir;

/// Five articles of three outlets.
fn some() -> (TempDir, Library, Shelf) {
    let (dir, mut library) = store();
    let mut long = article("Budget talks fail", "Morning Post", "2024-06-19");
    long.body =
        crate::news::Body::verbatim(&"Ministers argued about the Østfold storm. ".repeat(50));
    add(
        &mut library,
        vec![
            article("Storm closes harbour", "The Tide", "2024-06-18"),
            long,
            article("Élection results", "Le Soir", "2024-06-20T08:00:00Z"),
            article("Another storm", "The Tide", "2024-06-20T09:00:00Z"),
            full_article(),
        ],
    );
    let shelf = shelf(&dir);
    (dir, library, shelf)
}

fn titles(shelf: &Shelf, text: &str) -> Vec<String> {
    let rows = shelf.first(&query(text), TODAY, 100).expect("a list");
    rows.into_iter().map(|row| row.title.to_string()).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (_dir, _library, shelf) = some();
    assert_eq!(titles(&shelf, text), expected, "for {text:?}");
    let ids = shelf.ids(&query(text), TODAY).expect("ids");
    let rows = shelf.headlines(&ids).expect("rows");
    let same: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(same, expected, "by ids, for {text:?}");
}

#[test]
fn an_article_comes_back_as_it_went_in() {
    let (dir, mut library) = store();
    let ids = add(&mut library, vec![full_article()]);
    let stored = shelf(&dir).article(ids[0]).expect("it reads").expect("it is there");
    assert_eq!(stored, crate::news::Article { id: Some(ids[0]), ..full_article() });
}

#[test]
fn lists_are_newest_first() {
    check(
        "",
        &[
            "Another storm",
            "Élection results",
            "Harbour reopens",
            "Budget talks fail",
            "Storm closes harbour",
        ],
    );
    check("outlet:tide sort:age", &["Storm closes harbour", "Harbour reopens", "Another storm"]);
}

#[test]
fn fields_narrow_a_list() {
    check("storm outlet:tide", &["Another storm", "Storm closes harbour"]);
    check("title:storm", &["Another storm", "Storm closes harbour"]);
    check("election -results", &[]);
    check("ELECTION", &["Élection results"]);
    check("outlet:\"LE SOIR\"", &["Élection results"]);
    check("author:ruiz", &["Harbour reopens"]);
    check("tag:\"north coast\"", &["Harbour reopens"]);
    check("tag:north", &[]);
    check("lang:en", &["Harbour reopens"]);
    check("lang:e", &[]);
    check("østf*", &["Budget talks fail"]);
    check("\"closes harbour\"", &["Storm closes harbour"]);
    check("-storm -council", &["Harbour reopens"]);
    check(
        "—",
        &[
            "Another storm",
            "Élection results",
            "Harbour reopens",
            "Budget talks fail",
            "Storm closes harbour",
        ],
    );
}

#[test]
fn days_narrow_a_list() {
    check("after:today sort:title", &["Another storm", "Harbour reopens", "Élection results"]);
    check("before:yesterday", &["Storm closes harbour"]);
    check("after:2024-06-19 before:2024-06-20", &["Budget talks fail"]);
}

#[test]
fn orders_other_than_by_date() {
    check("sort:-length outlet:post", &["Budget talks fail"]);
    check("sort:outlet -outlet:tide", &["Élection results", "Budget talks fail"]);
}

#[test]
fn search_ranks_titles_first_and_shows_the_match() {
    let (_dir, mut library, shelf) = some();
    // BM25 gives no weight to a word that most articles have.
    let others = (0..10).map(|n| article(&format!("Quiet day {n}"), "Post", "2024-06-01"));
    add(&mut library, others.collect());
    let hits = shelf.search(&query("storm"), TODAY, 10).expect("hits");
    let titles: Vec<&str> = hits.iter().map(|hit| hit.headline.title.as_str()).collect();
    assert_eq!(titles, ["Another storm", "Storm closes harbour", "Budget talks fail"]);
    assert!(hits[2].snippet.contains("Østfold storm"), "{}", hits[2].snippet);
    let oldest = shelf.search(&query("storm sort:age"), TODAY, 1).expect("hits");
    assert_eq!(oldest[0].headline.title.as_str(), "Storm closes harbour");
    assert_eq!(shelf.search(&query("storm outlet:tide"), TODAY, 1).expect("hits").len(), 1);
    assert_eq!(shelf.search(&query("is:unread"), TODAY, 10).expect("hits").len(), 10);
}

#[test]
fn of_many_matches_the_newest_are_weighed() {
    let (dir, mut library) = store();
    // More than are weighed; the newest of them came in last.
    let many = (0..400).map(|n| {
        let mut one = article(
            &format!("Day {n}"),
            "Post",
            &format!("2024-{:02}-{:02}", 1 + n / 80, 1 + n % 80 / 3),
        );
        one.body = crate::news::Body::verbatim("Ships wait in the harbour.");
        one
    });
    add(&mut library, many.collect());
    let hits = shelf(&dir).search(&query("harbour"), TODAY, 5).expect("hits");
    let newest = hits.first().expect("a hit").headline.title.to_string();
    let number: u32 = newest.trim_start_matches("Day ").parse().expect("a number");
    assert!(number >= 390, "{newest}");
}

#[test]
fn outlets_are_counted_and_titles_streamed() {
    let (_dir, _library, shelf) = some();
    let outlets = shelf.outlets().expect("outlets");
    assert_eq!(outlets[0], (Prose::line("The Tide"), 3));
    assert_eq!(outlets.len(), 3);
    let mut seen = Vec::new();
    let mut each =
        |_: ArticleId, source: &str, title: &str| seen.push(format!("{source}: {title}"));
    shelf.titles(&query("title:storm"), TODAY, &mut each).expect("titles");
    assert_eq!(seen, ["The Tide: Another storm", "The Tide: Storm closes harbour"]);
    assert_eq!(shelf.counts().expect("counts"), Counts { all: 5, unread: 5, starred: 0, later: 0 });
}

#[test]
fn what_is_there_already_is_not_added_twice() {
    let (dir, mut library) = store();
    let first = add(&mut library, vec![full_article()]);
    let again = add(&mut library, vec![full_article(), article("Storm", "", "2024-06-18")]);
    assert_eq!((first.len(), again.len()), (1, 1));
    let listed = shelf(&dir).ids(&query(""), TODAY).expect("ids");
    assert_eq!(listed, [first[0], again[0]]);
}

#[test]
fn the_first_page_by_date_uses_an_index() {
    let (_dir, _library, shelf) = some();
    for text in ["", "is:unread", "is:starred", "is:later", "sort:age", "is:unread after:7d"] {
        let filter = crate::store::filter::Filter::new(&query(text), TODAY);
        let plan = format!("EXPLAIN QUERY PLAN {}", filter.select("title"));
        let mut statement = shelf.connection().prepare(&plan).expect("a plan");
        let steps: Vec<String> = statement
            .query_map(rusqlite::params_from_iter(filter.params()), |row| row.get(3))
            .expect("steps")
            .collect::<Result<_, _>>()
            .expect("texts");
        let plan = steps.join("; ");
        assert!(plan.contains("USING INDEX article_"), "{text:?} is answered by {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{text:?} is answered by {plan}");
    }
}
