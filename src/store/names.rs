//! Outlets, authors, tags and languages, as the index of headlines has them: each one word.
//!
//! A name is asked for by any part of it, which no index answers. But there are few names, however many the articles: those
//! with that part are looked for among them, and the index then says who has them. To be one word for the index, a name is
//! folded and its blanks and signs become characters that it takes for letters; what kind of name it is stands before it.

use rusqlite::{Connection, params_from_iter};

use super::filter::Few;
use super::fold::folded;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Outlet,
    Author,
    Tag,
    Language,
}

/// Stands for a blank, and before each name: a control, which no clean text has.
const BLANK: char = '\u{80}';
/// Other signs of ASCII stand so far above where they belong, in the area that Unicode gives no meaning.
const SIGNS: u32 = 0xe000;
/// So many names are looked up; a part that more have is frequent.
const MOST_NAMES: usize = 200;
/// After so many names that were looked at it is asked whether to go on.
const LOOKED: u32 = 256;

/// The table of all names; it is made for a connection when it is first needed, and is nowhere in the file.
pub(super) const TABLE: &str =
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.names USING fts5vocab ('main', 'heads', 'row')";

impl Kind {
    fn letter(self) -> char {
        match self {
            Self::Outlet => 'o',
            Self::Author => 'a',
            Self::Tag => 't',
            Self::Language => 'l',
        }
    }

    /// A name as the index has it.
    fn word(self, name: &str) -> String {
        let mut word = String::from(BLANK);
        word.push(self.letter());
        word.push_str(&joined(name));
        word
    }
}

/// A name without case, blanks and signs.
fn joined(name: &str) -> String {
    let letter = |c: char| match c {
        ' ' => BLANK,
        c if c.is_ascii() && !c.is_ascii_alphanumeric() => {
            char::from_u32(SIGNS + u32::from(c)).unwrap_or(BLANK)
        }
        c => c,
    };
    folded(name).chars().map(letter).collect()
}

/// All names of an article, as the index is given them; authors and tags are one a line.
pub(super) fn all(source: &str, authors: &str, tags: &str, language: &str) -> String {
    let of = |kind: Kind, lines: &str, all: &mut String| {
        for name in lines.lines().filter(|name| !name.is_empty()) {
            all.push(' ');
            all.push_str(&kind.word(name));
        }
    };
    let mut all = String::new();
    of(Kind::Outlet, source, &mut all);
    of(Kind::Author, authors, &mut all);
    of(Kind::Tag, tags, &mut all);
    of(Kind::Language, language, &mut all);
    all
}

/// The articles that have a name with this part (a tag or language: this name), which is folded already, where they are
/// fewer than `most`.
pub(super) fn few(
    connection: &Connection,
    kind: Kind,
    part: &str,
    (most, goes_on): (usize, &dyn Fn() -> bool),
) -> rusqlite::Result<Few> {
    if part.is_empty() || part.contains(['\n', '\r', '"']) {
        return Ok(Few::Many);
    }
    let asked = match kind {
        Kind::Outlet | Kind::Author => match with_part(connection, kind, part, (most, goes_on))? {
            Named::Many => return Ok(Few::Many),
            Named::BrokenOff => return Ok(Few::BrokenOff),
            Named::These(words) if words.is_empty() => return Ok(Few::These(Vec::new())),
            Named::These(words) => words.join(" OR "),
        },
        Kind::Tag => format!("\"{}\"", kind.word(part)),
        Kind::Language if !part.is_ascii() => return Ok(Few::Many),
        Kind::Language => {
            format!("\"{}\" OR \"{}\"*", kind.word(part), kind.word(&format!("{part}-")))
        }
    };
    let mut select = "SELECT rowid FROM heads WHERE heads MATCH ?1".to_owned();
    let mut values = vec![format!("names : ({asked})")];
    if kind == Kind::Tag {
        // Those that the reader has given are not in the index.
        select.push_str(" UNION SELECT article FROM tag WHERE fold(name) = ?2");
        values.push(part.to_owned());
    }
    let mut select = connection.prepare(&format!("{select} LIMIT {most}"))?;
    let ids = select.query_map(params_from_iter(values), |row| row.get(0))?;
    let ids: Vec<i64> = ids.collect::<rusqlite::Result<_>>()?;
    Ok(if ids.len() < most { Few::These(ids) } else { Few::Many })
}

/// The words of the names with a part.
enum Named {
    These(Vec<String>),
    /// They are many, or many articles have one.
    Many,
    BrokenOff,
}

fn with_part(
    connection: &Connection,
    kind: Kind,
    part: &str,
    (most, goes_on): (usize, &dyn Fn() -> bool),
) -> rusqlite::Result<Named> {
    super::endings::make_table(connection, "names", TABLE)?;
    let part = joined(part);
    let (first, last) = (kind.word(""), format!("{}\u{10ffff}", kind.word("")));
    let begins = first.len();
    let select = "SELECT term, doc FROM temp.names WHERE term >= ?1 AND term <= ?2";
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query([&first, &last])?;
    let (mut words, mut articles, mut looked) = (Vec::new(), 0_i64, 0);
    while let Some(row) = rows.next()? {
        looked += 1_u32;
        if looked.is_multiple_of(LOOKED) && !goes_on() {
            return Ok(Named::BrokenOff);
        }
        let term = row.get_ref(0)?.as_str().unwrap_or_default();
        if !term.get(begins..).is_some_and(|name| name.contains(&part)) {
            continue;
        }
        words.push(format!("\"{term}\""));
        articles += row.get::<_, i64>(1)?;
        if articles >= most as i64 || words.len() > MOST_NAMES {
            return Ok(Named::Many);
        }
    }
    Ok(Named::These(words))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_name_is_one_word_and_has_the_parts_it_had(
            name in "[A-Za-zÉß0-9 .,'/-]{1,12}", part in "[a-zß0-9 .-]{1,3}",
        ) {
            let name = name.trim();
            prop_assume!(!name.is_empty());
            let word = Kind::Author.word(name);
            prop_assert!(!word.contains(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()));
            let has = joined(name).contains(&joined(&part));
            prop_assert_eq!(has, folded(name).contains(&folded(&part)));
        }
    }
}
