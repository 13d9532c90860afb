//! What a search looks for, and which articles are weighed for it.
//!
//! As somebody types, an answer is due in milliseconds whatever the size of the store. So not all matches are weighed but
//! the newest ones, and those with all the words in outlet and title, however old. They are found in the way that looks
//! at the fewest articles: by the index where a word is rare, by a mark or a day where these are, else the newest first.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::endings;
use super::filter::{Filter, Phrase, json_list};
use super::find::Said;
use super::row;
use super::texts::Texts;
use crate::news::query::{Query, Term};
use crate::news::{ArticleId, Headline};
use crate::text::plain;

/// Newest matches that are weighed.
const NEWEST: usize = 100;
/// Newest matches in outlet and title that are weighed besides.
const IN_HEADS: usize = 40;
/// Articles that are read for these.
const READ_IN_HEADS: usize = 60;
/// A word that more articles have than these is frequent.
pub(super) const FREQUENT: usize = 2_000;
/// Articles that are read for the beginning of a word which many words have, before the index is asked after all.
const READ: usize = 450;

/// A word in the title counts so many times as much as one in the text, one in the outlet's name so many times.
const TITLE: f64 = 10.0;
const SOURCE: f64 = 4.0;

/// A word or phrase that articles must have, or must not.
struct Need {
    phrase: Phrase,
    in_title: bool,
    negated: bool,
}

/// A word that counts, in its plain form.
#[derive(PartialEq, Eq)]
pub(super) struct Wanted {
    word: String,
    pub(super) any_ending: bool,
}

impl Wanted {
    fn matches(&self, word: &str) -> bool {
        if self.any_ending { word.starts_with(&self.word) } else { word == self.word }
    }

    /// As the index understands it.
    pub(super) fn asked(&self) -> String {
        format!("\"{}\"{}", self.word, if self.any_ending { "*" } else { "" })
    }
}

/// An article that is weighed.
pub(super) struct Candidate {
    pub(super) headline: Headline,
    pub(super) at: i64,
    /// Words of its text.
    pub(super) length: f64,
    /// How often it has each of the words that count, those in title and outlet several times.
    pub(super) counts: Vec<f64>,
}

/// A query that looks for words.
pub(super) struct LookedFor<'a> {
    connection: &'a Connection,
    texts: &'a Texts,
    needs: Vec<Need>,
    /// All else that is asked for.
    filter: Filter,
    /// The words that articles must have, each once.
    pub(super) wanted: Vec<Wanted>,
    goes_on: &'a dyn Fn() -> bool,
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

