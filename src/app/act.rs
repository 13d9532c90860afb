//! What each command does: one line for each, so that none can be forgotten.

use super::command::{Command, Needs};
use super::list::Scope;
use super::message::{Effect, Which};
use super::overlay::Asked;
use super::{App, Pane};
use crate::fault;
use crate::news::Mark;

impl App {
    /// Runs a command in the pane that has the keys, once what it needs is there.
    pub fn run(&mut self, command: Command) -> Vec<Effect> {
        fault::point("app: command");
        if self.lacks_article(command) {
            self.say("There is no article here.");
            return vec![];
        }
        if self.is_about_another(command) {
            return self.run_once_shown(command);
        }
        self.act(command)
    }

    #[expect(clippy::too_many_lines, reason = "a table of calls")]
    fn act(&mut self, command: Command) -> Vec<Effect> {
        use Command as C;
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
            C::ResetWidth => self.reset_measure(),
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
            C::Find => self.ask_for_words(),
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
            C::Reverse => self.reverse(),
            C::LinkHint => self.hint_links(false),
            C::LinkHintCopy => self.hint_links(true),
            C::LinkList => self.choose_link(),
            C::LinkNumber => self.ask(Asked::LinkNumber),
            C::OpenBrowser => self.browse(),
            C::OpenBrowserAndRead => self.browse_and_read(),
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
        let of_text = command.needs() == Needs::Text;
        of_text && self.focus == Pane::List && self.list.selected() != self.reader.id()
    }

    /// Whether a command is about an article, and there is none.
    fn lacks_article(&self, command: Command) -> bool {
        let is_of_articles = matches!(self.focus, Pane::List | Pane::Reader | Pane::Facts);
        let has_one = self.current().or(self.list.selected()).is_some();
        command.needs() != Needs::Nothing && is_of_articles && !has_one
    }

    fn run_once_shown(&mut self, command: Command) -> Vec<Effect> {
        let Some(id) = self.list.selected() else { return vec![] };
        let effects = self.load(id, false);
        self.waiting = vec![command];
        effects
    }
}
