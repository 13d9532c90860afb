//! From the name of a host to addresses that may be connected to.
//!
//! The system looks names up and cannot be told to hurry, so it is asked on a thread of its own, which is left behind
//! when time is up. Whether an address is private is decided here, after the look-up and right before the connection:
//! whatever a name says, and whenever it changes its mind, no socket is opened to an address that was not judged.

use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::address::{Reach, classify, classify_host, literal};
use super::deadline::Deadline;
use super::{Fault, Override};

/// More addresses of one host are not tried.
const MOST_ADDRESSES: usize = 8;

/// An address to connect to, and who else could.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) address: SocketAddr,
    pub(super) reach: Reach,
}

/// Where a host leads; overrides count as public. `patience` says how long there still is to wait.
pub(super) fn places(
    host: &str,
    port: u16,
    overrides: &[Override],
    patience: &dyn Fn() -> Result<Duration, Fault>,
) -> Result<Vec<Place>, Fault> {
    if let Some(found) = overrides.iter().find(|one| one.host == host) {
        return Ok(vec![Place { address: found.address, reach: Reach::Public }]);
    }
    let addresses = match literal(host) {
        Some(address) => vec![SocketAddr::new(address, port)],
        None => look_up(host, port, patience)?,
    };
    let is_told_public = |address| overrides.iter().any(|one| one.address == address);
    let judge = |address: SocketAddr| match classify(address.ip()) {
        Reach::Private if is_told_public(address) => Reach::Public,
        reach => reach,
    };
    Ok(addresses.into_iter().map(|address| Place { address, reach: judge(address) }).collect())
}

/// Whether a name says by itself that it is of a private network; then nobody else is asked where it leads.
pub(super) fn is_private_name(host: &str, overrides: &[Override]) -> bool {
    literal(host).is_none() && reach_by_name(host, overrides) == Reach::Private
}

/// What can be told of a host that a proxy will look up.
pub(super) fn reach_by_name(host: &str, overrides: &[Override]) -> Reach {
    let told = overrides.iter().any(|one| one.host == host);
    let reach = classify_host(host).unwrap_or(Reach::Public);
    if told { Reach::Public } else { reach }
}

fn look_up(
    host: &str,
    port: u16,
    patience: &dyn Fn() -> Result<Duration, Fault>,
) -> Result<Vec<SocketAddr>, Fault> {
    let (answer, answered) = mpsc::channel();
    let name = host.to_owned();
    let ask = move || {
        let found = (name.as_str(), port).to_socket_addrs();
        // Nobody may be waiting any more.
        let _ = answer.send(found.map(|all| all.take(MOST_ADDRESSES).collect::<Vec<_>>()));
    };
    thread::Builder::new().name("look-up".to_owned()).spawn(ask).map_err(Fault::Unreachable)?;
    loop {
        match answered.recv_timeout(Deadline::part(patience()?)) {
            Ok(Ok(found)) if !found.is_empty() => return Ok(alternating(found)),
            Err(RecvTimeoutError::Timeout) => {}
            Ok(_) | Err(RecvTimeoutError::Disconnected) => return Err(Fault::UnknownHost),
        }
    }
}

/// The two kinds of address by turns, so that one kind that leads nowhere costs one attempt (after RFC 8305).
fn alternating(found: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let first_is_v6 = found.first().is_some_and(SocketAddr::is_ipv6);
    let (mut one, mut other): (Vec<_>, Vec<_>) =
        found.into_iter().rev().partition(|address| address.is_ipv6() == first_is_v6);
    let mut ordered = Vec::with_capacity(one.len() + other.len());
    while !(one.is_empty() && other.is_empty()) {
        ordered.extend(one.pop());
        ordered.extend(other.pop());
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(host: &str, port: u16, overrides: &[Override]) -> Vec<Place> {
        places(host, port, overrides, &|| Ok(Duration::from_secs(10))).unwrap()
    }

    fn overrides() -> Vec<Override> {
        Override::parse_list("news.test=127.0.0.1:81").unwrap()
    }

    #[track_caller]
    fn check(host: &str, port: u16, expected: &str, reach: Reach) {
        let found = found(host, port, &overrides());
        let place = found.first().unwrap();
        assert_eq!((place.address.to_string().as_str(), place.reach), (expected, reach), "{host}");
    }

    #[test]
    fn an_override_marks_its_address_public_and_no_other() {
        check("news.test", 80, "127.0.0.1:81", Reach::Public);
        check("127.0.0.1", 81, "127.0.0.1:81", Reach::Public);
        check("127.0.0.1", 82, "127.0.0.1:82", Reach::Private);
        check("[::1]", 81, "[::1]:81", Reach::Private);
        check("2130706433", 9, "127.0.0.1:9", Reach::Private);
    }

    #[test]
    fn names_are_judged_by_where_they_lead() {
        let found = found("localhost", 9, &[]);
        assert!(found.iter().all(|place| place.reach == Reach::Private), "{found:?}");
    }

    #[test]
    fn a_private_name_is_not_looked_up_and_an_address_is_judged_as_one() {
        for host in ["localhost.", "printer.local"] {
            assert!(is_private_name(host, &overrides()), "{host}");
        }
        for host in ["127.0.0.1", "news.test", "example.org"] {
            assert!(!is_private_name(host, &overrides()), "{host}");
        }
    }

    #[test]
    fn both_kinds_of_address_come_up_early() {
        let read = |text: &str| text.split(' ').map(|a| a.parse().unwrap()).collect::<Vec<_>>();
        let found = read("[::1]:1 [::2]:1 [::3]:1 1.1.1.1:1 2.2.2.2:1");
        assert_eq!(alternating(found), read("[::1]:1 1.1.1.1:1 [::2]:1 2.2.2.2:1 [::3]:1"));
    }

    #[test]
    fn a_proxy_is_not_asked_for_what_is_plainly_private() {
        assert_eq!(reach_by_name("localhost", &[]), Reach::Private);
        assert_eq!(reach_by_name("10.0.0.1", &[]), Reach::Private);
        assert_eq!(reach_by_name("example.org", &[]), Reach::Public);
    }
}
