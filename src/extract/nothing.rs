//! Why there is no article in a page.

use super::ReadError;
use super::html::Token;
use super::html::{Name, Tokens};

/// A page with less text of its own (bytes) is a frame that programs are to fill.
const FRAME_BYTES: usize = 200;

/// Tells a page that only its programs could fill from one that has words, but no article.
pub(super) fn why(html: &str) -> ReadError {
    let (mut runs, mut text, mut within) = (false, 0, Name::Body);
    for token in Tokens::new(html) {
        match token {
            Token::Open(tag) => {
                runs |= tag.name == Name::Script;
                within = tag.name;
            }
            Token::Close(_) => within = Name::Body,
            Token::Text(words) if !is_unseen(within) => text += words.trim().len(),
            Token::Text(_) => {}
        }
    }
    if runs && text < FRAME_BYTES { ReadError::Scripted } else { ReadError::NoArticle }
}

fn is_unseen(name: Name) -> bool {
    matches!(name, Name::Script | Name::Style | Name::Title | Name::Noscript | Name::Template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_for_programs_is_told_from_words_without_an_article() {
        let frame = "<html><head><title>App</title></head><body><div id=root></div><script src=/a.js></script>\
            <noscript>Enable JavaScript</noscript></body></html>";
        assert_eq!(why(frame), ReadError::Scripted);
        let consent =
            format!("<script>x</script><form><p>{}</p></form>", "We use cookies. ".repeat(20));
        assert_eq!(why(&consent), ReadError::NoArticle);
        assert_eq!(why("<html><body></body></html>"), ReadError::NoArticle);
    }
}
