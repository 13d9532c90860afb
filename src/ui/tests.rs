//! Screens drawn from a state that is made by hand.

use jiff::Zoned;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::command::Command;
use crate::app::line::LineInput;
use crate::app::message::{Effect, Listing, Message, Opened, Ticket};
use crate::app::overlay::{Asked, Choice, Chooser, ChooserKind, Details, Hints, Question};
use crate::app::page::Typography;
use crate::app::{Options, update};
use crate::config::{Charset, Depth, Key, KeyCode, Settings, load_theme};
use crate::news::{Article, ArticleId, BlockKind, BodyBuilder};
use crate::store::Counts;
use crate::text::{Link, Prose};

pub(super) fn skin() -> Skin {
    let (theme, _) = load_theme("dark", std::path::Path::new(""));
    Skin {
        palette: theme.palette(Depth::Indexed),
        glyphs: Glyphs::choose(Charset::Unicode, false),
        ascii: false,
        ambiguous_wide: false,
        emoji_full: false,
        no_emoji: false,
    }
}

/// A paragraph with links at these bytes.
pub(super) fn article(text: &str, links: &[(usize, usize)]) -> Article {
    let mut body = BodyBuilder::new();
    let link = Link::parse("https://example.org/a").expect("an address");
    let links = links.iter().map(|(start, end)| (*start..*end, link.clone())).collect();
    body.push(BlockKind::Paragraph, &Prose::line(text), links);
    Article { id: Some(ArticleId(1)), body: body.finish(), ..Article::default() }
}

/// An article that is open, on a screen of that size.
pub(super) fn reading(article: Article, size: (u16, u16), justify: bool) -> App {
    let typography = Typography { measure: 72, hyphenate: false, justify };
    let options = Options { typography, ..Options::default() };
    let (keymap, _) = Settings::default().keymap(&|name| Command::from_name(name).is_some());
    let mut app = App::new(options, keymap, size, Zoned::default());
    let listing = Listing {
        ticket: Ticket(0),
        ids: [ArticleId(1)].into(),
        rows: vec![],
        selected: 0,
        counts: Counts::default(),
        stories: None,
    };
    update(&mut app, Message::Listed(listing));
    let opened = Opened { article, ..Opened::default() };
    update(&mut app, Message::Opened(Ticket(0), Some(Box::new(opened))));
    app.run(Command::Open);
    app
}

pub(super) fn screen(app: &App, skin: &Skin) -> Vec<String> {
    let (columns, rows) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(app, skin, &mut buffer);
    let rows = buffer.content.chunks(usize::from(columns));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect()).collect()
}

#[test]
fn what_a_terminal_draws_wide_against_the_count_is_folded() {
    let app = reading(article("“One” — two… × ± Да 漢", &[]), (40, 16), false);
    let narrow = screen(&app, &skin()).concat();
    assert!(narrow.contains("“One” — two… × ± Да 漢"), "{narrow}");
    let wide = screen(&app, &Skin { ambiguous_wide: true, ..skin() }).concat();
    assert!(wide.contains("\"One\" - two. x ~ Да 漢"), "{wide}");
}

#[test]
fn emoji_sequences_are_drawn_whole_where_that_is_wished() {
    let app = reading(article("Well 👍🏽 done", &[]), (40, 16), false);
    assert!(screen(&app, &skin()).concat().contains("Well 👍 done"));
    assert!(screen(&app, &Skin { emoji_full: true, ..skin() }).concat().contains("Well 👍🏽 done"));
}

#[test]
fn a_console_without_emoji_gets_signs_in_the_same_columns() {
    let app = reading(article("Well 👍🏽 😀, 🇻🇳 ❤ done", &[]), (40, 16), false);
    let (with, without) = (screen(&app, &skin()), screen(&app, &Skin { no_emoji: true, ..skin() }));
    assert!(without.concat().contains("Well +1 :), VN < done"), "{without:?}");
    let columns = |rows: &[String]| rows.iter().map(|row| crate::text::width::width(row)).max();
    assert_eq!(columns(&with), columns(&without));
}

