//! The articles that come with the program, so that every command has something to work on.
//!
//! They were made by [`super::plain`] from the texts that stand beside them in `data/articles`; a test proves it. Only
//! the day and the language were added, which no reader could tell from the text.

use super::json;
use crate::news::Article;

const FILES: [&str; 2] = [
    include_str!("../../data/articles/rks-news.json"),
    include_str!("../../data/articles/efe-nyt.json"),
];

/// The bundled articles, in the order they are listed.
#[allow(clippy::missing_panics_doc, reason = "a test reads the files that are compiled in")]
pub fn bundled() -> Vec<Article> {
    let read = |text| json::read(text).expect("a test reads the bundled files").articles;
    FILES.into_iter().flat_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Hint, read};
    use crate::news::json::article_json;
    use crate::news::{BlockKind, Marks, Moment};
    use crate::text::Prose;

    const RAW: [&str; 2] = [
        include_str!("../../data/articles/rks-news.txt"),
        include_str!("../../data/articles/efe-nyt.txt"),
    ];

    /// What the reader makes of a raw text, with what only its metadata can say.
    fn from_raw(raw: &str) -> Article {
        let mut reading = read(raw.as_bytes(), &Hint::default()).expect("an article");
        assert_eq!((reading.articles.len(), reading.problems.len()), (1, 0));
        let mut article = reading.articles.remove(0);
        article.published = Moment::parse("2024-06-20");
        article.language = Some(Prose::line("en"));
        article
    }

    #[test]
    fn the_bundled_articles_are_what_the_reader_makes_of_their_texts() {
        let bundled = bundled();
        for (at, raw) in RAW.into_iter().enumerate() {
            let made = from_raw(raw);
            let json = serde_json::to_string_pretty(&article_json(&made, Marks::default(), true));
            let json = json.expect("JSON");
            assert_eq!(Some(&made), bundled.get(at), "data/articles should hold\n{json}");
        }
    }

    #[test]
    fn the_first_names_its_outlet_and_loses_its_furniture() {
        let article = &bundled()[0];
        assert_eq!(article.title.as_str(), "Putin signed dozens of agreements with Vietnam");
        assert_eq!(article.outlet.as_deref(), Some("RKS News"));
        assert_eq!(article.source().as_deref(), Some("RKS News"));
        let debris: Vec<&str> = article.debris.iter().map(Prose::as_str).collect();
        assert_eq!(
            debris,
            ["RKS NEWS", "RKS NEWS 4 Min Read", "4 Min Read", "Share this Post", "Leave a Comment"]
        );
        assert!(article.body.blocks().iter().all(|b| b.kind == BlockKind::Paragraph));
        assert_eq!(article.body.blocks().len(), 15);
        assert!(article.body.text().starts_with("Russian President Vladimir Putin signed"));
        assert!(article.body.text().ends_with("efforts to diversify supplies."));
    }

    #[test]
    fn the_second_names_its_sources_and_tells_its_captions_once() {
        let article = &bundled()[1];
        assert_eq!(article.outlet, None);
        assert_eq!(article.source().as_deref(), Some("EFE, The New York Times"));
        let of = |kind| {
            let blocks = article.body.blocks().iter().filter(move |b| b.kind == kind);
            blocks.map(|b| article.body.slice(b.span)).collect::<Vec<_>>()
        };
        assert_eq!(
            of(BlockKind::Heading),
            ["Putin in North Korea", "Why did Putin travel to Vietnam?"]
        );
        assert_eq!(
            of(BlockKind::Caption),
            [
                "Vladimir Putin and the President of Vietnam, To Lam pose for photographers in Hanoi.",
                "Russian President Vladimir Putin and North Korean leader Kim Jogn Un in an Aurus limousine in Pyongyang.",
                "Putin arrived early in Vietnam hoping to shore up crucial partnerships in the region.",
            ]
        );
        let credits: Vec<_> =
            article.body.blocks().iter().filter_map(|b| b.credit.as_deref()).collect();
        assert_eq!(credits, ["AP", "EFE", "Reuters"]);
        let debris: Vec<&str> = article.debris.iter().map(Prose::as_str).collect();
        assert_eq!(
            debris,
            [
                "Putin arrived early in Vietnam hoping to shore up crucial partnerships in the region. Photo: Reuters",
                "With information from EFE and The New York Times",
            ]
        );
        assert!(
            article.body.text().contains("statement byto “deepen”"),
            "mistakes are the outlet's own"
        );
    }

    #[test]
    fn every_word_of_the_texts_is_kept_somewhere() {
        for (raw, article) in RAW.into_iter().zip(bundled()) {
            let mut kept = vec![article.title.to_string(), article.body.text().to_owned()];
            for block in article.body.blocks() {
                kept.extend(block.credit.as_deref().map(|credit| format!("Photo: {credit}")));
            }
            kept.extend(article.debris.iter().map(ToString::to_string));
            let count = |text: &str| {
                let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
                words.sort();
                words
            };
            assert_eq!(
                count(&kept.join("\n")),
                count(&raw.replace("ReutersPutin", "Reuters Putin"))
            );
        }
    }
}
