//! Stories are kept, go on after a restart as if there had been none, and stay as the reader has put them.

use jiff::civil::date;
use tempfile::TempDir;

use super::grouping::group_since;
use super::*;
use crate::news::{Article, Body};
use crate::store::{Library, NewArticle};

const TODAY: Date = date(2031, 3, 6);

const REPORTS: [(&str, &str, &str); 7] = [
    ("One", "2031-03-04", "Ferry Linnea runs aground off Skarholm with 212 aboard"),
    ("Two", "2031-03-04", "Rail pacts signed in Ostrava by both ministers"),
    ("Two", "2031-03-04", "Skarholm ferry Linnea aground: all 212 saved"),
    ("Three", "2031-03-05", "Ministers sign rail pacts in Ostrava"),
    ("Three", "2031-03-05", "Linnea ferry pulled off the Skarholm reef"),
    ("One", "2031-03-05", "Orchard prices fall in Marwick"),
    ("Four", "2031-03-06", "Captain of Skarholm ferry Linnea questioned"),
];

fn store() -> (TempDir, Library, Shelf) {
    let dir = TempDir::new().expect("a folder");
    let library = Library::open(dir.path()).expect("a store");
    let shelf = Shelf::open(dir.path()).expect("a shelf");
    (dir, library, shelf)
}

fn add(library: &mut Library, reports: &[(&str, &str, &str)]) {
    let article = |(outlet, day, title): &(&str, &str, &str)| NewArticle {
        key: String::new(),
        arrived: Moment::parse(day).expect("a day"),
        article: Article {
            outlet: Some(Prose::line(outlet)),
            title: Prose::line(title),
            published: Moment::parse(day),
            feed: Some(Prose::line(outlet)),
            body: Body::verbatim(title),
            ..Article::default()
        },
    };
    library.add(&reports.iter().map(article).collect::<Vec<_>>()).expect("added");
}

/// The articles of each story, by their place among the reports, in order.
fn found(shelf: &Shelf) -> Vec<Vec<i64>> {
    let mut found: Vec<Vec<i64>> = stories(shelf, Moment::parse("2031-01-01"), TODAY)
        .expect("stories")
        .iter()
        .map(|story| {
            let mut ids: Vec<i64> = story.articles.iter().map(|id| id.0).collect();
            ids.sort_unstable();
            ids
        })
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn a_restart_between_any_two_articles_changes_nothing() {
    let (_dir, mut library, shelf) = store();
    add(&mut library, &REPORTS);
    group_since(&mut library, &shelf, None).expect("grouped");
    let at_once = found(&shelf);
    assert_eq!(at_once, [vec![1, 3, 5, 7], vec![2, 4], vec![6]]);
    let (dir, mut library, shelf) = store();
    let mut names: Vec<String> = Vec::new();
    for report in &REPORTS {
        add(&mut library, &[*report]);
        drop(library);
        library = Library::open(dir.path()).expect("a store");
        group_since(&mut library, &shelf, None).expect("grouped");
        let ferry = story_with(&shelf, ArticleId(1)).expect("rows").map(|story| story.id);
        names.extend(ferry);
    }
    assert_eq!(found(&shelf), at_once);
    names.dedup();
    assert_eq!(names.len(), 1, "a story keeps its name while it grows: {names:?}");
}

#[test]
fn what_comes_late_finds_its_story() {
    let (_dir, mut library, shelf) = store();
    for report in REPORTS.iter().rev() {
        add(&mut library, &[*report]);
        group_since(&mut library, &shelf, None).expect("grouped");
    }
    assert_eq!(found(&shelf), [vec![1, 3, 5, 7], vec![2], vec![4, 6]]);
}

#[test]
fn what_the_reader_splits_and_joins_stays_so() {
    let (_dir, mut library, shelf) = store();
    add(&mut library, &REPORTS);
    group_since(&mut library, &shelf, None).expect("grouped");
    split_off(&mut library, &shelf, ArticleId(7)).expect("split").expect("a story of its own");
    assert_eq!(found(&shelf), [vec![1, 3, 5], vec![2, 4], vec![6], vec![7]]);
    join(&mut library, &shelf, &[ArticleId(2), ArticleId(6)]).expect("joined").expect("a story");
    let corrected = [vec![1, 3, 5], vec![2, 4, 6], vec![7]];
    assert_eq!(found(&shelf), corrected);
    // Another version of the grouping makes all stories anew.
    library.begin_stories(u32::MAX).expect("forgotten");
    assert_eq!(found(&shelf), [[0_i64; 0]; 0]);
    group_since(&mut library, &shelf, None).expect("grouped");
    assert_eq!(found(&shelf), corrected);
    // What is told later goes to the nearer of the two that were one.
    add(&mut library, &[("Two", "2031-03-06", "Captain of ferry Linnea questioned by police")]);
    group_since(&mut library, &shelf, None).expect("grouped");
    assert_eq!(found(&shelf), [vec![1, 3, 5], vec![2, 4, 6], vec![7, 8]]);
}

#[test]
fn an_article_that_goes_takes_its_place_along() {
    let (_dir, mut library, shelf) = store();
    add(&mut library, &REPORTS);
    group_since(&mut library, &shelf, None).expect("grouped");
    let story = story_with(&shelf, ArticleId(2)).expect("rows").expect("a story");
    assert_eq!((story.outlets.len(), story.unread), (2, 2));
    library
        .mark(&[crate::store::MarkChange {
            id: ArticleId(4),
            mark: crate::news::Mark::Hidden,
            on: true,
        }])
        .expect("hidden");
    assert_eq!(story_with(&shelf, ArticleId(2)).expect("rows"), None, "it stands alone now");
}
