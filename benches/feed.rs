//! How fast feeds are read, in bytes a second on one core: news with short and with long texts, and a list of feeds.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::feed::{Hint, opml, parse};

/// A feed of so many items, each with a text of so many paragraphs.
fn rss(items: usize, paragraphs: usize) -> String {
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>News</title>\
         <link>https://example.org/</link>\n",
    );
    let text = "<p>The two delegations met at noon, “as planned”, and <a href=\"/more\">signed</a> papers.</p>\n";
    for n in 0..items {
        writeln!(
            feed,
            "<item><title>Item {n} of the day &amp; more</title><link>https://example.org/2024/{n}</link>\
             <guid isPermaLink=\"false\">id-{n}</guid><dc:creator>Ada Berg</dc:creator>\
             <pubDate>Thu, 20 Jun 2024 09:{:02}:00 +0200</pubDate><category>News</category>\
             <description>&lt;p&gt;A short summary of item {n}, no more.&lt;/p&gt;</description>\
             <content:encoded><![CDATA[{}]]></content:encoded></item>",
            n % 60,
            text.repeat(paragraphs),
        )
        .expect("a string takes all");
    }
    feed + "</channel></rss>"
}

fn list(outlines: usize) -> String {
    let one =
        "<outline text=\"Example &amp; more\" type=\"rss\" xmlUrl=\"https://example.org/feed\"/>\n";
    format!("<opml version=\"2.0\"><body>{}</body></opml>", one.repeat(outlines))
}

fn feeds(c: &mut Criterion) {
    let mut group = c.benchmark_group("feed");
    for (name, feed) in [("summaries", rss(2_000, 0)), ("whole texts", rss(400, 50))] {
        group.throughput(Throughput::Bytes(feed.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                parse(black_box(feed.as_bytes()), &Hint::default()).map(|feed| feed.items.len())
            });
        });
    }
    let list = list(2_000);
    group.throughput(Throughput::Bytes(list.len() as u64));
    group.bench_function("list of feeds", |b| {
        b.iter(|| opml::parse(black_box(list.as_bytes())).map(|list| list.outlines.len()));
    });
    group.finish();
}

criterion_group!(benches, feeds);
criterion_main!(benches);
