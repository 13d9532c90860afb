//! Where links stand on a frame, beside its cells: a number for each cell, an address for each number.
//!
//! Only what is visible is noted, and nothing at all where the terminal is not told of links.

use crate::text::Link;

/// The number of a cell without a link.
pub const NO_LINK: u16 = 0;

/// The links of a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    numbers: Vec<u16>,
    addresses: Vec<(u16, Link)>,
}

impl Links {
    /// Begins a frame of so many cells, none of which has a link yet.
    pub fn start(&mut self, cells: usize) {
        self.numbers.clear();
        self.numbers.resize(cells, NO_LINK);
        self.addresses.clear();
    }

    /// The number of the link of a cell, [`NO_LINK`] where it has none.
    pub fn at(&self, cell: usize) -> u16 {
        self.numbers.get(cell).copied().unwrap_or(NO_LINK)
    }

    /// The address behind a number.
    pub fn address(&self, number: u16) -> Option<&Link> {
        self.addresses.iter().find(|(known, _)| *known == number).map(|(_, link)| link)
    }

    /// Whether a number means the same as in another frame.
    pub fn agrees(&self, other: &Self, number: u16) -> bool {
        number == NO_LINK || self.address(number) == other.address(number)
    }

    /// The numbers of all cells, row by row; none where links are not noted.
    pub fn numbers_mut(&mut self) -> &mut [u16] {
        &mut self.numbers
    }

    /// Whether no cell has a link.
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }

    /// Gives a cell a link, or takes it away.
    pub fn put(&mut self, cell: usize, number: u16) {
        if let Some(place) = self.numbers.get_mut(cell) {
            *place = number;
        }
    }

    /// Says what a number means. One number has one address in a frame.
    pub fn name(&mut self, number: u16, link: &Link) {
        if self.address(number).is_none() {
            self.addresses.push((number, link.clone()));
        }
    }
}
