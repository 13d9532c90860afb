//! Opens a line: looks the host up, judges each address, connects, asks a proxy through, encrypts.
//!
//! The only place where a socket is opened.

use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::ClientConfig;

use super::deadline::Deadline;
use super::head::Head;
use super::line::Line;
use super::proxy::Proxy;
use super::resolve::{Place, is_private_name, places, reach_by_name};
use super::wire::Wire;
use super::{Fault, Policy, Reach};
use crate::text::Link;

/// How long an address may take to answer while there is another to try: a lost packet is sent again after one second.
const ATTEMPT: Duration = Duration::from_millis(2_500);

/// Whom a line may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    /// Public addresses alone.
    Public,
    /// Any address.
    Any,
}

/// What it takes to open lines.
pub(super) struct Dialer<'p> {
    pub(super) policy: &'p Policy,
    pub(super) tls: &'p Arc<ClientConfig>,
    pub(super) agent: &'p str,
}

impl Dialer<'_> {
    /// Opens a line to the server of an address.
    pub(super) fn dial(
        &self,
        link: &Link,
        allowed: Allowed,
        deadline: &Deadline,
    ) -> Result<Line, Fault> {
        let since = Instant::now();
        let line = match self.policy.proxies.of(link) {
            Some(proxy) => self.through(proxy, link, allowed, deadline, since)?,
            None => self.directly(link, allowed, deadline, since)?,
        };
        if link.is_https() { line.encrypted(link.host(), Arc::clone(self.tls)) } else { Ok(line) }
    }

    fn directly(
        &self,
        link: &Link,
        allowed: Allowed,
        deadline: &Deadline,
        since: Instant,
    ) -> Result<Line, Fault> {
        if allowed == Allowed::Public && is_private_name(link.host(), &self.policy.overrides) {
            return Err(self.refusal());
        }
        let places = self.find(link.host(), link.port(), deadline, since)?;
        let may = |place: &Place| allowed == Allowed::Any || place.reach == Reach::Public;
        let allowed: Vec<Place> = places.into_iter().filter(may).collect();
        if allowed.is_empty() {
            Err(self.refusal())
        } else {
            self.connect(&allowed, deadline, since)
        }
    }

    /// Why a private address is not connected to.
    fn refusal(&self) -> Fault {
        if self.policy.restricted { Fault::Restricted } else { Fault::Private }
    }

    fn find(
        &self,
        host: &str,
        port: u16,
        deadline: &Deadline,
        since: Instant,
    ) -> Result<Vec<Place>, Fault> {
        let patience = || deadline.left_to_connect(since, &self.policy.limits);
        places(host, port, &self.policy.overrides, &patience)
    }

    /// Tries one address after the other; the last has all the time that is left.
    fn connect(
        &self,
        places: &[Place],
        deadline: &Deadline,
        since: Instant,
    ) -> Result<Line, Fault> {
        let limits = &self.policy.limits;
        let mut last = Fault::UnknownHost;
        for (at, place) in places.iter().enumerate() {
            let patience = deadline.left_to_connect(since, limits)?;
            let is_last = at + 1 == places.len();
            let share = if is_last { patience } else { patience.min(ATTEMPT) };
            match TcpStream::connect_timeout(&place.address, share) {
                Ok(socket) => {
                    let wire = Wire::new(socket, limits.clone(), deadline.clone(), since);
                    return Ok(Line::plain(wire, place.reach));
                }
                Err(error) => last = Fault::Unreachable(error),
            }
        }
        deadline.left_to_connect(since, limits)?;
        Err(last)
    }

    /// Connects to a proxy; for an encrypted address it is asked to open a tunnel (RFC 9110, section 9.3.6).
    fn through(
        &self,
        proxy: &Proxy,
        link: &Link,
        allowed: Allowed,
        deadline: &Deadline,
        since: Instant,
    ) -> Result<Line, Fault> {
        let reach = reach_by_name(link.host(), &self.policy.overrides);
        if reach == Reach::Private && allowed == Allowed::Public {
            return Err(self.refusal());
        }
        let blame = |fault| match fault {
            Fault::Stopped => Fault::Stopped,
            fault => Fault::Proxy { proxy: proxy.name(), why: fault_words(&fault) },
        };
        let places = self.find(&proxy.host, proxy.port, deadline, since).map_err(blame)?;
        let mut line = self.connect(&places, deadline, since).map_err(blame)?;
        line.reach = reach;
        if link.is_https() {
            self.open_tunnel(&mut line, proxy, link)?;
        }
        Ok(line)
    }

    fn open_tunnel(&self, line: &mut Line, proxy: &Proxy, link: &Link) -> Result<(), Fault> {
        let place = format!("{}:{}", link.host(), link.port());
        let mut question =
            format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\nUser-Agent: {}\r\n", self.agent);
        if let Some(password) = &proxy.password {
            question.extend(["Proxy-Authorization: ", password.expose(), "\r\n"]);
        }
        question += "\r\n";
        line.ask(question.as_bytes())?;
        let head = Head::read(line, &self.policy.limits)?;
        match head.status {
            200..=299 => Ok(()),
            407 => Err(Fault::Status { status: 407, retry_after: None }),
            status => {
                let why = format!("it answers {status}");
                Err(Fault::Proxy { proxy: proxy.name(), why })
            }
        }
    }
}

fn fault_words(fault: &Fault) -> String {
    match fault {
        Fault::UnknownHost => "its name is not known".to_owned(),
        Fault::Unreachable(error) => error.kind().to_string(),
        other => other.to_string(),
    }
}
