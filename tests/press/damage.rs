//! a printed paper → damaged papers

use krilla::{
    Document, color::luma, geom::PathBuilder, geom::Rect, page::PageSettings, paint::Fill,
};

/// The paper that is damaged, so that the damage stays when the corpus grows.
pub(crate) const WHOLE: &str = "\
@style letter
@tagged no
@title Prov för skadade handlingar
@header Kallbäcks kommun
@footer Sida {page} av {pages}

# Tjänsteskrivelse om gatubelysning

Diarienummer KS 2025-00117

## Förslag till beslut

1. Kommunstyrelsen beslutar att byta 140 armaturer på Strandvägen.
2. Kostnaden, 1 250 000 kronor, tas ur investeringsbudgeten för 2025.

## Sammanfattning

Belysningen på Strandvägen är från 1987 och drar mer el än den behöver. Ett byte till
lysdioder sänker förbrukningen med omkring 60 procent.

| Post | 2024 | 2025 |
|---|--:|--:|
| Elkostnad | 410 000 | 165 000 |
| Underhåll | 95 000 | 40 000 |
|= Summa | 505 000 | 205 000 |
";

/// Damages a paper in several ways, each with its name.
pub(crate) fn damaged(whole: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>, String> {
    let cut = whole[..whole.len() * 6 / 10].to_vec();
    let mut junk = "Detta är ett följebrev som hamnat före handlingen.\n".repeat(10).into_bytes();
    junk.truncate(500);
    junk.extend_from_slice(whole);
    Ok(vec![
        ("cut_at_60_percent", cut),
        ("bad_xref", bad_xref(whole)?),
        ("junk_before_header", junk),
        ("no_text_image_page", blank()?),
    ])
}

/// Zeroes the offsets in the cross-reference table and after `startxref`.
fn bad_xref(whole: &[u8]) -> Result<Vec<u8>, String> {
    let find = |mark: &[u8]| whole.windows(mark.len()).rposition(|part| part == mark);
    let table = find(b"\nxref").ok_or("no cross-reference table")?;
    let trailer = find(b"trailer").ok_or("no trailer")?;
    let start = find(b"startxref").ok_or("no startxref")?;
    let mut bytes = whole.to_vec();
    for line in bytes[table..trailer].split_mut(|byte| *byte == b'\n') {
        if line.len() > 15 {
            line[..10].fill(b'0');
        }
    }
    for byte in bytes[start..].iter_mut().filter(|byte| byte.is_ascii_digit()) {
        *byte = b'0';
    }
    Ok(bytes)
}

/// One page with grey boxes and no text, as a scan without recognised text is.
fn blank() -> Result<Vec<u8>, String> {
    let mut document = Document::new();
    let settings = PageSettings::from_wh(595.276, 841.89).ok_or("no such page size")?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    for (area, lightness) in [([0.0, 0.0, 595.0, 841.0], 245), ([90.0, 120.0, 505.0, 400.0], 190)] {
        let [left, top, right, bottom] = area;
        let mut path = PathBuilder::new();
        path.push_rect(Rect::from_ltrb(left, top, right, bottom).ok_or("no such box")?);
        let paint = luma::Color::new(lightness).into();
        surface.set_fill(Some(Fill { paint, ..Fill::default() }));
        surface.draw_path(&path.finish().ok_or("no such path")?);
    }
    surface.finish();
    page.finish();
    document.finish().map_err(|fault| format!("krilla: {fault:?}"))
}
