//go:build !pretend

package report

// pretended is the editions that there are not.
var pretended []*form
