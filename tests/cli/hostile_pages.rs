//! What pages, lists of feeds and feeds of every size can do to the program itself, from end to end.
//!
//! Each is taken in by the command that a reader would use for it, under a host name that counts as public. What is looked
//! at: what its description says that a good reader does, the time, and the memory of the process at its peak.

use std::fs;
use std::time::Instant;

use serde_json::Value;

use crate::hostile::Hostile;
use crate::{Ended, Reader};

/// Runs a program and writes the most memory that it took, in KiB, to a file.
const MEASURED: &str = "import resource, subprocess, sys\n\
    code = subprocess.run(sys.argv[2:]).returncode\n\
    open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))\n\
    sys.exit(code if code >= 0 else 128 - code)";

/// How one command went.
struct Run {
    ended: Ended,
    seconds: f64,
    peak_mib: u64,
}

struct Ground {
    server: Hostile,
    reader: Reader,
    list: Vec<Value>,
}

impl Ground {
    fn new() -> Option<Self> {
        let (server, list) = Hostile::start()?;
        Some(Self { server, reader: Reader::new(), list })
    }

    fn family(&self, name: &str) -> Vec<&Value> {
        self.list.iter().filter(|endpoint| endpoint["family"] == name).collect()
    }

    fn url(&self, path: &str) -> String {
        format!("http://h.test:{}{path}", self.server.port)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let (data, peak) = (self.reader.path("data"), self.reader.path("peak"));
        let program = self.reader.command(arguments);
        let mut command = std::process::Command::new("python3");
        command.args(["-c", MEASURED, &peak]).arg(program.get_program());
        command.args(["--data-dir", &data]).args(arguments);
        for (name, value) in program.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.env("DATELINE_TEST_PUBLIC", format!("h.test=127.0.0.1:{}", self.server.port));
        let began = Instant::now();
        let ended = Ended::of(&command.output().expect("python3 starts"));
        let peak = fs::read_to_string(peak).expect("a number");
        Run {
            ended,
            seconds: began.elapsed().as_secs_f64(),
            peak_mib: peak.trim().parse::<u64>().expect("a number") / 1024,
        }
    }
}

/// Gathers what was wrong, and the most that anything took.
#[derive(Default)]
struct Judge {
    wrong: Vec<String>,
    seconds: f64,
    peak_mib: u64,
    count: usize,
}

impl Judge {
    fn holds(&mut self, endpoint: &Value, run: &Run, holds: bool) {
        let limit = |name: &str| endpoint["limits"][name].as_f64().expect("a limit");
        // A build for tests on a busy machine is no measure; what never ends is told all the same.
        let is_within =
            run.seconds <= 5.0 * limit("wall_s") && run.peak_mib as f64 <= limit("rss_mb");
        if !holds || !is_within {
            let Run { ended, seconds, peak_mib } = run;
            let cut = |text: &str| text.chars().take(300).collect::<String>();
            self.wrong.push(format!(
                "{}: {} should be {}; code {:?}, {seconds:.1} s, {peak_mib} MiB, {:?}, {:?}",
                endpoint["path"],
                endpoint["outcome"],
                endpoint["must"],
                ended.code,
                cut(&ended.out),
                cut(&ended.err)
            ));
        }
        self.seconds = self.seconds.max(run.seconds);
        self.peak_mib = self.peak_mib.max(run.peak_mib);
        self.count += 1;
    }

    fn tell(self, what: &str, ground: &Ground) {
        crate::say(&format!(
            "{what}: {} as described of {}, at most {:.1} s and {} MiB",
            self.count - self.wrong.len().min(self.count),
            self.count,
            self.seconds,
            self.peak_mib
        ));
        assert_eq!(self.wrong, Vec::<String>::new());
        assert!(self.count > 0, "nothing was tried");
        assert_eq!(ground.server.get("/__canary"), serde_json::json!([]));
    }
}

/// Whether a command ended with a sentence instead of a result.
fn is_refused(ended: &Ended) -> bool {
    let one = ended.err.lines().count() == 1 && ended.err.starts_with("dateline: ");
    ended.code == Some(1) && ended.out.is_empty() && one && ended.err.len() > 40
}

/// What is asked of one page besides its outcome.
fn page_is_right(path: &str, ended: &Ended) -> bool {
    let (out, err) = (ended.out.as_str(), ended.err.as_str());
    let has_all = (0..8).all(|n| out.contains(&format!("Paragraph {n} of the article")));
    match path {
        "/page/js-only" => is_refused(ended) && err.contains("without JavaScript"),
        "/page/consent" | "/page/unclosed" => is_refused(ended) || ended.code == Some(0),
        "/page/paywall" => out.contains("First paragraph") && !out.contains("Subscribe"),
        "/page/charset-meta" => out.contains("Встреча прошла в четверг."),
        "/page/charset-late" => out.contains("Встреча прошла."),
        "/page/script-style" => {
            has_all && !out.contains("SCRIPTTEXT") && !out.contains("STYLETEXT")
        }
        "/page/hidden" => has_all && !out.contains("HIDDENTEXT"),
        "/page/pdf" => is_refused(ended) && err.contains("PDF"),
        "/page/esc" => {
            let is_sign = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            ended.code == Some(0) && !out.is_empty() && !out.chars().any(is_sign)
        }
        _ => has_all,
    }
}

