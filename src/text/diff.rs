//! What differs between two texts, word by word.
//!
//! Myers' algorithm in linear space ("An O(ND) Difference Algorithm and Its Variations", 1986) over the words, signs and
//! paragraph breaks of both texts; other white space is passed over. The work is bounded: texts that have next to
//! nothing in common are told apart coarsely instead of slowly.

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A stretch of both texts that is the same, or that one has instead of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its bytes in the old text; empty where something was added.
    pub old: Range<usize>,
    /// Its bytes in the new text; empty where something was taken out.
    pub new: Range<usize>,
    /// Whether both have the same words there. White space may differ.
    pub same: bool,
}

/// Steps of the search at most, over the whole of both texts: some hundredths of a second.
const BUDGET: usize = 20_000_000;

/// Compares two texts. The passages are in order and cover both from end to end, and no two that are the same, or that
/// are not, stand side by side.
pub fn words(old: &str, new: &str) -> Vec<Passage> {
    let mut names = HashMap::from([("\n\n", BREAK)]);
    let (old_words, new_words) = (split(old, &mut names), split(new, &mut names));
    let mut search = Search {
        old: &old_words.iter().map(|word| word.name).collect::<Vec<_>>(),
        new: &new_words.iter().map(|word| word.name).collect::<Vec<_>>(),
        budget: BUDGET,
        found: Vec::new(),
    };
    search.compare(0..old_words.len(), 0..new_words.len());
    let mut runs = runs(&search.found, old_words.len(), new_words.len());
    slide_all(&mut runs, &old_words, &new_words);
    let runs = readable(runs, &old_words);
    if runs.is_empty() && !(old.is_empty() && new.is_empty()) {
        return vec![Passage { old: 0..old.len(), new: 0..new.len(), same: true }];
    }
    let mut passages: Vec<Passage> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let is_last = at + 1 == runs.len();
        let (from_old, from_new) = passages.last().map_or((0, 0), |p| (p.old.end, p.new.end));
        passages.push(Passage {
            old: from_old..end(&old_words, run.old.end, old, is_last),
            new: from_new..end(&new_words, run.new.end, new, is_last),
            same: run.same,
        });
    }
    passages
}

/// Where a run ends: where the next word begins, so that white space belongs to the word before it.
fn end(words: &[Word], next: usize, text: &str, is_last: bool) -> usize {
    if is_last {
        return text.len();
    }
    if next == 0 { 0 } else { words.get(next).map_or(text.len(), |word| word.start) }
}

/// The number of a paragraph break.
const BREAK: u32 = 0;

/// A word, a sign or a paragraph break.
struct Word {
    start: usize,
    /// Equal words have the same number.
    name: u32,
    /// Whether it has a letter or a digit.
    tells: bool,
}

fn split<'t>(text: &'t str, names: &mut HashMap<&'t str, u32>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut space = (0, 0);
    for (start, word) in text.split_word_bound_indices() {
        if word.chars().all(char::is_whitespace) {
            let begins = if space.1 == start { space.0 } else { start };
            space = (begins, start + word.len());
            continue;
        }
        let between = text.get(space.0..space.1).filter(|_| space.1 == start).unwrap_or_default();
        if between.matches('\n').count() > 1 {
            words.push(Word { start: space.0, name: BREAK, tells: false });
        }
        let tells = word.chars().any(char::is_alphanumeric);
        words.push(Word { start, name: name_of(word, names), tells });
    }
    words
}

fn name_of<'t>(word: &'t str, names: &mut HashMap<&'t str, u32>) -> u32 {
    let next = names.len() as u32;
    *names.entry(word).or_insert(next)
}

/// Words of both texts, as many as are the same or are not.
#[derive(Debug, PartialEq)]
struct Run {
    old: Range<usize>,
    new: Range<usize>,
    same: bool,
}

