package org.hearthgate.nightscout.internal;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens the body of a POST: JSON, plain or gzipped, and never more octets than the limit, before and after unzipping. */
record UploadBody(long limit) {
    private static final int BUFFER = 8192;

    /**
     * @param grown told how many octets have been read so far
     * @throws RefusedRequest if it is no JSON, or not zipped as it says; while reading, if it is too large
     */
    InputStream open(SiteRequest request, LongConsumer grown) throws IOException {
        requireJson(request.header("Content-Type").orElse(""));
        String encoding = request.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> new Limited(request.body(), grown);
            case "gzip", "x-gzip" -> new Limited(unzipped(new Limited(request.body(), octets -> {})), grown);
            default -> throw RefusedRequest.unsupported("Content-Encoding is not known; send gzip or leave it out");
        };
    }

    private static void requireJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean json =
                type.isEmpty() || type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
        if (!json) {
            throw RefusedRequest.unsupported("entries must be sent as Content-Type: application/json");
        }
    }

    private static InputStream unzipped(InputStream zipped) throws IOException {
        try {
            return new GZIPInputStream(zipped, BUFFER);
        } catch (ZipException | EOFException e) {
            throw notZipped();
        }
    }

    private static RefusedRequest notZipped() {
        return RefusedRequest.badRequest("the body says Content-Encoding: gzip but cannot be unzipped");
    }

    private final class Limited extends FilterInputStream {
        private final LongConsumer grown;
        private long octets;

        private Limited(InputStream in, LongConsumer grown) {
            super(in);
            this.grown = grown;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int got = in.read(buffer, offset, length);
                if (got > 0) {
                    octets += got;
                    if (octets > limit) {
                        throw RefusedRequest.tooLarge("the body is larger than " + limit / (1024 * 1024)
                                + " MiB; send fewer entries at a time");
                    }
                    grown.accept(octets);
                }
                return got;
            } catch (ZipException | EOFException e) {
                throw notZipped();
            }
        }

        @Override
        public long skip(long wanted) throws IOException {
            var skipped = new byte[(int) Math.min(wanted, BUFFER)];
            return Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
