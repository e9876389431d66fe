package grade

// Collections are the public collections that can be scored, one file of this
// package each.
func Collections() []Collection {
	return []Collection{
		copies,
		ecbplus,
		factuality,
		geo,
		gva,
		layers,
		MUC4(),
		newspaper4k,
		plover,
		polnear(),
		re3d(),
		recognizers(),
		stream,
		tempeval(),
		timelines,
		ud,
		wcxb,
		wikievents,
		zyte,
	}
}
