//! Feeds: subscribing and giving up, what comes in, what is kept and what is dropped.

use super::{TODAY, article, exported, moment, query, shelf, store};
use crate::news::{
    Action, Article, ArticleId, Choices, Facts, FeedId, Mark, Moment, Rule, SecretHeader, Source,
    Validators,
};
use crate::store::{
    Answer, Library, Limits, MarkChange, NewArticle, Prepared, Retention, Shelf, StoreError,
    TakenIn, Visit, VisitOutcome,
};
use crate::text::{Link, Prose};

pub(super) const NOW: &str = "2024-06-20T12:00:00Z";

pub(super) fn web(name: &str) -> Source {
    Source::parse(&format!("https://{name}.example/feed")).expect("an address")
}

pub(super) fn subscribed(library: &mut Library, name: &str) -> FeedId {
    let choices = Choices { folder: Prose::line("News/World"), ..Choices::default() };
    library.subscribe(&web(name), None, &choices, moment(NOW)).expect("subscribed").0
}

pub(super) fn new(key: &str, text: &str) -> NewArticle {
    let mut article = article(key, "Post", "2024-06-19");
    article.body = crate::news::Body::verbatim(text);
    article.link = Link::parse(&format!("https://post.example/{key}")).ok();
    NewArticle { key: key.into(), arrived: moment(NOW), article }
}

pub(super) fn answered(at: Moment) -> Visit {
    let validators = Validators { etag: Some("\"1\"".into()), last_modified: None };
    let outcome = VisitOutcome::Answered {
        title: Some(Prose::line("The Post")),
        site: Link::parse("https://post.example/").ok(),
        language: None,
        validators,
    };
    Visit { at, due: Moment::from_second(at.second() + 3600), outcome }
}

pub(super) fn take(library: &mut Library, feed: FeedId, articles: &[NewArticle]) -> TakenIn {
    library.take_in(feed, articles, &answered(moment(NOW)), &[], TODAY).expect("taken in")
}

fn titles(shelf: &Shelf, text: &str) -> Vec<String> {
    let rows = shelf.first(&query(text), TODAY, 100).expect("a list");
    rows.into_iter().map(|row| row.title.to_string()).collect()
}

fn text(shelf: &Shelf, id: ArticleId) -> String {
    shelf.article(id).expect("it reads").expect("it is there").body.text().to_owned()
}

#[test]
fn a_subscription_comes_back_as_it_was_chosen() {
    let (dir, mut library) = store();
    let choices = Choices {
        name: Some(Prose::line("My Post")),
        folder: Prose::line("News"),
        whole: true,
        every: Some(std::time::Duration::from_secs(900)),
        private: true,
        filter: Some(vec!["tidy".into(), "-q".into()]),
        headers: vec![SecretHeader { name: "Cookie".into(), reference: "env:POST".into() }],
        extra: vec![("category".into(), "/news".into())],
    };
    let title = Prose::line("Post");
    let (feed, is_new) =
        library.subscribe(&web("post"), Some(&title), &choices, moment(NOW)).expect("subscribed");
    assert!(is_new);
    let again = library.subscribe(&web("post"), None, &Choices::default(), moment(NOW));
    assert_eq!(again.expect("known"), (feed, false));
    let shelf = shelf(&dir);
    let stored = &shelf.feeds().expect("feeds")[0];
    assert_eq!((&stored.choices, stored.name().as_str()), (&choices, "My Post"));
    assert_eq!(shelf.due(moment(NOW)).expect("due"), [feed]);
    for named in [feed.to_string().as_str(), "https://post.example/feed", "my POST"] {
        let found = shelf.find_feed(named).expect("looked for");
        assert_eq!(found.map(|found| found.id), Some(feed), "{named}");
    }
    assert_eq!(shelf.find_feed("other").expect("looked for"), None);
}

#[test]
fn the_first_subscription_puts_the_samples_aside_unless_the_reader_decided() {
    for by_hand in [false, true] {
        let (dir, mut library) = store();
        library.sync_samples(&[article("Sample", "EFE", "2024-06-20")]).expect("stored");
        if by_hand {
            library.show_samples(true).expect("shown");
        }
        subscribed(&mut library, "post");
        assert_eq!(shelf(&dir).shows_samples().expect("known"), by_hand);
        assert_eq!(titles(&shelf(&dir), "").len(), usize::from(by_hand));
    }
}

