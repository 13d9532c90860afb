//! A part of the state that tells whether it may have changed.

use std::ops::{Deref, DerefMut};

/// A value that counts how often it was lent to be changed.
///
/// While the count stays, whatever is derived from the value alone stays, too: it need not be derived again.
#[derive(Debug, Default)]
pub struct Tracked<T> {
    value: T,
    revision: u64,
}

impl<T> Tracked<T> {
    /// How often it was lent so far.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Tracked<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.revision += 1;
        &mut self.value
    }
}
