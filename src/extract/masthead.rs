//! The lines above the text of a plain article: title, outlet, byline, dates, and the furniture between them.
//!
//! What is taken up of a line besides the title is kept as debris too, as it stood.

use super::debris;
use super::draft::Draft;
use super::{byline, credit, outlet, when};
use crate::text::Prose;

/// A line of the head has no more bytes.
const HEAD_BYTES: usize = 300;

/// What is known of the text below the head.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Below {
    /// Nothing in it is as long as running text is.
    pub is_short: bool,
    /// Dates stand alone in it, too, as in a diary: the one in the head is no day of publication.
    pub has_dates: bool,
}

/// Reads the lines of the head into the draft and hands back which of them are none of its business.
pub(super) fn read(lines: &[&str], below: Below, draft: &mut Draft) -> Vec<usize> {
    let outlet = outlet::find(lines, below.is_short);
    draft.outlet = outlet.map(|outlet| Prose::line(&outlet::display_name(outlet)));
    let mut head = Head { lines, outlet, below, is_titled: false, is_split: false };
    let mut left = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // A title that named its page stands once more without it; another line may be a refrain.
        let is_again = *line == draft.title.as_str() && (head.is_split || left.is_empty());
        if head.is_furniture(line) || is_again {
            draft.debris.push(Prose::line(line));
        } else if !head.is_titled && is_title(line) {
            head.is_titled = true;
            head.is_split = read_title(line, lines, draft);
        } else if head.read_detail(at, draft) {
            draft.debris.push(Prose::line(line));
        } else {
            left.push(at);
        }
    }
    draft.published = draft.published.or(draft.updated);
    left
}

/// Whether all lines of a group below the title belong to the head; `lines` are those of the first groups.
pub(super) fn are_details(lines: &[&str], group: std::ops::Range<usize>, below: Below) -> bool {
    let outlet = outlet::find(lines.get(..group.end).unwrap_or_default(), below.is_short);
    let head = Head { lines, outlet, below, is_titled: true, is_split: false };
    group.into_iter().all(|at| {
        let line = lines.get(at).copied().unwrap_or_default();
        head.is_furniture(line) || head.read_detail(at, &mut Draft::default())
    })
}

/// How many of the lines above a title are none: furniture, and the name of the outlet.
pub(super) fn above_title(lines: &[&str], below: Below) -> usize {
    let outlet = outlet::find(lines, below.is_short);
    let head = Head { lines, outlet, below, is_titled: false, is_split: false };
    lines.iter().take_while(|line| head.is_furniture(line)).count()
}

/// Whether lines are the head of a letter: "From: ...", "Subject: ...".
pub(super) fn is_letter(lines: &[&str]) -> bool {
    const HEADERS: [&str; 7] = ["from:", "to:", "cc:", "subject:", "date:", "sent:", "reply-to:"];
    let is_header = |line: &&&str| {
        let first = line.split(' ').next().unwrap_or_default().to_ascii_lowercase();
        HEADERS.contains(&first.as_str())
    };
    let tells = |line: &&str| {
        let line = line.to_ascii_lowercase();
        line.starts_with("from:") || line.starts_with("subject:")
    };
    lines.iter().filter(is_header).count() >= 2 && lines.iter().any(tells)
}

/// Takes the title, and the outlet from its end: whether there was one.
fn read_title(line: &str, lines: &[&str], draft: &mut Draft) -> bool {
    let repeated = |tail: &str| lines.iter().any(|other| outlet::names(other, tail));
    let Some((title, tail)) = outlet::split_title(line, repeated) else {
        draft.title = Prose::line(line);
        return false;
    };
    draft.title = Prose::line(title);
    draft.debris.push(Prose::line(line));
    if draft.outlet.is_none() {
        draft.outlet = Some(Prose::line(&outlet::display_name(tail)));
    }
    true
}

/// The lines of a head, and what is known of them so far.
struct Head<'a> {
    lines: &'a [&'a str],
    outlet: Option<&'a str>,
    below: Below,
    is_titled: bool,
    /// The title named its page.
    is_split: bool,
}

