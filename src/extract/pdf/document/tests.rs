use super::*;

/// Objects one after the other, with a table that tells where they stand.
fn written(objects: &[&str], told: &str) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut rows = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        rows.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = file.len();
    file.push_str(&format!("{rows}trailer\n<<{told}>>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

const OBJECTS: [&str; 4] = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Length 3 0 R>>\nstream\nHej!\nendstream",
    "4",
    "<</Subtype/Image/Length 2>>\nstream\nxx\nendstream",
];

#[test]
fn reads_what_is_asked_for() {
    let file = written(&OBJECTS, "/Root 1 0 R/Size 5");
    let doc = Document::unread(&file, 1_000).expect("it is to the letter");
    let stream = |number| match doc.follow(&Object::Reference((number, 0))) {
        Object::Stream(stream) => stream.content.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(stream(2), b"Hej!");
    assert_eq!(stream(4), b"");
    assert_eq!(doc.follow(&Object::Reference((9, 0))), &Object::Null);
    assert_eq!(doc.follow(&Object::Reference((3, 1))), &Object::Null);
    assert!(!doc.is_doubtful());
}

#[test]
fn what_is_not_as_it_says_is_doubtful() {
    let objects = ["<</Length 9>>\nstream\nHej!\nendstream", "<</A"];
    let file = written(&objects, "/Root 1 0 R/Size 3");
    for number in [1, 2] {
        let doc = Document::unread(&file, 1_000).expect("its table is to the letter");
        assert_eq!(doc.follow(&Object::Reference((number, 0))), &Object::Null);
        assert!(doc.is_doubtful());
    }
}

#[test]
fn a_file_that_strays_is_left_to_repair() {
    let file = written(&OBJECTS, "/Root 1 0 R/Size 5");
    let is_read = |file: &[u8]| Document::unread(file, 1_000).is_some();
    assert!(is_read(&file));
    // Junk before it, junk after it, cut off.
    assert!(!is_read(&[b"junk\n", &*file].concat()));
    assert!(!is_read(&[&*file, b"junk"].concat()));
    assert!(!is_read(&file[..file.len() - 9]));
    // A byte too many: nothing stands where the table says.
    let moved = [b"%PDF-1.4\n ", &file[9..]].concat();
    assert!(!is_read(&moved));
    assert!(!is_read(&written(&OBJECTS, "/Root 1 0 R/Size 5/Encrypt 3 0 R")));
}

#[test]
fn a_stream_that_the_table_names_holds_objects_whatever_it_calls_itself() {
    let stored = |bytes: &[u8]| {
        let length = bytes.len() as u16;
        let head = [&[0x78, 1, 1][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
        [&head[..], bytes, &[0; 4]].concat()
    };
    let stream = |entries: &str, bytes: &[u8]| {
        let bytes = stored(bytes);
        let told = format!("<<{entries}/Filter/Fl/Length {}>>\nstream\n", bytes.len());
        [told.as_bytes(), &bytes, b"\nendstream\nendobj\n"].concat()
    };
    for kind in ["/Type/ObjStm", "/Type/Potato", ""] {
        let mut file = b"%PDF-1.5\n1 0 obj\n".to_vec();
        file.extend(stream(&format!("{kind}/N 1/First 4"), b"2 0 <</Type/Catalog>>"));
        let start = file.len();
        let rows = [0, 0, 0, 1, 9, 0, 2, 1, 0, 1, start as u8, 0];
        file.extend(b"3 0 obj\n");
        file.extend(stream("/Type/XRef/Size 4/W[1 1 1]/Root 2 0 R", &rows));
        file.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        let doc = Document::unread(&file, 1_000).expect("it is to the letter");
        let root = doc.follow(&Object::Reference((2, 0)));
        assert!(root.as_dict().is_ok_and(|root| root.has_type(b"Catalog")), "{kind}: {root:?}");
    }
}
