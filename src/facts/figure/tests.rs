//! Which figures are found, and what they are worth.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let page = Page::new(text);
    let (mut at, mut found) = (0, Vec::new());
    while at < page.tokens.len() {
        let Some((_, tokens, value)) = read(&page, at, &Context::default()) else {
            at += 1;
            continue;
        };
        let value = match value {
            Value::Money(m) => format!("{} {}", m.amount, m.currency),
            Value::Percent(p, c) => format!("{}{p}%", c.sign()),
            Value::Quantity(q) => format!(
                "{}{}{} {}",
                q.comparison.sign(),
                q.value,
                q.max.map_or(String::new(), |max| format!("..{max}")),
                q.unit.unwrap_or_default()
            ),
            _ => String::new(),
        };
        found.push(format!("{} = {value}", page.read(&tokens)));
        at = tokens.end;
    }
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn money_is_read_with_its_scale_and_currency() {
    check("worth $3.6 billion or €5m", &["$3.6 billion = 3600000000 USD", "€5m = 5000000 EUR"]);
    check(
        "about 100 million Australian dollars",
        &["100 million Australian dollars = 100000000 AUD"],
    );
    check("between $5 and $7 billion", &["$5 and $7 billion = 5000000000 USD"]);
    check("from $7 to $9", &["$7 = 7 USD", "$9 = 9 USD"]);
    check("8 million Swedish crowns", &["8 million Swedish crowns = 8000000 SEK"]);
    check("US$20 and 20 pence", &["US$20 = 20 USD", "20 pence = 0.2 GBP"]);
    check("rose 59p in 1080p", &["59p = 0.59 GBP"]);
}

#[test]
fn letters_of_currencies_may_be_glued_to_the_amount() {
    check(
        "N500,000, R1.2bn, R52 million and RM40 on the R52",
        &[
            "N500,000 = 500000 NGN",
            "R1.2bn = 1200000000 ZAR",
            "R52 million = 52000000 ZAR",
            "RM40 = 40 MYR",
        ],
    );
    check("fell R52 to R3,745", &["R52 = 52 ZAR", "R3,745 = 3745 ZAR"]);
    check("N7 and B12 and G20", &[]);
}

#[test]
fn percentages_keep_sign_and_comparison() {
    check("about 80 percent, -0.5%", &["80 percent = ~80%", "-0.5% = =-0.5%"]);
    check("three percentage points", &["three percentage points = =3%"]);
}

#[test]
fn quantities_reach_to_the_counted_noun() {
    check("at least a dozen deals", &["a dozen deals = >=12 deal"]);
    check("dozens of agreements", &["dozens of agreements = >=24 agreement"]);
    check(
        "eleven cooperation agreements in Asia",
        &["eleven cooperation agreements = =11 agreement"],
    );
    check("between 10 and 15 people", &["10 and 15 people = =10..15 person"]);
    check("cited 61 times over five years", &["61 times = =61 time", "five years = =5 year"]);
    check("for over five years", &["five years = >5 year"]);
    check("a 28-year-old man ran 60 km", &["28-year-old = =28 year", "60 km = =60 kilometre"]);
}

