//! Walls: pages that show the beginning of an article and then ask for a subscription or a login, and pages that ask for
//! consent before they show anything.
//!
//! Whoever reads such a page as an article takes "cancel at any time" for news. So what the wall says goes, and that the
//! rest is missing is said. Complete articles stay as they are: many sites put such boxes below them, too.

use super::draft::{Draft, Piece};
use super::html::{Tree, What, decode};
use crate::news::BlockKind;

/// A line of a wall is short.
const LINE_BYTES: usize = 300;
/// What it begins with is shorter.
const HEAD_BYTES: usize = 130;
/// With more text than this before its wall, a page has shown its article.
const WHOLE_BYTES: usize = 1_500;
/// A wall says no more than this.
const WALL_BYTES: usize = 1_200;

/// What lies behind a wall.
const BEHIND: [&str; 31] = [
    "already a subscriber",
    "alleen voor abonnees",
    "articles remaining",
    "bereits abonnent",
    "continue reading",
    "déjà abonné",
    "exclusively for subscribers",
    "exclusivo para assinantes",
    "exclusivo para suscriptores",
    "for subscribers only",
    "free articles",
    "is for subscribers",
    "jetzt weiterlesen",
    "já é assinante",
    "nur für abonnenten",
    "om verder te lezen",
    "only for subscribers",
    "para continuar leyendo",
    "para seguir leyendo",
    "per continuare a leggere",
    "pour lire la suite",
    "read the rest",
    "reserved for subscribers",
    "riservato agli abbonati",
    "réservé aux abonnés",
    "sei già abbonato",
    "subscribe to read",
    "unlock this",
    "weiterlesen mit",
    "ya eres suscriptor",
    "ya es suscriptor",
];

/// What is asked for before it is shown.
const ASKED: [&str; 8] =
    ["abbon", "abonn", "assin", "log in", "sign in", "sign up", "subscri", "suscri"];

/// How readers are greeted that have paid: in the head of many pages, whatever they show.
const GREETINGS: [&str; 7] = [
    "already a subscriber",
    "bereits abonnent",
    "déjà abonné",
    "já é assinante",
    "sei già abbonato",
    "ya eres suscriptor",
    "ya es suscriptor",
];

/// Buttons that pages of consent have.
const BUTTONS: [&str; 12] = [
    "accept all",
    "accept all cookies",
    "accept and continue",
    "accept cookies",
    "accetta tutto",
    "aceptar todo",
    "alle akzeptieren",
    "alles accepteren",
    "i accept",
    "i agree",
    "reject all",
    "tout accepter",
];

/// What consent is asked for.
const MATTERS: [&str; 5] = ["consent", "consenso", "consentement", "cookie", "einwilligung"];

/// How such a page speaks of itself and to its reader, as news do not.
const ADDRESSES: [&str; 13] = [
    "we use",
    "we and",
    "we will",
    "our partners",
    "you",
    "wir ",
    "ihre",
    "nous ",
    "vous",
    "noi ",
    "nuestr",
    "utilizamos",
    "wij ",
];

/// Whether a line asks for a subscription or a login and says what for.
pub(super) fn asks(line: &str) -> bool {
    if line.len() > LINE_BYTES {
        return false;
    }
    let line = line.to_lowercase();
    has_any(&line, &ASKED) && has_any(&line, &BEHIND)
}

/// Whether it says so of what stands there, and is no greeting.
fn tells(line: &str) -> bool {
    asks(line) && !has_any(&line.to_lowercase(), &GREETINGS)
}

/// Whether it is the button of a page that asks for consent.
pub(super) fn is_button(words: &str) -> bool {
    words.len() < 40 && BUTTONS.contains(&words.trim().to_lowercase().as_str())
}

fn has_any(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.contains(word))
}

