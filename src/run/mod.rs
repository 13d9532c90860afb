//! The event loop, the threads and the terminal.
//!
//! This thread owns the state and sleeps until a message comes; the keyboard reads keys; the watch waits for signals
//! and a hang-up; the writer brings frames to the terminal; workers do what takes time. Only here are threads started and
//! is the terminal written to while the reader runs.

mod annotating;
mod arrivals;
pub mod background;
mod clipboard;
mod fetching;
mod finder;
pub mod fleet;
mod grouping;
mod keeper;
mod keyboard;
mod lookout;
pub mod painter;
pub mod stories;
mod syncing;
mod terminal;
mod timers;
mod watch;
mod workers;
pub mod writer;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{io, process};

use jiff::Zoned;
use ratatui::layout::Rect;

use self::fetching::Fetching;
pub use self::fetching::Net;
use self::grouping::Grouping;
use self::painter::Abilities;
use self::timers::Timers;
use self::workers::{Choices, Workers};
use self::writer::{Pace, Writer};
use crate::app::message::{Effect, Listing, Message, Ticket, Timer};
use crate::app::{App, Options, update};
use crate::config::{Keymap, Opener};
use crate::desk::program::{self, Values};
use crate::desk::{self, Desk};
use crate::fault;
use crate::news::ArticleId;
use crate::news::query::{Query, Term};
use crate::store::{Shelf, StoreError};
use crate::text::Link;
use crate::ui::{self, Skin};

/// What the screen needs to know before it opens.
pub struct Setup {
    /// Where the articles are.
    pub desk: Desk,
    /// What the reader has chosen.
    pub options: Options,
    /// All keys.
    pub keymap: Keymap,
    /// How everything looks.
    pub skin: Skin,
    /// What the terminal can do.
    pub abilities: Abilities,
    /// Whether the terminal is told the addresses of links.
    pub hyperlinks: bool,
    /// How many bytes the line carries.
    pub pace: Pace,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether copies go through tmux, too.
    pub tmux: bool,
    /// The program and its arguments that open an address, which is added at the end.
    pub browser: Option<Vec<String>>,
    /// Programs for some addresses; the first that fits is taken.
    pub openers: Vec<Opener>,
    /// What is needed to go out.
    pub net: Net,
    /// Where articles are saved.
    pub save_dir: PathBuf,
    /// Whether copies of an article are read with it.
    pub fold_duplicates: bool,
    /// What went wrong before the screen opened.
    pub problems: Vec<String>,
}

/// Why the screen did not open.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// There is no terminal, or it cannot be set up.
    #[error("the terminal cannot be used ({0}); try `dateline list` or `--plain`")]
    Terminal(#[from] io::Error),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The end came before what was done last was on disk.
    #[error("what was done last was not kept: {0}")]
    NotKept(String),
}

/// Rows that are read before the first frame.
const FIRST_ROWS: usize = 64;
/// Sizes of the screen are gathered for so long.
const RESIZE_RESTS: Duration = Duration::from_millis(60);
/// How long a stop, or the end, waits for the terminal to take what was written.
const LAST_WAIT: Duration = Duration::from_millis(500);
/// How long both wait for what is still to be kept: somewhat more than the store waits for another program.
const KEEP_WAIT: Duration = Duration::from_millis(5_500);
/// The time is told to the state this often at most.
const CLOCK: Duration = Duration::from_secs(20);

