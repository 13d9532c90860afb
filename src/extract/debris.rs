//! Lines of a page that are no part of the article: buttons, counters, invitations.
//!
//! The tables below are the one place that knows them, for every form. A rule only ever takes a whole short line, so
//! that no sentence of an article can fall to it, and what is taken is kept as it stood (`Article::debris`).

/// Lines that are debris when they stand alone.
const WHOLE: &[&str] = &[
    "0 comments",
    "about the author",
    "about the authors",
    "ad",
    "add a comment",
    "add comment",
    "advertentie",
    "advertisement",
    "advertisements",
    "advertising",
    "aktuelle beiträge",
    "all rights reserved",
    "also read",
    "annons",
    "annonse",
    "anterior",
    "anzeige",
    "article continues below",
    "articles liés",
    "articles similaires",
    "articoli correlati",
    "artikel teilen",
    "artículos relacionados",
    "auch interessant",
    "auch lesen",
    "auch spannend",
    "back to top",
    "beitrag teilen",
    "bekijk ook",
    "close",
    "comentarios",
    "comment",
    "commentaires",
    "commenti",
    "comments",
    "comments (0)",
    "comments are closed",
    "comparte",
    "compartilhar",
    "compartilhe",
    "compartir",
    "condividi",
    "continue reading",
    "copy link",
    "copy url",
    "czytaj także",
    "czytaj też",
    "czytaj więcej",
    "das könnte dich auch interessieren",
    "das könnte dir auch gefallen",
    "das könnte ihnen auch gefallen",
    "das könnte sie auch interessieren",
    "das thema könnte dich auch interessieren",
    "deel dit artikel",
    "del",
    "dela",
    "delen",
    "dowiedz się więcej",
    "drucken",
    "editor's picks",
    "editors' picks",
    "email",
    "email this",
    "facebook",
    "font size",
    "further reading",
    "gerelateerde artikelen",
    "hinterlasse einen kommentar",
    "home",
    "imprimer",
    "inhaltsverzeichnis",
    "jaa",
    "kapcsolódó cikkek",
    "keine kommentare",
    "kommentar hinterlassen",
    "kommentar schreiben",
    "kommentar verfassen",
    "kommentare",
    "kommentare schreiben",
    "kommentieren",
    "laisser un commentaire",
    "latest articles",
    "latest news",
    "latest posts",
    "latest stories",
    "le puede interesar",
    "le recomendamos",
    "lea más",
    "lea también",
    "leave a comment",
    "leave a reply",
    "leave a reply cancel reply",
    "leave comment",
    "lee más",
    "lee también",
    "leer más",
    "lees meer",
    "lees ook",
    "lees verder",
    "leggi anche",
    "leggi tutto",
    "leia mais",
    "leia também",
    "les mer",
    "les også",
    "lesen sie auch",
    "lies auch",
    "linkedin",
    "lire aussi",
    "listen to this article",
    "load more",
    "loading",
    "log in",
    "lue myös",
    "läs mer",
    "läs också",
    "läs även",
    "læs mere",
    "læs også",
    "mehr dazu",
    "mehr lesen",
    "mehr zum thema",
    "menu",
    "merken",
    "messenger",
    "mohlo by vás zajímat",
    "more articles",
    "more news",
    "more on this story",
    "more posts",
    "more stories",
    "most popular",
    "most read",
    "nach oben",
    "neueste beiträge",
    "newsletter",
    "newsletter sign up",
    "next",
    "next article",
    "next post",
    "no comments",
    "no comments yet",
    "noticias relacionadas",
    "notícias relacionadas",
    "nächster artikel",
    "nächster beitrag",
    "olvasta már",
    "other stories",
    "partager",
    "partager cet article",
    "pinterest",
    "popular posts",
    "post a comment",
    "post navigation",
    "potrebbe interessarti",
    "potrebbe interessarti anche",
    "previous",
    "previous article",
    "previous post",
    "print",
    "print article",
    "print this page",
    "promoted",
    "promoted content",
    "pubblicità",
    "publicidad",
    "publicidade",
    "publicité",
    "puede interesarle",
    "přečtěte si také",
    "reacties",
    "read also",
    "read more",
    "read next",
    "read this next",
    "recent posts",
    "recommended",
    "recommended for you",
    "recommended stories",
    "reddit",
    "reklama",
    "related",
    "related articles",
    "related content",
    "related links",
    "related news",
    "related post",
    "related posts",
    "related reading",
    "related stories",
    "related topics",
    "relaterade artiklar",
    "saiba mais",
    "save",
    "save article",
    "schon gelesen",
    "schreib einen kommentar",
    "schreibe einen kommentar",
    "scroll to continue",
    "search",
    "see also",
    "seite teilen",
    "share",
    "share article",
    "share story",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "share this story",
    "share via",
    "sharing is caring",
    "sign in",
    "sign up",
    "sign up for our newsletter",
    "siguiente",
    "similar articles",
    "similar posts",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "subscribe today",
    "sur le même sujet",
    "te puede interesar",
    "te recomendamos",
    "teilen",
    "telegram",
    "temas relacionados",
    "toggle navigation",
    "top stories",
    "trending",
    "trending now",
    "tweet",
    "twitter",
    "udostępnij",
    "up next",
    "veja mais",
    "veja também",
    "verwandte artikel",
    "verwandte beiträge",
    "verwandte themen",
    "view comments",
    "view gallery",
    "voir aussi",
    "vorheriger artikel",
    "vorheriger beitrag",
    "watch next",
    "weitere artikel",
    "weitere beiträge",
    "weitere meldungen",
    "weitere nachrichten",
    "weitere themen",
    "weiterlesen",
    "werbung",
    "what to read next",
    "whatsapp",
    "you may also enjoy",
    "you may also like",
    "you might also enjoy",
    "you might also like",
    "zobacz również",
    "zobacz także",
    "zobacz też",
    "zurück",
    "zurück zur startseite",
    "zurück zur übersicht",
    "à lire aussi",
    "à lire également",
    "ähnliche artikel",
    "ähnliche beiträge",
    "čtěte také",
    "комментарии",
    "по теме",
    "поделиться",
    "реклама",
    "читайте также",
    "читать далее",
];

