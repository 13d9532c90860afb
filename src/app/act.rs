//! What each command does.

use super::command::Command;
use super::list::Scope;
use super::message::{Effect, Which};
use super::overlay::{Asked, Field, Overlay, Question};
use super::reader::{Highlights, LiveSet};
use super::sheet::View;
use super::{App, Pane, words};
use crate::app::line::LineInput;
use crate::fault;
use crate::news::query::Sort;
use crate::news::{ArticleId, Mark};
use crate::store::MarkChange;
use crate::text::Link;

impl App {
    /// Runs a command in the pane that has the keys.
    ///
    /// One arm for each command, so that none can be forgotten.
    #[expect(clippy::too_many_lines, reason = "a table of calls")]
    pub fn run(&mut self, command: Command) -> Vec<Effect> {
        use Command as C;
        fault::point("app: command");
        if self.is_about_another(command) {
            return self.run_once_shown(command);
        }
        match command {
            C::Down => self.step(1),
            C::Up => self.step(-1),
            C::HalfPageDown => self.page(1),
            C::HalfPageUp => self.page(-1),
            C::PageDown => self.page(2),
            C::PageUp => self.page(-2),
            C::Top => self.go_to_end(false),
            C::Bottom => self.go_to_end(true),
            C::PageOrNextUnread => self.page_or_next_unread(),
            C::PageBack => self.read(|reader| reader.page_by(-2)),
            C::ScrollDown => self.read(|reader| reader.scroll(1)),
            C::ScrollUp => self.read(|reader| reader.scroll(-1)),
            C::NextParagraph => self.read(|reader| reader.go_to_block(true, false)),
            C::PreviousParagraph => self.read(|reader| reader.go_to_block(false, false)),
            C::NextSection => self.read(|reader| reader.go_to_block(true, true)),
            C::PreviousSection => self.read(|reader| reader.go_to_block(false, true)),
            C::NextGroup => self.group(true),
            C::PreviousGroup => self.group(false),
            C::NextArticle => self.neighbour(1),
            C::PreviousArticle => self.neighbour(-1),
            C::NextMatch => self.walk(true),
            C::PreviousMatch => self.walk(false),
            C::NextFact => self.next_fact(true),
            C::PreviousFact => self.next_fact(false),
            C::FactAtLine => self.fact_at_line(),
            C::Brief1 => self.brief(1),
            C::Brief2 => self.brief(2),
            C::Brief3 => self.brief(3),
            C::Brief4 => self.brief(4),
            C::Brief5 => self.brief(5),
            C::Back => self.go_back(),
            C::Left => self.go_left(),
            C::Right => self.go_right(),
            C::NextPane => self.cycle(1),
            C::PreviousPane => self.cycle(Pane::BESIDE.len() - 1),
            C::Open => self.open(),
            C::Zoom => self.zoom(),
            C::Narrower => self.set_measure(|measure| measure.saturating_sub(4).max(24)),
            C::Wider => self.set_measure(|measure| (measure + 4).min(200)),
            C::ResetWidth => {
                let configured = self.options.typography.measure;
                self.set_measure(|_| configured)
            }
            C::HighlightMode => self.next_highlights(),
            C::ToggleKind if self.view().is_some() => self.choose_groups(),
            C::ToggleKind => self.choose_kinds(),
            C::Details if self.view().is_some() => self.show_why(),
            C::Details => self.show_details(),
            C::Dismiss => self.dismiss(),
            C::ToggleUnsure => self.toggle_unsure(),
            C::Watch => self.ask_watch(),
            C::Watches => self.show_watches(),
            C::StorySplit => self.split_story(),
            C::StoryJoin => self.join_stories(),
            C::Position => self.show_position(),
            C::Palette => self.choose_command(),
            C::Help => self.choose_key(),
            C::Redraw => vec![Effect::Redraw],
            C::Suspend => self.suspend(),
            C::Cancel => self.cancel(),
            C::Quit => self.back_or_quit(),
            C::QuitNow => self.quit(),
            C::ToggleRead => self.toggle(Mark::Read),
            C::ToggleStar => self.toggle(Mark::Starred),
            C::ToggleLater => self.toggle(Mark::Later),
            C::Hide => self.mark_current(Mark::Hidden, true),
            C::MarkAllRead => self.mark_all_read(),
            C::Stories | C::Compare | C::Briefing | C::Timeline | C::Quotes | C::NotSame => {
                self.run_story(command)
            }
            C::MarkAboveRead => self.mark_range(0, self.list.position()),
            C::MarkBelowRead => self.mark_range(self.list.position() + 1, self.list.ids().len()),
            C::SelectRange => self.select_range(),
            C::EditTags => self.edit_tags(),
            C::Undo => self.after_reading_marks(Effect::Undo),
            C::Redo => self.after_reading_marks(Effect::Redo),
            C::Find => self.ask(match self.focus {
                Pane::List | Pane::Feeds => Asked::Fuzzy,
                Pane::Reader | Pane::Facts | Pane::Compare | Pane::Brief => Asked::Find,
            }),
            C::Search => self.open_search(),
            C::PickFilter => self.pick_filter(false),
            C::PickTag => self.pick_filter(true),
            C::WriteFilter => self.ask(Asked::Filter),
            C::ClearFilter => self.clear_filter(),
            C::ScopeAll => self.set_scope(Scope::All),
            C::ScopeUnread => self.set_scope(Scope::Unread),
            C::ScopeStarred => self.set_scope(Scope::Starred),
            C::ScopeToday => self.set_scope(Scope::Today),
            C::ScopeLater => self.set_scope(Scope::Later),
            C::Feeds => self.show_feeds(),
            C::NextSource => self.list_next_feed(true),
            C::PreviousSource => self.list_next_feed(false),
            C::Refresh => self.refresh_selected(),
            C::RefreshAll => self.refresh(Which::All),
            C::AddFeed => self.ask_for_feed(),
            C::Unsubscribe => self.ask_to_unsubscribe(),
            C::Rename => self.ask_for_name(),
            C::MoveFeed => self.ask_for_folder(),
            C::ToggleWhole => self.toggle_whole(),
            C::MarkFeedRead => self.mark_feed_read(),
            C::FullText => self.toggle_full_text(),
            C::Changes => self.toggle_changes(),
            C::OlderChanges => self.older_changes(),
            C::Pipe => self.choose_pipe(),
            C::Bookmark => self.bookmark(),
            C::Sort => self.next_sort(),
            C::Reverse => {
                self.list.request.reversed = !self.list.request.reversed;
                self.reload()
            }
            C::LinkHint => self.hint_links(false),
            C::LinkHintCopy => self.hint_links(true),
            C::LinkList => self.choose_link(),
            C::LinkNumber => self.ask(Asked::LinkNumber),
            C::OpenBrowser => self.browse(),
            C::OpenBrowserAndRead => {
                let mut effects = self.browse();
                effects.extend(self.mark_current(Mark::Read, true));
                effects
            }
            C::Address => self.show_address(),
            C::Copy => self.copy(),
            C::CopyMarkdown => self.copy_markdown(),
            C::Save => self.save(),
            C::OpenLink1 => self.follow_link(0),
            C::OpenLink2 => self.follow_link(1),
            C::OpenLink3 => self.follow_link(2),
            C::OpenLink4 => self.follow_link(3),
            C::OpenLink5 => self.follow_link(4),
            C::OpenLink6 => self.follow_link(5),
            C::OpenLink7 => self.follow_link(6),
            C::OpenLink8 => self.follow_link(7),
            C::OpenLink9 => self.follow_link(8),
        }
    }

