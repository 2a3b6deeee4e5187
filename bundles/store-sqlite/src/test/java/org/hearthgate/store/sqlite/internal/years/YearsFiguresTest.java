package org.hearthgate.store.sqlite.internal.years;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YearsFiguresTest {
    @TempDir
    Path folder;

    @Test
    void a_small_version_of_the_figures_runs() throws IOException, SQLException {
        var told = new StringWriter();
        new YearsFigures(folder, new PrintWriter(told), 4).record();
        assertThat(told.toString()).contains("| rows | 4,752 |", "octets a row", "cold", "append");
    }
}
