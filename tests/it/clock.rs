//! A clock that jumps: nothing vanishes, nothing is in disorder, and what depends on the time is right again afterwards.
//!
//! The state is told the time and never asks for it, so that a test can tell it any. Timers count from a clock that
//! cannot be set.

use dateline::app::message::Message;
use dateline::news::ArticleId;
use jiff::Zoned;

use crate::scene::Scene;

/// Ten years back, fifty forward, other zones, the changes of summer time, leap days, past 2038, the ends of what a clock
/// can show.
const TIMES: [&str; 16] = [
    "2014-06-21T09:41:00+00:00[UTC]",
    "2074-06-21T09:41:00+00:00[UTC]",
    "2024-06-21T23:41:00+14:00[Pacific/Kiritimati]",
    "2024-06-20T22:41:00-11:00[Pacific/Pago_Pago]",
    "2024-03-31T03:00:00+02:00[Europe/Berlin]",
    "2024-10-27T02:30:00+01:00[Europe/Berlin]",
    "2024-02-29T12:00:00+00:00[UTC]",
    "2023-02-28T23:59:59+00:00[UTC]",
    "2100-02-28T23:59:59+00:00[UTC]",
    "2038-01-19T03:14:07+00:00[UTC]",
    "2038-01-19T03:14:08+00:00[UTC]",
    "2106-02-07T06:28:16+00:00[UTC]",
    "1970-01-01T00:00:00+00:00[UTC]",
    "1969-12-31T23:59:59+00:00[UTC]",
    "0001-01-01T00:00:00+00:00[UTC]",
    "9998-12-31T23:59:59+00:00[UTC]",
];

const USUAL: &str = "2024-06-21T09:41:00+00:00[UTC]";

fn tell(scene: &mut Scene, time: &str) {
    let now: Zoned = time.parse().expect("a time");
    scene.send(Message::Now(now));
}

fn rows(scene: &Scene) -> Vec<String> {
    let (buffer, _) = scene.draw();
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect()).collect()
}

#[test]
fn a_clock_that_jumps_moves_nothing() {
    let mut scene = Scene::bundled((120, 40));
    tell(&mut scene, USUAL);
    let listed: Vec<ArticleId> = scene.app.list.ids().to_vec();
    let usual = rows(&scene);
    for time in TIMES {
        tell(&mut scene, time);
        // Everything is asked for anew, and everything that shows a time is drawn.
        scene.press(&["1"]);
        assert_eq!(scene.app.list.ids().to_vec(), listed, "at {time}");
        for keys in [&["Enter"][..], &["gd"], &["Esc"], &["q"], &["g/", "Esc"], &["f", "Esc"]] {
            assert!(rows(scene.press(keys)).concat().contains("Putin"), "at {time}");
        }
        tell(&mut scene, USUAL);
        scene.press(&["gg", "1"]);
        assert_eq!(scene.app.list.ids().to_vec(), listed, "after {time}");
    }
    let again = rows(&scene);
    // The first article was opened and so is read: its mark is all that may differ.
    let ages = |rows: &[String]| rows.iter().filter(|row| row.contains(" min ")).count();
    assert_eq!(ages(&again), ages(&usual));
    println!(
        "{} jumps of the clock: {} articles each time, in their order",
        TIMES.len(),
        listed.len()
    );
}

/// What is written with a filter by days is asked with the day that is told.
#[test]
fn filters_by_days_stand_any_day() {
    let mut scene = Scene::bundled((120, 40));
    for time in TIMES {
        tell(&mut scene, time);
        for filter in
            ["after:7d", "before:today", "after:yesterday", "after:mon", "before:2024-02-29"]
        {
            scene.press(&["F", "C-u"]).type_text(filter).press(&["Enter"]);
            scene.press(&["Esc", "C-x"]);
        }
        assert_eq!(scene.app.list.ids().len(), scene.app.counts.all as usize, "at {time}");
    }
}
