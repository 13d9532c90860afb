//! Figures of the same thing: matched by what they count and by the words around them, then held against each other.

use std::collections::BTreeSet;

use super::frame::Frame;
use super::name::Cast;
use super::saying::{Saying, vocabulary};
use super::value::{Relation, Stated};
use super::{
    Place, Status, Telling, Topic, heading, is_of_same_day, of_kinds, place, unit, witness,
};
use crate::news::{FactKind, Moment, Span, Value};
use crate::story::signature::Term;

const KINDS: [FactKind; 3] = [FactKind::Quantity, FactKind::Money, FactKind::Percent];

/// Two figures of one unit, with one fate, are of the same thing from this resemblance of their words on.
const SAME_UNIT: f32 = 0.12;
/// Where what is counted says little (years, kilometres, money, shares) the words must say more.
const SAME_WORDS: f32 = 0.3;
/// A contradiction is claimed from here on.
const SURE: f32 = 0.2;
/// Measures that exclude each other are set against each other from here on only: most are simply of other things.
const OTHER_MEASURE: f32 = 0.5;
/// So much is added where both stand at the head of their articles: there stands what happened.
const HEAD: f32 = 0.12;
/// Larger counts that are not round tell by themselves what is counted.
const TELLING_FROM: f64 = 30.0;
/// Sentences that are the head.
const HEAD_SENTENCES: usize = 4;
/// Figures that one article alone has are listed up to this number an article.
const ONLY: usize = 6;

/// A figure with what it is said of.
pub(super) struct Figure<'a> {
    pub(super) place: Place,
    pub(super) kind: FactKind,
    pub(super) stated: Stated,
    /// The unit or currency, and the fate of those counted.
    pub(super) unit: Option<String>,
    pub(super) fate: Option<&'static str>,
    pub(super) frame: Frame,
    saying: Saying,
    /// The places its sentence names, and the one that stands behind the figure.
    places: BTreeSet<usize>,
    place_behind: Option<usize>,
    /// Who and what its sentence names.
    names: Vec<usize>,
    weight: f32,
    pub(super) words: &'a str,
    /// Whether its article gives other numbers of the like, so that it is open which of them another article means.
    has_rivals: bool,
    /// When its article was published.
    published: Option<Moment>,
    /// What stands in its sentence before it, and behind it.
    pub(super) before: &'a str,
    pub(super) behind: &'a str,
}

impl Figure<'_> {
    pub(super) fn is_measure(&self) -> bool {
        match (&self.unit, self.kind) {
            (Some(unit), FactKind::Quantity) => unit::is_measure(unit),
            _ => true,
        }
    }

    /// Whether another figure of its article counts the like with another number, and no part of it. What happened stands
    /// at the head: there only what stands at the head, too, is a rival.
    fn is_rivalled_by(&self, other: &Self) -> bool {
        self.place.article == other.place.article
            && self.kind == other.kind
            && self.unit == other.unit
            && self.fate == other.fate
            && !other.frame.is_part
            && (other.is_head() || !self.is_head())
            && self.stated.relation(other.stated) == Relation::Excluded
    }

    /// Whether it tells nothing by itself: one of something, and a bare span of time.
    fn goes_without_saying(&self) -> bool {
        const SPANS: [&str; 7] = ["year", "month", "week", "day", "hour", "minute", "second"];
        let is_one = self.kind == FactKind::Quantity && self.stated.number <= 1.0;
        let is_span = self.unit.as_deref().is_some_and(|unit| SPANS.contains(&unit));
        self.fate.is_none() && (is_one || is_span)
    }

    /// Whether it counts something by a number that no two things share by chance: 186 passengers, not 200.
    fn is_telling_count(&self) -> bool {
        self.kind == FactKind::Quantity
            && !self.is_measure()
            && self.stated.exact
            && self.stated.number > TELLING_FROM
            && self.stated.number % 10.0 != 0.0
    }

    /// Whether it is said of a place that the sentence of another does not name: "in Bavaria", "in Germany".
    fn is_elsewhere(&self, other: &Self) -> bool {
        self.place_behind.is_some_and(|place| !other.places.contains(&place))
    }

    fn is_head(&self) -> bool {
        self.frame.sentence < HEAD_SENTENCES
    }

    /// How surely two figures of two articles are of the same thing; `None` where they are not.
    fn likeness(&self, other: &Self) -> Option<f32> {
        let counts_people = |figure: &Self| figure.unit.as_deref().is_none_or(unit::is_people);
        let is_same_unit = self.unit == other.unit
            || (self.fate.is_some() && counts_people(self) && counts_people(other));
        let fits = self.kind == other.kind
            && is_same_unit
            && self.fate == other.fate
            && self.frame.is_part == other.frame.is_part
            && self.frame.is_of_same_time(&other.frame);
        if !fits {
            return None;
        }
        let shares_names = self.names.iter().any(|name| other.names.contains(name));
        if !shares_names && !self.names.is_empty() && !other.names.is_empty() {
            return None;
        }
        if self.place.article == other.place.article
            && self.stated.is_same_number(other.stated)
            && !self.is_measure()
        {
            // An article that gives the same number of the same thing twice means the same.
            return Some(1.0);
        }
        if self.is_telling_count() && self.stated.is_same_number(other.stated) {
            return Some(1.0);
        }
        let mut likeness = self.frame.resemblance(&other.frame);
        if self.is_head() && other.is_head() {
            likeness += HEAD;
        }
        if self.fate.is_some() {
            likeness += HEAD;
        }
        let least = match (self.is_measure() && self.fate.is_none(), self.is_share_of_other(other))
        {
            (_, true) => OTHER_MEASURE,
            (true, _) => SAME_WORDS,
            (false, _) => SAME_UNIT,
        };
        (likeness >= least).then_some(likeness)
    }

    /// Whether both are shares, and not said to be of the same: "61 percent of the sheets" and "50 percent".
    fn is_share_of_other(&self, other: &Self) -> bool {
        if self.kind != FactKind::Percent {
            return false;
        }
        let (own, others) = (heading::whole(self.behind), heading::whole(other.behind));
        let is_same = own.is_empty() && others.is_empty() || !own.is_disjoint(&others);
        !is_same
    }
}

