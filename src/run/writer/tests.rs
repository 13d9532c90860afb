//! Lines that take nothing, little or everything.

use std::sync::mpsc;

use ratatui::buffer::{Buffer, Cell};

use super::*;
use crate::ui::links::Links;

/// A line that takes nothing until it is told to.
struct Stuck {
    go: mpsc::Receiver<()>,
    written: Arc<Mutex<Vec<u8>>>,
}

impl Write for Stuck {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.go.recv().map_err(std::io::Error::other)?;
        self.written.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn frame(text: &str) -> Frame {
    let mut cells = Buffer::filled(Rect::new(0, 0, 20, 2), Cell::EMPTY);
    cells.set_string(0, 0, text, ratatui::style::Style::new());
    Frame::of(cells, Links::default(), None)
}

#[test]
fn only_the_newest_frame_waits_for_a_stuck_line() {
    let (go, gone) = mpsc::channel();
    let written = Arc::new(Mutex::new(Vec::new()));
    let output = Stuck { go: gone, written: Arc::clone(&written) };
    let abilities = Abilities { erases_with_background: true };
    let writer = Writer::start(output, None, abilities, Pace::LOCAL, || {});
    for n in 0..100 {
        writer.show(frame(&format!("frame {n:02}")));
    }
    for _ in 0..3 {
        go.send(()).expect("the writer lives");
    }
    assert!(writer.drain(Duration::from_secs(5)));
    let written = String::from_utf8(written.lock().expect("no panic").clone()).expect("text");
    assert!(written.contains("99") && !written.contains("50"), "{written:?}");
}

#[test]
fn what_the_terminal_does_not_take_at_once_is_written_after_it() {
    let abilities = Abilities { erases_with_background: true };
    let shown = |at_most: usize| {
        let written = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::clone(&written);
        let at_once: AtOnce = Box::new(move |bytes| {
            let count = at_most.min(bytes.len());
            taken.lock().expect("no panic").extend_from_slice(&bytes[..count]);
            count
        });
        let output = Later(Arc::clone(&written));
        let writer = Writer::start(output, Some(at_once), abilities, Pace::LOCAL, || {});
        for n in 0..5 {
            writer.send(b"<>");
            writer.show(frame(&format!("frame {n}")));
            assert!(writer.drain(Duration::from_secs(5)));
        }
        let written = written.lock().expect("no panic").clone();
        String::from_utf8(written).expect("text")
    };
    let whole = shown(usize::MAX);
    assert!(whole.contains("frame 0") && whole.matches("<>").count() == 5, "{whole:?}");
    for at_most in [0, 1, 7, 30] {
        assert_eq!(shown(at_most), whole, "of {at_most} bytes at once");
    }
}

struct Later(Arc<Mutex<Vec<u8>>>);

impl Write for Later {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
