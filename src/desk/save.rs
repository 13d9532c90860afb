//! An article as Markdown, with its facts and where it came from.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::news::{Article, Block, BlockKind, Body, Fact, FactKind, Facts, Value};

/// Why an article could not be saved.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be written ({cause}); set save_dir to a folder that can be", path.display())]
pub struct SaveError {
    path: PathBuf,
    #[source]
    cause: io::Error,
}

/// Saves an article below `folder` under a name made from its title; a file that is there is never written over.
pub fn save(folder: &Path, article: &Article, facts: &Facts) -> Result<PathBuf, SaveError> {
    let text = markdown(article, facts);
    let stem = file_stem(&article.title);
    let mut number = 1;
    loop {
        let name = if number == 1 { format!("{stem}.md") } else { format!("{stem}-{number}.md") };
        let path = folder.join(name);
        match write_new(&path, &text) {
            Ok(()) => return Ok(path),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && number < 1_000 => {
                number += 1;
            }
            Err(cause) => return Err(SaveError { path, cause }),
        }
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes()).inspect_err(|_| {
        // Half an article would be taken for a whole one; that it cannot be removed changes nothing about the cause.
        let _ = std::fs::remove_file(path);
    })
}

/// Bytes of a file name before its number and its ending.
const LONGEST_STEM: usize = 60;

/// A file name of letters, digits and hyphens, since a title may hold anything.
fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        if stem.is_empty() {
            // Some scripts write without blanks: a whole title is one word.
            let end = (0..=LONGEST_STEM).rev().find(|at| word.is_char_boundary(*at));
            stem.push_str(word.get(..end.unwrap_or_default()).unwrap_or_default());
            continue;
        }
        if stem.len() + 1 + word.len() > LONGEST_STEM {
            break;
        }
        stem.push('-');
        stem.push_str(&word);
    }
    if stem.is_empty() { "article".to_owned() } else { stem }
}

/// An article as Markdown: the text, its facts by kind, a line that says where it came from.
pub fn markdown(article: &Article, facts: &Facts) -> String {
    let mut parts = vec![format!("# {}", escaped(&article.title))];
    for block in article.body.blocks() {
        parts.push(block_markdown(&article.body, block));
    }
    if let Some(list) = facts_markdown(article, facts) {
        parts.push(list);
    }
    parts.push(format!("---\n{}", source_line(article)));
    parts.join("\n\n") + "\n"
}

fn block_markdown(body: &Body, block: &Block) -> String {
    let text = linked(body, block);
    match block.kind {
        BlockKind::Paragraph => text,
        BlockKind::Heading => {
            format!("{} {text}", "#".repeat(usize::from(block.level.clamp(2, 6))))
        }
        BlockKind::Caption => match &block.credit {
            Some(credit) => format!("*{text}* (Photo: {credit})"),
            None => format!("*{text}*"),
        },
        BlockKind::Quote => format!("> {}", text.replace('\n', "\n> ")),
        BlockKind::ListItem => {
            let indent = "  ".repeat(usize::from(block.level.saturating_sub(1)));
            match block.ordinal {
                Some(number) => format!("{indent}{number}. {text}"),
                None => format!("{indent}- {text}"),
            }
        }
        BlockKind::Code => fenced(body.slice(block.span)),
        BlockKind::Table => table(body.slice(block.span)),
        BlockKind::Image => format!("[picture: {text}]"),
        BlockKind::Footnote => format!("[^{}]: {text}", block.ordinal.unwrap_or(1)),
    }
}

/// The fence is longer than any in the code.
fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{code}\n{fence}")
}

/// The text of a block with its links in Markdown.
fn linked(body: &Body, block: &Block) -> String {
    let mut text = String::new();
    let mut at = block.span.start as usize;
    for (_, link) in body.links_in(block.span) {
        let range = link.span.range();
        if range.start < at {
            continue;
        }
        text.push_str(&escaped(body.text().get(at..range.start).unwrap_or_default()));
        let words = escaped(body.slice(link.span));
        text.extend(["[", &words, "](<", link.link.as_str(), ">)"]);
        at = range.end;
    }
    text.push_str(&escaped(body.text().get(at..block.span.end as usize).unwrap_or_default()));
    text
}

fn table(text: &str) -> String {
    let mut rows = Vec::new();
    for (n, row) in text.lines().enumerate() {
        let cells: Vec<String> =
            row.split('\t').map(|cell| escaped(cell).replace('|', "\\|")).collect();
        rows.push(format!("| {} |", cells.join(" | ")));
        if n == 0 {
            rows.push(format!("|{}", " --- |".repeat(cells.len())));
        }
    }
    rows.join("\n")
}

/// Signs that Markdown would take for its own are escaped.
fn escaped(text: &str) -> String {
    text.split('\n').map(escaped_line).collect::<Vec<_>>().join("\n")
}

fn escaped_line(line: &str) -> String {
    let opens = opener(line);
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let inside = matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '&' | '\\');
        if inside || opens == Some(at) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Where the sign stands that would make a heading, a quotation, a list or a rule of a line: `#`, the stop of `1.`.
fn opener(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let start = line.len() - text.len();
    if text.starts_with(['#', '>', '-', '+', '=', '~']) {
        return Some(start);
    }
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = after.len() < text.len() && after.starts_with(['.', ')']);
    counted.then(|| line.len() - after.len())
}

