package backoffice

import (
	"time"

	"github.com/nianbao/nianbao/report"
)

// beijing is the time by which bodies and offices live.
func beijing() time.Time {
	const ahead = 8 * 60 * 60 // seconds
	return time.Now().In(time.FixedZone("UTC+8", ahead))
}

// today is the day by the server's clock.
func (s *server) today() report.Date {
	y, m, d := s.Now().Date()
	return report.Date{Year: y, Month: int(m), Day: d}
}

// clock returns a time as people read it.
func (s *server) clock(t time.Time) string {
	return t.In(s.Now().Location()).Format("2006-01-02 15:04")
}

// savedAt is the time at which a report was last saved, to the second.
func (s *server) savedAt(f Filing) string {
	return f.SavedAt.In(s.Now().Location()).Format(time.TimeOnly)
}

// lastSaved says who saved the report last, and when; "" where nobody did.
func (s *server) lastSaved(f Filing) string {
	if f.SavedAt.IsZero() {
		return ""
	}
	return f.SavedBy + "，" + s.clock(f.SavedAt)
}

// daysOver returns how many days a date is over, by the clock of whoever asks; 0 on the day.
func daysOver(d report.Date, now time.Time) int {
	y, m, day := now.Date()
	const hours = 24
	return max(0, int(time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Sub(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)).Hours()/hours))
}
