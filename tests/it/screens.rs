//! Whole screens, as they are drawn. A change of any of them is seen in review.

use dateline::config::{Charset, Depth};
use dateline::news::{Article, BlockKind, BodyBuilder, Moment};
use dateline::text::{Link, Prose};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::scene::{Scene, skin};

/// The text of a screen, and where its cursor stands.
pub(crate) fn text(scene: &Scene) -> String {
    let (buffer, cursor) = scene.draw();
    rows(&buffer, |cell| cell.symbol().to_owned()) + &cursor_line(cursor)
}

/// The same, and below it a letter for the look of each cell that shows something; what they mean stands at the end.
pub(crate) fn text_and_looks(scene: &Scene) -> String {
    let (buffer, cursor) = scene.draw();
    let mut looks: Vec<String> = Vec::new();
    let layer = rows(&buffer, |cell| {
        let blank = cell.symbol() == " " && !cell.modifier.contains(Modifier::REVERSED);
        let look = look(cell);
        if blank && look == buffer.content.last().map(self::look).unwrap_or_default() {
            return " ".to_owned();
        }
        let at = looks.iter().position(|other| *other == look).unwrap_or_else(|| {
            looks.push(look);
            looks.len() - 1
        });
        if cell.symbol().is_empty() { String::new() } else { letter(at).to_string() }
    });
    let legend = looks.iter().enumerate().map(|(at, look)| format!("{} {look}", letter(at)));
    let legend = legend.collect::<Vec<_>>().join("\n");
    let symbols = rows(&buffer, |cell| cell.symbol().to_owned());
    format!("{symbols}{}\n{layer}{legend}", cursor_line(cursor))
}

fn rows(buffer: &Buffer, mut sign: impl FnMut(&Cell) -> String) -> String {
    let width = usize::from(buffer.area.width);
    let mut rows = String::new();
    for row in buffer.content.chunks(width) {
        let row: String = row.iter().map(&mut sign).collect();
        rows.push_str(row.trim_end());
        rows.push('\n');
    }
    rows
}

fn letter(at: usize) -> char {
    ('a'..='z').chain('A'..='Z').nth(at).unwrap_or('?')
}

fn look(cell: &Cell) -> String {
    let colour = |colour: Color, what: &str| match colour {
        Color::Reset => String::new(),
        other => format!("{what}{other} "),
    };
    let flags = [
        (Modifier::BOLD, "bold "),
        (Modifier::UNDERLINED, "underlined "),
        (Modifier::REVERSED, "reversed "),
    ];
    let flags = flags.iter().filter(|(flag, _)| cell.modifier.contains(*flag));
    let flags: String = flags.map(|(_, name)| *name).collect();
    format!("{}{}{flags}", colour(cell.fg, "letters "), colour(cell.bg, "on "))
        .trim_end()
        .to_owned()
}

fn cursor_line(cursor: Option<Position>) -> String {
    match cursor {
        Some(Position { x, y }) => format!("cursor at column {x}, row {y}\n"),
        None => "no cursor\n".to_owned(),
    }
}

/// An article with links, a list, a table, code and a caption.
fn article_with_links() -> Article {
    let mut builder = BodyBuilder::new();
    let link = |address: &str| Link::parse(address).expect("an address");
    let first = "The council agreed to a plan on Thursday, seven to four.";
    builder.push(
        BlockKind::Paragraph,
        &Prose::line(first),
        vec![
            (24..28, link("https://example.org/plan")),
            (42..55, link("https://example.org/vote")),
        ],
    );
    builder.push(BlockKind::Heading, &Prose::line("What comes next"), vec![]);
    for item in ["a first reading in July", "a vote in autumn"] {
        builder.push(BlockKind::ListItem, &Prose::line(item), vec![]);
    }
    builder.push(BlockKind::Quote, &Prose::line("We shall see, said the mayor."), vec![]);
    builder.push(BlockKind::Code, &Prose::text("let x = 1;\nlet y = 2;"), vec![]);
    builder.push(BlockKind::Table, &Prose::text("Year\tRate\n2023\t2.4\n2024\t2.6"), vec![]);
    let caption = builder.push(BlockKind::Caption, &Prose::line("The town hall."), vec![]);
    caption.expect("text").credit = Some(Prose::line("AP"));
    Article {
        outlet: Some(Prose::line("City Gazette")),
        title: Prose::line("Council passes budget"),
        link: Some(link("https://example.org/news/2024/06/20/council-passes-budget")),
        published: Moment::parse("2024-06-21T07:30:00Z"),
        body: builder.finish(),
        ..Article::default()
    }
}

#[test]
fn wide_screens_have_three_panes() {
    let mut scene = Scene::bundled((120, 40));
    insta::assert_snapshot!("120x40_list", text(&scene));
    scene.press(&["j", "Enter", "j", "j"]);
    insta::assert_snapshot!("120x40_reading", text(&scene));
    scene.press(&["i"]);
    insta::assert_snapshot!("120x40_facts", text(&scene));
}

