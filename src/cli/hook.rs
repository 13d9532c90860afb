//! Tells a program of the reader's about new articles, where the settings name one.

use super::net::Net;
use super::report;
use crate::desk::program::{self, Limits};
use crate::news::json::article_json;
use crate::news::{ArticleId, Marks};

/// Starts the program once, with the new articles on its standard input, one a line. What goes wrong is said.
pub(super) fn tell(net: &Net, new: &[ArticleId]) {
    let Some(words) = net.settings.hook_new.as_ref().filter(|_| !new.is_empty()) else { return };
    // The reader is told once that programs are off, not at each refresh: a hook that is not allowed is not meant yet.
    if net.permit.check(words).is_err() {
        log::info!("hook_new was not started: programs are off");
        return;
    }
    let mut input = Vec::new();
    for id in new {
        let Ok(Some(article)) = net.shelf.article(*id) else { continue };
        let marks = net.shelf.marks(*id).ok().flatten().unwrap_or(Marks::default());
        if let Ok(mut line) = serde_json::to_vec(&article_json(&article, marks, true)) {
            input.append(&mut line);
            input.push(b'\n');
        }
    }
    if let Err(error) = program::run(net.permit, words, &input, &Limits::HOOK) {
        report::say(&format!("hook_new: {error}"));
    }
}
