//! Draws the reading pane: the lines of the page that are on the screen, with facts, links and matches lit.

use ratatui::layout::Position;

use super::byline;
use super::canvas::Canvas;
use super::lit::{Lit, Over};
use super::stretch::Gaps;
use crate::app::App;
use crate::app::command::Command;
use crate::app::layout::{Area, TEXT_MARGINS};
use crate::app::message::Opened;
use crate::app::page::{LineKind, Ornament, PICTURE, PageLine, Run, link_number_width};
use crate::app::sheet::Tone;
use crate::config::{Look, Pane, Role};
use crate::fault;
use crate::news::BlockKind;
use crate::text::width::{glyphs, width};

/// Columns on the left: the sign of the reading line, the mark of a fact, a blank.
const LEFT: u16 = 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) -> Option<Position> {
    fault::point("draw: text");
    let opened = app.reader.shown()?;
    let left = LEFT.min(area.width.saturating_sub(1));
    let spare = area.width.saturating_sub(app.reader.page().columns() + TEXT_MARGINS);
    let x = area.x + left + spare / 2;
    let painter =
        TextPainter { app, opened, x, end: area.x + area.width, lit: Lit::new(app, opened) };
    let lines = app.reader.page().lines();
    let mut cursor = None;
    for (row, (index, line)) in
        lines.iter().enumerate().skip(app.reader.top()).take(usize::from(area.height)).enumerate()
    {
        let y = area.y + row as u16;
        painter.line(canvas, y, line);
        if matches!(line.kind, LineKind::Text(_)) && !app.reader.is_aside() {
            margin(canvas, (x - left.min(2), y), line, app);
        }
        if index == app.reader.line() {
            // In the margin it covers no letter.
            cursor = Some(Position::new(x - left, y));
            if app.focus == Pane::Reader {
                canvas.put(x - left, y, canvas.glyphs().selected, canvas.mark(Role::Accent, false));
            }
        }
    }
    if opened.article.body.text().is_empty() {
        let y = area.y + (lines.len() as u16).saturating_add(1).min(area.height.saturating_sub(1));
        let says = textless(app, opened);
        canvas.text_cut(x, y, area.x + area.width, &says, canvas.look(Role::Muted));
    }
    cursor
}

/// What stands in the place of a text that is not there.
fn textless(app: &App, opened: &Opened) -> String {
    let says = "No text came with it.";
    let whole = app.keymap.key_in(app.focus, Command::FullText.name());
    match (&opened.article.link, whole) {
        (Some(_), Some(key)) => format!("{says} {key} fetches its page."),
        _ => says.to_owned(),
    }
}

/// The mark beside a line with a fact that others report, too, or otherwise.
fn margin(canvas: &mut Canvas<'_>, (x, y): (u16, u16), line: &PageLine, app: &App) {
    let found = line.runs.iter().filter_map(|run| app.reader.margin(run.span)).min();
    if let Some(tone) = found.map(Tone::from) {
        canvas.put(x, y, tone.sign(canvas.glyphs()), canvas.mark(tone.role(), false));
    }
}

struct TextPainter<'a> {
    app: &'a App,
    opened: &'a Opened,
    x: u16,
    end: u16,
    lit: Lit<'a>,
}

