package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the empty line of a clock's request. Only the plain form that clocks send (RFC 9112, origin form) is read; all else is
 * refused rather than understood.
 *
 * @param path undecoded; the paths of this port need no decoding
 * @param query undecoded, without the question mark
 * @param headers the first of each name, whatever its case
 */
record RequestHead(String method, String path, String query, Map<String, String> headers) {
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,16}) (/[!-~]*) HTTP/1\\.[01]");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)", Pattern.DOTALL);
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1\\])(:\\d{1,5})?");
    /** Sent by a proxy for somebody else, or by a browser for a page. */
    private static final List<String> FOR_ANOTHER =
            List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "Origin", "Referer");

    RequestHead {
        var any = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(any::putIfAbsent);
        headers = Collections.unmodifiableMap(any);
    }

    /**
     * {@return how many octets the head has, with its empty line; -1 while it has not ended}
     *
     * @param length how many octets are there
     * @param from how many of them were looked at before
     */
    static int end(byte[] octets, int length, int from) {
        for (int i = Math.max(0, from - 2); i < length; i++) {
            if (octets[i] != '\n') {
                continue;
            }
            if (i + 1 < length && octets[i + 1] == '\n') {
                return i + 2;
            }
            if (i + 2 < length && octets[i + 1] == '\r' && octets[i + 2] == '\n') {
                return i + 3;
            }
        }
        return -1;
    }

    /** {@return the head; empty if it is none} */
    static Optional<RequestHead> parse(byte[] octets, int length) {
        String[] lines = new String(octets, 0, length, ISO_8859_1).split("\r?\n");
        Matcher request = REQUEST_LINE.matcher(lines.length == 0 ? "" : lines[0]);
        if (!request.matches()) {
            return Optional.empty();
        }
        var headers = new LinkedHashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            Matcher header = HEADER.matcher(lines[i]);
            if (!header.matches()) {
                return Optional.empty();
            }
            headers.putIfAbsent(header.group(1), header.group(2).strip());
        }
        String[] target = request.group(2).split("\\?", 2);
        return Optional.of(new RequestHead(request.group(1), target[0], target.length > 1 ? target[1] : "", headers));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * {@return whether a program of this very machine asks for itself} A proxy's guest comes from loopback as well, and so does a browser
     * that a foreign page sent here under a name of its own.
     */
    boolean fromThisMachine(InetAddress peer) {
        return peer.isLoopbackAddress()
                && header("Host")
                        .map(host -> THIS_MACHINE
                                .matcher(host.toLowerCase(Locale.ROOT))
                                .matches())
                        .orElse(true)
                && FOR_ANOTHER.stream().noneMatch(headers::containsKey);
    }
}
