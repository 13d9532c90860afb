//! Draws the reading pane: the lines of the page that are on the screen, with facts, links and matches lit.

use ratatui::layout::Position;

use super::canvas::{Canvas, columns};
use super::stretch::Gaps;
use crate::app::command::Command;
use crate::app::layout::{Area, TEXT_MARGINS};
use crate::app::message::Opened;
use crate::app::page::{LineKind, Ornament, PICTURE, PageLine, Run, link_number_width};
use crate::app::reader::{Highlights, LiveSet};
use crate::app::sheet::Tone;
use crate::app::side::UNSURE;
use crate::app::{App, words};
use crate::config::{Look, Pane, Role};
use crate::fault;
use crate::news::{BlockKind, Fact, FactKind, Span};
use crate::store::Past;
use crate::text::Prose;
use crate::text::width::{glyphs, width};

/// Facts with at least this weight are lit when only telling ones are.
const TELLING: f32 = 0.6;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) -> Option<Position> {
    fault::point("draw: text");
    let opened = app.reader.shown()?;
    let left = (TEXT_MARGINS / 2).min(area.width.saturating_sub(1));
    let spare = area.width.saturating_sub(app.reader.page().columns() + TEXT_MARGINS);
    let x = area.x + left + spare / 2;
    let painter = TextPainter { app, opened, x, end: area.x + area.width, lit: Lit::new(app) };
    let lines = app.reader.page().lines();
    let mut cursor = None;
    for (row, (index, line)) in
        lines.iter().enumerate().skip(app.reader.top()).take(usize::from(area.height)).enumerate()
    {
        let y = area.y + row as u16;
        painter.line(canvas, y, line);
        if matches!(line.kind, LineKind::Text(_)) && !app.reader.is_aside() {
            margin(canvas, (x - left.min(1), y), line, app);
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

/// Spans that are lit because the reader chose them.
struct Lit<'a> {
    current: Option<Span>,
    others: &'a [Span],
    /// A sentence in brief is lit as a row, not turned round: it is long.
    sentence: bool,
}

impl<'a> Lit<'a> {
    fn new(app: &'a App) -> Self {
        let others = match &app.reader.live {
            LiveSet::Unread => &[][..],
            LiveSet::Matches(find) => &find.matches,
            LiveSet::Mentions { spans, .. } => spans,
        };
        let current = app.reader.lit();
        let in_brief = app
            .reader
            .facts()
            .is_some_and(|facts| current.is_some_and(|lit| facts.brief.contains(&lit)));
        Self { current, others, sentence: in_brief }
    }
}

/// What lies over one run: gathered once, since it is asked for each glyph.
struct Over<'a> {
    base: Look,
    facts: Vec<&'a Fact>,
    links: Vec<(usize, Span)>,
    others: &'a [Span],
    added: &'a [Span],
    removed: &'a [Span],
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
            LineKind::Byline => self.byline(canvas, y),
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

    fn byline(&self, canvas: &mut Canvas<'_>, y: u16) {
        let article = &self.opened.article;
        let (muted, end) = (canvas.look(Role::Muted), self.end.saturating_sub(1));
        let mut x = self.x;
        if let Some(source) = article.source() {
            x = canvas.text_cut(x, y, end, &source, canvas.mark(Role::Accent, false));
            x = canvas.text(x, y, end, &format!(" {} ", canvas.glyphs().middot), muted);
        }
        // That it was edited is worth more than the rest of a line that is cut.
        let edited = edited(&self.opened.past, self.app).into_iter();
        let room = end.saturating_sub(x);
        let dated: Vec<String> = edited.chain(self.dated(canvas, room)).collect();
        let authors: Vec<&str> = article.authors.iter().map(Prose::as_str).collect();
        let parts: Vec<String> = dated.into_iter().chain(by(&authors)).collect();
        canvas.text_cut(x, y, end, &parts.join(&middot(canvas)), muted);
    }

    /// The day of the article and the minutes it takes, in as many words as there is room for.
    fn dated(&self, canvas: &Canvas<'_>, room: u16) -> Vec<String> {
        let article = &self.opened.article;
        let published = article.published;
        let full = published.map(|at| words::full_date(at, &self.app.now));
        let short = published.map(|at| words::date(at, &self.app.now));
        let minutes = article.minutes();
        let forms = [
            (&full, format!("{minutes} min read")),
            (&full, format!("{minutes} min")),
            (&short, format!("{minutes} min")),
        ];
        let mut forms = forms.map(|(date, minutes)| -> Vec<String> {
            date.iter().cloned().chain([minutes]).collect()
        });
        let fits = |form: &Vec<String>| columns(&form.join(&middot(canvas))) <= room;
        let at = forms.iter().position(fits).unwrap_or(forms.len() - 1);
        std::mem::take(&mut forms[at])
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
        let body = &self.opened.article.body;
        let text = body.slice(run.span);
        let over = Over {
            base,
            facts: self.facts_in(run.span),
            links: self.links_in(run.span),
            others: overlapping(self.lit.others, run.span, |span| *span),
            added: overlapping(self.app.reader.revised().0, run.span, |span| *span),
            removed: overlapping(self.app.reader.revised().1, run.span, |span| *span),
        };
        let mut gaps = self.gaps(line, run, text, &over.links);
        let mut x = self.x + run.x;
        for glyph in glyphs(text) {
            let at = run.span.start as usize + glyph.start;
            let look = self.look(canvas, at, &over);
            if glyph.width > 0 && x + glyph.width <= self.end {
                self.begin_link_at(canvas, at, &over);
                x = canvas.glyph(x, y, text, &glyph, look);
                canvas.end_link();
            }
            if glyph.symbol == " " {
                x += gaps.next();
            }
            let after = run.span.start as usize + glyph.end;
            for (index, _) in over.links.iter().filter(|(_, span)| span.end as usize == after) {
                x = self.link_label(canvas, x, y, *index);
            }
        }
        x
    }

    fn begin_link_at(&self, canvas: &mut Canvas<'_>, at: usize, over: &Over<'_>) {
        if let Some((index, _)) = over.links.iter().find(|(_, span)| span.holds(at)) {
            self.begin_link(canvas, *index);
        }
    }

    fn begin_link(&self, canvas: &mut Canvas<'_>, index: usize) {
        if let Some(link) = self.opened.article.body.links().get(index) {
            canvas.begin_link(index, &link.link);
        }
    }

    /// What is added to the spaces of a run, which shares its line with the numbers of the links that end in it.
    fn gaps(&self, line: &PageLine, run: &Run, text: &str, links: &[(usize, Span)]) -> Gaps {
        if !line.stretched {
            return Gaps::NONE;
        }
        let ended = links.iter().filter(|(_, link)| link.end <= run.span.end);
        let numbers: usize = ended.map(|(index, _)| link_number_width(*index)).sum();
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
        self.begin_link(canvas, index);
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

    fn facts_in(&self, span: Span) -> Vec<&Fact> {
        let Some(facts) = &self.opened.facts else { return vec![] };
        if self.app.reader.highlights == Highlights::Off {
            return vec![];
        }
        let telling = self.app.reader.highlights == Highlights::Telling;
        // Facts stand in the order of their starts; a long quotation may begin far before the line.
        let until = facts.facts.partition_point(|fact| fact.span.start < span.end);
        facts.facts[..until]
            .iter()
            .filter(|fact| {
                fact.span.end > span.start && self.app.reader.shows(fact.kind, fact.certainty)
            })
            .filter(|fact| !telling || fact.weight >= TELLING)
            .collect()
    }

    /// The links in a run, with their indices.
    fn links_in(&self, span: Span) -> Vec<(usize, Span)> {
        let links = self.opened.article.body.links();
        let inside = overlapping(links, span, |link| link.span);
        let first = links.partition_point(|link| link.span.end <= span.start);
        inside.iter().zip(first..).map(|(link, index)| (index, link.span)).collect()
    }

    fn look(&self, canvas: &Canvas<'_>, at: usize, over: &Over<'_>) -> Look {
        let mut look = over.base;
        if over.links.iter().any(|(_, span)| span.holds(at)) {
            look = canvas.look(Role::Link);
        }
        // A fact inside a quotation stands after it and is shown over it.
        if let Some(fact) = over.facts.iter().rev().find(|fact| fact.span.holds(at)) {
            let is_unsure = fact.certainty < UNSURE;
            let role = if is_unsure { Role::Muted } else { Role::Fact(fact.kind) };
            let fact_look = canvas.look(role);
            look = if fact.kind == FactKind::Quote {
                fact_look
            } else {
                Look { bold: over.base.bold || fact_look.bold, ..fact_look }
            };
        }
        look = revised(canvas, at, over, look);
        if self.lit.current.is_some_and(|lit| lit.holds(at)) {
            return if self.lit.sentence {
                Look {
                    bg: canvas.look_on(Role::Row, true).bg,
                    underline: underlines_rows(canvas),
                    ..look
                }
            } else {
                Look { reverse: true, bold: true, ..look }
            };
        }
        if over.others.iter().any(|span| span.holds(at)) {
            return Look { bold: true, underline: true, ..look };
        }
        look
    }
}

/// Words that came in are bold and underlined, words that were taken out stand back; both stand between marks.
fn revised(canvas: &Canvas<'_>, at: usize, over: &Over<'_>, look: Look) -> Look {
    if over.added.iter().any(|span| span.holds(at)) {
        return Look { bold: true, underline: true, ..look };
    }
    if over.removed.iter().any(|span| span.holds(at)) {
        return canvas.look(Role::Muted);
    }
    look
}

/// Those that overlap `run`, of things in the order of their spans.
fn overlapping<T>(sorted: &[T], run: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = sorted.partition_point(|one| span(one).end <= run.start);
    let until = sorted.partition_point(|one| span(one).start < run.end);
    sorted.get(from..until).unwrap_or_default()
}

/// Where rows have no colour of their own, a lit sentence is underlined.
fn underlines_rows(canvas: &Canvas<'_>) -> bool {
    canvas.look_on(Role::Row, true).bg == canvas.look(Role::Background).bg
}

/// What stands between the parts of a byline.
fn middot(canvas: &Canvas<'_>) -> String {
    format!(" {} ", canvas.glyphs().middot)
}

/// "edited 2 h ago, 3 versions": that the text is not the first one.
fn edited(past: &Past, app: &App) -> Option<String> {
    if past.versions == 0 {
        return None;
    }
    let versions = words::count(past.versions as usize + 1, "version");
    if past.whole {
        return Some(format!("from its page, {versions}"));
    }
    let age = past.edited.map(|at| words::ago(at, &app.now));
    Some(format!("edited{}, {versions}", age.map(|age| format!(" {age}")).unwrap_or_default()))
}

fn by(authors: &[&str]) -> Option<String> {
    (!authors.is_empty()).then(|| format!("by {}", authors.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(run: (usize, usize), expected: &[(usize, usize)]) {
        let sorted = [(0, 4), (4, 6), (10, 20)].map(|(start, end)| Span::new(start, end));
        let found = overlapping(&sorted, Span::new(run.0, run.1), |span| *span);
        let expected: Vec<Span> = expected.iter().map(|(a, b)| Span::new(*a, *b)).collect();
        assert_eq!(found, expected, "over {run:?}");
    }

    #[test]
    fn a_run_is_overlapped_by_what_shares_a_byte_with_it() {
        check((0, 30), &[(0, 4), (4, 6), (10, 20)]);
        check((3, 5), &[(0, 4), (4, 6)]);
        check((12, 13), &[(10, 20)]);
        check((6, 10), &[]);
        check((20, 30), &[]);
    }
}
