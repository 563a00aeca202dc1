//! Lines → [`Decision`](crate::model::Decision)s: where a body decides.
