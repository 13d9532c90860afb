//! What the reader has called wrong stays so.

use super::{TODAY, add, article, exported, moment, query, shelf, store};
use crate::news::watch::Watch;
use crate::news::{ArticleId, Dismissal, Entity, Fact, FactKind, Facts, NotSame, Span};
use crate::store::{Library, NewArticle, Refused};

const ENGINE: u32 = 1;

fn wrong() -> Dismissal {
    Dismissal::new(FactKind::Org, ["Council", "the council"])
}

/// One name in the text of [`article`], which stands in it at "the council".
fn found(text: &str) -> Facts {
    let start = text.find("the council").expect("the words stand in the text");
    let span = Span::new(start, start + "the council".len());
    let fact = Fact {
        kind: FactKind::Org,
        span,
        value: None,
        entity: Some(0),
        speaker: None,
        certainty: 1.0,
        inferred: false,
        claim: None,
        weight: 1.0,
    };
    let entity =
        Entity { kind: FactKind::Org, name: "Council".into(), role: None, mentions: vec![span] };
    Facts { facts: vec![fact], entities: vec![entity], brief: vec![] }
}

fn keep(library: &mut Library, id: ArticleId, engine: u32) {
    let text = article("Budget", "Tide", "2024-06-19").body.text().to_owned();
    library.keep_facts(id, engine, &found(&text)).expect("kept");
}

fn one() -> (tempfile::TempDir, Library, ArticleId) {
    let (dir, mut library) = store();
    let ids = add(&mut library, vec![article("Budget", "Tide", "2024-06-19")]);
    keep(&mut library, ids[0], ENGINE);
    (dir, library, ids[0])
}

#[test]
fn a_wrong_fact_is_gone_until_it_is_undone_whoever_asks() {
    let (dir, mut library, id) = one();
    let facts =
        |engine| shelf(&dir).facts(id, engine).expect("it reads").expect("facts").facts.len();
    assert_eq!(facts(ENGINE), 1);
    assert!(library.dismiss(id, &wrong(), true).expect("kept"));
    assert!(!library.dismiss(id, &wrong(), true).expect("kept already"));
    assert_eq!(facts(ENGINE), 0);
    keep(&mut library, id, ENGINE + 1);
    assert_eq!(facts(ENGINE + 1), 0, "a newer engine finds it again, and it stays wrong");
    drop(library);
    let mut again = Library::open(dir.path()).expect("the store opens");
    assert_eq!(facts(ENGINE + 1), 0, "it is in the file");
    let undone = again.undo().expect("undone").expect("a step");
    assert_eq!(undone.dismissed.len(), 1);
    assert_eq!(facts(ENGINE + 1), 1);
    again.redo().expect("done again").expect("a step");
    assert_eq!(facts(ENGINE + 1), 0);
}

#[test]
fn it_goes_with_its_article_and_is_not_kept_of_one_that_is_not_there() {
    let (dir, mut library, id) = one();
    assert!(!library.dismiss(ArticleId(99), &wrong(), true).expect("passed over"));
    library.dismiss(id, &wrong(), true).expect("kept");
    library.call_not_same("org 1:council 2:council", id, true).expect("kept");
    assert_eq!(shelf(&dir).refused().expect("counts"), Refused { facts: 1, not_same: 1 });
    library.connection().execute("DELETE FROM article", []).expect("gone");
    assert_eq!(shelf(&dir).refused().expect("counts"), Refused::default());
}

#[test]
fn what_is_not_the_same_is_undone_like_a_mark() {
    let (dir, mut library, id) = one();
    let is_refused = || shelf(&dir).is_not_same("key").expect("it reads");
    assert!(library.call_not_same("key", id, true).expect("kept"));
    assert!(is_refused());
    library.undo().expect("undone").expect("a step");
    assert!(!is_refused());
}

#[test]
fn an_export_takes_it_along() {
    let (dir, mut library, id) = one();
    library.dismiss(id, &wrong(), true).expect("kept");
    let lines = exported(&shelf(&dir));
    let (other, mut into) = store();
    into.import(&lines).expect("imported");
    let there = shelf(&other);
    let id = there.ids(&query(""), TODAY).expect("ids")[0];
    assert_eq!(there.dismissed(id).expect("it reads"), [wrong()]);
}

#[test]
fn an_export_takes_along_what_is_not_the_same() {
    let (dir, mut library) = store();
    let both = || {
        vec![article("Budget", "Tide", "2024-06-19"), article("Budget again", "Ebb", "2024-06-20")]
    };
    let ids = add(&mut library, both());
    let thing = |one, other| {
        let said = [(one, "12 deals: all".to_owned()), (other, "eleven".to_owned())];
        NotSame::new(FactKind::Quantity, said)
    };
    library.call_not_same(&thing(ids[0], ids[1]).key(), ids[0], true).expect("kept");
    let lines = exported(&shelf(&dir));
    // Where it comes in the articles have other numbers.
    let (other, mut into) = store();
    add(&mut into, vec![article("Other", "Wire", "2024-06-18")]);
    let imported = into.import(&lines).expect("imported");
    assert!(imported.refused.is_empty(), "{lines:#?}");
    let there = shelf(&other);
    let new: Vec<ArticleId> = there.ids(&query("title:Budget"), TODAY).expect("ids");
    assert_eq!(new.len(), 2);
    let (tide, ebb) = (new[1], new[0]);
    assert!(there.is_not_same(&thing(tide, ebb).key()).expect("it reads"));
    let halves: Vec<String> = lines
        .iter()
        .filter(|line| !line.contains("\"Ebb\"") || line.contains("not_same"))
        .cloned()
        .collect();
    let (third, mut into) = store();
    assert!(into.import(&halves).expect("imported").refused.is_empty());
    assert_eq!(shelf(&third).refused().expect("counts"), Refused::default());
}

#[test]
fn it_holds_for_a_newer_text_of_the_article() {
    let (dir, mut library) = store();
    let new = |text: &str| NewArticle {
        key: "a".into(),
        arrived: moment("2024-06-19"),
        article: article(text, "Tide", "2024-06-19"),
    };
    let id = library.add(&[new("Budget")]).expect("stored")[0];
    library.dismiss(id, &wrong(), true).expect("kept");
    let newer = new("Budget of the year").article;
    assert!(library.replace_body(id, &newer, moment("2024-06-20")).expect("replaced"));
    library.keep_facts(id, ENGINE, &found(newer.body.text())).expect("kept");
    assert_eq!(shelf(&dir).facts(id, ENGINE).expect("it reads"), Some(Facts::default()));
}

#[test]
fn an_export_takes_along_what_is_watched_for() {
    let (dir, mut library) = store();
    let watch = Watch::parse("Novatek + place: Vietnam").expect("a watch");
    library.watch(&watch).expect("watched");
    let lines = exported(&shelf(&dir));
    let (other, mut into) = store();
    for _ in 0..2 {
        assert!(into.import(&lines).expect("imported").refused.is_empty());
        let watches = shelf(&other).watches().expect("it reads");
        assert_eq!(watches.iter().map(|it| &it.watch).collect::<Vec<_>>(), [&watch]);
    }
    let strange = ["{\"type\":\"watch\"}", "{\"type\":\"watch\",\"watch\":\" + \"}"];
    assert_eq!(into.import(&strange).expect("imported").refused, [0, 1]);
}
