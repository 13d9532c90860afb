//! Changes inputs: bytes, pieces, pieces of other inputs, what is special to a format.

use crate::random::Random;

/// Longer inputs find little more and take long.
const MOST_BYTES: usize = 16 << 10;
/// At most so many changes, one upon the other.
const MOST_CHANGES: u64 = 6;

/// What parsers stumble over.
const ODD: [&[u8]; 24] = [
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    "\u{202e}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{301}".as_bytes(),
    "ß".as_bytes(),
    "İ".as_bytes(),
    "½".as_bytes(),
    "—".as_bytes(),
    "\u{10ffff}".as_bytes(),
    b"\x1b[31m",
    b"-1",
    b"99999999999999999999",
    b"2024-02-30T24:60:61+99:99",
    b"<![CDATA[",
    b"]]>",
    b"&#x110000;",
    b"<!--",
    b"\"'",
    b"\r\n\r\n",
];

/// Makes inputs without end.
pub(crate) struct Mutator<'a> {
    random: Random,
    seeds: &'a [Vec<u8>],
}

impl<'a> Mutator<'a> {
    pub(crate) fn new(random: Random, seeds: &'a [Vec<u8>]) -> Self {
        Self { random, seeds }
    }

    /// An input with a few changes.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut input = self.piece_of_a_seed(MOST_BYTES);
        for _ in 0..=self.random.below(MOST_CHANGES) {
            self.change(&mut input);
        }
        input.truncate(MOST_BYTES);
        input
    }

    /// A whole input, or a window of one that is long.
    fn piece_of_a_seed(&mut self, most: usize) -> Vec<u8> {
        let seed = &self.seeds[self.random.below(self.seeds.len() as u64) as usize];
        let start = self.below(seed.len().saturating_sub(most) + 1);
        seed[start..seed.len().min(start + most)].to_vec()
    }

    fn below(&mut self, below: usize) -> usize {
        self.random.below(below as u64) as usize
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let end = (at + self.below(64)).min(input.len());
        match self.random.below(8) {
            0 => input.truncate(at),
            1 => drop(input.drain(at..end)),
            2 => {
                let twice = input[at..end].to_vec();
                self.insert(input, &twice);
            }
            3 => {
                // Many times the same: depth and length.
                let (piece, times) = (input[at..end].to_vec(), 1 + self.below(200));
                input.splice(at..at, piece.repeat(times));
            }
            4 => {
                let other = self.piece_of_a_seed(256);
                self.insert(input, &other);
            }
            5 => {
                let odd = self.random.of(&ODD);
                self.insert(input, odd);
            }
            _ => {
                let byte = self.random.below(256) as u8;
                match input.get_mut(at) {
                    Some(old) => *old = byte,
                    None => input.push(byte),
                }
            }
        }
    }

    fn insert(&mut self, input: &mut Vec<u8>, piece: &[u8]) {
        let at = self.below(input.len() + 1);
        input.splice(at..at, piece.iter().copied());
    }
}
