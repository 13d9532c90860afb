//! Sources on this machine: a file, a folder of articles, a program.
//!
//! What a file or a folder was when it was last read is remembered as its stamp, in the place of a validator, so that one
//! that has not changed is not read again.

use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::extract::{self, Hint, READ_LIMIT_BYTES};
use crate::news::{Article, Moment, Problem};
use crate::store::NewArticle;
use crate::text::Prose;

/// A store of no more than this is brought up to date before anybody would wonder.
const QUICK_BYTES: u64 = 4 << 20;

/// Whether it takes a while to bring a store up to date.
pub(super) fn is_large(store: &Path) -> bool {
    fs::metadata(store).is_ok_and(|data| data.len() > QUICK_BYTES)
}

/// More files of a folder are left out, with a note.
const MOST_FILES: usize = 5_000;

/// What a place on this machine gave.
pub(super) enum Local<T> {
    /// It is as it was.
    Unchanged,
    /// What is there now, and its stamp.
    Changed(T, String),
}

/// Reads a file, unless it has the same stamp as before.
pub(super) fn file(path: &str, stamp: Option<&str>) -> io::Result<Local<Vec<u8>>> {
    // A pipe would be waited for until somebody writes to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let file = File::open(path)?;
    let now = stamp_of(&[(PathBuf::new(), file.metadata()?)]);
    if stamp == Some(now.as_str()) {
        return Ok(Local::Unchanged);
    }
    let mut bytes = Vec::new();
    file.take(READ_LIMIT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Local::Changed(bytes, now))
}

/// The articles of a folder and what could not be read, unless nothing in it has changed.
pub(super) fn folder(
    path: &str,
    stamp: Option<&str>,
    now: Moment,
) -> io::Result<Local<(Vec<NewArticle>, Vec<Problem>)>> {
    let mut files = files(Path::new(path))?;
    let stamp_now = stamp_of(&files);
    if stamp == Some(stamp_now.as_str()) {
        return Ok(Local::Unchanged);
    }
    let mut problems = Vec::new();
    if files.len() > MOST_FILES {
        let left = files.len() - MOST_FILES;
        problems.push(Problem::loss(format!("{left} older files were left out")));
        files.sort_by_key(|(_, data)| std::cmp::Reverse(data.mtime()));
        files.truncate(MOST_FILES);
    }
    let mut articles = Vec::new();
    for (path, data) in &files {
        match read(path, data, now) {
            Ok((found, cut)) => {
                articles.extend(found);
                problems.extend(cut);
            }
            Err(why) => problems.push(Problem::loss(format!("{}: {why}", path.display()))),
        }
    }
    Ok(Local::Changed((articles, problems), stamp_now))
}

/// The articles that bytes hold which are no feed, and what was left out; the key of each is the name of its file.
pub(super) fn articles(
    bytes: &[u8],
    name: &str,
    arrived: Moment,
) -> Result<(Vec<NewArticle>, Vec<Problem>), extract::ReadError> {
    let reading = extract::read(bytes, &Hint { name: Some(name), form: None })?;
    let many = reading.articles.len() > 1;
    let keyed = reading.articles.into_iter().enumerate().map(|(at, article)| {
        let key = if many { format!("{name}#{at}") } else { name.to_owned() };
        NewArticle { key, arrived, article: dated(article, arrived) }
    });
    Ok((keyed.collect(), reading.problems))
}

/// A file that does not say when it was published is as old as the file.
fn dated(article: Article, arrived: Moment) -> Article {
    Article { published: article.published.or(Some(arrived)), ..article }
}

/// The visible files of a folder, by name.
fn files(folder: &Path) -> io::Result<Vec<(PathBuf, Metadata)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        // One that goes while we look is not there.
        if let Some(data) = fs::metadata(&path).ok().filter(|data| data.is_file() && !hidden) {
            files.push((path, data));
        }
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(files)
}

fn read(
    path: &Path,
    data: &Metadata,
    now: Moment,
) -> Result<(Vec<NewArticle>, Vec<Problem>), String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|cause| cause.to_string())?;
    file.take(READ_LIMIT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| cause.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let written = Moment::from_second(data.mtime()).unwrap_or(now);
    articles(&bytes, &name, written.min(now)).map_err(|error| error.to_string())
}

/// A short text that is another one when a name, a length or a time of change is another one.
fn stamp_of(files: &[(PathBuf, Metadata)]) -> String {
    let mut hasher = DefaultHasher::new();
    for (path, data) in files {
        hasher.write(path.as_os_str().as_encoded_bytes());
        hasher.write_u64(data.len());
        hasher.write_i64(data.mtime());
        hasher.write_i64(data.mtime_nsec());
        hasher.write_u64(data.ino());
    }
    let mut stamp = String::new();
    // Writing to a string cannot fail.
    let _written = write!(stamp, "{:016x}", hasher.finish());
    stamp
}

/// What a failure of the system means, in words.
pub(super) fn in_words(path: &str, cause: &io::Error) -> Prose {
    Prose::line(&match cause.kind() {
        io::ErrorKind::NotFound => format!("{path} is not there any more"),
        io::ErrorKind::PermissionDenied => format!("{path} may not be read; check its permissions"),
        _ => format!("{path} cannot be read ({cause})"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        Moment::parse("2124-01-01").expect("a day")
    }

    fn names(found: &Local<(Vec<NewArticle>, Vec<Problem>)>) -> Vec<String> {
        match found {
            Local::Unchanged => vec!["unchanged".to_owned()],
            Local::Changed((articles, problems), _) => {
                let keys = articles.iter().map(|article| article.key.clone());
                keys.chain(problems.iter().map(ToString::to_string)).collect()
            }
        }
    }

    #[test]
    fn a_folder_is_read_when_something_in_it_changes() {
        let folder_path = tempfile::tempdir().expect("a folder");
        let path = folder_path.path().to_str().expect("a name");
        let put = |name: &str, text: &str| {
            fs::write(folder_path.path().join(name), text).expect("a file");
        };
        put("b.txt", "Second\n\nWords.");
        put("a.md", "# First\n\nWords.");
        put(".hidden", "Hidden\n\nWords.");
        fs::create_dir(folder_path.path().join("below")).expect("a folder");
        let first = folder(path, None, now()).expect("a folder");
        assert_eq!(names(&first), ["a.md", "b.txt"]);
        let Local::Changed((articles, _), stamp) = first else { panic!("it is new") };
        assert!(articles[0].article.published.is_some_and(|at| at < now()));
        assert_eq!(names(&folder(path, Some(&stamp), now()).expect("a folder")), ["unchanged"]);
        put("c.bin", "\u{0}\u{1}\u{2}");
        let third = names(&folder(path, Some(&stamp), now()).expect("a folder"));
        assert!(third.len() == 3 && third[2].contains("c.bin"), "{third:?}");
        assert!(folder("/no/such/folder", None, now()).is_err());
    }

    #[test]
    fn a_file_is_read_when_it_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("feed.xml").display().to_string();
        fs::write(&path, "one").expect("a file");
        let Local::Changed(bytes, stamp) = file(&path, None).expect("a file") else {
            panic!("it is new")
        };
        assert_eq!(bytes, b"one");
        assert!(matches!(file(&path, Some(&stamp)), Ok(Local::Unchanged)));
        fs::write(&path, "other").expect("a file");
        assert!(matches!(file(&path, Some(&stamp)), Ok(Local::Changed(..))));
        assert!(
            file(folder.path().to_str().expect("a name"), None).is_err(),
            "a folder is no file"
        );
    }
}