/// Opens the screen and reads until the reader leaves.
pub fn run(setup: Setup) -> Result<(), RunError> {
    let (sender, inbox) = mpsc::channel();
    terminal::restore_on_panic();
    let shelf = setup.desk.shelf()?;
    let (mut app, effects) = first_state(&setup, &shelf)?;
    // From the first byte on a signal gives the terminal back, and no size is missed.
    watch::start(sender.clone())?;
    let mut effects = effects;
    effects.extend(update(&mut app, Message::Resized(size().0, size().1)));
    if setup.hyperlinks {
        terminal::sends_links();
    }
    let enter = terminal::enter(setup.mouse)?;
    fault::point("start: entered");
    let gone = sender.clone();
    let at_once = terminal::at_once();
    let writer = Writer::start(terminal::Output, at_once, setup.abilities, setup.pace, move || {
        // The loop may have ended before.
        let _ended = gone.send(Message::Terminate);
    });
    writer.send(enter.as_bytes());
    show(&app, &setup.skin, &writer, setup.hyperlinks);
    keyboard::start(sender.clone());
    let desk = Arc::new(setup.desk);
    let (grouped, told) = mpsc::channel();
    let grouping = Grouping::start(&desk, setup.fold_duplicates, grouped, &sender);
    let keeping = Choices {
        save_dir: setup.save_dir,
        fold_duplicates: setup.fold_duplicates,
        accounts: setup.options.accounts.clone(),
    };
    let workers = Workers::start(&desk, shelf, keeping, &grouping, &sender);
    annotating::start(&desk, told, grouping.clone(), workers.keeping(), sender.clone());
    let fetching = Fetching::start(&desk, setup.net, &grouping, &sender);
    if let Desk::Stored(folder, _) = &*desk {
        arrivals::start(folder, workers.asking());
    }
    workers.take(Effect::List(Ticket(0), app.list.request.clone()));
    workers.take(Effect::NextDue);
    effects.extend(app.tell_at_start());
    let mut screen = Loop {
        app,
        skin: setup.skin,
        writer,
        hyperlinks: setup.hyperlinks,
        workers,
        timers: Timers::new(),
        resized: None,
        stop_signalled: false,
        stopped: false,
        told: Instant::now(),
        mouse: setup.mouse,
        tmux: setup.tmux,
        browser: setup.browser,
        openers: setup.openers,
        fetching,
    };
    screen.perform(effects);
    screen.listen(&inbox);
    screen.end(&inbox)
}

/// The state of the first frame, read directly: one page of the list and one article.
///
/// With it comes what is still to be done.
fn first_state(setup: &Setup, shelf: &Shelf) -> Result<(App, Vec<Effect>), RunError> {
    fault::point("start: state");
    let now = Zoned::now();
    let mut app = App::new(setup.options.clone(), setup.keymap.clone(), size(), now.clone());
    let last = shelf.session("screen")?.unwrap_or_default();
    let last = last.parse().ok().map(ArticleId);
    let around = match last {
        Some(last) => shelf.around(last, FIRST_ROWS / 2)?,
        None => None,
    };
    let (rows, selected) = if let Some(around) = around {
        around
    } else {
        let copies = setup.options.folds_copies.then(|| Term::Copy.negated());
        let query = Query { terms: copies.into_iter().collect(), ..Query::default() };
        (shelf.first(&query, now.date(), FIRST_ROWS)?, 0)
    };
    let ids: Arc<[ArticleId]> = rows.iter().map(|row| row.id).collect();
    app.list_stories(shelf.session("list")?.as_deref() == Some("stories"));
    let counts = shelf.counts()?;
    let first = ids.get(selected).copied();
    let listing = Listing { ticket: Ticket(0), ids, rows, selected, counts, stories: None };
    // What this asks for comes anyway: the article now, and more rows with the whole list.
    let _covered = update(&mut app, Message::Listed(listing));
    app.list.await_the_whole();
    let mut effects = Vec::new();
    if let Some(id) = first {
        let mut found = desk::find(shelf, id)?;
        if let Some(found) = &mut found {
            if found.facts.is_none() {
                effects.push(Effect::Annotate(id));
            }
            found.facts = found.facts.take().or_else(|| desk::facts_if_quick(&found.article));
        }
        let opened = Message::Opened(Ticket(0), found.map(workers::opened));
        effects.extend(update(&mut app, opened));
    }
    if let Some(first) = setup.problems.first() {
        let others = match setup.problems.len() {
            1 => String::new(),
            count => format!(" ({} more)", count - 1),
        };
        effects.extend(update(&mut app, Message::Failed(format!("{first}{others}"))));
    }
    Ok((app, effects))
}

fn size() -> (u16, u16) {
    match crossterm::terminal::size() {
        Ok((columns, rows)) if columns > 0 && rows > 0 => (columns, rows),
        _ => (80, 24),
    }
}

