// Command lintofd tells what ofdlint finds in files, for tests of programs, which are not
// allowed to import it.
package main

import (
	"fmt"
	"os"

	"github.com/nianbao/nianbao/render/internal/ofdlint"
)

func main() {
	status := 0
	for _, path := range os.Args[1:] {
		file, err := os.ReadFile(path)
		if err != nil {
			fmt.Println(err)
			status = 1
		}
		for _, f := range ofdlint.Check(file) {
			fmt.Println(path + ": " + f.String())
			status = 1
		}
	}
	os.Exit(status)
}
