package report

// proseRules compare what the text says with the tables and with itself.
var proseRules = []Rule{}
