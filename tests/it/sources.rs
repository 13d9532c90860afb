//! The feeds view, what is done in it, and what a refresh shows.

use std::time::Duration;

use dateline::app::message::{Added, Effect, Message, Progress, Refreshed, Which};
use dateline::config::{Charset, Depth, Pane};
use dateline::news::{
    Article, BlockKind, BodyBuilder, Choices, FeedId, Moment, Source, Validators,
};
use dateline::store::{Library, NewArticle, Visit, VisitOutcome};
use dateline::text::{Link, Prose};
use jiff::civil::date;

use crate::scene::{Scene, skin};
use crate::screens::{text, text_and_looks};

/// An article that came at a second of 20 June 2024.
pub(crate) fn new_article(key: &str, title: &str, words: &str, second: i64) -> NewArticle {
    let mut body = BodyBuilder::new();
    for paragraph in words.split("\n\n") {
        body.push(BlockKind::Paragraph, &Prose::line(paragraph), vec![]);
    }
    let arrived = moment(second);
    let article = Article {
        title: Prose::line(title),
        link: Link::parse(&format!("https://example.org/{key}")).ok(),
        outlet: Some(Prose::line("City Gazette")),
        published: Some(arrived),
        body: body.finish(),
        ..Article::default()
    };
    NewArticle { key: key.to_owned(), arrived, article }
}

pub(crate) fn moment(second: i64) -> Moment {
    Moment::from_second(1_718_870_400 + second).expect("a moment")
}

fn visit(second: i64, outcome: VisitOutcome) -> Visit {
    Visit { at: moment(second), due: Some(moment(second + 60_000)), outcome }
}

pub(crate) fn answered(second: i64) -> Visit {
    let (title, site, language, validators) = (None, None, None, Validators::default());
    visit(second, VisitOutcome::Answered { title, site, language, validators })
}

/// Subscribes to a feed in a folder and takes articles in.
pub(crate) fn subscribe(library: &mut Library, name: &str, folder: &str, count: usize) -> FeedId {
    let address = format!("https://{}.example/feed.xml", name.to_lowercase().replace(' ', "-"));
    let source = Source::parse(&address).expect("a source");
    let choices = Choices { folder: Prose::line(folder), ..Choices::default() };
    let title = Prose::line(name);
    let (id, is_new) =
        library.subscribe(&source, Some(&title), &choices, moment(0)).expect("a store");
    assert!(is_new);
    let article = |n: usize| {
        let title = format!("{name}: article {n}");
        new_article(&format!("{name}-{n}"), &title, "Some words of it.", n as i64 * 60)
    };
    let articles: Vec<NewArticle> = (1..=count).map(article).collect();
    library.take_in(id, &articles, &answered(3_600), &[], date(2024, 6, 20)).expect("a store");
    id
}

/// Feeds in folders, one of which fails, and a tag.
fn filled(size: (u16, u16)) -> Scene {
    Scene::filled(size, |library| {
        subscribe(library, "City Gazette", "", 3);
        let wire = subscribe(library, "Wire North", "", 12);
        subscribe(library, "Nature", "Science", 2);
        subscribe(library, "Sky and Stars", "Science/Space", 5);
        let why = Prose::line("wire-north.example answered 503 (Service Unavailable)");
        for second in [4_000, 8_000] {
            library
                .note_visit(wire, &visit(second, VisitOutcome::Failed(why.clone())))
                .expect("noted");
        }
        let ids = [dateline::news::ArticleId(1)];
        library.tag(&ids, &Prose::line("budget"), true).expect("a tag");
    })
}

fn refreshing() -> Message {
    let at = Prose::line("example.org");
    Message::Refreshing(Progress { done: 37, total: 200, new: 12, at })
}

#[test]
fn the_feeds_view_at_all_sizes() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 20)] {
        let mut scene = filled((columns, rows));
        scene.press(&["0", "j", "j", "j", "j", "j", "j", "j", "j"]);
        insta::assert_snapshot!(format!("feeds_{columns}x{rows}"), text(&scene));
    }
}