/// The links of a screen, as pairs of a number and the text that belongs to it.
fn links(app: &App) -> Vec<(u16, String)> {
    let (columns, rows) = app.size;
    let mut frame = Frame::default();
    frame.resize(Rect::new(0, 0, columns, rows));
    draw_frame(app, &skin(), &mut frame, true);
    let Frame { cells: buffer, links, .. } = &frame;
    let mut found: Vec<(u16, String)> = Vec::new();
    for (at, cell) in buffer.content.iter().enumerate() {
        let number = links.at(at);
        assert!(number == links::NO_LINK || links.address(number).is_some());
        match found.iter_mut().find(|(known, _)| *known == number) {
            Some((_, text)) => text.push_str(cell.symbol()),
            None => found.push((number, cell.symbol().to_owned())),
        }
    }
    found.retain(|(number, _)| *number != links::NO_LINK);
    found
}

#[test]
fn links_are_noted_where_they_are_seen_and_wrapped_ones_are_one() {
    let text = "The council agreed to a plan on Thursday evening after a long debate.";
    let mut app = reading(article(text, &[(24, 28), (32, 48)]), (28, 20), false);
    app.run(Command::Zoom);
    let found = links(&app);
    assert_eq!(found.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(found[0].1, "plan[1]");
    assert_eq!(letters(&found[1].1), "Thursdayevening[2]");
    app.overlay = Some(Overlay::Details(Details::new(vec!["x".repeat(400)])));
    assert_eq!(links(&app), [], "what lies over links hides them");
}

#[test]
fn an_address_alone_on_the_screen_is_a_link() {
    let mut app = reading(article("A text.", &[]), (30, 8), false);
    let link = Link::parse(&format!("https://example.org/{}", "a".repeat(40))).expect("an address");
    app.overlay = Some(Overlay::Address { link: link.clone(), sent: false });
    assert_eq!(links(&app), [(1, link.to_string())]);
    let long = Link::parse(&format!("https://example.org/{}", "a".repeat(2_000))).expect("a link");
    app.overlay = Some(Overlay::Address { link: long, sent: false });
    assert_eq!(links(&app), [], "longer than terminals take");
}

#[test]
fn a_mark_without_a_letter_stands_on_a_blank() {
    let app = reading(article("\u{301}One \u{5b8} two", &[]), (40, 16), false);
    let shown = screen(&app, &skin()).concat();
    assert!(shown.contains(" \u{301}One \u{5b8} two"), "{shown:?}");
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn no_letter_of_a_stretched_line_with_links_is_lost() {
    let text = "The council agreed to a plan on Thursday, seven to four, after a long debate.";
    let expected = letters(text).replace("plan", "plan[1]").replace("Thursday", "Thursday[2]");
    for columns in 26..72 {
        let mut app = reading(article(text, &[(24, 28), (32, 40)]), (columns, 20), true);
        app.run(Command::Zoom);
        let shown = letters(&screen(&app, &skin()).concat()).replace('>', "");
        assert!(shown.contains(&expected), "at {columns} columns: {shown}");
    }
}

#[test]
fn a_notice_and_a_prefix_are_seen_where_no_row_is_kept_for_them() {
    let text = "One two three four. ".repeat(60);
    for (size, zen) in [((80, 24), true), ((80, 12), false), ((30, 6), false)] {
        let mut app = reading(article(&text, &[]), size, false);
        if zen {
            app.run(Command::Zoom);
        }
        let before = screen(&app, &skin());
        update(&mut app, Message::Failed("The disk is full.".to_owned()));
        let shown = screen(&app, &skin());
        assert_eq!(shown.last().map(|row| row.trim_end()), Some(" ! The disk is full."));
        assert_eq!(shown[..shown.len() - 1], before[..before.len() - 1]);
        update(&mut app, Message::Key(KeyCode::Esc.into()));
        assert_eq!(screen(&app, &skin()), before, "it goes away");
        update(&mut app, Message::Key(Key::char('g')));
        let shown = screen(&app, &skin());
        assert!(shown.last().is_some_and(|row| row.starts_with(" g ")), "{shown:?}");
    }
}

#[test]
fn an_empty_list_names_the_key_that_helps_and_only_where_there_is_one() {
    let mut app = reading(article("A text.", &[]), (80, 24), false);
    app.focus = Pane::List;
    let nothing = |ticket| Listing {
        ticket,
        ids: [].into(),
        rows: vec![],
        selected: 0,
        counts: Counts::default(),
        stories: None,
    };
    let effects = app.run(Command::ScopeUnread);
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::List(ticket, _) => Some(*ticket),
        _ => None,
    });
    update(&mut app, Message::Listed(nothing(asked.expect("a question"))));
    assert!(screen(&app, &skin()).concat().contains("1 lists all articles."));
    app.keymap = crate::config::Keymap::default();
    let shown = screen(&app, &skin()).concat();
    assert!(shown.contains("Nothing is unread.") && !shown.contains("lists all"));
}

