//! Nouns for people who speak without a name: "the engineer", "a juror", "her father".

use super::super::cues::Cues;
use super::super::page::Page;
use super::super::token::Shape;

/// Whether the token is a common noun for somebody who may speak.
pub(super) fn is_teller(page: &Page<'_>, at: usize) -> bool {
    if page.shape(at) == Some(Shape::Title) {
        let pointed =
            page.is(at.wrapping_sub(1), "the") && page.shape(at + 1) == Some(Shape::Lower);
        return (opens(page, at) || pointed)
            && (page.has(at, Cues::SOURCE) || is_listed(&page.word(at).to_lowercase()));
    }
    page.shape(at) == Some(Shape::Lower)
        && (page.has(at, Cues::SOURCE)
            || is_listed(page.word(at))
            || is_epithet(page.word(at))
            || is_learned(page.word(at)) && !page.has(at, Cues::VERB)
            || is_who(page, at))
}

/// "A churchwarden, who asked not to be named": what "who" stands for is somebody.
fn is_who(page: &Page<'_>, at: usize) -> bool {
    let comma = usize::from(page.is(at + 1, ","));
    page.is(at + 1 + comma, "who")
        && !page.has_any(at, Cues::STOP.or(Cues::VERB).or(Cues::SAY).or(Cues::PERIOD))
}

/// Whether the token begins its sentence, where a capital says nothing.
fn opens(page: &Page<'_>, at: usize) -> bool {
    page.sentences.get(page.sentence_of(at)).is_some_and(|s| s.tokens.start == at)
}

/// Whether the token is a common noun for a body or a paper that speaks: "the ministry", "a report".
pub(super) fn is_body(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Lower) && BODIES.contains(&page.word(at))
}

#[rustfmt::skip]
const BODIES: &[&str] = &[
    "academy", "agency", "airline", "army", "association", "bank", "board", "cabinet", "charity", "church", "club", "commission",
    "committee", "company", "council", "court", "department", "embassy", "federation", "firm", "foundation", "government", "group",
    "hospital", "institute", "leaflet", "letter", "memo", "military", "ministry", "navy", "newspaper", "operator", "palace",
    "panel", "paper", "party", "regulator", "report", "ruling", "school", "sign", "statement", "team", "union",
    "university", "verdict", "watchdog",
];

/// "glaciologist", "technician".
fn is_learned(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    word.len() > 6
        && (singular.ends_with("ist") && !word.ends_with("checklist")
            || singular.ends_with("ician"))
}

fn is_listed(word: &str) -> bool {
    let known = |word: &str| PEOPLE.binary_search(&word).is_ok();
    known(word) || word.strip_suffix('s').is_some_and(known)
}

/// Whether the noun, with "the" before it, is another word for somebody just named: "the striker", "the Republican".
pub(super) fn is_epithet(noun: &str) -> bool {
    EPITHETS.contains(&noun)
}

#[rustfmt::skip]
const EPITHETS: &[&str] = &[
    "striker", "midfielder", "defender", "goalkeeper", "winger", "forward", "skipper", "champion",
    "runner", "swimmer", "sprinter", "golfer", "cyclist", "jockey", "boxer", "veteran", "star",
    "singer", "actor", "actress", "rapper", "teenager", "billionaire", "lawmaker", "politician",
    "novelist", "director", "holder", "finalist", "winner", "businessman", "businesswoman", "activist", "pacer", "bowler", "batter",
];

/// Whether "he" or "she" can stand for the noun.
pub(super) fn can_be(noun: &str, pronoun: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| noun.eq_ignore_ascii_case(word));
    match pronoun.to_ascii_lowercase().as_str() {
        "he" => !noun.ends_with('s') && !any(WOMEN),
        "she" => !noun.ends_with('s') && !any(MEN),
        "they" => true,
        _ => false,
    }
}

/// Whether one office goes by both words: "the judge" is "Mrs Justice Berg".
pub(super) fn are_same_office(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
        || OFFICES.iter().any(|group| {
            let has = |word: &str| group.iter().any(|other| other.eq_ignore_ascii_case(word));
            has(a) && has(b)
        })
}

const OFFICES: &[&[&str]] = &[
    &["judge", "justice", "magistrate"],
    &["lawyer", "attorney", "solicitor", "barrister", "counsel"],
    &["prosecutor", "attorney"],
    &["senator", "sen"],
    &["governor", "gov"],
    &["congressman", "congresswoman", "lawmaker", "representative", "rep"],
    &["spokesman", "spokeswoman", "spokesperson"],
    &["chairman", "chairwoman", "chairperson", "chair"],
    &["coach", "manager"],
    &["doctor", "dr", "physician"],
    &["professor", "prof"],
    &["general", "gen"],
    &["colonel", "col"],
    &["captain", "capt"],
    &["sergeant", "sgt"],
    &["lieutenant", "lt"],
    &["chief", "ceo", "boss"],
];

