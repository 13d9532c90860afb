//! What is kept of stories holds over new versions, new engines, exports and days that lie far apart.

use std::slice::from_ref;

use super::tests::{FERRY, TODAY, add, all, moment, partition, titles, told};
use super::*;
use crate::desk::{join, named_story, split, stories};
use crate::news::{Article, Body, Choices, Mark, Source};
use crate::store::{Limits, MarkChange, NewArticle, Retention, Shelf};
use crate::text::Prose;
use tempfile::TempDir;

fn opened() -> (TempDir, Library, Shelf) {
    let dir = TempDir::new().expect("a folder");
    let library = Library::open(dir.path()).expect("opens");
    let shelf = Shelf::open(dir.path()).expect("opens");
    (dir, library, shelf)
}

fn read(id: ArticleId) -> MarkChange {
    MarkChange { id, mark: Mark::Read, on: true }
}

fn story(shelf: &Shelf, id: ArticleId) -> Vec<ArticleId> {
    let story = named_story(shelf, &id.to_string()).expect("read").expect("a story");
    let mut articles = story.articles;
    articles.sort_unstable();
    articles
}

#[test]
fn a_new_engine_has_everything_grouped_again_though_nothing_came_in() {
    let (_dir, mut library, shelf) = opened();
    add(&mut library, &titles(&FERRY), 0);
    assert!(shelf.needs_grouping(ENGINE_VERSION, None).expect("read"));
    all(&mut library);
    assert!(!shelf.needs_grouping(ENGINE_VERSION, None).expect("read"));
    assert!(shelf.needs_grouping(ENGINE_VERSION + 1, None).expect("read"));
    assert!(shelf.needs_grouping(ENGINE_VERSION + 1, Some(moment(30, 0))).expect("read"));
}

#[test]
fn a_text_that_has_changed_is_what_its_article_is_recognised_by() {
    let (dir, mut library, shelf) = opened();
    let ids = add(&mut library, &titles(&[FERRY[0], "Talks go on"]), 0);
    all(&mut library);
    let before = told(&dir).len();
    let whole = Article {
        title: Prose::line("Talks go on"),
        body: Body::verbatim(
            "Bank Ostrava posts a loss as depositors of Bank Ostrava queue in Karsin",
        ),
        ..Article::default()
    };
    library.replace_body(ids[1], &whole, moment(21, 0)).expect("replaced");
    assert!(shelf.needs_grouping(ENGINE_VERSION, None).expect("read"));
    let more = add(&mut library, &titles(&["Depositors of Bank Ostrava queue in Karsin"]), 2);
    all(&mut library);
    assert_eq!(before, 2);
    assert_eq!(story(&shelf, more[0]), [ids[1], more[0]]);
}

#[test]
fn a_text_that_has_changed_stays_with_its_story() {
    let (_dir, mut library, shelf) = opened();
    let ids = add(&mut library, &titles(&FERRY), 0);
    all(&mut library);
    let name = named_story(&shelf, &ids[0].to_string()).expect("read").expect("a story").id;
    let other = Article { body: Body::verbatim("Nothing of all that."), ..Article::default() };
    library.replace_body(ids[0], &other, moment(21, 0)).expect("replaced");
    all(&mut library);
    assert_eq!(story(&shelf, ids[1]), ids);
    assert_eq!(named_story(&shelf, &ids[0].to_string()).expect("read").expect("a story").id, name);
}

#[test]
fn what_was_joined_over_months_stays_joined_and_swallows_nothing_between() {
    let (dir, mut library, shelf) = opened();
    let told_days: Vec<(String, i8)> = vec![
        ("Bank Ostrava posts loss".to_owned(), 1),
        ("Ferry Linnea runs aground off Skarholm".to_owned(), 28),
    ];
    let ids = add(&mut library, &told_days, 0);
    all(&mut library);
    let both = told(&dir);
    let by = |id: ArticleId| both.iter().find(|story| story.articles.contains(&id)).expect("one");
    assert!(join(&mut library, &[by(ids[0]), by(ids[1])]).expect("joined"));
    // A like event between the two is as far from either as it was before.
    let between = add(&mut library, &[("Ferry Linnea aground off Skarholm".to_owned(), 14)], 2);
    all(&mut library);
    assert_eq!(story(&shelf, between[0]), between);
    // Another engine keeps to what was said, though the two are never recognised at the same time.
    for id in &ids {
        let same = Article { body: Body::verbatim("Changed."), ..Article::default() };
        library.replace_body(*id, &same, moment(29, 0)).expect("replaced");
    }
    all(&mut library);
    assert_eq!(story(&shelf, ids[0]), ids);
}

