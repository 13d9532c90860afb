//! Reads the files a user names, within limits, into articles.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::extract::{self, Hint, READ_LIMIT_BYTES, ReadError};
use crate::feed;
use crate::news::{Article, Problem};
use crate::text::Link;

/// Why a file gave no article. Names the file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// The file cannot be opened or read.
    #[error("{name}: {}", cause_in_words(cause))]
    Unreadable {
        /// The file.
        name: String,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The file holds nothing that can be read as an article.
    #[error("{name}: {cause}")]
    Unfit {
        /// The file.
        name: String,
        /// Why not.
        #[source]
        cause: ReadError,
    },
}

/// What came out of a file.
#[derive(Debug, Default)]
pub struct Taken {
    /// The articles.
    pub articles: Vec<Article>,
    /// What was repaired or left out.
    pub problems: Vec<Problem>,
}

/// Reads the article in a page that is a file, or standard input for `-`; `base` is where the page is from.
pub fn take_page(file: &OsStr, base: Option<&Link>) -> Result<Taken, IntakeError> {
    page(&file.to_string_lossy(), &bytes(file)?, base, None)
}

/// Reads the article in a page that is at hand; `name` is what it is called where something is wrong with it.
pub fn page(
    name: &str,
    bytes: &[u8],
    base: Option<&Link>,
    content_type: Option<&str>,
) -> Result<Taken, IntakeError> {
    let reading = extract::page(bytes, base, content_type)
        .map_err(|cause| IntakeError::Unfit { name: name.to_owned(), cause })?;
    Ok(Taken { articles: vec![reading.article], problems: reading.problems })
}

/// Reads a file, or standard input for `-`: the articles of a feed, else what the text says.
pub fn take(file: &OsStr) -> Result<Taken, IntakeError> {
    let name = file.to_string_lossy();
    let bytes = bytes(file)?;
    if feed::begins(&bytes)
        && let Ok(feed) = feed::parse(&bytes, &feed::Hint::default())
    {
        let (articles, problems) = super::articles_of(&feed, None);
        return Ok(Taken { articles, problems });
    }
    let hint = Hint { name: Some(&name), form: None };
    let reading = extract::read(&bytes, &hint)
        .map_err(|cause| IntakeError::Unfit { name: name.clone().into_owned(), cause })?;
    Ok(Taken { articles: reading.articles, problems: reading.problems })
}

/// Reads the bytes of a file, or standard input for `-`: at most one more than the limit, so that a cut is noticed by
/// whoever reads them.
pub fn bytes(file: &OsStr) -> Result<Vec<u8>, IntakeError> {
    let name = || file.to_string_lossy().into_owned();
    limited(file).map_err(|cause| IntakeError::Unreadable { name: name(), cause })
}

fn limited(file: &OsStr) -> io::Result<Vec<u8>> {
    let limit = READ_LIMIT_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let file = File::open(Path::new(file))?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn cause_in_words(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "the file may not be read; check its permissions".to_owned()
        }
        io::ErrorKind::IsADirectory => "this is a folder; name a file in it".to_owned(),
        _ => format!("the file cannot be read ({cause})"),
    }
}
