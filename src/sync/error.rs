//! Why a server gave no answer that can be used, in words that say what to do.

use std::time::Duration;

use crate::fetch::{Fault, FetchError};
use crate::text::{Link, Prose};

/// What can go wrong with a server. Never quotes a password, a token or a body.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The password would go over an open line.
    #[error(
        "{0} is not encrypted: everybody on the way could read the password; use https, or set `allow_http = true` for this account"
    )]
    OpenLine(Link),
    /// No answer came.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The answer came from elsewhere.
    #[error(
        "{asked} redirects to {host}, another server, which gets no password; put its address into the settings if it is yours"
    )]
    Elsewhere {
        /// What was asked.
        asked: Link,
        /// Who answered.
        host: Prose,
    },
    /// There is no such API at the address.
    #[error("{address} has no {api} ({status}); check the address of the account{hint}")]
    WrongAddress {
        /// The address.
        address: Link,
        /// What was looked for.
        api: &'static str,
        /// What was answered.
        status: String,
        /// How addresses of this kind look.
        hint: &'static str,
    },
    /// The API is there, and switched off.
    #[error(
        "{0} says that its API is switched off (503); in FreshRSS the administrator allows API access under Authentication"
    )]
    SwitchedOff(Link),
    /// The name or the password is wrong.
    #[error("{address} does not take the name or the password ({status}); {hint}")]
    Refused {
        /// The address.
        address: Link,
        /// 401 or 403.
        status: u16,
        /// What is easily mistaken.
        hint: &'static str,
    },
    /// The server wants to be left alone.
    #[error("{0} asks to be left alone for a while (429); try again later")]
    TooOften(Link, Option<Duration>),
    /// Another answer than one that goes on.
    #[error("{address} answered {status} to {what}{}", said_as(said))]
    Status {
        /// The address, without what was asked.
        address: Link,
        /// The number.
        status: u16,
        /// What was asked for.
        what: &'static str,
        /// What the server says of it.
        said: Prose,
    },
    /// The answer is something else than was asked for.
    #[error("{address} answered {what} with something else than it should; nothing was changed")]
    Unreadable {
        /// The address, without what was asked.
        address: Link,
        /// What was asked for.
        what: &'static str,
    },
    /// An empty list where an object belongs: how servers answer what they do not know.
    #[error("{address} does not support {what}; nothing was changed")]
    Unsupported {
        /// The address, without what was asked.
        address: Link,
        /// What was asked for.
        what: &'static str,
    },
    /// A list that does not end.
    #[error("{address} has no end of {what}; nothing was changed")]
    Endless {
        /// The address, without what was asked.
        address: Link,
        /// What was asked for.
        what: &'static str,
    },
    /// A list that became another while it was read.
    #[error(
        "{address} has changed {what} while it was read; nothing was changed here, sync once more"
    )]
    Unsteady {
        /// The address, without what was asked.
        address: Link,
        /// What was asked for.
        what: &'static str,
    },
    /// The server did not find a feed.
    #[error("{0}")]
    NotSubscribed(Prose),
}

fn said_as(said: &Prose) -> String {
    if said.is_empty() { String::new() } else { format!(" (“{said}”)") }
}

impl RemoteError {
    /// Whether it may be one article of several that the server refuses, and not what was asked for.
    pub fn may_be_of_one(&self) -> bool {
        matches!(self, Self::Status { status: 400 | 409 | 422, .. })
    }

    /// Whether there may be something wrong with the address, or with what stands before the server.
    pub fn is_of_address(&self) -> bool {
        matches!(self, Self::Status { status: 404 | 405 | 501, .. })
    }

    /// How long the server asks to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooOften(_, rest) => *rest,
            _ => None,
        }
    }

    /// Whether the server was not reached at all: so it is where there is no network for a while.
    pub fn is_out_of_reach(&self) -> bool {
        matches!(
            self,
            Self::Fetch(FetchError {
                fault: Fault::Unreachable(_) | Fault::UnknownHost | Fault::Offline,
                ..
            })
        )
    }

    /// Whether the server refuses this very request, and would again.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Status { status, .. } => {
                // 500 is no refusal: a server that is ill for a while says it, and no mark may be lost by that.
                matches!(status, 400 | 404 | 405 | 409 | 422 | 501)
            }
            Self::Unsupported { .. } | Self::NotSubscribed(_) => true,
            _ => false,
        }
    }

    /// Whether it is unknown what became of the request: the answer did not come whole.
    pub fn is_unclear(&self) -> bool {
        match self {
            Self::Fetch(FetchError { fault, .. }) => {
                matches!(fault, Fault::Slow(_) | Fault::Truncated | Fault::Unreachable(_))
            }
            Self::Status { status, .. } => matches!(status, 502 | 504),
            _ => false,
        }
    }

    /// Whether the answer was longer than is read.
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::Fetch(FetchError { fault: Fault::TooLarge { .. }, .. }))
    }
}
