//! The event loop, the threads and the terminal.
//!
//! Four kinds of threads: this one owns the state and sleeps until a message comes; the keyboard reads keys; the
//! writer brings frames to the terminal; workers do what takes time. Only here are threads started and is the terminal
//! written to while the reader runs.

pub mod painter;






