//! Proxies, as the environment names them: `http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`, in small letters or
//! capitals.
//!
//! A proxy is trusted, since the reader has set it: it may stand on a private network, and it looks names up itself.

use super::Secret;
use super::address::literal;
use crate::text::Link;

/// A proxy that speaks HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proxy {
    pub(super) host: String,
    pub(super) port: u16,
    /// The value of `Proxy-Authorization`.
    pub(super) password: Option<Secret>,
}

/// Which proxy is used for which address.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
    /// Hosts that are asked directly; `*` for all.
    direct: Vec<String>,
}

impl Proxies {
    /// Reads the environment; what cannot be used is told in words.
    pub fn from_env(env: &dyn Fn(&str) -> Option<String>) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let either = |name: &str| {
            let value = env(name).or_else(|| env(&name.to_ascii_uppercase()));
            value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let mut read = |name: &str| match either(name).as_deref().map(Proxy::parse) {
            Some(None) => {
                problems.push(format!("{name} names no proxy that speaks HTTP; it is not used"));
                None
            }
            found => found.flatten(),
        };
        let (http, https, all) = (read("http_proxy"), read("https_proxy"), read("all_proxy"));
        let direct = either("no_proxy").unwrap_or_default();
        let direct = direct.split([',', ' ']).map(|host| host.trim().to_ascii_lowercase());
        let proxies = Self {
            http: http.or_else(|| all.clone()),
            https: https.or(all),
            direct: direct.filter(|host| !host.is_empty()).collect(),
        };
        (proxies, problems)
    }

    /// The proxy for an address, where there is one.
    pub(super) fn of(&self, link: &Link) -> Option<&Proxy> {
        let proxy = if link.is_https() { &self.https } else { &self.http };
        proxy.as_ref().filter(|_| !self.is_direct(link.host(), link.port()))
    }

    fn is_direct(&self, host: &str, port: u16) -> bool {
        self.direct.iter().any(|rule| {
            let (name, rule_port) = match rule.rsplit_once(':') {
                Some((name, digits)) if !name.contains(':') || name.ends_with(']') => {
                    (name, digits.parse::<u16>().ok())
                }
                _ => (rule.as_str(), None),
            };
            rule_port.is_none_or(|rule_port| rule_port == port) && covers(name, host)
        })
    }
}

/// Whether a rule of `no_proxy` means a host: `*`, the host itself, a domain above it, a range of addresses.
fn covers(rule: &str, host: &str) -> bool {
    if rule == "*" || rule == host {
        return true;
    }
    if let Some(address) = literal(host) {
        return literal(rule) == Some(address) || in_range(rule, address);
    }
    let domain = rule.trim_start_matches('*').trim_start_matches('.');
    host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// Whether an address lies in a range such as `10.0.0.0/8`.
fn in_range(rule: &str, address: std::net::IpAddr) -> bool {
    use std::net::IpAddr::{V4, V6};
    let Some((start, length)) = rule.split_once('/') else { return false };
    let (Some(start), Ok(length)) = (literal(start), length.parse::<u32>()) else { return false };
    let (differing, bits) = match (start, address) {
        (V4(a), V4(b)) => (u128::from(u32::from(a) ^ u32::from(b)), 32),
        (V6(a), V6(b)) => (u128::from(a) ^ u128::from(b), 128),
        _ => return false,
    };
    length <= bits && differing.checked_shr(bits - length).unwrap_or(0) == 0
}

impl Proxy {
    /// Reads `http://user:password@host:port`; scheme, user and slash may be left out.
    fn parse(value: &str) -> Option<Self> {
        let rest = match value.split_once("://") {
            Some((scheme, rest)) => scheme.eq_ignore_ascii_case("http").then_some(rest)?,
            None => value,
        };
        let authority = rest.split('/').next().unwrap_or_default();
        let (user, place) = match authority.rsplit_once('@') {
            Some((user, place)) => (Some(user), place),
            None => (None, authority),
        };
        let link = Link::parse(&format!("http://{place}")).ok()?;
        let password = user.map(|user| {
            let (name, password) = user.split_once(':').unwrap_or((user, ""));
            Secret::basic(&decoded(name), &decoded(password))
        });
        Some(Self { host: link.host().to_owned(), port: link.port(), password })
    }

    /// Host and port.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// Takes percent signs out (RFC 3986, section 2.1).
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(pairs: &[(&str, &str)]) -> (Proxies, Vec<String>) {
        let env = |name: &str| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Proxies::from_env(&env)
    }

    fn of(proxies: &Proxies, link: &str) -> Option<String> {
        proxies.of(&Link::parse(link).unwrap()).map(Proxy::name)
    }

    #[test]
    fn each_scheme_has_its_proxy() {
        let (set, problems) = proxies(&[("http_proxy", "p:3128"), ("ALL_PROXY", "http://q/")]);
        assert_eq!(problems, [""; 0]);
        assert_eq!(of(&set, "http://a.b/").as_deref(), Some("p:3128"));
        assert_eq!(of(&set, "https://a.b/").as_deref(), Some("q:80"));
    }

    #[test]
    fn what_is_excepted_is_asked_directly() {
        let direct = "localhost, .corp.example,10.0.0.0/8,b.example:8080,[::1]";
        let (set, _) = proxies(&[("http_proxy", "p:1"), ("no_proxy", direct)]);
        let hosts =
            ["localhost", "corp.example", "x.corp.example", "10.9.8.7", "b.example:8080", "[::1]"];
        for host in hosts {
            assert_eq!(of(&set, &format!("http://{host}/")), None, "{host}");
        }
        for host in ["xcorp.example", "11.0.0.1", "b.example", "[::2]"] {
            assert!(of(&set, &format!("http://{host}/")).is_some(), "{host}");
        }
        assert_eq!(of(&proxies(&[("all_proxy", "p"), ("NO_PROXY", "*")]).0, "http://a/"), None);
    }

    #[test]
    fn a_password_is_taken_from_the_address_and_not_shown() {
        let proxy = Proxy::parse("http://us%40er:p%3Aw@proxy.example:8080/").unwrap();
        assert_eq!(proxy.password, Some(Secret::basic("us@er", "p:w")));
        assert!(!format!("{proxy:?}").contains("p:w"));
        assert_eq!(proxy.name(), "proxy.example:8080");
    }

    #[test]
    fn a_proxy_of_another_kind_is_told() {
        let (set, problems) = proxies(&[("all_proxy", "socks5://127.0.0.1:1080")]);
        assert_eq!(of(&set, "http://a.b/"), None);
        assert_eq!(problems, ["all_proxy names no proxy that speaks HTTP; it is not used"]);
    }
}
