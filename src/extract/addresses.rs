//! Addresses that stand in a text as words: they become links like those that a page makes.
//!
//! Plain text knows no other links, and writers of pages often leave theirs unmarked. The words for a picture become
//! the link to it. The text is not touched.

use std::ops::Range;

use super::draft::Piece;
use crate::news::BlockKind;
use crate::text::Link;

/// Adds a link for each address that is not part of one yet, and the one of a picture.
pub(super) fn link(piece: &mut Piece) {
    if let Some(link) = piece.picture.take().filter(|_| piece.links.is_empty()) {
        piece.links.push((0..piece.text.len(), link.without_trackers()));
        return;
    }
    if piece.kind == BlockKind::Code || !piece.text.contains("://") {
        return;
    }
    let mut known: Vec<Range<usize>> = piece.links.iter().map(|(at, _)| at.clone()).collect();
    known.sort_by_key(|range| range.start);
    let mut known = known.into_iter().peekable();
    let mut from = 0;
    while let Some(found) = next(&piece.text, from) {
        from = found.end.max(found.start + 1);
        // Both are gone through once, in their order.
        while known.next_if(|other| other.end <= found.start).is_some() {}
        if known.peek().is_some_and(|other| other.start < found.end) {
            continue;
        }
        let address = piece.text.get(found.clone()).and_then(|words| Link::parse(words).ok());
        piece.links.extend(address.map(|link| (found, link.without_trackers())));
    }
}

/// The next address at `from` or behind it.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut from = from;
    loop {
        let start = from + text.get(from..)?.find("http")?;
        let rest = text.get(start..)?;
        if ["http://", "https://"].iter().any(|scheme| rest.starts_with(scheme)) {
            let end = rest.find(ends).unwrap_or(rest.len());
            return Some(start..start + without_stop(rest.get(..end)?).len());
        }
        from = start + "http".len();
    }
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
    let count = |sign: char| address.matches(sign).count();
    let (mut round, mut square) =
        (count(')').saturating_sub(count('(')), count(']').saturating_sub(count('[')));
    while let Some(last) = address.chars().next_back() {
        let is_stop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | '*' | '_' => true,
            ')' => take_one(&mut round),
            ']' => take_one(&mut square),
            _ => false,
        };
        if !is_stop {
            break;
        }
        address = address.get(..address.len() - last.len_utf8()).unwrap_or_default();
    }
    address
}

fn take_one(surplus: &mut usize) -> bool {
    let has_one = *surplus > 0;
    *surplus = surplus.saturating_sub(1);
    has_one
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

    /// Quadratic time would be hours here.
    #[test]
    fn addresses_without_end_are_read_in_linear_time() {
        let many = [
            "http://a ".repeat(200_000),
            "http https:/".repeat(100_000),
            format!("http://a/{}", ")".repeat(1_000_000)),
        ];
        for text in many {
            let mut piece = Piece::paragraph(Prose::owned(text));
            link(&mut piece);
            assert!(piece.links.len() <= 200_000);
        }
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
    fn the_words_for_a_picture_lead_to_it() {
        let there = Link::parse("https://a.example/boat.jpg").expect("an address");
        let mut piece = Piece::new(BlockKind::Image, Prose::line("A boat"));
        piece.picture = Some(there.clone());
        link(&mut piece);
        assert_eq!(piece.links, [(0..6, there)]);
    }

    #[test]
    fn code_has_no_links() {
        let mut piece = Piece::new(BlockKind::Code, Prose::text("curl https://a.example/"));
        link(&mut piece);
        assert_eq!(piece.links, []);
    }
}
