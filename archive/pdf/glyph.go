package pdf

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// unknown stands for a sign whose letter is not known.
const unknown = "\uFFFD"

// accents are the names of accents at the end of glyph names, as combining characters.
var accents = map[string]string{
	"grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "macron": "\u0304", "breve": "\u0306", "dotaccent": "\u0307",
	"dieresis": "\u0308", "ring": "\u030A", "hungarumlaut": "\u030B", "caron": "\u030C", "cedilla": "\u0327", "commaaccent": "\u0326", "ogonek": "\u0328",
}

// glyphs are names of signs that are no letter with an accent, after the Adobe Glyph List.
var glyphs = func() map[string]string {
	const list = `space " " exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk * plus + comma , hyphen - period . slash /
zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \ bracketright ]
asciicircum ^ underscore _ braceleft { bar | braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section § copyright © ordfeminine ª
guillemotleft « guillemotright » logicalnot ¬ registered ® degree ° plusminus ± twosuperior ² threesuperior ³ mu µ paragraph ¶ periodcentered · onesuperior ¹ ordmasculine º
onequarter ¼ onehalf ½ threequarters ¾ questiondown ¿ multiply × divide ÷ AE Æ ae æ Oslash Ø oslash ø Eth Ð eth ð Thorn Þ thorn þ germandbls ß OE Œ oe œ Lslash Ł lslash ł
Dcroat Đ dcroat đ Hbar Ħ hbar ħ Tbar Ŧ tbar ŧ Eng Ŋ eng ŋ dotlessi ı dotlessj ȷ florin ƒ endash – emdash — quoteleft ‘ quoteright ’ quotesinglbase ‚ quotedblleft “ quotedblright ”
quotedblbase „ dagger † daggerdbl ‡ bullet • ellipsis … perthousand ‰ guilsinglleft ‹ guilsinglright › fraction ⁄ Euro € trademark ™ minus − notequal ≠ lessequal ≤ greaterequal ≥
approxequal ≈ infinity ∞ fi fi fl fl ff ff ffi ffi ffl ffl quotereversed ‛ horizontalbar ― nbspace " " nonbreakingspace " " sfthyphen SHY softhyphen SHY middot · overscore ¯ macron ¯
acute ´ grave ` + "`" + ` circumflex ˆ tilde ˜ dieresis ¨ cedilla ¸ breve ˘ dotaccent ˙ ring ˚ ogonek ˛ hungarumlaut ˝ caron ˇ
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ nu ν xi ξ omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω sigma1 ς
bulletoperator ∙ periodinferior . commasuperior , arrowleft ← arrowright → arrowup ↑ arrowdown ↓ checkmark ✓ square □ circle ○ dotmath ⋅ asteriskmath ∗ similar ∼ radical √ summation ∑`
	out := map[string]string{}
	w := strings.Fields(strings.ReplaceAll(list, `" "`, "SPACE"))
	for i := 0; i+1 < len(w); i += 2 {
		v := w[i+1]
		switch v {
		case "SPACE":
			v = " "
		case "SHY":
			v = "\u00ad"
		}
		out[w[i]] = v
	}
	return out
}()

// glyph is the text of a glyph's name; unknown where it says nothing.
func glyph(n string) string {
	if len(n) > 100 {
		return unknown
	}
	if i := strings.IndexByte(n, '.'); i > 0 { // "a.alt", a variant
		n = n[:i]
	}
	if s, ok := glyphs[n]; ok {
		return s
	}
	if len(n) == 1 && n[0] > ' ' && n[0] < 0x7f {
		return n
	}
	if parts := strings.Split(n, "_"); len(parts) > 1 { // "f_f_i", a ligature
		var b strings.Builder
		for _, p := range parts {
			s := glyph(p)
			if s == unknown {
				return unknown
			}
			b.WriteString(s)
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(n, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var b strings.Builder
		for i := 0; i < len(hex); i += 4 {
			v, err := strconv.ParseUint(hex[i:i+4], 16, 16)
			if err != nil {
				return unknown
			}
			b.WriteRune(rune(v))
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(n, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if v, err := strconv.ParseUint(hex, 16, 21); err == nil && v <= unicode.MaxRune {
			return string(rune(v))
		}
	}
	_, size := utf8.DecodeRuneInString(n)
	if size > 0 && size < len(n) {
		if mark, ok := accents[n[size:]]; ok {
			return norm.NFC.String(n[:size] + mark)
		}
	}
	return unknown
}

// standard is the encoding that fonts have when they say nothing (ISO 32000-1, annex D),
// where it differs from ASCII.
var standard = func() map[byte]string {
	out := map[byte]string{'\'': "quoteright", '`': "quoteleft"}
	const list = `a1 exclamdown a2 cent a3 sterling a4 fraction a5 yen a6 florin a7 section a8 currency a9 quotesingle aa quotedblleft ab guillemotleft ac guilsinglleft
ad guilsinglright ae fi af fl b1 endash b2 dagger b3 daggerdbl b4 periodcentered b6 paragraph b7 bullet b8 quotesinglbase b9 quotedblbase ba quotedblright bb guillemotright
bc ellipsis bd perthousand bf questiondown c1 grave c2 acute c3 circumflex c4 tilde c5 macron c6 breve c7 dotaccent c8 dieresis ca ring cb cedilla cd hungarumlaut ce ogonek
cf caron d0 emdash e1 AE e3 ordfeminine e8 Lslash e9 Oslash ea OE eb ordmasculine f1 ae f5 dotlessi f8 lslash f9 oslash fa oe fb germandbls`
	w := strings.Fields(list)
	for i := 0; i+1 < len(w); i += 2 {
		v, _ := strconv.ParseUint(w[i], 16, 8)
		out[byte(v)] = w[i+1]
	}
	return out
}()

// baseEncoding is the text of each code in one of the encodings that have a name.
func baseEncoding(n name) (out [256]string) {
	for i := range out {
		c := byte(i)
		switch {
		case n == "WinAnsiEncoding" && c >= ' ':
			out[i] = string(charmap.Windows1252.DecodeByte(c))
		case n == "MacRomanEncoding" && c >= ' ':
			out[i] = string(charmap.Macintosh.DecodeByte(c))
		case standard[c] != "":
			out[i] = glyph(standard[c])
		case c >= ' ' && c < 0x7f:
			out[i] = string(rune(c))
		default:
			out[i] = unknown
		}
	}
	if n == "WinAnsiEncoding" {
		for _, c := range []byte{0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d} {
			out[c] = "•"
		}
		out[0xa0], out[0xad] = " ", "-"
	}
	return out
}

// words are a text string of a dictionary as UTF-8: UTF-16 or UTF-8 with a mark, or
// else the encoding of PDF documents, which is nearly Windows-1252.
func words(s string) string {
	switch {
	case strings.HasPrefix(s, "\xfe\xff"):
		s = utf16Text(s[2:])
	case strings.HasPrefix(s, "\xff\xfe"):
		b := []byte(s[2:])
		for i := 0; i+1 < len(b); i += 2 {
			b[i], b[i+1] = b[i+1], b[i]
		}
		s = utf16Text(string(b))
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		s = s[3:]
	default:
		var b strings.Builder
		for i := range len(s) {
			b.WriteRune(charmap.Windows1252.DecodeByte(s[i]))
		}
		s = b.String()
	}
	return strings.Join(strings.Fields(strings.Map(printable, strings.ToValidUTF8(s, unknown))), " ")
}

func printable(r rune) rune {
	if unicode.IsControl(r) && r != '\n' && r != '\t' {
		return -1
	}
	return r
}

func utf16Text(s string) string {
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}
