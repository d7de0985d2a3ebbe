// Secrets that arrive as files, after the conventions of the official Docker images and of systemd credentials.

package settings

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	fileSuffix           = "_FILE"
	credentialsDirectory = "CREDENTIALS_DIRECTORY"
	mostBytesOfASecret   = 64 * 1024
	timeForAWriter       = 10 * time.Second
)

var errNoWriter = errors.New("nothing writes into this pipe")

// readSecret returns the value of a secret, and what keeps it from being read; both are empty where there is none.
//
// It may be the variable itself, a file whose path is in NAME_FILE, or a file called after it, in capitals or not,
// in $CREDENTIALS_DIRECTORY. A file's content counts less one trailing newline. It is kept from being read by
// file-conflict (it arrives twice), folder-unreadable, file-unreadable, file-too-large (over 64 KiB) or file-not-text
// (not UTF-8).
func readSecret(environ map[string]string, name string) (value, slug string) {
	value = environ[name]
	var paths []string
	if path := environ[name+fileSuffix]; path != "" {
		paths = append(paths, path)
	}
	if directory := environ[credentialsDirectory]; directory != "" {
		for _, spelling := range slices.Compact([]string{name, strings.ToLower(name)}) {
			credential := strings.TrimSuffix(directory, "/") + "/" + spelling
			_, err := os.Lstat(credential)
			if err == nil {
				paths = append(paths, credential)
			} else if !errors.Is(err, fs.ErrNotExist) || !isDirectory(directory) {
				return "", "folder-unreadable"
			}
		}
	}
	if len(paths) == 0 {
		return value, ""
	}
	isOther := func(path string) bool { return !isSame(paths[0], path) }
	if value != "" || slices.ContainsFunc(paths[1:], isOther) {
		return "", "file-conflict"
	}
	return contentOf(paths[0])
}

func isDirectory(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func isSame(path, other string) bool {
	info, err := os.Stat(path)
	otherInfo, otherErr := os.Stat(other)
	return err == nil && otherErr == nil && os.SameFile(info, otherInfo)
}

func contentOf(path string) (text, slug string) {
	content, err := beginningOf(path, mostBytesOfASecret)
	if err != nil {
		return "", "file-unreadable"
	}
	if len(content) > mostBytesOfASecret {
		return "", "file-too-large"
	}
	if shorter, isEnded := bytes.CutSuffix(content, []byte("\n")); isEnded {
		content = bytes.TrimSuffix(shorter, []byte("\r"))
	}
	if !utf8.Valid(content) {
		return "", "file-not-text"
	}
	return string(content), ""
}

// beginningOf returns what a file holds, at most one byte more than the most.
func beginningOf(path string, most int64) ([]byte, error) {
	file, err := opened(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, most+1))
}

// opened opens a file. A pipe waits for its writer, and is given up where nothing writes into it.
func opened(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		return os.Open(path)
	}
	type outcome struct {
		file *os.File
		err  error
	}
	opening := make(chan outcome, 1)
	go func() {
		file, err := os.Open(path)
		opening <- outcome{file, err}
	}()
	select {
	case pipe := <-opening:
		return pipe.file, pipe.err
	case <-time.After(timeForAWriter):
		return nil, errNoWriter
	}
}
