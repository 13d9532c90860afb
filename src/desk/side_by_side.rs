//! Articles about one event, with their facts, side by side.

use super::annotate::known_facts;
use super::facts_of;
use crate::facts;
use crate::news::{Article, ArticleId, Facts, Span};
use crate::store::{Shelf, StoreError};
use crate::story::compare::{Comparison, Telling, compare};

/// An article that is compared, with what was found in it.
#[derive(Clone, Debug)]
pub struct Account {
    /// The article.
    pub article: Article,
    /// Its facts.
    pub facts: Facts,
    /// Its sentences.
    pub sentences: Vec<Span>,
}

impl Account {
    /// Takes an article with its facts, which are found where they are not known.
    pub fn new(article: Article, facts: Option<Facts>) -> Self {
        let facts = facts.unwrap_or_else(|| facts_of(&article));
        let sentences = facts::sentences(article.body.text());
        Self { article, facts, sentences }
    }

    /// How it is compared.
    fn telling(&self) -> Telling<'_> {
        Telling {
            outlet: self.article.outlet.as_deref(),
            title: &self.article.title,
            published: self.article.published,
            text: self.article.body.text(),
            facts: &self.facts,
            sentences: &self.sentences,
        }
    }
}

/// Stored articles with their facts, found where they are not kept. Those that are gone are passed over.
pub fn accounts(shelf: &Shelf, ids: &[ArticleId]) -> Result<Vec<Account>, StoreError> {
    let mut accounts = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(article) = shelf.article(*id)? {
            let facts = known_facts(shelf, *id, &article)?;
            accounts.push(Account::new(article, facts));
        }
    }
    Ok(accounts)
}