#[test]
fn the_feeds_view_without_many_colours() {
    let mut scene = filled((80, 24));
    scene.press(&["0", "G", "k", "k"]);
    scene.skin = skin("dark", Depth::Sixteen, Charset::Unicode);
    insta::assert_snapshot!("feeds_16_colours", text_and_looks(&scene));
    scene.skin = skin("dark", Depth::Mono, Charset::Ascii);
    insta::assert_snapshot!("feeds_mono_ascii", text_and_looks(&scene));
}

#[test]
fn without_feeds_the_view_says_how_to_get_some() {
    let mut scene = Scene::filled((80, 24), |_| {});
    scene.press(&["0"]);
    insta::assert_snapshot!("feeds_none", text(&scene));
}

#[test]
fn enter_lists_a_feed_and_back_lists_all() {
    let mut scene = filled((100, 30));
    scene.press(&["0", "/"]).type_text("nature").press(&["Enter", "Enter"]);
    assert_eq!(scene.app.focus, Pane::List);
    assert_eq!(scene.app.list.ids().len(), 2);
    assert!(text(&scene).contains("dateline   Nature  2 articles"), "{}", text(&scene));
    scene.press(&["q"]);
    assert_eq!(scene.app.list.ids().len(), 22);
    scene.press(&["q"]);
    assert!(scene.ended);
}

#[test]
fn a_folder_lists_all_in_it_and_a_search_what_it_finds() {
    let mut scene = filled((100, 30));
    scene.press(&["0", "/"]).type_text("science").press(&["Enter", "Enter"]);
    assert_eq!(scene.app.list.ids().len(), 7);
    scene.press(&["0", "Esc", "gg", "j", "Enter"]);
    assert!(text(&scene).contains("Today, unread"), "{}", text(&scene));
    assert_eq!(scene.app.list.ids().len(), 0, "nothing is of that day");
    scene.press(&["0", "G", "Enter"]);
    assert_eq!(scene.app.list.ids().len(), 1, "the tag");
}

#[test]
fn folders_close_and_open() {
    let mut scene = filled((100, 30));
    scene.press(&["0", "gg", "j", "j", "j", "h"]);
    assert!(!text(&scene).contains("Sky and Stars"), "{}", text(&scene));
    scene.press(&["l"]);
    assert!(text(&scene).contains("Sky and Stars"));
}

#[test]
fn a_feed_is_renamed_moved_and_given_up_and_comes_back() {
    let mut scene = filled((100, 30));
    scene.press(&["0", "/"]).type_text("nature").press(&["Enter", "e", "C-u"]);
    scene.type_text("Natur").press(&["Enter"]);
    scene.press(&["M", "C-u"]).type_text("Wissen/Leben").press(&["Enter"]);
    let shown = text(&scene);
    assert!(
        shown.contains("Wissen") && shown.contains("Leben") && shown.contains("Natur "),
        "{shown}"
    );
    scene.press(&["/"]).type_text("natur").press(&["Enter", "D"]);
    assert!(text(&scene).contains("y / n: unsubscribe from Natur?"), "{}", text(&scene));
    scene.press(&["y", "Esc"]);
    assert!(!text(&scene).contains("Natur "));
    scene.press(&["q"]);
    assert_eq!(scene.app.list.ids().len(), 20);
    scene.press(&["u"]);
    assert_eq!(scene.app.list.ids().len(), 22);
}

#[test]
fn all_of_a_folder_is_marked_read_and_taken_back() {
    let mut scene = filled((100, 30));
    let unread = scene.app.counts.unread;
    scene.press(&["0", "/"]).type_text("science").press(&["Enter", "A"]);
    assert_eq!(scene.app.counts.unread, unread - 7);
    scene.press(&["u"]);
    assert_eq!(scene.app.counts.unread, unread);
}

