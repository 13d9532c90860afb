//! The digest: what is new, story by story, cut to the minutes a reader has; what came since the last one stands first.

use jiff::civil::Date;

use super::refusal::refusal;
use super::side_by_side::{Account, accounts, side_by_side};
use super::stories::{Story, newest_days, stories};
use crate::news::{ArticleId, Briefings, FactKind, Moment, Span, WORDS_PER_MINUTE};
use crate::store::{Library, Shelf, StoreError};
use crate::story::compare::{Place, Status, Topic};
use crate::text::Prose;

/// What the briefings that were read are kept as.
const BRIEFED: &str = "briefed";
/// Sentences of a story that several outlets tell, and of one that a single outlet does.
const SENTENCES: (usize, usize) = (3, 1);
/// Agreed facts that are named.
const AGREED: usize = 6;
/// So many articles of a story are compared.
const COMPARED: usize = 10;

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub article: ArticleId,
    /// Its place in that article's text.
    pub span: Span,
    /// The words.
    pub text: Prose,
}

/// One story of the digest.
#[derive(Clone, Debug)]
pub struct Told {
    /// The story.
    pub story: Story,
    /// Its reports that came since the last briefing; all of them where there was none.
    pub new: usize,
    /// Sentences of its leading article that carry it.
    pub sentences: Vec<Sentence>,
    /// What two or more outlets say.
    pub agreed: Vec<String>,
    /// Where they contradict each other.
    pub contradictions: Vec<Contradiction>,
}

/// Where outlets contradict each other.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// In what, and why.
    pub topic: Topic,
    /// What each says.
    pub claims: Vec<Claimed>,
}

/// What one outlet says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The outlet, else the credits or the headline.
    pub who: String,
    /// The outlet, where one is named.
    pub outlet: Option<Prose>,
    /// The article.
    pub article: ArticleId,
    /// The words, in its text.
    pub span: Span,
    /// The words, cleaned.
    pub said: Prose,
    /// The sentence they stand in.
    pub sentence: Prose,
}

/// What a briefing is wanted of.
#[derive(Clone, Copy, Debug)]
pub struct Wished {
    /// Stories with a report since then; without it those of the newest days, and of all days since the last briefing.
    pub since: Option<Moment>,
    /// The day it is.
    pub today: Date,
    /// It is read in so many minutes.
    pub minutes: u32,
    /// The briefings that were read before.
    pub before: Briefings,
    /// Whether stories are left out that nothing new came to.
    pub only_new: bool,
}

/// The digest, as much of it as is read in the minutes wished: what has something new first, most reported first.
///
/// At least one story comes, however few the minutes.
pub fn brief(shelf: &Shelf, wished: &Wished) -> Result<Vec<Told>, StoreError> {
    let mut left = WORDS_PER_MINUTE * wished.minutes as usize;
    let mut told = Vec::new();
    for (story, new) in in_order(shelf, wished)? {
        let next = tell(shelf, story, new)?;
        let words = next.words();
        if words > left && !told.is_empty() {
            break;
        }
        left = left.saturating_sub(words);
        told.push(next);
    }
    Ok(told)
}

/// The briefings before one that is read now.
pub fn briefings(shelf: &Shelf, now: Moment) -> Result<Briefings, StoreError> {
    let kept = shelf.session(BRIEFED)?.unwrap_or_default();
    Ok(Briefings::read(&kept).and(now))
}

/// Notes that a briefing was read.
pub fn note_briefed(library: &mut Library, briefings: Briefings) -> Result<(), StoreError> {
    library.keep_session(BRIEFED, &briefings.to_string())
}

/// The stories, each with the number of its new reports.
fn in_order(shelf: &Shelf, wished: &Wished) -> Result<Vec<(Story, usize)>, StoreError> {
    let newest = match (wished.since, wished.before.before()) {
        (None, Some(before)) => newest_days(shelf, wished.today)?.map(|days| days.min(before)),
        (since, _) => since,
    };
    let mut found = Vec::new();
    for story in stories(shelf, newest, wished.today)? {
        let new = match wished.before.before() {
            Some(before) => shelf.count_arrived_since(&story.articles, before)?,
            None => story.articles.len(),
        };
        if new > 0 || !wished.only_new {
            found.push((story, new));
        }
    }
    // Stable: those of most outlets come first as they did.
    found.sort_by_key(|(story, new)| {
        (*new == 0, std::cmp::Reverse(story.outlets.len()), std::cmp::Reverse(*new))
    });
    Ok(found)
}

