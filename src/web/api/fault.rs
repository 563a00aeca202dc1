//! Why a program gets no answer, as JSON.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::index::{self, QueryError};
use crate::web::visit;

/// Why there is no answer.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) status: StatusCode,
    /// Stays the same, whatever the message says.
    pub(super) code: &'static str,
    pub(super) message: String,
    /// What may have been meant, or what else can be done.
    pub(super) suggestion: Option<String>,
    /// The letter of the query, from 1.
    pub(super) column: Option<usize>,
}

/// Seconds after which those who came when all was busy may come again.
const AGAIN: &str = "5";

/// What a refusal of the index calls a filter, and what an address calls it.
const OPTIONS: [(&str, &str); 9] = [
    ("--kind", "typ"),
    ("--status", "status"),
    ("--outcome", "utfall"),
    ("--quality", "kvalitet"),
    ("--unit", "enhet"),
    ("--year", "fran, till"),
    ("--action", "atgard"),
    ("--body", "organ"),
    ("--organization", "organisation"),
];

impl Fault {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), suggestion: None, column: None }
    }

    /// A value of the address that cannot be.
    pub(super) fn wrong(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    pub(super) fn missing(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message)
    }

    pub(super) fn forbidden(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, message)
    }

    pub(super) fn busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "too much is asked for right now")
    }

    pub(super) fn no_document() -> Self {
        Self::missing("no-document", "no document of the archive has this id")
    }

    pub(super) fn suggesting(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    fn broken() -> Self {
        // What the system said names folders of this machine: it is for whoever keeps the archive.
        let message = "the archive cannot be read; whoever keeps it can run attsats verify";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", message)
    }

    fn refused(error: QueryError) -> Self {
        let QueryError { column, reason, suggestion } = error;
        let known = OPTIONS.iter().find_map(|(option, name)| {
            reason
                .strip_prefix(option)?
                .strip_prefix(": ")
                .map(|reason| format!("{name}: {reason}"))
        });
        let code = if known.is_some() { "invalid-value" } else { "invalid-query" };
        let column = Some(column).filter(|&column| column > 0);
        Self { suggestion, column, ..Self::wrong(code, known.unwrap_or(reason)) }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut error = json!({ "code": self.code, "message": self.message });
        if let Some(suggestion) = self.suggestion {
            error["suggestion"] = suggestion.into();
        }
        if let Some(column) = self.column {
            error["column"] = column.into();
        }
        let body = json!({ "error": error }).to_string() + "\n";
        let mut answer =
            (self.status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            let again = header::HeaderValue::from_static(AGAIN);
            answer.headers_mut().insert(header::RETRY_AFTER, again);
        }
        answer
    }
}

impl From<visit::Fault> for Fault {
    fn from(fault: visit::Fault) -> Self {
        match fault {
            visit::Fault::NotFound => Self::missing("not-found", "nothing stands at this address"),
            visit::Fault::Refused(reason) => Self::wrong("invalid-query", reason),
            visit::Fault::Busy => Self::busy(),
            visit::Fault::Broken(_) => Self::broken(),
        }
    }
}

impl From<index::Error> for Fault {
    fn from(error: index::Error) -> Self {
        match error {
            index::Error::Query(error) => Self::refused(error),
            _ => Self::broken(),
        }
    }
}

impl From<crate::web::Error> for Fault {
    fn from(error: crate::web::Error) -> Self {
        match error {
            crate::web::Error::Index(error) => error.into(),
            _ => Self::broken(),
        }
    }
}

impl From<crate::archive::Error> for Fault {
    fn from(_: crate::archive::Error) -> Self {
        Self::broken()
    }
}

impl From<crate::survey::Error> for Fault {
    fn from(error: crate::survey::Error) -> Self {
        match error {
            crate::survey::Error::Index(error) => error.into(),
            crate::survey::Error::Archive(_) => Self::broken(),
        }
    }
}

impl From<crate::export::Error> for Fault {
    fn from(_: crate::export::Error) -> Self {
        Self::broken()
    }
}

impl From<std::io::Error> for Fault {
    fn from(_: std::io::Error) -> Self {
        Self::broken()
    }
}
