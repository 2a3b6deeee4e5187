package org.hearthgate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** Rows in, rows out, whatever is in their fields. */
class CsvTest {
    @Property(tries = 500)
    void what_is_written_is_read_back(
            @ForAll @Size(min = 1, max = 5) List<
                                    @NotEmpty List<
                                            @CharRange(from = 'a', to = 'c') @Chars({',', '"', '\n', '\r', ' ', 'é'})
                                            String>>
                            rows)
            throws IOException {
        var text = new StringBuilder();
        rows.forEach(row -> text.append(Csv.line(row)).append("\r\n"));
        assertThat(rowsOf(text.toString())).isEqualTo(rows);
    }

    @Example
    void lines_may_end_as_on_any_system_and_begin_with_a_byte_order_mark() throws IOException {
        assertThat(rowsOf("\uFEFFa,b\n1,2\r\n3,4"))
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"));
    }

    @Example
    void says_which_row_cannot_be_read() {
        assertThatThrownBy(() -> rowsOf("a\n\"b\n")).hasMessage("row 2 has a quote that is never closed");
        assertThatThrownBy(() -> rowsOf("a\n\"b\"c\n"))
                .hasMessage("row 2 has text behind a closed quote: write a quote in a field as two");
    }

    @Example
    void decodes_by_the_names_of_the_columns_and_keeps_the_others() throws IOException {
        assertThat(decoded("note,hex,characteristic,service\n\"a, b\",00ff,2A1C,1809\n\n"))
                .isEqualToNormalizingNewlines(
                        "note,hex,characteristic,service,decoded_json\n\"a, b\",00ff,2A1C,1809,1809/2A1C/00ff\n");
    }

    @Example
    void says_what_is_wrong_with_the_file() {
        assertThatThrownBy(() -> decoded("")).hasMessage("the CSV file is empty");
        assertThatThrownBy(() -> decoded("service,hex\n"))
                .hasMessage(
                        "the CSV file has no column 'characteristic': its first line must name service, characteristic, hex");
        assertThatThrownBy(() -> decoded("service,characteristic,hex\n1809,2A1C\n"))
                .hasMessage("row 2 has 2 fields, the first line has 3: quote fields that hold a comma");
    }

    private static String decoded(String csv) throws IOException {
        var out = new StringWriter();
        DecodeCommand.decode(new Csv(new StringReader(csv)), row -> String.join("/", row), new PrintWriter(out, true));
        return out.toString();
    }

    private static List<List<String>> rowsOf(String text) throws IOException {
        var csv = new Csv(new StringReader(text));
        var rows = new ArrayList<List<String>>();
        for (Optional<List<String>> row = csv.read(); row.isPresent(); row = csv.read()) {
            rows.add(row.get());
        }
        return rows;
    }
}
