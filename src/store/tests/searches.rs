//! Searches find what is there and nothing else, in whatever way they go about it: checked against each article in turn.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use tempfile::TempDir;

use super::feeds::{new, subscribed, take};
use super::{TODAY, article, query, shelf, store};
use crate::news::{ArticleId, Body, Mark, Moment};
use crate::store::{Hit, MarkChange, NewArticle, Shelf};
use crate::text::Prose;

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
        let outlet = if n % 1_000 == 11 { "L'Écho du Phare" } else { "Post" };
        let mut article = article(&format!("Day {}", n % 7), outlet, "2024-05-01");
        (article.body, article.published) = (Body::verbatim(&text), Some(at));
        let author = if n % 600 == 5 { "Quirin O'Zabel" } else { "Ana Lindqvist" };
        article.authors = vec![Prose::line(&format!("Bo {}", n % 5)), Prose::line(author)];
        let language = if n % 800 == 9 { "fr-CA" } else { "en" };
        article.language = Some(Prose::line(language));
        let tag = if n % 900 == 7 { "north coast" } else { "coast" };
        article.tags = vec![Prose::line("Sea"), Prose::line(tag)];
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

/// Terms, and which articles each is to find.
const TERMS: [(&str, Holds); 24] = [
    ("common", |_| true),
    ("unheard", |n| n % 500 == 3),
    ("z1", |n| n % 3 == 1),
    ("w1*", |n| (10..20).contains(&(n % 40))),
    ("\"common words\"", |_| true),
    ("\"words common\"", |_| false),
    ("\"and z2\"", |n| n % 3 == 2),
    ("title:4", |n| n % 7 == 4),
    ("is:starred", |n| n % 700 == 0),
    ("is:unread", |_| true),
    ("before:2024-05-10", |n| n < 216),
    ("after:2024-05-10", |n| n >= 216),
    ("author:zabel", |n| n % 600 == 5),
    ("author:\"quirin o'z\"", |n| n % 600 == 5),
    ("author:lind", |n| n % 600 != 5),
    ("author:\"bo 3\"", |n| n % 5 == 3),
    ("author:absent", |_| false),
    ("outlet:écho", |n| n % 1_000 == 11),
    ("outlet:os", |n| n % 1_000 != 11),
    ("tag:\"North Coast\"", |n| n % 900 == 7),
    ("tag:coast", |n| n % 900 != 7),
    ("tag:sea", |_| true),
    ("lang:fr", |n| n % 800 == 9),
    ("lang:en", |n| n % 800 != 9),
];

#[test]
fn what_terms_find_together_is_what_each_finds() {
    let (_dir, shelf) = many();
    let term = (0..TERMS.len(), prop::bool::weighted(0.25));
    proptest!(ProptestConfig::with_cases(160), |(terms in prop::collection::vec(term, 1..4))| {
        let holds = |n: i64| terms.iter().all(|(at, negated)| TERMS[*at].1(n) != *negated);
        let sign = |negated: bool| if negated { "-" } else { "" };
        let written = terms.iter().map(|(at, negated)| format!("{}{}", sign(*negated), TERMS[*at].0));
        let text = written.collect::<Vec<_>>().join(" ");
        let expected: Vec<i64> = (0..ARTICLES).rev().filter(|n| holds(*n)).collect();
        let listed = shelf.ids(&query(&text), TODAY).expect("ids");
        prop_assert_eq!(listed.iter().map(|id| id.0 - 1).collect::<Vec<_>>(), &expected[..], "{}", &text);
        let hits = shelf.search(&query(&text), TODAY, 10).expect("hits");
        let hits: Vec<i64> = hits.iter().map(|hit| hit.headline.id.0 - 1).collect();
        prop_assert_eq!(hits.len(), expected.len().min(10), "{}", &text);
        prop_assert!(hits.iter().all(|hit| holds(*hit)), "{}: {:?}", &text, &hits);
        // What is not ranked comes in the order of lists.
        if query(&text).words().next().is_none() {
            prop_assert_eq!(&hits[..], &expected[..hits.len()], "{}", &text);
        }
    });
}

