//! Fonts that say what their codes mean in odd ways.

use super::*;

/// A composite font with this encoding, of this collection, with these entries beside them.
fn composite(encoding: &str, order: &str, more: &str) -> String {
    format!(
        "/F <</Subtype/Type0/Encoding/{encoding}{more}/DescendantFonts[<</Subtype/CIDFontType0\
         /CIDSystemInfo<</Registry(Adobe)/Ordering({order})/Supplement 0>>>>]>>"
    )
}

#[track_caller]
fn check(font: &str, text: &str, expected: &[&str]) {
    let content = format!("BT /F 10 Tf 10 80 Td {text} Tj ET");
    assert_eq!(told(&pdf(&content, font)), expected);
}

#[test]
fn reads_predefined_cmaps() {
    check(&composite("GBK-EUC-H", "GB1", ""), "<D6D0B9FA>", &["中国"]);
    check(&composite("90ms-RKSJ-H", "Japan1", ""), "<6182A0>", &["aあ"]);
    check(&composite("UniJIS-UCS2-H", "Japan1", ""), "<00E53042>", &["åあ"]);
    check(&composite("Identity-H", "Japan1", ""), "<0022034B>", &["Aあ"]);
    check(&composite("Identity-H", "Identity", ""), "<0022034B>", &[]);
}

#[test]
fn a_file_may_say_that_codes_are_letters() {
    let font = composite("Identity-H", "Identity", "/ToUnicode/Identity-H");
    check(&font, "<004800E5>", &["Hå"]);
}

#[test]
fn a_space_left_out_between_strings_leaves_a_gap_of_its_width() {
    let drawn = "(vi har en plan som vi kan ha med oss i allt vi vill) Tj ".repeat(2);
    let parted = |gap: u32| {
        let font = "/F <</Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
        let content = format!("BT /F 1 Tf 10 90 Td {drawn} 0 -20 Td [(het) -{gap} (och)] TJ ET");
        told(&pdf(&content, font)).last().is_some_and(|word| word == "och")
    };
    assert!(parted(278) && parted(240) && !parted(180));
}

#[test]
fn vertical_text_runs_downwards() {
    let (pages, _) = read(&pdf(
        "BT /F 10 Tf 50 90 Td <82A082A2> Tj ET",
        &composite("90ms-RKSJ-V", "Japan1", ""),
    ));
    let places: Vec<_> = pages[0]
        .words
        .iter()
        .map(|word| (pages[0].letters(word), word.rect.x0.round(), word.baseline.round()))
        .collect();
    assert_eq!(places, [("あ", 45.0, 19.0), ("い", 45.0, 29.0)]);
}

#[test]
fn a_cmap_may_build_on_another() {
    let font = composite("Identity-H", "Identity", "")
        .replace("/Encoding/Identity-H", "/Encoding 20 0 R")
        .replace("/Type0", "/Type0/ToUnicode 22 0 R");
    let used =
        "1 begincodespacerange <00> <7f> endcodespacerange 1 begincidrange <41> <42> 1 endcidrange";
    let own = "1 begincodespacerange <8000> <ffff> endcodespacerange";
    let told_by = "1 beginbfchar <41> <00E5> endbfchar 1 beginbfchar <8001> <00E4> endbfchar";
    let stream = |number: u32, entries: &str, content: &str| {
        format!(
            "{number} 0 obj <<{entries}/Length {}>> stream\n{content}\nendstream endobj\n",
            content.len()
        )
    };
    let more =
        stream(20, "/UseCMap 21 0 R", own) + &stream(21, "", used) + &stream(22, "", told_by);
    let bytes = pdf_and("BT /F 10 Tf 10 80 Td <418001> Tj ET", &font, &more);
    assert_eq!(told(&bytes), ["åä"]);
    let looped = stream(20, "/UseCMap 20 0 R", own) + &stream(22, "", told_by);
    assert_eq!(told(&pdf_and("BT /F 10 Tf 10 80 Td <8001> Tj ET", &font, &looped)), ["ä"]);
}

