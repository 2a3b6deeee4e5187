package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The last word on discovery, asked by hand where there is an interpreter with Home Assistant: {@code HOME_ASSISTANT_PYTHON=/path/to/python
 * mvn -pl bundles/notify-homeassistant -am -Dtest=HomeAssistantItself -Dsurefire.failIfNoSpecifiedTests=false package}. No part of the
 * daily build, which cannot fetch it; {@link DiscoveryTest} is.
 */
@Timeout(120)
class HomeAssistantItself {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "whole devices {0}, {1}, class of glucose {2}")
    @CsvSource({"true, mg/dL, true", "true, mmol/L, false", "false, mmol/L, true", "false, mg/dL, false"})
    void takes_every_message(boolean whole, String unit, boolean glucoseClass) throws Exception {
        var settings = Wanted.settings(
                "people",
                Wanted.people("anna=Little one", "ben"),
                "deviceDiscovery",
                whole,
                "unit",
                unit,
                "glucoseDeviceClass",
                glucoseClass);
        List<String> lines = new Discovery(settings, "0.2.0")
                .messages().stream()
                        .map(message -> message.topic() + '\t' + new String(message.payload(), StandardCharsets.UTF_8))
                        .toList();
        Path input = Files.write(folder.resolve("messages"), lines);
        Path script = Path.of(
                HomeAssistantItself.class.getResource("accept_discovery.py").toURI());
        Path said = folder.resolve("said");

        String python = System.getenv("HOME_ASSISTANT_PYTHON");
        assertThat(python)
                .as("HOME_ASSISTANT_PYTHON, a Python with the package homeassistant")
                .isNotBlank();

        new ProcessBuilder(python, script.toString())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();

        assertThat(Files.readAllLines(said)).containsExactly("judged");
    }
}
