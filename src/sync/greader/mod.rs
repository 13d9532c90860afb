//! The Google Reader API, as `FreshRSS`, Miniflux, `BazQux` and The Old Reader speak it.
//!
//! Streams are asked for as `user/-/…`; ids are sent in the long form; whoever writes sends the token both ways it is
//! looked for. Lists are read to their end before anybody writes: some servers page by a number that shifts.

mod lists;
mod login;
mod read;
mod write;

use super::RemoteError;
use super::line::{Line, bare};
use crate::config::{AccountLine, ServerName};
use crate::fetch::{Method, Request, Response, Secret};
use crate::text::{Link, Prose};

pub use read::Label;
pub use write::AT_ONCE;

/// What is unread is in this stream and not in the next.
pub const ALL: &str = "user/-/state/com.google/reading-list";
/// What is read.
pub const READ: &str = "user/-/state/com.google/read";
/// What is starred.
pub const STARRED: &str = "user/-/state/com.google/starred";
/// Labels and folders begin with it.
const LABEL: &str = "user/-/label/";

/// Which server it is, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Profile {
    /// Writes some signs in titles otherwise.
    FreshRss,
    /// Knows no labels of articles, and takes off a mark that is set again.
    Miniflux,
    /// Nothing is known of it that matters.
    Other,
    /// It was not looked at yet.
    Unknown,
}

/// What a login has brought, to be used for as long as it holds.
#[derive(Clone, Debug)]
pub struct Session {
    /// Where the API is, found by itself.
    base: Link,
    profile: Profile,
    auth: Secret,
    /// What every write must carry.
    token: Option<Secret>,
}

/// A talk with one server.
pub struct GReader<'a> {
    line: &'a Line<'a>,
    account: &'a AccountLine,
    password: Secret,
    session: Session,
}

impl<'a> GReader<'a> {
    /// Logs in, or goes on with an earlier session.
    pub fn open(
        line: &'a Line<'a>,
        account: &'a AccountLine,
        password: Secret,
        session: Option<Session>,
    ) -> Result<Self, RemoteError> {
        super::line::check_line(&account.address, account.allow_http)?;
        let session = match session {
            Some(session) => session,
            None => login::log_in(line, account, &password)?,
        };
        Ok(Self { line, account, password, session })
    }

    /// What the login has brought, for the next time.
    pub fn session(&self) -> Session {
        self.session.clone()
    }

    /// Whether articles can have labels there.
    pub fn knows_labels(&self) -> bool {
        self.session.profile != Profile::Miniflux
    }

    /// Asks for something; where the login no longer holds, once more with a new one.
    fn get(&mut self, path: &str, query: &[(&str, &str)], what: &'static str) -> Answer {
        let mut answer = self.line.send(self.request(Method::Get, path, query)?)?;
        if answer.status == 401 {
            self.log_in_again()?;
            answer = self.line.send(self.request(Method::Get, path, query)?)?;
        }
        self.checked(answer, what)
    }

    /// Sends something that changes nothing when it is sent twice.
    ///
    /// A token that has run out is answered with 401 and a header: then a new one is taken. After a second 401, or one
    /// without that header, there is a new login; each once. What was refused so was not done.
    fn post(&mut self, path: &str, fields: &[(&str, Secret)], what: &'static str) -> Answer {
        let mut answer = self.post_once(path, fields, false)?;
        if answer.status == 401 && answer.stale_token {
            self.session.token = None;
            answer = self.post_once(path, fields, false)?;
        }
        if answer.status == 401 {
            self.log_in_again()?;
            answer = self.post_once(path, fields, false)?;
        }
        self.checked(answer, what)
    }

    fn post_once(&mut self, path: &str, fields: &[(&str, Secret)], slow: bool) -> Answer {
        let token = self.token()?;
        let mut fields = fields.to_vec();
        fields.push(("output", "json".into()));
        fields.push(("T", token));
        let request = self.request(Method::Post, path, &[])?.form(&fields);
        if slow { self.line.send_patiently(request) } else { self.line.send(request) }
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Request, RemoteError> {
        let address = login::below(&self.session.base, &format!("reader/api/0/{path}"), query)?;
        let auth = self.session.auth.clone();
        Ok(Request::service(method, address).header("Authorization", auth))
    }

    /// The token for writing: the one there is, or a new one.
    fn token(&mut self) -> Result<Secret, RemoteError> {
        if let Some(token) = &self.session.token {
            return Ok(token.clone());
        }
        let answer = self.get("token", &[], "the token for changes")?;
        let text = String::from_utf8_lossy(&answer.body).trim().to_owned();
        let is_token =
            !text.is_empty() && text.len() < 500 && text.chars().all(|c| c.is_ascii_graphic());
        if !is_token || text.starts_with(['<', '[', '{']) {
            let address = bare(&answer.link);
            return Err(RemoteError::Unreadable { address, what: "the token for changes" });
        }
        let token = Secret::from(text);
        self.session.token = Some(token.clone());
        Ok(token)
    }

    fn log_in_again(&mut self) -> Result<(), RemoteError> {
        let known = self.session.profile;
        self.session = login::log_in(self.line, self.account, &self.password)?;
        // It is the same server.
        self.session.profile = known;
        Ok(())
    }

    /// The answer, where it is one.
    fn checked(&self, answer: Response, what: &'static str) -> Answer {
        let address = self.session.base.clone();
        match answer.status {
            200..=204 => Ok(answer),
            401 | 403 => {
                Err(RemoteError::Refused { address, status: answer.status, hint: login::HINT })
            }
            503 => Err(RemoteError::SwitchedOff(address)),
            status => Err(RemoteError::Status { address, status, what, said: said(&answer.body) }),
        }
    }
}

type Answer = Result<Response, RemoteError>;

/// What a server says of an error, where that is one short line.
pub(super) fn said(body: &[u8]) -> Prose {
    let text = String::from_utf8_lossy(body.get(..200).unwrap_or(body)).into_owned();
    let is_markup = text.trim_start().starts_with(['<', '{', '[']);
    if is_markup { Prose::default() } else { Prose::line(&text) }
}

/// The profile that the settings or the address tell.
fn profile(account: &AccountLine, base: &Link) -> Profile {
    match account.server {
        Some(ServerName::FreshRss) => Profile::FreshRss,
        Some(ServerName::Miniflux) => Profile::Miniflux,
        None if base.as_str().contains("greader.php") => Profile::FreshRss,
        Some(ServerName::BazQux | ServerName::TheOldReader) => Profile::Other,
        None => Profile::Unknown,
    }
}
