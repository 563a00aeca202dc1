//! markup → [Paper] (directives and blocks)

/// A paper as written, before any setting.
#[derive(Default)]
pub(crate) struct Paper {
    /// The name of the style.
    pub(crate) style: String,
    /// Whether the print carries structure tags.
    pub(crate) tagged: bool,
    /// The title in the metadata.
    pub(crate) title: String,
    /// The running heads.
    pub(crate) heads: Vec<String>,
    /// The running feet.
    pub(crate) feet: Vec<String>,
    /// The body.
    pub(crate) blocks: Vec<Block>,
}

/// A piece of the body.
pub(crate) struct Block {
    /// Whether a blank line stood before it.
    pub(crate) gap: bool,
    /// What it is.
    pub(crate) what: What,
}

/// The kinds of block.
pub(crate) enum What {
    /// A heading of level 1 to 3.
    Heading(u16, String),
    /// A paragraph, with its forced lines and whether it is indented.
    Para(Vec<String>, bool),
    /// A list item, with its label, its forced lines and whether it is indented.
    Item(String, Vec<String>, bool),
    /// A line set to the right.
    Right(String),
    /// A line set in the middle.
    Center(String),
    /// A line in heavy letters.
    Bold(String),
    /// A line in letter-spaced capitals.
    Spaced(String),
    /// A note for the foot of the page.
    Footnote(String),
    /// A new page.
    Break,
    /// An empty line's worth of space.
    Space,
    /// Blocks of lines side by side.
    Columns(Vec<Vec<String>>),
    /// A table.
    Table(Table),
}

/// A table as written.
#[derive(Default)]
pub(crate) struct Table {
    /// Whether it is printed with lines.
    pub(crate) ruled: bool,
    /// Which columns are set to the right.
    pub(crate) right: Vec<bool>,
    /// The header row first, then the body.
    pub(crate) rows: Vec<Row>,
}

/// A table row as written.
pub(crate) struct Row {
    /// Whether it is a total.
    pub(crate) total: bool,
    /// How many spaces the first cell is indented by.
    pub(crate) indent: usize,
    /// The cells, without surrounding spaces.
    pub(crate) cells: Vec<String>,
}

/// The state of the reading.
#[derive(Default)]
struct Reading {
    paper: Paper,
    /// Whether a blank line stood before the next block.
    gap: bool,
    /// Whether a table without lines comes next.
    unruled: bool,
    /// The text block still growing, and whether its last line was forced to end.
    open: Option<bool>,
    /// The side-by-side blocks still growing.
    columns: Option<Vec<Vec<String>>>,
    /// The table still growing.
    table: Option<Table>,
}

/// Reads a paper.
pub(crate) fn read(markup: &str) -> Result<Paper, String> {
    let mut reading = Reading::default();
    for (number, line) in markup.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.replace('\t', "    ");
        reading.line(&line).map_err(|fault| format!("line {}: {fault}", number + 1))?;
    }
    reading.shut();
    if reading.columns.is_some() {
        return Err("@columns without @endcolumns".to_owned());
    }
    if reading.paper.style.is_empty() {
        return Err("no @style".to_owned());
    }
    Ok(reading.paper)
}

