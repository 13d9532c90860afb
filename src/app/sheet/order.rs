//! In which order the reports of a table stand: those that say something before those that say nothing.
//!
//! Many a feed sends headlines alone. Their reports belong to the story, but a table that begins with them shows nothing.

use super::{Row, Sheet};

/// Puts the columns that no row has anything of behind the others, which stay in their order.
pub(super) fn silent_last(sheet: &mut Sheet) {
    let says = |column: &usize| {
        let mut cells = sheet.rows.iter().map(|row| row.cells.get(*column));
        cells.any(|cell| cell.is_some_and(Option::is_some))
    };
    let (mut order, silent): (Vec<usize>, Vec<usize>) = (0..sheet.columns.len()).partition(says);
    order.extend(silent);
    sheet.columns = order.iter().filter_map(|at| sheet.columns.get(*at).cloned()).collect();
    for row in &mut sheet.rows {
        reorder(row, &order);
    }
}

fn reorder(row: &mut Row, order: &[usize]) {
    row.cells = order.iter().map(|at| row.cells.get_mut(*at).and_then(Option::take)).collect();
    for told in &mut row.told {
        told.column = order.iter().position(|at| *at == told.column).unwrap_or(told.column);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Told, View};
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell { text: text.to_owned(), ..Cell::default() }
    }

    fn sheet() -> Sheet {
        let row = |cells: Vec<Option<Cell>>, column| Row {
            label: "number".to_owned(),
            told: vec![Told { column, ..Told::default() }],
            cells,
            ..Row::default()
        };
        let columns = ["A", "B", "C", "D", "E"].map(|name| (name.to_owned(), String::new()));
        Sheet {
            columns: columns.into(),
            groups: vec![super::super::Group::default()],
            rows: vec![
                row(vec![None, Some(cell("12")), None, None, None], 1),
                row(vec![None, None, None, Some(cell("11")), None], 3),
            ],
            ..Sheet::default()
        }
    }

    #[test]
    fn reports_that_say_nothing_stand_behind_the_others() {
        let mut sheet = sheet();
        silent_last(&mut sheet);
        let names: Vec<&str> = sheet.columns.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["B", "D", "A", "C", "E"]);
        assert_eq!(sheet.rows[1].cells, [None, Some(cell("11")), None, None, None]);
        assert_eq!((sheet.rows[0].told[0].column, sheet.rows[1].told[0].column), (0, 1));
    }

    #[test]
    fn a_row_that_is_selected_is_seen_to_say_something() {
        let mut view = View::default();
        view.resize(80, 24);
        view.show(sheet());
        let shown = |view: &View| view.parts().iter().map(|part| part.column).collect::<Vec<_>>();
        assert_eq!((shown(&view), view.column()), (vec![0, 1], 0));
        view.step(1);
        assert_eq!((shown(&view), view.column()), (vec![2, 3], 3));
        // Where something is seen, nothing moves.
        view.go_to_column(-2);
        view.select(0);
        assert_eq!((shown(&view), view.column()), (vec![1, 2], 1));
    }
}
