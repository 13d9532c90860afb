//! Plurals and their singulars: agreements, wolves, grandchildren, kilometres; and words in "-s" that are verbs.

/// "Israelis", "taxis".
pub(super) fn in_is(word: &str) -> bool {
    const PLURALS: &[&str] = &[
        "israelis",
        "pakistanis",
        "iraqis",
        "saudis",
        "somalis",
        "bangladeshis",
        "yemenis",
        "kuwaitis",
        "nepalis",
        "qataris",
        "omanis",
        "bahrainis",
        "emiratis",
        "azerbaijanis",
        "yazidis",
        "kashmiris",
        "punjabis",
        "houthis",
        "bengalis",
        "taxis",
        "skis",
        "kiwis",
    ];
    PLURALS.iter().any(|plural| plural.eq_ignore_ascii_case(word))
}

/// The singular, lower-case form of a counted noun: `agreements` → `agreement`, `km` → `kilometre`.
pub(super) fn lemma(word: &str) -> String {
    let small = word.to_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().chain(UNITS).find(|(many, _)| *many == small) {
        return (*one).to_owned();
    }
    if let Some(stem) = small.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    if let Some(stem) =
        small.strip_suffix("men").filter(|s| !s.is_empty() && !NO_MEN.contains(&small.as_str()))
    {
        return format!("{stem}man");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if small.ends_with(ending) {
            return small.strip_suffix("es").unwrap_or(&small).to_owned();
        }
    }
    let keeps = ["ss", "us", "is"].iter().any(|ending| small.ends_with(ending)) && !in_is(&small);
    match small.strip_suffix('s') {
        Some(stem) if !keeps => stem.to_owned(),
        _ => small,
    }
}

/// Words in "-men" that are no plurals.
const NO_MEN: &[&str] = &[
    "specimen", "regimen", "abdomen", "omen", "yemen", "women", "acumen", "semen", "bremen",
    "amen", "turkmen",
];

/// Whether a word ends like "men" and is no plural.
pub(super) fn is_no_plural(word: &str) -> bool {
    NO_MEN.iter().any(|no| no.eq_ignore_ascii_case(word))
}

/// Whether it is a plural that no ending shows, or a noun that has one form.
pub(super) fn is_irregular(word: &str) -> bool {
    IRREGULAR.iter().any(|(plural, _)| plural.eq_ignore_ascii_case(word))
}

/// Whether a noun is its own plural: "police", "aircraft".
pub(super) fn has_one_form(word: &str) -> bool {
    IRREGULAR.iter().any(|(many, one)| many == one && many.eq_ignore_ascii_case(word))
}

/// Whether the plural is one that no other noun follows: "three people", "two feet".
pub(super) fn is_closed(word: &str) -> bool {
    #[rustfmt::skip]
    const ALONE: &[&str] = &[
        "children", "grandchildren", "stepchildren", "schoolchildren", "feet", "teeth",
        "mice", "geese", "oxen", "lives", "wives",
    ];
    ALONE.iter().any(|alone| alone.eq_ignore_ascii_case(word))
}

/// Whether the plural is of people, and other people may be named by it: "two women drivers", "two people smugglers".
pub(super) fn is_of_people(word: &str) -> bool {
    word.eq_ignore_ascii_case("people")
        || word.len() >= 3
            && word.is_ascii()
            && word.to_ascii_lowercase().ends_with("men")
            && (word.eq_ignore_ascii_case("women") || !is_no_plural(word))
}