fn tell(shelf: &Shelf, story: Story, new: usize) -> Result<Told, StoreError> {
    let accounts = accounts(shelf, &story.reports(COMPARED, &[story.lead]))?;
    let most = if accounts.len() > 1 { SENTENCES.0 } else { SENTENCES.1 };
    // One that is a headline alone carries nothing: then the next one speaks.
    let lead = accounts.iter().find(|account| account.article.id == Some(story.lead));
    let headline = &story.title;
    let told = lead.into_iter().chain(&accounts).map(|account| carrying(account, headline, most));
    let sentences = told.into_iter().find(|told| !told.is_empty()).unwrap_or_default();
    let mut told = Told { story, new, sentences, agreed: Vec::new(), contradictions: Vec::new() };
    if accounts.len() > 1 {
        for topic in side_by_side(&accounts).topics {
            match topic.status {
                Status::Contradict if refusal(shelf, &accounts, &topic)?.on => {}
                Status::Contradict => told.contradictions.push(contradiction(&accounts, topic)),
                Status::Agree if told.agreed.len() < AGREED && topic.is_telling() => {
                    told.agreed.push(agreed(&accounts, &topic));
                }
                _ => {}
            }
        }
    }
    Ok(told)
}

/// What is agreed in a few words: a figure with its number, a statement with its words, a day as it is written.
fn agreed(accounts: &[Account], topic: &Topic) -> String {
    let said = topic.claims.first().and_then(|place| {
        Some(Prose::line(accounts.get(place.article)?.article.body.slice(place.span)))
    });
    match (topic.kind, said) {
        (FactKind::Quantity | FactKind::Money | FactKind::Percent, Some(said)) => {
            format!("{}: {said}", topic.title)
        }
        (FactKind::Quote, Some(said)) => format!("{}: “{said}”", topic.title),
        (FactKind::Date, _) => {
            let day = topic.title.parse::<Date>();
            day.map_or_else(|_| topic.title.clone(), |day| day.strftime("%-d %B %Y").to_string())
        }
        _ => topic.title.clone(),
    }
}

fn contradiction(accounts: &[Account], topic: Topic) -> Contradiction {
    let claimed = |place: &Place| {
        let article = &accounts.get(place.article)?.article;
        let who = article.source().unwrap_or_else(|| article.title.to_string());
        let outlet = article.outlet.clone();
        let sentence = Prose::line(article.body.slice(place.sentence));
        let said = Prose::line(article.body.slice(place.span));
        Some(Claimed { who, outlet, article: article.id?, span: place.span, said, sentence })
    };
    let claims = topic.claims.iter().filter_map(claimed).collect();
    Contradiction { topic, claims }
}

/// The first of the sentences that carry an article and say more than the headline.
fn carrying(account: &Account, headline: &Prose, most: usize) -> Vec<Sentence> {
    let Some(article) = account.article.id else { return Vec::new() };
    let sentence = |span: &Span| Sentence {
        article,
        span: *span,
        text: Prose::line(account.article.body.slice(*span)),
    };
    let sentences = account.facts.brief.iter().map(sentence);
    sentences.filter(|sentence| !headline.contains(sentence.text.as_str())).take(most).collect()
}