#[test]
fn numbers_that_open_sentences_and_people_who_were_hurt_count() {
    check("Two bodies were found.", &["Two bodies = =2 body"]);
    check(
        "killing 17 people and injuring 24 others",
        &["17 people = =17 person", "24 others = =24 other"],
    );
    check("a toll that rose to 41", &["41 = =41 person"]);
    check("the 15-member council", &["15-member = =15 member"]);
    check("fell to minus 6 degrees", &["minus 6 degrees = =-6 degree"]);
    check("touched 42 degrees Celsius", &["42 degrees Celsius = =42 degree"]);
    check("a death toll of more than 40", &["40 = >40 person"]);
    check("the toll has topped 300", &["300 = =300 person"]);
    check(
        "He was 78. She turned 16, and left at the age of 19.",
        &["78 = =78 year", "16 = =16 year", "19 = =19 year"],
    );
    check("The score was 78.", &[]);
    check(
        "killed two rebels and arrested another 12 in raids",
        &["two rebels = =2 rebel", "12 = =12 "],
    );
    check("said that 31 had been taken away", &["31 = =31 "]);
    check("shot down 25 of 29 drones", &["25 = =25 ", "29 drones = =29 drone"]);
    check("only one of the 17.", &["17 = =17 "]);
    check(
        "sales fell to 59,000 in Rome, and 38 or more stayed",
        &["59,000 = =59000 ", "38 = >=38 "],
    );
    check("four of them and two of the 12 men", &["12 men = =12 man"]);
    check("drew 640 comments by noon", &["640 comments = =640 comment"]);
    check("winds of 30 miles per hour", &["30 miles per hour = =30 mile"]);
    check(
        "may reach 2,600C. Fifty-odd years",
        &["2,600C = =2600 degree", "Fifty-odd years = =50 year"],
    );
    check("Alliance - 1 seat", &["1 seat = =1 seat"]);
    check(
        "in 36 states and 200 guardsmen",
        &["36 states = =36 state", "200 guardsmen = =200 guardsman"],
    );
}

#[test]
fn shares_are_no_counts() {
    check("two thirds and one in five adults and 1 in 10", &[]);
}

#[test]
fn labels_scores_and_pronouns_are_no_quantities() {
    check("won 3-0 in a Boeing 737, the two sides and both countries", &[]);
    check("No. 5 of the 30th", &[]);
}

#[test]
fn what_the_two_are_is_counted_unless_it_is_a_pronoun_in_all_but_form() {
    check(
        "the two crew members of the two-day race",
        &["two crew members = =2 member", "two-day = =2 day"],
    );
    check("in the three months to June", &["three months = =3 month"]);
    check("The two men met the two leaders and the two of them left", &[]);
    check("killing one and hurting three others", &["three others = =3 other"]);
}

#[test]
fn numbers_of_people_and_of_millions_need_no_noun() {
    check(
        "Hundreds of Israelis and ten Saudis",
        &["Hundreds of Israelis = >=200 israeli", "ten Saudis = =10 saudi"],
    );
    check("64 of them escaped", &["64 = =64 "]);
    check("lifted the total to 16.8 million.", &["16.8 million = =16800000 "]);
    check(
        "fell from 450 million to 350–375 million.",
        &["450 million = =450000000 ", "350–375 million = =350000000..375000000 "],
    );
    check("an 80-million-user site rose 7.2 points to 27,934.02", &["7.2 points = =7.2 point"]);
    check("on days one and four of the fair, nine of the ten", &["nine = =9 "]);
    check("from $5.1 million a year before to 6 million.", &["$5.1 million = 5100000 USD"]);
    check("the floods displaced tens of thousands.", &["tens of thousands = >=20000 "]);
    check(
        "Lima has 12,400 cases and Quito 143,600.",
        &["12,400 cases = =12400 case", "143,600 = =143600 "],
    );
}

#[test]
fn ages_stand_behind_names_and_people_without_one() {
    check("Maria, 22, left", &["22 = =22 year"]);
    check("Ikuru, 22, started", &["22 = =22 year"]);
    check("Berg (12) and Olsen (11) lead", &[]);
    check("A male juvenile, 16, of Lima", &["16 = =16 year"]);
    check("Paul Olsen, now 28, left", &["28 = =28 year"]);
    check("Paul Olsen 31, of Hope", &["31 = =31 year"]);
}

#[test]
fn nouns_have_two_adjectives_and_units_halves() {
    check(
        "18 northern and central districts",
        &["18 northern and central districts = =18 district"],
    );
    check("of 11 southern slave states", &["11 southern slave states = =11 state"]);
    check("a near 1-1/2 year dispute", &["1-1/2 year = =1.5 year"]);
    check("a 275 horsepower engine", &["275 horsepower = =275 horsepower"]);
}
