package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.hearthgate.adapter.pen.testpen.PcscDaemon;
import org.hearthgate.adapter.pen.testpen.PenDose;
import org.hearthgate.adapter.pen.testpen.SimulatedPen;
import org.hearthgate.adapter.pen.testpen.VirtualReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pen held to the reader of a real hub, behind the real pcscd: its doses in the record, and a word for who holds it. */
@Timeout(240)
class PenRoadIT {
    private static final String SERIAL = "TESTP1";
    private static final int DOSES = 96;
    /** When the pen was used first. */
    private static final Instant FIRST_USE = Instant.now().minus(Duration.ofDays(40));

    @TempDir
    private Path folder;

    @Test
    void ninety_six_doses_are_stored_once_also_after_a_second_touch() throws Exception {
        boolean installed = PcscDaemon.installed();
        assertThat(installed || !"true".equals(System.getenv("CI")))
                .as("pcscd and vsmartcard-vpcd are needed here, as root")
                .isTrue();
        Assumptions.assumeTrue(installed, "skipped: no pcscd with virtual driver, or not root");
        var pen = new SimulatedPen(SERIAL, PenRoadIT::penSeconds);
        for (int i = DOSES; i >= 1; i--) {
            pen.dose(PenDose.of(penSeconds() - i * 3600L, 30 + i));
        }
        Path home = folder.resolve("h");
        String family =
                HubProcess.init(home, "Anna").get("tokens").get("family").asText();
        Phone.JSON.writeValue(
                home.resolve("config/org.hearthgate.adapter.pen~anna.json").toFile(),
                Map.of("person", "anna", "serial", SERIAL));
        Path distribution = Witness.distribution(folder.resolve("distribution"));
        try (PcscDaemon daemon = PcscDaemon.start();
                HubProcess hub = HubProcess.run(home, Map.of("HEARTHGATE_DISTRIBUTION", distribution.toString()))) {
            var page = new Phone(hub.address("http"));
            try (Phone.Events events = page.events(family)) {
                assertThat(touch(pen, daemon, events)).as(hub.log()).contains("last 3.1 U");
                assertThat(doses(home)).hasSize(DOSES).doesNotHaveDuplicates();
                assertThat(touch(pen, daemon, events)).startsWith("Nothing new");
                assertThat(doses(home)).hasSize(DOSES).doesNotHaveDuplicates();
            }
        }
        assertThat(pen.heard()).as("what was said to the pen").isNotEmpty();
    }

    private static long penSeconds() {
        return Duration.between(FIRST_USE, Instant.now()).toSeconds();
    }

    /** {@return what the page said when the touch had ended} The virtual reader may lose a pen, or miss one: then it is held again, as a person does. */
    private static String touch(SimulatedPen pen, PcscDaemon daemon, Phone.Events events) {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(90))
                .until(() -> touchOnce(pen, daemon, events), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> touchOnce(SimulatedPen pen, PcscDaemon daemon, Phone.Events events)
            throws Exception {
        try (VirtualReader held = VirtualReader.hold(pen, daemon.port())) {
            events.await(PenRoadIT::isTouch, Duration.ofSeconds(15));
            JsonNode told = events.await(
                            event -> isTouch(event)
                                    && !event.data().get("stage").asText().equalsIgnoreCase("reading"),
                            Duration.ofSeconds(30))
                    .data();
            return Optional.of(told)
                    .filter(touch -> touch.get("stage").asText().equals("done"))
                    .map(touch -> touch.get("message").asText());
        } catch (AssertionError e) { // not noticed
            return Optional.empty();
        }
    }

    private static boolean isTouch(Phone.Event event) {
        return event.name().equals("device") && event.data().has("stage");
    }

    private static List<String> doses(Path home) throws Exception {
        return new Witness(home)
                .lines().stream()
                        .filter(line -> line.contains(" insulin-dose "))
                        .toList();
    }
}
