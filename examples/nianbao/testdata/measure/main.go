// Command measure runs a command and prints what it cost, as JSON. It is small
// itself: the peak memory of a process is at least that of the one that starts it.
package main

import (
	"encoding/json"
	"log"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

func main() {
	var stderr strings.Builder
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stderr = &stderr
	if err := cmd.Run(); cmd.ProcessState == nil {
		log.Fatal(err)
	}
	text := stderr.String()
	err := json.NewEncoder(os.Stdout).Encode(map[string]any{
		"Status": cmd.ProcessState.ExitCode(),
		"CPU":    cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
		"Peak":   cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10, // Linux counts in KB
		"Stderr": text[:min(len(text), 2000)],
		"Length": len(text),
	})
	if err != nil {
		log.Fatal(err)
	}
}
