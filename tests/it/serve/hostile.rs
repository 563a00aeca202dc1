//! Texts that want to be more than text: in papers, in the names of files, in queries.

use super::downloads::cells;
use super::{Server, coded};
use crate::env::Env;

/// Texts as they come: markup, attributes, formulas, templates, marks that turn a line, nothing and all.
const HOSTILE: [&str; 60] = [
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    "\"><script>alert(3)</script>",
    "'><img src=x onerror=alert(4)>",
    "<img src=x onerror=alert(5)>",
    "<svg onload=alert(6)>",
    "<svg><script>alert(7)</script></svg>",
    "<svg><animate onbegin=alert(8) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(9)>",
    "<iframe srcdoc='<script>alert(10)</script>'>",
    "<iframe src=javascript:alert(11)>",
    "<a href=\"javascript:alert(12)\">klicka</a>",
    "<a href=data:text/html,<script>alert(13)</script>>",
    "<body onload=alert(14)>",
    "<input autofocus onfocus=alert(15)>",
    "<details open ontoggle=alert(16)>",
    "<style>*{background:url(//evil.example/17)}</style>",
    "<link rel=stylesheet href=//evil.example/18>",
    "<meta http-equiv=refresh content=0;url=//evil.example/19>",
    "<base href=//evil.example/20>",
    "<form action=//evil.example/21><button>Sök</button></form>",
    "<object data=//evil.example/22>",
    "<embed src=//evil.example/23>",
    "<!-- 24 --><script>alert(24)</script>",
    "<![CDATA[<script>alert(25)</script>]]>",
    "]]><script>alert(26)</script>",
    "<?xml-stylesheet href=\"//evil.example/27\"?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e; 28",
    "\" onmouseover=\"alert(29)",
    "' onfocus='alert(30)' autofocus='",
    "` onclick=`alert(31)`",
    "\" style=\"background:url(//evil.example/32)",
    "javascript:alert(33)",
    "&lt;script&gt;alert(34)&lt;/script&gt;",
    "&#60;script&#62;alert(35)&#60;/script&#62;",
    "%3Cscript%3Ealert(36)%3C/script%3E",
    "\\u003cscript\\u003ealert(37)\\u003c/script\\u003e",
    "<scr<script>ipt>alert(38)</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example/39></SCRIPT>",
    "<img/src=x/onerror=alert(40)//",
    "=HYPERLINK(\"//evil.example/41\")",
    "=cmd|' /C calc'!A42",
    "+SUM(1+1)*cmd|' /C calc'!A43",
    "-2+3+cmd|' /C calc'!A44",
    "@SUM(45)",
    "\t=1+46",
    "\r=1+47",
    ";=1+48",
    "\",=1+49,\"",
    "＝1+50",
    "\u{202e}fdp.exe 51\u{202c}",
    "\u{2067}höger 52\u{2069}",
    "\u{200f}\u{200e}\u{feff}osedd 53",
    "{{7*7}} 54",
    "${7*7} 55",
    "<%= 7*7 %> 56",
    "#{7*7} 57",
    "null undefined NaN 58",
    "\u{9b}31mröd 59\u{85}\u{ad}",
    "'; DROP TABLE clauses;-- 60",
];

/// A paper that has a text wherever a paper has texts.
fn paper(at: usize, hostile: &str) -> String {
    format!(
        "EXEMPELBYNS KOMMUN\nKommunstyrelsen\n\nSAMMANTRÄDESPROTOKOLL\n2014-03-{:02}\n\n\
         Närvarande\nAnna {hostile} (S), ordförande\nBo Ek (M)\n\n\
         § {at} Ansökan {hostile}\nDnr KS/2014:{at}\n\n\
         Kommunstyrelsen beslutar\n{hostile}\n\
         att godkänna {hostile}, samt\natt {hostile} fastställs.\n\n\
         Budget {hostile}, tkr\nPost\t2013\t2014\n{hostile}\t10\t20\nLöner\t30\t40\nSumma\t40\t60\n\n\
         {hostile}\n\nÄrendet {hostile}\n",
        at % 28 + 1
    )
}

/// A name of a file, as near to the text as the system lets it be.
fn name(at: usize, hostile: &str) -> String {
    let text: String = hostile.replace(['/', '\0'], "_").chars().take(60).collect();
    format!("{text} {at}.txt")
}

