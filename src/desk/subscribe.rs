//! Subscribing: what an argument names is looked at before anything is stored, and what it brings is filed at once.
//!
//! A site is asked for its feeds: those its page names, then the usual places. A page can be kept by itself.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::keep::{Report, keep};
use super::look::{Came, Looked, Looking, UnreadError};
use super::program::ProgramError;
use super::secret::{self, SecretError};
use super::whole::{self, WholeError};
use crate::feed::{self, FeedError, Found};
use crate::fetch::address::classify_host;
use crate::fetch::{FetchError, Reach, Request, Response};
use crate::news::{Choices, FeedId, Health, Moment, Rule, Source, Subscription, Validators};
use crate::store::{Library, NewArticle, Shelf, StoreError};
use crate::text::charset;
use crate::text::{Link, LinkError, Prose};

/// Why nothing was subscribed to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AddError {
    /// The argument is neither an address nor something on this machine.
    #[error("{argument}: {cause}, and there is no such file; check it")]
    NoSource {
        /// The argument.
        argument: Prose,
        /// Why it is no address.
        #[source]
        cause: LinkError,
    },
    /// The argument is no address, and a server fetches nothing else.
    #[error("{argument}: {cause}; a server fetches addresses alone")]
    NoAddress {
        /// The argument.
        argument: Prose,
        /// Why it is no address.
        #[source]
        cause: LinkError,
    },
    /// The address has a name or a password in it.
    #[error(
        "an address with a password is not kept; leave it out and add --header \"Authorization: Basic NAME:env:VARIABLE\""
    )]
    Password,
    /// Files are not for a reader who is restricted.
    #[error("{0}: with --restricted no file is read")]
    Restricted(Prose),
    /// The path is no text.
    #[error("{0}: the name of the file is no text; rename it")]
    NoText(Prose),
    /// The answer could not be fetched.
    #[error("not subscribed: {}", .0.once())]
    Fetch(#[from] FetchError),
    /// It was fetched, but is no feed.
    #[error(transparent)]
    Unread(#[from] UnreadError),
    /// A page that leads to no feed.
    #[error(
        "{link} names no feed, and none is in the usual places; `add --page` keeps the page itself"
    )]
    NoFeed {
        /// The page.
        link: Link,
    },
    /// What stands there gives no article.
    #[error(transparent)]
    Page(#[from] WholeError),
    /// A file could not be read.
    #[error("{0}")]
    Local(Prose),
    /// A secret was not found.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A program was not started.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// The store could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is to be added, as far as the argument alone tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address: of a feed, or of a site.
    Web(Link),
    /// Something on this machine.
    Here(Source),
}

impl Target {
    /// Reads an argument: what exists is a file or a folder, else it is an address, with or without `https://`.
    ///
    /// `exec:` is followed by a program and its arguments, parted by spaces or as a JSON list.
    pub fn read(argument: &std::ffi::OsStr, restricted: bool) -> Result<Self, AddError> {
        let shown = Prose::line(&argument.to_string_lossy());
        let text = argument.to_str().map(str::trim);
        if let Some(words) = text.and_then(|text| text.strip_prefix("exec:")) {
            return exec(words).map(Self::Here).ok_or(AddError::NoText(shown));
        }
        let path = text
            .and_then(|text| text.strip_prefix("file:"))
            .map_or(Path::new(argument), |path| Path::new(path.trim_start_matches("//")));
        // Who may not read files does not hear either which there are.
        if !restricted && path.exists() {
            return here(path, shown);
        }
        let text = text.ok_or_else(|| AddError::NoText(shown.clone()))?;
        match Link::of_feed(text) {
            Ok(link) => Ok(Self::Web(link)),
            Err(LinkError::Credentials) => Err(AddError::Password),
            Err(_) if restricted => Err(AddError::Restricted(shown)),
            Err(cause) => Err(AddError::NoSource { argument: shown, cause }),
        }
    }

    /// Reads an argument as an address for a server to fetch.
    pub fn address(text: &str) -> Result<Link, AddError> {
        Link::of_feed(text).map_err(|cause| match cause {
            LinkError::Credentials => AddError::Password,
            cause => AddError::NoAddress { argument: Prose::line(text), cause },
        })
    }
}

fn exec(words: &str) -> Option<Source> {
    let listed = serde_json::from_str::<Vec<String>>(words).ok();
    let words = listed
        .unwrap_or_else(|| words.split_whitespace().map(str::to_owned).collect::<Vec<String>>());
    words.first().is_some_and(|program| !program.is_empty()).then_some(Source::Exec(words))
}

