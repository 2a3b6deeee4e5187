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

/** Speaks to a running hub as its owner's command line does. */
final class OwnerSocket {
    private OwnerSocket() {}

    /** {@return the last line of the answer} */
    static String say(Path home, String words) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(home.resolve("run/hub.sock")));
            channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
            var told = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            String last = "";
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                last = line;
            }
            return last;
        }
    }
}