/// The tags of a page, each with its attributes.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('/') || rest.starts_with("!DOCTYPE html>") {
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).expect("a tag ends");
        let name = rest[..end].to_owned();
        assert!(
            !name.is_empty(),
            "a bare < before {:?}",
            rest.chars().take(40).collect::<String>()
        );
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches([' ', '\n']);
            if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("/>")) {
                rest = after;
                break;
            }
            let end = rest.find(['=', ' ', '>', '/']).expect("an attribute ends");
            assert!(end > 0, "no attribute: {:?}", rest.chars().take(40).collect::<String>());
            let attribute = rest[..end].to_owned();
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix("=\"") {
                let end = after.find('"').expect("a value ends");
                value = after[..end].to_owned();
                rest = &after[end + 1..];
            }
            attributes.push((attribute, value));
        }
        tags.push((name, attributes));
    }
    tags
}

/// Tags that no page needs, and no paper may bring.
const FORBIDDEN: [&str; 12] = [
    "iframe", "object", "embed", "base", "style", "math", "svg", "frame", "template", "marquee",
    "applet", "animate",
];

fn check_html(html: &str, of: &str) {
    let tags = tags(html);
    assert!(tags.len() > 5, "{of}");
    for (name, attributes) in &tags {
        assert!(!FORBIDDEN.contains(&name.as_str()), "{of}: <{name}>");
        let value = |name: &str| {
            attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
        };
        if name == "script" {
            assert!(
                value("src").is_some_and(|src| src.starts_with("/static/")),
                "{of}: {attributes:?}"
            );
        }
        assert!(name != "meta" || value("http-equiv").is_none(), "{of}: {attributes:?}");
        for (attribute, value) in attributes {
            let is_plain = attribute
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            assert!(
                is_plain && !attribute.starts_with("on") && attribute != "style",
                "{of}: {attribute}"
            );
            if ["href", "src", "srcset", "action", "formaction", "poster"]
                .contains(&attribute.as_str())
            {
                let is_ours = (value.starts_with('/') && !value.starts_with("//"))
                    || value.starts_with(['#', '?']);
                assert!(
                    is_ours || value.starts_with("https://") || value.starts_with("mailto:"),
                    "{of}: {attribute}={value}"
                );
                assert!(!value.contains("evil.example") || value.contains("q="), "{of}: {value}");
            }
        }
    }
    assert_eq!(html.matches("<script").count(), 1, "{of}");
}

fn check_xml(xml: &str, of: &str) {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{of}: {error}"));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(
            !["script", "foreignObject", "a", "image", "use"].contains(&name),
            "{of}: <{name}>"
        );
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{of}: {}", attribute.name());
            let is_address = attribute.name() == "href";
            assert!(!is_address || attribute.value().starts_with("http://127.0.0.1:"), "{of}");
        }
    }
}

fn check_cells(text: &str, of: &str) {
    for row in cells(text, b';') {
        for cell in row {
            let is_formula =
                cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            let is_number = cell.replace(',', ".").parse::<f64>().is_ok();
            assert!(!is_formula || is_number, "{of}: {cell:?}");
        }
    }
}

/// Asks for all that shows something of a query.
fn check_query(server: &Server, query: &str, of: &str) -> u64 {
    let mut total = 0;
    for page in [
        "/sok",
        "/en/sok",
        "/sok.atom",
        "/tidslinje.svg",
        "/api/v1/search",
        "/api/v1/hits.excel.csv",
    ] {
        let path = format!("{page}?q={query}");
        let answer = server.get(&path);
        let of = format!("{of} at {page}");
        assert!(matches!(answer.status, 200 | 400), "{of}: {}", answer.status);
        let media_type = answer.header("content-type").expect("a media type").to_owned();
        match media_type.split([';', '+']).next().unwrap_or_default() {
            "text/html" => check_html(&answer.text(), &of),
            "application/json" if page.ends_with("search") => {
                total = answer.json()["total"].as_u64().unwrap_or(0);
            }
            "application/json" => assert_eq!(answer.status, 400, "{of}"),
            "application/atom" | "image/svg" => check_xml(&answer.text(), &of),
            "text/csv" => check_cells(&answer.text(), &of),
            other => panic!("{of}: {other}"),
        }
    }
    total
}

