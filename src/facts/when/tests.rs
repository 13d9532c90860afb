//! What dates are read as, form by form.

use jiff::civil::date;

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let page = Page::new(text);
    let mut anchor = Anchor { published: Some(date(2024, 6, 20)), ..Anchor::default() };
    let (mut at, mut found) = (0, Vec::new());
    while at < page.tokens.len() {
        let Some(when) = read(&page, at, &anchor) else {
            at += 1;
            continue;
        };
        anchor.take(&when);
        found.push(format!(
            "{} = {}",
            page.read(&when.tokens),
            when.value.as_deref().unwrap_or("?")
        ));
        at = when.tokens.end.max(at + 1);
    }
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn parts_of_months_belong_to_the_date_and_deliveries_lie_ahead() {
    check("It is due at the end of April", &["end of April = 2025-04"]);
    check(
        "the start of last month and the end of 2023",
        &["start of last month = 2024-05", "2023 = 2023"],
    );
    check("oil for January delivery rose", &["January = 2025-01"]);
    check("It will be held on Tuesday.", &["Tuesday = 2024-06-25"]);
}

#[test]
fn calendar_days_are_read_in_every_order() {
    check("on June 20 and 3 May 2021", &["June 20 = 2024-06-20", "3 May 2021 = 2021-05-03"]);
    check("Tuesday, September 1, 2015", &["Tuesday, September 1, 2015 = 2015-09-01"]);
    check("2024-06-20; in October 2023", &["2024-06-20 = 2024-06-20", "October 2023 = 2023-10"]);
    check("June 20-22", &["June 20-22 = 2024-06-20/2024-06-22"]);
}

#[test]
fn weekdays_and_pointed_dates_lean_on_the_publication() {
    check("He came this Thursday.", &["this Thursday = 2024-06-20"]);
    check("and on Wednesday revived it", &["Wednesday = 2024-06-19"]);
    check("It will meet on Monday.", &["Monday = 2024-06-24"]);
    check(
        "This week, last year, next month",
        &["This week = 2024-W25", "last year = 2023", "next month = 2024-07"],
    );
    check(
        "on Thursday, agreed the day before",
        &["Thursday = 2024-06-20", "day before = 2024-06-19"],
    );
}

#[test]
fn vague_dates_have_vague_values() {
    check(
        "In recent years, in the coming weeks",
        &["recent years = PAST_REF", "coming weeks = FUTURE_REF"],
    );
    check("two years ago, decades ago", &["two years ago = 2022", "decades ago = PAST_REF"]);
}

#[test]
fn years_decades_seasons_and_quarters() {
    check("since 1950 and in the 1990s", &["1950 = 1950", "1990s = 199X"]);
    check(
        "the summer of 2023, first quarter of 2024",
        &["summer of 2023 = 2023-SU", "first quarter of 2024 = 2024-Q1"],
    );
    check("2000-2003", &["2000-2003 = 2000/2003"]);
}

#[test]
fn a_text_may_give_its_own_day() {
    let line = "Ants treat themselves Tuesday, September 1, 2015\n\nToday they ate.";
    assert_eq!(dateline(&Page::new(line)), Some(date(2015, 9, 1)));
    let told = "The act was signed into law on August 14, 1935\n\nDemocrats met on Friday.";
    assert_eq!(dateline(&Page::new(told)), None);
    let told = "Published on June 20, 2024\n\nHe came.";
    assert_eq!(dateline(&Page::new(told)), Some(date(2024, 6, 20)));
    let told = "He was born on 3 May 1961 in Rome.\n\nHe died on 4 May 1999.";
    assert_eq!(dateline(&Page::new(told)), None);
}

#[test]
fn the_tense_decides_which_side_of_the_day_a_date_lies_on() {
    check("Talks resume on Monday.", &["Monday = 2024-06-24"]);
    check("The vote is on Sunday, he said.", &["Sunday = 2024-06-23"]);
    check("He was freed on Sunday.", &["Sunday = 2024-06-16"]);
    check(
        "closed since November, shut through August",
        &["November = 2023-11", "August = 2024-08"],
    );
}

