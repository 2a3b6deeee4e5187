package org.hearthgate.watchdog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restart finds of the drills before it. */
class DrillBookTest {
    @TempDir
    private Path folder;

    private static SelfTest.Result result(String by, SelfTest.Stage... stages) {
        return new SelfTest.Result(Given.NOON, Given.NOON.plusSeconds(3), by, List.of(stages));
    }

    @Test
    void a_restart_knows_the_last_drill_to_the_word() {
        SelfTest.Result last = result(
                "daily",
                new SelfTest.Stage("commit", true, "is there"),
                new SelfTest.Stage("channel sounder", false, "no sound card"));
        new DrillBook(folder.toString()).add(last);
        assertThat(new DrillBook(folder.toString()).latest()).hasValue(last);
    }

    @Test
    void tabs_and_lines_in_a_detail_do_not_make_another_stage() {
        new DrillBook(folder.toString()).add(result("daily", new SelfTest.Stage("commit", false, "a\npassed\tx\ty")));
        assertThat(new DrillBook(folder.toString()).latest().orElseThrow().stages())
                .containsExactly(new SelfTest.Stage("commit", false, "a passed x y"));
    }

    @Test
    void only_the_newest_are_kept() throws IOException {
        var book = new DrillBook(folder.toString());
        for (int i = 0; i < 25; i++) {
            book.add(result("number " + i));
        }
        assertThat(Files.readAllLines(folder.resolve("self-test.txt"))).hasSize(10);
        assertThat(new DrillBook(folder.toString()).latest().orElseThrow().by()).isEqualTo("number 24");
    }

    @Test
    void what_is_no_drill_is_left_out() {
        assertThat(DrillBook.parse("drill\tyesterday\tnow\tme\nfailed\tx\ty\n\u0000\ndrill\n"))
                .isEmpty();
    }

    @Property(tries = 300)
    void any_text_can_be_read(@ForAll String text) {
        assertThat(DrillBook.parse(text)).hasSizeLessThanOrEqualTo(10);
    }

    @Property(tries = 300)
    void what_was_written_is_read_again(@ForAll String by, @ForAll String name, @ForAll String detail) {
        List<SelfTest.Result> written = List.of(result(by, new SelfTest.Stage(name, true, detail)));
        List<SelfTest.Result> read = DrillBook.parse(DrillBook.text(written));
        assertThat(read).hasSize(1);
        assertThat(read.get(0).stages()).hasSize(1);
    }
}
