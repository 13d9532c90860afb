//! What the search language means, and that what is written reads back.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Query, Sort, Term};
use crate::news::Mark;

/// A Thursday.
const TODAY: Date = date(2024, 6, 20);

fn words(text: &str) -> Term {
    Term::Words(text.into())
}

#[track_caller]
fn check(text: &str, expected: &[Term]) {
    let query = Query::parse(text, TODAY).expect("it parses");
    assert_eq!(query.terms, expected, "in {text:?}");
    let again = Query::parse(&query.to_string(), TODAY);
    assert_eq!(again.as_ref(), Ok(&query), "{text:?} was written as {query}");
}

#[track_caller]
fn check_order(text: &str, sort: Sort, reversed: bool) {
    let query = Query::parse(text, TODAY).expect("it parses");
    assert_eq!((query.sort, query.reversed), (sort, reversed), "in {text:?}");
}

#[track_caller]
fn check_refused(text: &str, named: &str) {
    let error = Query::parse(text, TODAY).expect_err("it is refused").to_string();
    assert!(error.contains(named), "{text:?} is answered with {error:?}");
}

#[test]
fn words_and_phrases_are_all_looked_for() {
    check("", &[]);
    check("  climate  talks ", &[words("climate"), words("talks")]);
    check("\"climate talks\" now", &[words("climate talks"), words("now")]);
    check("\"still typing", &[words("still typing")]);
    check(r#""she said \"no\"""#, &[words("she said \"no\"")]);
    check("clim*", &[words("clim*")]);
    check("\"\"", &[]);
}

#[test]
fn fields_look_into_one_place() {
    check("outlet:EFE", &[Term::Outlet("EFE".into())]);
    check("title:\"New York\"", &[Term::Title("New York".into())]);
    check(
        "author:lee tag:eu lang:en",
        &[Term::Author("lee".into()), Term::Tag("eu".into()), Term::Language("en".into())],
    );
}

#[test]
fn feeds_and_folders_are_named() {
    check("feed:12", &[Term::Feed("12".into())]);
    check("feed:https://example.org/a", &[Term::Feed("https://example.org/a".into())]);
    check("-folder:\"News/North Sea\"", &[Term::Folder("News/North Sea".into()).negated()]);
}

#[test]
fn states_and_signs_turn_terms_round() {
    check("is:starred", &[Term::Is(Mark::Starred)]);
    check("is:unread", &[Term::Is(Mark::Read).negated()]);
    check("-is:unread", &[Term::Is(Mark::Read)]);
    check("-is:hidden -sport", &[Term::Is(Mark::Hidden).negated(), words("sport").negated()]);
    check("- sport", &[words("-"), words("sport")]);
}

#[test]
fn days_are_dates_names_or_ages() {
    check("after:2024-06-01", &[Term::After(date(2024, 6, 1))]);
    check("before:2024-06-01", &[Term::Before(date(2024, 6, 1))]);
    check("after:today before:yesterday", &[Term::Within(0), Term::Within(1).negated()]);
    check("after:7d after:2w", &[Term::Within(7), Term::Within(14)]);
    check("after:mon", &[Term::After(date(2024, 6, 17))]);
    check("after:thu", &[Term::After(date(2024, 6, 20))]);
    check("after:fri", &[Term::After(date(2024, 6, 14))]);
}

#[test]
fn times_and_addresses_are_words() {
    check("12:30", &[words("12:30")]);
    check("https://example.org/a?b", &[words("https://example.org/a?b")]);
    check("Live: storm", &[words("Live:"), words("storm")]);
    check("\"outlet:EFE\"", &[words("outlet:EFE")]);
}

#[test]
fn what_is_not_understood_is_named() {
    check_refused("outlte:EFE", "\"outlte:\"");
    check_refused("is:red", "\"is:red\"");
    check_refused("after:soon", "2024-06-20");
    check_refused("before:99999999d", "before:99999999d");
    check_refused("sort:size", "length");
    check_refused("outlet:", "after the colon");
    check_refused(&"many words ".repeat(60), "100 terms at most");
}

#[test]
fn the_last_order_counts() {
    check_order("", Sort::Date, false);
    check_order("sort:date sort:title", Sort::Title, false);
    check_order("sort:-date", Sort::Date, true);
    check_order("sort:age", Sort::Date, true);
    check_order("-sort:outlet", Sort::Outlet, true);
}

#[test]
fn a_scope_narrows_a_query() {
    let scope = Query::parse("is:starred sort:title", TODAY).expect("it parses");
    let typed = Query::parse("is:starred storm", TODAY).expect("it parses");
    assert_eq!(typed.and(&scope).to_string(), "is:starred storm sort:title");
}

fn any_term() -> impl Strategy<Value = Term> {
    let day = (1900i16..2200, 1i8..13, 1i8..29).prop_map(|(y, m, d)| date(y, m, d));
    let value = prop_oneof!["[a-z\"\\\\ :*-]{1,8}", "\\PC{1,6}"];
    let term = (0..11, value, day, any::<u16>()).prop_map(|(kind, value, day, days)| match kind {
        0 => Term::Words(value),
        1 => Term::Outlet(value),
        2 => Term::Title(value),
        3 => Term::Author(value),
        4 => Term::Tag(value),
        5 => Term::Language(value),
        6 => Term::After(day),
        8 => Term::Feed(value),
        9 => Term::Folder(value),
        7 => Term::Before(day),
        _ => Term::Within(days),
    });
    (term, any::<bool>()).prop_map(|(term, negated)| if negated { term.negated() } else { term })
}

proptest! {
    #[test]
    fn every_query_reads_back(terms in prop::collection::vec(any_term(), 0..5), reversed: bool) {
        let query = Query { terms, sort: Sort::Length, reversed };
        prop_assert_eq!(Query::parse(&query.to_string(), TODAY), Ok(query));
    }

    #[test]
    fn whatever_parses_reads_back(text in any::<String>()) {
        if let Ok(query) = Query::parse(&text, TODAY) {
            prop_assert_eq!(Query::parse(&query.to_string(), TODAY), Ok(query));
        }
    }
}