const WOMEN: &[&str] = &[
    "woman",
    "mother",
    "wife",
    "widow",
    "daughter",
    "sister",
    "aunt",
    "grandmother",
    "girl",
    "niece",
    "spokeswoman",
    "chairwoman",
    "headmistress",
    "actress",
    "policewoman",
    "congresswoman",
    "nun",
    "queen",
    "midwife",
];

const MEN: &[&str] = &[
    "man",
    "father",
    "husband",
    "widower",
    "son",
    "brother",
    "uncle",
    "grandfather",
    "boy",
    "nephew",
    "spokesman",
    "chairman",
    "policeman",
    "fireman",
    "fisherman",
    "businessman",
    "congressman",
    "monk",
    "priest",
    "king",
    "imam",
];

/// In order.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "academic", "activist", "actor", "actress", "adviser", "advisor", "agent", "aide", "ally", "ambassador",
    "analyst", "archbishop", "architect", "artist", "astronomer", "attorney", "aunt", "author", "baker",
    "banker", "barrister", "bishop", "bodyguard", "boss", "boy", "broker", "brother", "builder", "butcher",
    "bystander", "campaigner", "captain", "captor", "caretaker", "celebrity", "chairman", "chairwoman",
    "chancellor", "chaplain", "chef", "chemist", "churchwarden", "clerk", "climber", "coach", "colleague",
    "colonel", "columnist", "comedian", "commander", "commentator", "commissioner", "composer", "conductor",
    "constable", "consultant", "contractor", "cook", "coroner", "correspondent", "councillor", "counsel",
    "courier", "cousin", "critic", "curator", "customer", "cyclist", "daughter", "dealer", "dean",
    "defendant", "delegate", "deputy", "designer", "detective", "developer", "diplomat", "director", "doctor",
    "driver", "economist", "editor", "electrician", "employee", "engineer", "envoy", "executive", "expert",
    "eyewitness", "fan", "farmer", "father", "fighter", "firefighter", "fireman", "fisherman", "founder",
    "friend", "gardener", "general", "girl", "governor", "grandfather", "grandmother", "grower", "guard",
    "guest", "guide", "hairdresser", "headmaster", "headmistress", "hiker", "historian", "homeowner",
    "hostage", "hunter", "husband", "imam", "inmate", "insider", "inspector", "instructor", "interpreter",
    "investigator", "investor", "journalist", "judge", "juror", "keeper", "landlady", "landlord", "lawmaker",
    "lawyer", "leader", "lecturer", "librarian", "lieutenant", "lifeguard", "magistrate", "man", "manager",
    "mayor", "mechanic", "medic", "member", "merchant", "midwife", "migrant", "miner", "minister", "monk",
    "mother", "musician", "negotiator", "neighbor", "neighbour", "nephew", "niece", "novelist", "nun",
    "nurse", "observer", "officer", "official", "onlooker", "operative", "opponent", "organiser", "organizer", "owner",
    "paramedic", "parent", "partner", "passenger", "passer-by", "pastor", "patient", "pedestrian",
    "pensioner", "photographer", "physician", "pilot", "player", "plumber", "poet", "policeman",
    "policewoman", "politician", "pollster", "porter", "postman", "presenter", "president", "priest",
    "principal", "prisoner", "producer", "professor", "programmer", "prosecutor", "protester", "publisher",
    "pupil", "rabbi", "ranger", "referee", "refugee", "relative", "reporter", "representative", "rescuer",
    "researcher", "resident", "retailer", "rider", "rival", "sailor", "salesman", "scholar", "scientist",
    "secretary", "seller", "senator", "sergeant", "settler", "shepherd", "sheriff", "shopkeeper", "shopper",
    "singer", "sister", "skipper", "soldier", "solicitor", "son", "source", "specialist", "spokesman",
    "spokesperson", "spokeswoman", "staffer", "strategist", "striker", "student", "superintendent",
    "supervisor", "supporter", "surgeon", "survivor", "taxpayer", "teacher", "teammate", "technician",
    "teenager", "tenant", "therapist", "tourist", "trader", "trainer", "translator", "traveller", "treasurer",
    "trucker", "trustee", "uncle", "undertaker", "vendor", "vet", "veteran", "veterinarian", "vicar",
    "victim", "villager", "visitor", "volunteer", "voter", "waiter", "warden", "whistleblower", "widow",
    "widower", "wife", "witness", "woman", "worker", "writer",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nouns_are_in_order() {
        assert!(PEOPLE.is_sorted(), "{:?}", PEOPLE.windows(2).find(|pair| pair[0] > pair[1]));
    }
}
