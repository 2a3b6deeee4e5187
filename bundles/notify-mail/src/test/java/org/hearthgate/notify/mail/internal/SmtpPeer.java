package org.hearthgate.notify.mail.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that does exactly what a test says, misbehaviour included; beside it the tests use GreenMail, which behaves. */
final class SmtpPeer implements AutoCloseable {
    private final ServerSocket door;
    private final Optional<SSLContext> tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile String greeting = "220 peer ready";
    private volatile List<String> answers = List.of();

    SmtpPeer(Optional<SSLContext> tls) throws IOException {
        this(tls, 0);
    }

    SmtpPeer(Optional<SSLContext> tls, int port) throws IOException {
        this.tls = tls;
        door = new ServerSocket(port, 10, InetAddress.getByName("localhost"));
        var thread = new Thread(this::serve, "smtp-peer");
        thread.setDaemon(true);
        thread.start();
    }

    SmtpPeer greeting(String line) {
        greeting = line;
        return this;
    }

    /** {@code RCPT=451 later}: what it answers to commands that begin so, instead of 250. */
    SmtpPeer answering(String... instead) {
        answers = List.of(instead);
        return this;
    }

    int port() {
        return door.getLocalPort();
    }

    /** {@return all lines, {@code tls} where the talk was secured} */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                talk(socket);
            } catch (IOException e) {
                heard.add("broken");
            }
        }
    }

    private void talk(Socket plain) throws IOException {
        Socket socket = plain;
        say(socket, greeting);
        var in = reader(socket);
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (data) {
                if (line.equals(".")) {
                    data = false;
                    say(socket, answer("DATA-END", "250 taken"));
                }
            } else if (line.startsWith("EHLO")) {
                say(socket, "250-peer");
                if (tls.isPresent() && !(socket instanceof SSLSocket)) {
                    say(socket, "250-STARTTLS");
                }
                say(socket, "250 AUTH LOGIN");
            } else if (line.equals("STARTTLS") && tls.isPresent()) {
                say(socket, "220 go on");
                socket = tls.get().getSocketFactory().createSocket(socket, null, socket.getPort(), false);
                ((SSLSocket) socket).setUseClientMode(false);
                ((SSLSocket) socket).startHandshake();
                heard.add("tls");
                in = reader(socket);
            } else if (line.equals("DATA")) {
                data = true;
                say(socket, "354 go on");
            } else if (line.equals("QUIT")) {
                say(socket, "221 bye");
                return;
            } else if (line.equals("AUTH LOGIN")) {
                say(socket, answer(line, "334 VXNlcm5hbWU6"));
                heard.add(in.readLine());
                say(socket, "334 UGFzc3dvcmQ6");
                heard.add(in.readLine());
                say(socket, answer("PASSWORD", "235 welcome"));
            } else {
                say(socket, answer(line, "250 fine"));
            }
        }
    }

    private String answer(String command, String otherwise) {
        return answers.stream()
                .map(pair -> pair.split("=", 2))
                .filter(pair -> command.startsWith(pair[0]))
                .map(pair -> pair[1])
                .findFirst()
                .orElse(otherwise);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
