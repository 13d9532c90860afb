//! Odd letters move nothing: what a terminal shows of a row is what was planned for it, and the next row is intact.

use dateline::extract::{Hint, read};
use dateline::run::painter::{Abilities, Painter};
use ratatui::buffer::Buffer;

use crate::hostile::{article, strings};
use crate::scene::Scene;
use crate::seen::cells;

/// Rows of the model in which a letter or a rule of the frame stands elsewhere.
///
/// Only those are looked at whose width nobody doubts: where one of them stands, nothing before it has moved.
fn moved(model: &vt100::Screen, frame: &Buffer) -> Vec<String> {
    let (width, height) = (frame.area.width, frame.area.height);
    let shown = |x, y| model.cell(y, x).map(vt100::Cell::contents).unwrap_or_default();
    let certain = |symbol: &str| (symbol.is_ascii() || symbol == "│") && symbol.trim() != "";
    let in_place = |x, y| {
        let planned = frame[(x, y)].symbol();
        !certain(planned) || shown(x, y) == planned
    };
    let differ = (0..height).filter(|y| !(0..width).all(|x| in_place(x, *y)));
    let text = |y| (0..width).map(|x| shown(x, y)).collect::<String>();
    differ.map(|y| format!("row {y}: {:?}", text(y))).collect()
}

#[test]
fn odd_letters_move_nothing() {
    let Some(strings) = strings() else { return };
    let hint = Hint { name: Some("article.json"), form: None };
    let (mut frames, mut wrong) = (0, Vec::new());
    for (columns, rows) in [(40, 20), (120, 40)] {
        for (n, hostile) in strings.iter().enumerate() {
            let json = article(n, hostile).to_string();
            // Some make a file that no reader would take for text.
            let Ok(reading) = read(json.as_bytes(), &hint) else { continue };
            let mut scene = Scene::of(&reading.articles, (columns, rows));
            let mut painter = Painter::new(Abilities { erases_with_background: true });
            let mut model = vt100::Parser::new(cells(rows), cells(columns), 0);
            for keys in [&[][..], &["Enter"], &["C-d"], &["G"], &["gg"], &["h"]] {
                let (frame, cursor) = scene.press(keys).draw();
                model.process(painter.paint(&mut frame.clone(), cursor));
                frames += 1;
                let moved = moved(model.screen(), &frame);
                if !moved.is_empty() {
                    wrong.push(format!("{} at {columns}: {}", hostile.name, moved.join("\n  ")));
                    break;
                }
            }
        }
    }
    println!("{frames} frames of {} strings, {} moved", strings.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
