//! What tells the items of a feed apart, the same at each reading.

use std::collections::HashMap;

use super::{Feed, Item};
use crate::news::Problem;

/// Gives each item its key.
///
/// Some feeds give every item the same identifier. There the address is added, so that no item hides another.
pub(super) fn name_all(feed: &mut Feed) {
    let mut links: HashMap<&str, (Option<&str>, bool)> = HashMap::new();
    for item in &feed.items {
        let link = item.link.as_ref().map(crate::text::Link::as_str);
        if let Some(id) = &item.id {
            let seen = links.entry(id).or_insert((link, false));
            seen.1 |= seen.0 != link;
        }
    }
    let is_shared =
        |item: &Item| item.id.as_deref().is_some_and(|id| links.get(id).is_some_and(|seen| seen.1));
    let keys: Vec<String> = feed.items.iter().map(|item| key(item, is_shared(item))).collect();
    let shared = feed.items.iter().filter(|item| is_shared(item)).count();
    for (item, key) in feed.items.iter_mut().zip(keys) {
        item.key = key;
    }
    if shared > 0 {
        feed.problems.push(Problem::new(format!(
            "{shared} items share their identifiers; their addresses tell them apart"
        )));
    }
}

fn key(item: &Item, is_shared: bool) -> String {
    match (&item.id, &item.link) {
        (Some(id), Some(link)) if is_shared => format!("{id} {link}"),
        (Some(id), _) => id.clone(),
        (None, Some(link)) => link.to_string(),
        (None, None) => {
            let date = item.date().map(|at| at.to_string()).unwrap_or_default();
            let text = item.content_html.as_ref().or(item.summary_html.as_ref());
            let title = item.title.as_deref().unwrap_or_default();
            format!("hash:{}", hash([title, &date, text.map_or("", String::as_str)]))
        }
    }
}

/// FNV-1a of 128 bits (Fowler, Noll, Vo): the same on every machine and in every version.
pub(super) fn hash<const N: usize>(parts: [&str; N]) -> String {
    const PRIME: u128 = 0x0100_0000_0000_0000_0000_013b;
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for part in parts {
        // A byte that no text holds parts the parts.
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_never_change() {
        // The published value of the empty text, and one step further.
        assert_eq!(hash::<0>([]), "6c62272e07bb014262b821756295c58d");
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}
