package report

// lastRules compare the report with that of the year before.
var lastRules = []Rule{}
