//! Captions: what stands under a picture, and whose picture it is.
//!
//! A paragraph is a caption if it ends in a picture credit. The credit is parted from the words; a caption that the
//! page gives twice, often glued to itself, is told apart here too.

use memchr::memchr2_iter;

use super::caption_words::{AGENCIES, AGENCY_WORDS, BUTTONS, CUES};

/// A caption and whose picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caption<'a> {
    /// The words; empty where the line is a credit alone.
    pub words: &'a str,
    /// Who took or sent the picture.
    pub credit: &'a str,
}

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
    let line = bare(line);
    bracketed(line)
        .or_else(|| cued(line))
        .or_else(|| slashed(line))
        .map(|found| Caption { words: without_label(found.words), ..found })
}

/// A line without what a page writes for a picture that cannot be seen, before it or behind it.
fn bare(line: &str) -> &str {
    let line = BUTTONS.iter().find_map(|button| line.strip_prefix(button)).unwrap_or(line);
    let line = BUTTONS.iter().find_map(|button| line.strip_suffix(button)).unwrap_or(line);
    line.trim()
}

/// The words of "Image: The words."
fn without_label(words: &str) -> &str {
    let label = |cue: &&&str| cue.ends_with(':') && starts_with_ignoring_case(words, cue);
    let label = CUES.iter().find(label).map_or(0, |cue| cue.len());
    words.get(label..).unwrap_or(words).trim_start()
}

/// A line that begins with who sent the picture and goes on with what it shows: "Getty Images A car floats in a street".
///
/// `is_told` says whether the text tells of a name: then a line that begins with it is a heading about it.
pub(super) fn glued(line: &str, is_told: impl Fn(&str) -> bool) -> Option<Caption<'_>> {
    if line.len() > CAPTION_BYTES || line.ends_with([':', '?']) || sentences(line) > 2 {
        return None;
    }
    let begins = |agency: &&&str| {
        let rest = line.get(agency.len()..).unwrap_or_default();
        starts_with_ignoring_case(line, agency) && rest.starts_with(' ')
    };
    let agency = AGENCIES.iter().filter(begins).max_by_key(|agency| agency.len())?;
    let (credit, words) = line.split_at_checked(agency.len())?;
    let words = words.trim_start();
    // "AP Moller-Maersk said so." is a sentence; no sentence begins with those who send nothing but pictures.
    let is_senders = credit.ends_with("Images") || credit.contains(" via ");
    if line.ends_with(['.', '!', '”', '"']) && !is_senders {
        return None;
    }
    let is_own = credit.contains(' ') || !is_told(credit);
    let capitals = credit.starts_with(char::is_uppercase);
    let next = words.split(' ').next().unwrap_or_default();
    let goes_on = AGENCY_WORDS.contains(&next.to_lowercase().trim_end_matches(['’', '\'']));
    let is_sentence = next.starts_with(char::is_uppercase) && words.split(' ').count() >= 3;
    (is_own && capitals && is_sentence && !goes_on).then_some(Caption { words, credit })
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

/// "... in Hanoi. Photo: AP", "Image: In Hanoi. Credit: AP"
fn cued(line: &str) -> Option<Caption<'_>> {
    cues(line).filter(|(at, _)| begins_credit(line, *at)).find_map(|(at, cue)| {
        let words = line.get(..at)?.trim_end();
        let words = words.trim_end_matches(['|', '/', '–', '—', '-']).trim_end();
        let rest = line.get(at..)?;
        let credit = strip_cue(rest).or_else(|| rest.get(cue.len()..)).map(str::trim)?;
        let credit = credit.trim_end_matches('.');
        is_credit(credit).then_some(Caption { words, credit })
    })
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

/// Whether words are an agency's name and nothing else.
pub(super) fn is_agency(text: &str) -> bool {
    AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(text))
}

/// The same as it is signed below a picture: "Pa" is no PA, and who is more than an agency stands there as a heading.
pub(super) fn is_signature(text: &str) -> bool {
    let is_small = |c: char| c.is_lowercase();
    is_agency(text)
        && !matches!(text, "Bloomberg" | "Sputnik")
        && (text.len() > 4 || !text.contains(is_small))
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
    fn labels_and_buttons_are_no_words_of_a_caption() {
        check("Image: A car floats. Credit: Reuters", Some(("A car floats.", "Reuters")));
        check("A car floats. Pic: AP", Some(("A car floats.", "AP")));
        let line = "A car floats. Photograph: Kai Roe/Reuters View image in fullscreen";
        check(line, Some(("A car floats.", "Kai Roe/Reuters")));
        let line = "View image in fullscreen A car floats. Photograph: Kai Roe/Reuters";
        check(line, Some(("A car floats.", "Kai Roe/Reuters")));
    }

    #[test]
    fn who_sent_a_picture_may_stand_first() {
        let told = |name: &str| name == "AP";
        let split = |line| glued(line, told).map(|found| (found.credit, found.words));
        assert_eq!(split("Getty Images A car floats"), Some(("Getty Images", "A car floats")));
        assert_eq!(
            split("EPA Residents wade through mud"),
            Some(("EPA", "Residents wade through mud"))
        );
        let line = "AFP via Getty Images A man waits.";
        assert_eq!(split(line), Some(("AFP via Getty Images", "A man waits.")));
        for other in [
            "AP A man waits",
            "EPA Administrator goes home",
            "Reuters",
            "Pa is late today",
            "EPA says no",
        ] {
            assert_eq!(split(other), None, "in {other:?}");
        }
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