/// Draws the state and hands the frame to the writer.
fn show(app: &App, skin: &Skin, writer: &Writer, hyperlinks: bool) {
    fault::point("loop: show");
    let mut frame = writer.frame(Rect::new(0, 0, app.size.0, app.size.1));
    ui::draw_frame(app, skin, &mut frame, hyperlinks);
    writer.show(frame);
}

struct Loop {
    app: App,
    skin: Skin,
    writer: Writer,
    hyperlinks: bool,
    workers: Workers,
    fetching: Fetching,
    timers: Timers<Due>,
    resized: Option<(u16, u16)>,
    /// Whether a signal asked for the stop, not a key.
    stop_signalled: bool,
    /// Whether the program stopped by itself: then it goes on by itself, too, and the signal to go on is no news.
    stopped: bool,
    told: Instant,
    mouse: bool,
    tmux: bool,
    browser: Option<Vec<String>>,
    openers: Vec<Opener>,
}

/// What the loop wakes for by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// A timer of the state.
    Timer(Timer),
    /// The screen has kept its size for a while.
    Resize,
}

impl Loop {
    /// Takes messages until the end is asked for.
    fn listen(&mut self, inbox: &Receiver<Message>) {
        fault::point("loop: listen");
        loop {
            let Some(messages) = self.wait(inbox) else { return };
            for message in messages {
                let effects = self.take(message);
                if self.perform(effects) {
                    return;
                }
            }
            show(&self.app, &self.skin, &self.writer, self.hyperlinks);
        }
    }

