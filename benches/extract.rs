//! How fast pages and the fragments of feeds become articles, in bytes a second on one core.
//!
//! The texts are made here, so that the figures need nothing but the repository; `examples/pages.rs` times real pages.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::extract::{blocks, page};
use dateline::text::Link;

/// Five kilobytes of a report, with the tags that feeds have.
fn fragment(n: usize) -> String {
    let mut html = String::new();
    for at in 0..12 {
        write!(
            html,
            "<p>The minister said on Thursday that {n} of the {at} bridges, closed since May, would be mended “soon”, \
             and that <a href=\"https://example.org/{n}/{at}?utm_source=rss\">the report</a> names no costs. \
             <em>Nobody</em> at the council could say&nbsp;when, where or by whom the work will be done.</p>\n\
             <figure><img src=\"/{at}.jpg\" alt=\"A bridge over a river\"/></figure>"
        )
        .expect("a string");
    }
    html
}

/// A page of a hundred kilobytes with a fragment in the middle.
fn whole_page(n: usize) -> String {
    let links = "<li class=\"menu-item\"><a href=\"/section\" class=\"link link--small\">A section of the paper</a></li>".repeat(400);
    format!(
        "<html lang=en><head><title>Bridges closed | Example</title></head><body class=page><div class=nav-menu><ul>{links}</ul></div>\
         <div class=main><h1>Bridges closed</h1>{}</div><div class=related><ul>{links}</ul></div></body></html>",
        fragment(n)
    )
}

fn extract(c: &mut Criterion) {
    let base = Link::parse("https://example.org/").expect("an address");
    let bytes = |texts: &[String]| Throughput::Bytes(texts.iter().map(|t| t.len() as u64).sum());
    let mut group = c.benchmark_group("extract");
    let fragments: Vec<String> = (0..100).map(fragment).collect();
    group.throughput(bytes(&fragments));
    group.bench_function("fragments", |b| {
        b.iter(|| {
            fragments
                .iter()
                .map(|f| blocks(black_box(f), Some(&base)).article.body.words())
                .sum::<usize>()
        });
    });
    let pages: Vec<String> = (0..10).map(whole_page).collect();
    group.throughput(bytes(&pages));
    group.bench_function("pages", |b| {
        b.iter(|| {
            pages
                .iter()
                .filter(|p| page(black_box(p.as_bytes()), Some(&base), None).is_ok())
                .count()
        });
    });
    group.finish();
}

criterion_group!(benches, extract);
criterion_main!(benches);
