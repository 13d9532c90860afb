//! Tests that cross layers, in one binary: the program in a pseudo-terminal, whole screens, and the order of layers.
//!
//! Those that need the shared corpus find it through `DATELINE_SHARED` and say so where it is missing.

mod accounts;
mod background;
mod clock;
mod clock_set;
mod crowd;
mod disk;
mod during_refresh;
mod edited;
mod executable;
#[allow(dead_code, reason = "the tests it was made for use the rest of it")]
#[path = "../sync/fake/mod.rs"]
mod fake;
mod faults;
mod feeds;
mod fetching;
mod given_back;
mod hang_up;
mod hostile;
mod hostile_print;
mod input;
mod kept;
mod kill;
mod kill_other;
mod laws;
mod layers;
mod lists;
mod long_life;
mod outlines;
mod output;
mod outside;
mod packages;
mod programs;
mod random;
mod reading;
mod readme;
mod restricted;
mod rounds;
mod scene;
mod screen;
mod screens;
mod seen;
mod server;
mod setup;
mod shared;
mod sheets;
mod sources;
mod ssh;
mod stories;
mod stream;
mod supply;
mod terminal;
mod two_programs;
mod unstarted;
mod widths;