/// Beginnings of lines that are debris if they have no more words than stated.
const BEGINNINGS: &[(&str, usize)] = &[
    ("also read:", 24),
    ("also see:", 24),
    ("auch interessant:", 24),
    ("by clicking", 40),
    ("by continuing", 40),
    ("by signing up", 40),
    ("by subscribing", 40),
    ("click here to", 14),
    ("click to", 8),
    ("compartir:", 24),
    ("copyright ©", 14),
    ("czytaj także:", 24),
    ("czytaj też:", 24),
    ("czytaj więcej:", 24),
    ("don't miss:", 24),
    ("download our app", 14),
    ("download the app", 14),
    ("enter your email", 14),
    ("etiquetas:", 40),
    ("filed under", 24),
    ("follow us", 14),
    ("get our newsletter", 14),
    ("get the latest news", 20),
    ("get unlimited access", 20),
    ("join our", 14),
    ("kategorie:", 40),
    ("kategorien:", 40),
    ("le puede interesar:", 24),
    ("lea además:", 24),
    ("lea aquí:", 24),
    ("lea más:", 24),
    ("lea también:", 24),
    ("lea:", 24),
    ("lee más:", 24),
    ("lee también:", 24),
    ("lees ook:", 24),
    ("leggi anche >", 24),
    ("leggi anche:", 24),
    ("leia mais:", 24),
    ("leia também:", 24),
    ("leia:", 24),
    ("les også:", 24),
    ("lesen sie auch:", 24),
    ("lesen sie dazu:", 24),
    ("lesen sie hier:", 24),
    ("lies auch:", 24),
    ("lies dazu:", 24),
    ("like us on", 10),
    ("lire aussi :", 24),
    ("lire aussi:", 24),
    ("lire également:", 24),
    ("lue myös:", 24),
    ("läs mer:", 24),
    ("läs också:", 24),
    ("läs även:", 24),
    ("læs også:", 24),
    ("mehr dazu:", 24),
    ("mehr zum thema:", 24),
    ("mira:", 24),
    ("mire:", 24),
    ("more from", 6),
    ("more:", 24),
    ("mots-clés :", 40),
    ("mots-clés:", 40),
    ("must read:", 24),
    ("partager :", 24),
    ("passend dazu:", 24),
    ("please enable javascript", 20),
    ("posted in:", 24),
    ("puedes ver:", 24),
    ("read also:", 24),
    ("read more:", 24),
    ("read next:", 24),
    ("read:", 24),
    ("recommended:", 24),
    ("related article:", 24),
    ("related post:", 24),
    ("related posts:", 24),
    ("related story:", 24),
    ("related video:", 24),
    ("related:", 24),
    ("schlagworte:", 40),
    ("schlagwörter:", 40),
    ("see also:", 24),
    ("see more:", 24),
    ("share on", 8),
    ("share this", 8),
    ("share to", 5),
    ("share:", 24),
    ("siehe auch:", 24),
    ("sign up for", 20),
    ("sign up to", 20),
    ("stichworte:", 24),
    ("subscribe for", 14),
    ("subscribe to", 20),
    ("support our journalism", 20),
    ("tag:", 40),
    ("tags:", 40),
    ("también puedes leer:", 24),
    ("te puede interesar:", 24),
    ("teilen:", 24),
    ("temas:", 40),
    ("themen:", 40),
    ("this site uses cookies", 60),
    ("this website uses cookies", 60),
    ("topics:", 40),
    ("trefwoorden:", 24),
    ("ve también:", 24),
    ("vea también:", 24),
    ("vea:", 24),
    ("veja também:", 24),
    ("veja:", 24),
    ("video:", 24),
    ("voir aussi :", 24),
    ("watch:", 24),
    ("we use cookies", 60),
    ("weiterlesen:", 24),
    ("your browser does not support", 24),
    ("your email address will not be published", 24),
    ("zobacz także:", 24),
    ("zobacz też:", 24),
    ("zobacz:", 24),
    ("©", 14),
    ("à lire :", 24),
    ("à lire aussi :", 24),
    ("à lire aussi:", 24),
    ("à lire:", 24),
    ("čtěte také:", 24),
    ("читайте также:", 24),
];

