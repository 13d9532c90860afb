//! How many articles a second are put to their stories, on one core: headlines alone and whole articles of 700 words, and
//! what one more costs beside 100,000.
//!
//! The articles are made up: each story has names and words of its own among everyday ones, and is told by one to ten outlets
//! over a few days.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline::news::Moment;
use dateline::story::{Grouper, Signature};

/// A small generator (xorshift), so that every run sees the same articles.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

const EVERYDAY: &str = "government minister court police company shares market report talks border storm election strike bank \
    health school city river bridge fire rescue trade energy film music record player match season budget vote law protest";

struct Article {
    title: String,
    text: String,
    published: Option<Moment>,
}

/// Articles of so many words in the order of time, 400 a day.
fn articles(count: usize, words: usize) -> Vec<Article> {
    let everyday: Vec<&str> = EVERYDAY.split_whitespace().collect();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let start = Moment::parse("2024-06-20").expect("a day").second();
    (0..count)
        .map(|at| {
            // About five articles a story, which stays in the news for about a day.
            let story = (at + dice.roll(400)) / 5;
            let word = |dice: &mut Dice| match dice.roll(3) {
                0 => format!("Name{}x{}", story, dice.roll(6)),
                1 => format!("thing{}", (story * 31 + dice.roll(5)) % 20_000),
                _ => everyday[dice.roll(everyday.len())].to_owned(),
            };
            let title: Vec<String> = (0..8).map(|_| word(&mut dice)).collect();
            let text: Vec<String> = (0..words).map(|_| word(&mut dice)).collect();
            let second = start + at as i64 * 216;
            Article {
                title: title.join(" "),
                text: text.join(" "),
                published: Moment::from_second(second),
            }
        })
        .collect()
}

fn signed(article: &Article) -> Signature {
    Signature::new(black_box(&article.title), black_box(&article.text), article.published)
}

fn grouped(articles: &[Article]) -> Grouper {
    let mut grouper = Grouper::new();
    for article in articles {
        grouper.add(signed(article));
    }
    grouper
}

fn grouping(c: &mut Criterion) {
    let mut group = c.benchmark_group("story");
    group.sample_size(10);
    for (name, count, words) in [("headlines", 50_000, 0), ("whole articles", 10_000, 700)] {
        let articles = articles(count, words);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(name, |b| b.iter(|| grouped(&articles).articles()));
    }
    let many = articles(100_001, 30);
    let (last, before) = many.split_last().expect("there are many");
    group.throughput(Throughput::Elements(1));
    group.bench_function("one more beside 100,000", |b| {
        b.iter_batched_ref(
            || grouped(before),
            |grouper| grouper.add(signed(last)),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, grouping);
criterion_main!(benches);
