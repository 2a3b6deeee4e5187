package org.hearthgate.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration of a home: one flat JSON object per PID, in {@code config/<pid>.json} or {@code config/<factory pid>~<name>.json}.
 * Values are strings, numbers, booleans, or arrays of strings.
 */
final class Settings {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Map<String, Object>> byPid = new TreeMap<>();

    /** Reads every {@code *.json} of a folder; a file that cannot be read names itself and the place. */
    static Settings read(Path folder) {
        var settings = new Settings();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> {
                String name = file.getFileName().toString();
                settings.byPid.put(name.substring(0, name.length() - ".json".length()), readFile(file));
            });
        } catch (IOException e) {
            throw Failure.badData("cannot read the configuration in " + folder + ": " + e.getMessage()
                    + "; make a home with `hub init --home DIR --person NAME`");
        }
        return settings;
    }

    private static Map<String, Object> readFile(Path file) {
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Failure.badData(file + ": a configuration is one JSON object");
            }
            var values = new LinkedHashMap<String, Object>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                values.put(key, value(file, key, parser.nextToken(), parser));
            }
            return values;
        } catch (IOException e) {
            throw Failure.badData(file + " is not readable JSON: " + e.getMessage());
        }
    }

    private static Object value(Path file, String key, JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_ARRAY -> {
                List<String> texts = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    texts.add(parser.getText());
                }
                yield texts.toArray(String[]::new);
            }
            default ->
                throw Failure.badData(
                        file + ": '" + key + "' must be a text, a number, true, false or a list of texts");
        };
    }

    /** {@return the values of a PID, to read or to change} */
    Map<String, Object> of(String pid) {
        return byPid.computeIfAbsent(pid, any -> new LinkedHashMap<>());
    }

    /** Replaces all values of a PID. */
    Settings put(String pid, Map<String, Object> values) {
        byPid.put(pid, new LinkedHashMap<>(values));
        return this;
    }

    boolean has(String pid) {
        return byPid.containsKey(pid);
    }

    Map<String, Map<String, Object>> all() {
        return byPid;
    }

    /** Writes one file per PID, readable by the owner alone. */
    void write(Path folder) {
        byPid.forEach((pid, values) -> PrivateFiles.write(folder.resolve(pid + ".json"), json(values) + "\n"));
    }

    /** {@return the values as indented JSON; maps and lists nest} */
    static String json(Map<String, ?> values) {
        var text = new java.io.StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter());
            write(generator, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    private static void write(com.fasterxml.jackson.core.JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof String[] texts) {
            write(generator, List.of(texts));
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else {
            generator.writeString(String.valueOf(value));
        }
    }
}
