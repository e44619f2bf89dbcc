// The PDF reader runs beside the page. In a file of its own it gets a name that the host serves as a script.
import "pdfjs-dist/build/pdf.worker.min.mjs";