/// Takes walls out of the pieces of a page, and notes what they stand before.
pub(super) fn take_down(draft: &mut Draft, tree: &Tree<'_>) {
    let has_wall = drop_wall(&mut draft.pieces);
    if running(&draft.pieces) >= WHOLE_BYTES {
        return;
    }
    draft.is_teaser = has_wall || texts(tree).any(|line| tells(&line));
    let is_matter = |piece: &&Piece| has_any(&piece.text.to_lowercase(), &MATTERS);
    let mut shown = draft.pieces.iter().filter(|piece| is_running(piece)).peekable();
    let speaks = |piece: &Piece| has_any(&piece.text.to_lowercase(), &ADDRESSES);
    let is_spoken = draft.pieces.iter().any(speaks);
    if shown.peek().is_some() && is_spoken && shown.all(|p| is_matter(&p)) && has_button(tree) {
        for piece in &mut draft.pieces {
            piece.is_debris = true;
        }
    }
}

/// From the first line of a wall on all goes, where that is little and no part of an article.
fn drop_wall(pieces: &mut [Piece]) -> bool {
    // Who greets only those who have paid may do so anywhere.
    for greeting in pieces.iter_mut().filter(|piece| asks(&piece.text) && !tells(&piece.text)) {
        greeting.is_debris = true;
    }
    let Some(at) = pieces.iter().position(|piece| tells(&piece.text)) else { return false };
    let (_, wall) = pieces.split_at_mut(at);
    // A sentence of an article may say such a thing; what a wall says first is a heading or brief.
    if wall.first().is_none_or(|first| first.text.len() > HEAD_BYTES) {
        return false;
    }
    let is_short = wall.iter().all(|piece| piece.is_debris || piece.text.len() <= LINE_BYTES);
    if !is_short || running(wall) > WALL_BYTES {
        return false;
    }
    for piece in wall {
        piece.is_debris = true;
    }
    true
}

fn is_running(piece: &Piece) -> bool {
    !piece.is_debris && !matches!(piece.kind, BlockKind::Heading | BlockKind::Image)
}

fn running(pieces: &[Piece]) -> usize {
    pieces.iter().filter(|piece| is_running(piece)).map(|piece| piece.text.len()).sum()
}

fn has_button(tree: &Tree<'_>) -> bool {
    texts(tree).any(|words| is_button(&words))
}

