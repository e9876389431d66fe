package grade

// assign pairs rows with columns so that the sum of the pairs' weights is the
// greatest, each row and column in one pair at most. It returns each row's
// column, -1 for none; pairs of weight 0 or less are never made. Rows may differ in nothing
// but their weights; the same weights give the same pairs.
//
// It is the Hungarian method with potentials (Kuhn 1955, Munkres 1957), in time
// rows² × columns. Every row has a column of its own, of weight 0, in which it
// may stay unpaired.
func assign(weights [][]int64) []int {
	rows := len(weights)
	if rows == 0 {
		return nil
	}
	real := len(weights[0])
	columns := real + rows
	cost := func(i, j int) int64 {
		if j < real && weights[i][j] > 0 {
			return -weights[i][j]
		}
		return 0
	}
	const far = int64(1) << 62
	// Rows and columns count from 1; column 0 is where a search begins.
	u, v := make([]int64, rows+1), make([]int64, columns+1)
	rowOf, from := make([]int, columns+1), make([]int, columns+1)
	for i := 1; i <= rows; i++ {
		rowOf[0] = i
		at := 0
		slack := make([]int64, columns+1)
		done := make([]bool, columns+1)
		for j := range slack {
			slack[j] = far
		}
		for rowOf[at] != 0 {
			done[at] = true
			next, delta := 0, far
			for j := 1; j <= columns; j++ {
				if done[j] {
					continue
				}
				if c := cost(rowOf[at]-1, j-1) - u[rowOf[at]] - v[j]; c < slack[j] {
					slack[j], from[j] = c, at
				}
				if slack[j] < delta {
					next, delta = j, slack[j]
				}
			}
			for j := range columns + 1 {
				if done[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					slack[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			rowOf[at] = rowOf[from[at]]
			at = from[at]
		}
	}
	pairs := make([]int, rows)
	for i := range pairs {
		pairs[i] = -1
	}
	for j := 1; j <= real; j++ {
		if i := rowOf[j] - 1; i >= 0 && weights[i][j-1] > 0 {
			pairs[i] = j - 1
		}
	}
	return pairs
}
