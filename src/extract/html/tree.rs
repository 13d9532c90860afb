//! A page as a tree, for those who must see an element whole before they judge it.
//!
//! The nodes stand in one list in the order of the page, each with the place where its subtree ends: to walk a subtree
//! is to read a slice, to leave it out is to jump. Nothing here recurses. Mistakes in nesting are mended by fewer rules
//! than the HTML standard has: an end tag closes what stands open inside of its element, a block closes an open
//! paragraph, items and cells close each other, and nothing inside of a table's cell closes anything around it.

use super::name::Name;
use super::token::{Tag, Token};
use crate::text::entity;

/// Elements deeper than this become siblings.
const DEPTH: usize = 512;
/// So many nodes are kept; the rest of the page is not looked at. Large real pages have some 50,000.
const NODES: usize = 1 << 19;
/// So many open elements are looked at in search of one to close; a page that makes this necessary is hostile.
const FUEL: u32 = 1 << 26;
/// How far back an end tag whose name is unknown looks for its start.
const UNKNOWN_DEPTH: usize = 32;

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Node<'a> {
    pub(in crate::extract) what: What<'a>,
    /// The element around it; the root is its own.
    pub(in crate::extract) parent: u32,
    /// The first node behind the subtree.
    pub(in crate::extract) end: u32,
}

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) enum What<'a> {
    /// An element and its start tag.
    Element(Tag<'a>),
    /// Text, with its character references still in it.
    Text(&'a str),
}

/// A page.
#[derive(Debug)]
pub(in crate::extract) struct Tree<'a> {
    /// The root, which is no element of the page, and all others in order.
    pub(in crate::extract) nodes: Vec<Node<'a>>,
    /// The page has more nodes than are kept.
    pub(in crate::extract) is_cut: bool,
}

impl<'a> Tree<'a> {
    /// Builds the tree. `look` sees each token first.
    pub(in crate::extract) fn build(
        tokens: impl Iterator<Item = Token<'a>>,
        mut look: impl FnMut(&Token<'a>),
    ) -> Self {
        let mut builder = Builder::new();
        for token in tokens {
            look(&token);
            builder.take(token);
            if builder.nodes.len() >= NODES {
                return builder.finish(true);
            }
        }
        builder.finish(false)
    }

    /// The name of an element; `None` for a text.
    pub(in crate::extract) fn name(&self, node: usize) -> Option<Name> {
        self.tag(node).map(|tag| tag.name)
    }

    /// The start tag of an element.
    pub(in crate::extract) fn tag(&self, node: usize) -> Option<&Tag<'a>> {
        match &self.nodes.get(node)?.what {
            What::Element(tag) => Some(tag),
            What::Text(_) => None,
        }
    }

    /// The first node behind a subtree.
    pub(in crate::extract) fn end(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(node, |n| n.end as usize)
    }

    /// The element around a node; the root is its own.
    pub(in crate::extract) fn parent(&self, node: usize) -> usize {
        self.nodes.get(node).map_or(0, |n| n.parent as usize)
    }

    /// The elements around a node, from the inside out, the root not among them.
    pub(in crate::extract) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        let up = |node: &usize| Some(self.parent(*node));
        std::iter::successors(up(&node), up).take_while(|node| *node != 0)
    }

    /// The words of a subtree in one line, at most so many bytes of them.
    pub(in crate::extract) fn words(&self, node: usize, max_bytes: usize) -> String {
        let mut words = String::new();
        for node in self.nodes.get(node..self.end(node)).unwrap_or_default() {
            match node.what {
                What::Text(text) => words.push_str(&entity::decode(text)),
                What::Element(tag) if tag.name.is_block() || tag.name == Name::Br => {
                    words.push(' ');
                }
                What::Element(_) => {}
            }
            if words.len() > max_bytes {
                break;
            }
        }
        words
    }

    /// The nodes right below one.
    pub(in crate::extract) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.end(node);
        let first = Some(node + 1).filter(|at| *at < end);
        std::iter::successors(first, move |at| Some(self.end(*at)).filter(|next| *next < end))
    }
}