#[test]
fn what_is_given_up_comes_back_with_its_marks() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[new("a", "One."), new("b", "Two.")]).new[0];
    library.mark(&[MarkChange { id, mark: Mark::Starred, on: true }]).expect("marked");
    assert!(library.unsubscribe(feed).expect("given up"));
    let shelf = shelf(&dir);
    // What was starred stays where it is found.
    assert_eq!(titles(&shelf, "").len(), 1);
    assert!(shelf.feeds().expect("feeds").is_empty());
    assert!(
        shelf
            .due(Moment::from_second(i64::from(u32::MAX)).expect("a moment"))
            .expect("due")
            .is_empty()
    );
    assert!(!library.undo().expect("undone").expect("a step").feeds.is_empty());
    assert_eq!(titles(&shelf, "is:starred").len(), 1);
    library.redo().expect("redone").expect("a step");
    subscribed(&mut library, "post");
    let stored = &shelf.feeds().expect("feeds")[0];
    assert_eq!((stored.id, stored.articles, stored.unread), (feed, 2, 2));
}

#[test]
fn an_answer_is_taken_in_with_what_the_feed_says_of_itself() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let taken = take(&mut library, feed, &[new("a", "One."), new("b", "Two.")]);
    assert_eq!((taken.new.len(), taken.known), (2, 0));
    assert_eq!(take(&mut library, feed, &[new("b", "Two."), new("a", "One.")]).known, 2);
    let shelf = shelf(&dir);
    let stored = shelf.feed(feed).expect("reads").expect("there");
    assert_eq!((stored.name().as_str(), stored.unread), ("The Post", 2));
    assert_eq!(stored.validators.etag.as_deref(), Some("\"1\""));
    assert!(stored.health.succeeded.is_some() && stored.health.weekly > 0.0);
    assert_eq!(titles(&shelf, "feed:post folder:news").len(), 2);
    assert_eq!(titles(&shelf, &format!("feed:{feed} -folder:news/world")).len(), 0);
    let one = shelf.article(taken.new[0]).expect("reads").expect("there");
    assert_eq!(one.feed.as_deref(), Some("https://post.example/feed"));
}

#[test]
fn an_edited_article_keeps_what_it_said_and_stays_read() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[new("a", "The first text.")]).new[0];
    library.mark(&[MarkChange { id, mark: Mark::Read, on: true }]).expect("marked");
    assert_eq!(take(&mut library, feed, &[new("a", "The second text.")]).updated, [id]);
    let shelf = shelf(&dir);
    assert_eq!(text(&shelf, id), "The second text.");
    let versions = shelf.versions(id).expect("versions");
    assert_eq!(versions.len(), 1);
    assert_eq!(versions[0].article.body.text(), "The first text.");
    assert!(shelf.marks(id).expect("marks").expect("there").read);
    assert_eq!(titles(&shelf, "second").len(), 1);
    assert_eq!(titles(&shelf, "first").len(), 0);
}

#[test]
fn texts_that_differ_in_counters_alone_are_no_versions() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[new("a", "Read 10 times.")]).new[0];
    assert_eq!(take(&mut library, feed, &[new("a", "Read 2000 times.")]).known, 1);
    assert_eq!(text(&shelf(&dir), id), "Read 2000 times.");
    assert!(shelf(&dir).versions(id).expect("versions").is_empty());
    assert_eq!(shelf(&dir).past(id).expect("reads").edited, None);
}

fn toll(dead: u32) -> NewArticle {
    new("a", &format!("Rescuers say that {dead} people have died in the flood."))
}

#[test]
fn a_toll_that_rises_is_an_edit_and_the_first_one_is_kept() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[toll(11)]).new[0];
    assert_eq!(take(&mut library, feed, &[toll(12)]).updated, [id]);
    // However often it rises unseen, it is one version: nothing floods the others out.
    for dead in 13..40 {
        assert_eq!(take(&mut library, feed, &[toll(dead)]).known, 1);
    }
    let kept = |shelf: &Shelf| -> Vec<String> {
        let versions = shelf.versions(id).expect("versions");
        versions.iter().map(|version| version.article.body.text().to_owned()).collect()
    };
    let body = |dead: u32| toll(dead).article.body.text().to_owned();
    let shelf = shelf(&dir);
    assert_eq!((text(&shelf, id), kept(&shelf)), (body(39), vec![body(11)]));
    assert!(shelf.past(id).expect("reads").edited.is_some());
    // What somebody has looked at is kept, too.
    library.keep_facts(id, 1, &Facts::default()).expect("kept");
    assert_eq!(take(&mut library, feed, &[toll(40)]).updated, [id]);
    assert_eq!(kept(&shelf), [body(11), body(39)]);
}

