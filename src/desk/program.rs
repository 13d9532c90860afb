//! The one place where programs are started.
//!
//! A program is a list of its name and its arguments; no shell is ever asked. What comes from outside (addresses, titles)
//! is put into arguments, never in the place of the program, and a value that stands alone can be no option. Which
//! program is started is decided by the settings; whether it may be, by the [`Permit`].

mod talk;

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::text::Prose;

/// What may be started at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permit {
    /// `allow_programs` in the settings.
    pub allowed: bool,
    /// `--restricted`: nothing is started, whatever the settings say.
    pub restricted: bool,
}

impl Permit {
    /// Whether a program may be started for this.
    pub fn check(self, program: &[String]) -> Result<(), ProgramError> {
        let program = name(program);
        if self.restricted {
            return Err(ProgramError::Restricted { program });
        }
        if self.allowed { Ok(()) } else { Err(ProgramError::NotAllowed { program }) }
    }
}

/// Why a program did not do its work. Names the program.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProgramError {
    /// The settings do not let programs be started.
    #[error(
        "{program} was not started, since programs are off; set `allow_programs = true` in the settings"
    )]
    NotAllowed {
        /// The program.
        program: Prose,
    },
    /// Nothing is started with `--restricted`.
    #[error("{program} was not started: --restricted starts nothing")]
    Restricted {
        /// The program.
        program: Prose,
    },
    /// It is not there, or cannot be run.
    #[error("{program} cannot be started ({cause}); check its name in the settings")]
    NotStarted {
        /// The program.
        program: Prose,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// It did not end in time, and was ended.
    #[error("{program} took longer than {seconds} s and was ended")]
    TooSlow {
        /// The program.
        program: Prose,
        /// How long was waited.
        seconds: u64,
    },
    /// It wrote more than is read, and was ended.
    #[error("{program} wrote more than {limit_kib} KiB and was ended")]
    TooMuch {
        /// The program.
        program: Prose,
        /// How much is read.
        limit_kib: u64,
    },
    /// It ended, and said that it failed.
    #[error("{program} {}", how_it_ended(*status, said))]
    Failed {
        /// The program.
        program: Prose,
        /// How it ended.
        status: ExitStatus,
        /// The first line it wrote to standard error.
        said: Prose,
    },
    /// What it wrote cannot be read.
    #[error("{program} cannot be listened to ({cause})")]
    Unheard {
        /// The program.
        program: Prose,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}

fn how_it_ended(status: ExitStatus, said: &Prose) -> String {
    let ended = match status.code() {
        Some(code) => format!("ended with {code}"),
        None => "was ended by a signal".to_owned(),
    };
    if said.is_empty() { ended } else { format!("{ended}: {said}") }
}

/// How long a program may take, and how much it may write.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From its start to its end.
    pub time: Duration,
    /// Bytes of standard output.
    pub output_bytes: usize,
}

impl Limits {
    /// What makes a feed, or filters one: as much as an answer from the network.
    pub const FEED: Self = Self { time: Duration::from_secs(60), output_bytes: 32 << 20 };
    /// What tells a secret.
    pub const SECRET: Self = Self { time: Duration::from_secs(30), output_bytes: 64 << 10 };
    /// A hook, a bookmark, an article sent through: what it writes is only told.
    pub const HOOK: Self = Self { time: Duration::from_secs(30), output_bytes: 1 << 20 };
}

/// Values that are filled into the arguments of a program, by name.
#[derive(Clone, Debug, Default)]
pub struct Values<'a>(pub &'a [(&'a str, &'a str)]);

impl Values<'_> {
    /// The program and its arguments, with the values in the places that are marked `{name}`.
    ///
    /// The program itself is taken as it stands. An argument that is a value alone and would begin with `-` gets a space
    /// in front, so that no program takes it for an option. Where no place is marked, `last` becomes the last argument.
    pub fn fill(&self, words: &[String], last: Option<&str>) -> Vec<String> {
        let Some((program, arguments)) = words.split_first() else { return Vec::new() };
        let mut any = false;
        let mut filled = vec![program.clone()];
        for argument in arguments {
            let text = self.fill_one(argument);
            any |= text != *argument;
            let is_option = text.starts_with('-') && !argument.starts_with('-');
            filled.push(if is_option { format!(" {text}") } else { text });
        }
        filled.extend(last.filter(|_| !any).map(str::to_owned));
        filled
    }

    /// One pass, so that a value that looks like a place is not filled in turn.
    fn fill_one(&self, argument: &str) -> String {
        let mut text = String::new();
        let mut rest = argument;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let place = after.split_once('}');
            let value = place.and_then(|(name, _)| self.0.iter().find(|(known, _)| *known == name));
            rest = if let (Some((_, after)), Some((_, value))) = (place, value) {
                text.push_str(value);
                after
            } else {
                text.push('{');
                after
            };
        }
        text + rest
    }
}

