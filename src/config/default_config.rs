//! The text of `dateline config --default`: every setting with its meaning and its default, commented out.

use super::table::{SETTINGS, Setting};

/// How keys are bound, told at the end of the default file.
const KEYS_HELP: &str = r#"
# Keys. Tables: bind.all, bind.list, bind.reader, bind.facts. A key is written j, C-d, Space, PgDn; a sequence gg or
# "g Space". It runs a command, or several one after the other; "none" takes it out of use.
#[bind.list]
#"x" = "toggle-star"
#"X" = ["toggle-star", "next-article"]

# Chains on the prefix key: this one is run by ,s
#[macro]
#s = ["toggle-star", "next-article"]
"#;

/// Tables that hold any number of things, told at the very end.
const LISTS_HELP: &str = r#"
# Rules for new articles: what `when` picks (in the search language) is marked "read", "star", "later", "hide" or given
# a tag. `dateline rules --dry-run` shows what each would hit.
#[[rule]]
#name = "football"
#when = "title:football -outlet:efe"
#do = ["read", "tag:sport"]

# Searches with a name, listed beside the folders.
#[[search]]
#name = "Today, unread"
#query = "after:today is:unread"

# Programs for some addresses, instead of the browser: a host and all below it, or a pattern. The first that fits is
# taken; the address is put in the place of {url}, or added as the last argument.
#[[opener]]
#match = "*.pdf"
#run = ["zathura"]

# Servers that fetch feeds for you, beside those that are fetched here: kind "greader" (FreshRSS, BazQux, The Old Reader,
# Miniflux) or "miniflux" (its own API; without `user` the secret is an API token). The password is printed by `command`
# (with allow_programs), or in the variable `env`, or in the `file`, which you alone can read. `dateline sync` asks them.
# What is unread or starred comes; with `history`, all there is.
#[[account]]
#name = "home"
#kind = "greader"
#address = "https://rss.example.org"
#user = "anna"
#command = ["pass", "show", "rss"]
#history = false

# Programs an article can be sent through: it is on their standard input, as Markdown.
#[pipe]
#print = ["lpr"]
"#;

/// What stands at the top of the default file.
const TITLE: &str =
    "# Settings of dateline. Every line shows a default; take away its # to change it.\n";

/// The text of a settings file in which every setting stands with its meaning and its default, commented out.
pub fn default_config() -> String {
    let settings: String = SETTINGS.iter().map(described).collect();
    [TITLE, &settings, KEYS_HELP, LISTS_HELP].concat()
}

fn described(setting: &Setting) -> String {
    let doc = setting.doc.replace('\n', "\n# ");
    let (value, note) = match setting.default {
        Some(value) => (value, ""),
        None => (setting.example, "# Not set. For example:\n"),
    };
    format!("\n# {doc}\n{note}#{} = {value}\n", setting.name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::settings::read;
    use crate::config::{Loaded, Settings};

    fn any_command(_: &str) -> bool {
        true
    }

    #[test]
    fn the_default_file_is_right_with_and_without_its_marks() {
        let text = default_config();
        let commented = read(&text, "config.toml", &any_command);
        assert_eq!(commented, Loaded::default());
        let settings = text.lines().filter_map(|line| line.strip_prefix('#'));
        let settings: Vec<&str> = settings.filter(|line| !line.starts_with(' ')).collect();
        let loaded = read(&settings.join("\n"), "config.toml", &any_command);
        assert_eq!(loaded.problems, []);
        let examples = Settings {
            browser: loaded.settings.browser.clone(),
            key_overrides: loaded.settings.key_overrides.clone(),
            chains: loaded.settings.chains.clone(),
            save_dir: loaded.settings.save_dir.clone(),
            bookmark: loaded.settings.bookmark.clone(),
            hook_new: loaded.settings.hook_new.clone(),
            lists: loaded.settings.lists.clone(),
            contact: loaded.settings.contact.clone(),
            user_agent: loaded.settings.user_agent.clone(),
            certificates: loaded.settings.certificates.clone(),
            ..Settings::default()
        };
        assert_eq!(loaded.settings, examples);
    }

    #[test]
    fn assets_hold_the_file_that_is_printed() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/config.toml");
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == default_config(),
            "`dateline config --default > assets/config.toml` is due"
        );
    }
}
