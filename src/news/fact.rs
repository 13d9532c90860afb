//! Facts: who, where, when, how much, how many, who said what, each with its place in the text.
//!
//! Plain data. `facts` finds them; their kinds, spans and values follow one annotation guide throughout.

use super::Span;

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// A named individual.
    Person,
    /// A company, agency, party, court, outlet.
    Org,
    /// A country, city, region, landform, named building.
    Place,
    /// A named war, storm, cup, treaty.
    Event,
    /// A day, a month, a year or a span of them.
    Date,
    /// A point in a day.
    Time,
    /// An amount with a currency.
    Money,
    /// A share in hundredths.
    Percent,
    /// A number and what it counts or measures.
    Quantity,
    /// Words in quotation marks that are somebody's.
    Quote,
}

impl FactKind {
    /// All kinds, in the order of the annotation guide.
    pub const ALL: [Self; 10] = [
        Self::Person,
        Self::Org,
        Self::Place,
        Self::Event,
        Self::Date,
        Self::Time,
        Self::Money,
        Self::Percent,
        Self::Quantity,
        Self::Quote,
    ];

    /// The name used in JSON: `PERSON`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Org => "ORG",
            Self::Place => "PLACE",
            Self::Event => "EVENT",
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Money => "MONEY",
            Self::Percent => "PERCENT",
            Self::Quantity => "QUANTITY",
            Self::Quote => "QUOTE",
        }
    }

    /// The kind with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether facts of this kind are mentions of an entity.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Org | Self::Place | Self::Event)
    }
}

/// How a stated number relates to the true one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Exactly.
    #[default]
    Equal,
    /// At least.
    AtLeast,
    /// More than.
    More,
    /// At most.
    AtMost,
    /// Less than.
    Less,
    /// About.
    About,
}

impl Comparison {
    /// The sign used in JSON: `>=`.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::More => ">",
            Self::AtMost => "<=",
            Self::Less => "<",
            Self::About => "~",
        }
    }

    /// The comparison with that sign.
    pub fn from_sign(sign: &str) -> Option<Self> {
        [Self::Equal, Self::AtLeast, Self::More, Self::AtMost, Self::Less, Self::About]
            .into_iter()
            .find(|c| c.sign() == sign)
    }
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// ISO 4217 code.
    pub currency: String,
    /// In units of the currency: 3600000000 for "$3.6 billion".
    pub amount: f64,
    /// The upper end of a range.
    pub max: Option<f64>,
    /// "about", "at least".
    pub comparison: Comparison,
}

/// A number and what it counts or measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub max: Option<f64>,
    /// Singular lower-case lemma of what is counted: `agreement`, `kilometre`, `person`.
    pub unit: Option<String>,
    /// "at least", "about".
    pub comparison: Comparison,
}

/// The normalised value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// ISO 8601 with the granularity of TIMEX3: `2024-06-20`, `2024-W25`, `2024-SU`, `199X`, `2000/2003`, `PAST_REF`.
    Date(String),
    /// `THH:MM`.
    Time(String),
    /// An amount with its currency.
    Money(Amount),
    /// A share, 80 for "80 percent"; with its comparison.
    Percent(f64, Comparison),
    /// A count or a measure.
    Quantity(Quantity),
}

/// How an outlet stands to what it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// Somebody named said it.
    Said,
    /// Somebody denied it.
    Denied,
    /// It is announced or intended.
    Planned,
    /// A source that is not named said it.
    Unnamed,
    /// "may", "reportedly".
    Hedged,
}

impl Claim {
    /// The name used in JSON: `said`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Denied => "denied",
            Self::Planned => "planned",
            Self::Unnamed => "unnamed",
            Self::Hedged => "hedged",
        }
    }

    /// The claim with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Said, Self::Denied, Self::Planned, Self::Unnamed, Self::Hedged]
            .into_iter()
            .find(|claim| claim.name() == name)
    }
}

/// Index of an entity in [`Facts::entities`].
pub type EntityId = u32;

/// One fact and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// Where it stands in the text.
    pub span: Span,
    /// What it means, where that can be told.
    pub value: Option<Value>,
    /// The entity it mentions, for names.
    pub entity: Option<EntityId>,
    /// Who said it, for quotations: the fullest name the article gives, or a description.
    pub speaker: Option<String>,
    /// How sure the engine is, 0 to 1.
    pub certainty: f32,
    /// Whether the value was concluded from other parts of the article.
    pub inferred: bool,
    /// Said, denied, planned, hedged.
    pub claim: Option<Claim>,
    /// How much of the article it carries; higher comes first in the panel.
    pub weight: f32,
}

/// A person, organisation, place or event and all its mentions in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is: one of the name kinds.
    pub kind: FactKind,
    /// The fullest name the article gives.
    pub name: String,
    /// "President of Vietnam", as the article gives it.
    pub role: Option<String>,
    /// Where it is named, in order.
    pub mentions: Vec<Span>,
}

/// All facts of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// In the order of the text; a quotation comes before the facts inside it.
    pub facts: Vec<Fact>,
    /// Who and what is named; the most telling first.
    pub entities: Vec<Entity>,
    /// The three to five sentences that carry most of the facts, in the order of the text.
    pub brief: Vec<Span>,
}
