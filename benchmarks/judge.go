// Loads the settings and ends; with an argument, prints how many nanoseconds Check takes, the median of many rounds.
package main

import (
	"fmt"
	"os"
	"sort"
	"time"

	"example/judge/settings"
)

const (
	rounds             = 9
	judgementsInARound = 2000
)

func main() {
	if _, err := settings.Load(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if len(os.Args) > 1 {
		environ := settings.Environment()
		taken := make([]int64, rounds)
		for round := range taken {
			start := time.Now()
			for judgement := 0; judgement < judgementsInARound; judgement++ {
				settings.Check(environ, "")
			}
			taken[round] = time.Since(start).Nanoseconds() / judgementsInARound
		}
		sort.Slice(taken, func(one, other int) bool { return taken[one] < taken[other] })
		fmt.Println(taken[rounds/2])
	}
}
