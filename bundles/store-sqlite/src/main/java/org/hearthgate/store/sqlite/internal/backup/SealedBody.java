package org.hearthgate.store.sqlite.internal.backup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A stream sealed in chunks of 64 KiB with AES-256-GCM, so that memory stays flat. Each nonce holds the chunk's number and whether it is
 * the last one: no chunk can be changed, moved, doubled or cut off. The key is used for one file only.
 */
final class SealedBody {
    private static final int CHUNK = 64 * 1024;
    private static final int TAG_BITS = 128;
    private static final int NONCE = 12;

    private final SecretKeySpec key;
    private final byte[] context;

    /** @param context authenticated with every chunk, not encrypted */
    SealedBody(byte[] key, byte[] context) {
        this.key = new SecretKeySpec(key, "AES");
        this.context = context.clone();
    }

    /** {@return a stream that seals into this one; closing it writes the last chunk and leaves the other open} */
    OutputStream writeTo(OutputStream out) {
        return new Sealing(out);
    }

    /** {@return a stream of what was sealed; it fails with an IOException where that is not what was written} */
    InputStream readFrom(InputStream in) {
        return new Opening(in);
    }

    private byte[] chunk(int mode, long number, boolean last, byte[] octets, int length)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(number).putInt(last ? 1 : 0).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher.doFinal(octets, 0, length);
    }

    private final class Sealing extends OutputStream {
        private final OutputStream out;
        private final byte[] buffer = new byte[CHUNK];
        private int held;
        private long number;
        private boolean closed;

        private Sealing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                if (held == CHUNK) {
                    flushChunk(false);
                }
                int some = Math.min(left, CHUNK - held);
                System.arraycopy(octets, from, buffer, held, some);
                held += some;
                from += some;
                left -= some;
            }
        }

        private void flushChunk(boolean last) throws IOException {
            try {
                out.write(chunk(Cipher.ENCRYPT_MODE, number++, last, buffer, held));
                held = 0;
            } catch (GeneralSecurityException e) {
                throw new IOException("cannot encrypt", e);
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                flushChunk(true);
            }
        }
    }

    private final class Opening extends InputStream {
        private final DataInputStream in;
        private byte[] ahead;
        private byte[] plain = new byte[0];
        private int at;
        private long number;
        private boolean ended;

        private Opening(InputStream in) {
            this.in = new DataInputStream(in);
        }

        @Override
        public int read() throws IOException {
            return more() ? plain[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int some = Math.min(length, plain.length - at);
            System.arraycopy(plain, at, into, offset, some);
            at += some;
            return some;
        }

        /** The last chunk is known by the end of the file behind it, and must say so itself. */
        private boolean more() throws IOException {
            while (at == plain.length && !ended) {
                byte[] sealed = ahead == null ? next() : ahead;
                ahead = next();
                ended = ahead.length == 0;
                if (sealed.length < TAG_BITS / 8) {
                    ended = true;
                    throw new IOException("it is cut off");
                }
                try {
                    plain = chunk(Cipher.DECRYPT_MODE, number++, ended, sealed, sealed.length);
                    at = 0;
                } catch (GeneralSecurityException e) {
                    ended = true;
                    plain = new byte[0];
                    at = 0;
                    throw new IOException("chunk " + (number - 1) + " is damaged, cut off or under another key", e);
                }
            }
            return at < plain.length;
        }

        private byte[] next() throws IOException {
            return in.readNBytes(CHUNK + TAG_BITS / 8);
        }
    }
}
