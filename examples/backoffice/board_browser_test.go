//go:build conformance

package backoffice_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// The office works through its board by the keyboard, and its screens are sound.
func TestBoardInBrowser(t *testing.T) {
	o := newOffice(t)
	j := o.fill(30, 21)
	o.name(city)
	o.add(j, backoffice.Body{ID: "m0", Agency: "云栖市第一局"}, backoffice.Body{ID: "m1", Agency: "青石县石桥镇人民政府"}, backoffice.Body{ID: "city", Agency: city})
	for _, b := range j.bodies[30:32] {
		o.file(j, b, backoffice.Submitted, ready(t, b.Agency, 2024).Report)
	}
	c, err := backoffice.NewContent(city, 2024)
	if err != nil {
		t.Fatal(err)
	}
	set(t, c, "/tables/applications/received/naturalPersons", "3")
	o.save("city", 2024, c)

	b := o.open("office", "/board")
	if said := b.text("main"); strings.Contains(said, "不办理\n") {
		t.Errorf("the button of the Enter key is seen: %s", said)
	}
	b.look("board")
	b.tabTo(`e.name === 'find'`)
	b.keys("石桥镇")
	b.leave(kb.Enter)
	b.tabTo(`e.name === 'body' && e.value === 'm1'`)
	b.keys(" ")
	b.tabTo(`e.name === 'action' && e.value === 'return'`)
	b.leave(kb.Enter)
	b.until(`document.activeElement.classList.contains('summary')`)
	b.look("board-refused")
	b.tabTo(`e.getAttribute('href') === '#why'`)
	b.keys(kb.Enter)
	b.until(`location.hash === '#why'`)
	b.tabTo(`e.name === 'why'`)
	b.keys("请补充联系方式")
	b.tabTo(`e.name === 'date'`)
	b.leave(kb.Enter)
	if said := b.text(".summary"); !strings.Contains(said, "没有选择怎样办理") || o.filing("m1", 2024).State != backoffice.Submitted || b.value("why") != "请补充联系方式" {
		t.Errorf("the Enter key made it %s, and %q of the reason\n%s", o.filing("m1", 2024).State, b.value("why"), said)
	}
	b.tabTo(`e.name === 'action' && e.value === 'return'`)
	b.leave(kb.Enter)
	b.until(`document.querySelector('h1').textContent === '批量退回的结果'`)
	b.look("board-done")
	if f := o.filing("m1", 2024); f.State != backoffice.Returned {
		t.Errorf("it is %s", f.State)
	}

	b.visit("/board/missing")
	b.look("missing")
	b.visit("/board/rollup?of=/tables/applications/received/total")
	b.look("rollup")
	b.tabTo(`e.textContent === '取用合计'`)
	b.leave(kb.Enter)
	b.look("rollup-taken")
	if f := o.filing("city", 2024); f.Version != 2 {
		t.Errorf("the sums are not taken over: %+v", f)
	}

	r := figures("云栖市第二局", rand.New(rand.NewPCG(1, 1)))
	r.Overview = ready(t, "云栖市第一局", 2024).Report.Overview
	o.add(j, backoffice.Body{ID: "m2", Agency: "云栖市第二局"})
	o.file(j, j.bodies[len(j.bodies)-1], backoffice.Submitted, r)
	b.visit("/board/similar")
	b.look("similar")
	b.visit("/board/similar?a=m0&b=m2")
	b.look("beside")
}
