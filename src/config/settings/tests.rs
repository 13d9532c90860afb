//! Settings as they are read, and what is said of those that are wrong.

use proptest::prelude::*;

use super::*;

fn any_command(_: &str) -> bool {
    true
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let loaded = read(text, "config.toml", &|name| name != "fly");
    let problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected, "in {text:?}");
}

#[test]
fn a_missing_file_gives_the_defaults() {
    let loaded = load(Path::new("/no/such/config.toml"), &any_command);
    assert_eq!(loaded, Loaded::default());
    assert_eq!((loaded.settings.measure, loaded.settings.preview_delay_ms), (72, 80));
    assert_eq!(loaded.settings.theme, "auto");
    assert!(loaded.settings.mark_read_on_open && !loaded.settings.mouse);
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem() {
    let loaded = load(Path::new("/"), &any_command);
    assert_eq!(loaded.settings, Settings::default());
    assert!(loaded.problems[0].message.starts_with("cannot be read"));
}

#[test]
fn settings_are_taken_over() {
    let text = "measure = 60\ntheme = 'light'\ncolor = '256'\nemoji = 'full'\npreview_delay_ms = 1_000\nkeys = 'less'\n\
                browser = 'w3m -T text/html'\nhidden_kinds = ['Event']\nsave_dir = '/srv/news'\n";
    let loaded = read(text, "config.toml", &any_command);
    assert_eq!(loaded.problems, []);
    let s = loaded.settings;
    assert_eq!((s.measure, s.theme.as_str(), s.keys_preset.as_str()), (60, "light", "less"));
    assert_eq!(s.colour, ColourChoice::Exactly(crate::config::Depth::Indexed));
    assert_eq!((s.emoji_full, s.preview_delay_ms), (true, 1000));
    assert_eq!(s.browser.unwrap(), ["w3m", "-T", "text/html"]);
    assert_eq!(s.hidden_kinds, ["EVENT"]);
    assert_eq!(s.save_dir.unwrap(), Path::new("/srv/news"));
}

#[test]
fn what_is_sent_to_servers_is_plain() {
    let plain = "contact = 'a@b.example'\njobs = 4";
    let loaded = read(plain, "config.toml", &any_command);
    assert_eq!(
        (loaded.settings.contact.as_deref(), loaded.settings.jobs),
        (Some("a@b.example"), 4)
    );
    check(
        "contact = \"a\\r\\nX: y\"",
        &[
            "config.toml:1: contact: expected a mail address or the address of a page, found \"a\\r\\nX: y\"",
        ],
    );
}

#[test]
fn a_mistake_names_line_and_key_and_the_rest_holds() {
    check(
        "mesure = 60\nmeasure = 'wide'\n\nmouse = true\nmeasure_ = 1",
        &[
            "config.toml:1: mesure: unknown setting; did you mean \"measure\"?",
            "config.toml:2: measure: expected a whole number from 20 to 200, found \"wide\"",
            "config.toml:5: measure_: unknown setting; did you mean \"measure\"?",
        ],
    );
    check("colour = 'auto'", &["config.toml:1: colour: unknown setting; did you mean \"color\"?"]);
    check(
        "browser = []",
        &[
            "config.toml:1: browser: expected the name of a program or a list of it and its arguments, found an empty list",
        ],
    );
    check(
        "bind = 1\nmacro = 2",
        &[
            "config.toml:1: bind: expected tables such as [bind.list], found 1",
            "config.toml:2: macro: expected a table of keys, found 2",
        ],
    );
}

#[test]
fn what_is_no_toml_is_told_and_the_rest_holds() {
    let loaded = read("mouse = true\nmeasure = = 3\nkeys = 'less'\n", "config.toml", &any_command);
    assert!(loaded.settings.mouse);
    assert_eq!(loaded.settings.keys_preset, "less");
    assert!(loaded.problems.iter().all(|problem| problem.line == Some(2)), "{:?}", loaded.problems);
    assert!(!loaded.problems.is_empty());
}

#[test]
fn keys_and_chains_lie_over_the_preset() {
    let text =
        "keys = 'newsboat'\n[bind.list]\nx = 'toggle-star'\n[macro]\ns = ['toggle-star', 'down']";
    let loaded = read(text, "config.toml", &any_command);
    assert_eq!(loaded.problems, []);
    let (keymap, problems) = loaded.settings.keymap(&any_command);
    assert_eq!(problems, []);
    let shown = |command: &str| {
        keymap.keys_for(command).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(shown("toggle-star"), ["C-e", "x"]);
    let chain = loaded.settings.chains.first().unwrap();
    assert_eq!(
        (chain.keys.to_string().as_str(), chain.summary().as_str()),
        (",s", "toggle-star, down")
    );
    check("[macro]\ns = 'fly'", &["config.toml:2: macro.s: \"fly\": unknown command"]);
}

#[test]
fn the_theme_follows_the_background_that_is_told() {
    let told = |value: &'static str| {
        let env = move |name: &str| (name == "COLORFGBG").then(|| value.to_owned());
        Settings::default().theme_name(&env, None).to_owned()
    };
    assert_eq!([told("0;15"), told("15;0"), told("")], ["light", "dark", "dark"]);
    let named = Settings { theme: "mine".to_owned(), ..Settings::default() };
    assert_eq!(named.theme_name(&|_| None, Some(true)), "mine");
    let asks = Settings { theme: "ask".to_owned(), ..Settings::default() };
    let told = |told| asks.theme_name(&|_| None, told).to_owned();
    assert_eq!([told(Some(true)), told(Some(false)), told(None)], ["light", "dark", "dark"]);
    let env = |name: &str| (name == "TERM").then(|| "xterm".to_owned());
    assert!(asks.asks_background(&env) && !named.asks_background(&env));
}

#[test]
fn a_problem_never_drives_the_terminal() {
    let loaded =
        read("\"\\u001b[31m\" = 1\n[bind.list]\n\"F\\u001b\" = 'x'", "config.toml", &any_command);
    assert_eq!(loaded.problems.len(), 2);
    for problem in loaded.problems {
        assert!(!problem.to_string().contains('\u{1b}'), "{problem:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = read(&text, "config.toml", &any_command);
    }

    #[test]
    fn any_value_is_taken_or_refused(
        name in proptest::sample::select(names().collect::<Vec<_>>()),
        value in "(-?[0-9]{1,25}|0x[0-9a-f]{1,9}|'[a-z0-9 /~]{0,8}'|\\[('[a-z]{0,6}'|1)?\\]|true|1.5|\\{ ?\\})",
    ) {
        let loaded = read(&format!("{name} = {value}"), "config.toml", &any_command);
        prop_assert!((20..=200).contains(&loaded.settings.measure));
    }
}
