//! What the views of stories ask for: reports side by side, and the briefing.

use std::sync::Arc;

use jiff::Zoned;

use crate::app::message::{
    Briefed, BriefedContradiction, BriefedStory, Compared, Message, Sides, Ticket,
};
use crate::app::sheet;
use crate::desk::{self, Account};
use crate::fault;
use crate::news::{ArticleId, Moment};
use crate::store::{Shelf, StoreError};
use crate::story::ENGINE_VERSION;
use crate::text::Prose;

/// What came of a question.
pub(super) enum Answer {
    /// This is told.
    Told(Message),
    /// There is nothing to tell.
    Nothing,
    /// What it is about is still being put to its story.
    NotYet,
}

/// What is said where a story was waited for too long.
const STILL: &str =
    "The reports of those days are still being put to their stories. Ask again in a moment.";
/// So many reports of a story are held against an article that is read.
const WEIGHED: usize = 12;
/// A briefing is read in so many minutes.
const MINUTES: u32 = 5;

/// Lays articles side by side.
pub fn compared(shelf: &Shelf, ticket: Ticket, compared: Compared) -> Result<Message, StoreError> {
    fault::point("worker: compare");
    let (title, of, ids): (Option<Prose>, usize, Arc<[ArticleId]>) = match compared {
        // Of many the last ones: they are the newest of a story.
        Compared::These(ids) => match ids.len().checked_sub(desk::SIDE_BY_SIDE) {
            Some(more) if more > 0 => (None, ids.len(), ids[more..].into()),
            _ => (None, ids.len(), ids),
        },
        Compared::StoryOf(id) => match desk::story_with(shelf, id)? {
            Some(story) => {
                let ids = story.reports(desk::SIDE_BY_SIDE, &[id]);
                (Some(story.title), story.articles.len(), ids.into())
            }
            None => return Ok(Message::Compared(ticket, None)),
        },
    };
    let accounts = desk::accounts(shelf, &ids)?;
    let comparison = desk::side_by_side(&accounts);
    let refusals = desk::refusals(shelf, &accounts, &comparison)?;
    let title = title.or_else(|| accounts.first().map(|account| account.article.title.clone()));
    let accounts = accounts.into_iter().map(|Account { article, facts, .. }| (article, facts));
    let (title, accounts) = (title.unwrap_or_default(), accounts.collect());
    let sides = Sides { title, of, accounts, comparison, refusals };
    Ok(Message::Compared(ticket, Some(Box::new(sides))))
}

/// The article whose story is asked for, where it still waits to be put to it: one that is old, or came in just now.
pub(super) fn waits(shelf: &Shelf, wanted: &Compared) -> Result<Option<ArticleId>, StoreError> {
    match wanted {
        Compared::StoryOf(id) => Ok(desk::waits(shelf, *id)?.then_some(*id)),
        Compared::These(_) => Ok(None),
    }
}

/// What is said where it was waited for too long.
pub(super) fn still_waits(ticket: Ticket) -> Message {
    Message::NotCompared(ticket, STILL)
}

/// Holds an article against the other reports of its story.
pub fn weighed(shelf: &Shelf, ticket: Ticket, id: ArticleId) -> Result<Message, StoreError> {
    fault::point("worker: weigh");
    let accounts = desk::accounts(shelf, &weighed_with(shelf, id)?)?;
    let comparison = desk::side_by_side(&accounts);
    Ok(Message::Weighed(ticket, desk::standings(shelf, &accounts, &comparison, id)?))
}

/// Reports of the story of an article, and the article; nothing where it stands alone.
fn weighed_with(shelf: &Shelf, id: ArticleId) -> Result<Vec<ArticleId>, StoreError> {
    let story = desk::story_with(shelf, id)?;
    Ok(story.map(|story| story.reports(WEIGHED, &[id])).unwrap_or_default())
}

/// Tells what is new.
pub fn briefed(shelf: &Shelf, ticket: Ticket, now: &Zoned) -> Result<Message, StoreError> {
    fault::point("worker: brief");
    let before = desk::briefings(shelf, moment(now))?;
    let wished =
        desk::Wished { since: None, today: now.date(), minutes: MINUTES, before, only_new: false };
    let stories = desk::brief(shelf, &wished)?.into_iter().map(story).collect();
    let briefed = Briefed { stories, before, minutes: MINUTES };
    Ok(Message::Briefed(ticket, Box::new(briefed)))
}

/// The same; where nothing is new because what just came in is still being put to its story, as after the very first start,
/// not yet, unless it `is_last` asked.
pub(super) fn briefed_once_grouped(
    shelf: &Shelf,
    ticket: Ticket,
    now: &Zoned,
    is_last: bool,
) -> Result<Answer, StoreError> {
    // Looked at first: what is grouped between the two is told.
    let from = desk::grouped_from(shelf, now.date())?;
    let waits = !is_last && shelf.needs_grouping(ENGINE_VERSION, from)?;
    let told = briefed(shelf, ticket, now)?;
    let is_empty = matches!(&told, Message::Briefed(_, briefed) if briefed.stories.is_empty());
    Ok(if waits && is_empty { Answer::NotYet } else { Answer::Told(told) })
}

fn moment(now: &Zoned) -> Moment {
    Moment::from_second(now.timestamp().as_second()).expect("the clock's years have four digits")
}

fn story(told: desk::Told) -> BriefedStory {
    let lead = told.story.lead;
    let mut articles = told.story.articles;
    // The leading article first.
    articles.sort_by_key(|id| *id != lead);
    BriefedStory {
        title: told.story.title,
        outlets: told.story.outlets,
        articles,
        last: told.story.last,
        unread: told.story.unread,
        new: told.new,
        sentences: told.sentences.into_iter().map(|s| (s.article, s.span, s.text)).collect(),
        agreed: told.agreed,
        contradictions: told
            .contradictions
            .into_iter()
            .map(|found| {
                let told = found.claims.into_iter().map(|claim| {
                    let said = claim.sentence.find(claim.said.as_str());
                    let marked = said.map(|at| at..at + claim.said.len()).into_iter().collect();
                    let sentence = claim.sentence.to_string();
                    let told = sheet::Told { who: claim.who, sentence, marked, column: 0 };
                    ((claim.article, claim.span), told)
                });
                BriefedContradiction {
                    title: found.topic.title,
                    why: found.topic.why,
                    told: told.collect(),
                }
            })
            .collect(),
    }
}
