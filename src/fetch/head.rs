//! The head of an answer: status and headers, read as leniently as browsers do and within limits.
//!
//! A header that breaks the rules, or is too long, is left out; what came before and after it still counts.

use std::io::BufRead;

use httparse::{EMPTY_HEADER, Error, ParserConfig, Status};

use super::line::Line;
use super::{Fault, Limits};

/// Status and headers of an answer.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) status: u16,
    /// Whether the server speaks HTTP/1.0, where a line ends with its answer unless it says otherwise.
    is_old: bool,
    headers: Vec<(String, Vec<u8>)>,
}

impl Head {
    /// Reads the head of an answer; preliminary ones (1xx) are passed over.
    pub(super) fn read(line: &mut Line, limits: &Limits) -> Result<Self, Fault> {
        let mut room = limits.head_bytes;
        for _ in 0..=limits.preliminary {
            let bytes = read_bytes(line, &mut room)?;
            let head = Self::parse(&bytes, limits)?;
            match head.status {
                101 => return Err(Fault::Protocol("it changes to another protocol unasked")),
                100..=199 => {}
                200..=599 => return Ok(head),
                status => return Err(Fault::Status { status, retry_after: None }),
            }
        }
        Err(Fault::Protocol("it sends preliminary answers without end"))
    }

    fn parse(bytes: &[u8], limits: &Limits) -> Result<Self, Fault> {
        let mut headers = vec![EMPTY_HEADER; limits.headers];
        let mut response = httparse::Response::new(&mut headers);
        let mut config = ParserConfig::default();
        config
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .allow_multiple_spaces_in_response_status_delimiters(true)
            .ignore_invalid_headers_in_responses(true);
        match config.parse_response(&mut response, bytes) {
            Ok(Status::Complete(_)) => {}
            Ok(Status::Partial) => return Err(Fault::Truncated),
            Err(Error::TooManyHeaders) => return Err(Fault::Headers),
            Err(_) => return Err(Fault::Protocol("its headers are broken")),
        }
        let fits = |header: &&httparse::Header<'_>| {
            header.name.len() + header.value.len() <= limits.header_bytes
        };
        let kept = response.headers.iter().filter(fits);
        let headers = kept.map(|header| (header.name.to_ascii_lowercase(), header.value.to_vec()));
        Ok(Self {
            status: response.code.unwrap_or(0),
            is_old: response.version == Some(0),
            headers: headers.collect(),
        })
    }

    /// A head as it would be read from a line.
    #[cfg(test)]
    pub(super) fn of(text: &str) -> Self {
        Self::parse(text.as_bytes(), &Limits::default()).expect("a head")
    }

    /// The values of a header, as they came.
    pub(super) fn all<'h, 'n>(
        &'h self,
        name: &'n str,
    ) -> impl Iterator<Item = &'h [u8]> + use<'h, 'n> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The first value of a header, where it is plain ASCII.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let value = std::str::from_utf8(self.all(name).next()?).ok()?.trim();
        value.bytes().all(|b| b.is_ascii_graphic() || b == b' ').then_some(value)
    }

    /// The members of a header that is a list, in small letters (RFC 9110, section 5.6.1).
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let values =
            self.all(name).map(|value| String::from_utf8_lossy(value).to_ascii_lowercase());
        let members = values.flat_map(|value| {
            value.split(',').map(|member| member.trim().to_owned()).collect::<Vec<_>>()
        });
        members.filter(|member| !member.is_empty()).collect()
    }

    /// Whether the server means to keep the line open.
    pub(super) fn keeps_line(&self) -> bool {
        let connection = self.list("connection");
        let says = |word: &str| connection.iter().any(|member| member == word);
        if self.is_old { says("keep-alive") } else { !says("close") }
    }

    /// How the end of the body is known (RFC 9112, section 6.3).
    pub(super) fn framing(&self) -> Result<Framing, Fault> {
        if matches!(self.status, 204 | 304) {
            return Ok(Framing::Nothing);
        }
        let codings = self.list("transfer-encoding");
        match codings.as_slice() {
            [] => {}
            [only] if only == "chunked" => return Ok(Framing::Chunked),
            _ => return Err(Fault::Protocol("it wraps its answer in an unknown way")),
        }
        let lengths = self.list("content-length");
        let Some(first) = lengths.first() else { return Ok(Framing::UntilClosed) };
        if lengths.iter().any(|length| length != first) {
            return Err(Fault::Protocol("it gives two lengths"));
        }
        let is_number = first.bytes().all(|b| b.is_ascii_digit());
        let length = first.parse().ok().filter(|_| is_number);
        length.map(Framing::Length).ok_or(Fault::Protocol("it gives a length that is none"))
    }

    /// Whether a body is announced where there can be none; it may come all the same.
    pub(super) fn announces_body(&self) -> bool {
        let lengths = self.list("content-length");
        lengths.iter().any(|length| length != "0") || !self.list("transfer-encoding").is_empty()
    }
}

