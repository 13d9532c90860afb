//! What an argument names: an article of the store, or the articles of a file.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::anyhow;
use jiff::Zoned;
use jiff::civil::Date;

use super::args::{Command, Global};
use super::bar::Wait;
use super::report::Usage;
use super::{net, report, screen};
use crate::config::load;
use crate::desk::{self, Desk, Taken, Upkeep, whole};
use crate::extract::PageReading;
use crate::feed;
use crate::fetch::{Request, Response};
use crate::news::query::Query;
use crate::news::{Article, ArticleId, Facts, Marks, Moment};
use crate::store::{Library, Renewal, Shelf};
use crate::story::ENGINE_VERSION;
use crate::text::Link;

/// So many days are shown where nobody says how many.
const ASKED_DAYS: i64 = 7;

/// Articles and what belongs to them, as one argument named them.
pub(super) struct Named {
    /// At least one, with its marks.
    pub(super) articles: Vec<(Article, Marks)>,
    /// Its facts, where they were kept already.
    pub(super) facts: Option<Facts>,
}

/// Whether an argument is a file: `-`, or the name of something that exists. A folder hides no id.
fn is_file(argument: &OsStr) -> bool {
    let path = Path::new(argument);
    argument == "-" || (path.exists() && !(path.is_dir() && id_of(argument).is_some()))
}

/// With `--restricted` no file is printed because somebody names it; standard input is theirs. What the reader is started
/// on (`open`) was chosen by who starts it, who has shut the rest.
pub(super) fn refuse_files(command: &Command) -> anyhow::Result<()> {
    let named: Vec<&OsString> = match command {
        Command::Open(open) => open.files.iter().collect(),
        Command::Extract(extract) => vec![&extract.page],
        Command::Show(show) => vec![&show.target],
        Command::Facts(facts) => vec![&facts.target],
        Command::Parse(parse) => vec![&parse.file],
        Command::Import(import) => vec![&import.file],
        Command::Compare(compare) => compare.targets.iter().collect(),
        Command::Stories(stories) => stories.jsonl.iter().collect(),
        _ => vec![],
    };
    // That a file is not there is nobody's to know either.
    let is_address = |name: &OsString| name.to_str().is_some_and(|it| Link::parse(it).is_ok());
    let is_story = |name: &OsString| {
        name.to_str()
            .and_then(|it| it.strip_prefix('s'))
            .is_some_and(|it| it.parse::<u32>().is_ok())
    };
    let is_open = |name: &OsString| {
        !is_file(name) && (id_of(name).is_some() || is_story(name) || is_address(name))
    };
    let file = named.into_iter().find(|name| *name != "-" && !is_open(name));
    match file {
        Some(file) => Err(anyhow!("{}: no file is read with --restricted", file.display())),
        None => Ok(()),
    }
}

/// Takes what an argument names: a file where there is one of that name, else an id.
pub(super) fn take(global: &Global, argument: &OsStr) -> anyhow::Result<Named> {
    if is_file(argument) {
        let articles = take_file(argument)?.into_iter().map(|a| (a, Marks::default()));
        return Ok(Named { articles: articles.collect(), facts: None });
    }
    let id = id_of(argument).ok_or_else(|| neither(argument))?;
    let shelf = open(global)?.shelf()?;
    let Some(found) = desk::find(&shelf, id)? else {
        return Err(match shelf.marks(id)? {
            Some(_) => anyhow!("article {id} cannot be read; the store is damaged there"),
            None => neither(argument),
        });
    };
    Ok(Named { articles: vec![(found.article, found.marks)], facts: found.facts })
}

/// The number of the stored article that an argument names.
pub(super) fn stored(argument: &OsStr) -> anyhow::Result<ArticleId> {
    id_of(argument).ok_or_else(|| neither(argument))
}

/// The facts of a stored article, kept from now on where the store can be written.
pub(super) fn annotate(global: &Global, id: ArticleId) -> anyhow::Result<Option<Facts>> {
    let desk = open(global)?;
    // Facts can be found again: where they cannot be kept they are only shown.
    let mut library = desk.library().ok();
    Ok(desk::annotate(&desk.shelf()?, library.as_mut(), id)?)
}

/// What a file or an address gives: the article of a page, the articles of a feed.
pub(super) fn take_named(global: &Global, name: &OsStr) -> anyhow::Result<Taken> {
    match name.to_str().filter(|_| !is_file(name)).map(Link::parse) {
        Some(Ok(link)) => take_web(global, &link),
        _ => Ok(desk::take(name)?),
    }
}

fn take_web(global: &Global, link: &Link) -> anyhow::Result<Taken> {
    let answer = fetch(global, link)?;
    let hint = feed::Hint { content_type: Some(&answer.content_type), base: Some(&answer.link) };
    match feed::parse(&answer.body, &hint) {
        Ok(feed) => {
            let (articles, problems) = desk::articles_of(&feed, Some(&answer.link));
            Ok(Taken { articles, problems })
        }
        Err(_page) => Ok(taken(whole::article_of(&answer)?)),
    }
}

fn taken(reading: PageReading) -> Taken {
    Taken { articles: vec![reading.article], problems: reading.problems }
}

