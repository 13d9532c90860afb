//! An article as Markdown, with its facts and where it came from.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::news::{Article, Block, BlockKind, Body, Fact, FactKind, Facts};

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
    file.write_all(text.as_bytes())
}

/// A file name of letters, digits and hyphens, since a title may hold anything.
fn file_stem(title: &str) -> String {
    const LONGEST: usize = 60;
    let mut stem = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if stem.len() + word.len() > LONGEST {
            break;
        }
        if !stem.is_empty() {
            stem.push('-');
        }
        stem.push_str(&word.to_lowercase());
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
    for link in body.links().iter().filter(|link| block.span.contains(link.span)) {
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
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let begins = at == 0 && matches!(c, '#' | '>' | '-' | '+');
        if begins || matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
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
    lines.extend(others.map(|fact| fact_line(article, fact)));
    (!lines.is_empty()).then(|| format!("## Facts\n\n{}", lines.join("\n")))
}

fn fact_line(article: &Article, fact: &Fact) -> String {
    let words = escaped(article.body.slice(fact.span)).replace('\n', " ");
    let kind = fact.kind.name().to_lowercase();
    match (&fact.kind, &fact.speaker) {
        (FactKind::Quote, Some(speaker)) => format!("- {kind}: “{words}” ({})", escaped(speaker)),
        (FactKind::Quote, None) => format!("- {kind}: “{words}”"),
        _ => format!("- {kind}: {words}"),
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
}
