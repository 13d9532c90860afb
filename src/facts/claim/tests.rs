//! Claims of figures, told by sentences of many sorts.

use super::*;

/// What is claimed of the first number of a text.
fn claim(text: &str) -> Option<Claim> {
    let page = Page::new(text);
    let number = |at: &usize| page.shape(*at) == Some(Shape::Number);
    let figure = (0..page.tokens.len()).find(number).unwrap_or(page.tokens.len());
    of(&page, &(0..page.tokens.len()), figure)
}

#[track_caller]
fn check(text: &str, expected: Option<Claim>) {
    assert_eq!(claim(text), expected, "in {text:?}");
}

#[test]
fn cue_words_tell_the_claim() {
    check("The palace denies the reports.", Some(Claim::Denied));
    check("Officials said 12 had died.", Some(Claim::Unnamed));
    check("Maria Berg said 12 had died.", Some(Claim::Said));
    check("It may cost $5.", Some(Claim::Hedged));
    check("They will build 12 ships.", Some(Claim::Planned));
    check("They built 12 ships.", None);
}

#[test]
fn what_is_refused_or_grows_is_neither_denied_nor_planned() {
    check("The guards denied entry to 40 fans.", None);
    check("The ministry dismissed 300 teachers.", None);
    check("The toll of 41 is expected to rise.", None);
    check("The bridge is expected to open.", Some(Claim::Planned));
    check("He dismissed the report.", Some(Claim::Denied));
    check("Analysts had expected a cut of 50 points.", None);
}

#[test]
fn a_verb_tells_of_what_hangs_on_it_alone() {
    check("It killed 12 people, the army said on Monday, and sank a ferry.", Some(Claim::Said));
    check("In Lima, where 12 people died, Anna Berg said the minister should go.", None);
    check("“It is over,” said Anna Berg, whose farm has 12 cows.", None);
    check("The bank said it would cut 12 jobs.", Some(Claim::Planned));
    check("Anna Berg said up to 12 people may be missing.", Some(Claim::Hedged));
    check("The council voted for the plan with 12 votes.", None);
    check("It will pay 12 million, people said; 14 others left.", Some(Claim::Planned));
    check(
        "It was sold for 12 million, the paper wrote, citing people familiar with it.",
        Some(Claim::Said),
    );
}

#[test]
fn bodies_are_no_unnamed_sources_and_claims_may_be_things() {
    check("Police said 12 had died.", Some(Claim::Said));
    check("It cost 12 million, Anna Berg told residents.", Some(Claim::Said));
    check("It frees 12 men, but the judge dismissed the lawsuit.", None);
    check(
        "Officials, who asked not to be named, said it weighed 250 tonnes.",
        Some(Claim::Unnamed),
    );
    check("He freed 23 people, ignoring the prosecutors' claims.", None);
}

#[track_caller]
fn check_all(expected: Option<Claim>, texts: &[&str]) {
    let told = texts.iter().map(|text| (claim(text), *text));
    let wrong: Vec<_> = told.filter(|(claim, _)| *claim != expected).collect();
    assert!(wrong.is_empty(), "not {expected:?}: {wrong:#?}");
}

#[test]
fn all_verbs_of_saying_are_known_where_they_have_something_said() {
    check_all(
        Some(Claim::Said),
        &[
            "The flood killed 12 people, according to the council.",
            "According to the council, 12 bridges were lost.",
            "Economists say the bill is $4 billion.",
            "Firefighters confirmed that 12 flats had burnt.",
            "The Globe reported that 12 judges resigned.",
            "Ms Vane admitted taking $5,000 from the till.",
            "The company acknowledged it lost 40 lorries.",
            "The firm reported a loss of $4 million.",
            "The study found that 12 lakes were dry.",
            "Figures showed 12 schools were closed.",
            "It lost 300 staff, the union confirmed.",
            "The inquest heard that 12 alarms were broken.",
            "Customs officers put the toll at 41.",
            "It sank with 12 cars, said the owner.",
            "The mayor announced that 600 flats were built.",
        ],
    );
    check_all(
        None,
        &[
            "Divers found 12 anchors.",
            "The shop added 12 tills.",
            "The 12 patients were admitted to the ward.",
            "She reads 12 novels a year.",
            "The trade has 12 reported cases.",
            "The ministry did not say how 12 men got in.",
        ],
    );
}