/// Topics of all figures but those that are `told` already.
pub(super) fn topics(
    tellings: &[Telling<'_>],
    witnesses: &[usize],
    cast: &Cast,
    told: &BTreeSet<(usize, usize)>,
) -> Vec<Topic> {
    let figures = figures(tellings, cast, told);
    let vocabularies: Vec<BTreeSet<Term>> = tellings.iter().map(vocabulary).collect();
    let groups = groups(&figures);
    let mut topics = Vec::new();
    let mut alone = Vec::new();
    for group in &groups {
        let members: Vec<&Figure<'_>> = group.iter().filter_map(|at| figures.get(*at)).collect();
        let articles = members.iter().map(|figure| figure.place.article);
        if witness::count(witnesses, articles) >= 2 {
            topics.push(compared(&members, witnesses, &vocabularies));
        } else {
            alone.push(only(&members));
        }
    }
    topics.extend(telling_ones(alone, tellings.len()));
    topics
}

fn figures<'a>(
    tellings: &'a [Telling<'a>],
    cast: &Cast,
    told: &BTreeSet<(usize, usize)>,
) -> Vec<Figure<'a>> {
    let mut figures = Vec::new();
    for (article, telling) in tellings.iter().enumerate() {
        for (at, fact) in of_kinds(telling.facts, &KINDS) {
            let Some(value) = &fact.value.as_ref().filter(|_| !told.contains(&(article, at)))
            else {
                continue;
            };
            let Some(stated) = Stated::of(value) else { continue };
            let place = place(tellings, article, at);
            let part = |from: u32, to: u32| {
                telling.text.get(from as usize..to as usize).unwrap_or_default()
            };
            let before = part(place.sentence.start, fact.span.start);
            if is_grade(before) {
                continue;
            }
            let behind = part(fact.span.end, place.sentence.end);
            let mut frame = Frame::of(telling, fact.span);
            // A share is always of something.
            frame.is_part |= frame.is_some_of && fact.kind == FactKind::Quantity;
            figures.push(Figure {
                kind: fact.kind,
                stated,
                unit: unit_of(value),
                fate: unit::fate(before, behind),
                frame,
                saying: Saying::of(telling, fact.span),
                names: cast.named_in(article, place.sentence),
                places: cast.places_in(tellings, article, place.sentence).collect(),
                place_behind: cast
                    .places_in(tellings, article, Span { start: fact.span.end, ..place.sentence })
                    .next(),
                weight: fact.weight,
                words: telling.slice(fact.span),
                has_rivals: false,
                published: telling.published,
                before,
                behind,
                place,
            });
        }
    }
    let has_rivals: Vec<bool> = figures
        .iter()
        .map(|figure: &Figure<'_>| figures.iter().any(|other| figure.is_rivalled_by(other)))
        .collect();
    for (figure, has_rivals) in figures.iter_mut().zip(has_rivals) {
        figure.has_rivals = has_rivals;
    }
    figures
}

