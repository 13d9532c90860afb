//! Why there is no article in a page.

use super::html::{Name, Token, Tokens, decode};
use super::{ReadError, wall};

/// A page with less text of its own (bytes) is a frame that programs are to fill.
const FRAME_BYTES: usize = 200;

/// Tells a page that only its programs could fill from one that has words, but no article.
pub(super) fn why(html: &str) -> ReadError {
    let (mut runs, mut text, mut unseen) = (false, 0, None);
    let (mut asks, mut consents) = (false, false);
    for token in Tokens::new(html) {
        match token {
            Token::Open(tag) => {
                runs |= tag.name == Name::Script;
                unseen = unseen.or(Some(tag.name).filter(|name| is_unseen(*name)));
            }
            Token::Close(name) => unseen = unseen.filter(|open| *open != name),
            Token::Text(words) if unseen.is_none() => {
                text += words.trim().len();
                asks |= wall::asks(&decode(words));
                consents |= wall::is_button(words);
            }
            Token::Text(_) => {}
        }
    }
    match (asks, consents) {
        (true, _) => ReadError::Walled,
        (_, true) => ReadError::Consent,
        _ if runs && text < FRAME_BYTES => ReadError::Scripted,
        _ => ReadError::NoArticle,
    }
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
        let told = format!(
            "<div></div><script>x</script><noscript><p>{}</p></noscript>",
            "Enable <b>it</b>. ".repeat(40)
        );
        assert_eq!(why(&told), ReadError::Scripted);
        let consent =
            format!("<script>x</script><form><p>{}</p></form>", "We use cookies. ".repeat(20));
        assert_eq!(why(&consent), ReadError::NoArticle);
        assert_eq!(why("<html><body></body></html>"), ReadError::NoArticle);
    }
}
