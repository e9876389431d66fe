package gazetteer

import "math"

// earthDiameterKM is twice the mean radius of the WGS 84 ellipsoid.
const earthDiameterKM = 2 * 6371.0088

// Distance gives the kilometres between the middles of two places along a
// great circle, rounded; 0 for an ID of no place.
func (g *Gazetteer) Distance(a, b ID) int {
	if !g.known(a) || !g.known(b) {
		return 0
	}
	i, j := g.record(a), g.record(b)
	return distanceKM(i24at(g.data, i+6), i24at(g.data, i+9), i24at(g.data, j+6), i24at(g.data, j+9))
}

// distanceKM is the haversine formula over ten-thousandths of a degree. The
// sines are summed here, each product rounded on its own by a conversion, so
// that no processor fuses it into an addition and the kilometres come out the
// same everywhere; math.Sin does not promise that.
func distanceKM(lat1, lon1, lat2, lon2 int32) int {
	u := sine(int64(lat2) - int64(lat1))
	v := sine(int64(lon2) - int64(lon1))
	cc := float64(cosine(int64(lat1)) * cosine(int64(lat2)))
	h := float64(u*u) + float64(cc*float64(v*v))
	return int(math.Floor(float64(earthDiameterKM*arcsine(math.Sqrt(min(h, 1)))) + 0.5))
}

const (
	halfTurn    = 1800000 // ten-thousandths of a degree
	quarterTurn = halfTurn / 2
)

// sine gives the sine of half an angle in ten-thousandths of a degree.
func sine(angle int64) float64 {
	sign := 1.0
	if angle < 0 {
		angle, sign = -angle, -1
	}
	if angle > 2*halfTurn {
		angle = 2 * halfTurn
	}
	if angle > halfTurn { // sin(180° - x) = sin x; the halves sum to 180°
		angle = 2*halfTurn - angle
	}
	x := float64(float64(angle) * (math.Pi / (2 * halfTurn)))
	term, sum, square := x, x, float64(x*x)
	for n := 3; n < 27; n += 2 {
		term = float64(float64(-term*square) / float64(n*(n-1)))
		sum += term
	}
	return sign * sum
}

// cosine gives the cosine of an angle of at most 90° in ten-thousandths of a degree.
func cosine(angle int64) float64 {
	if angle < 0 {
		angle = -angle
	}
	return sine(2 * (quarterTurn - angle))
}

// arcsine gives the arc of a sine of 0 to 1 in radians: the arc is halved four
// times, then summed.
func arcsine(x float64) float64 {
	for range 4 { // sin(a/2) = sin a / sqrt(2 + 2 cos a)
		cos := math.Sqrt(max(0, 1-float64(x*x)))
		x = x / math.Sqrt(2+float64(2*cos))
	}
	power, sum, square := x, x, float64(x*x)
	odd, even := 1.0, 1.0
	for n := 1; n < 12; n++ {
		odd = float64(odd * float64(2*n-1))
		even = float64(even * float64(2*n))
		power = float64(power * square)
		sum += float64(float64(power*odd) / float64(even*float64(2*n+1)))
	}
	return 16 * sum
}
