//! Puts what came in to its stories, in pieces, the newest first.
//!
//! Each piece reads what the stories of its days are recognised by, groups, and is written in one short transaction: whoever
//! stops in the middle, or is killed, goes on with the next piece.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::news::{ArticleId, Moment};
use crate::store::{Filed, Filing, Library, Pair, StoreError, Ungrouped};
use crate::story::{ENGINE_VERSION, Grouper, LASTS_DAYS, Runs, Signature, StoryId, Ties, day_of};

/// Articles of a piece.
const PIECE: usize = 400;
/// Seconds.
const DAY: f32 = 86_400.0;
/// How often a piece is begun anew because somebody else has changed stories meanwhile.
const TRIES: usize = 5;

/// What came of grouping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouped {
    /// How many articles have found their story.
    pub articles: usize,
    /// Copies of what was read that are read now, too.
    pub read: Vec<ArticleId>,
}

/// Groups what waits, or what of it came at a moment or later, piece by piece, until `go_on` says no.
///
/// With `fold`, copies of what was read come in as read.
pub fn group(
    library: &mut Library,
    since: Option<Moment>,
    fold: bool,
    go_on: &mut dyn FnMut(&Grouped) -> ControlFlow<()>,
) -> Result<Grouped, StoreError> {
    library.regroup(ENGINE_VERSION)?;
    let mut all = Grouped::default();
    let mut tries = 0;
    while library.waits_for_story(since)? {
        match piece(library, fold)? {
            Some(grouped) => {
                tries = 0;
                all.articles += grouped.articles;
                all.read.extend(&grouped.read);
                if go_on(&grouped).is_break() {
                    return Ok(all);
                }
            }
            None if tries == TRIES => return Ok(all),
            None => tries += 1,
        }
    }
    if all.articles > 0 {
        library.forget_signatures()?;
    }
    Ok(all)
}

/// Groups the newest articles that wait. `None` where stories were changed meanwhile.
fn piece(library: &mut Library, fold: bool) -> Result<Option<Grouped>, StoreError> {
    let serial = library.story_serial()?;
    let (waiting, in_vain) = library.ungrouped(ENGINE_VERSION, PIECE)?;
    let mut filing = Filing { engine: ENGINE_VERSION, serial, fold, ..Filing::default() };
    if !waiting.is_empty() {
        Piece::begin(library, &waiting)?.group(library, &waiting, &mut filing)?;
    }
    filing.done = waiting.iter().map(|one| (one.at, one.id)).chain(in_vain).collect();
    let filed = library.file(&filing)?;
    Ok(filed.map(|read| Grouped { articles: waiting.len(), read }))
}

/// Stories around some articles, and those articles.
struct Piece {
    grouper: Grouper,
    /// By place.
    articles: Vec<ArticleId>,
    /// The stories of those that were recalled.
    before: Vec<StoryId>,
    places: HashMap<ArticleId, u32>,
    pairs: Vec<Pair>,
    runs: HashMap<ArticleId, Runs>,
    copies: HashMap<ArticleId, ArticleId>,
}

impl Piece {
    /// Recalls the stories that the articles may belong to.
    fn begin(library: &Library, waiting: &[Ungrouped]) -> Result<Self, StoreError> {
        let seconds = || waiting.iter().map(|one| one.day.second());
        let reach = (LASTS_DAYS * DAY) as i64 + 1_000;
        let from = seconds().min().unwrap_or_default().saturating_sub(reach);
        let to = seconds().max().unwrap_or_default().saturating_add(reach);
        let mut piece = Self {
            grouper: Grouper::resumed(StoryId(library.next_story()?)),
            articles: Vec::new(),
            before: Vec::new(),
            places: HashMap::new(),
            pairs: library.pairs()?,
            runs: HashMap::new(),
            copies: HashMap::new(),
        };
        for known in library.recognised(from, to)? {
            let Some(signature) = Signature::from_bytes(&known.words, Some(day_of(known.day)))
            else {
                continue;
            };
            piece.grouper.recall(signature, StoryId(known.story));
            piece.took(known.article);
            piece.before.push(StoryId(known.story));
        }
        piece.recall_pairs();
        Ok(piece)
    }

