//! What the store promises, by what can go wrong.

mod codec;
mod crash;
mod damage;
mod due;
mod edited;
mod feeds;
mod lists;
mod marks;
mod power;
mod refused;
mod samples;
mod searches;
mod upkeep;
mod whole;

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::{Library, NewArticle, Shelf};
use crate::news::query::Query;
use crate::news::{Article, ArticleId, BlockKind, BodyBuilder, Moment};
use crate::text::{Link, Prose};

const TODAY: Date = date(2024, 6, 20);

/// A new store in a folder of its own.
fn store() -> (TempDir, Library) {
    let dir = TempDir::new().expect("a folder");
    let library = Library::open(dir.path()).expect("a new store");
    (dir, library)
}

fn shelf(dir: &TempDir) -> Shelf {
    Shelf::open(dir.path()).expect("the store opens")
}

fn query(text: &str) -> Query {
    Query::parse(text, TODAY).expect("a query")
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

/// Everything in a store, as it goes out.
fn exported(shelf: &Shelf) -> Vec<String> {
    let mut lines = Vec::new();
    let mut each = |line: &str| {
        lines.push(line.to_owned());
        true
    };
    shelf.export(&mut each).expect("exported");
    lines
}

/// A short article of one outlet and day.
fn article(title: &str, outlet: &str, day: &str) -> Article {
    let mut body = BodyBuilder::new();
    let text = Prose::text(&format!("{title}: the council met on Tuesday."));
    body.push(BlockKind::Paragraph, &text, Vec::new());
    Article {
        title: Prose::line(title),
        outlet: (!outlet.is_empty()).then(|| Prose::line(outlet)),
        published: Moment::parse(day),
        body: body.finish(),
        ..Article::default()
    }
}

/// An article with everything an article can have.
fn full_article() -> Article {
    let mut body = BodyBuilder::new();
    let link = Link::parse("https://example.org/report").expect("an address");
    body.push(
        BlockKind::Paragraph,
        &Prose::text("Wéll, read the report."),
        vec![(11..21, link.clone())],
    );
    let caption = body.push(BlockKind::Caption, &Prose::text("A harbour at dawn"), Vec::new());
    caption.expect("a block").credit = Some(Prose::line("AP"));
    let item = body.push(BlockKind::ListItem, &Prose::text("first"), Vec::new()).expect("a block");
    (item.level, item.ordinal) = (2, Some(7));
    body.push(BlockKind::Table, &Prose::text("Year\tCost\n2023\t3.6"), Vec::new());
    body.push(BlockKind::Code, &Prose::text("if cold {\n\tclose();\n}"), Vec::new());
    Article {
        id: None,
        called: None,
        outlet: Some(Prose::line("The Tide")),
        title: Prose::line("Harbour reopens"),
        link: Some(link),
        authors: vec![Prose::line("Ana Ruiz"), Prose::line("Bo Ek")],
        published: Moment::parse("2024-06-20"),
        updated: Moment::parse("2024-06-20T10:00:00Z"),
        language: Some(Prose::line("en-GB")),
        feed: Some(Prose::line("https://example.org/feed")),
        tags: vec![Prose::line("sea"), Prose::line("north coast")],
        body: body.finish(),
        credits: vec![Prose::line("EFE")],
        debris: vec![Prose::line("Share this")],
    }
}

/// So many words that nothing can make shorter, other ones for each seed.
fn noise(seed: u64, words: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        format!("{state:016x}")
    };
    (0..words).map(|_| next()).collect::<Vec<_>>().join(" ")
}

fn add(library: &mut Library, articles: Vec<Article>) -> Vec<ArticleId> {
    let new: Vec<NewArticle> = articles
        .into_iter()
        .map(|article| NewArticle {
            key: article.title.to_string(),
            arrived: moment("2024-06-20T12:00:00Z"),
            article,
        })
        .collect();
    library.add(&new).expect("the batch is stored")
}
