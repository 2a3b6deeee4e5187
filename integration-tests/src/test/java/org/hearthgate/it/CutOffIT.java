package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the internet unplugged and the broker dead a low still sounds in the house and shows on its pages. */
class CutOffIT {
    private static final String ONLY_LOOPBACK = "ip link set lo up && exec \"$@\"";

    @TempDir
    private Path folder;

    @Test
    void a_low_sounds_and_shows_while_cloud_broker_and_web_hook_are_dead() throws Exception {
        try (var home = new CutOffHome(folder)) {
            assertThat(home.low(false).soundNanos()).isPositive(); // it has been waited for
            assertThat(home.low(true).soundNanos()).isPositive();
            assertThat(home.log()).as("they are set up, and tried").contains("127.0.0.1");
        }
    }

    @Test
    void a_low_sounds_and_shows_in_a_world_without_any_network_but_the_machine_itself() throws Exception {
        assumeTrue(run("true").exit() == 0, "needs unshare and ip, and the right to use them");
        Outcome outcome = run(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dbench.lows=2",
                "-Dbench.warmup=1",
                "-Dhearthgate.distribution=" + System.getProperty("hearthgate.distribution"),
                "-Dhearthgate.root=" + System.getProperty("hearthgate.root"),
                "-cp",
                System.getProperty("java.class.path"),
                AlarmBench.class.getName());
        assertThat(outcome.exit()).as(outcome.said()).isZero();
        assertThat(outcome.said())
                .contains("network: lo,")
                .contains("| low alone, after them: send → sound |")
                .contains("| 288 late readings on their way with each low: send → call on a page |");
    }

    private record Outcome(int exit, String said) {}

    private Outcome run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        var words = new ArrayList<>(List.of("unshare", "-rn", "sh", "-c", ONLY_LOOPBACK, "sh"));
        words.addAll(List.of(command));
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            return new Outcome(127, e.getMessage());
        }
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Outcome(process.waitFor(), Files.readString(said));
    }
}
