package org.hearthgate.control.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hearthgate.api.hub.HubCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;

class ControlDoorTest {
    @TempDir
    private Path folder;

    private ControlDoor door;

    @BeforeEach
    void open() {
        door = open(folder.resolve("run"));
        door.addCommand(new Echo());
    }

    @AfterEach
    void close() throws Exception {
        door.close();
    }

    @Test
    void a_command_gets_its_words_and_its_answer_comes_back_line_by_line() throws Exception {
        assertThat(ask("echo", "two words", "")).containsExactly("o two words", "o ", "e said", "x 0");
    }

    @Test
    void an_unknown_command_is_told_what_there_is() throws Exception {
        assertThat(ask("dance")).containsExactly("e this hub has no command 'dance'; it knows: echo", "x 64");
    }

    @Test
    void a_command_that_fails_does_not_close_the_door() throws Exception {
        assertThat(ask("echo", "throw")).containsExactly("e echo failed: no idea; the hub's log says more", "x 70");
        assertThat(ask("echo", "again")).startsWith("o again");
    }

    @Test
    void nobody_else_may_enter_the_folder() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_socket_left_by_a_killed_hub_is_replaced_and_a_clean_stop_leaves_none() throws Exception {
        Path socket = folder.resolve("other").resolve(ControlDoor.SOCKET);
        Files.createDirectories(socket.getParent());
        Files.createFile(socket);
        open(socket.getParent()).close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void noise_is_answered_and_forgotten() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var octets = new byte[random.nextInt(300)];
            random.nextBytes(octets);
            try (SocketChannel channel = call()) {
                channel.write(ByteBuffer.wrap(octets));
                channel.shutdownOutput();
                assertThat(answer(channel)).last().asString().isEqualTo("x 64");
            }
        }
        assertThat(ask("echo", "alive")).startsWith("o alive");
    }

    @Test
    void a_caller_who_hangs_up_early_stops_nothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            call().close();
        }
        assertThat(ask("echo", "alive")).startsWith("o alive");
    }

    @Test
    void a_folder_without_a_name_is_refused() {
        assertThatThrownBy(() -> new ControlDoor(Converters.standardConverter()
                        .convert(Map.of("directory", " "))
                        .to(ControlDoor.Config.class)))
                .hasMessageContaining("org.hearthgate.control needs 'directory'");
    }

    private static ControlDoor open(Path directory) {
        return new ControlDoor(Converters.standardConverter()
                .convert(Map.of("directory", directory.toString()))
                .to(ControlDoor.Config.class));
    }

    private SocketChannel call() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("run").resolve(ControlDoor.SOCKET)));
        return channel;
    }

    private List<String> ask(String... words) throws IOException {
        try (SocketChannel channel = call()) {
            var request = new StringBuilder();
            for (String word : words) {
                request.append("w ").append(word).append('\n');
            }
            channel.write(ByteBuffer.wrap(request.append("go\n").toString().getBytes(StandardCharsets.UTF_8)));
            return answer(channel);
        }
    }

    private static List<String> answer(SocketChannel channel) throws IOException {
        return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    private static final class Echo implements HubCommand {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public int run(List<String> arguments, Screen screen) {
            if (arguments.contains("throw")) {
                throw new IllegalStateException("no idea");
            }
            arguments.forEach(screen::say);
            screen.complain("said");
            return OK;
        }
    }
}