#[test]
fn what_is_refreshed_is_what_is_selected() {
    let mut scene = filled((100, 30));
    scene.press(&["0", "/"]).type_text("science").press(&["Enter", "r"]);
    assert!(matches!(&scene.asked[..], [Effect::Refresh(Which::These(ids))] if ids.len() == 2));
    scene.send(Message::Refreshed(Refreshed::default()));
    scene.press(&["q", "q", "R"]);
    assert_eq!(scene.asked.pop(), Some(Effect::Refresh(Which::All)));
    scene.press(&["r"]);
    assert!(text(&scene).contains("going on already"), "{}", text(&scene));
    scene.press(&["Esc"]);
    assert_eq!(scene.asked.pop(), Some(Effect::StopRefresh));
    scene.send(Message::Refreshed(Refreshed { stopped: true, ..Refreshed::default() }));
    scene.press(&["r"]);
    assert!(matches!(scene.asked.pop(), Some(Effect::Refresh(Which::Of(_)))));
}

#[test]
fn a_refresh_shows_how_far_it_is() {
    for (columns, rows) in [(120, 40), (40, 20)] {
        let mut scene = filled((columns, rows));
        scene.press(&["R"]);
        scene.send(refreshing());
        let shown = text(&scene);
        insta::assert_snapshot!(
            format!("refreshing_{columns}x{rows}"),
            shown.lines().rev().nth(1).expect("a row of hints")
        );
    }
}

#[test]
fn what_comes_in_moves_neither_the_selection_nor_the_screen() {
    let mut scene = filled((100, 30));
    scene.press(&["j", "j", "j"]);
    let (selected, before) = (scene.app.list.selected(), text(&scene));
    let feed = FeedId(scene.app.feeds.sources().feeds.first().map_or(2, |feed| feed.id.0));
    let articles: Vec<NewArticle> =
        (0..9).map(|n| new_article(&format!("late-{n}"), "Late", "Words.", 40_000 + n)).collect();
    let taken = scene.library().take_in(feed, &articles, &answered(50_000), &[], date(2024, 6, 20));
    assert_eq!(taken.expect("a store").new.len(), 9);
    scene.send(Message::Arrived);
    assert_eq!(scene.app.list.selected(), selected);
    assert_eq!(scene.app.list.ids().len(), 31);
    let rows =
        |screen: &str| screen.lines().skip(1).take(27).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&text(&scene)), rows(&before));
}

#[test]
fn feeds_with_unread_articles_are_gone_through_with_one_key() {
    let mut scene = filled((100, 30));
    let listed = |scene: &Scene| {
        scene.app.list.request.within.as_ref().map(|listed| listed.name.to_string())
    };
    let mut names = Vec::new();
    for key in ["C-n", "C-n", "C-n", "C-n", "C-n", "C-p"] {
        scene.press(&[key]);
        names.extend(listed(&scene));
    }
    let expected =
        ["Nature", "Sky and Stars", "City Gazette", "Wire North", "Nature", "Wire North"];
    assert_eq!(names, expected);
    scene.press(&["A", "C-n", "C-p"]);
    assert_eq!(listed(&scene).as_deref(), Some("City Gazette"), "what is read is passed over");
}

#[test]
fn a_refresh_ends_with_a_sentence() {
    let mut scene = filled((100, 30));
    let failed = vec![(Prose::line("Wire North"), "answered 503".to_owned())];
    let all = Refreshed { feeds: 4, new: 3, failed, ..Refreshed::default() };
    scene.send(Message::Refreshed(all.clone()));
    assert!(text(&scene).contains("3 new articles in 4 feeds. Wire North: answered 503"));
    scene.press(&["Esc"]);
    let quiet = Refreshed { new: 0, by_itself: true, failed: vec![], ..all };
    scene.send(Message::Refreshed(quiet));
    assert!(!text(&scene).contains("Nothing new"), "nobody asked");
}

