//! Names of months and of zones.

/// Beginnings of the names of months in the languages of feeds, in lower case; the longer one stands first where one
/// begins the other. English, German, French, Spanish, Italian, Portuguese, Dutch, the north, Polish, Czech,
/// Hungarian, Greek, Russian and Ukrainian, Turkish, Indonesian.
const MONTHS: [(i64, &[&str]); 12] = [
    (1, &["jan", "jän", "ene", "gen", "jän", "styc", "led", "ιαν", "янв", "січ", "oca"]),
    (2, &["feb", "fév", "fev", "lut", "úno", "φεβ", "фев", "лют", "şub"]),
    (3, &["mar", "mär", "maa", "mrt", "bře", "már", "μαρ", "μάρ", "мар", "бер"]),
    (4, &["apr", "avr", "abr", "kwi", "dub", "ápr", "απρ", "апр", "кві", "nis"]),
    (
        5,
        &[
            "may", "mai", "maj", "mei", "mag", "kvě", "máj", "μαϊ", "μάι", "μαι", "май", "мая",
            "тра",
        ],
    ),
    (6, &["jun", "juin", "giu", "cze", "červn", "jún", "ιούν", "ιουν", "июн", "чер", "haz"]),
    (7, &["jul", "juil", "lug", "lip", "červen", "júl", "ιούλ", "ιουλ", "июл", "лип", "tem"]),
    (8, &["aug", "aoû", "aou", "ago", "sie", "srp", "αυγ", "αύγ", "авг", "сер", "ağu", "agu"]),
    (9, &["sep", "set", "wrz", "zář", "sze", "σεπ", "сен", "вер", "eyl"]),
    (10, &["oct", "okt", "out", "ott", "paź", "říj", "οκτ", "окт", "жов", "eki"]),
    (11, &["nov", "listopad", "νοε", "νοέ", "ноя", "ноября", "kas"]),
    (12, &["dec", "dez", "déc", "dic", "des", "gru", "pro", "δεκ", "дек", "гру", "ara"]),
];

/// The month that a word names. `word` is in lower case.
pub(super) fn month(word: &str) -> Option<i64> {
    if word.chars().count() < 3 {
        return None;
    }
    let fits = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    MONTHS.iter().find(|(_, names)| fits(names)).map(|(month, _)| *month)
}

/// Minutes that the clocks of a zone are ahead of UTC.
const ZONES: [(&str, i64); 56] = [
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("z", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("sast", 120),
    ("cat", 120),
    ("wat", 60),
    ("eat", 180),
    ("msk", 180),
    ("msd", 240),
    ("trt", 180),
    ("irst", 210),
    ("gst", 240),
    ("pkt", 300),
    ("ist", 330),
    ("npt", 345),
    ("bdt", 360),
    ("ict", 420),
    ("wib", 420),
    ("sgt", 480),
    ("hkt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("adt", -180),
    ("ast", -240),
    ("edt", -240),
    ("est", -300),
    ("et", -300),
    ("cdt", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("akst", -540),
    ("hst", -600),
    ("brt", -180),
];

/// Seconds that a zone is ahead of UTC: `+0200`, `GMT+2`, `PST`, nothing. `None` where it is no zone.
pub(super) fn offset(zone: &str) -> Option<i64> {
    let zone = zone.trim_matches(['(', ')', '[', ']', ' ']);
    let word_len = zone.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(zone.len());
    let (word, rest) = zone.split_at_checked(word_len)?;
    let named = if word.is_empty() { 0 } else { named(word)? };
    let rest = rest.trim_start();
    if rest.is_empty() || rest.starts_with(['(', '[']) {
        return Some(named);
    }
    let signed = signed(rest);
    if word.is_empty() { signed } else { Some(named + signed.unwrap_or(0)) }
}

/// Seconds ahead of UTC of a named zone.
pub(super) fn named(word: &str) -> Option<i64> {
    let known = ZONES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name));
    known.map(|(_, minutes)| minutes * 60)
}

/// `+02:00`, `-0530`, `+2`; words behind it are not heeded.
fn signed(text: &str) -> Option<i64> {
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, text.get(1..)?),
        '-' => (-1, text.get(1..)?),
        '−' | '–' => (-1, text.get('−'.len_utf8()..)?),
        _ => return None,
    };
    let rest = rest.trim_start_matches(['+', '-']);
    let digits: String = rest.chars().take(6).filter(|c| *c != ':').collect();
    let len = super::iso::count(&digits);
    let (hours, minutes): (i64, i64) = match len {
        1 | 2 => (digits.get(..len)?.parse().ok()?, 0),
        3 => (digits.get(..1)?.parse().ok()?, digits.get(1..3)?.parse().ok()?),
        4.. => (digits.get(..2)?.parse().ok()?, digits.get(2..4)?.parse().ok()?),
        0 => return None,
    };
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}
