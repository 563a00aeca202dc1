#![doc = include_str!("ARCHITECTURE.md")]

pub mod model;

pub mod swedish;

pub mod ingest;

pub mod extract;

#[cfg(feature = "ocr")]
pub mod ocr;

pub mod layout;

pub mod parts;

pub mod kinds;

pub mod record;

pub mod link;

pub mod mask;

#[cfg(feature = "search")]
pub mod study;

pub mod pipeline;

#[cfg(feature = "search")]
pub mod index;

#[cfg(feature = "search")]
pub mod archive;

#[cfg(feature = "search")]
pub mod bag;

#[cfg(feature = "cli")]
pub mod export;

#[cfg(feature = "cli")]
pub mod plot;

#[cfg(feature = "cli")]
pub mod survey;

#[cfg(feature = "web")]
pub mod web;

#[cfg(feature = "cli")]
pub mod cli;
