//! Puts spans over names: what lies inside a span gives way to it.

use std::ops::Range;

use super::model::Found;

/// The names with the spans among them, in order; both are in order and without overlaps. A span that a name reaches out of is left out.
///
/// One pass, however many of either there are.
pub(super) fn overlay<T>(
    names: Vec<T>,
    spans: Vec<Range<usize>>,
    tokens: &dyn Fn(&T) -> Range<usize>,
    make: &dyn Fn(Range<usize>) -> T,
) -> Vec<T> {
    let mut all = Vec::with_capacity(names.len() + spans.len());
    let mut spans = spans.into_iter().peekable();
    for name in names {
        let own = tokens(&name);
        while let Some(span) = spans.next_if(|span| span.end <= own.start) {
            all.push(make(span));
        }
        if spans.peek().is_some_and(|span| span.start <= own.start && span.end >= own.end) {
            continue;
        }
        while spans.next_if(|span| span.start < own.end).is_some() {}
        all.push(name);
    }
    all.extend(spans.map(make));
    all
}

/// The names with those of `more` among them that no name touches; both are in order.
pub(super) fn among(names: Vec<Found>, more: Vec<Found>) -> Vec<Found> {
    let mut all = Vec::with_capacity(names.len() + more.len());
    let mut more = more.into_iter().peekable();
    let mut end = 0;
    for name in names {
        while let Some(new) = more.next_if(|new| new.tokens.start < name.tokens.end) {
            if new.tokens.start >= end && new.tokens.end <= name.tokens.start {
                end = new.tokens.end;
                all.push(new);
            }
        }
        end = end.max(name.tokens.end);
        all.push(name);
    }
    for new in more {
        if new.tokens.start >= end {
            end = new.tokens.end;
            all.push(new);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[(usize, usize)], spans: &[(usize, usize)], expected: &[(usize, usize)]) {
        let spans = spans.iter().map(|(start, end)| *start..*end).collect();
        let make = |span: Range<usize>| (span.start, span.end);
        let all = overlay(names.to_vec(), spans, &|name| name.0..name.1, &make);
        assert_eq!(all, expected);
    }

    #[test]
    fn what_lies_inside_gives_way() {
        check(&[(0, 1), (4, 5), (9, 10)], &[(4, 6)], &[(0, 1), (4, 6), (9, 10)]);
        check(&[(4, 5), (5, 6)], &[(1, 2), (4, 6), (8, 9)], &[(1, 2), (4, 6), (8, 9)]);
    }

    #[test]
    fn what_reaches_out_stays() {
        check(&[(3, 5)], &[(4, 6), (7, 8)], &[(3, 5), (7, 8)]);
        check(&[], &[(4, 6)], &[(4, 6)]);
    }

    #[test]
    fn only_what_nothing_touches_is_added() {
        let name = |(start, end): &(usize, usize)| Found {
            tokens: *start..*end,
            kind: 0,
            certainty: 0.9,
            shares: [1.0, 0.0, 0.0],
        };
        let names = [(2, 4), (8, 9)].iter().map(name).collect();
        let more = [(0, 1), (3, 5), (5, 6), (5, 7), (8, 9), (9, 10)].iter().map(name).collect();
        let all: Vec<(usize, usize)> =
            among(names, more).iter().map(|n| (n.tokens.start, n.tokens.end)).collect();
        assert_eq!(all, [(0, 1), (2, 4), (5, 6), (8, 9), (9, 10)]);
    }
}
