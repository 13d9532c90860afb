//! The reader without a terminal, a thread or a clock: keys and messages in, screens out.
//!
//! Effects are performed at once against a store in memory, timers run out as soon as the reader rests, and the time
//! stands still. So every scene is the same whenever and wherever it is played.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use dateline::app::command::Command;
use dateline::app::feeds::SavedSearch;
use dateline::app::list::ListRequest;
use dateline::app::message::{Effect, Listing, Message, Opened, Sources, Storied, Ticket, Timer};
use dateline::app::{App, Options, update};
use dateline::config::{Charset, Depth, Glyphs, Key, Keys, Settings, load_theme};
use dateline::desk::{self, Desk, Found, Wanted};
use dateline::facts::ENGINE_VERSION;
use dateline::news::query::{Query, QueryError, Term};
use dateline::news::{Article, ArticleId, Facts, Mark, Moment};
use dateline::run::stories;
use dateline::store::{Library, MarkChange, NewArticle, Shelf, Step, StoreError};
use dateline::text::Prose;
use dateline::ui::{self, Skin};
use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Hits a search shows.
const HITS: usize = 50;

/// Facts of the bundled articles. They take a while in a debug build, so they are found once.
static FACTS: LazyLock<Vec<Facts>> =
    LazyLock::new(|| dateline::extract::bundled().iter().map(desk::facts_of).collect());

/// The reader, played.
pub(crate) struct Scene {
    pub(crate) app: App,
    pub(crate) skin: Skin,
    /// Texts sent to the clipboard.
    pub(crate) copied: Vec<String>,
    /// Whether the end was asked for.
    pub(crate) ended: bool,
    /// Effects that have no answer here: what is for the network and for other programs.
    pub(crate) asked: Vec<Effect>,
    shelf: Shelf,
    library: Library,
    timers: Vec<Timer>,
    // Keeps the store in memory alive.
    _desk: Desk,
}

/// Why an effect has no answer.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Query(#[from] QueryError),
}

impl Scene {
    /// The bundled articles with their facts.
    pub(crate) fn bundled(size: (u16, u16)) -> Self {
        Self::open(size, |library| {
            library.sync_samples(&dateline::extract::bundled()).expect("a store");
        })
    }

    /// Articles of one's own, the first one on top.
    pub(crate) fn of(articles: &[Article], size: (u16, u16)) -> Self {
        Self::open(size, |library| {
            let new: Vec<NewArticle> = (0..)
                .zip(articles)
                .map(|(n, article): (i64, _)| NewArticle {
                    key: n.to_string(),
                    arrived: Moment::from_second(1_718_900_000 - n).expect("a moment"),
                    article: article.clone(),
                })
                .collect();
            library.add(&new).expect("a store");
        })
    }

    /// A store that is filled by hand.
    pub(crate) fn filled(size: (u16, u16), fill: impl FnOnce(&mut Library)) -> Self {
        Self::open(size, fill)
    }

    /// The store, to change it behind the reader's back.
    pub(crate) fn library(&mut self) -> &mut Library {
        &mut self.library
    }

    fn open(size: (u16, u16), fill: impl FnOnce(&mut Library)) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("scene-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let mut library = Library::in_memory(&name).expect("a store in memory");
        fill(&mut library);
        let desk = Desk::Passing(Mutex::new(library), name);
        let (shelf, mut library) =
            (desk.shelf().expect("a store"), desk.library().expect("a store"));
        keep_known_facts(&shelf, &mut library);
        desk::group(&mut library, None, false, &mut |_| ControlFlow::Continue(()))
            .expect("a store");
        let settings = Settings::default();
        let (keymap, clashes) = settings.keymap(&|name| Command::from_name(name).is_some());
        assert_eq!(clashes, []);
        let app = App::new(options(), keymap, size, now());
        let skin = skin("dark", Depth::Indexed, Charset::Unicode);
        let (copied, timers) = (Vec::new(), Vec::new());
        let mut scene = Self {
            app,
            skin,
            copied,
            ended: false,
            asked: vec![],
            shelf,
            library,
            timers,
            _desk: desk,
        };
        scene.begin();
        scene
    }

