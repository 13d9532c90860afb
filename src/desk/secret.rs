//! Secrets of headers, found where their reference says and kept nowhere.
//!
//! A reference is `env:NAME`, `file:/path` or `exec:["program", "argument"]`. In front of it may stand what is no secret:
//! `Bearer env:TOKEN`, `Basic anna:env:PASSWORD`, the latter encoded as servers want it (RFC 7617). The secret itself is
//! in no error, no log and no debugging output.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::program::{self, Limits, Permit, ProgramError};
use crate::fetch::Secret;
use crate::news::SecretHeader;
use crate::text::Prose;

/// Why a secret was not found. Names the reference, never the secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// It names no place.
    #[error(
        "the value of a header names a place, and is not the secret; write env:NAME, file:/path or exec:[\"program\"]"
    )]
    Reference,
    /// It names no header. What was written may be a secret.
    #[error("this is no header; write \"Name: env:VARIABLE\"")]
    Header,
    /// The variable is not there.
    #[error("the variable {0} is not set, or is not text")]
    Variable(Prose),
    /// The file cannot be read.
    #[error("{path} cannot be read ({cause})")]
    File {
        /// The file.
        path: Prose,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// Others can read the file.
    #[error("{0} can be read by others, or is not yours; `chmod 600` it")]
    Open(Prose),
    /// The program did not tell it.
    #[error(transparent)]
    Program(#[from] ProgramError),
    /// What was found is empty or has line breaks in it.
    #[error("what {0} tells cannot stand in a header; it must be one line")]
    Unfit(Prose),
}

/// Where a secret is, and what stands in front of it.
#[derive(Debug, PartialEq, Eq)]
struct Reference<'r> {
    before: Before<'r>,
    place: Place<'r>,
}

