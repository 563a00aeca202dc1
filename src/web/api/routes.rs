//! What is there: each address with what it takes and gives. The router and the description are both made of this.

use serde_json::Value;

use super::fault::Fault;
use super::param::{
    BODY, BY, FROM, Holds, KIND, LIMIT, MEASURE, ORGANIZATION, PAGE, Param, SEARCH, SORT, TO, VIEW,
};
use super::take::Write;
use super::{Call, documents, holdings, matter, search, take};

/// An address.
pub(super) struct Route {
    /// As the router has it.
    pub(super) pattern: &'static str,
    /// As the description has it, where that is another.
    pub(super) path: &'static str,
    /// What it is called.
    pub(super) name: &'static str,
    pub(super) says: &'static str,
    /// What stands in the places of the path.
    pub(super) places: &'static [Param],
    /// What may stand after "?".
    pub(super) params: &'static [&'static [Param]],
    pub(super) gives: Gives,
}

impl Route {
    /// True when it tells of documents, and not of searches alone.
    pub(super) fn needs_archive(&self) -> bool {
        const OF_DOCUMENTS: [&str; 6] =
            ["documents", "places", "similar", "follow", "coverage", "tables"];
        self.pattern.split('/').nth(3).is_some_and(|part| OF_DOCUMENTS.contains(&part))
    }
}

/// What an address gives.
#[derive(Clone, Copy)]
pub(super) enum Gives {
    /// JSON, with the name of its schema.
    Json(fn(&Call) -> Result<Value, Fault>, &'static str),
    /// A text.
    Text(fn(&Call) -> Result<String, Fault>),
    /// Rows, written as they are made.
    File(Write),
    /// The bytes of a source.
    Original,
    /// The description of all this.
    Contract,
}

const ID: Param = Param {
    name: "id",
    says: "The document's SHA-256, or its first 8 letters or more.",
    holds: Holds::Text,
    example: "",
};
const PLACE: Param = Param {
    name: "place",
    says: "Where it stands: c-123 (clause), a-123 (agenda item), t-123 (table), x-123 (sentence).",
    holds: Holds::Text,
    example: "",
};
const TABLE: Param = Param {
    name: "table",
    says: "What there is a row of.",
    holds: Holds::OneOf(&[
        "documents",
        "meetings",
        "agenda",
        "decisions",
        "clauses",
        "votes",
        "ballots",
        "attendance",
        "cells",
        "notes",
        "links",
    ]),
    example: "clauses",
};
const FORMAT: Param = Param {
    name: "format",
    says: "The form of the file.",
    holds: Holds::OneOf(&["csv", "excel.csv", "jsonl", "parquet"]),
    example: "csv",
};
const DNR: Param = Param {
    name: "dnr",
    says: "The registry number, as printed.",
    holds: Holds::Text,
    example: "KS 2024/17",
};
const OTHERS: Param = Param {
    name: "others",
    says: "Whether only clauses of other organizations are wanted.",
    holds: Holds::OneOf(&["true", "false"]),
    example: "true",
};

const fn json(
    path: &'static str,
    name: &'static str,
    says: &'static str,
    places: &'static [Param],
    params: &'static [&'static [Param]],
    gives: Gives,
) -> Route {
    Route { pattern: path, path, name, says, places, params, gives }
}

const fn hits(path: &'static str, name: &'static str, says: &'static str, write: Write) -> Route {
    let params: &[&[Param]] = &[&SEARCH, &[SORT]];
    Route { pattern: path, path, name, says, places: &[], params, gives: Gives::File(write) }
}

pub(super) static ROUTES: &[Route] = &[
    json(
        "/api/v1/status",
        "status",
        "What the archive holds and lacks, and what serves it.",
        &[],
        &[],
        Gives::Json(holdings::status, "ArchiveStatus"),
    ),
    json(
        "/api/v1/search",
        "search",
        "Hits of a query, page by page, up to the 10,000th.",
        &[],
        &[&SEARCH, &[SORT, VIEW, MEASURE, PAGE, LIMIT]],
        Gives::Json(search::search, "Search"),
    ),
    json(
        "/api/v1/counts",
        "counts",
        "How many hits there are of each organization, year and so on, and of how many words.",
        &[],
        &[&SEARCH, &[BY]],
        Gives::Json(search::counts, "Counts"),
    ),
    json(
        "/api/v1/compare",
        "compare",
        "Hits counted by up to four things across each other.",
        &[],
        &[&SEARCH, &[BY]],
        Gives::Json(search::compare, "Comparison"),
    ),
    json(
        "/api/v1/documents",
        "documents",
        "The documents in the order of their ids, page by page.",
        &[],
        &[&[ORGANIZATION, KIND, FROM, TO, PAGE, LIMIT]],
        Gives::Json(documents::list, "Documents"),
    ),
    json(
        "/api/v1/documents/{id}",
        "document",
        "The whole record of a document.",
        &[ID],
        &[],
        Gives::Json(documents::record, "Record"),
    ),
    json(
        "/api/v1/documents/{id}/text",
        "text",
        "The extracted text of a document.",
        &[ID],
        &[],
        Gives::Text(documents::text),
    ),
    json(
        "/api/v1/documents/{id}/original",
        "original",
        "The file that a document was read from, byte for byte, as long as it stands where it was.",
        &[ID],
        &[],
        Gives::Original,
    ),
    json(
        "/api/v1/places/{id}/{place}",
        "place",
        "What stands at the address of a hit.",
        &[ID, PLACE],
        &[],
        Gives::Json(documents::place, "Found"),
    ),
    json(
        "/api/v1/similar/{id}/{place}",
        "similar",
        "Clauses that are almost the same as one.",
        &[ID, PLACE],
        &[&[LIMIT, OTHERS]],
        Gives::Json(documents::similar, "Similar"),
    ),
    json(
        "/api/v1/follow",
        "follow",
        "A matter by its registry number, through bodies and meetings, and what became of what was proposed.",
        &[],
        &[&[DNR]],
        Gives::Json(matter::follow, "Followed"),
    ),
    json(
        "/api/v1/coverage",
        "coverage",
        "Which meetings and paragraphs of each body are there, year by year, and which paragraphs are missing.",
        &[],
        &[&[ORGANIZATION, BODY, PAGE, LIMIT]],
        Gives::Json(holdings::coverage, "Coverages"),
    ),
    hits("/api/v1/hits.csv", "hitsCsv", "Every hit of a query as CSV (RFC 4180).", take::hits),
    hits(
        "/api/v1/hits.excel.csv",
        "hitsExcel",
        "Every hit of a query as a Swedish Excel opens it: semicolons, a byte order mark, no formulas.",
        take::hits,
    ),
    hits("/api/v1/hits.jsonl", "hitsJsonl", "Every hit of a query as JSON Lines.", take::hits),
    hits("/api/v1/hits.parquet", "hitsParquet", "Every hit of a query as Parquet.", take::hits),
    Route {
        pattern: "/api/v1/tables/{file}",
        path: "/api/v1/tables/{table}.{format}",
        name: "table",
        says: "The rows of a table, of the whole archive or of what a query finds.",
        places: &[TABLE, FORMAT],
        params: &[&SEARCH],
        gives: Gives::File(take::table),
    },
    json("/api/v1/openapi.json", "openapi", "This description.", &[], &[], Gives::Contract),
];
