//! The digest: what is new, story by story, cut to the minutes a reader has.

use jiff::civil::Date;

use super::refusal::refusal;
use super::side_by_side::{Account, accounts, side_by_side};
use super::stories::{Story, stories};
use crate::news::{ArticleId, Moment, Span};
use crate::store::{Shelf, StoreError};
use crate::story::compare::{Place, Status, Topic};
use crate::text::Prose;

/// Words a minute that a reader reads, as everywhere in the program.
const WORDS_PER_MINUTE: usize = 238;
/// Sentences of a story that several outlets tell, and of one that a single outlet does.
const SENTENCES: (usize, usize) = (3, 1);
/// Agreed facts that are named.
const AGREED: usize = 6;
/// So many articles of a story are compared, the newest.
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
    /// The outlet, else the headline.
    pub who: String,
    /// The article.
    pub article: ArticleId,
    /// The words, in its text.
    pub span: Span,
    /// The words, cleaned.
    pub said: Prose,
    /// The sentence they stand in.
    pub sentence: Prose,
}

/// The digest of what came since a moment, most reported first, as much of it as is read in so many minutes.
///
/// At least one story comes, however few the minutes.
pub fn brief(
    shelf: &Shelf,
    since: Option<Moment>,
    today: Date,
    minutes: u32,
) -> Result<Vec<Told>, StoreError> {
    let mut left = WORDS_PER_MINUTE * minutes as usize;
    let mut told = Vec::new();
    for story in stories(shelf, since, today)? {
        let next = tell(shelf, story)?;
        let words = next.words();
        if words > left && !told.is_empty() {
            break;
        }
        left = left.saturating_sub(words);
        told.push(next);
    }
    Ok(told)
}

fn tell(shelf: &Shelf, story: Story) -> Result<Told, StoreError> {
    let newest = story.articles.len().saturating_sub(COMPARED);
    let mut ids: Vec<ArticleId> = story.articles.iter().skip(newest).copied().collect();
    if !ids.contains(&story.lead) {
        ids.push(story.lead);
    }
    let accounts = accounts(shelf, &ids)?;
    let lead = accounts.iter().find(|account| account.article.id == Some(story.lead));
    let most = if accounts.len() > 1 { SENTENCES.0 } else { SENTENCES.1 };
    let sentences = lead.map(|lead| carrying(lead, story.lead, most)).unwrap_or_default();
    let mut told = Told { story, sentences, agreed: Vec::new(), contradictions: Vec::new() };
    if accounts.len() > 1 {
        for topic in side_by_side(&accounts).topics {
            match topic.status {
                Status::Contradict if refusal(shelf, &accounts, &topic)?.on => {}
                Status::Contradict => told.contradictions.push(contradiction(&accounts, topic)),
                Status::Agree if told.agreed.len() < AGREED => told.agreed.push(topic.title),
                _ => {}
            }
        }
    }
    Ok(told)
}

fn contradiction(accounts: &[Account], topic: Topic) -> Contradiction {
    let claimed = |place: &Place| {
        let article = &accounts.get(place.article)?.article;
        let who = article.source().unwrap_or_else(|| article.title.to_string());
        let sentence = Prose::line(article.body.slice(place.sentence));
        let said = Prose::line(article.body.slice(place.span));
        Some(Claimed { who, article: article.id?, span: place.span, said, sentence })
    };
    let claims = topic.claims.iter().filter_map(claimed).collect();
    Contradiction { topic, claims }
}

/// The first of the sentences that carry an article.
fn carrying(account: &Account, article: ArticleId, most: usize) -> Vec<Sentence> {
    let spans = account.facts.brief.iter().take(most);
    spans
        .map(|span| Sentence {
            article,
            span: *span,
            text: Prose::line(account.article.body.slice(*span)),
        })
        .collect()
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
