//! Plain text as people paste it: the furniture of pages goes, and nothing of other texts does.

use std::fmt::Write as _;

use super::*;
use crate::text::Prose;

/// What a text is read as: title, outlet, authors, day and time, credits, then each block and each line of debris.
fn outline(text: &str) -> String {
    let hint = Hint { name: Some("a.txt"), form: None };
    let reading = read(text.as_bytes(), &hint).expect("an article");
    let article = reading.articles.first().expect("one");
    let list = |names: &[Prose]| names.iter().map(Prose::as_str).collect::<Vec<_>>().join("; ");
    let mut out = format!("title {}\n", article.title);
    let mut say = |what: &str, words: String| {
        if !words.is_empty() {
            writeln!(out, "{what} {words}").expect("a string");
        }
    };
    say("outlet", article.outlet.as_deref().unwrap_or_default().to_owned());
    say("by", list(&article.authors));
    say("on", article.published.map(|at| at.to_string()).unwrap_or_default());
    say("changed", article.updated.map(|at| at.to_string()).unwrap_or_default());
    say("credits", list(&article.credits));
    for block in article.body.blocks() {
        let credit = block.credit.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
        let words = article.body.slice(block.span).replace('\n', " / ");
        say(&format!("{:?}{credit}:", block.kind).to_lowercase(), words);
    }
    article.debris.iter().for_each(|line| say("debris", line.to_string()));
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let found = outline(text);
    let lines =
        |text: &str| text.lines().map(|l| l.trim().to_owned()).collect::<Vec<_>>().join("\n");
    assert_eq!(found.trim(), lines(expected).trim(), "\n{found}");
}

/// Every word of a text stands in its title or its body, in order, and nothing is taken for a head.
#[track_caller]
fn check_whole(text: &str) {
    let hint = Hint { name: Some("a.txt"), form: None };
    let reading = read(text.as_bytes(), &hint).expect("an article");
    let article = reading.articles.first().expect("one");
    assert_eq!((&article.outlet, article.authors.len()), (&None, 0), "{}", outline(text));
    assert!(article.published.is_none() && article.credits.is_empty(), "{}", outline(text));
    assert!(article.debris.is_empty(), "{}", outline(text));
    let words = |text: &str| {
        let bare = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        bare.map(|word| word.trim_end_matches(['.', ')']).to_owned()).collect::<Vec<_>>()
    };
    let body = article.body.text();
    // Numbers of items stand beside their words.
    let told = |text: &str| {
        let mut words = words(text);
        words.retain(|word| word.parse::<u8>().is_err());
        words
    };
    let lent = told(body) == told(text);
    let whole = told(&format!("{}\n{body}", article.title)) == told(text);
    assert!(lent || whole, "{}", outline(text));
}

const LONG: &str = "The ferry had left the pier at dawn with forty people on board, and an hour later it lay on its side in the shallow water of the bay, the harbour office said. All of them were brought ashore by noon.";

#[test]
fn the_page_in_a_title_is_the_outlet() {
    check(
        "Ferry capsizes off Ely | The Evening Herald\n\nIt was dawn.\n\nAll were saved.",
        "title Ferry capsizes off Ely
         outlet The Evening Herald
         paragraph: It was dawn.
         paragraph: All were saved.
         debris Ferry capsizes off Ely | The Evening Herald",
    );
    check(
        &format!("Ferry capsizes - The New York Times\n\nFerry capsizes\n\n{LONG}"),
        &format!(
            "title Ferry capsizes
             outlet The New York Times
             paragraph: {LONG}
             debris Ferry capsizes - The New York Times
             debris Ferry capsizes"
        ),
    );
}

#[test]
fn rows_of_sections_are_no_title() {
    check(
        "Home | World | Politics\n\nNews|Weather\n\nFerry capsizes off Ely\n\nIt was dawn.",
        "title Ferry capsizes off Ely
         paragraph: It was dawn.
         debris Home | World | Politics
         debris News|Weather",
    );
}

#[test]
fn a_byline_names_people_and_their_outlet() {
    check(
        &format!(
            "Ferry capsizes\n\nBy Jane Doe and John Roe, The Morning Post\n14 May 2025 09:12 BST\n\n{LONG}"
        ),
        &format!(
            "title Ferry capsizes
             outlet The Morning Post
             by Jane Doe; John Roe
             on 2025-05-14T08:12:00Z
             paragraph: {LONG}
             debris By Jane Doe and John Roe, The Morning Post
             debris 14 May 2025 09:12 BST"
        ),
    );
}

#[test]
fn names_and_dates_below_a_headline_are_no_text() {
    let head = "title Ferry capsizes
        by Ann Hall
        on 2025-03-08T06:00:00Z
        changed 2025-03-08T09:12:00Z";
    let debris = "debris Ann Hall
        debris Sat 8 Mar 2025 06.00 GMT
        debris Last modified on Sat 8 Mar 2025 09.12 GMT";
    let lines = "Ann Hall\nSat 8 Mar 2025 06.00 GMT\nLast modified on Sat 8 Mar 2025 09.12 GMT";
    for text in [LONG, "It was dawn."] {
        for gap in ["\n", "\n\n"] {
            let lines = lines.replace('\n', gap);
            check(
                &format!("Ferry capsizes\n\n{lines}\n\n{text}"),
                &format!("{head}\nparagraph: {text}\n{debris}"),
            );
        }
    }
    check(
        &format!("Ferry capsizes\n\nPublished 10:15 AM EDT, May 14, 2025\n\n{LONG}"),
        &format!(
            "title Ferry capsizes
             on 2025-05-14T14:15:00Z
             paragraph: {LONG}
             debris Published 10:15 AM EDT, May 14, 2025"
        ),
    );
}