#[test]
fn a_story_is_recognised_by_its_latest_reports_whatever_came_in_first() {
    let (_dir, mut library, shelf) = opened();
    // First what is new, then eighty reports of the days before: the oldest are the ones to be forgotten.
    add(&mut library, &[("Ferry Linnea towed to Ystrand harbour off Skarholm".to_owned(), 20)], 0);
    all(&mut library);
    let old: Vec<(String, i8)> = (0..80)
        .map(|n| (format!("Ferry Linnea aground off Skarholm, report {n}"), 16 + (n % 3) as i8))
        .collect();
    add(&mut library, &old, 1);
    all(&mut library);
    let mut known = Vec::new();
    library.recognised((0, i64::MAX), 1, |one| known.push((one.story, one.day))).expect("read");
    let largest = known.iter().filter(|(story, _)| *story == known[0].0).count();
    assert_eq!(largest, 64);
    assert!(known.iter().any(|(_, day)| *day == moment(20, 6)), "the newest report is forgotten");
    assert!(shelf.story(known[0].0).expect("read").expect("a story").reports.len() > 64);
}

fn recognised(library: &Library) -> Vec<ArticleId> {
    let mut known = Vec::new();
    library.recognised((0, i64::MAX), 1, |one| known.push(one.article)).expect("read");
    known.sort_unstable();
    known
}

#[test]
fn what_is_old_is_forgotten_once_nothing_of_its_days_waits() {
    let (_dir, mut library, shelf) = opened();
    let days: Vec<(String, i8)> = vec![
        ("Bank Ostrava posts loss".to_owned(), 1),
        ("Ferry Linnea runs aground off Skarholm".to_owned(), 3),
        ("Election in Karsin is put off".to_owned(), 14),
        ("Wind farm off Ystrand is approved".to_owned(), 28),
    ];
    let ids = add(&mut library, &days, 0);
    let around = |library: &mut Library, at: usize| {
        group_around(library, ids[at], false).expect("grouped").articles
    };
    assert_eq!(around(&mut library, 2), 1);
    // Days 1 and 3 wait still, and are further from this than reports of one story.
    assert_eq!(around(&mut library, 3), 1);
    assert_eq!(recognised(&library), [ids[3]]);
    // What is near to what waits stays recognised, old as it is, until that has found its story.
    let late = add(&mut library, &[("Ferry Linnea aground off Skarholm".to_owned(), 8)], 9);
    let one_of_day = |library: &mut Library, at: usize| {
        let day = moment(days[at].1, 6).second();
        group_within(library, &(day..=day), &(day..=day), false, &mut |_| ControlFlow::Continue(()))
            .expect("grouped")
    };
    one_of_day(&mut library, 1);
    assert_eq!(recognised(&library), [ids[1], ids[3]]);
    all(&mut library);
    assert_eq!(story(&shelf, late[0]), [ids[1], late[0]]);
    assert_eq!(recognised(&library), [ids[3]]);
}

#[test]
fn copies_that_come_in_read_go_back_with_what_they_are_copies_of() {
    let text = "The ferry Linnea ran aground off Skarholm on Monday with 212 people aboard and all were saved";
    let (_dir, mut library, shelf) = opened();
    let ids = add(&mut library, &titles(&[text, "Bank Ostrava posts loss"]), 0);
    let mut go_on = |_: &Grouped| ControlFlow::Continue(());
    group(&mut library, None, true, &mut go_on).expect("grouped");
    library.mark(&[read(ids[0])]).expect("marked");
    library.mark(&[read(ids[1])]).expect("marked");
    library.undo().expect("undone").expect("a step");
    let copy = add(&mut library, &titles(&[text]), 2);
    group(&mut library, None, true, &mut go_on).expect("grouped");
    let is_read = |id: ArticleId| shelf.marks(id).expect("read").is_some_and(|marks| marks.read);
    assert!(is_read(copy[0]));
    // What was undone can still be done again, and taking back the original takes back its copy.
    library.redo().expect("done").expect("nothing was forgotten");
    assert!(is_read(ids[1]));
    library.undo().expect("undone").expect("a step");
    library.undo().expect("undone").expect("a step");
    assert!(!is_read(ids[0]) && !is_read(copy[0]));
    library.redo().expect("done").expect("a step");
    assert!(is_read(ids[0]) && is_read(copy[0]));
}

#[test]
fn joining_takes_back_what_was_said_about_being_apart() {
    let (dir, mut library, shelf) = opened();
    let ids = add(&mut library, &titles(&FERRY), 0);
    all(&mut library);
    split(&mut library, ids[2]).expect("split").expect("a story");
    let both = told(&dir);
    let names: Vec<&crate::desk::Story> = both.iter().collect();
    assert!(join(&mut library, &names).expect("joined"));
    let pairs = library.pairs().expect("read");
    assert!(pairs.iter().all(|pair| pair.together) && pairs.len() == 2, "{pairs:?}");
    library.undo().expect("undone").expect("a step");
    let pairs = library.pairs().expect("read");
    assert!(pairs.iter().all(|pair| !pair.together) && pairs.len() == 2, "{pairs:?}");
    assert_eq!(story(&shelf, ids[2]), [ids[2]]);
}

