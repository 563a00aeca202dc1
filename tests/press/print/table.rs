//! [Table] → marks (column widths from content, rules or a grid, a header on every page)

use super::{
    face::Weight,
    flow::{Flow, Look, Side, base},
    markup::{Row, Table},
    sheet::{Ink, Kind, Role},
    wrap::Line,
};

/// The space between a cell's text and its sides.
const PAD: f32 = 5.0;
/// The space a cell keeps to its neighbour when nothing is ruled.
const BARE: f32 = 8.0;
/// The indent of one leading space.
const INDENT: f32 = 5.0;

/// A table whose columns have been measured.
struct Plan<'t> {
    table: &'t Table,
    widths: Vec<f32>,
    pad: f32,
    size: f32,
    pitch: f32,
    /// Whether every cell is drawn round.
    grid: bool,
}

/// A row broken into lines, cell by cell.
struct Cells {
    lines: Vec<Vec<Line>>,
    height: f32,
}

/// Sets a table.
pub(crate) fn set(flow: &mut Flow, table: &Table) {
    let plan = plan(flow, table);
    let node = flow.tree.add(0, Kind::Table);
    let broken = (0..table.rows.len()).map(|at| plan.broken(flow, at)).collect::<Vec<_>>();
    let height = |at: usize| broken.get(at).map_or(0.0, |row| row.height);
    flow.room(height(0) + height(1) + height(2));
    plan.edge(flow, true);
    for (at, cells) in broken.iter().enumerate() {
        if at > 0 && flow.y + cells.height > flow.foot + 0.1 && flow.y > flow.top + 0.1 {
            flow.turn();
            plan.edge(flow, true);
            plan.row(flow, 0, &broken[0], None);
        }
        plan.row(flow, at, cells, Some(node));
    }
    flow.y += flow.style.pitch() * 0.4;
}

/// Measures the columns of a table.
fn plan<'t>(flow: &Flow, table: &'t Table) -> Plan<'t> {
    let style = flow.style;
    let pad = if table.ruled { PAD } else { BARE };
    let grid = table.ruled && style.boxed;
    let mut plan = Plan { table, widths: Vec::new(), pad, size: 0.0, pitch: 0.0, grid };
    for shrink in [0.95, 0.86, 0.78] {
        plan.size = style.size * shrink;
        plan.pitch = plan.size * style.leading * 0.96;
        let spans = (0..table.right.len()).map(|column| plan.span(flow, column));
        let spans = spans.collect::<Vec<_>>();
        let least = spans.iter().map(|span| span.0).sum::<f32>();
        let most = spans.iter().map(|span| span.1).sum::<f32>();
        plan.widths =
            fit(&spans, flow.measure, plan.grid || (table.ruled && most > 0.6 * flow.measure));
        if least <= flow.measure {
            break;
        }
    }
    plan
}

/// Chooses widths between the least and the most that fill a measure.
fn fit(spans: &[(f32, f32)], measure: f32, stretch: bool) -> Vec<f32> {
    let least = spans.iter().map(|span| span.0).sum::<f32>();
    let most = spans.iter().map(|span| span.1).sum::<f32>();
    let between = |span: &(f32, f32), part: f32| span.0 + (span.1 - span.0) * part;
    if least >= measure {
        spans.iter().map(|span| span.0 * measure / least).collect()
    } else if most > measure {
        spans.iter().map(|span| between(span, (measure - least) / (most - least))).collect()
    } else if stretch {
        spans.iter().map(|span| span.1 * measure / most).collect()
    } else {
        spans.iter().map(|span| span.1).collect()
    }
}

/// Whether a cell is a number, which is never broken.
fn number(cell: &str) -> bool {
    let fine = |letter: char| letter.is_ascii_digit() || " \u{a0}+−–-.,%()/:".contains(letter);
    cell.chars().all(fine)
}

