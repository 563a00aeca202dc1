use super::*;
use crate::ocr::Size;

const SHA256: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// A PNG of about so many bytes, as far as the cache looks.
fn picture(n_bytes: usize) -> Picture {
    let chunk = |kind: &[u8], data: &[u8]| {
        let length = (data.len() as u32).to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    };
    let head = [&909u32.to_be_bytes()[..], &1_286u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let dims = [&4_331u32.to_be_bytes()[..], &4_331u32.to_be_bytes(), &[1]].concat();
    let png = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"pHYs", &dims),
        chunk(b"IDAT", &vec![7; n_bytes]),
        chunk(b"IEND", &[]),
    ];
    Picture { png: png.concat(), size: Size { width: 909, height: 1_286, dpi: 110.0 } }
}

#[test]
fn what_is_kept_comes_back() {
    let folder = folder();
    let cache = PictureCache::open(folder.path()).expect("room");
    assert_eq!(cache.get(SHA256, 1, 110), None);
    cache.put(SHA256, 1, 110, &picture(100)).expect("room");
    let kept = cache.get(SHA256, 1, 110).expect("it is kept");
    assert_eq!((kept.png, kept.size.width, kept.size.height), (picture(100).png, 909, 1_286));
    assert!((kept.size.dpi - 110.0).abs() < 0.02, "{}", kept.size.dpi);
    assert_eq!(cache.get(SHA256, 1, 150), None);
    assert_eq!(cache.get(SHA256, 2, 110), None);
    let again = PictureCache::open(folder.path()).expect("room");
    assert!(again.get(SHA256, 1, 110).is_some());
}

#[test]
fn what_is_cut_short_is_no_picture() {
    let folder = folder();
    let cache = PictureCache::open(folder.path()).expect("room");
    let whole = picture(100).png;
    let path = folder.path().join(SHA256).join("1@110.png");
    for end in 0..whole.len() {
        cache.put(SHA256, 1, 110, &picture(100)).expect("room");
        std::fs::write(&path, &whole[..end]).expect("room");
        assert_eq!(cache.get(SHA256, 1, 110), None, "{end}");
        assert!(!path.exists(), "{end}");
    }
    cache.put(SHA256, 1, 110, &picture(100)).expect("room");
    std::fs::write(&path, [&whole[..], b"x"].concat()).expect("room");
    assert_eq!(cache.get(SHA256, 1, 110), None, "more than a picture");
}

#[test]
fn names_do_not_lead_elsewhere() {
    let folder = folder();
    let cache = PictureCache::open(folder.path()).expect("room");
    for name in ["../../etc", "", "ABCDEF", &SHA256.to_uppercase(), &"/".repeat(64)] {
        assert!(cache.put(name, 1, 110, &picture(9)).is_err(), "{name}");
        assert_eq!(cache.get(name, 1, 110), None, "{name}");
    }
}

#[test]
fn those_used_longest_ago_go_first() {
    let folder = folder();
    let cache = PictureCache::with_room(folder.path(), 10_500).expect("room");
    let age = |page: u32, hours: u64| {
        let path = folder.path().join(SHA256).join(format!("{page}@110.png"));
        let file = File::options().write(true).open(path).expect("it is kept");
        let used = SystemTime::now() - Duration::from_secs(3_600 * hours);
        file.set_modified(used).expect("it is ours");
    };
    for page in 1..=9 {
        cache.put(SHA256, page, 110, &picture(1_000)).expect("room");
        age(page, 100 - u64::from(page));
    }
    assert!(cache.get(SHA256, 1, 110).is_some(), "used now");
    cache.put(SHA256, 10, 110, &picture(1_000)).expect("room");
    let kept: Vec<u32> = (1..=10).filter(|page| cache.get(SHA256, *page, 110).is_some()).collect();
    assert_eq!(kept, [1, 4, 5, 6, 7, 8, 9, 10]);
    let small = PictureCache::with_room(folder.path(), 2_500).expect("room");
    let kept = (1..=10).filter(|page| small.get(SHA256, *page, 110).is_some()).count();
    assert_eq!(kept, 2, "another bound");
    small.put(SHA256, 1, 110, &picture(9_000)).expect("it is let be");
    assert_eq!(small.get(SHA256, 1, 110).map_or(0, |kept| kept.png.len() / 9_000), 0);
}

#[test]
#[cfg(unix)]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let inner = folder.path().join("a/b");
    PictureCache::open(&inner).expect("room");
    let mode = inner.metadata().expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
