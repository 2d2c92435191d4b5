package report

// publishedRules compare a published report of a jurisdiction with its bodies': see
// [Jurisdiction.Compare].
var publishedRules = []Rule{}