#[test]
fn middling_screens_have_two_panes() {
    let mut scene = Scene::bundled((80, 24));
    insta::assert_snapshot!("80x24_list", text(&scene));
    scene.press(&["Enter"]);
    insta::assert_snapshot!("80x24_reading", text(&scene));
}

#[test]
fn narrow_screens_have_one_pane() {
    let mut scene = Scene::bundled((40, 20));
    insta::assert_snapshot!("40x20_list", text(&scene));
    scene.press(&["l"]);
    insta::assert_snapshot!("40x20_reading", text(&scene));
    scene.press(&["l"]);
    insta::assert_snapshot!("40x20_facts", text(&scene));
}

#[test]
fn the_reports_of_a_story_stand_side_by_side() {
    let mut scene = Scene::bundled((120, 40));
    insta::assert_snapshot!("120x40_stories", text(scene.press(&["S"])));
    insta::assert_snapshot!("120x40_story_unfolded", text(scene.press(&["l"])));
    insta::assert_snapshot!("120x40_compare", text(scene.press(&["c"])));
    insta::assert_snapshot!("120x40_quotes", text(scene.press(&["gq"])));
    insta::assert_snapshot!("120x40_timeline", text(scene.press(&["gt"])));
    scene.press(&["c", "j", "Enter"]);
    insta::assert_snapshot!("120x40_from_compare", text(&scene));
    scene.press(&["q", "q", "B"]);
    insta::assert_snapshot!("120x40_brief", text(&scene));
}

#[test]
fn the_views_of_stories_fit_smaller_screens() {
    let mut scene = Scene::bundled((80, 24));
    insta::assert_snapshot!("80x24_stories", text(scene.press(&["S"])));
    insta::assert_snapshot!("80x24_compare", text(scene.press(&["c"])));
    insta::assert_snapshot!("80x24_brief", text(scene.press(&["q", "B"])));
    let mut scene = Scene::bundled((40, 20));
    insta::assert_snapshot!("40x20_compare", text(scene.press(&["c"])));
    insta::assert_snapshot!("40x20_brief", text(scene.press(&["q", "B"])));
    let mut scene = Scene::bundled((120, 40));
    scene.press(&["c"]);
    scene.skin = skin("dark", Depth::Sixteen, Charset::Unicode);
    insta::assert_snapshot!("120x40_compare_16_colours", text_and_looks(&scene));
    scene.skin = skin("dark", Depth::Mono, Charset::Ascii);
    insta::assert_snapshot!("120x40_compare_mono_ascii", text_and_looks(&scene));
}

#[test]
fn without_many_colours_looks_tell_apart_what_colours_told() {
    let mut scene = Scene::bundled((120, 40));
    scene.press(&["Enter", "]"]);
    scene.skin = skin("dark", Depth::Sixteen, Charset::Unicode);
    insta::assert_snapshot!("120x40_16_colours", text_and_looks(&scene));
    scene.skin = skin("dark", Depth::Mono, Charset::Ascii);
    insta::assert_snapshot!("120x40_mono_ascii", text_and_looks(&scene));
}

#[test]
fn choosers_and_prompts_lie_over_the_panes() {
    let mut scene = Scene::bundled((100, 30));
    insta::assert_snapshot!("help", text(scene.press(&["?"])));
    scene.press(&["Esc", ":"]).type_text("read");
    insta::assert_snapshot!("palette", text(&scene));
    scene.press(&["Esc", "g/"]).type_text("gas");
    insta::assert_snapshot!("search", text(&scene));
    scene.press(&["Esc", "/"]).type_text("putin");
    insta::assert_snapshot!("filter", text(&scene));
    scene.press(&["Enter", "A"]);
    insta::assert_snapshot!("after_mark_all_read", text(&scene));
    scene.press(&["A"]);
    assert!(text(&scene).contains("All of them are marked so already."), "{}", text(&scene));
}

#[test]
fn links_have_letters_and_an_address_stands_alone() {
    let mut scene = Scene::of(&[article_with_links()], (80, 24));
    scene.press(&["Enter", "f"]);
    insta::assert_snapshot!("link_hints", text_and_looks(&scene));
    scene.press(&["Esc", "U"]);
    insta::assert_snapshot!("links", text(&scene));
    scene.press(&["Esc", "o"]);
    insta::assert_snapshot!("address", text(&scene));
    assert_eq!(scene.copied, ["https://example.org/news/2024/06/20/council-passes-budget"]);
}

#[test]
fn a_fact_has_details() {
    let mut scene = Scene::bundled((80, 24));
    scene.press(&["Enter", "]", "]", "i", "gd"]);
    insta::assert_snapshot!("details", text(&scene));
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    insta::assert_snapshot!("too_small", text(&Scene::bundled((20, 4))));
    let empty = Scene::of(&[], (80, 24));
    insta::assert_snapshot!("no_articles", text(&empty));
}

#[test]
fn the_same_keys_lead_to_the_same_screens() {
    let play = || {
        let mut scene = Scene::bundled((90, 25));
        scene.press(&["j", "Enter", "]", "n", "m", "u", "K", "*"]);
        text_and_looks(&scene)
    };
    assert_eq!(play(), play());
}
