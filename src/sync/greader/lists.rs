//! Lists of ids, to their ends: what is unread, what is starred, what has a label.

use std::collections::HashSet;

use serde::Deserialize;

use super::super::json::{self, list_or_none};
use super::super::{ItemId, MOST_PAGES, RemoteError};
use super::{ALL, GReader, Label, Profile, READ, STARRED};

/// Ids asked for at once: no server gives more.
const IDS: &str = "10000";
/// A list that shifts while it is read is read anew so often, then given up.
const TRIES: usize = 3;

#[derive(Deserialize)]
struct Ids {
    /// Left out where nothing is in the stream.
    #[serde(default, rename = "itemRefs", deserialize_with = "list_or_none")]
    items: Vec<Ref>,
    #[serde(default, deserialize_with = "json::text")]
    continuation: Option<String>,
}

#[derive(Deserialize)]
struct Ref {
    #[serde(default, deserialize_with = "json::text")]
    id: Option<String>,
}

impl GReader<'_> {
    /// All that is unread.
    pub fn unread(&mut self) -> Result<HashSet<String>, RemoteError> {
        self.all_ids(ALL, Some(READ), "what is unread")
    }

    /// All that is starred.
    pub fn starred(&mut self) -> Result<HashSet<String>, RemoteError> {
        self.all_ids(STARRED, None, "what is starred")
    }

    /// All there is.
    pub fn everything(&mut self) -> Result<HashSet<String>, RemoteError> {
        self.all_ids(ALL, None, "all articles")
    }

    /// All that have a label that is on the server's list: of one that is not, some servers say that everything has it.
    pub fn labelled(&mut self, label: &Label) -> Result<HashSet<String>, RemoteError> {
        self.all_ids(&label.stream.clone(), None, "what has a label")
    }

    /// Every page of a stream; read anew where it has shifted meanwhile.
    fn all_ids(
        &mut self,
        stream: &str,
        without: Option<&str>,
        what: &'static str,
    ) -> Result<HashSet<String>, RemoteError> {
        let mut query = vec![("output", "json"), ("s", stream), ("n", IDS)];
        query.extend(without.map(|other| ("xt", other)));
        for _ in 0..TRIES {
            if let Some(ids) = self.pages(&query, what)? {
                return Ok(ids);
            }
        }
        Err(RemoteError::Unsteady { address: self.session.base.clone(), what })
    }

    /// Page after page. The list ends with a page without continuation or one that is empty. A continuation that was
    /// there before leads back, not on: who knows what was on the pages that did not come.
    ///
    /// `None` where a page does not begin where the one before has ended: then something between them may be missing.
    fn pages(
        &mut self,
        query: &[(&str, &str)],
        what: &'static str,
    ) -> Result<Option<HashSet<String>>, RemoteError> {
        let (mut ids, mut seen, mut last) = (HashSet::new(), HashSet::new(), None);
        let mut place: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let (page, continuation) = self.page(query, place.as_deref(), what)?;
            // Where places are counted, a page begins with the last of the page before.
            if last.is_some() && self.counts_places() && page.first() != last.as_ref() {
                return Ok(None);
            }
            match continuation {
                Some(token) if !page.is_empty() => {
                    if !seen.insert(token.clone()) {
                        break;
                    }
                    last = page.last().cloned();
                    place = Some(self.place_of(token));
                    ids.extend(page);
                }
                _ => {
                    ids.extend(page);
                    return Ok(Some(ids));
                }
            }
        }
        Err(RemoteError::Endless { address: self.session.base.clone(), what })
    }

    /// One page, and what leads to the next.
    fn page(
        &mut self,
        query: &[(&str, &str)],
        place: Option<&str>,
        what: &'static str,
    ) -> Result<(Vec<String>, Option<String>), RemoteError> {
        let mut query = query.to_vec();
        query.extend(place.map(|place| ("c", place)));
        let answer = self.get("stream/items/ids", &query, what)?;
        let page: Ids = json::object(&answer.body, &self.session.base, what)?;
        let id = |item: &Ref| Some(ItemId::read(item.id.as_deref()?)?.as_str().to_owned());
        let ids: Option<Vec<String>> = page.items.iter().map(id).collect();
        let ids = ids
            .ok_or_else(|| RemoteError::Unreadable { address: self.session.base.clone(), what })?;
        Ok((ids, page.continuation.filter(|token| !token.is_empty())))
    }

    /// Whether a continuation is a number of articles that are left out: it shifts when one of them is read elsewhere.
    fn counts_places(&self) -> bool {
        self.session.profile == Profile::Miniflux
    }

    /// What is asked for after a page: where places are counted, one less, so that its last article comes again.
    fn place_of(&self, token: String) -> String {
        match token.parse::<u64>() {
            Ok(place) if self.counts_places() => place.saturating_sub(1).to_string(),
            _ => token,
        }
    }
}
