//! Lying bars, each with its name before it and its value behind.

use super::frame::{MARGIN, WIDTH};
use super::scale::Scale;
use super::svg::{Anchor, Face, Svg};
use super::{Bars, ink, words};

/// From one bar to the next.
const PITCH: f64 = 24.0;
/// The most that names may take.
const NAMES: f64 = 330.0;
const NAME: Face = Face { size: 12.5, bold: false, colour: ink::TEXT };
const MARK: Face = Face { size: 12.0, bold: false, colour: ink::TEXT };
const LABEL: Face = Face { size: 12.5, bold: true, colour: ink::TEXT };

/// Draws them from `top` on; gives where they end.
pub(super) fn draw(svg: &mut Svg, bars: &Bars, top: f64) -> f64 {
    let names = bars.bars.iter().map(|bar| words::width(&bar.name, NAME.size));
    let names = names.fold(0.0, f64::max).min(NAMES);
    let decimals = words::decimals(bars.bars.iter().map(|bar| bar.value));
    let values = bars.bars.iter().map(|bar| words::number(bar.value, decimals));
    let values: Vec<String> = values.collect();
    let widest = values.iter().map(|told| words::width(told, NAME.size)).fold(0.0, f64::max);
    let (left, right) = (MARGIN + names + 10.0, WIDTH - MARGIN - widest - 8.0);
    let bottom = top + PITCH * bars.bars.len() as f64 + 4.0;
    let scale = Scale::of(bars.bars.iter().map(|bar| bar.value), 6.0);
    let x = |value: f64| left + scale.share(value) * (right - left);

    for (value, told) in scale.marks() {
        svg.line((x(value), top), (x(value), bottom), ink::GRID);
        svg.text((x(value), bottom + 16.0), Anchor::Middle, MARK, &told);
    }
    for (at, (bar, told)) in bars.bars.iter().zip(&values).enumerate() {
        let y = top + 4.0 + PITCH * at as f64;
        let name = words::shorten(&bar.name, NAME.size, names);
        svg.text((left - 10.0, y + 13.0), Anchor::End, NAME, &name);
        let fill = if bar.is_rest { ink::REST.to_owned() } else { ink::fill(0) };
        let width = (x(bar.value) - left).max(0.8);
        svg.rect([left, y, width, PITCH - 6.0], &fill, &format!("{}: {told}", bar.name));
        svg.text_over((left + width + 6.0, y + 13.0), Anchor::Start, NAME, told);
    }
    svg.line((left, top), (left, bottom), ink::AXIS);
    svg.text(((left + right) / 2.0, bottom + 36.0), Anchor::Middle, LABEL, &bars.measure);
    bottom + 41.0
}

/// All that is drawn, in words.
pub(super) fn told(bars: &Bars) -> String {
    let decimals = words::decimals(bars.bars.iter().map(|bar| bar.value));
    let told = bars
        .bars
        .iter()
        .map(|bar| format!("{}: {}.", bar.name, words::number(bar.value, decimals)));
    format!("{}. {}", bars.measure, told.collect::<Vec<_>>().join(" "))
}
