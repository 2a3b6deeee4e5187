package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Supplier;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question of a clock and its answer, after which the line is closed, as xDrip does. Reads a head of at most {@value #LONGEST_HEAD}
 * octets and no body; gives at most {@value #LARGEST_ANSWER} octets. How long it may take is bounded by whoever closes the socket.
 *
 * @param open whose values are shown to a program of this machine that brings no credential
 */
record ClockTalk(ClockSite site, Supplier<Optional<PersonId>> open) {
    static final int LONGEST_HEAD = 8 * 1024;
    static final int LARGEST_ANSWER = 512 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ClockTalk.class);
    private static final int LINGER_MILLIS = 1_000;

    /** An answer that a clock cannot have meant. */
    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Holds an answer until its length is known, and no more than that. */
    private static final class Held extends ByteArrayOutputStream {
        private boolean overfull(int more) {
            return more > LARGEST_ANSWER - count;
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
        send(answer(head, end < 0, socket), withBody, socket.getOutputStream());
        socket.shutdownOutput();
        // what is not read at closing would take the answer away from the clock
        socket.setSoTimeout(LINGER_MILLIS);
        in.readNBytes(octets, 0, octets.length);
    }

    private Answer answer(Optional<RequestHead> head, boolean endless, Socket socket) {
        if (head.isEmpty()) {
            return endless
                    ? Answer.error(431, "Request Header Fields Too Large", "send less than " + LONGEST_HEAD + " octets")
                    : Answer.error(400, "Bad Request", "this is no request of HTTP/1");
        }
        RequestHead asked = head.get();
        var request = new SiteRequest(
                asked.method(), asked.path(), asked.query(), asked::header, InputStream.nullInputStream());
        Optional<PersonId> shown = asked.fromThisMachine(socket.getInetAddress()) ? open.get() : Optional.empty();
        return site.ofClock(request, shown);
    }

    private static void send(Answer answer, boolean withBody, OutputStream out) throws IOException {
        Answer sent = answer;
        byte[] body;
        try {
            body = held(answer);
        } catch (TooLargeException e) {
            sent = Answer.error(
                    400, "Bad Request", "that is more than this port gives at once; ask for a smaller count");
            body = held(sent);
        } catch (StoreException e) {
            LOG.error("A clock could not be answered, because the record cannot be read", e);
            sent = Answer.busy(5, "the record cannot be read now; ask again later");
            body = held(sent);
        }
        var head = new StringBuilder("HTTP/1.1 ")
                .append(sent.status())
                .append(sent.status() < 400 ? " OK\r\n" : " Refused\r\n");
        Answer.ALWAYS.forEach((name, value) -> header(head, name, value));
        sent.headers().forEach((name, value) -> header(head, name, value));
        header(head, "Connection", "close");
        if (!sent.mediaType().isEmpty()) {
            header(head, "Content-Type", sent.mediaType());
            header(head, "Content-Length", Integer.toString(body.length));
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        if (withBody) {
            whole.writeBytes(body);
        }
        whole.writeTo(out);
        out.flush();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static byte[] held(Answer answer) throws IOException {
        var held = new Held();
        answer.body().writeTo(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                if (held.overfull(length)) {
                    throw new TooLargeException();
                }
                held.write(octets, offset, length);
            }
        });
        return held.toByteArray();
    }
}
