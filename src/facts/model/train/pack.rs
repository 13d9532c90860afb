//! Packs learnt weights into four bits each.
//!
//! The weights of a label are measured by their mean size; what comes of it is put to the nearest of sixteen levels, which are those
//! that err least over all labels (Lloyd's method).

use super::super::{LABELS, LEVELS, Model, ROW};
use super::weights::Weights;
use crate::facts::table::{self, spread};

/// The bytes that [`Model::from_bytes`] reads; `features` are the hashes of the rows.
pub(super) fn pack(features: &[u32], weights: &Weights, buckets: usize) -> Vec<u8> {
    let (mut rows, steps) = weights.mean();
    let mut scales = [0.0; LABELS];
    for (label, scale) in scales.iter_mut().enumerate() {
        let squares: f64 = rows.iter().map(|row| f64::from(row[label]).powi(2)).sum();
        *scale = ((squares / rows.len().max(1) as f64).sqrt() as f32).max(f32::MIN_POSITIVE);
        for row in &mut rows {
            row[label] /= *scale;
        }
    }
    let levels = levels(rows.as_flattened());
    let entries: Vec<(u64, [u8; ROW])> = features
        .iter()
        .zip(&rows)
        .map(|(feature, row)| (spread(*feature), packed(row, &levels)))
        .collect();
    let numbers = steps.as_flattened().iter().chain(&scales).chain(&levels);
    let mut bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
    bytes.extend(table::write(&entries, buckets));
    debug_assert!(Model::from_bytes(bytes.clone()).is_some());
    bytes
}

fn packed(row: &[f32; LABELS], levels: &[f32; LEVELS]) -> [u8; ROW] {
    let mut bytes = [0; ROW];
    for (at, weight) in row.iter().enumerate() {
        bytes[at / 2] |= (nearest(levels, *weight) as u8) << (4 * (at % 2));
    }
    bytes
}

fn nearest(levels: &[f32; LEVELS], weight: f32) -> usize {
    let gap = |at: &usize| (levels[*at] - weight).abs();
    (0..LEVELS).min_by(|a, b| gap(a).total_cmp(&gap(b))).unwrap_or(0)
}

/// The levels from which `weights` err least, with 0 among them.
fn levels(weights: &[f32]) -> [f32; LEVELS] {
    let mut sorted = weights.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut levels = [0.0; LEVELS];
    for (at, level) in levels.iter_mut().enumerate() {
        *level = (at as f32 - ZERO as f32) * 0.5;
    }
    for _ in 0..60 {
        let mut low = 0;
        for at in 0..LEVELS {
            let end = levels.get(at + 1).map_or(f32::INFINITY, |next| (levels[at] + next) / 2.0);
            let high = low + sorted[low..].partition_point(|weight| *weight < end);
            let sum: f64 = sorted[low..high].iter().copied().map(f64::from).sum();
            if high > low && at != ZERO {
                levels[at] = (sum / (high - low) as f64) as f32;
            }
            low = high;
        }
    }
    levels
}

/// Which of the levels is 0.
const ZERO: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_stand_where_weights_are() {
        let weights: Vec<f32> = (-400..400).map(|n| (n as f32 / 100.0).powi(3)).collect();
        let levels = levels(&weights);
        assert!(levels.is_sorted() && levels[ZERO] == 0.0, "{levels:?}");
        let error: f32 =
            weights.iter().map(|w| (levels[nearest(&levels, *w)] - w).powi(2)).sum::<f32>();
        let all: f32 = weights.iter().map(|w| w.powi(2)).sum();
        assert!(error < all / 50.0, "{error} of {all}");
    }
}
