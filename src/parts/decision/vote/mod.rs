//! Lines → [`Vote`](crate::model::Vote)s.
