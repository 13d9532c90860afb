//! Learns the weights of the model from labelled text.
//!
//! Stochastic gradient descent (`AdaGrad`) on the likelihood of the labels, with a decay of the weights. Everything is
//! done in one thread, in one order and with sums and products alone, so the same texts give the same bytes.

mod book;
mod pack;
mod weights;

use std::ops::Range;

use self::book::Book;
use self::weights::Weights;
use super::chain::{OUTSIDE, Part, label};
use super::feature::View;
use super::{KINDS, stretch};
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
    /// Buckets of the model's table: eight features have room in each, those that carry most.
    pub buckets: usize,
    /// Times each text is read.
    pub rounds: usize,
    /// Times the whole is learnt anew, in another order; the mean of all is less a matter of chance than each.
    pub repeats: usize,
    /// How far a step goes.
    pub rate: f32,
    /// How strongly weights are drawn to zero.
    pub decay: f32,
    /// Features seen fewer times are left out.
    pub least: u32,
    /// How many of a hundred features are left out of each step, so that none is relied on alone.
    pub dropped: u64,
    /// In how many of a hundred steps all that the rules say is left out, so that the rest learns to do without.
    pub blind: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            buckets: 12288,
            rounds: 5,
            repeats: 6,
            rate: 0.1,
            decay: 0.01,
            least: 2,
            dropped: 45,
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
///
/// Learns once from all features, to see which of them carry most, and then from those alone.
pub fn learn(lessons: &[Lesson], settings: &Settings) -> Vec<u8> {
    let mut examples: Vec<Example> = lessons.iter().flat_map(examples_of).collect();
    let mut book = Book::of(&mut examples, settings.least);
    let mut dice = Dice(0x5eed);
    let once = Settings { repeats: 1, ..*settings };
    let first = train(&examples, book.features.len(), &once, &mut dice);
    book.choose(&mut examples, &first.worth(&book.counts), settings.buckets);
    let weights = train(&examples, book.features.len(), settings, &mut dice);
    pack::pack(&book.features, &weights, settings.buckets)
}

fn train(examples: &[Example], features: usize, settings: &Settings, dice: &mut Dice) -> Weights {
    let mut weights = Weights::new(features);
    for _ in 0..settings.repeats {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        weights.forget();
        for _ in 0..settings.rounds {
            shuffle(&mut order, dice);
            for number in &order {
                weights.step(&examples[*number], settings, dice);
            }
            weights.keep();
        }
    }
    weights
}

/// The stretches of a text with what is seen of them. Names outside of every stretch can never be found.
fn examples_of(lesson: &Lesson) -> Vec<Example> {
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
        let words = stretch.map(|at| seen(&view, at)).collect();
        examples.push(Example { words, labels, weight: lesson.weight * share });
    }
    examples
}

fn seen(view: &View<'_, '_>, at: usize) -> Seen {
    let mut features = Vec::new();
    let hints = view.see(at, &mut features);
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
    use super::super::{HEAD, Model, ROW};
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
        Settings { buckets: 64, repeats: 2, ..Settings::default() }
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
        for size in [0, 3, HEAD, HEAD + 100, HEAD + 8 * (2 + ROW) + 1] {
            assert!(Model::from_bytes(vec![0; size]).is_none(), "{size}");
        }
        assert!(
            Model::from_bytes(vec![0xff; HEAD + 8 * (2 + ROW)]).is_none(),
            "weights are numbers"
        );
    }
}
