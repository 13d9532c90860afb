//! What a search looks for, and which articles are weighed for it.
//!
//! As somebody types, first hits are due in milliseconds whatever the size of the store. So for these not all matches are
//! weighed but the newest ones, and those with all the words in outlet and title, however old. They are found in the way
//! that looks at the fewest articles: by the index where a word is rare, by a mark or a day where these are, else the
//! newest first. The whole answer weighs every match, unless there are very many.

use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::endings;
use super::filter::{Few, Filter, json_list};
use super::find::Said;
use super::gather::{FROM_ARTICLES, FROM_TIME, Gathered, Most, from_index};
use super::phrase::Phrase;
use super::texts::Texts;
use crate::news::ArticleId;
use crate::news::query::{Query, Term};
use crate::text::plain;

/// Newest matches that are weighed for the first hits.
const NEWEST: usize = 100;
/// Newest matches that are weighed for the whole answer.
const WEIGHED: usize = 10_000;
/// Newest matches in outlet and title that are weighed besides.
const IN_HEADS: usize = 40;
/// Articles that are read for these.
const READ_IN_HEADS: usize = 60;
/// A word that more articles have than these is frequent.
pub(super) const FREQUENT: usize = 2_000;
/// Newest articles that are read to see whether most have a word with some beginning.
const PROBED: usize = 16;
/// Articles that are read for the beginning of a word which many words have, before the index is asked after all.
const READ: usize = 450;

/// How much of what matches is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// As much as first hits take.
    First,
    /// All of it.
    Whole,
}

/// A word or phrase that articles must have, or must not.
pub(super) struct Need {
    pub(super) phrase: Phrase,
    pub(super) in_title: bool,
    pub(super) negated: bool,
}

/// A word that counts, in its plain form.
#[derive(PartialEq, Eq)]
pub(super) struct Wanted {
    word: String,
    pub(super) any_ending: bool,
}

impl Wanted {
    pub(super) fn matches(&self, word: &str) -> bool {
        if self.any_ending { word.starts_with(&self.word) } else { word == self.word }
    }

    /// As the index understands it.
    pub(super) fn asked(&self) -> String {
        format!("\"{}\"{}", self.word, if self.any_ending { "*" } else { "" })
    }
}

/// A query that looks for words.
pub(super) struct LookedFor<'a> {
    pub(super) connection: &'a Connection,
    pub(super) texts: &'a Texts,
    pub(super) needs: Vec<Need>,
    /// All else that is asked for.
    pub(super) filter: Filter,
    /// The words that articles must have, each once.
    pub(super) wanted: Vec<Wanted>,
    pub(super) goes_on: &'a dyn Fn() -> bool,
}

/// What the index is asked for.
#[derive(Default)]
struct Asked {
    /// Words, or lists of which one must be there.
    words: Vec<String>,
    /// Beginnings of so many words that the index would be slow.
    many: Vec<String>,
    /// Words that must not be there.
    without: Vec<String>,
    /// Whether few articles have all of the words, which need not stand in titles alone.
    are_rare: bool,
}

impl Asked {
    /// As one line, with those beginnings or without.
    fn line(&self, with_many: bool) -> String {
        let many = self.many.iter().filter(|_| with_many);
        let all: Vec<&str> = self.words.iter().chain(many).map(String::as_str).collect();
        let without = self.without.iter().map(|word| format!(" NOT {word}"));
        format!("({}){}", all.join(" AND "), without.collect::<String>())
    }
}

impl<'a> LookedFor<'a> {
    pub(super) fn new(
        connection: &'a Connection,
        texts: &'a Texts,
        query: &Query,
        today: Date,
        goes_on: &'a dyn Fn() -> bool,
    ) -> Self {
        let (mut needs, mut rest) = (Vec::new(), query.clone());
        rest.terms.retain(|term| match term.peeled() {
            (Term::Words(text), negated) => {
                let phrase = Phrase::of(text);
                needs.extend(phrase.map(|phrase| Need { phrase, in_title: false, negated }));
                false
            }
            (Term::Title(text), negated) => {
                let phrase = Phrase::of(text);
                needs.extend(phrase.map(|phrase| Need { phrase, in_title: true, negated }));
                false
            }
            _ => true,
        });
        let wanted = wanted(&needs);
        let filter = Filter::new(&rest, today);
        Self { connection, texts, needs, filter, wanted, goes_on }
    }