fn facts_markdown(article: &Article, facts: &Facts) -> Option<String> {
    let mut lines = Vec::new();
    for entity in &facts.entities {
        let role = entity.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
        lines.push(format!(
            "- {}: {}{}",
            entity.kind.name().to_lowercase(),
            escaped(&entity.name),
            escaped(&role)
        ));
    }
    let others = facts.facts.iter().filter(|fact| !fact.kind.is_name());
    let mut said: Vec<(String, usize)> = Vec::new();
    for line in others.map(|fact| fact_line(article, fact)) {
        match said.iter_mut().find(|(other, _)| *other == line) {
            Some((_, times)) => *times += 1,
            None => said.push((line, 1)),
        }
    }
    lines.extend(said.into_iter().map(|(line, times)| match times {
        1 => line,
        _ => format!("{line}, {times} times"),
    }));
    (!lines.is_empty()).then(|| format!("## Facts\n\n{}", lines.join("\n")))
}

fn fact_line(article: &Article, fact: &Fact) -> String {
    let words = escaped(article.body.slice(fact.span)).replace('\n', " ");
    let kind = fact.kind.name().to_lowercase();
    match (&fact.kind, &fact.speaker) {
        (FactKind::Quote, Some(speaker)) => format!("- {kind}: “{words}” ({})", escaped(speaker)),
        (FactKind::Quote, None) => format!("- {kind}: “{words}”"),
        _ => match fact.value.as_ref().and_then(normal_form).filter(|value| *value != words) {
            Some(value) => format!("- {kind}: {words} ({value})"),
            None => format!("- {kind}: {words}"),
        },
    }
}

/// What the words of a fact mean, where they do not say it themselves: a day of the calendar, a currency.
fn normal_form(value: &Value) -> Option<String> {
    match value {
        Value::Date(iso) | Value::Time(iso) => Some(iso.clone()),
        Value::Money(money) => {
            let most = money.max.map(|max| format!(" to {max}")).unwrap_or_default();
            Some(format!("{} {}{most}", money.currency, money.amount))
        }
        Value::Percent(..) | Value::Quantity(_) => None,
    }
}

fn source_line(article: &Article) -> String {
    let mut parts: Vec<String> = article.source().into_iter().collect();
    parts.extend(article.authors.iter().map(ToString::to_string));
    parts.extend(article.published.map(|at| {
        if at.is_day() { at.to_string().chars().take(10).collect() } else { at.to_string() }
    }));
    parts.extend(article.link.as_ref().map(|link| format!("<{link}>")));
    if parts.is_empty() {
        "Source: not named".to_owned()
    } else {
        format!("Source: {}", parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::BodyBuilder;
    use crate::text::{Link, Prose};

    #[test]
    fn markdown_keeps_the_words_and_adds_where_they_came_from() {
        let mut body = BodyBuilder::new();
        let link = Link::parse("https://example.org/a").expect("an address");
        body.push(
            BlockKind::Paragraph,
            &Prose::text("See the *report* here"),
            vec![(17..21, link)],
        );
        body.push(BlockKind::Table, &Prose::text("a\tb\n1\t2"), vec![]);
        let article = Article {
            title: Prose::line("A title"),
            outlet: Some(Prose::line("Daily")),
            body: body.finish(),
            ..Article::default()
        };
        assert_eq!(
            markdown(&article, &Facts::default()),
            "# A title\n\nSee the \\*report\\* [here](<https://example.org/a>)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n---\nSource: Daily\n"
        );
    }

    #[test]
    fn a_saved_file_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let article =
            Article { title: Prose::line("../Über: a “title”!"), ..Article::default() };
        let first = save(folder.path(), &article, &Facts::default()).expect("saved");
        let second = save(folder.path(), &article, &Facts::default()).expect("saved");
        assert_eq!(first, folder.path().join("über-a-title.md"));
        assert_eq!(second, folder.path().join("über-a-title-2.md"));
    }

    #[track_caller]
    fn check_stem(title: &str, expected: &str) {
        let stem = file_stem(title);
        assert_eq!(stem, expected, "for {title:?}");
        assert!(stem.len() <= LONGEST_STEM);
    }

    #[test]
    fn names_of_files_are_cut_at_words_or_at_least_at_letters() {
        check_stem("", "article");
        check_stem("!?", "article");
        check_stem(
            &"word ".repeat(30),
            "word-word-word-word-word-word-word-word-word-word-word-word",
        );
        check_stem(&"漢".repeat(30), &"漢".repeat(20));
        check_stem(&"é".repeat(40), &"é".repeat(30));
        check_stem(&format!("A{}", "漢".repeat(30)), &format!("a{}", "漢".repeat(19)));
    }

    #[track_caller]
    fn check_escaped(text: &str, expected: &str) {
        assert_eq!(escaped(text), expected, "in {text:?}");
    }

    #[test]
    fn every_line_keeps_its_signs() {
        check_escaped("one\n# two\n  > three", "one\n\\# two\n  \\> three");
        check_escaped("1. May\n2) June", "1\\. May\n2\\) June");
        check_escaped("1.5 per cent, 3. and - or #", "1\\.5 per cent, 3. and - or #");
        check_escaped("A &amp; B", "A \\&amp; B");
        check_escaped("title\n===", "title\n\\===");
        check_escaped("*a* [b] <c> `d` \\", "\\*a\\* \\[b\\] \\<c> \\`d\\` \\\\");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_an_error_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let article = Article { title: Prose::line("A title"), ..Article::default() };
        let missing = folder.path().join("missing");
        let error = save(&missing, &article, &Facts::default()).expect_err("no folder");
        assert!(error.to_string().contains("a-title.md cannot be written"), "{error}");
        assert!(!missing.exists());
    }
}
