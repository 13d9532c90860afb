//! The facts panel: the facts of the shown article by kind, each one key from its place in the text.
//!
//! Rows are derived from the facts alone; mentions of one entity and facts of one value share a row.

mod items;

pub(in crate::app) use self::items::beside;
use self::items::items;
use crate::news::{Article, Claim, FactKind, Facts, Renewal, Span};
use crate::story::compare::{Standing, Status};

/// What a quotation is called whose speaker is not known.
pub(super) const NOT_NAMED: &str = "not named";
/// Facts the engine is less sure of than this are marked so, or left out.
pub const UNSURE: f32 = 0.5;

/// A group of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The sentences that carry the article.
    Brief,
    /// People.
    Who,
    /// Organisations.
    Bodies,
    /// Places.
    Where,
    /// Dates and times.
    When,
    /// Money and percentages.
    HowMuch,
    /// Quantities.
    HowMany,
    /// Quotations.
    Said,
    /// Events.
    Events,
    /// What the text that was opened before said, and this one does not.
    Gone,
}

impl Group {
    /// All groups, in the order of the panel.
    pub const ALL: [Self; 10] = [
        Self::Brief,
        Self::Who,
        Self::HowMany,
        Self::HowMuch,
        Self::When,
        Self::Where,
        Self::Said,
        Self::Bodies,
        Self::Events,
        Self::Gone,
    ];

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Brief => "IN BRIEF",
            Self::Who => "WHO",
            Self::Bodies => "ORGANISATIONS",
            Self::Where => "WHERE",
            Self::When => "WHEN",
            Self::HowMuch => "HOW MUCH",
            Self::HowMany => "HOW MANY",
            Self::Said => "WHO SAID",
            Self::Events => "EVENTS",
            Self::Gone => "NO LONGER SAID",
        }
    }

    fn kinds(self) -> &'static [FactKind] {
        match self {
            Self::Brief | Self::Gone => &[],
            Self::Who => &[FactKind::Person],
            Self::Bodies => &[FactKind::Org],
            Self::Where => &[FactKind::Place],
            Self::When => &[FactKind::Date, FactKind::Time],
            Self::HowMuch => &[FactKind::Money, FactKind::Percent],
            Self::HowMany => &[FactKind::Quantity],
            Self::Said => &[FactKind::Quote],
            Self::Events => &[FactKind::Event],
        }
    }
}

/// One fact of the panel, with all its places in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The group it stands in.
    pub group: Group,
    /// Its kind; `None` for a sentence in brief.
    pub kind: Option<FactKind>,
    /// What it is: a name, a value, a speaker.
    pub label: String,
    /// What stands at the right edge: the words of the text, where they say it otherwise.
    pub note: String,
    /// What stands below: a role, the beginning of a quotation.
    pub below: Option<String>,
    /// Its places, in order.
    pub spans: Vec<Span>,
    /// How sure the engine is.
    pub certainty: f32,
    /// How the article claims it, where it does not simply say so.
    pub claim: Option<Claim>,
    /// Whether the text that was opened before did not say it.
    pub is_new: bool,
    /// How it stands to what other outlets report, and how many of them say something of it.
    pub standing: Option<(Status, usize)>,
}

/// A row of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading and how many items stand under it.
    Heading(Group, usize),
    /// The item of that index.
    Item(usize),
    /// What stands below the item of that index.
    Below(usize),
    /// Nothing.
    Blank,
}

/// The facts panel.
#[derive(Clone, Debug, Default)]
pub struct Side {
    items: Vec<Item>,
    rows: Vec<Row>,
    selected: usize,
    top: usize,
    height: usize,
}

