//! What other reports of a story say, beside the text and the facts of one: whole screens.

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
    let is_marked = |scene: &Scene| text(scene).lines().any(|row| row.contains("●!"));
    assert!(!is_marked(&scene), "{}", text(&scene));
    scene.press(&["c", "q"]);
    assert!(is_marked(&scene), "{}", text(&scene));
    scene.press(&["c", "x", "q"]);
    assert!(!is_marked(&scene), "{}", text(&scene));
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
