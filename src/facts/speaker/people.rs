//! Nouns for people who speak without a name: "the engineer", "a juror", "her father".

use super::super::cues::Cues;
use super::super::page::Page;
use super::super::token::Shape;

/// Whether the token is a common noun for somebody who may speak.
pub(super) fn is_teller(page: &Page<'_>, at: usize) -> bool {
    // "open-source", "driver-less"
    let part = page.is_hyphen(at + 1)
        || page.is_hyphen(at.wrapping_sub(1))
            && !["co", "vice", "ex", "under", "non", "sub"].contains(&page.word_before(at, 2));
    if part {
        return false;
    }
    if page.shape(at) == Some(Shape::Title) {
        let pointed =
            page.is(at.wrapping_sub(1), "the") && page.shape(at + 1) == Some(Shape::Lower);
        return (opens(page, at) || pointed)
            && (page.has(at, Cues::SOURCE) || is_listed(&page.word(at).to_lowercase()));
    }
    page.shape(at) == Some(Shape::Lower)
        && (page.has(at, Cues::SOURCE)
            || is_listed(page.word(at)) && !stands_before(page, at)
            || is_epithet(page.word(at))
            || is_learned(page.word(at)) && !page.has(at, Cues::VERB)
            || is_who(page, at))
}

/// "the chief concern", "a head start": words for somebody that stand before a noun as often.
fn stands_before(page: &Page<'_>, at: usize) -> bool {
    ["chief", "head", "model", "host", "teen", "youth", "suspect", "premier"]
        .contains(&page.word(at))
        && page.shape(at + 1) == Some(Shape::Lower)
        && !page.has_any(at + 1, Cues::STOP.or(Cues::SAY).or(Cues::VERB))
}

/// "A churchwarden, who asked not to be named": what "who" stands for is somebody.
fn is_who(page: &Page<'_>, at: usize) -> bool {
    let comma = usize::from(page.is(at + 1, ","));
    page.is(at + 1 + comma, "who")
        && !page.has_any(at, Cues::STOP.or(Cues::VERB).or(Cues::SAY).or(Cues::PERIOD))
}

/// Whether the token begins its sentence, where a capital says nothing.
fn opens(page: &Page<'_>, at: usize) -> bool {
    matches!(page.word_before(at, 1), "“" | "‘" | "\"" | "'")
        || page.sentences.get(page.sentence_of(at)).is_some_and(|s| s.tokens.start == at)
}

/// Whether the token is a common noun for a body or a paper that speaks: "the ministry", "a report".
pub(super) fn is_body(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Lower) && BODIES.contains(&page.word(at))
}

