// The reader of PDF files runs beside the page; a file of our own, so that the bundler gives it a name the host serves as a script.
import "pdfjs-dist/build/pdf.worker.min.mjs";
