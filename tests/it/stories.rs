//! What other reports of a story say, beside the text and the facts of one: whole screens.

use dateline::app::message::Message;
use dateline::news::{Article, Body, FactKind, Moment};
use dateline::text::Prose;

use crate::scene::Scene;
use crate::screens::text;

#[test]
fn what_others_report_stands_beside_the_text_and_the_facts() {
    for size in [(120, 40), (80, 24), (40, 20)] {
        let mut scene = Scene::bundled(size);
        scene.press(&["Enter"]);
        insta::assert_snapshot!(format!("margins_{}x{}", size.0, size.1), text(&scene));
    }
}

#[test]
fn what_is_refused_counts_no_longer_until_it_is_taken_back() {
    let mut scene = Scene::bundled((120, 40));
    scene.press(&["c"]);
    assert!(text(&scene).contains("! 1 contradicts"));
    scene.press(&["x"]);
    insta::assert_snapshot!("refused_120x40", text(&scene));
    scene.press(&["q", "c"]);
    assert!(!text(&scene).contains("! 1 contradicts"), "it was kept");
    scene.press(&["q", "B"]);
    assert!(!text(&scene).contains("against"), "nor is it told in the briefing");
    scene.press(&["q", "c", "x", "q", "c"]);
    assert!(text(&scene).contains("! 1 contradicts"));
}

#[test]
fn a_story_is_marked_once_it_is_known_to_be_contradicted() {
    let mut scene = Scene::bundled((120, 40));
    scene.press(&["S"]);
    let is_marked = |scene: &Scene| text(scene).lines().any(|row| row.contains("… ! │"));
    assert!(!is_marked(&scene), "{}", text(&scene));
    scene.press(&["c", "q"]);
    assert!(is_marked(&scene), "{}", text(&scene));
    scene.press(&["c", "x", "q"]);
    assert!(!is_marked(&scene), "{}", text(&scene));
}

#[test]
fn a_wrong_fact_is_gone_from_panel_text_and_margin_until_it_is_undone() {
    for size in [(120, 40), (80, 24), (40, 20)] {
        let mut scene = Scene::bundled(size);
        scene.press(&["Enter", "l", "}"]);
        let before = text(&scene);
        let name = scene.app.side.item().expect("a fact").label.clone();
        scene.press(&["x"]);
        let is_there = |scene: &Scene| {
            let facts = scene.app.reader.facts().expect("facts");
            facts.entities.iter().any(|entity| entity.name == name)
        };
        assert!(!is_there(&scene), "{name}\n{}", text(&scene));
        insta::assert_snapshot!(format!("dismissed_{}x{}", size.0, size.1), text(&scene));
        scene.press(&["u", "Esc"]);
        assert!(is_there(&scene), "{}", text(&scene));
        scene.press(&["h", "l"]);
        assert_eq!(text(&scene), before);
        scene.press(&["C-r", "h", "h", "j", "Enter", "h", "k", "Enter", "l"]);
        assert!(!is_there(&scene), "it stays so when the article is opened again");
    }
}

#[test]
fn what_a_comparison_calls_not_the_same_is_undone_like_a_mark() {
    let mut scene = Scene::bundled((120, 40));
    scene.press(&["c", "x"]);
    assert!(!text(&scene).contains("! 1 contradicts"), "{}", text(&scene));
    scene.press(&["u"]);
    assert!(text(&scene).contains("! 1 contradicts"), "{}", text(&scene));
}

#[test]
fn a_fact_is_watched_for_and_its_articles_are_listed() {
    for size in [(120, 40), (80, 24), (40, 20)] {
        let mut scene = Scene::bundled(size);
        scene.press(&["Enter", "l", "}", "w"]);
        insta::assert_snapshot!(format!("watch_{}x{}", size.0, size.1), text(&scene));
        scene.press(&["Enter", "W"]);
        insta::assert_snapshot!(format!("watches_{}x{}", size.0, size.1), text(&scene));
        scene.press(&["Enter"]);
        assert_eq!(scene.app.list.ids().len(), 2, "{}", text(&scene));
        scene.press(&["W", "C-x", "W"]);
        assert!(text(&scene).contains("Nothing is watched for"), "{}", text(&scene));
    }
}

#[test]
fn an_article_leaves_its_story_and_comes_back_to_it() {
    let mut scene = Scene::bundled((120, 40));
    let stories = |scene: &mut Scene| {
        scene.press(&["S"]);
        let count = scene.app.list.count();
        scene.press(&["S"]);
        count
    };
    let before = stories(&mut scene);
    scene.press(&["gg", "g-"]);
    assert_eq!(stories(&mut scene), before + 1, "{}", text(&scene));
    scene.press(&["u"]);
    assert_eq!(stories(&mut scene), before, "{}", text(&scene));
    scene.press(&["C-r", "gg", "v", "j", "g+"]);
    assert_eq!(stories(&mut scene), before, "{}", text(&scene));
}

