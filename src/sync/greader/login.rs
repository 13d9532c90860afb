//! Logging in (`ClientLogin`), and finding out where the API of a server begins.

use serde_json::Value;

use super::super::RemoteError;
use super::super::line::{Line, bare};
use super::{Session, profile};
use crate::config::{AccountLine, ServerName};
use crate::fetch::{Method, Request, Secret};
use crate::text::Link;

/// Where `FreshRSS` has its API.
const FRESH_RSS: &str = "api/greader.php";
/// What people take for the password of the API.
pub(super) const HINT: &str = "FreshRSS and Miniflux want a password of their own for the API, set in their settings; in Miniflux's it may be switched off, too";

/// Logs in at the first place that answers as the API does.
pub(super) fn log_in(
    line: &Line<'_>,
    account: &AccountLine,
    password: &Secret,
) -> Result<Session, RemoteError> {
    let mut failure: Option<RemoteError> = None;
    for base in bases(account)? {
        match log_in_at(line, account, password, base) {
            Ok(session) => return Ok(session),
            Err(error @ RemoteError::WrongAddress { .. }) => {
                failure.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    Err(failure.unwrap_or_else(|| RemoteError::OpenLine(account.address.clone())))
}

/// Where the API may begin: the address as it is given, with or without what belongs to the API, and a slash at its end.
fn bases(account: &AccountLine) -> Result<Vec<Link>, RemoteError> {
    let bare = bare(&account.address);
    let mut text = bare.as_str().trim_end_matches('/');
    for end in ["/accounts/ClientLogin", "/reader/api/0", "/reader/api"] {
        text = text.strip_suffix(end).unwrap_or(text);
    }
    let given = link(&format!("{text}/"), account)?;
    if text.ends_with(FRESH_RSS) {
        return Ok(vec![given]);
    }
    let fresh_rss = link(&format!("{text}/{FRESH_RSS}/"), account)?;
    Ok(match account.server {
        Some(ServerName::FreshRss) => vec![fresh_rss],
        Some(_) => vec![given],
        None => vec![given, fresh_rss],
    })
}

fn link(text: &str, account: &AccountLine) -> Result<Link, RemoteError> {
    let wrong = |_never| wrong_address(&account.address, "no address".to_owned());
    Link::parse(text).map_err(wrong)
}

/// An address below a base, with a query.
pub(in super::super) fn below(
    base: &Link,
    path: &str,
    query: &[(&str, &str)],
) -> Result<Link, RemoteError> {
    let encode = |text: &str| -> String {
        let byte = |b: u8| match b {
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b',' => char::from(b).to_string(),
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let fields: Vec<String> =
        query.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let mark = if fields.is_empty() { "" } else { "?" };
    let text = format!("{}{path}{mark}{}", base.as_str(), fields.join("&"));
    Link::parse(&text).map_err(|_too_long| wrong_address(base, "too long".to_owned()))
}

fn wrong_address(address: &Link, status: String) -> RemoteError {
    RemoteError::WrongAddress {
        address: address.clone(),
        api: "Google Reader API",
        status,
        hint: ", that of FreshRSS ends in /api/greader.php",
    }
}

fn log_in_at(
    line: &Line<'_>,
    account: &AccountLine,
    password: &Secret,
    base: Link,
) -> Result<Session, RemoteError> {
    let address = below(&base, "accounts/ClientLogin", &[])?;
    let user = account.user.as_deref().unwrap_or_default();
    let fields = [("Email", user.into()), ("Passwd", password.clone())];
    let answer = line.send(Request::service(Method::Post, address).form(&fields))?;
    match answer.status {
        200 => {}
        status @ (401 | 403) => {
            return Err(RemoteError::Refused { address: base, status, hint: HINT });
        }
        503 => return Err(RemoteError::SwitchedOff(base)),
        status @ (500 | 502 | 504) => {
            return Err(RemoteError::Status {
                address: base,
                status,
                what: "the login",
                said: super::said(&answer.body),
            });
        }
        status => return Err(wrong_address(&base, status.to_string())),
    }
    let auth = auth(&answer.body);
    let auth = auth.ok_or_else(|| wrong_address(&base, "it answered with a page".to_owned()))?;
    let profile = profile(account, &base);
    Ok(Session { base, profile, auth, token: None })
}

/// The header that a login leads to: from lines `Auth=…`, or from JSON.
fn auth(body: &[u8]) -> Option<Secret> {
    let text = std::str::from_utf8(body).ok()?;
    let json: Option<Value> = serde_json::from_str(text).ok();
    let of_json = json.as_ref().and_then(|json| json["Auth"].as_str());
    let of_lines = || text.lines().find_map(|line| line.trim().strip_prefix("Auth="));
    let auth = of_json.or_else(of_lines)?;
    let is_fit =
        !auth.is_empty() && auth.len() < 2_000 && auth.chars().all(|c| c.is_ascii_graphic());
    is_fit.then(|| Secret::from(format!("GoogleLogin auth={auth}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{AccountKind, SecretPlace};

    fn found(address: &str, server: Option<ServerName>) -> Vec<String> {
        let account = AccountLine {
            name: "a".to_owned(),
            kind: AccountKind::GReader,
            server,
            address: Link::parse(address).expect("an address"),
            user: Some("u".to_owned()),
            secret: SecretPlace::Variable("A".to_owned()),
            allow_http: false,
            history: false,
        };
        bases(&account).expect("places").iter().map(ToString::to_string).collect()
    }

    #[test]
    fn trap_13_the_address_is_taken_with_and_without_its_end() {
        let one = ["https://a.example/api/greader.php/"];
        assert_eq!(found("https://a.example/api/greader.php", None), one);
        assert_eq!(found("https://a.example/api/greader.php/", None), one);
        assert_eq!(found("https://a.example/api/greader.php/reader/api/0", None), one);
        assert_eq!(found("https://a.example", Some(ServerName::FreshRss)), one);
        let both = ["https://a.example/p/", "https://a.example/p/api/greader.php/"];
        assert_eq!(found("https://a.example/p/", None), both);
    }

    #[test]
    fn a_login_is_read_from_lines_and_from_json_and_a_page_is_none() {
        let expected = Some(Secret::from("GoogleLogin auth=u/1"));
        assert_eq!(auth(b"SID=u/1\nLSID=null\nAuth=u/1\n"), expected);
        assert_eq!(auth(br#"{"SID":"x","Auth":"u/1"}"#), expected);
        assert_eq!(auth(b"<html>Auth</html>"), None);
        assert_eq!(auth(b"Auth=a b\n"), None);
    }
}
