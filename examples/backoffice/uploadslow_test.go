package backoffice_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
)

// pipes is a network within the process, whose clock a test may let run.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	if c, ok := <-p; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}

func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return new(net.IPAddr) }

// dial sends the begin of a request, and returns what is answered.
func (p pipes) dial(request string) (status int, after time.Duration) {
	here, there := net.Pipe()
	defer here.Close()
	p <- there
	began := time.Now()
	go func() { _, _ = io.WriteString(here, request) }()
	r, err := http.ReadResponse(bufio.NewReader(here), nil)
	must(err)
	_ = r.Body.Close()
	return r.StatusCode, time.Since(began)
}

// Whoever sends slowly is given up after a while; others are answered meanwhile, and when
// too many send they are told to come again.
func TestUploadSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := new(memory.Store)
		must(store.SetBodies(context.Background(), nil, []backoffice.Body{{ID: "jt", Agency: "云栖市交通运输局"}}))
		server := http.Server{Handler: backoffice.Handler(store, backoffice.Options{
			User: func(*http.Request) (backoffice.User, error) { return people["editor"], nil },
			Now:  func() time.Time { return time.Date(2025, 1, 10, 9, 0, 0, 0, time.UTC) },
		}), ReadTimeout: 10 * time.Second, WriteTimeout: 15 * time.Second}
		network := make(pipes)
		go func() { _ = server.Serve(network) }()
		slow := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n一", uploadPath)
		var senders sync.WaitGroup
		for range 8 {
			senders.Go(func() {
				if status, after := network.dial(slow); status != http.StatusRequestTimeout || after != 2*time.Minute {
					t.Errorf("%d after %s", status, after)
				}
			})
		}
		time.Sleep(time.Second)
		if status, _ := network.dial("GET " + uploadPath + " HTTP/1.1\r\nHost: a\r\n\r\n"); status != http.StatusOK {
			t.Errorf("a page meanwhile: %d", status)
		}
		if status, after := network.dial(slow); status != http.StatusServiceUnavailable || after > 30*time.Second {
			t.Errorf("one too many: %d after %s", status, after)
		}
		senders.Wait()
		if status, _ := network.dial(slow); status != http.StatusRequestTimeout {
			t.Errorf("one after them: %d", status)
		}
		close(network)
		must(server.Close())
	})
}
