//! How many articles a second are put to their stories, on one core: headlines alone and whole articles of 700 words; what
//! 100,000 cost, what one more costs beside them, and the memory of 50,000 headlines.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline::story::{Grouper, Signature};
use made::{Article, articles};

mod made;

/// Memory of 50,000 headlines with their stories, in MiB, as the system counts it.
fn headlines_in_memory() {
    let headlines = articles(50_000, 0);
    let before = resident();
    let grouper = grouped(&headlines);
    let grown = resident().saturating_sub(before) as f64 / 1024.0;
    println!("story/memory of {} headlines: {grown:.1} MiB", grouper.articles());
}

/// KiB of this program in memory; 0 where the system does not say.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
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
    headlines_in_memory();
    let mut group = c.benchmark_group("story");
    group.sample_size(10);
    for (name, count, words) in [
        ("headlines", 50_000, 0),
        ("whole articles", 10_000, 700),
        ("100,000 from cold", 100_000, 30),
    ] {
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