#[test]
fn a_year_that_is_pointed_at_belongs_to_its_month_and_day() {
    check("She was warned in January last year.", &["January last year = 2023-01"]);
    check("in June of last year", &["June of last year = 2023-06"]);
    check("It falls due on May 3 next year.", &["May 3 next year = 2025-05-03"]);
    check("It opened on 3 March this year.", &["3 March this year = 2024-03-03"]);
}

#[test]
fn what_has_not_begun_yet_was_a_year_before() {
    check("It rained in the autumn.", &["autumn = 2023-FA"]);
    check("Sales fell in the fourth quarter.", &["fourth quarter = 2023-Q4"]);
    check("It will open in the fourth quarter.", &["fourth quarter = 2024-Q4"]);
}

#[test]
fn weekends_seasons_and_halves_are_dates() {
    check("Over the weekend it rained.", &["weekend = 2024-W24-WE"]);
    check("It rained in the spring.", &["spring = 2024-SP"]);
    check("the first half of 2023", &["first half of 2023 = 2023-H1"]);
    check("fourth quarter of last year", &["fourth quarter of last year = 2023-Q4"]);
    check("died on Christmas Eve near Christmas Island", &["Christmas Eve = 2023-12-24"]);
}

#[test]
fn days_in_figures_are_read_in_the_order_that_is_possible() {
    check(
        "06/20/2024, 20/6/2024, 20.06.2024",
        &["06/20/2024 = 2024-06-20", "20/6/2024 = 2024-06-20", "20.06.2024 = 2024-06-20"],
    );
    check("June 20 to 22", &["June 20 to 22 = 2024-06-20/2024-06-22"]);
}

#[test]
fn numbers_and_words_that_look_like_dates_are_none() {
    check("about 2000 people may march on", &[]);
    check("24 years in prison", &[]);
}

#[test]
fn the_month_and_the_year_before_are_counted_from_the_one_named_beside_them() {
    check(
        "It was $1 in February from $3 the month before.",
        &["February = 2024-02", "month before = 2024-01"],
    );
    check("It rose to 5 in 2019 from 3 a year earlier.", &["2019 = 2019", "a year earlier = 2018"]);
    check("It came less than a week after Danish officials left.", &[]);
}

#[test]
fn this_weekend_may_be_over_and_early_may_be_pointed_at() {
    check("It formed this weekend.", &["this weekend = 2024-W24-WE"]);
    check("They will vote this weekend.", &["this weekend = 2024-W25-WE"]);
    check("It began in early this June.", &["early this June = 2024-06"]);
    check("Of these 1846 persons were treated and 1720 had been sent home.", &[]);
}

#[test]
fn quarters_are_named_by_place_month_and_fiscal_year() {
    check("its first-quarter profit", &["first-quarter = 2024-Q1"]);
    check("in the March quarter", &["March quarter = 2024-Q1"]);
    check(
        "for fiscal year 2023 sales and in fiscal 2025",
        &["fiscal year 2023 = 2023", "fiscal 2025 = 2025"],
    );
}

#[test]
fn last_tuesday_is_not_the_day_before_yesterday() {
    check("It failed last Tuesday.", &["last Tuesday = 2024-06-11"]);
    check("It failed last Friday.", &["last Friday = 2024-06-14"]);
    check("He left on Monday last.", &["Monday last = 2024-06-17"]);
}

#[test]
fn houses_and_resolutions_are_no_years() {
    check("He won in 2006. The Court agreed.", &["2006 = 2006"]);
    check("of 1909 Willow Drive, at 1219 Eighth St. in 1080p", &[]);
    check("on Tue, Jun 18, 2024", &["Tue, Jun 18, 2024 = 2024-06-18"]);
}

#[test]
fn a_month_with_a_dot_looks_ahead_with_its_sentence() {
    check("It is scheduled to begin Jan. 3.", &["Jan. 3 = 2025-01-03"]);
}