    fn took(&mut self, article: ArticleId) -> u32 {
        let place = self.articles.len() as u32;
        self.places.insert(article, place);
        self.articles.push(article);
        place
    }

    /// Tells the grouping what the reader has said about articles that are there.
    fn recall_pairs(&mut self) {
        for pair in &self.pairs {
            for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                let Some(place) = self.places.get(&one.0) else { continue };
                self.grouper.hold(*place);
                if let (false, Some(story)) = (pair.together, other.1) {
                    self.grouper.part(*place, StoryId(story));
                }
            }
        }
    }

    fn group(
        mut self,
        library: &Library,
        waiting: &[Ungrouped],
        filing: &mut Filing,
    ) -> Result<(), StoreError> {
        let mut signatures = Vec::with_capacity(waiting.len());
        for one in waiting {
            let signature = Signature::new(&one.title, &one.text, Some(one.day));
            let runs = Runs::kept(&one.text);
            signatures.push((signature.to_bytes(), runs.to_bytes()));
            let ties = self.ties(one);
            let is_tied = ties != Ties { was: ties.was, ..Ties::default() };
            self.grouper.add_tied(signature, &ties);
            let place = self.took(one.id);
            if is_tied {
                self.grouper.hold(place);
            }
            if let Some(original) = self.original(library, place, &runs)? {
                self.copies.insert(one.id, original);
            }
            self.runs.insert(one.id, runs);
        }
        self.sum_up(waiting, signatures, filing);
        Ok(())
    }

    /// What the reader has said about an article, as the stories are now.
    fn ties(&self, one: &Ungrouped) -> Ties {
        let mut ties = Ties { was: one.was.map(StoryId), ..Ties::default() };
        for pair in &self.pairs {
            let other = match (pair.a.0 == one.id, pair.b.0 == one.id) {
                (true, _) => pair.b,
                (_, true) => pair.a,
                _ => continue,
            };
            let here = self.places.get(&other.0).map(|place| self.grouper.story(*place));
            let Some(story) = here.or(other.1.map(StoryId)) else { continue };
            let list = if pair.together { &mut ties.together } else { &mut ties.apart };
            list.push(story);
        }
        ties
    }

    /// The first article of the same story that has the same text.
    fn original(
        &mut self,
        library: &Library,
        place: u32,
        runs: &Runs,
    ) -> Result<Option<ArticleId>, StoreError> {
        let others: Vec<ArticleId> = self
            .grouper
            .members(place)
            .iter()
            .filter(|other| **other != place)
            .filter_map(|other| self.articles.get(*other as usize).copied())
            .collect();
        for other in others {
            let others = match self.runs.entry(other) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => {
                    let kept = library.runs(other)?.map(|bytes| Runs::from_bytes(&bytes));
                    free.insert(kept.unwrap_or_default())
                }
            };
            if runs.is_copy_of(others) {
                let first = match self.copies.get(&other) {
                    Some(first) => Some(*first),
                    None => library.copied(other)?,
                };
                return Ok(Some(first.unwrap_or(other)));
            }
        }
        Ok(None)
    }

    /// Writes down where everything went.
    fn sum_up(
        self,
        waiting: &[Ungrouped],
        signatures: Vec<(Vec<u8>, Vec<u8>)>,
        filing: &mut Filing,
    ) {
        let recalled = self.before.len();
        let mut changed = HashSet::new();
        for (at, before) in self.before.iter().enumerate() {
            let (place, story) = (at as u32, self.grouper.story(at as u32));
            let is_member = self.grouper.is_member(place);
            if !is_member {
                filing.dropped.push(self.articles[at]);
            }
            if story != *before {
                filing.moved.push((self.articles[at], story.0));
                changed.extend([story, *before]);
            }
        }
        for (at, (one, signature)) in waiting.iter().zip(signatures).enumerate() {
            let place = (recalled + at) as u32;
            let story = self.grouper.story(place);
            changed.insert(story);
            filing.filed.push(Filed {
                article: one.id,
                story: story.0,
                day: one.day,
                signature: Some(signature).filter(|_| self.grouper.is_member(place)),
                copy_of: self.copies.get(&one.id).copied(),
            });
        }
        filing.joined = self.grouper.joined().iter().map(|(from, into)| (from.0, into.0)).collect();
        filing.leads = self.leads(&changed);
    }

    /// The leading article of each of some stories.
    fn leads(&self, stories: &HashSet<StoryId>) -> Vec<(u32, ArticleId)> {
        let mut leads: HashMap<u32, ArticleId> = HashMap::new();
        for place in 0..self.articles.len() as u32 {
            let story = self.grouper.story(place);
            if stories.contains(&story)
                && !leads.contains_key(&story.0)
                && let Some(lead) = self.grouper.lead(place)
            {
                leads.insert(story.0, self.articles[lead as usize]);
            }
        }
        leads.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Story, join, named_story, split, stories};
    use crate::news::{Article, Body};
    use crate::store::{NewArticle, Shelf};
    use crate::text::Prose;
    use jiff::civil::{Date, date};
    use tempfile::TempDir;

    const TODAY: Date = date(2024, 7, 30);

    fn moment(day: i8, hour: i8) -> Moment {
        Moment::parse(&format!("2024-06-{day:02}T{hour:02}:00:00Z")).expect("a moment")
    }

    fn add(library: &mut Library, told: &[(String, i8)], from: usize) -> Vec<ArticleId> {
        let new: Vec<NewArticle> = (from..)
            .zip(told)
            .map(|(n, (title, day))| NewArticle {
                key: n.to_string(),
                arrived: moment(29, 0),
                article: Article {
                    title: Prose::line(title),
                    outlet: Some(Prose::line(&format!("Outlet {n}"))),
                    published: Some(moment(*day, 6)),
                    body: Body::verbatim(title),
                    ..Article::default()
                },
            })
            .collect();
        library.add(&new).expect("stored")
    }

    fn all(library: &mut Library) -> Grouped {
        group(library, None, false, &mut |_| ControlFlow::Continue(())).expect("grouped")
    }

    fn titles(titles: &[&str]) -> Vec<(String, i8)> {
        titles.iter().map(|title| ((*title).to_owned(), 20)).collect()
    }

    fn told(dir: &TempDir) -> Vec<Story> {
        let shelf = Shelf::open(dir.path()).expect("opens");
        stories(&shelf, Moment::parse("2024-01-01"), TODAY).expect("stories")
    }

    fn partition(stories: &[Story]) -> Vec<Vec<ArticleId>> {
        let mut sets: Vec<Vec<ArticleId>> = stories
            .iter()
            .map(|story| {
                let mut ids = story.articles.clone();
                ids.sort_unstable();
                ids
            })
            .collect();
        sets.sort();
        sets
    }

    const FERRY: [&str; 3] = [
        "Ferry Linnea runs aground off Skarholm",
        "Ferry Linnea aground off Skarholm with hundreds aboard",
        "Passengers leave ferry Linnea aground off Skarholm",
    ];

    #[test]
    fn a_story_keeps_its_name_as_it_grows_and_after_a_restart() {
        let dir = TempDir::new().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        add(&mut library, &titles(&FERRY[..2]), 0);
        assert_eq!(all(&mut library).articles, 2);
        let before = told(&dir);
        drop(library);
        let mut library = Library::open(dir.path()).expect("opens");
        add(&mut library, &titles(&FERRY[2..]), 2);
        all(&mut library);
        let after = told(&dir);
        assert_eq!((before.len(), after.len()), (1, 1), "{after:?}");
        assert_eq!((&before[0].id, after[0].articles.len()), (&after[0].id, 3));
        assert_eq!(all(&mut library), Grouped::default());
    }

    #[test]
    fn what_is_split_off_stays_off_and_undo_takes_it_back() {
        let dir = TempDir::new().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        let ids = add(&mut library, &titles(&FERRY), 0);
        all(&mut library);
        let whole = partition(&told(&dir));
        let off = split(&mut library, ids[2]).expect("split").expect("a story");
        assert_eq!(partition(&told(&dir)), [vec![ids[0], ids[1]], vec![ids[2]]]);
        // What is like the one that was split off goes with it, and nothing brings both together again.
        let more = add(&mut library, &titles(&["Passengers leave ferry Linnea aground"]), 3);
        all(&mut library);
        let shelf = Shelf::open(dir.path()).expect("opens");
        let with = named_story(&shelf, &more[0].to_string()).expect("read").expect("a story");
        assert_eq!((&with.id, &with.articles), (&off, &vec![ids[2], more[0]]));
        library.undo().expect("undone").expect("a step");
        let back = named_story(&shelf, &ids[2].to_string()).expect("read").expect("a story");
        assert!(back.articles.contains(&ids[0]), "{back:?}");
        library.redo().expect("done again").expect("a step");
        library.undo().expect("undone").expect("a step");
        assert_eq!(whole.len(), 1);
    }

    #[test]
    fn what_is_joined_stays_together_and_undo_takes_it_back() {
        let dir = TempDir::new().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        let ids = add(&mut library, &titles(&[FERRY[0], "Bank posts loss in Ostrava"]), 0);
        all(&mut library);
        let both = told(&dir);
        assert_eq!(both.len(), 2);
        let (a, b) = (both[0].clone(), both[1].clone());
        assert!(join(&mut library, &[&a, &b]).expect("joined"));
        assert_eq!(partition(&told(&dir)), std::slice::from_ref(&ids));
        let shelf = Shelf::open(dir.path()).expect("opens");
        let under_old = named_story(&shelf, &b.id).expect("read").expect("a story");
        assert_eq!(under_old.id, a.id);
        library.undo().expect("undone").expect("a step");
        assert_eq!(told(&dir).len(), 2);
    }

    #[test]
    fn a_copy_of_what_was_read_comes_in_read_where_that_is_wanted() {
        let text = "The ferry Linnea ran aground off Skarholm on Monday with 212 people aboard and all were saved";
        for fold in [false, true] {
            let dir = TempDir::new().expect("a folder");
            let mut library = Library::open(dir.path()).expect("opens");
            let first = add(&mut library, &titles(&[text]), 0)[0];
            let mut go_on = |_: &Grouped| ControlFlow::Continue(());
            group(&mut library, None, fold, &mut go_on).expect("grouped");
            let read =
                crate::store::MarkChange { id: first, mark: crate::news::Mark::Read, on: true };
            library.mark(&[read]).expect("marked");
            let copy = add(&mut library, &titles(&[text]), 1)[0];
            let grouped = group(&mut library, None, fold, &mut go_on).expect("grouped");
            let story = told(&dir).remove(0);
            assert_eq!(story.copies, [(copy, first)]);
            assert_eq!((grouped.read.len(), story.unread), if fold { (1, 0) } else { (0, 1) });
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
        /// Batches of any size, the store opened anew between them, give what one run over the same order gives.
        #[test]
        fn a_restart_between_any_two_articles_changes_nothing(
            titles in proptest::collection::vec("[a-e]{3} [a-e]{3} [a-c]{4}( [a-b]{5})?", 1..40),
            // What lies further back is forgotten in the store, and comes to no story there.
            days in proptest::collection::vec(1_i8..10, 40),
            sizes in proptest::collection::vec(1_usize..6, 40),
        ) {
            let told_all: Vec<(String, i8)> = titles.into_iter().zip(days).collect();
            let dir = TempDir::new().expect("a folder");
            let mut grouper = Grouper::resumed(StoryId(1));
            let mut order: Vec<ArticleId> = Vec::new();
            let mut rest = told_all.as_slice();
            for size in sizes {
                let (batch, after) = rest.split_at(size.min(rest.len()));
                rest = after;
                let mut library = Library::open(dir.path()).expect("opens");
                let ids = add(&mut library, batch, order.len());
                all(&mut library);
                // A batch is put in by day.
                let mut sorted: Vec<_> = batch.iter().zip(&ids).collect();
                sorted.sort_by_key(|((_, day), id)| (*day, **id));
                for ((title, day), id) in sorted {
                    grouper.add(Signature::new(title, title, Some(moment(*day, 6))));
                    order.push(*id);
                }
            }
            let mut sets: HashMap<StoryId, Vec<ArticleId>> = HashMap::new();
            for (place, id) in (0..).zip(&order) {
                sets.entry(grouper.story(place)).or_default().push(*id);
            }
            let mut sets: Vec<Vec<ArticleId>> = sets.into_values().collect();
            for set in &mut sets {
                set.sort_unstable();
            }
            sets.sort();
            proptest::prop_assert_eq!(partition(&told(&dir)), sets);
        }
    }
}
