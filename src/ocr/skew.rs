//! How far the lines of a picture fall, and the picture with them level.

use super::picture::Picture;

/// Sides of the squares of pixels that are looked at as one.
const SQUARE: usize = 4;

/// Steepest fall that is looked for, in degrees.
const STEEPEST: f32 = 5.0;

/// Lines that fall less, in degrees, are read well as they are.
const LEVEL: f32 = 0.4;

/// How much sharper the rows of ink must become by levelling: pages without lines of text have none.
const SHARPER: f64 = 1.3;

/// How sharp rows of ink are at least, for each square of it: round shapes have edges too.
const SHARP: f64 = 6.0;

/// How far the lines fall to the right, in radians; 0 where they are level or there are none.
pub(super) fn skew(picture: &Picture) -> f32 {
    let ink = ink(picture);
    let degrees = |step: f32, around: f32, reach: f32| {
        let n_steps = (reach / step) as i32;
        let angles = (-n_steps..=n_steps).map(move |n| around + n as f32 * step);
        angles
            .map(|angle| (sharpness(&ink, angle), angle))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map_or(0.0, |(_, angle)| angle)
    };
    let coarse = degrees(0.5, 0.0, STEEPEST);
    let fine = degrees(0.1, coarse, 0.4);
    let is_falling = fine.abs() >= LEVEL && fine.abs() < STEEPEST;
    let sharp = sharpness(&ink, fine);
    let is_sharp = sharp > SHARPER * sharpness(&ink, 0.0) && sharp > SHARP * ink.len() as f64;
    if is_falling && is_sharp { fine.to_radians() } else { 0.0 }
}

/// The picture turned back round its middle by the fall of its lines.
pub(super) fn levelled(picture: &Picture, skew: f32) -> Picture {
    let (width, height) = (picture.width as f32, picture.height as f32);
    let (sin, cos) = skew.sin_cos();
    let paper = picture.paper();
    let mut grey = Vec::with_capacity(picture.grey.len());
    for y in 0..picture.height {
        let down = y as f32 + 0.5 - height / 2.0;
        for x in 0..picture.width {
            let across = x as f32 + 0.5 - width / 2.0;
            let from_x = across * cos - down * sin + width / 2.0 - 0.5;
            let from_y = across * sin + down * cos + height / 2.0 - 0.5;
            grey.push(between(picture, from_x, from_y).unwrap_or(paper));
        }
    }
    Picture { grey, ..*picture }
}

/// The shade at a point between four pixels.
fn between(picture: &Picture, x: f32, y: f32) -> Option<u8> {
    if x < 0.0 || y < 0.0 {
        return None;
    }
    let (left, above) = (x as usize, y as usize);
    if left + 1 >= picture.width || above + 1 >= picture.height {
        return None;
    }
    let (right_part, lower_part) = (x - left as f32, y - above as f32);
    let at = above * picture.width + left;
    let shade = |at: usize| f32::from(picture.grey[at]);
    let upper = shade(at) * (1.0 - right_part) + shade(at + 1) * right_part;
    let below = at + picture.width;
    let lower = shade(below) * (1.0 - right_part) + shade(below + 1) * right_part;
    Some((upper * (1.0 - lower_part) + lower * lower_part).round() as u8)
}

/// The squares that are much darker than the paper: their columns and rows.
fn ink(picture: &Picture) -> Vec<(f32, f32)> {
    let paper = u32::from(picture.paper());
    let mut ink = Vec::new();
    for row in 0..picture.height / SQUARE {
        for column in 0..picture.width / SQUARE {
            let shades = (0..SQUARE).flat_map(|y| {
                let at = (row * SQUARE + y) * picture.width + column * SQUARE;
                &picture.grey[at..at + SQUARE]
            });
            let mean = shades.map(|&grey| u32::from(grey)).sum::<u32>() / (SQUARE * SQUARE) as u32;
            if mean + 50 < paper {
                ink.push((column as f32, row as f32));
            }
        }
    }
    ink
}

/// How much the rows differ from their neighbours, when lines fall by so many degrees: most where rows are lines.
fn sharpness(ink: &[(f32, f32)], degrees: f32) -> f64 {
    let slope = degrees.to_radians().tan();
    let rows = ink.iter().map(|(x, y)| (y - x * slope).round() as i32);
    let (Some(first), Some(last)) = (rows.clone().min(), rows.clone().max()) else { return 0.0 };
    let mut counts = vec![0f64; (last - first + 1) as usize];
    for row in rows {
        counts[(row - first) as usize] += 1.0;
    }
    counts.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of dashes that fall by so many degrees.
    fn lines(degrees: f32) -> Picture {
        let (width, height) = (1_200, 1_600);
        let slope = degrees.to_radians().tan();
        let shade = |at: usize| {
            let (x, y) = ((at % width) as f32, (at / width) as f32);
            let line = (y - (x - 600.0) * slope).rem_euclid(50.0);
            if line < 16.0 && (x / 30.0).fract() < 0.7 { 20 } else { 250 }
        };
        Picture { width, height, dpi: 150.0, grey: (0..width * height).map(shade).collect() }
    }

    #[test]
    fn the_fall_is_measured_and_taken_back() {
        for degrees in [-3.0, -1.2, 0.8, 2.5] {
            let falling = lines(degrees);
            let measured = skew(&falling);
            assert!((measured.to_degrees() - degrees).abs() < 0.2, "{degrees}: {measured}");
            assert_eq!(skew(&levelled(&falling, measured)), 0.0);
        }
    }

    #[test]
    fn level_pages_and_pages_without_lines_stay() {
        assert_eq!(skew(&lines(0.0)), 0.0);
        let blank = Picture { width: 400, height: 400, dpi: 150.0, grey: vec![250; 160_000] };
        assert_eq!(skew(&blank), 0.0);
        let blot = |at: usize| {
            let (x, y) = ((at % 400) as f32 - 200.0, (at / 400) as f32 - 200.0);
            if x.hypot(y) < 120.0 { 0 } else { 250 }
        };
        let round = Picture { grey: (0..160_000).map(blot).collect(), ..blank };
        assert_eq!(skew(&round), 0.0);
    }
}
