//! Files that are encrypted, damaged or hostile.

use super::*;

const HEJ: &str = "BT /F 10 Tf 10 50 Td (Hej) Tj ET";

/// The same file with a table of its objects.
fn with_table(bytes: &[u8]) -> Vec<u8> {
    let whole = String::from_utf8(bytes.to_vec()).unwrap();
    let (body, trailer) = whole.split_once("trailer").unwrap();
    let mut table = "xref\n0 1\n0000000000 65535 f \n".to_owned();
    for number in 1..30 {
        if let Some(at) = body.find(&format!("\n{number} 0 obj")) {
            table += &format!("{number} 1\n{:010} 00000 n \n", at + 1);
        }
    }
    let trailer = trailer.trim_end();
    format!("{body}{table}trailer{trailer}\nstartxref\n{}\n%%EOF\n", body.len()).into_bytes()
}

#[test]
fn a_file_of_which_only_what_is_attached_is_encrypted_is_read() {
    let encrypted = |filters: &str| {
        let encryption = format!(
            "20 0 obj <</Filter/Standard/V 5/R 6/Length 256/O<{0}>/U<{0}>/OE<{1}>/UE<{1}>/P -4/Perms<{2}>\
             /CF<</StdCF<</CFM/AESV3/Length 32>>>>{filters}>> endobj",
            "30".repeat(48),
            "30".repeat(32),
            "30".repeat(16),
        );
        let whole = String::from_utf8(pdf_and(HEJ, HELVETICA, &encryption)).unwrap();
        with_table(whole.replace("trailer <<", "trailer <</ID[<00><00>]/Encrypt 20 0 R").as_bytes())
    };
    assert_eq!(told(&encrypted("/EFF/StdCF/StmF/Identity/StrF/Identity")), ["Hej"]);
    let secret = extract(&encrypted("/StmF/StdCF/StrF/StdCF"), &Limits::default());
    assert!(matches!(secret, Err(Error::Encrypted)), "{secret:?}");
}

#[test]
fn a_page_may_be_shown_twice_but_no_tree_holds_itself() {
    let whole = String::from_utf8(pdf(HEJ, HELVETICA)).unwrap();
    let twice = whole.replace("/Kids[3 0 R]", "/Kids[3 0 R 2 0 R 3 0 R]");
    let (pages, _) = read(twice.as_bytes());
    assert_eq!(pages.iter().map(|page| page.text.as_str()).collect::<Vec<_>>(), ["Hej", "Hej"]);
}

#[test]
fn a_form_takes_the_fonts_of_the_page_that_it_does_not_tell() {
    let form = "20 0 obj <</Subtype/Form/Resources<</Font<<>>>>/Length 31>> stream\n\
                BT /F 9 Tf 9 9 Td (Hopp) Tj ET \nendstream endobj";
    let whole = String::from_utf8(pdf_and("/Y Do", HELVETICA, form)).unwrap();
    assert_eq!(told(whole.replace("/X 9 0 R", "/Y 20 0 R").as_bytes()), ["Hopp"]);
}

#[test]
fn streams_are_decoded_by_short_names_and_by_reference() {
    let written: String = HEJ.bytes().map(|byte| format!("{byte:02x}")).collect();
    for filter in ["/AHx", "[/ASCIIHexDecode]", "20 0 R", "[20 0 R]"] {
        let whole =
            String::from_utf8(pdf_and(&written, HELVETICA, "20 0 obj /AHx endobj")).unwrap();
        let length = format!("<</Length {}>>", written.len() + 1);
        let whole =
            whole.replace(&length, &format!("<</Filter {filter}/Length {}>>", written.len()));
        assert_eq!(told(whole.as_bytes()), ["Hej"], "{filter}");
    }
}

#[test]
fn a_stream_without_a_length_ends_where_it_ends() {
    for length in ["", "/Length 4 0 R", "/Length 99 0 R", "/Length/No"] {
        let whole = String::from_utf8(pdf(HEJ, HELVETICA)).unwrap();
        let told_length = format!("<</Length {}>>", HEJ.len() + 1);
        let whole = with_table(whole.replace(&told_length, &format!("<<{length}>>")).as_bytes());
        assert_eq!(told(&whole), ["Hej"], "{length}");
        let junk = [b"Hej, h\xe4r kommer handlingen.\n", whole.as_slice()].concat();
        assert_eq!(told(&junk), ["Hej"], "{length}, with junk before");
    }
}

#[test]
fn content_that_the_file_does_not_hold_is_told() {
    let whole = String::from_utf8(pdf(HEJ, HELVETICA)).unwrap();
    for contents in ["40 0 R", "[40 0 R]"] {
        let (_, notes) =
            read(whole.replace("/Contents 4 0 R", &format!("/Contents {contents}")).as_bytes());
        assert!(notes.iter().any(|note| note.code == NoteCode::PageWithoutText), "{notes:?}");
    }
    let (_, notes) = read(whole.replace("/Contents 4 0 R", "").as_bytes());
    assert!(notes.iter().all(|note| note.code != NoteCode::PageWithoutText), "{notes:?}");
}

#[track_caller]
fn check_limit(bytes: &[u8], limits: &Limits, what: &str) {
    let read = extract(bytes, limits).unwrap();
    let told: Vec<&str> = read.notes.iter().map(|note| note.message.as_str()).collect();
    assert!(told.iter().any(|told| told.contains(what)), "{told:?}");
    let whole = extract(bytes, &Limits::default()).unwrap();
    assert!(
        whole.notes.iter().all(|note| note.code != NoteCode::LimitReached),
        "{:?}",
        whole.notes
    );
}

#[test]
fn each_limit_that_is_reached_is_told() {
    let plain = pdf(HEJ, HELVETICA);
    let default = Limits::default;
    check_limit(&plain, &Limits { stream_bytes: 9, ..default() }, "decoded bytes");
    check_limit(&plain, &Limits { total_bytes: 9, ..default() }, "decoded bytes");
    check_limit(&plain, &Limits { operators: 1, ..default() }, "operators of one page");
    check_limit(&plain, &Limits { total_operators: 1, ..default() }, "operators of the document");
    check_limit(&plain, &Limits { page_letters: 1, ..default() }, "letters of one page");
    check_limit(&plain, &Limits { letters: 1, ..default() }, "letters of the document");
    check_limit(&plain, &Limits { tree_depth: 1, ..default() }, "levels of the page tree");
    let form = String::from_utf8(pdf("/X Do", HELVETICA)).unwrap();
    let form = form.replace("Length 5>> stream\n/X Do", "Length 1>> stream\nq");
    check_limit(form.as_bytes(), &Limits { form_depth: 0, ..default() }, "forms within forms");
    let filtered = String::from_utf8(pdf("48>", HELVETICA))
        .unwrap()
        .replace("<</Length 4>>", "<</Filter[/AHx]/Length 3>>");
    check_limit(filtered.as_bytes(), &Limits { filters: 0, ..default() }, "filters of one stream");
}
