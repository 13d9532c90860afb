//! Which features are learnt: each has a number, and the rare and the weak are left out.

use super::Example;
use crate::facts::table::{Room, spread};

/// The features that are learnt, by their numbers.
pub(super) struct Book {
    /// Their hashes.
    pub(super) features: Vec<u32>,
    /// How often each was seen.
    pub(super) counts: Vec<u32>,
}

impl Book {
    /// The features that were seen `least` times or more; in the examples their numbers take the place of the hashes.
    pub(super) fn of(examples: &mut [Example], least: u32) -> Self {
        let mut all: Vec<u32> = examples
            .iter()
            .flat_map(|e| e.words.iter().flat_map(|word| word.features.iter().copied()))
            .collect();
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| a == b).filter(|run| run.len() >= least as usize);
        let (features, counts): (Vec<u32>, Vec<u32>) =
            runs.map(|run| (run[0], run.len() as u32)).unzip();
        renumber(examples, &|hash| features.binary_search(&hash).ok().map(|at| at as u32));
        Self { features, counts }
    }

    /// Keeps the features that are worth most, as many as have room in a table of `buckets`, in that order.
    pub(super) fn choose(&mut self, examples: &mut [Example], worth: &[f32], buckets: usize) {
        let mut order: Vec<usize> = (0..self.features.len()).collect();
        order.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
        let mut room = Room::new(buckets);
        order.retain(|at| room.takes(spread(self.features[*at])));
        let mut numbers = vec![None; self.features.len()];
        for (number, at) in order.iter().enumerate() {
            numbers[*at] = Some(number as u32);
        }
        renumber(examples, &|old| numbers[old as usize]);
        self.features = order.iter().map(|at| self.features[*at]).collect();
        self.counts = order.iter().map(|at| self.counts[*at]).collect();
    }
}

/// Gives all features new numbers and leaves out those that have none.
fn renumber(examples: &mut [Example], new: &dyn Fn(u32) -> Option<u32>) {
    for word in examples.iter_mut().flat_map(|e| &mut e.words) {
        let (own, hints) = word.features.split_at(word.hints);
        let own: Vec<u32> = own.iter().filter_map(|old| new(*old)).collect();
        let hints: Vec<u32> = hints.iter().filter_map(|old| new(*old)).collect();
        word.hints = own.len();
        word.features = [own, hints].concat();
    }
}
