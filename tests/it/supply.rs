//! What the program is made of: nothing unsafe of its own, versions that are fixed, licences that allow it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::packages::skipped;

/// Licences that a crate of the tree may have.
const LICENCES: [&str; 12] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "MPL-2.0",
    "CC0-1.0",
    // The list of authorities, which is data.
    "CDLA-Permissive-2.0",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The packages of the tree on this machine. `--locked` fails where the lock file does not fit.
fn packages() -> Vec<Value> {
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let done = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", &target])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Value = serde_json::from_slice(&done.stdout).expect("JSON");
    told["packages"].as_array().expect("packages").clone()
}

/// Whether an expression such as `(MIT OR X) AND ISC` can be met with licences of the list.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let answer = either(&mut words);
    answer && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words<'_>) -> bool {
    let mut answer = both(words);
    while words.next_if_eq(&"OR").is_some() {
        answer |= both(words);
    }
    answer
}

fn both(words: &mut Words<'_>) -> bool {
    let mut answer = one(words);
    while words.next_if_eq(&"AND").is_some() {
        answer &= one(words);
    }
    answer
}

fn one(words: &mut Words<'_>) -> bool {
    let Some(word) = words.next() else { return false };
    if word == "(" {
        return either(words) & words.next_if_eq(&")").is_some();
    }
    let mut name = word.to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        name = format!("{name} WITH {}", words.next().unwrap_or_default());
    }
    LICENCES.contains(&name.as_str())
}

#[test]
fn licences_are_read_as_they_are_written() {
    for allowed in ["MIT", "GPL-3.0 OR MIT", "(MIT OR GPL-3.0) AND ISC", "Unlicense/MIT"] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT", "", "MIT WITH something"] {
        assert!(!is_allowed(refused), "{refused}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn every_crate_is_of_a_fixed_version_and_a_good_licence() {
    let packages = packages();
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or_default()))
        .map(|package| format!("{} {}", package["name"], package["license"]))
        .collect();
    println!("{} crates, tests included, {} with another licence", packages.len(), refused.len());
    assert_eq!(refused, Vec::<String>::new());
    let elsewhere = packages.iter().filter(|package| {
        let source = package["source"].as_str().unwrap_or_default();
        package["name"] != "dateline" && !source.starts_with("registry+")
    });
    assert_eq!(elsewhere.count(), 0, "a crate that comes from no registry");
}

#[test]
fn nothing_unsafe_is_written_here() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    assert!(!root().join("build.rs").exists(), "nothing is run before it is built");
}

/// Advisories are looked up by `cargo audit`, where it and its database are at hand: tests fetch nothing for that.
#[test]
fn no_crate_is_known_to_be_broken() {
    let mut audit = Command::new(env!("CARGO"));
    audit.args(["audit", "--no-fetch", "--deny", "warnings"]).current_dir(root());
    let done = audit.output().expect("cargo starts");
    let said = String::from_utf8_lossy(&done.stderr);
    if said.contains("no such command") || said.contains("couldn't open") {
        skipped("there is no cargo-audit with its database here");
        return;
    }
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stdout));
}
