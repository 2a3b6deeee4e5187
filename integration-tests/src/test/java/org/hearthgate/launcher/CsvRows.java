package org.hearthgate.launcher;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a CSV text by the names of its columns, read as the command reads them. */
public final class CsvRows {
    private CsvRows() {}

    public static List<Map<String, String>> of(String text) throws IOException {
        var csv = new Csv(new StringReader(text));
        List<String> header = csv.read().orElseThrow();
        var rows = new ArrayList<Map<String, String>>();
        for (var fields = csv.read(); fields.isPresent(); fields = csv.read()) {
            var row = new LinkedHashMap<String, String>();
            for (int column = 0; column < header.size(); column++) {
                row.put(header.get(column), fields.get().get(column));
            }
            rows.add(row);
        }
        return rows;
    }

    /** {@return one row as a line} */
    public static String line(List<String> fields) {
        return Csv.line(fields);
    }
}
