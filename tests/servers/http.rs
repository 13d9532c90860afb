//! One question to a server on this machine, as plainly as can be: HTTP 1.0, one line for each.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};

use crate::process::PATIENCE;

/// The status and the body; `None` where nobody answers.
pub(crate) fn ask(
    port: u16,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> Option<(u16, String)> {
    let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    line.set_read_timeout(Some(PATIENCE)).ok()?;
    let length = body.len();
    write!(
        line,
        "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n{headers}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}
