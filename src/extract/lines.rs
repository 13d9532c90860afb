//! Lines of plain text gathered into groups: paragraphs, list items, quoted passages.
//!
//! Blank lines part groups. Lines that were broken at a fixed width are joined again; lines that were broken for a
//! reason (an address, a poem) keep their breaks. What a group means in an article is decided in [`super::plain`].

/// What a group of lines is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// A paragraph or a heading.
    Text,
    /// `- item`, `1. item`; depth from 1.
    Item { level: u8, ordinal: Option<u32> },
    /// `> words`.
    Quote,
    /// A line drawn with signs: `***`, `====`.
    Rule,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group<'a> {
    pub kind: GroupKind,
    pub lines: Vec<&'a str>,
}

/// A line longer than this was not broken at a width: it is a paragraph of its own.
const WHOLE_PARAGRAPH: usize = 100;
/// Text is set no narrower and no wider than this.
const NARROWEST: usize = 45;

/// Gathers the lines of a clean text.
pub(super) fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            open = false;
            continue;
        }
        let (kind, words) = classify(line, trimmed);
        let last = groups.last_mut().filter(|last| open && goes_on(last, &kind, line));
        match last {
            Some(last) => last.lines.push(words),
            None => groups.push(Group { kind, lines: vec![words] }),
        }
        open = true;
    }
    groups
}

impl Group<'_> {
    /// The words, with the breaks that a fixed width made taken back.
    pub(super) fn words(&self) -> String {
        let breaks = self.kind == GroupKind::Text && !self.is_wrapped();
        self.lines.join(if breaks { "\n" } else { " " })
    }

    /// Whether the lines were broken at a width: wherever one ends, the next word would not have fitted.
    pub(super) fn is_wrapped(&self) -> bool {
        let width = self.lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        (NARROWEST..=WHOLE_PARAGRAPH).contains(&width)
            && self.lines.windows(2).all(|pair| match pair {
                [line, next] => {
                    let word = next.split_whitespace().next().unwrap_or_default();
                    line.chars().count() + 1 + word.chars().count() > width
                }
                _ => true,
            })
    }
}

/// Whether a line continues the group before it.
fn goes_on(last: &Group<'_>, kind: &GroupKind, line: &str) -> bool {
    let long = |line: &str| line.len() > WHOLE_PARAGRAPH;
    match (&last.kind, kind) {
        (GroupKind::Text, GroupKind::Text) => {
            !long(line) && !last.lines.last().is_some_and(|l| long(l))
        }
        (GroupKind::Quote, GroupKind::Quote) => true,
        (GroupKind::Item { .. }, GroupKind::Text) => {
            line.starts_with("  ")
                || line.starts_with('\t')
                || last.lines.last().is_some_and(|l| l.chars().count() >= NARROWEST)
        }
        _ => false,
    }
}

fn classify<'a>(line: &str, trimmed: &'a str) -> (GroupKind, &'a str) {
    if let Some(words) = trimmed.strip_prefix('>') {
        return (GroupKind::Quote, words.trim_start_matches(['>', ' ']));
    }
    if is_rule(trimmed) {
        return (GroupKind::Rule, trimmed);
    }
    let indent = line.len() - line.trim_start().len();
    let level = (indent / 2 + 1).min(9) as u8;
    if let Some(words) = ["- ", "* ", "• ", "+ "].iter().find_map(|mark| trimmed.strip_prefix(mark))
    {
        return (GroupKind::Item { level, ordinal: None }, words.trim_start());
    }
    if let Some((ordinal, words)) = numbered(trimmed) {
        return (GroupKind::Item { level, ordinal: Some(ordinal) }, words);
    }
    (GroupKind::Text, trimmed)
}

/// "12. words", "12) words"; years and decimals are no numbers of items.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = line.split_at(digits);
    let words = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    (1..=2).contains(&number.len()).then(|| Some((number.parse().ok()?, words.trim_start())))?
}

fn is_rule(line: &str) -> bool {
    let signs = |c: char| matches!(c, '*' | '-' | '=' | '_' | '#' | '~' | '—' | ' ');
    line.chars().count() >= 3 && line.chars().all(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = groups(text)
            .iter()
            .map(|group| match group.kind {
                GroupKind::Text => group.words(),
                GroupKind::Item { level, ordinal } => {
                    format!("{level}/{ordinal:?} {}", group.words())
                }
                GroupKind::Quote => format!("> {}", group.words()),
                GroupKind::Rule => "rule".to_owned(),
            })
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn lines_broken_at_a_width_are_joined() {
        check(
            "The two leaders met in the capital on Thursday and signed a number of\n\
             agreements on energy, science and education, officials said in a\n\
             statement.\n\nThey left.",
            &[
                "The two leaders met in the capital on Thursday and signed a number of agreements on energy, \
                 science and education, officials said in a statement.",
                "They left.",
            ],
        );
    }

    #[test]
    fn lines_broken_for_a_reason_stay() {
        check(
            "Ministry of Trade\n54 Hai Ba Trung\nHanoi",
            &["Ministry of Trade\n54 Hai Ba Trung\nHanoi"],
        );
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "word ".repeat(40);
        let long = long.trim();
        check(&format!("A title\n{long}\n{long}"), &["A title", long, long]);
    }

    #[test]
    fn lists_and_quotes_are_told() {
        check(
            "- one\n- two\n  and more\n  * inner\n\n1. first\n2) second\n\n> quoted\n> words\n\n* * *\n2024. A year",
            &[
                "1/None one",
                "1/None two and more",
                "2/None inner",
                "1/Some(1) first",
                "1/Some(2) second",
                "> quoted words",
                "rule",
                "2024. A year",
            ],
        );
    }
}