    /// Whether a command is about the selected article, while the text still shows another.
    fn is_about_another(&self, command: Command) -> bool {
        use Command as C;
        let needs_text = matches!(
            command,
            C::OpenBrowser
                | C::OpenBrowserAndRead
                | C::Address
                | C::Copy
                | C::CopyMarkdown
                | C::LinkList
                | C::LinkNumber
                | C::FullText
                | C::Changes
                | C::OlderChanges
                | C::Pipe
                | C::Bookmark
        );
        needs_text && self.focus == Pane::List && self.list.selected() != self.reader.id()
    }

    fn run_once_shown(&mut self, command: Command) -> Vec<Effect> {
        let Some(id) = self.list.selected() else { return vec![] };
        let effects = self.load(id, false);
        self.waiting = vec![command];
        effects
    }

    fn group(&mut self, forward: bool) -> Vec<Effect> {
        if self.view().is_some() {
            return self.in_view(|view| view.go_to_group(forward));
        }
        self.side.go_to_group(forward);
        self.light_soon()
    }

    fn go_left(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.list.fold(false).unwrap_or_default(),
            Pane::Reader => self.focus_on(Pane::List),
            Pane::Facts => self.focus_on(Pane::Reader),
            Pane::Feeds => self.go_out_of_feed(),
            Pane::Compare | Pane::Brief => self.in_view(|view| view.go_to_column(-1)),
        }
    }

    fn go_right(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.list.fold(true).unwrap_or_else(|| self.open_selected()),
            Pane::Reader => self.focus_on(Pane::Facts),
            Pane::Facts => vec![],
            Pane::Feeds => self.go_into_feed(),
            Pane::Compare | Pane::Brief => self.in_view(|view| view.go_to_column(1)),
        }
    }

    fn cycle(&mut self, by: usize) -> Vec<Effect> {
        let panes = Pane::BESIDE;
        let at = panes.iter().position(|pane| *pane == self.focus).unwrap_or_default();
        self.focus_on(panes[(at + by) % panes.len()])
    }

    fn open(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::List => self.open_selected(),
            Pane::Reader => self.follow_link_in_line(),
            Pane::Facts => self.follow_fact(),
            Pane::Feeds => self.list_selected_feed(),
            Pane::Compare | Pane::Brief => self.open_in_view(),
        }
    }

    fn zoom(&mut self) -> Vec<Effect> {
        self.zoomed = !self.zoomed;
        self.arrange()
    }

    fn set_measure(&mut self, change: impl FnOnce(u16) -> u16) -> Vec<Effect> {
        self.typography.measure = change(self.typography.measure);
        self.say(format!("Lines of {} columns", self.typography.measure));
        self.arrange()
    }

    fn next_highlights(&mut self) -> Vec<Effect> {
        let (next, says) = match self.reader.highlights {
            Highlights::All => (Highlights::Telling, "Telling facts are marked"),
            Highlights::Telling => (Highlights::Off, "No facts are marked"),
            Highlights::Off => (Highlights::All, "All facts are marked"),
        };
        self.reader.highlights = next;
        self.say(says);
        vec![]
    }

    fn show_position(&mut self) -> Vec<Effect> {
        let article = format!(
            "Article {} of {}",
            words::thousands(self.list.position() as i64 + 1),
            words::thousands(self.list.ids().len() as i64)
        );
        let left = self.minutes_left().unwrap_or_default();
        self.say(format!("{article} · {} % seen · {left} min left", self.reader.progress()));
        vec![]
    }

    fn suspend(&mut self) -> Vec<Effect> {
        if self.options.restricted {
            return self.warn("There is no shell to go back to: dateline runs restricted.");
        }
        let mut effects = self.keep_all();
        effects.push(Effect::Suspend);
        effects
    }

    /// Esc: takes back what is half done, and nothing that is typed or kept.
    fn cancel(&mut self) -> Vec<Effect> {
        self.pressed.clear();
        if self.has_range() {
            return self.select_range();
        }
        if self.refreshing.is_some() {
            return vec![Effect::StopRefresh];
        }
        if self.focus == Pane::Feeds && !self.feeds.fuzzy().is_empty() {
            return self.leave_feeds();
        }
        self.reader.live = LiveSet::Unread;
        vec![]
    }

    fn back_or_quit(&mut self) -> Vec<Effect> {
        if self.zoomed {
            return self.zoom();
        }
        match self.focus {
            Pane::List if self.has_range() => self.select_range(),
            Pane::List if self.list.request.within.is_some() => self.leave_source(),
            Pane::List => self.quit(),
            Pane::Reader if self.reader.is_aside() => self.back_to_article(),
            Pane::Reader => self.back_to_view().unwrap_or_else(|| self.focus_on(Pane::List)),
            Pane::Facts => self.focus_on(Pane::Reader),
            Pane::Feeds => self.leave_feeds(),
            Pane::Compare | Pane::Brief => self.leave_view(),
        }
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_all();
        effects.push(Effect::Quit);
        effects
    }

    /// The article that commands are about: the selected one in the list, else the one shown.
    pub(super) fn current(&self) -> Option<ArticleId> {
        match self.focus {
            Pane::List => self.list.selected(),
            Pane::Reader | Pane::Facts => self.reader.id(),
            Pane::Compare | Pane::Brief => self.view().and_then(View::place).map(|(id, _)| id),
            Pane::Feeds => None,
        }
    }

    pub(super) fn has_mark(&self, id: ArticleId, mark: Mark) -> bool {
        self.known_mark(id, mark).unwrap_or_default()
    }

    /// Whether an article has a mark, where its row is loaded or it is shown.
    pub(super) fn known_mark(&self, id: ArticleId, mark: Mark) -> Option<bool> {
        let shown = self.reader.opened().filter(|opened| opened.article.id == Some(id));
        self.list
            .row(id)
            .map(|row| row.marks)
            .or(shown.map(|opened| opened.marks))
            .map(|marks| marks.get(mark))
    }

    fn toggle(&mut self, mark: Mark) -> Vec<Effect> {
        if self.has_range() {
            return self.toggle_range(mark);
        }
        if mark == Mark::Read
            && let Some((ids, is_read)) = self.story_at_hand()
        {
            return self.mark_chosen(&ids, mark, !is_read);
        }
        let Some(id) = self.current() else { return vec![] };
        self.mark_current(mark, !self.has_mark(id, mark))
    }

    fn mark_current(&mut self, mark: Mark, on: bool) -> Vec<Effect> {
        if self.has_range() {
            return self.mark_chosen(&self.list.chosen(), mark, on);
        }
        if matches!(mark, Mark::Read | Mark::Hidden)
            && let Some((ids, _)) = self.story_at_hand()
        {
            return self.mark_chosen(&ids, mark, on);
        }
        let Some(id) = self.current() else { return vec![] };
        // What waits to be kept for this article must not come after what is asked now.
        self.reading.retain(|change| change.id != id || change.mark != mark);
        vec![Effect::Mark(vec![MarkChange { id, mark, on }])]
    }

    /// Marks that wait to be kept come first: what is undone is what was done last.
    pub(super) fn after_reading_marks(&mut self, effect: Effect) -> Vec<Effect> {
        let mut effects = self.keep_reading_marks();
        effects.push(effect);
        effects
    }

    fn mark_all_read(&mut self) -> Vec<Effect> {
        let request = &self.list.request;
        let everything =
            request.scope == Scope::All && request.filter.is_empty() && request.fuzzy.is_empty();
        let everything = everything && request.within.is_none();
        if everything && self.options.ask_before_mark_all {
            let noun = if self.list.has_stories() { "story" } else { "article" };
            let all = words::count(self.list.count(), noun);
            let text = format!("Mark all {all} read? It can be undone. y / n");
            let ids = self.list.articles(0..self.list.ids().len());
            let on_yes = vec![Effect::MarkListed(ids, Mark::Read, true)];
            self.overlay = Some(Overlay::Confirm(Question { text, on_yes }));
            return vec![];
        }
        self.mark_range(0, self.list.ids().len())
    }

    pub(super) fn mark_range(&mut self, from: usize, to: usize) -> Vec<Effect> {
        let ids = self.list.articles(from..to);
        if ids.is_empty() { vec![] } else { vec![Effect::MarkListed(ids, Mark::Read, true)] }
    }

    /// Lists everything again after one feed, folder, search or tag.
    fn leave_source(&mut self) -> Vec<Effect> {
        self.list.request.within = None;
        self.reload()
    }

    /// Asks for another list, whose first article is selected.
    pub(super) fn reload_from_top(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        self.list.reload_from_top(ticket)
    }

    pub(super) fn reload(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        self.list.reload(ticket)
    }

    fn set_scope(&mut self, scope: Scope) -> Vec<Effect> {
        self.list.request.scope = scope;
        self.reload()
    }

    fn clear_filter(&mut self) -> Vec<Effect> {
        self.list.request.within = None;
        self.list.request.filter.clear();
        self.list.request.fuzzy.clear();
        self.reload()
    }

    fn next_sort(&mut self) -> Vec<Effect> {
        let (next, says) = match self.list.request.sort {
            Sort::Date => (Sort::Outlet, "Sorted by outlet"),
            Sort::Outlet => (Sort::Title, "Sorted by title"),
            Sort::Title => (Sort::Length, "Sorted by length"),
            Sort::Length => (Sort::Date, "Sorted by date"),
        };
        self.list.request.sort = next;
        self.say(says);
        self.reload()
    }

    pub(super) fn ask(&mut self, asked: Asked) -> Vec<Effect> {
        let draft = self.take_draft(Field::Prompt(asked));
        let text = match asked {
            Asked::Filter if draft.is_empty() => self.list.request.filter.clone(),
            Asked::Fuzzy if self.focus == Pane::Feeds => self.feeds.fuzzy().to_owned(),
            Asked::Fuzzy => self.list.request.fuzzy.clone(),
            _ => draft,
        };
        self.overlay = Some(Overlay::Prompt(asked, LineInput::new(&text)));
        vec![]
    }

    fn link_of_article(&self) -> Option<Link> {
        self.reader.opened().and_then(|opened| opened.article.link.clone())
    }

    fn browse(&mut self) -> Vec<Effect> {
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

    fn show_address(&mut self) -> Vec<Effect> {
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

    fn follow_link_in_line(&mut self) -> Vec<Effect> {
        let line = self.reader.line_span().unwrap_or_default();
        let shown = self.reader.shown();
        let index =
            shown.and_then(|o| o.article.body.links().iter().position(|l| l.span.overlaps(line)));
        index.map(|index| self.follow_link(index)).unwrap_or_default()
    }

    fn save(&mut self) -> Vec<Effect> {
        if self.options.restricted {
            return self.warn("Nothing can be saved here: dateline runs restricted.");
        }
        self.current().map(Effect::Save).into_iter().collect()
    }
}
