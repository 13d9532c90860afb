//! What counts as a quotation, mark by mark.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let page = Page::new(text);
    let found: Vec<&str> = find(&page).iter().map(|q| page.read(&q.inner)).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn pairs_of_every_style_are_found() {
    check("He said: “We will come back.”", &["We will come back."]);
    check("\"We will not,\" she said, \"come back.\"", &["We will not,", "come back."]);
    check("„Wir kommen bald wieder“, sagte er.", &["Wir kommen bald wieder"]);
    check("Il dit «nous allons partir demain matin».", &["nous allons partir demain matin"]);
}

#[test]
fn ticks_are_marks_only_in_pairs() {
    check("'It is over,' she said, 'and we know it.'", &["It is over,", "and we know it."]);
    check("the workers' party and '90s songs of the players' union", &[]);
    check("\"They were 'very scared' of him,\" he said.", &["They were 'very scared' of him,"]);
}

#[test]
fn words_that_a_speaker_repeats_are_a_quotation_of_their_own() {
    let text =
        "“She said, ‘We are full,’ and that ‘small’ thing hurt the workers’ pride,” he said.";
    let page = Page::new(text);
    let outer = find(&page);
    let inner = nested(&page, &outer);
    let found: Vec<(usize, &str)> = inner.iter().map(|(n, q)| (*n, page.read(&q.inner))).collect();
    assert_eq!((outer.len(), found.as_slice()), (1, [(0, "We are full,")].as_slice()));
}

#[test]
fn an_apostrophe_behind_an_s_closes_nothing() {
    check("‘The workers’ party will not go,’ he said.", &["The workers’ party will not go,"]);
    check("He called it ‘a party of workers’ and left.", &["a party of workers"]);
}

#[test]
fn two_small_words_that_somebody_says_are_speech() {
    check("He accused banks of having a “pawnshop mentality” at a forum.", &["pawnshop mentality"]);
    check("They sat in the “green room” for hours.", &[]);
}

#[test]
fn a_few_words_are_speech_where_a_comma_leads_to_who_says_them() {
    check("\"It is so\", said Mona Webb.", &["It is so"]);
    check("“Not again”, the chairman said.", &["Not again"]);
    check("\"Come out now,\" Chief Ada Lunn told the men.", &["Come out now,"]);
    check("\"That was it,\" Senator Hugh Marsh said.", &["That was it,"]);
    check("The choir sang \"All or None\", said Mona Webb.", &[]);
    check(
        "Karl posted on his blog “we have nothing left in the town.”",
        &["we have nothing left in the town."],
    );
    check("\"Up and Out,\" a film of last year, was shown on Friday.", &[]);
}

#[test]
fn single_words_and_titles_are_no_quotations() {
    check("to “deepen” ties, as in “War and Peace”", &[]);
}

#[test]
fn an_unclosed_mark_ends_with_its_paragraph() {
    check(
        "“We all go now.\n\n“We all stay then,” he said.",
        &["We all go now.", "We all stay then,"],
    );
}

#[test]
fn a_single_mark_that_nothing_closes_is_a_slip() {
    check("It is known as the ‘long night - which fell in May, and it went on for days.", &[]);
    check("He said: ‘We go home now, all of us.", &["We go home now, all of us."]);
}

#[test]
fn marks_that_were_typed_wrong_still_pair() {
    check(
        "\"We go,\" said Kim Berg.\"So it is done for all of us.\" They left.",
        &["We go,", "So it is done for all of us."],
    );
    check("\"\"We left in a hurry that day,\" she said.", &["We left in a hurry that day,"]);
    check(
        "“We are on our way,\" she said. “It’s fine now.”",
        &["We are on our way,", "It’s fine now."],
    );
    check("\"Open the door to us!” he said.", &["Open the door to us!"]);
    check("“He said \"no way\" to us all,” she said.", &["He said \"no way\" to us all,"]);
}

#[test]
fn works_and_attributes_are_no_speech() {
    check("won for “The Long Morning,” a drama, and “My Lamp Will Go Out” in May.", &[]);
    check("He said it was an issue for “gig economy” workers.", &[]);
    check("They were shouting “Wake Up, Berg!” at a wall.", &["Wake Up, Berg!"]);
    check("It used “less-than-lethal” rounds.", &[]);
    check(
        "He said the board has “complete confidence” that she will stay.",
        &["complete confidence"],
    );
}

#[test]
fn marks_that_look_to_the_right_or_inward_pair() {
    check(
        "”Vi kommer snart igen”, sade hon. ”Det blir bra.”",
        &["Vi kommer snart igen", "Det blir bra."],
    );
    check(
        "»Wir kommen bald wieder«, sagte er. »Alles wird gut.«",
        &["Wir kommen bald wieder", "Alles wird gut."],
    );
    check("»Vi kommer snart igen», sade hon.", &["Vi kommer snart igen"]);
    check("Il dit « nous allons partir demain » hier.", &["nous allons partir demain"]);
}
