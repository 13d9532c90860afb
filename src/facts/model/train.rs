//! Learns the weights of the model from labelled text.
//!
//! Stochastic gradient descent (`AdaGrad`) on the likelihood of the labels, with a decay of the weights. Everything is
//! done in one thread, in one order and with sums and products alone, so the same texts give the same bytes.

use std::ops::Range;

use super::chain::{Chain, OUTSIDE, Part, follows, label};
use super::feature::View;
use super::{HEAD, KINDS, LABELS, Model, READ, ROW, stretch};
use crate::facts::kind::KINDS as RULE_KINDS;
use crate::facts::page::Page;
use crate::news::{FactKind, Span};

/// A labelled text.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The text.
    pub text: String,
    /// Its names.
    pub names: Vec<(FactKind, Span)>,
    /// Its names as another labels them, where the labels are not by hand. A stretch is learnt from if two of the three agree
    /// on it: both labellings and the rules.
    pub second: Option<Vec<(FactKind, Span)>>,
    /// How much it counts: 1 for labels by hand, less for labels by a machine.
    pub weight: f32,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Buckets, as a power of two.
    pub bits: u32,
    /// Times each text is read.
    pub rounds: usize,
    /// Times the whole is learnt anew, in another order; the mean of all is less a matter of chance than each.
    pub repeats: usize,
    /// How far a step goes.
    pub rate: f32,
    /// How strongly weights are drawn to zero.
    pub decay: f32,
    /// Features seen fewer times are left out.
    pub least: u16,
    /// How many of a hundred features are left out of each step, so that none is relied on alone.
    pub dropped: u64,
    /// In how many of a hundred steps all that the rules say is left out, so that the rest learns to do without.
    pub blind: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            bits: 18,
            rounds: 4,
            repeats: 5,
            rate: 0.1,
            decay: 0.01,
            least: 2,
            dropped: 30,
            blind: 40,
        }
    }
}

/// What is seen of a word: its features, and where those begin that come from the rules.
struct Seen {
    features: Vec<u32>,
    hints: usize,
}

/// A stretch with what is seen of its words and their right labels.
struct Example {
    words: Vec<Seen>,
    labels: Vec<usize>,
    weight: f32,
}

/// Learns from `lessons`; the bytes are what [`Model::from_bytes`] reads.
pub fn learn(lessons: &[Lesson], settings: &Settings) -> Vec<u8> {
    let mut examples: Vec<Example> =
        lessons.iter().flat_map(|l| examples_of(l, settings)).collect();
    drop_rare(&mut examples, settings);
    let mut weights = Weights::new(settings);
    let mut dice = Dice(0x5eed);
    for _ in 0..settings.repeats {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        weights.forget();
        for _ in 0..settings.rounds {
            shuffle(&mut order, &mut dice);
            for number in &order {
                weights.step(&examples[*number], settings, &mut dice);
            }
            weights.keep();
        }
    }
    weights.quantised()
}

/// The stretches of a text with what is seen of them. Names outside of every stretch can never be found.
fn examples_of(lesson: &Lesson, settings: &Settings) -> Vec<Example> {
    let page = Page::new(&lesson.text);
    let (taken, hints) = crate::facts::hints(&page);
    let first = tokens_of(&page, &lesson.names);
    let second = lesson.second.as_ref().map(|names| tokens_of(&page, names));
    let mut view = View::new(&page, &hints);
    let mut examples = Vec::new();
    for stretch in stretch::all(&page, &taken) {
        let first = labels_of(&first, &stretch);
        let (labels, share) = match &second {
            None => (first, 1.0),
            Some(second) => {
                let rules = Some(stretch.clone().map(|at| hints.known_label(at)).collect());
                agreed(&[first, labels_of(second, &stretch), rules])
            }
        };
        let Some(labels) = labels else { continue };
        view.enter(&stretch);
        let words = stretch.map(|at| seen(&view, at, settings)).collect();
        examples.push(Example { words, labels, weight: lesson.weight * share });
    }
    examples
}

fn seen(view: &View<'_, '_>, at: usize, settings: &Settings) -> Seen {
    let mask = (1_u32 << settings.bits) - 1;
    let mut features = Vec::new();
    let hints = view.see(at, &mut features);
    for feature in &mut features {
        *feature &= mask;
    }
    Seen { features, hints }
}

