//! What feeds and pictures hold.

use roxmltree::Document;

use super::{Server, corpus};

const ATOM: &str = "http://www.w3.org/2005/Atom";

#[test]
fn a_query_is_a_feed() {
    let env = corpus();
    let server = Server::whole(&env, &[]);
    for path in ["/sok.atom?q=beslutar", "/en/sok.atom?q=beslutar", "/sok.atom?q=finnsintealls"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some("application/atom+xml; charset=utf-8"));
        let text = answer.text();
        let document = Document::parse(&text).expect("XML");
        let feed = document.root_element();
        let all = |of: &roxmltree::Node<'_, '_>, name: &str| -> Vec<String> {
            let named = |node: &roxmltree::Node<'_, '_>| node.has_tag_name((ATOM, name));
            of.children()
                .filter(named)
                .map(|node| node.text().unwrap_or_default().to_owned())
                .collect()
        };
        for name in ["id", "title", "updated"] {
            assert_eq!(all(&feed, name).len(), 1, "{path}: {name}");
        }
        assert_eq!(all(&feed, "author").len(), 1, "{path}");
        let links: Vec<_> =
            feed.children().filter(|node| node.has_tag_name((ATOM, "link"))).collect();
        let own =
            links.iter().find(|link| link.attribute("rel") == Some("self")).expect("its own link");
        assert_eq!(own.attribute("href"), Some(format!("http://{}{path}", server.host).as_str()));
        let entries: Vec<_> =
            feed.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
        let expected = server.json(&format!(
            "/api/v1/search?sort=newest&limit=50&{}",
            path.split('?').nth(1).expect("q")
        ));
        let addresses: Vec<String> = expected["hits"]
            .as_array()
            .expect("hits")
            .iter()
            .map(|hit| hit["address"].as_str().expect("an address").replace('#', ":"))
            .collect();
        let ids: Vec<String> = entries.iter().flat_map(|entry| all(entry, "id")).collect();
        let wanted: Vec<String> =
            addresses.iter().map(|address| format!("urn:sha256:{address}")).collect();
        assert_eq!(ids, wanted, "{path}");
        let published: Vec<String> =
            entries.iter().flat_map(|entry| all(entry, "published")).collect();
        assert!(published.windows(2).all(|two| two[0] >= two[1]), "{published:?}");
        for entry in &entries {
            for name in ["title", "updated", "summary"] {
                assert!(
                    all(entry, name).first().is_some_and(|text| !text.is_empty()),
                    "{path}: {name}"
                );
            }
            let link =
                entry.children().find(|node| node.has_tag_name((ATOM, "link"))).expect("a link");
            let href = link.attribute("href").expect("an address");
            assert!(href.starts_with(&format!("http://{}/", server.host)), "{href}");
        }
    }
    assert_eq!(
        server.json("/api/v1/search?q=beslutar")["total"].as_u64().map(|total| total > 50),
        Some(true)
    );
    let other = server.ask(
        "GET",
        "/sok.atom?q=plan",
        &[("host", "localhost:1234"), ("x-forwarded-proto", "https")],
    );
    assert!(
        other.text().contains("href=\"https://localhost:1234/sok?q=plan\""),
        "{}",
        other.text()
    );
}

#[test]
fn timelines_are_drawn_on_either_ground() {
    let env = corpus();
    let server = Server::whole(&env, &[]);
    let page = server.get("/sok?q=plan").text();
    for path in [
        "/tidslinje.svg?q=plan",
        "/tidslinje.svg?q=plan&grund=mork",
        "/en/tidslinje.svg?q=plan&matt=miljon",
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("image/svg+xml")),
            "{path}"
        );
        assert!(answer.header("etag").is_some() && answer.header("cache-control").is_some());
        let text = answer.text();
        let document = Document::parse(&text).expect("XML");
        let ground = document
            .descendants()
            .find(|node| node.has_tag_name("rect") && node.attribute("width") == Some("960"));
        let fill = ground.and_then(|ground| ground.attribute("fill"));
        assert_eq!(fill, Some(if path.contains("mork") { "#1c1f23" } else { "#fff" }), "{path}");
        assert!(
            document.descendants().filter(|node| node.has_tag_name("rect")).count() > 10,
            "{path}"
        );
    }
    assert!(page.contains("/tidslinje.svg?q=plan&amp;grund=mork"), "the page shows both");
    for name in ["hits.csv", "hits.excel.csv", "hits.jsonl", "hits.parquet"] {
        assert!(page.contains(&format!("/api/v1/{name}?q=plan")), "{name}");
    }
}