/// What is the same, and between it what is not.
fn runs(same: &[(usize, usize, usize)], old_count: usize, new_count: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut old, mut new) = (0, 0);
    for &(at_old, at_new, count) in same.iter().chain([&(old_count, new_count, 0)]) {
        if at_old > old || at_new > new {
            runs.push(Run { old: old..at_old, new: new..at_new, same: false });
        }
        (old, new) = (at_old + count, at_new + count);
        if count > 0 {
            push_same(&mut runs, Run { old: at_old..old, new: at_new..new, same: true });
        }
    }
    runs
}

fn push_same(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.same => (last.old.end, last.new.end) = (run.old.end, run.new.end),
        _ => runs.push(run),
    }
}

/// What came in or went out alone can often stand at several places that say the same: "One.[ Two.]" and
/// "One[. Two]." are one change. It is put where paragraphs begin or end, if it can be.
fn slide_all(runs: &mut Vec<Run>, old: &[Word], new: &[Word]) {
    let last = runs.len().saturating_sub(1);
    for at in 1..last {
        let [before, run, after] = &mut runs[at - 1..=at + 1] else { continue };
        if run.same || run.old.is_empty() == run.new.is_empty() {
            continue;
        }
        let (words, place) = if run.old.is_empty() { (new, &run.new) } else { (old, &run.old) };
        // Between two changes something the same must stay, or they would be one.
        let room = before.old.len() - usize::from(at > 1);
        let by = best_slide(words, place, room, after.old.len() - usize::from(at + 1 < last));
        before.old.end = before.old.end.saturating_add_signed(by);
        before.new.end = before.new.end.saturating_add_signed(by);
        run.old = before.old.end..run.old.end.saturating_add_signed(by);
        run.new = before.new.end..run.new.end.saturating_add_signed(by);
        (after.old.start, after.new.start) = (run.old.end, run.new.end);
    }
    runs.retain(|run| !run.old.is_empty() || !run.new.is_empty());
}

/// By how many words a change is moved, `before` to the left at most and `after` to the right.
fn best_slide(words: &[Word], place: &Range<usize>, before: usize, after: usize) -> isize {
    let name = |at: usize| words.get(at).map(|word| word.name);
    let left = (1..=before).take_while(|by| name(place.start - by) == name(place.end - by)).count();
    let right = (0..after).take_while(|by| name(place.start + by) == name(place.end + by)).count();
    let worth = |by: isize| {
        let start = place.start.saturating_add_signed(by);
        let end = place.end.saturating_add_signed(by);
        match (name(start) == Some(BREAK), name(end.saturating_sub(1)) == Some(BREAK)) {
            (true, _) => 2,
            (_, true) => 1,
            _ => 0,
        }
    };
    let slides = -(left as isize)..=right as isize;
    slides.max_by_key(|by| (worth(*by), *by == 0)).unwrap_or_default()
}

/// Changes that only signs stand between become one: a reader sees "these words instead of those", not a chequerboard.
fn readable(runs: Vec<Run>, words: &[Word]) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    let count = runs.len();
    for (at, run) in runs.into_iter().enumerate() {
        let silent = || words.get(run.old.clone()).is_some_and(|w| w.iter().all(|w| !w.tells));
        let inside = run.same && at > 0 && at + 1 < count;
        let joins = (inside && run.old.len() == 1 && silent()) || !run.same;
        match kept.last_mut() {
            Some(last) if joins && !last.same => {
                (last.old.end, last.new.end) = (run.old.end, run.new.end);
            }
            _ => kept.push(run),
        }
    }
    kept
}

/// The search for the longest common sequence of words.
struct Search<'w> {
    old: &'w [u32],
    new: &'w [u32],
    budget: usize,
    /// What both have: place in the old, place in the new, how many words; in order.
    found: Vec<(usize, usize, usize)>,
}

