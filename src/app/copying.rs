//! What is sent to the clipboard of the terminal.

use super::message::Effect;
use super::{App, Pane};

impl App {
    /// Sends a copy and says what it is: its first line, as far as there is room.
    pub(super) fn send_copy(&mut self, text: String) -> Vec<Effect> {
        let first = text.lines().next().unwrap_or_default();
        self.say(format!("Sent to your terminal's clipboard: {first}"));
        vec![Effect::Copy(text)]
    }

    pub(super) fn copy(&mut self) -> Vec<Effect> {
        let text = match self.focus {
            Pane::Facts => self.fact_with_source(),
            Pane::Reader if self.lit_fact() => self.fact_with_source(),
            Pane::Compare | Pane::Brief => self.row_with_sources(),
            _ => self.address_or_title(),
        };
        text.map(|text| self.send_copy(text)).unwrap_or_default()
    }

    pub(super) fn copy_markdown(&mut self) -> Vec<Effect> {
        let Some(opened) = self.reader.opened() else { return vec![] };
        let title = opened.article.title.replace(['[', ']'], "");
        let text = match &opened.article.link {
            Some(link) => format!("[{title}]({link})"),
            None => title,
        };
        self.send_copy(text)
    }

    /// Whether the chosen fact is the one that is lit in the text.
    fn lit_fact(&self) -> bool {
        let lit = self.reader.lit();
        self.side.item().zip(lit).is_some_and(|(item, lit)| item.spans.contains(&lit))
    }

    fn address_or_title(&self) -> Option<String> {
        let article = &self.reader.opened()?.article;
        Some(match (&article.link, article.source()) {
            (Some(link), _) => link.to_string(),
            (None, Some(source)) => format!("{} ({source})", article.title),
            (None, None) => article.title.to_string(),
        })
    }
}