impl Told {
    /// How many words a reader reads of it.
    fn words(&self) -> usize {
        let count = |text: &str| text.split_whitespace().count();
        count(&self.story.title)
            + self.sentences.iter().map(|sentence| count(&sentence.text)).sum::<usize>()
            + self.agreed.iter().map(|agreed| count(agreed)).sum::<usize>()
            + self.contradictions.iter().map(|found| count(&found.topic.why)).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use jiff::civil::date;

    use super::*;
    use crate::desk::group;
    use crate::news::{Article, Body};
    use crate::store::NewArticle;

    const TODAY: Date = date(2031, 3, 6);

    fn moment(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    fn add(library: &mut Library, outlet: &str, came: &str, text: &str) {
        let title = text.split_once('.').map_or(text, |(title, _)| title);
        let article = Article {
            outlet: Some(Prose::line(outlet)),
            title: Prose::line(title),
            published: Some(moment(came)),
            body: Body::verbatim(text),
            ..Article::default()
        };
        let new = NewArticle { key: format!("{outlet}{title}"), arrived: moment(came), article };
        library.add(&[new]).expect("stored");
        group(library, None, false, &mut |_| ControlFlow::Continue(())).expect("grouped");
    }

    fn told(
        library: &Library,
        before: Briefings,
        only_new: bool,
        minutes: u32,
    ) -> Vec<(String, usize)> {
        let shelf = Shelf::open(library.path().parent().unwrap_or(library.path())).expect("opens");
        let wished = Wished { since: None, today: TODAY, minutes, before, only_new };
        let told = brief(&shelf, &wished).expect("a briefing");
        told.into_iter().map(|told| (told.story.title.to_string(), told.new)).collect()
    }

    const FERRY: &str =
        "Ferry Linnea runs aground off Skarholm. The ferry Linnea ran aground off Skarholm.";
    const PACTS: &str =
        "Ministers sign rail pacts in Ostrava. The ministers signed seven rail pacts in Ostrava.";

    #[test]
    fn what_came_since_the_last_briefing_stands_first() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        add(&mut library, "One", "2031-03-04T08:00:00Z", FERRY);
        add(
            &mut library,
            "Two",
            "2031-03-04T09:00:00Z",
            &format!("Skarholm: {FERRY} All were saved."),
        );
        add(&mut library, "One", "2031-03-04T10:00:00Z", PACTS);
        let titles = |told: Vec<(String, usize)>| -> Vec<(bool, usize)> {
            told.into_iter().map(|(title, new)| (title.contains("Skarholm"), new)).collect()
        };
        // Never briefed: all is new, what most outlets report comes first.
        let never = Briefings::default();
        assert_eq!(titles(told(&library, never, false, 5)), [(true, 2), (false, 1)]);
        let shelf = Shelf::open(dir.path()).expect("opens");
        let first = briefings(&shelf, moment("2031-03-04T12:00:00Z")).expect("none");
        note_briefed(&mut library, first).expect("kept");
        add(&mut library, "Three", "2031-03-05T08:00:00Z", &format!("Ostrava: {PACTS}"));
        let later = briefings(&shelf, moment("2031-03-05T09:00:00Z")).expect("one");
        assert_eq!(later.before(), Some(moment("2031-03-04T12:00:00Z")));
        assert_eq!(titles(told(&library, later, false, 5)), [(false, 1), (true, 0)]);
        assert_eq!(titles(told(&library, later, true, 5)), [(false, 1)]);
        assert_eq!(told(&library, later, false, 0).len(), 1, "one story, however few the minutes");
    }

    #[test]
    fn a_text_that_is_its_headline_says_nothing_more() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        add(
            &mut library,
            "One",
            "2031-03-04T10:00:00Z",
            "Ministers sign seven rail pacts in Ostrava",
        );
        let shelf = Shelf::open(dir.path()).expect("opens");
        let story = crate::desk::story_of(&shelf, ArticleId(1)).expect("read").expect("a story");
        let told = tell(&shelf, story, 1).expect("told");
        assert_eq!(told.sentences, []);
        // A headline that was made of the beginning of the text says it, too.
        let cut = "Ministers sign seven rail pacts in Ostrava. They shook hands, and…";
        let story = Story { title: Prose::line(cut), ..told.story };
        assert_eq!(tell(&shelf, story, 1).expect("told").sentences, []);
    }

    #[test]
    fn a_headline_without_a_text_lets_another_report_speak() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut library = Library::open(dir.path()).expect("opens");
        let bare = Article {
            outlet: Some(Prose::line("One")),
            title: Prose::line("Ferry Linnea aground off Skarholm"),
            published: Some(moment("2031-03-04T08:00:00Z")),
            ..Article::default()
        };
        let arrived = moment("2031-03-04T08:00:00Z");
        library.add(&[NewArticle { key: "bare".into(), arrived, article: bare }]).expect("stored");
        let whole = "Ferry Linnea runs aground off Skarholm.\n\n\
            The ferry Linnea ran aground off Skarholm on Tuesday with 212 people aboard, the coast guard said.\n\n\
            They were brought to the harbour of Ystrand by noon, a spokeswoman said. Nobody was hurt.\n\n\
            The company Nordlinjen promised to look into what the captain, Ivar Holm, had done before the ship struck the reef.";
        add(&mut library, "Two", "2031-03-04T09:00:00Z", whole);
        let shelf = Shelf::open(dir.path()).expect("opens");
        let story = crate::desk::story_of(&shelf, ArticleId(1)).expect("read").expect("a story");
        let story = Story { lead: ArticleId(1), ..story };
        assert_eq!(story.articles.len(), 2);
        let told = tell(&shelf, story, 2).expect("told");
        assert!(!told.sentences.is_empty());
        assert!(told.sentences.iter().all(|sentence| sentence.article == ArticleId(2)));
    }
}
