//! What a clause tells of persons.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// *Förslagsställare*: on whose proposal, or yrkande, something is decided; a person or a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Proposer {
    /// The person's name.
    pub name: Option<String>,
    /// *Parti*.
    pub party: Option<String>,
    /// The body: "Arbetsutskottet".
    pub body: Option<String>,
}

/// *Vald*: one person whom a clause elects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Elected {
    /// The name.
    pub name: String,
    /// *Parti*.
    pub party: Option<String>,
    /// To what: "ledamot", "vice ordförande".
    pub post: Option<String>,
    /// From when: a year or an ISO 8601 date.
    pub from: Option<String>,
    /// Until when: a year or an ISO 8601 date.
    pub until: Option<String>,
}
