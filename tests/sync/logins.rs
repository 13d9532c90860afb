//! Logins and tokens that run out, and passwords that go nowhere else: traps by their numbers.

use crate::Reader;
use crate::fake::{BadToken, Fake};

const EDIT: &str = "/edit-tag";
const IDS: &str = "/stream/items/ids";

fn synced(articles: u64) -> (Fake, Reader) {
    let fake = Fake::start();
    fake.articles(articles);
    let reader = Reader::new(&fake);
    assert_eq!(reader.sync()["new"], articles);
    fake.forget();
    (fake, reader)
}

#[test]
fn trap_12_a_token_that_has_run_out_is_taken_anew_once_and_then_the_login() {
    let (fake, reader) = synced(3);
    reader.mark("read", &[1]);
    fake.state().faults.status = vec![(EDIT, 401, 1)];
    assert_eq!(reader.sync()["sent"], 1);
    assert_eq!(
        (fake.asked(EDIT).len(), fake.asked("/token").len(), fake.asked("/ClientLogin").len()),
        (2, 2, 2)
    );
    assert!(fake.read(1));
    fake.forget();
    reader.mark("read", &[2]);
    fake.state().faults.status = vec![(EDIT, 401, 2)];
    assert_eq!(reader.sync()["sent"], 1);
    assert_eq!((fake.asked(EDIT).len(), fake.asked("/token").len()), (3, 3));
    fake.forget();
    reader.mark("read", &[3]);
    fake.state().faults.status = vec![(EDIT, 401, 9)];
    assert!(reader.fails().contains("does not take the name or the password"));
    assert_eq!(fake.asked(EDIT).len(), 3);
    fake.state().faults.status.clear();
    assert_eq!(reader.sync()["sent"], 1);
    assert!(fake.read(3));
}

#[test]
fn trap_12_a_header_tells_a_token_that_has_run_out_from_a_login() {
    // Each login asks at two places.
    for (header, logins) in [(BadToken::Reader, 2), (BadToken::Plain, 2), (BadToken::Untold, 4)] {
        let (fake, reader) = synced(1);
        reader.mark("read", &[1]);
        fake.state().faults.token = header;
        fake.state().faults.status = vec![(EDIT, 401, 1)];
        assert_eq!(reader.sync()["sent"], 1, "{header:?}");
        let asked = ["/token", "/ClientLogin", EDIT].map(|end| fake.asked(end).len());
        assert_eq!(asked, [2, logins, 2], "{header:?}");
        assert!(fake.read(1));
    }
}

#[test]
fn a_401_in_the_middle_of_a_list_is_logged_in_again_once() {
    let (fake, reader) = synced(2);
    fake.state().faults.status = vec![(IDS, 401, 1)];
    reader.sync();
    fake.state().faults.status = vec![(IDS, 401, 9)];
    assert!(reader.fails().contains("(401)"));
    assert_eq!(reader.numbers("is:unread"), [1, 2]);
}

#[test]
fn after_a_new_login_it_is_still_known_which_server_it_is() {
    let fake = Fake::start();
    fake.articles(2);
    fake.state().turns = true;
    let reader = Reader::new(&fake);
    reader.sync();
    reader.run(&["tag", "keep", &reader.id(1)]);
    // Its labels are none of this server's business, which has none.
    fake.state().faults.status = vec![(IDS, 401, 1)];
    reader.sync();
    assert_eq!(reader.numbers("tag:keep"), [1]);
}

#[test]
fn trap_13_what_is_wrong_is_told_apart() {
    let fake = Fake::start();
    let with = |path: &str| Reader::with("greader", &fake.url(path));
    for path in ["", "/", "/api/greader.php", "/api/greader.php/"] {
        with(path).sync();
    }
    assert!(with("/elsewhere").fails().contains("check the address"));
    let off = with("");
    fake.state().faults.status =
        vec![("/ClientLogin", 404, 1), ("/api/greader.php/accounts/ClientLogin", 503, 1)];
    assert!(off.fails().contains("switched off"));
    fake.state().faults.status.clear();
    "other".clone_into(&mut fake.state().password);
    assert!(off.fails().contains("does not take the name or the password"));
    let doctor = off.run(&["doctor"]);
    assert!(doctor.err.contains("account home") && doctor.err.contains("password"), "{doctor:?}");
}

#[test]
fn trap_17_a_password_is_sent_and_kept_nowhere() {
    for kind in ["greader", "miniflux"] {
        let fake = Fake::start();
        fake.articles(1);
        let reader = Reader::with(kind, &fake.url(""));
        reader.sync();
        reader.mark("read", &[1]);
        reader.sync();
        reader.run(&["doctor"]);
        let kept = reader.kept();
        // The name and the password as Miniflux is told them.
        for secret in ["secret-words", "token1", "auth=anna", "YW5uYTpzZWNyZXQtd29yZHM="] {
            assert!(!kept.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret}");
        }
        let state = fake.state();
        assert!(state.asked.iter().any(|asked| asked.authorization.len() > 5), "{kind}");
        // An address stands in the logs of every server on the way.
        assert!(state.asked.iter().all(|asked| !asked.target.contains("secret")), "{kind}");
        assert!(state.asked.iter().all(|asked| !asked.target.contains("token1")), "{kind}");
    }
}
