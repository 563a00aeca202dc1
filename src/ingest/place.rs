//! [`Place`]: where a file stands, in a folder or in a ZIP.

use std::fmt;
use std::path::PathBuf;

/// Where a file stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, or the ZIP that holds it.
    pub path: PathBuf,
    /// Which file of the ZIP.
    pub member: Option<Member>,
}

/// A file in a ZIP.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// Its name, as written in the ZIP.
    pub name: Vec<u8>,
    /// How many of the same name stand before it.
    pub nth: u32,
}

impl From<PathBuf> for Place {
    fn from(path: PathBuf) -> Self {
        Self { path, member: None }
    }
}

impl Place {
    /// The last part of the path, or of the name in the ZIP.
    pub fn name(&self) -> String {
        match &self.member {
            Some(member) => {
                let shown = member.shown();
                shown.rsplit(['/', '\\']).next().unwrap_or(&shown).to_owned()
            }
            None => self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.member.as_ref().map_or(Ok(()), |member| write!(f, ": {}", member.shown()))
    }
}

/// Letters of DOS' code pages 437 and 850 in Swedish names; the two agree on them.
const DOS: [(u8, char); 8] = [
    (0x82, 'é'),
    (0x84, 'ä'),
    (0x86, 'å'),
    (0x8e, 'Ä'),
    (0x8f, 'Å'),
    (0x90, 'É'),
    (0x94, 'ö'),
    (0x99, 'Ö'),
];

impl Member {
    /// The name as letters: UTF-8 where it is that, else DOS' or Latin-1, whichever has Swedish letters.
    pub fn shown(&self) -> String {
        if let Ok(name) = std::str::from_utf8(&self.name) {
            return name.to_owned();
        }
        let dos = |byte: u8| DOS.iter().find(|(code, _)| *code == byte).map(|(_, letter)| *letter);
        let is_dos = self.name.iter().all(|&byte| byte.is_ascii() || dos(byte).is_some());
        let letter = |&byte: &u8| if is_dos { dos(byte) } else { None }.unwrap_or(char::from(byte));
        self.name.iter().map(letter).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &[u8]) -> Member {
        Member { name: name.to_vec(), nth: 0 }
    }

    #[test]
    fn names_in_the_encodings_of_zips() {
        assert_eq!(member("möte/å.pdf".as_bytes()).shown(), "möte/å.pdf");
        assert_eq!(member(b"m\x94te/\x86.pdf").shown(), "möte/å.pdf");
        assert_eq!(member(b"m\xf6te/\xe5.pdf").shown(), "möte/å.pdf");
    }

    #[test]
    fn the_name_is_the_last_part() {
        let place = Place { path: "a/b.zip".into(), member: Some(member(b"c\\d/e.pdf")) };
        assert_eq!(place.name(), "e.pdf");
        assert_eq!(place.to_string(), "a/b.zip: c\\d/e.pdf");
        assert_eq!(Place::from(PathBuf::from("a/b.pdf")).name(), "b.pdf");
    }
}
