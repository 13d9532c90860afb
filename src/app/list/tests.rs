//! The list as it moves, and as answers come late.

use super::*;
use crate::app::message::Listing;
use crate::news::Marks;
use crate::store::Counts;
use crate::text::Prose;

fn row(id: i64) -> Headline {
    Headline {
        id: ArticleId(id),
        source: None,
        title: Prose::line("t"),
        published: None,
        came: None,
        minutes: 1,
        marks: Marks::default(),
        watched: false,
        copies: 0,
    }
}

fn list(count: i64, rows: i64) -> List {
    let mut list = List::default();
    list.resize(20);
    list.show(Listing { rows: (0..rows).map(row).collect(), ..shows(0, 0..count, 0) });
    list
}

/// An answer without rows.
fn shows(ticket: u64, ids: std::ops::Range<i64>, selected: usize) -> Listing {
    Listing {
        ticket: Ticket(ticket),
        ids: ids.map(ArticleId).collect(),
        rows: vec![],
        selected,
        counts: Counts::default(),
        stories: None,
    }
}

#[test]
fn the_list_moves_by_half_a_screen() {
    let mut list = list(100, 100);
    assert_eq!(list.page(), 10);
    list.select(9);
    assert_eq!(list.top(), 0);
    list.step(1);
    assert_eq!(list.top(), 6);
    list.select(99);
    assert_eq!(list.top(), 90);
}

#[test]
fn rows_are_asked_for_before_they_are_needed_and_once() {
    let mut list = list(1_000, 30);
    assert_eq!(list.step(1), []);
    let effects = list.select(15);
    assert!(matches!(&effects[..], [Effect::Rows(ids)] if ids.first() == Some(&ArticleId(30))));
    assert_eq!(list.step(1), []);
    assert_eq!(list.take_rows((30..45).map(row).collect()), []);
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut list = list(3, 3);
    list.reload(Ticket(7));
    list.show(shows(6, 9..10, 0));
    assert_eq!(list.ids().len(), 3);
}

#[test]
fn a_late_list_does_not_take_the_reader_back() {
    let mut list = list(5, 5);
    list.reload(Ticket(1));
    list.select(3);
    list.show(shows(1, 0..9, 0));
    assert_eq!(list.selected(), Some(ArticleId(3)));
    list.show(shows(1, 6..9, 0));
    assert_eq!(list.selected(), Some(ArticleId(6)), "where it is gone the answer decides");
}

#[test]
fn letters_select_the_best_match_and_giving_them_up_leads_back() {
    let mut list = list(100, 100);
    list.select(40);
    list.step(3);
    let before = (list.selected(), list.top());
    list.begin_letters();
    list.reload_from_top(Ticket(1));
    list.show(shows(1, 30..60, 0));
    assert_eq!((list.selected(), list.top()), (Some(ArticleId(30)), 0));
    list.reload_as_before(Ticket(2));
    assert_eq!(list.request.keep, before.0);
    list.show(shows(2, 0..100, 43));
    assert_eq!((list.selected(), list.top()), before);
}

#[test]
fn a_hidden_article_leaves_the_list() {
    let mut list = list(3, 3);
    list.select(2);
    list.apply(&[MarkChange { id: ArticleId(2), mark: Mark::Hidden, on: true }]);
    assert_eq!(list.selected(), Some(ArticleId(1)));
}

/// The list of the first frame, lines 20 to 39 of 100 with line 30 selected, and then the whole of it.
#[track_caller]
fn check_window(go: impl FnOnce(&mut List), expected: i64) {
    let listing = |ids: std::ops::Range<i64>, selected: usize| Listing {
        rows: ids.clone().map(row).collect(),
        ..shows(0, ids, selected)
    };
    let mut list = List::default();
    list.resize(20);
    list.show(listing(20..40, 10));
    list.await_the_whole();
    go(&mut list);
    list.show(listing(0..100, 30));
    assert_eq!(list.selected(), Some(ArticleId(expected)));
}

fn step_down(list: &mut List, times: usize) {
    for _ in 0..times {
        list.step(1);
    }
}

#[test]
fn moves_before_the_whole_list_is_there_are_meant_for_it() {
    check_window(|_| (), 30);
    check_window(|list| step_down(list, 3), 33);
    check_window(|list| step_down(list, 25), 55);
    check_window(|list| drop(list.select_end(false)), 0);
    check_window(|list| drop(list.select_end(true)), 99);
    check_window(|list| drop((list.select_end(true), list.step(-2))), 97);
    check_window(|list| drop((list.select_end(false), step_down(list, 34))), 34);
    check_window(|list| drop((list.select(0), list.step(1))), 21);
    // Behind the end there is nothing to come back from.
    check_window(|list| drop((list.select_end(true), list.step(2), list.step(-1))), 98);
}

/// What is to be selected, and where, when a list comes that was asked for in the place of another.
#[test]
fn a_list_asked_for_again_is_shown_as_the_one_before_was_to_be() {
    // Another scope was chosen, and something came in before it was listed.
    let mut list = list(100, 100);
    list.select(40);
    list.reload_from_top(Ticket(1));
    list.reload(Ticket(2));
    assert_eq!(list.request.keep, None);
    list.show(shows(2, 30..60, 0));
    assert_eq!((list.selected(), list.top()), (Some(ArticleId(30)), 0));
    // The end was meant, of all there is.
    let mut list = List::default();
    list.resize(20);
    list.show(shows(0, 20..40, 10));
    list.await_the_whole();
    list.select_end(true);
    list.reload(Ticket(1));
    assert_eq!(list.request.keep, Some(ArticleId(30)), "what steps are counted from");
    list.show(shows(1, 0..100, 30));
    assert_eq!(list.selected(), Some(ArticleId(99)));
    // Once it is shown, a list asked for anew keeps what is selected.
    list.step(-4);
    list.reload(Ticket(2));
    assert_eq!(list.request.keep, Some(ArticleId(95)));
}
