//! Captions: what stands under a picture, and whose picture it is.
//!
//! A paragraph is a caption if it ends in a picture credit. The credit is parted from the words; a caption that the
//! page gives twice, often glued to itself, is told apart here too.

use memchr::memchr2_iter;

/// A caption and whose picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caption<'a> {
    /// The words; empty where the line is a credit alone.
    pub words: &'a str,
    /// Who took or sent the picture.
    pub credit: &'a str,
}

/// Words that introduce a credit. Those with a colon stand anywhere, the others at the beginning of the credit only.
const CUES: &[&str] = &[
    "photo:",
    "photos:",
    "photo credit:",
    "photo by:",
    "photo by ",
    "photos by ",
    "photograph:",
    "photograph by ",
    "photographs by ",
    "photography by ",
    "picture:",
    "picture by ",
    "pictures:",
    "image:",
    "image credit:",
    "image source:",
    "image source, ",
    "image by ",
    "images:",
    "illustration:",
    "illustration by ",
    "graphic:",
    "screenshot:",
    "credit:",
    "foto:",
    "photo courtesy of ",
    "courtesy of ",
    "file photo:",
];

/// Agencies that sign a picture with their name alone, or before a slash: "(Reuters)", "AP Photo/Jane Doe".
const AGENCIES: &[&str] = &[
    "reuters",
    "ap",
    "afp",
    "efe",
    "epa",
    "epa-efe",
    "dpa",
    "pa",
    "ansa",
    "tass",
    "upi",
    "xinhua",
    "kyodo",
    "yonhap",
    "bloomberg",
    "getty",
    "getty images",
    "shutterstock",
    "ap photo",
    "reuters photo",
    "sputnik",
    "associated press",
    "anadolu",
    "istock",
    "alamy",
    "zuma press",
];

/// Longest caption, and longest credit.
const CAPTION_BYTES: usize = 600;
const CREDIT_BYTES: usize = 90;
/// More copies of a caption are not looked for.
const COPIES: usize = 6;
/// Longest place and day before the name of an agency.
const DATELINE_BYTES: usize = 60;

/// Parts a line into the words and the credit it ends in; `None` where it ends in none.
///
/// A bare agency in brackets counts only where the line is one sentence, since reports are signed so too.
pub(super) fn split(line: &str) -> Option<Caption<'_>> {
    let line = line.trim();
    if line.len() > CAPTION_BYTES {
        return None;
    }
    bracketed(line).or_else(|| cued(line)).or_else(|| slashed(line))
}

/// The first telling of a text that repeats itself whole, and the repeats: `AA` or `A A`.
pub(super) fn unrepeat(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if text.len() > 4 * CAPTION_BYTES {
        return None;
    }
    let head = text.char_indices().nth(16).and_then(|(at, _)| text.get(..at))?;
    // Copies of one length, with the same blank between them, begin at a known place.
    let places = (2..=COPIES).flat_map(|copies| {
        (0..=2).map(move |gap| (text.len() + gap, copies)).filter(|(len, n)| len % n == 0)
    });
    let again = places
        .map(|(len, copies)| len / copies)
        .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(head)))?;
    let first = text.get(..again)?.trim_end();
    let rest = text.get(again..)?;
    let mut left = rest;
    while let Some(after) = left.strip_prefix(first) {
        left = after.trim_start();
    }
    left.is_empty().then_some((first, rest))
}

/// "... in Hanoi. (AP Photo/Jane Doe)"
fn bracketed(line: &str) -> Option<Caption<'_>> {
    let line = line.trim_end_matches('.');
    let open = if line.ends_with(')') { '(' } else { '[' };
    let inner = line.strip_suffix([')', ']'])?;
    let at = inner.rfind(open)?;
    let (words, inner) = (line.get(..at)?.trim_end(), inner.get(at + 1..)?.trim());
    let credit = strip_cue(inner);
    let signed = credit.is_some() || is_agency_with_name(inner);
    let bare =
        is_agency(inner) && sentences(words) <= 1 && words.len() <= 250 && !begins_as_report(words);
    credit
        .or(Some(inner))
        .filter(|c| (signed || bare) && is_credit(c))
        .map(|credit| Caption { words, credit })
}

/// "(Reuters) - ...", "HANOI, June 20 (AP) - ...": an agency signs its reports at the beginning.
fn begins_as_report(words: &str) -> bool {
    let Some((before, after)) = words.split_once('(') else { return false };
    let agency = after.split_once(')').map_or("", |(inner, _)| inner.trim());
    before.len() <= DATELINE_BYTES && is_agency(agency)
}

/// "... in Hanoi. Photo: AP"
fn cued(line: &str) -> Option<Caption<'_>> {
    let (at, cue) = cues(line).find(|(at, _)| begins_credit(line, *at))?;
    let words = line.get(..at)?.trim_end().trim_end_matches(['|', '/', '–', '—', '-']).trim_end();
    let rest = line.get(at..)?;
    let credit = strip_cue(rest).or_else(|| rest.get(cue.len()..)).map(str::trim)?;
    let credit = credit.trim_end_matches('.');
    is_credit(credit).then_some(Caption { words, credit })
}

