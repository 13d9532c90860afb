//! What the reader has called "not the same thing" in several articles.
//!
//! It is known again by the articles and their words, not by places in the text, so that it holds when a text is set otherwise.
//! Where another report joins in, it is another question.

use std::fmt::Write as _;

use super::{ArticleId, FactKind};

/// A thing that is not one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NotSame {
    /// What kind of thing it was taken for.
    pub kind: FactKind,
    /// What each article says, by number.
    pub said: Vec<(ArticleId, String)>,
}

impl NotSame {
    /// What articles say, in whatever order; of each the first counts.
    pub fn new(kind: FactKind, said: impl IntoIterator<Item = (ArticleId, String)>) -> Self {
        let mut own: Vec<(ArticleId, String)> = Vec::new();
        for (id, words) in said {
            if own.iter().all(|(other, _)| *other != id) {
                own.push((id, words.to_lowercase().replace('\n', " ")));
            }
        }
        own.sort_unstable();
        Self { kind, said: own }
    }

    /// What it is kept as: the kind, and a line for each article.
    pub fn key(&self) -> String {
        let mut key = self.kind.name().to_lowercase();
        for (id, words) in &self.said {
            // Writing into a string does not fail.
            let _written = write!(key, "\n{id}:{words}");
        }
        key
    }

    /// Back from what it is kept as.
    pub fn parse(key: &str) -> Option<Self> {
        let mut lines = key.lines();
        let kind = FactKind::from_name(&lines.next()?.to_uppercase())?;
        let said = lines.map(|line| {
            let (id, words) = line.split_once(':')?;
            Some((ArticleId(id.parse().ok()?), words.to_owned()))
        });
        let said: Vec<_> = said.collect::<Option<_>>()?;
        (!said.is_empty()).then_some(Self { kind, said })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(said: &[(i64, &str)]) -> NotSame {
        let said = said.iter().map(|(id, words)| (ArticleId(*id), (*words).to_owned()));
        NotSame::new(FactKind::Quantity, said)
    }

    #[test]
    fn the_order_of_the_articles_is_no_matter() {
        let one = thing(&[(2, "Eleven accords"), (1, "12 agreements: 3 more"), (2, "eleven")]);
        assert_eq!(one, thing(&[(1, "12 Agreements: 3 more"), (2, "eleven accords")]));
        assert_eq!(one.key(), "quantity\n1:12 agreements: 3 more\n2:eleven accords");
        assert_eq!(NotSame::parse(&one.key()), Some(one));
    }

    #[test]
    fn what_is_no_key_is_nothing() {
        for key in ["", "quantity", "weather\n1:a", "quantity\nx:a", "quantity\n1"] {
            assert_eq!(NotSame::parse(key), None, "{key}");
        }
    }
}
