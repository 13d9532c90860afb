//! What becomes of a message: one line for each, in the order of their list.

use jiff::Zoned;

use super::message::{Effect, Listing, Message, Timer};
use super::{App, accounts};
use crate::fault;

/// Applies one message and says what must now happen outside.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    fault::point("update");
    let is_told = accounts::concerns_servers(&message);
    let mut effects = take(app, message);
    if is_told {
        effects.extend(app.tell_soon());
    }
    effects
}

fn take(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => app.press(key),
        Message::Paste(text) => app.paste(&text),
        Message::Wheel(rows, column, row) => app.wheel(rows, column, row),
        Message::Click(column, row) => app.click(column, row),
        Message::Resized(columns, rows) => app.resize((columns, rows)),
        Message::Now(now) => app.tell_time(now),
        Message::Woke(timer) => app.woke(timer),
        Message::Listed(listing) => app.show_list(listing),
        Message::Rows(rows) => app.list.take_rows(rows),
        Message::StoryRows(rows, leads) => app.list.take_stories(rows, leads),
        Message::Compared(ticket, sides) => app.show_compared(ticket, sides),
        Message::NotCompared(ticket, why) => app.tell_not_compared(ticket, why),
        Message::Weighed(ticket, standings) => app.take_standings(ticket, standings),
        Message::Briefed(ticket, briefed) => app.show_brief(ticket, &briefed),
        Message::Opened(ticket, opened) => app.show_opened(ticket, opened),
        Message::Annotated(id, facts) => app.take_facts(id, facts),
        Message::Renewed(id, renewal) => app.take_renewal(id, renewal),
        Message::Dismissed(id, fact) => app.take_dismissed(id, &fact),
        Message::Regrouped(says) => app.take_regrouped(&says),
        Message::Watches(watches) => app.take_watches(watches),
        Message::Marked(changes, counts) => app.apply_marks(&changes, counts),
        Message::MarkedAll(changes, made, counts) => app.apply_many(&changes, made, counts),
        Message::Found(ticket, hits) => app.show_hits(ticket, hits),
        Message::Undone(step, counts) => app.take_undone(&step, counts),
        Message::Filters(outlets, tags) => app.show_filters(&outlets, &tags),
        Message::Sources(sources) => app.take_sources(sources),
        Message::FeedsChanged(says) => app.take_changed_feeds(says),
        Message::Refreshing(progress) => app.take_progress(progress),
        Message::Refreshed(refreshed) => app.take_refreshed(&refreshed),
        Message::Counted(counts) if counts == app.counts => vec![],
        Message::Counted(_) | Message::Arrived => app.arrived(),
        Message::NextDue(next) => app.wait_for_due(next),
        Message::Synced(at, unsynced) => app.take_synced(at, unsynced),
        Message::Added(added) => app.take_added(added),
        Message::Tagged(ids, tag, on) => app.take_tagged(&ids, &tag, on),
        Message::Tags(ids, on, known) => app.show_tags(&ids, &on, known),
        Message::Past(id, past) => app.take_past(id, past),
        Message::Versions(id, versions) => app.take_versions(id, versions),
        Message::Replaced(id) => app.take_replaced(id),
        Message::Done(text) => app.tell_done(text),
        Message::Failed(text) | Message::NotKept(text) => app.warn(text),
        Message::Resumed => vec![Effect::Redraw],
        Message::StopAsked => app.stop(),
        Message::Terminate => app.quit(),
    }
}

impl App {
    fn woke(&mut self, timer: Timer) -> Vec<Effect> {
        fault::point("app: timer");
        match timer {
            Timer::Preview => self.preview(),
            Timer::Light => self.light_selected(),
            Timer::Weigh => self.weigh(),
            Timer::Place => self.keep_place(),
            Timer::Reading => self.keep_reading_marks(),
            Timer::Arrived => self.take_arrivals(),
            Timer::Due => self.refresh_due(),
            Timer::Tell => self.tell(),
            Timer::Notice => self.has_seen_notice(),
        }
    }

    fn resize(&mut self, size: (u16, u16)) -> Vec<Effect> {
        self.size = size;
        self.arrange()
    }

    fn tell_time(&mut self, now: Zoned) -> Vec<Effect> {
        self.now = now;
        vec![]
    }

    fn show_list(&mut self, listing: Listing) -> Vec<Effect> {
        if self.list.awaits(listing.ticket) {
            self.counts = listing.counts;
        }
        let mut effects = self.list.show(listing);
        effects.extend(self.preview_soon());
        effects
    }

    fn take_changed_feeds(&mut self, says: Option<&'static str>) -> Vec<Effect> {
        if let Some(says) = says {
            self.say(says);
        }
        let mut effects = self.arrived();
        effects.push(Effect::Sources);
        effects
    }

    fn tell_done(&mut self, text: String) -> Vec<Effect> {
        self.say(text);
        vec![]
    }

    /// An error has stood for long enough: the next key may take it away.
    fn has_seen_notice(&mut self) -> Vec<Effect> {
        if let Some(notice) = &mut self.notice {
            notice.seen = true;
        }
        vec![]
    }

    /// The shell wants its terminal back for a while.
    fn stop(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_all();
        effects.push(Effect::Suspend);
        effects
    }
}
