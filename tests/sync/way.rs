//! The way to a server: a password goes over no open line, to nobody else, and to nobody who cannot say who he is.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tempfile::TempDir;

use crate::Reader;
use crate::fake::Fake;

const KINDS: [&str; 2] = ["greader", "miniflux"];

/// What leads a name to this machine, and has it count as one of the web.
fn led(host: &str, fake: &Fake) -> String {
    format!("{host}=127.0.0.1:{}", fake.port())
}

fn error(reader: &Reader, led: &str) -> String {
    let ended = reader.run_with(&["sync", "--json"], &[("DATELINE_TEST_PUBLIC", led)]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let doctor = reader.run_with(&["doctor"], &[("DATELINE_TEST_PUBLIC", led)]);
    let error = crate::account(&ended)["error"].as_str().expect("an error").to_owned();
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain(&doctor.err).contains(&plain(&error)), "{doctor:?}\n{error}");
    error
}

#[test]
fn no_password_goes_over_an_open_line_unless_the_reader_says_so_for_that_account() {
    for kind in KINDS {
        let fake = Fake::start();
        fake.articles(2);
        let led = led("rss.example.org", &fake);
        let reader = Reader::with(kind, "http://rss.example.org/");
        let said = error(&reader, &led);
        assert!(said.contains("http://rss.example.org/ is not encrypted"), "{said}");
        assert!(said.contains("`allow_http = true`"), "{said}");
        // A machine at home is one that others can listen to, too.
        let home = Reader::with(kind, "http://192.168.1.7:8080/");
        assert!(error(&home, &led).contains("is not encrypted"));
        assert_eq!(fake.state().asked.len(), 0, "nobody was asked anything");
        reader.set("allow_http = true");
        let ended = reader.run_with(&["sync"], &[("DATELINE_TEST_PUBLIC", &led)]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_eq!(reader.numbers(""), [1, 2], "{kind}");
    }
}

#[test]
fn whoever_is_restricted_reaches_no_account_on_a_private_address() {
    for kind in KINDS {
        let fake = Fake::start();
        fake.articles(2);
        let restricted = |reader: &Reader, led: &str| {
            reader.run_with(&["--restricted", "sync"], &[("DATELINE_TEST_PUBLIC", led)])
        };
        let private = Reader::with(kind, &fake.url(""));
        let ended = restricted(&private, "");
        assert_eq!(ended.code, Some(1));
        assert!(ended.err.contains("private address"), "{ended:?}");
        assert_eq!(fake.state().asked.len(), 0, "nobody was asked anything");
        let public = Reader::with(kind, "http://rss.example.org/");
        public.set("allow_http = true");
        let ended = restricted(&public, &led("rss.example.org", &fake));
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_eq!(public.numbers(""), [1, 2], "{kind}");
    }
}

#[test]
fn a_password_does_not_follow_a_redirect_to_another_server() {
    let ways = [
        ("greader", "/ClientLogin"),
        ("greader", "/subscription/list"),
        ("greader", "/edit-tag"),
        ("miniflux", "/v1/feeds"),
        ("miniflux", "/v1/entries"),
        ("miniflux", "/bookmark"),
    ];
    for (kind, end) in ways {
        let (fake, other) = (Fake::start(), Fake::start());
        fake.articles(2);
        other.articles(2);
        let reader = Reader::with(kind, &fake.url(""));
        reader.sync();
        reader.mark("star", &[1]);
        fake.state().faults.moved = vec![(end, format!("http://localhost:{}", other.port()))];
        let said = reader.fails();
        assert!(said.contains("redirects to localhost, another server"), "{end}: {said}");
        assert!(said.contains("which gets no password"), "{end}: {said}");
        assert_eq!(other.state().asked.len(), 0, "{end}: {:?}", other.state().asked);
        // Nothing is forgotten.
        fake.state().faults.moved.clear();
        assert_eq!(reader.sync()["waiting"], 0, "{end}");
        assert!(fake.starred(1), "{end}");
    }
}

#[test]
fn a_change_does_not_follow_a_redirect_on_the_same_server_either() {
    let fake = Fake::start();
    fake.articles(2);
    let reader = Reader::new(&fake);
    reader.sync();
    reader.mark("read", &[1]);
    fake.state().faults.moved = vec![("/edit-tag", fake.url("/elsewhere"))];
    let said = reader.fails();
    assert!(said.contains("has moved; change its address"), "{said}");
    assert!(!fake.read(1));
}

/// A certificate that a server has made itself, for `localhost`.
fn certificate(folder: &Path) -> Option<Arc<ServerConfig>> {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"])
        .args(["-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(folder)
        .output();
    made.ok().filter(|made| made.status.success())?;
    let certificate = CertificateDer::from_pem_file(folder.join("certificate.pem")).ok()?;
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).ok()?;
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().ok()?.with_no_client_auth();
    builder.with_single_cert(vec![certificate], key).ok().map(Arc::new)
}

#[test]
fn a_server_that_cannot_say_who_it_is_gets_no_password() {
    let folder = TempDir::new().expect("a folder");
    let Some(tls) = certificate(folder.path()) else {
        let why = "skipped, because openssl, which makes a certificate, is not installed\n";
        std::io::Write::write_all(&mut std::io::stderr(), why.as_bytes()).expect("told");
        return;
    };
    for kind in KINDS {
        let fake = Fake::start_secure(Arc::clone(&tls));
        fake.articles(2);
        let reader = Reader::with(kind, &format!("https://localhost:{}/", fake.port()));
        let said = error(&reader, "");
        assert!(said.contains("it made its certificate itself"), "{said}");
        let named =
            format!("certificates = \"{}\"\n", folder.path().join("certificate.pem").display());
        // For another name it is none, even where the reader has named it.
        let other = Reader::with(kind, &format!("https://other.test:{}/", fake.port()));
        other.set_first(&named);
        let said = error(&other, &led("other.test", &fake));
        assert!(said.contains("its certificate is for another name"), "{said}");
        assert_eq!(fake.state().asked.len(), 0, "nobody was asked anything");
        reader.set_first(&named);
        assert_eq!(reader.sync()["new"], 2, "{kind}");
    }
}
