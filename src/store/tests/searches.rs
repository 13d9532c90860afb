//! Searches find what is there and nothing else, in whatever way they go about it: checked against each article in turn.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::{TODAY, article, query, shelf, store};
use crate::news::{ArticleId, Body, Mark, Moment};
use crate::store::{MarkChange, NewArticle, Shelf};
use tempfile::TempDir;

/// More than a word may have to count as rare.
const ARTICLES: i64 = 2_400;
/// 1 May 2024, and an hour for each article.
const FIRST: i64 = 1_714_521_600;

/// Whether an article is to be found.
type Holds = fn(i64) -> bool;

/// Articles that all have some words, one in forty each of forty that begin alike, one in five hundred a rare one.
fn many() -> (TempDir, Shelf) {
    let (dir, mut library) = store();
    let new = |n: i64| {
        let rare = if n % 500 == 3 { "Unheard" } else { "Known" };
        let text = format!("{rare} common words everywhere, w{:02}x and z{}.", n % 40, n % 3);
        let at = Moment::from_second(FIRST + n * 3_600).expect("a moment");
        let mut article = article(&format!("Day {}", n % 7), "Post", "2024-05-01");
        (article.body, article.published) = (Body::verbatim(&text), Some(at));
        NewArticle { key: n.to_string(), arrived: at, article }
    };
    let ids = library.add(&(0..ARTICLES).map(new).collect::<Vec<_>>()).expect("a batch");
    assert_eq!(ids.first().zip(ids.last()), Some((&ArticleId(1), &ArticleId(ARTICLES))));
    let star = |id: ArticleId| MarkChange { id, mark: Mark::Starred, on: true };
    let starred = ids.iter().filter(|id| id.0 % 700 == 1);
    library.mark(&starred.map(|id| star(*id)).collect::<Vec<_>>()).expect("marked");
    drop(library);
    let shelf = shelf(&dir);
    (dir, shelf)
}

fn found(shelf: &Shelf, text: &str, limit: usize) -> BTreeSet<i64> {
    let hits = shelf.search(&query(text), TODAY, limit).expect("hits");
    hits.iter().map(|hit| hit.headline.id.0 - 1).collect()
}

#[test]
fn what_is_found_is_what_is_there() {
    let (_dir, shelf) = many();
    // 20 June 2024 is 50 days later, so that all of it is past; 10 May begins with article 216.
    let checks: [(&str, Holds); 25] = [
        ("common", |_| true),
        ("absent", |_| false),
        ("absent*", |_| false),
        ("unheard", |n| n % 500 == 3),
        ("unh*", |n| n % 500 == 3),
        ("title:day unheard", |n| n % 500 == 3),
        ("w*", |_| true),
        ("w0*", |n| n % 40 < 10),
        ("z*", |_| true),
        ("z1", |n| n % 3 == 1),
        ("common z*", |_| true),
        ("unheard w*", |n| n % 500 == 3),
        ("z1 w1*", |n| n % 3 == 1 && (10..20).contains(&(n % 40))),
        ("is:starred common", |n| n % 700 == 0),
        ("is:starred w*", |n| n % 700 == 0),
        ("is:starred unheard", |_| false),
        ("before:2024-05-10 common", |n| n < 216),
        ("before:2024-05-10 w0*", |n| n < 216 && n % 40 < 10),
        ("after:2024-05-10 z2 w*", |n| n >= 216 && n % 3 == 2),
        ("common -z1", |n| n % 3 != 1),
        ("w* -unheard -z1", |n| n % 500 != 3 && n % 3 != 1),
        ("\"common words\" -\"known common\"", |n| n % 500 == 3),
        ("\"words common\"", |_| false),
        ("title:\"day 4\" z*", |n| n % 7 == 4),
        ("-title:day* common", |_| false),
    ];
    for (text, holds) in checks {
        let expected: BTreeSet<i64> = (0..ARTICLES).filter(|n| holds(*n)).collect();
        assert_eq!(found(&shelf, text, ARTICLES as usize), expected, "for {text}");
        let first = found(&shelf, text, 10);
        assert_eq!(first.len(), expected.len().min(10), "for {text}");
        assert!(first.is_subset(&expected), "for {text}");
    }
}

#[test]
fn of_what_all_have_the_newest_come_first_however_they_are_asked_for() {
    let (_dir, shelf) = many();
    for text in ["common", "w*", "z*", "common w*", "everywhere -absent"] {
        let first = found(&shelf, text, 10);
        assert!(first.iter().all(|n| *n > ARTICLES - 200), "for {text}: {first:?}");
    }
    let old = found(&shelf, "before:2024-05-10 common", 10);
    assert!(old.iter().all(|n| (100..216).contains(n)), "{old:?}");
}

#[test]
fn a_search_that_is_given_up_tells_what_it_has() {
    let (_dir, shelf) = many();
    let left = Cell::new(20);
    let goes_on = || left.replace(left.get() - 1) > 0;
    let some = shelf.search_while(&query("\"words everywhere\""), TODAY, 50, &goes_on);
    let some = some.expect("hits");
    assert_eq!((some.hits.len(), some.is_whole), (20, false));
    let all = shelf.search_while(&query("\"words everywhere\""), TODAY, 50, &|| true);
    let all = all.expect("hits");
    assert_eq!((all.hits.len(), all.is_whole), (50, true));
}

#[test]
fn a_mark_is_asked_of_all_of_a_range() {
    let (_dir, shelf) = many();
    let ids = |from: i64| -> Vec<ArticleId> { (from..from + 3).map(ArticleId).collect() };
    let starred = [ArticleId(701), ArticleId(1_401)];
    assert!(shelf.all_have(&starred, Mark::Starred).expect("readable"));
    assert!(!shelf.all_have(&ids(700), Mark::Starred).expect("readable"));
    assert!(!shelf.all_have(&starred, Mark::Read).expect("readable"));
}