/// A file or folder by its whole path, so that it is found from anywhere.
fn here(path: &Path, shown: Prose) -> Result<Target, AddError> {
    let whole: PathBuf = path
        .canonicalize()
        .map_err(|cause| AddError::Local(super::local::in_words(&shown, &cause)))?;
    let is_folder = whole.is_dir();
    let path = whole.into_os_string().into_string().map_err(|_path| AddError::NoText(shown))?;
    let source = if is_folder { Source::Folder(path) } else { Source::File(path) };
    Ok(Target::Here(source))
}

/// What was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// What became of the feed.
    pub report: Report,
    /// Whether it was not subscribed to before.
    pub is_new: bool,
    /// Further feeds of the same site.
    pub others: Vec<Found>,
}

/// What filing needs besides the articles.
#[derive(Clone, Copy, Debug)]
pub struct Filing<'a> {
    /// What is done with new articles.
    pub rules: &'a [Rule],
    /// When it is.
    pub now: Moment,
    /// The reader's day.
    pub today: Date,
}

/// Subscribes to what a target names, and files what it brings.
///
/// `choose` makes the choices for a feed of those it has, or of none where it is new.
pub fn add(
    library: &mut Library,
    shelf: &Shelf,
    looking: &Looking<'_>,
    target: &Target,
    choose: &dyn Fn(Choices) -> Choices,
    filing: Filing<'_>,
) -> Result<Added, AddError> {
    match target {
        Target::Web(link) => {
            let found = find(looking, link, &choose(Choices::default()))?;
            let Answered { source, looked, private, others } = found;
            // A secret is for the server it was given for.
            let is_at_home = source.link().is_some_and(|source| link.leads_home(source));
            let choose = |choices| {
                let mut chosen = Choices { private, ..choose(choices) };
                if !is_at_home {
                    chosen.headers.clear();
                }
                chosen
            };
            let (feed, is_new) = subscribe(library, shelf, &source, &choose, filing.now)?;
            let looked = Looked { feed, ..looked };
            let report = file(library, looked, filing)?;
            Ok(Added { report, is_new, others })
        }
        Target::Here(source) => {
            if let Source::Exec(words) = source {
                looking.permit.check(words)?;
            }
            let looked = looking.at(trial(source.clone(), choose(Choices::default())));
            if let Came::Failed(why) | Came::Refused(why) = looked.came {
                return Err(AddError::Local(why));
            }
            let (feed, is_new) = subscribe(library, shelf, source, choose, filing.now)?;
            let report = file(library, Looked { feed, ..looked }, filing)?;
            Ok(Added { report, is_new, others: Vec::new() })
        }
    }
}

/// Subscribes to an address that was not read. Where nothing is known of its host but its name, it is a public one.
pub fn unseen(
    library: &mut Library,
    target: &Target,
    choices: Choices,
    now: Moment,
) -> Result<(FeedId, bool), StoreError> {
    let source = match target {
        Target::Web(link) => Source::Web(link.clone()),
        Target::Here(source) => source.clone(),
    };
    let host = source.link().and_then(|link| classify_host(link.host()));
    let private = choices.private || host == Some(Reach::Private);
    library.subscribe(&source, None, &Choices { private, ..choices }, now)
}

/// Subscribes, or changes the choices for what is subscribed to already.
fn subscribe(
    library: &mut Library,
    shelf: &Shelf,
    source: &Source,
    choose: &dyn Fn(Choices) -> Choices,
    now: Moment,
) -> Result<(Subscription, bool), StoreError> {
    let (id, is_new) = library.subscribe(source, None, &choose(Choices::default()), now)?;
    let mut feed = shelf.feed(id)?.unwrap_or_else(|| trial(source.clone(), Choices::default()));
    feed.id = id;
    if !is_new {
        let choices = choose(feed.choices.clone());
        if choices != feed.choices {
            library.choose(id, &choices)?;
            feed.choices = choices;
        }
    }
    Ok((feed, is_new))
}

fn file(library: &mut Library, looked: Looked, filing: Filing<'_>) -> Result<Report, AddError> {
    let feed = looked.feed.clone();
    let reports = keep(library, vec![looked], filing.rules, filing.now, filing.today)?;
    let report = reports.into_iter().next();
    report.ok_or_else(|| AddError::Local(Prose::line(&format!("{} brought nothing", feed.source))))
}

/// A feed that is looked at before it is subscribed to.
fn trial(source: Source, choices: Choices) -> Subscription {
    Subscription {
        id: FeedId(0),
        source,
        title: None,
        site: None,
        choices,
        health: Health::default(),
        validators: Validators::default(),
        articles: 0,
        unread: 0,
    }
}

/// A feed that was found and read.
struct Answered {
    source: Source,
    looked: Looked,
    private: bool,
    others: Vec<Found>,
}

/// Further feeds of a site that are named.
const MOST_OTHERS: usize = 10;
/// Feeds of a site that are tried.
const MOST_TRIED: usize = 8;

