package backoffice

import "slices"

// State is how far a report has come.
type State string

// The states. A report that is 填报 or 退回 may be written; in all others it is locked.
const (
	Draft     State = "draft"     // 填报
	Submitted State = "submitted" // 已报送
	Returned  State = "returned"  // 退回
	Approved  State = "approved"  // 已通过
	Published State = "published" // 已发布
)

// States returns the states in the order in which a report comes to them.
func States() []State { return []State{Draft, Submitted, Returned, Approved, Published} }

// String returns the Chinese name of the state.
func (s State) String() string {
	return map[State]string{Draft: "填报", Submitted: "已报送", Returned: "退回", Approved: "已通过", Published: "已发布"}[s]
}

// Open reports whether a report in the state may be written.
func (s State) Open() bool { return s == Draft || s == Returned }

// Action is what is done to a report and kept in its history.
type Action string

// The actions. Those from Submit to Correct lead to another state; Import and Restore
// replace what was written, which the history keeps.
const (
	Submit  Action = "submit"  // 报送
	Return  Action = "return"  // 退回
	Approve Action = "approve" // 通过
	Publish Action = "publish" // 发布
	Correct Action = "correct" // 更正: a correction is begun, and the published report stands until it is published
	Import  Action = "import"  // 导入
	Restore Action = "restore" // 恢复
)

// String returns the Chinese name of the action.
func (a Action) String() string {
	return map[Action]string{
		Submit: "报送", Return: "退回", Approve: "通过", Publish: "发布", Correct: "更正", Import: "导入", Restore: "恢复",
	}[a]
}

// replaces reports whether the action replaces what was written, so that its event keeps the
// report as it was before.
func (a Action) replaces() bool { return a == Import || a == Restore }

// transition is a way from states to another.
type transition struct {
	action Action
	from   []State
	to     State
	roles  []Role // who may go it
	why    bool   // only with a reason
	ready  bool   // only where nothing stands against publishing the report, and every warning has a reason
}

// transitions are all the ways there are.
var transitions = []transition{
	{action: Submit, from: []State{Draft, Returned}, to: Submitted, roles: []Role{Reviewer}, ready: true},
	{action: Return, from: []State{Submitted, Approved}, to: Returned, roles: []Role{Office}, why: true},
	{action: Approve, from: []State{Submitted}, to: Approved, roles: []Role{Office}, ready: true},
	{action: Publish, from: []State{Approved}, to: Published, roles: []Role{Reviewer, Office}, ready: true},
	{action: Correct, from: []State{Published}, to: Draft, roles: []Role{Reviewer}, why: true},
}

// transitionOf returns the way of an action.
func transitionOf(a Action) (t transition, ok bool) {
	i := slices.IndexFunc(transitions, func(t transition) bool { return t.action == a })
	if i < 0 {
		return transition{}, false
	}
	return transitions[i], true
}

// actions returns what a person of the role may do to a report in the state.
func actions(role Role, state State) (all []transition) {
	for _, t := range transitions {
		if slices.Contains(t.roles, role) && slices.Contains(t.from, state) {
			all = append(all, t)
		}
	}
	return all
}
