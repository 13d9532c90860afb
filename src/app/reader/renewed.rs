//! What became of the facts of the article shown since the text that was opened before.

use super::Reader;
use crate::news::Renewal;

impl Reader {
    /// What is new and what is gone; nothing where that is not known.
    pub fn renewal(&self) -> Option<&Renewal> {
        self.renewal.as_ref()
    }

    /// Takes what is new and gone; `None` where it is to be asked again.
    pub fn renew(&mut self, renewal: Option<Renewal>) {
        self.renewal = renewal;
    }
}
