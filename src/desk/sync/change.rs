//! What a server can be told, whichever API it speaks.

use crate::sync::RemoteError;
use crate::sync::greader::GReader;
use crate::sync::miniflux::Miniflux;

/// Changes on a server.
pub(super) trait Change {
    /// Marks articles read or unread.
    fn read(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError>;
    /// Sets stars or clears them.
    fn star(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError>;
    /// Gives articles a label or takes it off.
    fn label(&mut self, ids: &[&str], label: &str, on: bool) -> Result<(), RemoteError>;
    /// Subscribes to a feed.
    fn subscribe(&mut self, address: &str) -> Result<(), RemoteError>;
    /// Subscribes to a feed no longer.
    fn unsubscribe(&mut self, id: &str) -> Result<(), RemoteError>;
    /// Files a feed in a folder.
    fn file(&mut self, id: &str, folder: &str) -> Result<(), RemoteError>;
    /// Gives a feed a name.
    fn rename(&mut self, id: &str, name: &str) -> Result<(), RemoteError>;
}

impl Change for GReader<'_> {
    fn read(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        self.mark_read(ids, on)
    }

    fn star(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        self.star(ids, on)
    }

    fn label(&mut self, ids: &[&str], label: &str, on: bool) -> Result<(), RemoteError> {
        self.label(ids, label, on)
    }

    fn subscribe(&mut self, address: &str) -> Result<(), RemoteError> {
        self.subscribe(address).map(drop)
    }

    fn unsubscribe(&mut self, id: &str) -> Result<(), RemoteError> {
        self.unsubscribe(id)
    }

    fn file(&mut self, id: &str, folder: &str) -> Result<(), RemoteError> {
        // Where it was filed elsewhere meanwhile, that folder is taken off it.
        let feeds = self.subscriptions()?;
        let from = feeds.iter().find(|feed| feed.id == id).map(|feed| feed.folder.to_string());
        self.file(id, &from.unwrap_or_default(), folder)
    }

    fn rename(&mut self, id: &str, name: &str) -> Result<(), RemoteError> {
        self.rename(id, name)
    }
}

impl Change for &Miniflux<'_> {
    fn read(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        self.mark_read(ids, on)
    }

    fn star(&mut self, ids: &[&str], on: bool) -> Result<(), RemoteError> {
        Miniflux::star(self, ids, on)
    }

    fn label(&mut self, _: &[&str], _: &str, _: bool) -> Result<(), RemoteError> {
        // It knows no labels, and none is written down for it.
        Ok(())
    }

    fn subscribe(&mut self, address: &str) -> Result<(), RemoteError> {
        Miniflux::subscribe(self, address, "").map(drop)
    }

    fn unsubscribe(&mut self, id: &str) -> Result<(), RemoteError> {
        Miniflux::unsubscribe(self, id)
    }

    fn file(&mut self, id: &str, folder: &str) -> Result<(), RemoteError> {
        Miniflux::file(self, id, folder)
    }

    fn rename(&mut self, id: &str, name: &str) -> Result<(), RemoteError> {
        Miniflux::rename(self, id, name)
    }
}
