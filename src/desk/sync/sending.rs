//! The outbox on its way to the server.
//!
//! Marks go before changes of feeds: those of a feed that is given up are told while the server has it, and a feed that
//! makes trouble holds none of them up. A row goes when its change was taken. Where it is unclear whether it was, the row stays and is sent again: marks are set,
//! not turned over, so that it does no harm. What the server refuses for good is dropped with a word, and the server's
//! own state holds.

use super::change::Change;
use super::{Run, SyncError};
use crate::store::{Outgoing, Told};
use crate::sync::RemoteError;
use crate::sync::greader::AT_ONCE;
use crate::text::Prose;

impl Run<'_> {
    /// Tells the server everything it does not know of yet.
    pub(super) fn send(&mut self, server: &mut dyn Change) -> Result<(), SyncError> {
        let all = self.shelf.outbox(self.id)?;
        let (feeds, articles): (Vec<Outgoing>, Vec<Outgoing>) =
            all.into_iter().partition(|one| is_of_feed(&one.told));
        for some in batches(&articles) {
            self.tell(server, &some)?;
        }
        for one in feeds {
            let done = send_feed(server, &one);
            self.settle(done, &[one.seq])?;
        }
        Ok(())
    }

    /// Tells the server one thing of some articles. Where it refuses them, it may be one of them alone, which is found.
    fn tell(&mut self, server: &mut dyn Change, some: &[&Outgoing]) -> Result<(), SyncError> {
        let ids: Vec<&str> = some.iter().filter_map(|one| one.id.as_deref()).collect();
        let done = match some.first().map(|one| &one.told) {
            Some(Told::Read(on)) => server.read(&ids, *on),
            Some(Told::Starred(on)) => server.star(&ids, *on),
            Some(Told::Label(name, on)) => server.label(&ids, name, *on),
            _ => Ok(()),
        };
        match done {
            Err(error) if error.may_be_of_one() && some.len() > 1 => {
                let (first, rest) = some.split_at(some.len() / 2);
                self.tell(server, first)?;
                self.tell(server, rest)
            }
            // That there is no such place is said of a server that is put up wrongly, too: no mark is lost by that.
            Err(error) if error.is_of_address() => Err(error.into()),
            done => self.settle(done, &some.iter().map(|one| one.seq).collect::<Vec<i64>>()),
        }
    }

    /// Acknowledges what was taken, or will never be.
    fn settle(&mut self, done: Result<(), RemoteError>, seqs: &[i64]) -> Result<(), SyncError> {
        match done {
            Ok(()) => self.report.sent += seqs.len(),
            Err(error) if error.is_refusal() => {
                self.report.notes.push(Prose::line(&error.to_string()));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(self.library.acknowledge(self.id, seqs)?)
    }
}

fn is_of_feed(told: &Told) -> bool {
    matches!(told, Told::Subscribed(..) | Told::Folder(..) | Told::Name(..))
}

fn send_feed(server: &mut dyn Change, one: &Outgoing) -> Result<(), RemoteError> {
    match (&one.told, one.id.as_deref()) {
        (Told::Subscribed(_, address, true), _) => server.subscribe(address),
        (Told::Subscribed(_, _, false), Some(id)) => server.unsubscribe(id),
        (Told::Folder(_, folder), Some(id)) => server.file(id, folder),
        (Told::Name(_, name), Some(id)) => server.rename(id, name),
        // What the server does not have needs no change there.
        _ => Ok(()),
    }
}

/// Changes that say the same, so many at once as a request carries.
fn batches(changes: &[Outgoing]) -> Vec<Vec<&Outgoing>> {
    let mut batches: Vec<Vec<&Outgoing>> = Vec::new();
    for change in changes {
        let open = batches.iter_mut().find(|batch| {
            batch.len() < AT_ONCE && batch.first().is_some_and(|one| one.told == change.told)
        });
        match open {
            Some(batch) => batch.push(change),
            None => batches.push(vec![change]),
        }
    }
    batches
}