/// Where words that introduce a credit stand in a line, the last of each kind.
///
/// They end in one of few signs, and what stands before these is compared: most lines are never asked for each cue.
fn cues(line: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    let bytes = line.as_bytes();
    let ends = |(at, byte): (usize, u8)| match byte {
        b':' => Some(at + 1),
        b' ' => {
            let before = bytes.get(at.checked_sub(2)?..at)?;
            matches!(before, b"by" | b"BY" | b"By" | b"of" | b"OF" | b"e," | b"E,")
                .then_some(at + 1)
        }
        _ => None,
    };
    let after_cue = |at: &usize| {
        bytes[*at] == b':' || (*at > 0 && matches!(bytes[at - 1], b'y' | b'Y' | b'f' | b'F' | b','))
    };
    let places = memchr2_iter(b':', b' ', bytes).filter(after_cue).map(|at| (at, bytes[at]));
    for end in places.filter_map(ends) {
        for cue in CUES.iter().filter(|cue| ends_with_ignoring_case(line, end, cue)) {
            found.retain(|(_, known)| known != cue);
            found.push((end - cue.len(), cue));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter()
}

fn ends_with_ignoring_case(line: &str, end: usize, cue: &str) -> bool {
    let start = end.checked_sub(cue.len());
    start.and_then(|start| line.get(start..end)).is_some_and(|l| l.eq_ignore_ascii_case(cue))
}

/// A credit begins the line, or follows a sentence or a sign that parts it: "the photo: a blur" is neither.
fn begins_credit(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let capital = line.get(at..).is_some_and(|l| l.starts_with(|c: char| c.is_uppercase()));
    let trimmed = before.trim_end();
    let parted = trimmed.is_empty()
        || trimmed.ends_with(['.', '!', '?', '”', '"', '’', ')', '|', '/', '–', '—', ';']);
    capital && (parted || before.ends_with(' ') && line.get(at..).is_some_and(|l| l.contains(':')))
}

/// "... in Hanoi. AP Photo/Jane Doe": agency, slash and name at the end of the line.
fn slashed(line: &str) -> Option<Caption<'_>> {
    let slash = line.rfind('/')?;
    let before = line.get(..slash)?;
    let start = before.rfind(['.', '!', '?', '”']).map_or(0, |at| {
        at + before.get(at..).and_then(|b| b.chars().next()).map_or(1, char::len_utf8)
    });
    let credit = line.get(start..)?.trim();
    let words = line.get(..start)?.trim_end();
    (is_agency_with_name(credit) && is_credit(credit)).then_some(Caption { words, credit })
}

/// What follows a cue at the beginning of `text`.
fn strip_cue(text: &str) -> Option<&str> {
    let longest =
        CUES.iter().filter(|cue| starts_with_ignoring_case(text, cue)).map(|c| c.len()).max()?;
    text.get(longest..).map(str::trim)
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|t| t.eq_ignore_ascii_case(start))
}

fn is_agency(text: &str) -> bool {
    AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(text))
}

fn is_agency_with_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    parts.len() >= 2
        && parts.iter().all(|p| !p.is_empty())
        && parts.iter().any(|part| is_agency(part) || part.strip_suffix(" via AP").is_some())
}

/// A credit is a short run of names, not a sentence.
fn is_credit(credit: &str) -> bool {
    !credit.is_empty()
        && credit.len() <= CREDIT_BYTES
        && credit.split_whitespace().count() <= 10
        && !credit.contains([':', '?', '!', '“', '"'])
        && !credit.contains(". ")
        && credit.starts_with(|c: char| c.is_alphanumeric() || c == '@' || c == '©')
}

fn sentences(text: &str) -> usize {
    let inner = text.trim_end_matches(['.', '!', '?']);
    1 + inner.matches(". ").count() + inner.matches("? ").count() + inner.matches("! ").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, &str)>) {
        let found = split(line).map(|caption| (caption.words, caption.credit));
        assert_eq!(found, expected, "in {line:?}");
    }

    #[test]
    fn credits_are_parted_from_the_words() {
        check("They pose in Hanoi. Photo: AP", Some(("They pose in Hanoi.", "AP")));
        check("A flood. (AP Photo/Jane Doe)", Some(("A flood.", "AP Photo/Jane Doe")));
        check("A flood. AP Photo/Jane Doe", Some(("A flood.", "AP Photo/Jane Doe")));
        check(
            "A flood. (Photo by Jane Doe/Getty Images)",
            Some(("A flood.", "Jane Doe/Getty Images")),
        );
        check("A flood in June (Reuters)", Some(("A flood in June", "Reuters")));
        check("A flood. Photograph by Jane Doe", Some(("A flood.", "Jane Doe")));
        check("A flood | Image: Example Press", Some(("A flood", "Example Press")));
        check("Photo: EFE", Some(("", "EFE")));
        check("A flood. Photograph: Jane Doe/Reuters.", Some(("A flood.", "Jane Doe/Reuters")));
    }

    #[test]
    fn sentences_keep_their_ends() {
        check(
            "He looked at the photo: it was blurred beyond recognition, and nobody knew why.",
            None,
        );
        check("(Reuters) - Vietnam signed a deal on Thursday. (Reuters)", None);
        check("(Reuters) Vietnam signed a deal on Thursday.", None);
        check("HANOI, June 20 (AP) — Vietnam signed a deal (AP)", None);
        check("The minister resigned. The reasons are not known. (Reuters)", None);
        check("The share rose to 3/4.", None);
        check(
            "Photo by photo, the investigators pieced together what had happened on that night.",
            None,
        );
        check("He left.", None);
    }

    #[test]
    fn a_repeated_text_is_told_once() {
        let once = "Putin arrived early in Vietnam. Photo: Reuters";
        let glued = format!("{once}{once}");
        assert_eq!(unrepeat(&glued), Some((once, once)));
        let spaced = format!("{once} {once}  {once}");
        assert_eq!(unrepeat(&spaced).map(|(first, _)| first), Some(once));
        assert_eq!(unrepeat(once), None);
        assert_eq!(unrepeat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbb"), None);
    }
}
