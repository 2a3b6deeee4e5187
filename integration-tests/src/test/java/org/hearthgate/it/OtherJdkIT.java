package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution that this JDK built runs on every other JDK of this machine that is new enough. */
class OtherJdkIT {
    @TempDir
    private Path folder;

    @Test
    void the_alarm_path_is_proven_on_every_other_JDK_of_this_machine() throws Exception {
        List<Path> others = otherJdks();
        Assumptions.assumeFalse(others.isEmpty(), "skipped: no other JDK from 17 on under /usr/lib/jvm");
        Path home = folder.resolve("home");
        HubProcess.init(home, "Anna");
        for (Path jdk : others) {
            HubProcess.Outcome outcome = HubProcess.hubOn(jdk, folder, "doctor", "--home", home.toString());
            assertThat(outcome.out()).as("on %s: %s", jdk, outcome.err()).contains("ok    alarm path", "ok    verdict");
            assertThat(outcome.err()).as("on %s", jdk).doesNotContain("WARNING: ");
        }
    }

    private static List<Path> otherJdks() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(folder -> !Files.isSymbolicLink(folder))
                    .filter(folder -> Files.isExecutable(folder.resolve("bin/java")))
                    .filter(folder -> !folder.equals(own))
                    .filter(folder -> feature(folder) >= 17)
                    .sorted()
                    .toList();
        }
    }

    /** {@return the feature number in the JDK's release file, 0 when it does not say} */
    private static int feature(Path jdk) {
        try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