#[test]
fn a_toll_in_what_the_feed_says_of_a_whole_article_is_kept_once() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[toll(11)]).new[0];
    let whole =
        Article { body: crate::news::Body::verbatim("The whole text."), ..Article::default() };
    assert!(library.replace_body(id, &whole, moment(NOW)).expect("replaced"));
    for dead in 12..40 {
        take(&mut library, feed, &[toll(dead)]);
    }
    let shelf = shelf(&dir);
    let versions = shelf.versions(id).expect("versions");
    assert_eq!(versions.len(), 2, "{versions:?}");
    assert_eq!(text(&shelf, id), "The whole text.");
}

#[test]
fn twenty_versions_are_kept_the_first_among_them() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let words = |n: u8| char::from(b'a' + n).to_string().repeat(5);
    for n in 0..25 {
        take(&mut library, feed, &[new("a", &words(n))]);
    }
    let shelf = shelf(&dir);
    let versions = shelf.versions(ArticleId(1)).expect("versions");
    let numbers: Vec<u32> = versions.iter().map(|version| version.number).collect();
    assert_eq!(numbers, [vec![1], (6..=24).collect()].concat());
    assert_eq!(versions[0].article.body.text(), "aaaaa");
}

#[test]
fn new_ids_for_old_links_make_nothing_new() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[new("a", "One."), new("b", "Two.")]).new[0];
    library.mark(&[MarkChange { id, mark: Mark::Read, on: true }]).expect("marked");
    let mut other = new("a", "One.");
    other.key = "another id".into();
    let taken = take(&mut library, feed, &[other.clone(), new("b", "Two.")]);
    assert_eq!((taken.new.len(), taken.known), (0, 2));
    assert!(shelf(&dir).marks(id).expect("marks").expect("there").read);
    // Where several share a link, it tells nothing.
    let same = |key: &str| NewArticle { key: key.into(), ..other.clone() };
    assert_eq!(take(&mut library, feed, &[same("x"), same("y")]).new.len(), 2);
}

#[test]
fn a_date_that_changes_moves_and_unreads_nothing() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[new("a", "One.")]).new[0];
    library.mark(&[MarkChange { id, mark: Mark::Read, on: true }]).expect("marked");
    let mut later = new("a", "One.");
    later.article.published = Moment::parse("2024-06-20T08:00:00Z");
    assert_eq!(take(&mut library, feed, &[later]).known, 1);
    let stored = shelf(&dir).article(id).expect("reads").expect("there");
    assert_eq!(stored.published, Moment::parse("2024-06-19"));
    assert_eq!(stored.updated, Moment::parse("2024-06-20T08:00:00Z"));
    assert!(shelf(&dir).marks(id).expect("marks").expect("there").read);
}

#[test]
fn a_whole_article_keeps_its_text_and_the_feeds_own() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let id = take(&mut library, feed, &[new("a", "An excerpt.")]).new[0];
    let whole =
        Article { body: crate::news::Body::verbatim("The whole text."), ..Article::default() };
    assert!(library.replace_body(id, &whole, moment(NOW)).expect("replaced"));
    assert_eq!(take(&mut library, feed, &[new("a", "An excerpt.")]).known, 1);
    assert_eq!(take(&mut library, feed, &[new("a", "Another excerpt.")]).updated, [id]);
    assert_eq!(take(&mut library, feed, &[new("a", "Another excerpt.")]).known, 1);
    let shelf = shelf(&dir);
    assert_eq!(text(&shelf, id), "The whole text.");
    let versions = shelf.versions(id).expect("versions");
    let said: Vec<&str> = versions.iter().map(|v| v.article.body.text()).collect();
    assert_eq!(said, ["An excerpt.", "Another excerpt."]);
    assert_eq!(titles(&shelf, "whole title:a").len(), 1);
}

