//! One fetch from question to answer, redirects included.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rustls::ClientConfig;

use super::body::Body;
use super::budget::Budget;
use super::deadline::{Deadline, Stop};
use super::dial::{Allowed, Dialer};
use super::freshness;
use super::head::{Framing, Head};
use super::kind::{check_bytes, check_name};
use super::lanes::Lanes;
use super::line::Line;
use super::pool::Pool;
use super::question::{check_headers, is_conditional, question};
use super::redirect::{Chain, leads_on};
use super::trust::client_config;
use super::unpack::{packings, read_all, unpacked};
use super::{Fault, FetchError, Method, Policy, Purpose, Reach, Request, Response};
use crate::news::{Moment, Validators};
use crate::text::Link;

/// Headers of a refusal that say what [`Response::stale_token`] does.
const STALE: [&str; 2] = ["x-reader-google-bad-token", "google-bad-token"];

/// What is read of an answer nobody wants, to keep the line.
const LEFTOVER_BYTES: u64 = 16 * 1024;
/// The longest `Content-Type` that is passed on.
const TYPE_BYTES: usize = 200;

/// The way out to the network. Shared by reference between threads; lines stay open from one fetch to the next.
pub struct Client {
    policy: Policy,
    agent: Arc<str>,
    tls: Arc<ClientConfig>,
    pool: Pool,
    lanes: Lanes,
    stop: Stop,
}

/// What changes on the way from one address to the next.
struct Trip {
    deadline: Deadline,
    /// Whether private addresses may be asked.
    allowed: Allowed,
    /// Whether the server is still the one that was asked first.
    is_at_home: bool,
    /// Whether the first server was a private one.
    private: Option<bool>,
    wire_bytes: u64,
}

impl Client {
    /// A client that keeps to a policy.
    pub fn new(policy: Policy) -> Self {
        let tls = Arc::new(client_config(&policy.trusted));
        let agent = policy.agent();
        Self {
            policy,
            agent,
            tls,
            pool: Pool::default(),
            lanes: Lanes::default(),
            stop: Stop::default(),
        }
    }

    /// One that waits so much longer for an answer, and else is the same: some servers do their work while one waits.
    #[must_use]
    pub fn patient(&self, patience: Duration) -> Self {
        let mut policy = self.policy.clone();
        policy.limits.first_byte = policy.limits.first_byte.max(patience);
        policy.limits.rate_window = policy.limits.rate_window.max(patience);
        policy.limits.whole = policy.limits.whole.max(patience);
        Self { stop: self.stop.clone(), ..Self::new(policy) }
    }

