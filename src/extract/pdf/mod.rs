//! PDF bytes → [`Page`](crate::model::Page)s: the only folder that names the PDF library.

use super::{Error, Extracted, Limits};

/// Reads the words of a PDF.
pub(super) fn extract(_bytes: &[u8], _limits: &Limits) -> Result<Extracted, Error> {
    Err(Error::PdfNotBuilt)
}