/// The texts of a page, those that may be lines.
fn texts<'a>(tree: &'a Tree<'a>) -> impl Iterator<Item = std::borrow::Cow<'a, str>> {
    tree.nodes.iter().filter_map(|node| match node.what {
        What::Text(words) if words.len() <= LINE_BYTES => Some(decode(words)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::{PageReading, ReadError, page};

    const TEASER: &str = "The port of Alder was closed on Tuesday after a storm had torn two cranes \
        from their rails, the harbour master said.";

    fn read(inside: &str) -> Result<PageReading, ReadError> {
        let html = format!(
            "<html><head><title>Port closed after storm</title></head><body><nav><a href=/>Home</a> \
             <a href=/in>Log in</a> <a href=/get>Subscribe</a></nav><main><article>\
             <h1>Port closed after storm</h1>{inside}</article></main></body></html>"
        );
        page(html.as_bytes(), None, None)
    }

    fn told(reading: &PageReading) -> String {
        reading.problems.iter().map(ToString::to_string).collect()
    }

    /// What sites put below the beginning of an article.
    const WALL: &str = "<h2>Subscribe to continue reading</h2><p>You have read all of your free \
        articles this month. Subscribe now for unlimited access to award-winning journalism.</p><ul>\
        <li>Unlimited articles on any device<li>Cancel anytime<li>Only $1 a week for six months</ul>\
        <p>Already a subscriber? <a href=/in>Log in</a></p>";

    #[test]
    fn the_beginning_of_an_article_is_told_from_what_stands_before_the_rest() {
        for wall in [
            format!("<div>{WALL}</div>"),
            format!("<div class=paywall>{WALL}</div>"),
            "<div class=paywall>Subscribe to read the rest</div>".to_owned(),
            "<p>Cet article est réservé aux abonnés.</p><p>Déjà abonné ? Se connecter</p>"
                .to_owned(),
        ] {
            let reading = read(&format!("<p>{TEASER}</p>{wall}")).expect("a beginning");
            assert_eq!(reading.article.body.text(), TEASER, "{wall}");
            assert!(told(&reading).contains("only its beginning"), "{wall}: {}", told(&reading));
            assert!(reading.problems.iter().any(crate::news::Problem::is_loss));
        }
    }

    #[test]
    fn a_wall_without_an_article_is_an_error() {
        assert_eq!(read(WALL), Err(ReadError::Walled));
        let consent = "<p>We use cookies and data to deliver our services and to protect against fraud.</p>\
            <p>If you choose to accept, we will also use cookies to measure the effectiveness of ads \
            and to show personalised content, as our partners do.</p>\
            <button>Accept all</button><button>Reject all</button>";
        assert_eq!(read(consent), Err(ReadError::Consent));
    }

    #[test]
    fn what_a_page_says_of_itself_is_better_than_nothing() {
        let about = "<meta property=og:description content='The port of Alder was closed on Tuesday \
            after a storm had torn two cranes from their rails.'>";
        let day = "<meta property=article:published_time content=2024-06-18>";
        let read = |head: &str, inside: &str| {
            let html = format!("<html><head><title>Port closed</title>{head}</head><body>{inside}");
            page(html.as_bytes(), None, None)
        };
        for inside in
            [WALL, "<script src=/a.js></script><div id=root></div>", "<ul><li><a href=/>News</a>"]
        {
            let reading = read(&format!("{about}{day}"), inside).expect("what it is about");
            assert!(reading.article.body.text().starts_with("The port of Alder was closed"));
            assert!(reading.article.published.is_some() && reading.is_teaser);
            assert!(told(&reading).contains("says of itself"), "{}", told(&reading));
            // Any page has a description; one with a day is an article.
            assert!(read(about, inside).is_err());
            assert!(read(day, inside).is_err());
        }
        let consent = "<p>We use cookies, and so do our partners.</p><button>Accept all</button>";
        assert_eq!(read(&format!("{about}{day}"), consent), Err(ReadError::Consent));
    }

    #[test]
    fn whole_articles_stay_as_they_are() {
        let whole = format!("<p>{TEASER}</p>").repeat(20);
        let reading = read(&format!("{whole}{WALL}")).expect("an article");
        assert!(!reading.article.body.text().contains("Cancel"));
        assert_eq!(told(&reading), "");
        // News may be about such things.
        let news = "<p>The paper will ask readers to subscribe to continue reading, it said.</p>";
        let reading = read(&format!("{news}<p>{}</p>", TEASER.repeat(4))).expect("an article");
        assert!(reading.article.body.text().contains("it said"));
        let short =
            "<p>The court fined the company over the cookies it had set without consent.</p>";
        let reading = read(&format!("{short}<footer><button>Accept all</button></footer>"));
        assert!(reading.expect("an article").article.body.text().contains("fined"));
        // Members and registers are news, too.
        let ends = "<p>Ministers of the 27 member states can read the full text from Monday, a registered lobbyist said.</p>\
            <p>Three countries will vote against it.</p><p>The vote is on Friday.</p>";
        let reading = read(&format!("{whole}{ends}")).expect("an article");
        let text = reading.article.body.text();
        assert!(text.ends_with("vote against it.\n\nThe vote is on Friday."), "{text}");
        let greeted = format!("<header>Already a subscriber? Sign in</header><p>{TEASER}</p>");
        assert_eq!(told(&read(&greeted).expect("an article")), "");
        let more = format!("{short}<p>{TEASER}</p><footer><button>Accept all</button></footer>");
        assert!(read(&more).expect("an article").article.body.text().contains("fined"));
    }
}
