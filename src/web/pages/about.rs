//! *Dokument*.
use crate::web::visit::{Fault, Page, Visit};
pub(in crate::web) fn page(_visit: &Visit) -> Result<Page, Fault> {
    Err(Fault::NotFound)
}
pub(in crate::web) fn text(_visit: &Visit) -> Result<Page, Fault> {
    Err(Fault::NotFound)
}
