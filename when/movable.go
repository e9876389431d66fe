package when

// Feasts whose day moves by a rule of the Gregorian calendar, and so can be placed
// in a year. Those of the moon (Ramadan, Eid, Diwali) and of several countries
// at once (Independence Day) are known by their name alone.

// movable gives the day of a feast in a year, by the name of feastDays.
func movable(name string, y int) (dayNo, bool) {
	switch name {
	case "EASTER", "EASTER-SUNDAY":
		return easter(y), true
	case "GOOD-FRIDAY":
		return easter(y) - 2, true
	case "EASTER-MONDAY":
		return easter(y) + 1, true
	case "PALM-SUNDAY":
		return easter(y) - 7, true
	case "ASH-WEDNESDAY":
		return easter(y) - 46, true
	case "PENTECOST":
		return easter(y) + 49, true
	}
	// Public holidays of the United States, 5 U.S.C. 6103(a), election day, 2 U.S.C. 7
	switch name {
	case "MARTIN-LUTHER-KING-DAY":
		return nth(y, 1, 1, 3), true
	case "PRESIDENTS-DAY":
		return nth(y, 2, 1, 3), true
	case "MEMORIAL-DAY":
		return nth(y, 6, 1, 1) - 7, true
	case "LABOR-DAY":
		return nth(y, 9, 1, 1), true
	case "COLUMBUS-DAY":
		return nth(y, 10, 1, 2), true
	case "ELECTION-DAY":
		return nth(y, 11, 1, 1) + 1, true
	case "THANKSGIVING":
		return nth(y, 11, 4, 4), true
	case "MOTHERS-DAY":
		return nth(y, 5, 7, 2), true
	}
	return 0, false
}

// nth is the n-th weekday of a month.
func nth(y, m, weekday, n int) dayNo {
	first := number(y, m, 1)
	return first + dayNo((weekday-first.weekday()+7)%7+7*(n-1))
}

// easter is the western Easter Sunday, by the method of Meeus, Jones and Butcher.
func easter(y int) dayNo {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return number(y, n/31, n%31+1)
}
