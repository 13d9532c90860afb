//! Parameters of addresses that serve to follow readers about, and nothing else.

use std::borrow::Cow;

use super::Link;

/// Beginnings of names: `utm_source`, `utm_medium`, ..
const BEGINNINGS: [&str; 6] = ["utm_", "pk_", "mtm_", "hsa_", "vero_", "at_campaign"];
/// Whole names.
const NAMES: [&str; 27] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "wbraid",
    "gbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "wickedid",
    "s_cid",
    "cmpid",
    "ocid",
    "ncid",
    "xtor",
    "li_fat_id",
];

impl Link {
    /// The address without the parameters that only serve to follow readers about.
    #[must_use]
    pub fn without_trackers(&self) -> Self {
        let address = self.as_str();
        let (rest, fragment) = match address.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (address, None),
        };
        let Some((path, query)) = rest.split_once('?') else { return self.clone() };
        let kept: Vec<&str> = query.split('&').filter(|one| !is_tracker(one)).collect();
        if kept.len() == query.split('&').count() {
            return self.clone();
        }
        let mut shorter = path.to_owned();
        if !kept.is_empty() {
            shorter.extend(["?", &kept.join("&")]);
        }
        shorter.extend(fragment.map(|fragment| format!("#{fragment}")));
        Self::parse(&shorter).unwrap_or_else(|_| self.clone())
    }
}

fn is_tracker(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let name: Cow<'_, str> = match name.bytes().any(|b| b.is_ascii_uppercase()) {
        true => name.to_ascii_lowercase().into(),
        false => name.into(),
    };
    NAMES.contains(&&*name) || BEGINNINGS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        let link = Link::parse(address).expect("an address");
        assert_eq!(link.without_trackers().as_str(), expected);
    }

    #[test]
    fn only_what_follows_readers_is_taken_out() {
        check("https://a.b/c?utm_source=rss&id=2&UTM_medium=x#top", "https://a.b/c?id=2#top");
        check("https://a.b/c?fbclid=1", "https://a.b/c");
        check("https://a.b/c?id=1&utm=2&a", "https://a.b/c?id=1&utm=2&a");
        check("https://a.b/c#utm_source=1", "https://a.b/c#utm_source=1");
        check("https://a.b/?", "https://a.b/?");
    }
}
