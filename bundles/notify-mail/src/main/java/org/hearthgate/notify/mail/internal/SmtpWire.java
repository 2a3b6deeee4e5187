package org.hearthgate.notify.mail.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The line to a mail server: a reply after another, with every wait, every line and the whole talk bounded, because nobody knows who is at
 * the other end. Used by one thread.
 */
final class SmtpWire implements AutoCloseable {
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_LINES = 64;

    private final String host;
    private final long untilNanos;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    /** A server's reply: its number, and the texts of its lines. */
    record Reply(int code, List<String> lines) {
        boolean isFine() {
            return code < 400;
        }
    }

    /** @param time for the whole talk */
    SmtpWire(InetSocketAddress address, Duration time) throws IOException {
        host = address.getHostString();
        untilNanos = System.nanoTime() + time.toNanos();
        socket = new Socket();
        try {
            socket.connect(address, leftMillis());
            socket.setTcpNoDelay(true);
            use(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void use(Socket open) throws IOException {
        socket = open;
        in = open.getInputStream();
        out = new BufferedOutputStream(open.getOutputStream());
    }

    /** From now on TLS, with the certificate checked against the host's name. What came before in the clear is forgotten (RFC 3207). */
    void secure(SSLContext trust) throws IOException {
        var secured = (SSLSocket) trust.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        if (host.chars().anyMatch(Character::isLetter) && host.indexOf(':') < 0) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(leftMillis());
        secured.startHandshake();
        use(secured);
    }

    void send(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a command is one line");
        }
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends a message, its lines that begin with a dot doubled, and its end. */
    void sendData(byte[] message) throws IOException {
        boolean lineBegins = true;
        for (byte octet : message) {
            if (lineBegins && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineBegins = octet == '\n';
        }
        out.write((lineBegins ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    Reply reply() throws IOException {
        var lines = new ArrayList<String>();
        while (lines.size() < MOST_LINES) {
            String line = line();
            if (!line.matches("[2-5][0-9]{2}([ -].*)?")) {
                throw new IOException("the server does not speak SMTP");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return new Reply(Integer.parseInt(line.substring(0, 3)), List.copyOf(lines));
            }
        }
        throw new IOException("the server's reply has no end");
    }

    /** Octet by octet, so that nothing is read ahead of a change to TLS. */
    private String line() throws IOException {
        var line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            socket.setSoTimeout(leftMillis());
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the server hung up");
            }
            if (octet == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            line.append((char) octet);
        }
        throw new IOException("the server's line has no end");
    }

    private int leftMillis() throws SocketTimeoutException {
        long left = (untilNanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        return (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it is gone
        }
    }
}
