//! Article JSON, as the contract has it, to articles.
//!
//! One object, an array of them, or one a line. `text` alone is enough: it is taken as it stands, so that offsets are
//! those of the text given, and none of the rules for debris apply. Unknown fields are ignored and ids are not taken
//! over: they belong to the store that gave them.

use serde_json::{Map, Value};

use super::draft::text_was_cut;
use super::{ReadError, Reading, TEXT_LIMIT_BYTES};
use crate::news::{Article, Block, BlockKind, Body, BodyBuilder, Moment, Problem, Span, TextLink};
use crate::text::{Link, Prose, language};

/// Reads JSON or JSON Lines.
pub(super) fn read(text: &str) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(values)) => {
            for (at, value) in values.iter().enumerate() {
                add(value, &format!("item {}", at + 1), &mut reading);
            }
        }
        Ok(value) => add(&value, "the object", &mut reading),
        Err(error) => read_lines(text, &error, &mut reading)?,
    }
    Ok(reading)
}

fn read_lines(
    text: &str,
    error: &serde_json::Error,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    let lines = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parse = |line: &str| serde_json::from_str::<Value>(line);
    let is_lines = lines().nth(1).is_some() && lines().take(2).any(|(_, line)| parse(line).is_ok());
    if !is_lines {
        return Err(ReadError::Json { line: error.line(), what: reason(error) });
    }
    for (at, line) in lines() {
        match parse(line) {
            Ok(value) => add(&value, &format!("line {}", at + 1), reading),
            Err(error) => {
                let problem = format!("line {} was skipped: {}", at + 1, reason(&error));
                reading.problems.push(Problem::new(problem));
            }
        }
    }
    Ok(())
}

/// What the parser complains of, without its own count of lines.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or_default().to_owned()
}

fn add(value: &Value, place: &str, reading: &mut Reading) {
    match value.as_object().and_then(|fields| article(fields, &mut reading.problems)) {
        Some(article) => reading.articles.push(article),
        None => reading.problems.push(Problem::new(format!("{place} is not an article"))),
    }
}

/// One article; `None` where there is neither text nor title.
fn article(fields: &Map<String, Value>, problems: &mut Vec<Problem>) -> Option<Article> {
    let body = body(fields, problems);
    let title = line(fields, "title").unwrap_or_default();
    if title.is_empty() && body.text().trim().is_empty() {
        return None;
    }
    Some(Article {
        id: None,
        called: called(fields),
        outlet: line(fields, "outlet"),
        title,
        link: link(fields, problems),
        authors: list(fields, "authors", Prose::line),
        published: moment(fields, "published", problems),
        updated: moment(fields, "updated", problems),
        language: line(fields, "language")
            .and_then(|raw| language::tag(&raw))
            .map(|tag| Prose::line(&tag)),
        feed: line(fields, "feed"),
        tags: list(fields, "tags", Prose::line),
        body,
        credits: list(fields, "credits", Prose::line),
        debris: list(fields, "debris", Prose::text),
    })
}

fn line(fields: &Map<String, Value>, name: &str) -> Option<Prose> {
    let text = Prose::line(fields.get(name)?.as_str()?).cut(1_000);
    (!text.is_empty()).then_some(text)
}

/// The identifier that an article comes with; a number is one, too.
fn called(fields: &Map<String, Value>) -> Option<Prose> {
    line(fields, "id").or_else(|| Some(Prose::line(&fields.get("id")?.as_i64()?.to_string())))
}

