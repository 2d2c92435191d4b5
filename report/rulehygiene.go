package report

// hygieneRules look for what is no part of a published report: leftovers of templates,
// broken addresses, personal data.
var hygieneRules = []Rule{}
