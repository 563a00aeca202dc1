//! A page that was laid askew on the scanner → the same page with its lines level.

use crate::model::{Page, Rect};

/// The page with level lines; `None` when they are level.
pub(super) fn straight(page: &Page) -> Option<Page> {
    if page.skew == 0.0 {
        return None;
    }
    let mut straight = page.clone();
    let (sin, cos) = (-page.skew).sin_cos();
    let (middle_x, middle_y) = (page.width / 2.0, page.height / 2.0);
    for word in &mut straight.words {
        let Rect { x0, y0, x1, y1 } = word.rect;
        let (across, down) = ((x0 + x1) / 2.0 - middle_x, (y0 + y1) / 2.0 - middle_y);
        let right = across * cos - down * sin - across;
        let lower = across * sin + down * cos - down;
        word.rect = Rect { x0: x0 + right, y0: y0 + lower, x1: x1 + right, y1: y1 + lower };
        word.baseline += lower;
    }
    Some(straight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Word;

    #[test]
    fn a_falling_line_is_laid_level() {
        let skew = 3f32.to_radians();
        let mut page = Page { width: 600.0, height: 800.0, skew, ..Page::default() };
        for x0 in [50.0, 270.0, 490.0] {
            let middle = 300.0 + (x0 + 30.0 - 300.0) * skew.tan();
            page.words.push(Word::plain(
                0..0,
                Rect { x0, y0: middle - 5.0, x1: x0 + 60.0, y1: middle + 5.0 },
                middle + 3.0,
                10.0,
            ));
        }
        let straight = straight(&page).expect("it is askew");
        let baselines: Vec<f32> = straight.words.iter().map(|word| word.baseline).collect();
        assert!(baselines.iter().all(|y| (y - baselines[0]).abs() < 0.1), "{baselines:?}");
        assert!((straight.words[1].rect.x0 - 270.0).abs() < 6.0);
    }

    #[test]
    fn a_level_page_stays_as_it_is() {
        assert!(super::straight(&Page::default()).is_none());
    }
}
