package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/signin"
)

// real returns the back office for the people of a list, who sign in at a proxy or a
// provider.
func (o *options) real(ctx context.Context, store backoffice.Store, options backoffice.Options) (http.Handler, string, error) {
	known, err := readPeople(o.people)
	if err != nil {
		return nil, "", err
	}
	user := func(_ context.Context, id string) (backoffice.User, error) {
		u, ok := known[id]
		if !ok {
			return backoffice.User{}, backoffice.ErrSignedOut
		}
		return u, nil
	}
	greeting := fmt.Sprintf("名单上有 %d 人\n", len(known))
	switch {
	case o.header != "" && o.proxies != "" && o.issuer == "":
		var proxies []netip.Prefix
		for text := range strings.SplitSeq(o.proxies, ",") {
			p, err := netip.ParsePrefix(text)
			if err != nil {
				return nil, "", refuse("-proxies 的写法是 10.0.0.5/32，现为“%s”", text)
			}
			proxies = append(proxies, p)
		}
		options.User = signin.Proxy(o.header, proxies, user)
		return backoffice.Handler(store, options), greeting, nil
	case o.issuer != "" && o.client != "" && o.redirect != "" && o.header == "":
		sso, err := signin.NewOIDC(ctx, signin.Provider{
			Issuer: o.issuer, ClientID: o.client, ClientSecret: os.Getenv(clientSecret), Redirect: o.redirect,
			SignOut: o.path + "/signout", Log: o.log,
			User: func(ctx context.Context, token *oidc.IDToken) (backoffice.User, error) {
				var claims map[string]any
				if err := token.Claims(&claims); err != nil {
					return backoffice.User{}, err
				}
				id, _ := claims[o.claim].(string)
				return user(ctx, id)
			},
		})
		if err != nil {
			return nil, "", refuse("统一身份认证用不了，请核对 -issuer 和 -redirect：%w", err)
		}
		options.User, options.SignOut = sso.User, o.path+"/signout"
		return sso.Handler(backoffice.Handler(store, options)), greeting, nil
	}
	return nil, "", refuse("要写明怎样登录：-header 和 -proxies，或 -issuer、-client 和 -redirect")
}

// readPeople reads the list of people, by their IDs:
//
//	[{"id": "zhoumin", "name": "周敏", "role": "editor", "body": "jt"}]
func readPeople(name string) (map[string]backoffice.User, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, refuse("使用者名单打不开：%w", err)
	}
	defer file.Close()
	var list []struct {
		ID   string          `json:"id"`
		Name string          `json:"name"`
		Role backoffice.Role `json:"role"`
		Body string          `json:"body"`
	}
	d := json.NewDecoder(file)
	d.DisallowUnknownFields()
	err = d.Decode(&list)
	if err == nil && d.More() {
		err = errors.New("名单后面还有别的内容")
	}
	if err != nil {
		return nil, refuse("使用者名单 %s 读不懂，写法见 README.md：%w", name, err)
	}
	known := map[string]backoffice.User{}
	for i, x := range list {
		bound := x.Role == backoffice.Editor || x.Role == backoffice.Reviewer
		_, twice := known[x.ID]
		switch {
		case x.ID == "" || twice:
			return nil, refuse("使用者名单第 %d 人没有 id，或与前面的人重复", i+1)
		case !slices.Contains(backoffice.Roles(), x.Role):
			return nil, refuse("使用者名单第 %d 人的 role 是“%s”，应为 %s 之一", i+1, string(x.Role), roleNames())
		case bound != (x.Body != ""):
			return nil, refuse("使用者名单第 %d 人：editor 和 reviewer 要写 body（机关的代号），其他角色不写", i+1)
		}
		known[x.ID] = backoffice.User{ID: x.ID, Name: x.Name, Role: x.Role, Body: x.Body}
	}
	return known, nil
}

func roleNames() string {
	var names []string
	for _, r := range backoffice.Roles() {
		names = append(names, string(r))
	}
	return strings.Join(names, "、")
}
