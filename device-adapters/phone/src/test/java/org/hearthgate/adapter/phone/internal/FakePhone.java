package org.hearthgate.adapter.phone.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A phone on the loopback with the habits of the real web services, written against what they put on the wire: xDrip+ answers in
 * HTTP/1.0, stops reading at api-secret and refuses a wrong one with 403 even where none is needed; Juggluco answers {@code {}} for
 * nothing and 400 for what it does not know.
 */
final class FakePhone implements AutoCloseable {
    /** What one visitor asked. */
    record Question(String path, String secret) {
        boolean isFor(String what) {
            return path.equals(what) || path.startsWith(what + "?");
        }
    }

    /** Writes an answer. */
    interface Habit {
        void answer(Question question, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Thread thread;
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Habit habit;

    FakePhone(String address, int port, Habit habit) throws IOException {
        this.habit = habit;
        server = new ServerSocket(port, 50, InetAddress.getByName(address));
        thread = new Thread(this::serve, "fake-phone");
        thread.start();
    }

    FakePhone(Habit habit) throws IOException {
        this("127.0.0.1", 0, habit);
    }

    /** {@return xDrip+ with these readings, newest first, and this secret's SHA-1 or none} */
    static Habit xdrip(Function<Question, String> sgv, String secretHash) {
        return (question, out) -> {
            boolean wrong = !question.secret().equalsIgnoreCase(secretHash);
            if (wrong) {
                old(out, 403, "text/plain", "Authentication failed - check api-secret\n\nsecret is required \n");
            } else if (question.isFor("/sgv.json") || question.isFor("/api/v1/entries/sgv.json")) {
                old(out, 200, "application/json", sgv.apply(question));
            } else if (question.isFor("/status.json")) {
                old(
                        out,
                        200,
                        "application/json",
                        "{\"settings\":{\"units\":\"mg/dl\",\"thresholds\":{\"bgHigh\":170,\"bgLow\":70}}}");
            } else if (question.isFor("/treatments.json")) {
                old(out, 200, "application/json", "[]");
            } else {
                old(out, 404, "text/plain", "Path not found: " + question.path() + "\r\n");
            }
        };
    }

    static void old(OutputStream out, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.0 " + status + " OK\nAccess-Control-Allow-Origin: *\nContent-Type: " + type
                        + "\nContent-Length: " + octets.length + "\n\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(octets);
    }

    static void now(OutputStream out, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "; charset=utf-8\r\nContent-Length: "
                        + octets.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(octets);
    }

    void behave(Habit other) {
        habit = other;
    }

    int port() {
        return server.getLocalPort();
    }

    String host() {
        return server.getInetAddress().getHostAddress() + ":" + port();
    }

    List<Question> questions() {
        return new ArrayList<>(questions);
    }

    List<String> paths() {
        return questions.stream().map(Question::path).toList();
    }

    /** Waits, for a habit that never answers, until the phone is switched off. */
    void hang() throws IOException {
        try {
            closed.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket visitor = server.accept()) {
                Question question = read(visitor);
                if (question.path().isEmpty()) {
                    continue; // somebody who only knocked
                }
                questions.add(question);
                habit.answer(question, visitor.getOutputStream());
            } catch (IOException e) {
                continue; // a visitor who left, or the end
            }
        }
    }

    private static Question read(Socket visitor) throws IOException {
        var in = new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
        String path = "";
        String secret = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("GET ")) {
                path = line.split(" ")[1];
            } else if (line.startsWith("api-secret: ")) {
                secret = line.substring("api-secret: ".length());
            }
        }
        return new Question(path, secret);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
