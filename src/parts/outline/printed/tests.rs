use super::printed;
use crate::layout;
use crate::model::LineRole;

/// Running text that fills a page.
const TOLD: &str = "Förbundet redovisar ett överskott mot budget och avvikelsen beror på vakanta tjänster under våren.";

/// The lines that are read in a page without breaks, with enough text behind them to be a page.
#[track_caller]
fn check(page: &str, expected: &[&str]) {
    let told = [TOLD; 7].join(" ");
    let (text, _) = layout::text_of_plain(format!("{page} {told}"));
    let printed = printed(&text).expect("it is a page on one line").text;
    let read = printed.lines.iter().filter(|line| line.role == LineRole::Body);
    let lines: Vec<&str> = read.map(|line| line.text.as_str()).collect();
    assert_eq!(&lines[..lines.len() - 7], expected);
}

#[test]
fn the_head_of_minutes() {
    check(
        "Vattenförbundet Åsmarken Sammanträdesprotokoll 1 (5) Direktionen 2025-03-06 Plats och tid Åsby, kl. 9.00 \
         Beslutande Eva Ek (M), ordförande Bo Al (S) Övriga deltagande Ida Od, sekreterare Utses att justera Bo Al \
         Paragrafer 1–9 Justerandes sign Utdragsbestyrkande § 1 Val Beslut Bo Al utses att justera.",
        &[
            "Vattenförbundet Åsmarken",
            "Sammanträdesprotokoll",
            "Direktionen",
            "2025-03-06",
            "Plats och tid Åsby, kl. 9.00",
            "Beslutande Eva Ek (M), ordförande Bo Al (S)",
            "Övriga deltagande Ida Od, sekreterare",
            "Utses att justera Bo Al",
            "Paragrafer 1–9",
            "§ 1 Val",
            "Beslut",
            "Bo Al utses att justera.",
        ],
    );
}

#[test]
fn a_notice_with_its_list() {
    check(
        "BYBERGA KOMMUN KALLELSE TILL SAMMANTRÄDE Kommunfullmäktige 2024-11-14 Eva Ek Bo Al Ordförande Sekreterare \
         FÖREDRAGNINGSLISTA 1 Upprop 2 Val av justerare 3 Budget 2025 Dnr KS 2024/0188 Kommunstyrelsens förslag till \
         kommunfullmäktige 1. Budgeten antas. 2. Skattesatsen är 22 kronor.",
        &[
            "BYBERGA KOMMUN",
            "KALLELSE TILL SAMMANTRÄDE",
            "Kommunfullmäktige",
            "2024-11-14",
            "Eva Ek Bo Al",
            "Ordförande",
            "Sekreterare",
            "FÖREDRAGNINGSLISTA",
            "1 Upprop",
            "2 Val av justerare",
            "3 Budget 2025",
            "Dnr KS 2024/0188",
            "Kommunstyrelsens förslag till kommunfullmäktige",
            "1. Budgeten antas.",
            "2. Skattesatsen är 22 kronor.",
        ],
    );
}

#[test]
fn clauses_and_paragraphs() {
    check(
        "§ 47 Delårsrapport Dnr VA 2019/41 Direktionen beslutar dels att godkänna rapporten, dels att överlämna den \
         till kommunerna. § 48 Budget Direktionen beslutar Att anta budgeten Att uppdra åt kansliet att följa upp den \
         Eva Ek Förbundsdirektör",
        &[
            "§ 47 Delårsrapport",
            "Dnr VA 2019/41",
            "Direktionen beslutar",
            "dels att godkänna rapporten,",
            "dels att överlämna den till kommunerna.",
            "§ 48 Budget",
            "Direktionen beslutar",
            "Att anta budgeten",
            "Att uppdra åt kansliet att följa upp den",
            "Eva Ek",
            "Förbundsdirektör",
        ],
    );
}

#[test]
fn what_a_sentence_holds_is_not_cut() {
    check(
        "Enligt 6 kap. 40 § kommunallagen lämnades ärendet till Direktionen för beslut kl. 9 den 1. Mars 2024. I avtalet med \
         Byberga kommun anges att Nämnden beslutar om taxan, se protokoll § 4 i mars.",
        &[
            "Enligt 6 kap. 40 § kommunallagen lämnades ärendet till Direktionen för beslut kl. 9 den 1. Mars 2024.",
            "I avtalet med Byberga kommun anges att Nämnden beslutar om taxan, se protokoll § 4 i mars.",
        ],
    );
}

#[test]
fn a_point_keeps_the_sentence_that_specifies_it() {
    check(
        "Nämnden beslutar: 1. Kontoret får i uppdrag att göra en studie. Studien ska vara klar i juni. 2. Planen antas.",
        &[
            "Nämnden beslutar:",
            "1. Kontoret får i uppdrag att göra en studie. Studien ska vara klar i juni.",
            "2. Planen antas.",
        ],
    );
}

#[test]
fn heads_of_later_pages_are_set_aside() {
    let page = |number: u32, told: &str| {
        format!("Byberga kommun Protokoll {number} (3) § {number} Val {told} Justerandes sign ")
    };
    let text = format!("{}{}{}", page(1, TOLD), page(2, TOLD), page(3, &[TOLD; 6].join(" ")));
    let (text, _) = layout::text_of_plain(text);
    let printed = printed(&text).expect("it is a page on one line").text;
    let heads = printed.lines.iter().filter(|line| line.is_body() && line.text == "Protokoll");
    assert_eq!(heads.count(), 1);
}

#[test]
fn a_printed_text_stays_as_it_is() {
    let paper = format!("Byberga kommun\nProtokoll\n{}\n", [TOLD; 7].join("\n"));
    assert!(printed(&layout::text_of_plain(paper).0).is_none());
    // A paragraph on each line is no page.
    let paragraph = [TOLD; 4].join(" ");
    let paper = format!("Byberga kommun\n\n{}", [paragraph.as_str(); 4].join("\n\n"));
    assert!(printed(&layout::text_of_plain(paper).0).is_none());
    assert!(printed(&layout::text_of_plain(String::new()).0).is_none());
}
