//! What the state makes of messages that come in an awkward order.

use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;

use super::message::{Effect, Listing, Message, Opened, Timer, Which};
use super::*;
use crate::config::{KeyCode, Settings};
use crate::news::{
    Article, BlockKind, Body, BodyBuilder, FactKind, Facts, Headline, Marks, Moment, Span,
};
use crate::store::Version;
use crate::story::compare::{Standing, Status};
use crate::text::Prose;

fn headline(id: i64) -> Headline {
    Headline {
        id: ArticleId(id),
        source: None,
        title: Prose::line("A title"),
        published: None,
        came: None,
        minutes: 1,
        marks: Marks::default(),
        watched: false,
        copies: 0,
    }
}

fn opened(id: i64) -> Box<Opened> {
    let article = Article { id: Some(ArticleId(id)), ..Article::default() };
    Box::new(Opened { article, ..Opened::default() })
}

/// Three articles, the first of them shown.
fn started() -> App {
    let (keymap, _) = Settings::default().keymap(&|name| Command::from_name(name).is_some());
    let mut app = App::new(Options::default(), keymap, (120, 40), Zoned::default());
    let listing = Listing {
        ticket: Ticket(0),
        ids: (1..=3).map(ArticleId).collect(),
        rows: (1..=3).map(headline).collect(),
        selected: 0,
        counts: Counts::default(),
        stories: None,
    };
    update(&mut app, Message::Listed(listing));
    update(&mut app, Message::Opened(Ticket(0), Some(opened(1))));
    app
}

/// The question for an article among some effects.
fn asked(effects: &[Effect]) -> Option<(Ticket, ArticleId)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Open(ticket, id) => Some((*ticket, *id)),
        _ => None,
    })
}

#[test]
fn a_slow_article_that_is_opened_gets_the_keys_though_its_preview_was_due() {
    let mut app = started();
    update(&mut app, Message::Key(Key::char('j')));
    let effects = update(&mut app, Message::Key(KeyCode::Enter.into()));
    let (ticket, id) = asked(&effects).expect("a question");
    assert_eq!(asked(&update(&mut app, Message::Woke(Timer::Preview))), None);
    update(&mut app, Message::Opened(ticket, Some(opened(id.0))));
    assert_eq!((app.focus, app.reader.id()), (Pane::Reader, Some(ArticleId(2))));
}

#[test]
fn whoever_moves_on_from_a_slow_article_is_shown_the_next() {
    let mut app = started();
    update(&mut app, Message::Key(Key::char('j')));
    let effects = update(&mut app, Message::Key(KeyCode::Enter.into()));
    let (slow, _) = asked(&effects).expect("a question");
    update(&mut app, Message::Key(Key::char('h')));
    update(&mut app, Message::Key(Key::char('j')));
    let effects = update(&mut app, Message::Woke(Timer::Preview));
    let (ticket, id) = asked(&effects).expect("another question");
    update(&mut app, Message::Opened(slow, Some(opened(2))));
    update(&mut app, Message::Opened(ticket, Some(opened(id.0))));
    assert_eq!((app.focus, app.reader.id()), (Pane::List, Some(ArticleId(3))));
}

#[test]
fn whoever_goes_back_before_an_article_came_gets_the_one_that_is_selected() {
    let mut app = started();
    update(&mut app, Message::Key(Key::char('j')));
    let (late, id) = asked(&update(&mut app, Message::Woke(Timer::Preview))).expect("a question");
    update(&mut app, Message::Key(Key::char('k')));
    update(&mut app, Message::Opened(late, Some(opened(id.0))));
    assert_eq!(app.reader.id(), Some(ArticleId(2)));
    let (ticket, id) = asked(&update(&mut app, Message::Woke(Timer::Preview))).expect("another");
    update(&mut app, Message::Opened(ticket, Some(opened(id.0))));
    assert_eq!((app.reader.id(), app.list.selected()), (Some(ArticleId(1)), Some(ArticleId(1))));
}

#[test]
fn an_article_that_is_opened_is_not_exchanged_for_one_that_comes_late() {
    let mut app = started();
    update(&mut app, Message::Key(Key::char('j')));
    let effects = update(&mut app, Message::Key(KeyCode::Enter.into()));
    let (late, _) = asked(&effects).expect("a question");
    update(&mut app, Message::Key(Key::char('h')));
    update(&mut app, Message::Key(Key::char('k')));
    update(&mut app, Message::Key(KeyCode::Enter.into()));
    update(&mut app, Message::Opened(late, Some(opened(2))));
    assert_eq!((app.focus, app.reader.id()), (Pane::Reader, Some(ArticleId(1))));
}

#[test]
fn which_article_is_shown_is_kept_once_the_reader_rests() {
    let mut app = started();
    let effects = update(&mut app, Message::Woke(Timer::Place));
    assert!(effects.contains(&Effect::KeepSession(ArticleId(1))), "{effects:?}");
}

