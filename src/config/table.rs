//! The table of settings: name, default, meaning and check of each, in the order of the settings file.
//!
//! Reading, checking and the text of the default file derive from it; a setting is added here and as a field of
//! [`Settings`], and nowhere else.

use std::ops::RangeInclusive;
use std::time::Duration;

use toml::de::DeValue;

use super::keymap_file::PRESETS;
use super::{ColourChoice, Settings};
use crate::news::FactKind;

/// One setting.
pub(crate) struct Setting {
    /// As it stands in the file.
    pub name: &'static str,
    /// The default in TOML; `None` where it is not set unless the reader sets it.
    pub default: Option<&'static str>,
    /// A value in TOML to show where there is no default.
    pub example: &'static str,
    /// What it means, for the default file.
    pub doc: &'static str,
    /// What `set` accepts, after "expected".
    pub expected: &'static str,
    /// Takes a value over, or returns `None` and changes nothing.
    pub set: fn(&mut Settings, &DeValue<'_>) -> Option<()>,
}

/// What is filled in where a setting has a default, so that rows show only what differs.
const ROW: Setting = Setting {
    name: "",
    default: None,
    example: "",
    doc: "",
    expected: "true or false",
    set: |_, _| None,
};

/// Every setting.
pub(crate) const SETTINGS: [Setting; 37] = [
    Setting {
        name: "measure",
        default: Some("72"),
        doc: "The longest line of an article, in columns.",
        expected: "a whole number from 20 to 200",
        set: |s, v| number(v, 20..=200).map(|n| s.measure = n as u16),
        ..ROW
    },
    Setting {
        name: "hyphenate",
        default: Some("false"),
        doc: "Break English words at the end of a line.",
        set: |s, v| v.as_bool().map(|on| s.hyphenate = on),
        ..ROW
    },
    Setting {
        name: "justify",
        default: Some("false"),
        doc: "Stretch lines to the same length.",
        set: |s, v| v.as_bool().map(|on| s.justify = on),
        ..ROW
    },
    Setting {
        name: "theme",
        default: Some("\"auto\""),
        doc: "\"dark\", \"light\", \"terminal\" (the terminal's own background), or NAME of a file themes/NAME.toml beside\n\
              this one. \"auto\" is \"light\" where COLORFGBG tells of a light background, else \"dark\"; \"ask\" asks the\n\
              terminal at the start, which takes as long as the line to it, 0.3 s at most.",
        expected: "the name of a theme: letters, digits, - and _",
        set: |s, v| theme_name(v).map(|name| s.theme = name),
        ..ROW
    },
    Setting {
        name: "color",
        default: Some("\"auto\""),
        doc: "How many colours: \"auto\", \"always\", \"never\", \"16\", \"256\" or \"truecolor\".",
        expected: "\"auto\", \"always\", \"never\", \"16\", \"256\" or \"truecolor\"",
        set: |s, v| v.as_str()?.parse().ok().map(|choice: ColourChoice| s.colour = choice),
        ..ROW
    },
    Setting {
        name: "emoji",
        default: Some("\"simple\""),
        doc: "\"full\" sends emoji sequences whole; \"simple\" sends their first symbol, on which terminals agree.",
        expected: "\"simple\" or \"full\"",
        set: |s, v| one_of(v, ["simple", "full"]).map(|at| s.emoji_full = at == 1),
        ..ROW
    },
    Setting {
        name: "ambiguous",
        default: Some("\"narrow\""),
        doc: "\"wide\" where the terminal draws lines, dots and dashes two columns wide; they are plain ASCII then.",
        expected: "\"narrow\" or \"wide\"",
        set: |s, v| one_of(v, ["narrow", "wide"]).map(|at| s.ambiguous_wide = at == 1),
        ..ROW
    },
    Setting {
        name: "hyperlinks",
        default: Some("\"auto\""),
        doc: "Tell the terminal the addresses of links, so that it can open them (OSC 8): \"on\", \"off\"; \"auto\" where the\n\
              terminal is one that is known to take them and `line_rate` does not say that the line is slow.",
        expected: "\"auto\", \"on\" or \"off\"",
        set: |s, v| {
            one_of(v, ["auto", "on", "off"])
                .map(|at| s.hyperlinks = [None, Some(true), Some(false)][at])
        },
        ..ROW
    },
    Setting {
        name: "mouse",
        default: Some("false"),
        doc: "Listen to the mouse. The terminal's own selection then needs Shift.",
        set: |s, v| v.as_bool().map(|on| s.mouse = on),
        ..ROW
    },
    Setting {
        name: "keys",
        default: Some("\"dateline\""),
        doc: "The keys to begin with: \"dateline\", \"newsboat\" or \"less\". Keys of your own stand below.",
        expected: "\"dateline\", \"newsboat\" or \"less\"",
        set: |s, v| {
            one_of(v, PRESETS.map(|(name, _, _)| name))
                .map(|at| PRESETS[at].0.clone_into(&mut s.keys_preset))
        },
        ..ROW
    },
    Setting {
        name: "browser",
        example: "[\"w3m\"]",
        doc: "The program that opens an address, with its arguments; the address is added as the last, no shell is used.\n\
              Without it an address is shown and sent to the terminal's clipboard.",
        expected: "the name of a program or a list of it and its arguments",
        set: |s, v| program(v).map(|words| s.browser = Some(words)),
        ..ROW
    },
    Setting {
        name: "preview_delay_ms",
        default: Some("80"),
        doc: "How long the selection rests on a row before its article is shown, in milliseconds.",
        expected: "a whole number from 0 to 5000",
        set: |s, v| number(v, 0..=5000).map(|n| s.preview_delay_ms = n),
        ..ROW
    },
    Setting {
        name: "line_rate",
        default: Some("0"),
        doc: "Bytes a second that the line to the terminal carries, for one so slow that frames pile up on it; 0 where it is not.",
        expected: "a whole number from 0 to 1000000",
        set: |s, v| number(v, 0..=1_000_000).map(|n| s.line_rate = n as u32),
        ..ROW
    },
    Setting {
        name: "mark_read_on_open",
        default: Some("true"),
        doc: "Mark an article read when it is opened.",
        set: |s, v| v.as_bool().map(|on| s.mark_read_on_open = on),
        ..ROW
    },
    Setting {
        name: "ask_before_mark_all",
        default: Some("true"),
        doc: "Ask before everything is marked read.",
        set: |s, v| v.as_bool().map(|on| s.ask_before_mark_all = on),
        ..ROW
    },
    Setting {
        name: "hidden_kinds",
        default: Some("[]"),
        doc: "Kinds of fact that are not shown: person, org, place, event, date, time, money, percent, quantity, quote.",
        expected: "a list of kinds of fact such as [\"event\", \"time\"]",
        set: |s, v| kinds(v).map(|names| s.hidden_kinds = names),
        ..ROW
    },
    Setting {
        name: "unsure_facts",
        default: Some("\"mark\""),
        doc: "Facts that the engine is less than half sure of: \"mark\" shows them without their colour and with a ? beside,\n\
              \"hide\" leaves them out.",
        expected: "\"mark\" or \"hide\"",
        set: |s, v| one_of(v, ["mark", "hide"]).map(|at| s.unsure_hidden = at == 1),
        ..ROW
    },
    Setting {
        name: "save_dir",
        example: "\"~/articles\"",
        doc: "Where articles are saved.",
        expected: "a folder, from / or ~/",
        set: |s, v| folder(v).map(|path| s.save_dir = Some(path.into())),
        ..ROW
    },
    Setting {
        name: "auto_refresh",
        default: Some("true"),
        doc: "Look at feeds when they are due, while the reader is open.",
        set: |s, v| v.as_bool().map(|on| s.auto_refresh = on),
        ..ROW
    },
    Setting {
        name: "refresh_every",
        default: Some("\"auto\""),
        doc: "How often a feed is looked at that has no interval of its own: \"15m\", \"2h\", \"1d\". With \"auto\" that is as often\n\
              as it brings something, and never more often than it asks for.",
        expected: "\"auto\" or a time from \"5m\" to \"30d\"",
        set: |s, v| interval(v).map(|every| s.refresh_every = every),
        ..ROW
    },
    Setting {
        name: "whole_articles",
        default: Some("false"),
        doc: "Fetch the page of each new article and take the article out of it, also for feeds that were not added so.",
        set: |s, v| v.as_bool().map(|on| s.whole_articles = on),
        ..ROW
    },
    Setting {
        name: "fold_duplicates",
        default: Some("false"),
        doc: "List the same agency text in other outlets under the article that came first, and mark it read with it, also where\n\
              it comes in later.",
        set: |s, v| v.as_bool().map(|on| s.fold_duplicates = on),
        ..ROW
    },
    Setting {
        name: "retention_days",
        default: Some("0"),
        doc: "Drop articles after so many days; 0 keeps them. Starred, unread, tagged ones and those for later always stay.",
        expected: "a whole number from 0 to 36500",
        set: |s, v| number(v, 0..=36_500).map(|n| s.retention_days = n as u32),
        ..ROW
    },
    Setting {
        name: "retention_per_feed",
        default: Some("0"),
        doc: "Keep so many articles of a feed, the newest; 0 keeps all. The same ones always stay.",
        expected: "a whole number from 0 to 1000000",
        set: |s, v| number(v, 0..=1_000_000).map(|n| s.retention_per_feed = n as u32),
        ..ROW
    },
    Setting {
        name: "allow_programs",
        default: Some("false"),
        doc: "Let the programs be started that stand below and those that feeds are read from (exec:), passed through\n\
              (--filter) or opened with (secrets by exec:). No shell is ever used.",
        set: |s, v| v.as_bool().map(|on| s.allow_programs = on),
        ..ROW
    },
    Setting {
        name: "bookmark",
        example: "[\"buku\", \"--add\", \"{url}\", \"--title\", \"{title}\"]",
        doc: "The program that keeps a bookmark. {url}, {title}, {outlet}, {feed} and {id} are filled in; without them the address\n\
              is added as the last argument. The article is on its standard input, as JSON.",
        expected: "the name of a program or a list of it and its arguments",
        set: |s, v| program(v).map(|words| s.bookmark = Some(words)),
        ..ROW
    },
    Setting {
        name: "hook_new",
        example: "[\"notify-news\"]",
        doc: "The program that is started once after a refresh that brought something. The new articles are on its standard\n\
              input, one a line, as JSON.",
        expected: "the name of a program or a list of it and its arguments",
        set: |s, v| program(v).map(|words| s.hook_new = Some(words)),
        ..ROW
    },
    Setting {
        name: "contact",
        example: "\"you@example.org\"",
        doc: "An address for those who run the servers that are asked; it is sent to them with the name of the program.",
        expected: "a mail address or the address of a page",
        set: |s, v| header_text(v).map(|text| s.contact = Some(text)),
        ..ROW
    },
    Setting {
        name: "user_agent",
        example: "\"dateline\"",
        doc: "What the program calls itself to servers, instead of its name and version.",
        expected: "a name in plain ASCII",
        set: |s, v| header_text(v).map(|text| s.user_agent = Some(text)),
        ..ROW
    },
    Setting {
        name: "certificates",
        example: "\"~/certificates.pem\"",
        doc: "A file of certificates (PEM) that are trusted besides those of the web: of a proxy, of a server at home.",
        expected: "a file, from / or ~/",
        set: |s, v| folder(v).map(|path| s.certificates = Some(path.into())),
        ..ROW
    },
    Setting {
        name: "jobs",
        default: Some("16"),
        doc: "Fetches under way at once; of these never more than two at one host.",
        expected: "a whole number from 1 to 64",
        set: |s, v| number(v, 1..=64).map(|n| s.jobs = n as usize),
        ..ROW
    },
    Setting {
        name: "connect_timeout_s",
        default: Some("10"),
        doc: "How long a line may take to open, in seconds.",
        expected: "a whole number from 1 to 300",
        set: |s, v| number(v, 1..=300).map(|n| s.connect_timeout_s = n),
        ..ROW
    },
    Setting {
        name: "first_byte_timeout_s",
        default: Some("15"),
        doc: "How long a server may think before it answers, in seconds.",
        expected: "a whole number from 1 to 300",
        set: |s, v| number(v, 1..=300).map(|n| s.first_byte_timeout_s = n),
        ..ROW
    },
    Setting {
        name: "fetch_timeout_s",
        default: Some("60"),
        doc: "How long a fetch may take in all, redirects included, in seconds.",
        expected: "a whole number from 1 to 3600",
        set: |s, v| number(v, 1..=3_600).map(|n| s.fetch_timeout_s = n),
        ..ROW
    },
    Setting {
        name: "feed_limit_mib",
        default: Some("32"),
        doc: "The longest feed that is read, unpacked, in MiB.",
        expected: "a whole number from 1 to 1024",
        set: |s, v| number(v, 1..=1_024).map(|n| s.feed_limit_mib = n),
        ..ROW
    },
    Setting {
        name: "page_limit_mib",
        default: Some("15"),
        doc: "The longest page that is read, unpacked, in MiB.",
        expected: "a whole number from 1 to 1024",
        set: |s, v| number(v, 1..=1_024).map(|n| s.page_limit_mib = n),
        ..ROW
    },
    Setting {
        name: "redirects",
        default: Some("8"),
        doc: "Redirects that are followed one after the other.",
        expected: "a whole number from 0 to 20",
        set: |s, v| number(v, 0..=20).map(|n| s.redirects = n as usize),
        ..ROW
    },
];

/// Sets whatever has a default.
pub(crate) fn apply_defaults(settings: &mut Settings) {
    for setting in &SETTINGS {
        let Some(default) = setting.default else { continue };
        let value = DeValue::parse(default).expect("defaults are TOML");
        (setting.set)(settings, value.get_ref()).expect("defaults pass their own check");
    }
}

fn number(value: &DeValue<'_>, range: RangeInclusive<u64>) -> Option<u64> {
    let number = value.as_integer()?;
    let number = u64::from_str_radix(number.as_str(), number.radix()).ok()?;
    range.contains(&number).then_some(number)
}

/// `Some(None)` is "auto".
#[allow(clippy::option_option, reason = "the outer one says whether the value was understood")]
fn interval(value: &DeValue<'_>) -> Option<Option<Duration>> {
    const RANGE: RangeInclusive<u64> = 5 * 60..=30 * 86_400;
    let text = value.as_str()?;
    if text == "auto" {
        return Some(None);
    }
    let seconds = seconds(text).filter(|seconds| RANGE.contains(seconds))?;
    Some(Some(Duration::from_secs(seconds)))
}

/// The seconds of `15m`, `2h`, `1d`.
pub(crate) fn seconds(text: &str) -> Option<u64> {
    let unit = match text.chars().last()? {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    let digits = text.get(..text.len() - 1).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

fn one_of<const N: usize>(value: &DeValue<'_>, names: [&str; N]) -> Option<usize> {
    let name = value.as_str()?;
    names.iter().position(|known| *known == name)
}

/// A name that is safe as the name of a file.
fn theme_name(value: &DeValue<'_>) -> Option<String> {
    let name = value.as_str()?;
    super::paths::is_plain_name(name).then(|| name.to_owned())
}

/// A program in one string is split at spaces; quotes mean nothing, a list is for arguments with spaces.
pub(crate) fn program(value: &DeValue<'_>) -> Option<Vec<String>> {
    let words = match value.as_str() {
        Some(line) => line.split_whitespace().map(str::to_owned).collect(),
        None => super::document::words(value)?,
    };
    words.first().is_some_and(|program| !program.is_empty()).then_some(words)
}

/// Text that may stand in a header.
fn header_text(value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str()?;
    let is_plain = text.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
    (is_plain && !text.trim().is_empty() && text.len() <= 200).then(|| text.to_owned())
}

fn kinds(value: &DeValue<'_>) -> Option<Vec<String>> {
    let items = value.as_array()?;
    let kind = |name: &str| FactKind::from_name(&name.to_ascii_uppercase());
    items.iter().map(|item| Some(kind(item.get_ref().as_str()?)?.name().to_owned())).collect()
}

fn folder<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    value.as_str().filter(|path| path.starts_with('/') || path.starts_with("~/") || *path == "~")
}
