//! The stem of a word: small letters without the endings of English number and tense.
//!
//! Light on purpose: names and foreign words should come through whole. It is Harman's s-stemmer ("How effective is
//! suffixing?", 1991) with `-ing`, `-ed` and a last `e` taken off, too.

/// Writes the stem of a word into a buffer that is emptied first. Figures lose the commas between their thousands.
pub(super) fn stem_into(word: &str, stem: &mut String) {
    stem.clear();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        stem.extend(word.chars().filter(|c| *c != ','));
        return;
    }
    if word.is_ascii() {
        let end = word.bytes().position(|byte| byte == b'\'').unwrap_or(word.len());
        stem.push_str(word.get(..end).unwrap_or_default());
        stem.make_ascii_lowercase();
    } else {
        let end = word.find(['\'', '’']).unwrap_or(word.len());
        stem.extend(word.get(..end).unwrap_or_default().chars().flat_map(char::to_lowercase));
    }
    take_number_off(stem);
    take_tense_off(stem);
    if stem.len() > 4 && stem.ends_with('e') {
        stem.pop();
    }
}

fn take_number_off(stem: &mut String) {
    if stem.len() <= 3 || !stem.ends_with('s') {
        return;
    }
    if stem.len() > 4 && stem.ends_with("ies") {
        stem.truncate(stem.len() - 3);
        stem.push('y');
    } else if stem.ends_with("sses") {
        stem.truncate(stem.len() - 2);
    } else if !stem.ends_with("ss") && !stem.ends_with("us") {
        stem.pop();
    }
}

fn take_tense_off(stem: &mut String) {
    let endings = ["ingly", "edly", "ing", "ed"];
    if !stem.ends_with(['g', 'd', 'y']) {
        return;
    }
    let Some(ending) = endings.iter().find(|e| stem.ends_with(*e) && stem.len() >= e.len() + 3)
    else {
        return;
    };
    stem.truncate(stem.len() - ending.len());
    let mut last = stem.chars().rev();
    if let (Some(a), Some(b)) = (last.next(), last.next())
        && a == b
        && !matches!(a, 'l' | 's' | 'z')
    {
        stem.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        let mut stem = String::from("before");
        stem_into(word, &mut stem);
        assert_eq!(stem, expected, "of {word}");
    }

    #[test]
    fn number_and_tense_come_off() {
        check("Agreements", "agreement");
        check("countries", "country");
        check("losses", "loss");
        check("planned", "plan");
        check("jailing", "jail");
        check("increase", "increas");
        check("increased", "increas");
        check("Malaysia’s", "malaysia");
    }

    #[test]
    fn short_words_and_names_stay() {
        check("gas", "gas");
        check("Chaos", "chao");
        check("US", "us");
        check("status", "status");
        check("Zürich", "zürich");
        check("8,500", "8500");
        check("3.6", "3.6");
    }
}
