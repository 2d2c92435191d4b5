module github.com/nianbao/nianbao

go 1.26.0

require (
	github.com/go-json-experiment/json v1.27.2 // indirect
	golang.org/x/text v0.43.0 // indirect
)
