//! Looks at the model of a terminal's screen.

/// What tests ask of a screen.
pub(crate) trait Screen {
    /// Whether some text is on it, within a row.
    fn shows(&self, text: &str) -> bool;
    /// How often a text is on it.
    fn count(&self, text: &str) -> usize;
    /// The text of a row, counted from 0.
    fn row(&self, row: u16) -> String;
    /// The row of the cursor, and whether the cursor is shown.
    fn cursor_row(&self) -> (u16, bool);
    /// The text of the row the cursor stands in.
    fn cursor_line(&self) -> String;
    /// Whether the terminal is as a shell expects it: no mode is left on.
    fn is_given_back(&self) -> bool;
    /// Everything that can be seen, a string a row; the last one is the cursor.
    fn visible(&self) -> Vec<String>;
}

impl Screen for vt100::Screen {
    fn shows(&self, text: &str) -> bool {
        self.contents().contains(text)
    }

    fn count(&self, text: &str) -> usize {
        self.contents().matches(text).count()
    }

    fn row(&self, row: u16) -> String {
        let (_, columns) = self.size();
        self.rows(0, columns.get()).nth(usize::from(row)).unwrap_or_default()
    }

    fn cursor_row(&self) -> (u16, bool) {
        (self.cursor_position().0, !self.hide_cursor())
    }

    fn cursor_line(&self) -> String {
        self.row(self.cursor_row().0)
    }

    fn is_given_back(&self) -> bool {
        !self.alternate_screen()
            && !self.hide_cursor()
            && !self.bracketed_paste()
            && self.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            && self.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Default
            && !self.bold()
            && !self.inverse()
            && self.bgcolor() == vt100::Color::Default
    }

    fn visible(&self) -> Vec<String> {
        let (rows, columns) = self.size();
        let row = |row: u16| {
            let cells = (0..columns.get()).filter_map(|column| self.cell(row, column));
            cells.map(look).collect::<String>()
        };
        let mut all: Vec<String> = (0..rows.get()).map(row).collect();
        let cursor = self.cursor_position();
        all.push(if self.hide_cursor() { "hidden".to_owned() } else { format!("{cursor:?}") });
        all
    }
}

/// What a blank's letters would look like cannot be seen, so it is left out.
fn look(cell: &vt100::Cell) -> String {
    let symbol = if cell.has_contents() { cell.contents() } else { " " };
    let mut attributes = format!("{:?}", cell.bgcolor());
    if symbol != " " || cell.inverse() || cell.underline() {
        let flags = (cell.bold(), cell.underline(), cell.inverse());
        attributes = format!("{attributes}{:?}{flags:?}", cell.fgcolor());
    }
    format!("{symbol}[{attributes}]")
}
