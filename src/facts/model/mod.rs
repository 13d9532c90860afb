//! Names by a trained model: a linear chain over the words that may be part of a name.
//!
//! A conditional random field (Lafferty and others 2001) with hashed features, trained by
//! `examples/train.rs` on `data/labelled` and compiled in: `assets/facts/names.model` holds the features that carry
//! most, four bits for each label, in a table that is read as it lies in the file ([`super::table`]). The rules' own opinion (`names`, `kind`, `entity`) is a
//! feature among the others, so the model corrects the rules and does not replace them. What was tried and
//! what it scored is in `data/labelled/README.md`.
//!
//! `stretch` picks the words that are looked at, `feature` says what is seen of each, `chain` finds the best
//! labels, `train` learns the weights.

mod chain;
mod feature;
mod stretch;
pub mod train;

use std::borrow::Cow;
use std::ops::Range;

use self::chain::{Chain, Scores, Steps};
pub(super) use self::feature::Hints;
use super::page::Page;
use super::table::Table;

/// Kinds that the model tells apart: people, organisations, places, in the order of [`super::kind::KINDS`].
const KINDS: usize = 3;
/// Outside, and for each kind: begins, goes on, ends, is a name of one word.
const LABELS: usize = 1 + 4 * KINDS;
/// Bytes of the weights of a feature: four bits for each label.
const ROW: usize = LABELS.div_ceil(2);
/// How many weights can be told apart by four bits.
const LEVELS: usize = 16;
/// What the label the rules give is worth besides what the model has learnt of them. Chosen by cross-validation: more gives
/// more names and more wrong ones.
const LEANING: f32 = 0.5;
/// Bytes before the table: the weights of the steps from label to label, the scale of each label, the levels.
const HEAD: usize = 4 * (LABELS * LABELS + LABELS + LEVELS);

/// The weights of a trained model.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    steps: Steps,
    scales: [f32; LABELS],
    /// The levels of the two weights in each byte there can be.
    pairs: [[f32; 2]; 256],
}

/// A name that the model has found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Which of [`super::kind::KINDS`].
    pub(super) kind: usize,
    /// How sure the model is, 0 to 1.
    pub(super) certainty: f32,
    /// The share of each kind, what is left of one being for "no name".
    pub(super) shares: [f32; KINDS],
}

impl Model {
    /// The model that is compiled in.
    pub fn shipped() -> Option<Self> {
        Self::read(Cow::Borrowed(include_bytes!("../../../assets/facts/names.model")))
    }

    /// A model as [`train::learn`] writes it. `None` if the bytes are none.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        Self::read(Cow::Owned(bytes))
    }

    fn read(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let (numbers, table) = bytes.split_at_checked(HEAD)?;
        Table::<ROW>::read(table)?;
        let numbers: Vec<f32> =
            numbers.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number)).collect();
        if numbers.iter().any(|number| !number.is_finite()) {
            return None;
        }
        let (steps, numbers) = numbers.split_at_checked(LABELS * LABELS)?;
        let (scales, levels) = numbers.split_at_checked(LABELS)?;
        let steps = Steps::new(steps.as_chunks().0.try_into().ok()?);
        let scales = scales.try_into().ok()?;
        let level = |at: usize| levels.get(at).copied().unwrap_or_default();
        let pairs = std::array::from_fn(|byte| [level(byte & 15), level(byte >> 4)]);
        Some(Self { bytes, steps, scales, pairs })
    }

    /// The names of a page, in order and without overlaps. `hints` is what the rules make of it.
    pub(super) fn names(&self, page: &Page<'_>, taken: &[bool], hints: &Hints) -> Vec<Found> {
        let mut found = Vec::new();
        let mut chain = Chain::new(&self.steps);
        let mut view = feature::View::new(page, hints);
        let (mut features, mut places) = (Vec::with_capacity(96), Vec::with_capacity(96));
        let Some(table) = self.bytes.get(HEAD..).and_then(Table::read) else { return found };
        for stretch in stretch::all(page, taken) {
            chain.clear();
            view.enter(&stretch);
            for at in stretch.clone() {
                view.see(at, &mut features);
                let mut scores = self.scores(table, &features, &mut places);
                lean(&mut scores, hints.label(at));
                chain.push(scores);
            }
            chain.names(stretch.start, &mut found);
        }
        found
    }

    /// The sum of the rows of all features that the table has.
    fn scores(&self, table: Table<'_, ROW>, features: &[u32], found: &mut Vec<u32>) -> Scores {
        let sums = table.find_all(features, found, Sums::default(), |sums, row| {
            let mut sums = sums;
            for (sum, two) in sums.iter_mut().zip(row) {
                let [low, high] = &self.pairs[usize::from(*two)];
                *sum = [sum[0] + low, sum[1] + high];
            }
            sums
        });
        let mut scores = self.scales;
        for (score, sum) in scores.iter_mut().zip(sums.as_flattened()) {
            *score *= sum;
        }
        scores
    }
}

/// Sums for all labels, as the rows have them.
type Sums = [[f32; 2]; ROW];

/// Leans the scores towards the label that the rules give.
fn lean(scores: &mut Scores, hint: usize) {
    if let Some(score) = scores.get_mut(hint).filter(|_| hint != chain::OUTSIDE) {
        *score += LEANING;
    }
}
