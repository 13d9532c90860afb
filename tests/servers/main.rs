//! Accounts against the real thing: Miniflux on `PostgreSQL`, both APIs; and against a line that fails in every way.
//!
//! Miniflux is fetched as a package of Debian and kept below `target`; `PostgreSQL` is the machine's own. Both run as an
//! ordinary user, in a folder that goes with the test. Where one of them cannot be had, the test says so and is skipped.
//! `DATELINE_LONG=1 cargo test --test servers -- --nocapture` takes as many random runs as were promised.

#[path = "../it/ssh/account.rs"]
mod account;
mod converge;
#[path = "../it/executable.rs"]
mod executable;
mod expect;
#[allow(dead_code, reason = "the tests it was made for use the rest of it")]
#[path = "../sync/fake/mod.rs"]
mod fake;
mod faulty;
mod feeds;
mod gone;
mod http;
mod miniflux;
#[path = "../it/packages.rs"]
mod packages;
mod person;
mod play;
mod postgres;
mod process;
mod proxy;
#[path = "../it/random.rs"]
mod random;
mod reader;
#[path = "../it/rounds.rs"]
mod rounds;
mod serve;
mod subscriptions;
mod trouble;
