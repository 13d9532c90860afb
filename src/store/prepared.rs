//! What of an article can be reckoned before it is stored.
//!
//! One thread writes, many read feeds: what these do the writer need not. It takes a third of the work off it where all
//! is new.

use super::NewArticle;
use super::codec::{body, parts};
use super::index::Heads;
use super::{index, insert, print};
use crate::text::plain::Vocabulary;

/// An article made ready for the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Tells whether its feed says something else of it than before.
    pub(super) print: i64,
    /// How many words its text has.
    pub(super) words: i64,
    /// Parts and text in one piece, to be compressed.
    pub(super) body: Vec<u8>,
    /// Its words, each once.
    pub(super) vocabulary: String,
    /// What is indexed besides.
    pub(super) heads: Heads,
}

impl Prepared {
    /// Makes an article ready.
    pub fn of(new: &NewArticle) -> Self {
        let article = &new.article;
        let parts = parts::write(article);
        let source = article.source().unwrap_or_default();
        let mut vocabulary = Vocabulary::default();
        index::gather(&mut vocabulary, [&source, &article.title, article.body.text()]);
        Self {
            print: print::with_parts(article, &parts),
            words: article.body.words() as i64,
            body: body::write(&parts, article.body.text()),
            vocabulary: vocabulary.as_str().to_owned(),
            heads: insert::heads(article, &source),
        }
    }
}
