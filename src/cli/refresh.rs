//! `refresh`: fetches what is due, and names what failed.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::args::{Global, Refresh};
use super::bar::Bar;
use super::hook;
use super::net::{self, Net};
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::sync::{self, AccountJson};
use crate::app::words;
use crate::desk;
use crate::desk::refresh::{self as task, Report, Status, Which};
use crate::desk::sync::Report as Synced;
use crate::desk::watch;
use crate::news::ArticleId;
use crate::run::fleet::{self, Order, Progress};

/// Refreshes, and ends with 3 where some feeds failed, with 1 where all did.
pub(super) fn print(
    global: &Global,
    arguments: &Refresh,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let began = Instant::now();
    let mut net = Net::open(global)?;
    let (which, unknown) = which(&net, arguments)?;
    let mut told = Told {
        reports: Vec::new(),
        accounts: Vec::new(),
        unknown,
        offline: global.offline,
        by_itself: which == Which::Due,
    };
    let feeds = task::wanted(&net.shelf, &which, net.now)?;
    let mut bar = Bar::start(feeds.len(), arguments.json);
    let holds = task::holds(&net.shelf, net.now)?;
    let order = Order {
        feeds,
        jobs: arguments.jobs.map_or(net.settings.jobs, usize::from),
        gently: false,
        permit: net.permit,
        every: net.settings.refresh_every,
        whole: net.settings.whole_articles,
        rules: &net.rules,
        holds: &holds,
        now: net.now,
        today: net.today,
    };
    let each = &mut |progress: Progress<'_>| {
        bar.show(&progress);
        told.reports.push((progress.report.clone(), progress.took));
        ControlFlow::Continue(())
    };
    fleet::refresh(order, &net.client, &mut net.library, &net.shelf, each)?;
    bar.end();
    task::keep_holds(&mut net.library, &net.shelf, &holds, net.now)?;
    told.accounts = sync::with_refresh(&mut net, &which)?;
    net::prune(&mut net)?;
    watched(&mut net)?;
    let is_told = hook::tell(&net, &told.new_articles());
    let came = told.new_articles().len();
    // What waits from before is grouped by whoever asks for stories: a look that finds nothing is over at once.
    let leaves = (came == 0 && told.accounts.is_empty()) || came > GROUPED;
    let grouped = leaves || group(&mut net);
    let outcome = told.print(arguments.json, began.elapsed(), output)?;
    // Whoever waits for an answer wants to know why there is none; who reads the mail of a daily job does not.
    if told.is_idle() && io::stderr().is_terminal() {
        let has_feeds = !net.shelf.feeds()?.is_empty();
        let due = "no feed is due; `dateline refresh --all` asks them all the same";
        let none = "there is no feed yet; `dateline add` subscribes to one";
        report::say(&if has_feeds { due } else { none });
    }
    Ok(outcome.with(is_told && grouped))
}

/// Looks for what is watched for, and says where it was seen.
fn watched(net: &mut Net) -> anyhow::Result<()> {
    for seen in watch::look(&mut net.library, &net.shelf, net.today)? {
        let (line, id) = (&seen.watched.watch, seen.watched.id);
        let articles = words::count(seen.articles.len(), "new article");
        report::say(&format!("{line}: seen in {articles}; `dateline list watch:{id}` lists them"));
    }
    Ok(())
}

/// More new articles than these are put to their stories when stories are asked for: a first refresh does not wait.
const GROUPED: usize = 1_000;

/// Puts what came in to its stories. What cannot be done now is done the next time. Whether it could be done.
fn group(net: &mut Net) -> bool {
    let fold = net.settings.fold_duplicates;
    let all = &mut |_: &_| ControlFlow::Continue(());
    let grouped = desk::grouped_from(&net.shelf, net.today)
        .and_then(|from| desk::group(&mut net.library, from, fold, all));
    if let Err(error) = &grouped {
        report::say(&format!("the articles are kept, but not put to their stories yet: {error}"));
    }
    grouped.is_ok()
}

/// The feeds that are meant, and how many of the arguments name none.
fn which(net: &Net, arguments: &Refresh) -> anyhow::Result<(Which, usize)> {
    if arguments.feeds.is_empty() {
        return Ok((if arguments.all { Which::All } else { Which::Due }, 0));
    }
    let (mut ids, mut unknown) = (Vec::new(), 0);
    for named in &arguments.feeds {
        match net::feed(&net.shelf, named)? {
            Some(feed) => ids.push(feed.id),
            None => unknown += 1,
        }
    }
    Ok((Which::These(ids), unknown))
}

