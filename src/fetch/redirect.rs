//! Where a redirect leads, and whether it is followed.

use super::head::Head;
use super::{Fault, Limits};
use crate::text::{Link, LinkError};

/// The way from the address that was asked for to the one that answers.
#[derive(Debug)]
pub(super) struct Chain {
    /// All addresses so far; the newest is the last.
    hops: Vec<Link>,
    /// The new address, as far as every step to it is for good.
    pub(super) moved: Option<Link>,
    is_permanent: bool,
}

/// Whether a status leads on, and whether it does so for good.
pub(super) fn leads_on(status: u16) -> Option<bool> {
    match status {
        301 | 308 => Some(true),
        302 | 303 | 307 => Some(false),
        _ => None,
    }
}

impl Chain {
    /// Begins at an address.
    pub(super) fn new(link: Link) -> Self {
        Self { hops: vec![link], moved: None, is_permanent: true }
    }

    /// The newest address.
    pub(super) fn last(&self) -> &Link {
        self.hops.last().expect("a chain is never empty")
    }

    /// The newest address, where it is not the one asked for.
    pub(super) fn hop(&self) -> Option<&Link> {
        (self.hops.len() > 1).then(|| self.last())
    }

    /// Goes on to where the answer leads.
    pub(super) fn follow(
        &mut self,
        head: &Head,
        for_good: bool,
        limits: &Limits,
    ) -> Result<(), Fault> {
        let target = self.target(head)?;
        if self.hops.contains(&target) {
            return Err(Fault::Circle);
        }
        if self.hops.len() > limits.redirects {
            return Err(Fault::TooManyRedirects(limits.redirects));
        }
        self.is_permanent &= for_good;
        if self.is_permanent {
            self.moved = Some(target.clone());
        }
        self.hops.push(target);
        Ok(())
    }

    fn target(&self, head: &Head) -> Result<Link, Fault> {
        let raw = head.all("location").next().ok_or(Fault::NoTarget)?;
        let reference = readable(raw).ok_or(Fault::BadTarget(LinkError::Malformed))?;
        // Where nothing stands, nobody is led; the address itself would be asked again and again.
        if reference.is_empty() {
            return Err(Fault::NoTarget);
        }
        let target = self.last().join(&reference).map_err(Fault::BadTarget)?;
        let target = without_fragment(&target);
        if self.last().is_https() && !target.is_https() {
            return Err(Fault::Downgrade);
        }
        Ok(target)
    }
}

/// The text of `Location`: blanks and bytes that are no UTF-8 are encoded, as browsers do.
fn readable(raw: &[u8]) -> Option<String> {
    if raw.iter().any(u8::is_ascii_control) {
        return None;
    }
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.trim().to_owned(),
        Err(_) => raw.trim_ascii().iter().map(|byte| encoded(*byte)).collect(),
    };
    Some(text.replace(' ', "%20"))
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

/// A fragment means nothing to a server and is no part of where a feed is.
fn without_fragment(link: &Link) -> Link {
    let bare = link.as_str().split('#').next().unwrap_or_default();
    Link::parse(bare).unwrap_or_else(|_| link.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str) -> Link {
        Link::parse(text).unwrap()
    }

    fn follow(chain: &mut Chain, status: u16, location: &str) -> Result<(), Fault> {
        let head = Head::of(&format!("HTTP/1.1 {status} Moved\r\nLocation: {location}\r\n\r\n"));
        chain.follow(&head, leads_on(status).unwrap(), &Limits::default())
    }

    #[track_caller]
    fn check(from: &str, location: &str, expected: &str) {
        let mut chain = Chain::new(link(from));
        let led = match follow(&mut chain, 302, location) {
            Ok(()) => chain.last().to_string(),
            Err(fault) => fault.to_string(),
        };
        assert_eq!(led, expected, "of {location}");
    }

    #[test]
    fn a_redirect_is_read_as_browsers_do() {
        check("http://a.b/c/d", "/e", "http://a.b/e");
        check("http://a.b/c/d", "e#f", "http://a.b/c/e");
        check("http://a.b/c", "//c.d/e f", "http://c.d/e%20f");
        check("http://a.b/c", "/\u{e9}?\u{e9}", "http://a.b/%C3%A9?%C3%A9");
        check("https://a.b/c", "https://c.d", "https://c.d");
    }

    #[test]
    fn nobody_is_led_out_of_the_web_or_back() {
        let nowhere = "redirects without saying where to";
        check("http://a.b/c", "", nowhere);
        let scheme =
            "redirects to where nobody is led (only http and https addresses can be opened)";
        for location in ["file:///etc/hostname", "data:,x", "javascript:alert(1)", "exec:id"] {
            check("http://a.b/c", location, scheme);
        }
        let open = "redirects from an encrypted address to an open one, which is not followed";
        check("https://a.b/c", "http://a.b/d", open);
        check("http://a.b/c", "/c#d", "redirects in a circle; check the address");
    }

    #[test]
    fn what_moved_is_where_every_step_is_for_good() {
        let mut chain = Chain::new(link("http://a.b/1"));
        follow(&mut chain, 301, "/2").unwrap();
        follow(&mut chain, 308, "/3").unwrap();
        follow(&mut chain, 302, "/4").unwrap();
        follow(&mut chain, 301, "/5").unwrap();
        assert_eq!(chain.moved, Some(link("http://a.b/3")));
        assert_eq!(chain.last(), &link("http://a.b/5"));
        let mut chain = Chain::new(link("http://a.b/1"));
        follow(&mut chain, 302, "/2").unwrap();
        follow(&mut chain, 301, "/3").unwrap();
        assert_eq!(chain.moved, None);
    }

    #[test]
    fn redirects_end() {
        let mut chain = Chain::new(link("http://a.b/0"));
        for at in 1..=8 {
            follow(&mut chain, 302, &format!("/{at}")).unwrap();
        }
        assert!(matches!(follow(&mut chain, 302, "/9"), Err(Fault::TooManyRedirects(8))));
    }
}
