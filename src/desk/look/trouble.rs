//! Why a feed brought nothing, and what that says of it.

use std::time::Duration;

use super::Came;
use crate::desk::program::ProgramError;
use crate::desk::secret::SecretError;
use crate::feed::FeedError;
use crate::fetch::{Fault, FetchError};
use crate::text::Prose;

/// Why an answer was not read.
#[derive(Debug, thiserror::Error)]
pub enum UnreadError {
    /// It is no feed.
    #[error("{source_name}: {cause}")]
    Feed {
        /// Where it was read from.
        source_name: Prose,
        /// What it is.
        #[source]
        cause: FeedError,
    },
    /// It is written as a feed, but says nothing at all.
    #[error("{0}: this is a feed without a title and without anything in it; it may be broken")]
    Nothing(Prose),
    /// It was to pass through a program, which did not do its work.
    #[error(transparent)]
    Filter(#[from] ProgramError),
}

/// Why a feed brought nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Unread(#[from] UnreadError),
    #[error(transparent)]
    Program(#[from] ProgramError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error("{0}")]
    Local(Prose),
}

impl Trouble {
    /// How long its server asks to be left alone, and whether with all its feeds.
    pub(super) fn wishes(&self) -> (Option<Duration>, bool) {
        match self {
            Self::Fetch(error) => (error.retry_after(), error.holds_host()),
            _ => (None, false),
        }
    }

    pub(super) fn came(self) -> Came {
        let words = Prose::line(&self.to_string());
        match self {
            Self::Fetch(error) if error.is_gone() => Came::Gone(words),
            Self::Fetch(FetchError { fault: Fault::Offline, .. }) => Came::Skipped(words),
            // That somebody may start nothing says nothing of the feed.
            Self::Fetch(FetchError { fault: Fault::Restricted, .. })
            | Self::Program(ProgramError::Restricted { .. })
            | Self::Unread(UnreadError::Filter(ProgramError::Restricted { .. }))
            | Self::Secret(SecretError::Program(ProgramError::Restricted { .. })) => {
                Came::Refused(words)
            }
            _ => Came::Failed(words),
        }
    }
}
