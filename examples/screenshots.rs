//! Takes the pictures of the README: runs the program in a pseudo-terminal and draws what it shows as SVG.
//!
//! `cargo build --release && cargo run --example screenshots -- target/release/dateline assets/screenshots`, with names of
//! pictures where not all are wanted.

use std::fmt::Write as _;
use std::fs::Permissions;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
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
    /// What is done before: feeds that are files of its own are added and fetched.
    prepare: fn(&Store<'_>),
    /// What the first frame shows.
    first: &'static str,
}

/// A store that is filled by the program itself.
struct Store<'a> {
    program: &'a str,
    folder: &'a Path,
}

/// The reader on the bundled articles.
const BUNDLED: Scene =
    Scene { name: "", size: (120, 40), arguments: &[], keys: &[], prepare: |_| {}, first: "Putin" };

const SCENES: [Scene; 10] = [
    Scene {
        name: "main",
        // Open for a while: by then the other report is known, and what it tells otherwise.
        keys: &[
            ("\r", "!1"),
            ("\t", "mention"),
            ("}", "WHO"),
            ("}", "HOW MANY"),
            ("j", "HOW MANY"),
        ],
        ..BUNDLED
    },
    Scene { name: "reading", size: (80, 24), keys: &[("\r", "page"), ("]]]", "fact")], ..BUNDLED },
    Scene { name: "phone", size: (40, 20), ..BUNDLED },
    Scene { name: "keys", keys: &[("?", "Keys")], ..BUNDLED },
    Scene {
        name: "feeds",
        size: (100, 24),
        keys: &[("0", "1 failing"), ("/Wire\r", "Wire North")],
        prepare: some_feeds,
        first: "unread",
        ..BUNDLED
    },
    Scene {
        name: "changes",
        size: (80, 24),
        keys: &[("\r", "page"), ("d", "{+")],
        prepare: an_edited_article,
        first: "Council",
        ..BUNDLED
    },
    Scene { name: "compare", keys: &[("c", "CONTRADICTS")], ..BUNDLED },
    Scene {
        name: "stories",
        size: (100, 24),
        keys: &[("S", "3 outlets"), ("c", "CONTRADICTS"), ("q", "3 outlets")],
        prepare: some_stories,
        first: "Skarholm",
        ..BUNDLED
    },
    Scene {
        name: "brief",
        size: (100, 30),
        keys: &[("B", "Briefing")],
        prepare: some_stories,
        first: "Skarholm",
        ..BUNDLED
    },
    Scene {
        name: "accounts",
        size: (100, 24),
        arguments: &["doctor"],
        prepare: some_accounts,
        first: "for this account",
        ..BUNDLED
    },
];

/// Reports of three events by several outlets.
fn some_stories(store: &Store<'_>) {
    let wires: [(&str, &[(&str, &str)]); 3] = [
        (
            "Coast Wire",
            &[
                (
                    "Ferry with 212 people aboard runs aground off Skarholm",
                    "The ferry Aurora ran aground off Skarholm early on Tuesday with 212 people aboard, the coast guard said. All of them were brought to the harbour in small boats. Captain Ola Brenning said that the radar had failed.",
                ),
                (
                    "Ministers sign nine rail pacts in Ostrava",
                    "The transport ministers of Poland and the Czech Republic signed nine agreements on rail transport in Ostrava on Tuesday. The longest of them concerns the line to Katowice, which was built in 1847.",
                ),
            ],
        ),
        (
            "Harbour Post",
            &[
                (
                    "Passengers saved from ferry Aurora off Skarholm",
                    "There were 214 people aboard the ferry Aurora when it ran aground off Skarholm on Tuesday, the coast guard said. Divers found no leak. Mira Tolle, a teacher, said: “I thought the engine had blown up.”",
                ),
                (
                    "Rail pacts signed in Ostrava",
                    "Poland and the Czech Republic signed seven deals on rail transport in Ostrava on Tuesday. Poland will pay 40 million euros for the stations on the line to Katowice.",
                ),
                (
                    "Storm Oskar nears the coast",
                    "The storm Oskar will reach the coast on Wednesday, the weather office said. Schools stay closed.",
                ),
            ],
        ),
        (
            "Morning Call",
            &[(
                "Radar blamed as ferry Aurora hits reef off Skarholm",
                "Investigators boarded the ferry Aurora off Skarholm on Tuesday after it had run aground. Captain Ola Brenning said that the radar had failed minutes before the ship struck the reef.",
            )],
        ),
    ];
    for (outlet, reports) in wires {
        let items: Vec<(String, String)> = reports
            .iter()
            .map(|(title, text)| ((*title).to_owned(), format!("<p>{text}</p>")))
            .collect();
        store.write(outlet, &items);
        store.run(&["add", &store.file(outlet)]);
    }
    store.run(&["refresh", "--all"]);
    store.run(&["stories"]);
}

/// Accounts: what their servers answer, and more lines in the settings. The last one's is not asked at all.
const ACCOUNTS: [(&str, &str, u16, &str); 4] = [
    ("home", "miniflux", 200, "allow_http = true\n"),
    ("fresh", "greader", 503, "allow_http = true\n"),
    ("mini", "miniflux", 401, "allow_http = true\n"),
    ("open", "greader", 200, ""),
];

/// Accounts of which one can be used.
fn some_accounts(store: &Store<'_>) {
    let account = |(name, kind, _, more): &(&str, &str, u16, &str)| {
        format!(
            "[[account]]\nname = \"{name}\"\nkind = \"{kind}\"\naddress = \"http://{name}.example.org\"\n\
             user = \"anna\"\nenv = \"WORDS\"\n{more}"
        )
    };
    let text: String = ACCOUNTS.iter().map(account).collect();
    let folder = store.folder.join(".config/dateline");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("config.toml"), text).expect("a file");
    fs::set_permissions(store.folder, Permissions::from_mode(0o700)).expect("rights");
}