/// Fetches a page that the reader has typed: it may be on a network of their own.
fn fetch(global: &Global, link: &Link) -> anyhow::Result<Response> {
    let settings = load(&screen::paths(global)?.config, &screen::is_command).settings;
    let client = net::client(global, &settings)?;
    Ok(client.fetch(&Request::page(link.clone()).private(true))?)
}

/// The articles of a file; what was repaired in it is said.
pub(super) fn take_file(name: &OsStr) -> anyhow::Result<Vec<Article>> {
    Ok(told(name, desk::take(name)?))
}

/// The article in a page, which is a file or an address.
pub(super) fn take_page(
    global: &Global,
    name: &OsStr,
    base: Option<&Link>,
) -> anyhow::Result<Vec<Article>> {
    match name.to_str().filter(|_| !is_file(name)).map(Link::parse) {
        Some(Ok(link)) => Ok(told(name, taken(whole::article_of(&fetch(global, &link)?)?))),
        _ => Ok(told(name, desk::take_page(name, base)?)),
    }
}

/// Says what was repaired, and gives the articles.
pub(super) fn told(name: &OsStr, taken: Taken) -> Vec<Article> {
    for problem in &taken.problems {
        report::say(&format!("{}: {problem}", shown(name)));
    }
    taken.articles
}

/// The store, for reading; it may be one that cannot be written.
pub(super) fn open(global: &Global) -> anyhow::Result<Desk> {
    open_told(&screen::paths(global)?.data)
}

/// The store in a folder. Where it takes a while to bring it up to date, that is said before.
pub(super) fn open_told(folder: &Path) -> anyhow::Result<Desk> {
    let mut wait = Wait::default();
    let told = |upkeep| match upkeep {
        Upkeep::Old => report::say(&"bringing the store up to date, which happens once…"),
        Upkeep::Renewing(renewal) => wait.show(&in_words(renewal)),
        Upkeep::Damaged => report::say(
            &"the store is damaged and shows what is left of it; `dateline doctor --fix` saves that",
        ),
    };
    let desk = Desk::open(folder, told);
    wait.end();
    Ok(desk?)
}

fn in_words(renewal: Renewal) -> String {
    match renewal {
        Renewal::Copying(percent) => {
            format!("copying it, in case something goes wrong: {percent}%")
        }
        Renewal::Making => "making new tables".to_owned(),
        Renewal::Indexing(percent) => format!("indexing the words of its articles: {percent}%"),
    }
}

/// The store, for writing.
pub(super) fn open_for_writing(global: &Global) -> anyhow::Result<(Library, Shelf)> {
    let desk = open(global)?;
    Ok((desk.renew()?, desk.shelf()?))
}

/// The store for reading, with what came in since a moment in its stories, as far as the store can be written.
///
/// Of an old store that was never grouped only the days that are asked for are waited for; what is older waits until
/// somebody asks for its days.
pub(super) fn grouped(global: &Global, since: Option<Moment>) -> anyhow::Result<Shelf> {
    let paths = screen::paths(global)?;
    let desk = open_told(&paths.data)?;
    let shelf = desk.shelf()?;
    let newest = shelf.first(&Query::default(), Zoned::now().date(), 1)?;
    let newest = newest.first().and_then(|row| row.published);
    let asked = since.or_else(|| Moment::from_second(newest?.second() - ASKED_DAYS * 86_400));
    // Stories of these days may have begun before.
    let from = asked.and_then(|asked| Moment::from_second(asked.second() - ASKED_DAYS * 86_400));
    if shelf.needs_grouping(ENGINE_VERSION, from)? {
        let fold = load(&paths.config, &screen::is_command).settings.fold_duplicates;
        let grouped = desk.library().and_then(|mut library| {
            desk::group(&mut library, from, fold, &mut |_| ControlFlow::Continue(()))
        });
        if let Err(error) = grouped {
            report::say(&format!("what is new is in no story yet: {error}"));
        }
    }
    Ok(shelf)
}

/// The address that a file is from (`--url`).
pub(super) fn base(url: &str) -> anyhow::Result<Link> {
    Link::parse(url).map_err(|problem| Usage(format!("--url {url}: {problem}")).into())
}

/// The id that an argument is.
pub(super) fn id(argument: &str) -> Option<ArticleId> {
    argument.parse().ok().filter(|id| *id > 0).map(ArticleId)
}

/// Reads the terms of a query, one or several in each argument, and says what day it is.
pub(super) fn query(terms: &[String]) -> anyhow::Result<(Query, Date)> {
    let today = Zoned::now().date();
    let query = Query::parse(&terms.join(" "), today);
    Ok((query.map_err(|error| Usage(error.to_string()))?, today))
}

fn id_of(argument: &OsStr) -> Option<ArticleId> {
    argument.to_str().and_then(id)
}

/// How a file is called in a sentence.
pub(super) fn shown(name: &OsStr) -> Cow<'_, str> {
    if name == "-" { "standard input".into() } else { name.to_string_lossy() }
}

/// Says that an argument is neither a file nor an id.
fn neither(argument: &OsStr) -> anyhow::Error {
    match id_of(argument) {
        Some(id) => anyhow!("there is no article {id}; `dateline list` shows the ids"),
        None => anyhow!(
            "{}: there is no such file, and it is no id; check the name, or see `dateline list` for the ids",
            argument.display()
        ),
    }
}
