//! Where the panes stand on a screen of a given size.
//!
//! One function, used by `update` to know how far things scroll and by `ui` to draw: they can never disagree.

use crate::config::Pane;

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The screen, divided. A pane that is not shown is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The row at the top.
    pub header: Option<Area>,
    /// The articles.
    pub list: Option<Area>,
    /// The text.
    pub text: Option<Area>,
    /// The facts.
    pub facts: Option<Area>,
    /// The feeds.
    pub feeds: Option<Area>,
    /// The reports of a story side by side.
    pub compare: Option<Area>,
    /// The briefing.
    pub brief: Option<Area>,
    /// The row at the bottom.
    pub hints: Option<Area>,
    /// Thin rules between panes: column, first row, rows.
    pub rules: Vec<(u16, u16, u16)>,
}

/// Screens smaller than this say so in one line.
pub const SMALLEST: (u16, u16) = (24, 6);
/// From this width all three panes stand side by side.
const THREE_PANES: u16 = 110;
/// From this width two do.
const TWO_PANES: u16 = 72;
/// Columns of the list and of the facts at most: no more is needed to read a headline in one row.
const WIDEST_LIST: u16 = 60;
const WIDEST_FACTS: u16 = 48;
/// Below this height there is no row of hints.
const HINTS: u16 = 16;
/// From this height a blank row keeps the panes apart from the header and the hints.
const AIRY: u16 = 30;
/// Columns of the text pane that are not text: the margin with its marks on the left, air on the right.
pub const TEXT_MARGINS: u16 = 4;

/// Divides a screen. `focus` is always among the panes shown.
pub fn divide(size: (u16, u16), focus: Pane, zoomed: bool, measure: u16) -> Layout {
    let (width, height) = size;
    let mut layout = Layout::default();
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return layout;
    }
    let mut body = Area { x: 0, y: 0, width, height };
    if zoomed && focus == Pane::Reader {
        layout.text = Some(body);
        return layout;
    }
    let air = u16::from(height >= AIRY);
    layout.header = Some(Area { height: 1, ..body });
    body = Area { y: 1 + air, height: height - 1 - air, ..body };
    if height >= HINTS {
        layout.hints = Some(Area { y: height - 1, height: 1, ..body });
        body.height -= 1 + air;
    }
    match focus {
        Pane::Feeds => layout.feeds = Some(body),
        Pane::Compare => layout.compare = Some(body),
        Pane::Brief => layout.brief = Some(body),
        _ => place_panes(&mut layout, body, focus, zoomed, measure),
    }
    layout
}

fn place_panes(layout: &mut Layout, body: Area, focus: Pane, zoomed: bool, measure: u16) {
    let mut panes: Vec<(Pane, u16)> = Vec::new();
    let width = body.width;
    if zoomed || width < TWO_PANES {
        panes.push((focus, width));
    } else if width < THREE_PANES {
        let facts = (30 + (width - TWO_PANES) / 8).min(34);
        match focus {
            Pane::List => {
                panes.extend([(Pane::List, 30 + (width - TWO_PANES) / 6), (Pane::Reader, 0)]);
            }
            _ => panes.extend([(Pane::Reader, 0), (Pane::Facts, facts)]),
        }
    } else {
        let wide = width - THREE_PANES;
        let facts = (30 + wide / 5).min(WIDEST_FACTS);
        let list = (30 + wide * 3 / 10)
            .min(WIDEST_LIST)
            .max(width.saturating_sub(facts + measure + TEXT_MARGINS + 2).min(WIDEST_LIST));
        panes.extend([(Pane::List, list), (Pane::Reader, 0), (Pane::Facts, facts)]);
    }
    let rules = panes.len() as u16 - 1;
    let fixed: u16 = panes.iter().map(|(_, width)| width).sum();
    let mut x = body.x;
    let last = panes.len() - 1;
    for (index, (pane, columns)) in panes.into_iter().enumerate() {
        let columns = if columns == 0 { width - fixed - rules } else { columns };
        let area = Area { x, width: columns, ..body };
        match pane {
            Pane::List => layout.list = Some(area),
            Pane::Reader => layout.text = Some(area),
            Pane::Facts => layout.facts = Some(area),
            // Those that lie over everything else are placed before.
            Pane::Feeds | Pane::Compare | Pane::Brief => {}
        }
        x += columns;
        if index < last {
            layout.rules.push((x, body.y, body.height));
            x += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(width: u16, focus: Pane) -> [u16; 3] {
        let layout = divide((width, 40), focus, false, 72);
        [layout.list, layout.text, layout.facts].map(|area| area.map_or(0, |area| area.width))
    }

    #[test]
    fn panes_follow_the_width_of_the_screen() {
        assert_eq!(widths(120, Pane::List), [33, 53, 32]);
        assert_eq!(widths(80, Pane::List), [31, 48, 0]);
        assert_eq!(widths(80, Pane::Reader), [0, 48, 31]);
        assert_eq!(widths(40, Pane::Facts), [0, 0, 40]);
        assert_eq!(widths(160, Pane::List), [45, 73, 40]);
        assert_eq!(widths(200, Pane::List), [60, 90, 48]);
    }

    #[test]
    fn the_focused_pane_is_shown_and_everything_fits_at_any_size() {
        for width in 0..220 {
            for height in [0, 1, 5, 6, 16, 29, 30, 60] {
                for focus in Pane::ALL {
                    for zoomed in [false, true] {
                        check((width, height), focus, zoomed);
                    }
                }
            }
        }
    }

    fn check(size: (u16, u16), focus: Pane, zoomed: bool) {
        let layout = divide(size, focus, zoomed, 72);
        if size.0 < SMALLEST.0 || size.1 < SMALLEST.1 {
            assert_eq!(layout, Layout::default());
            return;
        }
        let focused = match focus {
            Pane::List => layout.list,
            Pane::Reader => layout.text,
            Pane::Facts => layout.facts,
            Pane::Feeds => layout.feeds,
            Pane::Compare => layout.compare,
            Pane::Brief => layout.brief,
        };
        assert!(
            focused.is_some_and(|area| area.width > 0 && area.height > 0),
            "{size:?} {focus:?}"
        );
        let panes =
            [layout.list, layout.text, layout.facts, layout.feeds, layout.compare, layout.brief];
        let areas = panes.into_iter().chain([layout.header, layout.hints]);
        for area in areas.flatten() {
            assert!(
                area.x + area.width <= size.0 && area.y + area.height <= size.1,
                "{size:?} {area:?}"
            );
        }
    }
}
