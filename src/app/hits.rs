//! Search as it is typed: what was found below the line, with the words that were looked for lit.

use unicode_segmentation::UnicodeSegmentation;

use super::line::LineInput;
use super::message::{Effect, Ticket};
use super::overlay::{Choice, Chooser, ChooserKind, Field, Overlay};
use super::{App, words};
use crate::fault;
use crate::news::Span;
use crate::news::query::Query;
use crate::store::Hit;

impl App {
    pub(super) fn open_search(&mut self) -> Vec<Effect> {
        let text = self.take_draft(Field::Search);
        self.search_for(text)
    }

    /// Lists where else in the library the selected person, place or body is named.
    pub(super) fn find_elsewhere(&mut self) -> Vec<Effect> {
        self.overlay = None;
        let Some(item) = self.side.item() else { return vec![] };
        let text = format!("\"{}\"", item.label.replace(['"', '\\'], ""));
        let effects = self.search_for(text.clone());
        self.elsewhere = self.reader.id().map(|id| (text, id));
        effects
    }

    fn search_for(&mut self, text: String) -> Vec<Effect> {
        self.found.clear();
        self.elsewhere = None;
        let mut chooser = Chooser::new(ChooserKind::Search, vec![]);
        chooser.input = LineInput::offering(&text);
        if !text.is_empty() {
            chooser.wait();
        }
        self.overlay = Some(Overlay::Chooser(chooser));
        self.searching = self.ticket();
        if text.is_empty() { vec![] } else { vec![Effect::Search(self.searching, text)] }
    }

    pub(super) fn show_hits(&mut self, ticket: Ticket, hits: Vec<Hit>) -> Vec<Effect> {
        fault::point("app: hits");
        if ticket != self.searching {
            return vec![];
        }
        let Some(Overlay::Chooser(chooser)) = &mut self.overlay else { return vec![] };
        if chooser.kind != ChooserKind::Search {
            return vec![];
        }
        let typed = chooser.input.text();
        let here = self.elsewhere.as_ref().filter(|(text, _)| text == typed).map(|(_, id)| *id);
        let hits: Vec<Hit> = hits.into_iter().filter(|hit| Some(hit.headline.id) != here).collect();
        self.found = hits.iter().map(|hit| hit.headline.id).collect();
        let now = &self.now;
        // A term that is still being typed lights nothing.
        let query = Query::as_typed(chooser.input.text(), now.date()).unwrap_or_default();
        let looked_for: Vec<&str> = query.words().collect();
        let choice = |hit: Hit| {
            let date = hit.headline.published.map(|at| words::age(at, now)).unwrap_or_default();
            let source = hit.headline.source.map(|s| s.to_string()).unwrap_or_default();
            Choice {
                lit: lit(&hit.headline.title, &looked_for),
                lit_below: lit(&hit.snippet, &looked_for),
                label: hit.headline.title.to_string(),
                // What is cut off is the end of a long name.
                note: [date, source]
                    .into_iter()
                    .filter(|s| !s.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                below: hit.snippet.to_string(),
            }
        };
        chooser.replace(hits.into_iter().map(choice).collect());
        vec![]
    }

    pub(super) fn open_hit(&mut self, index: usize) -> Vec<Effect> {
        let Some(id) = self.found.get(index).copied() else { return vec![] };
        self.remember();
        let mut effects = self.list.select_id(id);
        effects.extend(self.load(id, true));
        effects
    }
}

/// Where a text has words that are looked for. A `*` at the end of one stands for any ending.
fn lit(text: &str, looked_for: &[&str]) -> Vec<Span> {
    let needles: Vec<(String, bool)> = looked_for
        .iter()
        .flat_map(|phrase| {
            let open = phrase.ends_with('*');
            let words: Vec<&str> = phrase.unicode_words().collect();
            let last = words.len().saturating_sub(1);
            let needle = move |(at, word): (usize, &str)| (word.to_lowercase(), open && at == last);
            words.into_iter().enumerate().map(needle).collect::<Vec<_>>()
        })
        .collect();
    let found = text.unicode_word_indices().filter_map(|(at, word)| {
        let lower = word.to_lowercase();
        let is_meant = |(needle, open): &(String, bool)| {
            if *open { lower.starts_with(needle.as_str()) } else { lower == *needle }
        };
        needles.iter().any(is_meant).then(|| Span::new(at, at + word.len()))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, looked_for: &[&str], expected: &[&str]) {
        let found: Vec<&str> =
            lit(text, looked_for).iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn the_words_that_are_looked_for_are_lit() {
        check("The Council passes its budget", &["council"], &["Council"]);
        check("The budget, the budgets", &["budg*"], &["budget", "budgets"]);
        check("Joint declaration", &["joint declaration"], &["Joint", "declaration"]);
        check("Über die Brücke", &["über"], &["Über"]);
        check("nothing", &[], &[]);
    }
}
