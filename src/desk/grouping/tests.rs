//! What comes in finds its story, and what the reader corrects stays so.

use std::collections::HashMap;

use super::*;
use crate::desk::{Story, join, named_story, split, stories};
use crate::news::{Article, Body};
use crate::store::{NewArticle, Shelf};
use crate::story::{Grouper, Signature, StoryId};
use crate::text::Prose;
use jiff::civil::{Date, date};
use tempfile::TempDir;

pub(super) const TODAY: Date = date(2024, 7, 30);

pub(super) fn moment(day: i8, hour: i8) -> Moment {
    Moment::parse(&format!("2024-06-{day:02}T{hour:02}:00:00Z")).expect("a moment")
}

pub(super) fn add(library: &mut Library, told: &[(String, i8)], from: usize) -> Vec<ArticleId> {
    let new: Vec<NewArticle> = (from..)
        .zip(told)
        .map(|(n, (title, day))| NewArticle {
            key: n.to_string(),
            arrived: moment(29, 0),
            article: Article {
                title: Prose::line(title),
                outlet: Some(Prose::line(&format!("Outlet {n}"))),
                published: Some(moment(*day, 6)),
                body: Body::verbatim(title),
                ..Article::default()
            },
        })
        .collect();
    library.add(&new).expect("stored")
}

pub(super) fn all(library: &mut Library) -> Grouped {
    group(library, None, false, &mut |_| ControlFlow::Continue(())).expect("grouped")
}

pub(super) fn titles(titles: &[&str]) -> Vec<(String, i8)> {
    titles.iter().map(|title| ((*title).to_owned(), 20)).collect()
}

pub(super) fn told(dir: &TempDir) -> Vec<Story> {
    let shelf = Shelf::open(dir.path()).expect("opens");
    stories(&shelf, Moment::parse("2024-01-01"), TODAY).expect("stories")
}

pub(super) fn partition(stories: &[Story]) -> Vec<Vec<ArticleId>> {
    let mut sets: Vec<Vec<ArticleId>> = stories
        .iter()
        .map(|story| {
            let mut ids = story.articles.clone();
            ids.sort_unstable();
            ids
        })
        .collect();
    sets.sort();
    sets
}

pub(super) const FERRY: [&str; 3] = [
    "Ferry Linnea runs aground off Skarholm",
    "Ferry Linnea aground off Skarholm with hundreds aboard",
    "Passengers leave ferry Linnea aground off Skarholm",
];

#[test]
fn a_story_keeps_its_name_as_it_grows_and_after_a_restart() {
    let dir = TempDir::new().expect("a folder");
    let mut library = Library::open(dir.path()).expect("opens");
    add(&mut library, &titles(&FERRY[..2]), 0);
    assert_eq!(all(&mut library).articles, 2);
    let before = told(&dir);
    drop(library);
    let mut library = Library::open(dir.path()).expect("opens");
    add(&mut library, &titles(&FERRY[2..]), 2);
    all(&mut library);
    let after = told(&dir);
    assert_eq!((before.len(), after.len()), (1, 1), "{after:?}");
    assert_eq!((&before[0].id, after[0].articles.len()), (&after[0].id, 3));
    assert_eq!(all(&mut library), Grouped::default());
}

#[test]
fn what_is_split_off_stays_off_and_undo_takes_it_back() {
    let dir = TempDir::new().expect("a folder");
    let mut library = Library::open(dir.path()).expect("opens");
    let ids = add(&mut library, &titles(&FERRY), 0);
    all(&mut library);
    let whole = partition(&told(&dir));
    let off = split(&mut library, ids[2]).expect("split").expect("a story");
    assert_eq!(partition(&told(&dir)), [vec![ids[0], ids[1]], vec![ids[2]]]);
    // What is like the one that was split off goes with it, and nothing brings both together again.
    let more = add(&mut library, &titles(&["Passengers leave ferry Linnea aground"]), 3);
    all(&mut library);
    let shelf = Shelf::open(dir.path()).expect("opens");
    let with = named_story(&shelf, &more[0].to_string()).expect("read").expect("a story");
    assert_eq!((&with.id, &with.articles), (&off, &vec![ids[2], more[0]]));
    library.undo().expect("undone").expect("a step");
    let back = named_story(&shelf, &ids[2].to_string()).expect("read").expect("a story");
    assert!(back.articles.contains(&ids[0]), "{back:?}");
    library.redo().expect("done again").expect("a step");
    library.undo().expect("undone").expect("a step");
    assert_eq!(whole.len(), 1);
}