impl TextPainter<'_> {
    fn line(&self, canvas: &mut Canvas<'_>, y: u16, line: &PageLine) {
        match line.kind {
            LineKind::Blank => {}
            LineKind::Title => self.title(canvas, y, line),
            LineKind::Byline => {
                let place = (self.x, y, self.end.saturating_sub(1));
                byline::draw(canvas, place, self.opened, self.app);
            }
            LineKind::Credit => self.credit(canvas, y, line),
            LineKind::TableRule => {
                let columns = self.app.reader.page().columns();
                for x in self.x..self.x + columns {
                    canvas.put(x, y, canvas.glyphs().horizontal, canvas.look(Role::Rule));
                }
            }
            LineKind::Text(kind) => self.text(canvas, y, line, kind),
        }
    }

    fn title(&self, canvas: &mut Canvas<'_>, y: u16, line: &PageLine) {
        let title = &self.opened.article.title;
        for run in &line.runs {
            let text = title.get(run.span.range()).unwrap_or_default();
            canvas.text(
                self.x + run.x,
                y,
                self.end,
                text,
                Look { bold: true, ..canvas.look(Role::Title) },
            );
        }
    }

    fn credit(&self, canvas: &mut Canvas<'_>, y: u16, line: &PageLine) {
        let blocks = self.opened.article.body.blocks();
        let block = line.block.and_then(|index| blocks.get(index as usize));
        if let Some(credit) = block.and_then(|block| block.credit.as_ref()) {
            let indent = (PICTURE.len() as u16).min(self.app.reader.page().columns() / 2);
            let x = self.x + indent;
            let x = canvas.text(x, y, self.end, "Photo: ", canvas.look(Role::Muted));
            canvas.text_cut(x, y, self.end, credit, canvas.look(Role::Muted));
        }
    }

    fn text(&self, canvas: &mut Canvas<'_>, y: u16, line: &PageLine, kind: BlockKind) {
        self.ornament(canvas, y, line);
        let base = match kind {
            BlockKind::Heading => Look { bold: true, ..canvas.look(Role::Title) },
            BlockKind::Caption | BlockKind::Image | BlockKind::Code | BlockKind::Footnote => {
                canvas.look(Role::Muted)
            }
            _ => canvas.look(Role::Text),
        };
        let mut x = self.x;
        for run in &line.runs {
            x = self.run(canvas, y, line, run, base);
        }
        if line.hyphen {
            canvas.text(x, y, self.end, "-", base);
        }
    }

    fn ornament(&self, canvas: &mut Canvas<'_>, y: u16, line: &PageLine) {
        let start = line.runs.first().map_or(0, |run| run.x);
        let muted = canvas.look(Role::Muted);
        let end = self.x + start;
        match line.ornament {
            Ornament::None => {}
            Ornament::Bullet => {
                canvas.put(end.saturating_sub(2), y, canvas.glyphs().bullet, muted);
            }
            Ornament::Number(number) => {
                canvas.text_right(self.x, y, end.saturating_sub(1), &format!("{number}."), muted);
            }
            Ornament::Picture => {
                canvas.text(self.x, y, end, PICTURE, muted);
            }
            Ornament::Bar => {
                canvas.put(self.x, y, canvas.glyphs().quote, muted);
            }
        }
    }

    /// Draws a run, and the number of each link that ends in it. Returns the column after it.
    fn run(&self, canvas: &mut Canvas<'_>, y: u16, line: &PageLine, run: &Run, base: Look) -> u16 {
        let text = self.opened.article.body.slice(run.span);
        let over = self.lit.over(run.span, base);
        let mut gaps = self.gaps(line, run, text, &over);
        let mut x = self.x + run.x;
        let (mut look, mut holds_until) = (base, 0);
        for glyph in glyphs(text) {
            let at = run.span.start as usize + glyph.start;
            let after = run.span.start as usize + glyph.end;
            if at >= holds_until {
                (look, holds_until) = over.look_at(canvas, at);
            }
            if glyph.width > 0 && x + glyph.width <= self.end {
                self.begin_link(canvas, over.link_at(at));
                x = canvas.glyph(x, y, text, &glyph, look);
                canvas.end_link();
            }
            if glyph.symbol == " " {
                x += gaps.next();
            }
            for index in over.links_ending(at..after) {
                x = self.link_label(canvas, x, y, index);
            }
        }
        x
    }

    fn begin_link(&self, canvas: &mut Canvas<'_>, index: Option<usize>) {
        let links = self.opened.article.body.links();
        if let Some((index, link)) = index.and_then(|index| Some((index, links.get(index)?))) {
            canvas.begin_link(index, &link.link);
        }
    }

    /// What is added to the spaces of a run, which shares its line with the numbers of the links that end in it.
    fn gaps(&self, line: &PageLine, run: &Run, text: &str, over: &Over<'_>) -> Gaps {
        if !line.stretched {
            return Gaps::NONE;
        }
        let ended = over.links_ending(0..run.span.end as usize);
        let numbers: usize = ended.map(link_number_width).sum();
        let used = usize::from(run.x) + width(text) + numbers + usize::from(line.hyphen);
        Gaps::of(used, text.matches(' ').count(), self.app.reader.page().columns())
    }

    fn link_label(&self, canvas: &mut Canvas<'_>, x: u16, y: u16, index: usize) -> u16 {
        let label = format!("[{}]", index + 1);
        let hint = match &self.app.overlay {
            Some(crate::app::overlay::Overlay::Hints(hints)) => hints
                .labels
                .iter()
                .find(|(link, label)| *link == index && label.starts_with(&hints.typed)),
            _ => None,
        };
        self.begin_link(canvas, Some(index));
        let after = match hint {
            Some((_, letters)) => {
                let look = Look { bold: true, reverse: true, ..canvas.look(Role::Link) };
                let letters = format!("{letters:^width$}", width = label.len());
                canvas.text(x, y, self.end, &letters, look)
            }
            None => canvas.text(x, y, self.end, &label, canvas.look(Role::Muted)),
        };
        canvas.end_link();
        after
    }
}