#[test]
fn sources_without_a_name_may_stand_far_before_the_verb() {
    check_all(
        Some(Claim::Unnamed),
        &[
            "A person familiar with the sale said 3 buyers had come.",
            "A source close to the family told the Globe that 12 heirs sued.",
            "A Danish diplomat who asked not to be named said 12 left.",
            "An unnamed clerk said 12 judges would resign.",
            "The ship lost 12 men, according to two officials briefed on the search.",
            "Some 12 men left, a palace insider said.",
            "The minister, speaking on condition of anonymity, said 12 had left.",
        ],
    );
    check_all(
        Some(Claim::Said),
        &[
            "Anna Berg, a health official, said 12 had died.",
            "Official figures show that 12 had died.",
            "Anna Berg said the 12 officials had left.",
            "Prosecutors said 12 had paid.",
        ],
    );
}

#[test]
fn denials_reach_what_they_deny_alone() {
    check_all(
        Some(Claim::Denied),
        &[
            "It is not true that 300 jobs were lost, she said.",
            "There is no evidence that 50 birds were shot, the ministry said.",
            "The bank said it had not lent $4 million.",
            "The mine said that it never owed the state $4 million.",
            "The club denied that it had paid $4 million.",
            "The army rejected claims that 12 were shot.",
            "Some 12 were shot, a claim the army denies.",
            "The report that 12 died was dismissed by the army.",
            "The clerk falsely claimed that 12 had died.",
        ],
    );
    check_all(
        Some(Claim::Said),
        &[
            "The bank, which denies any fault, said it had 300 staff.",
            "The bank said it had not slept for 12 days.",
            "The bank denied that it was closing, and the union said that 300 had left.",
            "She said not only 12 but all had left.",
        ],
    );
    check(
        "The bank denied on Friday that it shut, after a source told the Globe that 300 would go.",
        Some(Claim::Unnamed),
    );
    check_all(
        None,
        &[
            "Nobody denied that the storm took 12 roofs.",
            "The board rejected an offer of $4 billion.",
            "Paul Orr, 41, denied the charge.",
            "She denied fraud but paid $4 million.",
            "He was denied $4 million in aid.",
            "It burnt 12 shops, and the owner denies any fault.",
        ],
    );
}

#[test]
fn plans_are_told_in_many_ways() {
    check_all(
        Some(Claim::Planned),
        &[
            "The firm is set to cut 300 jobs.",
            "The firm is to close 12 shops.",
            "The bridge is due to open with 12 lanes.",
            "She hopes to sell 12 boats.",
            "The bank agreed to pay $4 million.",
            "They are preparing to move 12 trains.",
            "It'll build 12 ships.",
            "The council announced 300 job cuts.",
        ],
    );
    check_all(
        None,
        &[
            "He made a will leaving $5 million.",
            "The fire was due to errors by 12 men.",
            "They are to blame for 12 deaths.",
            "It would have cost $5 million.",
        ],
    );
    check("The mayor announced it had sold 40 shops.", Some(Claim::Said));
}

#[test]
fn doubts_are_told_in_many_ways() {
    check_all(
        Some(Claim::Hedged),
        &[
            "Some 12 miners are feared dead.",
            "The painting is thought to be worth $4 million.",
            "It is unclear whether 12 men escaped.",
            "It seems 12 men escaped.",
            "Perhaps 40 boats sank.",
            "Police believe 12 men escaped.",
            "The army said it could not confirm that 12 men died.",
            "It is not known how 12 men escaped.",
        ],
    );
    check("She could not see, and 12 people laughed.", None);
    check("She appeared in court with 12 others.", None);
}

#[test]
fn what_somebody_has_is_not_denied_with_what_he_does_with_it() {
    check("Mona Webb said she would not sell her 20% stake.", Some(Claim::Planned));
    check(
        "The relief board said it had not been able to reach the 400 families.",
        Some(Claim::Said),
    );
}