impl Head<'_> {
    /// Page furniture, the name of the outlet, and the name of the section above a title.
    fn is_furniture(&self, line: &str) -> bool {
        debris::is_debris(line)
            || self.outlet.is_some_and(|outlet| outlet::names(line, outlet))
            || debris::is_section(line) && !(self.is_titled && self.below.is_short)
    }

    /// Takes up a byline, a date, or what stands with them.
    fn read_detail(&self, at: usize, draft: &mut Draft) -> bool {
        let line = self.lines.get(at).copied().unwrap_or_default();
        read_byline(line, draft)
            || self.read_date(line, draft)
            || self.is_titled && self.read_names(at, draft)
    }

    fn read_date(&self, line: &str, draft: &mut Draft) -> bool {
        let Some(stated) = when::stated(line) else { return false };
        if stated.is_update {
            draft.updated = draft.updated.max(Some(stated.at));
            return true;
        }
        if stated.is_bare && self.below.has_dates {
            return false;
        }
        let is_new = draft.published.is_none();
        draft.published = draft.published.or(Some(stated.at));
        is_new || draft.published == Some(stated.at)
    }

    /// Takes up names without "By" above a date, an outlet below them, and from where they report.
    fn read_names(&self, at: usize, draft: &mut Draft) -> bool {
        let line = self.lines.get(at).copied().unwrap_or_default();
        if byline::is_about_author(line) {
            return true;
        }
        let is_signed = |line: &&str| byline::read(line).is_some() || byline::bare(line).is_some();
        let below_names = at > 1 && self.lines.get(at - 1).is_some_and(is_signed);
        if below_names && outlet::is_named(line) {
            draft.outlet.get_or_insert_with(|| Prose::line(line));
            return true;
        }
        if below_names && outlet::is_agency(line) {
            draft.credits.push(Prose::line(line));
            return true;
        }
        if !self.is_dated(at + 1) {
            return false;
        }
        let names = byline::bare(line);
        let is_taken = names.is_some() || byline::is_staff(line);
        if draft.authors.is_empty() {
            draft.authors = names.unwrap_or_default();
        }
        is_taken
    }

    /// Whether a date follows, or a line that stands with one, and nothing between but furniture.
    fn is_dated(&self, from: usize) -> bool {
        let is_stamp = |line: &&&str| when::stated(line).is_some() || debris::is_age(line);
        let below = || self.lines.iter().skip(from);
        let passed = |line: &&&str| self.is_furniture(line) || byline::is_about_author(line);
        let stands_with = |line: &&&str| {
            byline::is_post(line)
                || self.outlet.is_some_and(|name| outlet::names(line, name))
                || outlet::is_named(line)
                || outlet::is_agency(line)
        };
        below().next().is_some_and(|line| is_stamp(&line) || stands_with(&line))
            || below().find(|line| !passed(line) || is_stamp(line)).is_some_and(|l| is_stamp(&l))
    }
}

/// Takes up "By Jane Doe, The Morning Post": an agency there is a source.
fn read_byline(line: &str, draft: &mut Draft) -> bool {
    let Some(byline) = byline::read(line).filter(|_| draft.authors.is_empty()) else {
        return false;
    };
    draft.authors = byline.names;
    match byline.outlet {
        Some(name) if outlet::is_named(&name) && draft.outlet.is_none() => {
            draft.outlet = Some(name);
        }
        Some(name) if draft.outlet.as_ref() != Some(&name) => draft.credits.push(name),
        _ => {}
    }
    true
}

