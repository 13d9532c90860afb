//! One look at one feed: fetched, read, turned into articles. Nothing is stored here.
//!
//! This is the part of a refresh that takes time and is done side by side, by the threads of `run`. Whatever the source
//! does, a [`Looked`] comes out: a panic of ours on somebody's bytes is a failure of that feed alone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use super::articles;
use super::local::{self, Local};
use super::program::{self, Limits, Permit, ProgramError};
use super::secret::{self, SecretError};
use crate::feed::{self, Hint};
use crate::fetch::{Client, Fault, FetchError, Request};
use crate::news::{Moment, Problem, Source, Subscription, Validators};
use crate::store::NewArticle;
use crate::text::{Link, Prose};

/// What is the same for every feed of a refresh.
#[derive(Clone, Copy)]
pub struct Looking<'a> {
    /// The way out to the network.
    pub client: &'a Client,
    /// What may be started.
    pub permit: Permit,
    /// When the refresh began.
    pub now: Moment,
    /// How often a feed is looked at that has no interval of its own; `None` is what suits it.
    pub every: Option<Duration>,
    /// Tells the processor time this thread has taken since it began with a feed.
    pub spent: &'a dyn Fn() -> Duration,
}

/// What came of looking at a feed.
#[derive(Debug)]
pub struct Looked {
    /// The feed as it was.
    pub feed: Subscription,
    /// What came.
    pub came: Came,
    /// When it is to be looked at next; `None` for never by itself.
    pub due: Option<Moment>,
}

/// What a feed answered.
#[derive(Debug)]
pub enum Came {
    /// It was read.
    Articles(Box<Brought>),
    /// It is as it was.
    Unchanged(Wishes),
    /// It could not be read, and why.
    Failed(Prose),
    /// Its server says that it is gone for good.
    Gone(Prose),
    /// It was not asked, and why.
    Skipped(Prose),
}

/// What a feed brought.
#[derive(Debug, Default)]
pub struct Brought {
    /// Its articles, in its order, known ones among them.
    pub articles: Vec<NewArticle>,
    /// What it calls itself.
    pub title: Option<Prose>,
    /// The site it belongs to.
    pub site: Option<Link>,
    /// The language it says it is in.
    pub language: Option<Prose>,
    /// What to send along the next time.
    pub validators: Validators,
    /// Where it has moved to for good.
    pub moved: Option<Link>,
    /// What was repaired or left out.
    pub problems: Vec<Problem>,
    /// What it wishes about the next look.
    wishes: Wishes,
}

/// Why a feed could not be read.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error("{source} cannot be read: {cause}", source = .0.source, cause = .0.cause)]
    Feed(Box<Unread>),
    #[error(transparent)]
    Program(#[from] ProgramError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error("{0}")]
    Local(Prose),
}

/// What was no feed.
#[derive(Debug)]
struct Unread {
    source: Prose,
    cause: Prose,
}

