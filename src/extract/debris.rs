//! Lines of a page that are no part of the article: buttons, counters, invitations.
//!
//! The tables (`debris_lines`) are the one place that knows them, for every form. A rule only ever takes a whole short line, so
//! that no sentence of an article can fall to it, and what is taken is kept as it stood (`Article::debris`).

use super::debris_lines::{BEGINNINGS, ENDINGS, OWN_HEADINGS, ROW, SECTIONS, WHOLE};

/// Debris is short: a longer line is never asked.
const LONGEST_BYTES: usize = 400;
/// Of a line that is longer than this, only the beginning can tell.
const SHORT_BYTES: usize = 120;
const HEAD_BYTES: usize = 48;

/// Signs that part the steps of a path through a site.
const STEPS: [&str; 4] = [" > ", " » ", " › ", " / "];
/// Signs that part the sections in a row of them.
const BARS: [char; 3] = ['|', '•', '·'];

/// Whether a whole line is page furniture.
pub(super) fn is_debris(line: &str) -> bool {
    let line = bare(line);
    if line.is_empty() || line.len() > LONGEST_BYTES {
        return false;
    }
    if is_notice(line) {
        return true;
    }
    if line.len() > SHORT_BYTES {
        return begins_like_debris(&normal(head(line)), line) || is_path(line);
    }
    let normal = normal(line);
    let is_in = |lines: &[&str]| lines.binary_search(&normal.as_str()).is_ok();
    is_in(WHOLE)
        || is_in(ENDINGS) && !is_in(OWN_HEADINGS)
        || begins_like_debris(&normal, line)
        || is_reading_time(line)
        || is_comment_count(&normal)
        || states_age(&normal)
        || is_row(&normal)
        || is_path(line)
}

/// Whether a line announces the topics that a page files its text under.
pub(super) fn names_topics(line: &str) -> bool {
    normal(line) == "explore more on these topics"
}

/// Whether words are the name of a section of a paper.
pub(super) fn is_section(words: &str) -> bool {
    SECTIONS.binary_search(&words.to_lowercase().as_str()).is_ok()
}

/// "Copyright 2025 Example Press. All rights reserved."
fn is_notice(line: &str) -> bool {
    let behind = ["copyright", "©", "(c) "].iter().find_map(|word| {
        let (start, rest) = line.split_at_checked(word.len())?;
        start.eq_ignore_ascii_case(word).then(|| rest.trim_start())
    });
    let names_year =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '©' | '('));
    let lower = line.to_lowercase();
    behind.is_some_and(names_year) && lower.contains("rights reserved")
        || behind.is_some() && lower.contains(". all rights reserved")
}

/// Whether a line is debris that no line of a sentence can be: it begins large and ends in no sign.
pub(super) fn is_button(line: &str) -> bool {
    !line.starts_with(char::is_lowercase) && !line.ends_with(['.', ',', ';']) && is_debris(line)
}

/// "14 minutes ago", "Updated 3 hours ago": how old the page was when it was shown.
pub(super) fn is_age(line: &str) -> bool {
    line.len() <= SHORT_BYTES && states_age(&normal(line))
}

fn states_age(line: &str) -> bool {
    let mut words =
        line.split(' ').skip_while(|w| matches!(*w, "published" | "updated" | "posted"));
    let count = words.next().unwrap_or_default();
    let unit = words.next().unwrap_or_default().trim_end_matches('s');
    let is_unit =
        matches!(unit, "second" | "sec" | "minute" | "min" | "hour" | "hr" | "day" | "week");
    let is_count =
        count.len() <= 3 && count.parse::<u16>().is_ok() || count == "an" && unit == "hour";
    is_unit && is_count && words.next() == Some("ago") && words.next().is_none()
}

/// "Home | World | Politics", "News Sport Business Travel": sections and what stands in a row with them.
fn is_row(line: &str) -> bool {
    let is_part =
        |part: &str| SECTIONS.binary_search(&part).is_ok() || ROW.binary_search(&part).is_ok();
    let parts: Vec<&str> = line.split(BARS).map(str::trim).collect();
    if parts.len() == 1 {
        let words = || line.split(' ');
        return (4..=16).contains(&words().count()) && words().all(is_part);
    }
    let known = parts.iter().filter(|part| is_part(part)).count();
    let short = parts.iter().all(|part| !part.is_empty() && part.split(' ').count() <= 3);
    short && parts.len() <= 16 && known * 3 > parts.len() * 2 - usize::from(parts.len() > 3)
}

/// The beginning of a long line: no beginning of debris is longer.
fn head(line: &str) -> &str {
    let end = (0..=HEAD_BYTES).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    line.get(..end).unwrap_or_default()
}

/// Whether a short line announces what comes after an article.
pub(super) fn ends_article(line: &str) -> bool {
    let line = normal(line);
    let line = line.trim_end_matches([':', '!', '?', ' ']);
    ENDINGS.binary_search(&line).is_ok()
}

