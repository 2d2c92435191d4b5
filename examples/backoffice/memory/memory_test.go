package memory_test

import (
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
	"github.com/nianbao/nianbao/examples/backoffice/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) backoffice.Store { return new(memory.Store) })
}
