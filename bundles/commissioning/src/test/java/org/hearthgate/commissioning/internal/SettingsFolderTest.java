package org.hearthgate.commissioning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SettingsFolderTest {
    private static final Pid PID = new Pid("org.hearthgate.adapter.toy~one");
    private static final int KILLS = 12;

    @TempDir
    private Path folder;

    private JsonNode written() throws IOException {
        return new ObjectMapper().readTree(folder.resolve(PID + ".json").toFile());
    }

    @Test
    void a_new_file_holds_everything_and_a_former_one_only_what_was_changed() throws IOException {
        var settings = new SettingsFolder(folder);
        settings.write(PID, Map.of("a", 1L, "b", "two", "c", new String[] {"x", "y"}, "d", true, "e", 0.5), Set.of());
        assertThat(written()).isEqualTo(tree("{'a':1,'b':'two','c':['x','y'],'d':true,'e':0.5}"));

        settings.write(PID, Map.of("a", 2L, "b", "set by a command line for this run"), Set.of("a", "d"));

        assertThat(written()).isEqualTo(tree("{'a':2,'b':'two','c':['x','y'],'e':0.5}"));
    }

    private static JsonNode tree(String json) throws IOException {
        return new ObjectMapper().readTree(json.replace('\'', '"'));
    }

    @Test
    void a_file_by_hand_that_is_no_object_is_left_alone() throws IOException {
        Files.writeString(folder.resolve(PID + ".json"), "[1]");

        assertThatThrownBy(() -> new SettingsFolder(folder).write(PID, Map.of("a", 1L), Set.of("a")))
                .isInstanceOf(IOException.class);
        assertThat(Files.readString(folder.resolve(PID + ".json"))).isEqualTo("[1]");
    }

    @Test
    void what_a_crash_left_half_written_is_swept_away_and_was_never_read() throws IOException {
        new SettingsFolder(folder).write(PID, Map.of("a", 1L), Set.of());
        Files.writeString(folder.resolve(PID + ".json.half"), "{\"a\":");

        new SettingsFolder(folder);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(PID + ".json"));
        }
        assertThat(written().path("a").asInt()).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_none_is_refused() {
        assertThatThrownBy(() -> new SettingsFolder(folder.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("leave it empty");
    }

    @Test
    @Timeout(90)
    void a_kill_at_any_moment_leaves_the_old_settings_or_the_new_ones() throws Exception {
        new SettingsFolder(folder).write(PID, WriteForEver.LONG, Set.of());
        for (int i = 0; i < KILLS; i++) {
            Process writer = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriteForEver.class.getName(),
                            folder.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(writer.getInputStream().read()).as("it writes").isEqualTo('w');
            // another moment of the writing each time
            assertThat(writer.waitFor(i * 3L, TimeUnit.MILLISECONDS)).isFalse();
            writer.destroyForcibly().waitFor();

            String text = written().path("text").asText();
            assertThat(text).isIn(WriteForEver.LONG.get("text"), WriteForEver.SHORT.get("text"));
            new SettingsFolder(folder);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).hasSize(1);
            }
        }
    }
}
