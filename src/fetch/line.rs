//! An open line to a server, encrypted or not, with what has been read from it ahead of time.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::deadline::Deadline;
use super::wire::Wire;
use super::{Fault, Reach};

const BUFFER_BYTES: usize = 16 * 1024;

/// What bytes go over.
enum Stream {
    Plain(Box<Wire>),
    Encrypted(Box<StreamOwned<ClientConnection, Wire>>),
}

/// An open line.
pub(super) struct Line {
    reader: BufReader<Stream>,
    /// Whom the line leads to.
    pub(super) reach: Reach,
}

impl Line {
    /// A line as it is.
    pub(super) fn plain(wire: Wire, reach: Reach) -> Self {
        Self::over(Stream::Plain(Box::new(wire)), reach)
    }

    /// Encrypts the line; the server proves that it is `host`.
    pub(super) fn encrypted(self, host: &str, config: Arc<ClientConfig>) -> Result<Self, Fault> {
        let (reach, quiet) = (self.reach, self.reader.buffer().is_empty());
        let Stream::Plain(wire) = self.reader.into_inner() else {
            return Err(Fault::Protocol("it is encrypted twice"));
        };
        if !quiet {
            return Err(Fault::Protocol("it speaks before it is asked"));
        }
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let name = ServerName::try_from(name).map_err(|_invalid| Fault::UnknownHost)?;
        let session = ClientConnection::new(config, name)
            .map_err(|error| Fault::from(io::Error::new(io::ErrorKind::InvalidData, error)))?;
        let mut stream = StreamOwned::new(session, *wire);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        Ok(Self::over(Stream::Encrypted(Box::new(stream)), reach))
    }

    fn over(stream: Stream, reach: Reach) -> Self {
        Self { reader: BufReader::with_capacity(BUFFER_BYTES, stream), reach }
    }

    fn wire(&mut self) -> &mut Wire {
        match self.reader.get_mut() {
            Stream::Plain(wire) => wire,
            Stream::Encrypted(stream) => &mut stream.sock,
        }
    }

    /// Begins another fetch.
    pub(super) fn arm(&mut self, deadline: Deadline) {
        self.wire().arm(deadline);
    }

    /// Sends a whole question.
    pub(super) fn ask(&mut self, question: &[u8]) -> Result<(), Fault> {
        self.wire().asked();
        let stream = self.reader.get_mut();
        stream.write_all(question)?;
        stream.flush()?;
        self.wire().asked();
        Ok(())
    }

    /// Bytes received in this fetch.
    pub(super) fn received(&mut self) -> u64 {
        self.wire().received
    }

    /// Whether nothing was said that is not part of an answer, and the line is still open.
    pub(super) fn is_idle(&mut self) -> bool {
        self.reader.buffer().is_empty() && self.wire().is_quiet()
    }
}

impl Read for Line {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Line {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(wire) => wire.read(buffer),
            Self::Encrypted(stream) => stream.read(buffer),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(wire) => wire.write(bytes),
            Self::Encrypted(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(wire) => wire.flush(),
            Self::Encrypted(stream) => stream.flush(),
        }
    }
}
