//! Who is found to have spoken, by what real news does with subjects, pronouns and texts.

use super::super::{Context, find};
use crate::news::FactKind;

#[track_caller]
fn check(text: &str, expected: &[Option<&str>]) {
    let facts = find(text, &Context::default());
    let quotes = facts.facts.iter().filter(|f| f.kind == FactKind::Quote);
    let found: Vec<Option<&str>> = quotes.map(|f| f.speaker.as_deref()).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn brackets_and_prepositions_do_not_hide_the_head_of_a_subject() {
    check(
        "Maria Berg of the World Weather Board (WWB) told reporters the storm was only half of it: \"Nobody was warned in time.\"",
        &[Some("Maria Berg")],
    );
    check(
        "Dr. Paul Olsen of Lima University, an expert in reading tide tables, explained that it came late, as \"in many shallow \
         harbours of this sort\".",
        &[Some("Paul Olsen")],
    );
    check(
        "A source inside the central Harbour Ministry said \"nobody has been told the numbers\".",
        &[Some("source")],
    );
    check(
        "The authors of the study printed in the journal Tides argued that the rules had brought \"some real benefits to us\".",
        &[Some("authors")],
    );
}

#[test]
fn relative_clauses_have_the_subject_before_them() {
    check(
        "Maria Berg is glad of the harbour council, which has spoken about \"the urgent need of a wall\".",
        &[Some("harbour council")],
    );
}

#[test]
fn who_describes_may_stand_behind_by() {
    check(
        "The tide gauges of the North Harbour Board showed a pattern described by Maria Berg as \"rather wild and hard to read\".",
        &[Some("Maria Berg")],
    );
}

#[test]
fn a_clause_with_a_participle_in_front_has_the_subject_behind_it() {
    check(
        "LIMA (June 3) -- Declaring \"the soul of the old harbour\" to be at stake, Maria Berg ordered a review.",
        &[Some("Maria Berg")],
    );
}

#[test]
fn a_pronoun_again_means_the_same() {
    check(
        "Paul Olsen left the firm. He moved to the city where he and Karl Berg are from.\n\n\"The trouble is the same all over \
         the world,\" he says.",
        &[Some("Paul Olsen")],
    );
    check(
        "\"We lost a day,\" Karl Berg said. According to Paul Olsen, many sailors do not trust the gauges. \"Now they will see \
         for themselves,\" he told the press.",
        &[Some("Karl Berg"), Some("Paul Olsen")],
    );
}

#[test]
fn who_is_asked_replies() {
    check(
        "A reporter asked Maria Berg, \"What is the worst of it for you now?\"\n\n\"It is that nobody sleeps at all,\" she \
         replied.",
        &[Some("reporter"), Some("Maria Berg")],
    );
}

#[test]
fn a_photographer_in_brackets_says_nothing() {
    check(
        "Maria Berg spoke on Monday.\n\nThe harbour at dawn. (Anna Olsen/Tide Agency)\n\n\"I feel that way about the town,\" she \
         said.",
        &[Some("Maria Berg")],
    );
}

#[test]
fn claims_and_letters_are_of_their_owners() {
    check(
        "The office resisted the harbour board's request to \"hand over a list of all who have attended\" the talks.",
        &[Some("harbour board")],
    );
    check(
        "\"While old rules may have helped the town in the past,\" reads Maria Berg's written statement.",
        &[Some("Maria Berg")],
    );
    check(
        "Maria Berg called Paul Olsen's answer \"an insult to every family here\".",
        &[Some("Maria Berg")],
    );
}

#[test]
fn words_may_be_signed_or_introduced() {
    check("\"So far it is the sea one, the wall nil.\" - Maria Berg", &[Some("Maria Berg")]);
    check(
        "After the vote Maria Berg put out a statement on the wall:\n\n\"The rules are the same for all of us in this town.\"",
        &[Some("Maria Berg")],
    );
}

#[test]
fn other_clauses_are_no_tags() {
    check(
        "Senator Maria Berg told the Tide Post that he \"was a great man in every way,\" while Paul Olsen noted his age.",
        &[Some("Maria Berg")],
    );
    check(
        "\"We work with all of them every day,\" the airline said in a report to Maria Berg.",
        &[Some("airline")],
    );
}

#[test]
fn names_that_no_list_knows_speak_too() {
    check(
        "Qwirz Mbulani, head of the tide board, told reporters the wave was \"lonely and without any cause\" to fear.",
        &[Some("Qwirz Mbulani")],
    );
}

#[test]
fn two_words_of_a_name_may_be_enough() {
    check(
        "Maria Xanthoukos stood there. When they asked, Xanthoukos told him: \"I will leave you here to tell it.\"",
        &[Some("Maria Xanthoukos")],
    );
}

#[test]
fn who_a_noun_hangs_on_does_not_speak() {
    let said = "“We have nothing left in the whole town.”";
    check(&format!("Karl Webb was there. Lawyers for Karl Webb said: {said}"), &[Some("Lawyers")]);
    check(&format!("A nurse who left the hospital said: {said}"), &[Some("nurse")]);
    check(&format!("Mona Webb issued a statement which said {said}"), &[Some("Mona Webb")]);
}

#[test]
fn a_name_at_the_very_beginning_is_no_slip_of_counting() {
    let facts = |text: &str| find(text, &Context::default());
    facts("seen by Mona Webb said: “We lost everything here today in town.”");
    facts("Karl Webb, described as “a great leader for all of us” by Mona Webb, left.");
}
