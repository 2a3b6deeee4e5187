package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
    @TempDir
    private Path folder;

    private Splits read(String text) throws IOException {
        return Splits.read(Files.writeString(folder.resolve("splits.csv"), text));
    }

    @Test
    void people_are_found_by_part_and_set_in_the_order_of_the_file() throws IOException {
        Splits splits =
                read("subject,days,split,set\nzoe,3,dev,one\nanna,3,dev,two\nben,3,heldout,one\n\ncarl,3,dev,one\n");
        assertThat(splits.of("dev", Set.of()))
                .extracting(Splits.Person::id)
                .containsExactly("one/zoe", "two/anna", "one/carl");
        assertThat(splits.of("dev", Set.of("one")))
                .extracting(Splits.Person::subject)
                .containsExactly("zoe", "carl");
        assertThat(splits.of("heldout", Set.of("two"))).isEmpty();
        assertThat(splits.sets()).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../other", "a/b", "", "a\\b", ".hidden"})
    void nobody_leads_out_of_the_folder(String name) {
        assertThatThrownBy(() -> read("set,subject,split\none,anna,dev\none," + name + ",dev\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("is no subject");
    }

    @Test
    void a_missing_column_is_named() {
        assertThatThrownBy(() -> read("set,subject\none,anna\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no column 'split'");
    }

    @Property(tries = 300)
    void whatever_comes_is_read_or_refused_and_nobody_leads_out(@ForAll @StringLength(max = 200) String text)
            throws IOException {
        Path file = Files.createTempFile("splits", ".csv");
        try {
            // lone surrogates have no octets
            byte[] octets = ("set,subject,split\n" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (Splits.Person person : Splits.read(Files.write(file, octets)).people()) {
                assertThat(Path.of("data").resolve(person.set()).normalize().startsWith("data"))
                        .isTrue();
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining(file.getFileName().toString());
        } finally {
            Files.delete(file);
        }
    }
}
