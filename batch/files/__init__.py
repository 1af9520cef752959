"""Tables in files: streams of Arrow record batches, read and written, whole or not at all."""
