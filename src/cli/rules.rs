//! `rules`: what the rules of the settings would hit in the store, and, where that is wanted, done.

use jiff::civil::Date;
use serde::Serialize;

use super::args::{Global, Rules};
use super::list::Lines;
use super::net;
use super::output::{Output, Tone};
use super::report::{self, Outcome};
use super::{screen, source};
use crate::app::words;
use crate::config::load;
use crate::news::{Action, ArticleId, Headline, Mark, Rule};
use crate::store::{Library, MarkChange, Shelf};

/// Shows what each rule picks among all stored articles, and applies it unless the run is dry.
pub(super) fn print(
    global: &Global,
    arguments: &Rules,
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let paths = screen::paths(global)?;
    let settings = load(&paths.config, &screen::is_command).settings;
    let today = jiff::Zoned::now().date();
    let rules = net::rules(&settings, today)?;
    if rules.is_empty() {
        report::say(&format!("there are no rules in {}", paths.config.display()));
    }
    let desk = source::open(global)?;
    let shelf = desk.shelf()?;
    let mut library = if arguments.dry_run { None } else { Some(desk.renew()?) };
    let mut hits = Vec::with_capacity(rules.len());
    for rule in &rules {
        let picked = picked(&shelf, rule, today)?;
        if let Some(library) = &mut library {
            apply(library, &picked, &rule.actions)?;
        }
        hits.push(picked);
    }
    if arguments.json {
        print_json(&rules, &hits, output)
    } else {
        print_text(&shelf, &rules, &hits, output)
    }
}

/// The articles a rule picks: what earlier rules have hidden is seen by later ones no more, as when articles come in.
fn picked(shelf: &Shelf, rule: &Rule, today: Date) -> anyhow::Result<Vec<ArticleId>> {
    Ok(shelf.ids(&rule.when, today)?)
}

fn apply(library: &mut Library, ids: &[ArticleId], actions: &[Action]) -> anyhow::Result<()> {
    for action in actions {
        match action {
            Action::Mark(mark) => {
                let on = |id: &ArticleId| MarkChange { id: *id, mark: *mark, on: true };
                library.mark(&ids.iter().map(on).collect::<Vec<_>>())?;
            }
            Action::Tag(tag) => {
                library.tag(ids, tag, true)?;
            }
        }
    }
    Ok(())
}

/// What a rule does, as it is written in the settings.
fn action(action: &Action) -> String {
    match action {
        Action::Mark(Mark::Read) => "read".to_owned(),
        Action::Mark(Mark::Starred) => "star".to_owned(),
        Action::Mark(Mark::Later) => "later".to_owned(),
        Action::Mark(Mark::Hidden) => "hide".to_owned(),
        Action::Tag(tag) => format!("tag:{tag}"),
    }
}

fn actions(rule: &Rule) -> Vec<String> {
    rule.actions.iter().map(action).collect()
}

fn print_text(
    shelf: &Shelf,
    rules: &[Rule],
    hits: &[Vec<ArticleId>],
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    for (rule, ids) in rules.iter().zip(hits) {
        let count = words::count(ids.len(), "article");
        output.put(Tone::Strong, &rule.name)?;
        output.line(Tone::Plain, &format!(": {count}, {}", actions(rule).join(", ")))?;
        let rows: Vec<Headline> = shelf.headlines(ids)?;
        let mut lines = Lines::new(&rows);
        rows.iter().try_for_each(|row| lines.print(row, output))?;
    }
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct RuleJson<'a> {
    name: &'a str,
    #[serde(rename = "do")]
    actions: Vec<String>,
    articles: Vec<String>,
}

fn print_json(
    rules: &[Rule],
    hits: &[Vec<ArticleId>],
    output: &mut Output,
) -> anyhow::Result<Outcome> {
    let mut array = output.array();
    for (rule, ids) in rules.iter().zip(hits) {
        let articles = ids.iter().map(ToString::to_string).collect();
        array.push(&RuleJson { name: &rule.name, actions: actions(rule), articles })?;
    }
    array.end()?;
    Ok(Outcome::Done)
}
