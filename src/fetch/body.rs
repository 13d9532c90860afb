//! The body of an answer as it comes over the line, taken out of its framing (RFC 9112, sections 6 and 7).
//!
//! Numbers that a server gives are counted down, never allocated by.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use super::Fault;
use super::head::Framing;
use super::line::Line;

/// The longest line that begins a chunk, its extensions included.
const CHUNK_LINE_BYTES: usize = 4 * 1024;
/// What may follow the last chunk.
const TRAILER_BYTES: usize = 16 * 1024;

/// What is left of the framing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// So many bytes of the body, or of this chunk.
    Bytes(u64),
    /// The line that begins a chunk; whether it follows another chunk.
    ChunkLine {
        after_chunk: bool,
    },
    UntilClosed,
    Done,
}

/// A body being read.
pub(super) struct Body<'l> {
    line: &'l mut Line,
    state: State,
    is_chunked: bool,
    packed: &'l Cell<u64>,
    /// Whether the end was told, not only met.
    pub(super) is_whole: bool,
}

impl<'l> Body<'l> {
    /// Begins to read; `packed` counts the bytes of the body as they were sent.
    pub(super) fn new(line: &'l mut Line, framing: Framing, packed: &'l Cell<u64>) -> Self {
        let state = match framing {
            Framing::Nothing => State::Done,
            Framing::Length(length) => State::Bytes(length),
            Framing::Chunked => State::ChunkLine { after_chunk: false },
            Framing::UntilClosed => State::UntilClosed,
        };
        let is_chunked = framing == Framing::Chunked;
        Self { line, state, is_chunked, packed, is_whole: true }
    }

    /// Whether the line can be used for another question.
    pub(super) fn leaves_line_clean(&self) -> bool {
        matches!(self.state, State::Done | State::Bytes(0)) && self.is_whole
    }

    /// Reads and forgets what is left, where it is not more than `most` bytes.
    pub(super) fn finish(&mut self, most: u64) -> Result<(), Fault> {
        let mut sink = io::sink();
        io::copy(&mut self.take(most), &mut sink)?;
        Ok(())
    }

    fn bytes(&mut self, left: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let room = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.line.read(buffer.get_mut(..room).unwrap_or_default());
        let count = read.map_err(Fault::from)?;
        if count == 0 {
            return Err(Fault::Truncated.into());
        }
        self.packed.set(self.packed.get() + count as u64);
        self.state = State::Bytes(left - count as u64);
        Ok(count)
    }

    fn until_closed(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.line.read(buffer) {
            // Encrypted, and closed without a word: what came may be a part.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                self.is_whole = false;
                0
            }
            result => result.map_err(Fault::from)?,
        };
        self.packed.set(self.packed.get() + count as u64);
        if count == 0 {
            self.state = State::Done;
        }
        Ok(count)
    }

    /// Reads the line that begins a chunk; after the last one what trails it.
    fn next_chunk(&mut self, after_chunk: bool) -> Result<(), Fault> {
        let mut room = CHUNK_LINE_BYTES;
        if after_chunk && !self.text_line(&mut room)?.is_empty() {
            return Err(Fault::Protocol("a chunk does not end where it should"));
        }
        let size = chunk_size(&self.text_line(&mut room)?)?;
        self.state = State::Bytes(size);
        if size == 0 {
            let mut room = TRAILER_BYTES;
            while !self.text_line(&mut room)?.is_empty() {}
            self.state = State::Done;
        }
        Ok(())
    }

    /// A line of at most `room` bytes, without its end.
    fn text_line(&mut self, room: &mut usize) -> Result<Vec<u8>, Fault> {
        let mut text = Vec::new();
        let most = *room as u64 + 1;
        let count = (&mut *self.line).take(most).read_until(b'\n', &mut text)?;
        if text.pop() != Some(b'\n') {
            let is_long = count > *room;
            return Err(if is_long {
                Fault::Protocol("a chunk begins without end")
            } else {
                Fault::Truncated
            });
        }
        *room = room.saturating_sub(count);
        if text.last() == Some(&b'\r') {
            text.pop();
        }
        Ok(text)
    }
}

/// The size of a chunk: hexadecimal, and extensions that mean nothing here.
fn chunk_size(line: &[u8]) -> Result<u64, Fault> {
    let end = line.iter().position(|b| matches!(b, b';' | b' ' | b'\t')).unwrap_or(line.len());
    let digits = line.get(..end).and_then(|digits| std::str::from_utf8(digits).ok());
    let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    let size = digits.and_then(|digits| u64::from_str_radix(digits, 16).ok());
    size.ok_or(Fault::Protocol("a chunk has a size that is none"))
}

impl Read for Body<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match self.state {
                State::Done => return Ok(0),
                State::UntilClosed => return self.until_closed(buffer),
                State::Bytes(0) if self.is_chunked => {
                    self.state = State::ChunkLine { after_chunk: true };
                }
                State::Bytes(0) => self.state = State::Done,
                State::Bytes(left) => return self.bytes(left, buffer),
                State::ChunkLine { after_chunk } => self.next_chunk(after_chunk)?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_chunk_is_read_and_never_believed_to_be_less() {
        let size = |line: &str| chunk_size(line.as_bytes()).ok();
        assert_eq!(size("1aF"), Some(0x1af));
        assert_eq!(size("5;name=value"), Some(5));
        assert_eq!(size("5 "), Some(5));
        assert_eq!(size("ffffffffffffffff"), Some(u64::MAX));
        for wrong in ["", "zz", "-1", "+1", "10000000000000000", "0x5"] {
            assert_eq!(size(wrong), None, "{wrong}");
        }
    }
}
