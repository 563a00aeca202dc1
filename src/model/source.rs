//! [`Source`]: the untouched bytes.

/// One file as it was found, nothing decoded.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file's name as given, for messages and records.
    pub name: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// What the bytes are, by their content.
    pub media_type: MediaType,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What a file is, by its content and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// A PDF file.
    Pdf,
    /// Text in some encoding.
    PlainText,
}

impl MediaType {
    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::PlainText => "text/plain",
        }
    }
}
