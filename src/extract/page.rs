//! Whole pages, as they come from the web, to articles.
//!
//! What the page says of itself is heard while its tree is built (`html`), which part of it is the article is decided in
//! `readable`, and that part becomes blocks by the same walk that reads the fragments of feeds.

use super::draft::{Draft, Piece};
use super::front;
use super::html::{self, Head, Tokens, Tree};
use super::nothing;
use super::readable;
use super::wall;
use super::{ReadError, decode};
use crate::news::{Article, BlockKind, Problem};
use crate::text::Link;

/// What came out of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageReading {
    /// The article; its title is empty where the page names none.
    pub article: Article,
    /// What was repaired or left out.
    pub problems: Vec<Problem>,
    /// Whether the page shows only the beginning, and wants a subscription or a login for the rest.
    pub is_teaser: bool,
}

/// Reads the article in a page as it was fetched.
///
/// `base` is the address the page was found at; `content_type` is what the server said of it, whose charset holds
/// unless the bytes begin with a mark of their own. Takes time in proportion to the length, whatever the bytes are.
pub fn page(
    bytes: &[u8],
    base: Option<&Link>,
    content_type: Option<&str>,
) -> Result<PageReading, ReadError> {
    let mut problems = Vec::new();
    let text = decode::page(bytes, content_type, &mut problems)?;
    let mut draft = draft(&text, base);
    let (is_teaser, described) = (draft.is_teaser, described(&mut draft));
    // A title alone is no article.
    let article = draft.finish(&mut problems).filter(|article| !article.body.text().is_empty());
    if let Some(article) = article {
        problems.dedup();
        return Ok(PageReading { article, problems, is_teaser });
    }
    match (nothing::why(&text), described) {
        // Whatever such a page says of itself, it is asked for before an article can be.
        (ReadError::Consent, _) => Err(ReadError::Consent),
        (_, Some(described)) => finish_described(described),
        (why, None) => Err(why),
    }
}

/// What is shorter does not tell what an article is about.
const SUMMARY_BYTES: usize = 60;

/// The draft with what the page says it is about in the place of its text: where that is an article, which has a title and
/// a day, or is called one.
fn described(draft: &mut Draft) -> Option<Draft> {
    let summary = draft.summary.take()?;
    let tells = summary.len() >= SUMMARY_BYTES && summary != draft.title;
    let is_article = draft.is_article || draft.published.is_some();
    (tells && is_article && !draft.title.is_empty()).then(|| Draft {
        outlet: draft.outlet.clone(),
        title: draft.title.clone(),
        link: draft.link.clone(),
        authors: draft.authors.clone(),
        published: draft.published,
        updated: draft.updated,
        language: draft.language.clone(),
        tags: draft.tags.clone(),
        pieces: vec![Piece::paragraph(summary)],
        ..Draft::default()
    })
}

fn finish_described(draft: Draft) -> Result<PageReading, ReadError> {
    let mut problems =
        vec![Problem::loss("the page shows no text; this is what it says of itself to machines")];
    let article = draft.finish(&mut problems).ok_or(ReadError::NoArticle)?;
    Ok(PageReading { article, problems, is_teaser: true })
}

/// A text that is shorter may not be the article.
const SHORT_BYTES: usize = 250;

/// Reads a page, or a piece of one, from a file.
pub(super) fn read(html: &str, base: Option<&Link>) -> Draft {
    let (tree, head) = parse(html, base);
    if head.is_whole { assemble(&tree, head, base) } else { html::read(html, base) }
}

fn draft(html: &str, base: Option<&Link>) -> Draft {
    let (tree, head) = parse(html, base);
    assemble(&tree, head, base)
}

fn parse<'a>(html: &'a str, base: Option<&Link>) -> (Tree<'a>, Head) {
    let mut head = Head::new(base);
    let tree = Tree::build(Tokens::new(html), |token| head.hear(token));
    (tree, head)
}

fn assemble(tree: &Tree<'_>, mut head: Head, base: Option<&Link>) -> Draft {
    let choice = readable::choose(tree);
    let (pieces, is_cut) = html::chosen(tree, &choice, head.base.as_ref());
    let told = head.meta.linked.body.take();
    let mut draft = front::draft(tree, &choice, head, base);
    draft.is_cut = is_cut || tree.is_cut;
    draft.pieces = pieces;
    take_told_text(&mut draft, told.as_deref(), base);
    let title = draft.title.clone();
    draft.pieces.retain(|p| p.kind != BlockKind::Heading || p.text != title);
    html::take_byline(&mut draft);
    readable::trim(&mut draft);
    wall::take_down(&mut draft, tree);
    draft
}

/// A page that shows its text only once its programs have run may still tell it to machines.
fn take_told_text(draft: &mut Draft, told: Option<&str>, base: Option<&Link>) {
    let shown: usize = draft.pieces.iter().filter(|p| !p.is_debris).map(|p| p.text.len()).sum();
    let Some(told) = told.filter(|told| shown < SHORT_BYTES && told.len() > 2 * shown) else {
        return;
    };
    let html = if told.contains("</") { told.to_owned() } else { told.replace('\n', "<p>") };
    let pieces = html::pieces(&html, base);
    if pieces.iter().map(|p| p.text.len()).sum::<usize>() > 2 * shown {
        draft.pieces = pieces;
    }
}
