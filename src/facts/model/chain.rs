//! Finds the best sequence of labels over a stretch, and how sure each name in it is.
//!
//! Viterbi's algorithm for the names; forward and backward sums for their certainty. Only steps that make sense are
//! ever taken: a name that begins must end.

use super::{Found, KINDS, LABELS};

/// A score for each label.
pub(super) type Scores = [f32; LABELS];

/// The label of everything that is no name.
pub(super) const OUTSIDE: usize = 0;

/// What a label says of its place in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Outside,
    Begin,
    Inside,
    End,
    Whole,
}

/// The label for a part of a name of this kind.
pub(super) fn label(kind: usize, part: Part) -> usize {
    match part {
        Part::Outside => OUTSIDE,
        Part::Begin => 1 + 4 * kind,
        Part::Inside => 2 + 4 * kind,
        Part::End => 3 + 4 * kind,
        Part::Whole => 4 + 4 * kind,
    }
}

/// The part and the kind of a label.
pub(super) fn part(label: usize) -> (Part, usize) {
    match label.checked_sub(1) {
        None => (Part::Outside, 0),
        Some(at) => ([Part::Begin, Part::Inside, Part::End, Part::Whole][at % 4], at / 4),
    }
}

/// Whether a name is still open behind this label.
fn is_open(label: usize) -> bool {
    matches!(part(label).0, Part::Begin | Part::Inside)
}

/// Whether a label goes on with an open name.
fn continues(label: usize) -> bool {
    matches!(part(label).0, Part::Inside | Part::End)
}

/// Whether `to` may follow `from`.
pub(super) fn follows(from: usize, to: usize) -> bool {
    is_open(from) == continues(to) && (!is_open(from) || part(from).1 == part(to).1)
}

/// Labels that leave no name open, in order: outside, and the end and the whole of each kind.
const CLOSED: [usize; 1 + 2 * KINDS] = [0, 3, 4, 7, 8, 11, 12];
/// Labels that may follow those: outside, and the beginning and the whole of each kind.
const FRESH: [usize; 1 + 2 * KINDS] = [0, 1, 4, 5, 8, 9, 12];

/// The labels of a kind that leave its name open, and those that go on with it; `from` any of the first to any of the second.
fn open_of(kind: usize) -> ([usize; 2], [usize; 2]) {
    ([1 + 4 * kind, 2 + 4 * kind], [2 + 4 * kind, 3 + 4 * kind])
}

/// What the steps from label to label are worth.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    scores: [Scores; LABELS],
    /// The same as factors.
    factors: [Scores; LABELS],
}

impl Steps {
    /// Steps with these scores; those that make no sense are never taken.
    pub(super) fn new(scores: &[Scores; LABELS]) -> Self {
        Self { scores: *scores, factors: scores.map(|row| row.map(exp)) }
    }
}

/// A stretch of words with the scores of their labels.
pub(super) struct Chain<'m> {
    steps: &'m Steps,
    scores: Vec<Scores>,
    /// Factors of the labels (`exp` of their scores, the largest being one), and the sums before and behind.
    factors: Vec<Scores>,
    forward: Vec<Scores>,
    backward: Vec<Scores>,
}

impl<'m> Chain<'m> {
    pub(super) fn new(steps: &'m Steps) -> Self {
        let (scores, factors) = (Vec::new(), Vec::new());
        Self { steps, scores, factors, forward: Vec::new(), backward: Vec::new() }
    }

    pub(super) fn clear(&mut self) {
        self.scores.clear();
    }

    pub(super) fn push(&mut self, scores: Scores) {
        self.scores.push(scores);
    }

