//! Screens drawn from a state that is made by hand.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::command::Command;
use crate::app::message::{Listing, Message, Opened, Ticket};
use crate::app::page::Typography;
use crate::app::{Options, update};
use crate::config::{Charset, Depth, Key, KeyCode, Settings, load_theme};
use crate::news::{Article, ArticleId, BlockKind, BodyBuilder};
use crate::store::Counts;
use crate::text::{Link, Prose};

fn skin() -> Skin {
    let (theme, _) = load_theme("dark", std::path::Path::new(""));
    Skin {
        palette: theme.palette(Depth::Indexed),
        glyphs: Glyphs::choose(Charset::Unicode, false),
        ascii: false,
    }
}

/// A paragraph with links at these bytes.
fn article(text: &str, links: &[std::ops::Range<usize>]) -> Article {
    let mut body = BodyBuilder::new();
    let link = Link::parse("https://example.org/a").expect("an address");
    let links = links.iter().map(|range| (range.clone(), link.clone())).collect();
    body.push(BlockKind::Paragraph, &Prose::line(text), links);
    Article { id: Some(ArticleId(1)), body: body.finish(), ..Article::default() }
}

/// An article that is open, on a screen of that size.
fn reading(article: Article, size: (u16, u16), justify: bool) -> App {
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
    };
    update(&mut app, Message::Listed(listing));
    let opened = Opened { article, ..Opened::default() };
    update(&mut app, Message::Opened(Ticket(0), Some(Box::new(opened))));
    app.run(Command::Open);
    app
}

fn screen(app: &App, skin: &Skin) -> Vec<String> {
    let (columns, rows) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(app, skin, &mut buffer);
    let rows = buffer.content.chunks(usize::from(columns));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn no_letter_of_a_stretched_line_with_links_is_lost() {
    let text = "The council agreed to a plan on Thursday, seven to four, after a long debate.";
    let expected = letters(text).replace("plan", "plan[1]").replace("Thursday", "Thursday[2]");
    for columns in 26..72 {
        let mut app = reading(article(text, &[24..28, 32..40]), (columns, 20), true);
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