/// Whether a line states how long the reading takes: "4 Min Read", "Reading time: 3 minutes".
pub(super) fn is_reading_time(line: &str) -> bool {
    let line = bare(line);
    if line.len() > SHORT_BYTES || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let line = normal(line).replace(['-', ':'], " ");
    let words: Vec<&str> = line.split_whitespace().take(6).collect();
    let minutes = |w: &str| matches!(w, "min" | "mins" | "min." | "minute" | "minutes");
    let number = |w: &str| w.len() <= 3 && w.parse::<u16>().is_ok();
    match words.as_slice() {
        [n, m, "read" | "reading"] | [n, m, "to", "read"] | [n, m, "reading", "time"] => {
            number(n) && minutes(m)
        }
        ["reading" | "read", "time", n, m] => number(n) && minutes(m),
        [glued, "read"] => glued.strip_suffix("min").is_some_and(number),
        _ => false,
    }
}

/// A line without the signs around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '.' | '…' | '|' | '•' | '·' | '*' | '-' | '–' | '—' | '→' | '▾' | '▼')
    })
}

/// A line as the tables have it: bare, in lower case, one space between words.
fn normal(line: &str) -> String {
    let line = bare(line);
    let mut normal = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        if word.is_ascii() {
            normal.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            normal.push_str(&word.to_lowercase());
        }
    }
    normal
}

/// Whether the beginning of a line is in the table, and the whole line is short enough for it.
fn begins_like_debris(normal: &str, line: &str) -> bool {
    let Some(first) = normal.chars().next() else { return false };
    let from = BEGINNINGS.partition_point(|(start, _)| start.chars().next() < Some(first));
    let same = BEGINNINGS.iter().skip(from).take_while(|(start, _)| start.starts_with(first));
    same.into_iter().any(|(start, most)| {
        normal.strip_prefix(start).is_some_and(|rest| {
            let whole_word = start.ends_with(':') || !rest.starts_with(char::is_alphanumeric);
            whole_word && line.split_whitespace().count() <= *most
        })
    })
}

fn is_comment_count(line: &str) -> bool {
    let mut words = line.split(' ');
    let (count, what) = (words.next().unwrap_or_default(), words.next());
    matches!(what, Some("comment" | "comments" | "shares" | "views"))
        && words.next().is_none()
        && count.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'k'))
}

/// "Home > World > Asia": two steps at least, each short, the first of them the front page.
fn is_path(line: &str) -> bool {
    let fronts = ["home", "news", "start", "front page"];
    let begins =
        |front: &&str| line.get(..front.len()).is_some_and(|l| l.eq_ignore_ascii_case(front));
    if !fronts.iter().any(begins) {
        return false;
    }
    let line = normal(line);
    STEPS.iter().any(|step| {
        let steps: Vec<&str> = line.split(step).collect();
        let front = steps.first().is_some_and(|step| fronts.contains(step));
        steps.len() >= 2 && front && steps.iter().all(|s| s.split(' ').count() <= 12)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(is_debris(line), expected, "of {line:?}");
    }

    #[test]
    fn the_tables_are_in_order() {
        assert!(WHOLE.is_sorted() && SECTIONS.is_sorted() && ROW.is_sorted());
        assert!(ENDINGS.is_sorted());
        assert!(OWN_HEADINGS.is_sorted());
        assert!(OWN_HEADINGS.iter().all(|line| ENDINGS.contains(line)));
        assert!(WHOLE.iter().all(|line| !ENDINGS.contains(line)), "a line stands in both lists");
        assert!(BEGINNINGS.is_sorted_by_key(|(start, _)| start));
        assert!(BEGINNINGS.iter().all(|(start, _)| start.len() <= HEAD_BYTES));
    }

    #[test]
    fn page_furniture_is_debris() {
        check("Share this Post", true);
        check("Leave a Comment", true);
        check("4 Min Read", true);
        check("Reading time: 3 minutes", true);
        check("5-minute read", true);
        check("ADVERTISEMENT", true);
        check("Follow us on X and Facebook.", true);
        check("Subscribe to our newsletter", true);
        check("We use cookies to improve your experience. Learn more.", true);
        check("12 Comments", true);
        check("Home » World » Asia", true);
        check("Tags: Russia, Vietnam, Putin", true);
        check("© 2024 Example Media. All rights reserved.", true);
        check(
            "Copyright 2025 Example Press. All rights reserved. It may not be published again.",
            true,
        );
        check("14 minutes ago", true);
        check("Updated 3 hours ago", true);
        check("Explore more on these topics", true);
        check("Reuse this content", true);
        check("View image in fullscreen", true);
    }

    #[test]
    fn a_row_of_sections_is_debris() {
        check("Home | World | Politics", true);
        check("News|Weather", true);
        check("Home • Sport • Ely • Travel", true);
        check("News Sport Business Travel Culture", true);
        check("Health | Ely ferry sinks", false);
        check("Sport and politics", false);
        check("Business Travel Update", false);
        check("Tea | Coffee", false);
    }

    #[test]
    fn sentences_are_not() {
        check("Share prices fell on Thursday.", false);
        check("Advertisement spending rose by 3 percent last year.", false);
        check("Subscribers left.", false);
        check("4 minutes later the train left", false);
        check("4 minutes ago the train left", false);
        check("Three years ago", false);
        check("Copyright 2025 was a bad year", false);
        check("Putin in North Korea", false);
        check("Why did Putin travel to Vietnam?", false);
        check("Home prices / rents rose by 4 percent in June, officials said on Thursday.", false);
        check("", false);
    }
}
