//! A visit → a page: what every page is given, and how it may fail.

use std::sync::Arc;

use axum::http::StatusCode;
use maud::Markup;

use super::asked::{address, pairs};
use super::site::{Holdings, Site};
use super::words::Lang;
use crate::index;

/// What is asked for.
pub(super) struct Visit {
    pub(super) site: Arc<Site>,
    pub(super) holdings: Arc<Holdings>,
    pub(super) lang: Lang,
    /// The path without the language, as it was asked for.
    pub(super) path: String,
    /// What stands in the places of the path's pattern.
    pub(super) params: Vec<(String, String)>,
    /// What stands after "?".
    pub(super) pairs: Vec<(String, String)>,
}

impl Visit {
    pub(super) fn new(
        site: Arc<Site>,
        lang: Lang,
        path: &str,
        query: Option<&str>,
        params: Vec<(String, String)>,
    ) -> Self {
        let path = match lang {
            Lang::Sv => path,
            Lang::En => path.strip_prefix("/en").unwrap_or(path),
        };
        let path = if path.is_empty() { "/" } else { path }.to_owned();
        let holdings = site.holdings();
        Self { site, holdings, lang, path, params, pairs: pairs(query) }
    }

    /// What stands in a place of the path, or "".
    pub(super) fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A value of the address, or "".
    pub(super) fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// The address of a page in this language.
    pub(super) fn to(&self, path: &str) -> String {
        self.lang.path(path)
    }

    /// The same with what stands after "?".
    pub(super) fn to_with<V: AsRef<str>>(&self, path: &str, pairs: &[(&str, V)]) -> String {
        self.lang.path(path) + &address(pairs)
    }

    /// This page in the other language.
    pub(super) fn translated(&self) -> String {
        self.lang.other().path(&self.path) + &address(&self.pairs)
    }

    /// The address of a document.
    pub(super) fn document(&self, id: &str) -> String {
        self.to(&format!("/dokument/{}", id.get(..16).unwrap_or(id)))
    }
}

/// A page.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) html: Markup,
}

impl Page {
    pub(super) fn ok(html: Markup) -> Self {
        Self { status: StatusCode::OK, html }
    }
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// Nothing stands there.
    #[error("not found")]
    NotFound,
    /// What was asked for cannot be understood.
    #[error("{0}")]
    Refused(String),
    /// Too much is asked for at the same time.
    #[error("busy")]
    Busy,
    /// The archive or the index cannot be read.
    #[error("{0}")]
    Broken(String),
}

impl From<super::Error> for Fault {
    fn from(error: super::Error) -> Self {
        match error {
            super::Error::Index(error) => error.into(),
            error => Self::Broken(error.to_string()),
        }
    }
}

impl From<index::Error> for Fault {
    fn from(error: index::Error) -> Self {
        match error {
            index::Error::Query(error) => Self::Refused(error.to_string()),
            error => Self::Broken(error.to_string()),
        }
    }
}

impl From<crate::archive::Error> for Fault {
    fn from(error: crate::archive::Error) -> Self {
        super::Error::from(error).into()
    }
}

impl From<crate::survey::Error> for Fault {
    fn from(error: crate::survey::Error) -> Self {
        match error {
            crate::survey::Error::Index(error) => error.into(),
            crate::survey::Error::Archive(error) => error.into(),
        }
    }
}