#[test]
fn facts_that_are_known_already_do_not_move_the_panel() {
    let mut app = started();
    let facts = Facts { brief: vec![Span::new(0, 4), Span::new(5, 9)], ..Facts::default() };
    let article =
        Article { id: Some(ArticleId(1)), body: Body::verbatim("One. Two."), ..Article::default() };
    let opened = Opened { article, facts: Some(facts.clone()), ..Opened::default() };
    app.reader.await_answer(Ticket(9));
    update(&mut app, Message::Opened(Ticket(9), Some(Box::new(opened))));
    app.side.select(1);
    update(&mut app, Message::Annotated(ArticleId(1), facts));
    assert_eq!(app.side.selected(), 1);
}

#[test]
fn keys_after_enter_mean_what_they_mean_in_the_text() {
    let mut app = started();
    update(&mut app, Message::Key(Key::char('j')));
    let effects = update(&mut app, Message::Key(KeyCode::Enter.into()));
    let (ticket, id) = asked(&effects).expect("a question");
    update(&mut app, Message::Key(KeyCode::Tab.into()));
    update(&mut app, Message::Opened(ticket, Some(opened(id.0))));
    assert_eq!((app.focus, app.reader.id()), (Pane::Facts, Some(ArticleId(2))));
}

#[test]
fn how_facts_stand_is_asked_once_an_article_is_read_and_an_older_answer_is_dropped() {
    let contradicted = || Standing {
        span: Span::new(2, 5),
        kind: FactKind::Quantity,
        status: Status::Contradict,
        others: 1,
        why: "why".to_owned(),
    };
    let mut app = started();
    let weighing = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Weigh(ticket, id) => Some((*ticket, *id)),
            _ => None,
        })
    };
    let effects = update(&mut app, Message::Key(KeyCode::Enter.into()));
    assert_eq!(weighing(&effects), None, "others are not read while somebody leafs through");
    let (old, id) = weighing(&update(&mut app, Message::Woke(Timer::Weigh))).expect("a question");
    assert_eq!(id, ArticleId(1));
    let effects = update(&mut app, Message::Key(Key::char('J')));
    let (ticket, id) = asked(&effects).expect("another article");
    update(&mut app, Message::Weighed(old, vec![contradicted()]));
    assert!(app.reader.is_weighed(), "it is still shown");
    update(&mut app, Message::Opened(ticket, Some(opened(id.0))));
    let (new, id) = weighing(&update(&mut app, Message::Woke(Timer::Weigh))).expect("a question");
    assert_eq!(id, ArticleId(2));
    update(&mut app, Message::Weighed(old, vec![contradicted()]));
    assert!(!app.reader.is_weighed(), "that is about another article");
    update(&mut app, Message::Weighed(new, vec![contradicted()]));
    assert_eq!(app.reader.margin(Span::new(0, 9)), Some(Status::Contradict));
    assert_eq!(app.reader.margin(Span::new(5, 9)), None);
    assert!(app.is_contradicted(&[ArticleId(2)]) && !app.is_contradicted(&[ArticleId(3)]));
}

fn press(app: &mut App, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|c| update(app, Message::Key(Key::char(c)))).collect()
}

fn notice(app: &App) -> &str {
    app.notice.as_ref().map_or("", |notice| &notice.text)
}

#[test]
fn escape_gives_up_the_letters_a_list_is_narrowed_by_and_enter_keeps_them() {
    let mut app = started();
    press(&mut app, "/har");
    assert_eq!((&*app.list.request.fuzzy, app.list.request.keep), ("har", None));
    let effects = update(&mut app, Message::Key(KeyCode::Esc.into()));
    assert_eq!((&*app.list.request.fuzzy, app.list.request.keep), ("", Some(ArticleId(1))));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::List(..))), "{effects:?}");
    // They are not lost: they are offered, taken as they stand, or make room for others.
    press(&mut app, "/");
    assert_eq!(app.list.request.fuzzy, "");
    update(&mut app, Message::Key(KeyCode::Enter.into()));
    assert_eq!((app.list.request.fuzzy.as_str(), app.overlay.is_none()), ("har", true));
    update(&mut app, Message::Key(KeyCode::Esc.into()));
    assert_eq!(app.list.request.fuzzy, "", "in the list Esc clears what was kept, too");
    press(&mut app, "/o");
    update(&mut app, Message::Key(KeyCode::Esc.into()));
    press(&mut app, "/x");
    assert_eq!(app.list.request.fuzzy, "x");
}

#[test]
fn q_takes_back_what_narrows_the_list_before_it_quits() {
    let mut app = started();
    app.list.request.filter = "is:unread".to_owned();
    press(&mut app, "/har");
    update(&mut app, Message::Key(KeyCode::Enter.into()));
    for left in ["is:unread", ""] {
        let effects = press(&mut app, "q");
        assert!(!effects.contains(&Effect::Quit));
        assert_eq!((&*app.list.request.fuzzy, &*app.list.request.filter), ("", left));
    }
    assert!(press(&mut app, "q").contains(&Effect::Quit));
}

