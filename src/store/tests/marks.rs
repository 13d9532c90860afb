//! Marks, their counts and their journal.

use proptest::prelude::*;

use super::{TODAY, add, article, query, shelf, store};
use crate::news::{ArticleId, Facts, Mark, Marks, Place};
use crate::store::codec::changes;
use crate::store::{Counts, Library, MarkChange, Step};

fn set(id: ArticleId, mark: Mark) -> MarkChange {
    MarkChange { id, mark, on: true }
}

fn three() -> (tempfile::TempDir, Library, Vec<ArticleId>) {
    let (dir, mut library) = store();
    let articles = ["a", "b", "c"].map(|title| article(title, "Post", "2024-06-20"));
    let ids = add(&mut library, articles.to_vec());
    (dir, library, ids)
}

#[test]
fn marks_are_kept_and_counted() {
    let (dir, mut library, ids) = three();
    library
        .mark(&[set(ids[0], Mark::Read), set(ids[1], Mark::Starred), set(ids[2], Mark::Hidden)])
        .expect("marked");
    let shelf = shelf(&dir);
    assert_eq!(shelf.counts().expect("counts"), Counts { all: 2, unread: 1, starred: 1, later: 0 });
    assert_eq!(shelf.marks(ids[0]).expect("marks"), Some(Marks { read: true, ..Marks::default() }));
    assert_eq!(shelf.ids(&query("is:unread"), TODAY).expect("ids"), [ids[1]]);
    assert_eq!(shelf.ids(&query("is:hidden"), TODAY).expect("ids"), [ids[2]]);
    assert_eq!(shelf.marks(ArticleId(99)).expect("marks"), None);
}

#[test]
fn undo_walks_back_and_redo_forth() {
    let (dir, mut library, ids) = three();
    library.mark(&[set(ids[0], Mark::Read)]).expect("marked");
    let read = library.mark_matching(&query("is:unread"), TODAY, Mark::Read, true).expect("marked");
    assert_eq!(read, [ids[1], ids[2]]);
    let back = library.undo().expect("undone").expect("a batch").marks;
    assert_eq!(
        back.iter().map(|c| (c.id, c.on)).collect::<Vec<_>>(),
        [(ids[1], false), (ids[2], false)]
    );
    library.undo().expect("undone").expect("a batch");
    assert_eq!(library.undo().expect("nothing more"), None);
    assert_eq!(shelf(&dir).counts().expect("counts").unread, 3);
    assert_eq!(library.redo().expect("redone").map(|batch| batch.marks.len()), Some(1));
    assert_eq!(library.redo().expect("redone").map(|batch| batch.marks.len()), Some(2));
    assert_eq!(library.redo().expect("nothing more"), None);
    assert_eq!(shelf(&dir).counts().expect("counts").unread, 0);
}

#[test]
fn a_new_change_forgets_what_was_undone() {
    let (_dir, mut library, ids) = three();
    library.mark(&[set(ids[0], Mark::Read)]).expect("marked");
    library.undo().expect("undone");
    library.mark(&[set(ids[1], Mark::Starred)]).expect("marked");
    assert_eq!(library.redo().expect("nothing"), None);
    library.mark(&[set(ids[1], Mark::Starred)]).expect("no change");
    assert_eq!(library.undo().expect("undone").map(|batch| batch.marks.len()), Some(1));
}

#[test]
fn undo_sees_what_another_program_did() {
    let (dir, mut library, ids) = three();
    let mut other = Library::open(dir.path()).expect("a second one");
    other.mark(&[set(ids[2], Mark::Later)]).expect("marked");
    let undone = library.undo().expect("undone").expect("a batch");
    assert_eq!(undone.marks, [set(ids[2], Mark::Later).reversed()]);
}

#[test]
fn places_facts_and_session_are_kept() {
    let (dir, mut library, ids) = three();
    let place = Place { offset: 700, top: 650 };
    library.keep_place(ids[0], place).expect("kept");
    library.keep_place(ArticleId(99), place).expect("passed over");
    library.keep_facts(ids[0], 3, &Facts::default()).expect("kept");
    library.keep_session("last", "7").expect("kept");
    let shelf = shelf(&dir);
    assert_eq!(shelf.place(ids[0]).expect("a place"), Some(place));
    assert_eq!(shelf.place(ArticleId(99)).expect("none"), None);
    assert_eq!(shelf.facts(ids[0], 3).expect("facts"), Some(Facts::default()));
    assert_eq!(shelf.facts(ids[0], 4).expect("others"), None);
    assert_eq!(shelf.session("last").expect("a value").as_deref(), Some("7"));
    assert_eq!(shelf.session("first").expect("none"), None);
}

#[test]
fn marks_are_synced_to_the_disk_and_facts_only_written() {
    let (_dir, mut library, ids) = three();
    let synchronous = |library: &Library| -> i64 {
        let level = library.connection().query_row("PRAGMA synchronous", [], |row| row.get(0));
        level.expect("a level")
    };
    library.keep_facts(ids[0], 1, &Facts::default()).expect("kept");
    assert_eq!(synchronous(&library), 1, "NORMAL");
    library.mark(&[set(ids[0], Mark::Read)]).expect("marked");
    assert_eq!(synchronous(&library), 2, "FULL");
}

#[test]
fn a_library_can_move_to_another_thread() {
    let (_dir, mut library, ids) = three();
    let undone = std::thread::spawn(move || {
        library.mark(&[set(ids[0], Mark::Read)])?;
        library.undo()
    });
    let undone = undone.join().expect("no panic").expect("undone");
    assert_eq!(undone.map(|batch| batch.marks.len()), Some(1));
}

proptest! {
    #[test]
    fn batches_of_the_journal_read_back(raw in prop::collection::vec((any::<i64>(), 0..4usize, any::<bool>()), 0..20)) {
        let marks = [Mark::Read, Mark::Starred, Mark::Later, Mark::Hidden];
        let batch: Vec<MarkChange> =
            raw.into_iter().map(|(id, at, on)| MarkChange { id: ArticleId(id), mark: marks[at], on }).collect();
        let step = Step::of_marks(batch);
        prop_assert_eq!(changes::read(&changes::write(&step)), Some(step));
    }

    #[test]
    fn the_tally_is_what_counting_finds(steps in prop::collection::vec((0..3usize, 0..4usize, any::<bool>()), 0..12)) {
        let (dir, mut library, ids) = three();
        let marks = [Mark::Read, Mark::Starred, Mark::Later, Mark::Hidden];
        for (article, mark, on) in steps {
            library.mark(&[MarkChange { id: ids[article], mark: marks[mark], on }]).expect("marked");
        }
        let shelf = shelf(&dir);
        let count = |text| shelf.ids(&query(text), TODAY).expect("ids").len() as u32;
        let counted = Counts { all: count(""), unread: count("is:unread"), starred: count("is:starred"), later: count("is:later") };
        prop_assert_eq!(shelf.counts().expect("counts"), counted);
    }
}
