//! What a frame costs: setting an article, drawing the state, comparing frames.
//!
//! `cargo bench --bench frame`

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::app::command::Command;
use dateline::app::message::{Listing, Message, Opened, Ticket};
use dateline::app::page::{Page, Typography};
use dateline::app::{App, Options, update};
use dateline::config::{Depth, Glyphs, Settings, built_in};
use dateline::news::{Article, ArticleId, Headline, Marks};
use dateline::run::painter::{Abilities, Painter};
use dateline::ui::{self, Frame, Skin};
use dateline::{desk, extract};
use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZE: (u16, u16) = (120, 40);
const TYPOGRAPHY: Typography = Typography { measure: 72, hyphenate: false, justify: false };

fn article() -> Article {
    let mut article = extract::bundled().swap_remove(1);
    article.id = Some(ArticleId(1));
    article
}

fn app(rows: i64) -> App {
    let known = |name: &str| Command::from_name(name).is_some();
    let (keymap, _) = Settings::default().keymap(&known);
    let now: Zoned = "2024-06-21T12:00:00+00:00[UTC]".parse().expect("a time");
    let mut app = App::new(Options::default(), keymap, SIZE, now);
    let article = article();
    let row = |id| Headline {
        id: ArticleId(id),
        source: article.outlet.clone(),
        title: article.title.clone(),
        published: article.published,
        came: None,
        minutes: article.minutes(),
        marks: Marks::default(),
        watched: false,
        copies: 0,
    };
    let listing = Listing {
        ticket: Ticket(0),
        ids: (1..=rows).map(ArticleId).collect(),
        rows: (1..=rows.min(100)).map(row).collect(),
        selected: 0,
        counts: dateline::store::Counts::default(),
        stories: None,
    };
    update(&mut app, Message::Listed(listing));
    let facts = Some(desk::facts_of(&article));
    let opened =
        Opened { article, facts, place: None, marks: Marks::default(), ..Opened::default() };
    update(&mut app, Message::Opened(Ticket(0), Some(Box::new(opened))));
    app
}

fn skin() -> Skin {
    let theme = built_in("dark").expect("the theme is built in");
    Skin {
        palette: theme.palette(Depth::Indexed),
        glyphs: Glyphs::choose(dateline::config::Charset::Unicode, false),
        ascii: false,
        ambiguous_wide: false,
        emoji_full: false,
        no_emoji: false,
    }
}

fn frames(c: &mut Criterion) {
    let article = article();
    c.bench_function("set an article", |b| {
        b.iter(|| Page::set(black_box(&article), 49, &TYPOGRAPHY));
    });
    let (mut app, skin) = (app(100_000), skin());
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buffer = Buffer::empty(area);
    c.bench_function("draw 120x40", |b| b.iter(|| ui::draw(black_box(&app), &skin, &mut buffer)));
    let mut painter = Painter::new(Abilities { erases_with_background: true });
    let mut frame = Frame::default();
    frame.resize(area);
    let mut draw_and_paint = |name: &str, app: &mut App, [there, back]: [Command; 2]| {
        c.bench_function(name, |b| {
            let mut forth = true;
            b.iter(|| {
                app.run(if forth { there } else { back });
                forth = !forth;
                ui::draw_frame(app, &skin, &mut frame, false);
                painter.paint_frame(&mut frame).len()
            });
        });
    };
    draw_and_paint("move, draw and paint", &mut app, [Command::Down, Command::Up]);
    app.run(Command::Open);
    draw_and_paint("page, draw and paint", &mut app, [Command::PageDown, Command::PageUp]);
    draw_and_paint("step, draw and paint", &mut app, [Command::Down, Command::Up]);
}

criterion_group! {
    name = benches;
    config = Criterion::default().measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    targets = frames
}
criterion_main!(benches);