fn address(length: usize, size: (u16, u16), sent: bool) -> Vec<String> {
    let mut app = reading(article("A text.", &[]), size, false);
    let address = format!("https://example.org/{}", "a".repeat(length - 20));
    let link = Link::parse(&address).expect("an address");
    app.overlay = Some(Overlay::Address { link, sent });
    screen(&app, &skin()).iter().map(|row| row.trim_end().to_owned()).collect()
}

#[test]
fn an_address_is_said_to_be_sent_only_where_it_was() {
    assert!(address(60, (40, 8), true).contains(&"sent to your terminal's clipboard".to_owned()));
    assert!(!address(60, (40, 8), false).concat().contains("sent"));
}

#[test]
fn an_address_that_does_not_fit_says_how_much_is_missing() {
    let shown = address(7 * 40, (40, 8), false);
    assert_eq!(shown[7], "a".repeat(40), "it just fits");
    let shown = address(9 * 40, (40, 8), false);
    assert_eq!(
        (shown[6].as_str(), shown[7].as_str()),
        (&*"a".repeat(40), "80 columns more do not fit")
    );
}

#[test]
fn details_scroll_and_show_that_there_are_more() {
    let mut app = reading(article("A text.", &[]), (40, 8), false);
    let lines = (1..=9).map(|n| format!("line {n}")).collect();
    app.overlay = Some(Overlay::Details(Details::new(lines)));
    let shown = screen(&app, &skin());
    assert!(shown[6].contains("line 6") && shown[7].contains('↓') && !shown[0].contains('↑'));
    update(&mut app, Message::Key(Key::char('j')));
    let shown = screen(&app, &skin());
    assert!(shown[6].contains("line 7") && shown[7].contains('↓') && shown[0].contains('↑'));
    update(&mut app, Message::Key(Key::char('G')));
    let shown = screen(&app, &skin());
    assert!(shown[6].contains("line 9") && !shown[7].contains('↓') && shown[0].contains('↑'));
    update(&mut app, Message::Key(Key::char('q')));
    assert!(app.overlay.is_none());
}

#[test]
fn the_wheel_turns_what_is_under_it() {
    let text = "One two three four. ".repeat(200);
    let mut app = reading(article(&text, &[]), (120, 20), false);
    let layout = app.layout();
    let (list, reader) = (layout.list.expect("a list"), layout.text.expect("a text"));
    app.focus = Pane::List;
    update(&mut app, Message::Wheel(3, reader.x + 1, reader.y + 1));
    assert_eq!((app.reader.top(), app.focus), (3, Pane::List));
    app.focus = Pane::Reader;
    update(&mut app, Message::Wheel(3, list.x + 1, list.y + 1));
    assert_eq!((app.reader.top(), app.focus), (3, Pane::List));
    app.overlay = Some(Overlay::Details(Details::new(vec!["line".to_owned(); 60])));
    let before = screen(&app, &skin());
    update(&mut app, Message::Wheel(3, reader.x + 1, reader.y + 1));
    assert_eq!(app.reader.top(), 3, "what lies over the panes takes the wheel");
    assert_ne!(screen(&app, &skin()), before);
    update(&mut app, Message::Click(1, 1));
    assert!(app.overlay.is_none());
}