    /// The best labels.
    pub(super) fn best(&self) -> Vec<usize> {
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(self.scores.len());
        let mut before = [f32::NEG_INFINITY; LABELS];
        before[OUTSIDE] = 0.0;
        for (at, scores) in self.scores.iter().enumerate() {
            let steps = if at == 0 { &FREE } else { &self.steps.scores };
            let (mut now, mut from_of) = ([0.0; LABELS], [0_u8; LABELS]);
            for to in FRESH {
                (now[to], from_of[to]) = best_of(CLOSED, to, &before, steps, scores);
            }
            for kind in 0..KINDS {
                let (open, on) = open_of(kind);
                for to in on {
                    (now[to], from_of[to]) = best_of(open, to, &before, steps, scores);
                }
            }
            before = now;
            back.push(from_of);
        }
        let mut label = CLOSED
            .into_iter()
            .max_by(|a, b| before[*a].total_cmp(&before[*b]).then(b.cmp(a)))
            .unwrap_or(OUTSIDE);
        let mut labels = vec![OUTSIDE; self.scores.len()];
        for at in (0..self.scores.len()).rev() {
            labels[at] = label;
            label = usize::from(back[at][label]);
        }
        labels
    }

    /// Fills the sums before and behind each word; each column is scaled to one, so that none overflows.
    fn sum(&mut self) {
        let length = self.scores.len();
        self.factors.clear();
        for scores in &self.scores {
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            self.factors.push(scores.map(|score| exp(score - top)));
        }
        self.forward.clear();
        self.backward.clear();
        let mut before = [0.0; LABELS];
        before[OUTSIDE] = 1.0;
        for (at, factors) in self.factors.iter().enumerate() {
            let steps = if at == 0 { &ONES } else { &self.steps.factors };
            let mut now = [0.0; LABELS];
            each_step(|from, to| now[to] += before[from] * steps[from][to]);
            for (sum, factor) in now.iter_mut().zip(factors) {
                *sum *= factor;
            }
            before = scaled(now);
            self.forward.push(before);
        }
        let mut behind = [0.0; LABELS];
        for label in CLOSED {
            behind[label] = 1.0;
        }
        self.backward.resize(length, behind);
        for at in (0..length.saturating_sub(1)).rev() {
            let (factors, backward) = (&self.factors[at + 1], &self.backward[at + 1]);
            let steps = &self.steps.factors;
            let mut now = [0.0; LABELS];
            each_step(|from, to| now[from] += steps[from][to] * factors[to] * backward[to]);
            self.backward[at] = scaled(now);
        }
    }

    /// How likely each label is at each word.
    pub(super) fn shares(&mut self) -> Vec<Scores> {
        self.sum();
        let both = self.forward.iter().zip(&self.backward);
        both.map(|(before, behind)| {
            let mut share = *before;
            for (own, other) in share.iter_mut().zip(behind) {
                *own *= other;
            }
            scaled(share)
        })
        .collect()
    }

    /// How likely each step is between a word and the next; needs [`Chain::shares`] before.
    pub(super) fn steps_between(&self, at: usize, each: &mut dyn FnMut(usize, usize, f32)) {
        let share = |from: usize, to: usize| {
            self.forward[at][from]
                * self.steps.factors[from][to]
                * self.factors[at + 1][to]
                * self.backward[at + 1][to]
        };
        let mut all: f32 = 0.0;
        each_step(|from, to| all += share(from, to));
        each_step(|from, to| each(from, to, share(from, to) / all.max(f32::MIN_POSITIVE)));
    }

    /// Appends the names of the best labels; `start` is the token of the first word.
    pub(super) fn names(&mut self, start: usize, found: &mut Vec<Found>) {
        let labels = self.best();
        if labels.iter().all(|label| *label == OUTSIDE) {
            return;
        }
        let shares = self.shares();
        let mut begin = 0;
        for (at, label) in labels.iter().enumerate() {
            let (part, kind) = part(*label);
            if matches!(part, Part::Begin | Part::Whole) {
                begin = at;
            }
            if matches!(part, Part::End | Part::Whole) {
                let certainty = (begin..=at).map(|i| shares[i][labels[i]]).fold(1.0_f32, f32::min);
                let tokens = start + begin..start + at + 1;
                let shares = shares_of(&shares[begin..=at]);
                found.push(Found { tokens, kind, certainty, shares });
            }
        }
    }
}

/// Steps that are worth nothing, as scores and as factors: those to the first word.
const FREE: [Scores; LABELS] = [[0.0; LABELS]; LABELS];
const ONES: [Scores; LABELS] = [[1.0; LABELS]; LABELS];

