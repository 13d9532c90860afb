//! Fills a store with invented articles, to measure with: `cargo run --release --example fill -- DIR N`.
//!
//! The same N gives the same articles everywhere. They have the shape of news (outlets, names, dates, amounts, links,
//! 300 to 700 words) and say nothing.

use std::path::Path;
use std::process::ExitCode;

use dateline::news::{Article, BlockKind, BodyBuilder, Moment};
use dateline::store::{Library, NewArticle, StoreError};
use dateline::text::{Link, Prose};

/// Articles in one transaction.
const BATCH: u32 = 500;
/// 20 June 2024, noon: the newest article.
const NEWEST: i64 = 1_718_884_800;
/// On average so far apart: 100,000 articles cover two years.
const SECONDS_APART: i64 = 630;

const OUTLETS: [&str; 24] = [
    "The Harbour Times",
    "Northern Ledger",
    "Le Phare",
    "Daily Meridian",
    "Østkysten",
    "Valley Courier",
    "El Faro",
    "Capital Record",
    "The Evening Tide",
    "Market Wire",
    "Plain Dealer",
    "Die Warte",
    "Island Gazette",
    "Lakeside Post",
    "The Signal",
    "Border Review",
    "Science Weekly",
    "Union Dispatch",
    "Field and Court",
    "The Morning Mail",
    "Global Wire",
    "City Observer",
    "Rail and Road",
    "The Almanac",
];
const NAMES: [&str; 24] = [
    "Ana Lindqvist",
    "Tomás Arroyo",
    "Ifeoma Bello",
    "Jan Novotný",
    "Mira Castellan",
    "Owen Faraday",
    "Yuki Tanabe",
    "Claire Dumas",
    "Rashid Karim",
    "Elena Petrova",
    "Samuel Okoro",
    "Hanne Vik",
    "Luca Moretti",
    "Priya Nair",
    "Daniel Weiss",
    "Sofia Almeida",
    "Peter Hallam",
    "Leila Haddad",
    "Mikael Strand",
    "Grace Mwangi",
    "Victor Lund",
    "Irene Kostas",
    "Paul Bremer",
    "Nadia Rahal",
];
const PLACES: [&str; 16] = [
    "Port Alder",
    "Westmark",
    "Saint-Orens",
    "Kallvik",
    "the Marne valley",
    "Rivertown",
    "Nova Ponta",
    "Grenholm",
    "the northern islands",
    "Eastbridge",
    "Lower Carden",
    "Almira",
    "the old harbour",
    "Tessaly",
    "Brenntal",
    "Ostrava",
];
const BODIES: [&str; 12] = [
    "city council",
    "transport ministry",
    "central bank",
    "port authority",
    "teachers' union",
    "weather service",
    "high court",
    "energy regulator",
    "farmers' league",
    "national museum",
    "hospital trust",
    "election board",
];
const THINGS: [&str; 16] = [
    "a new ferry line",
    "the flood barrier",
    "a budget for schools",
    "the wheat harvest",
    "a trade accord",
    "the night train",
    "a rise in rents",
    "the water supply",
    "a wind farm",
    "the cup final",
    "an inquiry into prices",
    "the harbour tunnel",
    "a vaccine trial",
    "the census",
    "a strike at the yards",
    "the coastal road",
];
const VERBS: [&str; 10] = [
    "approves",
    "delays",
    "questions",
    "unveils",
    "halts",
    "defends",
    "reviews",
    "expands",
    "rejects",
    "reopens",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, count] = arguments.as_slice() else {
        eprintln!("usage: fill DIR N");
        return ExitCode::from(2);
    };
    let Ok(count) = count.parse() else {
        eprintln!("a number of articles was expected, not {count:?}");
        return ExitCode::from(2);
    };
    match fill(Path::new(dir), count) {
        Ok(added) => {
            println!("{added} articles added");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

pub(crate) fn fill(dir: &Path, count: u32) -> Result<usize, StoreError> {
    let mut library = Library::open(dir)?;
    let mut added = 0;
    for start in (0..count).step_by(BATCH as usize) {
        let end = count.min(start.saturating_add(BATCH));
        let batch: Vec<NewArticle> = (start..end).map(|number| invent(number, count)).collect();
        added += library.add(&batch)?.len();
    }
    Ok(added)
}

/// Article `number` of `count`, the newest last.
fn invent(number: u32, count: u32) -> NewArticle {
    let mut dice = Dice(u64::from(number) + 1);
    let age = i64::from(count - 1 - number) * SECONDS_APART;
    let published = Moment::from_second(NEWEST - age + i64::from(dice.below(600)));
    let published = published.expect("a few years before 2024 is a moment");
    let outlet = dice.pick(&OUTLETS);
    let title = title(&mut dice);
    let address = format!("https://news.example/{}/{number}", outlet.len());
    let article = Article {
        outlet: Some(Prose::line(outlet)),
        title: Prose::line(&title),
        link: Link::parse(&address).ok(),
        authors: vec![Prose::line(dice.pick(&NAMES))],
        published: Some(published),
        language: Some(Prose::line("en")),
        feed: Some(Prose::line(&format!("https://news.example/{}/feed", outlet.len()))),
        tags: vec![Prose::line(dice.pick(&["world", "politics", "business", "science", "sport"]))],
        body: body(&mut dice).finish(),
        ..Article::default()
    };
    NewArticle { key: address, arrived: published, article }
}

fn title(dice: &mut Dice) -> String {
    let (who, does, what) = (dice.pick(&BODIES), dice.pick(&VERBS), dice.pick(&THINGS));
    let place = dice.pick(&PLACES);
    match dice.below(4) {
        0 => format!("{place}: {who} {does} {what}"),
        1 => format!("{} {does} {what} in {place}", capital(who)),
        2 => format!("What {} says about {what}", dice.pick(&NAMES)),
        _ => format!("{} {does} {what} after {} days of talks", capital(who), dice.below(40) + 2),
    }
}

/// 300 to 700 words in paragraphs of three to five sentences.
fn body(dice: &mut Dice) -> BodyBuilder {
    let mut body = BodyBuilder::new();
    let wanted = 300 + dice.below(400) as usize;
    let mut words = 0;
    while words < wanted {
        let sentences: Vec<String> = (0..3 + dice.below(3)).map(|_| sentence(dice)).collect();
        let text = sentences.join(" ");
        words += text.split(' ').count();
        let links = match dice.below(4) {
            0 => Link::parse("https://news.example/background").map(|link| (0..3, link)).ok(),
            _ => None,
        };
        body.push(BlockKind::Paragraph, &Prose::text(&text), links.into_iter().collect());
    }
    body
}

fn sentence(dice: &mut Dice) -> String {
    let (name, place, who) = (dice.pick(&NAMES), dice.pick(&PLACES), dice.pick(&BODIES));
    let (what, number) = (dice.pick(&THINGS), dice.below(900) + 12);
    let (day, month) =
        (dice.below(28) + 1, dice.pick(&["January", "March", "May", "June", "October"]));
    match dice.below(10) {
        0 => format!("The {who} said on {day} {month} that {what} would cost ${number} million."),
        1 => format!("\"We did not expect {what} to matter so much in {place},\" {name} said."),
        2 => format!("About {number} people gathered in {place}, according to the {who}."),
        3 => format!("{name}, who leads the {who}, declined to comment on {what}."),
        4 => {
            format!("Prices rose by {}.{} per cent from a year earlier.", number % 19, number % 10)
        }
        5 => format!(
            "In {place} the work began in {month} and is to end within {} months.",
            number % 30 + 2
        ),
        6 => format!(
            "A report seen by reporters puts the loss at €{number},{:03}.",
            number * 7 % 1000
        ),
        7 => format!("{name} and {} met in {place} to talk about {what}.", dice.pick(&NAMES)),
        8 => format!(
            "The decision on {what}, first reported in {month}, was confirmed by the {who} at {}:30.",
            day % 24
        ),
        _ => format!("Critics in {place} call {what} too little, too late; the {who} disagrees."),
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A small generator (splitmix64, Steele, Lea and Flood, 2014), so that no crate decides what is invented.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u32) -> u32 {
        (self.next() % u64::from(limit)) as u32
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len() as u32) as usize]
    }
}
