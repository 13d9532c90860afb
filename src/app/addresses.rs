//! Addresses: where those of an article and of its links lead, and how they reach whoever sits at the terminal.

use super::message::Effect;
use super::overlay::Overlay;
use super::{App, Pane};
use crate::news::Mark;
use crate::text::Link;

impl App {
    fn link_of_article(&self) -> Option<Link> {
        self.reader.opened().and_then(|opened| opened.article.link.clone())
    }

    pub(super) fn browse(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Feeds {
            let link = self.link_of_feed();
            return link.map(|link| self.leave_for(link)).unwrap_or_default();
        }
        if let Some(link) = self.link_of_article() {
            return self.leave_for(link);
        }
        self.say("This article has no address.");
        vec![]
    }

    pub(super) fn browse_and_read(&mut self) -> Vec<Effect> {
        let mut effects = self.browse();
        effects.extend(self.mark_current(Mark::Read, true));
        effects
    }

    /// Opens an address: in a browser where one is set, else alone on the screen and in the clipboard, since over
    /// SSH a browser would start on the wrong machine.
    pub(super) fn leave_for(&mut self, link: Link) -> Vec<Effect> {
        let is_opened = self.options.browser || self.has_opener(&link);
        if is_opened && !self.options.restricted {
            return vec![Effect::Browse(link)];
        }
        let copied = Effect::Copy(link.as_str().to_owned());
        self.overlay = Some(Overlay::Address { link, sent: true });
        vec![copied]
    }

    pub(super) fn show_address(&mut self) -> Vec<Effect> {
        if let Some(link) = self.link_of_article() {
            self.overlay = Some(Overlay::Address { link, sent: false });
        } else {
            self.say("This article has no address.");
        }
        vec![]
    }

    fn links(&self) -> Vec<Link> {
        let shown = self.reader.shown();
        shown
            .map(|o| o.article.body.links().iter().map(|l| l.link.clone()).collect())
            .unwrap_or_default()
    }

    pub(super) fn follow_link(&mut self, index: usize) -> Vec<Effect> {
        if let Some(link) = self.links().into_iter().nth(index) {
            return self.leave_for(link);
        }
        self.say(format!("There is no link {}.", index + 1));
        vec![]
    }

    pub(super) fn follow_link_in_line(&mut self) -> Vec<Effect> {
        let line = self.reader.line_span().unwrap_or_default();
        let shown = self.reader.shown();
        let index =
            shown.and_then(|o| o.article.body.links().iter().position(|l| l.span.overlaps(line)));
        let Some(index) = index else {
            self.say("No link stands in this line.");
            return vec![];
        };
        self.follow_link(index)
    }

    pub(super) fn save(&mut self) -> Vec<Effect> {
        if self.options.restricted {
            return self.warn("Nothing can be saved here: dateline runs restricted.");
        }
        self.current().map(Effect::Save).into_iter().collect()
    }
}
