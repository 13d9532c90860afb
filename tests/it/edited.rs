//! Articles that were edited: that it is said, what was changed, and the way back.

use dateline::app::message::Message;
use dateline::app::side::Group;
use dateline::config::{Charset, Depth};
use dateline::news::FeedId;
use jiff::civil::date;

use crate::scene::{Scene, skin};
use crate::screens::{text, text_and_looks};
use crate::sources::{answered, new_article, subscribe};

const FIRST: &str = "The council passed its budget on Thursday, seven to four.\n\nThe levy rises by 2.4 per cent. \
    A first reading is set for July.\n\nThe mayor was not there.";
const SECOND: &str = "The council passed its budget on Thursday, seven to four.\n\nThe levy rises by 2.6 per cent. \
    A first reading is set for July.";
const THIRD: &str = "The council passed its budget on Thursday, eight to three.\n\nThe levy rises by 2.6 per cent. \
    A first reading is set for July.\n\nThis report was corrected.";

/// A feed whose one article was edited twice.
fn edited(size: (u16, u16)) -> Scene {
    Scene::filled(size, |library| {
        let feed = subscribe(library, "City Gazette", "", 0);
        take_in(library, feed, "Council passes budget", FIRST, 3_000);
        take_in(library, feed, "Council passes budget", SECOND, 60_000);
        take_in(library, feed, "Council passes its budget", THIRD, 100_000);
    })
}

fn take_in(
    library: &mut dateline::store::Library,
    feed: FeedId,
    title: &str,
    words: &str,
    at: i64,
) {
    let mut article = new_article("budget", title, words, 3_000);
    article.arrived = crate::sources::moment(at);
    library.take_in(feed, &[article], &answered(at), &[], date(2024, 6, 21)).expect("a store");
}

#[test]
fn an_edited_article_says_so_and_shows_what_was_changed() {
    let mut scene = edited((80, 24));
    scene.press(&["Enter"]);
    insta::assert_snapshot!("edited_80x24", text(&scene));
    scene.press(&["d"]);
    insta::assert_snapshot!("changes_80x24", text(&scene));
    scene.press(&["gv"]);
    insta::assert_snapshot!("older_changes_80x24", text(&scene));
}

#[test]
fn changes_at_other_sizes() {
    for (columns, rows) in [(120, 40), (40, 20)] {
        let mut scene = edited((columns, rows));
        scene.press(&["Enter", "d"]);
        insta::assert_snapshot!(format!("changes_{columns}x{rows}"), text(&scene));
    }
}

#[test]
fn changes_are_told_without_colour() {
    let mut scene = edited((80, 24));
    scene.press(&["Enter", "d"]);
    scene.skin = skin("dark", Depth::Sixteen, Charset::Unicode);
    insta::assert_snapshot!("changes_16_colours", text_and_looks(&scene));
    scene.skin = skin("dark", Depth::Mono, Charset::Ascii);
    insta::assert_snapshot!("changes_mono_ascii", text_and_looks(&scene));
}

#[test]
fn the_article_comes_back_where_the_reader_was() {
    let mut scene = edited((80, 24));
    scene.press(&["Enter", "j", "j"]);
    let before = text(&scene);
    for back in [&["d", "d"][..], &["d", "q"], &["d", "gv", "gv"]] {
        scene.press(back);
        assert!(!scene.app.reader.is_aside());
        assert_eq!(text(&scene), before, "after {back:?}");
    }
    scene.press(&["d"]);
    assert!(scene.app.reader.is_aside());
    scene.press(&["]"]);
    assert!(!scene.app.reader.is_aside(), "facts stand in the article itself");
}

#[test]
fn an_article_that_was_never_edited_says_so() {
    let mut scene = Scene::bundled((80, 24));
    scene.press(&["Enter", "d"]);
    assert!(text(&scene).contains("has not been changed"), "{}", text(&scene));
}

#[test]
fn the_whole_article_is_asked_for_and_the_feeds_own_text_is_one_key_back() {
    let mut scene = edited((80, 24));
    scene.press(&["Enter", "x"]);
    let id = scene.app.reader.id().expect("an article");
    assert_eq!(scene.asked.pop(), Some(dateline::app::message::Effect::Whole(id)));
    let whole = new_article("budget", "x", "The whole report, with much more in it.", 0).article;
    scene.library().replace_body(id, &whole, crate::sources::moment(110_000)).expect("a store");
    scene.send(dateline::app::message::Message::Replaced(id));
    assert!(text(&scene).contains("The whole report"), "{}", text(&scene));
    assert!(text(&scene).contains("from its page"), "{}", text(&scene));
    scene.press(&["x"]);
    assert!(text(&scene).contains("eight to three"), "{}", text(&scene));
    scene.press(&["x"]);
    assert!(text(&scene).contains("The whole report"), "{}", text(&scene));
}

/// A feed whose article was opened, and edited after that; what was opened is shown again.
fn opened_and_edited(size: (u16, u16)) -> Scene {
    let mut feed = None;
    let mut scene = Scene::filled(size, |library| {
        let new = subscribe(library, "City Gazette", "", 0);
        take_in(library, new, "Council passes budget", FIRST, 3_000);
        feed = Some(new);
    });
    scene.press(&["Enter"]);
    let id = scene.app.reader.id().expect("an article");
    let feed = feed.expect("a feed");
    take_in(scene.library(), feed, "Council passes its budget", SECOND, 60_000);
    take_in(scene.library(), feed, "Council passes its budget", THIRD, 100_000);
    scene.send(Message::Replaced(id));
    scene
}

#[test]
fn what_is_new_and_gone_since_an_article_was_opened_stands_in_the_panel() {
    let mut scene = opened_and_edited((120, 40));
    insta::assert_snapshot!("renewed_120x40", text(&scene));
    let items = scene.app.side.items();
    let new: Vec<&str> = items.iter().filter(|i| i.is_new).map(|i| i.label.as_str()).collect();
    let gone: Vec<&str> =
        items.iter().filter(|i| i.group == Group::Gone).map(|i| i.label.as_str()).collect();
    assert_eq!((new, gone), (vec!["2.6 %"], vec!["2.4 %"]));
    scene.press(&["Tab", "G"]);
    insta::assert_snapshot!("renewed_chosen_120x40", text(&scene));
    scene.press(&["x"]);
    assert!(scene.asked.is_empty(), "what is gone cannot be called wrong: {:?}", scene.asked);
    scene.press(&["Enter"]);
    assert!(scene.app.reader.is_aside(), "{}", text(&scene));
}

#[test]
fn an_article_that_was_edited_before_it_was_opened_has_nothing_new() {
    let mut scene = edited((120, 40));
    scene.press(&["Enter"]);
    assert!(scene.app.side.items().iter().all(|i| !i.is_new && i.group != Group::Gone));
}

#[test]
fn what_is_new_fits_small_screens_and_needs_no_colour() {
    let mut scene = opened_and_edited((80, 24));
    scene.press(&["Tab", "G"]);
    scene.skin = skin("dark", Depth::Mono, Charset::Ascii);
    insta::assert_snapshot!("renewed_mono_ascii", text_and_looks(&scene));
}
