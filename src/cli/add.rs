//! `add` and `remove`: subscriptions, and single pages that are kept.

use std::time::Duration;

use super::args::{Add, ChoiceArguments, Global, Remove};
use super::hook;
use super::net::{self, At, Net};
use super::output::{Output, Tone};
use super::report::{self, Outcome, Usage};
use crate::app::words;
use crate::desk::refresh::{Report, Status};
use crate::desk::subscribe::{self, AddError, Added, Target};
use crate::desk::{secret, sync, whole};
use crate::fetch::FetchError;
use crate::news::{Choices, SecretHeader, Source};
use crate::run::fleet::{self, Round};
use crate::text::Prose;

/// Adds what the arguments name; what could not be added is named, and the rest is done.
pub(super) fn print(global: &Global, add: &Add, output: &mut Output) -> anyhow::Result<Outcome> {
    let chosen = Chosen::read(&add.choices)?;
    // It would be read from a place that somebody names, and sent where they want.
    anyhow::ensure!(
        !global.restricted || chosen.headers.is_empty(),
        "no secret is read with --restricted; leave --header out"
    );
    let mut net = Net::open(global)?;
    if let Some(name) = &add.account {
        return to_account(&mut net, name, add, &chosen, output);
    }
    let mut failed = 0;
    for source in &add.sources {
        let target = Target::read(source, global.restricted);
        let added = target.and_then(|target| {
            if add.page {
                page(&mut net, &target, &chosen)
            } else {
                feed(&mut net, &target, &chosen, add.anyway)
            }
        });
        match added {
            Ok(line) => output.line(Tone::Plain, &line)?,
            Err(error) => {
                let is_temporary = matches!(&error, AddError::Fetch(why) if why.is_temporary());
                let way = if is_temporary { " (--anyway subscribes without it)" } else { "" };
                report::say(&format!("{error}{way}"));
                failed += 1;
            }
        }
    }
    Ok(Outcome::of(add.sources.len(), failed))
}

/// Has the server of an account fetch feeds, and takes over what it has of them.
fn to_account(
    net: &mut Net,
    name: &str,
    add: &Add,
    chosen: &Chosen,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let account = super::sync::account(net, name)?;
    let folder = chosen.folder.clone().unwrap_or_default();
    // A feed that was given up a moment ago is given up there first, not after it was added again.
    let told = super::sync::tell(net, &account)?;
    if told.error.is_some() {
        super::sync::say(&told);
        return Ok(Outcome::Failed);
    }
    let (mut added, mut failed) = (Vec::new(), 0);
    for source in &add.sources {
        let link = Target::address(&source.to_string_lossy()).map_err(anyhow::Error::from);
        let asked = link.and_then(|link| {
            Ok(sync::subscribe(&net.client, net.permit, &account, link.as_str(), &folder)?)
        });
        match asked {
            Ok(feed) => added.push(feed),
            Err(error) => {
                report::say(&error);
                failed += 1;
            }
        }
    }
    let mut is_told = true;
    if !added.is_empty() {
        for report in super::sync::all(net, &[account], false)? {
            super::sync::say(&report);
            is_told &= hook::tell(net, &report.new);
        }
    }
    for feed in added {
        let source = Source::Account { account: name.to_owned(), address: feed.address.clone() };
        let known = net.shelf.find_feed(&source.to_string())?;
        if let (Some(known), Some(wanted)) = (&known, &chosen.name) {
            let choices = Choices { name: Some(wanted.clone()), ..known.choices.clone() };
            net.library.choose(known.id, &choices)?;
        }
        let id = known.map(|feed| format!("{} ", feed.id)).unwrap_or_default();
        let title = chosen.name.as_ref().or(feed.title.as_ref()).cloned().unwrap_or_default();
        output.line(Tone::Plain, &format!("{id}{title} ({}), fetched by {name}", feed.address))?;
    }
    Ok(Outcome::of(add.sources.len(), failed).with(is_told))
}

fn feed(net: &mut Net, target: &Target, chosen: &Chosen, anyway: bool) -> Result<String, AddError> {
    let At { library, shelf, looking, filing } = net.at();
    let choose = |choices| chosen.over(choices);
    let added = match subscribe::add(library, shelf, &looking, target, &choose, filing) {
        Err(AddError::Fetch(why)) if anyway && why.is_temporary() => {
            return unseen(net, target, chosen, &why);
        }
        added => added?,
    };
    let Added { report, is_new, others } = added;
    pages(net, &report)?;
    for other in &others {
        let title = other.title.as_deref().unwrap_or("another feed of the same site");
        report::say(&format!("there is also {title}: dateline add {}", other.link));
    }
    if let Some(note) = report.note.as_ref().filter(|_| report.status != Status::Failed) {
        report::say(&format!("{}: {note}", report.source));
    }
    Ok(sentence(&report, is_new))
}

/// Subscribes to an address that cannot be read now.
fn unseen(
    net: &mut Net,
    target: &Target,
    chosen: &Chosen,
    why: &FetchError,
) -> Result<String, AddError> {
    report::say(&why.once());
    let choices = chosen.over(Choices::default());
    let (feed, is_new) = subscribe::unseen(&mut net.library, target, choices, net.now)?;
    let known = if is_new { "subscribed to; a refresh asks for it" } else { "known already" };
    let name = net.shelf.feed(feed)?.map(|feed| feed.name()).unwrap_or_default();
    Ok(format!("{feed} {name}: {known}"))
}

