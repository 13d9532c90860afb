//! Names by a trained model: a linear chain over the words that may be part of a name.
//!
//! A conditional random field (Lafferty and others 2001) with hashed features, trained by
//! `examples/train.rs` on `data/labelled` and compiled in: `assets/facts/names.model` holds one row of thirteen bytes
//! for each bucket, so that nothing is decoded at start. The rules' own opinion (`names`, `kind`, `entity`) is a
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

use self::chain::{Chain, Scores};
pub(super) use self::feature::Hints;
use super::page::Page;

/// Kinds that the model tells apart: people, organisations, places, in the order of [`super::kind::KINDS`].
const KINDS: usize = 3;
/// Outside, and for each kind: begins, goes on, ends, is a name of one word.
const LABELS: usize = 1 + 4 * KINDS;
/// Bytes of one bucket: a weight for each label.
const ROW: usize = LABELS;
/// Bytes that are read of a bucket; the last row is followed by as many as are missing.
const READ: usize = 16;
/// What the label the rules give is worth besides what the model has learnt of them. Chosen by cross-validation: more gives
/// more names and more wrong ones.
const LEANING: f32 = 0.5;
/// Bytes before the rows: the scale of the weights, then those of the steps from label to label.
const HEAD: usize = 4 + LABELS * LABELS * 4;

/// The weights of a trained model.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    mask: u32,
    scale: f32,
    steps: [[f32; LABELS]; LABELS],
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
        let rows = bytes.len().checked_sub(HEAD + READ - ROW)? / ROW;
        let float = |at: usize| {
            bytes.get(at..at + 4)?.try_into().ok().map(f32::from_le_bytes).filter(|f| f.is_finite())
        };
        let mut steps = [[0.0; LABELS]; LABELS];
        for (at, step) in steps.iter_mut().flatten().enumerate() {
            *step = float(4 + at * 4)?;
        }
        let scale = float(0)?;
        let mask = u32::try_from(rows.checked_sub(1)?).ok()?;
        rows.is_power_of_two().then_some(Self { bytes, mask, scale, steps })
    }

    /// The names of a page, in order and without overlaps. `hints` is what the rules make of it.
    pub(super) fn names(&self, page: &Page<'_>, taken: &[bool], hints: &Hints) -> Vec<Found> {
        let mut found = Vec::new();
        let mut chain = Chain::new(&self.steps);
        let mut view = feature::View::new(page, hints);
        let mut features = Vec::with_capacity(64);
        for stretch in stretch::all(page, taken) {
            chain.clear();
            view.enter(&stretch);
            for at in stretch.clone() {
                features.clear();
                view.see(at, &mut features);
                let mut scores = self.scores(&features);
                lean(&mut scores, hints.label(at));
                chain.push(scores);
            }
            chain.names(stretch.start, &mut found);
        }
        found
    }

    /// The sum of the rows of all features. Sixteen bytes are read of each, which is faster than thirteen.
    fn scores(&self, features: &[u32]) -> Scores {
        let mut sums = [0_i32; READ];
        let rows = self.bytes.get(HEAD..).unwrap_or_default();
        for feature in features {
            let at = (feature & self.mask) as usize * ROW;
            for (sum, weight) in sums.iter_mut().zip(rows.get(at..at + READ).unwrap_or_default()) {
                *sum += i32::from(*weight as i8);
            }
        }
        let mut scores = [0.0; LABELS];
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = sum as f32 * self.scale;
        }
        scores
    }
}

/// Leans the scores towards the label that the rules give.
fn lean(scores: &mut Scores, hint: usize) {
    if let Some(score) = scores.get_mut(hint).filter(|_| hint != chain::OUTSIDE) {
        *score += LEANING;
    }
}