impl Plan<'_> {
    /// The look of a row's cells in a column.
    fn look(&self, flow: &Flow, at: usize, column: usize) -> Look {
        let heavy = at == 0 || self.table.rows[at].total;
        let weight = if heavy { Weight::Bold } else { Weight::Regular };
        let side = if self.table.right[column] { Side::Right } else { Side::Middle };
        let side = if side == Side::Middle { Side::Left } else { side };
        Look { size: self.size, weight, side, ..flow.look() }
    }

    /// The indent of a row's cell.
    fn inset(&self, row: &Row, column: usize) -> f32 {
        if column == 0 { row.indent as f32 * INDENT } else { 0.0 }
    }

    /// The least and the most width a column wants.
    fn span(&self, flow: &Flow, column: usize) -> (f32, f32) {
        let (mut least, mut most) = (0.0_f32, 0.0_f32);
        for (at, row) in self.table.rows.iter().enumerate() {
            let fill = flow.fill(self.look(flow, at, column));
            let cell = &row.cells[column];
            let around = self.inset(row, column) + 2.0 * self.pad + 0.5;
            let whole = fill.width(cell) + around;
            most = most.max(whole);
            least = least.max(if number(cell) { whole } else { fill.widest(cell) + around });
        }
        (least, most)
    }

    /// Breaks a row's cells to their columns.
    fn broken(&self, flow: &Flow, at: usize) -> Cells {
        let row = &self.table.rows[at];
        let lines = row.cells.iter().enumerate().map(|(column, cell)| {
            let mut fill = flow.fill(self.look(flow, at, column));
            fill.hyphenate = false;
            let measure = self.widths[column] - self.inset(row, column) - 2.0 * self.pad;
            fill.lines(cell, measure)
        });
        let lines = lines.collect::<Vec<_>>();
        let most = lines.iter().map(Vec::len).max().unwrap_or(1);
        Cells { lines, height: most as f32 * self.pitch + 2.0 * self.lift() }
    }

    /// The space above and below a row's text.
    fn lift(&self) -> f32 {
        if self.grid { 3.0 } else { 1.2 }
    }

    /// The whole width.
    fn width(&self) -> f32 {
        self.widths.iter().sum()
    }

    /// Draws a rule over the whole width at the cursor, thin.
    fn edge(&self, flow: &mut Flow, upper: bool) {
        let (left, right, y) = (flow.left(), flow.left() + self.width(), flow.y);
        if self.grid && upper {
            flow.mark(Ink::Fill([left, y - 0.25, right, y + 0.25], 0), Role::Decor);
        } else if self.table.ruled && !upper {
            flow.mark(Ink::Line((left, y), (right, y), 0.6), Role::Decor);
        }
    }

    /// Draws a row; without a table node it is a repeated header, which is no content.
    fn row(&self, flow: &mut Flow, at: usize, cells: &Cells, table: Option<usize>) {
        let row = &self.table.rows[at];
        if row.total && !self.grid {
            self.edge(flow, false);
        }
        let node = table.map(|table| flow.tree.add(table, Kind::Row));
        let top = flow.y;
        let mut left = flow.left();
        for (column, lines) in cells.lines.iter().enumerate() {
            let look = self.look(flow, at, column);
            let inset = self.pad + self.inset(row, column);
            let measure = self.widths[column] - self.pad - inset;
            let kind = if at == 0 { Kind::Th } else { Kind::Td };
            let role = match node {
                Some(node) => Role::Body(flow.tree.add(node, kind)),
                None => Role::Decor,
            };
            let mut y = top + self.lift();
            for line in lines {
                let (mut strip, shift) = flow.strip(line, Look { ..look }, measure);
                if flow.tagged && strip.runs.is_empty() {
                    strip = flow.faces.shape(" ", look.weight);
                }
                let spot = (left + inset + shift, y + base(self.pitch, self.size));
                flow.mark(Ink::Text(strip, spot.0, spot.1, self.size), role);
                y += self.pitch;
            }
            left += self.widths[column];
        }
        flow.y += cells.height;
        if self.grid {
            self.posts(flow, top);
            self.edge(flow, true);
        } else if at == 0 {
            self.edge(flow, false);
        }
    }

    /// Draws the upright lines of a row that began at a height.
    fn posts(&self, flow: &mut Flow, top: f32) {
        let mut x = flow.left();
        let bottom = flow.y;
        for width in std::iter::once(0.0).chain(self.widths.iter().copied()) {
            x += width;
            flow.mark(Ink::Fill([x - 0.25, top, x + 0.25, bottom], 0), Role::Decor);
        }
    }
}
