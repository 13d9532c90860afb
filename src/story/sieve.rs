//! Which of many known stories some articles may join, found without holding the stories.
//!
//! Articles that wait are few, the stories of their days many, and most of those have nothing to do with any of them. What is
//! let through is all that the grouping would look at: the test is its own, on what it sums up itself.

use super::common::Common;
use super::days::Days;
use super::group::{SURELY, Sum};
use super::leads::Leads;
use super::signature::Signature;

/// Tells stories that some articles may join. The reports of a story come one after the other.
#[derive(Debug)]
pub struct Sieve {
    leads: Leads,
    common: Common,
    /// The days of the articles, by place.
    days: Vec<Option<Days>>,
    /// By place, what was summed up of the story at hand, and the places where that is something.
    sums: Vec<Sum>,
    met: Vec<u32>,
    /// The days of the story.
    span: Option<Days>,
}

impl Sieve {
    /// For these articles.
    pub fn new<'a>(articles: impl Iterator<Item = &'a Signature>, common: Common) -> Self {
        let mut sieve = Self {
            leads: Leads::default(),
            common,
            days: Vec::new(),
            sums: Vec::new(),
            met: Vec::new(),
            span: None,
        };
        for (at, signature) in articles.enumerate() {
            sieve.leads.add(at as u32, signature);
            sieve.days.push(Days::of(signature));
            sieve.sums.push(Sum::default());
        }
        sieve
    }

    /// Takes a report of the story at hand.
    pub fn take(&mut self, report: &Signature) {
        self.span = Days::with(self.span, Days::of(report));
        self.leads.sum_up(report, &self.common, self.sums.len());
        for at in &self.leads.touched {
            let sum = &mut self.sums[*at as usize];
            if sum.is_nothing() {
                self.met.push(*at);
            }
            sum.add(self.leads.dot(*at), 0);
        }
    }

    /// Ends the story. Whether one of the articles may join it.
    pub fn lets_through(&mut self) -> bool {
        let span = self.span.take();
        let mut is_near = false;
        for at in self.met.drain(..) {
            let most = std::mem::take(&mut self.sums[at as usize]).at_most();
            is_near |= most * Days::fade(span, self.days[at as usize]) > SURELY;
        }
        is_near
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Moment;

    fn signed(title: &str, day: &str) -> Signature {
        Signature::new(title, "", Moment::parse(day))
    }

    #[test]
    fn what_one_may_join_comes_through_and_the_rest_does_not() {
        let waiting = [
            signed("Ferry Linnea aground off Skarholm", "2024-06-10"),
            signed("Bank Ostrava posts loss", "2024-06-10"),
        ];
        let mut sieve = Sieve::new(waiting.iter(), Common::default());
        let mut check = |titles: &[&str], day: &str, expected: bool| {
            for title in titles {
                sieve.take(&signed(title, day));
            }
            assert_eq!(sieve.lets_through(), expected, "{titles:?}");
        };
        check(&["Linnea towed off Skarholm", "Skarholm ferry towed"], "2024-06-11", true);
        check(&["Genghis Khan rose thanks to warm weather"], "2024-06-10", false);
        check(&["Loss at Bank Ostrava"], "2024-06-09", true);
        check(&["Loss at Bank Ostrava"], "2024-06-30", false);
    }
}
