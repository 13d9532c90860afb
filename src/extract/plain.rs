//! Plain text to an article.
//!
//! By general rules and not by the words of any outlet: what stands above the first running text is the head
//! ([`super::masthead`]), a short line without a full stop between paragraphs is a heading, and what is no part of the
//! article is found by the rules that hold for every form ([`super::tidy`]).

use super::draft::{Draft, Piece};
use super::lines::{Group, GroupKind, groups};
use super::{caption, credit, debris, masthead};
use crate::news::BlockKind;
use crate::text::Prose;

/// A heading is no longer than this, in bytes and in words.
const HEADING_BYTES: usize = 100;
const HEADING_WORDS: usize = 14;
/// Running text: a line so long, or half as long and ended like a sentence.
const RUNNING_BYTES: usize = 200;
/// No head has more groups of lines.
const HEAD_GROUPS: usize = 10;

/// Reads plain text.
pub(super) fn read(raw: &str) -> Draft {
    let clean = Prose::text(raw);
    let groups = groups(&clean);
    let head = groups.iter().take(HEAD_GROUPS).take_while(|g| is_head(g)).count();
    // Where everything is short there is no text that a head could stand above, but for the title.
    let head = if head == groups.len() { head.min(1) } else { head };
    let (above, below) = groups.split_at(head);
    let lines: Vec<String> = above.iter().flat_map(head_lines).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut draft = Draft::default();
    let left = masthead::read(&lines, &mut draft);
    let left = left.into_iter().map(|line| Group { kind: GroupKind::Text, lines: vec![line] });
    let body: Vec<Group<'_>> = left.chain(below.iter().cloned()).collect();
    for (at, group) in body.iter().enumerate() {
        push(group, body.get(at + 1), &mut draft);
    }
    draft
}

fn is_head(group: &Group<'_>) -> bool {
    group.kind == GroupKind::Text && !is_running(&group.words())
}

/// Whether words are running text and no line of a head.
fn is_running(words: &str) -> bool {
    let sentence = words.ends_with(['.', '!', '”', '"', '’']);
    words.len() > RUNNING_BYTES || (sentence && words.len() * 2 > RUNNING_BYTES)
}

fn head_lines(group: &Group<'_>) -> Vec<String> {
    if group.is_wrapped() {
        vec![group.words()]
    } else {
        group.lines.iter().map(|line| (*line).to_owned()).collect()
    }
}

/// Makes pieces of a group.
fn push(group: &Group<'_>, next: Option<&Group<'_>>, draft: &mut Draft) {
    let words = group.words();
    match group.kind {
        GroupKind::Rule => draft.debris.push(Prose::line(&words)),
        GroupKind::Quote => draft.pieces.push(Piece::new(BlockKind::Quote, Prose::line(&words))),
        GroupKind::Item { level, ordinal } => {
            draft.pieces.push(Piece::item(Prose::line(&words), level, ordinal));
        }
        GroupKind::Text if !words.contains('\n') => {
            let text = Prose::line(&words);
            let heading = !draft.pieces.is_empty() && is_heading(&text, next);
            draft.pieces.push(if heading {
                Piece::heading(text, 2)
            } else {
                Piece::paragraph(text)
            });
        }
        GroupKind::Text => push_lines(&group.lines, draft),
    }
}

/// Lines that keep their breaks, less those that are debris or a credit: these become pieces of their own.
fn push_lines(lines: &[&str], draft: &mut Draft) {
    let alone = |line: &str| debris::is_debris(line) || !credit::names(line).is_empty();
    for run in lines.chunk_by(|a, b| !alone(a) && !alone(b)) {
        draft.pieces.push(Piece::paragraph(Prose::text(&run.join("\n"))));
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
