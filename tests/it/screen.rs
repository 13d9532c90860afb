//! Looks at the model of a terminal's screen.

/// The screen, looked at.
pub(crate) struct Screen<'a> {
    screen: &'a vt100::Screen,
}

impl<'a> Screen<'a> {
    pub(crate) fn new(screen: &'a vt100::Screen) -> Self {
        Self { screen }
    }
}

impl Screen<'_> {
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen.contents().contains(text)
    }

    /// How often a text is on the screen.
    pub(crate) fn count(&self, text: &str) -> usize {
        self.screen.contents().matches(text).count()
    }

    /// Row of the cursor, counted from 0, and whether it is shown.
    pub(crate) fn cursor_row(&self) -> (u16, bool) {
        (self.screen.cursor_position().0, !self.screen.hide_cursor())
    }

    /// The text of a row.
    pub(crate) fn row(&self, row: u16) -> String {
        let (_, columns) = self.screen.size();
        self.screen.rows(0, columns.get()).nth(usize::from(row)).unwrap_or_default()
    }

    /// The text of the row the cursor stands in.
    pub(crate) fn cursor_line(&self) -> String {
        self.row(self.cursor_row().0)
    }

    /// Whether the terminal is as a shell expects it: no mode is left on.
    pub(crate) fn is_given_back(&self) -> bool {
        let screen = self.screen;
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Default
            && !screen.bold()
            && !screen.inverse()
            && screen.bgcolor() == vt100::Color::Default
    }

    pub(crate) fn is_alternate(&self) -> bool {
        self.screen.alternate_screen()
    }
}

/// Everything that can be seen, a string a row; the last one is the cursor.
///
/// What a blank's letters would look like cannot be seen, so it is left out.
pub(crate) fn visible(screen: &vt100::Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let row = |row: u16| {
        let cells = (0..columns.get()).filter_map(|column| screen.cell(row, column));
        cells.map(look).collect::<String>()
    };
    let mut all: Vec<String> = (0..rows.get()).map(row).collect();
    let hidden = screen.hide_cursor();
    all.push(if hidden { "hidden".to_owned() } else { format!("{:?}", screen.cursor_position()) });
    all
}

fn look(cell: &vt100::Cell) -> String {
    let symbol = if cell.has_contents() { cell.contents() } else { " " };
    let mut attributes = format!("{:?}", cell.bgcolor());
    if symbol != " " || cell.inverse() || cell.underline() {
        let flags = (cell.bold(), cell.underline(), cell.inverse());
        attributes = format!("{attributes}{:?}{flags:?}", cell.fgcolor());
    }
    format!("{symbol}[{attributes}]")
}