/// Articles gathered so far.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) found: HashMap<ArticleId, Candidate>,
    /// Whether the search was broken off.
    pub(super) broken_off: bool,
    read: usize,
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
    pub(super) fn candidates(&self, limit: usize) -> rusqlite::Result<Gathered> {
        let mut gathered = Gathered::default();
        let Some(asked) = self.asked()? else { return Ok(gathered) };
        let most = NEWEST.max(limit);
        // What must stand elsewhere, the index of titles does not tell.
        let only_titles = self.needs.iter().all(|need| need.in_title || need.negated);
        let rare = !only_titles && !asked.words.is_empty() && self.is_rare(&asked.words)?;
        if !rare && let Some(titled) = self.titled(&asked) {
            self.by_index(&mut gathered, "heads", titled, most, usize::MAX)?;
            return Ok(gathered);
        }
        let few = if rare { None } else { self.filter.few(self.connection, FREQUENT)? };
        if let Some(ids) = few {
            let list = Value::Text(json_list(&ids));
            let of = "id IN (SELECT value FROM json_each(?))";
            self.gather(&mut gathered, FROM_ARTICLES, Some((of, list)), most, usize::MAX)?;
        } else if !rare && self.filter.is_before && asked.without.is_empty() {
            self.by_time(&mut gathered, &asked, most)?;
        } else if rare || asked.many.is_empty() {
            self.by_index(&mut gathered, "words", asked.line(false), most, usize::MAX)?;
        } else {
            self.by_reading(&mut gathered, &asked, most)?;
        }
        // Where there were no more, those with the words in outlet and title are among them.
        let is_cut = gathered.found.len() >= most;
        if is_cut && asked.many.is_empty() && !gathered.broken_off {
            self.by_heads(&mut gathered, &asked)?;
        }
        Ok(gathered)
    }

    /// Those with all the words in outlet and title, however old, as far as some that are read tell. Where old articles are
    /// wanted, those that came in later than any that was found are passed over unread.
    fn by_heads(&self, gathered: &mut Gathered, asked: &Asked) -> rusqlite::Result<()> {
        let newest = gathered.found.keys().max().filter(|_| self.filter.is_before);
        let until = newest.map_or_else(String::new, |id| format!(" AND rowid <= {id}"));
        let from = from_index("heads", &until);
        let asked = Some(("", Value::Text(asked.line(false))));
        let most = gathered.found.len() + IN_HEADS;
        self.gather(gathered, &from, asked, most, READ_IN_HEADS)
    }

    /// The newest are read, since most will have such words; where they have not, the index is asked.
    fn by_reading(
        &self,
        gathered: &mut Gathered,
        asked: &Asked,
        most: usize,
    ) -> rusqlite::Result<()> {
        if asked.words.is_empty() {
            self.gather(gathered, FROM_ARTICLES, None, most, READ)?;
        } else {
            self.by_index(gathered, "words", asked.line(false), most, READ)?;
        }
        self.by_index_after_all(gathered, asked, most)
    }

    /// Old articles are wanted, which the index gives last: they are read from that day back.
    fn by_time(&self, gathered: &mut Gathered, asked: &Asked, most: usize) -> rusqlite::Result<()> {
        self.gather(gathered, FROM_TIME, None, most, READ)?;
        self.by_index_after_all(gathered, asked, most)
    }

    /// Asks the index where many were read in vain.
    fn by_index_after_all(
        &self,
        gathered: &mut Gathered,
        asked: &Asked,
        most: usize,
    ) -> rusqlite::Result<()> {
        let has_enough = gathered.read < READ || gathered.found.len() >= most / 3;
        if has_enough || gathered.broken_off {
            return Ok(());
        }
        self.by_index(gathered, "words", asked.line(true), most, usize::MAX)
    }

    fn by_index(
        &self,
        gathered: &mut Gathered,
        index: &str,
        asked: String,
        most: usize,
        read: usize,
    ) -> rusqlite::Result<()> {
        let from = from_index(index, "");
        self.gather(gathered, &from, Some(("", Value::Text(asked))), most, read)
    }

    /// Gathers articles, the newest first, until there are so many in all or so many were read.
    fn gather(
        &self,
        gathered: &mut Gathered,
        from: &str,
        asked: Option<(&str, Value)>,
        most: usize,
        read: usize,
    ) -> rusqlite::Result<()> {
        let mut values = self.filter.conditions_params();
        let mut conditions = self.filter.conditions();
        let mut from = from.to_owned();
        if let Some((condition, value)) = asked {
            values.push(value);
            let number = format!("?{}", values.len());
            from = from.replace('?', &number);
            if !condition.is_empty() {
                conditions = format!("{} AND {conditions}", condition.replace('?', &number));
            }
        }
        let order = match from.as_str() {
            FROM_TIME => "at DESC, rank",
            FROM_ARTICLES => "id DESC",
            _ => "found DESC",
        };
        let columns = row::HEADLINE;
        let select =
            format!("SELECT {columns}, at, words {from} WHERE {conditions} ORDER BY {order}");
        let mut statement = self.connection.prepare(&select)?;
        let mut rows = statement.query(params_from_iter(values))?;
        gathered.read = 0;
        while gathered.found.len() < most
            && gathered.read < read
            && let Some(row) = rows.next()?
        {
            if !(self.goes_on)() {
                gathered.broken_off = true;
                return Ok(());
            }
            let id = ArticleId(row.get(0)?);
            if !gathered.found.contains_key(&id) {
                gathered.read += 1;
                self.weigh(id, row, gathered)?;
            }
        }
        Ok(())
    }

    /// Reads an article, and keeps it where it has all that is needed.
    fn weigh(&self, id: ArticleId, row: &Row<'_>, gathered: &mut Gathered) -> rusqlite::Result<()> {
        let Some(said) = Said::of(self.connection, self.texts, id)? else { return Ok(()) };
        // Whether words stand side by side is seen sooner than how often each stands there.
        if !self.has_phrases(&said) {
            return Ok(());
        }
        let counts = self.counts(&said);
        if counts.iter().all(|count| *count > 0.0)
            && let Some(headline) = row::headline(row)?
        {
            let at = row::whole(row, 11)?.unwrap_or_default();
            let length = row::whole(row, 12)?.unwrap_or_default() as f64;
            gathered.found.insert(id, Candidate { headline, at, length, counts });
        }
        Ok(())
    }

    fn counts(&self, said: &Said) -> Vec<f64> {
        let mut counts = vec![0.0; self.wanted.len()];
        for (text, worth) in [(&said.title, TITLE), (&said.source, SOURCE), (&said.text, 1.0)] {
            plain::words(text, |word| {
                for (wanted, count) in self.wanted.iter().zip(&mut counts) {
                    *count += if wanted.matches(word) { worth } else { 0.0 };
                }
            });
        }
        counts
    }

    /// Whether all that the counts do not tell holds: words side by side, in titles, and not there.
    fn has_phrases(&self, said: &Said) -> bool {
        self.needs.iter().all(|need| {
            let Phrase { words, any_ending } = &need.phrase;
            let is_counted = words.len() == 1 && !need.negated && !need.in_title;
            is_counted || said.has(words, *any_ending, need.in_title) != need.negated
        })
    }

    /// What the index is asked for; `None` where no word begins like one that is wanted.
    fn asked(&self) -> rusqlite::Result<Option<Asked>> {
        let mut asked = Asked::default();
        for wanted in self.wanted.iter().take(MOST_WORDS) {
            if !wanted.any_ending {
                asked.words.push(wanted.asked());
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
        let words = in_titles.map(|need| {
            let Phrase { words, any_ending } = &need.phrase;
            let lone =
                Wanted { word: words.first().cloned().unwrap_or_default(), any_ending: true };
            let place = self.wanted.iter().take(MOST_WORDS).position(|wanted| *wanted == lone);
            // The words that one beginning stands for are looked up already, unless they are many.
            let ended = place.filter(|_| words.len() == 1 && *any_ending && asked.many.is_empty());
            match ended.and_then(|place| asked.words.get(place)) {
                Some(words) => format!("title : {words}"),
                None => format!("title : {}", need.phrase.quoted()),
            }
        });
        let words: Vec<String> = words.collect();
        (!words.is_empty()).then(|| words.join(" AND "))
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

/// Articles that an index tells, with one more condition on it.
fn from_index(index: &str, narrowed: &str) -> String {
    format!(
        "FROM (SELECT rowid AS found FROM {index} WHERE {index} MATCH ?{narrowed}) CROSS JOIN article ON id = found"
    )
}

/// Articles by their numbers.
const FROM_ARTICLES: &str = "FROM article NOT INDEXED";
/// Articles by their days.
const FROM_TIME: &str = "FROM article INDEXED BY article_listed";
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