impl Looking<'_> {
    /// Looks at a feed.
    pub fn at(&self, feed: Subscription) -> Looked {
        let came = catch_unwind(AssertUnwindSafe(|| self.try_at(&feed)));
        let came = came.unwrap_or_else(|_panic| {
            log::error!("{} made dateline stumble; it was left as it was", feed.source);
            let words = "dateline stumbled over what came; the log says where";
            Ok(Came::Failed(Prose::line(words)))
        });
        let retry = came.as_ref().err().and_then(Trouble::retry_after);
        let came = came.unwrap_or_else(|trouble| trouble.came());
        let due = self.due(&feed, &came, retry);
        Looked { feed, came, due }
    }

    fn try_at(&self, feed: &Subscription) -> Result<Came, Trouble> {
        match &feed.source {
            Source::Web(link) => self.web(feed, link),
            Source::File(path) => self.file(feed, path),
            Source::Folder(path) => self.folder(feed, path),
            Source::Exec(words) => {
                let bytes = program::run(self.permit, words, b"", &Limits::FEED)?;
                self.feed(feed, &bytes, None, None)
            }
            Source::Pages => Ok(Came::Skipped(Prose::line("kept pages stay as they are"))),
        }
    }

    fn web(&self, feed: &Subscription, link: &Link) -> Result<Came, Trouble> {
        let request = request(feed, Request::feed(link.clone()), self.permit)?
            .unless_unchanged(feed.validators.clone());
        let answer = self.client.fetch(&request)?;
        if answer.not_modified {
            return Ok(Came::Unchanged(Wishes { fresh_for: answer.fresh_for, ..Wishes::default() }));
        }
        let content_type = Some(answer.content_type.as_str()).filter(|kind| !kind.is_empty());
        let mut came = self.feed(feed, &answer.body, content_type, Some(&answer.link))?;
        if let Came::Articles(brought) = &mut came {
            brought.validators = answer.validators;
            brought.moved = answer.moved.filter(|moved| moved != link);
            brought.wishes.fresh_for = answer.fresh_for;
        }
        Ok(came)
    }

    fn file(&self, feed: &Subscription, path: &str) -> Result<Came, Trouble> {
        let read = local::file(path, feed.validators.etag.as_deref())
            .map_err(|cause| Trouble::Local(local::in_words(path, &cause)))?;
        let Local::Changed(bytes, stamp) = read else {
            return Ok(Came::Unchanged(Wishes::default()));
        };
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut came = match self.feed(feed, &bytes, None, None) {
            Ok(came) => came,
            // What is no feed may be an article.
            Err(trouble) => match local::articles(&bytes, name, self.now) {
                Ok(articles) => Came::Articles(Box::new(Brought {
                    articles,
                    title: Some(Prose::line(name)),
                    ..Brought::default()
                })),
                Err(_neither) => return Err(trouble),
            },
        };
        came.stamp(stamp);
        Ok(came)
    }

    fn folder(&self, feed: &Subscription, path: &str) -> Result<Came, Trouble> {
        let read = local::folder(path, feed.validators.etag.as_deref(), self.now)
            .map_err(|cause| Trouble::Local(local::in_words(path, &cause)))?;
        let Local::Changed((articles, problems), stamp) = read else {
            return Ok(Came::Unchanged(Wishes::default()));
        };
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        let title = Some(Prose::line(name));
        let mut came = Came::Articles(Box::new(Brought { articles, title, problems, ..Brought::default() }));
        came.stamp(stamp);
        Ok(came)
    }

    /// Reads the bytes of a feed, after its filter has seen them.
    fn feed(
        &self,
        feed: &Subscription,
        bytes: &[u8],
        content_type: Option<&str>,
        base: Option<&Link>,
    ) -> Result<Came, Trouble> {
        let filtered = match &feed.choices.filter {
            Some(words) => Some(program::run(self.permit, words, bytes, &Limits::FEED)?),
            None => None,
        };
        let bytes = filtered.as_deref().unwrap_or(bytes);
        let read = feed::parse(bytes, &Hint { content_type, base }).map_err(|cause| {
            let source = Prose::line(&feed.source.to_string());
            Trouble::Feed(Box::new(Unread { source, cause: Prose::line(&cause.to_string()) }))
        })?;
        let (articles, problems) = articles::articles(&read, base, self.now, self.spent);
        Ok(Came::Articles(Box::new(Brought {
            articles,
            problems,
            wishes: Wishes::of(&read),
            title: read.title,
            site: read.site,
            language: read.language,
            validators: Validators::default(),
            moved: None,
        })))
    }
}

impl Came {
    /// Remembers what a place on this machine was when it was read.
    fn stamp(&mut self, stamp: String) {
        if let Self::Articles(brought) = self {
            brought.validators.etag = Some(stamp);
        }
    }
}

impl Trouble {
    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Fetch(error) => error.retry_after(),
            _ => None,
        }
    }

    fn came(self) -> Came {
        let words = Prose::line(&self.to_string());
        match self {
            Self::Fetch(error) if error.is_gone() => Came::Gone(words),
            Self::Fetch(FetchError { fault: Fault::Offline, .. }) => Came::Skipped(words),
            _ => Came::Failed(words),
        }
    }
}

/// A request with the secrets and the leave that the reader has given a feed.
pub(super) fn request(
    feed: &Subscription,
    request: Request,
    permit: Permit,
) -> Result<Request, SecretError> {
    let mut request = request.private(feed.choices.private);
    for header in &feed.choices.headers {
        request = request.header(&header.name, secret::find(&header.reference, permit)?);
    }
    Ok(request)
}