/// Compares articles.
pub fn side_by_side(accounts: &[Account]) -> Comparison {
    let tellings: Vec<Telling<'_>> = accounts.iter().map(Account::telling).collect();
    compare(&tellings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Body, FactKind, Moment};
    use crate::story::compare::Status;
    use crate::text::Prose;

    fn account((outlet, day, text): (&str, &str, &str)) -> Account {
        let (title, text) = text.split_once('\n').unwrap_or((text, ""));
        Account::new(
            Article {
                outlet: Some(Prose::line(outlet)),
                title: Prose::line(title),
                published: Moment::parse(day),
                body: Body::verbatim(&format!("{title}\n\n{text}")),
                ..Article::default()
            },
            None,
        )
    }

    /// The status of every figure that two reports of one day share, with the words of the first claim of each.
    fn figures(a: &str, b: &str) -> Vec<(Status, String)> {
        of_days((a, "2031-03-04"), (b, "2031-03-04"))
    }

    fn of_days((a, day): (&str, &str), (b, other): (&str, &str)) -> Vec<(Status, String)> {
        let accounts = [account(("One", day, a)), account(("Two", other, b))];
        let topics = side_by_side(&accounts).topics;
        let kinds = [FactKind::Quantity, FactKind::Money, FactKind::Percent, FactKind::Date];
        let shared = topics.iter().filter(|t| t.status != Status::Only && kinds.contains(&t.kind));
        shared
            .map(|topic| {
                let claim = topic.claims[0];
                let text = accounts[claim.article].article.body.slice(claim.span);
                (topic.status, text.to_owned())
            })
            .collect()
    }

    #[track_caller]
    fn contradicts(a: &str, b: &str) {
        let found = figures(a, b);
        assert!(found.iter().any(|(status, _)| *status == Status::Contradict), "{found:?}");
    }

    #[track_caller]
    fn does_not_contradict(a: &str, b: &str) {
        let found = figures(a, b);
        assert!(found.iter().all(|(status, _)| *status != Status::Contradict), "{found:?}");
    }

    #[track_caller]
    fn agrees(a: &str, b: &str) {
        let found = figures(a, b);
        assert!(found.iter().any(|(status, _)| *status == Status::Agree), "{a}\n{b}\n{found:?}");
        does_not_contradict(a, b);
    }

    #[test]
    fn other_counts_of_one_thing_contradict() {
        contradicts(
            "Ferry runs aground off Skarholm\nThe ferry Linnea ran aground off Skarholm with 212 people aboard, the coast guard said.",
            "Ferry Linnea hits reef\nThere were 214 people aboard when the ferry Linnea ran aground off Skarholm, the coast guard said.",
        );
        contradicts(
            "Ministers sign pacts in Ostrava\nThe two ministers signed nine agreements on rail transport in Ostrava.",
            "Rail pacts signed\nThe ministers signed seven deals on rail transport in Ostrava on Tuesday.",
        );
    }

    #[test]
    fn compatible_counts_agree() {
        agrees(
            "Deal on rail\nThe two ministers signed at least a dozen agreements on rail transport in Ostrava.",
            "Rail pacts signed\nThe ministers signed 12 agreements on rail transport in Ostrava on Tuesday.",
        );
        agrees(
            "Ferry runs aground\nMore than 200 people were aboard the ferry Linnea when it ran aground off Skarholm.",
            "Ferry Linnea hits reef\nThe ferry Linnea ran aground off Skarholm with 212 people aboard, the coast guard said.",
        );
        agrees(
            "Bank posts loss\nNordbank posted a loss of $3.6 billion for the year, hit by bad loans.",
            "Loss at Nordbank\nNordbank posted a loss of 3.58 billion dollars for the year on bad loans.",
        );
        agrees(
            "Arms imports\nRussia has accounted for about 80 percent of the arms imports of Vietnam.",
            "Arms for Vietnam\nRussia accounts for 80% of the arms imports of Vietnam.",
        );
    }

    #[test]
    fn another_year_is_another_figure() {
        does_not_contradict(
            "Sales of Nordbank\nNordbank sold 400 houses in Ostrava in 2030.",
            "Nordbank sells houses\nNordbank sold 310 houses in Ostrava in 2029.",
        );
    }

    #[test]
    fn a_part_is_not_the_whole() {
        does_not_contradict(
            "Pacts signed\nThe ministers signed eleven agreements on rail transport, among them four agreements on stations.",
            "Pacts signed in Ostrava\nThe ministers signed agreements in Ostrava, including four agreements on rail transport.",
        );
        does_not_contradict(
            "Fire in Ostrava\nThe fire killed 12 people and injured 30 in Ostrava.",
            "Ostrava fire\nThe fire in Ostrava injured 30 people, another 12 people are missing.",
        );
    }

    #[test]
    fn measures_are_of_many_things() {
        does_not_contradict(
            "Storm nears\nThe storm Oskar with sustained winds of 75 miles per hour moved west at 3 mph, the weather office said.",
            "Storm Oskar grows\nThe storm Oskar with sustained winds of 120 miles per hour moved east at 20 mph, the weather office said.",
        );
    }

    #[test]
    fn where_many_are_counted_it_is_open_which_is_meant() {
        does_not_contradict(
            "Tolle wins Ostrava\nMira Tolle won 14 delegates in Ostrava. Ines Cole won 9 delegates there, and the province of Ostrava has 41 delegates.",
            "Cole second in Ostrava\nIn Ostrava Ines Cole won 12 delegates, and Mira Tolle has 26 delegates so far.",
        );
    }

    #[test]
    fn counts_of_other_days_differ() {
        let (first, then) = (
            (
                "Tolle leads\nMira Tolle has 1,124 delegates after the vote in Ostrava.",
                "2031-03-04",
            ),
            (
                "Tolle leads\nMira Tolle has 1,217 delegates after the vote in Ostrava.",
                "2031-03-09",
            ),
        );
        let found = of_days(first, then);
        assert!(found.iter().all(|(status, _)| *status != Status::Contradict), "{found:?}");
        // On one day they cannot both be right.
        contradicts(first.0, then.0);
    }

    #[test]
    fn the_same_sentence_with_another_day_contradicts_on_one_day_and_of_the_same() {
        // The same report in the same words would be a copy, and no second witness.
        let one = |day: &str, town: &str| {
            format!(
                "Hearing set\nThe court in {town} will hear the appeal of Mira Tolle on March {day}. Her lawyers asked for more time because papers were missing."
            )
        };
        let two = |day: &str, town: &str| {
            format!(
                "Date for Tolle\nOn March {day} the court in {town} will hear the appeal of Mira Tolle. Two flats were searched, and nothing came of it."
            )
        };
        contradicts(&one("12", "Ostrava"), &two("14", "Ostrava"));
        does_not_contradict(&one("12", "Ostrava"), &two("14", "Skarholm"));
        let (first, then) = (one("12", "Ostrava"), two("14", "Ostrava"));
        let found = of_days((&first, "2031-03-04"), (&then, "2031-03-08"));
        assert!(found.iter().all(|(status, _)| *status != Status::Contradict), "{found:?}");
    }

    #[test]
    fn a_matter_is_called_by_the_words_of_the_articles() {
        let one = "Pacts in Ostrava\nThe ministers signed at least a dozen deals on rail transport in Ostrava.";
        let two = "Rail pacts\nThe ministers signed eleven agreements on rail transport in Ostrava on Tuesday. The trade with Skarholm was worth $171 billion in 2030.";
        let accounts = [account(("One", "2031-03-04", one)), account(("Two", "2031-03-04", two))];
        let topics = side_by_side(&accounts).topics;
        assert_eq!(topics[0].title, "agreements signed");
        assert_eq!(
            topics[0].why,
            "both count the agreements signed: “at least a dozen deals” and “eleven agreements” cannot both be true"
        );
        let money = topics.iter().find(|topic| topic.kind == FactKind::Money).expect("money");
        assert_eq!(money.title, "trade in 2030");
    }

    #[test]
    fn a_statement_is_of_who_said_it_whichever_article_comes_first() {
        let bundled = crate::extract::bundled();
        let title = |articles: Vec<Article>| {
            let accounts: Vec<Account> =
                articles.into_iter().map(|article| Account::new(article, None)).collect();
            let topics = side_by_side(&accounts).topics;
            let quoted = topics.into_iter().find(|topic| topic.kind == FactKind::Quote);
            quoted.expect("a quotation").title
        };
        let turned: Vec<Article> = bundled.iter().rev().cloned().collect();
        assert_eq!(title(bundled), title(turned));
    }

    #[test]
    fn a_toll_that_grows_differs() {
        let found = of_days(
            ("Quake kills five\nThe earthquake killed 5 people in Skarholm.", "2031-03-04"),
            ("Quake toll rises\nThe earthquake in Skarholm killed 17 people.", "2031-03-06"),
        );
        assert!(found.iter().any(|(status, _)| *status == Status::Differ), "{found:?}");
        assert!(found.iter().all(|(status, _)| *status != Status::Contradict), "{found:?}");
    }

    #[test]
    fn other_subjects_are_other_things() {
        does_not_contradict(
            "Trade\nTrade between Russia and Vietnam was worth $3.6 billion in 2023.",
            "Trade\nTrade between China and Vietnam was worth $171 billion in 2023.",
        );
        does_not_contradict(
            "Votes\nIn Ostrava 312 workers at Nordbank lost their jobs.",
            "Votes\nIn Skarholm 120 workers at Coast Wire lost their jobs.",
        );
    }

    #[test]
    fn one_sentence_in_two_short_reports_is_agreed_on() {
        let shared = "The ferry Linnea ran aground off Skarholm with 212 people aboard.";
        agrees(
            &format!("Ferry hits reef\n{shared} The coast guard sent two boats to the ship."),
            &format!(
                "Saved from the sea\n{shared} Divers of the navy will look at the hull tomorrow."
            ),
        );
    }

    #[test]
    fn what_copies_say_stands_in_each_of_them_and_counts_once() {
        let text = "Ferry hits reef\nThe ferry Linnea ran aground off Skarholm with 212 people aboard, and all of them were saved.";
        let accounts = [account(("One", "2031-03-04", text)), account(("Two", "2031-03-04", text))];
        let compared = side_by_side(&accounts);
        assert_eq!(compared.witnesses, [0, 0]);
        for topic in compared.topics {
            let articles: Vec<usize> = topic.claims.iter().map(|claim| claim.article).collect();
            assert_eq!((topic.status, articles), (Status::Only, vec![0, 1]), "{}", topic.title);
            assert!(topic.why.contains("2 articles"), "{}", topic.why);
        }
    }

    #[test]
    fn another_day_in_the_same_everyday_words_contradicts() {
        let one = "Leaders to meet in Vienna\nThe leaders of the two countries will meet in Vienna on June 21, chancellor Petra Novak said on Tuesday.";
        let two = |what: &str| {
            format!(
                "Summit\nChancellor Petra Novak said on Tuesday that the {what} of the two countries will meet in Vienna on June 24."
            )
        };
        let of_june = |a: &str, b: &str| {
            let found = of_days((a, "2033-06-07"), (b, "2033-06-07"));
            found.iter().any(|(status, _)| *status == Status::Contradict)
        };
        assert!(of_june(one, &two("leaders")));
        assert!(!of_june(one, &two("ministers")), "the ministers may meet on another day");
    }

    #[test]
    fn a_share_of_the_votes_is_no_part_of_them() {
        contradicts(
            "Tolle party wins\nThe Progress Party won 52.3 percent of the votes in the election in Ostrava, official results showed.",
            "Change in Ostrava\nOfficial results showed that the Progress Party won 54.1 percent of the votes in the election in Ostrava.",
        );
    }

    #[test]
    fn a_share_of_the_sheets_is_no_share_of_the_votes() {
        let found = figures(
            "Run-off in Ostrava\nMira Tolle has 50.4 percent, an exit poll showed on Sunday.",
            "Live: Ostrava\nWith 61 percent of tally sheets counted, Mira Tolle has 50.9 percent.",
        );
        assert!(found.iter().all(|(_, words)| words != "61 percent"), "{found:?}");
    }

    #[test]
    fn amounts_of_one_name_contradict_and_of_others_do_not() {
        let one = "Alder Bank in the red\nAlder Bank reported a loss of $412 million for the last quarter, blaming bad loans to builders.";
        let two = |name: &str, sum: &str| {
            format!(
                "Bad loans\nThe lender Alder Bank reported {name} of {sum} for the last quarter because of bad loans to builders."
            )
        };
        contradicts(one, &two("a loss", "$480 million"));
        agrees(one, &two("a loss", "$412 million"));
        does_not_contradict(one, &two("revenue", "$480 million"));
        does_not_contradict(one, &two("an operating loss", "$480 million"));
        does_not_contradict(one, &two("a net loss", "$480 million"));
        does_not_contradict(one, &two("a loss", "about $480 million"));
    }

    #[test]
    fn a_copy_is_no_second_witness() {
        let text = "Ferry hits reef\nThe ferry Linnea ran aground off Skarholm with 212 people aboard, and all of them were saved.";
        let accounts = [account(("One", "2031-03-04", text)), account(("Two", "2031-03-04", text))];
        assert!(side_by_side(&accounts).topics.iter().all(|topic| topic.status == Status::Only));
    }

    #[test]
    fn the_bundled_reports_contradict_each_other_once() {
        let accounts: Vec<Account> = crate::extract::bundled()
            .into_iter()
            .map(|article| Account::new(article, None))
            .collect();
        let compared = side_by_side(&accounts);
        let contradictions: Vec<_> =
            compared.topics.iter().filter(|topic| topic.status == Status::Contradict).collect();
        assert_eq!(contradictions.len(), 1, "{contradictions:#?}");
        let words: Vec<&str> = contradictions[0]
            .claims
            .iter()
            .map(|claim| accounts[claim.article].article.body.slice(claim.span))
            .collect();
        assert!(words.contains(&"12 agreements") && words.contains(&"a dozen deals"), "{words:?}");
        assert!(words.contains(&"eleven cooperation agreements"), "{words:?}");
        let agreed = |name: &str| {
            compared.topics.iter().any(|t| t.status == Status::Agree && t.title.starts_with(name))
        };
        for name in ["To Lam", "Presidential Palace", "2024-06-20", "North Korea", "Kim Jong Un"] {
            assert!(agreed(name), "{name}");
        }
        let only = |name: &str| {
            compared.topics.iter().any(|t| t.status == Status::Only && t.title.starts_with(name))
        };
        assert!(only("Petrovietnam") && only("Novatek"));
        let quoted = compared
            .topics
            .iter()
            .find(|topic| topic.kind == FactKind::Quote)
            .expect("a quotation");
        assert_eq!((quoted.status, quoted.claims.len()), (Status::Differ, 2));
    }
}
