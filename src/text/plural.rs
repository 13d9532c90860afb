//! English plurals, for the few words the program itself puts behind a number.

/// The English plural of a lemma.
pub fn plural(noun: &str) -> String {
    const IRREGULAR: [(&str, &str); 6] = [
        ("person", "people"),
        ("man", "men"),
        ("woman", "women"),
        ("child", "children"),
        ("life", "lives"),
        ("foot", "feet"),
    ];
    if let Some((_, plural)) = IRREGULAR.iter().find(|(singular, _)| *singular == noun) {
        return (*plural).to_owned();
    }
    if UNCHANGED.contains(&noun) {
        return noun.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("man").filter(|_| !NO_MEN.contains(&noun)) {
        return format!("{stem}men");
    }
    let consonant_y =
        noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    if let Some(stem) = consonant_y {
        return format!("{stem}ies");
    }
    if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

/// Nouns and units that have one form.
const UNCHANGED: &[&str] = &[
    "aircraft",
    "cattle",
    "crew",
    "fish",
    "gmt",
    "hertz",
    "kph",
    "mph",
    "personnel",
    "police",
    "series",
    "sheep",
    "spacecraft",
    "staff",
];

/// Words in "-man" that are no men.
#[rustfmt::skip]
const NO_MEN: &[&str] = &[
    "ataman", "brahman", "caiman", "cayman", "german", "hetman", "human", "norman", "ottoman", "roman", "shaman",
    "talisman", "toman", "turkman", "walkman",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_those_of_english() {
        for (one, many) in [
            ("agreement", "agreements"),
            ("person", "people"),
            ("city", "cities"),
            ("day", "days"),
            ("bus", "buses"),
            ("gunman", "gunmen"),
            ("german", "germans"),
            ("mph", "mph"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
