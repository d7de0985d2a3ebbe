// Tell a misspelt variable of the service from the rest of a normal environment.

package settings

import (
	"slices"
	"strings"
)

const (
	lengthOfALongWord = 6
	mostEditsOfAName  = 3
	leastWordsToLack  = 3
)

// Kubernetes sets names with these parts in every container, for each service of the namespace.
var ofServiceLinks = []string{"_SERVICE_", "_PORT"}

// names are those that are known, and which of them another one is a slip of.
//
// A slip is another case, one edit (a letter more, less, other, or swapped with its neighbour), one edit in each word
// (two in a long one, three in all), or one word left out of three or more.
type names struct {
	words        map[string][]string
	lackingAWord map[string]string
	byStart      map[byte][]string
	byEnd        map[byte][]string
}

func newNames(knownNames []string) *names {
	index := &names{map[string][]string{}, map[string]string{}, map[byte][]string{}, map[byte][]string{}}
	for _, name := range knownNames {
		words := strings.Split(name, "_")
		index.words[name] = words
		first, last := name[0], name[len(name)-1]
		index.byStart[first] = append(index.byStart[first], name)
		index.byEnd[last] = append(index.byEnd[last], name)
		for place := 0; len(words) >= leastWordsToLack && place < len(words); place++ {
			lacking := strings.Join(slices.Delete(slices.Clone(words), place, place+1), "_")
			if _, isTaken := index.lackingAWord[lacking]; !isTaken {
				index.lackingAWord[lacking] = name
			}
		}
	}
	return index
}

// nearest returns the known name that a name is a slip of; an empty text if it is none.
func (index *names) nearest(name string) string {
	if !isName(name) {
		return ""
	}
	upper := strings.ToUpper(name)
	if _, isKnown := index.words[upper]; isKnown {
		return upper
	}
	found, least := "", mostEditsOfAName+1
	for _, candidates := range [][]string{index.byStart[upper[0]], index.byEnd[upper[len(upper)-1]]} {
		for _, candidate := range candidates {
			if apart := len(upper) - len(candidate); apart > mostEditsOfAName || -apart > mostEditsOfAName {
				continue
			}
			if count := index.editsTo(upper, candidate); count < least {
				found, least = candidate, count
			}
		}
	}
	if found == "" {
		return index.lackingAWord[upper]
	}
	return found
}

func (index *names) editsTo(upper, candidate string) int {
	if isOneEdit(upper, candidate) {
		return 1
	}
	theirs := index.words[candidate]
	if strings.Count(upper, "_")+1 != len(theirs) {
		return mostEditsOfAName + 1
	}
	return edits(upper, theirs)
}

// isOwnName says whether a name begins like one of the service's own, and looks like a name: it may be a piece of a
// secret.
func isOwnName(name string, prefixes []string) bool {
	return hasPrefixOf(name, prefixes) && isName(name) && name == strings.ToUpper(name) && name != strings.ToLower(name) &&
		!slices.ContainsFunc(ofServiceLinks, func(part string) bool { return strings.Contains(name, part) })
}

// edits returns how many edits lead from a name to words; more than the most if it is no slip of them.
func edits(name string, theirWords []string) int {
	total := 0
	for _, theirs := range theirWords {
		word, rest, _ := strings.Cut(name, "_")
		name = rest
		if word == theirs {
			continue
		}
		most := oneOf(len(theirs) >= lengthOfALongWord, 2, 1)
		// Most words differ in more letters than an edit accounts for, which is found sooner than a distance.
		others := 0
		for place := 0; place < len(word); place++ {
			others += oneOf(strings.IndexByte(theirs, word[place]) < 0, 1, 0)
		}
		if others > most {
			return mostEditsOfAName + 1
		}
		apart := distance(word, theirs)
		total += apart
		if total > mostEditsOfAName || apart > most {
			return mostEditsOfAName + 1
		}
	}
	if total == 0 {
		return mostEditsOfAName + 1
	}
	return total
}

func isOneEdit(one, other string) bool {
	for one != "" && other != "" && one[0] == other[0] {
		one, other = one[1:], other[1:]
	}
	switch len(one) - len(other) {
	case 1:
		return one[1:] == other
	case -1:
		return one == other[1:]
	case 0:
		isSwap := len(one) > 1 && one[0] == other[1] && one[1] == other[0] && one[2:] == other[2:]
		return one == "" || one[1:] == other[1:] || isSwap
	}
	return false
}

// distance returns the number of edits between two words: insertions, deletions, changes, swaps of neighbours.
func distance(one, other string) int {
	from, to := lettersOf(one), lettersOf(other)
	var beforeLast []int
	last := make([]int, len(to)+1)
	for column := range last {
		last[column] = column
	}
	for row, letter := range from {
		current := make([]int, len(to)+1)
		current[0] = row + 1
		for column, theirs := range to {
			cost := min(last[column+1]+1, current[column]+1, last[column]+oneOf(letter != theirs, 1, 0))
			if row > 0 && column > 0 && letter == to[column-1] && from[row-1] == theirs {
				cost = min(cost, beforeLast[column-1]+1)
			}
			current[column+1] = cost
		}
		beforeLast, last = last, current
	}
	return last[len(to)]
}