fn is_title(line: &str) -> bool {
    (2..=HEAD_BYTES).contains(&line.len())
        && !line.ends_with(['.', ':', ',', ';'])
        && byline::read(line).is_none()
        && when::stated(line).is_none()
        && !debris::is_section(line)
        && credit::names(line).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], title: &str, outlet: Option<&str>, rest: &[&str]) -> Draft {
        check_above(lines, Below::default(), title, outlet, rest)
    }

    #[track_caller]
    fn check_above(
        lines: &[&str],
        below: Below,
        title: &str,
        outlet: Option<&str>,
        rest: &[&str],
    ) -> Draft {
        let mut draft = Draft::default();
        let left = read(lines, below, &mut draft);
        let left: Vec<&str> = left.iter().filter_map(|at| lines.get(*at)).copied().collect();
        assert_eq!(draft.title.as_str(), title, "in {lines:?}");
        assert_eq!(draft.outlet.as_deref(), outlet, "in {lines:?}");
        assert_eq!(left, rest, "in {lines:?}");
        draft
    }

    #[test]
    fn the_outlet_is_what_the_page_repeats() {
        let title = "A deal is signed";
        check(
            &[title, "RKS NEWS", "RKS NEWS 4 Min Read", "4 Min Read"],
            title,
            Some("RKS News"),
            &[],
        );
        let daily = "The Daily Example";
        check(&[daily, title, daily], title, Some(daily), &[]);
        check(&["BBC NEWS", title, "By Jane Doe"], title, Some("BBC News"), &[]);
        check(&["ELY ELO", title, "By Jane Doe"], title, Some("ELY Elo"), &[]);
        check(&["A deal is signed | The Ely Herald", title], title, Some("The Ely Herald"), &[]);
    }

    #[test]
    fn no_outlet_is_invented() {
        let title = "After a visit, Putin signs agreements";
        check(&[title], title, None, &[]);
        let title = "A deal is signed";
        check(&["WORLD", title, "What it means"], title, None, &["What it means"]);
        check(&["DEAL SIGNED IN HANOI"], "DEAL SIGNED IN HANOI", None, &[]);
        check(&["NAME", "ely - counts words"], "NAME", None, &["ely - counts words"]);
        let short = Below { is_short: true, has_dates: false };
        let refrain = ["Row on", "The sea is wide", "Row on"];
        check_above(&refrain, short, "Row on", None, &["The sea is wide", "Row on"]);
    }

    #[test]
    fn sections_above_a_title_are_furniture() {
        let draft = check(
            &["Home | World | Politics", "News|Weather", "A deal is signed"],
            "A deal is signed",
            None,
            &[],
        );
        assert_eq!(draft.debris.len(), 2);
    }

    #[test]
    fn names_and_dates_below_a_title_are_taken_up() {
        let lines = [
            "A deal is signed",
            "Tom Hall and Ann Poe in Ely",
            "Sat 8 Mar 2025 06.00 GMT",
            "Last modified on Sat 8 Mar 2025 09.12 GMT",
        ];
        let draft = check(&lines, "A deal is signed", None, &[]);
        assert_eq!(draft.authors, [Prose::line("Tom Hall"), Prose::line("Ann Poe")]);
        let at = |moment: Option<crate::news::Moment>| moment.map(|at| at.to_string());
        assert_eq!(at(draft.published).as_deref(), Some("2025-03-08T06:00:00Z"));
        assert_eq!(at(draft.updated).as_deref(), Some("2025-03-08T09:12:00Z"));
        let debris: Vec<&str> = draft.debris.iter().map(Prose::as_str).collect();
        assert_eq!(debris, lines[1..]);
    }

    #[test]
    fn names_stand_above_their_outlet_and_their_post() {
        let lines = ["A deal", "14 minutes ago", "Tom Hall", "BBC News", "Reporting from Ely"];
        let draft = check(&lines, "A deal", Some("BBC News"), &[]);
        assert_eq!(draft.authors, [Prose::line("Tom Hall")]);
        assert!(draft.credits.is_empty());
    }

    #[test]
    fn what_is_no_name_above_a_date_stays() {
        let lines = ["A deal", "New York", "20 June 2024"];
        let draft = check(&lines, "A deal", None, &["New York"]);
        assert!(draft.authors.is_empty() && draft.published.is_some());
        let diary = Below { is_short: true, has_dates: true };
        check_above(&["At sea", "20 June 2024"], diary, "At sea", None, &["20 June 2024"]);
    }

    #[test]
    fn for_whom_an_author_writes_is_the_outlet_or_a_source() {
        let draft = check(
            &["A deal", "By A Doe and B Roe, The Ely Post"],
            "A deal",
            Some("The Ely Post"),
            &[],
        );
        assert_eq!(draft.authors, [Prose::line("A Doe"), Prose::line("B Roe")]);
        let draft = check(&["A deal", "By A Doe, Associated Press"], "A deal", None, &[]);
        assert_eq!(draft.credits, [Prose::line("Associated Press")]);
    }
}
