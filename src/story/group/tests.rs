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
fn another_match_of_the_same_clubs_is_another_story() {
    let found = stories(&[
        ("2024-06-01", "Westmoor Rovers beat Albion City 2-1 with late goal"),
        ("2024-06-02", "Albion City thrash Westmoor Rovers 4-0 in women's cup"),
        ("2024-06-02", "Late goal: Westmoor Rovers 2-1 Albion City"),
        ("2024-06-02", "Women's cup: Albion City 4–0 Westmoor Rovers"),
    ]);
    assert_eq!(found, [0, 1, 0, 1]);
}

#[test]
fn a_headline_of_two_events_does_not_make_them_one() {
    let found = stories(&[
        ("2024-06-01", "Ferry Linnea aground off Skarholm"),
        ("2024-06-01", "Ferry Linnea aground, Nordbank posts loss"),
        ("2024-06-01", "Nordbank posts loss of two billion"),
        ("2024-06-01", "Loss of two billion at Nordbank"),
    ]);
    assert_eq!(found[2], found[3]);
    assert_ne!(found[0], found[2]);
}

/// Sites put together from one pool of sentences, as every feed about one thing is to some degree.
#[test]
fn what_every_article_says_joins_none_of_them() {
    let pool = [
        "The council of Ostrava delayed the reactor.",
        "Nordbank approved the merger of Kestrel and Halden.",
        "Engineers of Kestrel measured the glacier at Skarholm.",
        "The orchestra of Halden rejected the festival.",
        "Linnea Brandt unveiled the satellite in Ostrava.",
        "The ferry of Skarholm restored the bridge to Ystrand.",
    ];
    let mut grouper = Grouper::new();
    for n in 0..900_usize {
        let said: Vec<&str> =
            (0..3).filter_map(|at| pool.get((n / 6_usize.pow(at) + n) % 6)).copied().collect();
        let title = format!("Halden company q{n}z and r{}y", n * 7);
        grouper.add(Signature::new(&title, &said.join(" "), Moment::parse("2024-06-01")));
    }
    let mut of: HashMap<StoryId, usize> = HashMap::new();
    (0..900).for_each(|article| *of.entry(grouper.story(article)).or_default() += 1);
    let largest = of.values().copied().max().expect("stories");
    assert!(largest < 200, "{largest} of 900 are one story");
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