/// What became of all feeds.
struct Told {
    reports: Vec<(Report, Duration)>,
    accounts: Vec<Synced>,
    unknown: usize,
    offline: bool,
    /// Whether what is due was fetched, and no more.
    by_itself: bool,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    feed: String,
    name: &'a str,
    url: String,
    status: &'static str,
    new: usize,
    updated: usize,
    error: Option<&'a str>,
    ms: u64,
}

#[derive(Serialize)]
struct SummaryJson<'a> {
    feeds: Vec<ReportJson<'a>>,
    accounts: Vec<AccountJson<'a>>,
    new: usize,
    updated: usize,
    failed: usize,
    skipped: usize,
    ms: u64,
}

impl Told {
    fn new_articles(&self) -> Vec<ArticleId> {
        let fetched = self.reports.iter().flat_map(|(report, _)| &report.new);
        let synced = self.accounts.iter().flat_map(|account| &account.new);
        fetched.chain(synced).copied().collect()
    }

    fn updated(&self) -> usize {
        let synced: usize = self.accounts.iter().map(|account| account.updated.len()).sum();
        self.reports.iter().map(|(report, _)| report.updated.len()).sum::<usize>() + synced
    }

    /// Whether nobody was asked.
    fn is_idle(&self) -> bool {
        self.reports.is_empty() && self.accounts.is_empty() && self.unknown == 0
    }

    fn failed(&self) -> usize {
        self.reports.iter().filter(|(report, _)| report.status == Status::Failed).count()
    }

    /// Whether there is nothing to tell whoever did not ask for anything: cron sends each line by mail.
    fn is_nothing(&self) -> bool {
        let came = self.new_articles().len() + self.updated() + self.failed() + self.skipped();
        let is_told = |report: &Report| report.note.is_some();
        self.by_itself && came == 0 && !self.reports.iter().any(|(report, _)| is_told(report))
    }

    fn skipped(&self) -> usize {
        self.reports.iter().filter(|(report, _)| report.status == Status::Skipped).count()
    }

    fn print(&self, json: bool, took: Duration, output: &mut Output) -> anyhow::Result<Outcome> {
        for (report, _) in &self.reports {
            self.say(report);
        }
        self.accounts.iter().for_each(sync::say);
        if json {
            output.json(&self.json(took))?;
        } else if output.style.terminal || !self.is_nothing() {
            output.line(Tone::Plain, &self.sentence())?;
        }
        let tried = self.reports.len() + self.accounts.len() + self.unknown;
        let out_of_step = self.accounts.iter().filter(|account| account.error.is_some()).count();
        Ok(Outcome::of(tried, self.failed() + out_of_step + self.unknown))
    }

    /// Names a feed that is to be heard of: one that failed, is gone, has moved, was not asked.
    fn say(&self, report: &Report) {
        let Some(note) = &report.note else { return };
        // That nothing is asked offline needs no line for each feed.
        let is_told = report.status != Status::Skipped || !self.offline;
        if is_told {
            report::say(&format!("{}: {note}", report.name));
        }
    }

    /// `12 new articles, 1 changed, from 200 feeds; 2 feeds failed; 3 feeds not asked`
    fn sentence(&self) -> String {
        let new = words::count(self.new_articles().len(), "new article");
        let changed = match self.updated() {
            0 => String::new(),
            changed => format!(", {changed} changed"),
        };
        let failed = match self.failed() {
            0 => String::new(),
            failed => format!("; {} failed", words::count(failed, "feed")),
        };
        let accounts = match self.accounts.len() {
            0 => String::new(),
            accounts => format!(" and {}", words::count(accounts, "account")),
        };
        let (skipped, why) = (self.skipped(), if self.offline { " offline" } else { "" });
        let feeds = words::count(self.reports.len() - skipped, "feed");
        let skipped = match skipped {
            0 => String::new(),
            skipped => format!("; {} not asked{why}", words::count(skipped, "feed")),
        };
        format!("{new}{changed}, from {feeds}{accounts}{failed}{skipped}")
    }

    fn json(&self, took: Duration) -> SummaryJson<'_> {
        let feeds = self.reports.iter().map(|(report, took)| ReportJson {
            feed: report.feed.to_string(),
            name: &report.name,
            url: report.source.to_string(),
            status: report.status.name(),
            new: report.new.len(),
            updated: report.updated.len(),
            error: report.error(),
            ms: millis(*took),
        });
        SummaryJson {
            feeds: feeds.collect(),
            accounts: self.accounts.iter().map(sync::json).collect(),
            new: self.new_articles().len(),
            updated: self.updated(),
            failed: self.failed(),
            skipped: self.skipped(),
            ms: millis(took),
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
