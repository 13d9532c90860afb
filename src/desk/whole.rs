//! Whole articles: the page of an article fetched, and the article taken out of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::program::Permit;
use super::secret::{self, SecretError};
use crate::extract::{self, Hint, PageReading, ReadError};
use crate::fetch::address::classify_host;
use crate::fetch::{Client, FetchError, Reach, Request, Response};
use crate::news::{Article, ArticleId, Moment, SecretHeader, Subscription};
use crate::store::{Library, Shelf, StoreError};
use crate::text::{Link, Prose};

/// The page of a stored article, to be fetched.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which article.
    pub id: ArticleId,
    /// Where its page is.
    pub link: Link,
    /// The headers of its feed, where the page is on the same server.
    pub headers: Vec<SecretHeader>,
    /// Whether the page may be on a private network: where its feed is, and on the same server.
    pub private: bool,
}

impl Wanted {
    /// The page of an article, with what its feed may lend to it; `None` where it has no address.
    pub fn of(article: &Article, feed: Option<&Subscription>) -> Option<Self> {
        let (id, link) = (article.id?, article.link.clone()?);
        let at_home =
            feed.filter(|feed| feed.source.link().is_some_and(|source| source.same_origin(&link)));
        Some(Self {
            id,
            link,
            headers: at_home.map(|feed| feed.choices.headers.clone()).unwrap_or_default(),
            private: at_home.is_some_and(|feed| feed.choices.private),
        })
    }
}

/// A page that was fetched for an article.
#[derive(Debug)]
pub struct Page {
    /// Which article.
    pub id: ArticleId,
    /// What was taken out of the page.
    pub article: Result<PageReading, WholeError>,
}

/// Why no article came out of a page.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WholeError {
    /// The page could not be fetched.
    #[error("{}", .0.once())]
    Fetch(#[from] FetchError),
    /// There is no article in it.
    #[error("{link}: {cause}")]
    Empty {
        /// The page.
        link: Link,
        /// Why not.
        #[source]
        cause: ReadError,
    },
    /// A secret of its feed was not found.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

/// Fetches the page of an article.
pub fn fetch(client: &Client, permit: Permit, wanted: &Wanted) -> Page {
    let article = catch_unwind(AssertUnwindSafe(|| try_fetch(client, permit, wanted)));
    let article = article.unwrap_or_else(|_panic| {
        log::error!("{} made dateline stumble; the article stays as it was", wanted.link);
        Err(WholeError::Empty { link: wanted.link.clone(), cause: ReadError::NoArticle })
    });
    Page { id: wanted.id, article }
}

fn try_fetch(client: &Client, permit: Permit, wanted: &Wanted) -> Result<PageReading, WholeError> {
    let mut request = Request::page(wanted.link.clone()).private(wanted.private);
    for header in &wanted.headers {
        request = request.header(&header.name, secret::find(&header.reference, permit)?);
    }
    let answer = client.fetch(&request)?;
    article_of(&answer)
}

/// The article in an answer: a page, or a text of another form.
pub fn article_of(answer: &Response) -> Result<PageReading, WholeError> {
    let empty = |cause| WholeError::Empty { link: answer.link.clone(), cause };
    let kind = answer.content_type.split(';').next().unwrap_or_default().trim();
    let name = answer.link.as_str().split(['?', '#']).next();
    let PageReading { mut article, problems, is_teaser } =
        if kind.is_empty() || kind.contains("html") {
            extract::page(&answer.body, Some(&answer.link), Some(&answer.content_type))
                .map_err(empty)?
        } else {
            let hint = Hint { name, ..Hint::default() };
            let reading = extract::read(&answer.body, &hint).map_err(empty)?;
            let first = reading.articles.into_iter().next();
            let article = first.ok_or_else(|| empty(ReadError::NoArticle))?;
            PageReading { article, problems: reading.problems, is_teaser: false }
        };
    if article.body.text().is_empty() {
        return Err(empty(ReadError::NoArticle));
    }
    let named = article.link.take().filter(|named| is_for_all(named, &answer.link));
    article.link = named.or_else(|| Some(answer.link.without_trackers()));
    extract::name_untitled(&mut article);
    Ok(PageReading { article, problems, is_teaser })
}

/// Whether an address that a page names as its own is one that the article may go by: none that leads from a public host
/// into the reader's network.
fn is_for_all(named: &Link, at: &Link) -> bool {
    named.host() == at.host() || classify_host(named.host()) != Some(Reach::Private)
}

/// The pages of new articles of a feed.
pub fn pages(
    shelf: &Shelf,
    feed: &Subscription,
    new: &[ArticleId],
) -> Result<Vec<Wanted>, StoreError> {
    let mut pages = Vec::new();
    for id in new.iter().take(MOST_PAGES) {
        let article = shelf.article(*id)?;
        pages.extend(article.and_then(|article| Wanted::of(&article, Some(feed))));
    }
    Ok(pages)
}

/// Pages fetched for one feed in one refresh: a feed that is read for the first time may have thousands.
const MOST_PAGES: usize = 100;

/// A page that gives less than this, and less than the feed itself, is not the article (bytes).
const SHORTEST: usize = 200;

/// Keeps a whole article; what its feed said stays as a version. What went wrong is in the log, and said.
pub fn keep(
    library: &mut Library,
    shelf: &Shelf,
    page: Page,
    now: Moment,
) -> Result<Option<Prose>, StoreError> {
    let PageReading { article: whole, is_teaser, .. } = match page.article {
        Ok(reading) => reading,
        Err(error) => {
            log::info!("no whole article for {}: {error}", page.id);
            return Ok(Some(Prose::line(&error.to_string())));
        }
    };
    let Some(stored) = shelf.article(page.id)? else { return Ok(None) };
    // What a page holds back is no reason to throw away what the feed has given.
    let length = whole.body.text().len();
    if is_teaser && length <= stored.body.text().len() && !stored.body.text().is_empty() {
        let words = "the page shows only its beginning; the rest is for subscribers";
        return Ok(Some(Prose::line(words)));
    }
    if length < SHORTEST && length < stored.body.text().len() {
        return Ok(Some(Prose::line("the page has less to say than the feed")));
    }
    library.replace_body(page.id, &whole, now)?;
    Ok(None)
}
