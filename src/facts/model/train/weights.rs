//! The weights while they are learnt.

use super::super::LABELS;
use super::super::chain::{Chain, Steps, follows};
use super::{Dice, Example, Seen, Settings};

/// Weights while they are learnt, and the sums of squares that `AdaGrad` divides by.
pub(super) struct Weights {
    rows: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    steps: [[f32; LABELS]; LABELS],
    step_squares: [[f32; LABELS]; LABELS],
    /// Sums over the ends of the rounds, and how many they are: the mean errs less than the last.
    sums: Vec<[f32; LABELS]>,
    step_sums: [[f32; LABELS]; LABELS],
    kept: f32,
}

impl Weights {
    /// No weight yet for any of so many features.
    pub(super) fn new(features: usize) -> Self {
        Self {
            rows: vec![[0.0; LABELS]; features],
            squares: vec![[0.0; LABELS]; features],
            steps: [[0.0; LABELS]; LABELS],
            step_squares: [[0.0; LABELS]; LABELS],
            sums: vec![[0.0; LABELS]; features],
            step_sums: [[0.0; LABELS]; LABELS],
            kept: 0.0,
        }
    }

    /// What each feature carries: the squares of its weights, as often as it was seen.
    pub(super) fn worth(&self, counts: &[u32]) -> Vec<f32> {
        let worth = |(row, count): (&[f32; LABELS], &u32)| {
            *count as f32 * row.iter().map(|weight| weight * weight).sum::<f32>()
        };
        self.sums.iter().zip(counts).map(worth).collect()
    }

    /// The mean of what was kept: the rows of the features, and the steps, 0 where none is possible.
    pub(super) fn mean(&self) -> (Vec<[f32; LABELS]>, [[f32; LABELS]; LABELS]) {
        let rows = self.sums.iter().map(|row| row.map(|sum| sum / self.kept)).collect();
        let mut steps = self.step_sums;
        for (from, row) in steps.iter_mut().enumerate() {
            for (to, step) in row.iter_mut().enumerate() {
                *step = if follows(from, to) { *step / self.kept } else { 0.0 };
            }
        }
        (rows, steps)
    }

    /// Begins anew; what the mean has is kept.
    pub(super) fn forget(&mut self) {
        self.rows.fill([0.0; LABELS]);
        self.squares.fill([0.0; LABELS]);
        self.steps = [[0.0; LABELS]; LABELS];
        self.step_squares = [[0.0; LABELS]; LABELS];
    }

    /// Adds the weights of this moment to the mean.
    pub(super) fn keep(&mut self) {
        let pairs = self.sums.iter_mut().flatten().zip(self.rows.iter().flatten());
        pairs.for_each(|(sum, weight)| *sum += weight);
        let steps = self.step_sums.iter_mut().flatten().zip(self.steps.iter().flatten());
        steps.for_each(|(sum, step)| *sum += step);
        self.kept += 1.0;
    }

    /// One step towards the right labels of one stretch.
    pub(super) fn step(&mut self, example: &Example, settings: &Settings, dice: &mut Dice) {
        let steps = Steps::new(&self.steps);
        let mut chain = Chain::new(&steps);
        let blind = dice.next() % 100 < settings.blind;
        let mut some_of = |word: &Seen| -> Vec<u32> {
            let end = if blind { word.hints } else { word.features.len() };
            let seen = word.features.iter().take(end).copied();
            seen.filter(|_| dice.next() % 100 >= settings.dropped).collect()
        };
        let kept: Vec<Vec<u32>> = example.words.iter().map(&mut some_of).collect();
        let keep = 1.0 / (1.0 - settings.dropped as f32 / 100.0);
        for seen in &kept {
            let mut scores = [0.0; LABELS];
            for feature in seen {
                for (score, weight) in scores.iter_mut().zip(&self.rows[*feature as usize]) {
                    *score += weight * keep;
                }
            }
            chain.push(scores);
        }
        let shares = chain.shares();
        for (at, share) in shares.iter().enumerate() {
            let mut slope = share.map(|s| s * example.weight);
            slope[example.labels[at]] -= example.weight;
            for feature in &kept[at] {
                let feature = *feature as usize;
                let (row, squares) = (&mut self.rows[feature], &mut self.squares[feature]);
                for label in 0..LABELS {
                    descend(&mut row[label], &mut squares[label], slope[label] * keep, settings);
                }
            }
        }
        for at in 0..kept.len().saturating_sub(1) {
            let (from, to) = (example.labels[at], example.labels[at + 1]);
            let (own, squares) = (&mut self.steps, &mut self.step_squares);
            chain.steps_between(at, &mut |a, b, share| {
                let right = f32::from(u8::from(a == from && b == to));
                descend(
                    &mut own[a][b],
                    &mut squares[a][b],
                    (share - right) * example.weight,
                    settings,
                );
            });
        }
    }
}

/// One step of `AdaGrad` on one weight.
fn descend(weight: &mut f32, squares: &mut f32, slope: f32, settings: &Settings) {
    let slope = slope + settings.decay * *weight;
    *squares += slope * slope;
    *weight -= settings.rate * slope / (1.0 + *squares).sqrt();
}
