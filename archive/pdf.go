package archive

import "dateline"

func (w *walker) pdf(p string, doc dateline.Document, a *dateline.Article) error {
	return w.fail(p, "a PDF, which is not read yet; convert it to text first")
}
