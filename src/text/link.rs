//! Addresses that may be shown, copied and opened.
//!
//! Only `http` and `https`, without credentials and control characters. What is behind an address is not known here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why an address was refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkError {
    /// The address does not begin with `http:` or `https:`.
    #[error("only http and https addresses can be opened")]
    Scheme,
    /// The address has no host, or holds characters that an address cannot have.
    #[error("this is not an address")]
    Malformed,
}

/// An `http` or `https` address that is safe to show and to hand to a program as one argument.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Link(Box<str>);

impl Link {
    /// Reads an absolute address.
    pub fn parse(raw: &str) -> Result<Self, LinkError> {
        let raw = raw.trim();
        let lower = raw.get(..8).unwrap_or(raw).to_ascii_lowercase();
        if !lower.starts_with("http://") && !lower.starts_with("https://") {
            return Err(LinkError::Scheme);
        }
        if raw.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(LinkError::Malformed);
        }
        Ok(Self(raw.into()))
    }

    /// The address as it is opened and copied.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(serde::de::Error::custom)
    }
}
