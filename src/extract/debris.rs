//! Lines of a page that are no part of the article: buttons, counters, invitations.
//!
//! The tables below are the one place that knows them, for every form. A rule only ever takes a whole short line, so
//! that no sentence of an article can fall to it, and what is taken is kept as it stood (`Article::debris`).

/// Lines that are debris when they stand alone.
const WHOLE: &[&str] = &[
    "0 comments",
    "ad",
    "add a comment",
    "add comment",
    "advertisement",
    "advertisements",
    "advertising",
    "all rights reserved",
    "also read",
    "article continues below",
    "back to top",
    "close",
    "comment",
    "comments",
    "continue reading",
    "copy link",
    "copy url",
    "email",
    "email this",
    "facebook",
    "font size",
    "home",
    "leave a comment",
    "leave a reply",
    "leave comment",
    "linkedin",
    "listen to this article",
    "load more",
    "loading",
    "log in",
    "menu",
    "messenger",
    "more on this story",
    "most popular",
    "most read",
    "next",
    "next article",
    "no comments",
    "no comments yet",
    "pinterest",
    "post a comment",
    "previous",
    "previous article",
    "print",
    "print this page",
    "promoted",
    "promoted content",
    "read also",
    "read more",
    "read next",
    "recommended",
    "recommended for you",
    "recommended stories",
    "reddit",
    "related",
    "related articles",
    "related content",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "save",
    "save article",
    "scroll to continue",
    "search",
    "see also",
    "share",
    "share article",
    "share story",
    "share via",
    "sign in",
    "sign up",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "subscribe today",
    "telegram",
    "toggle navigation",
    "top stories",
    "trending",
    "trending now",
    "tweet",
    "twitter",
    "view comments",
    "view gallery",
    "whatsapp",
    "you may also like",
    "you might also like",
];

/// Beginnings of lines that are debris if they have no more words than stated.
const BEGINNINGS: &[(&str, usize)] = &[
    ("©", 14),
    ("also read:", 24),
    ("by clicking", 40),
    ("by continuing", 40),
    ("by signing up", 40),
    ("by subscribing", 40),
    ("click here to", 14),
    ("click to", 8),
    ("copyright ©", 14),
    ("download our app", 14),
    ("download the app", 14),
    ("enter your email", 14),
    ("filed under", 24),
    ("follow us", 14),
    ("get our newsletter", 14),
    ("get the latest news", 20),
    ("get unlimited access", 20),
    ("join our", 14),
    ("like us on", 10),
    ("more from", 6),
    ("please enable javascript", 20),
    ("posted in:", 24),
    ("read also:", 24),
    ("read more:", 24),
    ("read next:", 24),
    ("recommended:", 24),
    ("related:", 24),
    ("see also:", 24),
    ("share on", 8),
    ("share this", 8),
    ("share to", 5),
    ("sign up for", 20),
    ("sign up to", 20),
    ("subscribe for", 14),
    ("subscribe to", 20),
    ("support our journalism", 20),
    ("tags:", 40),
    ("this site uses cookies", 60),
    ("this website uses cookies", 60),
    ("topics:", 40),
    ("we use cookies", 60),
    ("your browser does not support", 24),
    ("your email address will not be published", 24),
];

/// Debris is short: a longer line is never asked.
const LONGEST_BYTES: usize = 400;

/// Signs that part the steps of a path through a site.
const STEPS: [&str; 4] = [" > ", " » ", " › ", " / "];

/// Whether a whole line is page furniture.
pub(super) fn is_debris(line: &str) -> bool {
    if line.len() > LONGEST_BYTES {
        return false;
    }
    let line = normal(line);
    !line.is_empty()
        && (WHOLE.binary_search(&line.as_str()).is_ok()
            || begins_like_debris(&line)
            || is_reading_time(&line)
            || is_comment_count(&line)
            || is_path(&line))
}

/// Whether a line states how long the reading takes: "4 Min Read", "Reading time: 3 minutes".
pub(super) fn is_reading_time(line: &str) -> bool {
    let line = normal(line).replace(['-', ':'], " ");
    let words: Vec<&str> = line.split_whitespace().collect();
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

/// A line as the tables have it: in lower case, one space between words, without the signs around it.
fn normal(line: &str) -> String {
    let line = line.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '.' | '…' | '|' | '•' | '·' | '*' | '-' | '–' | '—' | '→' | '▾' | '▼')
    });
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn begins_like_debris(line: &str) -> bool {
    let words = line.split(' ').count();
    BEGINNINGS.iter().any(|(start, most)| {
        line.strip_prefix(start).is_some_and(|rest| {
            let whole_word = start.ends_with(':') || !rest.starts_with(char::is_alphanumeric);
            whole_word && words <= *most
        })
    })
}

fn is_comment_count(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    matches!(words.as_slice(), [n, "comment" | "comments" | "shares" | "views"]
        if n.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b'k')))
}

/// "Home > World > Asia": two steps at least, each short, the first of them the front page.
fn is_path(line: &str) -> bool {
    STEPS.iter().any(|step| {
        let steps: Vec<&str> = line.split(step).collect();
        let front =
            steps.first().is_some_and(|s| matches!(*s, "home" | "news" | "start" | "front page"));
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
    fn the_table_is_in_order() {
        assert!(WHOLE.is_sorted());
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
    }

    #[test]
    fn sentences_are_not() {
        check("Share prices fell on Thursday.", false);
        check("Advertisement spending rose by 3 percent last year.", false);
        check("Subscribers left.", false);
        check("4 minutes later the train left", false);
        check("Putin in North Korea", false);
        check("Why did Putin travel to Vietnam?", false);
        check("Home prices / rents rose by 4 percent in June, officials said on Thursday.", false);
        check("", false);
    }
}
