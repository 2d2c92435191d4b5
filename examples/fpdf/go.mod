module github.com/nianbao/nianbao/examples/fpdf

go 1.26.0

replace github.com/nianbao/nianbao => ../..

require (
	codeberg.org/go-pdf/fpdf v0.12.0
	github.com/nianbao/nianbao v0.0.0
)

require (
	github.com/go-json-experiment/json v1.27.2 // indirect
	golang.org/x/text v0.43.0 // indirect
)
