//! `sync`: the servers of accounts are told what was changed here, and what they have is taken over.

use std::time::Instant;

use anyhow::anyhow;
use serde::Serialize;

use super::args::{Global, Sync};
use super::hook;
use super::net::{self, Net};
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use crate::app::words;
use crate::config::AccountLine;
use crate::desk::refresh::Which;
use crate::desk::sync::{self as task, Report, Sessions, Syncing};
use crate::news::ArticleId;

/// Syncs, and ends with 3 where some accounts failed, with 1 where all did.
pub(super) fn print(
    global: &Global,
    arguments: &Sync,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let began = Instant::now();
    let mut net = Net::open(global)?;
    let accounts = wanted(&net, &arguments.accounts)?;
    if accounts.is_empty() {
        return Err(anyhow!(
            "there is no account in the settings; `dateline config --default` shows how one is written"
        ));
    }
    let reports = all(&mut net, &accounts, arguments.history)?;
    let new: Vec<ArticleId> =
        reports.iter().flat_map(|report| report.new.iter().copied()).collect();
    let is_told = hook::tell(&net, &new);
    net::prune(&mut net)?;
    reports.iter().for_each(say);
    if arguments.json {
        let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        output.json(&SyncJson { accounts: reports.iter().map(json).collect(), ms })?;
    } else {
        for report in reports.iter().filter(|report| report.error.is_none()) {
            output.put(Tone::Strong, &report.account)?;
            output.line(Tone::Plain, &format!(": {}", sentence(report)))?;
        }
    }
    let failed = reports.iter().filter(|report| report.error.is_some()).count();
    Ok(Outcome::of(reports.len(), failed).with(is_told))
}

/// The accounts of the settings that are meant.
fn wanted(net: &Net, named: &[String]) -> anyhow::Result<Vec<AccountLine>> {
    if named.is_empty() {
        return Ok(net.settings.lists.accounts.clone());
    }
    named.iter().map(|name| account(net, name)).collect()
}

/// Syncs along with a refresh: with all accounts, or with those whose feeds were named. Offline none is asked.
pub(super) fn with_refresh(net: &mut Net, which: &Which) -> anyhow::Result<Vec<Report>> {
    if net.offline {
        return Ok(Vec::new());
    }
    // Whoever asks for what is due on the command line wants to know what the servers have.
    let which = if *which == Which::Due { &Which::All } else { which };
    let accounts = task::wanted(&net.shelf, &net.settings.lists.accounts, which, net.now)?;
    all(net, &accounts, false)
}

/// The account of that name.
pub(super) fn account(net: &Net, name: &str) -> anyhow::Result<AccountLine> {
    let accounts = &net.settings.lists.accounts;
    let found = accounts.iter().find(|account| account.name == name).cloned();
    found.ok_or_else(|| anyhow!("{name}: there is no such account in the settings"))
}

/// Tells the server of an account what was changed here.
pub(super) fn tell(net: &mut Net, account: &AccountLine) -> anyhow::Result<Report> {
    let (client, permit, rules) = (&net.client, net.permit, &net.rules);
    let syncing = Syncing { client, permit, rules, now: net.now, today: net.today, history: false };
    let mut sessions = Sessions::default();
    Ok(task::tell(&mut net.library, &net.shelf, account, syncing, &mut sessions)?)
}

/// Syncs with accounts, one after the other.
pub(super) fn all(
    net: &mut Net,
    accounts: &[AccountLine],
    history: bool,
) -> anyhow::Result<Vec<Report>> {
    let mut sessions = Sessions::default();
    let syncing = Syncing {
        client: &net.client,
        permit: net.permit,
        rules: &net.rules,
        now: net.now,
        today: net.today,
        history,
    };
    let mut reports = Vec::with_capacity(accounts.len());
    for account in accounts {
        reports.push(task::sync(&mut net.library, &net.shelf, account, syncing, &mut sessions)?);
    }
    Ok(reports)
}

/// Names what went wrong.
pub(super) fn say(report: &Report) {
    for note in &report.notes {
        report::say(&format!("{}: {note}", report.account));
    }
    if let Some(error) = &report.error {
        report::say(&format!("{}: {error}", report.account));
    }
}

/// `12 new articles, 3 marks changed, 5 changes told, from 40 feeds`
pub(super) fn sentence(report: &Report) -> String {
    let mut parts = vec![words::count(report.new.len(), "new article")];
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    };
    add(report.updated.len(), "corrected");
    add(report.marked, "marked there");
    add(report.sent, "told");
    add(report.came, "subscribed to");
    add(report.gone, "no longer subscribed to");
    format!("{}, {}", parts.join(", "), words::count(report.feeds, "feed"))
}

#[derive(Serialize)]
struct SyncJson<'a> {
    accounts: Vec<AccountJson<'a>>,
    ms: u64,
}

/// What came of one account.
#[derive(Serialize)]
pub(super) struct AccountJson<'a> {
    account: &'a str,
    status: &'static str,
    feeds: usize,
    new: usize,
    updated: usize,
    marked: usize,
    sent: usize,
    waiting: usize,
    subscribed: usize,
    hidden: usize,
    requests: usize,
    bytes: u64,
    notes: Vec<&'a str>,
    error: Option<&'a str>,
}

pub(super) fn json(report: &Report) -> AccountJson<'_> {
    AccountJson {
        account: &report.account,
        status: if report.error.is_some() { "failed" } else { "done" },
        feeds: report.feeds,
        new: report.new.len(),
        updated: report.updated.len(),
        marked: report.marked,
        sent: report.sent,
        waiting: report.waiting,
        subscribed: report.came,
        hidden: report.gone,
        requests: report.requests,
        bytes: report.bytes,
        notes: report.notes.iter().map(crate::text::Prose::as_str).collect(),
        error: report.error.as_deref(),
    }
}
