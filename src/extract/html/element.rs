//! What the elements of HTML mean to a reader: which make blocks, which are not shown.

use super::token::Tag;

/// Elements that are not part of what is read. Forms are not among them: some pages are one form from end to end.
const SKIPPED: [&str; 29] = [
    "applet", "aside", "audio", "button", "canvas", "datalist", "dialog", "footer", "iframe",
    "input", "label", "map", "math", "menu", "nav", "noembed", "noframes", "noscript", "object",
    "option", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Elements that begin and end a block.
pub(super) const BLOCKS: [&str; 40] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements without content, which therefore cannot be skipped as a whole.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose end tag may be left out.
pub(super) const IMPLIED: [&str; 8] = ["dd", "dt", "li", "option", "p", "td", "th", "tr"];

/// Level of a heading by the name of its element.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

pub(super) fn is_json_ld(tag: &Tag<'_>) -> bool {
    tag.name == "script"
        && tag
            .get("type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

/// Whether an element is not shown, or not part of what is read.
pub(super) fn is_skipped(tag: &Tag<'_>) -> bool {
    let name = tag.name.as_str();
    if VOID.contains(&name) || (name == "svg" && tag.closes_itself) {
        return false;
    }
    let style = || {
        let style: String = tag.get("style")?.chars().filter(|c| !c.is_whitespace()).collect();
        let style = style.to_ascii_lowercase();
        Some(style.contains("display:none") || style.contains("visibility:hidden"))
    };
    let is_page = matches!(name, "html" | "body" | "main" | "article");
    SKIPPED.contains(&name)
        || !is_page
            && (tag.has("hidden")
                || tag.get("aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true"))
                || style().unwrap_or(false))
}
