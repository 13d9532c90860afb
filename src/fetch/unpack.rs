//! Takes a body out of its packing: gzip, deflate, brotli, zstd, one in the other.
//!
//! Everything streams, so that a bomb is met before it has gone off. What the header says is checked against the first
//! bytes: files that are packed and do not say so are unpacked, and those that say so and are not are taken as they are.

use std::io::{self, BufRead, Read};

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::ahead::Ahead;
use super::head::Head;
use super::{Fault, Limits};
use crate::text::Prose;

/// 8 MiB, what RFC 9659 allows on the web; a larger window would be allocated.
const ZSTD_WINDOW_LOG: u32 = 23;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const BUFFER_BYTES: usize = 16 * 1024;

/// One packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    /// With or without the wrapper of zlib; servers send both.
    Deflate,
    Brotli,
    Zstd,
}

/// What is offered to servers.
pub(super) const OFFERED: &str = "gzip, br, zstd, deflate";

/// The packings of an answer, the outermost last (RFC 9110, section 8.4).
pub(super) fn packings(head: &Head, limits: &Limits) -> Result<Vec<Packing>, Fault> {
    let mut packings = Vec::new();
    for name in head.list("content-encoding") {
        packings.push(match name.as_str() {
            "gzip" | "x-gzip" => Packing::Gzip,
            "deflate" => Packing::Deflate,
            "br" => Packing::Brotli,
            "zstd" => Packing::Zstd,
            "identity" => continue,
            other => return Err(Fault::Encoding(Prose::line(shortened(other)))),
        });
    }
    if packings.len() > limits.layers {
        let name = format!("{} packings one in the other", packings.len());
        return Err(Fault::Encoding(Prose::line(&name)));
    }
    Ok(packings)
}

fn shortened(name: &str) -> &str {
    name.get(..40).unwrap_or(name)
}

/// Undoes the packings of a body. One that says nothing and is gzip all the same (a file `.xml.gz`) is unpacked, too,
/// where `guess` is set.
pub(super) fn unpacked<'b>(
    body: impl Read + 'b,
    packings: &[Packing],
    guess: bool,
) -> io::Result<Box<dyn Read + 'b>> {
    let mut reader: Box<dyn Read + 'b> = Box::new(body);
    let unsaid = [Packing::Gzip];
    let packings = if packings.is_empty() && guess { &unsaid } else { packings };
    for packing in packings.iter().rev() {
        reader = undo(*packing, reader)?;
    }
    Ok(reader)
}

fn undo<'b>(packing: Packing, packed: Box<dyn Read + 'b>) -> io::Result<Box<dyn Read + 'b>> {
    let packed = Ahead::new(packed)?;
    let first = packed.first();
    Ok(match packing {
        Packing::Gzip if first.starts_with(&GZIP_MAGIC) => Box::new(Gzip::new(packed)),
        Packing::Zstd if first.starts_with(&ZSTD_MAGIC) => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(packed)?;
            decoder.window_log_max(ZSTD_WINDOW_LOG)?;
            Box::new(decoder)
        }
        Packing::Gzip | Packing::Zstd => Box::new(packed),
        Packing::Deflate if is_zlib(first) => Box::new(ZlibDecoder::new(packed)),
        Packing::Deflate => Box::new(DeflateDecoder::new(packed)),
        // A window of up to a gigabyte, which no browser reads either.
        Packing::Brotli if first.first().is_some_and(|byte| byte & 0x7f == 0x11) => {
            return Err(Fault::Corrupt.into());
        }
        Packing::Brotli => Box::new(brotli_decompressor::Decompressor::new(packed, BUFFER_BYTES)),
    })
}

/// Whether the bytes begin a stream of zlib (RFC 1950, section 2.2).
fn is_zlib(first: &[u8]) -> bool {
    match first {
        [method, flags, ..] => {
            method & 0x0f == 8 && (u32::from(*method) * 256 + u32::from(*flags)).is_multiple_of(31)
        }
        _ => false,
    }
}

/// Gzip of one or more members; what follows them and is none is passed over, as `gzip` itself does.
struct Gzip<R> {
    /// `None` after the last member.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Gzip<R> {
    fn new(packed: R) -> Self {
        Self { member: Some(GzDecoder::new(packed)) }
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let count = member.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let mut rest = match self.member.take() {
                Some(ended) => ended.into_inner(),
                None => break,
            };
            // A member begins in the same buffer or not at all; a lone first byte does not matter.
            if rest.fill_buf()?.first() == GZIP_MAGIC.first() {
                self.member = Some(GzDecoder::new(rest));
            }
        }
        Ok(0)
    }
}

/// Reads everything, as long as its length is allowed.
pub(super) fn read_all(
    mut reader: impl Read,
    mut allow: impl FnMut(u64) -> Result<(), Fault>,
) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let count = reader.read(&mut piece).map_err(broken)?;
        if count == 0 {
            return Ok(body);
        }
        allow((body.len() + count) as u64)?;
        body.extend_from_slice(piece.get(..count).unwrap_or_default());
    }
}