/// Headings that announce other articles, comments or the author: what follows is no part of this one.
const ENDINGS: &[&str] = &[
    "about the author",
    "about the authors",
    "add a comment",
    "aktuelle beiträge",
    "also on",
    "also read",
    "articles liés",
    "articles similaires",
    "articoli correlati",
    "artikel teilen",
    "artículos relacionados",
    "auch auf",
    "auch interessant",
    "auch lesen",
    "auch spannend",
    "beitrag teilen",
    "bleiben sie auf dem laufenden",
    "comentarios",
    "comentários",
    "commentaires",
    "commenti",
    "comments",
    "compartir",
    "czytaj także",
    "czytaj też",
    "czytaj więcej",
    "das könnte dich auch interessieren",
    "das könnte dir auch gefallen",
    "das könnte ihnen auch gefallen",
    "das könnte sie auch interessieren",
    "das thema könnte dich auch interessieren",
    "deja un comentario",
    "empfehlungen der redaktion",
    "empfohlene beiträge",
    "further reading",
    "gerelateerde artikelen",
    "join the conversation",
    "komentarze",
    "kommentar hinterlassen",
    "kommentar schreiben",
    "kommentar verfassen",
    "kommentare",
    "kommentare schreiben",
    "kommentieren",
    "laisser un commentaire",
    "latest articles",
    "latest news",
    "latest posts",
    "latest stories",
    "le puede interesar",
    "lea también",
    "leave a comment",
    "leave a reply",
    "lees ook",
    "leggi anche",
    "leia também",
    "les også",
    "lesen sie auch",
    "lies auch",
    "lire aussi",
    "lue myös",
    "lust auf mehr",
    "läs också",
    "læs også",
    "mehr aus",
    "mehr dazu",
    "mehr von",
    "mehr zum thema",
    "more from",
    "more news",
    "more on this",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "neueste beiträge",
    "newsletter",
    "noticias relacionadas",
    "notícias relacionadas",
    "partager",
    "popular posts",
    "post a comment",
    "potrebbe interessarti",
    "potrebbe interessarti anche",
    "reacties",
    "read next",
    "recent posts",
    "recommended",
    "recommended articles",
    "recommended for you",
    "recommended stories",
    "related",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related posts",
    "related reading",
    "related stories",
    "related topics",
    "schon gelesen",
    "schreibe einen kommentar",
    "see also",
    "seite teilen",
    "share this",
    "share this article",
    "share this post",
    "share this story",
    "sharing is caring",
    "sign up for our newsletter",
    "sur le même sujet",
    "tags",
    "te puede interesar",
    "teilen",
    "temas relacionados",
    "trending",
    "trending now",
    "up next",
    "veja também",
    "verwandte artikel",
    "verwandte beiträge",
    "verwandte themen",
    "verwandte themenbereiche",
    "weitere aktuelle themen",
    "weitere artikel",
    "weitere beiträge",
    "weitere informationen",
    "weitere meldungen",
    "weitere nachrichten",
    "weitere themen",
    "what to read next",
    "you may also be interested in",
    "you may also like",
    "you might also like",
    "zobacz także",
    "zobacz też",
    "à lire aussi",
    "ähnliche artikel",
    "ähnliche beiträge",
    "комментарии",
    "по теме",
    "читайте также",
];

/// Debris is short: a longer line is never asked.
const LONGEST_BYTES: usize = 400;
/// Of a line that is longer than this, only the beginning can tell.
const SHORT_BYTES: usize = 120;
const HEAD_BYTES: usize = 48;

/// Signs that part the steps of a path through a site.
const STEPS: [&str; 4] = [" > ", " » ", " › ", " / "];

/// Whether a whole line is page furniture.
pub(super) fn is_debris(line: &str) -> bool {
    let line = bare(line);
    if line.is_empty() || line.len() > LONGEST_BYTES {
        return false;
    }
    if line.len() > SHORT_BYTES {
        return begins_like_debris(&normal(head(line)), line) || is_path(line);
    }
    let normal = normal(line);
    WHOLE.binary_search(&normal.as_str()).is_ok()
        || begins_like_debris(&normal, line)
        || is_reading_time(line)
        || is_comment_count(&normal)
        || is_path(line)
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
        assert!(WHOLE.is_sorted());
        assert!(ENDINGS.is_sorted());
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
