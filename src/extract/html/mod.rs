//! Pages and pieces of pages to articles.
//!
//! One pass over the tokens ([`token`]) into blocks ([`walk`]), without a tree and without recursion: a page nested
//! 100,000 deep costs no more than a flat one. What stands in `<article>` or `<main>` is taken where it holds the text;
//! what the page says of itself ([`meta`]) fills the head. Scoring what is the article in a page that does not say so
//! is left to whoever hands the fragment in.

mod element;
mod head;
mod junk;
mod label;
mod linked;
mod meta;
mod name;
mod table;
mod token;
mod tree;
mod walk;

pub(super) use self::element::is_hidden;
pub(super) use self::head::Head;
pub(super) use self::meta::Meta;
pub(super) use self::name::Name;
pub(super) use self::token::{Tag, Token, Tokens};
pub(super) use self::tree::{Tree, What};
pub(super) use crate::text::entity::decode;

use self::walk::{Found, Page};
use super::byline;
use super::draft::{Draft, Piece};
use super::readable::Choice;
use crate::news::{Article, BlockKind, Problem};
use crate::text::{Link, Prose};

/// What a page or a fragment holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HtmlBlocks {
    /// The text and what is known of it; the title is empty where the page names none.
    pub article: Article,
    /// What was left out.
    pub problems: Vec<Problem>,
}

/// Reads a page or a fragment of one. Relative links are resolved against `base`, or the page's own address.
pub fn blocks(html: &str, base: Option<&Link>) -> HtmlBlocks {
    let mut problems = Vec::new();
    let article = draft(html, base).finish(&mut problems).unwrap_or_default();
    problems.dedup();
    HtmlBlocks { article, problems }
}

/// Reads a fragment from a file.
pub(super) fn read(html: &str, base: Option<&Link>) -> Draft {
    draft(html, base)
}

/// The blocks of the chosen parts of a page, and whether there are more than are read.
pub(super) fn chosen(tree: &Tree<'_>, choice: &Choice, base: Option<&Link>) -> (Vec<Piece>, bool) {
    let page = walk::chosen(tree, choice, base);
    let pieces =
        page.found.into_iter().map(|found| Piece { is_debris: found.is_junk, ..found.piece });
    (pieces.collect(), page.is_cut)
}

/// The pieces of a fragment, for HTML inside of other forms.
pub(super) fn pieces(html: &str, base: Option<&Link>) -> Vec<Piece> {
    walk::page(html, base).found.into_iter().map(|found| found.piece).collect()
}

fn draft(html: &str, base: Option<&Link>) -> Draft {
    let Page { found, meta, labels, is_whole, is_cut } = walk::page(html, base);
    let meta = meta.settled();
    let zone = best_zone(&found);
    let any_title = first_title(&found, |_| true);
    let own_title = first_title(&found, |z| zone != Zone::Page && zone.covers(z));
    let title = own_title.or_else(|| meta.title.clone()).or(any_title);
    let mut draft = Draft {
        outlet: meta.site.clone(),
        title: title.or_else(|| meta.page_title()).unwrap_or_default(),
        link: meta.link.or_else(|| base.cloned()),
        authors: meta.authors,
        published: meta.published.or(labels.published),
        updated: meta.updated,
        language: meta.language,
        tags: meta.tags,
        is_cut,
        ..Draft::default()
    };
    let mut found: Vec<Found> = found.into_iter().filter(|f| zone.covers(f.zone)).collect();
    mark_link_lists(&mut found);
    mark_above_title(&mut found, &draft.title);
    keep(found, is_whole, &mut draft);
    take_byline(&mut draft);
    if draft.authors.is_empty() {
        draft.authors = labels.authors;
    }
    draft
}

/// Keeps the blocks. On a whole page, boxes of junk and lists of links go to the debris, unless they hold most of the
/// text; a piece of a page was chosen by somebody who wants what is in it.
fn keep(found: Vec<Found>, is_whole: bool, draft: &mut Draft) {
    let clean: usize = found.iter().filter(|f| !f.is_junk).map(running_bytes).sum();
    let all: usize = found.iter().map(running_bytes).sum();
    let drops_junk = is_whole && clean > 0 && clean * 3 >= all;
    for Found { is_junk, mut piece, .. } in found {
        piece.is_debris = is_junk && drops_junk;
        if piece.kind != BlockKind::Heading || piece.text != draft.title {
            draft.pieces.push(piece);
        }
    }
}

/// What stands above the title belongs to the page, unless it is a good part of the text.
fn mark_above_title(found: &mut [Found], title: &Prose) {
    let is_title = |f: &Found| f.piece.kind == BlockKind::Heading && f.piece.text == *title;
    let at = found.iter().position(is_title).unwrap_or(0);
    let (above, below) = found.split_at_mut(at);
    let bytes =
        |part: &[Found]| part.iter().filter(|f| !f.is_junk).map(running_bytes).sum::<usize>();
    if bytes(above) * 3 < bytes(below) {
        for f in above {
            f.is_junk = true;
        }
    }
}

