//! Whatever bytes stand in the file, what comes out is clean text and nothing panics.

use proptest::prelude::*;
use rusqlite::{Connection, params};

use super::{TODAY, add, full_article, query, shelf, store};
use crate::news::{ArticleId, Facts};
use crate::store::{Library, Shelf};

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let text = any::<String>().prop_map(String::into_bytes);
    prop_oneof![prop::collection::vec(any::<u8>(), 0..40), text]
}

/// A connection that knows nothing of the store's rules.
fn edit(library: &Library) -> Connection {
    Connection::open(library.path()).expect("opened")
}

/// Everything that a screen may show of an article.
fn shown(shelf: &Shelf, id: ArticleId) -> Vec<String> {
    let mut all = Vec::new();
    for row in shelf.first(&query(""), TODAY, 9).expect("a list") {
        all.extend([row.title.to_string(), row.source.map(|s| s.to_string()).unwrap_or_default()]);
    }
    let hits = shelf.search(&query("report"), TODAY, 9).expect("hits");
    all.extend(hits.into_iter().map(|hit| hit.snippet.to_string()));
    let mut each =
        |_: ArticleId, source: &str, title: &str| all.extend([source.into(), title.into()]);
    shelf.titles(&query("sort:outlet"), TODAY, &mut each).expect("titles");
    all.extend(shelf.outlets().expect("outlets").into_iter().map(|(name, _)| name.to_string()));
    if let Some(article) = shelf.article(id).expect("it reads") {
        all.extend(article.link.as_ref().map(ToString::to_string));
        // Lines end, and cells of tables are parted.
        all.push(article.body.text().replace(['\n', '\t'], " "));
        let lines = [article.authors, article.tags, article.credits, article.debris].concat();
        all.extend(lines.iter().map(|line| line.replace('\n', " ")));
    }
    all
}

#[test]
fn the_longest_queries_can_be_asked() {
    let (dir, mut library) = store();
    add(&mut library, vec![full_article()]);
    let shelf = shelf(&dir);
    let lines = [
        "report ".repeat(100),
        "-absent ".repeat(100),
        "outlet:tide -title:absent ".repeat(50),
        format!("\"{}\"", "report the ".repeat(20_000)),
    ];
    for (line, found) in lines.iter().zip([1, 1, 1, 0]) {
        let query = query(line);
        assert_eq!(shelf.ids(&query, TODAY).expect("ids").len(), found);
        assert_eq!(shelf.search(&query.and(&query), TODAY, usize::MAX).expect("hits").len(), found);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_edited_article_is_clean_or_left_out(raw in bytes(), other in bytes(), number: i64) {
        let (dir, mut library) = store();
        let id = add(&mut library, vec![full_article()])[0];
        edit(&library).execute(
            "UPDATE article SET title = CAST(?1 AS TEXT), source = CAST(?2 AS TEXT), link = CAST(?1 AS TEXT),
                 authors = CAST(?1 AS TEXT), tags = CAST(?2 AS TEXT), language = CAST(?1 AS TEXT),
                 published = ?3, updated = ?3, words = ?3, at = ?3, rank = ?3",
            params![raw, other, number],
        ).expect("edited");
        edit(&library).execute("UPDATE feed SET source = CAST(?1 AS TEXT), title = CAST(?1 AS TEXT)", params![raw])
            .expect("edited");
        edit(&library).execute("UPDATE body SET codec = 0, text = CAST(?1 AS TEXT), parts = ?2", params![other, raw])
            .expect("edited");
        let shown = shown(&shelf(&dir), id);
        prop_assert!(!shown.concat().chars().any(char::is_control), "{shown:?}");
    }

    #[test]
    fn edited_bodies_and_facts_are_none_or_whole(raw in bytes(), codec in 0..3i64) {
        let (dir, mut library) = store();
        let id = add(&mut library, vec![full_article()])[0];
        library.keep_facts(id, 1, &Facts::default()).expect("kept");
        edit(&library).execute("UPDATE body SET codec = ?1, text = ?2, parts = ?2", params![codec, raw])
            .expect("edited");
        edit(&library).execute("UPDATE facts SET facts = ?1", params![raw]).expect("edited");
        let shelf = shelf(&dir);
        shelf.facts(id, 1).expect("it reads");
        shelf.article(id).expect("it reads");
        shelf.search(&query("report"), TODAY, 9).expect("hits");
    }

    #[test]
    fn any_query_can_be_asked(text in any::<String>(), words in "\\PC{0,12}") {
        let (dir, mut library) = store();
        add(&mut library, vec![full_article()]);
        let shelf = shelf(&dir);
        let asked = format!("\"{}\" title:\"{}\" -\"{words}\"", text.replace('"', ""), words.replace('"', "\"\""));
        for line in [text.as_str(), &words, &asked] {
            if let Ok(query) = crate::news::query::Query::parse(line, TODAY) {
                shelf.ids(&query, TODAY).expect("ids");
                shelf.search(&query, TODAY, 3).expect("hits");
            }
        }
    }
}
