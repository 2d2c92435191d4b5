package report

var proseTests = []checkTest{}
