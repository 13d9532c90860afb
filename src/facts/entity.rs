//! Decides for the whole document: one kind for one name, and which names are the same person or body.
//!
//! Short forms join the full name ("Berg" after "Maria Berg"), acronyms join their long form, and a name that is
//! mis-spelt by one letter joins the one it shares its other words with. The text is left as it stands.

use std::ops::Range;

use super::cues::{self, Cues};
use super::hash::Map;
use super::kind::{self, KINDS};
use super::lexicon;
use super::names::Candidate;
use super::office;
use super::page::Page;
use super::storm;
use super::token::Shape;
use crate::news::{Entity, EntityId, FactKind};

/// One place where an entity is named.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// What it is.
    pub(super) kind: FactKind,
    /// Which of the entities.
    pub(super) entity: EntityId,
    /// How sure the engine is, 0 to 1.
    pub(super) certainty: f32,
}

/// All candidates with the same folded text.
#[derive(Debug, Default)]
struct Group<'c> {
    key: &'c str,
    points: [i16; 4],
    kind: Option<usize>,
    /// The group it is a short form of.
    same_as: Option<usize>,
    candidates: Vec<usize>,
    /// Whether some mention's capital cannot be due to its place in the sentence.
    firm: bool,
    /// Whether the lists know it as a country or a well-known place.
    place: bool,
    upper: bool,
}

impl Group<'_> {
    fn kind(&self) -> FactKind {
        self.kind.map_or(FactKind::Person, |kind| KINDS[kind])
    }

    /// A mention of the entity that the group is.
    fn mention(&self, candidate: &Candidate, entity: EntityId) -> Mention {
        let certainty = certainty(self.points);
        Mention { tokens: candidate.tokens.clone(), kind: self.kind(), entity, certainty }
    }
}

/// Settles all candidates: mentions in order, and the entities they belong to.
pub(super) fn settle(page: &Page<'_>, candidates: &[Candidate]) -> (Vec<Mention>, Vec<Entity>) {
    build(page, candidates, &joined(page, candidates))
}

/// The mentions alone, whose entities have no names and no roles yet.
pub(super) fn mentions(page: &Page<'_>, candidates: &[Candidate]) -> Vec<Mention> {
    let groups = joined(page, candidates);
    let owned = candidates.iter().zip(owners(&groups, candidates.len()));
    let mention = |(candidate, owner): (&Candidate, Option<usize>)| {
        let at = owner?;
        let group = groups.get(at)?;
        Some(group.mention(candidate, at as EntityId))
    };
    owned.filter_map(mention).collect()
}

/// The groups, each with its kind and with what it is a short form of.
fn joined<'c>(page: &Page<'_>, candidates: &'c [Candidate]) -> Vec<Group<'c>> {
    let mut groups = group(page, candidates);
    for group in &mut groups {
        group.kind = kind::best(group.points).filter(|_| is_name(group));
    }
    join_people(&mut groups);
    join_storms(&mut groups);
    join_misspelt(&mut groups);
    join_acronyms(&mut groups);
    join_short_names(&mut groups);
    groups
}

