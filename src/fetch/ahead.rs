//! Looks at the first bytes of what is read without taking them.

use std::io::{self, BufRead, BufReader, Read};

const BUFFER_BYTES: usize = 16 * 1024;

/// A reader whose first bytes are known beforehand, however they arrive.
pub(super) struct Ahead<R> {
    first: [u8; 4],
    count: usize,
    inner: BufReader<R>,
    given: usize,
}

impl<R: Read> Ahead<R> {
    /// Reads the first bytes; fewer where there are no more.
    pub(super) fn new(mut inner: R) -> io::Result<Self> {
        let mut first = [0; 4];
        let mut count = 0;
        while let Some(rest @ [_, ..]) = first.get_mut(count..) {
            match inner.read(rest)? {
                0 => break,
                more => count += more,
            }
        }
        let inner = BufReader::with_capacity(BUFFER_BYTES, inner);
        Ok(Self { first, count, inner, given: 0 })
    }

    /// The first bytes, which will be read again.
    pub(super) fn first(&self) -> &[u8] {
        self.first.get(..self.count).unwrap_or_default()
    }
}

impl<R: Read> BufRead for Ahead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.given < self.count {
            return Ok(self.first.get(self.given..self.count).unwrap_or_default());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if self.given < self.count {
            self.given += amount;
        } else {
            self.inner.consume(amount);
        }
    }
}

impl<R: Read> Read for Ahead<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(buffer.len());
        let (from, to) = (ready.get(..count), buffer.get_mut(..count));
        to.unwrap_or_default().copy_from_slice(from.unwrap_or_default());
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Slow<'b>(&'b [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = buffer.len().min(1);
            (&mut self.0).read(&mut buffer[..count])
        }
    }

    #[test]
    fn what_was_looked_at_is_read_all_the_same() {
        for text in ["", "ab", "abcd", "abcdefgh"] {
            let mut reader = Ahead::new(Slow(text.as_bytes())).unwrap();
            assert_eq!(reader.first(), &text.as_bytes()[..text.len().min(4)]);
            let mut all = String::new();
            reader.read_to_string(&mut all).unwrap();
            assert_eq!(all, text);
        }
    }
}
