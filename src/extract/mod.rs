//! Articles out of files and pages: plain text, Markdown, HTML and the JSON of the contract.
//!
//! [`read`] takes any bytes. Each form has a reader of its own that turns it into a draft (`draft`). The rules for what is
//! no part of an article (`debris`), for captions (`caption`) and for credits (`credit`) are the same for all forms and
//! live once (`tidy`).
//! Nothing here opens a file, reads a clock or knows where articles are kept, and no words of an outlet are altered.

mod addresses;
mod bundled;
mod byline;
mod caption;
mod caption_words;
mod credit;
mod day;
mod debris;
mod debris_lines;
mod decode;
mod draft;
mod front;
mod front_matter;
mod head;
mod html;
mod inline;
mod json;
mod lines;
mod markdown;
mod masthead;
mod nothing;
mod outlet;
mod page;
mod plain;
mod readable;
mod tidy;
mod wall;
mod when;

use std::path::Path;

pub use bundled::bundled;
pub use draft::name_untitled;
pub use html::{HtmlBlocks, blocks};
pub use page::{PageReading, page};

use crate::news::{Article, Problem};

/// Callers read no more of a file than this; what is longer is cut with a note.
pub const READ_LIMIT_BYTES: usize = 32 << 20;

/// The text of one article is cut after this.
pub const TEXT_LIMIT_BYTES: usize = 4 << 20;

/// More of a plain or Markdown file is not looked at: its text would be cut anyway, and each step costs a copy.
const SOURCE_LIMIT_BYTES: usize = TEXT_LIMIT_BYTES + (1 << 20);

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Paragraphs parted by blank lines.
    Plain,
    /// `CommonMark` with tables and footnotes.
    Markdown,
    /// A page or a piece of one.
    Html,
    /// Article JSON as in the contract: an object, an array or one object a line.
    Json,
}

/// What is known of a file besides its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// Its name, or `-` for standard input.
    pub name: Option<&'a str>,
    /// Its form, where somebody has said so.
    pub form: Option<Form>,
}

/// What came out of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// At least one article.
    pub articles: Vec<Article>,
    /// What was repaired or left out.
    pub problems: Vec<Problem>,
}

/// Why nothing came out of a file.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// There are no bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// It is a picture, a program or the like.
    #[error("the file holds {0}, not text; give a page, Markdown, plain text or article JSON")]
    Binary(&'static str),
    /// It was read, but holds no article.
    #[error("no article was found in it")]
    NoArticle,
    /// A page that programs are to fill: it holds no article by itself.
    #[error("it has no text without JavaScript; open it in a browser")]
    Scripted,
    /// A page that asks for a subscription or a login first.
    #[error("it shows its text to subscribers only; open it in a browser where you are logged in")]
    Walled,
    /// A page that asks for consent first.
    #[error("it asks for consent to cookies before it shows anything; open it in a browser")]
    Consent,
    /// It is said to be JSON, but is not.
    #[error("the file is not article JSON: line {line}: {what}")]
    Json {
        /// Counted from 1.
        line: usize,
        /// What stands there that should not.
        what: String,
    },
}

/// Reads the articles in a file.
///
/// Never panics and takes time in proportion to the length, whatever the bytes are. More than [`READ_LIMIT_BYTES`] are
/// not looked at.
pub fn read(bytes: &[u8], hint: &Hint<'_>) -> Result<Reading, ReadError> {
    let mut problems = Vec::new();
    let text = decode::text(bytes, &mut problems)?;
    let form = hint.form.unwrap_or_else(|| guess(&text, hint.name));
    let mut reading = match form {
        Form::Plain => one(plain::read(head(&text, &mut problems)), &mut problems),
        Form::Markdown => one(markdown::read(head(&text, &mut problems)), &mut problems),
        Form::Html => one(page::read(&text, None), &mut problems),
        Form::Json => json::read(&text)?,
    };
    problems.append(&mut reading.problems);
    problems.dedup();
    reading.problems = problems;
    if reading.articles.is_empty() {
        let is_page = form == Form::Html;
        return Err(if is_page { nothing::why(&text) } else { ReadError::NoArticle });
    }
    Ok(reading)
}

/// The part of a source that is read.
fn head<'a>(text: &'a str, problems: &mut Vec<Problem>) -> &'a str {
    if text.len() <= SOURCE_LIMIT_BYTES {
        return text;
    }
    problems.push(draft::text_was_cut());
    let end = (0..=SOURCE_LIMIT_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

fn one(draft: draft::Draft, problems: &mut Vec<Problem>) -> Reading {
    let mut articles: Vec<Article> = draft.finish(problems).into_iter().collect();
    articles.iter_mut().for_each(draft::name_untitled);
    Reading { articles, problems: Vec::new() }
}

/// Endings of file names that say what is inside.
const ENDINGS: [(&str, Form); 9] = [
    ("md", Form::Markdown),
    ("markdown", Form::Markdown),
    ("html", Form::Html),
    ("htm", Form::Html),
    ("xhtml", Form::Html),
    ("json", Form::Json),
    ("jsonl", Form::Json),
    ("ndjson", Form::Json),
    ("txt", Form::Plain),
];

/// The form of a text, by the name of its file if that says it, else by its beginning.
fn guess(text: &str, name: Option<&str>) -> Form {
    let ending = name.and_then(|name| Path::new(name).extension()?.to_str());
    let known = ENDINGS.iter().find(|(e, _)| ending.is_some_and(|x| x.eq_ignore_ascii_case(e)));
    known.map_or_else(|| guess_by_content(text), |(_, form)| *form)
}

fn guess_by_content(text: &str) -> Form {
    let start = text.trim_start();
    let head: String = start.chars().take(4_096).collect::<String>().to_ascii_lowercase();
    let object = |open| {
        head.strip_prefix(open).is_some_and(|r: &str| r.trim_start().starts_with(['"', '{', '}']))
    };
    if object('{') || object('[') {
        return Form::Json;
    }
    let tags =
        ["<!doctype html", "<html", "<head", "<body", "<article", "<p>", "<p ", "<div", "<h1"];
    if head.starts_with('<') && tags.iter().any(|tag| head.contains(tag)) {
        return Form::Html;
    }
    let front_matter = head.starts_with("---\n") && head.contains("\ntitle:");
    let heading = head.lines().any(|l| l.starts_with("# ") || l.starts_with("## "));
    let link = head.contains("](http");
    if front_matter || heading || link { Form::Markdown } else { Form::Plain }
}

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod plain_tests;
#[cfg(test)]
mod tests;