#[test]
fn rules_mark_and_tag_what_is_new() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let rule = |when: &str, action| Rule {
        name: Prose::line("a rule"),
        when: query(when),
        actions: vec![action],
    };
    let rules = [
        rule("storm", Action::Mark(Mark::Later)),
        rule("feed:post", Action::Tag(Prose::line("post"))),
        rule("absent", Action::Mark(Mark::Hidden)),
    ];
    let articles = [new("a", "A storm."), new("b", "Calm.")];
    let visit = answered(moment(NOW));
    let taken = library.take_in(feed, &articles, &visit, &rules, TODAY).expect("taken in");
    assert_eq!(taken.ruled, [1, 2, 0]);
    let shelf = shelf(&dir);
    assert_eq!(titles(&shelf, "is:later"), ["a"]);
    assert_eq!(titles(&shelf, "tag:POST").len(), 2);
    assert_eq!(library.undo().expect("undone").map(|step| step.feeds.len()), Some(1));
}

#[test]
fn tags_are_given_taken_and_undone() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let ids = take(&mut library, feed, &[new("a", "One."), new("b", "Two.")]).new;
    let tag = Prose::line("to quote");
    assert_eq!(library.tag(&ids, &tag, true).expect("tagged"), ids);
    assert!(library.tag(&ids, &tag, true).expect("tagged").is_empty());
    let shelf = shelf(&dir);
    assert_eq!(shelf.tags().expect("tags"), [(tag.clone(), 2)]);
    assert_eq!(
        shelf.article(ids[0]).expect("reads").expect("there").tags,
        std::slice::from_ref(&tag)
    );
    assert_eq!(titles(&shelf, "tag:\"to quote\"").len(), 2);
    assert_eq!(library.undo().expect("undone").expect("a step").tags.len(), 2);
    assert!(shelf.tags().expect("tags").is_empty());
    library.redo().expect("redone");
    assert_eq!(shelf.tags_of(ids[1]).expect("tags"), [tag]);
}

#[test]
fn failures_are_counted_and_a_retired_feed_is_left_alone() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let failed = VisitOutcome::Failed(Prose::line("it answered 500"));
    let visit = |outcome| Visit { at: moment(NOW), due: Some(moment(NOW)), outcome };
    for _ in 0..3 {
        library.note_visit(feed, &visit(failed.clone())).expect("noted");
    }
    let health = || shelf(&dir).feed(feed).expect("reads").expect("there").health;
    assert_eq!((health().failures, health().trouble), (3, Some(Prose::line("it answered 500"))));
    library.note_visit(feed, &visit(VisitOutcome::Unchanged)).expect("noted");
    assert_eq!((health().failures, health().trouble), (0, None));
    library.note_visit(feed, &visit(VisitOutcome::Retired(Prose::line("gone")))).expect("noted");
    assert!(shelf(&dir).due(moment("2030-01-01")).expect("due").is_empty());
    let nowhere = library.note_visit(FeedId(99), &visit(failed));
    assert!(matches!(nowhere, Err(StoreError::NoFeed { feed: 99, .. })));
}

#[test]
fn a_feed_moves_unless_another_is_there() {
    let (dir, mut library) = store();
    let (feed, other) = (subscribed(&mut library, "post"), subscribed(&mut library, "tide"));
    take(&mut library, feed, &[new("a", "One.")]);
    library.move_source(feed, &web("moved")).expect("moved");
    let stored = shelf(&dir).feed(feed).expect("reads").expect("there");
    assert_eq!((stored.source, stored.articles), (web("moved"), 1));
    assert_eq!(stored.validators, Validators::default());
    let refused = library.move_source(other, &web("moved"));
    assert!(matches!(refused, Err(StoreError::Doubled { .. })));
    library.arrange(&[other, feed]).expect("arranged");
    let order: Vec<FeedId> = shelf(&dir).feeds().expect("feeds").iter().map(|f| f.id).collect();
    assert_eq!(order, [other, feed]);
}

/// An article that came in so many days before now.
fn aged(key: &str, days: i64) -> NewArticle {
    let arrived = Moment::from_second(moment(NOW).second() - days * 86_400).expect("a moment");
    let mut new = new(key, "Old news.");
    (new.arrived, new.article.published) = (arrived, Some(arrived));
    new
}

