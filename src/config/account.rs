//! The entries `[[account]]` of the settings: servers that fetch feeds for the reader.

use toml::de::DeValue;

use super::lists::Fields;
use super::table::program;
use crate::text::Link;

/// What a server is talked to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// The Google Reader API.
    GReader,
    /// The first version of Miniflux's own API.
    Miniflux,
}

/// Which server it is, where the reader says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerName {
    /// `FreshRSS`
    FreshRss,
    /// Miniflux
    Miniflux,
    /// `BazQux` Reader
    BazQux,
    /// The Old Reader
    TheOldReader,
}

/// Where a secret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// A program prints it: its name and its arguments.
    Command(Vec<String>),
    /// A variable of the environment.
    Variable(String),
    /// A file that its owner alone can read.
    File(String),
}

impl SecretPlace {
    /// As references to secrets are written: `env:NAME`, `file:/path`, `exec:["program"]`.
    pub fn reference(&self) -> String {
        match self {
            Self::Command(words) => format!("exec:{}", serde_json::Value::from(words.clone())),
            Self::Variable(name) => format!("env:{name}"),
            Self::File(path) => {
                format!("file:{}", super::paths::expand_home(path.into()).display())
            }
        }
    }
}

/// One account: an entry `[[account]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// What it is called here: letters, digits, `-` and `_`.
    pub name: String,
    /// What its server is talked to in.
    pub kind: AccountKind,
    /// Which server it is, where that is said.
    pub server: Option<ServerName>,
    /// Where the server is.
    pub address: Link,
    /// The name to log in with; without it the secret is a token (Miniflux).
    pub user: Option<String>,
    /// Where the password or the token is.
    pub secret: SecretPlace,
    /// Whether the password may go over a line that is not encrypted.
    pub allow_http: bool,
    /// Whether articles are wanted, too, that are neither unread nor starred.
    pub history: bool,
}

const NAMES: [&str; 10] = [
    "name",
    "kind",
    "server",
    "address",
    "user",
    "command",
    "env",
    "file",
    "allow_http",
    "history",
];
const SERVERS: [(&str, ServerName); 4] = [
    ("freshrss", ServerName::FreshRss),
    ("miniflux", ServerName::Miniflux),
    ("bazqux", ServerName::BazQux),
    ("theoldreader", ServerName::TheOldReader),
];

impl Fields<'_> {
    /// Reads one entry; `None` where it cannot be used.
    pub(super) fn account(&mut self) -> Option<AccountLine> {
        self.refuse_others(&NAMES);
        let name = self.need("name", "a name of letters, digits, - and _", |v| Ok(account_name(v)));
        let kind = self.need("kind", "\"greader\" or \"miniflux\"", |v| {
            Ok(match v.as_str() {
                Some("greader") => Some(AccountKind::GReader),
                Some("miniflux") => Some(AccountKind::Miniflux),
                _ => None,
            })
        });
        let expected = "\"freshrss\", \"miniflux\", \"bazqux\" or \"theoldreader\"";
        let server = self.may("server", expected, |v| {
            let name = v.as_str()?;
            SERVERS.iter().find(|(known, _)| *known == name).map(|(_, server)| *server)
        });
        let address = self.need("address", "an address such as \"https://rss.example.org\"", |v| {
            let Some(text) = v.as_str() else { return Ok(None) };
            Link::parse(text)
                .map(Some)
                .map_err(|error| format!("{error}; no password stands in it"))
        });
        let user = self.may("user", "a name in quotes", |v| {
            v.as_str().filter(|user| !user.is_empty()).map(str::to_owned)
        });
        let allow_http = self.may("allow_http", "true or false", truth);
        let history = self.may("history", "true or false", truth);
        let secret = self.secret();
        let (name, kind, address) = (name?, kind?, address?);
        if kind == AccountKind::GReader && user.is_none() {
            self.complain("user", "expected the name to log in with, found nothing");
            return None;
        }
        let (allow_http, history) = (allow_http.unwrap_or_default(), history.unwrap_or_default());
        let secret = secret?;
        Some(AccountLine { name, kind, server, address, user, secret, allow_http, history })
    }

    /// Where the secret is, which must be said in one way.
    fn secret(&mut self) -> Option<SecretPlace> {
        let words = |v: &DeValue<'_>| v.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let command = self.may("command", "a program or a list of it and its arguments", program);
        let variable = self.may("env", "the name of a variable", words);
        let file = self.may("file", "a file, from / or ~/", |v| {
            words(v).filter(|path| path.starts_with('/') || path.starts_with("~/"))
        });
        let places = [
            command.map(SecretPlace::Command),
            variable.map(SecretPlace::Variable),
            file.map(SecretPlace::File),
        ];
        let mut places = places.into_iter().flatten();
        let place = places.next();
        if place.is_none() || places.next().is_some() {
            let one = "expected one of command, env and file, which say where the password is";
            self.complain("secret", one);
            return None;
        }
        place
    }
}

fn truth(value: &DeValue<'_>) -> Option<bool> {
    value.as_bool()
}

fn account_name(value: &DeValue<'_>) -> Option<String> {
    let name = value.as_str()?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!name.is_empty() && name.len() <= 64 && name.chars().all(legal)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::read;

    fn accounts(text: &str) -> (Vec<AccountLine>, Vec<String>) {
        let loaded = read(text, "config.toml", &|_| true);
        let problems = loaded.problems.iter().map(ToString::to_string).collect();
        (loaded.settings.lists.accounts, problems)
    }

    #[test]
    fn accounts_are_read() {
        let (read, problems) = accounts(
            "[[account]]\nname = 'home'\nkind = 'greader'\naddress = 'https://rss.example.org/'\nuser = 'anna'\n\
             command = ['pass', 'rss']\n\
             [[account]]\nname = 'mini'\nkind = 'miniflux'\naddress = 'http://127.0.0.1:8080'\nenv = 'TOKEN'\n\
             history = true\n",
        );
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(read[0].secret.reference(), r#"exec:["pass","rss"]"#);
        assert_eq!((read[0].history, read[1].history), (false, true));
        assert_eq!((read[0].kind, read[0].user.as_deref()), (AccountKind::GReader, Some("anna")));
        assert_eq!(
            (read[1].user.as_deref(), read[1].secret.reference().as_str()),
            (None, "env:TOKEN")
        );
    }

    #[test]
    fn what_is_missing_or_wrong_is_told_and_a_password_is_not_repeated() {
        let (read, problems) = accounts(
            "[[account]]\nname = 'a b'\nkind = 'fever'\naddress = 'https://u:hidden@x.example/'\nuser = 'u'\nenv = 'A'\n\
             [[account]]\nname = 'b'\nkind = 'greader'\naddress = 'https://x.example/'\nuser = 'u'\nenv = 'A'\nfile = '/b'\n\
             [[account]]\nname = 'c'\nkind = 'greader'\naddress = 'https://x.example/'\nenv = 'A'\npassword = 'hidden'\n",
        );
        assert_eq!(read, []);
        let heads: Vec<&str> = problems.iter().filter_map(|p| p.split(": ").nth(1)).collect();
        let expected = [
            "account.name",
            "account.kind",
            "account.address",
            "account.secret",
            "account.user",
            "account.password",
        ];
        assert_eq!(heads.len(), expected.len(), "{problems:?}");
        assert!(expected.iter().all(|head| heads.contains(head)), "{problems:?}");
        assert!(problems.iter().all(|problem| !problem.contains("hidden")), "{problems:?}");
    }
}
