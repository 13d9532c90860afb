//! Lays the facts of several articles about one event side by side: what contradicts, what differs, what they agree on, what
//! one alone says.
//!
//! Figures are matched by what they count and by the words around them ([`figure`]), names by their parts ([`name`]), days by
//! their value ([`date`]), quotations by their words ([`quotation`]), ages by person ([`age`]), what is said of one here and of
//! another there by the rest of its sentence ([`slot`]). How something is said ([`saying`]) tells whether it may be of something else. Whether two values can both be true is decided in
//! [`value`], and in doubt they can: to call a contradiction where there is none is the worst mistake of all. Copies of one
//! report count as one witness ([`witness`]). Every verdict says why.

mod age;
mod date;
mod figure;
mod frame;
mod heading;
mod name;
mod quotation;
mod saying;
mod slot;
mod standing;
mod unit;
mod value;
mod witness;

pub use self::standing::{Refusal, Standing};
use crate::news::{Fact, FactKind, Facts, Moment, Span};

/// One outlet's article, as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// Who tells it.
    pub outlet: Option<&'a str>,
    /// The headline.
    pub title: &'a str,
    /// When it was published.
    pub published: Option<Moment>,
    /// The text that the spans are of.
    pub text: &'a str,
    /// Its facts.
    pub facts: &'a Facts,
    /// Its sentences, in order.
    pub sentences: &'a [Span],
}

impl Telling<'_> {
    /// The text of a span.
    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The sentence that a span begins in.
    fn sentence(&self, span: Span) -> Span {
        let at = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        self.sentences.get(at).copied().unwrap_or(span)
    }

    /// The number of that sentence.
    fn sentence_number(&self, span: Span) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= span.start)
    }
}

/// How the articles stand to each other in one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// What they say cannot both be true.
    Contradict,
    /// They do not say the same, but both may be true.
    Differ,
    /// Two or more independent outlets say it.
    Agree,
    /// One alone says it.
    Only,
}

impl Status {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradict => "contradict",
            Self::Differ => "differ",
            Self::Agree => "agree",
            Self::Only => "only",
        }
    }
}

/// Where an article says a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which article, counted from 0.
    pub article: usize,
    /// The words, in its text.
    pub span: Span,
    /// Which of its facts that is.
    pub fact: usize,
    /// The sentence they stand in.
    pub sentence: Span,
}

/// One thing that the articles say something about.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// What it is about, in the words of the articles.
    pub title: String,
    /// What kind of fact it is.
    pub kind: FactKind,
    /// How they stand to each other.
    pub status: Status,
    /// What was matched, and why they stand so, in a sentence.
    pub why: String,
    /// Where each says it: of each article that says something at least one place, in the order of the articles.
    pub claims: Vec<Place>,
    /// How much it carries; higher comes first among those of one status. Nothing, where it goes without saying.
    pub weight: f32,
}

impl Topic {
    /// Whether it says something by itself: that a report names a great country, or counts one of something, does not.
    pub fn is_telling(&self) -> bool {
        self.weight > 0.0
    }

    /// Its place among those of one status: what says something by itself, as a figure, a day or a quotation does, then who
    /// is named, then where. A bare year tells least.
    fn place(&self) -> u8 {
        match self.kind {
            _ if !self.is_telling() => 5,
            FactKind::Date if self.title.len() <= "2024-06".len() => 4,
            FactKind::Person => 1,
            FactKind::Org | FactKind::Event => 2,
            FactKind::Place => 3,
            _ => 0,
        }
    }
}

/// What somebody said, in the wording of each article that quotes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The fullest name of the speaker that an article gives.
    pub speaker: Option<String>,
    /// Where it is quoted.
    pub versions: Vec<Place>,
}

/// Articles side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Contradictions first, then what is said, who is named and where; each by weight.
    pub topics: Vec<Topic>,
    /// Every quotation, by speaker.
    pub quotes: Vec<Quoted>,
    /// Of each article the first one that is the same witness: itself, the one whose text it has, or another of its outlet.
    pub witnesses: Vec<usize>,
}

/// Compares articles about one event. The order of the answer is the same each time.
pub fn compare(tellings: &[Telling<'_>]) -> Comparison {
    let witnesses = witness::of(tellings);
    let cast = name::Cast::of(tellings);
    let mut topics = age::topics(tellings, &witnesses, &cast);
    topics.extend(figure::topics(tellings, &witnesses, &cast, &age::told(&topics)));
    topics.extend(date::topics(tellings, &witnesses, &cast));
    topics.extend(slot::topics(tellings, &witnesses, &cast));
    topics.extend(name::topics(tellings, &witnesses, &cast));
    let (quoted, quotes) = quotation::topics(tellings, &witnesses);
    topics.extend(quoted);
    topics.sort_by(|a, b| {
        let rank = |topic: &Topic| (topic.status, topic.place());
        rank(a).cmp(&rank(b)).then(b.weight.total_cmp(&a.weight))
    });
    Comparison { topics, quotes, witnesses }
}

/// The facts of one kind with their places in the list.
fn of_kinds<'a>(
    facts: &'a Facts,
    kinds: &'a [FactKind],
) -> impl Iterator<Item = (usize, &'a Fact)> {
    facts.facts.iter().enumerate().filter(move |(_, fact)| kinds.contains(&fact.kind))
}

/// The place of a fact of an article.
fn place(tellings: &[Telling<'_>], article: usize, fact: usize) -> Place {
    let telling = &tellings[article];
    let span = telling.facts.facts[fact].span;
    Place { article, span, fact, sentence: telling.sentence(span) }
}

/// Whether two reports may have been written on the same state of things: counts grow, and later ones tell of another day
/// in the same words. Those without a date may.
fn is_of_same_day(a: Option<Moment>, b: Option<Moment>) -> bool {
    const APART: i64 = 36 * 3_600;
    match (a, b) {
        (Some(a), Some(b)) => (a.second() - b.second()).abs() <= APART,
        _ => true,
    }
}

/// A whole number without a fraction, others with what they have.
fn shown(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        format!("{number}")
    }
}