#[rustfmt::skip]
const BODIES: &[&str] = &[
    "academy", "ad", "administration", "advert", "advertisement", "affidavit", "agency", "airline", "army",
    "article", "association", "authority", "autobiography", "bank", "banner", "biography", "board", "brief",
    "bureau", "cabinet", "campaign", "caption", "chamber", "charity", "church", "club", "coalition", "college",
    "commission", "committee", "company", "complaint", "congress", "consortium", "corporation", "council", "court",
    "decision", "decree", "delegation", "department", "diary", "directorate", "document", "e-mail", "editorial",
    "email", "embassy", "faction", "federation", "filing", "firm", "foundation", "government", "group", "guidance",
    "guidelines", "headline", "hospital", "indictment", "institute", "judgement", "judgment", "lawsuit", "leaflet",
    "letter", "magazine", "manifesto", "memo", "memoir", "memorandum", "message", "military", "ministry",
    "monarchy", "motion", "movement", "navy", "newspaper", "note", "notice", "operator", "organisation",
    "organization", "palace", "panel", "paper", "parliament", "party", "placard", "plaque", "policy", "poll",
    "post", "poster", "proposal", "regime", "regulator", "release", "report", "resolution", "ruling", "school",
    "secretariat", "senate", "sign", "slogan", "society", "statement", "station", "study", "survey", "team",
    "testimony", "think-tank", "transcript", "tribunal", "trust", "tweet", "union", "university", "verdict",
    "warrant", "watchdog", "website",
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
    "striker", "midfielder", "defender", "goalkeeper", "winger", "forward", "skipper", "champion", "runner",
    "swimmer", "sprinter", "golfer", "cyclist", "jockey", "boxer", "veteran", "star", "singer", "actor",
    "actress", "rapper", "teenager", "billionaire", "lawmaker", "politician", "novelist", "director", "holder",
    "finalist", "winner", "businessman", "businesswoman", "activist", "pacer", "bowler", "batter", "chief",
    "boss", "leader", "premier", "songstress", "hitmaker", "comedian", "presenter", "influencer", "mogul",
    "tycoon", "entrepreneur", "magnate", "youngster", "quarterback", "pitcher", "musician", "rocker",
    "frontman", "guitarist", "drummer", "broadcaster", "incumbent", "congressman", "congresswoman", "pontiff",
    "monarch", "youtuber", "filmmaker", "designer", "strongman", "playmaker", "fast-bowler", "all-rounder",
    "batsman", "centre-back", "full-back", "fly-half", "scrum-half", "racer", "snowboarder", "gymnast",
    "wrestler", "heavyweight", "philanthropist", "magician", "supermodel", "duchess", "duke", "candidate",
    "nominee", "professor", "author", "co-author", "academic", "economist", "historian", "physicist",
    "biologist", "artist", "composer", "photographer", "researcher", "scientist", "executive", "founder",
    "co-founder", "philosopher", "linguist", "archaeologist", "anthropologist", "geologist", "astronomer",
    "sociologist", "psychologist",
];

/// Whether "he" or "she" can stand for the noun.
pub(super) fn can_be(noun: &str, pronoun: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| noun.eq_ignore_ascii_case(word));
    match pronoun.to_ascii_lowercase().as_str() {
        "he" => !is_many(noun) && !any(WOMEN),
        "she" => !is_many(noun) && !any(MEN),
        "they" => true,
        _ => false,
    }
}

