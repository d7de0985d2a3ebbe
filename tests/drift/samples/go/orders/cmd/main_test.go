package main

import (
	"os"
	"testing"
)

func TestMain(t *testing.T) {
	t.Setenv("ORDERS_HOST", "test")
	if os.Getenv("ORDERS_TEST_DATABASE") == "" {
		t.Skip()
	}
}
