//! The power goes at any moment: the store opens, whole, with every mark that was told to be kept.
//!
//! A killed program says nothing of this, since the system still writes what it was given. So what was written is written
//! down, and what a disk may have of it at that moment is put together anew.

use std::fs;
use std::process::Stdio;

use super::replay::{Loss, cut_power};
use super::trace::{self, Event};
use super::{strace, victim};
use crate::random::Random;
use crate::rounds::rounds;

/// A run of the program, as the disk saw it.
fn recorded() -> Option<Vec<Event>> {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("data");
    let file = home.path().join("calls");
    let mut command = strace()?;
    trace::record(&mut command, &file);
    victim::arguments(&mut command, &folder, rounds(90, victim::ARTICLES));
    let ended = command.stdout(Stdio::piped()).output().expect("strace starts");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let calls = fs::read_to_string(&file).expect("what was written down");
    Some(trace::read(&calls, &folder))
}

/// How many marks were told of.
fn told(events: &[Event]) -> usize {
    let is_mark = |event: &&Event| matches!(event, Event::Said(line) if line.contains("kept "));
    events.iter().filter(is_mark).count()
}

fn count(events: &[Event], is: impl Fn(&Event) -> bool) -> usize {
    events.iter().filter(|event| is(event)).count()
}

#[test]
fn a_power_cut_loses_no_mark_that_was_told_to_be_kept() {
    let Some(events) = recorded() else { return };
    let (points, seed) = (rounds(40, 500), Random::seed());
    let mut random = Random::new(seed);
    let (mut wrong, mut kept) = (Vec::new(), 0);
    for point in 0..points {
        let at = random.below(events.len() as u64 + 1) as usize;
        let loss = Loss::ALL[point % Loss::ALL.len()];
        let folder = tempfile::tempdir().expect("a folder");
        cut_power(&events[..at], loss, &mut random, folder.path());
        let told = told(&events[..at]);
        kept += told;
        match victim::check(folder.path()) {
            Ok(stars) if stars >= told => {}
            Ok(stars) => wrong.push(format!("{at}, {loss:?}: {stars} of {told} marks")),
            Err(why) => wrong.push(format!("{at}, {loss:?}: {why}")),
        }
    }
    println!(
        "{points} power cuts in {} writes and {} syncs (DATELINE_TEST_SEED={seed}): {kept} marks told of, {} wrong",
        count(&events, |event| matches!(event, Event::Wrote { .. })),
        count(&events, |event| matches!(event, Event::Synced(_) | Event::SyncedFolder)),
        wrong.len()
    );
    assert_eq!(told(&events), rounds(90, victim::ARTICLES), "not all was recorded");
    assert_eq!(wrong, Vec::<String>::new());
}

/// The test would notice a store that does not sync: with the syncs taken away, marks are lost.
#[test]
fn without_syncs_marks_are_lost() {
    let Some(mut events) = recorded() else { return };
    let last = events.iter().rposition(|event| matches!(event, Event::SyncedFolder));
    let last = last.expect("the names are synced once");
    let mut at = 0;
    events.retain(|event| {
        at += 1;
        at <= last || !matches!(event, Event::Synced(_))
    });
    let folder = tempfile::tempdir().expect("a folder");
    cut_power(&events, Loss::All, &mut Random::new(1), folder.path());
    assert_ne!(victim::check(folder.path()), Ok(told(&events)));
}
