//! Where the fields of the feed itself go.

use std::time::Duration;

use super::{Format, Reader, item_fields};
use crate::feed::date;
use crate::feed::draft::{Address, add_author, link};
use crate::feed::element::Field;
use crate::feed::markup;
use crate::feed::space::Space;
use crate::feed::token::Tag;
use crate::feed::value::{self, Inner, Kind};
use crate::text::{Link, Prose};

/// Bytes of a description.
const DESCRIPTION_BYTES: usize = 4_000;
/// Minutes that a feed may ask to be left alone; what is more is no wish but a mistake.
const MOST_MINUTES: u64 = 366 * 24 * 60;

impl<'a> Reader<'a> {
    /// Puts a field of the feed where it belongs.
    pub(super) fn feed_field(
        &mut self,
        field: Field,
        space: Space,
        direct: u8,
        tag: &Tag<'a>,
        inner: &Inner<'a>,
    ) {
        let is_atom = space == Space::Atom || self.is_atom();
        let found = &mut self.found;
        match field {
            Field::Title(rank) => {
                found.title.offer(rank + direct, item_fields::title(inner, Kind::of(tag), is_atom));
            }
            Field::Summary(rank) => found.description.offer(rank + direct, description(inner, tag)),
            Field::Link => self.feed_link(direct, tag, inner),
            Field::Id if is_atom => {
                self.found.own.offer(0, Address::read(&inner.text(), None));
            }
            Field::Updated(rank) => found.updated.offer(rank + direct, date::parse(&inner.text())),
            Field::Published(rank) => {
                found.updated.offer(rank.min(1) + direct, date::parse(&inner.text()));
            }
            Field::Author | Field::Editor => {
                add_author(&mut self.feed.authors, &item_fields::author(inner));
            }
            Field::Language => {
                found.language.offer(1 + direct, item_fields::language(&inner.text()));
            }
            Field::Image | Field::Icon | Field::Thumbnail => self.feed_icon(direct, tag, inner),
            Field::MovedTo => {
                self.feed.moved_to =
                    link(&inner.text(), self.stack.base()).or(self.feed.moved_to.take());
            }
            _ => self.feed_times(field, inner),
        }
    }

    /// How often and when the feed changes.
    fn feed_times(&mut self, field: Field, inner: &Inner<'a>) {
        let number = || inner.text().trim().parse::<u64>().ok();
        match field {
            Field::Ttl => {
                let minutes = number().filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
                self.feed.ttl = minutes.map(|minutes| Duration::from_secs(minutes * 60));
            }
            Field::UpdatePeriod => self.found.period = period(&inner.text()),
            Field::UpdateFrequency => self.found.frequency = number().filter(|n| *n > 0),
            Field::SkipHours => {
                let hours =
                    inner.children("hour").filter_map(|hour| hour.text().parse::<u8>().ok());
                self.feed.skip_hours =
                    unique(hours.filter(|hour| *hour <= 24).map(|hour| hour % 24));
            }
            Field::SkipDays => {
                let days = inner.children("day").filter_map(|day| weekday(&day.text()));
                self.feed.skip_days = unique(days);
            }
            _ => {}
        }
    }

    fn feed_link(&mut self, direct: u8, tag: &Tag<'a>, inner: &Inner<'a>) {
        let base = self.stack.base_inside(tag);
        let base = base.as_ref();
        let Some(href) = tag.get("href").filter(|href| !href.is_empty()) else {
            self.found.site.offer(9 + direct, Address::read(&inner.text(), base));
            return;
        };
        let rel = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
        let rel = rel.rsplit('/').next().unwrap_or_default();
        let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
        let or = |old: &mut Option<Link>| *old = old.take().or_else(|| link(&href, base));
        match rel {
            "alternate" | "" => {
                let is_page = kind.is_empty() || kind.contains("html");
                // In RSS a link without a relation is often the feed's own.
                let rank = if is_page { 8 } else { 1 };
                self.found.site.offer(rank + direct, Address::read(&href, base));
            }
            "self" => self.found.own.offer(9 + direct, Address::read(&href, base)),
            "hub" => or(&mut self.feed.hub),
            "next" => or(&mut self.feed.next),
            "prev-archive" => or(&mut self.feed.archive),
            "icon" => self.found.icon.offer(direct, Address::read(&href, base)),
            _ => {}
        }
    }

    fn feed_icon(&mut self, direct: u8, tag: &Tag<'a>, inner: &Inner<'a>) {
        let base = self.stack.base_inside(tag);
        let attribute = ["href", "url", "rdf:resource"].into_iter().find_map(|name| tag.get(name));
        let raw = attribute.unwrap_or_else(|| match inner.child("url") {
            Some(url) => url.text(),
            None if inner.has_markup => "".into(),
            None => inner.text(),
        });
        self.found.icon.offer(1 + direct, Address::read(&raw, base.as_ref()));
    }

    /// Brings together what several elements told.
    pub(super) fn finish_feed(&mut self, base: Option<&Link>) {
        let (feed, found) = (&mut self.feed, &mut self.found);
        feed.title = found.title.take();
        feed.description = found.description.take();
        feed.site = found.site.take().and_then(|site| site.finish(base));
        feed.link = found.own.take().and_then(|own| own.finish(feed.site.as_ref().or(base)));
        feed.icon = found.icon.take().and_then(|icon| icon.finish(feed.site.as_ref().or(base)));
        feed.updated = found.updated.take();
        feed.language = found.language.take();
        if let (None, Some(period)) = (feed.ttl, found.period) {
            feed.ttl = Some(Duration::from_secs(period / found.frequency.unwrap_or(1)));
        }
        if self.format == Some(Format::Atom) {
            let authors = &feed.authors;
            self.items.inherit_authors(authors);
        }
    }
}

fn description(inner: &Inner<'_>, tag: &Tag<'_>) -> Option<Prose> {
    let html = value::html(inner, Kind::of(tag))?;
    let words = Prose::line(&markup::words(&html)).cut(DESCRIPTION_BYTES);
    (!words.is_empty()).then_some(words)
}

/// Seconds of a period.
fn period(name: &str) -> Option<u64> {
    const DAY: u64 = 24 * 60 * 60;
    Some(match name.trim().to_ascii_lowercase().as_str() {
        "hourly" => 60 * 60,
        "daily" => DAY,
        "weekly" => 7 * DAY,
        "monthly" => 30 * DAY,
        "yearly" => 365 * DAY,
        _ => return None,
    })
}

fn weekday(name: &str) -> Option<u8> {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let name = name.trim().to_ascii_lowercase();
    days.iter().position(|day| name.starts_with(day)).map(|at| at as u8 + 1)
}

fn unique(numbers: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut all = Vec::new();
    for number in numbers.take(200) {
        crate::feed::draft::add(&mut all, 31, Some(number));
    }
    all.sort_unstable();
    all
}