    /// The same as the program does before its first frame.
    fn begin(&mut self) {
        let listing = self.listing(Ticket(0), &ListRequest::default()).expect("a list");
        let first = listing.ids.first().copied();
        self.send(Message::Listed(listing));
        if let Some(id) = first {
            let found = desk::find(&self.shelf, id).expect("a store").map(opened);
            self.send(Message::Opened(Ticket(0), found));
        }
    }

    /// Presses keys as keymap files name them: `j`, `gg`, `C-d`, `Space`.
    #[track_caller]
    pub(crate) fn press(&mut self, keys: &[&str]) -> &mut Self {
        for keys in keys {
            let keys: Keys = keys.parse().expect("keys");
            for key in keys.0 {
                self.key(key);
            }
        }
        self
    }

    /// Types letters one by one.
    pub(crate) fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(Key::char(c));
        }
        self
    }

    /// Presses one key, then rests.
    pub(crate) fn key(&mut self, key: Key) {
        self.send(Message::Key(key));
    }

    /// Gives the screen another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.send(Message::Resized(columns, rows));
        self
    }

    /// Applies a message and everything that comes of it.
    pub(crate) fn send(&mut self, message: Message) {
        let effects = update(&mut self.app, message);
        self.perform(effects);
        while !self.timers.is_empty() {
            let timer = self.timers.remove(0);
            let effects = update(&mut self.app, Message::Woke(timer));
            self.perform(effects);
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let answer = match self.answer(effect) {
                Ok(answer) => answer,
                Err(trouble) => Some(Message::Failed(trouble.to_string())),
            };
            waiting.extend(answer.map(|answer| update(&mut self.app, answer)).unwrap_or_default());
        }
    }

    fn answer(&mut self, effect: Effect) -> Result<Option<Message>, Trouble> {
        Ok(match effect {
            Effect::List(ticket, request) => Some(Message::Listed(self.listing(ticket, &request)?)),
            Effect::Rows(ids) => Some(Message::Rows(self.shelf.headlines(&ids)?)),
            Effect::Open(ticket, id) => {
                Some(Message::Opened(ticket, desk::find(&self.shelf, id)?.map(opened)))
            }
            Effect::Renew(id) => {
                desk::renewal(&self.shelf, id)?.map(|renewal| Message::Renewed(id, renewal))
            }
            Effect::Annotate(id) => {
                let facts = desk::annotate(&self.shelf, Some(&mut self.library), id)?;
                facts.map(|facts| Message::Annotated(id, facts))
            }
            Effect::Search(ticket, text) => {
                let query = Query::as_typed(&text, now().date())?;
                Some(Message::Found(ticket, self.shelf.search(&query, now().date(), HITS)?))
            }
            Effect::Filters => Some(Message::Filters(self.shelf.outlets()?, self.shelf.tags()?)),
            Effect::Sources => {
                let (feeds, tags) = (self.shelf.feeds()?, self.shelf.tags()?);
                Some(Message::Sources(Sources { feeds, tags }))
            }
            Effect::Tags(ids) => {
                let known = self.shelf.tags()?.into_iter().map(|(tag, _)| tag).collect();
                let on = ids.first().map(|id| self.shelf.tags_of(*id)).transpose()?;
                Some(Message::Tags(ids, on.unwrap_or_default(), known))
            }
            Effect::StoryRows(entries) => {
                let (rows, leads) = desk::story_rows(&self.shelf, &entries)?;
                Some(Message::StoryRows(rows, leads))
            }
            Effect::Compare(ticket, compared) => {
                Some(stories::compared(&self.shelf, ticket, compared)?)
            }
            Effect::Weigh(ticket, id) => Some(stories::weighed(&self.shelf, ticket, id)?),
            Effect::Brief(ticket) => Some(stories::briefed(&self.shelf, ticket, &now())?),
            Effect::Past(id) => Some(Message::Past(id, self.shelf.past(id)?)),
            Effect::Versions(id) => Some(Message::Versions(id, self.shelf.texts_of(id)?)),
            other => self.keep(other)?,
        })
    }

    fn mark_all(
        &mut self,
        ids: &[ArticleId],
        mark: Mark,
        on: bool,
    ) -> Result<Option<Message>, Trouble> {
        let changes: Vec<_> = ids.iter().map(|id| MarkChange { id: *id, mark, on }).collect();
        let made = self.library.mark(&changes)?;
        Ok(Some(Message::MarkedAll(changes, made, self.shelf.counts()?)))
    }

    /// Effects that change the store, or leave the program.
    fn keep(&mut self, effect: Effect) -> Result<Option<Message>, Trouble> {
        let changes = match effect {
            Effect::Mark(changes) => changes,
            Effect::MarkListed(ids, mark, on) => return self.mark_all(&ids, mark, on),
            Effect::ToggleListed(ids, mark) => {
                let on = !self.shelf.all_have(&ids, mark)?;
                return self.mark_all(&ids, mark, on);
            }
            Effect::Undo => return Ok(self.library.undo()?.map(|step| self.undone(step))),
            Effect::Redo => return Ok(self.library.redo()?.map(|step| self.undone(step))),
            Effect::MarkMatching(query) => {
                let (query, today) = (Query::parse(&query, now().date())?, now().date());
                let ids = self.library.mark_matching(&query, today, Mark::Read, true)?;
                let read = |id| MarkChange { id, mark: Mark::Read, on: true };
                return Ok(Some(self.marked(ids.into_iter().map(read).collect())));
            }
            Effect::Tag(ids, tag, on) => {
                self.library.tag(&ids, &tag, on)?;
                return Ok(Some(Message::Tagged(ids, tag, on)));
            }
            Effect::Choose(feed, choices, says) => {
                self.library.choose(feed, &choices)?;
                return Ok(Some(Message::FeedsChanged(says)));
            }
            Effect::Unsubscribe(feed) => {
                self.library.unsubscribe(feed)?;
                return Ok(Some(Message::FeedsChanged(None)));
            }
            Effect::Dismiss(id, fact) => {
                self.library.dismiss(id, &fact, true)?;
                return Ok(Some(Message::Dismissed(id, fact)));
            }
            Effect::SplitStory(id) => {
                desk::split(&mut self.library, id)?;
                return Ok(Some(Message::Regrouped("Split.".to_owned())));
            }
            Effect::JoinStories(ids) => {
                desk::join_articles(&mut self.library, &self.shelf, &ids)?;
                return Ok(Some(Message::Regrouped("Joined.".to_owned())));
            }
            Effect::Watch(watch) => {
                self.library.watch(&watch)?;
                desk::watch::look(&mut self.library, &self.shelf, now().date())?;
                return Ok(None);
            }
            Effect::Unwatch(id) => {
                self.library.unwatch(id)?;
                return Ok(None);
            }
            Effect::Watches => return Ok(Some(Message::Watches(self.shelf.watches()?))),
            Effect::KeepRefused(key, on) => {
                desk::refuse(&mut self.library, &key, on)?;
                return Ok(None);
            }
            Effect::KeepBriefed(briefings) => {
                desk::note_briefed(&mut self.library, briefings)?;
                return Ok(None);
            }
            Effect::KeepPlace(id, place) => {
                self.library.keep_place(id, place)?;
                return Ok(None);
            }
            Effect::After(_, timer) => {
                self.timers.retain(|other| *other != timer);
                self.timers.push(timer);
                return Ok(None);
            }
            Effect::Copy(text) => {
                self.copied.push(text);
                return Ok(None);
            }
            Effect::Quit => {
                self.ended = true;
                return Ok(None);
            }
            Effect::Refresh(_)
            | Effect::StopRefresh
            | Effect::Subscribe(_)
            | Effect::Whole(_)
            | Effect::Send(..) => {
                self.asked.push(effect);
                return Ok(None);
            }
            _ => return Ok(None),
        };
        self.library.mark(&changes)?;
        Ok(Some(self.marked(changes)))
    }

    fn undone(&self, step: Step) -> Message {
        Message::Undone(step, self.shelf.counts().expect("a store"))
    }

    fn marked(&self, changes: Vec<MarkChange>) -> Message {
        Message::Marked(changes, self.shelf.counts().expect("a store"))
    }

    fn listing(&self, ticket: Ticket, request: &ListRequest) -> Result<Listing, Trouble> {
        let today = now().date();
        let scope = Query::parse(request.scope.query(), today)?;
        let within = request.within.as_ref().map_or("", |within| within.query.as_str());
        let mut within = Query::parse(within, today)?.and(&scope);
        within.terms.extend(request.hides_copies().then(|| Term::Copy.negated()));
        let mut query = Query::parse(&request.filter, today)?.and(&within);
        (query.sort, query.reversed) = (request.sort, request.reversed);
        let (fuzzy, keep) = (request.fuzzy.clone(), request.keep);
        let wanted = Wanted { query, fuzzy, keep, stories: request.stories };
        let listed = desk::list(&self.shelf, &wanted, today)?;
        let (ids, rows) = (listed.ids, listed.rows);
        let stories = listed.stories.map(|(entries, rows)| Storied { entries, rows });
        let (selected, counts) = (listed.selected, listed.counts);
        Ok(Listing { ticket, ids, rows, selected, counts, stories })
    }

    /// Draws the screen into an older frame.
    pub(crate) fn draw_in(&self, frame: &mut ui::Frame) {
        frame.resize(Rect::new(0, 0, self.app.size.0, self.app.size.1));
        ui::draw_frame(&self.app, &self.skin, frame, false);
    }

    /// The screen, and where its cursor stands.
    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let (columns, rows) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = ui::draw(&self.app, &self.skin, &mut buffer);
        (buffer, cursor)
    }
}