#[test]
fn what_is_joined_stays_together_and_undo_takes_it_back() {
    let dir = TempDir::new().expect("a folder");
    let mut library = Library::open(dir.path()).expect("opens");
    let ids = add(&mut library, &titles(&[FERRY[0], "Bank posts loss in Ostrava"]), 0);
    all(&mut library);
    let both = told(&dir);
    assert_eq!(both.len(), 2);
    let (a, b) = (both[0].clone(), both[1].clone());
    assert!(join(&mut library, &[&a, &b]).expect("joined"));
    assert_eq!(partition(&told(&dir)), std::slice::from_ref(&ids));
    let shelf = Shelf::open(dir.path()).expect("opens");
    let under_old = named_story(&shelf, &b.id).expect("read").expect("a story");
    assert_eq!(under_old.id, a.id);
    library.undo().expect("undone").expect("a step");
    assert_eq!(told(&dir).len(), 2);
}

#[test]
fn a_copy_of_what_was_read_comes_in_read_where_that_is_wanted() {
    let text = "The ferry Linnea ran aground off Skarholm on Monday with 212 people aboard and all were saved";
    for fold in [false, true] {
        let dir = TempDir::new().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        let first = add(&mut library, &titles(&[text]), 0)[0];
        let mut go_on = |_: &Grouped| ControlFlow::Continue(());
        group(&mut library, None, fold, &mut go_on).expect("grouped");
        let read = crate::store::MarkChange { id: first, mark: crate::news::Mark::Read, on: true };
        library.mark(&[read]).expect("marked");
        let copy = add(&mut library, &titles(&[text]), 1)[0];
        let grouped = group(&mut library, None, fold, &mut go_on).expect("grouped");
        let story = told(&dir).remove(0);
        assert_eq!(story.copies, [(copy, first)]);
        assert_eq!((grouped.read.len(), story.unread), if fold { (1, 0) } else { (0, 1) });
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    /// Batches of any size, the store opened anew between them, give what one run over the same order gives.
    #[test]
    fn a_restart_between_any_two_articles_changes_nothing(
        titles in proptest::collection::vec("[a-e]{3} [a-e]{3} [a-c]{4}( [a-b]{5})?", 1..40),
        // What lies further back is forgotten in the store, and comes to no story there.
        days in proptest::collection::vec(1_i8..10, 40),
        sizes in proptest::collection::vec(1_usize..6, 40),
    ) {
        let told_all: Vec<(String, i8)> = titles.into_iter().zip(days).collect();
        let dir = TempDir::new().expect("a folder");
        let mut grouper = Grouper::resumed(StoryId(1));
        let mut order: Vec<ArticleId> = Vec::new();
        let mut rest = told_all.as_slice();
        for size in sizes {
            let (batch, after) = rest.split_at(size.min(rest.len()));
            rest = after;
            let mut library = Library::open(dir.path()).expect("opens");
            let ids = add(&mut library, batch, order.len());
            all(&mut library);
            // A batch is put in by day.
            let mut sorted: Vec<_> = batch.iter().zip(&ids).collect();
            sorted.sort_by_key(|((_, day), id)| (*day, **id));
            for ((title, day), id) in sorted {
                grouper.add(Signature::new(title, title, Some(moment(*day, 6))));
                order.push(*id);
            }
        }
        let mut sets: HashMap<StoryId, Vec<ArticleId>> = HashMap::new();
        for (place, id) in (0..).zip(&order) {
            sets.entry(grouper.story(place)).or_default().push(*id);
        }
        let mut sets: Vec<Vec<ArticleId>> = sets.into_values().collect();
        for set in &mut sets {
            set.sort_unstable();
        }
        sets.sort();
        proptest::prop_assert_eq!(partition(&told(&dir)), sets);
    }
}

#[test]
fn an_old_article_is_grouped_with_those_of_its_days_alone() {
    let dir = TempDir::new().expect("a folder");
    let mut library = Library::open(dir.path()).expect("opens");
    let shelf = Shelf::open(dir.path()).expect("opens");
    let old = [("Ferry Linnea aground off Skarholm", 2), ("Ferry Linnea towed off Skarholm", 3)];
    let new = [("Bank Ostrava posts loss", 27), ("Loss at Bank Ostrava", 28)];
    let reports: Vec<(String, i8)> =
        old.iter().chain(&new).map(|(title, day)| ((*title).to_owned(), *day)).collect();
    let ids = add(&mut library, &reports, 0);
    assert!(waits(&shelf, ids[0]).expect("read"));
    let grouped = group_around(&mut library, ids[0], false).expect("grouped");
    assert_eq!(grouped.articles, 2);
    assert!(!waits(&shelf, ids[0]).expect("read") && waits(&shelf, ids[3]).expect("read"));
    let story = named_story(&shelf, &ids[0].to_string()).expect("read").expect("a story");
    assert_eq!(story.articles, ids[..2]);
    assert_eq!(group_around(&mut library, ids[0], false).expect("grouped"), Grouped::default());
    all(&mut library);
    assert_eq!(partition(&told(&dir)), [ids[..2].to_vec(), ids[2..].to_vec()]);
}
