package desk

import (
	"reflect"
	"strings"
	"testing"

	"dateline/desk/desktest"
)

// nameless are the parts of a desk that tell no words of reports to who may not see
// names in them, with why. Whatever else a desk is given is wrapped (see withhold).
var nameless = map[string]string{
	"Accounts": "users", "Users": "users", "Audit": "for admins", "Sources": "what names are withheld by", "Labels": "for leads",
	"Views": "one's own words", "Outlets": "names of outlets and figures", "Work": "for coders", "Deciding": "for coders", "Linking": "IDs of decisions",
	"Queue": "for coders", "Assigning": "for coders", "Worklist": "for coders", "Doubles": "for coders", "Coded": "for coders", "Releases": "for leads", "Sheet": "for leads", "Countries": "the gazetteer", "Names": "the gazetteer and the register",
}

// register stands for what the ledger is not: a register comes from elsewhere.
type (
	anyGroups = Groups
	register  struct{ anyGroups }
)

func TestWhatADeskIsGivenWithholdsNames(t *testing.T) {
	o := Options{Origin: "https://desk.example", Groups: register{}}
	ledger := reflect.ValueOf(desktest.Samples(t))
	fields := reflect.ValueOf(&o).Elem()
	for i := range fields.NumField() {
		if f := fields.Field(i); f.Kind() == reflect.Interface && ledger.Type().Implements(f.Type()) {
			f.Set(ledger)
		}
	}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	given := reflect.ValueOf(d.Options)
	for i := range given.NumField() {
		name, f := given.Type().Field(i).Name, given.Field(i)
		if f.Kind() != reflect.Interface {
			continue
		}
		if _, ok := nameless[name]; ok {
			continue
		}
		if f.IsNil() || !strings.HasPrefix(reflect.TypeOf(f.Interface()).Name(), "withheld") {
			t.Errorf("%s tells viewers names of private persons: wrap it in withhold, or say in nameless why it does not", name)
		}
	}
}
