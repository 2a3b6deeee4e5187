package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question of a clock and its answer, after which the line is closed, as xDrip does. Reads a head of at most {@value #LONGEST_HEAD}
 * octets and no body; gives at most {@value #LARGEST_ANSWER} octets. How long it may take is bounded by whoever closes the socket.
 */
final class ClockTalk {
    static final int LONGEST_HEAD = 8 * 1024;
    static final int LARGEST_ANSWER = 512 * 1024;
    /** The record is read by four at once, pages among them; clocks leave some to the others. */
    static final int READING_AT_ONCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ClockTalk.class);
    private static final int LINGER_MILLIS = 1_000;
    private static final int TURN_MILLIS = 1_000;

    private final ClockSite site;
    private final Supplier<Optional<PersonId>> open;
    private final Semaphore turns = new Semaphore(READING_AT_ONCE);

    /** @param open whose values are shown to a program of this machine that brings no credential */
    ClockTalk(ClockSite site, Supplier<Optional<PersonId>> open) {
        this.site = site;
        this.open = open;
    }

    /** An answer that a clock cannot have meant. */
    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** An answer held until its length is known: nobody has a turn at the record while a slow clock takes what it asked for. */
    private record Held(Answer answer, byte[] body) {
        static Held of(Answer answer) throws IOException {
            var octets = new ByteArrayOutputStream();
            answer.body().writeTo(new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    write(new byte[] {(byte) octet}, 0, 1);
                }

                @Override
                public void write(byte[] more, int offset, int length) throws IOException {
                    if (length > LARGEST_ANSWER - octets.size()) {
                        throw new TooLargeException();
                    }
                    octets.write(more, offset, length);
                }
            });
            return new Held(answer, octets.toByteArray());
        }
    }

    /** @throws IOException if the clock went away, or took too long and was closed */
    void over(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var octets = new byte[LONGEST_HEAD];
        int length = 0;
        int end = -1;
        while (end < 0 && length < octets.length) {
            int got = in.read(octets, length, octets.length - length);
            if (got < 0) {
                return;
            }
            length += got;
            end = RequestHead.end(octets, length, length - got);
        }
        Optional<RequestHead> head = end < 0 ? Optional.empty() : RequestHead.parse(octets, end);
        boolean withBody = head.map(asked -> !asked.method().equals("HEAD")).orElse(true);
        Held held = head.isPresent() ? answered(head.get(), socket) : Held.of(refusal(end < 0));
        send(held, withBody, socket.getOutputStream());
        socket.shutdownOutput();
        // what is not read at closing would take the answer away from the clock
        socket.setSoTimeout(LINGER_MILLIS);
        in.readNBytes(octets, 0, octets.length);
    }

    private static Answer refusal(boolean endless) {
        return endless
                ? Answer.error(431, "Request Header Fields Too Large", "send less than " + LONGEST_HEAD + " octets")
                : Answer.error(400, "Bad Request", "this is no request of HTTP/1");
    }

    private Held answered(RequestHead asked, Socket socket) throws IOException {
        var request = new SiteRequest(
                asked.method(), asked.path(), asked.query(), asked::header, InputStream.nullInputStream());
        Optional<PersonId> shown = asked.fromThisMachine(socket.getInetAddress()) ? open.get() : Optional.empty();
        if (!hasTurn()) {
            return Held.of(Answer.busy(5, "other clocks are reading; ask again later"));
        }
        try {
            return Held.of(site.ofClock(request, shown));
        } catch (TooLargeException e) {
            return Held.of(Answer.error(
                    400, "Bad Request", "that is more than this port gives at once; ask for a smaller count"));
        } catch (StoreException e) {
            LOG.error("A clock could not be answered, because the record cannot be read", e);
            return Held.of(Answer.busy(5, "the record cannot be read now; ask again later"));
        } finally {
            turns.release();
        }
    }

    private boolean hasTurn() throws InterruptedIOException {
        try {
            return turns.tryAcquire(TURN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the port is being closed");
        }
    }

    private static void send(Held held, boolean withBody, OutputStream out) throws IOException {
        Answer answer = held.answer();
        var head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(answer.status() < 400 ? " OK\r\n" : " Refused\r\n");
        Answer.ALWAYS.forEach((name, value) -> header(head, name, value));
        answer.headers().forEach((name, value) -> header(head, name, value));
        header(head, "Connection", "close");
        if (!answer.mediaType().isEmpty()) {
            header(head, "Content-Type", answer.mediaType());
            header(head, "Content-Length", Integer.toString(held.body().length));
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        if (withBody) {
            whole.writeBytes(held.body());
        }
        whole.writeTo(out);
        out.flush();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