#[test]
fn facts_that_are_not_sure_are_marked_or_left_out() {
    let mut scene = Scene::bundled((120, 40));
    scene.press(&["Enter", "l"]);
    let all = scene.app.side.items().len();
    let mut facts = scene.app.reader.facts().expect("facts").clone();
    let amounts = facts.facts.iter_mut().filter(|fact| fact.kind == FactKind::Money);
    let count = amounts.map(|fact| fact.certainty = 0.3).count();
    assert!(count > 0);
    let id = scene.app.reader.id().expect("an article");
    scene.send(Message::Annotated(id, facts));
    assert_eq!(scene.app.side.items().len(), all);
    assert_eq!(text(&scene).matches("?USD").count(), count, "{}", text(&scene));
    scene.press(&["F"]);
    assert_eq!(scene.app.side.items().len(), all - count);
    assert!(!text(&scene).contains("USD"), "{}", text(&scene));
    scene.press(&["F"]);
    assert_eq!(text(&scene).matches("?USD").count(), count);
}

#[test]
fn a_view_without_rows_says_why_it_is_empty() {
    for size in [(120, 40), (40, 20)] {
        let mut scene = copied(size);
        scene.press(&["gq"]);
        let shown = text(&scene);
        assert!(shown.contains("Nobody is quoted in these reports."), "{shown}");
    }
}

/// One agency text in three outlets, and another report.
fn copied(size: (u16, u16)) -> Scene {
    const WIRE: &str = "The ferry Linnea ran aground off Skarholm on Monday with 212 people aboard, the coast guard said. All were \
        brought ashore before noon, and nobody was hurt. Divers are to look at the hull on Tuesday, the company Nordlinjen said. \
        The ferry had left Skarholm for Vik at seven in the morning. The wind had been strong for two days, and the harbour had \
        been closed on Sunday. The master, who has sailed for the company for twenty years, said the rudder had not answered. \
        A tug from Vik is to pull the ferry free at high water. Nordlinjen has three ferries on the line and sails with two of them \
        until the hull has been looked at, which will take until the end of the week.";
    let article = |outlet: &str, title: &str, text: &str| Article {
        outlet: Some(Prose::line(outlet)),
        title: Prose::line(title),
        published: Moment::parse("2024-06-20T10:00:00Z"),
        body: Body::verbatim(text),
        ..Article::default()
    };
    let articles = [
        article("Coast Daily", "Ferry Linnea runs aground off Skarholm", WIRE),
        article("Harbour News", "Ferry Linnea runs aground off Skarholm", WIRE),
        article("Vik Ledger", "Ferry Linnea runs aground off Skarholm", WIRE),
        article(
            "Coast Daily",
            "Council passes its budget",
            "The council passed its budget, seven to four.",
        ),
    ];
    Scene::of(&articles, size)
}

#[test]
fn copies_stand_under_the_article_they_are_copies_of() {
    for size in [(120, 40), (80, 24), (40, 20)] {
        let mut scene = copied(size);
        assert_eq!(scene.app.list.ids().len(), 4);
        scene.app.list.request.folds = true;
        scene.press(&["1"]);
        assert_eq!(scene.app.list.ids().len(), 2, "{}", text(&scene));
        insta::assert_snapshot!(format!("copies_{}x{}", size.0, size.1), text(&scene));
        // Where the list is narrowed, the original may be left out.
        scene.press(&["F"]).type_text("outlet:vik").press(&["Enter"]);
        assert_eq!(scene.app.list.ids().len(), 1, "{}", text(&scene));
    }
}

#[test]
fn what_is_watched_for_is_marked_in_the_list_and_listed_by_itself() {
    let mut scene = Scene::bundled((80, 24));
    scene.press(&["W", "Esc", ":"]).type_text("watch").press(&["Enter"]);
    scene.type_text("person: Kim Jong Un").press(&["Enter", "1"]);
    assert!(text(&scene).contains('◇'), "{}", text(&scene));
    insta::assert_snapshot!("watched_80x24", text(&scene));
    scene.press(&["F"]).type_text("-is:watched").press(&["Enter"]);
    assert!(!text(&scene).contains('◇'), "{}", text(&scene));
}

#[test]
fn somebody_is_looked_for_in_other_articles() {
    let mut scene = Scene::bundled((120, 40));
    scene.press(&["Enter", "l", "}", "j", "gd", "Enter"]);
    let shown = text(&scene);
    assert!(shown.contains("Search"), "{shown}");
    scene.press(&["Enter"]);
    assert_eq!(scene.app.reader.id().map(|id| id.0), Some(2), "{}", text(&scene));
}