    /// Sleeps until something comes or a timer runs out; then takes all that waits. `None` when nobody sends any more.
    fn wait(&mut self, inbox: &Receiver<Message>) -> Option<Vec<Message>> {
        let mut messages = match self.timers.next() {
            None => vec![inbox.recv().ok()?],
            Some(due) => match inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(message) => vec![message],
                Err(RecvTimeoutError::Timeout) => vec![],
                Err(RecvTimeoutError::Disconnected) => return None,
            },
        };
        messages.extend(inbox.try_iter());
        if self.told.elapsed() > CLOCK {
            self.told = Instant::now();
            messages.insert(0, Message::Now(Zoned::now()));
        }
        for due in self.timers.take_due(Instant::now()) {
            messages.push(match due {
                Due::Timer(timer) => Message::Woke(timer),
                Due::Resize => match self.resized.take() {
                    Some((columns, rows)) => Message::Resized(columns, rows),
                    None => continue,
                },
            });
        }
        Some(messages)
    }

    fn take(&mut self, message: Message) -> Vec<Effect> {
        fault::point(if matches!(message, Message::Key(_)) {
            "loop: key"
        } else {
            "loop: message"
        });
        match message {
            // A size that is not the one gathered last is new, and waits.
            Message::Resized(columns, rows)
                if self.app.size != (columns, rows) && self.resizing() =>
            {
                self.resized = Some((columns, rows));
                vec![]
            }
            Message::Resized(columns, rows) => {
                self.resized = None;
                self.timers.set(Due::Resize, Instant::now() + RESIZE_RESTS);
                // A screen that was smaller for a moment has lost what stood outside.
                self.writer.forget();
                update(&mut self.app, Message::Resized(columns.max(1), rows.max(1)))
            }
            Message::Resumed if std::mem::take(&mut self.stopped) => vec![],
            Message::Resumed => self.enter(),
            Message::StopAsked => {
                self.stop_signalled = true;
                update(&mut self.app, Message::StopAsked)
            }
            message => update(&mut self.app, message),
        }
    }

    /// Whether another size was taken just now.
    fn resizing(&self) -> bool {
        self.timers.is_set(Due::Resize)
    }

    /// Does what the state asks for. Whether the end was asked for.
    fn perform(&mut self, effects: Vec<Effect>) -> bool {
        fault::point("loop: effects");
        for effect in effects {
            let Some(effect) = self.workers.take(effect) else { continue };
            let Some(effect) = self.fetching.take(effect) else { continue };
            match effect {
                Effect::After(rest, timer) => {
                    self.timers.set(Due::Timer(timer), Instant::now() + rest);
                }
                Effect::Copy(text) => self.copy(&text),
                Effect::Browse(link) => self.browse(&link),
                Effect::Redraw => self.writer.forget(),
                Effect::Suspend => self.suspend(),
                Effect::Quit => return true,
                _ => {}
            }
        }
        false
    }

    fn copy(&mut self, text: &str) {
        fault::point("loop: copy");
        let Some(sequence) = clipboard::sequence(text) else {
            let effects = self.app.warn("This is too long for a terminal's clipboard.");
            self.perform(effects);
            return;
        };
        self.writer.send(sequence.as_bytes());
        if self.tmux {
            clipboard::tell_tmux(text);
        }
    }

    /// Starts the program for an address like this, else the browser. It gets the address as an argument and nothing of
    /// our terminal.
    fn browse(&mut self, link: &Link) {
        fault::point("loop: browse");
        let address = link.as_str().split_once("://").map_or(link.as_str(), |(_, rest)| rest);
        let opener = self.openers.iter().find(|opener| opener.fits(address));
        let Some(program) = opener.map(|opener| &opener.run).or(self.browser.as_ref()) else {
            return;
        };
        let values = [("url", link.as_str())];
        let words = Values(&values).fill(program, Some(link.as_str()));
        let started = program::start(&words, b"");
        match started {
            Ok(child) => reap(child),
            Err(cause) => {
                let text = format!(
                    "{} cannot be started ({cause}); check `browser` and [[opener]] in the settings.",
                    words.first().map_or("", String::as_str)
                );
                let effects = self.app.warn(text);
                self.perform(effects);
            }
        }
    }

    /// Gives the terminal back and stops, until the shell lets us go on.
    fn suspend(&mut self) {
        fault::point("loop: suspend");
        if !std::mem::take(&mut self.stop_signalled) && !has_shell() {
            self.app.say("There is no shell to go back to.");
            return;
        }
        self.workers.flush(KEEP_WAIT);
        self.writer.drain(LAST_WAIT);
        terminal::leave();
        let stopped = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
        match stopped {
            Ok(()) => self.stopped = true,
            Err(cause) => log::warn!("the program could not be stopped: {cause}"),
        }
        let effects = self.enter();
        self.perform(effects);
    }

    /// Takes the terminal (again) and draws everything.
    fn enter(&mut self) -> Vec<Effect> {
        fault::point("loop: enter");
        match terminal::enter(self.mouse) {
            Ok(enter) => self.writer.send(enter.as_bytes()),
            Err(cause) => log::error!("the terminal could not be taken again: {cause}"),
        }
        self.writer.forget();
        update(&mut self.app, Message::Resized(size().0, size().1))
    }

    /// Keeps what is to be kept and gives the terminal back.
    fn end(self, inbox: &Receiver<Message>) -> Result<(), RunError> {
        fault::point("loop: end");
        let kept = self.workers.flush(KEEP_WAIT);
        self.writer.drain(LAST_WAIT);
        terminal::leave();
        // Other failures that nobody saw any more were about what nobody waits for.
        let failed = inbox.try_iter().find_map(|message| match message {
            Message::NotKept(sentence) => Some(sentence),
            _ => None,
        });
        match failed {
            Some(sentence) => Err(RunError::NotKept(sentence)),
            None if !kept => Err(RunError::NotKept("the store was busy for too long".to_owned())),
            None => Ok(()),
        }
    }
}

/// Whether a shell waits that can let a stopped program go on: a parent of the same session, in another group.
///
/// Without one, as when `sshd` or a terminal started us, a stop would be for ever.
fn has_shell() -> bool {
    use rustix::process::{getpgid, getpgrp, getppid, getsid};
    let Some(parent) = getppid() else { return false };
    let same_session = getsid(Some(parent)).ok() == getsid(None).ok();
    same_session && getpgid(Some(parent)).is_ok_and(|group| group != getpgrp())
}

/// Waits for a program that was started, so that it does not stay as a zombie.
fn reap(mut child: process::Child) {
    std::thread::spawn(move || {
        // How a browser ends is its own business.
        let _status = child.wait();
    });
}