/// So many blocks in a row that are links and little else lead to other pages.
const LINKS_IN_A_ROW: usize = 3;

fn mark_link_lists(found: &mut [Found]) {
    let is_link = |f: &Found| {
        let linked: usize = f.piece.links.iter().map(|(range, _)| range.len()).sum();
        linked * 5 >= f.piece.text.len() * 4
    };
    for run in found.chunk_by_mut(|a, b| is_link(a) == is_link(b)) {
        if run.len() >= LINKS_IN_A_ROW && run.first().is_some_and(is_link) {
            for f in run {
                f.is_junk = true;
            }
        }
    }
}

/// Where on a page a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// In an `<article>`: the count of the outermost one.
    Article(u32),
    /// In `<main>`, but in no article.
    Main,
    /// Anywhere else.
    Page,
    /// In the `<header>` of the page: of use for a title alone.
    Header,
}

impl Zone {
    /// Whether a block in `other` belongs to the text where this zone holds it.
    fn covers(self, other: Self) -> bool {
        match self {
            Self::Article(_) => self == other,
            Self::Main => matches!(other, Self::Article(_) | Self::Main),
            Self::Page | Self::Header => other != Self::Header,
        }
    }
}

/// Bytes of running text in a block: headings, pictures and links are none.
fn running_bytes(found: &Found) -> usize {
    let piece = &found.piece;
    match piece.kind {
        BlockKind::Heading | BlockKind::Image => 0,
        _ => piece.text.len() - piece.links.iter().map(|(range, _)| range.len()).sum::<usize>(),
    }
}

/// The smallest zone that holds a good part of the text.
fn best_zone(found: &[Found]) -> Zone {
    let (mut page, mut main) = (0, 0);
    let mut articles: Vec<usize> = Vec::new();
    for f in found.iter().filter(|f| !f.is_junk) {
        let bytes = running_bytes(f);
        page += if f.zone == Zone::Header { 0 } else { bytes };
        main += if matches!(f.zone, Zone::Main | Zone::Article(_)) { bytes } else { 0 };
        if let Zone::Article(count) = f.zone {
            let at = count as usize;
            articles.resize(articles.len().max(at + 1), 0);
            articles[at] += bytes;
        }
    }
    let best = articles.iter().enumerate().max_by_key(|(_, bytes)| **bytes);
    match best {
        Some((at, bytes)) if *bytes > 0 && bytes * 3 >= page => Zone::Article(at as u32),
        _ if main > 0 && main * 3 >= page => Zone::Main,
        _ => Zone::Page,
    }
}

fn first_title(found: &[Found], belongs: impl Fn(Zone) -> bool) -> Option<Prose> {
    let is_title = |piece: &Piece| piece.kind == BlockKind::Heading && piece.level == 1;
    let found = found.iter().find(|f| belongs(f.zone) && is_title(&f.piece));
    found.map(|f| Prose::line(&f.piece.text))
}

