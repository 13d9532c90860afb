//! One look at one feed: fetched, read, turned into articles. Nothing is stored here.
//!
//! This is the part of a refresh that takes time and is done side by side, by the threads of `run`. Whatever the source
//! does, a [`Looked`] comes out: a panic of ours on somebody's bytes is a failure of that feed alone.

mod trouble;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use jiff::tz::TimeZone;

use self::trouble::Trouble;
pub(super) use self::trouble::UnreadError;
use super::articles;
use super::local::{self, Local};
use super::program::{self, Limits, Permit};
use super::secret;
use crate::feed::{self, Feed, Hint};
use crate::fetch::schedule::{self, Pace, Quiet};
use crate::fetch::{Client, Request, Response};
use crate::news::{Moment, Problem, Source, Subscription, Validators};
use crate::store::{NewArticle, Prepared};
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
    /// How long its server asks to be left alone, with all its feeds.
    pub rest: Option<Duration>,
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
    /// Whoever asks may not have it asked, and why: that says nothing of the feed.
    Refused(Prose),
    /// It was not asked, and why.
    Skipped(Prose),
}

/// What a feed wishes about the next look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes {
    ttl: Option<Duration>,
    quiet: Quiet,
    fresh_for: Option<Duration>,
}

impl Wishes {
    fn of(feed: &Feed) -> Self {
        let hours = feed.skip_hours.iter().filter(|hour| **hour < 24);
        let days = feed.skip_days.iter().filter(|day| (1..=7).contains(*day));
        let quiet = Quiet {
            hours: hours.fold(0, |hours, hour| hours | 1 << hour),
            days: days.fold(0, |days, day| days | 1 << (day - 1)),
        };
        Self { ttl: feed.ttl, quiet, fresh_for: None }
    }
}

/// What a feed brought.
#[derive(Debug, Default)]
pub struct Brought {
    /// Its articles, in its order, known ones among them.
    pub articles: Vec<NewArticle>,
    /// The same made ready for the store, where all of them are likely to be new; else nothing.
    pub prepared: Vec<Prepared>,
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
    /// Whether it breaks off.
    is_cut: bool,
    /// What it wishes about the next look.
    wishes: Wishes,
}

/// So long a host is left alone that asks for it and names no time.
const PAUSE: Duration = Duration::from_secs(15 * 60);