    /// The articles to weigh for so many hits.
    pub(super) fn candidates(&self, limit: usize, depth: Depth) -> rusqlite::Result<Gathered> {
        let mut gathered = Gathered::default();
        let is_whole = depth == Depth::Whole;
        let most = limit.max(if is_whole { WEIGHED } else { NEWEST });
        // What must stand elsewhere, the index of titles does not tell.
        let only_titles = self.needs.iter().all(|need| need.in_title || need.negated);
        let Some(asked) = self.asked(only_titles, depth)? else { return Ok(gathered) };
        let rare = asked.are_rare;
        if !rare && let Some(titled) = self.titled(&asked) {
            self.by_index(&mut gathered, "heads", titled, Most::found(most))?;
            return Ok(gathered);
        }
        let few = if rare {
            Few::Many
        } else {
            self.filter.few(self.connection, FREQUENT, self.goes_on)?
        };
        match few {
            Few::BrokenOff => gathered.broken_off = true,
            Few::These(ids) => {
                let list = Value::Text(json_list(&ids));
                let of = "id IN (SELECT value FROM json_each(?))";
                self.gather(&mut gathered, FROM_ARTICLES, Some((of, list)), Most::found(most))?;
            }
            Few::Many
                if rare || is_whole || asked.many.is_empty() && !self.goes_by_time(&asked) =>
            {
                let line = asked.line(!rare && is_whole);
                self.by_index(&mut gathered, "words", line, Most::found(most))?;
            }
            Few::Many => self.by_reading(&mut gathered, &asked, most)?,
        }
        // Where there were no more, those with the words in outlet and title are among them.
        let is_full = gathered.found.len() >= most;
        if is_full && asked.many.is_empty() && !gathered.broken_off {
            self.by_heads(&mut gathered, &asked)?;
            gathered.is_cut = true;
        }
        Ok(gathered)
    }

    /// Old articles are wanted, which the index gives last: they are read from that day back.
    fn goes_by_time(&self, asked: &Asked) -> bool {
        self.filter.is_before && asked.without.is_empty()
    }

    /// Those with all the words in outlet and title, however old, as far as some that are read tell. Where old articles are
    /// wanted, those that came in later than any that was found are passed over unread.
    fn by_heads(&self, gathered: &mut Gathered, asked: &Asked) -> rusqlite::Result<()> {
        let newest = gathered.found.keys().max().filter(|_| self.filter.is_before);
        let until = newest.map_or_else(String::new, |id| format!(" AND rowid <= {id}"));
        let from = from_index("heads", &until);
        let asked = Some(("", Value::Text(asked.line(false))));
        let most = Most { found: gathered.found.len() + IN_HEADS, read: READ_IN_HEADS };
        self.gather(gathered, &from, asked, most)
    }

    /// The newest are read, since most will have such words; where they have not, the index is asked.
    fn by_reading(
        &self,
        gathered: &mut Gathered,
        asked: &Asked,
        found: usize,
    ) -> rusqlite::Result<()> {
        let most = Most { found, read: READ };
        if self.goes_by_time(asked) {
            self.gather(gathered, FROM_TIME, None, most)?;
        } else if asked.words.is_empty() {
            self.gather(gathered, FROM_ARTICLES, None, most)?;
        } else {
            self.by_index(gathered, "words", asked.line(false), most)?;
        }
        let has_enough = gathered.read < READ || gathered.found.len() >= found / 3;
        if has_enough || gathered.broken_off {
            return Ok(());
        }
        self.by_index(gathered, "words", asked.line(true), Most::found(found))
    }

    fn by_index(
        &self,
        gathered: &mut Gathered,
        index: &str,
        asked: String,
        most: Most,
    ) -> rusqlite::Result<()> {
        self.gather(gathered, &from_index(index, ""), Some(("", Value::Text(asked))), most)
    }