#[test]
fn a_feed_is_added_and_a_site_with_several_is_asked_about() {
    let mut scene = filled((100, 30));
    scene.press(&["a"]).type_text("example.org").press(&["Enter"]);
    assert_eq!(scene.asked.pop(), Some(Effect::Subscribe("example.org".to_owned())));
    let link = |path: &str| Link::parse(&format!("https://example.org/{path}")).expect("a link");
    let others =
        vec![(Prose::line("Sport"), link("sport.xml")), (Prose::default(), link("all.xml"))];
    let name = Prose::line("News");
    let added = Added { id: FeedId(9), name, is_new: true, articles: 5, others };
    scene.send(Message::Added(added));
    let said = scene.app.notice.as_ref().map(|notice| notice.text.clone());
    assert_eq!(said.as_deref(), Some("News is subscribed to: 5 articles."));
    insta::assert_snapshot!("feeds_of_a_site", text(&scene));
    scene.press(&["Enter"]);
    assert_eq!(
        scene.asked.pop(),
        Some(Effect::Subscribe("https://example.org/sport.xml".to_owned()))
    );
}

#[test]
fn offline_nothing_is_fetched() {
    let mut scene = filled((100, 30));
    scene.app = {
        let options = dateline::app::Options { offline: true, ..Default::default() };
        let (columns, rows) = scene.app.size;
        let keymap = scene.app.keymap.clone();
        dateline::app::App::new(options, keymap, (columns, rows), scene.app.now.clone())
    };
    scene.press(&["R", "Esc", "a"]);
    scene.send(Message::NextDue(Some(Duration::from_secs(1))));
    assert_eq!(scene.asked, []);
    assert!(text(&scene).contains("offline"), "{}", text(&scene));
}

#[test]
fn several_articles_are_marked_and_tagged_at_once() {
    let mut scene = filled((120, 40));
    scene.press(&["v", "j", "j"]);
    insta::assert_snapshot!("range", text_and_looks(&scene));
    let ids = scene.app.list.ids().clone();
    scene.press(&["*"]);
    let starred = |scene: &Scene| {
        ids.iter()
            .filter(|id| scene.app.list.row(**id).is_some_and(|row| row.marks.starred))
            .count()
    };
    assert_eq!(starred(&scene), 3);
    assert!(!scene.app.list.selects_range(), "the range has done its work");
    scene.press(&["u"]);
    assert_eq!(starred(&scene), 0);
    scene.press(&["v", "k", "T"]).type_text("council").press(&["Enter", "Esc", "Esc"]);
    scene.press(&["t"]).type_text("council");
    insta::assert_snapshot!("pick_tag", text(&scene));
    scene.press(&["Enter"]);
    assert_eq!(scene.app.list.ids().len(), 2);
}

#[test]
fn tags_are_set_taken_away_and_taken_back() {
    let mut scene = filled((80, 24));
    scene.press(&["T"]).type_text("new one");
    insta::assert_snapshot!("tags", text(&scene));
    scene.press(&["Enter", "Esc", "T"]);
    assert!(text(&scene).contains("new one"), "{}", text(&scene));
    scene.press(&["Esc", "u", "T"]);
    assert!(!text(&scene).contains("new one") || !text(&scene).contains("set"), "{}", text(&scene));
}

#[test]
fn the_chooser_of_filters_names_searches_folders_feeds_tags_and_outlets() {
    let mut scene = filled((100, 30));
    scene.press(&["0", "q", "f"]);
    insta::assert_snapshot!("filters", text(&scene));
}

#[test]
fn programs_are_refused_where_they_are_not_allowed() {
    let mut scene = filled((100, 30));
    scene.press(&["Enter", "|"]).type_text("cards").press(&["Enter"]);
    assert!(matches!(&scene.asked[..], [Effect::Send(..)]), "{:?}", scene.asked);
    scene.press(&["gb"]);
    assert!(text(&scene).contains("No program is set to keep bookmarks"), "{}", text(&scene));
}
