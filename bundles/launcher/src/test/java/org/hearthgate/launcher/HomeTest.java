package org.hearthgate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder;

    @Test
    void the_homes_own_folders_are_filled_in_where_a_file_names_none_or_an_empty_one_and_stay_where_it_names_one()
            throws IOException {
        Home home = Home.make(folder.resolve("home"), List.of("Anna"), "UTC").home();
        Path config = folder.resolve("home/config");
        Files.writeString(config.resolve("org.hearthgate.forecast.json"), "{\"directory\": \"\", \"leastDays\": 9}");
        Files.writeString(config.resolve("org.hearthgate.watchdog.self-test.json"), "{\"directory\": \"/elsewhere\"}");
        Settings settings = home.settings();
        assertThat(settings.of("org.hearthgate.forecast"))
                .containsEntry("directory", home.data().resolve("forecast").toString())
                .containsEntry("leastDays", 9L);
        assertThat(settings.of("org.hearthgate.watchdog.self-test")).containsEntry("directory", "/elsewhere");
        assertThat(settings.of("org.hearthgate.commissioning"))
                .containsEntry("directory", config.toAbsolutePath().normalize().toString());
    }
}
