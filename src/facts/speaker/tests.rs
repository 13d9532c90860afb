//! Who is found to have spoken, pattern by pattern.

use super::super::{Context, find};
use crate::news::FactKind;

#[track_caller]
fn check(text: &str, expected: &[Option<&str>]) {
    let facts = find(text, &Context::default());
    let found: Vec<Option<&str>> = facts
        .facts
        .iter()
        .filter(|f| f.kind == FactKind::Quote)
        .map(|f| f.speaker.as_deref())
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn a_comma_inside_the_marks_leads_to_the_speaker_whatever_the_verb_is() {
    check(
        "\"The alliance is intact,\" Maria Berg maintained. \"We are glad,\" quipped Paul Olsen.",
        &[Some("Maria Berg"), Some("Paul Olsen")],
    );
    check("\"We lost it all,\" the family said.", &[Some("family")]);
}

#[test]
fn tags_before_and_behind_name_the_speaker() {
    check("“We will not come back,” Maria Berg said.", &[Some("Maria Berg")]);
    check("“We will not come back,” said Maria Berg.", &[Some("Maria Berg")]);
    check("Today Maria Berg told Paul Olsen: “We will not come back.”", &[Some("Maria Berg")]);
    check(
        "Paris has rebuked Berlin for that, saying: “This is not how to do it.”",
        &[Some("Paris")],
    );
}

#[test]
fn a_surname_and_a_full_stop_are_a_tag() {
    check("“We were very scared,” Berg said. “I left.”", &[Some("Berg"), Some("Berg")]);
}

#[test]
fn offices_stand_for_whoever_holds_them() {
    check(
        "Foreign Minister Anna Berg met Paul Olsen. “We had a good talk,” the minister said.",
        &[Some("Anna Berg")],
    );
    check("Anna Berg, the mayor of Lima, said that “the city will rebuild”.", &[Some("Anna Berg")]);
}

#[test]
fn what_has_no_name_is_described() {
    check("“They took my son,” a neighbor said.", &[Some("neighbor")]);
    check("“We regret what happened,” the company said.", &[Some("company")]);
}

#[test]
fn she_is_no_man() {
    check(
        "Today John Smith met Mary Berg. “We will not come back,” she said.",
        &[Some("Mary Berg")],
    );
}

#[test]
fn pronouns_stand_for_the_last_subject() {
    check("Maria Berg came home.\n\n“We will not come back,” she said.", &[Some("Maria Berg")]);
}

#[test]
fn sources_without_a_name_are_described() {
    check("“We will not come back,” Danish officials said.", &[Some("Danish officials")]);
}

#[test]
fn insertions_do_not_hide_the_subject() {
    check(
        "Tom Berg, the council’s envoy, whose car was turned back on Tuesday, urged both sides “to let the bread through”.",
        &[Some("Tom Berg")],
    );
    check(
        "The captain, who has been flying for years, told Anna Berg that the brakes “did nothing at all”.",
        &[Some("captain")],
    );
    check("Anna Berg, 67, said: “We saw the lights go out.”", &[Some("Anna Berg")]);
    check(
        "The coach, Paul Olsen, was asked and, smiling, said: “We won it in the end.”",
        &[Some("Paul Olsen")],
    );
}

#[test]
fn who_is_spoken_for_or_worked_with_does_not_speak() {
    check(
        "“We told them twice,” said the engineer, who worked with Anna Berg.",
        &[Some("engineer")],
    );
    check(
        "“She has his trust,” said a spokesman for Anna Berg.",
        &[Some("spokesman for Anna Berg")],
    );
    check(
        "A spokeswoman for the prime minister said she had “full confidence in them”.",
        &[Some("spokeswoman for the prime minister")],
    );
    check("“We told them twice,” said the engineer, Carl Berg.", &[Some("Carl Berg")]);
}

#[test]
fn what_follows_a_fragment_is_no_tag() {
    check(
        "Dave Gill said the plan was \"a kick in the teeth\" for workers who had been called heroes.",
        &[Some("Dave Gill")],
    );
    check(
        "“Time is not on our side,” warned the UN secretary general, Anna Berg. She left.",
        &[Some("Anna Berg")],
    );
    check(
        "“We were shaken,” said a man who gave his name only as Carl Berg.",
        &[Some("Carl Berg")],
    );
    check(
        "“We do fight it,” Anna Berg, its chief executive, was quoted as saying.",
        &[Some("Anna Berg")],
    );
    check(
        "Ola Berg scored twice.\n\n“I saw nothing,” said the 19-year-old striker.",
        &[Some("Ola Berg")],
    );
}

#[test]
fn a_pronoun_may_stand_for_somebody_without_a_name() {
    check(
        "Anna Berg was convicted.\n\nA juror, who asked not to be named, told reporters the tapes had decided it. “You hear \
         her count the notes,” she said.",
        &[Some("juror")],
    );
    check(
        "A second diplomat put it more bluntly: “They blinked first.”",
        &[Some("second diplomat")],
    );
    check(
        "“They got something for it,” said one of the diplomats.",
        &[Some("one of the diplomats")],
    );
}

#[test]
fn words_in_a_headline_are_whose_they_are_in_the_text() {
    check(
        "‘No deal is better than this’\n\n“No deal is better than this,” Anna Berg told reporters.",
        &[Some("Anna Berg"), Some("Anna Berg")],
    );
    check(
        "Senator: ‘We will vote against this bill’\n\nSen. Anna Berg was speaking on Monday.",
        &[Some("Anna Berg")],
    );
}

#[test]
fn a_paragraph_of_words_alone_goes_on_with_the_speaker_above() {
    check(
        "“We count the dead,” Anna Berg said in Lima.\n\n“We count them every day, all of us, and then again.”\n\n“You do \
         not sleep after that.”",
        &[Some("Anna Berg"), Some("Anna Berg"), Some("Anna Berg")],
    );
}

#[test]
fn an_office_goes_by_two_words() {
    check(
        "Mrs Justice Anna Berg ruled on Monday. “I heard nobody who does,” the judge said.",
        &[Some("Anna Berg")],
    );
}

#[test]
fn an_insertion_behind_the_name_hides_no_tag() {
    check(
        "“These are our homes,” senior advocate Meera Joshi, appearing for the residents, submitted.",
        &[Some("Meera Joshi")],
    );
    check(
        "Paul Olsen lost.\n\nA churchwarden, who asked not to be named, said the village was divided. “Half of us will \
         forgive him,” she said.",
        &[Some("churchwarden")],
    );
}

#[test]
fn bodies_speak_across_where_they_are() {
    check(
        "The academy in Stockholm said their findings “changed market practice across the world”.",
        &[Some("academy")],
    );
    check(
        "A source within the central Interior Ministry reportedly said “I have been told to be silent.”",
        &[Some("source")],
    );
    check(
        "The gains were described by Paul Olsen as a “truly historic mandate”, saying he intends to leave the EU.",
        &[Some("Paul Olsen")],
    );
}

#[test]
fn words_that_are_repeated_have_their_own_speaker() {
    check(
        "Paul Olsen walked into the room. “He said, ‘I am sorry, lads,’ and left,” Maria Berg told reporters.",
        &[Some("Maria Berg"), Some("Paul Olsen")],
    );
    check(
        "“I told them, ‘We are full,’ and hung up,” Maria Berg said.",
        &[Some("Maria Berg"), Some("Maria Berg")],
    );
    check(
        "“The sign read ‘no dogs in here’ for years,” Maria Berg said.",
        &[Some("Maria Berg"), None],
    );
}

#[test]
fn who_was_introduced_without_a_name_has_none_later() {
    check(
        "Dana Berg runs the firm. A former manager, who left in May, said warnings were ignored. \"We saw it in the spring,\" \
         the former manager said.",
        &[Some("former manager")],
    );
}

#[test]
fn dates_and_places_beside_a_verb_do_not_hide_who_speaks() {
    check(
        "Kestrel Foods Inc., the country's largest baker, last year pledged to be \"free of all waste\" by 2040.",
        &[Some("Kestrel Foods Inc")],
    );
    check(
        "\"It is a big change for us,\" noted Lima-based lawyer Paul Olsen.",
        &[Some("Paul Olsen")],
    );
    check(
        "Thousands of clerks are badly paid, says a report warning of \"an alarming rise of debt\".",
        &[Some("report")],
    );
}

#[test]
fn names_before_colons_and_behind_questions_speak() {
    check(
        "Maria Berg cut him off: \"No, that is not so.\"\n\nPaul Olsen: \"I see nothing else in it.\"",
        &[Some("Maria Berg"), Some("Paul Olsen")],
    );
    check(
        "\"What is your best answer to that?\" Maria Berg asked in a low voice.",
        &[Some("Maria Berg")],
    );
}

#[test]
fn paragraphs_of_speech_go_on_below_a_tag() {
    check(
        "Maria Berg met voters. 'It is a hard time for all,' she said.\n\n'I have always felt that we owe them.'\n\nThe town paid.",
        &[Some("Maria Berg"), Some("Maria Berg")],
    );
    check("\"Nobody was told in time,\" the report reads.", &[Some("report")]);
    check(
        "Paul Olsen won. Speaking through an interpreter he added: \"It is true that we hoped.\"",
        &[Some("Paul Olsen")],
    );
}

#[test]
fn pronouns_stand_for_those_who_can_be_meant() {
    check(
        "Maria Berg joined a firm. It was bought by talent manager Kito Olsen. She called it the \"worst of all worlds\".",
        &[Some("Maria Berg")],
    );
    check(
        "The talks are not over yet, a spokeswoman for the union said. \"We do want to win support,\" she said.",
        &[Some("spokeswoman for the union")],
    );
    check(
        "Maria Berg took the case. \"The reason is that it is weak,\" Lima Port Authority said. \"No other is left,\" it added.",
        &[Some("Lima Port Authority"), Some("Lima Port Authority")],
    );
}

#[test]
fn offices_with_capitals_and_cries_have_speakers() {
    check(
        "Fish Council Director Maria Berg spoke. The nets are torn, and the Director noted that \"time and time again we said so\".",
        &[Some("Maria Berg")],
    );
    check("\"Hands! Let me see your hands!\" an officer ordered.", &[Some("officer")]);
    check(
        "Maria Berg accused the council of waste and warned that the town \"will not sit on its hands\".",
        &[Some("Maria Berg")],
    );
}