impl Search<'_> {
    fn compare(&mut self, old: Range<usize>, new: Range<usize>) {
        let (a, b) = (&self.old[old.clone()], &self.new[new.clone()]);
        let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let (a, b) = (&a[front..], &b[front..]);
        let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
        self.keep(old.start, new.start, front);
        let (old_end, new_end) = (old.end - back, new.end - back);
        let (old, new) = (old.start + front..old_end, new.start + front..new_end);
        if !old.is_empty()
            && !new.is_empty()
            && let Some((x, y)) = self.middle(&old, &new)
        {
            self.compare(old.start..x, new.start..y);
            self.compare(x..old.end, y..new.end);
        }
        self.keep(old_end, new_end, back);
    }

    fn keep(&mut self, old: usize, new: usize, count: usize) {
        if count > 0 {
            self.found.push((old, new, count));
        }
    }

    /// A point that a shortest way from one end to the other passes, neither of the ends; `None` where there is none, or
    /// where it would take too long to find one.
    fn middle(&mut self, old: &Range<usize>, new: &Range<usize>) -> Option<(usize, usize)> {
        let grid = Grid { old: &self.old[old.clone()], new: &self.new[new.clone()] };
        let (width, height) = (grid.old.len() as isize, grid.new.len() as isize);
        let most = (width + height + 1) / 2;
        let (mut forward, mut backward) = (Diagonals::new(most), Diagonals::new(most));
        let delta = width - height;
        for round in 0..=most {
            self.budget = self.budget.checked_sub(2 * round as usize + 2)?;
            for diagonal in (-round..=round).step_by(2) {
                let reached = forward.step(diagonal, round, &grid, false);
                let opposite = delta - diagonal;
                let meets = delta % 2 != 0 && opposite.abs() < round;
                if meets && reached + backward.at(opposite) >= width {
                    return inner(old, new, reached, reached - diagonal);
                }
            }
            for diagonal in (-round..=round).step_by(2) {
                let reached = backward.step(diagonal, round, &grid, true);
                let opposite = delta - diagonal;
                let meets = delta % 2 == 0 && opposite.abs() <= round;
                if meets && reached + forward.at(opposite) >= width {
                    return inner(old, new, width - reached, height - (reached - diagonal));
                }
            }
        }
        None
    }
}

/// Words of both texts that are compared with each other.
struct Grid<'w> {
    old: &'w [u32],
    new: &'w [u32],
}

impl Grid<'_> {
    /// Whether the words at two places, counted from the beginning or from the end, are there and the same.
    fn same(&self, old: isize, new: isize, from_end: bool) -> bool {
        let at = |words: &[u32], place: isize| {
            let place = usize::try_from(place).ok()?;
            let place = if from_end { words.len().checked_sub(place + 1)? } else { place };
            words.get(place).copied()
        };
        at(self.old, old).is_some_and(|word| at(self.new, new) == Some(word))
    }
}

/// The point in terms of the whole texts, unless it is one of the two ends: then there is nothing to part.
fn inner(old: &Range<usize>, new: &Range<usize>, x: isize, y: isize) -> Option<(usize, usize)> {
    let (x, y) = (old.start.checked_add_signed(x)?, new.start.checked_add_signed(y)?);
    let is_end = (x, y) == (old.start, new.start) || (x, y) == (old.end, new.end);
    (!is_end && x <= old.end && y <= new.end).then_some((x, y))
}

/// How far each diagonal has been followed.
struct Diagonals {
    reached: Vec<isize>,
    middle: isize,
}

impl Diagonals {
    fn new(most: isize) -> Self {
        Self { reached: vec![0; 2 * most as usize + 3], middle: most + 1 }
    }

    fn at(&self, k: isize) -> isize {
        self.reached.get((self.middle + k) as usize).copied().unwrap_or_default()
    }

