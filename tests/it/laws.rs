//! What must hold whatever is pressed, at whatever size.

use std::num::NonZeroU16;
use std::time::{Duration, Instant};

use dateline::config::{Key, KeyCode, Pane};
use dateline::run::painter::{Abilities, Painter};
use dateline::ui::Frame;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::random::Random;
use crate::rounds::rounds;
use crate::scene::Scene;
use crate::screen::Screen as _;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Event {
    /// The key of that index among all that are bound, and some letters.
    Press(usize),
    Resize(u16, u16),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        12 => (0..10_000_usize).prop_map(Event::Press),
        1 => (1..200_u16, 1..70_u16).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => (1..30_u16, 1..10_u16).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
    ];
    prop::collection::vec(event, 1..50)
}

/// Every key of the keymap, once for each binding it is part of, and letters for text fields.
fn keys(scene: &Scene) -> Vec<Key> {
    let bindings = Pane::ALL.into_iter().flat_map(|pane| scene.app.keymap.bindings(pane));
    let mut keys: Vec<Key> = bindings.flat_map(|binding| binding.keys.0.iter().copied()).collect();
    keys.extend(['p', 'u', 'é', '漢', '"'].map(Key::char));
    keys.extend([KeyCode::Enter, KeyCode::Esc, KeyCode::Esc, KeyCode::Backspace].map(Key::plain));
    keys
}

/// A terminal that is painted on.
struct Screen {
    painter: Painter,
    model: vt100::Parser,
}

impl Screen {
    fn new((columns, rows): (u16, u16)) -> Self {
        let cells = |count| NonZeroU16::new(count).expect("a screen has cells");
        Self {
            painter: Painter::new(Abilities { erases_with_background: true }),
            model: vt100::Parser::new(cells(rows), cells(columns), 0),
        }
    }

    fn paint(&mut self, mut frame: Buffer, cursor: Option<Position>) {
        let size = frame.clone();
        let bytes = self.painter.paint(&mut frame, cursor).to_vec();
        self.take(&size, &bytes);
    }

    /// Paints a frame that may stand still in parts, and gets an older one for it.
    fn paint_frame(&mut self, frame: &mut Frame) {
        let size = frame.cells.clone();
        let bytes = self.painter.paint_frame(frame).to_vec();
        self.take(&size, &bytes);
    }

    /// Shows bytes of a frame of that size.
    fn take(&mut self, frame: &Buffer, bytes: &[u8]) {
        let cells = |count| NonZeroU16::new(count).expect("a screen has cells");
        self.model.set_size(cells(frame.area.height), cells(frame.area.width));
        crate::stream::check(bytes).expect("the program's own sequences alone");
        self.model.process(bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_key_at_any_size_breaks_the_screen(events in events()) {
        let mut scene = Scene::bundled((120, 40));
        let keys = keys(&scene);
        let mut screen = Screen::new(scene.app.size);
        // As the program does it: in the memory of the frame before, which may show some of it already.
        let mut frame = Frame::default();
        for event in events {
            match event {
                Event::Press(at) => scene.key(keys[at % keys.len()]),
                Event::Resize(columns, rows) => { scene.resize(columns, rows); }
            }
            let list = &scene.app.list;
            prop_assert!(list.position() < list.ids().len().max(1), "the selection is outside the list");
            prop_assert!(scene.app.side.selected() < scene.app.side.items().len().max(1));
            prop_assert!(scene.app.reader.line() < scene.app.reader.page().lines().len().max(1));
            scene.draw_in(&mut frame);
            let (whole, cursor) = scene.draw();
            prop_assert_eq!((&frame.cells, frame.cursor), (&whole, cursor), "what stands still has changed");
            screen.paint_frame(&mut frame);
        }
        let mut fresh = Screen::new(scene.app.size);
        let (frame, cursor) = scene.draw();
        fresh.paint(frame, cursor);
        prop_assert_eq!(screen.model.screen().visible(), fresh.model.screen().visible());
    }
}

/// In one go, as a window that is dragged about while keys are pressed.
#[test]
fn any_size_is_drawn_and_equals_a_fresh_paint() {
    let seed = Random::seed();
    println!("random sizes: DATELINE_TEST_SEED={seed}");
    let mut random = Random::new(seed);
    let mut scene = Scene::bundled((120, 40));
    let keys = keys(&scene);
    let mut screen = Screen::new(scene.app.size);
    let (count, mut longest) = (rounds(60, 1_000), Duration::ZERO);
    for _ in 0..count {
        let size = (random.below(500) as u16 + 1, random.below(200) as u16 + 1);
        scene.resize(size.0, size.1);
        scene.key(random.of(&keys));
        let started = Instant::now();
        let (frame, cursor) = scene.draw();
        let mut painted = frame.clone();
        let bytes = screen.painter.paint(&mut painted, cursor).to_vec();
        longest = longest.max(started.elapsed());
        screen.take(&frame, &bytes);
        let mut fresh = Screen::new(size);
        fresh.paint(frame, cursor);
        assert!(screen.model.screen().visible() == fresh.model.screen().visible(), "at {size:?}");
    }
    println!(
        "{count} sizes with keys: 0 panics, each equals a fresh paint; the longest paint took {longest:?}"
    );
}
