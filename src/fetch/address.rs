//! Which addresses belong to the world, and which to somebody's own network.
//!
//! What is not plainly public counts as private: loopback, the ranges of homes and offices, link-local, carrier NAT,
//! documentation, benchmarks, multicast, and IPv6 that carries an IPv4 address of such a kind (the special-purpose
//! registries of IANA, RFC 6890). The question is asked where a socket is opened, of the address that a name led to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Who can reach an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everybody.
    Public,
    /// This machine or its network alone, or nobody.
    Private,
}

/// Names of private networks (RFC 6761, 6762, 8375 and ICANN's `internal`).
const PRIVATE_NAMES: [&str; 5] = ["localhost", "local", "internal", "home.arpa", "localdomain"];

/// IPv4 ranges that are not public: address and length of the prefix.
const PRIVATE_V4: [([u8; 4], u32); 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
    ([255, 255, 255, 255], 32),
];

/// Says who can reach an address.
pub fn classify(address: IpAddr) -> Reach {
    let public = match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    };
    if public { Reach::Public } else { Reach::Private }
}

/// Says what a host tells by itself, without being looked up; `None` for a name that may lead anywhere.
///
/// Understands the old forms of IPv4, too, which systems still look up: `127.1`, `0x7f000001`, `0177.0.0.1`.
pub fn classify_host(host: &str) -> Option<Reach> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if let Some(address) = literal(&host) {
        return Some(classify(address));
    }
    let is_below = |name: &str| {
        host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    PRIVATE_NAMES.iter().any(|name| is_below(name)).then_some(Reach::Private)
}

/// Whether a host is this very machine, by its address or as `localhost`.
pub fn literal_is_loopback(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host == "localhost" || literal(&host).is_some_and(|address| address.is_loopback())
}

/// The address that a host is, where it is no name. An IPv6 address may stand in brackets and name a zone.
pub(super) fn literal(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if bare.contains(':') {
        let address = bare.split('%').next().unwrap_or_default();
        return address.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    }
    old_v4(bare).map(IpAddr::V4)
}

/// IPv4 as `inet_aton` reads it: one to four numbers, the last of which fills what is left.
fn old_v4(host: &str) -> Option<Ipv4Addr> {
    let numbers: Vec<u32> = host.split('.').map(old_number).collect::<Option<_>>()?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|number| *number > 255) {
        return None;
    }
    let room = 32 - 8 * first.len() as u32;
    if u64::from(*last) >= 1 << room {
        return None;
    }
    let places = first.iter().zip([24, 16, 8]);
    let high: u32 = places.map(|(number, place)| number << place).sum();
    Some(Ipv4Addr::from(high | last))
}

/// A number in base 10, with a leading `0` in base 8, with `0x` in base 16.
fn old_number(digits: &str) -> Option<u32> {
    if let Some(hex) = digits.strip_prefix("0x") {
        return if hex.is_empty() { Some(0) } else { plain_number(hex, 16) };
    }
    match digits.strip_prefix('0') {
        Some(octal) if !octal.is_empty() => plain_number(octal, 8),
        _ => plain_number(digits, 10),
    }
}

/// As `from_str_radix`, which would take a sign, too.
fn plain_number(digits: &str, base: u32) -> Option<u32> {
    let all_digits = digits.chars().all(|c| c.is_digit(base));
    all_digits.then(|| u32::from_str_radix(digits, base).ok()).flatten()
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !PRIVATE_V4.iter().any(|(prefix, length)| {
        (bits ^ u32::from(Ipv4Addr::from(*prefix))).checked_shr(32 - length) == Some(0)
    })
}

/// Of IPv6 only what is handed out to the world: `2000::/3` without its special parts.
fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped().or_else(|| translated(address)) {
        return is_public_v4(inner);
    }
    let [a, b, ..] = address.segments();
    let is_global = a & 0xe000 == 0x2000;
    let is_protocol = a == 0x2001 && b < 0x0200;
    let is_documentation = (a == 0x2001 && b == 0x0db8) || (a == 0x3fff && b < 0x1000);
    let is_6to4 = a == 0x2002;
    is_global && !is_protocol && !is_documentation && !is_6to4
}

/// The IPv4 address behind the well-known prefix of NAT64 (RFC 6052); networks without IPv4 reach the world by it.
fn translated(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [0x64, 0xff9b, 0, 0, 0, 0, high, low] = address.segments() else { return None };
    Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hosts: &[&str], expected: Option<Reach>) {
        for host in hosts {
            assert_eq!(classify_host(host), expected, "{host}");
        }
    }

    #[test]
    fn homes_offices_and_this_machine_are_private() {
        let hosts = ["127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254"];
        check(&hosts, Some(Reach::Private));
        check(&["100.64.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1"], Some(Reach::Private));
        check(
            &["::1", "[::1]", "fe80::1%25lo", "fc00::1", "::", "2002:808:808::"],
            Some(Reach::Private),
        );
        check(&["::ffff:10.0.0.1", "64:ff9b::7f00:1", "::127.0.0.1"], Some(Reach::Private));
    }

    #[test]
    fn neighbours_of_private_ranges_are_public() {
        check(
            &["172.15.255.255", "172.32.0.1", "100.63.255.255", "198.20.0.1"],
            Some(Reach::Public),
        );
        check(&["2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"], Some(Reach::Public));
    }

    #[test]
    fn old_ways_to_write_an_address_hide_nothing() {
        let hosts = ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.0.1", "0"];
        check(&hosts, Some(Reach::Private));
        check(&["134744072", "8.8.2056", "010.8.8.8"], Some(Reach::Public));
    }

    #[test]
    fn names_of_private_networks_are_known_and_others_must_be_looked_up() {
        let hosts = ["localhost", "LOCALHOST.", "foo.localhost", "printer.local", "x.home.arpa"];
        check(&hosts, Some(Reach::Private));
        check(&["example.org", "notlocalhost", "local.example", "256.1.1.1", "1.2.3.4.5"], None);
    }
}
