//! `compare`: what several articles agree on, where they contradict each other, what one alone says.

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use anyhow::anyhow;
use serde::Serialize;
use serde_json::Value as Json;

use super::args::{Compare, Global};
use super::output::{Output, Tone};
use super::report::{self, Outcome, Usage};
use super::source;
use crate::desk::{self, Account, Story, side_by_side};
use crate::facts::wire::value_json;
use crate::story::compare::{Comparison, Place, Quoted, Status, Topic};
use crate::text::Prose;

/// Prints the comparison of articles.
pub(super) fn print(
    global: &Global,
    arguments: &Compare,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let (mut named, mut stories) = (Vec::new(), Vec::new());
    for target in &arguments.targets {
        match story(global, target)? {
            Some((story, articles)) => {
                stories.push(story);
                named.extend(articles);
            }
            None => named.extend(accounts(global, target)?),
        }
    }
    let (names, accounts): (Vec<String>, Vec<Account>) = named.into_iter().unzip();
    let story = stories.pop().filter(|_| arguments.targets.len() == 1);
    if accounts.len() < 2 {
        return Err(match story {
            Some(story) => {
                anyhow!("{} has one article; there is nothing to compare it with", story.id)
            }
            None => Usage("only one article was given; name two or more to compare".into()).into(),
        });
    }
    let sides = Sides { story, names, accounts };
    let mut comparison = side_by_side(&sides.accounts);
    leave_out(global, &sides.accounts, &mut comparison)?;
    if arguments.json {
        output.json(&sides.as_json(&comparison))?;
    } else {
        sides.print(&comparison, output)?;
    }
    Ok(Outcome::Done)
}

/// Articles, each with the name it goes by.
type Named = Vec<(String, Account)>;

/// Words, where there are some.
fn some(words: &Prose) -> Option<&str> {
    Some(words.as_str()).filter(|words| !words.is_empty())
}

/// A story and its articles, where an argument is the id of one and no file.
fn story(global: &Global, target: &OsStr) -> anyhow::Result<Option<(Story, Named)>> {
    let is_number = |name: &str| name.parse::<u32>().is_ok();
    let is_story =
        |name: &&str| name.strip_prefix('s').is_some_and(is_number) && !Path::new(name).exists();
    let Some(name) = target.to_str().filter(is_story) else { return Ok(None) };
    let shelf = source::grouped(global, None)?;
    let Some(story) = desk::story(&shelf, name)? else {
        anyhow::bail!("there is no story {name}; `dateline stories` shows them");
    };
    let reports = story.reports(desk::SIDE_BY_SIDE, &[story.lead]);
    if reports.len() < story.articles.len() {
        let (some, all) = (reports.len(), story.articles.len());
        report::say(&format!("{name} has {all} reports; the newest {some} are compared"));
    }
    let mut articles = Vec::new();
    for id in reports {
        if let Some(found) = desk::find(&shelf, id)? {
            articles.push((id.to_string(), Account::new(found.article, found.facts)));
        }
    }
    Ok(Some((story, articles)))
}

/// The articles of an argument, each with the name it goes by.
fn accounts(global: &Global, target: &OsStr) -> anyhow::Result<Named> {
    let named = source::take(global, target)?;
    let (kept, articles) = (named.facts, named.articles);
    let is_one = articles.len() == 1;
    let mut accounts = Vec::with_capacity(articles.len());
    for (at, (article, _)) in articles.into_iter().enumerate() {
        let name = match article.id {
            Some(id) => id.to_string(),
            None if is_one => source::shown(target).into_owned(),
            None => format!("{}#{}", source::shown(target), at + 1),
        };
        accounts.push((name, Account::new(article, kept.clone().filter(|_| is_one))));
    }
    Ok(accounts)
}

/// Leaves out what the reader has called not the same thing.
fn leave_out(
    global: &Global,
    accounts: &[Account],
    comparison: &mut Comparison,
) -> anyhow::Result<()> {
    // Files are nobody's own: nothing was said of them, and no store need be there.
    if accounts.iter().filter(|account| account.article.id.is_some()).count() < 2 {
        return Ok(());
    }
    let shelf = source::open(global)?.shelf()?;
    let mut refusals = desk::refusals(&shelf, accounts, comparison)?.into_iter();
    comparison.topics.retain(|_| refusals.next().is_none_or(|refusal| !refusal.on));
    Ok(())
}

/// What is compared, and what it is called.
struct Sides {
    /// The story that was named, and nothing beside it.
    story: Option<Story>,
    names: Vec<String>,
    accounts: Vec<Account>,
}

#[derive(Serialize)]
struct ComparisonJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    title: Option<&'a str>,
    articles: Vec<ArticleJson<'a>>,
    facts: Vec<TopicJson<'a>>,
    quotes: Vec<QuotedJson<'a>>,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    id: &'a str,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<String>,
}