/// The checks see what they are to see: a page that shows a text as it came is refused.
#[test]
fn a_page_that_does_not_escape_is_found_out() {
    let page = |text: &str| {
        format!(
            "<!DOCTYPE html><html><head><title>a</title><script src=\"/static/a.js\" defer></script></head>\
             <body><main><p>{text}</p><a href=\"/b\">c</a><img src=\"/d\" alt=\"{text}\"></main></body></html>"
        )
    };
    check_html(&page("&lt;b&gt; &quot;x&quot;"), "escaped");
    let found = |html: String| std::panic::catch_unwind(|| check_html(&html, "raw")).is_err();
    let raw = HOSTILE.iter().filter(|text| text.contains(['<', '"']));
    let missed: Vec<&&str> = raw.filter(|text| !found(page(text))).collect();
    assert!(missed.is_empty(), "{missed:?}");
    assert!(std::panic::catch_unwind(|| check_cells("a;b\r\n\"=1+1\";2\r\n", "raw")).is_err());
}

#[test]
fn nothing_of_a_paper_a_name_or_a_query_is_more_than_text() {
    let env = Env::new();
    for (at, hostile) in HOSTILE.iter().enumerate() {
        env.write(format!("in/{}", name(at, hostile)), paper(at, hostile));
    }
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    let server = Server::whole(&env, &["--name", "<b>arkiv</b> \" onload=\"x"]);
    assert_eq!(server.json("/api/v1/status")["documents"], HOSTILE.len());

    let list = server.json("/api/v1/documents?limit=100");
    let documents = list["documents"].as_array().expect("documents");
    assert_eq!(documents.len(), HOSTILE.len());
    for document in documents {
        let id = document["id"].as_str().expect("an id");
        for path in ["", "/text"] {
            for lang in ["", "/en"] {
                let path = format!("{lang}/dokument/{id}{path}");
                let answer = server.get(&path);
                if answer.header("content-type").is_some_and(|told| told.starts_with("text/html")) {
                    check_html(&answer.text(), &path);
                }
            }
        }
        assert_eq!(server.json(&format!("/api/v1/documents/{id}"))["id"], id);
        let original = server.get(&format!("/api/v1/documents/{id}/original"));
        assert_eq!(original.status, 200, "{}", original.text());
        assert!(
            original
                .header("content-disposition")
                .is_some_and(|told| told.starts_with("attachment;"))
        );
        assert!(
            original.header("content-security-policy").is_some_and(|told| told.contains("sandbox"))
        );
        assert_eq!(attsats::ingest::sha256(&original.body), id);
        let text = server.get(&format!("/api/v1/documents/{id}/text"));
        assert_eq!(text.header("content-type"), Some("text/plain; charset=utf-8"));
    }
    for page in ["/", "/en", "/hjalp", "/om", "/moten", "/jamfor", "/budget", "/import", "/nothing"]
    {
        check_html(&server.get(page).text(), page);
    }
    for query in ["ans%C3%B6kan", "godk%C3%A4nna", "typ:protokoll", "l%C3%B6ner", "alert"] {
        assert!(check_query(&server, query, query) > 0, "{query}");
        check_html(&server.get(&format!("/sok?q={query}&visa=utdrag&sort=newest")).text(), query);
    }
    for hostile in HOSTILE {
        check_query(&server, &coded(hostile), hostile);
        // As a phrase, and as the value of each filter.
        check_query(&server, &coded(&format!("\"{}\"", hostile.replace('"', ""))), hostile);
        for filter in ["organisation", "organ", "typ", "atgard", "fran", "sort", "visa", "okand"] {
            let path = format!("/sok?q=alert&{filter}={}", coded(hostile));
            check_html(&server.get(&path).text(), &path);
        }
        let missing = server.get(&format!("/dokument/{}", coded(hostile)));
        check_html(&missing.text(), hostile);
        let refused = server.get(&format!("/api/v1/search?{}=1", coded(hostile)));
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (400, "unknown-parameter"),
            "{hostile}"
        );
    }
    for table in [
        "documents",
        "meetings",
        "agenda",
        "decisions",
        "clauses",
        "attendance",
        "cells",
        "notes",
        "links",
    ] {
        check_cells(&server.get(&format!("/api/v1/tables/{table}.excel.csv")).text(), table);
    }
}
