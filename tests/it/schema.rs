use std::path::Path;

use crate::env::Env;

#[test]
fn the_schema_stands_as_it_is_printed() {
    let printed = Env::new().expect(0, &["schema"]).out;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/record-1.0.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &printed).expect("room");
    }
    let stored = std::fs::read_to_string(&path).expect("it stands in schemas/");
    assert!(stored == printed, "the record has changed: UPDATE_SCHEMA=1 cargo test writes it");
}

#[test]
fn the_changelog_names_every_note() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(root.join("src/model/note.rs")).expect("it is there");
    let changelog =
        std::fs::read_to_string(root.join("schemas/CHANGELOG.md")).expect("it is there");
    let codes: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once("=> \""))
        .filter_map(|(_, code)| code.split('"').next())
        .collect();
    assert!(codes.len() > 5, "{codes:?}");
    let missing: Vec<&&str> =
        codes.iter().filter(|code| !changelog.contains(&format!("`{code}`"))).collect();
    assert!(missing.is_empty(), "not in schemas/CHANGELOG.md: {missing:?}");
}
