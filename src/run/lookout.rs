//! What the reader watches for: begun, and named with what it was seen in.
//!
//! To look for it facts have to be found in articles that have its words, which may take a while: each question has a thread
//! of its own, which ends with it.

use std::sync::Arc;

use super::workers::{Inbox, Trouble, reply, spawn, today};
use crate::app::message::{Effect, Message};
use crate::app::words;
use crate::desk::{Desk, watch::look};
use crate::fault;
use crate::news::watch::Watch;

/// Does what an effect asks, if it is about watches; else gives it back.
pub(super) fn take(desk: &Arc<Desk>, effect: Effect, inbox: &Inbox) -> Option<Effect> {
    let (desk, inbox) = (Arc::clone(desk), inbox.clone());
    match effect {
        Effect::Watch(watch) => spawn("worker: watch", move || {
            reply(&inbox, || begin(&desk, &watch).map(Some));
        }),
        Effect::Watches => spawn("worker: watches", move || {
            reply(&inbox, || named(&desk, &inbox));
        }),
        other => return Some(other),
    }
    None
}

/// Begins to watch for something and looks for it in what came in last.
fn begin(desk: &Desk, watch: &Watch) -> Result<Message, Trouble> {
    fault::point("worker: watch");
    let (mut library, shelf) = (desk.library()?, desk.shelf()?);
    let id = library.watch(watch)?;
    look(&mut library, &shelf, today())?;
    let watched = shelf.watches()?.into_iter().find(|watched| watched.id == id);
    Ok(Message::Done(match watched.map_or(0, |watched| watched.articles) {
        0 => format!("Watching for {watch}; no article has it yet."),
        1 => format!("Watching for {watch}; 1 article has it."),
        n => format!("Watching for {watch}; {} have it.", words::count(n as usize, "article")),
    }))
}

/// What is watched for as it is known, then with what came in since.
fn named(desk: &Desk, inbox: &Inbox) -> Result<Option<Message>, Trouble> {
    fault::point("worker: watches");
    let shelf = desk.shelf()?;
    let known = shelf.watches()?;
    let is_behind = known.iter().map(|watched| watched.looked).min() < Some(shelf.newest()?);
    // Where nobody listens any more the program is ending.
    let _ending = inbox.send(Message::Watches(known));
    if !is_behind {
        return Ok(None);
    }
    // A store that cannot be written is only read.
    let Ok(mut library) = desk.library() else { return Ok(None) };
    let seen = look(&mut library, &shelf, today())?;
    Ok(if seen.is_empty() { None } else { Some(Message::Watches(shelf.watches()?)) })
}