/// Runs a program to its end: `input` on its standard input, what it writes is returned.
///
/// It gets nothing of our terminal. When it takes too long or writes too much, it and whatever it has started in its
/// group is ended.
pub fn run(
    permit: Permit,
    words: &[String],
    input: &[u8],
    limits: &Limits,
) -> Result<Vec<u8>, ProgramError> {
    permit.check(words)?;
    let mut child = command(words, Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|cause| ProgramError::NotStarted { program: name(words), cause })?;
    let ended = talk::talk(&mut child, input, limits);
    if ended.is_err() {
        talk::end(&mut child);
    }
    let program = name(words);
    match ended {
        Ok(talk::Ended { status, output, .. }) if status.success() => Ok(output),
        Ok(talk::Ended { status, errors, .. }) => {
            let said = String::from_utf8_lossy(&errors);
            let said = Prose::line(said.lines().next().unwrap_or_default()).cut(LONGEST_SAID);
            Err(ProgramError::Failed { program, status, said })
        }
        Err(talk::Trouble::Slow) => {
            Err(ProgramError::TooSlow { program, seconds: limits.time.as_secs() })
        }
        Err(talk::Trouble::Much) => {
            Err(ProgramError::TooMuch { program, limit_kib: (limits.output_bytes >> 10) as u64 })
        }
        Err(talk::Trouble::Io(cause)) => Err(ProgramError::Unheard { program, cause }),
    }
}

/// More of what a failed program said is not repeated.
const LONGEST_SAID: usize = 200;

/// Starts a program that goes on beside us, such as the browser, with a short `input`; the caller waits for its end.
///
/// Whoever calls has made sure that it may be started: the browser is allowed by being set.
pub fn start(words: &[String], input: &[u8]) -> io::Result<Child> {
    if words.is_empty() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    let stdin = if input.is_empty() { Stdio::null() } else { Stdio::piped() };
    let mut child = command(words, stdin).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // A program that does not want it may close it.
        let _closed = pipe.write_all(input);
    }
    Ok(child)
}

fn command(words: &[String], stdin: Stdio) -> Command {
    let (program, arguments) = words.split_first().map_or(("", &[][..]), |(p, a)| (p.as_str(), a));
    let mut command = Command::new(program);
    command.args(arguments).stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// How a program is called in a sentence.
fn name(words: &[String]) -> Prose {
    Prose::line(words.first().map_or("", String::as_str))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    const ALLOWED: Permit = Permit { allowed: true, restricted: false };

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn ran(program: &[&str], input: &[u8], limits: &Limits) -> Result<Vec<u8>, String> {
        run(ALLOWED, &words(program), input, limits).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_is_started_that_is_not_allowed() {
        let program = words(&["/bin/false"]);
        let off = run(Permit::default(), &program, b"", &Limits::HOOK).expect_err("off");
        assert!(off.to_string().contains("allow_programs"), "{off}");
        let restricted = Permit { allowed: true, restricted: true };
        let refused = run(restricted, &program, b"", &Limits::HOOK).expect_err("restricted");
        assert!(refused.to_string().contains("--restricted"), "{refused}");
    }

    #[test]
    fn much_goes_in_and_out_at_the_same_time() {
        let input = b"line\n".repeat(200_000);
        assert_eq!(ran(&["cat"], &input, &Limits::FEED).as_ref(), Ok(&input));
        assert_eq!(ran(&["true"], &input, &Limits::FEED), Ok(vec![]), "it may not want it");
    }

    #[test]
    fn arguments_are_given_as_they_are() {
        let out = ran(&["printf", "%s|", "a b", "$(x)", "`y`", ";z", "*"], b"", &Limits::HOOK);
        assert_eq!(out, Ok(b"a b|$(x)|`y`|;z|*|".to_vec()));
    }

    #[test]
    fn what_goes_wrong_is_said() {
        let error = |program: &[&str]| ran(program, b"", &Limits::HOOK).expect_err("a failure");
        assert!(error(&["/no/such/program"]).contains("cannot be started"));
        assert_eq!(
            error(&["ls", "/no/such/folder\u{1b}[31m"]).split(": ").next(),
            Some("ls ended with 2")
        );
        assert!(!error(&["ls", "/no/such/folder\u{1b}[31m"]).contains('\u{1b}'));
        assert_eq!(error(&["false"]), "false ended with 1");
    }

    #[test]
    fn a_program_that_never_ends_is_ended_with_what_it_started() {
        let limits = Limits { time: Duration::from_millis(200), output_bytes: 1 << 20 };
        let began = Instant::now();
        assert_eq!(
            ran(&["sh", "-c", "sleep 60 & sleep 60"], b"", &limits),
            Err("sh took longer than 0 s and was ended".to_owned())
        );
        let quiet = ["sh", "-c", "exec >&- 2>&-; sleep 60"];
        assert!(ran(&quiet, b"", &limits).is_err());
        assert_eq!(
            ran(&["yes"], b"", &Limits { time: Duration::from_secs(50), ..limits }),
            Err("yes wrote more than 1024 KiB and was ended".to_owned())
        );
        assert!(began.elapsed() < Duration::from_secs(40), "nothing was waited for");
    }

    #[track_caller]
    fn check(program: &[&str], expected: &[&str]) {
        let values = Values(&[("url", "https://a.b/"), ("title", "-rf {url} \"x\"")]);
        assert_eq!(values.fill(&words(program), Some("https://a.b/")), expected, "{program:?}");
    }

    #[test]
    fn values_stand_in_their_places_and_are_no_options() {
        check(&["b"], &["b", "https://a.b/"]);
        check(&["b", "-x"], &["b", "-x", "https://a.b/"]);
        check(&["{url}", "{url}"], &["{url}", "https://a.b/"]);
        check(&["b", "{title}"], &["b", " -rf {url} \"x\""]);
        check(&["b", "--t={title}", "{url}"], &["b", "--t=-rf {url} \"x\"", "https://a.b/"]);
        check(&["b", "{other}", "{", "a{url"], &["b", "{other}", "{", "a{url", "https://a.b/"]);
    }
}