/// Serves all accounts. What leads their hosts there.
fn serve_accounts() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for mut line in listener.incoming().flatten() {
            let mut bytes = [0; 4096];
            let count = line.read(&mut bytes).unwrap_or(0);
            let asked = String::from_utf8_lossy(&bytes[..count]).into_owned();
            let is_of = |name: &str| asked.contains(&format!("ost: {name}.example.org"));
            let found = ACCOUNTS.iter().find(|account| is_of(account.0));
            let (status, body) = (found.map_or(404, |account| account.2), r#"[{"id":1},{"id":2}]"#);
            let head = format!("HTTP/1.1 {status} Words\r\nConnection: close\r\nContent-Length: ");
            let _gone = line.write_all(format!("{head}{}\r\n\r\n{body}", body.len()).as_bytes());
        }
    });
    let led = ACCOUNTS.iter().map(|account| format!("{}.example.org={address}", account.0));
    led.collect::<Vec<String>>().join(",")
}

/// Feeds in folders, one of which is gone.
fn some_feeds(store: &Store<'_>) {
    let feeds = [
        ("City Gazette", "", 12),
        ("Wire North", "", 5),
        ("Rivers and Seas", "Science", 7),
        ("Sky and Stars", "Science/Space", 4),
        ("Rockets Weekly", "Science/Space", 2),
        ("Football Today", "Sport", 31),
    ];
    for (title, folder, count) in feeds {
        let items: Vec<(String, String)> = (1..=count)
            .map(|n| (format!("{title}, report {n}"), "Some words of it.".to_owned()))
            .collect();
        store.write(title, &items);
        store.run(&["add", &store.file(title), "--folder", folder]);
    }
    fs::remove_file(store.file("Wire North")).expect("a file");
    store.run_anyhow(&["refresh", "--all"]);
}

/// An article whose words were changed after it came.
fn an_edited_article(store: &Store<'_>) {
    let article = |vote: &str, levy: &str, end: &str| {
        let text = format!(
            "<p>The council passed its budget on Thursday, {vote}, after a debate of five hours.</p>\
             <p>The levy rises by {levy} per cent. A first reading is set for July, and the mayor expects few changes.</p>{end}"
        );
        vec![("Council passes budget".to_owned(), text)]
    };
    store
        .write("City Gazette", &article("seven to four", "2.4", "<p>The mayor was not there.</p>"));
    store.run(&["add", &store.file("City Gazette")]);
    let end = "<p>This report was corrected: two members had left before the vote.</p>";
    store.write("City Gazette", &article("eight to three", "2.6", end));
    store.run(&["refresh", "--all"]);
}

impl Store<'_> {
    fn file(&self, title: &str) -> String {
        self.folder.join(format!("{title}.xml")).to_string_lossy().into_owned()
    }

    /// Writes a feed of these titles and texts.
    fn write(&self, title: &str, items: &[(String, String)]) {
        let item = |(name, text): &(String, String)| {
            format!(
                "<item><guid>{name}</guid><title>{name}</title><description><![CDATA[{text}]]></description></item>"
            )
        };
        let items: String = items.iter().map(item).collect();
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>{title}</title><link>https://example.org/</link>\
             <description>d</description>{items}</channel></rss>"
        );
        fs::write(self.file(title), feed).expect("a file");
    }

    fn run(&self, arguments: &[&str]) {
        assert!(self.run_anyhow(arguments), "{arguments:?} failed");
    }

    /// Runs the program. Whether all went well.
    fn run_anyhow(&self, arguments: &[&str]) -> bool {
        let ran = std::process::Command::new(self.program)
            .args(arguments)
            .arg("--data-dir")
            .arg(self.folder)
            .env_clear()
            .env("HOME", self.folder)
            .output();
        ran.expect("the program starts").status.success()
    }
}

fn main() {
    let mut arguments = env::args().skip(1);
    let program = arguments.next().expect("the program");
    let folder = arguments.next().expect("the folder for the pictures");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let named: Vec<String> = arguments.collect();
    let is_wanted =
        |scene: &&Scene| named.is_empty() || named.iter().any(|name| name == scene.name);
    for scene in SCENES.iter().filter(is_wanted) {
        let screen = photograph(&program, scene);
        let path = Path::new(&folder).join(format!("{}.svg", scene.name));
        fs::write(&path, svg(&screen, scene.size)).expect("the picture can be written");
        println!("{}", path.display());
    }
}

fn photograph(program: &str, scene: &Scene) -> Parser {
    let home = tempfile::tempdir().expect("a folder");
    (scene.prepare)(&Store { program, folder: home.path() });
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
        .env("WORDS", "a password")
        .env("DATELINE_TEST_PUBLIC", serve_accounts())
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
    wait_for(&parser, scene.first);
    for (keys, text) in scene.keys {
        (&*pty).write_all(keys.as_bytes()).expect("keys are taken");
        wait_for(&parser, text);
    }
    // What follows a rest of the selection is part of the picture.
    thread::sleep(Duration::from_millis(400));
    let picture = parser.lock().expect("no panic").screen().contents_formatted();
    child.kill().expect("the program ends");
    let _status = child.wait();
    // A path of this machine is nobody's business; the other one is as long.
    let picture = picture.replace(&*home.path().to_string_lossy(), "/home/anna/news");
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
        let shown = || parser.lock().expect("no panic").screen().contents();
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{text:?} did not appear in {}",
            shown()
        );
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