/// Whether a plural looks like one of people: "drivers", "students".
pub(super) fn is_person(word: &str) -> bool {
    [
        "ers",
        "ors",
        "ists",
        "ants",
        "ents",
        "ians",
        "ees",
        "candidates",
        "athletes",
        "officials",
        "pilots",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

/// Whether a word in "-s" is hardly ever a noun: "includes", "seeks".
pub(super) fn is_verb(word: &str) -> bool {
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "accepts", "achieves", "adds", "admits", "affects", "agrees", "allows", "appears", "applies", "argues",
        "arrives", "asks", "becomes", "begins", "behaves", "believes", "belongs", "breaks", "brings", "builds",
        "buys", "carries", "causes", "chooses", "claims", "combines", "comes", "comprises", "consists",
        "contains", "continues", "costs", "covers", "creates", "decides", "defends", "delivers",
        "demonstrates", "denies", "depends", "describes", "deserves", "destroys", "differs", "does", "draws",
        "eats", "employs", "enables", "enjoys", "ensures", "enters", "exceeds", "exists", "expects", "expires",
        "explains", "explores", "faces", "fails", "feels", "fights", "follows", "gathers", "gets", "gives",
        "goes", "grows", "happens", "hears", "helps", "holds", "hosts", "illustrates", "includes", "involves",
        "joins", "keeps", "knows", "lacks", "lasts", "learns", "leaves", "lets", "lies", "lives", "looks",
        "loses", "maintains", "makes", "manages", "matters", "means", "meets", "needs", "obtains", "occupies",
        "occurs", "offers", "opens", "operates", "owns", "pays", "performs", "prepares", "prevents", "proves",
        "provides", "reaches", "receives", "recognises", "recognizes", "reduces", "reflects", "refuses",
        "rejects", "relies", "remains", "represents", "requires", "resumes", "retains", "returns", "runs",
        "sails", "says", "seeks", "seems", "sees", "sends", "serves", "shows", "sits", "speaks", "spends",
        "stands", "stays", "stretches", "suffers", "suggests", "survives", "takes", "teaches", "tells",
        "tends", "thinks", "threatens", "tries", "understands", "uses", "wants", "wins", "works", "writes",
    ];
    VERBS.binary_search(&word).is_ok()
}

/// Whether such a word is a noun right behind a number: "12 claims", "six wins".
pub(super) fn is_noun_too(word: &str) -> bool {
    #[rustfmt::skip]
    const NOUNS: &[&str] = &[
        "breaks", "causes", "claims", "costs", "covers", "draws", "faces", "fights", "holds", "hosts",
        "lies", "lives", "looks", "matters", "means", "needs", "offers", "remains", "returns", "runs", "sails",
        "shows", "stands", "stays", "stretches", "tries", "uses", "wins", "works", "leaves", "builds", "buys", "fails",
    ];
    NOUNS.contains(&word)
}

/// Plurals that no ending shows or that end another way than most, and nouns that have one form.
const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("grandchildren", "grandchild"),
    ("stepchildren", "stepchild"),
    ("schoolchildren", "schoolchild"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("geese", "goose"),
    ("oxen", "ox"),
    ("lives", "life"),
    ("wives", "wife"),
    ("housewives", "housewife"),
    ("knives", "knife"),
    ("wolves", "wolf"),
    ("calves", "calf"),
    ("halves", "half"),
    ("loaves", "loaf"),
    ("shelves", "shelf"),
    ("thieves", "thief"),
    ("scarves", "scarf"),
    ("hooves", "hoof"),
    ("elves", "elf"),
    ("potatoes", "potato"),
    ("tomatoes", "tomato"),
    ("heroes", "hero"),
    ("volcanoes", "volcano"),
    ("tornadoes", "tornado"),
    ("torpedoes", "torpedo"),
    ("mosquitoes", "mosquito"),
    ("buffaloes", "buffalo"),
    ("mangoes", "mango"),
    ("vetoes", "veto"),
    ("embargoes", "embargo"),
    ("movies", "movie"),
    ("ties", "tie"),
    ("pies", "pie"),
    ("lies", "lie"),
    ("cookies", "cookie"),
    ("zombies", "zombie"),
    ("calories", "calorie"),
    ("rookies", "rookie"),
    ("selfies", "selfie"),
    ("hippies", "hippie"),
    ("smoothies", "smoothie"),
    ("species", "species"),
    ("salmon", "salmon"),
    ("deer", "deer"),
    ("livestock", "livestock"),
    ("offspring", "offspring"),
    ("hovercraft", "hovercraft"),
    ("phenomena", "phenomenon"),
    ("larvae", "larva"),
    ("quizzes", "quiz"),
    ("aircraft", "aircraft"),
    ("spacecraft", "spacecraft"),
    ("personnel", "personnel"),
    ("police", "police"),
    ("staff", "staff"),
    ("crew", "crew"),
    ("cattle", "cattle"),
    ("sheep", "sheep"),
    ("fish", "fish"),
    ("criteria", "criterion"),
    ("media", "medium"),
    ("bacteria", "bacterium"),
    ("mice", "mouse"),
    ("buses", "bus"),
    ("viruses", "virus"),
    ("gases", "gas"),
    ("lenses", "lens"),
    ("analyses", "analysis"),
    ("bonuses", "bonus"),
    ("campuses", "campus"),
    ("choruses", "chorus"),
    ("circuses", "circus"),
    ("octopuses", "octopus"),
    ("walruses", "walrus"),
    ("atlases", "atlas"),
    ("crises", "crisis"),
];

/// Units by their short and American names.
const UNITS: &[(&str, &str)] = &[
    ("km", "kilometre"),
    ("kms", "kilometre"),
    ("kilometer", "kilometre"),
    ("kilometers", "kilometre"),
    ("m", "metre"),
    ("meter", "metre"),
    ("meters", "metre"),
    ("cm", "centimetre"),
    ("centimeters", "centimetre"),
    ("mm", "millimetre"),
    ("millimeters", "millimetre"),
    ("ft", "foot"),
    ("mi", "mile"),
    ("kg", "kilogram"),
    ("kgs", "kilogram"),
    ("kilo", "kilogram"),
    ("kilos", "kilogram"),
    ("g", "gram"),
    ("lb", "pound"),
    ("lbs", "pound"),
    ("ton", "tonne"),
    ("tons", "tonne"),
    ("liter", "litre"),
    ("liters", "litre"),
    ("persons", "person"),
    ("centuries", "century"),
    ("hrs", "hour"),
    ("mins", "minute"),
    ("min", "minute"),
    ("secs", "second"),
    ("ha", "hectare"),
    ("yds", "yard"),
    ("oz", "ounce"),
    ("kw", "kilowatt"),
    ("mw", "megawatt"),
    ("gw", "gigawatt"),
    ("kwh", "kilowatt-hour"),
    ("mwh", "megawatt-hour"),
    ("gwh", "gigawatt-hour"),
    ("kb", "kilobyte"),
    ("mb", "megabyte"),
    ("gb", "gigabyte"),
    ("tb", "terabyte"),
    ("hz", "hertz"),
    ("mhz", "megahertz"),
    ("ghz", "gigahertz"),
    ("inches", "inch"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_find_their_singular() {
        for (many, one) in [
            ("agreements", "agreement"),
            ("People", "person"),
            ("countries", "country"),
            ("buses", "bus"),
            ("km", "kilometre"),
            ("crashes", "crash"),
            ("aircraft", "aircraft"),
            ("grandchildren", "grandchild"),
            ("wolves", "wolf"),
            ("tomatoes", "tomato"),
            ("photos", "photo"),
            ("species", "species"),
            ("movies", "movie"),
            ("bases", "base"),
            ("GW", "gigawatt"),
        ] {
            assert_eq!(lemma(many), one);
        }
    }

    #[test]
    fn the_verbs_are_in_order() {
        for word in ["accepts", "costs", "includes", "seeks", "writes"] {
            assert!(is_verb(word), "{word}");
        }
        assert!(!is_verb("homes") && !is_verb("houses"));
    }
}
