module github.com/nianbao/nianbao/examples/backoffice

go 1.26.0

replace github.com/nianbao/nianbao => ../..

require github.com/nianbao/nianbao v0.0.0

require (
	github.com/go-json-experiment/json v1.27.2 // indirect
	golang.org/x/text v0.43.0 // indirect
)
