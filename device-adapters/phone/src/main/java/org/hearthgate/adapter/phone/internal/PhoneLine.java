package org.hearthgate.adapter.phone.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks one question over HTTP/1.0 on a connection of its own. Written for this because a phone that drips an octet at a time must not
 * hold a thread: one deadline stands over connecting, headers and body, which neither client of the JDK has, and nothing here follows a
 * redirect, keeps a connection, asks a proxy or starts a thread. One caller at a time, except {@link #abort}.
 */
final class PhoneLine {
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final String GONE = "it has left the Wi-Fi or is switched off";
    private static final Pattern STATUS = Pattern.compile("HTTP/(1\\.[01]) (\\d{3})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,10}");

    private final Duration within;
    private final int mostOctets;
    private volatile Optional<Socket> open = Optional.empty();
    private volatile boolean ended;

    /**
     * @param within time for a whole answer, from connecting to its last octet
     * @param mostOctets longest body
     */
    PhoneLine(Duration within, int mostOctets) {
        this.within = within;
        this.mostOctets = mostOctets;
    }

    /**
     * {@return what it answers, whatever the status}
     *
     * @param path begins with a slash
     * @param secret the value of the {@code api-secret} header
     * @throws PhoneException if nothing that is HTTP comes within the time, or the body is longer than allowed
     */
    PhoneReply get(InetSocketAddress phone, String path, Optional<String> secret) throws PhoneException {
        long deadline = System.nanoTime() + within.toNanos();
        try (var socket = new Socket()) {
            open = Optional.of(socket);
            if (ended) {
                throw new IOException("the hub is ending");
            }
            socket.setTcpNoDelay(true);
            socket.connect(phone, left(deadline));
            socket.getOutputStream().write(question(phone, path, secret));
            return answer(new Deadlined(socket, deadline));
        } catch (SocketTimeoutException e) {
            boolean there = open.filter(Socket::isConnected).isPresent();
            throw new PhoneException(PhoneException.Why.AWAY, there ? "it does not answer in time" : GONE, e);
        } catch (NoRouteToHostException e) {
            throw new PhoneException(PhoneException.Why.AWAY, GONE, e);
        } catch (ConnectException e) {
            throw new PhoneException(
                    PhoneException.Why.AWAY,
                    "nobody answers there: if the phone is in the Wi-Fi, start its app and the app's web service",
                    e);
        } catch (IOException e) {
            throw new PhoneException(PhoneException.Why.AWAY, "nobody answers there", e);
        } finally {
            open = Optional.empty();
        }
    }

    /** Ends a question under way and every later one; any thread. */
    void abort() throws IOException {
        ended = true;
        Optional<Socket> socket = open;
        if (socket.isPresent()) {
            socket.get().close();
        }
    }

    private static byte[] question(InetSocketAddress phone, String path, Optional<String> secret) {
        var text = new StringBuilder("GET ").append(path).append(" HTTP/1.0\r\n");
        // xDrip+ stops reading headers at api-secret, so it comes last
        text.append("Host: ").append(phone.getAddress().getHostAddress()).append("\r\n");
        text.append("Accept: application/json\r\nConnection: close\r\n");
        secret.ifPresent(hash -> text.append("api-secret: ").append(hash).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private PhoneReply answer(InputStream in) throws IOException, PhoneException {
        var budget = new int[] {LONGEST_HEADERS};
        Matcher status = STATUS.matcher(line(in, budget));
        if (!status.matches()) {
            throw nonsense("it answers, but not in HTTP");
        }
        boolean json = false;
        OptionalLong length = OptionalLong.empty();
        for (String header = line(in, budget); !header.isEmpty(); header = line(in, budget)) {
            int colon = header.indexOf(':');
            String name = colon < 0 ? "" : header.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            switch (name) {
                case "content-type" -> json = value.contains("json");
                case "content-length" -> length = length(value);
                case "transfer-encoding", "content-encoding" -> {
                    if (!value.equals("identity")) {
                        throw nonsense("it answers in an encoding that was not asked for");
                    }
                }
                default -> {
                    // nothing else is needed, a redirect least of all
                }
            }
        }
        var body = new ByteArrayOutputStream();
        boolean complete = body(in, length, body);
        return new PhoneReply(
                Integer.parseInt(status.group(2)), status.group(1).equals("1.0"), json, body.toByteArray(), complete);
    }

    private OptionalLong length(String value) throws PhoneException {
        if (!LENGTH.matcher(value).matches()) {
            throw nonsense("it answers with a length that is none");
        }
        long length = Long.parseLong(value);
        if (length > mostOctets) {
            throw tooLong();
        }
        return OptionalLong.of(length);
    }

    /** {@return whether it came to its end} What came before a break is kept: the newest reading is in front. */
    private boolean body(InputStream in, OptionalLong length, ByteArrayOutputStream body)
            throws IOException, PhoneException {
        var buffer = new byte[8192];
        long wanted = length.orElse(Long.MAX_VALUE);
        try {
            while (body.size() < wanted) {
                int got = in.read(buffer, 0, (int) Math.min(buffer.length, wanted - body.size()));
                if (got < 0) {
                    return length.isEmpty();
                }
                if (body.size() + got > mostOctets) {
                    throw tooLong();
                }
                body.write(buffer, 0, got);
            }
            return true;
        } catch (SocketTimeoutException e) {
            if (body.size() == 0) {
                throw e;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private PhoneException tooLong() {
        return nonsense("its answer is longer than " + mostOctets / 1024 + " KiB, which no list of readings is");
    }

    private static PhoneException nonsense(String message) {
        return new PhoneException(
                PhoneException.Why.NONSENSE, message + ": check host, and that xDrip+ or Juggluco serves there");
    }

    private static String line(InputStream in, int[] budget) throws IOException, PhoneException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("it hung up in the middle of its answer");
            }
            if (--budget[0] < 0) {
                throw nonsense("it answers with headers that do not end");
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return (int) millis;
    }

    /** Waits for each piece only as long as the whole may still take; buffers, for headers are read octet by octet. */
    private static final class Deadlined extends InputStream {
        private final Socket socket;
        private final InputStream in;
        private final long deadline;
        private final byte[] buffer = new byte[8192];
        private int at;
        private int end;

        private Deadlined(Socket socket, long deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            return fill() ? buffer[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            if (!fill()) {
                return -1;
            }
            int got = Math.min(most, end - at);
            System.arraycopy(buffer, at, into, offset, got);
            at += got;
            return got;
        }

        private boolean fill() throws IOException {
            if (at == end) {
                socket.setSoTimeout(left(deadline));
                end = Math.max(0, in.read(buffer));
                at = 0;
            }
            return at < end;
        }
    }
}
