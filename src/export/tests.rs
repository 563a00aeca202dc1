use super::*;
use crate::record::columns;

const COLUMNS: &[Column] =
    columns!["name" Text, "count" Integer, "share" Number, "day" Date, "is_so" Truth];

fn sample() -> Vec<Vec<String>> {
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    vec![
        row(["åäö; \"citat\"\nrad", "3", "0.5", "2024-02-29", "true"]),
        row(["=1+1", "", "", "", ""]),
        row(["", "-7", "-12", "1931-05-02", "false"]),
    ]
}

fn written(form: Form) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rows = rows(form, COLUMNS, &mut out).expect("room");
    sample().into_iter().try_for_each(|row| rows.row(row)).expect("room");
    rows.end().expect("room");
    out
}

#[test]
fn csv_in_its_dialects() {
    let text = |dialect| String::from_utf8(written(Form::Csv(dialect))).expect("UTF-8");
    assert_eq!(
        text(Dialect::Plain),
        "name,count,share,day,is_so\r\n\"åäö; \"\"citat\"\"\nrad\",3,0.5,2024-02-29,true\r\n\
         =1+1,,,,\r\n,-7,-12,1931-05-02,false\r\n"
    );
    assert!(text(Dialect::Disarmed).contains("\r\n'=1+1,"));
    let excel = text(Dialect::ExcelSv);
    assert!(excel.starts_with("\u{feff}name;count;share;"), "{excel}");
    assert!(excel.contains(";3;0,5;2024-02-29;") && excel.contains("\r\n'=1+1;"), "{excel}");
}

#[test]
fn json_lines_have_numbers_and_nulls() {
    let text = String::from_utf8(written(Form::Jsonl)).expect("UTF-8");
    let last = text.lines().nth(1).expect("three rows");
    assert_eq!(last, r#"{"name":"=1+1","count":null,"share":null,"day":null,"is_so":null}"#);
    assert!(text.contains(r#""count":3,"share":0.5,"day":"2024-02-29","is_so":true"#), "{text}");
}

#[test]
fn parquet_is_read_back() {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    let bytes = bytes::Bytes::from(written(Form::Parquet));
    let reader = SerializedFileReader::new(bytes).expect("Parquet");
    assert_eq!(reader.metadata().file_metadata().num_rows(), 3);
    let rows: Vec<String> = reader
        .get_row_iter(None)
        .expect("rows")
        .map(|row| row.expect("a row").to_string())
        .collect();
    assert!(rows[0].contains("count: 3, share: 0.5, day: 2024-02-29"), "{rows:?}");
    assert!(rows[1].contains("count: null"), "{rows:?}");
    assert!(rows[2].contains("share: -1.2E1") && rows[2].contains("name: null"), "{rows:?}");
}

#[test]
fn sqlite_is_read_back() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("a.db");
    let mut database = Database::create(&path).expect("room");
    database
        .table::<Error>("things", COLUMNS, |each| sample().into_iter().try_for_each(each))
        .expect("room");
    database.full_text("things", "name").expect("room");
    database.end().expect("room");
    let connection = rusqlite::Connection::open(&path).expect("it was made");
    let ask =
        |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("an answer");
    assert_eq!(ask("SELECT count(*) FROM things"), 3);
    assert_eq!(ask("SELECT sum(count) FROM things"), -4);
    assert_eq!(ask("SELECT count(*) FROM things WHERE share IS NULL"), 1);
    assert_eq!(ask("SELECT count(*) FROM things_fts WHERE things_fts MATCH 'citat'"), 1);
}

#[test]
fn csv_on_the_web_tells_the_types() {
    let metadata = csvw("a.csv", COLUMNS, Dialect::ExcelSv);
    assert_eq!(metadata["url"], "a.csv");
    assert_eq!(metadata["dialect"]["delimiter"], ";");
    let columns = metadata["tableSchema"]["columns"].as_array().expect("a list");
    assert_eq!(columns[3]["datatype"], "date");
    assert_eq!(columns[2]["datatype"]["format"]["decimalChar"], ",");
}
