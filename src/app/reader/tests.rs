//! The reading line and the text under it.

use super::*;
use crate::news::{Article, BlockKind, BodyBuilder};
use crate::text::Prose;

const TYPOGRAPHY: Typography = Typography { measure: 72, hyphenate: false, justify: false };

fn reader(paragraphs: usize, height: u16) -> Reader {
    let mut body = BodyBuilder::new();
    for n in 0..paragraphs {
        body.push(
            BlockKind::Paragraph,
            &Prose::line(&format!("Paragraph number {n} of all.")),
            vec![],
        );
    }
    let article = Article {
        id: Some(ArticleId(1)),
        title: Prose::line("T"),
        body: body.finish(),
        ..Article::default()
    };
    let mut reader = Reader::default();
    reader.resize(40, height, &TYPOGRAPHY);
    reader.show(Ticket(0), Some(Box::new(Opened { article, ..Opened::default() })), &TYPOGRAPHY);
    reader
}

#[test]
fn the_reading_line_moves_first_and_the_text_by_half_a_page() {
    let mut reader = reader(30, 10);
    assert_eq!((reader.top(), reader.line()), (0, 3));
    for _ in 0..3 {
        reader.step(1);
    }
    assert_eq!((reader.top(), reader.line()), (0, 9));
    reader.step(1);
    assert_eq!((reader.top(), reader.line()), (6, 11));
}

#[test]
fn the_reading_line_never_rests_between_paragraphs() {
    let lines = |reader: &Reader| (reader.top(), reader.line());
    let text = |reader: &Reader| reader.line_span().is_some_and(|span| span.end > span.start);
    let mut reader = reader(30, 12);
    // Lines 0 and 1 are the title and a blank one; from 3 on every other line is a paragraph.
    reader.page_by(2);
    assert_eq!(lines(&reader), (11, 11), "the first row of the page has words");
    assert!(text(&reader));
    reader.page_by(1);
    assert_eq!(lines(&reader), (17, 17));
    reader.page_by(1);
    assert_eq!(lines(&reader), (23, 23));
    reader.scroll(1);
    assert_eq!(lines(&reader), (24, 25));
    reader.page_by(-2);
    assert!(text(&reader) && reader.line() < 25, "{:?}", lines(&reader));
    reader.scroll(-1);
    assert!(text(&reader), "{:?}", lines(&reader));
}

#[test]
fn a_place_survives_another_size() {
    let mut reader = reader(30, 10);
    reader.go_to_offset(500);
    let before = reader.line_span().expect("a line of text");
    reader.resize(12, 5, &TYPOGRAPHY);
    reader.resize(40, 10, &TYPOGRAPHY);
    assert_eq!(reader.line_span(), Some(before));
}

#[test]
fn paging_reaches_the_end_and_comes_back() {
    let mut reader = reader(30, 10);
    for _ in 0..20 {
        reader.page_by(2);
    }
    assert!(reader.is_at_end());
    assert_eq!(reader.progress(), 100);
    for _ in 0..20 {
        reader.page_by(-2);
    }
    assert_eq!(reader.top(), 0);
}

#[test]
fn matches_are_found_in_any_case_and_walked_round() {
    let mut reader = reader(3, 10);
    assert_eq!(reader.find("PARA"), 3);
    let first = reader.lit();
    assert!(reader.walk(false));
    assert_ne!(reader.lit(), first);
    assert!(reader.walk(true));
    assert_eq!(reader.lit(), first);
}

#[test]
fn an_empty_pane_stands_every_move() {
    let mut reader = Reader::default();
    for by in [-5, -1, 0, 1, 5] {
        reader.step(by);
        reader.scroll(by);
        reader.page_by(by);
        reader.go_to_end(by > 0);
    }
}
