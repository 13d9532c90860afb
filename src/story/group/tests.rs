//! Headlines and the stories they come to.

use super::*;
use crate::news::Moment;

/// Groups headlines, each with its day, and says which belong together by the number of the first of each.
fn stories(headlines: &[(&str, &str)]) -> Vec<u32> {
    let mut grouper = Grouper::new();
    for (day, title) in headlines {
        grouper.add(Signature::new(title, "", Moment::parse(day)));
    }
    (0..headlines.len() as u32).map(|article| grouper.story(article).0).collect()
}

#[test]
fn one_event_is_one_story() {
    let found = stories(&[
        ("2024-06-20", "Putin signs agreements with Vietnam in Hanoi"),
        ("2024-06-20", "Flood in Bavaria: two dead"),
        ("2024-06-20", "Vietnam and Russia sign at least a dozen agreements as Putin visits Hanoi"),
        ("2024-06-21", "Two dead in Bavaria flood"),
    ]);
    assert_eq!(found, [0, 1, 0, 1]);
}

#[test]
fn a_like_event_of_another_week_is_another_story() {
    let found = stories(&[
        ("2024-06-01", "Earthquake of magnitude 6 shakes Skarholm"),
        ("2024-06-20", "Earthquake of magnitude 6 shakes Skarholm"),
    ]);
    assert_eq!(found, [0, 1]);
}

#[test]
fn nothing_to_go_by_stands_alone() {
    assert_eq!(
        stories(&[("2024-06-01", ""), ("2024-06-01", ""), ("2024-06-01", "the of")]),
        [0, 1, 2]
    );
}

proptest::proptest! {
    #[test]
    fn whatever_comes_has_a_story_and_the_same_one_again(
        titles in proptest::collection::vec("[a-e]{3} [a-e]{3} [a-c]{4}( [a-b]{5})?", 0..60),
        days in proptest::collection::vec(1_i8..28, 60),
    ) {
        let days: Vec<String> = days.iter().map(|day| format!("2024-06-{day:02}")).collect();
        let lines: Vec<(&str, &str)> =
            days.iter().zip(&titles).map(|(day, title)| (day.as_str(), title.as_str())).collect();
        let found = stories(&lines);
        proptest::prop_assert_eq!(found.len(), titles.len());
        proptest::prop_assert!(found.iter().all(|story| (*story as usize) < 2 * titles.len()));
        proptest::prop_assert_eq!(found, stories(&lines));
    }
}
