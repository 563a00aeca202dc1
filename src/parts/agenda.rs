//! Numbered items, §, dnr → [`AgendaItem`](crate::model::AgendaItem)s.