#[test]
fn stories_since_a_moment_have_a_report_since_that_is_shown() {
    let (_dir, mut library, shelf) = opened();
    let days = [(FERRY[0].to_owned(), 18), (FERRY[1].to_owned(), 20)];
    let ids = add(&mut library, &days, 0);
    all(&mut library);
    let since = |day| stories(&shelf, Some(moment(day, 0)), TODAY).expect("stories").len();
    assert_eq!((since(18), since(20), since(21)), (1, 1, 0));
    library.mark(&[MarkChange { id: ids[1], mark: Mark::Hidden, on: true }]).expect("hidden");
    assert_eq!((since(18), since(20)), (1, 0), "its last report is hidden");
    // What says no date counts from when it came in, as in lists.
    let undated = NewArticle {
        key: "undated".to_owned(),
        arrived: moment(25, 0),
        article: Article { title: Prose::line("Nothing dated"), ..Article::default() },
    };
    library.add(&[undated]).expect("stored");
    all(&mut library);
    assert_eq!((since(24), since(26)), (1, 0));
}

#[test]
fn corrections_survive_an_export_and_hold_where_it_is_read() {
    let (dir, mut library, shelf) = opened();
    let ids = add(&mut library, &titles(&[FERRY[0], FERRY[1], "Bank Ostrava posts loss"]), 0);
    all(&mut library);
    split(&mut library, ids[1]).expect("split").expect("a story");
    let of = |id: ArticleId| named_story(&shelf, &id.to_string()).expect("read").expect("a story");
    assert!(join(&mut library, &[&of(ids[0]), &of(ids[2])]).expect("joined"));
    let mut lines = Vec::new();
    let mut keep = |line: &str| {
        lines.push(line.to_owned());
        true
    };
    shelf.export(&mut keep).expect("exported");
    let sets = partition(&told(&dir));
    for is_grouped_before in [false, true] {
        let (dir, mut library, shelf) = opened();
        if is_grouped_before {
            let articles: Vec<&String> =
                lines.iter().filter(|line| !line.contains(r#""type":"pair""#)).collect();
            library.import(&articles).expect("imported");
            all(&mut library);
            assert_ne!(partition(&told(&dir)), sets);
        }
        let imported = library.import(&lines).expect("imported");
        assert!(imported.refused.is_empty(), "{imported:?}");
        all(&mut library);
        assert_eq!(partition(&told(&dir)), sets, "grouped before: {is_grouped_before}");
        let more = add(&mut library, &titles(&[FERRY[1]]), 9);
        all(&mut library);
        assert_eq!(story(&shelf, more[0]).len(), 2, "what is like the one that was split off");
    }
}

#[test]
fn corrections_hold_over_new_versions_and_retention() {
    let (_dir, mut library, shelf) = opened();
    let source = Source::parse("https://example.org/feed").expect("a source");
    library.subscribe(&source, None, &Choices::default(), moment(1, 0)).expect("subscribed");
    let new: Vec<NewArticle> = FERRY
        .iter()
        .zip(18..)
        .map(|(title, day)| NewArticle {
            key: (*title).to_owned(),
            arrived: moment(day, 6),
            article: Article {
                title: Prose::line(title),
                published: Some(moment(day, 6)),
                feed: Some(Prose::line(&source.to_string())),
                ..Article::default()
            },
        })
        .collect();
    let ids = library.add(&new).expect("stored");
    all(&mut library);
    split(&mut library, ids[2]).expect("split").expect("a story");
    let again = Article { body: Body::verbatim(FERRY[1]), ..Article::default() };
    library.replace_body(ids[2], &again, moment(21, 0)).expect("replaced");
    all(&mut library);
    assert_eq!(story(&shelf, ids[2]), from_ref(&ids[2]));
    assert_eq!(story(&shelf, ids[0]), ids[..2]);
    // One of those that it is kept apart from is dropped; the other is enough.
    library.mark(&[read(ids[0])]).expect("marked");
    let few = Retention { all: Limits { days: None, per_feed: Some(2) }, of_feed: Vec::new() };
    assert_eq!(library.prune(&few, moment(29, 0)).expect("pruned").articles, 1);
    library.replace_body(ids[2], &again, moment(22, 0)).expect("replaced");
    all(&mut library);
    assert_eq!(library.pairs().expect("read").len(), 1);
    assert_eq!(story(&shelf, ids[2]), from_ref(&ids[2]));
    assert_eq!(story(&shelf, ids[1]), from_ref(&ids[1]));
}
