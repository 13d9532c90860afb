//! The private network: what leads there, what may go there, and what is never told on the way.

use dateline::fetch::address::classify_host;
use dateline::fetch::{Client, Override, Policy, Reach, Request};
use dateline::text::Link;

use crate::reader::HOST;
use crate::server::{Server, addresses};

const SECRET: &str = "correct-horse-battery";

fn client(overrides: &str, restricted: bool) -> Client {
    let overrides = Override::parse_list(overrides).expect("overrides");
    Client::new(Policy { overrides, restricted, ..Policy::default() })
}

fn link(port: u16, path: &str) -> Link {
    Link::parse(&format!("http://{HOST}:{port}{path}")).expect("an address")
}

#[test]
fn every_address_is_told_public_from_private() {
    let Some(table) = addresses() else { return };
    let hosts = |name: &str| -> Vec<String> {
        serde_json::from_value(table[name].clone()).expect("addresses")
    };
    let (refuse, allow) = (hosts("refuse"), hosts("allow"));
    let wrong = refuse.iter().filter(|host| classify_host(host) != Some(Reach::Private));
    let wrong =
        wrong.chain(allow.iter().filter(|host| classify_host(host) == Some(Reach::Private)));
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&String>::new());
    println!("{} addresses told apart", refuse.len() + allow.len());
}

#[test]
fn what_the_reader_added_as_private_is_read_and_a_stranger_is_not_led_there() {
    let Some(server) = Server::start(&[]) else { return };
    let own =
        Link::parse(&format!("http://127.0.0.1:{}/secret", server.canary)).expect("an address");
    let open = client("", false);
    let answer = open.fetch(&Request::feed(own.clone()).private(true)).expect("a private feed");
    assert!(answer.private && !answer.body.is_empty());
    assert_eq!(server.canary_hits(), 1);
    server.forgive();
    for refused in [
        open.fetch(&Request::feed(own.clone())),
        client("", true).fetch(&Request::feed(own.clone()).private(true)),
        // The feed is private by the reader's leave, but its host is public and leads in.
        client(&format!("{HOST}=127.0.0.1:{}", server.port), false)
            .fetch(&Request::feed(link(server.port, "/redir/private-ip")).private(true)),
    ] {
        let words = refused.expect_err("a refusal").to_string();
        assert!(words.contains("private address"), "{words}");
    }
    assert_eq!(server.canary_hits(), 0, "a refusal came too late");
    // From one private address to another of the reader's own network.
    let inside = Link::parse(&format!("http://127.0.0.1:{}/redir/private-ip", server.port));
    let inside = Request::feed(inside.expect("an address")).private(true);
    assert!(open.fetch(&inside).is_ok());
    assert_eq!(server.canary_hits(), 1);
}

#[test]
fn a_secret_goes_to_its_own_server_alone_and_into_no_words() {
    let Some(server) = Server::start(&[]) else { return };
    // Both servers count as public, so that the redirect is followed.
    let both = format!("{HOST}=127.0.0.1:{},other.test=127.0.0.1:{}", server.port, server.canary);
    let client = client(&both, false);
    let ask = |path: &str| {
        let request = Request::feed(link(server.port, path));
        let request = request.header("Authorization", SECRET).header("Cookie", SECRET);
        client.fetch(&request.header("X-Key", SECRET))
    };
    ask("/redir/auth-leak").expect("the other server answers");
    assert_eq!(server.canary_hits(), 1);
    assert!(!server.canary_log().to_string().contains(SECRET));
    let own = server.log().to_string();
    assert_eq!(own.matches(SECRET).count(), 3, "sent to its own server");
    let leaves_no_cookie = !server.canary_log().to_string().contains("sid=1");
    assert!(leaves_no_cookie, "cookies are not kept");
    for path in
        ["/status/401", "/redir/loop", "/redir/to-garbage", "/bad/reset-at-once", "/big/300mb"]
    {
        let error = ask(path).expect_err("an error");
        assert!(!format!("{error} {error:?}").contains(SECRET), "{path}: {error:?}");
    }
}