/// Finds the feed at an address, or the first one of the page that is there.
fn find(looking: &Looking<'_>, link: &Link, choices: &Choices) -> Result<Answered, AddError> {
    let typed = Choices { private: true, ..choices.clone() };
    let answer = fetch(looking, link, &typed)?;
    let private = answer.private || choices.private;
    let read = match looking.answered(trial(Source::Web(link.clone()), typed), answer.clone()) {
        Ok(looked) => return Ok(Answered::of(looked, private, Vec::new())),
        Err(error) => error,
    };
    let UnreadError::Feed { cause: FeedError::Page, .. } = read else { return Err(read.into()) };
    let mut candidates = found_in(&answer);
    let named = candidates.len();
    candidates.extend(feed::common_paths(&answer.link).into_iter().map(|link| Found {
        link,
        title: None,
        kind: None,
    }));
    for at in 0..candidates.len().min(named.min(MOST_TRIED) + MOST_TRIED) {
        let Some(candidate) = candidates.get(at) else { break };
        // What a page names may be on a private network only where the page itself is, and on the same server.
        let is_at_home = candidate.link.same_origin(&answer.link);
        let private = private && is_at_home;
        let mut choices = Choices { private, ..choices.clone() };
        if !link.leads_home(&candidate.link) {
            // A secret is for the server it was given for.
            choices.headers.clear();
        }
        let Ok(tried) = fetch(looking, &candidate.link, &choices) else { continue };
        let feed = trial(Source::Web(candidate.link.clone()), choices);
        if let Ok(looked) = looking.answered(feed, tried) {
            let others = candidates.iter().take(named).enumerate();
            let others = others.filter(|(other, _)| *other != at).map(|(_, found)| found.clone());
            return Ok(Answered::of(looked, private, others.take(MOST_OTHERS).collect()));
        }
    }
    Err(AddError::NoFeed { link: link.clone() })
}

impl Answered {
    /// The feed is read from where its server says it has moved to.
    fn of(mut looked: Looked, private: bool, others: Vec<Found>) -> Self {
        let mut source = looked.feed.source.clone();
        if let Came::Articles(brought) = &mut looked.came
            && let Some(moved) = brought.moved.take()
            && (looked.feed.choices.headers.is_empty()
                || source.link().is_some_and(|old| old.leads_home(&moved)))
        {
            source = Source::Web(moved);
        }
        Self { source, looked, private, others }
    }
}

fn found_in(answer: &Response) -> Vec<Found> {
    let text = charset::decode(&answer.body, None).text;
    feed::discover(&text, &answer.link)
}

fn fetch(looking: &Looking<'_>, link: &Link, choices: &Choices) -> Result<Response, AddError> {
    let request = Request::feed(link.clone()).private(choices.private);
    Ok(looking.client.fetch(&with_secrets(looking, request, choices)?)?)
}

fn with_secrets(
    looking: &Looking<'_>,
    mut request: Request,
    choices: &Choices,
) -> Result<Request, SecretError> {
    for header in &choices.headers {
        request = request.header(&header.name, secret::find(&header.reference, looking.permit)?);
    }
    Ok(request)
}

/// Keeps a page, or a file, as an article, as it is now.
pub fn keep_page(
    library: &mut Library,
    looking: &Looking<'_>,
    target: &Target,
    choices: &Choices,
    filing: Filing<'_>,
) -> Result<Report, AddError> {
    let mut problems = Vec::new();
    let new = match target {
        Target::Web(link) => {
            let request =
                with_secrets(looking, Request::page(link.clone()).private(true), choices)?;
            let answer = looking.client.fetch(&request).map_err(WholeError::from)?;
            let read = whole::article_of(&answer)?;
            problems = read.problems;
            NewArticle { key: link.to_string(), arrived: filing.now, article: read.article }
        }
        Target::Here(source) => kept_file(source, filing.now)?,
    };
    let (feed, _) = library.subscribe(&Source::Pages, None, &Choices::default(), filing.now)?;
    let feed = Subscription { id: feed, ..trial(Source::Pages, Choices::default()) };
    let looked = Looked::kept(feed, new);
    let mut report = file(library, looked, filing)?;
    let loss = problems.iter().find(|problem| problem.is_loss());
    report.note = loss.map(|loss| Prose::line(&loss.to_string())).or(report.note);
    Ok(report)
}

fn kept_file(source: &Source, now: Moment) -> Result<NewArticle, AddError> {
    let Source::File(path) = source else {
        return Err(AddError::Local(Prose::line(&format!(
            "{source} is no page; name a file or an address"
        ))));
    };
    let taken = super::take(path.as_ref())
        .map_err(|error| AddError::Local(Prose::line(&error.to_string())))?;
    let article = taken.articles.into_iter().next().unwrap_or_default();
    Ok(NewArticle { key: source.to_string(), arrived: now, article })
}
