package org.hearthgate.notify.mail.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.notify.mail.internal.SmtpWire.Reply;

/**
 * Hands a message to the server that sends mail for this home (RFC 5321, RFC 6409), in one talk. Speaks what every provider takes: EHLO,
 * STARTTLS or TLS from the start, AUTH PLAIN or LOGIN. Used by one thread.
 */
final class MailServer {
    /** How the line is secured. */
    enum Security {
        STARTTLS,
        TLS,
        NONE;

        static Security of(String word) {
            for (Security security : values()) {
                if (security.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return security;
                }
            }
            throw new IllegalArgumentException("'security' must be starttls, tls or none, was '" + word + "'");
        }
    }

    /** With what somebody logs in. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login of " + user;
        }
    }

    private final String host;
    private final int port;
    private final Security security;
    private final SSLContext trust;
    private final Optional<Login> login;
    private final Duration time;

    MailServer(String host, int port, Security security, SSLContext trust, Optional<Login> login, Duration time) {
        this.host = host;
        this.port = port;
        this.security = security;
        this.trust = trust;
        this.login = login;
        this.time = time;
    }

    /** @throws ChannelException when no recipient's message was taken; tells whether another try may work */
    void send(Mail mail) throws ChannelException {
        try (var wire = new SmtpWire(address(), time)) {
            begin(wire);
            logIn(wire);
            hand(wire, mail);
            wire.send("QUIT"); // what it says to that is of no interest: the message is taken
        } catch (UnknownHostException e) {
            throw ChannelException.passing("nobody knows the mail server's name; is the network there?", e);
        } catch (ConnectException e) {
            throw ChannelException.passing("the mail server cannot be reached; is the network there?", e);
        } catch (SocketTimeoutException e) {
            throw ChannelException.passing("the mail server did not finish within " + time.toSeconds() + " s", e);
        } catch (SSLException e) {
            throw ChannelException.passing(
                    "no trusted connection to the mail server; check 'host', its certificate and the hub's clock", e);
        } catch (IOException e) {
            throw ChannelException.passing("the connection to the mail server broke (" + e.getMessage() + ")", e);
        }
    }

    private InetSocketAddress address() throws UnknownHostException, ChannelException {
        InetAddress address = InetAddress.getByName(host);
        if (security == Security.NONE && !isNear(address)) {
            throw ChannelException.permanent(
                    "the mail server is outside the house, where mail without TLS can be read by others; set 'security'");
        }
        return new InetSocketAddress(
                InetAddress.getByAddress(host, address.getAddress()), port); // the certificate's name
    }

    private static boolean isNear(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }

    private void begin(SmtpWire wire) throws IOException, ChannelException {
        if (security == Security.TLS) {
            wire.secure(trust);
        }
        fine(wire.reply(), "did not greet");
        if (security == Security.STARTTLS) {
            if (!offers(hello(wire), "STARTTLS")) {
                throw ChannelException.permanent(
                        "the mail server offers no STARTTLS; nothing was sent. Try security tls, mostly on port 465");
            }
            fine(ask(wire, "STARTTLS"), "does not begin TLS");
            wire.secure(trust);
        }
    }

    private static Reply hello(SmtpWire wire) throws IOException, ChannelException {
        return fine(ask(wire, "EHLO hearthgate.invalid"), "does not know EHLO");
    }

    private static boolean offers(Reply hello, String extension) {
        return hello.lines().stream()
                .anyMatch(line -> line.toUpperCase(Locale.ROOT).equals(extension));
    }

    private void logIn(SmtpWire wire) throws IOException, ChannelException {
        Reply hello = hello(wire);
        if (login.isEmpty()) {
            return;
        }
        String user = login.get().user();
        String password = login.get().password();
        List<String> ways = hello.lines().stream()
                .map(line -> line.toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith("AUTH "))
                .flatMap(line -> List.of(line.split(" ")).stream())
                .toList();
        Reply answer;
        if (ways.contains("PLAIN")) {
            answer = ask(wire, "AUTH PLAIN " + base64("\0" + user + "\0" + password));
        } else if (ways.contains("LOGIN")) {
            answer = ask(wire, "AUTH LOGIN");
            answer = answer.isFine() ? ask(wire, base64(user)) : answer;
            answer = answer.isFine() ? ask(wire, base64(password)) : answer;
        } else {
            throw ChannelException.permanent("the mail server offers no log-in that the hub knows (PLAIN, LOGIN)");
        }
        if (answer.code() >= 500) {
            throw ChannelException.permanent("the mail server refused the log-in (" + answer.code()
                    + "); check 'user' and '.password'; many providers want a password made for this program alone");
        }
        fine(answer, "did not log in");
    }

    private static void hand(SmtpWire wire, Mail mail) throws IOException, ChannelException {
        fine(ask(wire, "MAIL FROM:<" + mail.from() + ">"), "does not take mail from this 'from'");
        Optional<Reply> refusal = Optional.empty();
        int taken = 0;
        for (String to : mail.to()) {
            Reply reply = ask(wire, "RCPT TO:<" + to + ">");
            if (reply.isFine()) {
                taken++;
            } else if (refusal.isEmpty() || reply.code() < 500) {
                refusal = Optional.of(reply);
            }
        }
        if (taken == 0) {
            fine(refusal.orElseThrow(), "takes mail for none of 'to'");
        }
        fine(ask(wire, "DATA"), "does not take the message");
        wire.sendData(mail.octets());
        fine(wire.reply(), "did not take the message");
    }

    private static Reply ask(SmtpWire wire, String command) throws IOException {
        wire.send(command);
        return wire.reply();
    }

    /** Its words are left out: they may hold an address. */
    private static Reply fine(Reply reply, String otherwise) throws ChannelException {
        if (reply.isFine()) {
            return reply;
        }
        String what = "the mail server " + otherwise + " (" + reply.code() + ")";
        throw reply.code() < 500
                ? ChannelException.passing(what + ", which may pass", null)
                : ChannelException.permanent(what + "; check the settings");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
