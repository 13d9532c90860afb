//! How a command ends, and what it says about that on standard error.
//!
//! One line a problem: what happened, to which file, what to do. Foreign words in it are cleaned here, since an error
//! may quote a file.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::text::Prose;

/// An argument that cannot be meant: said, and the program ends with 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Usage(pub(super) String);

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All was done.
    Done,
    /// Nothing was done; why was said.
    Failed,
    /// Some was done; what was not was named.
    Partly,
}

impl Outcome {
    /// What came of `tried` things of which `failed` did not work.
    pub(super) fn of(tried: usize, failed: usize) -> Self {
        match failed {
            0 => Self::Done,
            _ if failed >= tried => Self::Failed,
            _ => Self::Partly,
        }
    }

    /// The same, where something beside it was done too, or was not.
    pub(super) fn with(self, is_done: bool) -> Self {
        if is_done || self != Self::Done { self } else { Self::Partly }
    }
}

impl From<Outcome> for ExitCode {
    /// 0, 1 or 3; 2 is wrong usage ([`Usage`]), which is found before anything is done.
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::FAILURE,
            Outcome::Partly => Self::from(3),
        }
    }
}

/// Writes one line to standard error.
pub(super) fn say(words: &impl ToString) {
    let line = Prose::line(&words.to_string());
    // Where standard error is closed there is nobody to tell.
    let _unheard = writeln!(io::stderr(), "dateline: {line}");
}

/// Ends after an error; a reader that has gone away is none.
pub(super) fn end(error: &anyhow::Error) -> ExitCode {
    // Only what could not be written is a bare error of the system: what a server or a program did has words around it.
    let cause = error.downcast_ref::<io::Error>();
    if cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    match cause {
        Some(cause) => say(&format!("the output cannot be written ({cause}); write it elsewhere")),
        None => say(error),
    }
    if error.is::<Usage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
}
