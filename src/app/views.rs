//! The views of stories: reports side by side, who said what, the timeline, the briefing; and the ways in and out.

use std::collections::HashSet;

use super::command::Command;
use super::message::{Briefed, Compared, Effect, Sides, Table, Ticket};
use super::overlay::{Choice, Chooser, ChooserKind, Details, Overlay};
use super::reader::LiveSet;
use super::sheet::{self, Told, View};
use super::{App, Pane};
use crate::fault;
use crate::news::{ArticleId, Span};

/// What the views of stories remember.
#[derive(Debug, Default)]
pub(super) struct Views {
    pub(super) sides: Sides,
    table: Table,
    /// The question that is awaited.
    asked: Option<Ticket>,
    /// The pane that had the keys before a comparison, and before a briefing.
    before_compare: Option<Pane>,
    before_brief: Option<Pane>,
    /// The view an article was opened from.
    behind: Option<Pane>,
    /// What is lit once the article is there.
    light: Option<(ArticleId, Span)>,
    /// Articles of which it is known that another report contradicts them.
    contradicted: HashSet<ArticleId>,
}

impl Views {
    /// Remembers of articles whether others contradict them.
    pub(super) fn know_contradicted(&mut self, ids: &[ArticleId], on: bool) {
        for id in ids {
            if on {
                self.contradicted.insert(*id);
            } else {
                self.contradicted.remove(id);
            }
        }
    }
}

impl App {
    /// Whether it is known that one of some articles is contradicted by another report.
    pub fn is_contradicted(&self, ids: &[ArticleId]) -> bool {
        let known = &self.views.contradicted;
        !known.is_empty() && ids.iter().any(|id| known.contains(id))
    }

