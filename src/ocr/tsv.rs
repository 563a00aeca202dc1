//! What Tesseract says of a picture → the words it saw.

/// A word as it was seen in a picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    /// The block, paragraph and line that it belongs to.
    pub(super) line: [u32; 3],
    /// Left, top, right and bottom in pixels: round the ink.
    pub(super) ink: [f32; 4],
    /// 0 to 100.
    pub(super) confidence: f32,
    /// Its letters.
    pub(super) text: String,
}

impl Seen {
    /// True when it reads downwards: Tesseract follows such lines on a page of others.
    pub(super) fn is_lying(&self, after: Option<&Self>) -> bool {
        let [x0, y0, x1, y1] = self.ink;
        match after.filter(|after| after.line == self.line) {
            Some(after) => after.ink[1] >= y1 && after.ink[0] < x1 && after.ink[2] > x0,
            None => self.text.chars().count() > 2 && y1 - y0 > 1.5 * (x1 - x0),
        }
    }
}

/// Rows of this level are words.
const WORD: &str = "5";

/// Signs without a letter or figure of less confidence are specks, folds and ruling lines.
const SPECK: f32 = 30.0;

/// The words of a table with tabs: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
pub(super) fn words(table: &str) -> Vec<Seen> {
    table.lines().filter_map(word).filter(|seen| !is_speck(seen)).collect()
}

fn word(row: &str) -> Option<Seen> {
    let fields: Vec<&str> = row.splitn(12, '\t').collect();
    let &[WORD, _, block, paragraph, line, _, left, top, width, height, confidence, text] =
        fields.as_slice()
    else {
        return None;
    };
    let number = |field: &str| field.parse::<u32>().ok();
    let length = |field: &str| field.parse::<f32>().ok().filter(|length| length.is_finite());
    let (left, top) = (length(left)?, length(top)?);
    let text = text.trim();
    let confidence = length(confidence)?;
    if text.is_empty() || confidence < 0.0 {
        return None;
    }
    Some(Seen {
        line: [number(block)?, number(paragraph)?, number(line)?],
        ink: [left, top, left + length(width)?, top + length(height)?],
        confidence: confidence.min(100.0),
        text: mended(text),
    })
}

/// Accents that Swedish does not write: the model knows all Latin alphabets, and takes dirt for them.
fn mended(text: &str) -> String {
    match text {
        "í" | "ì" | "î" | "ï" => "i".to_owned(),
        text => text.replace(['À', 'Â', 'Ã'], "Å"),
    }
}

fn is_speck(seen: &Seen) -> bool {
    seen.confidence < SPECK && !seen.text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
        1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n\
        4\t1\t1\t1\t1\t0\t300\t310\t700\t40\t-1\t\n\
        5\t1\t1\t1\t1\t1\t300\t310\t20\t40\t91.5\t§\n\
        5\t1\t1\t1\t1\t2\t340\t312\t60\t30\t96.1\t12\n\
        5\t1\t2\t1\t1\t1\t10\t10\t5\t900\t4.0\t|\n\
        5\t1\t2\t1\t2\t1\t10\t10\t5\t9\t95.0\t \n\
        5\t1\t2\t1\t2\t2\t10\t10\t5\t9\tNaN\tx\n\
        5\t1\t2\n";

    #[test]
    fn words_with_their_places() {
        let words = words(TABLE);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["§", "12"]);
        assert_eq!([mended("í"), mended("Galícia"), mended("RÀ")], ["i", "Galícia", "RÅ"]);
        assert_eq!(words[1].ink, [340.0, 312.0, 400.0, 342.0]);
        assert_eq!((words[1].line, words[1].confidence), ([1, 1, 1], 96.1));
    }
}
