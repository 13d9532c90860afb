//! How figures are said, and what of that speaks against their being of the same thing.

use super::*;
use crate::news::{Fact, Facts};

/// How the words between bars are said in a sentence; dates stand between braces, with their value behind a sign of equality.
fn saying(marked: &str) -> Saying {
    let (text, facts) = read(marked);
    let at = text.find('|').expect("a figure");
    let end = text.rfind('|').expect("a figure");
    let text = text.replace('|', "");
    let sentences = [Span::new(0, text.len())];
    let telling = Telling {
        outlet: None,
        title: "",
        published: None,
        text: &text,
        facts: &facts,
        sentences: &sentences,
    };
    Saying::of(&telling, Span::new(at, end - 1))
}

/// The text without braces, and the dates that stood in them.
fn read(marked: &str) -> (String, Facts) {
    let (mut text, mut facts) = (String::new(), Facts::default());
    for part in marked.split_inclusive('}') {
        let Some((before, date)) = part.split_once('{') else {
            text.push_str(part);
            continue;
        };
        text.push_str(before);
        let (words, value) = date.trim_end_matches('}').split_once('=').expect("a value");
        // Bars are taken out later.
        let start = text.replace('|', "").len();
        text.push_str(words);
        facts.facts.push(Fact {
            kind: FactKind::Date,
            span: Span::new(start, start + words.len()),
            value: Some(Value::Date(value.to_owned())),
            entity: None,
            speaker: None,
            certainty: 1.0,
            inferred: false,
            claim: None,
            weight: 0.0,
        });
    }
    (text, facts)
}

#[track_caller]
fn doubt(a: &str, b: &str, expected: Option<&str>) {
    assert_eq!(saying(a).doubt(&saying(b)), expected, "{a}\n{b}");
    assert_eq!(saying(b).doubt(&saying(a)), expected, "{b}\n{a}");
}

const PLANNED: Option<&str> = Some("one is meant or expected, the other done");
const TIMES: Option<&str> = Some("they are of other times");
const RECKONED: Option<&str> = Some("they may be reckoned otherwise");
const SOURCES: Option<&str> = Some("each is told by another source");

#[test]
fn what_is_said_alike_leaves_no_doubt() {
    doubt("The ferry had |212 people| aboard.", "Aboard the ferry were |214 people|.", None);
    doubt("It sold |12 ships|, officials said.", "A spokesman said it sold |14 ships|.", None);
}

#[test]
fn a_plan_is_not_what_came_of_it() {
    doubt("It plans to build |40 bridges|.", "It built |28 bridges|.", PLANNED);
    doubt("It offered |£310 million|.", "It paid |£335 million|.", PLANNED);
    doubt("It will build |40 bridges|.", "It wants to build |28 bridges|.", None);
}

#[test]
fn other_days_and_years_are_other_times() {
    doubt(
        "On {Monday=2031-03-03} |12 ships| left.",
        "On {Tuesday=2031-03-04} |14 ships| left.",
        TIMES,
    );
    doubt("In {2030=2030} it sold |12 ships|.", "In {2029=2029} it sold |14 ships|.", TIMES);
    doubt("On {Monday=2031-03-03} |12 ships| left.", "Then |14 ships| left.", None);
    doubt(
        "On {Monday=2031-03-03} |12 ships| left.",
        "{Monday=2031-03-03} saw |14 ships| leave.",
        None,
    );
}

#[test]
fn parts_and_kinds_of_reckoning_are_told_apart() {
    doubt("It lost |12 million| a quarter.", "It lost |14 million|.", RECKONED);
    doubt("Its net loss was |12 million|.", "Its loss was |14 million|.", RECKONED);
    doubt("It lost more than |12 million|.", "It lost |14 million|.", None);
}

#[test]
fn each_side_counts_for_itself() {
    doubt("The army said |60 men| fell.", "The rebels said |15 men| fell.", SOURCES);
    doubt("According to Oxfam, |60 men| fell.", "The ministry said |15 men| fell.", SOURCES);
    doubt("The army said |60 men| fell.", "|15 men| fell.", None);
}

#[test]
fn another_clause_is_of_something_else() {
    let ship = saying("The ship sank, and |12 sailors| drowned; the harbour was closed.");
    assert!(ship.shares_clause(&saying("|14 sailors| drowned off the coast.")));
    assert!(!ship.shares_clause(&saying("The harbour closed for |14 hours|.")));
}

#[test]
fn sentences_are_the_same_where_the_rest_of_them_is() {
    let one = saying("The court in Ostrava will hear the appeal of the smuggler on |March 12|.");
    let two = saying("On |March 14| the court in Ostrava will hear the smuggler's appeal.");
    let other = saying("On |March 14| the court in Ostrava will hear the banker's appeal.");
    let nothing = BTreeSet::new();
    assert!(one.is_same(&two, (&nothing, &nothing)));
    assert!(!one.is_same(&other, (&nothing, &nothing)));
    // What one says in this sentence the other may say in another one.
    let elsewhere: BTreeSet<Term> =
        ["smuggler", "banker"].iter().map(|word| term_of(word, &mut String::new())).collect();
    assert!(one.is_same(&other, (&elsewhere, &elsewhere)));
}

#[test]
fn past_and_present_of_irregular_verbs_are_one_word() {
    let sold = saying("Nordbank sold |12 ships|.");
    assert!(sold.shares_clause(&saying("Nordbank sells |14 ships|.")));
}

proptest::proptest! {
    #[test]
    fn any_sentence_is_read(text: String, from in 0_usize..80, length in 0_usize..20) {
        let facts = Facts::default();
        let sentences = [Span::new(0, text.len())];
        let telling = Telling {
            outlet: None, title: "", published: None, text: &text, facts: &facts, sentences: &sentences,
        };
        let saying = Saying::of(&telling, Span::new(from.min(text.len()), (from + length).min(text.len())));
        proptest::prop_assert_eq!(saying.doubt(&saying), None);
    }
}