#[test]
fn a_walk_through_matches_says_where_it_is() {
    let mut app = started();
    let mut body = BodyBuilder::new();
    body.push(BlockKind::Paragraph, &Prose::line("One and one and one."), vec![]);
    let article = Article { id: Some(ArticleId(1)), body: body.finish(), ..Article::default() };
    let awaited = app.ticket();
    app.reader.await_answer(awaited);
    let opened = Box::new(Opened { article, ..Opened::default() });
    update(&mut app, Message::Opened(awaited, Some(opened)));
    app.focus = Pane::Reader;
    press(&mut app, "/one");
    update(&mut app, Message::Key(KeyCode::Enter.into()));
    assert_eq!(notice(&app), "3 matches: one");
    let said: Vec<String> = "nnnN"
        .chars()
        .map(|key| {
            press(&mut app, &key.to_string());
            notice(&app).to_owned()
        })
        .collect();
    assert_eq!(said, ["Match 2 of 3", "Match 3 of 3", "Match 1 of 3", "Match 3 of 3"]);
}

#[test]
fn keys_without_a_meaning_say_so_and_hide_nothing_else_that_is_said() {
    let mut app = started();
    press(&mut app, "ge");
    assert_eq!(notice(&app), "ge does nothing here; ? shows the keys.");
    app.warn("The disk is full.");
    press(&mut app, "e");
    assert_eq!(notice(&app), "The disk is full.");
}

#[test]
fn without_an_article_commands_say_so() {
    let (keymap, _) = Settings::default().keymap(&|name| Command::from_name(name).is_some());
    let mut app = App::new(Options::default(), keymap, (120, 40), Zoned::default());
    for keys in ["m", "*", "L", "D", "T", "o", "y", "Y", "s", "x", "d", "c", "v", "]", "gq", "gt"] {
        assert_eq!(press(&mut app, keys), [], "{keys}");
        assert_eq!(notice(&app), "There is no article here.", "{keys}");
    }
    for keys in ["A", "gk", "gj"] {
        assert_eq!(press(&mut app, keys), [], "{keys}");
        assert_eq!(notice(&app), "There is nothing to mark.", "{keys}");
    }
}

/// How long the program waits before it fetches by itself what is due so soon.
fn waits(app: &mut App, rest: Option<Duration>) -> Option<Duration> {
    let effects = update(app, Message::NextDue(rest));
    effects.iter().find_map(|effect| match effect {
        Effect::After(wait, Timer::Due) => Some(*wait),
        _ => None,
    })
}

#[test]
fn feeds_that_are_always_due_are_asked_once_a_minute_at_most() {
    let mut app = started();
    let hour = Duration::from_secs(3_600);
    assert_eq!(waits(&mut app, Some(Duration::ZERO)), None, "nobody wants that");
    app.options.auto_refresh = true;
    assert_eq!(waits(&mut app, None), None, "nothing is ever due");
    // What was due before the start comes soon, but behind the first screen.
    let first = waits(&mut app, Some(Duration::ZERO)).expect("a wait");
    assert!(first > Duration::ZERO && first < Duration::from_secs(60), "{first:?}");
    for _ in 0..3 {
        let effects = update(&mut app, Message::Woke(Timer::Due));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Refresh(Which::Due))));
        let wait = waits(&mut app, Some(Duration::ZERO)).expect("a wait");
        assert!(wait >= Duration::from_secs(60), "{wait:?}");
        assert_eq!(waits(&mut app, Some(hour)), Some(hour));
    }
}

/// A text of an article that came at some hour.
fn text_of(number: u32, text: &str) -> Version {
    let mut body = BodyBuilder::default();
    body.push(BlockKind::Paragraph, &Prose::text(text), vec![]);
    let article = Article { id: Some(ArticleId(1)), body: body.finish(), ..Article::default() };
    let seen = Moment::parse("2026-01-02T03:04:05Z").expect("a moment");
    Version { number, seen, article }
}

#[test]
fn an_edit_under_the_reader_is_shown_and_the_new_text_stands_afterwards() {
    let mut app = started();
    update(&mut app, Message::Key(KeyCode::Enter.into()));
    // The article that was opened knows of no other text: the store does.
    assert!(press(&mut app, "d").iter().any(|e| matches!(e, Effect::Versions(ArticleId(1)))));
    let texts = vec![text_of(1, "Eleven deals."), text_of(2, "Twelve deals.")];
    update(&mut app, Message::Versions(ArticleId(1), texts));
    assert!(notice(&app).starts_with("Change 1 of 1"), "{}", notice(&app));
    assert!(notice(&app).ends_with(": 1 place"), "{}", notice(&app));
    assert_eq!(asked(&press(&mut app, "d")).map(|(_, id)| id), Some(ArticleId(1)));
}

#[test]
fn tags_are_parted_by_commas() {
    let mut app = started();
    press(&mut app, "T");
    let ids: Arc<[ArticleId]> = [ArticleId(1)].into();
    update(&mut app, Message::Tags(Arc::clone(&ids), vec![], vec![Prose::line("oil")]));
    press(&mut app, "world, oil");
    let set: Vec<String> = update(&mut app, Message::Key(KeyCode::Enter.into()))
        .iter()
        .filter_map(|effect| match effect {
            Effect::Tag(_, tag, true) => Some(tag.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(set, ["world", "oil"]);
}
