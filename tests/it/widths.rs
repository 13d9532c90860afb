//! Odd letters move nothing: what a terminal shows of a row is what was planned for it, and the next row is intact.

use dateline::extract::{Hint, read};
use dateline::run::painter::{Abilities, Painter};
use ratatui::buffer::Buffer;

use crate::hostile::{article, strings};
use crate::scene::Scene;
use crate::seen::cells;

/// Rows of the model that differ from the frame.
fn moved(model: &vt100::Screen, frame: &Buffer) -> Vec<String> {
    let (width, height) = (frame.area.width, frame.area.height);
    let planned = |y: u16| -> Vec<&str> {
        let row = (0..width).map(|x| frame[(x, y)].symbol());
        row.map(|symbol| if symbol == " " { "" } else { symbol }).collect()
    };
    let shown = |y: u16| -> Vec<&str> {
        let row = (0..width).filter_map(|x| model.cell(y, x)).map(vt100::Cell::contents);
        row.map(|symbol| if symbol == " " { "" } else { symbol }).collect()
    };
    let differ = (0..height).filter(|y| planned(*y) != shown(*y));
    differ
        .map(|y| format!("row {y}: {:?} shown as {:?}", planned(y).concat(), shown(y).concat()))
        .collect()
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
