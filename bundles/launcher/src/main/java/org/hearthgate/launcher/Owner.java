package org.hearthgate.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The owner of a home at the command line: speaks to the running hub by its socket; where none runs, starts the few rooms that keep the
 * record and speaks to them in the same way.
 */
final class Owner {
    private static final String SOCKET = "hub.sock";
    private static final String COMMAND = "org.hearthgate.api.hub.HubCommand";
    private static final Set<String> ROOMS = Set.of("api", "home", "control", "keys", "store.sqlite");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final Home home;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Set<String> moreRooms;

    Owner(Home home, PrintWriter out, PrintWriter err) {
        this(home, out, err, Set.of());
    }

    /**
     * @param moreRooms that the command needs where no hub runs, beside those that keep the record
     */
    Owner(Home home, PrintWriter out, PrintWriter err, Set<String> moreRooms) {
        this.home = home;
        this.out = out;
        this.err = err;
        this.moreRooms = Set.copyOf(moreRooms);
    }

    /** Something to say to the hub. */
    @FunctionalInterface
    interface Errand {
        int run(Talk talk) throws IOException;
    }

    /** One command at a time, as often as the errand needs. */
    @FunctionalInterface
    interface Talk {
        /** {@return the exit code of this command} */
        int command(List<String> words) throws IOException;
    }

    /** Runs the errand on the hub that runs, or on the record alone. */
    int run(Errand errand) {
        try {
            if (answers()) {
                return errand.run(this::command);
            }
            return alone(errand);
        } catch (IOException e) {
            throw Failure.tryLater(
                    "the hub of " + home.folder() + " hung up: " + e.getMessage() + "; see its log, then try again");
        }
    }

    /** {@return the exit code of a command that only a hub that runs can do} */
    int ofRunningHub(List<String> words) throws IOException {
        if (!answers()) {
            throw Failure.tryLater("no hub is running on " + home.folder() + "; start it with `hub run --home "
                    + home.folder() + "`, then try again");
        }
        return command(words);
    }

    private int alone(Errand errand) throws IOException {
        home.takeAlone();
        Path cache = home.folder().resolve("cache-owner");
        try (Gateway gateway = Gateway.start(home.settings(), cache, this::takesPart)) {
            return errand.run(words -> {
                await(gateway, words.get(0));
                return command(words);
            });
        } finally {
            PrivateFiles.remove(cache);
        }
    }

    private void await(Gateway gateway, String command) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (gateway.service(COMMAND, "(hearthgate.command=" + command + ")").isEmpty() || !answers()) {
            if (System.nanoTime() > deadline) {
                throw Failure.tryLater(
                        "the record of " + home.folder() + " does not open; see the log above, or ask `hub doctor`");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Everything but our own rooms, the page's server and the broker's client; of our own the ones that keep the record. */
    private boolean takesPart(String file) {
        if (file.contains("jetty") || file.contains("paho")) {
            return false;
        }
        return !file.startsWith("org.hearthgate.")
                || Stream.concat(ROOMS.stream(), moreRooms.stream())
                        .anyMatch(room -> file.startsWith("org.hearthgate." + room + "-"));
    }

    private boolean answers() throws IOException {
        if (Files.notExists(socket())) {
            return false;
        }
        try (SocketChannel channel = connect()) {
            return channel.isConnected();
        } catch (ConnectException e) {
            return false; // left by a hub that was killed
        } catch (SocketException e) {
            throw Failure.badData("cannot use " + socket() + ": " + e.getMessage()
                    + "; be the user that runs the hub, and keep the home's path below 90 characters");
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Path socket() {
        return home.run().resolve(SOCKET);
    }

    private int command(List<String> words) throws IOException {
        try (SocketChannel channel = connect()) {
            var request = new StringBuilder();
            for (String word : words) {
                if (word.lines().count() > 1) {
                    throw Failure.usage("a word of a command must be on one line: " + word);
                }
                request.append("w ").append(word).append('\n');
            }
            ByteBuffer octets =
                    ByteBuffer.wrap(request.append("go\n").toString().getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            return show(new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)));
        }
    }

    private int show(BufferedReader answer) throws IOException {
        for (String line = answer.readLine(); line != null; line = answer.readLine()) {
            String text = line.length() > 2 ? line.substring(2) : "";
            switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case 'o' -> out.println(text);
                case 'e' -> err.println("hub: " + text);
                case 'x' -> {
                    return Integer.parseInt(text);
                }
                default -> throw new IOException("it answered '" + line + "'");
            }
            out.flush();
            err.flush();
        }
        throw new IOException("it stopped before the command was done");
    }
}
