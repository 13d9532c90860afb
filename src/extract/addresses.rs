//! Addresses that stand in a text as words: they become links like those that a page makes.
//!
//! Plain text knows no other links, and writers of pages often leave theirs unmarked. The text is not touched.

use std::ops::Range;

use super::draft::Piece;
use crate::news::BlockKind;
use crate::text::Link;

/// Adds a link for each address that is not part of one yet.
pub(super) fn link(piece: &mut Piece) {
    if piece.kind == BlockKind::Code || !piece.text.contains("://") {
        return;
    }
    let text = piece.text.as_str();
    let mut from = 0;
    while let Some(range) = next(text, from) {
        from = range.end.max(from + 1);
        let is_linked =
            |(other, _): &(Range<usize>, Link)| other.start < range.end && range.start < other.end;
        if piece.links.iter().any(is_linked) {
            continue;
        }
        if let Some(link) = text.get(range.clone()).and_then(|words| Link::parse(words).ok()) {
            piece.links.push((range, link));
        }
    }
}

/// The next address at `from` or behind it.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let starts = ["http://", "https://"].into_iter().filter_map(|scheme| rest.find(scheme));
    let start = from + starts.min()?;
    let rest = text.get(start..)?;
    let end = rest.find(ends).unwrap_or(rest.len());
    Some(start..start + without_stop(rest.get(..end)?).len())
}

/// Whether an address ends before this character.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '`' | '{' | '}' | '|' | '\\')
        // A text without spaces goes on behind the address, in letters and stops of its own.
        || matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}')
}

/// An address without what belongs to the sentence around it: a stop, a bracket that was opened before it.
fn without_stop(mut address: &str) -> &str {
    while let Some(last) = address.chars().next_back() {
        let opened = |open: char| address.matches(open).count();
        let is_stop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | '*' | '_' => true,
            ')' => opened('(') < opened(')'),
            ']' => opened('[') < opened(']'),
            _ => false,
        };
        if !is_stop {
            break;
        }
        address = address.get(..address.len() - last.len_utf8()).unwrap_or_default();
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Prose;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut piece = Piece::paragraph(Prose::text(text));
        link(&mut piece);
        let found: Vec<&str> =
            piece.links.iter().map(|(range, _)| &piece.text[range.clone()]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        check("See https://a.example/b.", &["https://a.example/b"]);
        check("(at http://a.example/b), too", &["http://a.example/b"]);
        check("<https://a.example/b?c=d&e=f#g>", &["https://a.example/b?c=d&e=f#g"]);
        check("https://a.example/War_(film) is", &["https://a.example/War_(film)"]);
        check("“https://a.example/b”…", &["https://a.example/b"]);
        check("见https://a.example/b。第二", &["https://a.example/b"]);
        check(
            "https://a.example/1 https://a.example/2",
            &["https://a.example/1", "https://a.example/2"],
        );
    }

    #[test]
    fn what_is_no_address_is_no_link() {
        check("https:// and http://", &[]);
        check("ftp://a.example/b and a://b", &[]);
        check("https://user:secret@a.example/", &[]);
        check("no address at all", &[]);
    }

    #[test]
    fn a_link_of_the_page_stays_as_it_is() {
        let mut piece = Piece::paragraph(Prose::line("https://a.example/ and more"));
        let there = Link::parse("https://b.example/").expect("an address");
        piece.links.push((0..18, there.clone()));
        link(&mut piece);
        assert_eq!(piece.links, [(0..18, there)]);
    }

    #[test]
    fn code_has_no_links() {
        let mut piece = Piece::new(BlockKind::Code, Prose::text("curl https://a.example/"));
        link(&mut piece);
        assert_eq!(piece.links, []);
    }
}
