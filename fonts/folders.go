package fonts

import (
	"os"
	"path/filepath"
	"runtime"
)

// systemFolders returns the folders where the operating system, and the user
// who is logged in, keep fonts; those of the user come first.
func systemFolders() []string {
	home, _ := os.UserHomeDir()
	return fontFolders(runtime.GOOS, home, os.Getenv)
}

func fontFolders(goos, home string, getenv func(string) string) []string {
	var list []string
	// add appends a folder below a base; one without a base is left out.
	add := func(base string, below ...string) {
		if base != "" {
			list = append(list, filepath.Join(append([]string{base}, below...)...))
		}
	}
	switch goos {
	case "windows":
		add(getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")
		add(getenv("WINDIR"), "Fonts")
		if getenv("WINDIR") == "" {
			add(`C:\Windows`, "Fonts")
		}
	case "darwin", "ios":
		add(home, "Library", "Fonts")
		add("/Library/Fonts")
		add("/System/Library/Fonts")
		// What the system fetches when a document first wants it, such as 华文仿宋.
		fetched, _ := filepath.Glob("/System/Library/AssetsV2/com_apple_MobileAsset_Font*")
		list = append(list, fetched...)
	default: // XDG Base Directory Specification
		add(getenv("XDG_DATA_HOME"), "fonts")
		add(home, ".local", "share", "fonts")
		add(home, ".fonts")
		for _, dir := range filepath.SplitList(getenv("XDG_DATA_DIRS")) {
			add(dir, "fonts")
		}
		add("/usr/local/share/fonts")
		add("/usr/share/fonts")
	}
	return list
}