/// Puts tokens into a tree.
struct Builder<'a> {
    nodes: Vec<Node<'a>>,
    /// The elements that are open, the root first.
    open: Vec<(u32, Name)>,
    /// How many of each name are open.
    counts: [u16; Name::COUNT],
    /// Elements that are open, but too deep to be kept.
    too_deep: usize,
    /// How often elements that are open may still be looked through in vain.
    fuel: u32,
    /// The next text is the content of a raw element, which holds nothing to read.
    in_raw: bool,
}

impl<'a> Builder<'a> {
    fn new() -> Self {
        let root = Node { what: What::Text(""), parent: 0, end: 0 };
        Self {
            nodes: vec![root],
            open: vec![(0, Name::Other)],
            counts: [0; Name::COUNT],
            too_deep: 0,
            fuel: FUEL,
            in_raw: false,
        }
    }

    fn finish(mut self, is_cut: bool) -> Tree<'a> {
        self.close_to(0);
        Tree { nodes: self.nodes, is_cut }
    }

    fn take(&mut self, token: Token<'a>) {
        let in_raw = std::mem::take(&mut self.in_raw);
        match token {
            Token::Text(_) if in_raw => {}
            Token::Text(text) => self.push(What::Text(text)),
            Token::Open(tag) => self.open(tag),
            Token::Close(name) => self.close(name),
        }
    }

    fn push(&mut self, what: What<'a>) {
        let at = self.nodes.len() as u32;
        let parent = self.open.last().map_or(0, |(node, _)| *node);
        self.nodes.push(Node { what, parent, end: at + 1 });
    }

    fn open(&mut self, tag: Tag<'a>) {
        let name = tag.name;
        self.in_raw = name.is_raw();
        self.close_implied(name);
        self.push(What::Element(tag));
        if name.is_void() || (name == Name::Other && tag.closes_itself) {
            return;
        }
        if self.open.len() > DEPTH {
            self.too_deep += 1;
            return;
        }
        self.open.push((self.nodes.len() as u32 - 1, name));
        self.counts[name as usize] += 1;
    }

    /// Ends the elements whose end tag may be left out before this one.
    fn close_implied(&mut self, name: Name) {
        use Name::{
            A, Dd, Dl, Dt, Li, Ol, Option, P, Select, Table, Tbody, Td, Tfoot, Th, Thead, Tr, Ul,
        };
        match name {
            Li => self.close_within(&[Li], &[Ul, Ol]),
            Dd | Dt => self.close_within(&[Dd, Dt], &[Dl]),
            Td | Th => self.close_within(&[Td, Th], &[Tr, Table]),
            Tr => self.close_within(&[Tr], &[Table]),
            Tbody | Thead | Tfoot => self.close_within(&[Tbody, Thead, Tfoot], &[Table]),
            Option => self.close_within(&[Option], &[Select]),
            A => return self.close_link(),
            _ => {}
        }
        if name.heading_level().is_some()
            && let Some((_, last)) = self.open.last()
            && last.heading_level().is_some()
        {
            self.close_to(self.open.len() - 1);
        }
        if name.is_block() {
            self.close_within(&[P], &[]);
        }
    }

    /// Closes the innermost of these, unless one of those stands between, or a cell that they are no part of.
    fn close_within(&mut self, names: &[Name], walls: &[Name]) {
        if self.fuel == 0 || names.iter().all(|name| self.counts[*name as usize] == 0) {
            return;
        }
        for at in (1..self.open.len()).rev() {
            let name = self.open[at].1;
            if names.contains(&name) {
                return self.close_to(at);
            }
            self.fuel = self.fuel.saturating_sub(1);
            if walls.contains(&name) || (is_wall(name) && !walls.contains(&Name::Table)) {
                return;
            }
        }
    }

    /// A link ends where another begins, if no block has begun in between.
    fn close_link(&mut self) {
        if self.counts[Name::A as usize] == 0 {
            return;
        }
        let inline = self.open.iter().rposition(|(_, name)| name.is_block()).unwrap_or(0);
        let open = self.open.iter().rposition(|(_, name)| *name == Name::A);
        if let Some(at) = open.filter(|at| *at > inline) {
            self.close_to(at);
        }
    }

    fn close(&mut self, name: Name) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        if self.fuel == 0 || self.counts[name as usize] == 0 {
            return;
        }
        let far = if name == Name::Other { UNKNOWN_DEPTH } else { usize::MAX };
        for at in (1..self.open.len()).rev().take(far) {
            let open = self.open[at].1;
            if open == name {
                return self.close_to(at);
            }
            self.fuel = self.fuel.saturating_sub(1);
            let is_wall = is_wall(open) && !is_of_table(name);
            if is_wall || (is_formatting(name) && open.is_block()) {
                return;
            }
        }
    }

    /// Ends all elements that are open from this place in the stack on.
    fn close_to(&mut self, place: usize) {
        let end = self.nodes.len() as u32;
        for (node, name) in self.open.drain(place..) {
            if let Some(node) = self.nodes.get_mut(node as usize) {
                node.end = end;
            }
            self.counts[name as usize] = self.counts[name as usize].saturating_sub(1);
        }
    }
}

