//! Tells a program of the reader's about new articles, where the settings name one.

use super::net::Net;
use super::report;
use crate::desk::hand;
use crate::news::ArticleId;

/// Starts the program once. What goes wrong is said. Whether all went well.
#[must_use]
pub(super) fn tell(net: &Net, new: &[ArticleId]) -> bool {
    let Some(words) = net.settings.hook_new.as_ref().filter(|_| !new.is_empty()) else {
        return true;
    };
    let told = hand::tell_new(&net.shelf, net.permit, words, new);
    if let Err(error) = &told {
        report::say(&format!("hook_new: {error}; the articles are kept"));
    }
    told.is_ok()
}
