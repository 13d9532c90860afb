//! Answers that were cut anywhere, and answers with wrong bytes: whatever comes, the client ends with an answer or a
//! sentence.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

const TEXT: &[u8] = b"<rss><channel><title>Twelve agreements, or eleven</title></channel></rss>";
/// Changed answers of each kind, besides those that are cut.
const CHANGES: u64 = 150;

fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    [b"HTTP/1.1 ", headers.as_bytes(), b"\r\n\r\n", body].concat()
}

fn answers() -> Vec<Vec<u8>> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(TEXT).unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = zstd::encode_all(TEXT, 3).unwrap();
    // A block of brotli that is not compressed (RFC 7932, section 9.2), and the empty last one.
    let brotli = [b"\x0b\x24\x80".as_slice(), TEXT, b"\x03"].concat();
    let chunked = [
        b"20;x=y\r\n".as_slice(),
        &TEXT[..32],
        b"\r\n29\r\n",
        &TEXT[32..],
        b"\r\n0\r\nA: b\r\n\r\n",
    ];
    let packed = |name: &str, body: &[u8]| {
        answer(
            &format!("200 OK\r\nContent-Encoding: {name}\r\nContent-Length: {}", body.len()),
            body,
        )
    };
    vec![
        answer("200 OK\r\nContent-Length: 73\r\nETag: \"1\"\r\nCache-Control: max-age=60", TEXT),
        answer("200 OK\r\nTransfer-Encoding: chunked", &chunked.concat()),
        answer("100 Continue\r\n\r\nHTTP/1.0 200 OK\r\nContent-Type: text/xml", TEXT),
        answer("301 Moved\r\nLocation: http://a.test/other\r\nContent-Length: 0", b""),
        answer(
            "503 Busy\r\nRetry-After: Thu, 20 Jun 2024 10:00:00 GMT\r\nContent-Length: 3",
            b"no\n",
        ),
        packed("gzip", &gzip),
        packed("deflate", &gzip[10..]),
        packed("zstd", &zstd),
        packed("br", &brotli),
    ]
}

/// Cut at every place, then with up to four wrong bytes each.
fn mutants(answer: &[u8]) -> Vec<Vec<u8>> {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let cut = (0..=answer.len()).map(|at| answer[..at].to_vec());
    let changed = (0..CHANGES).map(|_| {
        let mut bytes = answer.to_vec();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            bytes[at] = random(256) as u8;
        }
        bytes
    });
    cut.collect::<Vec<_>>().into_iter().chain(changed).collect()
}

#[test]
fn every_answer_is_right_before_it_is_changed() {
    for answer in answers() {
        let text = String::from_utf8_lossy(&answer).into_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let serving = thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            question(&mut socket);
            socket.write_all(&answer).unwrap();
        });
        let overrides = Override::parse_list(&format!("a.test=127.0.0.1:{port}")).unwrap();
        let client = Client::new(Policy { overrides, ..Policy::default() });
        let fetched = client.fetch(&feed("http://a.test/"));
        if text.contains("301 Moved") || text.contains("503 Busy") {
            assert!(fetched.is_err(), "{text}");
        } else {
            assert_eq!(fetched.unwrap().body, TEXT, "{text}");
        }
        serving.join().unwrap();
    }
}

#[test]
fn any_answer_gives_a_text_or_a_sentence() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let is_over = Arc::new(AtomicBool::new(false));
    let mutants: Vec<Vec<u8>> = answers().iter().flat_map(|answer| mutants(answer)).collect();
    let count = mutants.len();
    let serving = {
        let (mutants, is_over) = (mutants.clone(), Arc::clone(&is_over));
        // Redirects ask more often than there are mutants; they meet the next one.
        thread::spawn(move || {
            for mutant in mutants.iter().cycle() {
                let (mut socket, _) = listener.accept().unwrap();
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
                question(&mut socket);
                let _left = socket.write_all(mutant);
            }
        })
    };
    // As a proxy, so that no name that was changed is ever looked up.
    let proxy = format!("127.0.0.1:{port}");
    let env = |name: &str| (name == "all_proxy").then(|| proxy.clone());
    let proxies = Proxies::from_env(&env).0;
    // Watching lines would add up over thousands of answers.
    let limits = Limits { watch: Duration::ZERO, ..Limits::default() };
    let client = Client::new(Policy { limits, proxies, ..Policy::default() });
    let (mut came, mut refused) = (0, 0);
    for _ in 0..count {
        match client.fetch(&feed("http://a.test/")) {
            Ok(answer) => {
                assert!(answer.body.len() < 10_000);
                came += 1;
            }
            Err(error) => {
                let words = error.to_string();
                assert!(words.starts_with("http://a.test/"), "{words}");
                assert!(!words.chars().any(char::is_control), "{words}");
                refused += 1;
            }
        }
    }
    is_over.store(true, Ordering::SeqCst);
    drop(TcpStream::connect(("127.0.0.1", port)));
    serving.join().unwrap();
    println!("{count} answers: {came} read, {refused} refused");
    assert!(came > 100 && refused > 100);
}
