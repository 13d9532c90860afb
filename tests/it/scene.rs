//! The reader without a terminal, a thread or a clock: keys and messages in, screens out.
//!
//! Effects are performed at once against a store in memory, timers run out as soon as the reader rests, and the time
//! stands still. So every scene is the same whenever and wherever it is played.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use dateline::app::command::Command;
use dateline::app::list::ListRequest;
use dateline::app::message::{Effect, Listing, Message, Opened, Ticket, Timer};
use dateline::app::{App, Options, update};
use dateline::config::{Charset, Depth, Glyphs, Key, Keys, Settings, load_theme};
use dateline::desk::{self, Desk, Found, Wanted};
use dateline::facts::ENGINE_VERSION;
use dateline::news::query::{Query, QueryError};
use dateline::news::{Article, ArticleId, Facts, Moment};
use dateline::store::{Library, MarkChange, NewArticle, Shelf, StoreError};
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

    fn open(size: (u16, u16), fill: impl FnOnce(&mut Library)) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("scene-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let mut library = Library::in_memory(&name).expect("a store in memory");
        fill(&mut library);
        let desk = Desk::Passing(Mutex::new(library), name);
        let (shelf, mut library) =
            (desk.shelf().expect("a store"), desk.library().expect("a store"));
        keep_known_facts(&shelf, &mut library);
        let settings = Settings::default();
        let (keymap, clashes) = settings.keymap(&|name| Command::from_name(name).is_some());
        assert_eq!(clashes, []);
        let app = App::new(Options::default(), keymap, size, now());
        let skin = skin("dark", Depth::Indexed, Charset::Unicode);
        let (copied, timers) = (Vec::new(), Vec::new());
        let mut scene =
            Self { app, skin, copied, ended: false, shelf, library, timers, _desk: desk };
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
            Effect::Annotate(id) => {
                let facts = desk::annotate(&self.shelf, Some(&mut self.library), id)?;
                facts.map(|facts| Message::Annotated(id, facts))
            }
            Effect::Search(ticket, text) => {
                let query = Query::parse(&text, now().date())?;
                Some(Message::Found(ticket, self.shelf.search(&query, now().date(), HITS)?))
            }
            Effect::Outlets => Some(Message::Outlets(self.shelf.outlets()?)),
            other => self.keep(other)?,
        })
    }

    /// Effects that change the store, or leave the program.
    fn keep(&mut self, effect: Effect) -> Result<Option<Message>, Trouble> {
        let changes = match effect {
            Effect::Mark(changes) => changes,
            Effect::MarkListed(ids, mark, on) => {
                ids.iter().map(|id| MarkChange { id: *id, mark, on }).collect()
            }
            Effect::Undo => return Ok(self.library.undo()?.map(|step| self.marked(step.marks))),
            Effect::Redo => return Ok(self.library.redo()?.map(|step| self.marked(step.marks))),
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
            _ => return Ok(None),
        };
        self.library.mark(&changes)?;
        Ok(Some(self.marked(changes)))
    }

    fn marked(&self, changes: Vec<MarkChange>) -> Message {
        Message::Marked(changes, self.shelf.counts().expect("a store"))
    }

    fn listing(&self, ticket: Ticket, request: &ListRequest) -> Result<Listing, Trouble> {
        let today = now().date();
        let scope = Query::parse(request.scope.query(), today)?;
        let mut query = Query::parse(&request.filter, today)?.and(&scope);
        (query.sort, query.reversed) = (request.sort, request.reversed);
        let wanted = Wanted { query, fuzzy: request.fuzzy.clone(), keep: request.keep };
        let listed = desk::list(&self.shelf, &wanted, today)?;
        let (ids, rows) = (listed.ids, listed.rows);
        Ok(Listing { ticket, ids, rows, selected: listed.selected, counts: listed.counts })
    }

    /// The screen, and where its cursor stands.
    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let (columns, rows) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = ui::draw(&self.app, &self.skin, &mut buffer);
        (buffer, cursor)
    }
}

/// A time some hours after the bundled articles.
fn now() -> Zoned {
    "2024-06-21T09:41:00+00:00[UTC]".parse().expect("a time")
}

fn opened(found: Found) -> Box<Opened> {
    let Found { article, facts, place, marks } = found;
    Box::new(Opened { article, facts, place, marks })
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
