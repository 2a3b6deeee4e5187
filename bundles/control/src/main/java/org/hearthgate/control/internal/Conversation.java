package org.hearthgate.control.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.hub.HubCommand;

/**
 * What is said over the socket. The caller sends the words of the command, each on a line that begins with {@code w}, then a line
 * {@code go}. The hub answers with lines {@code o text} (answer) and {@code e text} (complaint) and ends with {@code x code}.
 */
final class Conversation {
    private static final int MOST_WORDS = 64;
    private static final int LONGEST_REQUEST = 64 * 1024;

    private final SocketChannel channel;

    Conversation(SocketChannel channel) {
        this.channel = channel;
    }

    /** What the words are handed to. */
    @FunctionalInterface
    interface Runner {
        int run(List<String> words, HubCommand.Screen screen);
    }

    void hold(Runner runner) throws IOException {
        Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
        var screen = new SocketScreen(out);
        List<String> words;
        try {
            words = read(Channels.newReader(channel, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            screen.complain("this is no command (" + e.getMessage() + "); use gateway-config/hub");
            screen.exit(HubCommand.USAGE);
            return;
        }
        screen.exit(runner.run(words, screen));
    }

    private static List<String> read(Reader in) throws IOException {
        var lines = new BufferedReader(in);
        var words = new ArrayList<String>();
        int length = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            length += line.length();
            if (line.equals("go")) {
                return words;
            }
            if (!line.startsWith("w ") || words.size() == MOST_WORDS || length > LONGEST_REQUEST) {
                throw new IllegalArgumentException("send at most " + MOST_WORDS + " lines 'w WORD', then 'go'");
            }
            words.add(line.substring(2));
        }
        throw new IllegalArgumentException("it ended before 'go'");
    }

    /** Somebody who does not read any more is no reason to stop half-way. */
    private static final class SocketScreen implements HubCommand.Screen {
        private final Writer out;
        private boolean gone;

        private SocketScreen(Writer out) {
            this.out = out;
        }

        @Override
        public void say(String line) {
            line.lines().forEach(one -> send("o " + one));
            if (line.isEmpty()) {
                send("o ");
            }
        }

        @Override
        public void complain(String line) {
            line.lines().forEach(one -> send("e " + one));
        }

        private void exit(int code) {
            send("x " + code);
        }

        private synchronized void send(String line) {
            if (gone) {
                return;
            }
            try {
                out.write(line + "\n");
                out.flush();
            } catch (IOException e) {
                gone = true;
            }
        }
    }
}
