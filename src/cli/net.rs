//! What a command needs that goes out: the settings, the way to the network, what may be started.

use std::time::Duration;

use anyhow::{Context, anyhow};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::args::Global;
use super::screen::{self, env};
use super::{report, source};
use crate::config::{Settings, load};
use crate::desk::program::Permit;
use crate::desk::refresh::Looking;
use crate::desk::subscribe::Filing;
use crate::fetch::{Authority, Client, Policy};
use crate::news::query::Query;
use crate::news::{Moment, Rule, Subscription};
use crate::store::{Library, Limits, Retention, Shelf};

/// Everything at hand.
pub(super) struct Net {
    /// The reader's settings.
    pub(super) settings: Settings,
    /// The way out.
    pub(super) client: Client,
    /// What may be started.
    pub(super) permit: Permit,
    /// What is done with new articles.
    pub(super) rules: Vec<Rule>,
    /// Whether nothing is asked of anybody.
    pub(super) offline: bool,
    /// When it is.
    pub(super) now: Moment,
    /// The reader's day.
    pub(super) today: Date,
    /// The store, to write.
    pub(super) library: Library,
    /// The store, to read.
    pub(super) shelf: Shelf,
}

impl Net {
    /// Reads the settings and opens the store.
    pub(super) fn open(global: &Global) -> anyhow::Result<Self> {
        let paths = screen::paths(global)?;
        let settings = load(&paths.config, &screen::is_command).settings;
        let (now, today) = (now()?, Zoned::now().date());
        let desk = source::open(global)?;
        Ok(Self {
            client: client(global, &settings)?,
            permit: permit(global, &settings),
            offline: global.offline,
            rules: rules(&settings, today)?,
            now,
            today,
            library: desk.renew()?,
            shelf: desk.shelf()?,
            settings,
        })
    }

    /// What is needed to look at a single feed and to file what it brings. A person waits for it: no budget is kept.
    pub(super) fn at(&mut self) -> At<'_> {
        At {
            library: &mut self.library,
            shelf: &self.shelf,
            looking: Looking {
                client: &self.client,
                permit: self.permit,
                now: self.now,
                every: self.settings.refresh_every,
                spent: &no_time,
            },
            filing: Filing { rules: &self.rules, now: self.now, today: self.today },
        }
    }
}

/// A store and what looks at one feed.
pub(super) struct At<'a> {
    pub(super) library: &'a mut Library,
    pub(super) shelf: &'a Shelf,
    pub(super) looking: Looking<'a>,
    pub(super) filing: Filing<'a>,
}

fn no_time() -> Duration {
    Duration::ZERO
}

/// The subscription that an argument names; one that names none is said.
pub(super) fn feed(shelf: &Shelf, named: &str) -> anyhow::Result<Option<Subscription>> {
    let found = shelf.find_feed(named)?;
    if found.is_none() {
        report::say(&format!("{named}: there is no such feed; `dateline feeds` shows their ids"));
    }
    Ok(found)
}

/// How much the settings want to be kept.
pub(super) fn limits(settings: &Settings) -> Limits {
    let limit = |number: u32| (number > 0).then_some(number);
    Limits { days: limit(settings.retention_days), per_feed: limit(settings.retention_per_feed) }
}

/// Drops what the settings do not want to be kept any longer.
pub(super) fn prune(net: &mut Net) -> anyhow::Result<()> {
    let all = limits(&net.settings);
    if all != Limits::default() {
        net.library.prune(&Retention { all, of_feed: Vec::new() }, net.now)?;
    }
    Ok(())
}

/// The present moment.
pub(super) fn now() -> anyhow::Result<Moment> {
    Moment::from_second(Timestamp::now().as_second()).context("the clock shows no time")
}

/// The way out to the network, as settings, arguments and environment say. What is wrong in them is said.
pub(super) fn client(global: &Global, settings: &Settings) -> anyhow::Result<Client> {
    let (client, problems) = way_out(global, settings)?;
    problems.iter().for_each(report::say);
    Ok(client)
}

/// The same, for a screen that nothing may be written beside.
pub(super) fn way_out(
    global: &Global,
    settings: &Settings,
) -> anyhow::Result<(Client, Vec<String>)> {
    // No environment leads a reader's own feeds astray: in programs that are in use, hosts are led elsewhere only for a
    // data folder that was named.
    let is_test = cfg!(debug_assertions) || global.data_dir.is_some();
    let (policy, problems) = Policy {
        offline: global.offline,
        restricted: global.restricted,
        trusted: certificates(settings)?,
        ..Policy::of(settings)
    }
    .in_env(&env, is_test);
    Ok((Client::new(policy), problems))
}

/// The certificates that the reader trusts besides those of the web.
fn certificates(settings: &Settings) -> anyhow::Result<Vec<Authority>> {
    let Some(path) = &settings.certificates else { return Ok(Vec::new()) };
    let bytes = std::fs::read(path).map_err(|cause| {
        anyhow!("{}: the certificates cannot be read ({cause})", path.display())
    })?;
    Ok(Authority::read(&bytes))
}

/// What may be started.
pub(super) fn permit(global: &Global, settings: &Settings) -> Permit {
    Permit { allowed: settings.allow_programs, restricted: global.restricted }
}

/// The rules of the settings, as they are meant today.
pub(super) fn rules(settings: &Settings, today: Date) -> anyhow::Result<Vec<Rule>> {
    let rules = settings.lists.rules.iter().map(|line| {
        Ok(Rule {
            name: crate::text::Prose::line(&line.name),
            when: Query::parse(&line.when, today)?,
            actions: line.actions.clone(),
        })
    });
    rules.collect()
}