impl Looking<'_> {
    /// Looks at a feed.
    pub fn at(&self, feed: Subscription) -> Looked {
        let came = catch_unwind(AssertUnwindSafe(|| self.try_at(&feed)));
        let came = came.unwrap_or_else(|_panic| {
            log::error!("{} made dateline stumble; it was left as it was", feed.source);
            let words = "dateline stumbled over what came; the log says where";
            Ok(Came::Failed(Prose::line(words)))
        });
        let (retry_after, holds_host) =
            came.as_ref().err().map(Trouble::wishes).unwrap_or_default();
        let came = came.unwrap_or_else(Trouble::came);
        let rest = holds_host.then(|| retry_after.unwrap_or(PAUSE));
        Looked { rest, ..self.looked(feed, came, retry_after) }
    }

    /// A feed that is not asked, since its server wants to be left alone.
    pub fn held(&self, feed: Subscription, until: Moment) -> Looked {
        let local = until.local(&TimeZone::system());
        let time = local.strftime("%Y-%m-%d %H:%M");
        let words = format!("not asked: its server wants to be left alone until {time}");
        Looked { feed, came: Came::Skipped(Prose::line(&words)), due: Some(until), rest: None }
    }

    fn looked(&self, feed: Subscription, came: Came, retry_after: Option<Duration>) -> Looked {
        let due = self.due(&feed, &came, retry_after);
        Looked { feed, came, due, rest: None }
    }

    /// When a feed is to be looked at next.
    fn due(
        &self,
        feed: &Subscription,
        came: &Came,
        retry_after: Option<Duration>,
    ) -> Option<Moment> {
        let (wishes, failures) = match came {
            Came::Articles(brought) => (brought.wishes, 0),
            Came::Unchanged(wishes) => (*wishes, 0),
            Came::Failed(_) => (Wishes::default(), feed.health.failures.saturating_add(1)),
            Came::Gone(_) | Came::Skipped(_) | Came::Refused(_) => return None,
        };
        let is_known = feed.health.succeeded.is_some();
        let pace = Pace {
            every: feed.choices.every.or(self.every),
            weekly: is_known.then_some(feed.health.weekly),
            ttl: wishes.ttl,
            quiet: wishes.quiet,
            fresh_for: wishes.fresh_for,
            retry_after,
            failures,
            seed: feed.id.0.unsigned_abs(),
        };
        Some(schedule::next_due(self.now, &pace))
    }

    fn try_at(&self, feed: &Subscription) -> Result<Came, Trouble> {
        match &feed.source {
            Source::Web(link) => self.web(feed, link),
            Source::File(path) => self.file(feed, path),
            Source::Folder(path) => self.folder(feed, path),
            Source::Exec(words) => {
                let bytes = program::run(self.permit, words, b"", &Limits::FEED)?;
                Ok(self.feed(feed, &bytes, None, None)?)
            }
            Source::Pages => Ok(Came::Skipped(Prose::line("kept pages stay as they are"))),
            Source::Account { account, .. } => {
                let words =
                    format!("the server of {account} fetches it; `dateline sync` asks there");
                Ok(Came::Skipped(Prose::line(&words)))
            }
        }
    }

    fn web(&self, feed: &Subscription, link: &Link) -> Result<Came, Trouble> {
        let mut request = Request::feed(link.clone())
            .private(feed.choices.private)
            .unless_unchanged(feed.validators.clone());
        for header in &feed.choices.headers {
            let secret = secret::find(&header.reference, self.permit)?;
            request = request.header(&header.name, secret);
        }
        let answer = self.client.fetch(&request)?;
        if answer.not_modified {
            return Ok(Came::Unchanged(Wishes {
                fresh_for: answer.fresh_for,
                ..Wishes::default()
            }));
        }
        Ok(self.answer(feed, answer)?)
    }

    /// Reads what was fetched of a feed already.
    pub fn answered(&self, feed: Subscription, answer: Response) -> Result<Looked, UnreadError> {
        let came = self.answer(&feed, answer)?;
        Ok(self.looked(feed, came, None))
    }

    fn answer(&self, feed: &Subscription, answer: Response) -> Result<Came, UnreadError> {
        let content_type = Some(answer.content_type.as_str()).filter(|kind| !kind.is_empty());
        let mut came = self.feed(feed, &answer.body, content_type, Some(&answer.link))?;
        if let Came::Articles(brought) = &mut came {
            // What was cut is asked for again: "unchanged" would leave it cut for ever.
            if !brought.is_cut {
                brought.validators = answer.validators;
                brought.wishes.fresh_for = answer.fresh_for;
            }
            let moved = answer.moved.map(|moved| moved.without_fragment());
            brought.moved = moved.filter(|moved| Some(moved) != feed.source.link());
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
                Ok((articles, problems)) => Came::Articles(Box::new(Brought {
                    articles,
                    problems,
                    title: Some(Prose::line(name)),
                    ..Brought::default()
                })),
                Err(_neither) => return Err(trouble.into()),
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
        let mut came =
            Came::Articles(Box::new(Brought { articles, title, problems, ..Brought::default() }));
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
    ) -> Result<Came, UnreadError> {
        let filtered = match &feed.choices.filter {
            Some(words) => Some(program::run(self.permit, words, bytes, &Limits::FEED)?),
            None => None,
        };
        let bytes = filtered.as_deref().unwrap_or(bytes);
        let source_name = || Prose::line(&feed.source.to_string());
        let read = feed::parse(bytes, &Hint { content_type, base })
            .map_err(|cause| UnreadError::Feed { source_name: source_name(), cause })?;
        if read.items.is_empty() && read.title.is_none() && read.site.is_none() {
            return Err(UnreadError::Nothing(source_name()));
        }
        let (articles, problems) = articles::articles(&read, base, self.now, self.spent);
        let is_first = feed.health.succeeded.is_none();
        let prepared = articles.iter().filter(|_| is_first).map(Prepared::of).collect();
        Ok(Came::Articles(Box::new(Brought {
            articles,
            prepared,
            problems,
            wishes: Wishes::of(&read),
            is_cut: read.is_cut,
            title: read.title,
            site: read.site,
            language: read.language,
            validators: Validators::default(),
            moved: None,
        })))
    }
}

impl Looked {
    /// What was kept by hand, as if its feed had brought it.
    pub(super) fn kept(feed: Subscription, article: NewArticle) -> Looked {
        let brought = Brought { articles: vec![article], ..Brought::default() };
        Looked { feed, came: Came::Articles(Box::new(brought)), due: None, rest: None }
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