#[derive(Serialize)]
struct TopicJson<'a> {
    topic: &'a str,
    kind: &'static str,
    status: &'static str,
    why: &'a str,
    claims: Vec<ClaimJson<'a>>,
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    article: &'a str,
    outlet: Option<&'a str>,
    text: &'a str,
    sentence: &'a str,
    start: u32,
    end: u32,
    value: Option<Json>,
}

#[derive(Serialize)]
struct QuotedJson<'a> {
    speaker: Option<&'a str>,
    versions: Vec<VersionJson<'a>>,
}

#[derive(Serialize)]
struct VersionJson<'a> {
    article: &'a str,
    text: &'a str,
    start: u32,
    end: u32,
}

impl Sides {
    fn as_json<'a>(&'a self, comparison: &'a Comparison) -> ComparisonJson<'a> {
        let articles = self.names.iter().zip(&self.accounts).map(|(name, account)| ArticleJson {
            id: name,
            outlet: account.article.outlet.as_deref(),
            title: some(&account.article.title),
            published: account.article.published.map(|at| at.to_string()),
        });
        let first = self.accounts.first().map(|account| &account.article.title);
        let title = self.story.as_ref().map(|story| &story.title).or(first);
        ComparisonJson {
            id: self.story.as_ref().map(|story| story.id.as_str()),
            title: title.and_then(some),
            articles: articles.collect(),
            facts: comparison.topics.iter().map(|topic| self.topic_json(topic)).collect(),
            quotes: comparison.quotes.iter().map(|quoted| self.quoted_json(quoted)).collect(),
        }
    }

    fn topic_json<'a>(&'a self, topic: &'a Topic) -> TopicJson<'a> {
        TopicJson {
            topic: &topic.title,
            kind: topic.kind.name(),
            status: topic.status.name(),
            why: &topic.why,
            claims: topic.claims.iter().map(|claim| self.claim_json(claim)).collect(),
        }
    }

    fn claim_json(&self, claim: &Place) -> ClaimJson<'_> {
        let account = &self.accounts[claim.article];
        let fact = &account.facts.facts[claim.fact];
        ClaimJson {
            article: &self.names[claim.article],
            outlet: account.article.outlet.as_deref(),
            text: account.article.body.slice(claim.span),
            sentence: account.article.body.slice(claim.sentence),
            start: claim.span.start,
            end: claim.span.end,
            value: fact.value.as_ref().map(value_json),
        }
    }

    fn quoted_json<'a>(&'a self, quoted: &'a Quoted) -> QuotedJson<'a> {
        let versions = quoted.versions.iter().map(|version| VersionJson {
            article: &self.names[version.article],
            text: self.accounts[version.article].article.body.slice(version.span),
            start: version.span.start,
            end: version.span.end,
        });
        QuotedJson { speaker: quoted.speaker.as_deref(), versions: versions.collect() }
    }

    /// Who tells it, as the reader knows him: the outlet, else the credits, else the name of the article.
    fn teller(&self, article: usize) -> String {
        let source = self.accounts[article].article.source();
        source.unwrap_or_else(|| self.names[article].clone())
    }

    fn print(&self, comparison: &Comparison, output: &mut Output) -> io::Result<()> {
        for (at, account) in self.accounts.iter().enumerate() {
            output.put(Tone::Strong, &self.teller(at))?;
            output.line(Tone::Plain, &format!("  {}", account.article.title))?;
        }
        for (status, heading) in HEADINGS {
            let topics: Vec<&Topic> =
                comparison.topics.iter().filter(|topic| topic.status == status).collect();
            if topics.is_empty() {
                continue;
            }
            output.end()?;
            output.line(Tone::Strong, heading)?;
            for topic in topics {
                self.print_topic(topic, output)?;
            }
        }
        Ok(())
    }

    fn print_topic(&self, topic: &Topic, output: &mut Output) -> io::Result<()> {
        let tellers = |places: &[Place]| {
            let mut articles: Vec<usize> = places.iter().map(|place| place.article).collect();
            articles.dedup();
            articles.into_iter().map(|article| self.teller(article)).collect::<Vec<_>>().join(", ")
        };
        output.put(Tone::Plain, &format!("  {}", topic.title))?;
        if matches!(topic.status, Status::Agree | Status::Only) {
            return output.line(Tone::Muted, &format!("  {}", tellers(&topic.claims)));
        }
        output.line(Tone::Muted, &format!("  {}", topic.why))?;
        for claim in &topic.claims {
            let account = &self.accounts[claim.article];
            let sentence = Prose::line(account.article.body.slice(claim.sentence));
            output.put(Tone::Strong, &format!("    {}: ", self.teller(claim.article)))?;
            output.line(Tone::Plain, &sentence)?;
        }
        Ok(())
    }
}

/// The parts of the answer, in order.
const HEADINGS: [(Status, &str); 4] = [
    (Status::Contradict, "Contradictions"),
    (Status::Differ, "Different"),
    (Status::Agree, "Agreed"),
    (Status::Only, "Only here"),
];
