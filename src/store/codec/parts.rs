//! What an article has besides its text: blocks, links, credits, debris.

use super::{Reader, Writer, code, coded};
use crate::news::{Article, Block, BlockKind, TextLink};
use crate::text::{Link, Prose};

const VERSION: u8 = 1;
/// Append only: the place in this list is what is stored.
const KINDS: [BlockKind; 9] = [
    BlockKind::Paragraph,
    BlockKind::Heading,
    BlockKind::Caption,
    BlockKind::Quote,
    BlockKind::ListItem,
    BlockKind::Code,
    BlockKind::Table,
    BlockKind::Image,
    BlockKind::Footnote,
];

/// The parts of an article that are no columns.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) blocks: Vec<Block>,
    pub(crate) links: Vec<TextLink>,
    pub(crate) credits: Vec<Prose>,
    pub(crate) debris: Vec<Prose>,
}

/// Writes the parts of an article.
pub(crate) fn write(article: &Article) -> Vec<u8> {
    let mut writer = Writer::new(VERSION);
    writer.list(article.body.blocks(), write_block);
    writer.list(article.body.links(), |writer, link| {
        writer.span(link.span);
        writer.string(link.link.as_str());
    });
    writer.list(&article.credits, |writer, credit| writer.string(credit));
    writer.list(&article.debris, |writer, line| writer.string(line));
    writer.finish()
}

/// Reads the parts of an article. Links that are none are left out; everything is cleaned again.
pub(crate) fn read(bytes: &[u8]) -> Option<Parts> {
    let mut reader = Reader::new(VERSION, bytes)?;
    let blocks = reader.list(read_block)?;
    let links = reader.list(|reader| {
        let (span, link) = (reader.span()?, Link::parse(reader.string()?));
        Some(link.ok().map(|link| TextLink { span, link }))
    })?;
    let credits = reader.list(|reader| reader.string().map(Prose::line))?;
    let debris = reader.list(|reader| reader.string().map(Prose::text))?;
    Some(Parts { blocks, links: links.into_iter().flatten().collect(), credits, debris })
}

fn write_block(writer: &mut Writer, block: &Block) {
    writer.byte(code(&KINDS, &block.kind));
    writer.span(block.span);
    writer.byte(block.level);
    writer.optional(block.ordinal, |writer, ordinal| writer.number(ordinal.into()));
    writer.optional(block.credit.as_ref(), |writer, credit| writer.string(credit));
}

fn read_block(reader: &mut Reader<'_>) -> Option<Block> {
    Some(Block {
        kind: coded(&KINDS, reader.byte()?)?,
        span: reader.span()?,
        level: reader.byte()?,
        ordinal: reader.optional(Reader::small)?,
        credit: reader.optional(|reader| reader.string().map(Prose::line))?,
    })
}
