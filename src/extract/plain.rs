//! Plain text to an article.
//!
//! By general rules and not by the words of any outlet: what stands above the first running text is the head
//! ([`super::head`]), a short line without a full stop between paragraphs is a heading, and what is no part of the
//! article is found by the rules that hold for every form ([`super::tidy`]).

use std::cell::OnceCell;

use super::draft::{Draft, Piece};
use super::lines::{Group, GroupKind, groups};
use super::{caption, credit, debris, head};
use crate::news::BlockKind;
use crate::text::Prose;

/// A heading is no longer than this, in bytes and in words.
const HEADING_BYTES: usize = 100;
const HEADING_WORDS: usize = 14;
/// A topic that a page names below its text has no more words.
const TOPIC_WORDS: usize = 4;

/// Reads plain text.
pub(super) fn read(raw: &str) -> Draft {
    let clean = Prose::text(raw);
    let mut draft = Draft::default();
    let body = head::take(&groups(&clean), &mut draft);
    let told = Told { text: &clean, names: OnceCell::new() };
    let mut topics = false;
    for (at, group) in body.iter().enumerate() {
        topics = push_topics(group, topics, &mut draft);
        if !topics {
            push(group, body.get(at + 1), &told, &mut draft);
        }
    }
    keep_lists(&mut draft.pieces);
    draft
}

/// Agencies that share their name with others of whom a text may tell.
const SHARED_NAMES: [&str; 8] = ["EPA", "AP", "PA", "UPI", "TASS", "EFE", "ANSA", "Bloomberg"];

/// Which of those names stand within the text, looked up once.
struct Told<'a> {
    text: &'a str,
    names: OnceCell<Vec<&'static str>>,
}

impl Told<'_> {
    fn has(&self, name: &str) -> bool {
        let names = || SHARED_NAMES.into_iter().filter(|name| self.stands(name)).collect();
        self.names.get_or_init(names).iter().any(|told| told.eq_ignore_ascii_case(name))
    }

    fn stands(&self, name: &str) -> bool {
        self.text.match_indices(name).any(|(at, _)| {
            let before = self.text.get(..at).and_then(|b| b.chars().next_back());
            let after = self.text.get(at + name.len()..).and_then(|a| a.chars().next());
            before == Some(' ') && after.is_none_or(|c| !c.is_alphanumeric() && c != '/')
        })
    }
}

/// Drops the topics that a page names below its text: whether they are still going on.
fn push_topics(group: &Group<'_>, topics: bool, draft: &mut Draft) -> bool {
    let begins = group.lines.first().is_some_and(|line| debris::names_topics(line));
    let is_topic =
        |line: &&str| line.split(' ').count() <= TOPIC_WORDS && !line.ends_with(['.', '”', '"']);
    let rest = group.lines.get(usize::from(begins)..).unwrap_or_default();
    if !(topics || begins) || !rest.iter().all(is_topic) {
        return false;
    }
    draft.debris.extend(group.lines.iter().map(|line| Prose::line(line)));
    true
}

/// A list is a list though one of its items reads like a button; only where all do, it is a bar of them.
fn keep_lists(pieces: &mut [Piece]) {
    for run in pieces.chunk_by_mut(|a, b| a.kind == b.kind) {
        let is_list = run.first().is_some_and(|piece| piece.kind == BlockKind::ListItem);
        if is_list && !run.iter().all(|piece| debris::is_debris(&piece.text)) {
            for piece in run {
                piece.is_own = true;
            }
        }
    }
}

/// Makes pieces of a group.
fn push(group: &Group<'_>, next: Option<&Group<'_>>, told: &Told<'_>, draft: &mut Draft) {
    match group.kind {
        GroupKind::Rule => draft.debris.push(Prose::line(&group.words())),
        GroupKind::Quote => {
            draft.pieces.push(Piece::new(BlockKind::Quote, Prose::line(&group.words())));
        }
        GroupKind::Item { level, ordinal } => {
            draft.pieces.push(Piece::item(Prose::line(&group.words()), level, ordinal));
        }
        GroupKind::Text if head::is_one_line(group) => {
            let text = Prose::line(&group.lines.join(" "));
            let heading = !draft.pieces.is_empty() && is_heading(&text, next);
            draft.pieces.push(match signed(&text, told) {
                Some(piece) => piece,
                None if heading => Piece::heading(text, 2),
                None => Piece::paragraph(text),
            });
        }
        GroupKind::Text => push_lines(&group.lines, told, draft),
    }
}

/// A caption that begins with who sent the picture, or that name alone.
fn signed(line: &str, told: &Told<'_>) -> Option<Piece> {
    let (credit, words) = match caption::glued(line, |name| told.has(name)) {
        Some(found) => (found.credit, found.words),
        None if caption::is_signature(line) => (line, line),
        None => return None,
    };
    let piece = Piece::new(BlockKind::Caption, Prose::line(words));
    Some(Piece { credit: Some(Prose::line(credit)), ..piece })
}