#[test]
fn hostile_pages_become_articles_or_a_sentence() {
    let Some(ground) = Ground::new() else { return };
    let mut judge = Judge::default();
    for endpoint in ground.family("page") {
        let path = endpoint["path"].as_str().expect("a path");
        let run = ground.run(&["extract", &ground.url(path), "--text"]);
        let holds = match endpoint["outcome"].as_str().expect("an outcome") {
            "page" => page_is_right(path, &run.ended),
            "error" if path == "/page/pdf" => page_is_right(path, &run.ended),
            "error" => is_refused(&run.ended),
            _ => is_refused(&run.ended) || page_is_right(path, &run.ended),
        };
        let holds = holds && (path != "/page/charset-late" || page_is_right(path, &run.ended));
        judge.holds(endpoint, &run, holds);
    }
    judge.tell("hostile pages", &ground);
}

#[test]
fn a_page_of_a_thousand_feeds_has_a_few_of_them_tried() {
    let Some(ground) = Ground::new() else { return };
    let run = ground.run(&["add", &ground.url("/page/discovery-1000")]);
    assert!(run.ended.err.contains("names no feed"), "{:?}", run.ended);
    let asked = ground.server.get("/__log");
    let asked = asked.as_array().expect("a list").len();
    assert!((2..40).contains(&asked), "{asked} questions");
    assert_eq!(ground.server.get("/__canary"), serde_json::json!([]));
}

/// What is asked of one list of feeds: how many are taken over, and what is said.
fn list_is_right(path: &str, ended: &Ended) -> bool {
    let (out, err) = (ended.out.as_str(), ended.err.as_str());
    let is = |count: &str| out.starts_with(&format!("{count} new subscription"));
    match path {
        "/opml/ok" => is("2") && ended.code == Some(0),
        "/opml/deep" => is("1") && err.contains("deeper than"),
        "/opml/50k" => is("50,000"),
        "/opml/xxe" => is("1"),
        "/opml/urls" => {
            let named =
                ["file:///etc/passwd", "exec:touch", "|touch", "filter:touch", "javascript:"];
            ended.code == Some(3) && named.iter().all(|name| err.contains(name))
        }
        "/opml/partial" => ended.code == Some(3) && err.contains("breaks off"),
        "/opml/attrs" => is("3"),
        other => panic!("{other} is not known here"),
    }
}

#[test]
fn hostile_lists_of_feeds_are_taken_over_as_far_as_they_go() {
    let Some(ground) = Ground::new() else { return };
    let mut judge = Judge::default();
    for endpoint in ground.family("opml") {
        let path = endpoint["path"].as_str().expect("a path");
        let _none_yet = fs::remove_dir_all(ground.reader.path("data"));
        let file = ground.reader.file("list.opml", ground.server.body(path));
        let run = ground.run(&["import", &file]);
        judge.holds(endpoint, &run, list_is_right(path, &run.ended));
        let export = ground.run(&["export"]);
        let is_safe = !export.ended.out.contains("exec:") && !export.ended.out.contains("file:");
        judge.holds(endpoint, &export, export.ended.code == Some(0) && is_safe);
    }
    judge.tell("hostile lists of feeds", &ground);
}

#[test]
fn feeds_of_any_size_are_stored_within_their_limits() {
    let Some(ground) = Ground::new() else { return };
    let mut judge = Judge::default();
    for endpoint in ground.family("size") {
        let path = endpoint["path"].as_str().expect("a path");
        let run = ground.run(&["add", &ground.url(path)]);
        let (said, warned) = (run.ended.out.as_str(), run.ended.err.as_str());
        let holds = match path {
            "/big/100k-items" => {
                said.contains("5,000 new articles")
                    && warned.contains("95000 older items were left out")
            }
            "/big/one-item-20mb" => {
                said.contains("1 new article") && warned.contains("a text was cut")
            }
            "/big/title-1mb" => {
                let found = ground.run(&["list", "title:AAAAAAAA*"]).ended.out;
                let is_cut = found.contains("AAAA") && found.len() < 5_000;
                said.contains("3 new articles") && is_cut
            }
            "/big/10k-categories" => said.contains("1 new article"),
            _ => is_refused(&run.ended),
        };
        judge.holds(endpoint, &run, holds);
    }
    judge.tell("feeds of any size", &ground);
}