/// The labels that two of three give, and the share of those who give them.
fn agreed(all: &[Option<Vec<usize>>; 3]) -> (Option<Vec<usize>>, f32) {
    let votes = |labels: &Vec<usize>| all.iter().flatten().filter(|other| *other == labels).count();
    let best = all.iter().flatten().max_by_key(|labels| votes(labels)).cloned();
    let count = best.as_ref().map_or(0, votes);
    (best.filter(|_| count > 1), count as f32 / all.len() as f32)
}

/// For each token the kind and the tokens of the name it belongs to.
fn tokens_of(page: &Page<'_>, names: &[(FactKind, Span)]) -> Vec<Option<(usize, Range<usize>)>> {
    let mut tokens = vec![None; page.tokens.len()];
    for (kind, span) in names {
        let Some(kind) = RULE_KINDS.iter().take(KINDS).position(|k| k == kind) else { continue };
        let (start, end) = (page.token_at(span.start), page.token_at(span.end));
        for place in tokens.iter_mut().take(end).skip(start) {
            *place = Some((kind, start..end));
        }
    }
    tokens
}

/// The right labels of a stretch; none if a name reaches out of it ("Syrian opposition"), since what is left of it is no name.
fn labels_of(
    names: &[Option<(usize, Range<usize>)>],
    stretch: &Range<usize>,
) -> Option<Vec<usize>> {
    let label_at = |at: usize| {
        let Some((kind, name)) = &names[at] else { return Some(OUTSIDE) };
        let part = match (at == name.start, at + 1 == name.end) {
            (true, true) => Part::Whole,
            (true, false) => Part::Begin,
            (false, true) => Part::End,
            (false, false) => Part::Inside,
        };
        let inside = name.start >= stretch.start && name.end <= stretch.end;
        inside.then(|| label(*kind, part))
    };
    stretch.clone().map(label_at).collect()
}

/// Leaves out features that are too rare to be learnt from.
fn drop_rare(examples: &mut [Example], settings: &Settings) {
    let mut counts = vec![0_u16; 1 << settings.bits];
    for feature in examples.iter().flat_map(|e| e.words.iter().flat_map(|word| &word.features)) {
        let count = &mut counts[*feature as usize];
        *count = count.saturating_add(1);
    }
    let is_known = |feature: &u32| counts[*feature as usize] >= settings.least;
    for word in examples.iter_mut().flat_map(|e| &mut e.words) {
        word.hints = word.features.iter().take(word.hints).filter(|f| is_known(f)).count();
        word.features.retain(is_known);
    }
}

/// Weights while they are learnt, and the sums of squares that `AdaGrad` divides by.
struct Weights {
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
    fn new(settings: &Settings) -> Self {
        let size = 1 << settings.bits;
        Self {
            rows: vec![[0.0; LABELS]; size],
            squares: vec![[0.0; LABELS]; size],
            steps: [[0.0; LABELS]; LABELS],
            step_squares: [[0.0; LABELS]; LABELS],
            sums: vec![[0.0; LABELS]; size],
            step_sums: [[0.0; LABELS]; LABELS],
            kept: 0.0,
        }
    }

    /// Begins anew; what the mean has is kept.
    fn forget(&mut self) {
        self.rows.fill([0.0; LABELS]);
        self.squares.fill([0.0; LABELS]);
        self.steps = [[0.0; LABELS]; LABELS];
        self.step_squares = [[0.0; LABELS]; LABELS];
    }

    /// Adds the weights of this moment to the mean.
    fn keep(&mut self) {
        let pairs = self.sums.iter_mut().flatten().zip(self.rows.iter().flatten());
        pairs.for_each(|(sum, weight)| *sum += weight);
        let steps = self.step_sums.iter_mut().flatten().zip(self.steps.iter().flatten());
        steps.for_each(|(sum, step)| *sum += step);
        self.kept += 1.0;
    }

