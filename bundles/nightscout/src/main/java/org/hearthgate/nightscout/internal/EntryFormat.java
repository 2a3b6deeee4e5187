package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How entries are written: as JSON, or as the table that plain text clients read. */
enum EntryFormat {
    JSON(Answer.JSON, ""),
    TABS(Answer.TEXT, "\t"),
    COMMAS("text/csv;charset=utf-8", ",");

    private static final List<String> COLUMNS = List.of("dateString", "date", "sgv", "direction", "device");

    private final String mediaType;
    private final String separator;

    EntryFormat(String mediaType, String separator) {
        this.mediaType = mediaType;
        this.separator = separator;
    }

    /** {@return the format of a path's extension, without dot; empty for an extension that has none} */
    static Optional<EntryFormat> ofExtension(String extension) {
        return switch (extension) {
            case "json" -> Optional.of(JSON);
            case "txt", "tsv" -> Optional.of(TABS);
            case "csv" -> Optional.of(COMMAS);
            default -> Optional.empty();
        };
    }

    /** {@return what a client without extension accepts; Nightscout's first choice is the table} */
    static EntryFormat ofAccept(String accept) {
        List<String> types = Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",", -1))
                .map(type -> type.split(";", 2)[0].strip())
                .toList();
        if (types.contains("application/json")) {
            return JSON;
        }
        return types.contains("text/csv") ? COMMAS : TABS;
    }

    Answer answer(Iterator<? extends JsonNode> documents) {
        if (this == JSON) {
            return Answer.json(200, json -> {
                json.writeStartArray();
                while (documents.hasNext()) {
                    json.writeTree(documents.next());
                }
                json.writeEndArray();
            });
        }
        return new Answer(200, mediaType, java.util.Map.of(), out -> writeTable(documents, out));
    }

    private void writeTable(Iterator<? extends JsonNode> documents, OutputStream out) throws IOException {
        boolean first = true;
        while (documents.hasNext()) {
            JsonNode document = documents.next();
            String row = COLUMNS.stream()
                    .map(column -> cell(document.path(column)))
                    .collect(Collectors.joining(separator, first ? "" : "\r\n", ""));
            out.write(row.getBytes(UTF_8));
            first = false;
        }
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        try {
            return WireJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that was read as JSON cannot be written as JSON", e);
        }
    }
}