/// Whether a number is the name of a grade and counts nothing: "Category 5 hurricanes".
fn is_grade(before: &str) -> bool {
    const GRADES: [&str; 14] = [
        "category", "level", "phase", "type", "class", "grade", "number", "no", "tier", "stage",
        "group", "formula", "article", "section",
    ];
    let last = before.trim_end().rsplit([' ', '\n']).next().unwrap_or_default();
    GRADES.contains(&last.to_lowercase().trim_end_matches('.'))
}

fn unit_of(value: &Value) -> Option<String> {
    match value {
        Value::Money(amount) => Some(amount.currency.clone()),
        Value::Percent(..) => Some("%".to_owned()),
        Value::Quantity(quantity) => quantity.unit.as_deref().map(unit::canonical),
        Value::Date(_) | Value::Time(_) => None,
    }
}

/// Figures of the same thing, as places in the list. Each figure is in one group.
///
/// The surest pairs are joined first, and a group holds figures only that all fit each other, so that a chain of likenesses
/// does not join what is not alike.
fn groups(figures: &[Figure<'_>]) -> Vec<Vec<usize>> {
    let mut pairs = Vec::new();
    for (a, left) in figures.iter().enumerate() {
        for (b, right) in figures.iter().enumerate().skip(a + 1) {
            // In one article only the same number is the same thing: others stand there because they are others.
            let is_said_twice = left.stated.relation(right.stated) != Relation::Excluded;
            let least = if left.is_measure() && !is_said_twice { OTHER_MEASURE } else { 0.0 };
            if (left.place.article != right.place.article || is_said_twice)
                && let Some(likeness) = left.likeness(right).filter(|likeness| *likeness >= least)
            {
                pairs.push((likeness, a, b));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut of: Vec<usize> = (0..figures.len()).collect();
    for (_, a, b) in &pairs {
        let (into, from) = (of[*a].min(of[*b]), of[*a].max(of[*b]));
        if into != from && may_join(figures, &of, into, from) {
            of.iter_mut().filter(|group| **group == from).for_each(|group| *group = into);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); figures.len()];
    for (at, group) in of.into_iter().enumerate() {
        groups[group].push(at);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Whether two groups may become one: no article would say two things then that exclude each other.
fn may_join(figures: &[Figure<'_>], of: &[usize], a: usize, b: usize) -> bool {
    let members = |group: usize| {
        of.iter().enumerate().filter(move |(_, of)| **of == group).map(|(at, _)| &figures[at])
    };
    members(a).all(|left| {
        members(b).all(|right| {
            left.place.article != right.place.article
                || left.stated.relation(right.stated) != Relation::Excluded
        })
    })
}

/// A topic of two or more witnesses.
fn compared(members: &[&Figure<'_>], witnesses: &[usize], known: &[BTreeSet<Term>]) -> Topic {
    let mut best = (0, false, false);
    let mut shown = None;
    for (at, left) in members.iter().enumerate() {
        for right in members.iter().skip(at + 1) {
            if witnesses.get(left.place.article) == witnesses.get(right.place.article) {
                continue;
            }
            let relation = left.stated.relation(right.stated);
            let doubt =
                if relation == Relation::Excluded { doubt(left, right, known) } else { Some("") };
            // The verdict is shown by the surest pair, and of those by the most exact one.
            let standing =
                (rank(relation), doubt.is_none(), left.stated.exact && right.stated.exact);
            if shown.is_none() || standing > best {
                (best, shown) = (standing, Some((*left, *right, doubt.unwrap_or_default())));
            }
        }
    }
    let status = match best {
        (0, ..) => Status::Agree,
        (_, true, _) => Status::Contradict,
        _ => Status::Differ,
    };
    let title = heading::of(members);
    let why = heading::why(status, &title, shown);
    topic(members, status, title, why)
}

fn rank(relation: Relation) -> u8 {
    match relation {
        Relation::Same => 0,
        Relation::Apart => 1,
        Relation::Excluded => 2,
    }
}

/// What speaks against it that two figures that exclude each other are of the same thing at the same time: nothing, if they
/// contradict each other; an empty text where it is not to be told in words.
fn doubt(left: &Figure<'_>, right: &Figure<'_>, known: &[BTreeSet<Term>]) -> Option<&'static str> {
    let grows = matches!(
        left.fate,
        Some("killed" | "injured" | "missing" | "arrested" | "rescued" | "displaced")
    );
    if grows {
        return Some("they may have been true at different times");
    }
    let is_timed_alone = left.frame.is_timed_alone(&right.frame);
    if !is_of_same_day(left.published, right.published) || is_timed_alone {
        return Some("they may be of other times");
    }
    if left.has_rivals || right.has_rivals || left.frame.is_part {
        return Some("several such numbers are given");
    }
    if left.stated.is_far_from(right.stated) {
        return Some("they are too far apart to be of the same");
    }
    if left.is_elsewhere(right) && right.is_elsewhere(left) {
        return Some("they may be of other places");
    }
    let doubt = left.saying.doubt(&right.saying);
    let is_sure = doubt.is_some()
        || if left.is_measure() || left.unit.is_none() {
            is_same_measure(left, right, known) || are_named_alike(left, right)
        } else {
            let is_told_so = left.fate.is_some() || left.saying.shares_clause(&right.saying);
            is_told_so && left.likeness(right).unwrap_or_default() >= SURE
        };
    doubt.or((!is_sure).then_some(""))
}

/// Whether two amounts are of what is called by the same words, of the same people: "a loss for the last quarter" of one bank.
fn are_named_alike(left: &Figure<'_>, right: &Figure<'_>) -> bool {
    let names = |figure: &Figure<'_>| figure.names.iter().copied().collect::<BTreeSet<_>>();
    let own = names(left);
    left.kind == FactKind::Money
        && left.stated.exact
        && right.stated.exact
        && left.is_head()
        && right.is_head()
        && !own.is_empty()
        && own == names(right)
        && heading::subject(left).is_some_and(|subject| Some(subject) == heading::subject(right))
}

/// Whether two amounts, shares or measures are surely of the same: only where both sentences say the same but for them.
fn is_same_measure(left: &Figure<'_>, right: &Figure<'_>, known: &[BTreeSet<Term>]) -> bool {
    let (Some(own), Some(others)) = (known.get(left.place.article), known.get(right.place.article))
    else {
        return false;
    };
    left.stated.exact
        && right.stated.exact
        && left.frame.resemblance(&right.frame) >= OTHER_MEASURE
        && left.saying.is_same(&right.saying, (own, others))
}

fn topic(members: &[&Figure<'_>], status: Status, title: String, why: String) -> Topic {
    let mut claims: Vec<Place> = members.iter().map(|figure| figure.place).collect();
    claims.sort_by_key(|claim| (claim.article, claim.span));
    let is_dull = members.iter().all(|figure| figure.goes_without_saying());
    let weight = members.iter().map(|figure| figure.weight).fold(0.0, f32::max);
    Topic {
        title,
        kind: members.first().map_or(FactKind::Quantity, |figure| figure.kind),
        status,
        why,
        claims,
        weight: if is_dull { 0.0 } else { weight },
    }
}

/// A topic of one witness: all articles that have his text say it.
fn only(members: &[&Figure<'_>]) -> Topic {
    let mut topic = topic(members, Status::Only, heading::of(members), String::new());
    topic.claims.dedup_by_key(|claim| claim.article);
    topic.why = witness::alone(topic.claims.len(), "gives this figure");
    topic
}

/// Of the figures that one article alone has, the heaviest of each.
fn telling_ones(mut alone: Vec<Topic>, articles: usize) -> Vec<Topic> {
    alone.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut left = vec![ONLY; articles];
    alone.retain(|topic| {
        let article = topic.claims.first().map(|claim| claim.article);
        let left = article.and_then(|article| left.get_mut(article));
        left.is_some_and(|left| {
            let is_kept = *left > 0;
            *left = left.saturating_sub(1);
            is_kept
        })
    });
    alone
}
