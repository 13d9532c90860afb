//! The first version of Miniflux's own API.
//!
//! It tells what has changed since a moment, which the Google Reader API cannot. Stars are turned over by it, not set: the
//! articles are looked at first, always, so that nothing is turned twice. Measured with 2.2.6.

mod read;
mod stars;
mod write;

use serde::Deserialize;
use serde_json::Value;

use super::json;
use super::line::{bare, check_line};
use super::{Line, RemoteError};
use crate::config::AccountLine;
use crate::fetch::{Method, Request, Response, Secret};
use crate::text::{Link, Prose};

pub use read::Which;

/// What people take for the password of the API.
const HINT: &str = "name and password of the account are wanted, or without a name an API key of Miniflux's settings";

/// A talk with one server.
pub struct Miniflux<'a> {
    line: &'a Line<'a>,
    base: Link,
    /// Name and value of the header that says who asks.
    auth: (&'static str, Secret),
}

#[derive(Deserialize)]
struct Category {
    id: i64,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
}

impl<'a> Miniflux<'a> {
    /// A talk with the server of an account; nothing is asked yet. `secret` is the whole value of the header.
    pub fn open(
        line: &'a Line<'a>,
        account: &AccountLine,
        secret: Secret,
    ) -> Result<Self, RemoteError> {
        check_line(&account.address, account.allow_http)?;
        let bare = bare(&account.address);
        let text = bare.as_str().trim_end_matches('/');
        let text = text.strip_suffix("/v1").unwrap_or(text);
        let wrong = |_never| RemoteError::OpenLine(account.address.clone());
        let base = Link::parse(&format!("{text}/v1/")).map_err(wrong)?;
        let name = if account.user.is_some() { "Authorization" } else { "X-Auth-Token" };
        Ok(Self { line, base, auth: (name, secret) })
    }

    fn get(&self, path: &str, what: &'static str) -> Result<Response, RemoteError> {
        self.send(Method::Get, path, None, what)
    }

    fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        what: &'static str,
    ) -> Result<Response, RemoteError> {
        let answer = self.line.send(self.request(method, path, body)?)?;
        self.checked(answer, what)
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Request, RemoteError> {
        let unfit = |_too_long| RemoteError::Unreadable { address: self.base.clone(), what: "" };
        let address = Link::parse(&format!("{}{path}", self.base)).map_err(unfit)?;
        let request = Request::service(method, address).header(self.auth.0, self.auth.1.clone());
        Ok(match body {
            Some(body) => request.body("application/json", body.to_string().into_bytes()),
            None => request,
        })
    }

    fn unreadable(&self, what: &'static str) -> RemoteError {
        RemoteError::Unreadable { address: self.base.clone(), what }
    }

    fn checked(&self, answer: Response, what: &'static str) -> Result<Response, RemoteError> {
        let address = self.base.clone();
        match answer.status {
            // A page of somebody else's, such as one to log in at.
            200..=204 if answer.body.trim_ascii().starts_with(b"<") => {
                Err(RemoteError::Unreadable { address, what })
            }
            200..=204 => Ok(answer),
            status @ (401 | 403) => Err(RemoteError::Refused { address, status, hint: HINT }),
            // Of its own errors Miniflux says in JSON what they are.
            404 if !answer.body.trim_ascii().starts_with(b"{") => Err(RemoteError::WrongAddress {
                address,
                api: "Miniflux API",
                status: "404".to_owned(),
                hint: ", it is that of Miniflux's own pages",
            }),
            status => {
                Err(RemoteError::Status { address, status, what, said: error_words(&answer.body) })
            }
        }
    }
}

/// What Miniflux itself says of an error; nothing where it is somebody else's.
fn error_words(body: &[u8]) -> Prose {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let words = json.as_ref().and_then(|json| json["error_message"].as_str());
    words.map(|words| Prose::line(words).cut(200)).unwrap_or_default()
}
