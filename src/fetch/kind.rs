//! What an answer is, as far as it decides whether it is read at all.
//!
//! Feeds come under every name there is, so a name refuses only what is plainly no text; the first bytes refuse what
//! has the wrong name.

use super::{Fault, Purpose};

/// First bytes of what is no text, and what it is.
const MAGIC: [(&[u8], &str); 9] = [
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", IMAGE),
    (b"\x89PNG\r\n", IMAGE),
    (b"GIF8", IMAGE),
    (b"PK\x03\x04", ARCHIVE),
    (b"\x7fELF", "a program"),
    (b"ID3", AUDIO),
    (b"OggS", AUDIO),
    (b"\x1aE\xdf\xa3", VIDEO),
];

const PDF: &str = "a PDF";
const IMAGE: &str = "an image";
const AUDIO: &str = "a sound";
const VIDEO: &str = "a video";
const ARCHIVE: &str = "an archive";

/// Refuses, before the body is read, what is no text by its name.
pub(super) fn check_name(content_type: &str, purpose: Purpose) -> Result<(), Fault> {
    let name = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, rest) = name.split_once('/').unwrap_or((&name, ""));
    let found = match (kind, rest) {
        ("video", _) => VIDEO,
        ("audio", _) => AUDIO,
        ("font", _) => "a font",
        ("image", rest) if !rest.contains("xml") => IMAGE,
        // Some servers send whatever they hold under the name of an archive or a PDF; a feed is looked at.
        ("application", "pdf") if purpose == Purpose::Page => PDF,
        ("application", "zip" | "x-7z-compressed" | "x-tar") if purpose == Purpose::Page => ARCHIVE,
        _ => return Ok(()),
    };
    if purpose == Purpose::Service { Ok(()) } else { Err(Fault::NotText(found)) }
}

/// Refuses what is no text by its first bytes, and what is nothing.
pub(super) fn check_bytes(body: &[u8], purpose: Purpose) -> Result<(), Fault> {
    if purpose == Purpose::Service {
        return Ok(());
    }
    if body.is_empty() {
        return Err(Fault::Empty);
    }
    match MAGIC.iter().find(|(magic, _)| body.starts_with(magic)) {
        Some((_, kind)) => Err(Fault::NotText(kind)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(content_type: &str, purpose: Purpose) -> bool {
        check_name(content_type, purpose).is_err()
    }

    #[test]
    fn feeds_are_read_under_almost_any_name() {
        for name in [
            "",
            "text/html",
            "application/octet-stream",
            "application/pdf",
            "image/svg+xml",
            "\u{e9}",
        ] {
            assert!(!refused(name, Purpose::Feed), "{name}");
        }
        assert!(refused("Video/mp4; x=y", Purpose::Feed));
        assert!(refused("application/pdf", Purpose::Page));
        assert!(!refused("video/mp4", Purpose::Service));
    }

    #[test]
    fn what_has_the_wrong_name_is_known_by_its_first_bytes() {
        assert!(matches!(check_bytes(b"%PDF-1.7", Purpose::Page), Err(Fault::NotText(PDF))));
        assert!(matches!(check_bytes(b"", Purpose::Feed), Err(Fault::Empty)));
        assert!(check_bytes(b"<rss/>", Purpose::Feed).is_ok());
        assert!(check_bytes(b"", Purpose::Service).is_ok());
    }
}