/// A list of texts; one text alone is a list too.
fn list(fields: &Map<String, Value>, name: &str, make: fn(&str) -> Prose) -> Vec<Prose> {
    let clean = |value: &Value| value.as_str().map(make).filter(|text| !text.is_empty());
    match fields.get(name) {
        Some(Value::Array(values)) => values.iter().filter_map(clean).collect(),
        Some(value) => clean(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn link(fields: &Map<String, Value>, problems: &mut Vec<Problem>) -> Option<Link> {
    let raw = fields.get("url")?.as_str()?;
    let link = Link::parse(raw);
    if let Err(error) = &link {
        problems.push(Problem::new(format!("the address was left out: {error}")));
    }
    link.ok()
}

fn moment(fields: &Map<String, Value>, name: &str, problems: &mut Vec<Problem>) -> Option<Moment> {
    let raw = fields.get(name)?.as_str()?;
    let moment = Moment::parse(raw);
    if moment.is_none() {
        problems.push(Problem::new(format!(
            "{name} was left out: {} is no date",
            Prose::line(raw).cut(60)
        )));
    }
    moment
}

fn body(fields: &Map<String, Value>, problems: &mut Vec<Problem>) -> Body {
    let text = fields.get("text").and_then(Value::as_str);
    let values = fields.get("blocks").and_then(Value::as_array);
    match (text, values) {
        (Some(text), values) => {
            let text = cut(text, problems);
            values
                .and_then(|v| with_blocks(text, v, fields))
                .unwrap_or_else(|| Body::verbatim(text))
        }
        (None, Some(values)) => from_blocks(values),
        (None, None) => Body::default(),
    }
}

fn cut<'a>(text: &'a str, problems: &mut Vec<Problem>) -> &'a str {
    if text.len() <= TEXT_LIMIT_BYTES {
        return text;
    }
    problems.push(text_was_cut());
    let end = (0..=TEXT_LIMIT_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// A text with its blocks and links; `None` where they do not fit together.
fn with_blocks(text: &str, values: &[Value], fields: &Map<String, Value>) -> Option<Body> {
    let clean = Prose::text(text);
    let blocks: Vec<Block> = values.iter().map(|v| block(v, text)).collect::<Option<_>>()?;
    let in_order = blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    if clean.as_str() != text || blocks.is_empty() || !in_order {
        return None;
    }
    let links = fields.get("links").and_then(Value::as_array);
    let links = links.into_iter().flatten().filter_map(text_link).collect();
    Some(Body::from_parts(clean, blocks, links))
}

fn block(value: &Value, text: &str) -> Option<Block> {
    let span = span(value)?;
    let words = text.get(span.range())?;
    if value.get("text").and_then(Value::as_str).is_some_and(|own| own != words) {
        return None;
    }
    let credit = value.get("credit").and_then(Value::as_str).map(Prose::line);
    let kind = kind(value)?;
    Some(Block { kind, span, level: level(value), ordinal: ordinal(value), credit })
}

fn kind(value: &Value) -> Option<BlockKind> {
    let kind = BlockKind::from_name(value.get("kind")?.as_str()?)?;
    let footnote = value.get("footnote").and_then(Value::as_bool).unwrap_or(false);
    Some(if footnote { BlockKind::Footnote } else { kind })
}

fn level(value: &Value) -> u8 {
    let level = value.get("level").and_then(Value::as_u64).unwrap_or(0);
    u8::try_from(level).unwrap_or(u8::MAX)
}

fn ordinal(value: &Value) -> Option<u32> {
    u32::try_from(value.get("ordinal")?.as_u64()?).ok()
}

fn span(value: &Value) -> Option<Span> {
    let offset = |name: &str| usize::try_from(value.get(name)?.as_u64()?).ok();
    let (start, end) = (offset("start")?, offset("end")?);
    (start < end && u32::try_from(end).is_ok()).then(|| Span::new(start, end))
}

fn text_link(value: &Value) -> Option<TextLink> {
    let link = Link::parse(value.get("url")?.as_str()?).ok()?;
    Some(TextLink { span: span(value)?, link })
}

/// Blocks that come without a text of the whole.
fn from_blocks(values: &[Value]) -> Body {
    let mut builder = BodyBuilder::new();
    for value in values {
        let words = value.get("text").and_then(Value::as_str).unwrap_or_default();
        let kind = kind(value).unwrap_or(BlockKind::Paragraph);
        if builder.len() + words.len() > TEXT_LIMIT_BYTES {
            break;
        }
        if let Some(block) = builder.push(kind, &Prose::text(words.trim()), Vec::new()) {
            block.level = level(value);
            block.ordinal = ordinal(value);
            block.credit = value.get("credit").and_then(Value::as_str).map(Prose::line);
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Marks;
    use crate::news::json::article_json;

    fn only(text: &str) -> Article {
        let mut reading = read(text).expect("articles");
        assert_eq!(reading.articles.len(), 1, "in {text:?}");
        reading.articles.remove(0)
    }

    #[test]
    fn text_alone_is_taken_as_it_stands() {
        let article = only(r#"{"text": "Share this\n\nOne.\u0000\n\nTwo."}"#);
        assert_eq!(article.body.text(), "Share this\n\nOne. \n\nTwo.");
        assert_eq!(article.body.blocks().len(), 3);
        assert!(article.debris.is_empty());
    }

    #[test]
    fn blocks_are_used_where_they_fit_the_text() {
        let fitting = r#"{"text":"Why\n\nSo.","blocks":[
            {"kind":"heading","text":"Why","level":2,"start":0,"end":3},
            {"kind":"paragraph","text":"So.","start":5,"end":8}]}"#;
        assert_eq!(only(fitting).body.blocks()[0].kind, BlockKind::Heading);
        let wrong = fitting.replace("\"end\":3", "\"end\":4");
        assert_eq!(only(&wrong).body.blocks()[0].kind, BlockKind::Paragraph);
        let outside = fitting.replace("\"end\":8", "\"end\":99");
        assert_eq!(only(&outside).body.blocks().len(), 2);
    }

    #[test]
    fn lines_and_arrays_are_read_and_bad_ones_named() {
        let lines = read("{\"text\":\"a\"}\nnonsense\n{\"text\":\"b\"}\n7\n").expect("articles");
        assert_eq!(lines.articles.len(), 2);
        assert_eq!(lines.problems.len(), 2, "{:?}", lines.problems);
        assert_eq!(
            read("[{\"title\":\"a\"},{\"text\":\"b\"}]").expect("articles").articles.len(),
            2
        );
        assert!(matches!(read("{\"text\": "), Err(ReadError::Json { line: 1, .. })));
    }

    #[test]
    fn what_is_wrong_is_left_out_and_named() {
        let reading = read(r#"{"text":"a","url":"javascript:x","published":"soon","extra":[1]}"#);
        let reading = reading.expect("articles");
        assert_eq!(reading.articles[0].link, None);
        assert_eq!(reading.articles[0].published, None);
        assert_eq!(reading.problems.len(), 2);
    }

    #[test]
    fn deep_json_is_an_error() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(matches!(read(&deep), Err(ReadError::Json { .. })));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut builder = BodyBuilder::new();
        let link = Link::parse("https://example.org/").expect("an address");
        builder.push(BlockKind::Paragraph, &Prose::line("One é two."), vec![(0..3, link.clone())]);
        let block = builder.push(BlockKind::Caption, &Prose::line("They pose."), Vec::new());
        block.expect("text").credit = Some(Prose::line("AP"));
        let item = builder.push(BlockKind::ListItem, &Prose::line("an item"), Vec::new());
        let item = item.expect("text");
        (item.level, item.ordinal) = (2, Some(3));
        builder.push(BlockKind::Table, &Prose::text("a\tb\nc\td"), Vec::new());
        builder.push(BlockKind::Footnote, &Prose::line("A note."), Vec::new());
        let article = Article {
            called: Some(Prose::line("a-7")),
            outlet: Some(Prose::line("Example")),
            title: Prose::line("Title"),
            link: Some(link),
            authors: vec![Prose::line("Jane Doe")],
            published: Moment::parse("2024-06-20"),
            updated: Moment::parse("2024-06-20T09:41:00Z"),
            language: Some(Prose::line("en")),
            tags: vec![Prose::line("asia")],
            body: builder.finish(),
            credits: vec![Prose::line("EFE")],
            debris: vec![Prose::line("Share")],
            ..Article::default()
        };
        let json = serde_json::to_string(&article_json(&article, Marks::default(), true));
        assert_eq!(only(&json.expect("JSON")), article);
    }
}
