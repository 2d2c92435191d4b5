package report

var hygieneTests = []checkTest{}