#[test]
fn names_are_found_as_they_are_now() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let by = |author: &str, tag: &str| {
        let mut one = new("a", "The same text.");
        one.article.authors = vec![Prose::line(author)];
        one.article.tags = vec![Prose::line(tag)];
        one
    };
    let id = take(&mut library, feed, &[by("Ana Ruiz", "sea")]).new[0];
    take(&mut library, feed, &[by("Bo Ek", "land")]);
    let shelf = shelf(&dir);
    let count = |text: &str| shelf.search(&query(text), TODAY, 9).expect("hits").len();
    assert_eq!((count("author:ruiz"), count("author:ek")), (0, 1));
    assert_eq!((count("tag:sea"), count("tag:land"), count("tag:mine")), (0, 1, 0));
    // The reader's own tags are found beside the outlet's.
    library.tag(&[id], &Prose::line("Mine"), true).expect("tagged");
    assert_eq!((count("tag:mine"), count("tag:mine same")), (1, 1));
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
fn what_says_most_of_it_comes_first_however_old_it_is() {
    const COUNT: i64 = 300;
    let (dir, mut library) = store();
    let new = |n: i64| {
        // All are as long; the second has the word more often than any other, the first in its title.
        let text = ["storm"; 12].map(|word| if n == 1 { word } else { "calm" }).join(" ");
        let title = if n == 0 { "A storm" } else { "A report" };
        let mut article = article(title, "Post", "2024-05-01");
        article.body = Body::verbatim(&format!("{text} and a storm"));
        let at = Moment::from_second(FIRST + n * 3_600).expect("a moment");
        article.published = Some(at);
        NewArticle { key: n.to_string(), arrived: at, article }
    };
    library.add(&(0..COUNT).map(new).collect::<Vec<_>>()).expect("a batch");
    let shelf = shelf(&dir);
    let ids = |hits: &[Hit]| hits.iter().map(|hit| hit.headline.id.0 - 1).collect::<Vec<_>>();
    let soon = shelf.search_soon(&query("storm"), TODAY, 5, &|| true).expect("hits");
    assert!(!soon.is_whole);
    assert_eq!(ids(&soon.hits), [0, COUNT - 1, COUNT - 2, COUNT - 3, COUNT - 4]);
    let whole = shelf.search(&query("storm"), TODAY, 5).expect("hits");
    assert_eq!(ids(&whole), [1, 0, COUNT - 1, COUNT - 2, COUNT - 3]);
}

#[test]
fn a_look_through_names_can_be_given_up() {
    let (dir, mut library) = store();
    let arrived = Moment::parse("2024-05-01").expect("a day");
    let new = |n: i64| {
        let mut article = article("A report", "Post", "2024-05-01");
        article.authors = vec![Prose::line(&format!("Ana Lindqvist {n}"))];
        NewArticle { key: n.to_string(), arrived, article }
    };
    library.add(&(0..600).map(new).collect::<Vec<_>>()).expect("a batch");
    let shelf = shelf(&dir);
    let asked = Cell::new(0);
    let goes_on = || asked.replace(asked.get() + 1) < 1;
    let found = shelf.search_while(&query("author:zabel"), TODAY, 9, &goes_on);
    let found = found.expect("an answer");
    assert_eq!((found.hits.len(), found.is_whole, asked.get()), (0, false, 2));
}

#[test]
fn a_search_that_is_given_up_tells_what_it_has() {
    let (_dir, shelf) = many();
    let left = Cell::new(20);
    let goes_on = || left.replace(left.get() - 1) > 0;
    let some = shelf.search_while(&query("\"words everywhere\""), TODAY, 50, &goes_on);
    let some = some.expect("hits");
    assert_eq!((some.hits.len(), some.is_whole), (20, false));
    // Where there is no time at all there is something to show.
    for question in ["common", "unheard", "w*", "\"words everywhere\""] {
        let soon = shelf.search_soon(&query(question), TODAY, 50, &|| false).expect("hits");
        assert!((2..=12).contains(&soon.hits.len()), "{question}: {} hits", soon.hits.len());
    }
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
