//! Takes the pictures of the README: runs the program in a pseudo-terminal and draws what it shows as SVG.
//!
//! `cargo build --release && cargo run --example screenshots -- target/release/dateline assets/screenshots`

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use pty_process::Size;
use pty_process::blocking::{Command, open};
use vt100::{Cell, Color, Parser};

/// What is photographed: the file, the size, more arguments, keys with what is waited for after each.
struct Scene {
    name: &'static str,
    size: (u16, u16),
    arguments: &'static [&'static str],
    keys: &'static [(&'static str, &'static str)],
}

const SCENES: [Scene; 4] = [
    Scene {
        name: "main",
        size: (120, 40),
        arguments: &[],
        keys: &[("\t\t", "move"), ("}", "WHO"), ("}", "HOW MANY"), ("j", "HOW MANY")],
    },
    Scene {
        name: "reading",
        size: (80, 24),
        arguments: &[],
        keys: &[("\r", "page"), ("]]]", "fact")],
    },
    Scene { name: "phone", size: (40, 20), arguments: &[], keys: &[] },
    Scene { name: "keys", size: (120, 40), arguments: &[], keys: &[("?", "Keys")] },
];

fn main() {
    let mut arguments = env::args().skip(1);
    let program = arguments.next().expect("the program");
    let folder = arguments.next().expect("the folder for the pictures");
    fs::create_dir_all(&folder).expect("the folder can be made");
    for scene in &SCENES {
        let screen = photograph(&program, scene);
        let path = Path::new(&folder).join(format!("{}.svg", scene.name));
        fs::write(&path, svg(&screen, scene.size)).expect("the picture can be written");
        println!("{}", path.display());
    }
}

fn photograph(program: &str, scene: &Scene) -> Parser {
    let home = tempfile::tempdir().expect("a folder");
    let (pty, pts) = open().expect("a pseudo-terminal");
    let (columns, rows) = scene.size;
    pty.resize(Size::new(rows, columns)).expect("a size");
    let mut child = Command::new(program)
        .args(scene.arguments)
        .arg("--data-dir")
        .arg(home.path())
        .env_clear()
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .env("HOME", home.path())
        .env("TZ", "UTC")
        .spawn(pts)
        .expect("the program starts");
    let parser = Arc::new(Mutex::new(new_parser(scene.size)));
    let pty = Arc::new(pty);
    let (output, shown) = (Arc::clone(&pty), Arc::clone(&parser));
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = (&*output).read(&mut bytes) {
            shown.lock().expect("no panic").process(&bytes[..count]);
        }
    });
    wait_for(&parser, "Putin");
    for (keys, text) in scene.keys {
        (&*pty).write_all(keys.as_bytes()).expect("keys are taken");
        wait_for(&parser, text);
    }
    // What follows a rest of the selection is part of the picture.
    thread::sleep(Duration::from_millis(400));
    let picture = parser.lock().expect("no panic").screen().contents_formatted();
    child.kill().expect("the program ends");
    let _status = child.wait();
    let mut parser = new_parser(scene.size);
    parser.process(picture.as_bytes());
    parser
}

fn new_parser((columns, rows): (u16, u16)) -> Parser {
    let size = |n: u16| n.try_into().expect("a screen has cells");
    Parser::new(size(rows), size(columns), 0)
}

fn wait_for(parser: &Mutex<Parser>, text: &str) {
    let start = Instant::now();
    while !parser.lock().expect("no panic").screen().contents().contains(text) {
        assert!(start.elapsed() < Duration::from_secs(10), "{text:?} did not appear");
        thread::sleep(Duration::from_millis(10));
    }
}

const CELL: (u32, u32) = (9, 19);

fn svg(parser: &Parser, (columns, rows): (u16, u16)) -> String {
    let (width, height) = (u32::from(columns) * CELL.0, u32::from(rows) * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#1c1c1c\"/>\n"
    );
    for y in 0..rows {
        row(&mut svg, parser, y, columns);
    }
    svg.push_str("</svg>\n");
    svg
}

/// One element for each run of cells that look alike.
fn row(svg: &mut String, parser: &Parser, y: u16, columns: u16) {
    let mut x = 0;
    while x < columns {
        let Some(first) = parser.screen().cell(y, x) else { return };
        let look = Look::of(first);
        let mut text = String::new();
        let start = x;
        while let Some(cell) = parser.screen().cell(y, x).filter(|cell| Look::of(cell) == look) {
            if !cell.is_wide_continuation() {
                text.push_str(if cell.has_contents() { cell.contents() } else { " " });
            }
            x += 1;
        }
        run(svg, (start, y), x - start, &text, &look);
    }
}

fn run(svg: &mut String, at: (u16, u16), columns: u16, text: &str, look: &Look) {
    let (x, y) = (u32::from(at.0) * CELL.0, u32::from(at.1) * CELL.1);
    let width = u32::from(columns) * CELL.0;
    if look.bg != "#1c1c1c" {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1, look.bg
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
    let line = if look.underline { " text-decoration=\"underline\"" } else { "" };
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{}\" fill=\"{}\"{weight}{line} xml:space=\"preserve\" textLength=\"{width}\">{escaped}</text>",
        y + 14,
        look.fg
    );
}

#[derive(Clone, PartialEq)]
struct Look {
    fg: String,
    bg: String,
    bold: bool,
    underline: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (mut fg, mut bg) =
            (colour(cell.fgcolor(), "#dadada"), colour(cell.bgcolor(), "#1c1c1c"));
        if cell.inverse() {
            std::mem::swap(&mut fg, &mut bg);
        }
        Self { fg, bg, bold: cell.bold(), underline: cell.underline() }
    }
}

/// The colours of xterm.
fn colour(colour: Color, default: &str) -> String {
    match colour {
        Color::Default => default.to_owned(),
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Idx(index @ 232..) => {
            let grey = 8 + (index - 232) * 10;
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
        Color::Idx(index @ 16..) => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + n * 40 };
            let n = index - 16;
            format!("#{:02x}{:02x}{:02x}", step(n / 36), step(n / 6 % 6), step(n % 6))
        }
        Color::Idx(index) => BASE[usize::from(index)].to_owned(),
    }
}

const BASE: [&str; 16] = [
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
    "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
];
