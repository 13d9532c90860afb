//! The text of a page as runs: what stands between two ends of blocks, and how much it reads like prose.

use crate::extract::html::{Name, Tree, What, decode};

/// A run of text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    /// The innermost block around it.
    pub(super) block: u32,
    /// Characters, blanks in a row counted once; those of scripts without spaces count [`DENSE`].
    pub(super) chars: u32,
    /// Those of them in links.
    pub(super) linked: u32,
    /// Commas and the like.
    pub(super) commas: u32,
    /// Ends of sentences.
    pub(super) stops: u32,
    /// It ends like a sentence.
    pub(super) is_closed: bool,
}

impl Run {
    /// Characters outside of links.
    pub(super) fn plain(&self) -> u32 {
        self.chars - self.linked
    }

    /// Whether it reads like a paragraph.
    pub(super) fn is_prose(&self) -> bool {
        self.chars >= 40 && self.is_closed && self.link_percent() < 50
    }

    /// The share of it that is links, in percent.
    pub(super) fn link_percent(&self) -> u32 {
        self.linked * 100 / self.chars.max(1)
    }
}

/// A character of a script without spaces says as much as so many letters.
const DENSE: u32 = 3;

/// The runs of a page, and which of them stand in which node.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub(super) list: Vec<Run>,
    /// For each node and one more: the number of runs that begin before it.
    before: Vec<u32>,
    /// For each node and one more: characters, and linked ones, before it.
    sums: Vec<(u32, u32)>,
}

impl Runs {
    /// Reads the text of a page without what `gone` names.
    pub(super) fn read(tree: &Tree<'_>, gone: &[bool]) -> Self {
        let mut reader = Reader {
            runs: Self::default(),
            sum: (0, 0),
            is_open: false,
            blocks: vec![(0, u32::MAX)],
            link_end: 0,
        };
        let mut at = 0;
        while at < tree.nodes.len() {
            reader.leave(at as u32);
            reader.mark();
            let is_gone = gone.get(at) == Some(&true);
            match tree.nodes[at].what {
                What::Element(tag) => {
                    reader.enter(tag.name, tag.has("href"), at as u32, tree.end(at) as u32);
                }
                What::Text(text) if !is_gone => reader.text(at as u32, text),
                What::Text(_) => {}
            }
            let next = if is_gone { tree.end(at) } else { at + 1 };
            (at + 1..next).for_each(|_| reader.mark());
            at = next;
        }
        reader.mark();
        reader.runs
    }

    /// The runs that begin in a subtree.
    pub(super) fn within(&self, tree: &Tree<'_>, node: usize) -> &[Run] {
        self.between(node, tree.end(node))
    }

    /// The runs that begin from one node up to another.
    pub(super) fn between(&self, from: usize, to: usize) -> &[Run] {
        let at = |node: usize| self.before.get(node).map_or(self.list.len(), |n| *n as usize);
        self.list.get(at(from)..at(to)).unwrap_or_default()
    }

    /// Characters of a subtree, and those in links.
    pub(super) fn chars(&self, tree: &Tree<'_>, node: usize) -> (u32, u32) {
        let at =
            |node: usize| self.sums.get(node).or(self.sums.last()).copied().unwrap_or_default();
        let (from, to) = (at(node), at(tree.end(node)));
        (to.0 - from.0, to.1 - from.1)
    }

    /// The share of a subtree that is links, in percent.
    pub(super) fn link_percent(&self, tree: &Tree<'_>, node: usize) -> u32 {
        let (chars, linked) = self.chars(tree, node);
        linked * 100 / chars.max(1)
    }
}

struct Reader {
    runs: Runs,
    /// Characters so far, and linked ones.
    sum: (u32, u32),
    /// The last run goes on.
    is_open: bool,
    /// The blocks that are open, and where they end.
    blocks: Vec<(u32, u32)>,
    link_end: u32,
}

impl Reader {
    /// Notes how much stands before the next node.
    fn mark(&mut self) {
        self.runs.before.push(self.runs.list.len() as u32);
        self.runs.sums.push(self.sum);
    }

    /// Ends the blocks that end before a node.
    fn leave(&mut self, node: u32) {
        while self.blocks.last().is_some_and(|(_, end)| *end <= node) {
            self.blocks.pop();
            self.is_open = false;
        }
    }

    fn enter(&mut self, name: Name, is_link: bool, node: u32, end: u32) {
        if name.is_block() || name == Name::Br {
            self.is_open = false;
        }
        if name.is_block() && end > node + 1 {
            self.blocks.push((node, end));
        }
        if name == Name::A && is_link {
            self.link_end = self.link_end.max(end);
        }
    }

    fn text(&mut self, node: u32, raw: &str) {
        let text = decode(raw);
        let counted = Counted::of(&text);
        if counted.chars == 0 {
            return;
        }
        if !std::mem::replace(&mut self.is_open, true) {
            let block = self.blocks.last().map_or(0, |(block, _)| *block);
            self.runs.list.push(Run { block, ..Run::default() });
        }
        let linked = if node < self.link_end { counted.chars } else { 0 };
        self.sum = (self.sum.0 + counted.chars, self.sum.1 + linked);
        if let Some(run) = self.runs.list.last_mut() {
            run.chars += counted.chars;
            run.linked += linked;
            run.commas += counted.commas;
            run.stops += counted.stops;
            run.is_closed = counted.is_closed;
        }
    }
}

/// What is counted of a text.
#[derive(Default)]
struct Counted {
    chars: u32,
    commas: u32,
    stops: u32,
    is_closed: bool,
}

impl Counted {
    fn of(text: &str) -> Self {
        let mut counted = Self::default();
        let mut blank = true;
        let mut stop = false;
        for c in text.chars() {
            if c.is_whitespace() {
                counted.chars += u32::from(!blank);
                counted.stops += u32::from(stop && !blank);
                blank = true;
                continue;
            }
            blank = false;
            let ends =
                matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '။');
            stop = ends
                || stop && matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」');
            counted.chars += if is_dense(c) { DENSE } else { 1 };
            counted.commas +=
                u32::from(matches!(c, ',' | '،' | '，' | '、' | ';' | '；' | '﹐' | '﹑'));
            counted.stops += u32::from(ends && !c.is_ascii() && c != '…');
        }
        counted.stops += u32::from(stop && !blank);
        counted.is_closed = stop || matches!(text.trim_end().chars().next_back(), Some(':'));
        counted
    }
}

/// Whether a character is of a script without spaces.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}
