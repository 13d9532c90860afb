//! The details of a fact, in lines; and the fact in words, with its source.

use super::message::Effect;
use super::overlay::{Details, Overlay};
use super::side::{Group, Item};
use super::{App, words};
use crate::facts::sentences;
use crate::news::{Article, Fact, FactKind, Span};
use crate::story::compare::{Standing, Status};
use crate::text::Prose;

impl App {
    /// Shows all that is known of the selected fact.
    pub(super) fn show_details(&mut self) -> Vec<Effect> {
        let Some(lines) = self.detail_lines() else {
            self.say("No fact is chosen.");
            return vec![];
        };
        let is_name = self.side.item().and_then(|item| item.kind).is_some_and(FactKind::is_name);
        let details = Details::new(lines);
        let details = if is_name { details.leading_on() } else { details };
        self.overlay = Some(Overlay::Details(details));
        vec![]
    }

    fn detail_lines(&self) -> Option<Vec<String>> {
        let item = self.side.item()?;
        let article = &self.reader.opened()?.article;
        let mut lines = vec![item.label.clone()];
        lines.extend(item.kind.map(|kind| kind.name().to_lowercase()));
        lines.extend(item.below.clone());
        let facts = self.reader.facts()?;
        let first = facts
            .facts
            .iter()
            .find(|fact| item.spans.contains(&fact.span) && Some(fact.kind) == item.kind);
        if let Some(fact) = first {
            let said = Prose::line(article.body.slice(fact.span));
            lines.extend(known(fact).into_iter().filter(|line| *line != item.label));
            // A quotation is told already.
            if fact.kind != FactKind::Quote && said.as_str() != item.label {
                lines.push(format!("said as “{said}”"));
            }
        }
        if item.is_new {
            lines.push("new since this article was opened before".to_owned());
        }
        if item.group == Group::Gone {
            lines.push("no longer said since this article was opened before".to_owned());
        } else if item.kind.is_some() {
            lines.extend(self.reported(item));
            lines.push(words::count(item.spans.len(), "mention"));
        }
        if item.kind.is_some_and(FactKind::is_name) {
            lines.push("Enter: where else in the library".to_owned());
        }
        // A sentence in brief is its own label.
        let spans = if item.kind.is_some() { &*item.spans } else { &[] };
        let mut cut = None;
        for span in spans.iter().take(MENTIONS) {
            lines.push(String::new());
            let sentence = sentence(article, *span, &mut cut);
            lines.push(Prose::line(article.body.slice(sentence)).to_string());
        }
        if let Some(more) = spans.len().checked_sub(MENTIONS).filter(|more| *more > 0) {
            lines.extend([String::new(), format!("and {more} more")]);
        }
        Some(lines)
    }

    /// What other outlets report of a fact, and why it stands so.
    fn reported(&self, item: &Item) -> Vec<String> {
        let own = |standing: &&Standing| {
            Some(standing.kind) == item.kind && item.spans.contains(&standing.span)
        };
        let mut lines: Vec<String> = Vec::new();
        for standing in self.reader.standings().iter().filter(own) {
            let others = words::count(standing.others, "other outlet");
            let line = match standing.status {
                Status::Contradict => format!("! contradicted by {others}: {}", standing.why),
                Status::Differ => format!("~ {others} with another version: {}", standing.why),
                _ => format!("= {others} too: {}", standing.why),
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// "12 agreements: “Of the 12 agreements …” (RKS News, Thu 20 Jun 2024)".
    pub(super) fn fact_with_source(&self) -> Option<String> {
        let item = self.side.item()?;
        let article = &self.reader.opened()?.article;
        let span = self
            .reader
            .lit()
            .filter(|lit| item.spans.contains(lit))
            .or(item.spans.first().copied())?;
        let quoted = Prose::line(article.body.slice(sentence(article, span, &mut None)));
        let date = article.published.map(|at| words::full_date(at, &self.now));
        let link = article.link.as_ref().map(ToString::to_string);
        let origin: Vec<String> = [article.source(), date, link].into_iter().flatten().collect();
        let origin = if origin.is_empty() { article.title.to_string() } else { origin.join(", ") };
        Some(format!("{}“{quoted}” ({origin})", heading(item)))
    }
}

fn heading(item: &Item) -> String {
    if item.kind.is_some() { format!("{}: ", item.label) } else { String::new() }
}

fn known(fact: &Fact) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(value) = &fact.value {
        lines.push(words::value(value));
    }
    if fact.inferred {
        lines.push("inferred from other parts of the article".to_owned());
    }
    if let Some(claim) = fact.claim {
        lines.push(words::claim(claim).to_owned());
    }
    lines.push(format!("{:.0} % sure", fact.certainty * 100.0));
    lines
}

/// So many mentions are shown with their sentences.
const MENTIONS: usize = 50;

/// The sentence around a span, or those that it reaches into. What a block was cut into is kept for its next span.
fn sentence(article: &Article, span: Span, cut: &mut Option<(Span, Vec<Span>)>) -> Span {
    let Some(block) = article.body.blocks().iter().find(|block| block.span.contains(span)) else {
        return span;
    };
    if cut.as_ref().is_none_or(|(known, _)| *known != block.span) {
        let at = block.span.start;
        let sentences = sentences(article.body.slice(block.span)).into_iter();
        let placed = sentences.map(|it| Span { start: at + it.start, end: at + it.end });
        *cut = Some((block.span, placed.collect()));
    }
    let sentences = cut.iter().flat_map(|(_, sentences)| sentences);
    let around = sentences.filter(|sentence| sentence.overlaps(span));
    around
        .fold(span, |all, one| Span { start: all.start.min(one.start), end: all.end.max(one.end) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{BlockKind, BodyBuilder};

    #[test]
    fn a_sentence_is_not_cut_at_a_full_stop_within_it() {
        let text = "It met. On Monday J. Smith of the U.S. State Department spoke. Others left.";
        let mut body = BodyBuilder::new();
        body.push(BlockKind::Heading, &Prose::line("A head"), vec![]);
        body.push(BlockKind::Paragraph, &Prose::line(text), vec![]);
        let article = Article { body: body.finish(), ..Article::default() };
        let at = |words: &str| {
            let start = article.body.text().find(words).expect("they are there");
            Span::new(start, start + words.len())
        };
        let around = |words: &str| article.body.slice(sentence(&article, at(words), &mut None));
        let said = "On Monday J. Smith of the U.S. State Department spoke.";
        assert_eq!((around("State Department"), around("Monday")), (said, said));
        assert_eq!(around("spoke. Others"), format!("{said} Others left."));
        assert_eq!(around("head"), "A head");
    }
}