#[derive(Debug, PartialEq, Eq)]
enum Before<'r> {
    /// Words and a space, or nothing.
    Words(&'r str),
    /// The user, whose name and password are encoded together.
    User(&'r str),
}

#[derive(Debug, PartialEq, Eq)]
enum Place<'r> {
    Variable(&'r str),
    File(&'r str),
    Program(Vec<String>),
}

impl<'r> Reference<'r> {
    fn read(text: &'r str) -> Option<Self> {
        if let Some(place) = Place::read(text) {
            return Some(Self { before: Before::Words(""), place });
        }
        if let Some((user, place)) = text.strip_prefix("Basic ").and_then(|t| t.split_once(':')) {
            let place = Place::read(place)?;
            return Some(Self { before: Before::User(user), place });
        }
        let at = ["env:", "file:", "exec:"].iter().filter_map(|kind| text.find(kind)).min()?;
        let (words, place) = text.split_at_checked(at)?;
        let place = words.ends_with(' ').then(|| Place::read(place))??;
        Some(Self { before: Before::Words(words), place })
    }
}

impl<'r> Place<'r> {
    fn read(text: &'r str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        match kind {
            "env" => {
                (!rest.is_empty() && !rest.contains(['=', '\0'])).then_some(Self::Variable(rest))
            }
            "file" => rest.starts_with('/').then_some(Self::File(rest)),
            "exec" => {
                let words: Vec<String> = serde_json::from_str(rest).ok()?;
                (!words.is_empty()).then_some(Self::Program(words))
            }
            _ => None,
        }
    }
}

/// Reads a header as it is given on the command line: `Authorization: Bearer env:TOKEN`.
pub fn header(text: &str) -> Result<SecretHeader, SecretError> {
    let is_token = |name: &str| {
        let legal = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        !name.is_empty() && name.bytes().all(legal)
    };
    let (name, reference) = text
        .split_once(':')
        .map(|(name, reference)| (name.trim(), reference.trim()))
        .filter(|(name, _)| is_token(name))
        .ok_or(SecretError::Header)?;
    if Reference::read(reference).is_none() {
        return Err(SecretError::Reference);
    }
    Ok(SecretHeader { name: name.to_owned(), reference: reference.to_owned() })
}

/// Whether a program must be asked for it.
pub fn asks_program(reference: &str) -> bool {
    Reference::read(reference).is_some_and(|found| matches!(found.place, Place::Program(_)))
}

/// The file it is in, where it is in one.
pub fn file(reference: &str) -> Option<&str> {
    match Reference::read(reference)?.place {
        Place::File(path) => Some(path),
        _ => None,
    }
}

/// Finds a secret.
pub fn find(reference: &str, permit: Permit) -> Result<Secret, SecretError> {
    let (before, words) = words(reference, permit)?;
    Ok(match before {
        Before::Words(before) => Secret::from(format!("{before}{words}")),
        Before::User(user) => Secret::basic(user, &words),
    })
}

/// What stands in front of a secret, and the secret.
fn words(reference: &str, permit: Permit) -> Result<(Before<'_>, String), SecretError> {
    let shown = || Prose::line(reference);
    let Some(Reference { before, place }) = Reference::read(reference) else {
        return Err(SecretError::Reference);
    };
    let found = match place {
        Place::Variable(name) => {
            std::env::var(name).map_err(|_absent| SecretError::Variable(Prose::line(name)))?
        }
        Place::File(path) => read_file(path)?,
        Place::Program(words) => text(program::run(permit, &words, b"", &Limits::SECRET)?)
            .ok_or(SecretError::Unfit(shown()))?,
    };
    let found = found.trim_end_matches(['\r', '\n']);
    if found.is_empty() || found.chars().any(char::is_control) {
        return Err(SecretError::Unfit(shown()));
    }
    Ok((before, found.to_owned()))
}

/// A file that is its owner's alone, checked where it is open, so that no other takes its place meanwhile.
fn read_file(path: &str) -> Result<String, SecretError> {
    let shown = || Prose::line(path);
    let failed = |cause| SecretError::File { path: shown(), cause };
    let file = File::open(path).map_err(failed)?;
    let data = file.metadata().map_err(failed)?;
    let ours = data.uid() == rustix::process::getuid().as_raw();
    if !data.is_file() || !ours || data.permissions().mode() & 0o077 != 0 {
        return Err(SecretError::Open(shown()));
    }
    let mut bytes = Vec::new();
    file.take(64 << 10).read_to_end(&mut bytes).map_err(failed)?;
    text(bytes).ok_or(SecretError::Unfit(shown()))
}

fn text(bytes: Vec<u8>) -> Option<String> {
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};

    use super::*;

    fn found(reference: &str) -> Result<String, String> {
        let permit = Permit { allowed: true, restricted: false };
        words(reference, permit).map(|(_, words)| words).map_err(|error| error.to_string())
    }

    #[test]
    fn a_secret_is_found_in_a_variable_or_told_by_a_program() {
        let home = std::env::var("PATH").expect("a path");
        assert_eq!(found("env:PATH"), Ok(home.clone()));
        assert_eq!(found("Bearer env:PATH"), Ok(home));
        assert!(found(r#"exec:["printf","to\nken"]"#).is_err());
        assert_eq!(found(r#"exec:["echo","token"]"#).as_deref(), Ok("token"));
        assert_eq!(
            found(r#"Basic anna:exec:["echo","open sesame"]"#).as_deref(),
            Ok("open sesame")
        );
        let before = |text| Reference::read(text).map(|reference| reference.before);
        assert_eq!(before("Basic anna:env:A"), Some(Before::User("anna")));
        assert_eq!(before("Bearer env:A"), Some(Before::Words("Bearer ")));
        assert!(found("env:NO_SUCH_VARIABLE_HERE").expect_err("none").contains("not set"));
    }

    #[test]
    fn a_file_must_be_its_owners_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("token");
        fs::write(&path, "hidden words\n").expect("a file");
        let reference = format!("file:{}", path.display());
        let set = |mode| fs::set_permissions(&path, Permissions::from_mode(mode)).expect("ours");
        set(0o640);
        let refused = found(&reference).expect_err("open to others");
        assert!(refused.contains("chmod 600") && !refused.contains("hidden"), "{refused}");
        set(0o600);
        assert_eq!(found(&reference).as_deref(), Ok("hidden words"));
        assert_eq!(super::file(&reference), path.to_str());
        assert!(found("file:/no/such/file").expect_err("lost").contains("/no/such/file"));
    }

    #[test]
    fn headers_are_read_with_their_reference() {
        let read = header("Authorization:  Bearer env:TOKEN").expect("a header");
        assert_eq!(
            (read.name.as_str(), read.reference.as_str()),
            ("Authorization", "Bearer env:TOKEN")
        );
        for bad in
            ["", "X", "X: secret", "X Y: env:A", "X: env:", "X: file:a", "X: exec:ls", "X: aenv:B"]
        {
            assert!(header(bad).is_err(), "{bad}");
        }
        assert!(asks_program(r#"exec:["pass"]"#) && !asks_program("env:A"));
    }
}