impl Side {
    /// All items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// All rows, in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Index of the selected item.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The selected item.
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.selected)
    }

    /// Shows the facts of an article, those of kinds and certainties that are shown.
    pub fn show(
        &mut self,
        article: &Article,
        facts: Option<&Facts>,
        shows: impl Fn(FactKind, f32) -> bool,
    ) {
        self.items = facts.map(|facts| items(article, facts, &shows)).unwrap_or_default();
        self.rows = rows(&self.items);
        self.selected = 0;
        self.top = 0;
    }

    /// Shows how the facts stand to what others report. No row moves.
    pub fn weigh(&mut self, standings: &[Standing]) {
        for item in self.items.iter_mut().filter(|item| item.kind.is_some()) {
            let own = |standing: &&Standing| {
                Some(standing.kind) == item.kind && item.spans.contains(&standing.span)
            };
            let found = standings.iter().filter(own).map(|it| (it.status, it.others));
            item.standing = found.min_by_key(|(status, others)| (*status, usize::MAX - others));
        }
    }

    /// Marks what is new since the text that was opened before, and puts below what is gone. No other row moves.
    pub fn renew(&mut self, renewal: &Renewal, shows: impl Fn(FactKind) -> bool) {
        self.items.retain(|item| item.group != Group::Gone);
        for item in &mut self.items {
            item.is_new = item.kind.is_some_and(|kind| renewal.is_new(kind, &item.spans));
        }
        let gone = renewal.gone.iter().filter(|gone| shows(gone.kind)).map(items::gone_item);
        self.items.extend(gone);
        self.rows = rows(&self.items);
        self.select(self.selected);
    }

    /// Gives the panel another height.
    pub fn resize(&mut self, height: u16) {
        self.height = usize::from(height);
        self.follow();
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// Selects an item.
    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.items.len().saturating_sub(1));
        self.follow();
    }

    /// Selects an item some screens further.
    pub fn page(&mut self, halves: isize) {
        // Headings and what stands below items take about a third of the rows.
        let items = (self.height * halves.unsigned_abs() / 3).max(1);
        self.step(items as isize * halves.signum());
    }

    /// Selects the first item of the next or previous group.
    pub fn go_to_group(&mut self, forward: bool) {
        let Some(group) = self.item().map(|item| item.group) else { return };
        let index = if forward {
            (self.selected..self.items.len()).find(|&i| self.items[i].group != group)
        } else {
            let before = (0..self.selected).rev().find(|&i| self.items[i].group != group);
            before
                .and_then(|i| self.items.iter().position(|item| item.group == self.items[i].group))
                .or(Some(0))
        };
        if let Some(index) = index {
            self.select(index);
        }
    }

    /// The item that stands at `span` in the text: the shortest one there.
    pub fn item_at(&self, span: Span) -> Option<(usize, usize)> {
        let mut best: Option<(u32, usize, usize)> = None;
        for (index, item) in self.items.iter().enumerate().filter(|(_, item)| item.kind.is_some()) {
            for (nth, place) in
                item.spans.iter().enumerate().filter(|(_, place)| place.overlaps(span))
            {
                let length = place.end - place.start;
                if best.is_none_or(|(shortest, ..)| length < shortest) {
                    best = Some((length, index, nth));
                }
            }
        }
        best.map(|(_, index, nth)| (index, nth))
    }

    /// Index of the sentence in brief with that number, from 1.
    pub fn brief(&self, number: usize) -> Option<usize> {
        let index = number.checked_sub(1)?;
        self.items.get(index).filter(|item| item.group == Group::Brief).map(|_| index)
    }

    fn follow(&mut self) {
        let Some(first) = self.rows.iter().position(|row| *row == Row::Item(self.selected)) else {
            self.top = 0;
            return;
        };
        let has_below = self.rows.get(first + 1) == Some(&Row::Below(self.selected));
        let last = first + usize::from(has_below);
        let height = self.height.max(1);
        if self.selected == 0 {
            self.top = 0;
        } else if first < self.top {
            self.top = first.saturating_sub(height / 2);
        } else if last >= self.top + height {
            self.top = (last + 1).saturating_sub(height / 2).min(first);
        }
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }
}

