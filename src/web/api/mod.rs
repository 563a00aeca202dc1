//! For programs: JSON at stable addresses.

use axum::Router;

use super::route::Desk;

pub(super) fn router() -> Router<Desk> {
    Router::new()
}
