//! Whether what the reader saw is what a good reader makes of an endpoint, as far as fetching goes.
//!
//! What is in a feed or a page is judged where it is read; here an answer that came whole is enough for `items`.

use crate::reader::Seen;
use crate::server::Endpoint;

/// Families whose errors are found in the text, not on the line.
const OF_THE_TEXT: [&str; 6] = ["xml", "charset", "content", "page", "opml", "terminal"];
/// Errors of other families that are found in the text: web pages where a feed was.
const PAGES: [&str; 3] = ["/status/200-login-page", "/redir/301-login", "/redir/html-meta"];

/// Says what is wrong, if anything is.
pub(crate) fn judge(endpoint: &Endpoint, seen: &Seen) -> Result<(), String> {
    within_limits(endpoint, seen)?;
    outcome(endpoint, seen)
}

/// Says what is wrong with what came, whatever it cost.
pub(crate) fn outcome(endpoint: &Endpoint, seen: &Seen) -> Result<(), String> {
    words_are_right(seen)?;
    let came = seen.error.is_none();
    let is_of_the_text =
        OF_THE_TEXT.contains(&endpoint.family.as_str()) || PAGES.contains(&endpoint.path.as_str());
    match endpoint.outcome.as_str() {
        "items" | "page" => ensure(came, "should have come")?,
        "moved" => {
            ensure(seen.moved.as_ref().is_some_and(|to| to.ends_with("/ok")), "should have moved")?;
        }
        "stay" => ensure(came && seen.moved.is_none(), "should have come and stayed")?,
        "gone" => ensure(seen.is_gone, "should be gone")?,
        "error" if is_of_the_text => {}
        "error" => ensure(!came, "should be an error")?,
        "either" => {}
        other => return Err(format!("the outcome {other} is not known here")),
    }
    ensure(!seen.forged, "holds what was forged")?;
    ensure(!came || seen.body_bytes > 0, "came empty")?;
    ensure(seen.fresh_for.is_none_or(|seconds| seconds <= 86_400), "is fresh for over a day")?;
    particular(&endpoint.path, seen)
}

fn ensure(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

fn within_limits(endpoint: &Endpoint, seen: &Seen) -> Result<(), String> {
    let limits = &endpoint.limits;
    ensure(seen.millis as f64 <= limits.wall_s * 1_000.0, "took too long")?;
    ensure(seen.peak_kib > 0, "was not measured")?;
    ensure(seen.peak_kib <= limits.rss_mb * 1024, "took too much memory")?;
    ensure(seen.wire_bytes <= limits.read_mb * 1_000_000, "read too much")
}

/// An error names the address and drives no terminal.
fn words_are_right(seen: &Seen) -> Result<(), String> {
    let Some(words) = &seen.error else { return Ok(()) };
    ensure(words.starts_with(&seen.link), "an error that names no address")?;
    let has_control = words.chars().any(char::is_control);
    ensure(
        !has_control && words.len() > seen.link.len() + 10,
        "an error that says little or too much",
    )
}

/// What is asked of one endpoint alone.
fn particular(path: &str, seen: &Seen) -> Result<(), String> {
    let words = seen.error.as_deref().unwrap_or_default();
    let says = |part: &str| ensure(words.contains(part), part);
    let is_unchanged = matches!(seen.again, Some(Ok(true)));
    match path {
        "/cond/etag" | "/cond/last-modified" => {
            ensure(is_unchanged, "was not asked with its validators")
        }
        "/cond/etag-huge" => ensure(seen.etag.is_none(), "remembers 200 KB"),
        "/cond/304-unasked" => says("304"),
        "/status/401" => says("a user name and a password are wanted"),
        "/status/503" => ensure(seen.retry_after == Some(120), "forgets when to come back"),
        "/status/429-seconds" => {
            ensure(seen.retry_after == Some(3_600), "forgets when to come back")
        }
        "/status/429-date" => ensure(
            seen.retry_after.is_some_and(|s| (3_500..=3_600).contains(&s)),
            "misreads a date",
        ),
        "/status/429-absurd" => ensure(seen.retry_after == Some(86_400), "obeys for ever"),
        "/status/429-negative" | "/status/429-garbage" | "/status/429-missing" => {
            ensure(seen.retry_after.is_none(), "believes nonsense")
        }
        "/bad/encoding-unknown" => says("x-rot13"),
        "/bad/empty-200" => says("empty"),
        "/bad/length-long" | "/bad/chunk-truncated" => says("broke off"),
        "/big/gzip-bomb" | "/big/gzip-twice" | "/big/brotli-bomb" | "/big/zstd-bomb" => {
            says("unpacks")
        }
        "/big/300mb" | "/big/never-ends" | "/big/length-lie" => says("MiB"),
        "/slow/connect-silent" => says("did not begin to answer"),
        _ if path.starts_with("/redir/private-") && path != "/redir/private-userinfo" => {
            says("private address")
        }
        _ => Ok(()),
    }
}
