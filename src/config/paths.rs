//! Where dateline keeps its files.
//!
//! What the command line names comes first, then the environment, then the XDG base directories. Makes no directory
//! and opens no file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The name of our folder below each base directory.
const FOLDER: &str = "dateline";
/// The variable that names the data directory.
pub const DATA_DIR_VARIABLE: &str = "DATELINE_DATA_DIR";
/// The variable that names the settings file.
pub const CONFIG_VARIABLE: &str = "DATELINE_CONFIG";
/// The longest name of a user or a theme, in bytes.
const LONGEST_NAME: usize = 64;

/// Why no place for the files was found.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathsError {
    /// There is neither a home directory nor an answer from elsewhere.
    #[error("no home directory is known; name the places with --data-dir and --config")]
    NoHome,
    /// `--user` is no name.
    #[error(
        "the user name {0:?} has other characters than letters, digits, - and _, or is too long"
    )]
    User(String),
}

/// What the command line says about places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathArguments {
    /// `--data-dir`
    pub data_dir: Option<PathBuf>,
    /// `--config`
    pub config: Option<PathBuf>,
    /// `--user`: a folder of one's own below the data directory.
    pub user: Option<String>,
}

/// Where the files are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The directory of the articles and what was done with them.
    pub data: PathBuf,
    /// The settings file. Themes are in the directory `themes` beside it.
    pub config: PathBuf,
    /// The directory of the log.
    pub state: PathBuf,
}

impl Paths {
    /// Finds the places. `env` answers for the variables of dateline; those of XDG are read by etcetera.
    pub fn find(
        arguments: &PathArguments,
        env: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, PathsError> {
        Self::below(arguments, env, etcetera::choose_base_strategy().ok().as_ref())
    }

    fn below(
        arguments: &PathArguments,
        env: &dyn Fn(&str) -> Option<OsString>,
        base: Option<&impl BaseStrategy>,
    ) -> Result<Self, PathsError> {
        let named = |argument: &Option<PathBuf>, variable: &str| {
            let from_env = || env(variable).filter(|path| !path.is_empty()).map(PathBuf::from);
            argument.clone().or_else(from_env)
        };
        let ours = |place: fn(&_) -> PathBuf| base.map(|base| place(base).join(FOLDER));
        let data = named(&arguments.data_dir, DATA_DIR_VARIABLE)
            .or_else(|| ours(BaseStrategy::data_dir))
            .ok_or(PathsError::NoHome)?;
        let config = named(&arguments.config, CONFIG_VARIABLE)
            .or_else(|| ours(BaseStrategy::config_dir).map(|dir| dir.join("config.toml")))
            .ok_or(PathsError::NoHome)?;
        let state = base.and_then(BaseStrategy::state_dir).map(|dir| dir.join(FOLDER));
        let state = state.unwrap_or_else(|| data.clone());
        Self { data, config, state }.of_user(arguments.user.as_deref())
    }

    /// The places of one user: data and log of their own, the settings shared.
    fn of_user(mut self, user: Option<&str>) -> Result<Self, PathsError> {
        let Some(user) = user else { return Ok(self) };
        if !is_plain_name(user) {
            return Err(PathsError::User(user.to_owned()));
        }
        self.data.push(user);
        self.state.push(user);
        Ok(self)
    }

    /// The directory of the reader's own themes.
    pub fn themes(&self) -> PathBuf {
        self.config.parent().unwrap_or(Path::new("")).join("themes")
    }
}

/// Whether a name has only letters, digits, `-` and `_`, so that it stays below the folder it is joined to.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    !name.is_empty() && name.len() <= LONGEST_NAME && name.bytes().all(plain)
}

/// Puts the home directory in the place of a leading `~`.
pub(crate) fn expand_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Home;

    impl BaseStrategy for Home {
        fn home_dir(&self) -> &Path {
            Path::new("/home/ann")
        }
        fn config_dir(&self) -> PathBuf {
            "/home/ann/.config".into()
        }
        fn data_dir(&self) -> PathBuf {
            "/home/ann/.local/share".into()
        }
        fn cache_dir(&self) -> PathBuf {
            "/home/ann/.cache".into()
        }
        fn state_dir(&self) -> Option<PathBuf> {
            Some("/home/ann/.local/state".into())
        }
        fn runtime_dir(&self) -> Option<PathBuf> {
            None
        }
    }

    #[track_caller]
    fn check(arguments: &PathArguments, env: &[(&str, &str)], expected: [&str; 3]) {
        let lookup = |name: &str| {
            env.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).into())
        };
        let [data, config, state] = expected.map(PathBuf::from);
        let found = Paths::below(arguments, &lookup, Some(&Home));
        assert_eq!(found, Ok(Paths { data, config, state }));
    }

    const XDG: [&str; 3] = [
        "/home/ann/.local/share/dateline",
        "/home/ann/.config/dateline/config.toml",
        "/home/ann/.local/state/dateline",
    ];

    #[test]
    fn arguments_stand_over_the_environment_and_that_over_xdg() {
        check(&PathArguments::default(), &[], XDG);
        check(&PathArguments::default(), &[("DATELINE_DATA_DIR", "")], XDG);
        let env = [("DATELINE_DATA_DIR", "/env"), ("DATELINE_CONFIG", "/env.toml")];
        check(&PathArguments::default(), &env, ["/env", "/env.toml", XDG[2]]);
        let named = PathArguments {
            data_dir: Some("/arg".into()),
            config: Some("/arg.toml".into()),
            user: None,
        };
        check(&named, &env, ["/arg", "/arg.toml", XDG[2]]);
    }

    #[test]
    fn a_user_has_data_and_log_below_the_shared_ones() {
        let anna = PathArguments { user: Some("anna-2".into()), ..PathArguments::default() };
        let state = "/home/ann/.local/state/dateline/anna-2";
        check(&anna, &[("DATELINE_DATA_DIR", "/srv")], ["/srv/anna-2", XDG[1], state]);
    }

    #[test]
    fn a_user_name_cannot_leave_its_folder() {
        for name in ["", ".", "..", "a/b", "a b", "ä", &"a".repeat(65)] {
            let user = PathArguments { user: Some(name.into()), ..PathArguments::default() };
            let found = Paths::below(&user, &|_| None, Some(&Home));
            assert_eq!(found, Err(PathsError::User(name.into())));
        }
    }

    #[test]
    fn without_a_home_places_must_be_named() {
        let none = None::<&Home>;
        let lost = Paths::below(&PathArguments::default(), &|_| None, none);
        assert_eq!(lost, Err(PathsError::NoHome));
        let named = PathArguments {
            data_dir: Some("/d".into()),
            config: Some("c.toml".into()),
            user: None,
        };
        let found = Paths::below(&named, &|_| None, none).unwrap();
        assert_eq!(found.state, Path::new("/d"));
        assert_eq!(found.themes(), Path::new("themes"));
    }
}