/// The best score of a label behind some others, and which of them it is; of two alike the first.
#[inline]
fn best_of<const MANY: usize>(
    froms: [usize; MANY],
    to: usize,
    before: &Scores,
    steps: &[Scores; LABELS],
    scores: &Scores,
) -> (f32, u8) {
    let mut best = (f32::NEG_INFINITY, 0);
    for from in froms {
        let sum = before[from] + steps[from][to] + scores[to];
        if sum > best.0 {
            best = (sum, from as u8);
        }
    }
    best
}

/// All steps that make sense; in their order, since sums depend on it.
#[inline]
fn each_step(mut each: impl FnMut(usize, usize)) {
    for from in 0..LABELS {
        if CLOSED.contains(&from) {
            for to in FRESH {
                each(from, to);
            }
        } else {
            for to in open_of((from - 1) / 4).1 {
                each(from, to);
            }
        }
    }
}

/// The share of each kind over the words of a name.
fn shares_of(words: &[Scores]) -> [f32; KINDS] {
    let mut sums = [0.0; KINDS];
    for word in words {
        for (kind, sum) in sums.iter_mut().enumerate() {
            *sum += word[1 + 4 * kind..5 + 4 * kind].iter().sum::<f32>();
        }
    }
    sums.map(|sum| sum / words.len().max(1) as f32)
}

fn scaled(mut column: Scores) -> Scores {
    let sum: f32 = column.iter().sum();
    let factor = if sum > 0.0 { 1.0 / sum } else { 0.0 };
    for value in &mut column {
        *value *= factor;
    }
    column
}

/// `exp`, the same on every machine: sums and products alone, so that training gives the same bytes everywhere.
pub(super) fn exp(x: f32) -> f32 {
    let x = f64::from(x.clamp(-80.0, 80.0)) / 1024.0;
    let mut power = 1.0 + x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0 + x / 120.0))));
    for _ in 0..10 {
        power *= power;
    }
    power as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level() -> Steps {
        Steps::new(&FREE)
    }

    #[test]
    fn the_steps_are_those_that_make_sense() {
        let mut steps = Vec::new();
        each_step(|from, to| steps.push((from, to)));
        let pairs = (0..LABELS).flat_map(|from| (0..LABELS).map(move |to| (from, to)));
        assert_eq!(steps, pairs.filter(|(from, to)| follows(*from, *to)).collect::<Vec<_>>());
    }

    #[test]
    fn exp_is_near_the_real_one() {
        for x in [-80.0_f32, -20.0, -1.0, 0.0, 0.5, 3.0, 20.0] {
            let (own, real) = (exp(x), x.exp());
            assert!((own - real).abs() <= real * 1e-5, "{x}: {own} for {real}");
        }
    }

    #[test]
    fn a_name_that_begins_ends() {
        let steps = level();
        let mut chain = Chain::new(&steps);
        let mut begins = [0.0; LABELS];
        begins[label(1, Part::Begin)] = 9.0;
        let mut ends = [0.0; LABELS];
        ends[label(1, Part::End)] = 1.0;
        ends[OUTSIDE] = 3.0;
        chain.push(begins);
        chain.push(ends);
        assert_eq!(chain.best(), [label(1, Part::Begin), label(1, Part::End)]);
        let mut found = Vec::new();
        chain.names(7, &mut found);
        assert_eq!((found.len(), &found[0].tokens, found[0].kind), (1, &(7..9), 1));
        assert!(found[0].certainty > 0.9, "{found:?}");
    }

    #[test]
    fn an_open_name_is_never_left_open() {
        let steps = level();
        let mut chain = Chain::new(&steps);
        let mut begins = [0.0; LABELS];
        begins[label(0, Part::Begin)] = 50.0;
        chain.push(begins);
        let best = chain.best();
        assert!(!is_open(best[0]), "{best:?}");
    }

    #[test]
    fn shares_sum_to_one() {
        let steps = level();
        let mut chain = Chain::new(&steps);
        for word in 0..40_u8 {
            let mut scores = [0.0; LABELS];
            scores[usize::from(word) % LABELS] = 60.0;
            chain.push(scores);
        }
        for share in chain.shares() {
            assert!((share.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{share:?}");
        }
    }
}