#[test]
fn an_outlet_given_twice_is_no_title() {
    for gap in ["\n", "\n\n"] {
        check(
            &format!(
                "BBC News{gap}Ferry capsizes off Ely{gap}BBC News\n\nIt was dawn.\n\nAll were saved."
            ),
            "title Ferry capsizes off Ely
             outlet BBC News
             paragraph: It was dawn.
             paragraph: All were saved.
             debris BBC News
             debris BBC News",
        );
    }
}

#[test]
fn what_pages_say_of_themselves_is_debris() {
    check(
        &format!(
            "Ferry capsizes\n\n14 minutes ago\nAnn Hall\nBBC News\nReporting from Valencia\n\n{LONG}\n\n\
             Explore more on these topics\nEly\nFerries\nShare\nReuse this content\n\n\
             Copyright 2025 AP. All rights reserved."
        ),
        &format!(
            "title Ferry capsizes
             outlet BBC News
             by Ann Hall
             paragraph: {LONG}
             debris 14 minutes ago
             debris Ann Hall
             debris BBC News
             debris Reporting from Valencia
             debris Explore more on these topics
             debris Ely
             debris Ferries
             debris Share
             debris Reuse this content
             debris Copyright 2025 AP. All rights reserved."
        ),
    );
}

#[test]
fn captions_in_all_their_ways_are_captions() {
    let image = "Image: The ferry on its side. Credit: Reuters";
    check(
        &format!(
            "Ferry capsizes\n\n{LONG}\n\n{image}\n{image}\n\n{LONG}\n\nGetty Images\n\n{LONG}\n\n\
             Getty Images A car floats past the pier\n\n{LONG}\n\nEPA Residents wade through the mud\n\n\
             {LONG}\n\nThe pier at noon. Photograph: Kai Roe/Reuters\nView image in fullscreen\n\n{LONG}"
        ),
        &format!(
            "title Ferry capsizes
             paragraph: {LONG}
             caption (reuters): The ferry on its side.
             paragraph: {LONG}
             paragraph: {LONG}
             caption (getty images): A car floats past the pier
             paragraph: {LONG}
             caption (epa): Residents wade through the mud
             paragraph: {LONG}
             caption (kai roe/reuters): The pier at noon.
             paragraph: {LONG}
             debris {image}
             debris Getty Images
             debris View image in fullscreen"
        ),
    );
}

#[test]
fn a_body_that_bears_an_agencys_letters_keeps_its_heading() {
    let text =
        format!("Ferry capsizes\n\n{LONG}\n\nEPA Residents Panel\n\nThe EPA was asked. {LONG}");
    assert!(outline(&text).contains("heading: EPA Residents Panel\n"), "{}", outline(&text));
}

#[test]
fn a_short_first_paragraph_stays() {
    check_whole(&format!("Ferry capsizes\n\nAll were saved.\n\n{LONG}"));
    check_whole(&format!("Ferry capsizes\n\nNobody knows why\n\n{LONG}\n\nThey left.\n\n{LONG}"));
}

#[test]
fn a_poem_stays() {
    check_whole(
        "The Road\n\nRow on,\nthe sea is wide,\nand far away lies\nhome\n\nRow on,\nMary Jane,\nthe night is long,\nclose\nto the shore\n\nRow on",
    );
    check_whole("Row on\nthe sea is wide\nRow on\nthe night is long");
    check_whole(&format!(
        "Row on\n\nThe Sea\nthe sea is wide\nThe Sea\nthe night\n\nThe Sea\nRow on\nRow on\n\n{LONG}"
    ));
}

#[test]
fn a_readme_stays() {
    check_whole(
        "ely - counts words\n\nely reads files and counts.\n\nUsage\n\nely FILE\nely -\n\nOptions\n\n- Print\n- Close the file\n- Search\n\nLicence\n\nCopyright (c) 2024 Jane Doe",
    );
    check_whole(&format!(
        "NAME\n\nely - counts words\n\nDESCRIPTION\n\n{LONG}\n\nSEE ALSO THE MANUAL\n\n{LONG}"
    ));
}

#[test]
fn a_letter_stays() {
    check(
        "From: Jane Doe\nTo: John Roe\nSubject: Lunch\nDate: Thu, 20 Jun 2024 09:41:00 +0200\n\nHi John,\n\nsee you at noon.\n\nJane",
        "title Lunch
        on 2024-06-20T00:00:00Z
        paragraph: From: Jane Doe / To: John Roe / Subject: Lunch / Date: Thu, 20 Jun 2024 09:41:00 +0200
        paragraph: Hi John,
        paragraph: see you at noon.
        paragraph: Jane",
    );
    check_whole("Dear John,\n\nthe boat is sold.\n\nYours,\nJane Doe");
}

#[test]
fn a_list_stays() {
    check_whole("Milk\nBread\nEggs");
    check_whole("SHOPPING\nMilk\nBread\nThe Sun");
    check_whole("Travel\nBusiness\nScience");
    check_whole("Things to do\n\n- Home\n- Save\n- Call Ann\n\n1. Print\n2. Fold");
}

#[test]
fn a_diary_keeps_its_days() {
    check_whole("At sea\n\n20 June 2024\n\nWe left.\n\n21 June 2024\n\nWe came back.");
}

#[test]
fn sentences_that_look_like_furniture_stay() {
    for line in [
        "Sputnik V was approved on Tuesday.",
        "AP Ellis said it would cut 10,000 jobs.",
        "Copyright holders had their rights reserved by the court, the judge said.",
    ] {
        check_whole(&format!("{LONG}\n\n{line}\n\n{LONG}"));
    }
}