impl Reading {
    /// Takes in one line.
    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(columns) = &mut self.columns {
            match line.trim_end() {
                "@next" => columns.push(Vec::new()),
                "@endcolumns" => {
                    let done = self.columns.take().unwrap_or_default();
                    self.block(What::Columns(done));
                }
                text => {
                    let own = text.strip_prefix('\\').unwrap_or(text);
                    columns.last_mut().ok_or("no column")?.push(own.to_owned());
                }
            }
            return Ok(());
        }
        if line.starts_with('|') {
            self.row(line);
            return Ok(());
        }
        if line.trim().is_empty() {
            self.shut();
            self.gap = true;
            return Ok(());
        }
        if let Some(plain) = line.strip_prefix('\\') {
            self.text(plain);
            return Ok(());
        }
        if let Some(directive) = line.strip_prefix('@') {
            self.shut();
            let (name, rest) = directive.split_once(' ').unwrap_or((directive, ""));
            return self.directive(name.trim(), rest.trim());
        }
        for (mark, level) in [("# ", 1), ("## ", 2), ("### ", 3)] {
            if let Some(text) = line.strip_prefix(mark) {
                self.block(What::Heading(level, text.trim().to_owned()));
                return Ok(());
            }
        }
        let indented = line.starts_with("    ");
        if let Some((label, text)) = item(line.trim_start()) {
            self.block(What::Item(label, Vec::new(), indented));
            self.open = Some(true);
            self.text(text);
        } else if indented {
            if !matches!(self.paper.blocks.last(), Some(Block { what: What::Para(_, true), .. })) {
                self.shut();
            }
            if self.open.is_none() {
                self.block(What::Para(Vec::new(), true));
                self.open = Some(true);
            }
            self.text(line);
        } else {
            self.text(line);
        }
        Ok(())
    }

    /// Takes in a directive.
    fn directive(&mut self, name: &str, rest: &str) -> Result<(), String> {
        let text = rest.to_owned();
        match name {
            "style" => self.paper.style = text,
            "tagged" => {
                self.paper.tagged = match rest {
                    "yes" => true,
                    "no" => false,
                    other => return Err(format!("@tagged {other}")),
                }
            }
            "title" => self.paper.title = text,
            "header" => self.paper.heads.push(text),
            "footer" => self.paper.feet.push(text),
            "right" => self.block(What::Right(text)),
            "center" => self.block(What::Center(text)),
            "bold" => self.block(What::Bold(text)),
            "spaced" => self.block(What::Spaced(text)),
            "footnote" => self.block(What::Footnote(text)),
            "pagebreak" => self.block(What::Break),
            "space" => self.block(What::Space),
            "unruled" => self.unruled = true,
            "columns" => self.columns = Some(vec![Vec::new()]),
            other => return Err(format!("no directive named @{other}")),
        }
        Ok(())
    }

    /// Adds a block, ending the one before.
    fn block(&mut self, what: What) {
        self.shut();
        let gap = std::mem::take(&mut self.gap);
        self.paper.blocks.push(Block { gap, what });
    }

    /// Adds a line to the text block still growing, or begins a paragraph with it.
    fn text(&mut self, line: &str) {
        if self.table.is_some() || self.open.is_none() {
            self.block(What::Para(Vec::new(), false));
        }
        let forced = self.open.replace(line.ends_with("  ")).unwrap_or(true);
        let Some(block) = self.paper.blocks.last_mut() else { return };
        if let What::Para(lines, _) | What::Item(_, lines, _) = &mut block.what {
            match lines.last_mut() {
                Some(last) if !forced => {
                    last.push(' ');
                    last.push_str(line.trim());
                }
                _ => lines.push(line.trim().to_owned()),
            }
        }
    }

    /// Takes in a table row.
    fn row(&mut self, line: &str) {
        if self.table.is_none() {
            self.shut();
            let ruled = !std::mem::take(&mut self.unruled);
            self.table = Some(Table { ruled, ..Table::default() });
        }
        let Some(table) = &mut self.table else { return };
        let total = line.starts_with("|=");
        let inner = line.trim_start_matches('|').trim_start_matches('=').trim_end();
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let cells = inner.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let rule = |cell: &String| !cell.is_empty() && cell.chars().all(|c| "-:".contains(c));
        if table.rows.len() == 1 && table.right.is_empty() && cells.iter().all(rule) {
            table.right = cells.iter().map(|cell| cell.ends_with(':')).collect();
            return;
        }
        let indent = inner.len() - inner.trim_start_matches(' ').len();
        table.rows.push(Row { total, indent, cells });
    }

    /// Ends whatever is still growing.
    fn shut(&mut self) {
        self.open = None;
        let Some(mut table) = self.table.take() else { return };
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        table.right.resize(width, false);
        let base = table.rows.first().map_or(0, |row| row.indent);
        for row in &mut table.rows {
            row.cells.resize(width, String::new());
            row.indent = row.indent.saturating_sub(base);
        }
        self.block(What::Table(table));
    }
}

/// The label and text of a list item, if the line is one.
fn item(line: &str) -> Option<(String, &str)> {
    if let Some(text) = line.strip_prefix("- ") {
        return Some(("•".to_owned(), text));
    }
    let (number, text) = line.split_once(". ")?;
    let digits = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| (format!("{number}."), text))
}