/// How the end of a body is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// There is none.
    Nothing,
    /// After so many bytes.
    Length(u64),
    /// It comes in chunks, the last of which is empty.
    Chunked,
    /// The line is closed.
    UntilClosed,
}

/// Reads up to the blank line that ends a head, and takes it out of `room`.
fn read_bytes(line: &mut Line, room: &mut usize) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    loop {
        let ready = line.fill_buf()?;
        if ready.is_empty() {
            return Err(Fault::Truncated);
        }
        let seen = head.len();
        head.extend_from_slice(ready);
        let arrived = ready.len();
        if !head.starts_with(b"HTTP/".get(..head.len().min(5)).unwrap_or_default()) {
            return Err(Fault::Protocol("its answer is no HTTP"));
        }
        let end = end_of_head(&head, seen);
        line.consume(end.map_or(arrived, |end| end - seen));
        head.truncate(end.unwrap_or(head.len()));
        if head.len() > *room {
            return Err(Fault::Headers);
        }
        if end.is_some() {
            *room -= head.len();
            return Ok(head);
        }
    }
}

/// Where a head ends: after a blank line. What was seen before is not searched again.
fn end_of_head(bytes: &[u8], seen: usize) -> Option<usize> {
    let start = seen.saturating_sub(3);
    let feeds = bytes.iter().enumerate().skip(start).filter(|(_, byte)| **byte == b'\n');
    feeds.map(|(at, _)| at).find_map(|at| match bytes.get(at + 1..) {
        Some([b'\n', ..]) => Some(at + 2),
        Some([b'\r', b'\n', ..]) => Some(at + 3),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Result<Head, Fault> {
        Head::parse(text.as_bytes(), &Limits::default())
    }

    #[track_caller]
    fn check(headers: &str, expected: Option<Framing>) {
        let head = head(&format!("HTTP/1.1 200 OK\r\n{headers}\r\n")).unwrap();
        assert_eq!(head.framing().ok(), expected, "{headers:?}");
    }

    #[test]
    fn the_end_of_a_body_is_known_from_the_head() {
        check("", Some(Framing::UntilClosed));
        check("Content-Length: 12\r\n", Some(Framing::Length(12)));
        check("Content-Length: 12\r\nContent-Length: 12\r\n", Some(Framing::Length(12)));
        check("Content-Length: 12\r\nContent-Length: 13\r\n", None);
        check("Content-Length: 99999999999999999999999\r\n", None);
        check("Content-Length: +1\r\n", None);
        check("Content-Length: -1\r\n", None);
        check("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", Some(Framing::Chunked));
        check("Transfer-Encoding: gzip, chunked\r\n", None);
    }

    #[test]
    fn a_broken_header_costs_itself_alone() {
        let text = "HTTP/1.1 200 OK\nno colon here\nA: 1\r\n folded\nETag: \"a\x7f\"\nB : 2\n\n";
        let head = head(text).unwrap();
        assert_eq!(head.text("etag"), None);
        assert_eq!(head.text("b"), Some("2"));
        assert_eq!(head.all("a").count(), 1);
    }

    #[test]
    fn a_header_that_is_too_long_is_left_out() {
        let long = "x".repeat(70_000);
        let head = head(&format!("HTTP/1.1 200 OK\r\nETag: {long}\r\nAge: 1\r\n\r\n")).unwrap();
        assert_eq!((head.text("etag"), head.text("age")), (None, Some("1")));
        let many = "A: b\r\n".repeat(1_001);
        let many =
            Head::parse(format!("HTTP/1.1 200 OK\r\n{many}\r\n").as_bytes(), &Limits::default());
        assert!(matches!(many, Err(Fault::Headers)));
    }

    #[test]
    fn a_line_is_kept_where_both_sides_mean_it() {
        let keeps = |text: &str| head(text).map(|head| head.keeps_line()).ok();
        assert_eq!(keeps("HTTP/1.1 200 OK\r\n\r\n"), Some(true));
        assert_eq!(keeps("HTTP/1.1 200 OK\r\nConnection: Close\r\n\r\n"), Some(false));
        assert_eq!(keeps("HTTP/1.0 200 OK\r\n\r\n"), Some(false));
        assert_eq!(keeps("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n"), Some(true));
    }

    #[test]
    fn the_end_of_a_head_is_found_across_pieces() {
        let bytes = b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nrest";
        for seen in 0..20 {
            assert_eq!(end_of_head(bytes, seen), Some(25));
        }
        assert_eq!(end_of_head(b"HTTP/1.0 200\n\nrest", 0), Some(14));
        assert_eq!(end_of_head(b"HTTP/1.0 200\r\nA: b\r\n", 0), None);
    }
}
