//! `--restricted` beside a store and settings that are full of programs: sources, filters, secrets, hooks.
//!
//! Each of them is started where nothing is restricted, which leaves a trace; so the test could find one.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::executable;
use crate::fake::Fake;
use crate::outside::configured;
use crate::server::Server;
use crate::setup::Setup;

/// What programs are for, and the name of each.
const PROGRAMS: [&str; 6] = ["source", "filter", "header", "account", "hook", "opener"];

/// A name that leads to this machine and counts as one of the web: a private address would be refused before.
const FILTERED: &str = "http://news.example.org/filtered";
const SECRET: &str = "http://news.example.org/secret";

struct Ground {
    setup: Setup,
    programs: PathBuf,
    server: Server,
    _fake: Fake,
}

impl Ground {
    fn new() -> Self {
        let setup = Setup::new();
        let programs = setup.folder().join("bin");
        fs::create_dir(&programs).expect("a folder");
        let feed = "<rss version=\"2.0\"><channel><title>Made</title></channel></rss>";
        for name in PROGRAMS {
            let prints = if matches!(name, "source" | "filter") { feed } else { "token" };
            let path = programs.join(name);
            let script = format!("#!/bin/sh\n: > \"$0.done\"\necho '{prints}'\n");
            executable::script(&path, &script).expect("a script");
        }
        let (server, fake) = (Server::start(), Fake::start());
        fake.articles(2);
        "token".clone_into(&mut fake.state().password);
        let at = |name: &str| programs.join(name).display().to_string();
        let settings = format!(
            "allow_programs = true\nhook_new = ['{}']\n[[opener]]\nmatch = '*'\nrun = ['{}']\n\
             [[account]]\nname = 'home'\nkind = 'greader'\naddress = '{}'\nuser = 'anna'\ncommand = ['{}']\n",
            at("hook"),
            at("opener"),
            fake.url(""),
            at("account"),
        );
        let place = server.url("").replace("http://", "");
        let setup = setup.env("DATELINE_TEST_PUBLIC", &format!("news.example.org={place}"));
        Self { setup: configured(setup, &settings), programs, server, _fake: fake }
    }

    fn program(&self, name: &str) -> String {
        self.programs.join(name).display().to_string()
    }

    /// Runs a command of the program, whatever comes of it; what it says.
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let ended = self.setup.surround(command.args(arguments)).output().expect("it starts");
        String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned()
    }

    /// The programs that were started since, by their traces, which go.
    fn started(&self) -> Vec<String> {
        let mut started: Vec<String> = PROGRAMS
            .into_iter()
            .filter(|name| fs::remove_file(self.programs.join(format!("{name}.done"))).is_ok())
            .map(str::to_owned)
            .collect();
        started.sort();
        started
    }

    /// Feeds that are fetched with the help of programs, and one that brings something new each time.
    fn subscribe(&self) {
        let paper = self.setup.folder().join("paper.xml");
        fs::write(&paper, "<rss version='2.0'><channel><title>Paper</title><item><guid>0</guid><title>None</title></item></channel></rss>")
            .expect("a file");
        self.server.feed("/filtered", "Filtered", 1, Duration::ZERO);
        self.server.feed("/secret", "Secret", 1, Duration::ZERO);
        let source = format!("exec:[\"{}\"]", self.program("source"));
        let filter = format!("[\"{}\"]", self.program("filter"));
        let header = format!("Authorization: exec:[\"{}\"]", self.program("header"));
        self.run(&["add", &source]);
        self.run(&["add", FILTERED, "--filter", &filter]);
        self.run(&["add", SECRET, "--header", &header]);
        self.run(&["add", &paper.to_string_lossy()]);
    }

    /// One article more in the feed of this machine, which the hook is told of.
    fn publish(&self, number: usize) {
        let item = |n| {
            format!(
                "<item><guid>{n}</guid><title>Report {n}</title><link>https://example.org/{n}</link></item>"
            )
        };
        let items = (0..=number).map(item).collect::<Vec<String>>().concat();
        let text =
            format!("<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>");
        fs::write(self.setup.folder().join("paper.xml"), text).expect("a file");
    }
}

#[test]
fn no_program_that_settings_and_feeds_name_is_started_restricted() {
    let ground = Ground::new();
    ground.subscribe();
    ground.started();
    ground.publish(1);
    ground.run(&["refresh", "--all"]);
    let started = ground.started();
    assert_eq!(started, ["account", "filter", "header", "hook", "source"]);
    let mut terminal = ground.setup.start();
    terminal
        .wait_for("Report 1")
        .press("gg\r")
        .press("o")
        .wait("the opener", |_| ground.programs.join("opener.done").exists());
    terminal.press("Q").press("Q");
    terminal.wait_exit();
    ground.started();
    // The same restricted, and more.
    ground.publish(2);
    let said = ground.run(&["--restricted", "refresh", "--all"]);
    assert!(said.contains("--restricted starts nothing"), "{said}");
    let source = format!("exec:[\"{}\"]", ground.program("source"));
    let filter = format!("[\"{}\"]", ground.program("filter"));
    let others: [&[&str]; 6] = [
        &["sync"],
        &["sync", "--history"],
        &["doctor"],
        &["add", "--account", "home", "https://example.org/feed"],
        &["add", &source],
        &["add", FILTERED, "--filter", &filter],
    ];
    for arguments in others {
        let said = ground.run(&[&["--restricted"], arguments].concat());
        assert!(said.contains("--restricted"), "{arguments:?}: {said}");
    }
    ground.publish(3);
    let mut terminal = ground.setup.start_with(&["--restricted"]);
    terminal.wait_for("Paper").press("R").wait_gone("Refreshing").wait_for("Report 3");
    terminal.press("gg\r").press("o").wait_for("https://example.org").press("\x07Q");
    assert_eq!(terminal.wait_exit().code(), Some(0));
    assert_eq!(ground.started(), Vec::<String>::new());
}
