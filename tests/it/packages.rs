//! Programs of Debian's packages that tests need and a machine may not have: fetched, unpacked and kept, never installed.
//!
//! The machine's own package lists are left alone: lists and downloads go to a folder of their own below `target`. What was
//! unpacked once is used from then on. Where nothing can be had, the reason is told and the test is skipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Unpacks packages of a release of Debian into one folder, named by the first package and its version.
pub(crate) fn unpacked(packages: &[&str], suite: &str) -> Result<PathBuf, String> {
    unpacked_as(
        packages[0],
        &|_| Ok(packages.iter().map(|name| (*name).to_owned()).collect()),
        suite,
    )
}

/// The same for a package with all it needs that this machine does not have.
#[allow(dead_code, reason = "not all tests that fetch packages need it")]
pub(crate) fn unpacked_with_needs(package: &str, suite: &str) -> Result<PathBuf, String> {
    unpacked_as(package, &|apt| apt.needs(package), suite)
}

/// Packages that are wanted, once apt can be asked.
type Wanted<'w> = dyn Fn(&Apt<'_>) -> Result<Vec<String>, String> + 'w;

fn unpacked_as(package: &str, wanted: &Wanted<'_>, suite: &str) -> Result<PathBuf, String> {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    fs::create_dir_all(&cache).map_err(|error| format!("{}: {error}", cache.display()))?;
    kept(&cache, package).map_or_else(|| fetch(&cache, package, wanted, suite), Ok)
}

/// The newest version of a package that was unpacked before.
fn kept(cache: &Path, package: &str) -> Option<PathBuf> {
    let folders = fs::read_dir(cache).ok()?.flatten().map(|entry| entry.path());
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.and_then(|name| name.strip_prefix(package)).is_some_and(|rest| rest.starts_with('_'))
    };
    folders.filter(is_ours).max()
}

fn fetch(cache: &Path, package: &str, wanted: &Wanted<'_>, suite: &str) -> Result<PathBuf, String> {
    let work = tempfile::tempdir_in(cache).map_err(|error| error.to_string())?;
    let apt = Apt::configured(&work, suite)?;
    apt.run("apt-get", &["update"])?;
    let wanted = wanted(&apt)?;
    let mut download = vec!["download"];
    download.extend(wanted.iter().map(String::as_str));
    apt.run("apt-get", &download)?;
    let root = work.path().join("root");
    let mut name = None;
    for entry in fs::read_dir(work.path()).map_err(|error| error.to_string())?.flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        let Some(stem) = file.strip_suffix(".deb") else { continue };
        let paths = [entry.path(), root.clone()].map(|path| path.to_string_lossy().into_owned());
        run(Command::new("dpkg").args(["-x", &paths[0], &paths[1]]))?;
        if stem.starts_with(&format!("{package}_")) {
            name = Some(stem.to_owned());
        }
    }
    let home = cache.join(name.ok_or_else(|| format!("{package} was not fetched"))?);
    // Another test may have been faster.
    match fs::rename(&root, &home) {
        Err(error) if !home.is_dir() => Err(format!("{}: {error}", home.display())),
        _ => Ok(home),
    }
}

/// apt with settings of its own.
struct Apt<'a> {
    work: &'a Path,
}

impl<'a> Apt<'a> {
    fn configured(work: &'a TempDir, suite: &str) -> Result<Self, String> {
        let work = work.path();
        let source = format!("deb {} {} {suite} main\n", signed_by(), mirror()?);
        fs::write(work.join("sources.list"), source).map_err(|error| error.to_string())?;
        for folder in ["lists/partial", "cache/archives/partial"] {
            fs::create_dir_all(work.join(folder)).map_err(|error| error.to_string())?;
        }
        Ok(Self { work })
    }

    /// A package and what it needs that this machine does not have.
    fn needs(&self, package: &str) -> Result<Vec<String>, String> {
        let told = self.run(
            "apt-get",
            &["install", "--print-uris", "--yes", "--no-install-recommends", package],
        )?;
        // 'http://../name_version_all.deb' name_version_all.deb 1234 SHA256:..
        let files = told.lines().filter_map(|line| line.strip_prefix('\'')?.split(' ').nth(1));
        let names = files.filter_map(|file| Some(file.split_once('_')?.0.to_owned()));
        Ok(names.collect())
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<String, String> {
        let place = |name: &str, path: &str| format!("{name}={}", self.work.join(path).display());
        let options = [
            place("Dir::Etc::sourcelist", "sources.list"),
            "Dir::Etc::sourceparts=/dev/null".to_owned(),
            place("Dir::State::lists", "lists"),
            place("Dir::Cache", "cache"),
            "Acquire::Languages=none".to_owned(),
            "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false".to_owned(),
            "Acquire::http::Timeout=20".to_owned(),
            "Acquire::Retries=1".to_owned(),
        ];
        let mut command = Command::new(program);
        command.current_dir(self.work);
        for option in &options {
            command.args(["-o", option]);
        }
        if is_root() {
            command.args(["-o", "APT::Sandbox::User=root"]);
        }
        run(command.args(arguments))
    }
}

/// Where this machine gets its packages from.
fn mirror() -> Result<String, String> {
    let told = run(Command::new("apt-get").args([
        "indextargets",
        "--format",
        "$(REPO_URI)",
        "Created-By: Packages",
    ]))?;
    let mut mirrors = told.lines().filter(|line| !line.contains("security"));
    mirrors.next().map(str::to_owned).ok_or_else(|| "apt knows of no mirror".to_owned())
}

fn signed_by() -> &'static str {
    const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
    if Path::new(KEYS).exists() {
        "[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]"
    } else {
        ""
    }
}

/// The release of Debian this machine runs.
pub(crate) fn own_suite() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    name.unwrap_or("stable").to_owned()
}

pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Runs a program to its end. Fails with the last line it said.
fn run(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let done = command.output().map_err(|error| format!("{program}: {error}"))?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    Err(format!("{program}: {}", said.lines().last().unwrap_or("failed")))
}

/// Says that a test is skipped, and why: past the harness, which keeps what passing tests print.
pub(crate) fn skipped(why: &str) {
    let _shown =
        std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("skipped, because {why}\n"));
}