#[test]
fn what_is_dropped_never_comes_back_as_new() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let articles: Vec<_> = (0..40).map(|day| aged(&format!("d{day}"), day)).collect();
    let ids = take(&mut library, feed, &articles).new;
    let read: Vec<_> =
        ids[20..].iter().map(|id| MarkChange { id: *id, mark: Mark::Read, on: true }).collect();
    library.mark(&read).expect("marked");
    library.mark(&[MarkChange { id: ids[39], mark: Mark::Starred, on: true }]).expect("marked");
    library.mark(&[MarkChange { id: ids[38], mark: Mark::Later, on: true }]).expect("marked");
    library.tag(&[ids[37]], &Prose::line("mine"), true).expect("tagged");
    let retention =
        Retention { all: Limits { days: Some(30), per_feed: None }, of_feed: Vec::new() };
    assert_eq!(library.prune(&retention, moment(NOW)).expect("pruned").articles, 6);
    let shelf = shelf(&dir);
    assert_eq!(shelf.counts().expect("counts").all, 34);
    assert_eq!(shelf.feeds().expect("feeds")[0].articles, 34);
    let again = take(&mut library, feed, &articles);
    assert_eq!((again.new.len(), again.known), (0, 40));
    assert_eq!(titles(&shelf, "news").len(), 34);
    let few = Retention {
        all: Limits::default(),
        of_feed: vec![(feed, Limits { days: None, per_feed: Some(10) })],
    };
    // Unread articles stay, however many there are.
    assert_eq!(library.prune(&few, moment(NOW)).expect("pruned").articles, 11);
    assert_eq!(shelf.counts().expect("counts").unread, 20);
    assert!(shelf.check().expect("checked").is_empty());
}

#[test]
fn room_that_is_no_longer_needed_is_given_back() {
    let (dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let articles: Vec<_> = (0..60).map(|n| new(&format!("n{n}"), &super::noise(n, 200))).collect();
    let ids = take(&mut library, feed, &articles).new;
    let read = |id: &ArticleId| MarkChange { id: *id, mark: Mark::Read, on: true };
    library.mark(&ids.iter().map(read).collect::<Vec<_>>()).expect("marked");
    let few = Limits { days: None, per_feed: Some(5) };
    let retention = Retention { all: few, of_feed: Vec::new() };
    assert_eq!(library.prune(&retention, moment(NOW)).expect("pruned").articles, 55);
    let compacted = library.compact().expect("compacted");
    assert!(compacted.after * 2 < compacted.before, "{compacted:?}");
    assert!(shelf(&dir).check().expect("checked").is_empty());
    assert_eq!(text(&shelf(&dir), ids[0]), super::noise(0, 200));
}

#[test]
fn a_clock_that_is_wrong_drops_nothing() {
    let (_dir, mut library) = store();
    let feed = subscribed(&mut library, "post");
    let articles: Vec<_> = (0..5).map(|day| aged(&format!("d{day}"), day)).collect();
    let ids = take(&mut library, feed, &articles).new;
    let read: Vec<_> =
        ids.iter().map(|id| MarkChange { id: *id, mark: Mark::Read, on: true }).collect();
    library.mark(&read).expect("marked");
    let retention =
        Retention { all: Limits { days: Some(30), per_feed: None }, ..Retention::default() };
    let pruned = library.prune(&retention, moment("2074-06-20")).expect("pruned");
    assert_eq!(pruned.articles, 0);
}

#[test]
fn what_was_made_ready_is_stored_as_what_was_not() {
    let articles = [super::full_article(), article("Storm", "", "2024-06-18")].map(|article| {
        NewArticle { key: article.title.to_string(), arrived: moment(NOW), article }
    });
    let stored = |prepared: Vec<Prepared>| {
        let (dir, mut library) = store();
        let feed = subscribed(&mut library, "post");
        let visit = answered(moment(NOW));
        let articles = articles.to_vec();
        let answer = Answer { feed, articles: articles.clone(), prepared, visit };
        let taken = library.take_in_all(&[answer], &[], TODAY).expect("taken in");
        assert_eq!(taken[0].as_ref().map(|taken| taken.new.len()), Some(2));
        // What comes again is known by what was reckoned of it.
        assert_eq!(take(&mut library, feed, &articles).known, 2);
        let shelf = shelf(&dir);
        let lines = exported(&shelf);
        let found = ["storm", "well", "title:harbour", "tide", "outlet:tide reopens"]
            .map(|text| shelf.search(&query(text), TODAY, 9).expect("hits"));
        (lines, found)
    };
    let ready = articles.iter().map(Prepared::of).collect();
    let (prepared, found) = stored(ready);
    assert_eq!(stored(Vec::new()), (prepared, found.clone()));
    assert!(found.iter().all(|hits| !hits.is_empty()), "{found:?}");
}
