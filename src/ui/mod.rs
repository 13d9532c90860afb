//! Draws the state into a buffer of cells.
//!
//! Knows `&App` and cannot change it: where things scroll is decided in `update`. Widgets here write straight into
//! ratatui's buffer; getting it to the terminal is the business of `run`.

mod byline;
mod canvas;
mod chooser;
mod emoji;
mod facts;
mod feeds;
pub(crate) mod fold;
mod frame;
mod header;
mod hints;
pub mod links;
mod list;
mod lit;
mod over;
mod progress;
mod sheet;
mod stretch;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use self::canvas::Canvas;
pub use self::frame::Frame;
use self::frame::Panes;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::overlay::Overlay;
use crate::config::{Glyphs, Palette, Pane, Role};
use crate::fault;

/// How everything looks: resolved once for the terminal at hand.
#[derive(Clone, Debug)]
pub struct Skin {
    /// Colours and attributes.
    pub palette: Palette,
    /// Marks and lines.
    pub glyphs: &'static Glyphs,
    /// Whether nothing but ASCII may be written.
    pub ascii: bool,
    /// Whether the terminal draws characters of ambiguous width (`— “ …`) two columns wide.
    pub ambiguous_wide: bool,
    /// Whether emoji sequences are sent whole.
    pub emoji_full: bool,
    /// Whether the terminal has no emoji at all, so that signs stand for them.
    pub no_emoji: bool,
}

/// Draws the whole screen. Returns where the cursor stands: on the selected row, or in the text field.
pub fn draw(app: &App, skin: &Skin, buffer: &mut Buffer) -> Option<Position> {
    draw_on(Canvas::new(buffer, skin, None), app, &mut Panes::default())
}

/// Draws the whole screen into an older frame, where links are noted if that is wished. What stands there already is
/// left as it is.
pub fn draw_frame(app: &App, skin: &Skin, frame: &mut Frame, note_links: bool) {
    let mut panes = frame.take_panes();
    let links = note_links.then_some(&mut frame.links);
    frame.cursor = draw_on(Canvas::new(&mut frame.cells, skin, links), app, &mut panes);
    frame.set_panes(panes);
}

/// Draws a pane; returned is where its cursor would stand.
type DrawPane = fn(&mut Canvas<'_>, Area, &App) -> Option<Position>;

fn draw_on(mut canvas: Canvas<'_>, app: &App, panes: &mut Panes) -> Option<Position> {
    fault::point("draw");
    let layout = app.layout();
    let stamps = frame::stamps(app, &layout, canvas.notes_links());
    panes.keep(&stamps);
    canvas.clear_around(&panes.areas().collect::<Vec<_>>());
    if let Some(Overlay::Address { link, sent }) = &app.overlay {
        return Some(over::address(&mut canvas, link, *sent));
    }
    let focused = match app.focus {
        Pane::List => layout.list,
        Pane::Reader => layout.text,
        Pane::Facts => layout.facts,
        Pane::Feeds => layout.feeds,
        Pane::Compare => layout.compare,
        Pane::Brief => layout.brief,
    };
    if focused.is_none() {
        over::too_small(&mut canvas);
        return None;
    }
    for (x, y, height) in &layout.rules {
        let look = canvas.look(Role::Rule);
        for row in *y..y + height {
            canvas.put(*x, row, canvas.glyphs().vertical, look);
        }
    }
    let mut cursor = None;
    let beside: [(Option<Area>, Pane, DrawPane); 3] = [
        (layout.list, Pane::List, list::draw),
        (layout.text, Pane::Reader, text::draw),
        (layout.facts, Pane::Facts, facts::draw),
    ];
    for (at, (area, pane, draw)) in beside.into_iter().enumerate() {
        if let Some(area) = area {
            let here = panes.draw(at, &stamps, || draw(&mut canvas, area, app));
            cursor = here.filter(|_| app.focus == pane).or(cursor);
        }
    }
    if let Some(area) = layout.feeds {
        cursor = feeds::draw(&mut canvas, area, app);
    }
    if let Some(area) = layout.compare {
        cursor = sheet::draw(&mut canvas, area, &app.compare);
    }
    if let Some(area) = layout.brief {
        cursor = sheet::draw(&mut canvas, area, &app.brief);
    }
    if let Some(area) = layout.header {
        header::draw(&mut canvas, area, app);
    }
    match layout.hints {
        Some(area) => hints::draw(&mut canvas, area, app),
        None => hints::draw_over(&mut canvas, app),
    }
    over::draw(&mut canvas, app, &layout).or(cursor)
}

#[cfg(test)]
mod tests;