/// A byline above the text names the authors, where nothing else did, and is no part of it.
pub(super) fn take_byline(draft: &mut Draft) {
    let mut above = draft.pieces.iter_mut().filter(|piece| !piece.is_debris).take(4);
    let byline = above
        .find(|piece| piece.kind == BlockKind::Paragraph && !byline::names(&piece.text).is_empty());
    if let Some(byline) = byline {
        byline.is_debris = true;
        if draft.authors.is_empty() {
            draft.authors = byline::names(&byline.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[(BlockKind, &str)]) -> Article {
        let base = Link::parse("https://example.org/a/b").expect("an address");
        let article = blocks(html, Some(&base)).article;
        let body = &article.body;
        let found: Vec<_> = body.blocks().iter().map(|b| (b.kind, body.slice(b.span))).collect();
        assert_eq!(found, expected, "in {html:?}");
        article
    }

    #[test]
    fn blocks_of_every_kind_are_told() {
        let article = check(
            "<h1>Title</h1><p>One <b>two</b>&nbsp;three<br>four.</p><h2>Why <i>so</i></h2>\
             <blockquote><p>Quoted</p></blockquote><ol start=3><li>first<li><p>second</p><ul><li>inner</ul></ol>\
             <pre>let x;\n\ty</pre><figure><img alt='A flood' src=x><figcaption>Water. Photo: AP</figcaption></figure>\
             <table><caption>Votes</caption><tr><th>a<th>b<tr><td>c<td><a href='/d'>d</a></table>",
            &[
                (BlockKind::Paragraph, "One two\u{a0}three\nfour."),
                (BlockKind::Heading, "Why so"),
                (BlockKind::Quote, "Quoted"),
                (BlockKind::ListItem, "first"),
                (BlockKind::ListItem, "second"),
                (BlockKind::ListItem, "inner"),
                (BlockKind::Code, "let x;\n    y"),
                (BlockKind::Image, "A flood"),
                (BlockKind::Caption, "Water."),
                (BlockKind::Caption, "Votes"),
                (BlockKind::Table, "a\tb\nc\td"),
            ],
        );
        assert_eq!(article.title.as_str(), "Title");
        let places: Vec<_> = article.body.blocks().iter().map(|b| (b.level, b.ordinal)).collect();
        assert_eq!(places[3..6], [(1, Some(3)), (1, Some(4)), (2, None)]);
        let links: Vec<_> = article.body.links().iter().map(|l| l.link.as_str()).collect();
        assert_eq!(links, ["https://example.org/a/x", "https://example.org/d"]);
    }

    #[test]
    fn a_raised_note_that_is_never_closed_ends_with_its_block() {
        let paragraph = |words| (BlockKind::Paragraph, words);
        check(
            "<p>It ended.<sup>1<p>The town paid <b>500</b> dollars in <i>2024</i>.</p>",
            &[paragraph("It ended.¹"), paragraph("The town paid 500 dollars in 2024.")],
        );
    }

    #[test]
    fn what_is_raised_is_told_from_the_words_before_it() {
        check(
            "<p>It ended.<sup><a href='#n1'>12</a></sup> About 10<sup>6</sup> m<sup>2</sup> on the 20<sup>th</sup>.</p>",
            &[(BlockKind::Paragraph, "It ended.¹² About 10⁶ m² on the 20th.")],
        );
    }

    #[test]
    fn what_is_not_shown_is_not_read() {
        check(
            "<nav><ul><li>Home</ul></nav><script>var p='<p>no</p>'</script><style>p{}</style>\
             <p hidden>no<p>Seen<div style='display: none'><div>no</div>no</div>\
             <form><p>Also seen</p><button>no</button></form><svg><text>no</text></svg><svg/>\
             <p>Share this post</p><template><p>no</p></template><!-- <p>no</p> --><footer>no</footer>",
            &[(BlockKind::Paragraph, "Seen"), (BlockKind::Paragraph, "Also seen")],
        );
    }

    #[test]
    fn the_article_is_taken_where_the_page_marks_it() {
        let text = "A long enough paragraph with words.";
        let page = format!(
            "<title>Deal signed in Hanoi on Thursday - Example</title><header><h1>Example</h1></header>\
             <div>Elsewhere</div><article><header><h1>Deal signed</h1></header><p>By Jane Doe</p><p>{text}</p></article>\
             <article><p>Teaser</p></article>"
        );
        let article = check(&page, &[(BlockKind::Paragraph, text)]);
        assert_eq!(article.title.as_str(), "Deal signed");
        assert_eq!(article.authors, [Prose::line("Jane Doe")]);
        let main = format!("<div>Menu</div><main><p>{text}</p></main>");
        check(&main, &[(BlockKind::Paragraph, text)]);
    }

    #[test]
    fn the_head_is_read_from_what_the_page_says_of_itself() {
        let article = check(
            "<html lang=en-GB><head><title>Window</title><meta property='og:site_name' content='Example &amp; Co'>\
             <meta property=og:title content='Open title'><link rel=canonical href='/c'>\
             <script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":[\"NewsArticle\"],\
             \"headline\":\"Told &amp; sold\",\"datePublished\":\"2024-06-20T09:41:00+02:00\",\
             \"author\":[{\"name\":\"Jane Doe\"},\"John Roe\"]}]}</script></head><body><p>Text</p>",
            &[(BlockKind::Paragraph, "Text")],
        );
        assert_eq!(article.title.as_str(), "Told & sold");
        assert_eq!(article.outlet.as_deref(), Some("Example & Co"));
        assert_eq!(article.authors, [Prose::line("Jane Doe"), Prose::line("John Roe")]);
        assert_eq!(
            article.published.map(|at| at.to_string()).as_deref(),
            Some("2024-06-20T07:41:00Z")
        );
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        assert_eq!(article.link.as_ref().map(Link::as_str), Some("https://example.org/c"));
    }

    #[test]
    fn lists_of_links_are_dropped_from_pages_alone() {
        let list = "<ul><li><a href=/1>One</a><li><a href=/2>Two</a><li><a href=/3>Three</a></ul>";
        let items = ["One", "Two", "Three"].map(|item| (BlockKind::ListItem, item));
        check(list, &items);
        let page = format!("<body><p>Words.</p>{list}<div class='social-share'>Words</div>");
        let article = check(&page, &[(BlockKind::Paragraph, "Words.")]);
        assert_eq!(article.debris.len(), 4);
        check(&format!("<body>{list}"), &items);
    }

    #[test]
    fn empty_cells_keep_their_place() {
        check(
            "<table><tr><td></td><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            &[(BlockKind::Table, "\ta\nb\tc")],
        );
    }

    #[test]
    fn tables_that_arrange_a_page_fall_into_their_parts() {
        check(
            "<table><tr><td>Left</td><td><p>One.</p><p>Two.</p></td></tr></table>",
            &[
                (BlockKind::Paragraph, "Left"),
                (BlockKind::Paragraph, "One."),
                (BlockKind::Paragraph, "Two."),
            ],
        );
    }
}