    /// What the index is asked for; `None` where no word begins like one that is wanted.
    fn asked(&self, only_titles: bool, depth: Depth) -> rusqlite::Result<Option<Asked>> {
        let (beginnings, words): (Vec<&Wanted>, Vec<&Wanted>) =
            self.wanted.iter().take(MOST_WORDS).partition(|wanted| wanted.any_ending);
        let words: Vec<String> = words.into_iter().map(Wanted::asked).collect();
        let are_rare = !only_titles && !words.is_empty() && self.is_rare(&words)?;
        let exact = words.len();
        let mut asked = Asked { words, are_rare, ..Asked::default() };
        for wanted in beginnings {
            // To look up the words that it stands for takes milliseconds.
            let is_soon = depth == Depth::First && !only_titles;
            if are_rare || is_soon && self.is_common(wanted)? {
                asked.many.push(wanted.asked());
                continue;
            }
            match endings::of(self.connection, &wanted.word)? {
                Some(words) if words.is_empty() => return Ok(None),
                Some(words) => {
                    let words: Vec<String> =
                        words.iter().map(|word| format!("\"{word}\"")).collect();
                    asked.words.push(format!("({})", words.join(" OR ")));
                }
                None => asked.many.push(wanted.asked()),
            }
        }
        let are_more = asked.words.len() > exact;
        asked.are_rare |= !only_titles && are_more && self.is_rare(&asked.words)?;
        // A phrase that must not be there is looked for in the texts.
        let lone = self
            .needs
            .iter()
            .filter(|need| need.negated && !need.in_title && need.phrase.words.len() == 1);
        asked.without = lone.map(|need| need.phrase.all_words()).collect();
        Ok(Some(asked))
    }

    /// What the index of titles is asked for, where something must stand in one.
    fn titled(&self, asked: &Asked) -> Option<String> {
        let in_titles = self.needs.iter().filter(|need| need.in_title && !need.negated);
        // Behind the words stands what beginnings stand for.
        let (beginnings, words): (Vec<&Wanted>, Vec<&Wanted>) =
            self.wanted.iter().take(MOST_WORDS).partition(|wanted| wanted.any_ending);
        let exact = words.len();
        let words = in_titles.map(|need| {
            let Phrase { words, any_ending } = &need.phrase;
            let lone =
                Wanted { word: words.first().cloned().unwrap_or_default(), any_ending: true };
            let place = beginnings.iter().position(|wanted| **wanted == lone);
            // The words that one beginning stands for are looked up already, unless they are many.
            let ended = place.filter(|_| words.len() == 1 && *any_ending && asked.many.is_empty());
            match ended.and_then(|place| asked.words.get(exact + place)) {
                Some(words) => format!("title : {words}"),
                None => format!("title : {}", need.phrase.quoted()),
            }
        });
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| words.join(" AND "))
    }

    /// Whether so many of the newest articles have a word with a beginning that reading them finds enough.
    fn is_common(&self, wanted: &Wanted) -> rusqlite::Result<bool> {
        let select = "SELECT id FROM article ORDER BY id DESC LIMIT ?1";
        let mut newest = self.connection.prepare_cached(select)?;
        let ids = newest.query_map([PROBED as i64], |row| row.get(0))?;
        let mut with = 0;
        for id in ids {
            let said = Said::of(self.connection, self.texts, ArticleId(id?))?;
            let begins = |said: Said| {
                plain::has_phrase(&said.text, std::slice::from_ref(&wanted.word), true)
            };
            with += usize::from(said.is_some_and(begins));
        }
        Ok(with * 4 >= PROBED)
    }

    fn is_rare(&self, words: &[String]) -> rusqlite::Result<bool> {
        let select = "SELECT count(*) FROM (SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2)";
        let count: i64 = self
            .connection
            .prepare_cached(select)?
            .query_row((words.join(" AND "), FREQUENT as i64), |row| row.get(0))?;
        Ok(count < FREQUENT as i64)
    }
}

/// Words that are asked of the index; the others are looked for in the text alone.
const MOST_WORDS: usize = 32;

/// The words that articles must have, each once.
fn wanted(needs: &[Need]) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for Need { phrase: Phrase { words, any_ending }, .. } in
        needs.iter().filter(|need| !need.negated)
    {
        let last = words.len() - 1;
        for (at, word) in words.iter().enumerate() {
            let new = Wanted { word: word.clone(), any_ending: *any_ending && at == last };
            if !wanted.contains(&new) {
                wanted.push(new);
            }
        }
    }
    wanted
}
