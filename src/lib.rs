//! dateline, a news reader for the terminal. This crate is the program; `main.rs` only starts it.
//!
//! The modules stand in the order of their layers: each may use those above it, never those below.

mod fault;

pub mod text;

pub mod news;

pub mod config;
pub mod extract;
pub mod facts;
pub mod feed;
pub mod story;

pub mod fetch;
pub mod store;

pub mod sync;

pub mod desk;

pub mod app;
pub mod ui;

pub mod run;

pub mod cli;
