//! Small structure trees, written here, read.

use crate::extract::pdf::tests::read;
use crate::model::{NoteCode, Page, TagRole};

/// A page with two marked lines and a structure tree: `elements` are objects from 10, `top` is what the root holds.
fn pdf(top: &str, elements: &str) -> Vec<u8> {
    let content = "/H1 <</MCID 0>> BDC BT /F 10 Tf 10 80 Td (Rubrik) Tj ET EMC
        /P <</MCID 1>> BDC BT /F 10 Tf 10 60 Td (Text) Tj ET EMC
        /P <</MCID 2>> BDC BT /F 10 Tf 60 60 Td (x) Tj ET EMC";
    format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>> endobj\n\
         2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F <</Type/Font/Subtype/Type1\
         /BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>> endobj\n\
         4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n\
         5 0 obj <</Type/StructTreeRoot/K {top}/RoleMap <</Rubrik1 /H2>>>> endobj\n{elements}\n\
         trailer <</Root 1 0 R/Size 30>>\n",
        content.len() + 1
    )
    .into_bytes()
}

fn first(top: &str, elements: &str) -> Page {
    let (mut pages, _) = read(&pdf(top, elements));
    pages.remove(0)
}

#[test]
fn tells_role_and_order() {
    let page = first(
        "[10 0 R 11 0 R]",
        "10 0 obj <</S/P/Pg 3 0 R/K [1 2]>> endobj\n11 0 obj <</S/Rubrik1/Pg 3 0 R/K <</Type/MCR/MCID 0>>>> endobj",
    );
    let told: Vec<_> =
        page.tags.iter().map(|tag| (tag.mark, tag.order, tag.block, tag.role)).collect();
    let paragraph = TagRole::Paragraph;
    assert_eq!(told, [(0, 3, 2, TagRole::Heading(2)), (1, 1, 1, paragraph), (2, 2, 1, paragraph)]);
    assert_eq!(page.tag(&page.words[0]).map(|tag| tag.role), Some(TagRole::Heading(2)));
}

#[test]
fn tells_cells() {
    let page = first(
        "10 0 R",
        "10 0 obj <</S/Table/Pg 3 0 R/K [11 0 R 12 0 R]>> endobj\n\
         11 0 obj <</S/TR/K <</S/TH/Pg 3 0 R/K 0>>>> endobj\n\
         12 0 obj <</S/TR/K [<</S/TD/Pg 3 0 R/K 1>> <</S/TD/Pg 3 0 R/K <</S/P/Pg 3 0 R/K 2>>>>]>> endobj",
    );
    let cells: Vec<_> = page
        .tags
        .iter()
        .filter_map(|tag| tag.cell)
        .map(|cell| (cell.row, cell.column, cell.head))
        .collect();
    assert_eq!(cells, [(0, 0, true), (1, 0, false), (1, 1, false)]);
}

#[test]
fn letters_that_stand_for_others_are_read() {
    let page = first("10 0 R", "10 0 obj <</S/Span/ActualText(\\345)/Pg 3 0 R/K 2>> endobj");
    assert_eq!(page.letters(&page.words[2]), "å");
    // Of two marks none can be told apart.
    let page = first("10 0 R", "10 0 obj <</S/Span/ActualText(\\345)/Pg 3 0 R/K [1 2]>> endobj");
    assert_eq!(page.letters(&page.words[2]), "x");
}

#[test]
fn trees_without_end_end() {
    let page = first("10 0 R", "10 0 obj <</S/P/Pg 3 0 R/K [0 10 0 R 10 0 R]>> endobj");
    assert_eq!(page.tags.len(), 1);
    let deep = format!("{}0{}", "<</S/Sect/Pg 3 0 R/K ".repeat(90), ">>".repeat(90));
    assert_eq!(first(&deep, "").tags.len(), 1);
    let chain: String = (10..400)
        .map(|at| format!("{at} 0 obj <</S/Sect/Pg 3 0 R/K {} 0 R>> endobj\n", at + 1))
        .collect();
    let (pages, notes) = read(&pdf("10 0 R", &chain));
    assert_eq!(pages[0].words.len(), 3);
    assert!(notes.iter().any(|note| note.code == NoteCode::LimitReached));
}

#[test]
fn a_tree_of_other_things_says_nothing() {
    for top in ["(text)", "[null 3.5 true]", "99 0 R", "[-1 0]", "<</S 5/K [/Name]>>"] {
        assert_eq!(first(top, "").tags, []);
    }
}