/// Whether the noun stands for more than one.
pub(super) fn is_many(noun: &str) -> bool {
    let noun = noun.to_ascii_lowercase();
    noun.ends_with('s')
        || ["people", "men", "women", "children", "police"].contains(&noun.as_str())
        || noun.ends_with("men")
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
    "academic", "accountant", "acquaintance", "activist", "actor", "actress", "adviser", "advisor", "agent",
    "aide", "alderman", "ally", "ambassador", "analyst", "appellant", "archbishop", "architect", "artist",
    "assemblyman", "assemblywoman", "associate", "astronaut", "astronomer", "attorney", "auditor", "aunt",
    "author", "baker", "bandmate", "banker", "barrister", "bartender", "biologist", "bishop", "blogger",
    "bodyguard", "bookkeeper", "boss", "boy", "boyfriend", "broadcaster", "broker", "brother", "builder",
    "butcher", "bystander", "caller", "campaigner", "candidate", "captain", "captive", "captor", "cardinal",
    "caretaker", "catcher", "celebrity", "chairman", "chairwoman", "chancellor", "chaplain", "chef", "chemist",
    "chief", "children", "churchwarden", "claimant", "classmate", "clerk", "climber", "co-author", "co-founder",
    "co-star", "co-worker", "coach", "coauthor", "cofounder", "colleague", "colonel", "columnist", "comedian",
    "commander", "commentator", "commenter", "commissioner", "complainant", "composer", "comptroller",
    "conductor", "confidant", "confidante", "congregant", "congressman", "congresswoman", "constable",
    "consultant", "contractor", "cook", "cop", "coroner", "correspondent", "cosmonaut", "costar", "councillor",
    "councilman", "councilor", "councilwoman", "counsel", "counsellor", "counselor", "counterpart", "courier",
    "cousin", "coworker", "creator", "critic", "curator", "customer", "cyclist", "dad", "dancer", "daughter",
    "dealer", "dean", "defence", "defendant", "defense", "delegate", "deputy", "designer", "detective",
    "developer", "diplomat", "director", "diver", "doctor", "driver", "drummer", "economist", "editor",
    "electrician", "employee", "engineer", "entrepreneur", "envoy", "ex-boyfriend", "ex-girlfriend",
    "ex-husband", "ex-wife", "executive", "expert", "explorer", "eyewitness", "fan", "farmer", "father",
    "fiance", "fiancee", "fighter", "filmmaker", "firefighter", "fireman", "fisherman", "founder", "friend",
    "frontman", "gamer", "gardener", "general", "girl", "girlfriend", "godfather", "governor",
    "governor-general", "granddaughter", "grandfather", "grandma", "grandmother", "grandpa", "grandson",
    "grower", "guard", "guest", "guide", "hairdresser", "head", "headmaster", "headmistress", "headteacher",
    "hiker", "historian", "hitmaker", "homeowner", "host", "hostage", "housemate", "hunter", "husband", "imam",
    "influencer", "inmate", "insider", "inspector", "instructor", "intern", "interpreter", "inventor",
    "investigator", "investor", "journalist", "judge", "juror", "keeper", "king", "landlady", "landlord",
    "lawmaker", "lawyer", "leader", "lecturer", "librarian", "lieutenant", "lifeguard", "listener", "lobbyist",
    "lover", "magistrate", "magnate", "man", "manager", "mayor", "mechanic", "mediator", "medic", "member",
    "men", "mentor", "merchant", "midwife", "migrant", "miner", "minister", "model", "mogul", "mom", "monarch",
    "monk", "mother", "mountaineer", "mum", "musician", "narrator", "negotiator", "neighbor", "neighbour",
    "nephew", "niece", "nominee", "novelist", "nun", "nurse", "observer", "offender", "officer", "official",
    "ombudsman", "onlooker", "operative", "opponent", "organiser", "organizer", "owner", "paramedic", "parent",
    "parishioner", "partner", "passenger", "passer-by", "pastor", "patient", "pedestrian", "pensioner",
    "people", "perpetrator", "person", "petitioner", "photographer", "physician", "pilot", "pitcher",
    "plaintiff", "player", "playwright", "plumber", "poet", "policeman", "policemen", "policewoman",
    "policymaker", "politician", "pollster", "pontiff", "pope", "porter", "postman", "premier", "presenter",
    "president", "priest", "prince", "princess", "principal", "prisoner", "producer", "professor", "programmer",
    "prosecution", "prosecutor", "protester", "provost", "psychologist", "publisher", "pupil", "quarterback",
    "queen", "rabbi", "ranger", "reader", "rector", "referee", "refugee", "relative", "reporter",
    "representative", "rescuer", "researcher", "resident", "respondent", "retailer", "rider", "rival",
    "roommate", "sailor", "salesman", "scholar", "scientist", "screenwriter", "secretary", "seller", "senator",
    "sergeant", "settler", "shareholder", "shepherd", "sheriff", "shopkeeper", "shopper", "singer", "sister",
    "skier", "skipper", "soldier", "solicitor", "son", "songstress", "songwriter", "source", "specialist",
    "spokesman", "spokesmen", "spokespeople", "spokesperson", "spokeswoman", "staffer", "stakeholder",
    "stepdaughter", "stepfather", "stepmother", "stepson", "strategist", "streamer", "striker", "student",
    "subscriber", "superintendent", "supervisor", "supporter", "surfer", "surgeon", "survivor", "suspect",
    "taxpayer", "teacher", "teammate", "technician", "teen", "teenager", "tenant", "therapist", "tourist",
    "trader", "trainer", "translator", "traveller", "treasurer", "trooper", "trucker", "trustee", "tycoon",
    "uncle", "undersecretary", "undertaker", "user", "vendor", "vet", "veteran", "veterinarian", "vicar",
    "victim", "viewer", "villager", "visitor", "volunteer", "voter", "waiter", "warden", "whistleblower",
    "widow", "widower", "wife", "witness", "woman", "women", "worker", "worshiper", "worshipper", "writer",
    "youngster", "youth", "youtuber",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nouns_are_in_order() {
        assert!(PEOPLE.is_sorted(), "{:?}", PEOPLE.windows(2).find(|pair| pair[0] > pair[1]));
    }
}
