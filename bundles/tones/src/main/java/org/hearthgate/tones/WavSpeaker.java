package org.hearthgate.tones;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the place of a loudspeaker: the installer's proof of what would have sounded, and the tests' ear. Whole and playable after each
 * write; begun anew at each opening and when it has grown to {@value #MOST_OCTETS} octets.
 */
final class WavSpeaker implements Speaker {
    static final int HEAD = 44;
    static final long MOST_OCTETS = 64L << 20;

    private final Path path;
    private final RandomAccessFile file;

    WavSpeaker(Path path) throws IOException {
        this.path = path;
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        file = new RandomAccessFile(path.toFile(), "rw");
        begin();
    }

    private void begin() throws IOException {
        file.setLength(0);
        file.write(head(0));
    }

    @Override
    public String name() {
        return "file " + path;
    }

    @Override
    public synchronized void write(byte[] pcm) throws IOException {
        if (file.length() + pcm.length > MOST_OCTETS) {
            begin();
        }
        file.seek(file.length());
        file.write(pcm);
        byte[] head = head(file.length() - HEAD);
        file.seek(0);
        file.write(head);
    }

    private static byte[] head(long data) {
        return ByteBuffer.allocate(HEAD)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) (HEAD - 8 + data))
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(Synthesis.RATE)
                .putInt(2 * Synthesis.RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) data)
                .array();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            return; // everything was written before
        }
    }
}