#[test]
fn words_from_right_to_left_are_told_as_they_are_read() {
    let hebrew = "/F <</Subtype/Type1/BaseFont/A/Encoding<</Differences[65/uni05DD/uni05D5/uni05DC/uni05E9]>>\
                  /FirstChar 65/Widths[500 500 500 500]>>";
    check(hebrew, "(ABCD)", &["שלום"]);
    let backwards = "BT /F 10 Tf 50 80 Td (D) Tj -5 0 Td (C) Tj -5 0 Td (B) Tj -5 0 Td (A) Tj ET";
    assert_eq!(told(&pdf(backwards, hebrew)), ["שלום"]);
}

#[test]
fn what_cannot_be_told_leaves_a_gap() {
    let font = "/F <</Subtype/Type1/BaseFont/A/Encoding<</Differences[1/odd.x32/a/b]>>\
                /FirstChar 1/Widths[500 500 500]>>";
    check(font, "(\\002\\001\\003)", &["a", "b"]);
    let blank = "/F <</Subtype/Type1/BaseFont/A/Encoding<</Differences[32/.notdef]>>\
                 /FirstChar 32/Widths[100]>>";
    check(blank, "(a b)", &["a", "b"]);
}

#[test]
fn names_may_be_codes() {
    let font = |names: &str, more: &str| {
        format!(
            "/F <</Subtype/Type1/BaseFont/A/FirstChar 1/Widths[500 500]\
             /Encoding<</Differences[1{names}]>>{more}>>"
        )
    };
    check(&font("/G4B/GE5", ""), "(\\001\\002)", &["Kå"]);
    check(&font("/C75/C229", ""), "(\\001\\002)", &["Kå"]);
    check(&font("/G4B/bulle", ""), "(\\001\\002)", &[]);
    let opaque = "/F <</Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 65/Widths[50 50]\
                  /Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/XX/YY]>>>>";
    check(opaque, "(AB)", &["AB"]);
    check(&opaque.replace("/BaseEncoding/WinAnsiEncoding", ""), "(AB)", &[]);
}

#[test]
fn names_of_sixteen_digits_are_not_counted_with_ten() {
    let font = |names: &str| {
        format!(
            "/F <</Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/Encoding<</Differences[1{names}]>>>>"
        )
    };
    check(&font("/C41/C2d/C42"), "(\\001\\002\\003)", &["A-B"]);
    check(&font("/C65/C45/C66"), "(\\001\\002\\003)", &["A-B"]);
}

#[test]
fn dingbats_keep_their_numbers() {
    let font = "/F <</Subtype/Type1/BaseFont/ZapfDingbats>>";
    check(font, "(v\\266\\254\\324)", &["❖❶①➔"]);
}

#[test]
fn a_page_whose_letters_are_told_wrongly_is_noted() {
    let said = "Kommunstyrelsen beslutar att godkanna forslaget till budget. ".repeat(4);
    let drawn: String = said
        .chars()
        .map(|letter| {
            if letter.is_ascii_lowercase() {
                char::from((letter as u8 - 94) % 26 + 97)
            } else {
                letter
            }
        })
        .collect();
    let noted = |text: &str| {
        let (_, notes) = read(&pdf(&format!("BT /F 1 Tf 0 50 Td ({text}) Tj ET"), HELVETICA));
        notes.iter().any(|note| note.code == NoteCode::GarbledText)
    };
    assert!(noted(&drawn) && !noted(&said));

    // One font among others.
    let noted = |text: &str| {
        let fonts = format!(
            "{HELVETICA}{}",
            HELVETICA.replace("/F ", "/G ").replace("Helvetica", "ABCDEF+Odd")
        );
        let lines = |font: &str, text: &str| format!("/{font} 1 Tf 0 -1 Td ({text}) Tj ");
        let content =
            format!("BT 0 90 Td {}{}ET", lines("F", &said).repeat(12), lines("G", text).repeat(3));
        let (_, notes) = read(&pdf(&content, &fonts));
        let garbled = notes.into_iter().find(|note| note.code == NoteCode::GarbledText);
        garbled.map(|note| note.message)
    };
    let why = "the letters drawn with the font Odd-Bold spell no words";
    assert_eq!(noted(&drawn).as_deref(), Some(why));
    assert_eq!(noted(&said), None);
    assert_eq!(noted(&drawn[..100]), None, "too few letters to tell");
    assert_eq!(noted(&"2 025 000 kr 4711 ".repeat(30)), None);
}