#[test]
fn what_is_wrong_with_a_query_is_seen_beside_it() {
    for size in [(120, 40), (80, 24), (40, 20)] {
        let mut app = reading(article("A text.", &[]), size, false);
        app.focus = Pane::List;
        app.run(Command::WriteFilter);
        for c in "after:foo".chars() {
            update(&mut app, Message::Key(Key::char(c)));
        }
        update(&mut app, Message::Key(KeyCode::Enter.into()));
        let shown = screen(&app, &skin());
        let field = shown.iter().position(|row| row.contains("Query: after:foo"));
        let wrong = shown.iter().position(|row| row.starts_with(" ! "));
        assert_eq!(field.zip(wrong).map(|(a, b)| a.abs_diff(b)), Some(1), "{shown:?}");
    }
}

/// One of each overlay, full of text.
fn overlays() -> Vec<Overlay> {
    let text = "Words 漢字 and more words, wide ones too. ".repeat(4);
    let choice = Choice {
        label: text.clone(),
        note: "12 · note".to_owned(),
        below: text.clone(),
        ..Choice::default()
    };
    let kinds = [
        ChooserKind::Palette,
        ChooserKind::Help,
        ChooserKind::Filters,
        ChooserKind::Tags,
        ChooserKind::Found,
        ChooserKind::Servers,
        ChooserKind::Pipes,
        ChooserKind::Kinds,
        ChooserKind::Links,
        ChooserKind::Search,
    ];
    let choosers = kinds.map(|kind| Overlay::Chooser(Chooser::new(kind, vec![choice.clone(); 9])));
    let link = Link::parse(&format!("https://example.org/{}", "a".repeat(300))).expect("a link");
    let asked = [Asked::Find, Asked::Fuzzy, Asked::Filter, Asked::LinkNumber, Asked::Add];
    let prompts = asked.map(|asked| Overlay::Prompt(asked, LineInput::new(&text)));
    let others = [
        Overlay::Hints(Hints::new(&[0], false)),
        Overlay::Address { link: link.clone(), sent: true },
        Overlay::Address { link, sent: false },
        Overlay::Details(Details::new(vec![text.clone(); 9])),
        Overlay::Confirm(Question { text, on_yes: vec![] }),
    ];
    choosers.into_iter().chain(prompts).chain(others).collect()
}

#[test]
fn every_overlay_can_be_drawn_at_any_size() {
    let mut app = reading(article("Some words of a text.", &[(5, 10)]), (80, 24), false);
    let skin = skin();
    for overlay in overlays() {
        app.overlay = Some(overlay);
        for size in (1..=30).flat_map(|width| (1..=10).map(move |height| (width, height))) {
            update(&mut app, Message::Resized(size.0, size.1));
            screen(&app, &skin);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    // The state may be told of another size later than the buffer has it.
    #[test]
    fn a_buffer_of_another_size_than_the_state_knows_is_drawn_into(
        size in (1..100_u16, 1..40_u16), real in (0..30_u16, 0..10_u16), focus in 0..4_usize, at in 0..21_usize,
    ) {
        let mut app = reading(article("Some words of a text.", &[(5, 10)]), size, false);
        app.focus = Pane::ALL[focus];
        app.overlay = overlays().into_iter().nth(at);
        update(&mut app, Message::Resized(size.0, size.1));
        draw(&app, &skin(), &mut Buffer::empty(Rect::new(0, 0, real.0, real.1)));
    }
}