    /// Follows a diagonal in a round as far as both texts are the same. Returns how far in the old one.
    fn step(&mut self, diagonal: isize, round: isize, grid: &Grid<'_>, from_end: bool) -> isize {
        let (below, above) = (self.at(diagonal - 1), self.at(diagonal + 1));
        let down = diagonal == -round || (diagonal != round && below < above);
        let mut reached = if down { above } else { below + 1 };
        while grid.same(reached, reached - diagonal, from_end) {
            reached += 1;
        }
        if let Some(place) = self.reached.get_mut((self.middle + diagonal) as usize) {
            *place = reached;
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `[-out-]` and `{+in+}` as wdiff writes them.
    fn shown(old: &str, new: &str) -> String {
        let mut text = String::new();
        for passage in words(old, new) {
            let (out, added) = (&old[passage.old], &new[passage.new]);
            if passage.same {
                text.push_str(added);
                continue;
            }
            text.extend((!out.is_empty()).then(|| format!("[-{out}-]")));
            text.extend((!added.is_empty()).then(|| format!("{{+{added}+}}")));
        }
        text
    }

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(shown(old, new), expected);
    }

    #[test]
    fn words_that_changed_are_told_from_those_that_did_not() {
        check("", "", "");
        check("One two.", "One two.", "One two.");
        check("", "One", "{+One+}");
        check("One", "", "[-One-]");
        check(
            "He signed 11 deals today.",
            "He signed 12 deals.",
            "He signed [-11 -]{+12 +}deals[-today-].",
        );
        check("a b c d", "b c x d", "[-a -]b c {+x +}d");
    }

    #[test]
    fn a_paragraph_that_was_added_is_one_change() {
        check("One.\n\nThree.", "One.\n\nTwo.\n\nThree.", "One.{+\n\nTwo.+}\n\nThree.");
        check("A. One.", "A. One.\n\nTwo.", "A. One.{+\n\nTwo.+}");
        check("July.", "July.\n\nThis was corrected.", "July.{+\n\nThis was corrected.+}");
        check("One.\nTwo", "One. Two", "One. Two");
    }

    #[test]
    fn signs_between_changes_do_not_split_them() {
        check("cheap, fast", "dear, slow", "[-cheap, fast-]{+dear, slow+}");
    }

    #[test]
    fn texts_with_nothing_in_common_are_told_in_bounded_time() {
        let text = |word: &str| {
            (0..30_000).map(|n| format!("{word}{}", n % 977)).collect::<Vec<_>>().join(" ")
        };
        let (old, new) = (text("a"), text("b"));
        let found = words(&old, &new);
        assert_eq!(found, [Passage { old: 0..old.len(), new: 0..new.len(), same: false }]);
    }

    /// The length of the longest common sequence, by the book.
    fn common(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut corner = 0;
            for (at, y) in b.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
                corner = above;
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn passages_cover_both_texts_and_alternate(old in "[ab漢,. \n]{0,60}", new in "[ab漢,. \n]{0,60}") {
            let found = words(&old, &new);
            let joined = |of: fn(&Passage) -> &Range<usize>, text: &str| {
                found.iter().map(|p| text[of(p).clone()].to_owned()).collect::<String>()
            };
            prop_assert_eq!(joined(|p| &p.old, &old), old.clone());
            prop_assert_eq!(joined(|p| &p.new, &new), new.clone());
            prop_assert!(found.windows(2).all(|pair| pair[0].same != pair[1].same), "{:?}", found);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            for passage in found.iter().filter(|passage| passage.same) {
                prop_assert_eq!(bare(&old[passage.old.clone()]), bare(&new[passage.new.clone()]));
            }
        }

        #[test]
        fn as_much_as_can_be_is_the_same(a in prop::collection::vec(0..4_u32, 0..40), b in prop::collection::vec(0..4_u32, 0..40)) {
            let mut search = Search { old: &a, new: &b, budget: BUDGET, found: Vec::new() };
            search.compare(0..a.len(), 0..b.len());
            let (mut old, mut new) = (0, 0);
            for &(x, y, count) in &search.found {
                prop_assert!(x >= old && y >= new);
                prop_assert_eq!(&a[x..x + count], &b[y..y + count]);
                (old, new) = (x + count, y + count);
            }
            prop_assert_eq!(search.found.iter().map(|(.., count)| count).sum::<usize>(), common(&a, &b));
        }
    }
}
