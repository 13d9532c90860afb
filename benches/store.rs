//! How long the store takes to answer what a reader waits for, with 10,000 articles.

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::news::query::Query;
use dateline::store::Shelf;
use jiff::civil::{Date, date};
use tempfile::TempDir;

#[allow(dead_code, reason = "the example is a program of its own")]
#[path = "../examples/fill.rs"]
mod fill;

const ARTICLES: u32 = 10_000;
const PAGE: usize = 60;
const TODAY: Date = date(2024, 6, 20);

fn questions(criterion: &mut Criterion) {
    let dir = TempDir::new().expect("a folder");
    fill::fill(dir.path(), ARTICLES).expect("the store is filled");
    let shelf = Shelf::open(dir.path()).expect("it opens");
    let all = Query::default();
    let ids = shelf.ids(&all, TODAY).expect("ids");
    let window = &ids[..500];

    criterion.bench_function("open, first page, counts", |bench| {
        bench.iter(|| {
            let shelf = Shelf::open(dir.path())?;
            shelf.first(&all, TODAY, PAGE)?;
            shelf.counts()
        });
    });
    criterion.bench_function("first page", |b| b.iter(|| shelf.first(&all, TODAY, PAGE)));
    criterion.bench_function("ids", |b| b.iter(|| shelf.ids(&all, TODAY)));
    criterion.bench_function("headlines of 500", |b| b.iter(|| shelf.headlines(window)));
    criterion.bench_function("article", |b| b.iter(|| shelf.article(ids[7])));
    for text in ["census", "\"night train\"", "lindq*", "said harbour"] {
        let query = Query::parse(text, TODAY).expect("a query");
        criterion.bench_function(&format!("search {text}"), |bench| {
            bench.iter(|| shelf.search(&query, TODAY, 50));
        });
    }
}

criterion_group!(benches, questions);
criterion_main!(benches);
