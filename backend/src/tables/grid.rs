//! The rows while they are being read; every reader puts its cells here, so the limits hold for all of them.

use super::read::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT, NotATable};

/// A rectangle of cells, both ends included, counted from zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merged {
    pub(super) top: usize,
    pub(super) left: usize,
    pub(super) bottom: usize,
    pub(super) right: usize,
}

#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    merged: Vec<Merged>,
    text: usize,
}

impl Grid {
    /// Puts a text into a cell. An empty one is no cell, wherever it stands: formats reach to the last row of a sheet.
    pub(super) fn put(&mut self, row: usize, column: usize, raw: &str) -> Result<(), NotATable> {
        let raw = trim(raw);
        if raw.is_empty() {
            return Ok(());
        }
        if row >= MAX_ROWS {
            return Err(NotATable::TooManyRows);
        }
        if column >= MAX_COLUMNS {
            return Err(NotATable::TooManyColumns);
        }
        // A shared string is one text in the file and as many here as there are cells that point to it.
        self.text += raw.len();
        if self.text > MAX_TEXT {
            return Err(NotATable::TooMuchText);
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize_with(column + 1, String::new);
            }
            if let Some(cell) = cells.get_mut(column) {
                // A line break within a cell is a space: one cell stays one line wherever it goes next.
                *cell = raw.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
            }
        }
        Ok(())
    }

    /// Of a merged area only the first cell has a value, whatever the file says of the others.
    pub(super) fn merge(&mut self, area: Merged) {
        if area.top < self.rows.len() && area.left < MAX_COLUMNS {
            self.merged.push(area);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, all of the same length, without empty ones and empty columns at the end.
    pub(super) fn finish(mut self) -> Vec<Vec<String>> {
        self.clear_covered();
        let width = self.rows.iter().filter_map(|row| row.iter().rposition(|cell| !cell.is_empty())).max();
        let height = self.rows.iter().rposition(|row| row.iter().any(|cell| !cell.is_empty()));
        let (Some(width), Some(height)) = (width, height) else {
            return Vec::new();
        };
        self.rows.truncate(height + 1);
        for row in &mut self.rows {
            row.resize_with(width + 1, String::new);
        }
        self.rows
    }

    /// Counts by differences how many areas lie over each cell, because a file may declare a million areas,
    /// each over everything.
    fn clear_covered(&mut self) {
        if self.merged.is_empty() {
            return;
        }
        let wide = MAX_COLUMNS + 1;
        let mut edges = vec![0_i64; (self.rows.len() + 1) * wide];
        let mut firsts = vec![false; edges.len()];
        let last_row = self.rows.len().saturating_sub(1);
        for area in &self.merged {
            let below = area.bottom.min(last_row) + 1;
            let right = area.right.min(MAX_COLUMNS - 1) + 1;
            if below <= area.top || right <= area.left {
                continue;
            }
            let corners = [(area.top, area.left, 1), (area.top, right, -1), (below, area.left, -1), (below, right, 1)];
            for (row, column, step) in corners {
                if let Some(edge) = edges.get_mut(row * wide + column) {
                    *edge += step;
                }
            }
            if let Some(first) = firsts.get_mut(area.top * wide + area.left) {
                *first = true;
            }
        }
        let mut above = vec![0_i64; wide];
        for ((cells, edges), firsts) in self.rows.iter_mut().zip(edges.chunks(wide)).zip(firsts.chunks(wide)) {
            let mut run = 0;
            let line = above.iter_mut().zip(edges).map(|(above, edge)| {
                run += edge;
                *above += run;
                *above > 0
            });
            // The whole line has to be summed, also where the row is shorter: the next one builds on it.
            let line: Vec<bool> = line.collect();
            for ((cell, covered), first) in cells.iter_mut().zip(line).zip(firsts) {
                if covered && !first {
                    cell.clear();
                }
            }
        }
    }
}

/// White space, and two invisible characters that spreadsheets bring from web pages.
fn trim(text: &str) -> &str {
    text.trim_matches(|char: char| char.is_whitespace() || char.is_control() || matches!(char, '\u{feff}' | '\u{200b}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[(usize, usize, &str)]) -> Grid {
        let mut grid = Grid::default();
        for (row, column, text) in cells {
            grid.put(*row, *column, text).unwrap();
        }
        grid
    }

    #[test]
    fn rectangular_and_trimmed() {
        let rows = grid(&[(1, 1, " \u{a0}Әлия\u{200b} "), (2, 0, "а\nб"), (9, 9, "  ")]).finish();
        assert_eq!(rows, [["", ""], ["", "Әлия"], ["а б", ""]]);
    }

    #[test]
    fn limits_are_exact() {
        let mut grid = Grid::default();
        grid.put(MAX_ROWS - 1, MAX_COLUMNS - 1, "x").unwrap();
        grid.put(usize::MAX, usize::MAX, " ").unwrap();
        assert_eq!(grid.put(MAX_ROWS, 0, "x"), Err(NotATable::TooManyRows));
        assert_eq!(grid.put(0, MAX_COLUMNS, "x"), Err(NotATable::TooManyColumns));
        assert_eq!(grid.put(0, 0, &"x".repeat(MAX_TEXT)), Err(NotATable::TooMuchText));
    }

    #[test]
    fn only_the_first_of_a_merged_area() {
        let mut grid = grid(&[(0, 0, "a"), (0, 1, "b"), (0, 2, "c"), (1, 0, "d"), (1, 1, "e"), (2, 0, "f")]);
        grid.merge(Merged { top: 0, left: 0, bottom: 1, right: 1 });
        grid.merge(Merged { top: 2, left: 0, bottom: usize::MAX, right: usize::MAX });
        grid.merge(Merged { top: 2, left: 2, bottom: 0, right: 0 });
        assert_eq!(grid.finish(), [["a", "", "c"], ["", "", ""], ["f", "", ""]]);
    }
}
