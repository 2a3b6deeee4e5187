package org.hearthgate.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.it.soak.inside.WitnessActivator;

/** Asks a running hub what its record holds, through a bundle of the tests inside it. */
public final class Witness {
    private final Path home;

    public Witness(Path home) {
        this.home = home;
    }

    /** {@return a distribution with the witness in it, to be named by {@code HEARTHGATE_DISTRIBUTION}} */
    public static Path distribution(Path folder) throws IOException {
        return InsideBundle.distribution(
                Path.of(System.getProperty("hearthgate.distribution")), folder, WitnessActivator.class);
    }

    /**
     * {@return a line a row: {@code person kind device measuredAtEpochSecond value}; then one for each thing put aside: {@code quarantined
     * source reason}}
     */
    public List<String> lines() throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(home.resolve("run/hub.sock")));
            channel.write(ByteBuffer.wrap("w witness\ngo\n".getBytes(StandardCharsets.UTF_8)));
            var told = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            var lines = new ArrayList<String>();
            for (String line = told.readLine(); line != null && !line.startsWith("x"); line = told.readLine()) {
                if (!line.startsWith("o ")) {
                    throw new IOException("the witness says: " + line);
                }
                lines.add(line.substring(2));
            }
            return lines;
        }
    }
}