    /// One step towards the right labels of one stretch.
    fn step(&mut self, example: &Example, settings: &Settings, dice: &mut Dice) {
        let steps = self.steps;
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

    /// Weights in one byte each, the largest being 127.
    fn quantised(&self) -> Vec<u8> {
        let mut sizes: Vec<f32> =
            self.sums.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // A few weights are far larger than the others; they are cut, so that the others keep their digits.
        let top =
            sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(1.0);
        let scale = top / 127.0;
        let mut bytes = Vec::with_capacity(HEAD + self.rows.len() * ROW);
        bytes.extend((scale / self.kept).to_le_bytes());
        for (from, row) in self.step_sums.iter().enumerate() {
            for (to, step) in row.iter().enumerate() {
                let step = if follows(from, to) { *step / self.kept } else { 0.0 };
                bytes.extend(step.to_le_bytes());
            }
        }
        for row in &self.sums {
            let small = |weight: &f32| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8;
            bytes.extend(row.iter().map(small));
        }
        bytes.extend([0; READ - ROW]);
        debug_assert!(Model::from_bytes(bytes.clone()).is_some());
        bytes
    }
}

/// One step of `AdaGrad` on one weight.
fn descend(weight: &mut f32, squares: &mut f32, slope: f32, settings: &Settings) {
    let slope = slope + settings.decay * *weight;
    *squares += slope * slope;
    *weight -= settings.rate * slope / (1.0 + *squares).sqrt();
}

/// Numbers that look like chance and are the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

fn shuffle(order: &mut [usize], dice: &mut Dice) {
    for at in (1..order.len()).rev() {
        order.swap(at, (dice.next() % (at as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::page::Page;

    fn lessons() -> Vec<Lesson> {
        let text = "They met in Xanadu. They met in Xanadu. Then Zork spoke. Then Zork spoke.";
        let places =
            text.match_indices("Xanadu").map(|(at, _)| (FactKind::Place, Span::new(at, at + 6)));
        let people =
            text.match_indices("Zork").map(|(at, _)| (FactKind::Person, Span::new(at, at + 4)));
        vec![
            Lesson {
                text: text.into(),
                names: places.chain(people).collect(),
                second: None,
                weight: 1.0
            };
            20
        ]
    }

    fn settings() -> Settings {
        Settings { bits: 12, repeats: 2, ..Settings::default() }
    }

    #[test]
    fn the_same_lessons_give_the_same_bytes() {
        assert_eq!(learn(&lessons(), &settings()), learn(&lessons(), &settings()));
    }

    #[test]
    fn two_of_three_decide() {
        let (a, b) = (Some(vec![1, 3]), Some(vec![0, 4]));
        let (labels, share) = agreed(&[a.clone(), b.clone(), a.clone()]);
        assert_eq!(labels, a);
        assert!((share - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!(agreed(&[a.clone(), b, None]).0, None);
        assert_eq!(agreed(&[a.clone(), a.clone(), a.clone()]), (a, 1.0));
    }

    #[test]
    fn names_that_reach_out_of_a_stretch_are_not_taught() {
        let names = [Some((1, 0..2)), Some((1, 0..2)), None, Some((0, 3..4))];
        assert_eq!(labels_of(&names, &(0..1)), None);
        let whole = vec![label(1, Part::Begin), label(1, Part::End), OUTSIDE];
        assert_eq!(labels_of(&names, &(0..3)), Some(whole));
        assert_eq!(labels_of(&names, &(3..4)), Some(vec![label(0, Part::Whole)]));
    }

    #[test]
    fn what_was_taught_is_known() {
        let model = Model::from_bytes(learn(&lessons(), &settings())).expect("a model");
        let page = Page::new("They met in Xanadu. Then Zork spoke.");
        let (taken, hints) = crate::facts::hints(&page);
        let found: Vec<(&str, usize)> = model
            .names(&page, &taken, &hints)
            .iter()
            .map(|f| (page.read(&f.tokens), f.kind))
            .collect();
        assert_eq!(found, [("Xanadu", 2), ("Zork", 0)]);
    }

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        for size in [0, 3, HEAD, HEAD + 100, HEAD + 5 * ROW + READ - ROW] {
            assert!(Model::from_bytes(vec![0; size]).is_none(), "{size}");
        }
        assert!(
            Model::from_bytes(vec![0xff; HEAD + 4 * ROW + READ - ROW]).is_none(),
            "weights are numbers"
        );
    }
}
