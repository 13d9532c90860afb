//! Why nothing came back, in words that name the address and say what can be done.
//!
//! The words never quote a header, a body or a password. Of what a server says only what is a number, or was cleaned,
//! is repeated.

use std::io;
use std::time::Duration;

use super::trust;
use crate::text::{Link, LinkError, Prose};

/// Why a fetch gave no answer.
#[derive(Debug, thiserror::Error)]
#[error("{link}{} {fault}", by_way_of(hop.as_ref()))]
pub struct FetchError {
    /// What was asked for.
    pub link: Link,
    /// Where a redirect had led when it went wrong.
    pub hop: Option<Link>,
    /// What went wrong.
    #[source]
    pub fault: Fault,
}

fn by_way_of(hop: Option<&Link>) -> String {
    hop.map(|hop| format!(", redirected to {hop},")).unwrap_or_default()
}

/// What can go wrong with a fetch. Its words read on after the address: it "answered 404".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The program is to stay off the network.
    #[error("was not asked: the program is offline; leave out --offline to fetch it")]
    Offline,
    /// The program ends ([`super::Client::stop`]).
    #[error("was given up, since the program ends")]
    Stopped,
    /// The host is on a private network, and was not named by the reader as such.
    #[error("leads to a private address, where only feeds that were added as private are read")]
    Private,
    /// Private addresses are refused throughout.
    #[error("leads to a private address, which is not allowed here")]
    Restricted,
    /// The name of the host leads nowhere.
    #[error("has a host that is not known; check the address and the network")]
    UnknownHost,
    /// No line could be opened, or it broke.
    #[error("cannot be reached ({}); try again later", plainly(.0))]
    Unreachable(#[source] io::Error),
    /// The line could not be made secure.
    #[error("has no secure line to offer ({0}); nothing was read")]
    Insecure(Prose),
    /// The proxy does not do its part.
    #[error("cannot be reached through the proxy {proxy} ({why}); check the settings of the proxy")]
    Proxy {
        /// Host and port of the proxy.
        proxy: String,
        /// What it does instead.
        why: String,
    },
    /// It took too long.
    #[error("{0}; try again later")]
    Slow(Wait),
    /// The answer is longer than is read.
    #[error("sent more than {} MiB, which is more than is read", limit_bytes / (1024 * 1024))]
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// A small answer would have become a huge one.
    #[error("sent something that unpacks to over {ratio} times its size; it was not read")]
    Bomb {
        /// The limit.
        ratio: u64,
    },
    /// The headers are more than is read.
    #[error("sent more headers than are read")]
    Headers,
    /// What came is not HTTP, or broken.
    #[error("does not keep to HTTP ({0}); its server has to be mended")]
    Protocol(&'static str),
    /// The line ended before the answer did.
    #[error("broke off in the middle of its answer; try again later")]
    Truncated,
    /// The answer is packed in a way that is not understood.
    #[error("is packed as “{0}”, which is not understood here")]
    Encoding(Prose),
    /// The answer is packed, and broken.
    #[error("sent something that cannot be unpacked")]
    Corrupt,
    /// The server refuses.
    #[error("{}", advised(*status, *retry_after, &FEED))]
    Status {
        /// The number.
        status: u16,
        /// How long it asks to be left alone.
        retry_after: Option<Duration>,
    },
    /// The server says that nothing has changed, without having been asked so.
    #[error("says that nothing has changed (304), though nothing of it is here yet")]
    NothingToKeep,
    /// There is nothing in the answer.
    #[error("sent an empty answer; what was there before is kept")]
    Empty,
    /// What came is nothing that can be read.
    #[error("is {0}; it can be opened with another program")]
    NotText(&'static str),
    /// Redirects without end.
    #[error("redirects more than {0} times; check the address")]
    TooManyRedirects(usize),
    /// Redirects that come back.
    #[error("redirects in a circle; check the address")]
    Circle,
    /// A redirect that says no place.
    #[error("redirects without saying where to")]
    NoTarget,
    /// A redirect to what is not followed.
    #[error("redirects to where nobody is led ({0})")]
    BadTarget(LinkError),
    /// A redirect from an encrypted address to an open one.
    #[error("redirects from an encrypted address to an open one, which is not followed")]
    Downgrade,
    /// What was sent has moved, and is not sent a second time.
    #[error("has moved; change its address and try again")]
    Moved,
    /// A header of the caller's own that cannot be sent.
    #[error("cannot be asked with the header “{0}” as it is set; check its name and value")]
    BadHeader(Prose),
}

/// What took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wait {
    /// The line did not open.
    #[error("could not be connected to within {} seconds", .0.as_secs())]
    Connect(Duration),
    /// Nothing came.
    #[error("did not begin to answer within {} seconds", .0.as_secs())]
    FirstByte(Duration),
    /// It came, and did not end.
    #[error("did not end its answer within {} seconds", .0.as_secs())]
    Whole(Duration),
    /// Next to nothing came.
    #[error("sent next to nothing for {} seconds", .0.as_secs())]
    Rate(Duration),
}

/// Without the number of the error, which says nothing to people.
fn plainly(error: &io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// What comes of it where only time helps and the server names none, and where nothing helps.
struct Prospects {
    later: &'static str,
    gone: &'static str,
}

/// Of a feed that is asked again by itself.
const FEED: Prospects =
    Prospects { later: "it is asked again later", gone: "it is asked for no more" };
/// Of what is asked once.
const ONCE: Prospects =
    Prospects { later: "try again later", gone: "there is nothing to wait for" };

/// What a status means, and what comes of it; `later` stands where only time helps.
fn refusal<'a>(status: u16, later: &'a str, gone: &'a str) -> (&'static str, &'a str) {
    match status {
        206 => ("a part only", "try again later"),
        400 => ("does not like the question", "check the address"),
        401 => ("a user name and a password are wanted", "set a header for it"),
        402 => ("payment is wanted", "read it in a browser"),
        403 => ("access is denied", "it may be open to browsers or to subscribers alone"),
        404 => ("not found", "check the address"),
        407 => ("the proxy wants a password", "check the settings of the proxy"),
        410 => ("gone for good", gone),
        429 => ("too many questions", later),
        451 => ("withheld for legal reasons", "it may be open elsewhere"),
        500..=599 => ("its server is in trouble", later),
        _ => ("no answer that can be read", "check the address"),
    }
}

fn advised(status: u16, retry_after: Option<Duration>, prospects: &Prospects) -> String {
    let named = retry_after.map(|rest| format!("it asks to be left alone for {}", span(rest)));
    let later = named.as_deref().unwrap_or(prospects.later);
    let (what, then) = refusal(status, later, prospects.gone);
    format!("answered {status} ({what}); {then}")
}

/// So long, in words, rather too long than too short.
fn span(time: Duration) -> String {
    let seconds = time.as_secs().max(1);
    let (count, unit) = match seconds {
        0..=119 => (seconds, "second"),
        120..=7_199 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3_600), "hour"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

impl FetchError {
    /// The same in words for what is asked once, and never again by itself.
    pub fn once(&self) -> String {
        let Fault::Status { status, retry_after } = self.fault else { return self.to_string() };
        let said = advised(status, retry_after, &ONCE);
        format!("{}{} {said}", self.link, by_way_of(self.hop.as_ref()))
    }

    /// Whether the server says that this is gone for good (410).
    pub fn is_gone(&self) -> bool {
        matches!(self.fault, Fault::Status { status: 410, .. })
    }

    /// Whether a password is wanted, or another one (401, 403).
    pub fn wants_password(&self) -> bool {
        matches!(self.fault, Fault::Status { status: 401 | 403, .. })
    }

    /// Whether it may go well another time with nothing changed here.
    pub fn is_temporary(&self) -> bool {
        match self.fault {
            Fault::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..=599),
            Fault::Offline
            | Fault::Stopped
            | Fault::UnknownHost
            | Fault::Unreachable(_)
            | Fault::Proxy { .. }
            | Fault::Slow(_)
            | Fault::Truncated
            | Fault::Empty => true,
            _ => false,
        }
    }

    /// How long the server asks to be left alone, a day at most.
    pub fn retry_after(&self) -> Option<Duration> {
        match self.fault {
            Fault::Status { retry_after, .. } => retry_after,
            _ => None,
        }
    }

    /// Whether the whole host asks to be left alone, not this address only. 429 is said to whoever asks too much; 503 may
    /// be of one address that is in trouble.
    pub fn holds_host(&self) -> bool {
        matches!(self.fault, Fault::Status { status: 429, .. })
    }
}

impl From<Fault> for io::Error {
    /// So that a fault passes through whatever unpacks.
    fn from(fault: Fault) -> Self {
        io::Error::other(fault)
    }
}

impl From<io::Error> for Fault {
    /// Finds the fault in what came through an unpacker or the encryption; the rest is the network's.
    fn from(error: io::Error) -> Self {
        match error.downcast::<Fault>() {
            Ok(fault) => fault,
            Err(error) => Self::of_line(error),
        }
    }
}

impl Fault {
    fn of_line(error: io::Error) -> Self {
        let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
        if let Some(tls) = tls {
            return Self::Insecure(trust::words(tls));
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated,
            _ => Self::Unreachable(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fault: Fault, expected: &str) {
        let link = Link::parse("https://a.example/feed").unwrap();
        let error = FetchError { link, hop: None, fault };
        assert_eq!(error.to_string(), format!("https://a.example/feed {expected}"));
    }

    #[test]
    fn errors_read_as_sentences() {
        check(
            Fault::Status { status: 404, retry_after: None },
            "answered 404 (not found); check the address",
        );
        let link = Link::parse("https://a.example/feed").unwrap();
        let fault = Fault::Status { status: 503, retry_after: None };
        let error = FetchError { link, hop: None, fault };
        assert!(error.to_string().ends_with("(its server is in trouble); it is asked again later"));
        assert!(error.once().ends_with("(its server is in trouble); try again later"));
        for (status, seconds, expected) in [
            (429, Some(3_600), "(too many questions); it asks to be left alone for 60 minutes"),
            (503, Some(1), "(its server is in trouble); it asks to be left alone for 1 second"),
            (
                503,
                Some(86_400),
                "(its server is in trouble); it asks to be left alone for 24 hours",
            ),
            (500, None, "(its server is in trouble); it is asked again later"),
        ] {
            let retry_after = seconds.map(Duration::from_secs);
            check(Fault::Status { status, retry_after }, &format!("answered {status} {expected}"));
        }
        check(
            Fault::Slow(Wait::FirstByte(Duration::from_secs(15))),
            "did not begin to answer within 15 seconds; try again later",
        );
        let refused = io::Error::from_raw_os_error(111);
        check(
            Fault::Unreachable(refused),
            "cannot be reached (connection refused); try again later",
        );
    }

    #[test]
    fn a_redirect_is_named() {
        let [link, hop] =
            ["http://a.example/", "http://b.example/"].map(|l| Link::parse(l).unwrap());
        let error = FetchError { link, hop: Some(hop), fault: Fault::Empty };
        let words = error.to_string();
        assert!(words.starts_with("http://a.example/, redirected to http://b.example/, sent"));
    }

    #[test]
    fn a_fault_passes_through_the_standard_error() {
        let through = Fault::from(io::Error::from(Fault::Bomb { ratio: 200 }));
        assert!(matches!(through, Fault::Bomb { ratio: 200 }));
        let cut = Fault::from(io::Error::from(io::ErrorKind::UnexpectedEof));
        assert!(matches!(cut, Fault::Truncated));
    }
}