    /// Runs a command about stories.
    pub(super) fn run_story(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Stories => self.toggle_stories(),
            Command::Compare => self.compare(Table::Facts),
            Command::Quotes => self.compare(Table::Quotes),
            Command::Timeline => self.compare(Table::Timeline),
            Command::Briefing => self.ask_brief(),
            Command::NotSame => self.refuse(),
            _ => vec![],
        }
    }

    /// Lists stories instead of articles, or articles again.
    fn toggle_stories(&mut self) -> Vec<Effect> {
        let on = !self.list.request.stories;
        self.list.request.stories = on;
        self.list.set_anchor(false);
        let mut effects = if self.focus == Pane::List { vec![] } else { self.focus_on(Pane::List) };
        effects.extend(self.reload());
        effects.push(Effect::KeepStories(on));
        effects
    }

    /// Whether stories are listed, as it was kept.
    pub fn list_stories(&mut self, on: bool) {
        self.list.request.stories = on;
    }

    /// The table that has the keys.
    pub(super) fn view(&self) -> Option<&View> {
        match self.focus {
            Pane::Compare => Some(&self.compare),
            Pane::Brief => Some(&self.brief),
            _ => None,
        }
    }

    /// Does something with the table that has the keys.
    pub(super) fn in_view(&mut self, go: impl FnOnce(&mut View)) -> Vec<Effect> {
        match self.focus {
            Pane::Compare => go(&mut self.compare),
            Pane::Brief => go(&mut self.brief),
            _ => {}
        }
        vec![]
    }

    /// Lays the reports of what is selected side by side: a range, a story, the story of an article.
    fn compare(&mut self, table: Table) -> Vec<Effect> {
        if self.focus == Pane::Compare {
            self.views.table = table;
            return self.show_table();
        }
        let Some(compared) = self.to_compare() else { return vec![] };
        let ticket = self.ticket();
        (self.views.asked, self.views.table) = (Some(ticket), table);
        self.say("Comparing the reports.");
        vec![Effect::Compare(ticket, compared)]
    }

    fn to_compare(&self) -> Option<Compared> {
        let several = |ids: &[ArticleId]| (ids.len() > 1).then(|| Compared::These(ids.into()));
        match self.focus {
            Pane::Brief => {
                let story = &self.brief.group()?.story;
                several(story).or_else(|| story.first().map(|id| Compared::StoryOf(*id)))
            }
            Pane::List if self.list.selects_range() => several(&self.list.chosen()),
            Pane::List => {
                let story = self.list.selected_story();
                let listed = story.and_then(|story| several(&story.articles));
                listed.or_else(|| self.list.selected().map(Compared::StoryOf))
            }
            _ => self.reader.id().map(Compared::StoryOf),
        }
    }

    /// Says why there is no answer, unless something else was asked since.
    pub(super) fn tell_not_compared(&mut self, ticket: Ticket, why: &str) -> Vec<Effect> {
        if self.views.asked != Some(ticket) {
            return vec![];
        }
        self.views.asked = None;
        self.warn(why.to_owned())
    }

    /// Shows the answer, unless something else was asked since.
    pub(super) fn show_compared(
        &mut self,
        ticket: Ticket,
        sides: Option<Box<Sides>>,
    ) -> Vec<Effect> {
        fault::point("app: compared");
        if self.views.asked != Some(ticket) {
            return vec![];
        }
        self.views.asked = None;
        let Some(sides) = sides.filter(|sides| sides.accounts.len() > 1) else {
            self.say("No other report of this is known.");
            return vec![];
        };
        self.notice = None;
        self.views.sides = *sides;
        self.learn_contradicted();
        let mut effects = self.show_table();
        self.views.before_compare = Some(self.focus).filter(|pane| *pane != Pane::Compare);
        self.list.set_anchor(false);
        effects.extend(self.focus_on(Pane::Compare));
        effects
    }

    fn show_table(&mut self) -> Vec<Effect> {
        let table = self.table();
        self.compare.show(table);
        vec![]
    }

    pub(super) fn table(&self) -> sheet::Sheet {
        let sides = &self.views.sides;
        match self.views.table {
            Table::Facts => sheet::of_comparison(sides, &self.now),
            Table::Quotes => sheet::of_quotes(sides),
            Table::Timeline => sheet::of_timeline(sides, &self.now),
        }
    }

    /// Asks what is new; in the briefing itself, goes back.
    fn ask_brief(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Brief {
            return self.leave_view();
        }
        let ticket = self.ticket();
        self.views.asked = Some(ticket);
        self.say("Reading what is new.");
        vec![Effect::Brief(ticket)]
    }

    /// Shows the briefing, unless something else was asked since.
    pub(super) fn show_brief(&mut self, ticket: Ticket, briefed: &Briefed) -> Vec<Effect> {
        fault::point("app: brief");
        if self.views.asked != Some(ticket) {
            return vec![];
        }
        self.views.asked = None;
        if briefed.stories.is_empty() {
            self.say("Nothing is new.");
            return vec![];
        }
        self.notice = None;
        self.brief.show(sheet::of_brief(briefed, &self.now));
        self.views.before_brief = Some(self.focus).filter(|pane| *pane != Pane::Brief);
        let mut effects = self.focus_on(Pane::Brief);
        effects.push(Effect::KeepBriefed(briefed.before));
        effects
    }

    /// Goes back to where the view was opened.
    pub(super) fn leave_view(&mut self) -> Vec<Effect> {
        let before = match self.focus {
            Pane::Compare => self.views.before_compare.take(),
            _ => self.views.before_brief.take(),
        };
        let mut effects = self.focus_on(before.unwrap_or(Pane::List));
        if matches!(self.focus, Pane::Reader | Pane::Facts) {
            effects.extend(self.weigh_soon());
        }
        effects.extend(self.preview_soon());
        effects
    }

    /// Opens the article of the selected row, at the place where it says so.
    pub(super) fn open_in_view(&mut self) -> Vec<Effect> {
        let Some((id, span)) = self.view().and_then(View::place) else { return vec![] };
        self.remember();
        self.views.behind = Some(self.focus);
        if self.reader.id() == Some(id) && self.reader.opened().is_some() {
            let mut effects = self.load(id, true);
            effects.extend(self.light_place(span));
            return effects;
        }
        self.views.light = Some((id, span));
        let mut effects = self.list.select_id(id);
        effects.extend(self.load(id, true));
        effects
    }

    /// Lights what a view has led to, now that its article is there.
    pub(super) fn light_awaited(&mut self) -> Vec<Effect> {
        match self.views.light.take() {
            Some((id, span)) if self.reader.id() == Some(id) => self.light_place(span),
            _ => vec![],
        }
    }

    fn light_place(&mut self, span: Span) -> Vec<Effect> {
        if span.start < span.end { self.light(vec![span], 0) } else { vec![] }
    }

    /// Goes back to the view that the article was opened from; `None` where it was not opened from one.
    pub(super) fn back_to_view(&mut self) -> Option<Vec<Effect>> {
        let behind = self.views.behind.take()?;
        self.reader.live = LiveSet::Unread;
        Some(self.focus_on(behind))
    }

    /// The article is read for its own sake from now on.
    pub(super) fn forget_view(&mut self) {
        (self.views.behind, self.views.light) = (None, None);
    }

    /// Shows what was matched and why, with all sentences in full.
    pub(super) fn show_why(&mut self) -> Vec<Effect> {
        let Some((_, row)) = self.view().and_then(View::selected) else { return vec![] };
        let mut lines = vec![row.label.clone()];
        if !row.why.is_empty() {
            lines.push(row.why.clone());
        }
        for Told { who, sentence, .. } in &row.told {
            lines.extend([String::new(), format!("{who}: {sentence}")]);
        }
        self.overlay = Some(Overlay::Details(Details::new(lines)));
        vec![]
    }

    /// The selected row with its sentences and who says them, to be copied.
    pub(super) fn row_with_sources(&self) -> Option<String> {
        let (_, row) = self.view()?.selected()?;
        let cells = row.cells.iter().flatten().map(|cell| cell.text.as_str());
        let head = if row.label.is_empty() {
            cells.collect::<Vec<_>>().join("; ")
        } else {
            format!("{}: {}", row.label, cells.collect::<Vec<_>>().join("; "))
        };
        let told = row.told.iter().map(|told| format!("{}: “{}”", told.who, told.sentence));
        Some([head].into_iter().chain(told).collect::<Vec<_>>().join("\n"))
    }

    /// Offers the groups of the table, to show or to hide.
    pub(super) fn choose_groups(&mut self) -> Vec<Effect> {
        let choices = self.group_choices();
        self.overlay = Some(Overlay::Chooser(Chooser::new(ChooserKind::Groups, choices)));
        vec![]
    }

    fn group_choices(&self) -> Vec<Choice> {
        let groups = self.view().into_iter().flat_map(View::shown_groups);
        let choice = |(group, shown): (&sheet::Group, bool)| Choice {
            label: group.name.clone(),
            note: if shown { "shown" } else { "hidden" }.to_owned(),
            ..Choice::default()
        };
        groups.map(choice).collect()
    }

    pub(super) fn toggle_group(&mut self, index: usize) -> Vec<Effect> {
        self.in_view(|view| view.toggle_group(index));
        let choices = self.group_choices();
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.replace(choices);
        }
        vec![]
    }

    /// The articles of the story in the selected line, and whether all of them are read; `None` where no story is meant.
    pub(super) fn story_at_hand(&self) -> Option<(std::sync::Arc<[ArticleId]>, bool)> {
        if self.focus != Pane::List {
            return None;
        }
        let line = self.list.position();
        let story = self.list.story(line).filter(|_| !self.list.is_open(line))?;
        let row = self.list.story_row(line)?;
        (story.articles.len() > 1).then(|| (story.articles.clone().into(), row.unread.is_empty()))
    }
}
