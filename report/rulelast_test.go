package report

var lastTests = []checkTest{}
