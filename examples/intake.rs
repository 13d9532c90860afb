//! Takes articles into a store as a first refresh would, and says what that costs: `cargo run --release --example intake
//! -- STORE FEEDS`.
//!
//! `FEEDS` is a folder of files, one a feed, with an article a line: `{"key", "title", "link", "author", "published", "tags",
//! "blocks": [[kind, text, [[start, end, url], ..]], ..]}`.

use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use dateline::news::{Article, BlockKind, BodyBuilder, Choices, Moment, Source, Validators};
use dateline::store::{Answer, Library, NewArticle, Visit, VisitOutcome};
use dateline::text::{Link, Prose};
use jiff::civil::date;

/// Feeds in one transaction, where nothing else is asked for.
const TOGETHER: &str = "1";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [store, feeds] = arguments.get(..2).unwrap_or_default() else {
        anyhow::bail!("a folder for the store and a folder of feeds are needed");
    };
    let together = env::var("TOGETHER").unwrap_or_else(|_| TOGETHER.to_owned()).parse()?;
    let now = Moment::parse("2025-10-10T00:00:00Z").expect("a moment");
    let mut library = Library::open(Path::new(store))?;
    let mut files: Vec<_> =
        fs::read_dir(feeds)?.map(|file| Ok(file?.path())).collect::<anyhow::Result<_>>()?;
    files.sort();
    let mut answers = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let source = Source::parse(&format!("http://127.0.0.1/{name}.xml")).expect("a source");
        let (feed, _) = library.subscribe(&source, None, &Choices::default(), now)?;
        let lines = fs::read_to_string(file)?;
        let articles =
            lines.lines().map(|line| article(line, &name, now)).collect::<Result<_, _>>()?;
        let outcome = VisitOutcome::Answered {
            title: Some(Prose::line(&name)),
            site: None,
            language: None,
            validators: Validators::default(),
        };
        let visit = Visit { at: now, due: None, outcome };
        answers.push(Answer { feed, articles, prepared: Vec::new(), visit });
    }
    let (begun, cpu) = (Instant::now(), cpu());
    let mut new = 0;
    for some in answers.chunks(together) {
        let taken = library.take_in_all(some, &[], date(2025, 10, 10))?;
        new += taken.iter().flatten().map(|taken| taken.new.len()).sum::<usize>();
    }
    println!(
        "{new} articles, {:.2} s wall, {:.2} s CPU",
        begun.elapsed().as_secs_f64(),
        self::cpu() - cpu
    );
    drop(library);
    let bytes = fs::metadata(Path::new(store).join("dateline.db"))?.len();
    println!("{bytes} bytes, {} an article", bytes / new.max(1) as u64);
    Ok(())
}

/// Seconds of processor time this program has used.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks =
        |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

fn article(line: &str, outlet: &str, now: Moment) -> anyhow::Result<NewArticle> {
    let json: serde_json::Value = serde_json::from_str(line)?;
    let text = |name: &str| json[name].as_str().unwrap_or_default();
    let mut body = BodyBuilder::new();
    for block in json["blocks"].as_array().into_iter().flatten() {
        let kind = match block[0].as_str().unwrap_or_default() {
            "li" => BlockKind::ListItem,
            "blockquote" => BlockKind::Quote,
            "pre" => BlockKind::Code,
            "p" | "td" | "th" => BlockKind::Paragraph,
            _ => BlockKind::Heading,
        };
        let links = block[2].as_array().into_iter().flatten().filter_map(|link| {
            let at = |n: usize| link[n].as_u64().unwrap_or_default() as usize;
            Some((at(0)..at(1), Link::parse(link[2].as_str()?).ok()?))
        });
        body.push(kind, &Prose::text(block[1].as_str().unwrap_or_default()), links.collect());
    }
    let lines = |name: &str| -> Vec<Prose> {
        json[name]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|tag| Some(Prose::line(tag.as_str()?)))
            .collect()
    };
    let article = Article {
        outlet: Some(Prose::line(outlet)),
        title: Prose::line(text("title")),
        link: Link::parse(text("link")).ok(),
        authors: vec![Prose::line(text("author"))],
        published: Moment::parse(text("published")),
        tags: lines("tags"),
        body: body.finish(),
        ..Article::default()
    };
    Ok(NewArticle { key: text("key").to_owned(), arrived: now, article })
}