/// What a reader has chosen: two searches have a name, and articles can be sent to programs.
fn options() -> Options {
    let search =
        |name: &str, query: &str| SavedSearch { name: Prose::line(name), query: query.to_owned() };
    Options {
        searches: vec![
            search("Today, unread", "after:today is:unread"),
            search("Budget", "budget"),
        ],
        programs: true,
        pipes: vec!["print".to_owned(), "cards".to_owned()],
        ..Options::default()
    }
}

/// A time some hours after the bundled articles.
fn now() -> Zoned {
    "2024-06-21T09:41:00+00:00[UTC]".parse().expect("a time")
}

fn opened(found: Found) -> Box<Opened> {
    let Found { article, facts, place, marks, past } = found;
    Box::new(Opened { article, facts, place, marks, past })
}

fn keep_known_facts(shelf: &Shelf, library: &mut Library) {
    let ids: Arc<[ArticleId]> = shelf.ids(&Query::default(), now().date()).expect("a store").into();
    for id in ids.iter() {
        let article = shelf.article(*id).expect("a store").expect("an article");
        let known = dateline::extract::bundled().iter().position(|b| b.title == article.title);
        if let Some(facts) = known.and_then(|at| FACTS.get(at)) {
            library.keep_facts(*id, ENGINE_VERSION, facts).expect("a store");
        }
    }
}

/// A skin of a theme that comes with the program.
pub(crate) fn skin(theme: &str, depth: Depth, charset: Charset) -> Skin {
    let (theme, problems) = load_theme(theme, Path::new(""));
    assert_eq!(problems, []);
    Skin {
        palette: theme.palette(depth),
        glyphs: Glyphs::choose(charset, false),
        ascii: charset == Charset::Ascii,
        ambiguous_wide: false,
        emoji_full: false,
        no_emoji: false,
    }
}
