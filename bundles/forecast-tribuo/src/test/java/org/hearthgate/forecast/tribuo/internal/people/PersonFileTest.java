package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonFileTest {
    @TempDir
    private Path folder;

    private PersonFile read(String text) throws IOException {
        return PersonFile.read(Files.writeString(folder.resolve("anna.csv"), text));
    }

    private static int minute(String time) {
        return (int) (LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC) / 60);
    }

    @Test
    void columns_are_found_by_their_names_and_the_first_value_of_a_minute_counts() throws IOException {
        History history = read("carbs_g,time,other,glucose_mgdl,insulin_bolus_u\r\n"
                        + ",2026-03-02T00:05:59,x,110,\r\n"
                        + ",2026-03-02 00:00,x,100,2\r\n"
                        + "30,2026-03-02T00:05,\"a,b\",\"111\",1.5\r\n"
                        + "10,2026-03-02T00:05Z,,,1\r\n")
                .history();
        assertThat(history.glucose.size()).isEqualTo(2);
        assertThat(history.glucose.minute(0)).isEqualTo(minute("2026-03-02T00:00"));
        assertThat(history.glucose.value(1)).as("not 111").isEqualTo(110);
        assertThat(history.bolus.value(1)).as("doses of one minute add up").isEqualTo(2.5f);
        assertThat(history.carbohydrate.value(0)).isEqualTo(40);
    }

    @Test
    void steps_are_known_a_quarter_of_an_hour_after_their_stamp_and_the_rest_at_once() throws IOException {
        History history = read("time,glucose_mgdl,steps,heart_rate_bpm\n2026-03-02T10:00,100,250,80\n")
                .history();
        assertThat(history.steps.minute(0)).isEqualTo(minute("2026-03-02T10:15"));
        assertThat(history.heartRate.minute(0)).isEqualTo(minute("2026-03-02T10:00"));
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_line_and_the_rest_of_the_row_is_kept() throws IOException {
        PersonFile file = read("time,glucose_mgdl,heart_rate_bpm\n"
                + "2026-03-02T00:00,100,fast\n"
                + "yesterday,100,60\n"
                + "2026-03-02T00:05,-3,61\n"
                + "\n"
                + "2026-03-02T00:10,NaN,62\n"
                + "2026-03-02T00:15,0,63\n"
                + "+999999999-01-01T00:00,100,64\n"
                + "2026-03-02T00:20\n"
                + "2026-03-02T00:25,120,65\n");
        assertThat(file.refusedRows()).isEqualTo(6);
        assertThat(file.refused())
                .containsExactly(
                        "anna.csv, line 2: heart_rate_bpm of 'fast'",
                        "anna.csv, line 3: no time but 'yesterday'",
                        "anna.csv, line 4: glucose_mgdl of '-3'",
                        "anna.csv, line 6: glucose_mgdl of 'NaN'",
                        "anna.csv, line 7: glucose_mgdl of 0");
        assertThat(file.history().glucose.size()).isEqualTo(2);
        assertThat(file.history().heartRate.size()).isEqualTo(4);
    }

    @Test
    void a_missing_column_a_missing_file_and_no_text_at_all_say_so() throws IOException {
        assertThatThrownBy(() -> read("time,glucose\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no column 'glucose_mgdl'");
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class).hasMessageContaining("no column 'time'");
        assertThatThrownBy(() -> PersonFile.read(folder.resolve("ben.csv")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not there");
        Path octets = Files.write(folder.resolve("octets.csv"), new byte[] {'t', (byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> PersonFile.read(octets))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> read("x".repeat(20_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1: longer than");
    }

    @Test
    void the_split_is_by_time_and_not_by_the_number_of_readings() throws IOException {
        PersonFile file = read("time,glucose_mgdl\n2026-03-02T00:00,100\n2026-03-02T00:01,100\n2026-03-02T00:02,100\n"
                + "2026-03-02T00:11,100\n");
        // 0.7 of 11 min are 7.7
        assertThat(file.minuteAfter(0.7)).isEqualTo(minute("2026-03-02T00:08"));
    }

    @Property(tries = 300)
    void whatever_octets_come_they_are_read_or_refused(@ForAll @Size(max = 400) byte[] octets) throws IOException {
        var head = "time,glucose_mgdl\n2026-03-02T00:00,100\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(head, head.length + octets.length);
        System.arraycopy(octets, 0, all, head.length, octets.length);
        soundOrRefused(all);
    }

    @Property(tries = 300)
    void whatever_rows_come_only_sound_values_are_kept(@ForAll java.util.Random random) throws IOException {
        String[] cells = {
            "2026-03-02T00:0" + random.nextInt(10),
            "2026-13-02T00:00",
            "",
            "1e9",
            "-1",
            "100",
            "\"",
            "1e-40",
            "Infinity",
            "0x1p4",
            "-999999999-01-01T00:00",
            "2999-12-31T23:59",
            "1900-01-01T00:00",
            "\u0000",
            "٣",
            "7f"
        };
        var text = new StringBuilder("time,glucose_mgdl,steps,insulin_bolus_u,asleep\n");
        for (int row = 0; row < 30; row++) {
            for (int cell = random.nextInt(7); cell >= 0; cell--) {
                text.append(cells[random.nextInt(cells.length)]).append(cell == 0 ? "\n" : ",");
            }
        }
        soundOrRefused(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void soundOrRefused(byte[] octets) throws IOException {
        Path file = Files.createTempFile("person", ".csv");
        try {
            History history = PersonFile.read(Files.write(file, octets)).history();
            for (Channel channel : new Channel[] {history.glucose, history.steps, history.bolus, history.asleep}) {
                for (int i = 0; i < channel.size(); i++) {
                    assertThat(channel.value(i)).isBetween(0f, 1e7f);
                    assertThat(i == 0 || channel.minute(i - 1) < channel.minute(i))
                            .isTrue();
                }
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining(file.getFileName().toString());
        } finally {
            Files.delete(file);
        }
    }
}