fn rows(items: &[Item]) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in Group::ALL {
        let members: Vec<usize> = (0..items.len()).filter(|&i| items[i].group == group).collect();
        if members.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        rows.push(Row::Heading(group, members.len()));
        for index in members {
            rows.push(Row::Item(index));
            if items[index].below.is_some() {
                rows.push(Row::Below(index));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Body, Comparison, Entity, Fact, Quantity, Value};

    fn fact(kind: FactKind, text: &str, words: &str, value: Option<Value>) -> Fact {
        let start = text.find(words).expect("the words stand in the text");
        Fact {
            kind,
            span: Span::new(start, start + words.len()),
            value,
            entity: None,
            speaker: None,
            certainty: 1.0,
            inferred: false,
            claim: None,
            weight: 1.0,
        }
    }

    fn shown() -> Side {
        let text = "Anna Berg signed at least a dozen deals on Thursday. Berg said “all is well”. 12 deals, 80 percent of sales.";
        let deals = |comparison| {
            Some(Value::Quantity(Quantity {
                value: 12.0,
                max: None,
                unit: Some("deal".into()),
                comparison,
            }))
        };
        let span = |words: &str| fact(FactKind::Person, text, words, None).span;
        let mut berg = fact(FactKind::Person, text, "Anna Berg", None);
        berg.entity = Some(0);
        let mut quote = fact(FactKind::Quote, text, "all is well", None);
        quote.speaker = Some("Anna Berg".into());
        let facts = Facts {
            facts: vec![
                berg,
                fact(FactKind::Quantity, text, "a dozen deals", deals(Comparison::AtLeast)),
                fact(FactKind::Date, text, "Thursday", Some(Value::Date("2024-06-20".into()))),
                quote,
                fact(FactKind::Quantity, text, "12 deals", deals(Comparison::Equal)),
                fact(
                    FactKind::Percent,
                    text,
                    "80 percent",
                    Some(Value::Percent(80.0, Comparison::Equal)),
                ),
            ],
            entities: vec![Entity {
                kind: FactKind::Person,
                name: "Anna Berg".into(),
                role: Some("mayor".into()),
                mentions: vec![span("Anna Berg"), span("Berg said")],
            }],
            brief: vec![Span::new(0, 52)],
        };
        let article = Article { body: Body::verbatim(text), ..Article::default() };
        let mut side = Side::default();
        side.resize(8);
        side.show(&article, Some(&facts), |_, _| true);
        side
    }

    #[test]
    fn facts_stand_by_kind_with_their_values() {
        let side = shown();
        let lines: Vec<String> =
            side.items().iter().map(|i| format!("{} | {}", i.label, i.note)).collect();
        assert_eq!(
            lines,
            [
                "Anna Berg signed at least a dozen deals on Thursday. | ",
                "Anna Berg | ",
                "at least 12 deals | a dozen deals",
                "12 deals | ",
                "80 % | of sales",
                "Thu 20 Jun 2024 | “Thursday”",
                "Anna Berg | ",
            ]
        );
    }

    #[test]
    fn the_selection_stays_on_the_screen() {
        let mut side = shown();
        for index in 0..side.items().len() {
            side.select(index);
            let row = side.rows().iter().position(|row| *row == Row::Item(index)).expect("a row");
            assert!((side.top()..side.top() + 8).contains(&row), "item {index}");
        }
    }

    #[test]
    fn the_fact_under_a_line_is_the_shortest_one() {
        let side = shown();
        let (index, nth) = side.item_at(Span::new(53, 60)).expect("a fact");
        assert_eq!((side.items()[index].label.as_str(), nth), ("Anna Berg", 1));
    }

    #[test]
    fn paging_goes_both_ways() {
        let mut side = shown();
        side.page(2);
        assert_eq!(side.selected(), 5);
        side.page(-1);
        assert_eq!(side.selected(), 3);
    }

    #[test]
    fn groups_are_walked_both_ways() {
        let mut side = shown();
        side.go_to_group(true);
        assert_eq!(side.item().map(|item| item.group), Some(Group::Who));
        side.go_to_group(true);
        side.go_to_group(true);
        side.go_to_group(false);
        assert_eq!(side.item().map(|item| item.group), Some(Group::HowMany));
    }
}