/// Fetches the pages of what a feed has brought, where that is wanted.
fn pages(net: &mut Net, report: &Report) -> Result<(), AddError> {
    let feed = net.shelf.feed(report.feed)?;
    let Some(feed) = feed.filter(|_| report.whole || net.settings.whole_articles) else {
        return Ok(());
    };
    let pages = whole::pages(&net.shelf, &feed, &report.new)?;
    let how = Round { jobs: net.settings.jobs, gently: false, permit: net.permit, now: net.now };
    Ok(fleet::read_pages(pages, how, &net.client, &mut net.library, &net.shelf)?)
}

/// `7 Harbour News (https://example.org/feed): 12 new articles`
fn sentence(report: &Report, is_new: bool) -> String {
    let head = format!("{} {} ({})", report.feed, report.name, report.source);
    if report.status == Status::Failed {
        let why = report.note.as_deref().unwrap_or_default();
        return format!("{head}: {why}");
    }
    let new = words::count(report.new.len(), "new article");
    let known = if is_new { "" } else { "known already, " };
    format!("{head}: {known}{new}")
}

fn page(net: &mut Net, target: &Target, chosen: &Chosen) -> Result<String, AddError> {
    let At { library, looking, filing, .. } = net.at();
    let choices = chosen.over(Choices::default());
    let report = subscribe::keep_page(library, &looking, target, &choices, filing)?;
    if let Some(note) = &report.note {
        report::say(note);
    }
    Ok(match (report.new.first(), report.updated.first()) {
        (Some(id), _) => format!("{id} is kept; `dateline show {id}` prints it"),
        (_, Some(id)) => format!("{id} has changed since it was kept; what it said is kept, too"),
        _ => "it is kept already, as it is now".to_owned(),
    })
}

/// What the arguments say about a feed.
#[allow(clippy::option_option, reason = "the outer one says whether anything was said")]
struct Chosen {
    folder: Option<Prose>,
    name: Option<Prose>,
    whole: Option<bool>,
    every: Option<Option<Duration>>,
    headers: Vec<SecretHeader>,
    filter: Option<Vec<String>>,
    private: bool,
}

impl Chosen {
    fn read(arguments: &ChoiceArguments) -> anyhow::Result<Self> {
        let headers: Result<Vec<_>, _> =
            arguments.headers.iter().map(|header| secret::header(header)).collect();
        let name = arguments.name.as_deref().map(Prose::line);
        Ok(Self {
            folder: arguments.folder.as_deref().map(folder),
            name: name.filter(|name| !name.is_empty()),
            whole: (arguments.whole || arguments.no_whole).then_some(arguments.whole),
            every: arguments.every.as_deref().map(every).transpose()?,
            headers: headers.map_err(|error| Usage(error.to_string()))?,
            filter: arguments.filter.as_deref().map(program).transpose()?,
            private: arguments.private,
        })
    }

    /// These choices where there are any, else those that were there.
    fn over(&self, old: Choices) -> Choices {
        Choices {
            name: self.name.clone().or(old.name),
            folder: self.folder.clone().unwrap_or(old.folder),
            whole: self.whole.unwrap_or(old.whole),
            every: self.every.unwrap_or(old.every),
            private: self.private || old.private,
            filter: self.filter.clone().or(old.filter),
            headers: if self.headers.is_empty() { old.headers } else { self.headers.clone() },
            extra: old.extra,
        }
    }
}

/// Folders without empty names between their `/`.
fn folder(path: &str) -> Prose {
    let names: Vec<&str> = path.split('/').map(str::trim).filter(|name| !name.is_empty()).collect();
    Prose::line(&names.join("/"))
}

/// `None` is as often as suits the feed.
fn every(text: &str) -> anyhow::Result<Option<Duration>> {
    if text == "auto" {
        return Ok(None);
    }
    let every = crate::config::seconds(text).filter(|seconds| (60..=90 * 86_400).contains(seconds));
    let wrong = || Usage(format!("--every {text}: this is no time; write 30m, 2h, 1d or auto"));
    let every = every.ok_or_else(wrong)?;
    Ok(Some(Duration::from_secs(every)))
}

/// A program by its name, or as a JSON list with its arguments.
fn program(text: &str) -> anyhow::Result<Vec<String>> {
    if !text.trim_start().starts_with('[') {
        return Ok(vec![text.to_owned()]);
    }
    let words: Vec<String> = serde_json::from_str(text).map_err(|error| {
        Usage(format!("{text}: this is no list of a program and its arguments ({error})"))
    })?;
    if words.is_empty() { Err(Usage("a program is needed".to_owned()).into()) } else { Ok(words) }
}

/// Gives subscriptions up; those that are unknown are named.
pub(super) fn remove(
    global: &Global,
    remove: &Remove,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let mut net = Net::open(global)?;
    let mut failed = 0;
    for named in &remove.feeds {
        match net::feed(&net.shelf, named)? {
            Some(feed) => {
                net.library.unsubscribe(feed.id)?;
                let stay = net.shelf.feed(feed.id)?.map_or(0, |feed| feed.articles as usize);
                let aside = words::count((feed.articles as usize).saturating_sub(stay), "article");
                let stay = match stay {
                    0 => String::new(),
                    1 => "; 1 that is starred, kept for later or tagged stays".to_owned(),
                    stay => format!("; {stay} that are starred, kept for later or tagged stay"),
                };
                let name = feed.name();
                let words = format!(
                    "{name} is given up, and {aside} put aside{stay}; `dateline undo` takes it back"
                );
                output.line(Tone::Plain, &words)?;
            }
            None => failed += 1,
        }
    }
    Ok(Outcome::of(remove.feeds.len(), failed))
}
