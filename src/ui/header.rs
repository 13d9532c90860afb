//! Draws the row at the top: what is listed, how much of it is unread, what it is narrowed to.

use super::canvas::Canvas;
use crate::app::layout::Area;
use crate::app::list::Scope;
use crate::app::{App, words};
use crate::config::Role;
use crate::fault;
use crate::news::query::Sort;

/// From this width the program names itself and the numbers have their nouns.
const ROOMY: u16 = 72;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Area, app: &App) {
    fault::point("draw: header");
    let (muted, title) = (canvas.look(Role::Muted), canvas.look(Role::Title));
    let end = (area.x + area.width).saturating_sub(1);
    let narrowed = narrowed(app);
    let right = if narrowed.is_empty() {
        end
    } else {
        let start = area.x + area.width / 2;
        canvas
            .text_right(start, area.y, end, &narrowed, canvas.mark(Role::Accent, false))
            .saturating_sub(2)
    };
    let mut x = area.x + 1;
    if area.width >= ROOMY {
        x = canvas.text(x, area.y, right, "dateline", canvas.mark(Role::Accent, false)) + 3;
    }
    x = canvas.text(x, area.y, right, app.list.request.scope.name(), title) + 1;
    // Nothing is narrowed: the number is known before the list is.
    let everything = app.list.request.scope == Scope::All && narrowed.is_empty();
    let listed = if everything { app.counts.all as usize } else { app.list.ids().len() };
    let numbers = if area.width >= ROOMY {
        let middot = canvas.glyphs().middot;
        let unread = words::thousands(i64::from(app.counts.unread));
        format!(" {} {middot} {unread} unread", words::count(listed, "article"))
    } else {
        format!(
            "{} {} {} new",
            words::thousands(listed as i64),
            canvas.glyphs().middot,
            app.counts.unread
        )
    };
    canvas.text_cut(x, area.y, right, &numbers, muted);
}

fn narrowed(app: &App) -> String {
    let request = &app.list.request;
    let mut parts = Vec::new();
    if !request.filter.is_empty() {
        parts.push(request.filter.clone());
    }
    if !request.fuzzy.is_empty() {
        parts.push(format!("~{}", request.fuzzy));
    }
    let order = match request.sort {
        Sort::Date => "",
        Sort::Outlet => "by outlet",
        Sort::Title => "by title",
        Sort::Length => "by length",
    };
    if !order.is_empty() {
        parts.push(order.to_owned());
    }
    if request.reversed {
        parts.push("reversed".to_owned());
    }
    if request.scope == Scope::All && parts.is_empty() {
        return String::new();
    }
    parts.join("  ")
}
