//! Tables: which of them hold data, and how these become one block.
//!
//! Pages use tables to arrange things too. So the blocks in a table are gathered like any others, each with its cell,
//! and joined at the end if every cell holds one short block.

use super::walk::Found;
use crate::extract::draft::Piece;
use crate::extract::inline::Inline;
use crate::news::BlockKind;

/// A cell of a table that holds data is no longer than this.
const CELL_BYTES: usize = 300;

/// The table that is open, with those inside of it.
#[derive(Debug, Default)]
pub(super) struct Table {
    depth: u32,
    /// How many blocks stand before it.
    pub start: usize,
    row: u32,
    column: u32,
    /// Row and column of each block in it; both 0 above the first row.
    cells: Vec<(u32, u32)>,
    is_layout: bool,
}

impl Table {
    /// Begins a table behind so many blocks. One inside of another shows that the outer one only arranges.
    pub(super) fn open(&mut self, start: usize) {
        if self.depth == 0 {
            *self = Self { start, ..Self::default() };
        } else {
            self.is_layout = true;
        }
        self.depth += 1;
    }

    /// Ends a table; whether it was the outermost.
    pub(super) fn close(&mut self) -> bool {
        self.depth = self.depth.saturating_sub(1);
        self.depth == 0
    }

    pub(super) fn start_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    pub(super) fn start_cell(&mut self) {
        self.column += 1;
    }

    /// Notes in which cell a block stands, if any.
    pub(super) fn note_block(&mut self) {
        if self.depth > 0 {
            self.cells.push((self.row, self.column));
        }
    }

    /// Whether it has at least two columns and no cell with more than one short block.
    pub(super) fn is_data(&self, found: &[Found]) -> bool {
        let is_cell = |Found { piece, .. }: &Found| {
            piece.text.len() <= CELL_BYTES
                && !piece.text.contains('\n')
                && !matches!(piece.kind, BlockKind::Heading | BlockKind::Code)
        };
        !self.is_layout
            && self.cells.len() == found.len()
            && self.cells.len() > 1
            && self.cells.iter().any(|(_, column)| *column > 1)
            && self.cells.windows(2).all(|pair| pair[0] != pair[1] || pair[0].0 == 0)
            && found.iter().all(is_cell)
    }

    /// One block of all cells, behind the captions.
    pub(super) fn join(self, parts: impl Iterator<Item = Piece>) -> Vec<Piece> {
        let mut joined = Vec::new();
        let mut inline = Inline::default();
        let (mut row, mut column) = (0, 1);
        for (piece, (r, c)) in parts.zip(self.cells) {
            if piece.kind == BlockKind::Caption {
                joined.push(piece);
                continue;
            }
            if r != row {
                inline.push_break();
                column = 1;
            }
            (column.max(1)..c).for_each(|_| inline.push_cell_end());
            (row, column) = (r, c);
            inline.push_piece(&piece);
        }
        joined.extend(inline.finish(BlockKind::Table));
        joined
    }
}
