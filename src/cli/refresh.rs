//! `refresh`: fetches what is due, with a bar on a terminal, and names what failed.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::args::{Global, Refresh};
use super::net::Net;
use super::output::{Output, Style, Tone};
use super::report::{self, Outcome};
use super::{hook, source};
use crate::app::words;
use crate::desk::refresh::{self as task, Report, Status, Which};
use crate::news::{ArticleId, FeedId};
use crate::run::fleet::{self, Order, Progress};
use crate::text::width;

/// Feeds looked at at once, where nobody says how many.
const JOBS: usize = 16;

/// Refreshes, and ends with 3 where some feeds failed and with 1 where all did.
pub(super) fn print(
    global: &Global,
    arguments: &Refresh,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let began = Instant::now();
    let mut net = Net::open(global)?;
    let Some(which) = which(&net, arguments)? else { return Ok(Outcome::Failed) };
    let feeds = task::wanted(&net.shelf, &which, net.now)?;
    let mut told = Told::new(output.style, feeds.len(), arguments.json);
    let order = Order {
        feeds,
        jobs: arguments.jobs.map_or(JOBS, usize::from),
        permit: net.permit,
        every: net.settings.refresh_every,
        whole: net.settings.whole_articles,
        rules: &net.rules,
        now: net.now,
        today: net.today,
    };
    fleet::refresh(order, &net.client, &mut net.library, &net.shelf, &mut |progress| {
        told.note(progress);
        ControlFlow::Continue(())
    })?;
    told.end();
    prune(&mut net)?;
    hook::tell(&net, &told.new)?;
    told.print(arguments.json, began.elapsed(), output)
}