/// Nothing inside of these closes anything around them.
fn is_wall(name: Name) -> bool {
    matches!(
        name,
        Name::Td | Name::Th | Name::Table | Name::Caption | Name::Template | Name::Object
    )
}

fn is_of_table(name: Name) -> bool {
    use Name::{Body, Caption, Html, Object, Table, Tbody, Td, Template, Tfoot, Th, Thead, Tr};
    matches!(
        name,
        Body | Caption | Html | Object | Table | Tbody | Td | Template | Tfoot | Th | Thead | Tr
    )
}

/// Elements that only change how words look: their end tag never ends a block.
fn is_formatting(name: Name) -> bool {
    use Name::{A, B, Code, Em, Font, I, Small, Strong, U};
    matches!(name, A | B | Code | Em | Font | I | Small | Strong | U)
}

#[cfg(test)]
mod tests {
    use super::super::token::Tokens;
    use super::*;

    /// The tree with brackets for elements.
    fn outline(html: &str) -> String {
        let tree = Tree::build(Tokens::new(html), |_| ());
        let mut out = String::new();
        let mut ends: Vec<usize> = Vec::new();
        for (at, node) in tree.nodes.iter().enumerate().skip(1) {
            while ends.last().is_some_and(|end| *end <= at) {
                ends.pop();
                out.push(')');
            }
            match node.what {
                What::Text(text) => out.push_str(text),
                What::Element(tag) => {
                    out += &format!("{:?}(", tag.name).to_lowercase();
                    ends.push(node.end as usize);
                }
            }
        }
        out + &")".repeat(ends.len())
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(outline(html), expected, "of {html:?}");
    }

    #[test]
    fn elements_that_are_not_closed_end_where_they_must() {
        check("<p>a<p>b<div>c", "p(a)p(b)div(c)");
        check("<ul><li>a<ul><li>b</ul><li>c</ul>d", "ul(li(aul(li(b)))li(c))d");
        check("<table><tr><td>a<td>b<tr><td>c</table>d", "table(tr(td(a)td(b))tr(td(c)))d");
        check("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))");
        check("<a href=1>a<a href=2>b</a>c", "a(a)a(b)c");
        check("<h2>a<h3>b</h3>", "h2(a)h3(b)");
    }

    #[test]
    fn end_tags_close_what_they_may() {
        check("<div><b>a</div>b", "div(b(a))b");
        check("<div>a</p></span></div>b", "div(a)b");
        check("<div><table><tr><td>a</div>b</table>c</div>d", "div(table(tr(td(ab)))c)d");
        check("<b><p>a</b>b</p>c", "b(p(ab)c)");
        check("a<br>b<img>c<x-y/>d", "abr()bimg()cother()d");
        check("<script>a<p>b</script><p>c", "script()p(c)");
    }

    #[test]
    fn too_deep_a_page_becomes_flat() {
        let html = format!("{}a{}b", "<div>".repeat(2_000), "</div>".repeat(2_000));
        let tree = Tree::build(Tokens::new(&html), |_| ());
        let deepest = (1..tree.nodes.len()).map(|node| tree.ancestors(node).count()).max();
        assert_eq!(deepest, Some(DEPTH));
        assert_eq!(tree.ancestors(tree.nodes.len() - 1).count(), 0);
    }
}
