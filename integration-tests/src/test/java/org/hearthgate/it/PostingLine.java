package org.hearthgate.it;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One open line on which a phone posts, as bare as it can be: what is timed is the hub and not a client's own threads. */
final class PostingLine implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final String head;

    /** @param header a name and a value */
    PostingLine(URI hub, String path, String... header) throws IOException {
        socket = new Socket(hub.getHost(), hub.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        head = "POST " + path + " HTTP/1.1\r\nHost: " + hub.getAuthority() + "\r\n" + header[0] + ": " + header[1]
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    /** {@return when it was sent} */
    long post(String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] request = (head + body.length + "\r\n\r\n" + json).getBytes(StandardCharsets.UTF_8);
        long at = System.nanoTime();
        socket.getOutputStream().write(request);
        return at;
    }

    /** Reads the answer to what was posted; fails where it is not 200. */
    void awaitAnswer() throws IOException {
        String status = line();
        int length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        String body = length < 0 ? chunks() : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.contains(" 200 ")) {
            throw new IOException("the hub answered " + status + ": " + body);
        }
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        int length;
        do {
            length = Integer.parseInt(line(), 16);
            body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            line();
        } while (length > 0);
        return body.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the hub hung up");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
