//! What is said of an account that cannot be used: by `doctor` and by `sync`, which is what the page shows.

use crate::miniflux::{GREADER_PASSWORD, GREADER_USER, Miniflux, PASSWORD, USER};
use crate::process::free_port;
use crate::reader::Reader;

/// What `doctor` says of the account, on one line; and `sync` says the same and fails.
#[track_caller]
fn said(reader: &Reader) -> String {
    let doctor = reader.run(&["doctor"]);
    assert_eq!(doctor.status.code(), Some(1));
    let [out, err] =
        [doctor.stdout, doctor.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    let text = format!("{out}{err}");
    let synced = reader.run(&["sync"]);
    assert_eq!(synced.status.code(), Some(1), "{text}");
    let failed = String::from_utf8_lossy(&synced.stderr).into_owned();
    let why = failed.trim().split_once("home: ").expect("the account is named").1;
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain(&text).contains(&plain(why)), "doctor: {text}\nsync: {failed}");
    plain(why)
}

#[test]
fn whatever_is_wrong_with_an_account_is_told_in_words() {
    let Some(server) = Miniflux::start(1, 3) else { return };
    let address = format!("http://127.0.0.1:{}", server.port);
    let nobody = format!("http://127.0.0.1:{}", free_port());
    let wrong = format!("{address}/elsewhere");
    let tried = [
        ("miniflux", &address, USER, "wrong", "does not take the name or the password (401)"),
        (
            "greader",
            &address,
            GREADER_USER,
            "wrong",
            "does not take the name or the password (401)",
        ),
        ("greader", &address, USER, PASSWORD, "want a password of their own for the API"),
        ("miniflux", &wrong, USER, PASSWORD, "has no Miniflux API (404)"),
        ("greader", &wrong, GREADER_USER, GREADER_PASSWORD, "has no Google Reader API (404)"),
        ("miniflux", &nobody, USER, PASSWORD, "refused"),
    ];
    for (kind, address, user, password, expected) in tried {
        let reader = Reader::with(kind, address, user, password);
        let words = said(&reader);
        println!("{kind}, {user}, {password} at {address}:\n    {words}");
        assert!(words.contains(expected), "{words}");
        assert!(!words.contains(password), "{words}");
    }
    server.switch_greader(false).expect("switched off");
    let words = said(&Reader::new("greader", server.port));
    println!("greader, switched off:\n    {words}");
    assert!(words.contains("switched off"), "{words}");
    server.switch_greader(true).expect("switched on");
    let reader = Reader::new("greader", server.port);
    assert_eq!(reader.sync()["new"], 3);
}
