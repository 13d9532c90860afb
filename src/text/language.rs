//! The names of languages, as feeds and pages write them, to tags (BCP 47, RFC 5646).

/// Languages by their names in English and in themselves, and by the codes of three letters that are none in a tag.
const NAMES: [(&str, &[&str]); 34] = [
    ("ar", &["ara", "arabic", "العربية"]),
    ("bg", &["bul", "bulgarian", "български"]),
    ("ca", &["cat", "catalan", "català"]),
    ("cs", &["ces", "cze", "czech", "čeština"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("el", &["ell", "gre", "greek", "ελληνικά"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish", "español", "espanol", "castellano"]),
    ("et", &["est", "estonian", "eesti"]),
    ("fa", &["fas", "per", "persian", "farsi", "فارسی"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fr", &["fra", "fre", "french", "français", "francais"]),
    ("he", &["heb", "hebrew", "iw", "עברית"]),
    ("hi", &["hin", "hindi", "हिन्दी"]),
    ("hr", &["hrv", "croatian", "hrvatski"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("id", &["ind", "indonesian", "in", "bahasa"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ja", &["jpn", "japanese", "日本語"]),
    ("ko", &["kor", "korean", "한국어"]),
    ("lt", &["lit", "lithuanian", "lietuvių"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("no", &["nor", "norwegian", "norsk"]),
    ("pl", &["pol", "polish", "polski"]),
    ("pt", &["por", "portuguese", "português", "portugues"]),
    ("ro", &["ron", "rum", "romanian", "română"]),
    ("ru", &["rus", "russian", "русский"]),
    ("sr", &["srp", "serbian", "српски"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("th", &["tha", "thai", "ไทย"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("uk", &["ukr", "ukrainian", "українська"]),
    ("zh", &["zho", "chi", "chinese", "中文"]),
];

/// The tag that is meant: `en_us` is `en-US`, `English` is `en`; of several the first. `None` where none can be.
pub fn tag(raw: &str) -> Option<String> {
    let first = raw.split([',', ';', '/', '(', '.', '|']).next().unwrap_or_default().trim();
    let parts: Vec<&str> = first.split(['-', '_', ' ']).filter(|part| !part.is_empty()).collect();
    let (language, rest) = parts.split_first()?;
    let language = language.to_lowercase();
    let named = NAMES.iter().find(|(_, names)| names.contains(&language.as_str()));
    let mut tag = named.map_or(language, |(tag, _)| (*tag).to_owned());
    if !(2..=3).contains(&tag.len()) || !tag.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    // "de la Nación", "not specified": words, and no tag.
    let is_region = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase());
    if named.is_none() && first.contains(' ') && !matches!(rest, [part] if is_region(part)) {
        return None;
    }
    // Behind blanks stands something else: "en US" is a tag, "English edition" is not all one.
    let is_part = |part: &&str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    for part in rest.iter().copied().take_while(is_part).take(MOST_PARTS) {
        match (part.len(), first.contains(['-', '_'])) {
            (2, _) => tag.extend(["-", &part.to_ascii_uppercase()]),
            (4, true) => tag.extend(["-", &capital(part)]),
            (_, true) => tag.extend(["-", &part.to_ascii_lowercase()]),
            (_, false) => break,
        }
    }
    Some(tag)
}

/// More parts say nothing that anybody asks for.
const MOST_PARTS: usize = 4;

/// The name of a script has one capital.
fn capital(part: &str) -> String {
    let lower = part.to_ascii_lowercase();
    let (head, tail) = lower.split_at_checked(1).unwrap_or((&lower, ""));
    head.to_ascii_uppercase() + tail
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_meant_is_a_tag() {
        for (raw, expected) in [
            ("en", "en"),
            ("EN", "en"),
            ("en_us", "en-US"),
            ("en-us", "en-US"),
            ("de_DE.UTF-8", "de-DE"),
            ("English", "en"),
            ("English (US)", "en"),
            ("english edition", "en"),
            ("Deutsch", "de"),
            ("zh_hant_tw", "zh-Hant-TW"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
            ("es-419", "es-419"),
            ("en, de", "en"),
            ("eng", "en"),
            ("日本語", "ja"),
            (" fr ", "fr"),
            ("ast", "ast"),
        ] {
            assert_eq!(tag(raw).as_deref(), Some(expected), "{raw}");
        }
        for raw in ["", "-", "x", "klingonese", "12", "ÄÖ", "<none>"] {
            assert_eq!(tag(raw), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn a_tag_stays_as_it_is(raw in "\\PC{0,24}") {
            if let Some(found) = tag(&raw) {
                prop_assert_eq!(tag(&found), Some(found));
            }
        }
    }
}