    /// Fetches one thing. Blocks, at most as long as the limits say.
    pub fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        let mut chain = Chain::new(request.link.clone());
        self.travel(request, &mut chain).map_err(|fault| FetchError {
            link: request.link.clone(),
            hop: chain.hop().cloned(),
            fault,
        })
    }

    /// Gives up all fetches, those to come as well, within a moment; one that is opening a line may take a few seconds.
    pub fn stop(&self) {
        self.stop.stop();
    }

    fn travel(&self, request: &Request, chain: &mut Chain) -> Result<Response, Fault> {
        if self.policy.offline {
            return Err(Fault::Offline);
        }
        check_headers(&request.headers)?;
        let may_be_private = request.allow_private && !self.policy.restricted;
        let mut trip = Trip {
            deadline: Deadline::new(&self.policy.limits, self.stop.clone()),
            allowed: if may_be_private { Allowed::Any } else { Allowed::Public },
            is_at_home: true,
            private: None,
            wire_bytes: 0,
        };
        loop {
            let link = chain.last().clone();
            let (line, head) = self.ask(request, &link, &trip)?;
            trip.note(&line);
            let Some(for_good) = leads_on(head.status) else {
                return self.answer(request, chain, &trip, line, &head);
            };
            trip.wire_bytes += self.settle(line, &head, &link);
            let is_question = request.method == Method::Get;
            match chain.follow(&head, for_good, &self.policy.limits) {
                // What is sent is not sent on, wherever that would lead.
                Err(_) if !is_question => return Err(Fault::Moved),
                followed => followed?,
            }
            trip.is_at_home &= request.link.leads_home(chain.last());
            let is_same = request.link.same_origin(chain.last());
            // The reader has chosen to talk to this server, and to no other.
            if !is_question || (request.purpose == Purpose::Service && !is_same) {
                return Err(Fault::Moved);
            }
        }
    }

    /// Asks one server. A line that was kept may have been closed by the other side, or have something left in it; then, and
    /// only then, a second one is opened.
    fn ask(&self, request: &Request, link: &Link, trip: &Trip) -> Result<(Line, Head), Fault> {
        let proxy = self.policy.proxies.of(link);
        let bytes = question(request, link, trip.is_at_home, &self.agent, proxy);
        // What could be done twice is not risked on a line that may be dead.
        let is_repeatable =
            !request.once && !matches!(request.method, Method::Post | Method::Patch);
        // A server that the reader has chosen to talk to need not be watched.
        let is_chosen = request.purpose == Purpose::Service;
        let watch = if is_chosen { Duration::ZERO } else { self.policy.limits.watch };
        let kept = is_repeatable.then(|| self.pool.take(link, trip.allowed, watch));
        if let Some(mut line) = kept.flatten() {
            line.arm(trip.deadline.clone());
            match self.exchange(&mut line, &bytes) {
                Ok(head) => return Ok((line, head)),
                Err(Fault::Unreachable(_) | Fault::Truncated) if line.received() == 0 => {}
                // What came is no answer, but what the last one had left.
                Err(Fault::Protocol(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        let dialer = Dialer { policy: &self.policy, tls: &self.tls, agent: &self.agent };
        let mut line = dialer.dial(link, trip.allowed, &trip.deadline)?;
        let head = self.exchange(&mut line, &bytes)?;
        Ok((line, head))
    }

    fn exchange(&self, line: &mut Line, question: &[u8]) -> Result<Head, Fault> {
        line.ask(question)?;
        Head::read(line, &self.policy.limits)
    }

    /// Makes a response of the last answer.
    fn answer(
        &self,
        request: &Request,
        chain: &Chain,
        trip: &Trip,
        line: Line,
        head: &Head,
    ) -> Result<Response, Fault> {
        let (now, most) = (Timestamp::now(), self.policy.limits.longest_rest);
        let retry_after = freshness::retry_after(head, now, most);
        let mut response = Response {
            status: head.status,
            link: chain.last().clone(),
            // What has not changed proves nothing about a new address.
            moved: chain.moved.clone().filter(|_| head.status != 304),
            not_modified: head.status == 304,
            content_type: content_type(head),
            body: Vec::new(),
            validators: request.validators.clone(),
            fresh_for: freshness::fresh_for(head, now, most),
            retry_after,
            private: trip.private.unwrap_or_default(),
            stale_token: STALE.iter().any(|name| head.all(name).next().is_some()),
            date: freshness::date(head).and_then(|date| Moment::from_second(date.as_second())),
            wire_bytes: trip.wire_bytes,
        };
        if let Err(fault) = check_status(request, head.status, retry_after) {
            self.settle(line, head, chain.last());
            return Err(fault);
        }
        if response.not_modified {
            update(&mut response.validators, self.validators(head));
            response.wire_bytes += self.settle(line, head, chain.last());
            return Ok(response);
        }
        let (body, is_whole, bytes) =
            self.read(request, line, head, chain.last(), trip.deadline.clone())?;
        check_bytes(&body, request.purpose)?;
        response.validators = if is_whole { self.validators(head) } else { Validators::default() };
        response.body = body;
        response.wire_bytes += bytes;
        Ok(response)
    }

    /// Reads and unpacks a body: what it holds, whether it came whole, and what came over the line.
    fn read(
        &self,
        request: &Request,
        mut line: Line,
        head: &Head,
        link: &Link,
        deadline: Deadline,
    ) -> Result<(Vec<u8>, bool, u64), Fault> {
        let limits = &self.policy.limits;
        check_name(&content_type(head), request.purpose)?;
        let most = match request.purpose {
            Purpose::Page => limits.page_bytes,
            Purpose::Feed | Purpose::Service => limits.feed_bytes,
        };
        let framing = head.framing()?;
        if matches!(framing, Framing::Length(length) if length > most) {
            return Err(Fault::TooLarge { limit_bytes: most });
        }
        let packings = packings(head, limits)?;
        let packed = Cell::new(0);
        let mut body = Body::new(&mut line, framing, &packed);
        let guess = request.purpose != Purpose::Service;
        let reader = unpacked(&mut body, &packings, guess).map_err(Fault::from)?;
        let lanes = &self.lanes;
        let mut budget = Budget { limits, most, packed: &packed, lanes, deadline, lane: None };
        let bytes = read_all(reader, |length| budget.allow(length))?;
        body.finish(LEFTOVER_BYTES)?;
        let (is_whole, is_clean) = (body.is_whole, body.leaves_line_clean());
        let received = line.received();
        if is_clean && keeps_line(head) {
            self.pool.put(link, line, true);
        }
        Ok((bytes, is_whole, received))
    }

    /// Keeps the line of an answer whose body nobody wants, where that is cheap; says what came over it.
    fn settle(&self, mut line: Line, head: &Head, link: &Link) -> u64 {
        let packed = Cell::new(0);
        let is_short = |framing| !matches!(framing, Framing::Length(l) if l > LEFTOVER_BYTES);
        if let Ok(framing) = head.framing()
            && keeps_line(head)
            && is_short(framing)
        {
            let mut body = Body::new(&mut line, framing, &packed);
            let is_clean = body.finish(LEFTOVER_BYTES).is_ok() && body.leaves_line_clean();
            let received = line.received();
            if is_clean {
                self.pool.put(link, line, framing != Framing::Nothing);
            }
            return received;
        }
        line.received()
    }

    /// What the server will know this answer by, where it is short and plain.
    fn validators(&self, head: &Head) -> Validators {
        let most = self.policy.limits.validator_bytes;
        let read = |name| {
            let value = head.text(name).filter(|value| !value.is_empty() && value.len() <= most);
            value.map(str::to_owned)
        };
        Validators { etag: read("etag"), last_modified: read("last-modified") }
    }
}

impl Trip {
    /// Notes whom the line leads to: whoever has been out in public is not led back in.
    fn note(&mut self, line: &Line) {
        let is_private = line.reach == Reach::Private;
        self.private.get_or_insert(is_private);
        if !is_private {
            self.allowed = Allowed::Public;
        }
    }
}

/// Whether the answer is one that is read.
fn check_status(
    request: &Request,
    status: u16,
    retry_after: Option<Duration>,
) -> Result<(), Fault> {
    match (request.purpose, status) {
        (Purpose::Service, _) | (_, 200 | 203) => Ok(()),
        (_, 204 | 205) => Err(Fault::Empty),
        (_, 304) if is_conditional(request) => Ok(()),
        (_, 304) => Err(Fault::NothingToKeep),
        _ => Err(Fault::Status { status, retry_after }),
    }
}

/// An answer that may bring bytes nobody expects ends its line.
fn keeps_line(head: &Head) -> bool {
    let is_bare = matches!(head.status, 204 | 304);
    let is_ambiguous =
        !head.list("transfer-encoding").is_empty() && !head.list("content-length").is_empty();
    head.keeps_line() && !is_ambiguous && !(is_bare && head.announces_body())
}

/// A server that says that nothing has changed may give other validators (RFC 9110, section 15.4.5).
fn update(known: &mut Validators, given: Validators) {
    known.etag = given.etag.or(known.etag.take());
    known.last_modified = given.last_modified.or(known.last_modified.take());
}

fn content_type(head: &Head) -> String {
    let value = head.text("content-type").filter(|value| value.len() <= TYPE_BYTES);
    value.unwrap_or_default().to_owned()
}
