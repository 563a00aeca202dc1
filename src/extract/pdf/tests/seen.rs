//! Text that is not seen, or does not stand upright.

use super::*;
use crate::model::Turn;

/// The words of the first page, and whether each is seen.
#[track_caller]
fn check(content: &str, expected: &[(&str, bool)]) {
    let (pages, _) = read(&pdf(content, HELVETICA));
    let page = &pages[0];
    let told: Vec<_> = page.words.iter().map(|word| (page.letters(word), word.visible)).collect();
    assert_eq!(told, expected, "{content}");
}

const HEJ: &str = "BT /F 10 Tf 10 50 Td (Hej) Tj ET";

#[test]
fn white_letters_are_seen_where_something_is_painted() {
    let named = ["/DeviceGray cs 1 sc", "/DeviceRGB cs 1 1 1 scn", "/DeviceCMYK cs 0 0 0 0 scn"];
    for colour in ["1 g", "1 1 1 rg", "0 0 0 0 k"].into_iter().chain(named) {
        check(&format!("{colour} {HEJ}"), &[("Hej", false)]);
        check(&format!("0 0 1 rg 0 40 90 30 re f {colour} {HEJ}"), &[("Hej", true)]);
    }
    // White on white, and a dark box elsewhere.
    check(&format!("1 g 0 40 90 30 re f {HEJ}"), &[("Hej", false)]);
    check(&format!("0 g 100 0 90 30 re f 1 g {HEJ}"), &[("Hej", false)]);
    // Painted by a curve, a shading, a wide stroke: where is not known.
    check(&format!("0 g 0 0 m 0 9 9 9 9 0 c f 1 g {HEJ}"), &[("Hej", true)]);
    check(&format!("/S sh 1 g {HEJ}"), &[("Hej", true)]);
    check(&format!("20 w 0 55 m 90 55 l S 1 g {HEJ}"), &[("Hej", true)]);
    // A colour of which nothing is known, letters with an outline, a colour that ended.
    check(&format!("/C cs 1 scn {HEJ}"), &[("Hej", true)]);
    check(&format!("1 g /DeviceGray cs {HEJ}"), &[("Hej", true)]);
    check(&format!("/DeviceGray cs 0.4 sc {HEJ}"), &[("Hej", true)]);
    check(&format!("/DeviceRGB cs /P scn {HEJ}"), &[("Hej", true)]);
    check(&format!("1 g 1 Tr {HEJ}"), &[("Hej", true)]);
    check(&format!("q 1 g Q {HEJ}"), &[("Hej", true)]);
    check(&format!("0.9 g {HEJ}"), &[("Hej", true)]);
}

#[test]
fn letters_outside_the_clip_are_not_seen() {
    check(&format!("0 0 200 20 re W n {HEJ}"), &[("Hej", false)]);
    check(&format!("0 40 200 30 re W* n {HEJ}"), &[("Hej", true)]);
    check(&format!("0 53 200 30 re W n {HEJ}"), &[("Hej", true)]);
    check(&format!("q 0 0 200 20 re W n Q {HEJ}"), &[("Hej", true)]);
    check(&format!("0 0 m 9 0 l 9 9 l h W n {HEJ}"), &[("Hej", false)]);
    // The clips cut each other; a round one is not known well enough.
    check(&format!("0 0 200 60 re W n 0 40 9 9 re W n {HEJ}"), &[("Hej", false)]);
    check(&format!("0 0 m 0 9 9 9 9 0 c W n {HEJ}"), &[("Hej", true)]);
    // Only what is painted clips what follows.
    check(&format!("0 0 200 20 re W {HEJ} n"), &[("Hej", true)]);
    check(
        "0 40 10.5 30 re W n BT /F 10 Tf 10 50 Td (Hej) Tj ( hopp) Tj ET",
        &[("H", true), ("ej", false), ("hopp", false)],
    );
}

#[test]
fn a_form_is_seen_within_its_box() {
    let form = |corners: &str| {
        let whole = String::from_utf8(pdf("/X Do", HELVETICA)).unwrap();
        let length = HEJ.len() + 1;
        let own =
            whole.replace("/BBox[0 0 9 9]/Length 5", &format!("/BBox[{corners}]/Length {length}"));
        read(
            own.replace(
                "stream\n/X Do\nendstream endobj\ntrailer",
                &format!("stream\n{HEJ}\nendstream endobj\ntrailer"),
            )
            .as_bytes(),
        )
        .0
    };
    let seen =
        |corners: &str| form(corners)[0].words.iter().map(|word| word.visible).collect::<Vec<_>>();
    assert_eq!(seen("0 0 200 100"), [true]);
    assert_eq!(seen("0 0 9 9"), [false]);
    assert_eq!(seen("0 0 0 0"), [true], "a box of no size is none");
    let group = |entry: &str| {
        let whole = String::from_utf8(pdf(&format!("/X Do 1 g {HEJ}"), HELVETICA)).unwrap();
        let own = whole.replace("/Subtype/Form", &format!("/Subtype/Form{entry}"));
        read(own.as_bytes()).0[0].words[0].visible
    };
    assert!(group("/Group<</S/Transparency>>") && !group(""), "what a group paints is not known");
}

#[test]
fn what_stands_outside_the_crop_box_is_left_out() {
    let whole = String::from_utf8(pdf(HEJ, HELVETICA)).unwrap();
    let cropped = |corners: &str| {
        told(whole.replace("/Contents", &format!("/CropBox[{corners}]/Contents")).as_bytes())
    };
    assert_eq!(cropped("0 40 100 80"), ["Hej"]);
    assert!(cropped("0 0 100 40").is_empty());
}

#[test]
fn letters_stand_the_way_they_are_drawn_and_the_page_is_turned() {
    let turns = |rotate: i32, matrix: &str| {
        let content = format!("BT /F 10 Tf {matrix} Tm (Hej) Tj ET");
        let whole = String::from_utf8(pdf(&content, HELVETICA)).unwrap();
        let turned = whole.replace("/Contents", &format!("/Rotate {rotate}/Contents"));
        let (pages, _) = read(turned.as_bytes());
        let word = &pages[0].words[0];
        assert_eq!((pages[0].words.len(), pages[0].letters(word)), (1, "Hej"));
        (word.turn, word.rect.width() > word.rect.height())
    };
    assert_eq!(turns(0, "1 0 0 1 50 50"), (Turn::Upright, true));
    assert_eq!(turns(0, "0 1 -1 0 50 50"), (Turn::Up, false));
    assert_eq!(turns(0, "0 -1 1 0 50 50"), (Turn::Down, false));
    assert_eq!(turns(0, "-1 0 0 -1 50 50"), (Turn::Over, true));
    assert_eq!(turns(90, "0 1 -1 0 50 50"), (Turn::Upright, true));
    assert_eq!(turns(270, "1 0 0 1 50 50"), (Turn::Up, false));
    // Slanted a little, as a scan or a stamp.
    assert_eq!(turns(0, "0.98 0.17 -0.17 0.98 50 50").0, Turn::Upright);
}
