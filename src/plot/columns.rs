//! Upright columns: on each other, or beside each other.

use super::frame::{MARGIN, WIDTH};
use super::scale::Scale;
use super::svg::{Anchor, Face, Svg};
use super::{Columns, ink, words};

const HEIGHT: f64 = 330.0;
const MARK: Face = Face { size: 12.0, bold: false, colour: ink::TEXT };
const LABEL: Face = Face { size: 12.5, bold: true, colour: ink::TEXT };
const VALUE: Face = Face { size: 10.5, bold: false, colour: ink::TEXT };

pub(super) fn is_empty(columns: &Columns) -> bool {
    columns.series.iter().all(|series| series.values.iter().all(Option::is_none))
}

/// Draws them from `top` on; gives where they end.
pub(super) fn draw(svg: &mut Svg, columns: &Columns, top: f64) -> f64 {
    let scale = scale(columns);
    let marks = scale.marks();
    let widest = marks.iter().map(|(_, told)| words::width(told, MARK.size)).fold(0.0, f64::max);
    let (left, right) = (MARGIN + widest + 8.0, WIDTH - MARGIN);
    let top = top + 22.0;
    let bottom = top + HEIGHT;
    let y = |value: f64| bottom - scale.share(value) * HEIGHT;

    svg.text((MARGIN, top - 14.0), Anchor::Start, LABEL, &columns.measure);
    for (value, told) in &marks {
        svg.line((left, y(*value)), (right, y(*value)), ink::GRID);
        svg.text((left - 8.0, y(*value) + 4.0), Anchor::End, MARK, told);
    }
    let pitch = (right - left) / columns.places.len().max(1) as f64;
    let pen = Pen { columns, left, pitch, nought: y(0.0), decimals: decimals(columns) };
    for place in 0..columns.places.len() {
        if columns.stacked {
            pen.stack(svg, place, &y);
        } else {
            pen.beside(svg, place, &y);
        }
    }
    svg.line((left, y(0.0)), (right, y(0.0)), ink::AXIS);
    pen.places(svg, bottom + 17.0);
    svg.text(((left + right) / 2.0, bottom + 37.0), Anchor::Middle, LABEL, &columns.along);
    bottom + 42.0
}

fn scale(columns: &Columns) -> Scale {
    let values: Vec<f64> = if columns.stacked {
        (0..columns.places.len()).map(|place| total(columns, place)).collect()
    } else {
        columns.series.iter().flat_map(|series| &series.values).copied().flatten().collect()
    };
    Scale::of(values.iter().copied(), 6.0)
}

fn total(columns: &Columns, place: usize) -> f64 {
    columns.series.iter().filter_map(|series| series.values.get(place).copied().flatten()).sum()
}

fn decimals(columns: &Columns) -> usize {
    words::decimals(columns.series.iter().flat_map(|series| &series.values).copied().flatten())
}

struct Pen<'a> {
    columns: &'a Columns,
    left: f64,
    /// From one place to the next.
    pitch: f64,
    nought: f64,
    decimals: usize,
}

impl Pen<'_> {
    fn values(&self, place: usize) -> impl Iterator<Item = (usize, &str, f64)> {
        let of = move |(at, series): (usize, &'_ super::Series)| {
            series.values.get(place).copied().flatten().map(|value| (at, value))
        };
        let values = self.columns.series.iter().enumerate().filter_map(of);
        values.map(|(at, value)| (at, self.columns.series[at].name.as_str(), value))
    }

    fn told(&self, place: usize, name: &str, value: f64) -> String {
        format!("{}, {name}: {}", self.columns.places[place], words::number(value, self.decimals))
    }

    fn stack(&self, svg: &mut Svg, place: usize, y: &impl Fn(f64) -> f64) {
        let width = (self.pitch * 0.78).min(64.0);
        let x = self.left + (place as f64 + 0.5) * self.pitch - width / 2.0;
        let mut below = 0.0;
        for (at, name, value) in self.values(place).filter(|(.., value)| *value > 0.0) {
            let (top, bottom) = (y(below + value), y(below));
            let told = self.told(place, name, value);
            svg.rect([x, top, width, bottom - top], &ink::fill(at), &told);
            below += value;
        }
        if below > 0.0 {
            let told = words::number(below, self.decimals);
            self.value(svg, (x + width / 2.0, y(below) - 4.0), &told, self.pitch - 1.0);
        }
    }

    fn beside(&self, svg: &mut Svg, place: usize, y: &impl Fn(f64) -> f64) {
        let n_series = self.columns.series.len().max(1) as f64;
        let width = (self.pitch * 0.82 / n_series).min(48.0);
        let n_here = self.values(place).count() as f64;
        let left = self.left + (place as f64 + 0.5) * self.pitch - width * n_here / 2.0;
        for (nth, (at, name, value)) in self.values(place).enumerate() {
            let x = left + nth as f64 * width;
            let (top, bottom) = (y(value).min(self.nought), y(value).max(self.nought));
            let told = self.told(place, name, value);
            svg.rect([x, top, width, (bottom - top).max(0.8)], &ink::fill(at), &told);
            let at = if value < 0.0 { bottom + 12.0 } else { top - 4.0 };
            let told = words::number(value, self.decimals);
            self.value(svg, (x + width / 2.0, at), &told, width + 6.0);
        }
    }

    /// A value at its column, where it has the room.
    fn value(&self, svg: &mut Svg, at: (f64, f64), told: &str, room: f64) {
        if words::width(told, VALUE.size) <= room {
            svg.text_over(at, Anchor::Middle, VALUE, told);
        }
    }

    /// The names below, as many as have the room.
    fn places(&self, svg: &mut Svg, y: f64) {
        let places = &self.columns.places;
        let widest =
            places.iter().map(|name| words::width(name, MARK.size)).fold(0.0, f64::max) + 10.0;
        let every = (widest / self.pitch).ceil().max(1.0) as usize;
        // Years are told by fives and tens rather than by threes.
        let every = [1, 2, 5, 10, 20, 50].into_iter().find(|step| *step >= every).unwrap_or(every);
        let is_round = |name: &String| name.parse::<usize>().is_ok_and(|year| year % every == 0);
        let first = places.iter().position(is_round).filter(|first| *first < every).unwrap_or(0);
        for (place, name) in places.iter().enumerate().skip(first).step_by(every) {
            let x = self.left + (place as f64 + 0.5) * self.pitch;
            let x = x.min(WIDTH - words::width(name, MARK.size) / 2.0);
            svg.text((x, y), Anchor::Middle, MARK, name);
        }
    }
}

/// All that is drawn, in words.
pub(super) fn told(columns: &Columns) -> String {
    let decimals = decimals(columns);
    let mut told = format!("{} per {}.", columns.measure, columns.along.to_lowercase());
    for (place, name) in columns.places.iter().enumerate() {
        let value = |series: &super::Series| {
            let value = series.values.get(place).copied().flatten()?;
            Some(format!("{} {}", series.name, words::number(value, decimals)))
        };
        let values: Vec<String> = columns.series.iter().filter_map(value).collect();
        if !values.is_empty() {
            told.push_str(&format!(" {name}: {}.", values.join(", ")));
        }
    }
    told
}