/// Lines that keep their breaks, less those that are debris, a credit or a caption: these become pieces of their own.
fn push_lines(lines: &[&str], told: &Told<'_>, draft: &mut Draft) {
    if let [agency, words] = lines
        && caption::is_signature(agency)
        && !words.ends_with('.')
    {
        let piece = Piece::new(BlockKind::Caption, Prose::line(words));
        draft.pieces.push(Piece { credit: Some(Prose::line(agency)), ..piece });
        return;
    }
    let all_debris = lines.iter().all(|line| debris::is_debris(line));
    // A verse may end in a small word that on a page is a button.
    let is_debris = |line: &str| {
        debris::is_debris(line) && (all_debris || !line.starts_with(char::is_lowercase))
    };
    let alone = |line: &str| {
        is_debris(line)
            || !credit::names(line).is_empty()
            || caption::split(line).is_some()
            || caption::is_signature(line)
    };
    for run in lines.chunk_by(|a, b| !alone(a) && !alone(b)) {
        let signed = match run {
            [line] if alone(line) => signed(line, told),
            _ => None,
        };
        let text = || Piece::paragraph(Prose::text(&run.join("\n")));
        draft.pieces.push(signed.unwrap_or_else(text));
    }
}

/// A short line without the end of a sentence, or a question, with text under it.
fn is_heading(line: &Prose, next: Option<&Group<'_>>) -> bool {
    let ends = ['.', '!', ':', ';', ',', '…', '”', '"', '’', ')', '-', '–', '—'];
    let heads = |group: &Group<'_>| match group.kind {
        GroupKind::Text => {
            group.words().len() > HEADING_BYTES || group.words().ends_with(['.', '”', '"'])
        }
        GroupKind::Item { .. } | GroupKind::Quote => true,
        GroupKind::Rule => false,
    };
    line.len() <= HEADING_BYTES
        && line.split(' ').count() <= HEADING_WORDS
        && line
            .starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase() || "¿¡“‘".contains(c))
        && !line.ends_with(ends)
        && next.is_some_and(heads)
        && caption::split(line).is_none()
        && credit::names(line).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Article;

    #[track_caller]
    fn check(text: &str, expected: &[(BlockKind, &str)]) -> Article {
        let article = read(text).finish(&mut Vec::new()).expect("an article");
        let body = &article.body;
        let found: Vec<_> = body.blocks().iter().map(|b| (b.kind, body.slice(b.span))).collect();
        assert_eq!(found, expected, "in {text:?}");
        article
    }

    const LEAD: &str = "The two leaders met in the capital on Thursday and signed agreements, officials said in a statement.";

    #[test]
    fn headings_stand_between_paragraphs() {
        let text =
            format!("A title\n\n{LEAD}\n\nWhat comes next?\n\n{LEAD}\n\nShort one\n\nThey left.");
        check(
            &text,
            &[
                (BlockKind::Paragraph, LEAD),
                (BlockKind::Heading, "What comes next?"),
                (BlockKind::Paragraph, LEAD),
                (BlockKind::Heading, "Short one"),
                (BlockKind::Paragraph, "They left."),
            ],
        );
    }

    #[test]
    fn a_dateline_stays_in_the_text() {
        let lead = format!("HANOI, June 20 (Reuters) - {LEAD}");
        let article = check(&format!("A title\n\n{lead}"), &[(BlockKind::Paragraph, &lead)]);
        assert_eq!(article.title.as_str(), "A title");
        assert_eq!(article.outlet, None);
    }

    #[test]
    fn captions_are_told_once_and_without_their_credit() {
        let caption = "They pose in Hanoi on Thursday. Photo: Reuters";
        let text =
            format!("A title\n\n{LEAD}\n\n{caption}{caption}\n\n{LEAD}\n\n{caption}\n\n{LEAD}");
        let article = check(
            &text,
            &[
                (BlockKind::Paragraph, LEAD),
                (BlockKind::Caption, "They pose in Hanoi on Thursday."),
                (BlockKind::Paragraph, LEAD),
                (BlockKind::Paragraph, LEAD),
            ],
        );
        let credits: Vec<_> =
            article.body.blocks().iter().filter_map(|b| b.credit.clone()).collect();
        assert_eq!(credits, [Prose::line("Reuters")]);
        assert_eq!(article.debris, [Prose::line(caption), Prose::line(caption)]);
    }

    #[test]
    fn debris_and_credits_leave_the_text() {
        let text = format!(
            "A title\n\n{LEAD}\n\nADVERTISEMENT\n\n{LEAD}\n\nWith information from EFE and AP\nShare this Post\nLeave a Comment"
        );
        let article = check(&text, &[(BlockKind::Paragraph, LEAD), (BlockKind::Paragraph, LEAD)]);
        assert_eq!(article.credits, [Prose::line("EFE"), Prose::line("AP")]);
        let debris: Vec<&str> = article.debris.iter().map(Prose::as_str).collect();
        assert_eq!(
            debris,
            [
                "ADVERTISEMENT",
                "With information from EFE and AP",
                "Share this Post",
                "Leave a Comment"
            ]
        );
    }

    #[test]
    fn a_text_without_a_head_is_only_text() {
        let article = check(LEAD, &[(BlockKind::Paragraph, LEAD)]);
        assert!(article.title.is_empty());
    }
}
