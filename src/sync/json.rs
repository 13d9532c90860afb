//! JSON of servers, read without trust.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::RemoteError;
use crate::text::Link;

/// Reads an object. An empty list in its place says that the server does not know what it was asked.
pub(super) fn object<T: DeserializeOwned>(
    body: &[u8],
    address: &Link,
    what: &'static str,
) -> Result<T, RemoteError> {
    let unreadable = || RemoteError::Unreadable { address: address.clone(), what };
    match body.trim_ascii().first() {
        Some(b'{') => serde_json::from_slice(body).map_err(|_private| unreadable()),
        // Read into a struct, it would be one with nothing in it.
        Some(b'[') => Err(RemoteError::Unsupported { address: address.clone(), what }),
        _ => Err(unreadable()),
    }
}

/// Reads a list.
pub(super) fn list<T: DeserializeOwned>(
    body: &[u8],
    address: &Link,
    what: &'static str,
) -> Result<Vec<T>, RemoteError> {
    let unreadable = |_private| RemoteError::Unreadable { address: address.clone(), what };
    serde_json::from_slice(body).map_err(unreadable)
}

/// A text, or a number in its place; anything else is nothing.
pub(super) fn text<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A list, or nothing where it is no list: some servers write `null`.
pub(super) fn list_or_none<'d, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'d>,
    T: Deserialize<'d>,
{
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}
