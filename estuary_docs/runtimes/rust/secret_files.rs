//! Secrets that arrive as files, after the conventions of the official Docker images and of systemd credentials.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

const FILE_SUFFIX: &str = "_FILE";
const CREDENTIALS_DIRECTORY: &str = "CREDENTIALS_DIRECTORY";
const MOST_BYTES_OF_A_SECRET: u64 = 64 * 1024;
#[cfg(unix)]
const TIME_FOR_A_WRITER: std::time::Duration = std::time::Duration::from_secs(10);

/// Return the value of the secret `name`, if there is one.
///
/// It may be the variable itself, a file whose path is in `NAME_FILE`, or a file called `name`, in capitals or
/// not, in `$CREDENTIALS_DIRECTORY`. A file's content counts less one trailing newline.
///
/// # Errors
///
/// What keeps it from being read: `file-conflict` (it arrives twice), `folder-unreadable`, `file-unreadable`,
/// `file-too-large` (over 64 KiB) or `file-not-text` (not UTF-8).
fn read_secret<'a>(environ: Source<'a>, name: &str) -> Result<Option<Cow<'a, str>>, Slug> {
    let value = environ.get(name);
    let mut paths: Vec<PathBuf> = Vec::new();
    paths.extend(
        environ
            .get(&[name, FILE_SUFFIX].concat())
            .map(PathBuf::from),
    );
    if let Some(directory) = environ.get(CREDENTIALS_DIRECTORY) {
        let lower = name.to_lowercase();
        let spellings = [name, &lower];
        for spelling in &spellings[..if lower == name { 1 } else { 2 }] {
            let path = Path::new(directory).join(spelling);
            match fs::symlink_metadata(&path) {
                Ok(_) => paths.push(path),
                Err(error) => {
                    let is_closed = error.kind() == io::ErrorKind::PermissionDenied;
                    if is_closed || !Path::new(directory).is_dir() {
                        return Err("folder-unreadable");
                    }
                }
            }
        }
    }
    match (&paths[..], value) {
        ([], _) => Ok(value.map(Cow::from)),
        ([path, others @ ..], None) if others.iter().all(|other| is_same(path, other)) => {
            content(path)
        }
        _ => Err("file-conflict"),
    }
}

#[cfg(unix)]
fn is_same(path: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(path), fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(path: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(path), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Open a file. A pipe waits for its writer, and is given up where nothing writes into it.
#[cfg(unix)]
fn opened(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::FileTypeExt;
    if !fs::metadata(path)?.file_type().is_fifo() {
        return fs::File::open(path);
    }
    let (sender, outcome) = std::sync::mpsc::channel();
    let path = path.to_path_buf();
    std::thread::spawn(move || sender.send(fs::File::open(path)));
    outcome
        .recv_timeout(TIME_FOR_A_WRITER)
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

#[cfg(not(unix))]
fn opened(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}

fn content(path: &Path) -> Result<Option<Cow<'static, str>>, Slug> {
    let mut bytes = Vec::new();
    opened(path)
        .and_then(|file| {
            file.take(MOST_BYTES_OF_A_SECRET + 1)
                .read_to_end(&mut bytes)
        })
        .map_err(|_| "file-unreadable")?;
    if bytes.len() as u64 > MOST_BYTES_OF_A_SECRET {
        return Err("file-too-large");
    }
    let mut text = String::from_utf8(bytes).map_err(|_| "file-not-text")?;
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(Some(text).filter(|text| !text.is_empty()).map(Cow::from))
}
