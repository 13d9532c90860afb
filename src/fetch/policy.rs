//! How this program goes out to the network, whatever it fetches.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::{Limits, Proxies};
use crate::config::Settings;

/// Hosts that tests lead to a server of their own, `name=127.0.0.1:8080,..`, and that count as public. To be passed on
/// only where the reader's own data is out of reach.
pub const TEST_VARIABLE: &str = "DATELINE_TEST_PUBLIC";

/// What holds for every fetch.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// What one fetch may cost.
    pub limits: Limits,
    /// What the program calls itself, instead of its name and version.
    pub user_agent: Option<String>,
    /// An address for those who run servers: a mail address or a page.
    pub contact: Option<String>,
    /// Nothing is fetched.
    pub offline: bool,
    /// Private addresses are refused, even those a feed was added with.
    pub restricted: bool,
    /// Proxies, as the environment has them.
    pub proxies: Proxies,
    /// Names led elsewhere, for tests.
    pub overrides: Vec<Override>,
    /// Authorities and single servers that are trusted besides those of the web.
    pub trusted: Vec<Authority>,
}

/// An authority that may vouch for servers, or the certificate of one server that made it itself.
#[derive(Clone, Debug)]
pub struct Authority(pub(super) CertificateDer<'static>);

impl Authority {
    /// Reads certificates as they stand in a file (PEM); what else stands there is passed over.
    pub fn read(pem: &[u8]) -> Vec<Self> {
        CertificateDer::pem_slice_iter(pem).filter_map(|found| found.ok().map(Self)).collect()
    }
}

/// A host that is led to an address of the tester's choice, and this address counted as public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The name, in lower case.
    pub host: String,
    /// Where it leads, whatever port was asked for.
    pub address: SocketAddr,
}

impl Override {
    /// Reads `name=127.0.0.1:8080`, several parted by commas; `None` where it is anything else.
    pub fn parse_list(text: &str) -> Option<Vec<Self>> {
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(Self::parse).collect()
    }

    fn parse(item: &str) -> Option<Self> {
        let (host, address) = item.split_once('=')?;
        let address = address.trim().parse().ok()?;
        Some(Self { host: host.trim().to_ascii_lowercase(), address })
    }
}

impl Policy {
    /// What the settings say; the rest is for whoever starts the program to add.
    pub fn of(settings: &Settings) -> Self {
        Self {
            limits: Limits::of(settings),
            user_agent: settings.user_agent.clone(),
            contact: settings.contact.clone(),
            ..Self::default()
        }
    }

    /// Adds what the environment says: proxies, and for tests the hosts that are led elsewhere ([`TEST_VARIABLE`]). What
    /// cannot be used is told in words.
    #[must_use]
    pub fn in_env(
        mut self,
        env: &dyn Fn(&str) -> Option<String>,
        is_test: bool,
    ) -> (Self, Vec<String>) {
        let (proxies, mut problems) = Proxies::from_env(env);
        self.proxies = proxies;
        if let Some(list) = env(TEST_VARIABLE).filter(|_| is_test) {
            match Override::parse_list(&list) {
                Some(overrides) => self.overrides = overrides,
                None => problems
                    .push(format!("{TEST_VARIABLE} is not name=address:port; it is not used")),
            }
        }
        (self, problems)
    }

    /// The header `User-Agent`.
    pub(super) fn agent(&self) -> Arc<str> {
        let own = concat!("dateline/", env!("CARGO_PKG_VERSION"));
        let name = self.user_agent.as_deref().map_or_else(|| own.to_owned(), printable);
        match self.contact.as_deref().map(printable) {
            Some(contact) if !contact.is_empty() => format!("{name} (+{contact})").into(),
            _ => name.into(),
        }
    }
}

/// Nothing that could end a header or begin another.
fn printable(text: &str) -> String {
    text.trim().chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_name_a_host_and_an_address() {
        let read = Override::parse_list("News.test=127.0.0.1:81, b=[::1]:9").unwrap();
        let shown: Vec<String> =
            read.iter().map(|one| format!("{} {}", one.host, one.address)).collect();
        assert_eq!(shown, ["news.test 127.0.0.1:81", "b [::1]:9"]);
        assert_eq!(Override::parse_list(""), Some(Vec::new()));
        for wrong in ["a", "a=", "a=b:1", "a=127.0.0.1"] {
            assert_eq!(Override::parse_list(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_environment_leads_hosts_elsewhere_in_tests_alone() {
        let env = |name: &str| (name == TEST_VARIABLE).then(|| "a=127.0.0.1:81".to_owned());
        assert_eq!(Policy::default().in_env(&env, true).0.overrides.len(), 1);
        assert_eq!(Policy::default().in_env(&env, false).0.overrides, []);
        let wrong = |name: &str| (name == TEST_VARIABLE).then(|| "a".to_owned());
        assert_eq!(Policy::default().in_env(&wrong, true).1.len(), 1);
    }

    #[test]
    fn the_program_says_who_it_is_in_one_line() {
        let own = Policy::default().agent();
        assert!(own.starts_with("dateline/") && !own.contains('('), "{own}");
        let contact = Some("a@b.example\r\nX: y".to_owned());
        let policy = Policy { contact, user_agent: Some("me/1".to_owned()), ..Policy::default() };
        assert_eq!(&*policy.agent(), "me/1 (+a@b.exampleX: y)");
    }
}