/// What is no fault of the line is the unpacker's.
fn broken(error: io::Error) -> Fault {
    match error.downcast::<Fault>() {
        Ok(fault) => fault,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Fault::Truncated,
        Err(_) => Fault::Corrupt,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::*;

    const TEXT: &[u8] = b"Twelve agreements were signed, eleven of them in the afternoon.";

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8], packings: &[Packing]) -> Result<Vec<u8>, Fault> {
        let ratio = Limits::default().ratio;
        let most = (bytes.len() as u64 * ratio).max(1 << 20);
        let reader = unpacked(bytes, packings, true).map_err(broken)?;
        read_all(reader, |length| if length > most { Err(Fault::Bomb { ratio }) } else { Ok(()) })
    }

    #[track_caller]
    fn check(bytes: &[u8], packings: &[Packing]) {
        assert_eq!(read(bytes, packings).unwrap(), TEXT, "of {packings:?}");
    }

    #[test]
    fn each_packing_is_undone() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(TEXT).unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(TEXT).unwrap();
        check(TEXT, &[]);
        check(&gzip(TEXT), &[Packing::Gzip]);
        check(&zlib.finish().unwrap(), &[Packing::Deflate]);
        check(&raw.finish().unwrap(), &[Packing::Deflate]);
        check(&zstd::encode_all(TEXT, 3).unwrap(), &[Packing::Zstd]);
        check(&gzip(&zstd::encode_all(TEXT, 3).unwrap()), &[Packing::Zstd, Packing::Gzip]);
    }

    #[test]
    fn brotli_is_undone() {
        // Made by the brotli of Node 20 of the text three times over.
        let packed: [u8; 51] = [
            0x1b, 0xbc, 0x00, 0x40, 0x04, 0xdc, 0x64, 0xb1, 0xd9, 0x92, 0xa1, 0xbe, 0x31, 0xd8,
            0x0c, 0x02, 0x0e, 0x39, 0x70, 0xf8, 0x0e, 0x12, 0x70, 0x0e, 0x09, 0x6b, 0x30, 0x91,
            0x13, 0x2f, 0x90, 0x76, 0xf8, 0x6c, 0xd1, 0x8f, 0x56, 0xb5, 0x1c, 0x1f, 0x45, 0x04,
            0x65, 0x05, 0x16, 0xf2, 0xe8, 0x8f, 0x9d, 0x78, 0x00,
        ];
        assert_eq!(read(&packed, &[Packing::Brotli]).unwrap(), TEXT.repeat(3));
        let cut = &packed[..40];
        assert!(read(cut, &[Packing::Brotli]).is_err());
    }

    #[test]
    fn headers_that_lie_are_seen_through() {
        check(&gzip(TEXT), &[]);
        check(TEXT, &[Packing::Gzip]);
        check(TEXT, &[Packing::Zstd]);
    }

    #[test]
    fn gzip_may_have_members_and_rubbish_behind_it() {
        let (one, two) = TEXT.split_at(20);
        check(&[gzip(one), gzip(two)].concat(), &[Packing::Gzip]);
        check(&[gzip(TEXT), vec![0; 9]].concat(), &[Packing::Gzip]);
    }

    #[test]
    fn what_is_cut_or_broken_is_an_error() {
        let packed = gzip(TEXT);
        let cut = packed.split_last_chunk::<12>().unwrap().0;
        assert!(matches!(read(cut, &[Packing::Gzip]), Err(Fault::Truncated)));
        let mut wrong = packed.clone();
        wrong[packed.len() - 6] ^= 1;
        assert!(matches!(read(&wrong, &[Packing::Gzip]), Err(Fault::Corrupt)));
        assert!(matches!(read(b"\x11\x00\x00\x00", &[Packing::Brotli]), Err(Fault::Corrupt)));
        assert!(read(TEXT, &[Packing::Brotli]).is_err());
        let zstd = zstd::encode_all(TEXT, 3).unwrap();
        assert!(read(&zstd[..zstd.len() - 4], &[Packing::Zstd]).is_err());
    }

    #[test]
    fn a_bomb_is_met_before_it_has_gone_off() {
        let bomb = gzip(&vec![b' '; 8 << 20]);
        assert!(matches!(read(&bomb, &[Packing::Gzip]), Err(Fault::Bomb { .. })));
        let twice = gzip(&gzip(&vec![b' '; 2 << 20]));
        assert!(matches!(read(&twice, &[Packing::Gzip; 2]), Err(Fault::Bomb { .. })));
    }

    proptest! {
        #[test]
        fn anything_is_unpacked_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            packing in prop::sample::select(vec![
                Packing::Gzip, Packing::Deflate, Packing::Brotli, Packing::Zstd,
            ]),
            magic in prop::sample::select(vec![&[][..], &GZIP_MAGIC[..], &ZSTD_MAGIC[..]]),
        ) {
            let _ = read(&[magic, &bytes].concat(), &[packing]);
        }
    }
}
