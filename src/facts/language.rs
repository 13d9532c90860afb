//! Whether a text is English: by what the caller says, else by its everyday words.
//!
//! English makes four words in ten out of its function words ([`Cues::STOP`]); no other language comes near. Where the answer is no,
//! the engine keeps to what needs no grammar: numbers, money, percentages, quotations and names with a capital.

use super::cues::Cues;
use super::page::Page;

/// Words looked at; more would not change the answer.
const SAMPLE: usize = 400;

/// Whether the text is English, as far as can be told. Texts too short to tell count as English.
pub(super) fn is_english(page: &Page<'_>, declared: Option<&str>) -> bool {
    if let Some(language) = declared.filter(|l| !l.is_empty() && !l.eq_ignore_ascii_case("und")) {
        return language.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("en"));
    }
    let words = || {
        (0..page.tokens.len())
            .filter(|at| page.tokens.get(*at).is_some_and(super::token::Token::is_word))
            .take(SAMPLE)
    };
    let all = words().count();
    let english = words().filter(|at| page.has(*at, Cues::STOP)).count();
    let latin =
        page.text.bytes().take(2000).filter(u8::is_ascii).count() * 2 > page.text.len().min(2000);
    latin && (all < 12 || english * 4 >= all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_tell_the_language() {
        let english = "The president of the country said on Monday that he will not come to the talks with the others.";
        let french = "Le président de la République a déclaré lundi que la réunion des ministres aura lieu dans la capitale.";
        assert!(is_english(&Page::new(english), None));
        assert!(!is_english(&Page::new(french), None));
        assert!(!is_english(&Page::new(english), Some("fr")));
        assert!(is_english(&Page::new(french), Some("en-GB")));
    }
}