fn group<'c>(page: &Page<'_>, candidates: &'c [Candidate]) -> Vec<Group<'c>> {
    let mut groups: Vec<Group<'c>> = Vec::new();
    let mut index: Map<&str, usize> = Map::default();
    for (number, candidate) in candidates.iter().enumerate() {
        let at = *index.entry(&candidate.key).or_insert_with(|| {
            groups.push(Group { key: &candidate.key, ..Group::default() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { continue };
        // Evidence adds up, but fifty mentions are not fifty times as sure.
        for (sum, points) in group.points.iter_mut().zip(candidate.points) {
            *sum = sum.saturating_add(points).clamp(-60, 60);
        }
        group.firm |= !candidate.weak || candidate.tokens.len() > 1;
        group.place |= candidate.known.any("CP");
        group.upper |= page.shape(candidate.tokens.start) == Some(Shape::Upper);
        group.candidates.push(number);
    }
    groups
}

/// An everyday word whose capital is due to its place is no name.
fn is_name(group: &Group<'_>) -> bool {
    let single = !group.key.contains(' ');
    group.firm || group.upper || !(single && lexicon::word(group.key).word())
}

const PERSON: Option<usize> = Some(0);
const EVENT: Option<usize> = Some(3);

/// Surnames and given names join the person whose full name the text has.
fn join_people(groups: &mut [Group<'_>]) {
    let mut people: Map<&str, usize> = Map::default();
    for (at, group) in groups.iter().enumerate().filter(|(_, g)| g.kind == PERSON) {
        let Some((rest, last)) = group.key.rsplit_once(' ') else { continue };
        people.entry(last).or_insert(at);
        for word in rest.split(' ').filter(|w| w.len() > 2) {
            people.entry(word).or_insert(at);
        }
        // "Luiz Lula da Silva" is also "da Silva".
        for (at_particle, _) in group.key.match_indices(' ') {
            let tail = group.key.get(at_particle + 1..).unwrap_or_default();
            let particle =
                tail.split(' ').next().is_some_and(|word| cues::of(word).has(Cues::PARTICLE));
            if particle && tail.contains(' ') {
                people.entry(tail).or_insert(at);
            }
        }
        // "Leonardo da Vinci" is also "da Vinci".
        if let Some((_, tail)) = group.key.split_once(' ').filter(|(_, tail)| tail.contains(' ')) {
            people.entry(tail).or_insert(at);
        }
    }
    for (at, group) in groups.iter_mut().enumerate() {
        let Some(full) = people.get(group.key).copied().filter(|full| *full != at) else {
            continue;
        };
        let sure_place = group.place && group.points[2] > group.points[0];
        if !sure_place
            && group.kind.is_none_or(|kind| group.points[kind] < 9 || kind == 0)
            && is_name(group)
        {
            group.kind = PERSON;
            group.same_as = Some(full);
        }
    }
}

/// "Odette" joins "Hurricane Odette".
fn join_storms(groups: &mut [Group<'_>]) {
    let mut storms: Map<&str, usize> = Map::default();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EVENT) {
        if let Some(name) = storm::name(group.key) {
            storms.entry(name).or_insert(at);
        }
    }
    for (at, group) in groups.iter_mut().enumerate().filter(|(_, group)| group.kind == EVENT) {
        group.same_as = storms.get(group.key).copied().filter(|full| *full != at).or(group.same_as);
    }
}

/// How many people are compared letter by letter; beyond that a text is a list.
const MOST_COMPARED: usize = 300;

/// "Jonh Smith" joins "John Smith".
fn join_misspelt(groups: &mut [Group<'_>]) {
    let people: Vec<usize> = (0..groups.len())
        .filter(|at| groups[*at].kind == PERSON && groups[*at].key.contains(' '))
        .take(MOST_COMPARED)
        .collect();
    for (place, at) in people.iter().enumerate() {
        let twin = people.iter().enumerate().find(|(other_place, other)| {
            let more = groups[**other].candidates.len().cmp(&groups[*at].candidates.len());
            let first = more.is_gt() || more.is_eq() && *other_place > place;
            first
                && groups[**other].same_as.is_none()
                && is_misspelling(groups[*at].key, groups[**other].key)
        });
        if let Some((_, twin)) = twin {
            groups[*at].same_as = Some(*twin);
        }
    }
}

/// Whether two names share all words but one, and that one differs by a letter left out, put in, changed or swapped.
fn is_misspelling(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let mut differing = a.iter().zip(&b).filter(|(x, y)| x != y);
    match (differing.next(), differing.next()) {
        (Some((x, y)), None) => {
            x.len() >= 4 && y.len() >= 4 && is_one_edit(x.as_bytes(), y.as_bytes())
        }
        _ => false,
    }
}

fn is_one_edit(a: &[u8], b: &[u8]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail =
        a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    match (a, b) {
        ([_] | [], [_]) | ([_], []) => true,
        ([_, _], [_, _]) => a[0] == b[1] && a[1] == b[0],
        _ => false,
    }
}

/// `FSB` joins "Federal Security Service".
fn join_acronyms(groups: &mut [Group<'_>]) {
    let mut initials: Map<String, usize> = Map::default();
    for (at, group) in
        groups.iter().enumerate().filter(|(_, g)| g.kind.is_some() && g.kind != PERSON)
    {
        if !group.key.contains(' ') || group.upper {
            continue;
        }
        let every: String = group.key.split(' ').filter_map(|w| w.chars().next()).collect();
        let main: String = group
            .key
            .split(' ')
            .filter(|w| !matches!(*w, "of" | "the" | "and" | "for" | "in" | "on" | "&"))
            .filter_map(|w| w.chars().next())
            .collect();
        initials.entry(every).or_insert(at);
        initials.entry(main).or_insert(at);
    }
    for at in 0..groups.len() {
        let short = &groups[at];
        if !short.upper || short.key.contains(' ') || short.key.len() < 2 {
            continue;
        }
        if let Some(full) = initials.get(short.key).copied().filter(|full| *full != at) {
            if groups[full].kind == Some(2) && !groups[at].place && groups[at].points[1] > 8 {
                continue;
            }
            groups[at].kind = groups[full].kind;
            groups[at].same_as = Some(full);
        }
    }
}

/// "Nicholson" joins "Nicholson Limited" where nothing says it is something else.
fn join_short_names(groups: &mut [Group<'_>]) {
    let mut firsts: Map<&str, usize> = Map::default();
    for (at, group) in
        groups.iter().enumerate().filter(|(_, g)| g.kind == Some(1) && g.same_as.is_none())
    {
        if let Some((first, rest)) = group.key.split_once(' ') {
            let word = lexicon::word(first);
            if !word.word() && !rest.starts_with("of ") && !lexicon::phrase(first).any("CPpOE") {
                firsts.entry(first).or_insert(at);
            }
            // "Boston Bruins" are also "the Bruins".
            let (place, last) = group.key.rsplit_once(' ').unwrap_or_default();
            if last.ends_with('s') && lexicon::phrase(place).any("CPp") {
                firsts.entry(last).or_insert(at);
            }
        }
    }
    for (at, group) in groups.iter_mut().enumerate() {
        let Some(full) = firsts.get(group.key).copied().filter(|full| *full != at) else {
            continue;
        };
        let weak_person = group.kind == PERSON && group.points[0] < 9;
        if group.same_as.is_none() && (group.kind.is_none_or(|kind| kind == 1) || weak_person) {
            group.kind = Some(1);
            group.same_as = Some(full);
        }
    }
}

/// The group a group belongs to in the end. Links are two steps long at most.
fn root(groups: &[Group<'_>], at: usize) -> usize {
    let once = groups[at].same_as.unwrap_or(at);
    groups[once].same_as.filter(|twice| groups[*twice].same_as.is_none()).unwrap_or(once)
}

/// The group that each candidate belongs to in the end, if it is a name.
fn owners(groups: &[Group<'_>], candidates: usize) -> Vec<Option<usize>> {
    let mut owners = vec![None; candidates];
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.kind.is_some()) {
        for number in &group.candidates {
            owners[*number] = Some(root(groups, at));
        }
    }
    owners
}

fn build(
    page: &Page<'_>,
    candidates: &[Candidate],
    groups: &[Group<'_>],
) -> (Vec<Mention>, Vec<Entity>) {
    let mut numbers: Vec<Option<EntityId>> = vec![None; groups.len()];
    let (mut mentions, mut entities): (Vec<Mention>, Vec<Entity>) = (Vec::new(), Vec::new());
    for (candidate, owner) in candidates.iter().zip(owners(groups, candidates.len())) {
        let Some((at, group)) = owner.and_then(|at| Some((at, groups.get(at)?))) else { continue };
        let id = *numbers[at].get_or_insert_with(|| {
            entities.push(entity_of(page, candidates, group));
            entities.len() as EntityId - 1
        });
        let Some(entity) = entities.get_mut(id as usize) else { continue };
        office::take(page, candidates, candidate, entity);
        entity.mentions.push(page.span(&candidate.tokens));
        mentions.push(group.mention(candidate, id));
    }
    (mentions, entities)
}

/// An entity by its full name, which is the name of the group that the others joined.
fn entity_of(page: &Page<'_>, candidates: &[Candidate], group: &Group<'_>) -> Entity {
    let first = group.candidates.first().and_then(|number| candidates.get(*number));
    let name = first.map_or("", |candidate| page.read(&candidate.tokens));
    Entity {
        kind: group.kind(),
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        role: None,
        mentions: Vec::new(),
    }
}

/// How far the best kind leads: 0.5 for a bare majority, towards 1 for a clear one.
fn certainty(points: [i16; 4]) -> f32 {
    let mut sorted = points;
    sorted.sort_unstable();
    let lead = f32::from(sorted[3] - sorted[2].max(0)).max(0.0);
    0.5 + 0.5 * lead / (lead + 6.0)
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;

    fn settled(text: &str) -> Vec<Entity> {
        let page = Page::new(text);
        let taken = vec![false; page.tokens.len()];
        let mut all = names::candidates(&page, &taken);
        for candidate in &mut all {
            kind::weigh(&page, candidate);
        }
        settle(&page, &all).1
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize)]) {
        let found: Vec<(String, usize)> =
            settled(text).into_iter().map(|e| (e.name, e.mentions.len())).collect();
        let found: Vec<(&str, usize)> = found.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn surnames_join_the_full_name() {
        check("Today Maria Berg came. Mrs. Berg sat. Then Maria spoke.", &[("Maria Berg", 3)]);
    }

    #[test]
    fn storms_and_particles_join_the_full_name() {
        check(
            "It was Luiz Inacio Lula da Silva. Later da Silva left.",
            &[("Luiz Inacio Lula da Silva", 2)],
        );
    }

    #[test]
    fn acronyms_join_their_long_form() {
        check(
            "the Federal Weather Service (FWS) said. The FWS denied it.",
            &[("Federal Weather Service", 3)],
        );
    }

    #[test]
    fn this_country_is_the_one_named_last() {
        let text = "He went to Vietnam from North Korea, where with the leader of this country, Maria Berg, he signed.";
        let role = settled(text).into_iter().find_map(|entity| entity.role);
        assert_eq!(role.as_deref(), Some("leader of North Korea"));
    }

    #[test]
    fn a_wife_holds_no_office_of_her_husband() {
        let role = |text: &str| settled(text).into_iter().find_map(|entity| entity.role);
        let lady = "Today Michelle Berg came with her husband. Then President Berg spoke.";
        assert_eq!(role(lady), None);
        let own = "Claudia Berg won the vote. Then President Berg spoke.";
        assert_eq!(role(own).as_deref(), Some("President"));
        let text = "Today Michael Berg came. Then President Berg spoke.";
        assert_eq!(role(text).as_deref(), Some("President"));
    }

    #[test]
    fn one_wrong_letter_joins_too() {
        check(
            "When Maria Bergstrom met Maria Begrstrom and Maria Bergstrom.",
            &[("Maria Bergstrom", 3)],
        );
        assert!(!is_misspelling("john smith", "jane doe"));
    }
}
